/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dots_words.c - all that the chart of dots says. */
#include "report/dots_words.h"

#include <math.h>
#include <stdint.h>

#include "report/number.h"
#include "report/phrase.h"

/* Text first and always quoted, one record a line: gnuplot cuts a quoted text
 * at a comma in any other place and knows no doubled quote. */
static void
say(FILE *words, const char *text, const char *key, double x, double y)
{
    fputc('"', words);
    for (; *text; text++)
        if (*text == '"')
            fputs("\xE2\x80\x9D", words);
        else
            fputc((unsigned char)*text < ' ' ? ' ' : *text, words);
    fprintf(words, "\",%s", key);
    dots_cell(x, words);
    dots_cell(y, words);
    fputc('\n', words);
}

static const char *
per_cent_of(const struct comparison *c, size_t m)
{
    switch (metric_table[c->metric[m]].statistic) {
    case STATISTIC_RATIO_OF_MEANS:   return "per cent of the mean";
    case STATISTIC_RATIO_OF_MEDIANS: return "per cent of the median";
    case STATISTIC_MEAN:             break;
    }
    return "";
}

/* " (loss: of the median)" */
static void
add_medians(struct phrase *p, const struct comparison *c)
{
    size_t said = 0;

    for (size_t m = 0; m < c->n_metrics; m++)
        if (metric_table[c->metric[m]].statistic ==
            STATISTIC_RATIO_OF_MEDIANS) {
            phrase_add(p, said++ ? ", " : " (");
            phrase_label(p, c->metric[m], false);
        }
    if (said)
        phrase_add(p, ": of the median)");
}

static void
say_subtitle(const struct dots_plan *p, const struct chart_frame *frame,
             FILE *words)
{
    const struct comparison *c = p->c;
    struct phrase s = { 0 };
    if (!p->panels) {
        const struct metric_style style = metric_style_of(c, 0, true);
        phrase_measure(&s, c->metric[0], change_is_percent(c->metric[0])
                       ? 1 : style.change.divisor, true);
        if (change_is_percent(c->metric[0])) {
            s = (struct phrase){ 0 };
            phrase_label(&s, c->metric[0], true);
        }
        phrase_add(&s, " in ");
        phrase_years(&s, frame->years);
        phrase_add(&s, ": change from %s in the same worlds%s%s",
                   c->runs.arm[0], per_cent_of(c, 0)[0] ? ", " : "",
                   per_cent_of(c, 0));
        say(words, s.text, "subtitle", NAN, NAN);
        return;
    }
    phrase_add(&s, "Change from %s in the same %zu world%s, per cent of the "
               "mean ", c->runs.arm[0], c->runs.n_replicates,
               c->runs.n_replicates == 1 ? "" : "s");
    phrase_baseline(&s, c, frame->regimes);
    add_medians(&s, c);
    phrase_add(&s, ", ");
    phrase_years(&s, frame->years);
    say(words, s.text, "subtitle", NAN, NAN);
}

/* ---- key --------------------------------------------------------------- */

/* Which tones occur, and what the hollow dots are. */
struct occurs {
    bool tone[TONE_GREY + 1];
    size_t hollow, same, doubtful;
};

static struct occurs
what_occurs(const struct dots_plan *p)
{
    struct occurs o = { .hollow = 0 };

    for (size_t k = 0; k < p->n_dots; k++) {
        const struct dot *d = &p->dot[k];
        if (!d->of || d->said)
            continue;
        o.tone[d->tone] = true;
        o.hollow += d->open;
        o.same += d->of->verdict == VERDICT_SAME;
        o.doubtful += d->of->doubt != DOUBT_NONE;
    }
    return o;
}

/* In one chart of one metric a tone is a direction. */
static const char *
tone_words(const struct dots_plan *p, enum tone tone)
{
    const bool lower = metric_table[p->c->metric[0]].better == BETTER_LOWER;

    if (tone == TONE_NEITHER)
        return "clear (neither better nor worse)";
    if (p->panels)
        return tone == TONE_BETTER ? "clearly better" : "clearly worse";
    return (tone == TONE_BETTER) == lower ? "clearly lower"
                                          : "clearly higher";
}

static void
say_key(const struct dots_plan *p, FILE *words)
{
    static const enum tone tones[] = { TONE_BETTER, TONE_WORSE, TONE_NEITHER };
    const struct occurs o = what_occurs(p);
    const char *before = "change and 95\xC2\xA0% interval: ";

    for (size_t k = 0; k < 3; k++) {
        struct phrase s = { 0 };
        if (!o.tone[tones[k]])
            continue;
        phrase_add(&s, "%s%s", before, tone_words(p, tones[k]));
        say(words, s.text, "key_dot", tones[k], NAN);
        before = "";
    }
    if (o.hollow) {
        struct phrase s = { 0 };
        phrase_add(&s, "%s%s", before,
                   o.same == o.hollow ? "the same in every world"
                   : o.doubtful == o.hollow ? "too rare or too few to tell"
                   : o.doubtful ? "no clear difference, or too rare to tell"
                   : "no clear difference");
        say(words, s.text, "key_hollow", TONE_GREY, NAN);
    }
}

