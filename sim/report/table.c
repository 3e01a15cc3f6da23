/* SPDX-License-Identifier: GPL-3.0-or-later */
/* table.c - one block a metric: what the cells of an arm say. */
#include "report/table.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "report/phrase.h"
#include "report/table_block.h"

/* ---- cells ------------------------------------------------------------- */

static bool
is_median(enum metric metric)
{
    return metric_table[metric].statistic == STATISTIC_RATIO_OF_MEDIANS;
}

static void
fill_baseline(struct table_line *line, const struct comparison *c, size_t m,
              const struct metric_style *style)
{
    const struct summary_row *row = comparison_summary(c, m, 0);

    *line = (struct table_line){ .name = c->runs.arm[0], .verdict = "baseline",
                           .change = "-" };
    number_text(line->level, is_median(row->metric) ? row->p50 : row->mean,
                &style->level, false);
}

/* Per cent without digits; what is not none and not all is not called so. */
static void
add_share(char *out, size_t size, double share)
{
    const double percent = 100 * share;

    if (percent > 0 && percent < 1)
        snprintf(out, size, "<1");
    else if (percent < 100 && percent > 99)
        snprintf(out, size, ">99");
    else
        snprintf(out, size, "%.0f", percent);
}

static void
fill_shares(struct table_line *line, const struct comparison_row *row)
{
    char better[8], worse[8];

    if (isnan(row->share_better))
        return;
    add_share(better, sizeof better, row->share_better);
    add_share(worse, sizeof worse, row->share_worse);
    snprintf(line->shares, sizeof line->shares, "%s/%s %%", better, worse);
}

static void
fill_line(struct table_line *line, const struct comparison *c, size_t m,
          size_t arm,
          const struct metric_style *style)
{
    const struct comparison_row *row = comparison_row(c, m, arm);
    const struct change change = change_of(row);
    struct number_style low = style->change;

    low.percent = false;
    *line = (struct table_line){ .name = c->runs.arm[arm] };
    snprintf(line->verdict, sizeof line->verdict, "%s%s",
             comparison_words(row),
             row->skewed && row->verdict != VERDICT_SAME ? "*" : "");
    number_text(line->level, row->level, &style->level, false);
    const bool known = isfinite(change.value);
    number_text(line->change, known ? change.value : NAN, &style->change,
                true);
    if (change_is_from_nothing(row)) {
        number_text(line->change, row->level, &style->level, true);
        line->instead = "from nothing";
    }
    if (known && row->verdict != VERDICT_SAME && !isnan(change.low) &&
        !isnan(change.high)) {
        number_text(line->low, change.low, &low, true);
        number_text(line->high, change.high, &style->change, true);
    }
    fill_shares(line, row);
}

/* ---- blocks ------------------------------------------------------------ */

/* Measure and years at the left, what is better at the right. */
static void
print_heading(const struct comparison *c, size_t m,
              const struct table_style *style, double divisor, FILE *out)
{
    static const char *const better[] = {
        "lower is better", "higher is better", "neither is better"
    };
    const enum metric metric = c->metric[m];
    const char *side = better[metric_table[metric].better];
    struct phrase p = { 0 };

    phrase_measure(&p, metric, divisor, true);
    phrase_add(&p, ", ");
    phrase_years(&p, style->years);
    const int room = TABLE_COLUMNS - (int)text_utf8_length(p.text);
    if (room >= TABLE_GAP + (int)strlen(side))
        fprintf(out, "%s%*s\n", p.text, room, side);
    else {
        phrase_wrap(p.text, 0, TABLE_COLUMNS, out);
        fprintf(out, "%*s\n", TABLE_COLUMNS, side);
    }
}

static void
print_block(const struct comparison *c, size_t m,
            const struct table_style *style, struct table_line *line,
            FILE *out)
{
    const struct metric_style s = metric_style_of(c, m, style->utf8);
    struct phrase interval = { 0 };

    phrase_confidence(&interval, c, c->metric[m]);
    phrase_add(&interval, " %% interval");
    const struct table_heads heads = {
        .level = is_median(c->metric[m]) ? "median" : "mean",
        .interval = interval.text
    };
    fill_baseline(&line[0], c, m, &s);
    for (size_t arm = 1; arm < c->runs.n_arms; arm++)
        fill_line(&line[arm], c, m, arm, &s);
    print_heading(c, m, style, s.level.divisor, out);
    table_lines_print(line, c->runs.n_arms, &heads, out);
    table_pairing_print(c, m, out);
    fputc('\n', out);
}

int
table_print(const struct comparison *c, const struct table_style *style,
            FILE *out, struct fault *f)
{
    struct table_line *line = calloc(c->runs.n_arms + 1, sizeof *line);

    if (!line)
        return fault_set(f, FAULT_NOMEM, "table", 0, "%zu arms",
                         c->runs.n_arms);
    for (size_t m = 0; m < c->n_metrics; m++)
        print_block(c, m, style, line, out);
    table_footer_print(c, out);
    free(line);
    return ferror(out) ? fault_set(f, FAULT_IO, "table", 0,
                                   "cannot write the table") : 0;
}
