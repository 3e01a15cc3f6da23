/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dots_words.c - all that the chart of dots says. */
#include "report/dots_words.h"

#include <ctype.h>
#include <math.h>

#include "report/number.h"
#include "report/phrase.h"

enum { ALT_ROWS = 12 };         /* a longer alternative text counts */

/* Text first and always quoted, one record a line: gnuplot cuts a quoted text
 * at a comma in any other place. */
static void
say(FILE *words, const char *text, const char *key, double x, double y)
{
    dots_text(text, words);
    fprintf(words, ",%s", key);
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

/* "mean 41.2", "median 265 billion US dollars" */
static void
add_baseline(struct phrase *p, const struct comparison *c, bool scale)
{
    const struct metric_style style = metric_style_of(c, 0, true);
    const struct summary_row *row = comparison_summary(c, 0, 0);
    const bool median = metric_table[row->metric].statistic ==
                        STATISTIC_RATIO_OF_MEDIANS;
    struct phrase unit = { 0 };
    char level[NUMBER_TEXT];

    number_text(level, median ? row->p50 : row->mean, &style.level, false);
    phrase_add(p, "%s %s", median ? "median" : "mean", level);
    if (scale)
        phrase_scale(&unit, row->metric, style.level.divisor);
    if (unit.n)
        phrase_add(p, " %s", unit.text);
}

/* Of one metric: what, in which time, against what, in which unit. */
static void
add_measure(struct phrase *s, const struct comparison *c, double years)
{
    const bool percent = change_is_percent(c->metric[0]);
    const struct metric_style style = metric_style_of(c, 0, true);

    if (percent)
        phrase_label(s, c->metric[0], true);
    else {
        phrase_measure(s, c->metric[0], style.change.divisor, false);
        s->text[0] = (char)toupper((unsigned char)s->text[0]);
    }
    phrase_add(s, " in ");
    phrase_years(s, years);
    phrase_add(s, ": change from %s ", c->runs.arm[0]);
    if (percent) {
        phrase_add(s, "(");
        add_baseline(s, c, true);
        phrase_add(s, ") ");
    }
    phrase_add(s, "in the same worlds%s%s", percent ? ", " : "",
               per_cent_of(c, 0));
}

static void
say_subtitle(const struct dots_plan *p, const struct chart_frame *frame,
             FILE *words)
{
    const struct comparison *c = p->c;
    struct phrase s = { 0 };

    if (!p->panels)
        add_measure(&s, c, frame->years);
    else {
        phrase_add(&s, "Change from %s in the same %zu world%s, per cent of "
                   "the mean ", c->runs.arm[0], c->runs.n_replicates,
                   c->runs.n_replicates == 1 ? "" : "s");
        phrase_baseline(&s, c, frame->regimes);
        add_medians(&s, c);
        phrase_add(&s, ", ");
        phrase_years(&s, frame->years);
    }
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
        if (o.same && o.same < o.hollow)
            phrase_add(&s, " (without a line: the same in every world)");
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
        number_text(text, p->tick[k], &p->tick_style, true);
        say(words, p->tick[k] == 0 ? "0" : text, "x_tick", p->tick[k], NAN);
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

/* In a chart of per cent the level stands above, with its unit. */
static void
say_baseline(const struct comparison *c, FILE *words)
{
    struct phrase s = { 0 };

    if (!change_is_percent(c->metric[0]))
        add_baseline(&s, c, false);
    say(words, c->runs.arm[0], "row", NAN, 1);
    say(words, "0", "value", NAN, 1);
    say(words, s.text, "interval", NAN, 1);
}

/* "from 0.00 to 4.08": there is no ratio to nothing. */
static void
add_levels(struct phrase *p, const struct comparison_row *row,
           const struct number_style *style)
{
    char from[NUMBER_TEXT], to[NUMBER_TEXT];

    phrase_add(p, "from %s to %s", number_text(from, row->baseline, style,
                                               false),
               number_text(to, row->level, style, false));
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
    number_text(value, isfinite(change.value) ? change.value : NAN,
                &style->change, true);
    say(words, value, "value", NAN, (double)d->row);
    if (d->of->verdict == VERDICT_SAME)
        phrase_add(&s, "every world the same");
    else if (d->of->n > 0 && !isfinite(change.value))
        add_levels(&s, d->of, &style->level);
    else if (isnan(change.low) || isnan(change.high))
        phrase_add(&s, d->of->n ? "too few worlds" : "no value");
    else
        phrase_add(&s, "%s to %s", number_text(low, change.low, &bare, true),
                   number_text(high, change.high, &style->change, true));
    say(words, s.text, "interval", NAN, (double)d->row);
}

static void
say_rows(const struct dots_plan *p, FILE *words)
{
    const struct metric_style style = metric_style_of(p->c, 0, true);

    say_baseline(p->c, words);
    for (size_t k = 1; k < p->n_dots; k++)
        say_row(&p->dot[k], p->c, &style, words);
}

/* ---- panels ------------------------------------------------------------ */

/* A change that has no dot is said at its row: "from 0 to 0.005",
 * "+3,000 %, clear". */
static void
say_note(const struct dot *d, const struct comparison *c, FILE *words)
{
    const struct metric_style style = metric_style_of(c, d->m, true);
    const struct number_style percent = { .divisor = 1, .utf8 = true,
                                          .percent = true };
    const double change = change_in_percent(d->of).value;
    char to[NUMBER_TEXT];
    struct phrase s = { 0 };

    if (d->of->n == 0)
        phrase_add(&s, "no value");
    else if (isfinite(change))
        phrase_add(&s, "%s", number_text(to, change, &percent, true));
    else
        add_levels(&s, d->of, &style.level);
    if (d->of->verdict == VERDICT_LOWER || d->of->verdict == VERDICT_HIGHER)
        phrase_add(&s, ", clear");
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
        phrase_add(&source, " %zu run%s failed, not counted.", c->n_failed,
                   c->n_failed == 1 ? "" : "s");
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
    phrase_add(s, "%s ", c->runs.arm[d->arm]);
    if (d->of->n > 0 && !isfinite(change.value))
        add_levels(s, d->of, &style.level);
    else
        phrase_add(s, "%s", number_text(value, change.value, &style.change,
                                        true));
    if (isfinite(change.value) && !isnan(change.low) &&
        d->of->verdict != VERDICT_SAME)
        phrase_add(s, " (%s to %s)", number_text(low, change.low, &bare, true),
                   number_text(high, change.high, &style.change, true));
    phrase_add(s, ", %s", comparison_words(d->of));
}

/* Of one measure: how many arms are what. */
static void
add_alt_counts(struct phrase *s, const struct comparison *c, size_t m)
{
    static const char *const words[] = {
        "clearly lower", "clearly higher", "without a clear difference",
        "the same in every world"
    };
    bool any = false;

    for (int v = 0; v <= VERDICT_SAME; v++) {
        size_t n = 0;
        for (size_t arm = 1; arm < c->runs.n_arms; arm++)
            n += comparison_row(c, m, arm)->verdict == (enum verdict)v;
        if (n)
            phrase_add(s, "%s%zu of %zu %s", any ? ", " : "", n,
                       c->runs.n_arms - 1, words[v]);
        any = any || n;
    }
}

static void
add_alt_rows(struct phrase *s, const struct dots_plan *p, size_t m)
{
    bool any = false;

    for (size_t k = 0; k < p->n_dots; k++) {
        const struct dot *d = &p->dot[k];
        if (!d->of || d->m != m)
            continue;
        if (any)
            phrase_add(s, "; ");
        any = true;
        add_alt_row(s, d, p->c);
    }
}

/* Every row with its numbers, or counts where that would be a long reading. */
static void
say_alt(const struct dots_plan *p, const struct chart_frame *frame,
        FILE *words)
{
    const struct comparison *c = p->c;
    const bool count = comparison_n_rows(c) > ALT_ROWS;
    struct phrase s = { 0 };

    if (p->panels)
        phrase_add(&s, "%zu small dot charts", c->n_metrics);
    else
        phrase_add(&s, "Dot chart");
    phrase_add(&s, " of the change from %s in the same %zu worlds over ",
               c->runs.arm[0], c->runs.n_replicates);
    phrase_years(&s, frame->years);
    phrase_add(&s, ", with 95\xC2\xA0%% intervals.");
    for (size_t m = 0; m < c->n_metrics; m++) {
        const struct metric_style style = metric_style_of(c, m, true);
        phrase_add(&s, " ");
        phrase_measure(&s, c->metric[m], style.level.divisor, true);
        phrase_add(&s, ": ");
        if (count)
            add_alt_counts(&s, c, m);
        else
            add_alt_rows(&s, p, m);
        phrase_add(&s, ".");
    }
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
