/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sentence.c - one sentence to quote: levels, changes, intervals, verdicts. */
#include <math.h>
#include <string.h>

#include "base/params.h"
#include "report/number.h"
#include "report/phrase.h"
#include "report/table.h"

/* With more arms than this only those with a clear difference are named. */
enum { NAMED = 3 };

/* What every part of a sentence is about. */
struct about {
    const struct comparison *c;
    size_t m;
    const struct table_style *style;
    double divisor;             /* of levels, and of changes in their unit */
};

size_t
sentence_metric(const struct comparison *c)
{
    for (size_t m = 0; m < c->n_metrics; m++)
        for (size_t arm = 1; arm < c->runs.n_arms; arm++)
            if (comparison_clear(comparison_row(c, m, arm)))
                return m;
    return 0;
}

/* ---- numbers ----------------------------------------------------------- */

static bool
of_medians(const struct about *s)
{
    return metric_table[s->c->metric[s->m]].statistic ==
           STATISTIC_RATIO_OF_MEDIANS;
}

/* Three digits: of a level the worlds know less than of a change. */
static void
add_level(struct phrase *p, const struct about *s, double x)
{
    struct number_style style =
        number_style_for(fabs(x) / s->divisor, NAN, false, s->style->utf8);
    char text[NUMBER_TEXT];

    style.divisor = s->divisor;
    phrase_add(p, "%s", number_text(text, x, &style, false));
}

/* "change -8.1, 95 % interval -11.2 to -5.0: ", two digits of this interval.
 */
static void
add_change(struct phrase *p, const struct about *s,
           const struct comparison_row *row)
{
    const bool percent = change_is_percent(row->metric);
    const struct change change = change_of(row);
    const double divisor = percent ? 1 : s->divisor;
    const double most = fmax(fabs(change.value), fmax(fabs(change.low),
                                                      fabs(change.high)));
    struct number_style style = number_style_for(
        (isfinite(most) ? most : fabs(change.value)) / divisor,
        (change.high - change.low) / 2 / divisor, false, s->style->utf8);
    char value[NUMBER_TEXT], low[NUMBER_TEXT], high[NUMBER_TEXT];

    style.divisor = divisor;
    number_text(low, change.low, &style, true);
    style.percent = percent;
    phrase_add(p, "change %s, ", number_text(value, change.value, &style,
                                             true));
    if (isnan(change.low))
        return;
    phrase_confidence(p, s->c, row->metric);
    phrase_add(p, " %% interval %s to %s: ", low,
               number_text(high, change.high, &style, true));
}

/* ---- arms -------------------------------------------------------------- */

/* "33.1 under accord (change -8.1, 95 % interval -11.2 to -5.0: lower,
 * clear)" */
static void
add_arm(struct phrase *p, const struct about *s, size_t arm)
{
    const struct comparison_row *row = comparison_row(s->c, s->m, arm);
    const struct summary_row *own = comparison_summary(s->c, s->m, arm);
    const char *where = s->style->regimes ? "under" : "in";

    if (own->n == 0) {
        phrase_add(p, "no value %s %s", where, s->c->runs.arm[arm]);
        return;
    }
    add_level(p, s, row->n ? row->level : of_medians(s) ? own->p50
                                                        : own->mean);
    phrase_add(p, " %s %s (", where, s->c->runs.arm[arm]);
    if (row->verdict == VERDICT_SAME)
        phrase_add(p, "up to %.2g %% of worlds could differ: ",
                   100 * row->could_differ);
    else if (change_is_from_nothing(row))
        phrase_add(p, "from nothing: ");
    else if (isfinite(row->estimate))
        add_change(p, s, row);
    phrase_add(p, "%s%s", comparison_words(row),
               comparison_clear(row) && row->skewed
               ? ", though few worlds rule it" : "");
    if (row->n < s->c->runs.n_replicates)
        phrase_add(p, ", n = %zu", row->n);
    phrase_add(p, ")");
}

/* Two rows are said with the same words. */
static bool
said_before(const struct about *s, size_t arm)
{
    const char *words = comparison_words(comparison_row(s->c, s->m, arm));

    for (size_t k = 1; k < arm; k++)
        if (strcmp(words, comparison_words(comparison_row(s->c, s->m, k)))
            == 0)
            return true;
    return false;
}

