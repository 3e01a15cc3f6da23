/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_statistics.c - quantiles, t, pairs, ratios against known answers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "study/statistics.h"
#include "support/near.h"
#include "support/oracle.h"

/* Sums of about ten numbers near 10: a few units in the last place. */
static const double EXACT = 1e-13;
/* GSL inverts t by Newton steps and promises no digits; 1e-12 is seen. */
static const double T_EXACT = 1e-11;

enum { MOST = 32 };

static double
answer(const struct oracle *o, const char *quantity)
{
    return oracle_number(o, oracle_row(o, "quantity", quantity), "value");
}

/* A row that holds a sample: numbers with blanks between. */
static size_t
sample(const struct oracle *o, const char *quantity, double x[MOST])
{
    const char *text = oracle_text(o, oracle_row(o, "quantity", quantity),
                                   "value");
    size_t n = 0;

    for (char *end; n < MOST; text = end, n++) {
        x[n] = strtod(text, &end);
        if (end == text)
            break;
    }
    return n;
}

static int
setup(void **state)
{
    static struct oracle o;

    oracle_load(&o, "o12_statistics.csv");
    *state = &o;
    return 0;
}

static int
teardown(void **state)
{
    oracle_free(*state);
    return 0;
}

static void
mean_and_variance_are_exact(void **state)
{
    double x[MOST];
    const size_t n = sample(*state, "sample_S", x);

    assert_int_equal(n, 12);
    assert_near(statistics_mean(x, n), answer(*state, "S_mean"), EXACT);
    assert_near(statistics_variance(x, n), answer(*state, "S_var_n-1"), EXACT);
    assert_near(statistics_median(x, n), answer(*state, "S_median"), EXACT);
    assert_true(isnan(statistics_mean(x, 0)));
    assert_true(isnan(statistics_variance(x, 1)));
}

static void
quantiles_are_type_7(void **state)
{
    double x[MOST];
    const size_t n = sample(*state, "sample_S", x);
    static const char *const p[] = { "0", "0.05", "0.1", "0.25", "0.5",
                                     "0.75", "0.9", "0.95", "1" };

    statistics_sort(x, n);
    for (size_t k = 0; k < sizeof p / sizeof *p; k++) {
        char quantity[32] = "quantile7_";
        strncat(quantity, p[k], 8);
        assert_near(statistics_quantile(x, n, strtod(p[k], NULL)),
                    answer(*state, quantity), EXACT);
    }
    assert_near(statistics_quantile(x, 1, 0.7), x[0], 0);
    assert_true(isnan(statistics_quantile(x, 0, 0.5)));
}

static void
quantile_of_infinities_is_no_nan(void **state)
{
    const double x[] = { 0, 1, INFINITY, INFINITY };

    (void)state;
    assert_near(statistics_quantile(x, 4, 1), INFINITY, 0);
    assert_near(statistics_quantile(x, 4, 0.8), INFINITY, 0);
    assert_near(statistics_quantile(x, 4, 1.0 / 3), 1, EXACT);
}

/* Every permutation class of short arrays with ties against sorting. */
static void
median_is_that_of_the_sorted(void **state)
{
    (void)state;
    for (size_t n = 1; n <= 7; n++) {
        size_t cases = 1;
        for (size_t k = 0; k < n; k++)
            cases *= 4;
        for (size_t which = 0; which < cases; which++) {
            double x[7], sorted[7];
            for (size_t k = 0, left = which; k < n; k++, left /= 4)
                x[k] = sorted[k] = (double)(left % 4);
            statistics_sort(sorted, n);
            assert_near(statistics_median(x, n),
                        statistics_quantile(sorted, n, 0.5), 0);
        }
    }
}

static void
t_quantiles_agree_with_40_digits(void **state)
{
    static const int df[] = { 1, 2, 3, 5, 9, 19, 29, 99, 999 };
    static const double p[] = { 0.975, 0.995 };
    static const char *const text[] = { "0.975", "0.995" };

    for (size_t k = 0; k < sizeof df / sizeof *df; k++)
        for (size_t i = 0; i < 2; i++) {
            char quantity[48];
            snprintf(quantity, sizeof quantity, "t_quantile_%s_df%d", text[i],
                     df[k]);
            assert_close(statistics_t(p[i], df[k]), answer(*state, quantity),
                         T_EXACT);
        }
}

