/* SPDX-License-Identifier: GPL-3.0-or-later */
/* comparison.c - from runs to rows: one metric at a time, pair by pair. */
#include "study/comparison.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "study/statistics.h"

/* Chance that any interval of the family fails; and that of a mean alone. */
static const double JOINT = 0.05;
/* An interval that reaches this share of the baseline, or its inverse, hides a
 * halving or a doubling. */
static const double RARE = 0.5;
/* Cochran's: fewer pairs than this times the skewness squared. */
static const double SKEWED = 25;
enum { SKEWNESS_LEAST = 3 };    /* pairs that can be skewed                  */

/* The pairs of one row, or the runs of one arm. */
struct sample {
    double *a, *b;
    size_t n;
};

size_t
comparison_headlines(enum metric metric[N_METRICS])
{
    size_t n = 0;

    for (int m = 0; m < N_METRICS; m++)
        if (metric_table[m].headline)
            metric[n++] = (enum metric)m;
    return n;
}

/* ---- gathering --------------------------------------------------------- */

/* NAN where there is no value. */
static double
value_of(const struct compared_runs *runs, size_t replicate, size_t arm,
         enum metric metric)
{
    const size_t at = replicate * runs->n_arms + arm;

    return runs->ok[at] ? runs->out[at].value[metric] : NAN;
}

static void
gather_pairs(const struct compared_runs *runs, enum metric metric, size_t arm,
             struct sample *s)
{
    s->n = 0;
    for (size_t k = 0; k < runs->n_replicates; k++) {
        const double a = value_of(runs, k, 0, metric);
        const double b = value_of(runs, k, arm, metric);
        if (isnan(a) || isnan(b))
            continue;
        s->a[s->n] = a;
        s->b[s->n++] = b;
    }
}

static void
gather_arm(const struct compared_runs *runs, enum metric metric, size_t arm,
           struct sample *s)
{
    s->n = 0;
    for (size_t k = 0; k < runs->n_replicates; k++) {
        const double a = value_of(runs, k, arm, metric);
        if (!isnan(a))
            s->a[s->n++] = a;
    }
}

static size_t
count_failed(const struct compared_runs *runs)
{
    size_t n = 0;

    for (size_t k = 0; k < runs->n_replicates * runs->n_arms; k++)
        n += !runs->ok[k];
    return n;
}

/* ---- one row ----------------------------------------------------------- */

/* The value of the statistic that means "no change". */
static double
no_change(enum metric metric)
{
    return metric_table[metric].statistic == STATISTIC_MEAN ? 0 : 1;
}

/* Shares of pairs that the arm makes lower and higher; returns whether all are
 * equal. */
static bool
count_sides(const struct sample *s, double *lower, double *higher)
{
    size_t less = 0, more = 0;

    for (size_t k = 0; k < s->n; k++) {
        less += s->b[k] < s->a[k];
        more += s->b[k] > s->a[k];
    }
    *lower = s->n ? (double)less / (double)s->n : NAN;
    *higher = s->n ? (double)more / (double)s->n : NAN;
    return s->n > 0 && less == 0 && more == 0;
}

static void
set_shares(struct comparison_row *row, double lower, double higher)
{
    const enum better better = metric_table[row->metric].better;

    row->share_better = better == BETTER_LOWER ? lower : higher;
    row->share_worse = better == BETTER_LOWER ? higher : lower;
    if (better == BETTER_NONE)
        row->share_better = row->share_worse = NAN;
}

/* The fewest of which all on one side by luck is rarer than alpha. */
static size_t
least_worlds(double alpha)
{
    size_t n = 1;

    while (ldexp(1, 1 - (int)n) > alpha)
        n++;
    return n;
}

static bool
interval_is_wide(const struct comparison_row *row)
{
    const double base = fabs(row->baseline);

    if (metric_table[row->metric].statistic == STATISTIC_MEAN)
        return base + row->low <= base * RARE
               || base + row->high >= base / RARE;
    return isnan(row->estimate) || !(row->low > RARE && row->high < 1 / RARE);
}

static void
judge(struct comparison_row *row, double alpha)
{
    const double none = no_change(row->metric);
    const bool known = !isnan(row->low) && !isnan(row->high);

    row->verdict = VERDICT_UNCLEAR;
    row->doubt = DOUBT_NONE;
    if (row->n == 0)
        row->doubt = DOUBT_EMPTY;
    else if (!known || row->n < least_worlds(alpha))
        row->doubt = DOUBT_FEW;
    else if (row->high < none)
        row->verdict = VERDICT_LOWER;
    else if (row->low > none)
        row->verdict = VERDICT_HIGHER;
    else if (interval_is_wide(row))
        row->doubt = DOUBT_RARE;
}

/* Equal pairs have no variance for an interval, but they are only n worlds:
 * with a share q of others all n are equal with chance (1 - q)^n. */