/* "; the other five regimes, 14.5 to 15.3: no clear difference" */
static void
add_others(struct phrase *p, const struct about *s, size_t n)
{
    double least = INFINITY, most = -INFINITY;
    size_t said = 0;

    phrase_add(p, n > 1 ? "; the other " : "; the other");
    if (n > 1)
        phrase_count(p, n);
    phrase_add(p, s->style->regimes ? " regime%s" : " arm%s",
               n == 1 ? "" : "s");
    for (size_t arm = 1; arm < s->c->runs.n_arms; arm++) {
        const struct comparison_row *row = comparison_row(s->c, s->m, arm);
        if (!comparison_clear(row) && isfinite(row->level)) {
            least = fmin(least, row->level);
            most = fmax(most, row->level);
        }
    }
    if (least <= most) {
        phrase_add(p, ", ");
        add_level(p, s, least);
    }
    if (least < most) {
        phrase_add(p, " to ");
        add_level(p, s, most);
    }
    for (size_t arm = 1; arm < s->c->runs.n_arms; arm++)
        if (!comparison_clear(comparison_row(s->c, s->m, arm)) &&
            !said_before(s, arm))
            phrase_add(p, "%s%s", said++ ? " or " : ": ",
                       comparison_words(comparison_row(s->c, s->m, arm)));
}

/* "; of the other three measures 7 of 21 comparisons are clear" */
static void
add_measures(struct phrase *p, const struct about *s)
{
    const struct comparison *c = s->c;
    const size_t n = c->n_metrics - 1, rows = n * (c->runs.n_arms - 1);
    size_t clear = 0;

    if (n == 0)
        return;
    for (size_t m = 0; m < c->n_metrics; m++)
        for (size_t arm = 1; arm < c->runs.n_arms; arm++)
            clear += m != s->m && comparison_clear(comparison_row(c, m, arm));
    phrase_add(p, "; of the other ");
    if (n > 1)
        phrase_count(p, n);
    phrase_add(p, "%s%zu of %zu comparison%s %s clear",
               n > 1 ? " measures " : "measure ", clear, rows,
               rows == 1 ? "" : "s", clear == 1 ? "is" : "are");
}

/* All of a few arms; of many those with a clear difference. */
static size_t
add_arms(struct phrase *p, const struct about *s)
{
    const size_t n = s->c->runs.n_arms - 1;
    size_t clear = 0, named = 0, said = 0;

    for (size_t arm = 1; arm <= n; arm++)
        clear += comparison_clear(comparison_row(s->c, s->m, arm));
    named = n > NAMED ? clear : n;
    for (size_t arm = 1; arm <= n; arm++) {
        if (n > NAMED && !comparison_clear(comparison_row(s->c, s->m, arm)))
            continue;
        said++;
        phrase_add(p, said == named ? " and " : ", ");
        add_arm(p, s, arm);
    }
    if (named < n)
        add_others(p, s, n - named);
    return clear;
}

/* ---- all --------------------------------------------------------------- */

/* "In 40 simulated worlds of "The world of 2017" over ten years (seed 2017),"
 */
static void
add_worlds(struct phrase *p, const struct about *s)
{
    const struct compared_runs *runs = &s->c->runs;
    const char *scenario = s->style->scenario;
    const bool named = scenario && scenario[0];

    phrase_add(p, "In %s%zu simulated world%s",
               named || runs->n_replicates == 1 ? "" : "the same ",
               runs->n_replicates, runs->n_replicates == 1 ? "" : "s");
    if (named)
        phrase_add(p, " of \"%s\"", scenario);
    else if (s->style->baseline && s->style->baseline[0])
        phrase_add(p, " (%s: \"%s\")", runs->arm[0], s->style->baseline);
    phrase_add(p, " over ");
    phrase_years(p, s->style->years);
    phrase_add(p, " (seed %llu), ", (unsigned long long)runs->seed);
}

static void
add_baseline(struct phrase *p, const struct about *s)
{
    const struct summary_row *base = comparison_summary(s->c, s->m, 0);

    phrase_measure(p, base->metric, s->divisor, false);
    if (base->n == 0)
        phrase_add(p, " had no value ");
    else {
        phrase_add(p, " had a %s of ", of_medians(s) ? "median" : "mean");
        add_level(p, s, of_medians(s) ? base->p50 : base->mean);
        phrase_add(p, " ");
    }
    phrase_baseline(p, s->c, s->style->regimes);
}

int
sentence_print(const struct comparison *c, size_t m,
               const struct table_style *style, FILE *out, struct fault *f)
{
    const struct about s = {
        c, m, style, metric_style_of(c, m, style->utf8).level.divisor
    };
    struct phrase p = { 0 };

    add_worlds(&p, &s);
    add_baseline(&p, &s);
    const size_t clear = add_arms(&p, &s);
    if (metric_table[c->metric[m]].headline)
        phrase_add(&p, "; intervals hold jointly for the %zu headline metrics "
                   "of %s", c->family, c->runs.n_arms > 2 ? "an arm"
                                                          : "the arm");
    if (clear)
        phrase_add(&p, "; clear of the luck of worlds, at one setting of the "
                   "%zu deep parameters", params_marked(MARK_DEEP));
    add_measures(&p, &s);
    phrase_add(&p, "; a stylised model, not a forecast; made with: %s",
               style->command);
    if (fprintf(out, "%s\n", p.text) < 0 || ferror(out))
        return fault_set(f, FAULT_IO, "sentence", 0,
                         "cannot write the sentence");
    return 0;
}