/* ---- axis -------------------------------------------------------------- */

static void
say_axis(const struct dots_plan *p, FILE *words)
{
    say(words, "", "x_range", p->low, p->high);
    say(words, "", "last", NAN, (double)p->n_rows);
    for (size_t k = 0; k < p->n_ticks; k++) {
        char text[NUMBER_TEXT];
        say(words, number_text(text, p->tick[k], &p->tick_style, true),
            "x_tick", p->tick[k], NAN);
    }
}

static void
say_sides(const struct dots_plan *p, FILE *words)
{
    static const char *const less[] = {
        "\xE2\x97\x84 lower, better", "\xE2\x97\x84 lower, worse",
        "\xE2\x97\x84 lower"
    };
    static const char *const more[] = {
        "higher, worse \xE2\x96\xBA", "higher, better \xE2\x96\xBA",
        "higher \xE2\x96\xBA"
    };
    const enum better better = metric_table[p->c->metric[0]].better;

    say(words, less[better], "less", NAN, NAN);
    say(words, more[better], "more", NAN, NAN);
    say(words, "change", "value_head", NAN, NAN);
    say(words, "95\xC2\xA0% interval", "interval_head", NAN, NAN);
}

/* ---- rows -------------------------------------------------------------- */

static void
say_baseline(const struct comparison *c, const struct metric_style *style,
             FILE *words)
{
    const struct summary_row *row = comparison_summary(c, 0, 0);
    const bool median = metric_table[row->metric].statistic ==
                        STATISTIC_RATIO_OF_MEDIANS;
    struct phrase scale = { 0 }, s = { 0 };
    char level[NUMBER_TEXT];

    number_text(level, median ? row->p50 : row->mean, &style->level, false);
    /* In a chart of per cent the level needs its own unit. */
    if (change_is_percent(row->metric))
        phrase_scale(&scale, row->metric, style->level.divisor);
    phrase_add(&s, "%s %s%s%s", median ? "median" : "mean", level,
               scale.n ? "\xC2\xA0" : "", scale.text);
    say(words, c->runs.arm[0], "row", NAN, 1);
    say(words, "0", "value", NAN, 1);
    say(words, s.text, "interval", NAN, 1);
}

static void
say_row(const struct dot *d, const struct comparison *c,
        const struct metric_style *style, FILE *words)
{
    const struct change change = change_of(d->of);
    struct number_style bare = style->change;
    char value[NUMBER_TEXT], low[NUMBER_TEXT], high[NUMBER_TEXT];
    struct phrase s = { 0 };

    bare.percent = false;
    say(words, c->runs.arm[d->arm], "row", NAN, (double)d->row);
    say(words, number_text(value, change.value, &style->change, true),
        "value", NAN, (double)d->row);
    if (d->of->verdict == VERDICT_SAME)
        phrase_add(&s, "every world the same");
    else if (isnan(change.low) || isnan(change.high))
        phrase_add(&s, "too few worlds");
    else
        phrase_add(&s, "%s to %s", number_text(low, change.low, &bare, true),
                   number_text(high, change.high, &style->change, true));
    say(words, s.text, "interval", NAN, (double)d->row);
}

static void
say_rows(const struct dots_plan *p, FILE *words)
{
    const struct metric_style style = metric_style_of(p->c, 0, true);

    say_baseline(p->c, &style, words);
    for (size_t k = 1; k < p->n_dots; k++)
        say_row(&p->dot[k], p->c, &style, words);
}

/* ---- panels ------------------------------------------------------------ */

/* A change that has no dot is said at its row: "0 to 0.005", "+3,000 %". */
static void
say_note(const struct dot *d, const struct comparison *c, FILE *words)
{
    const struct metric_style style = metric_style_of(c, d->m, true);
    const struct number_style percent = { .divisor = 1, .utf8 = true,
                                          .percent = true };
    const double change = change_in_percent(d->of).value;
    char from[NUMBER_TEXT], to[NUMBER_TEXT];
    struct phrase s = { 0 };

    if (d->of->n == 0)
        phrase_add(&s, "no value");
    else if (isfinite(change))
        phrase_add(&s, "%s", number_text(to, change, &percent, true));
    else
        phrase_add(&s, "from %s to %s",
                   number_text(from, d->of->baseline, &style.level, false),
                   number_text(to, d->of->level, &style.level, false));
    say(words, s.text, "note", (double)d->panel, (double)d->row);
}