static void
paired_interval_is_exact(void **state)
{
    double a[MOST], b[MOST];
    const size_t n = sample(*state, "paired_A", a);

    assert_int_equal(sample(*state, "paired_B", b), n);
    /* The oracle takes A - B; ours is arm - baseline. */
    const struct interval i = statistics_paired(b, a, n, 0.05);
    assert_near(i.estimate, answer(*state, "paired_mean"), EXACT);
    assert_near(i.low, answer(*state, "paired_lo95"), T_EXACT);
    assert_near(i.high, answer(*state, "paired_hi95"), T_EXACT);
    assert_near(statistics_correlation(a, b, n), answer(*state, "corr_AB"),
                EXACT);
    assert_near(statistics_variance_left(a, b, n),
                answer(*state, "variance_reduction_paired_vs_independent"),
                EXACT);
}

static void
interval_of_a_mean_is_the_paired_one_against_zeros(void **state)
{
    const double zeros[MOST] = { 0 };
    double x[MOST];
    const size_t n = sample(*state, "sample_S", x);
    const struct interval i = statistics_mean_interval(x, n, 0.1);
    const struct interval j = statistics_paired(zeros, x, n, 0.1);

    assert_near(i.estimate, j.estimate, 0);
    assert_near(i.low, j.low, 0);
    assert_near(i.high, j.high, 0);
}

static void
one_value_has_no_interval_and_constants_a_point(void **state)
{
    const double a[] = { 1, 2, 4 }, b[] = { 3, 4, 6 };

    (void)state;
    struct interval i = statistics_paired(a, b, 1, 0.05);
    assert_near(i.estimate, 2, 0);
    assert_true(isnan(i.low) && isnan(i.high));
    i = statistics_paired(a, b, 3, 0.05);
    assert_near(i.low, 2, 0);
    assert_near(i.high, 2, 0);
    assert_true(isnan(statistics_paired(a, b, 0, 0.05).estimate));
    assert_true(isnan(statistics_correlation(a, (double[]){ 5, 5, 5 }, 3)));
}

static void
needed_worlds_are_the_smallest_that_do(void **state)
{
    const double sd = answer(*state, "paired_sd");
    static const char *const width[] = { "0.5", "0.25", "0.1", "0.05" };

    for (size_t k = 0; k < sizeof width / sizeof *width; k++) {
        char quantity[32] = "needed_n_t_hw";
        strncat(quantity, width[k], 8);
        assert_int_equal(
            statistics_worlds_needed(sd, strtod(width[k], NULL), 0.05),
            (size_t)answer(*state, quantity));
    }
    assert_int_equal(statistics_worlds_needed(0, 1, 0.05), 2);
    assert_int_equal(statistics_worlds_needed(1, 0, 0.05), 0);
    assert_int_equal(statistics_worlds_needed(NAN, 1, 0.05), 0);
}

static void
bonferroni_multiplies_and_stops_at_one(void **state)
{
    double p[MOST];
    const size_t n = sample(*state, "p_values", p);

    assert_int_equal(n, 8);
    for (size_t k = 0; k < n; k++) {
        char quantity[32];
        snprintf(quantity, sizeof quantity, "bonferroni_%zu", k);
        assert_near(statistics_bonferroni_p(p[k], n),
                    answer(*state, quantity), EXACT);
    }
    assert_near(statistics_bonferroni(0.05, 7), 0.05 / 7, 0);
    assert_near(statistics_bonferroni(0.05, 0), 0.05, 0);
}

/* ---- ratios ------------------------------------------------------------ */

static const struct bootstrap how = { .key = { { 7, 2017 } }, .alpha = 0.05 };

/* Lognormal pairs with common luck; the true ratio of means is 0.9. */
static void
lognormal_pairs(uint32_t table, double *a, double *b, size_t n)
{
    const struct draw_key key = draw_key_for(99, table);

    for (uint32_t k = 0; k < n; k++) {
        const double common =
            draw_normal(draw_at(key, PURPOSE_bootstrap, -1, 1, 4 * k));
        const double own =
            draw_normal(draw_at(key, PURPOSE_bootstrap, -1, 2, 4 * k));
        a[k] = exp(0.7 * common);
        b[k] = 0.9 * exp(0.7 * common + 0.2 * own - 0.02);
    }
}

/* Fieller's ends are the ratios at which the t interval of b - r a touches 0:
 * at an end nearer to it the interval holds 0, beyond it does not. */
static void
ends_of_a_ratio_are_where_the_differences_become_clear(void **state)
{
    double a[60], b[60];

    (void)state;
    for (uint32_t table = 0; table < 20; table++) {
        lognormal_pairs(table, a, b, 60);
        const struct interval i = statistics_ratio_of_means(a, b, 60, 0.01);
        assert_true(i.low < i.estimate && i.estimate < i.high);
        for (int k = 0; k < 2; k++) {
            double scaled[60];
            const double end = k ? i.high : i.low;
            for (size_t w = 0; w < 60; w++)
                scaled[w] = end * a[w];
            const struct interval d = statistics_paired(scaled, b, 60, 0.01);
            assert_near(k ? d.high : d.low, 0, 1e-12);
        }
    }
}