static void
set_same(struct comparison_row *row, double alpha)
{
    row->estimate = no_change(row->metric);
    row->low = row->high = NAN;
    row->verdict = VERDICT_SAME;
    row->doubt = DOUBT_NONE;
    row->could_differ = 1 - pow(alpha, 1 / (double)row->n);
}

static int
estimate(struct comparison_row *row, const struct comparison *c,
         const struct sample *s, struct fault *f)
{
    const enum statistic statistic = metric_table[row->metric].statistic;
    struct interval i;

    if (statistic == STATISTIC_MEAN)
        i = statistics_paired(s->a, s->b, s->n, c->alpha);
    else if (statistic == STATISTIC_RATIO_OF_MEANS)
        i = statistics_ratio_of_means(s->a, s->b, s->n, c->alpha);
    else {
        const struct bootstrap how = { .key = draw_key_for(c->runs.seed, 0),
                                       .alpha = c->alpha };
        const int code = statistics_ratio_of_medians(&how, s->a, s->b, s->n,
                                                     &i, f);
        if (code)
            return code;
    }
    row->estimate = i.estimate;
    row->low = i.low;
    row->high = i.high;
    return 0;
}

/* What pairing saved, and what half the interval would cost. */
static void
weigh_pairing(struct comparison_row *row, const struct sample *s, double alpha)
{
    const double half = (row->high - row->low) / 2;

    row->correlation = statistics_correlation(s->a, s->b, s->n);
    row->variance_left = row->could_differ = NAN;
    row->worlds_to_halve = 0;
    if (metric_table[row->metric].statistic != STATISTIC_MEAN) {
        /* The interval of a ratio shrinks as 1 / sqrt(n). */
        if (half > 0 && isfinite(half))
            row->worlds_to_halve = 4 * row->n;
        return;
    }
    row->variance_left = statistics_variance_left(s->a, s->b, s->n);
    if (half > 0) {
        const double sd = half / statistics_t(1 - alpha / 2,
                                              (double)(row->n - 1))
                        * sqrt((double)row->n);
        row->worlds_to_halve = statistics_worlds_needed(sd, half / 2, alpha);
    }
}

static bool
is_skewed(const struct comparison_row *row, const struct sample *s)
{
    const enum statistic statistic = metric_table[row->metric].statistic;
    const double ratio = statistic == STATISTIC_MEAN ? 1 : row->estimate;

    if (statistic == STATISTIC_RATIO_OF_MEDIANS || !isfinite(ratio)
        || s->n < SKEWNESS_LEAST)
        return false;
    const double g = statistics_skewness(s->a, s->b, s->n, ratio);
    return (double)s->n <= SKEWED * g * g;
}

/* Last, because medians reorder the sample. */
static void
set_levels(struct comparison_row *row, struct sample *s)
{
    const bool median =
        metric_table[row->metric].statistic == STATISTIC_RATIO_OF_MEDIANS;

    row->baseline = median ? statistics_median(s->a, s->n)
                           : statistics_mean(s->a, s->n);
    row->level = median ? statistics_median(s->b, s->n)
                        : statistics_mean(s->b, s->n);
}

static int
compare(struct comparison_row *row, const struct comparison *c,
        struct sample *s, struct fault *f)
{
    double lower, higher;

    gather_pairs(&c->runs, row->metric, row->arm, s);
    row->n = s->n;
    const bool same = count_sides(s, &lower, &higher);
    set_shares(row, lower, higher);
    const int code = estimate(row, c, s, f);
    if (code)
        return code;
    weigh_pairing(row, s, c->alpha);
    row->skewed = is_skewed(row, s);
    set_levels(row, s);
    judge(row, c->alpha);
    if (same)
        set_same(row, c->alpha);
    return 0;
}

static void
summarise(struct summary_row *row, const struct comparison *c,
          struct sample *s)
{
    gather_arm(&c->runs, row->metric, row->arm, s);
    row->n = s->n;
    const struct interval i = statistics_mean_interval(s->a, s->n, JOINT);
    row->mean = i.estimate;
    row->low = i.low;
    row->high = i.high;
    row->sd = sqrt(statistics_variance(s->a, s->n));
    statistics_sort(s->a, s->n);
    row->p05 = statistics_quantile(s->a, s->n, 0.05);
    row->p25 = statistics_quantile(s->a, s->n, 0.25);
    row->p50 = statistics_quantile(s->a, s->n, 0.50);
    row->p75 = statistics_quantile(s->a, s->n, 0.75);
    row->p95 = statistics_quantile(s->a, s->n, 0.95);
}

/* ---- all --------------------------------------------------------------- */

static int
fill(struct comparison *c, struct sample *s, struct fault *f)
{
    struct comparison_row *row = c->row;
    struct summary_row *summary = c->summary;

    for (size_t m = 0; m < c->n_metrics; m++)
        for (size_t arm = 0; arm < c->runs.n_arms; arm++) {
            *summary = (struct summary_row){ .metric = c->metric[m],
                                             .arm = arm };
            summarise(summary++, c, s);
            if (arm == 0)
                continue;
            *row = (struct comparison_row){ .metric = c->metric[m],
                                            .arm = arm };
            const int code = compare(row++, c, s, f);
            if (code)
                return code;
        }
    return 0;
}