static void
say_panels(const struct dots_plan *p, FILE *words)
{
    for (size_t arm = 1; arm < p->c->runs.n_arms; arm++)
        say(words, p->c->runs.arm[arm], "row", NAN, (double)arm);
    for (size_t m = 0; m < p->c->n_metrics; m++)
        say(words, metric_table[p->c->metric[m]].label, "panel",
            (double)(m + 1), NAN);
    for (size_t k = 0; k < p->n_dots; k++)
        if (p->dot[k].said)
            say_note(&p->dot[k], p->c, words);
}

/* ---- footer and alternative text --------------------------------------- */

static bool
any_cut(const struct dots_plan *p)
{
    for (size_t k = 0; k < p->n_dots; k++)
        if (p->dot[k].cut_low || p->dot[k].cut_high)
            return true;
    return false;
}

static size_t
headlines_shown(const struct comparison *c)
{
    size_t n = 0;

    for (size_t m = 0; m < c->n_metrics; m++)
        n += metric_table[c->metric[m]].headline;
    return n;
}

static void
say_footer(const struct dots_plan *p, const struct chart_frame *frame,
           FILE *words)
{
    const struct comparison *c = p->c;
    const bool all = headlines_shown(c) == c->n_metrics;
    struct phrase source = { 0 }, rest = { 0 };

    phrase_add(&source, "Source: detente");
    if (frame->scenario && frame->scenario[0])
        phrase_add(&source, ", %s", frame->scenario);
    phrase_add(&source, "; the same %zu simulated world%s under each %s, seed "
               "%llu.", c->runs.n_replicates,
               c->runs.n_replicates == 1 ? "" : "s",
               frame->regimes ? "regime" : "scenario",
               (unsigned long long)c->runs.seed);
    if (c->n_failed)
        phrase_add(&source, " %zu runs failed and do not count.", c->n_failed);
    say(words, source.text, "footer", NAN, NAN);
    phrase_add(&rest, "Intervals hold jointly for the %zu headline metrics of "
               "a %s%s.", c->family, frame->regimes ? "regime" : "scenario",
               all ? "" : "; others are as wide, without that promise");
    if (any_cut(p))
        phrase_add(&rest, " An arrow head: the interval goes on.");
    say(words, rest.text, "footer", NAN, NAN);
}

static void
add_alt_row(struct phrase *s, const struct dot *d, const struct comparison *c)
{
    const struct metric_style style = metric_style_of(c, d->m, true);
    const struct change change = change_of(d->of);
    struct number_style bare = style.change;
    char value[NUMBER_TEXT], low[NUMBER_TEXT], high[NUMBER_TEXT];

    bare.percent = false;
    phrase_add(s, "%s %s", c->runs.arm[d->arm],
               number_text(value, change.value, &style.change, true));
    if (!isnan(change.low) && d->of->verdict != VERDICT_SAME)
        phrase_add(s, " (%s to %s)", number_text(low, change.low, &bare, true),
                   number_text(high, change.high, &style.change, true));
    phrase_add(s, ", %s", comparison_words(d->of));
}

static void
say_alt(const struct dots_plan *p, const struct chart_frame *frame,
        FILE *words)
{
    const struct comparison *c = p->c;
    struct phrase s = { 0 };

    if (p->panels)
        phrase_add(&s, "%zu small dot charts", c->n_metrics);
    else
        phrase_add(&s, "Dot chart");
    phrase_add(&s, " of the change from %s in the same %zu worlds over ",
               c->runs.arm[0], c->runs.n_replicates);
    phrase_years(&s, frame->years);
    phrase_add(&s, ", with 95\xC2\xA0%% intervals.");
    for (size_t k = 0, of = SIZE_MAX; k < p->n_dots; k++) {
        const struct dot *d = &p->dot[k];
        if (!d->of)
            continue;
        if (d->m != of) {
            const struct metric_style style = metric_style_of(c, d->m, true);
            phrase_add(&s, of == SIZE_MAX ? " " : ". ");
            phrase_measure(&s, c->metric[d->m], style.level.divisor, true);
            phrase_add(&s, ": ");
        } else
            phrase_add(&s, "; ");
        of = d->m;
        add_alt_row(&s, d, c);
    }
    phrase_add(&s, ".");
    say(words, s.text, "alt", NAN, NAN);
}

void
dots_words_write(const struct dots_plan *p, const struct chart_frame *frame,
            FILE *words)
{
    char title[PHRASE_MOST];

    fputs("text,key,x,y\n", words);
    dots_title(p->c, frame, title, sizeof title);
    say(words, title, "title", NAN, NAN);
    say_subtitle(p, frame, words);
    say_key(p, words);
    say_axis(p, words);
    if (p->panels)
        say_panels(p, words);
    else {
        say_sides(p, words);
        say_rows(p, words);
    }
    say_footer(p, frame, words);
    say_alt(p, frame, words);
}
