/* SPDX-License-Identifier: GPL-3.0-or-later */
/* statistics.h - what is worked out from the outcomes of many worlds.
 *
 * Pure functions of numbers; sums run in the order of the array, so that a
 * result never depends on threads.  NAN where a quantity does not exist.
 * Quantiles are Hyndman & Fan's type 7 (The American Statistician 50, 1996,
 * doi:10.2307/2684934): linear between order statistics at h = (n - 1) p.
 * Bootstrap: percentiles of resampled pairs (Efron & Tibshirani 1993, An
 * Introduction to the Bootstrap, ch. 13).  Left out: BCa and exact bounds of
 * shares. */
#ifndef STUDY_STATISTICS_H
#define STUDY_STATISTICS_H

#include <stddef.h>
#include <stdint.h>

#include "base/draw.h"
#include "base/fault.h"

struct interval {
    double estimate, low, high;
};

double statistics_mean(const double *x, size_t n);          /* NAN if n = 0 */
double statistics_variance(const double *x, size_t n);  /* n - 1; NAN n < 2 */
double statistics_correlation(const double *a, const double *b, size_t n);

/* Ascending; no NAN in x. */
void   statistics_sort(double *x, size_t n);
double statistics_quantile(const double *sorted, size_t n, double p);
/* Reorders x. */
double statistics_median(double *x, size_t n);

/* The t that a share p of Student's distribution lies below; df >= 1. */
double statistics_t(double p, double df);
/* t(1 - alpha/2, n - 1); n >= 2. */
double statistics_t_two_sided(double alpha, size_t n);

/* Mean of x with its t interval at level 1 - alpha; no interval if n < 2. */
struct interval statistics_mean_interval(const double *x, size_t n,
                                         double alpha);
/* Of the n differences b - a. */
struct interval statistics_paired(const double *a, const double *b, size_t n,
                                  double alpha);

/* var(b - a) / (var a + var b): what pairing leaves of the variance; the runs
 * of independent worlds that do the same are its inverse times as many. */
double statistics_variance_left(const double *a, const double *b, size_t n);

/* Skewness of b - r a: third central moment over the second to the power 1.5,
 * both over n; 0 if nothing varies. */
double statistics_skewness(const double *a, const double *b, size_t n,
                           double r);

/* Smallest n >= 2 with t(1 - alpha/2, n - 1) sd / sqrt(n) <= half_width.  0 if
 * sd or half_width is no number or half_width is not above 0. */
size_t statistics_worlds_needed(double sd, double half_width, double alpha);

/* Bonferroni: what is left of alpha for each of `family` intervals, and a
 * p value that stands among them. */
double statistics_bonferroni(double alpha, size_t family);
double statistics_bonferroni_p(double p, size_t family);

/* ---- ratios b / a of what is never negative (statistics_ratio.c) -------- */

/* Ratio of means with Fieller's interval (J. R. Stat. Soc. B 16(2):175, 1954):
 * all ratios r with 0 in the paired t interval of b - r a, so that 1 is in it
 * exactly where 0 is in that of b - a.  high is INFINITY where the mean of a
 * isn't clear of 0; low too if there is nothing in a and b is clear of 0.  The
 * estimate of 0 / 0 is NAN.  No interval if n < 2. */
struct interval statistics_ratio_of_means(const double *a, const double *b,
                                          size_t n, double alpha);

enum {
    BOOTSTRAP_RESAMPLES = 20000,
    BOOTSTRAP_LEAST = 20        /* pairs; with fewer it is too short */
};

/* Resample r takes pair number floor(word n / 2^32), the words being those of
 * (PURPOSE_bootstrap, week r): the same pairs for every arm and metric. */
struct bootstrap {
    struct draw_key key;
    double alpha;               /* the interval holds 1 - alpha */
};

/* Share of resamples beyond an end: alpha/2 less two standard errors of such a
 * share, so that no verdict hangs on which resamples were drawn (with others
 * it would be as clear 98 times in 100). */
double statistics_bootstrap_tail(double alpha);

/* Ratio of medians with the percentile interval of resampled pairs.  A
 * resample in which both are 0 says nothing: it counts as the lowest for `low`
 * and as the highest for `high`.  low and high may be INFINITY (nothing in a);
 * the estimate of 0 / 0 is NAN.  No interval if n < BOOTSTRAP_LEAST.
 * FAULT_NOMEM. */
int statistics_ratio_of_medians(const struct bootstrap *how, const double *a,
                                const double *b, size_t n,
                                struct interval *result, struct fault *f);

#endif