/* Of n distinct values under a constant the resampled median is at most the
 * k-th smallest as often as a binomial (n, k/n) has a majority (Efron, Annals
 * of Statistics 7(1):1, 1979): the ends are known order statistics. */
static void
bootstrap_of_a_median_finds_the_exact_ends(void **state)
{
    enum { N = 41 };
    double ones[N], x[N];
    struct interval i;
    struct fault f;
    const double tail = statistics_bootstrap_tail(how.alpha);
    int low = 0, high = 0;

    (void)state;
    for (int k = 0; k < N; k++) {
        ones[k] = 1;
        x[k * 7 % N] = k + 1;
    }
    for (int k = 1; k <= N; k++) {
        /* P(median <= k) */
        const double p = gsl_cdf_binomial_Q(N / 2, (double)k / N, N);
        low = low == 0 && p > tail ? k : low;
        high = high == 0 && p > 1 - tail ? k : high;
    }
    assert_int_equal(statistics_ratio_of_medians(&how, ones, x, N, &i, &f), 0);
    assert_near(i.estimate, 21, 0);
    assert_near(i.low, low, 0);
    assert_near(i.high, high, 0);
    assert_true(low > 1 && low < 17 && high > 25 && high < N);
}

/* 62 of 20,000 lie beyond an end at 0.05 / 8 / 2, give or take 7.9. */
static void
tail_of_the_bootstrap_gives_way_by_two_standard_errors(void **state)
{
    (void)state;
    assert_near(statistics_bootstrap_tail(0.05 / 8) * BOOTSTRAP_RESAMPLES,
                62.5 - 2 * sqrt(62.5 * (1 - 0.003125)), 1e-9);
    assert_near(statistics_bootstrap_tail(1e-6), 0, 0);
}

/* With other resamples an end moves by less than an eighth of its distance:
 * the density of a normal at 2.73 sd puts two standard errors of a share of
 * 62 in 20,000 at 0.08 sd, on either of the two. */
static void
ends_hardly_depend_on_the_resamples(void **state)
{
    double a[200], b[200];
    struct interval one, other;
    struct fault f;
    struct bootstrap h = { .key = draw_key_for(1, 0), .alpha = 0.05 / 8 };

    (void)state;
    lognormal_pairs(0, a, b, 200);
    statistics_ratio_of_medians(&h, a, b, 200, &one, &f);
    h.key = draw_key_for(2, 0);
    statistics_ratio_of_medians(&h, a, b, 200, &other, &f);
    assert_true(one.low != other.low || one.high != other.high);
    assert_near(one.low, other.low, (one.estimate - one.low) / 8);
    assert_near(one.high, other.high, (one.high - one.estimate) / 8);
}

/* All arms meet the same resamples: with b = c a every ratio is c. */
static void
ratio_of_a_multiple_is_that_multiple_in_every_resample(void **state)
{
    double a[50], b[50];
    struct fault f;

    (void)state;
    for (size_t k = 0; k < 50; k++) {
        a[k] = exp((double)k / 5);
        b[k] = 0.75 * a[k];
    }
    struct interval i = statistics_ratio_of_means(a, b, 50, 0.05);
    for (int s = 0; s < 2; s++) {
        assert_near(i.estimate, 0.75, EXACT);
        assert_near(i.low, 0.75, EXACT);
        assert_near(i.high, 0.75, EXACT);
        statistics_ratio_of_medians(&how, a, b, 50, &i, &f);
    }
}

/* 100 tables of 60 pairs.  An interval of 95 % holds the truth in 87 to 99 of
 * them: binomial, p = .93 (of skewed values intervals are a little short at n
 * = 60), three standard errors of 2.5.  Percentiles of a median err to the
 * other side, so that there is no upper bound.  The true ratio of medians is
 * 0.9 exp(-0.02). */
static void
interval_of_a_ratio_holds_the_truth_as_often_as_it_says(void **state)
{
    int means = 0, medians = 0;
    const double of_medians = 0.9 * exp(-0.02);

    (void)state;
    for (uint32_t table = 0; table < 100; table++) {
        double a[60], b[60];
        struct interval i;
        struct fault f;
        lognormal_pairs(table, a, b, 60);
        i = statistics_ratio_of_means(a, b, 60, 0.05);
        means += i.low <= 0.9 && 0.9 <= i.high;
        statistics_ratio_of_medians(&how, a, b, 60, &i, &f);
        medians += i.low <= of_medians && of_medians <= i.high;
    }
    assert_in_range(means, 87, 99);
    assert_in_range(medians, 87, 100);
}

