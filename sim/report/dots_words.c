/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dots_words.c - all that the chart of dots says. */
#include "report/dots_words.h"

#include <ctype.h>
#include <math.h>
#include <string.h>

#include "base/params.h"
#include "report/dots_number.h"
#include "report/dots_tally.h"
#include "report/phrase.h"

enum { ALT_ROWS = 12 };         /* a longer alternative text counts */
static const double BESIDE = 0.42;      /* of the range: room for a number */
static const double SHORT = 0.02;       /* of the range: hidden by its dot */

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

static bool
is_median(const struct comparison *c, size_t m)
{
    return metric_table[c->metric[m]].statistic == STATISTIC_RATIO_OF_MEDIANS;
}

/* "15.3", "265 billion US dollars": what the baseline is. */
static void
add_level(struct phrase *p, const struct comparison *c, size_t m)
{
    const struct summary_row *row = comparison_summary(c, m, 0);

    dots_add_level(p, row->metric, is_median(c, m) ? row->p50 : row->mean);
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
    phrase_add(s, ": change from %s in the same worlds%s", c->runs.arm[0],
               !percent ? "" : is_median(c, 0) ? ", per cent of the median"
                                               : ", per cent of the mean");
}

/* Where one row is all there is the title has said it. */
static void
say_counts(const struct dots_plan *p, const struct chart_frame *frame,
           FILE *words)
{
    const struct tally t = tally_of_all(p->c);
    struct phrase s = { 0 };

    if (t.rows < 2)
        return;
    phrase_add(&s, "Of %zu %s: ", t.rows, p->panels ? "comparisons"
               : frame->regimes ? "regimes" : "scenarios");
    tally_say(&s, &t, p->panels);
    say(words, s.text, "counts", NAN, NAN);
}

/* What the measure is, in a reader's words: one has room for it. */
static void
say_meaning(const struct comparison *c, FILE *words)
{
    const char *meaning = metric_table[c->metric[0]].meaning;
    struct phrase s = { 0 };

    phrase_label(&s, c->metric[0], true);
    phrase_add(&s, ": %.*s.", (int)strcspn(meaning, ";"), meaning);
    say(words, s.text, "meaning", NAN, NAN);
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
        phrase_add(&s, "Change from %s in per cent, in the same %zu world%s "
                   "over ", c->runs.arm[0], c->runs.n_replicates,
                   c->runs.n_replicates == 1 ? "" : "s");
        phrase_years(&s, frame->years);
    }
    say(words, s.text, "subtitle", NAN, NAN);
    say_counts(p, frame, words);
    if (!p->panels)
        say_meaning(c, words);
}

/* ---- key --------------------------------------------------------------- */

/* Which tones occur, and what the hollow dots are. */
struct occurs {
    bool tone[TONE_GREY + 1];
    bool finding[N_FINDINGS];
    bool interval;              /* of one with too few worlds */
};

