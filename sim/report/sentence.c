/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sentence.c - one sentence to quote: levels, changes, intervals, verdicts. */
#include <math.h>

#include "report/number.h"
#include "report/phrase.h"
#include "report/table.h"

/* "33.1 under accord (change -8.1, 95 % interval -11.2 to -5.0: lower,
 * clear)" */
static void
add_arm(struct phrase *p, const struct comparison *c, size_t m, size_t arm,
        const struct table_style *style)
{
    const struct metric_style s = metric_style_of(c, m, style->utf8);
    const struct comparison_row *row = comparison_row(c, m, arm);
    const struct change change = change_of(row);
    struct number_style bare = s.change;
    char level[NUMBER_TEXT], value[NUMBER_TEXT], low[NUMBER_TEXT],
         high[NUMBER_TEXT];

    bare.percent = false;
    number_text(level, row->level, &s.level, false);
    number_text(value, change.value, &s.change, true);
    number_text(low, change.low, &bare, true);
    number_text(high, change.high, &s.change, true);
    phrase_add(p, "%s %s %s (", level, style->regimes ? "under" : "in",
               c->runs.arm[arm]);
    const bool told = row->verdict != VERDICT_SAME && isfinite(change.value);
    if (told)
        phrase_add(p, "change %s, ", value);
    if (told && !isnan(change.low))
        phrase_add(p, "95 %% interval %s to %s: ", low, high);
    phrase_add(p, "%s", comparison_words(row));
    if (row->n < c->runs.n_replicates)
        phrase_add(p, ", n = %zu", row->n);
    phrase_add(p, ")");
}

int
sentence_print(const struct comparison *c, size_t m,
               const struct table_style *style, FILE *out, struct fault *f)
{
    const struct metric_style s = metric_style_of(c, m, style->utf8);
    const struct summary_row *base = comparison_summary(c, m, 0);
    const bool median = metric_table[base->metric].statistic ==
                        STATISTIC_RATIO_OF_MEDIANS;
    const size_t n = c->runs.n_replicates;
    struct phrase p = { 0 };
    char level[NUMBER_TEXT];

    phrase_add(&p, "In the same %zu simulated world%s over ", n,
               n == 1 ? "" : "s");
    phrase_years(&p, style->years);
    phrase_add(&p, " (seed %llu), ", (unsigned long long)c->runs.seed);
    phrase_measure(&p, base->metric, s.level.divisor, false);
    number_text(level, median ? base->p50 : base->mean, &s.level, false);
    phrase_add(&p, " had a %s of %s ", median ? "median" : "mean", level);
    phrase_baseline(&p, c, style->regimes);
    for (size_t arm = 1; arm < c->runs.n_arms; arm++) {
        phrase_add(&p, arm + 1 == c->runs.n_arms ? " and " : ", ");
        add_arm(&p, c, m, arm, style);
    }
    phrase_add(&p, "; intervals hold jointly for the %zu headline metrics; "
               "made with: %s", c->family, style->command);
    if (fprintf(out, "%s\n", p.text) < 0 || ferror(out))
        return fault_set(f, FAULT_IO, "sentence", 0,
                         "cannot write the sentence");
    return 0;
}