int
comparison_init(struct comparison *c, const struct compared_runs *runs,
                const enum metric *metric, size_t n_metrics, struct fault *f)
{
    enum metric headline[N_METRICS];
    /* malloc(0) may be NULL: one more. */
    const size_t room = runs->n_replicates + 1;

    *c = (struct comparison){ .runs = *runs, .metric = metric,
                              .n_metrics = n_metrics,
                              .family = comparison_headlines(headline),
                              .n_failed = count_failed(runs) };
    c->alpha = statistics_bonferroni(JOINT, c->family);
    c->row = calloc(n_metrics * runs->n_arms + 1, sizeof *c->row);
    c->summary = calloc(n_metrics * runs->n_arms + 1, sizeof *c->summary);
    double *both = malloc(2 * room * sizeof *both);
    int code = FAULT_NOMEM;
    if (c->row && c->summary && both) {
        struct sample s = { .a = both, .b = both + room };
        code = fill(c, &s, f);
    } else
        fault_set(f, FAULT_NOMEM, "comparison", 0, "%zu worlds",
                  runs->n_replicates);
    free(both);
    if (code)
        comparison_free(c);
    return code;
}

void
comparison_free(struct comparison *c)
{
    free(c->row);
    free(c->summary);
    *c = (struct comparison){ 0 };
}

size_t
comparison_n_rows(const struct comparison *c)
{
    return c->n_metrics * (c->runs.n_arms - 1);
}

size_t
comparison_n_summaries(const struct comparison *c)
{
    return c->n_metrics * c->runs.n_arms;
}

const struct comparison_row *
comparison_row(const struct comparison *c, size_t m, size_t arm)
{
    return &c->row[m * (c->runs.n_arms - 1) + arm - 1];
}

const struct summary_row *
comparison_summary(const struct comparison *c, size_t m, size_t arm)
{
    return &c->summary[m * c->runs.n_arms + arm];
}

void
comparison_rules(struct manifest_rule rule[COMPARISON_RULES])
{
    enum metric headline[N_METRICS];
    const size_t family = comparison_headlines(headline);
    const double alpha = statistics_bonferroni(JOINT, family);
    const struct manifest_rule all[COMPARISON_RULES] = {
        { "joint", 1 - JOINT, "chance at least with which the intervals of a "
          "family hold together" },
        { "family", (double)family, "intervals of a family: the headlines of "
          "one arm" },
        { "alpha", alpha, "chance with which one interval fails: (1 - joint) "
          "/ family (Bonferroni)" },
        { "alpha_summary", JOINT, "the same of an interval in summary.csv, of "
          "one mean alone" },
        { "worlds_least", (double)least_worlds(alpha), "with fewer pairs n, "
          "2^(1-n) > alpha: 'too few worlds', doubt few" },
        { "rare_share", RARE, "the interval reaches this share of the "
          "baseline's mean (a ratio: of 1) or its inverse: 'too rare to "
          "tell', doubt rare" },
        { "skewness_factor", SKEWED, "no more pairs than this times the "
          "skewness squared: skewed" },
        { "resamples", BOOTSTRAP_RESAMPLES, "of pairs, for a ratio of medians"
        },
        { "resamples_tail", statistics_bootstrap_tail(alpha), "share of them "
          "beyond an end: alpha / 2 less two standard errors" },
        { "resamples_worlds_least", BOOTSTRAP_LEAST, "with fewer pairs a "
          "ratio of medians has no interval" },
    };

    memcpy(rule, all, sizeof all);
}

/* ---- words ------------------------------------------------------------- */

const char *
verdict_word(enum verdict verdict)
{
    static const char *const word[] = { "lower", "higher", "unclear", "same" };

    return word[verdict];
}

const char *
comparison_doubt(const struct comparison_row *row)
{
    static const char *const word[] = { "none", "few", "rare", "empty" };

    return row->verdict == VERDICT_UNCLEAR ? word[row->doubt] : "";
}

const char *
comparison_words(const struct comparison_row *row)
{
    static const char *const doubt[] = {
        "no clear difference", "too few worlds", "too rare to tell",
        "no value in any pair"
    };

    switch (row->verdict) {
    case VERDICT_LOWER:  return "lower, clear";
    case VERDICT_HIGHER: return "higher, clear";
    case VERDICT_SAME:   return "same in every world";
    case VERDICT_UNCLEAR: break;
    }
    return doubt[row->doubt];
}

bool
comparison_clear(const struct comparison_row *row)
{
    return row->verdict == VERDICT_LOWER || row->verdict == VERDICT_HIGHER;
}

int
comparison_good(const struct comparison_row *row)
{
    const enum better better = metric_table[row->metric].better;

    if (!comparison_clear(row) || better == BETTER_NONE)
        return 0;
    return (row->verdict == VERDICT_LOWER) == (better == BETTER_LOWER)
        ? 1 : -1;
}