static struct occurs
what_occurs(const struct dots_plan *p)
{
    struct occurs o = { .tone = { false } };

    for (size_t k = 0; k < p->n_dots; k++) {
        const struct dot *d = &p->dot[k];
        if (!d->of || d->said)
            continue;
        o.tone[d->tone] = true;
        o.finding[finding_of(d->of)] = true;
        o.interval = o.interval || (d->doubt == DOUBT_FEW && !d->bare);
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

/* What is grey: a mark each. */
static void
say_hollow(const struct occurs *o, const char *before, FILE *words)
{
    static const struct {
        enum finding finding;
        const char *key;
    } hollow[] = {
        { FINDING_NONE, "key_hollow" }, { FINDING_RARE, "key_rare" },
        { FINDING_FEW, "key_few" }, { FINDING_SAME, "key_same" }
    };

    for (size_t k = 0; k < sizeof hollow / sizeof *hollow; k++) {
        const enum finding finding = hollow[k].finding;
        const bool line = finding == FINDING_FEW ? o->interval
                                                 : finding != FINDING_SAME;
        struct phrase s = { 0 };
        if (!o->finding[finding])
            continue;
        phrase_add(&s, "%s%s", line ? before : "", finding_words(finding));
        if (line)
            before = "";
        say(words, s.text, hollow[k].key, TONE_GREY, line);
    }
}

static size_t
headlines_shown(const struct comparison *c)
{
    size_t n = 0;

    for (size_t m = 0; m < c->n_metrics; m++)
        n += metric_table[c->metric[m]].headline;
    return n;
}

/* "95 % interval" where that is so of all measures shown. */
static void
add_interval(struct phrase *s, const struct comparison *c)
{
    const size_t shown = headlines_shown(c);

    if (shown == 0 || shown == c->n_metrics) {
        phrase_confidence(s, c, c->metric[0]);
        phrase_add(s, "\xC2\xA0%% ");
    }
    phrase_add(s, "interval");
}

static void
say_key(const struct dots_plan *p, FILE *words)
{
    static const enum tone tones[] = { TONE_BETTER, TONE_WORSE, TONE_NEITHER };
    const struct occurs o = what_occurs(p);
    struct phrase head = { 0 };
    const char *before = head.text;

    phrase_add(&head, "change and ");
    add_interval(&head, p->c);
    phrase_add(&head, ": ");

    for (size_t k = 0; k < 3; k++) {
        struct phrase s = { 0 };
        if (!o.tone[tones[k]])
            continue;
        phrase_add(&s, "%s%s", before, tone_words(p, tones[k]));
        say(words, s.text, "key_dot", tones[k], NAN);
        before = "";
    }
    say_hollow(&o, before, words);
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
    struct phrase interval = { 0 };

    add_interval(&interval, p->c);
    say(words, less[better], "less", NAN, NAN);
    say(words, more[better], "more", NAN, NAN);
    say(words, "change", "value_head", NAN, NAN);
    say(words, interval.text, "interval_head", NAN, NAN);
    say(words, "change, interval", "narrow_head", NAN, NAN);
}

/* ---- rows -------------------------------------------------------------- */

/* The baseline has no change: its level stands beside its dot. */
static void
say_baseline(const struct comparison *c, FILE *words)
{
    struct phrase s = { 0 };

    phrase_add(&s, "%s ", is_median(c, 0) ? "median" : "mean");
    add_level(&s, c, 0);
    say(words, c->runs.arm[0], "row", NAN, 1);
    say(words, "0", "value", NAN, 1);
    say(words, s.text, "base", 0, 1);
}

/* "-3.6 to -0.2": the ends of an interval. */
static void
add_ends(struct phrase *p, struct change change, struct dots_digits style)
{
    char low[NUMBER_TEXT], high[NUMBER_TEXT];
    struct dots_digits bare = style;

    bare.percent = false;
    bare.place = style.place = style.end_place;
    phrase_add(p, "%s to %s", dots_number(low, change.low, &bare, true),
               dots_number(high, change.high, &style, true));
}

static void
say_row(const struct dot *d, const struct comparison *c,
        const struct metric_style *style, FILE *words)
{
    const struct change change = change_of(d->of);
    const struct dots_digits digits = dots_digits_of(d->of, change,
        style->change.divisor, style->change.percent);
    char value[NUMBER_TEXT];
    struct phrase s = { 0 };

    say(words, c->runs.arm[d->arm], "row", NAN, (double)d->row);
    dots_number(value, isfinite(change.value) ? change.value : NAN, &digits,
               true);
    say(words, value, "value", NAN, (double)d->row);
    if (d->same)
        phrase_add(&s, "every world the same");
    else if (d->of->n > 0 && !isfinite(change.value))
        dots_add_levels(&s, d->of);
    else if (isnan(change.low) || isnan(change.high))
        phrase_add(&s, d->of->n ? "too few worlds" : "no value");
    else
        add_ends(&s, change, digits);
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

/* Beside a dot or an edge: `side` "before" ends at x, "after" begins there;
 * the tone says whether it is bold.  It belongs to the panel that was said
 * last, and has room up to its dot or, if it stands beyond that, to the edge.
 */
static void
say_beside(const struct dots_plan *p, const struct dot *d, const char *side,
           double x, const char *text, FILE *words)
{
    char key[16];
    const bool loud = d->beyond && !d->open;
    const bool after = strcmp(side, "after") == 0;
    const double edge = after ? p->high : p->low;

    say(words, "", "room", (after ? d->x > x : d->x < x) ? d->x : edge, NAN);
    snprintf(key, sizeof key, "%s%d", side, loud ? (int)d->tone : TONE_GREY);
    say(words, text, key, x, (double)d->row);
}

/* Is there no room for a number between x and this edge? */
static bool
is_near(const struct dots_plan *p, double x, int edge)
{
    const double room = edge > 0 ? p->high - x : x - p->low;

    return room < BESIDE * (p->high - p->low);
}

/* What is beyond: "+580 %", "from 0 to 0.005"; and the end of an interval that
 * goes on beyond the other edge. */
static void
say_beyond(const struct dots_plan *p, const struct dot *d, FILE *words)
{
    const struct change change = change_in_percent(d->of);
    const struct dots_digits style = dots_digits_of(d->of, change, 1, true);
    char text[NUMBER_TEXT];
    struct phrase s = { 0 };

    if (isfinite(change.value))
        phrase_add(&s, "%s", dots_number(text, change.value, &style, true));
    else
        dots_add_levels(&s, d->of);
    say_beside(p, d, d->beyond > 0 ? "before" : "after", d->x, s.text, words);
    if (d->beyond > 0 && d->cut_low)
        say_beside(p, d, "after", p->low, dots_end(text, d->left, true),
                   words);
    if (d->beyond < 0 && d->cut_high)
        say_beside(p, d, "before", p->high, dots_end(text, d->right, true),
                   words);
}

/* Both ends, two digits each, on the side with more room: at the edge if the
 * interval goes there, else where it ends. */
static void
say_ends(const struct dots_plan *p, const struct dot *d, FILE *words)
{
    const bool right = p->high - d->x > d->x - p->low;
    char low[NUMBER_TEXT], high[NUMBER_TEXT];
    struct phrase s = { 0 };

    phrase_add(&s, "%s to %s", dots_end(low, d->left, false),
               dots_end(high, d->right, true));
    if (right && !is_near(p, d->high, 1))
        say_beside(p, d, "after", d->high, s.text, words);
    else if (!right && !is_near(p, d->low, -1))
        say_beside(p, d, "before", d->low, s.text, words);
    else
        say_beside(p, d, right ? "before" : "after", right ? p->high : p->low,
                   s.text, words);
}

/* The end of an interval that was cut, at its edge; where the dot has no room
 * for it there, both ends. */
static void
say_cuts(const struct dots_plan *p, const struct dot *d, FILE *words)
{
    char text[NUMBER_TEXT];

    if ((d->cut_low && is_near(p, d->x, -1)) ||
        (d->cut_high && is_near(p, d->x, 1))) {
        say_ends(p, d, words);
        return;
    }
    if (d->cut_low)
        say_beside(p, d, "after", p->low, dots_end(text, d->left, true),
                   words);
    if (d->cut_high)
        say_beside(p, d, "before", p->high, dots_end(text, d->right, true),
                   words);
}

/* A change that has no dot: "from 0 to 0.005". */
static void
say_note(const struct dots_plan *p, const struct dot *d, FILE *words)
{
    struct phrase s = { 0 };

    if (d->of->n == 0)
        phrase_add(&s, "no value");
    else
        dots_add_levels(&s, d->of);
    say_beside(p, d, "before", p->high, s.text, words);
}

static void
say_beside_dot(const struct dots_plan *p, const struct dot *d, FILE *words)
{
    if (d->said)
        say_note(p, d, words);
    else if (d->beyond)
        say_beyond(p, d, words);
    else if (d->bare)
        say_beside(p, d, is_near(p, d->x, 1) ? "before" : "after", d->x,
                   "too few", words);
    else
        say_cuts(p, d, words);
}

/* "per 1,000 online", "share", "": what is counted, if the label does
 * not say it. */
static void
add_unit(struct phrase *p, enum metric metric)
{
    const char *unit = metric_table[metric].unit;
    const char *per = strstr(unit, " per ");

    if (per)
        phrase_add(p, "%s", per + 1);
    else if (strcmp(unit, "1") == 0)
        phrase_add(p, "share");
}

/* "per 1,000 online, lower is better; 15.3 under anarchy" */
static void
say_panel_unit(const struct comparison *c, size_t m, bool regimes, FILE *words)
{
    static const char *const wanted[] = { "lower is better",
                                          "higher is better",
                                          "neither is better" };
    struct phrase s = { 0 };

    add_unit(&s, c->metric[m]);
    phrase_add(&s, "%s%s; ", s.n ? ", " : "",
               wanted[metric_table[c->metric[m]].better]);
    if (is_median(c, m))
        phrase_add(&s, "median ");
    add_level(&s, c, m);
    phrase_add(&s, " ");
    phrase_baseline(&s, c, regimes);
    say(words, s.text, "panel_unit", (double)(m + 1), NAN);
}

static void
say_panels(const struct dots_plan *p, const struct chart_frame *frame,
           FILE *words)
{
    for (size_t arm = 1; arm < p->c->runs.n_arms; arm++)
        say(words, p->c->runs.arm[arm], "row", NAN, (double)arm);
    for (size_t m = 0; m < p->c->n_metrics; m++) {
        say(words, metric_table[p->c->metric[m]].label, "panel",
            (double)(m + 1), NAN);
        say_panel_unit(p->c, m, frame->regimes, words);
        for (size_t k = 0; k < p->n_dots; k++)
            if (p->dot[k].m == m)
                say_beside_dot(p, &p->dot[k], words);
    }
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

/* Does some dot hide its interval? */
static bool
any_short(const struct dots_plan *p)
{
    for (size_t k = 0; k < p->n_dots; k++) {
        const struct dot *d = &p->dot[k];
        if (d->of && !d->said && !d->same && !d->beyond
            && d->high - d->low < SHORT * (p->high - p->low))
            return true;
    }
    return false;
}

static void
say_source(const struct comparison *c, const struct chart_frame *frame,
           FILE *words)
{
    struct phrase s = { 0 };

    phrase_add(&s, "Source: detente");
    if (frame->scenario && frame->scenario[0])
        phrase_add(&s, ", %s", frame->scenario);
    phrase_add(&s, "; the same %zu simulated world%s under each %s, seed "
               "%llu.", c->runs.n_replicates,
               c->runs.n_replicates == 1 ? "" : "s",
               frame->regimes ? "regime" : "scenario",
               (unsigned long long)c->runs.seed);
    if (c->n_failed)
        phrase_add(&s, " %zu run%s failed, not counted.", c->n_failed,
                   c->n_failed == 1 ? "" : "s");
    say(words, s.text, "footer", NAN, NAN);
}

static void
say_intervals(const struct dots_plan *p, FILE *words)
{
    const struct comparison *c = p->c;
    const size_t shown = headlines_shown(c);
    struct phrase s = { 0 };
    size_t known = 0;

    for (size_t k = 0; k < comparison_n_rows(c); k++)
        known += isnan(c->row[k].low) ? 0 : 1;
    if (known == 0)
        return;
    phrase_add(&s, "Intervals hold ");
    if (shown > 0)
        phrase_add(&s, "95\xC2\xA0%% jointly for %zu headline measures",
                   c->family);
    if (shown < c->n_metrics)
        phrase_add(&s, "%s%.1f\xC2\xA0%% for %s alone", shown ? ", " : "",
                   100 * (1 - c->alpha), shown ? "each other" : "each");
    phrase_add(&s, ".");
    if (any_cut(p))
        phrase_add(&s, p->panels ? " An arrow: beyond the scale, to the "
                   "number beside it." : " An arrow: beyond the scale.");
    if (any_short(p))
        phrase_add(&s, " A dot without a line: its interval is "
                   "shorter than the dot.");
    say(words, s.text, "footer", NAN, NAN);
}

/* Of rows that are equal in every world: how little that says. */
static void
say_same(const struct tally *t, FILE *words)
{
    struct phrase s = { 0 };

    if (t->could_differ == 0)
        return;
    phrase_add(&s, "The same in every world played: up to %.2g\xC2\xA0%% of "
               "all worlds could still differ.", 100 * t->could_differ);
    say(words, s.text, "footer", NAN, NAN);
}

/* What "clear" does not cover.  `noun`: what stands alone, NULL where there is
 * one arm. */
static void
say_clear(const struct tally *t, const char *noun, FILE *words)
{
    const size_t clear = t->n[FINDING_LOWER] + t->n[FINDING_HIGHER];
    struct phrase s = { 0 };

    if (clear == 0)
        return;
    phrase_add(&s, "Clear: beyond the luck of worlds, at one setting of the "
               "%zu deep parameters", params_marked(MARK_DEEP));
    if (noun)
        phrase_add(&s, ", for each %s alone", noun);
    if (t->skewed == clear)
        phrase_add(&s, "; few worlds rule %s", clear == 1 ? "it" : "them");
    else if (t->skewed > 0)
        phrase_add(&s, "; few worlds rule %zu of these %zu", t->skewed, clear);
    phrase_add(&s, ".");
    say(words, s.text, "footer", NAN, NAN);
}

/* What the picture must never be without. */
static void
say_caveat(const struct chart_frame *frame, FILE *words)
{
    say(words, "A stylised model, not a forecast.", "footer", NAN, NAN);
    if (frame->changed && frame->changed[0]) {
        struct phrase changed = { 0 };
        phrase_add(&changed, "Changed: %s.", frame->changed);
        say(words, changed.text, "footer", NAN, NAN);
    }
}

static void
add_alt_row(struct phrase *s, const struct dot *d, const struct comparison *c)
{
    const struct metric_style style = metric_style_of(c, d->m, true);
    const struct change change = change_of(d->of);
    const struct dots_digits digits = dots_digits_of(d->of, change,
        style.change.divisor, style.change.percent);
    char value[NUMBER_TEXT];

    phrase_add(s, "%s ", c->runs.arm[d->arm]);
    if (d->of->n > 0 && !isfinite(change.value))
        dots_add_levels(s, d->of);
    else
        phrase_add(s, "%s", dots_number(value, change.value, &digits, true));
    if (isfinite(change.value) && !isnan(change.low) && !d->same) {
        phrase_add(s, " (");
        add_ends(s, change, digits);
        phrase_add(s, ")");
    }
    phrase_add(s, ", %s", comparison_words(d->of));
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
    phrase_add(&s, ", with the ");
    add_interval(&s, c);
    phrase_add(&s, ".");
    for (size_t m = 0; m < c->n_metrics; m++) {
        const struct metric_style style = metric_style_of(c, m, true);
        phrase_add(&s, " ");
        phrase_measure(&s, c->metric[m], style.level.divisor, true);
        phrase_add(&s, ": ");
        const struct tally t = tally_of_metric(c, m);
        if (count)
            tally_say(&s, &t, false);
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
    const struct tally all = tally_of_all(p->c);
    char title[PHRASE_MOST];

    fputs("text,key,x,y\n", words);
    dots_title(p->c, frame, title, sizeof title);
    say(words, title, "title", NAN, NAN);
    say_subtitle(p, frame, words);
    say_key(p, words);
    say_axis(p, words);
    if (p->panels)
        say_panels(p, frame, words);
    else {
        say_sides(p, words);
        say_rows(p, words);
    }
    say_source(p->c, frame, words);
    say_intervals(p, words);
    say_same(&all, words);
    say_clear(&all, p->c->runs.n_arms == 2 ? NULL
              : frame->regimes ? "regime" : "scenario", words);
    say_caveat(frame, words);
    say_alt(p, frame, words);
}