static void
ratio_of_means_against_nothing_is_unbounded(void **state)
{
    double zeros[30] = { 0 }, some[30] = { 0 }, all[30];

    (void)state;
    some[3] = 5;
    for (size_t k = 0; k < 30; k++)
        all[k] = 1 + (double)k;
    struct interval i = statistics_ratio_of_means(zeros, some, 30, 0.05);
    assert_near(i.estimate, INFINITY, 0);
    assert_near(i.low, 0, 0);
    assert_near(i.high, INFINITY, 0);
    i = statistics_ratio_of_means(zeros, zeros, 30, 0.05);
    assert_true(isnan(i.estimate));
    assert_near(i.low, 0, 0);
    assert_near(i.high, INFINITY, 0);
    /* Nothing against what is there in every world: no ratio is as large. */
    i = statistics_ratio_of_means(zeros, all, 30, 0.05);
    assert_near(i.low, INFINITY, 0);
    /* A baseline that may be nothing bounds from below alone. */
    i = statistics_ratio_of_means(some, all, 30, 0.05);
    assert_true(i.low > 1 && i.low < i.estimate);
    assert_near(i.high, INFINITY, 0);
    assert_near(statistics_ratio_of_means(all, zeros, 30, 0.05).high, 0, 0);
    i = statistics_ratio_of_means(all, all, 1, 0.05);
    assert_near(i.estimate, 1, 0);
    assert_true(isnan(i.low) && isnan(i.high));
    assert_true(isnan(statistics_ratio_of_means(all, all, 0, 0.05).estimate));
}

static void
ratio_of_medians_against_nothing_is_unbounded(void **state)
{
    double zeros[30] = { 0 }, some[30] = { 0 };
    struct interval i;
    struct fault f;

    (void)state;
    for (size_t k = 0; k < 16; k++)
        some[k] = 5;
    statistics_ratio_of_medians(&how, zeros, some, 30, &i, &f);
    assert_near(i.estimate, INFINITY, 0);
    assert_near(i.low, 0, 0);           /* half the resamples hold nothing */
    assert_near(i.high, INFINITY, 0);
    statistics_ratio_of_medians(&how, zeros, zeros, 30, &i, &f);
    assert_true(isnan(i.estimate));
    statistics_ratio_of_medians(&how, some, zeros, 30, &i, &f);
    assert_near(i.estimate, 0, 0);
    assert_near(i.low, 0, 0);
    assert_near(i.high, INFINITY, 0);
}

static void
few_pairs_have_no_bootstrap_interval(void **state)
{
    const double a[20] = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3, 4, 5, 6, 7, 8,
                           9, 1, 2 };
    struct interval i;
    struct fault f;

    (void)state;
    statistics_ratio_of_medians(&how, a, a, BOOTSTRAP_LEAST - 1, &i, &f);
    assert_near(i.estimate, 1, 0);
    assert_true(isnan(i.low) && isnan(i.high));
    statistics_ratio_of_medians(&how, a, a, BOOTSTRAP_LEAST, &i, &f);
    assert_near(i.low, 1, 0);
    assert_int_equal(statistics_ratio_of_medians(&how, a, a, 0, &i, &f), 0);
    assert_true(isnan(i.estimate));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mean_and_variance_are_exact),
        cmocka_unit_test(quantiles_are_type_7),
        cmocka_unit_test(quantile_of_infinities_is_no_nan),
        cmocka_unit_test(median_is_that_of_the_sorted),
        cmocka_unit_test(t_quantiles_agree_with_40_digits),
        cmocka_unit_test(paired_interval_is_exact),
        cmocka_unit_test(interval_of_a_mean_is_the_paired_one_against_zeros),
        cmocka_unit_test(one_value_has_no_interval_and_constants_a_point),
        cmocka_unit_test(needed_worlds_are_the_smallest_that_do),
        cmocka_unit_test(bonferroni_multiplies_and_stops_at_one),
        cmocka_unit_test(
            ends_of_a_ratio_are_where_the_differences_become_clear),
        cmocka_unit_test(bootstrap_of_a_median_finds_the_exact_ends),
        cmocka_unit_test(
            tail_of_the_bootstrap_gives_way_by_two_standard_errors),
        cmocka_unit_test(ends_hardly_depend_on_the_resamples),
        cmocka_unit_test(
            ratio_of_a_multiple_is_that_multiple_in_every_resample),
        cmocka_unit_test(
            interval_of_a_ratio_holds_the_truth_as_often_as_it_says),
        cmocka_unit_test(ratio_of_means_against_nothing_is_unbounded),
        cmocka_unit_test(ratio_of_medians_against_nothing_is_unbounded),
        cmocka_unit_test(few_pairs_have_no_bootstrap_interval),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
