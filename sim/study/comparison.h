/* SPDX-License-Identifier: GPL-3.0-or-later */
/* comparison.h - arms compared in the same worlds: estimates, intervals,
 * verdicts.
 *
 * A pair is one world under an arm and under the baseline (arm 0).  It counts
 * where both runs are ok and the metric has a value in both.
 *
 * Intervals are wide enough to hold jointly, with 95 %, over the headline
 * metrics of one arm (Bonferroni; `family` is their number, whatever is
 * printed).  Other metrics get the same width and are not part of that
 * promise.
 *
 * Verdict, the only source of every word said about a row:
 *     same      every pair is equal; there is no interval then, but a share of
 *               worlds that could still differ (`could_differ`)
 *     lower     the interval lies below 0 (a ratio: below 1), and there are
 *               enough worlds to say so
 *     higher    likewise above
 *     unclear   all else
 * Enough worlds: 2^(1-n) <= alpha, so that all n differences on one side by
 * pure luck are rarer than what the interval allows (9 worlds for a family of
 * 8). Without this two worlds with one war less each would be "clear", their
 * variance being 0.
 *
 * Why a row is unclear, for people (`doubt`):
 *     few       not enough worlds, or no interval
 *     rare      the interval reaches half or twice the baseline's mean (a
 *               ratio: 1/2 or 2, or it is 0 / 0): the worlds can't tell a
 *               halving or a doubling from no effect, so that "no difference"
 *               would say too much
 *     empty     there is no pair: one of the arms never has a value
 *     none      the interval holds "no change" and is short enough to mean it
 *
 * Skewed (`skewed`): n <= 25 g^2, g the skewness of the differences (of a
 * ratio of means: of b - r a), Cochran's rule for when an interval by t may
 * fail more often than it says (Sampling Techniques, 3rd ed. 1977, p. 42). */
#ifndef STUDY_COMPARISON_H
#define STUDY_COMPARISON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/fault.h"
#include "base/metrics.h"
#include "record/manifest.h"

enum verdict { VERDICT_LOWER, VERDICT_HIGHER, VERDICT_UNCLEAR, VERDICT_SAME };
enum doubt { DOUBT_NONE, DOUBT_FEW, DOUBT_RARE, DOUBT_EMPTY };

/* What was run.  All borrowed, and kept until comparison_free. */
struct compared_runs {
    const struct outcomes *out;         /* out[replicate * n_arms + arm] */
    const unsigned char *ok;            /* same shape; 0 = failed */
    size_t n_replicates, n_arms;        /* arm 0 is the baseline */
    const char *const *arm;             /* names */
    uint64_t seed;
};

/* One row of compare.csv.  NAN: missing; a bound may be +-INFINITY (unbounded,
 * an empty cell too). */
struct comparison_row {
    enum metric metric;
    size_t arm;                         /* from 1 */
    size_t n;                           /* pairs */
    double estimate, low, high;         /* arm - baseline, or arm / baseline */
    double share_better, share_worse;   /* of pairs; NAN if BETTER_NONE */
    double correlation;                 /* NAN if one of them never varies */
    enum verdict verdict;
    enum doubt doubt;                   /* DOUBT_NONE unless unclear */
    double baseline, level;             /* means of the pairs under either;
                                         * RATIO_OF_MEDIANS: medians */
    double variance_left;               /* of the difference, over that of
                                         * unpaired worlds; NAN for ratios */
    double could_differ;                /* same: all n equal would be rarer
                                         * than alpha if a larger share of
                                         * worlds differed; else NAN */
    bool skewed;                        /* too much for t */
    size_t worlds_to_halve;             /* to halve the interval; 0 = ? */
};

/* One row of summary.csv: all ok runs of one arm, paired or not. */
struct summary_row {
    enum metric metric;
    size_t arm, n;
    double mean, sd, low, high;         /* t interval of this mean alone, 95 %
                                         */
    double p05, p25, p50, p75, p95;
};

struct comparison {
    struct compared_runs runs;
    const enum metric *metric;          /* borrowed */
    size_t n_metrics;
    size_t family;                      /* headline metrics */
    double alpha;                       /* of one interval: 0.05 / family */
    size_t n_failed;                    /* runs */
    struct comparison_row *row;         /* [metric][arm - 1] */
    struct summary_row *summary;        /* [metric][arm] */
};

/* Metrics in the order of the rows; the memory beside the result is about
 * 8 bytes a run of one metric.  FAULT_NOMEM. */
int  comparison_init(struct comparison *c, const struct compared_runs *runs,
                     const enum metric *metric, size_t n_metrics,
                     struct fault *f);
void comparison_free(struct comparison *c);     /* safe on a zeroed struct */

size_t comparison_n_rows(const struct comparison *c);
size_t comparison_n_summaries(const struct comparison *c);
/* `m` counts within c->metric, arm from 1. */
const struct comparison_row *comparison_row(const struct comparison *c,
                                            size_t m, size_t arm);
const struct summary_row *comparison_summary(const struct comparison *c,
                                             size_t m, size_t arm);

const char *verdict_word(enum verdict verdict);  /* "unclear", for CSV */
/* Why a row is unclear, for CSV: "few", "rare", "none"; "" for others. */
const char *comparison_doubt(const struct comparison_row *row);
/* For people: "lower, clear", "no clear difference", "same in every world",
 * "too rare to tell", "too few worlds", "no value in any pair". */
const char *comparison_words(const struct comparison_row *row);
/* Is the verdict lower or higher? */
bool comparison_clear(const struct comparison_row *row);
/* The direction is what the metric calls better: 1, worse: -1, else 0
 * (unclear, same, or neither is better). */
int comparison_good(const struct comparison_row *row);

/* The metrics flagged headline, in the order of metrics.def; returns their
 * number. */
size_t comparison_headlines(enum metric metric[N_METRICS]);

/* The numbers behind intervals and verdicts, for whoever must check them. */
enum { COMPARISON_RULES = 10 };
void comparison_rules(struct manifest_rule rule[COMPARISON_RULES]);

#endif
