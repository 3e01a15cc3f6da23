/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_comparison.c - verdicts say what pairs show and no more. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "study/comparison.h"
#include "study/statistics.h"
#include "support/near.h"

enum { MOST = 300, ARMS = 3 };

static const char *const names[ARMS] = { "anarchy", "agency", "convention" };

/* A table of runs that a test fills. */
struct table {
    struct outcomes out[MOST * ARMS];
    unsigned char ok[MOST * ARMS];
};

static struct compared_runs
empty_table(struct table *t, size_t n)
{
    memset(t->out, 0, sizeof t->out);
    memset(t->ok, 1, sizeof t->ok);
    return (struct compared_runs){ .out = t->out, .ok = t->ok,
                                   .n_replicates = n, .n_arms = ARMS,
                                   .arm = names, .seed = 2017 };
}

static double *
at(struct table *t, size_t replicate, size_t arm, enum metric m)
{
    return &t->out[replicate * ARMS + arm].value[m];
}

/* A standard normal for (world, which). */
static double
noise(size_t world, uint64_t which)
{
    return draw_normal(draw_at(draw_key_for(5, (uint32_t)world),
                               PURPOSE_bootstrap, 0, which, 0));
}

static int
setup(void **state)
{
    *state = malloc(sizeof(struct table));
    return *state ? 0 : -1;
}

static int
teardown(void **state)
{
    free(*state);
    return 0;
}

static struct comparison
compared(const struct compared_runs *runs, const enum metric *m)
{
    struct comparison c;
    struct fault f;

    assert_int_equal(comparison_init(&c, runs, m, 1, &f), 0);
    return c;
}

static const enum metric conflicts[] = { METRIC_armed_conflicts };
static const enum metric people[] = { METRIC_people_compromised };
static const enum metric loss[] = { METRIC_loss_musd };
static const enum metric observed[] = { METRIC_ops_observed };
static const enum metric named[] = { METRIC_ops_named_right };

/* Arm 1 lowers by `effect`, arm 2 only has other luck. */
static void
fill(struct table *t, size_t n, enum metric m, double level, double effect,
     double own)
{
    for (size_t k = 0; k < n; k++) {
        const double base = level * (1 + 0.2 * noise(k, 0));
        *at(t, k, 0, m) = base;
        *at(t, k, 1, m) = base - effect + own * noise(k, 1);
        *at(t, k, 2, m) = base + own * noise(k, 2);
    }
}

static void
effect_beyond_its_interval_is_clear_and_none_is_not(void **state)
{
    struct table *t = *state;
    const struct compared_runs runs = empty_table(t, 200);

    fill(t, 200, conflicts[0], 10, 0.5, 1);
    struct comparison c = compared(&runs, conflicts);
    const struct comparison_row *hit = comparison_row(&c, 0, 1);
    const struct comparison_row *miss = comparison_row(&c, 0, 2);
    assert_int_equal(hit->verdict, VERDICT_LOWER);
    assert_int_equal(comparison_good(hit), 1);
    assert_string_equal(comparison_words(hit), "lower, clear");
    assert_int_equal(hit->n, 200);
    assert_true(hit->low < hit->estimate && hit->high < 0);
    assert_near(hit->estimate, hit->level - hit->baseline, 1e-12);
    assert_true(hit->share_better > 0.5 && hit->share_worse < 0.5);
    assert_true(hit->correlation > 0.8);
    double a[200], b[200];
    for (size_t k = 0; k < 200; k++) {
        a[k] = *at(t, k, 0, conflicts[0]);
        b[k] = *at(t, k, 1, conflicts[0]);
    }
    assert_near(hit->variance_left, statistics_variance_left(a, b, 200), 0);
    assert_true(hit->variance_left > 0 && hit->variance_left < 0.5);
    assert_in_range(hit->worlds_to_halve, 780, 800);    /* about 4 n */
    assert_int_equal(miss->verdict, VERDICT_UNCLEAR);
    assert_int_equal(comparison_good(miss), 0);
    assert_string_equal(comparison_words(miss), "no clear difference");
    comparison_free(&c);
}

/* The interval of a row is the paired one at 0.05 / headline metrics. */
static void
intervals_hold_jointly_for_the_headlines(void **state)
{
    struct table *t = *state;
    const struct compared_runs runs = empty_table(t, 50);
    enum metric headline[N_METRICS];
    double a[50], b[50];

    fill(t, 50, conflicts[0], 10, 0.5, 1);
    struct comparison c = compared(&runs, conflicts);
    for (size_t k = 0; k < 50; k++) {
        a[k] = *at(t, k, 0, conflicts[0]);
        b[k] = *at(t, k, 1, conflicts[0]);
    }
    assert_int_equal(c.family, comparison_headlines(headline));
    const struct interval i =
        statistics_paired(a, b, 50, 0.05 / (double)c.family);
    assert_near(comparison_row(&c, 0, 1)->low, i.low, 0);
    assert_near(comparison_row(&c, 0, 1)->high, i.high, 0);
    comparison_free(&c);
}

static void
equal_pairs_are_the_same_also_when_all_are_zero(void **state)
{
    struct table *t = *state;
    const struct compared_runs runs = empty_table(t, 200);
    static const enum metric *const which[] = { conflicts, people, loss };

    for (int level = 0; level < 2; level++)
        for (size_t m = 0; m < 3; m++) {
            for (size_t k = 0; k < 200 * ARMS; k++)
                t->out[k].value[which[m][0]] =
                    level * (double)(k / ARMS + 1);
            struct comparison c = compared(&runs, which[m]);
            const struct comparison_row *row = comparison_row(&c, 0, 1);
            assert_int_equal(row->verdict, VERDICT_SAME);
            assert_near(row->estimate, m == 0 ? 0 : 1, 0);
            assert_true(isnan(row->low) && isnan(row->high));
            /* (1 - q)^200 = 0.05 / 8: q = 2.5 % */
            assert_near(pow(1 - row->could_differ, 200), 0.05 / 8, 1e-12);
            assert_near(row->could_differ, 0.025, 0.0005);
            assert_string_equal(comparison_doubt(row), "");
            assert_near(row->share_better, 0, 0);
            assert_int_equal(row->worlds_to_halve, 0);
            assert_string_equal(comparison_words(row),
                                "same in every world");
            comparison_free(&c);
        }
}

static void
ratio_is_arm_over_baseline(void **state)
{
    struct table *t = *state;
    const struct compared_runs runs = empty_table(t, 200);

    for (size_t k = 0; k < 200; k++)
        for (size_t arm = 0; arm < ARMS; arm++) {
            const double base = exp(10 + noise(k, 0));
            const double own = exp(0.05 * noise(k, 10 + arm));
            *at(t, k, arm, people[0]) = base * (arm == 1 ? 1.2 * own : own);
        }
    struct comparison c = compared(&runs, people);
    const struct comparison_row *row = comparison_row(&c, 0, 1);
    assert_int_equal(row->verdict, VERDICT_HIGHER);
    assert_int_equal(comparison_good(row), -1);
    assert_near(row->estimate, row->level / row->baseline, 1e-12);
    assert_true(row->low > 1 && row->low < 1.2 && row->high > 1.2);
    assert_true(isnan(row->variance_left));
    assert_int_equal(row->worlds_to_halve, 800);
    assert_int_equal(comparison_row(&c, 0, 2)->verdict, VERDICT_UNCLEAR);
    comparison_free(&c);
}

/* One war less in each of two worlds has no variance, and is luck. */
static void
few_worlds_are_never_clear(void **state)
{
    struct table *t = *state;

    for (size_t n = 1; n <= 12; n++) {
        const struct compared_runs runs = empty_table(t, n);
        for (size_t k = 0; k < n; k++)
            *at(t, k, 0, conflicts[0]) = 1;
        struct comparison c = compared(&runs, conflicts);
        const struct comparison_row *row = comparison_row(&c, 0, 1);
        assert_near(row->estimate, -1, 0);
        assert_near(row->share_better, 1, 0);
        /* 2^(1-n) <= 0.05 / 8 from n = 9 on. */
        assert_int_equal(row->verdict,
                         n < 9 ? VERDICT_UNCLEAR : VERDICT_LOWER);
        assert_int_equal(row->doubt, n < 9 ? DOUBT_FEW : DOUBT_NONE);
        assert_true(isnan(row->low) == (n == 1));
        comparison_free(&c);
    }
}

static void
rare_events_are_too_rare_to_tell(void **state)
{
    struct table *t = *state;
    const struct compared_runs runs = empty_table(t, 200);

    *at(t, 3, 0, conflicts[0]) = 1;
    *at(t, 5, 1, conflicts[0]) = 2;
    *at(t, 7, 1, people[0]) = 1;        /* nothing under the baseline */
    struct comparison c = compared(&runs, conflicts);
    const struct comparison_row *row = comparison_row(&c, 0, 1);
    assert_int_equal(row->verdict, VERDICT_UNCLEAR);
    assert_string_equal(comparison_words(row), "too rare to tell");
    comparison_free(&c);
    c = compared(&runs, people);
    row = comparison_row(&c, 0, 1);
    assert_int_equal(row->verdict, VERDICT_UNCLEAR);
    assert_int_equal(row->doubt, DOUBT_RARE);
    comparison_free(&c);
}

/* Of 100 worlds one differs a lot: g = 9.8, 25 g^2 = 2,400.  Half of them by
 * noise that is the same on either side: g is about 0. */
static void
difference_ruled_by_one_world_is_skewed(void **state)
{
    struct table *t = *state;
    const struct compared_runs runs = empty_table(t, 100);

    for (size_t m = 0; m < 2; m++) {
        const enum metric which[] = { m ? people[0] : conflicts[0] };
        for (size_t k = 0; k < 100; k++) {
            *at(t, k, 0, which[0]) = *at(t, k, 1, which[0]) = 100;
            *at(t, k, 2, which[0]) = 100 + (k % 2 ? 1.0 : -1.0);
        }
        *at(t, 50, 1, which[0]) = 200;
        struct comparison c = compared(&runs, which);
        assert_true(comparison_row(&c, 0, 1)->skewed);
        assert_false(comparison_row(&c, 0, 2)->skewed);
        comparison_free(&c);
    }
}

static void
doubts_have_words_of_their_own(void **state)
{
    struct comparison_row row = { .verdict = VERDICT_UNCLEAR };
    static const char *const word[] = { "none", "few", "rare" };

    (void)state;
    for (int k = 0; k < 3; k++) {
        row.doubt = (enum doubt)k;
        assert_string_equal(comparison_doubt(&row), word[k]);
    }
    row.verdict = VERDICT_LOWER;
    assert_string_equal(comparison_doubt(&row), "");
}

/* What a result says of its intervals is what they were made with. */
static void
rules_are_those_of_the_intervals(void **state)
{
    struct table *t = *state;
    const struct compared_runs runs = empty_table(t, 9);
    struct manifest_rule rule[COMPARISON_RULES];
    struct comparison c = compared(&runs, conflicts);

    comparison_rules(rule);
    for (size_t k = 0; k < COMPARISON_RULES; k++) {
        const char *name = rule[k].name;
        const double x = rule[k].value;
        assert_true(rule[k].meaning[0] != '\0');
        if (strcmp(name, "alpha") == 0)
            assert_near(x, c.alpha, 0);
        else if (strcmp(name, "family") == 0)
            assert_near(x, (double)c.family, 0);
        else if (strcmp(name, "resamples") == 0)
            assert_near(x, BOOTSTRAP_RESAMPLES, 0);
        else if (strcmp(name, "worlds_least") == 0)
            assert_near(x, 9, 0);       /* few_worlds_are_never_clear */
    }
    comparison_free(&c);
}

/* What reaches neither a halving nor a doubling can mean "none", wherever its
 * middle is. */
static void
wide_interval_is_no_sign_of_no_difference(void **state)
{
    struct table *t = *state;
    const struct compared_runs runs = empty_table(t, 100);
    /* Half-widths and middles, in baselines. */
    static const double part[] = { 0.3, 0.7, 0.45, 0.45, 0.7, 0.7 };
    static const double middle[] = { 0, 0, -0.04, -0.06, 0.29, 0.31 };
    static const bool rare[] = { false, true, false, true, false, true };

    for (int k = 0; k < 6; k++) {
        /* Differences +-d in turn: sd d, half-width t d / 10. */
        const double d = part[k] * 100 / statistics_t(1 - 0.025 / 8, 99);
        for (size_t w = 0; w < 100; w++) {
            *at(t, w, 0, conflicts[0]) = 10;
            *at(t, w, 1, conflicts[0]) = 10 * (1 + middle[k])
                                         + (w % 2 ? d : -d);
        }
        struct comparison c = compared(&runs, conflicts);
        const struct comparison_row *row = comparison_row(&c, 0, 1);
        assert_int_equal(row->verdict, VERDICT_UNCLEAR);
        assert_int_equal(row->doubt, rare[k] ? DOUBT_RARE : DOUBT_NONE);
        comparison_free(&c);
    }
}

/* Two outcomes with the same values have the same interval: nothing of it is
 * luck of its own. */
static void
equal_outcomes_have_equal_intervals(void **state)
{
    struct table *t = *state;
    struct compared_runs runs = empty_table(t, 60);
    struct comparison c[3];
    static const enum metric other[] = { METRIC_largest_loss_musd };

    for (size_t k = 0; k < 60; k++)
        for (size_t arm = 0; arm < ARMS; arm++)
            *at(t, k, arm, loss[0]) = *at(t, k, arm, other[0]) =
                exp(noise(k, arm));
    c[0] = compared(&runs, loss);
    c[1] = compared(&runs, other);
    runs.seed = 2018;
    c[2] = compared(&runs, loss);
    const struct comparison_row *row = comparison_row(&c[0], 0, 1);
    assert_true(row->low < row->estimate && row->estimate < row->high);
    assert_near(comparison_row(&c[1], 0, 1)->low, row->low, 0);
    assert_near(comparison_row(&c[1], 0, 1)->high, row->high, 0);
    /* The resamples are drawn from the seed. */
    assert_true(comparison_row(&c[2], 0, 1)->low != row->low ||
                comparison_row(&c[2], 0, 1)->high != row->high);
    for (int k = 0; k < 3; k++)
        comparison_free(&c[k]);
}

static void
failed_runs_and_missing_values_drop_their_pair_only(void **state)
{
    struct table *t = *state;
    const struct compared_runs runs = empty_table(t, 100);

    fill(t, 100, conflicts[0], 10, 0.5, 1);
    t->ok[4 * ARMS + 0] = 0;  /* the baseline: both arms lose a pair */
    t->ok[9 * ARMS + 1] = 0;
    *at(t, 17, 1, conflicts[0]) = NAN;
    *at(t, 4, 0, conflicts[0]) = 1e9;   /* of a failed run: must not count */
    struct comparison c = compared(&runs, conflicts);
    assert_int_equal(comparison_row(&c, 0, 1)->n, 97);
    assert_int_equal(comparison_row(&c, 0, 2)->n, 99);
    assert_int_equal(comparison_summary(&c, 0, 0)->n, 99);
    assert_int_equal(comparison_summary(&c, 0, 1)->n, 98);
    assert_int_equal(comparison_summary(&c, 0, 2)->n, 100);
    assert_int_equal(c.n_failed, 2);
    assert_true(comparison_row(&c, 0, 2)->baseline < 20);
    comparison_free(&c);
}

static void
metric_without_values_is_a_row_of_blanks(void **state)
{
    struct table *t = *state;
    const struct compared_runs runs = empty_table(t, 30);
    static const enum metric *const which[] = { conflicts, people, loss };

    for (size_t m = 0; m < 3; m++) {
        for (size_t k = 0; k < 30 * ARMS; k++)
            t->out[k].value[which[m][0]] = NAN;
        struct comparison c = compared(&runs, which[m]);
        const struct comparison_row *row = comparison_row(&c, 0, 1);
        assert_int_equal(row->n, 0);
        assert_int_equal(row->verdict, VERDICT_UNCLEAR);
        assert_int_equal(row->doubt, DOUBT_EMPTY);
        assert_string_equal(comparison_words(row), "no value in any pair");
        assert_false(row->skewed);
        assert_true(isnan(row->estimate) && isnan(row->low));
        assert_true(isnan(row->share_better) && isnan(row->correlation));
        assert_true(isnan(comparison_summary(&c, 0, 0)->mean));
        assert_true(isnan(comparison_summary(&c, 0, 0)->p50));
        comparison_free(&c);
    }
}

static void
better_follows_the_metric(void **state)
{
    struct table *t = *state;
    const struct compared_runs runs = empty_table(t, 200);

    fill(t, 200, observed[0], 10, 1, 1);
    fill(t, 200, named[0], 10, 1, 1);
    struct comparison c = compared(&runs, observed);
    assert_int_equal(comparison_row(&c, 0, 1)->verdict, VERDICT_LOWER);
    assert_int_equal(comparison_good(comparison_row(&c, 0, 1)), 0);
    assert_true(isnan(comparison_row(&c, 0, 1)->share_better));
    comparison_free(&c);
    c = compared(&runs, named);
    assert_int_equal(comparison_good(comparison_row(&c, 0, 1)), -1);
    assert_true(comparison_row(&c, 0, 1)->share_worse > 0.5);
    comparison_free(&c);
}

static void
summary_is_of_one_arm(void **state)
{
    struct table *t = *state;
    const struct compared_runs runs = empty_table(t, 101);

    for (size_t k = 0; k < 101; k++)
        *at(t, k, 2, loss[0]) = (double)(100 - k);
    struct comparison c = compared(&runs, loss);
    const struct summary_row *row = comparison_summary(&c, 0, 2);
    assert_near(row->mean, 50, 1e-12);
    assert_near(row->sd, sqrt(101 * 102 / 12.0), 1e-12);
    assert_near(row->p05, 5, 1e-12);
    assert_near(row->p25, 25, 1e-12);
    assert_near(row->p50, 50, 1e-12);
    assert_near(row->p75, 75, 1e-12);
    assert_near(row->p95, 95, 1e-12);
    /* The 95 % interval of this mean alone: t of 100 degrees is 1.984. */
    assert_near(row->high - row->mean, 1.98397 * row->sd / sqrt(101), 1e-3);
    assert_near(row->mean - row->low, row->high - row->mean, 1e-12);
    comparison_free(&c);
}

/* A row is a matter of its own two arms and its metric. */
static void
a_row_does_not_depend_on_the_other_arms_and_metrics(void **state)
{
    struct table *t = *state;
    const struct compared_runs runs = empty_table(t, 60);
    struct comparison all;
    struct fault f;
    static const enum metric both[] = { METRIC_loss_musd,
                                        METRIC_people_compromised };

    for (size_t k = 0; k < 60; k++)
        for (size_t arm = 0; arm < ARMS; arm++)
            for (size_t m = 0; m < 2; m++)
                *at(t, k, arm, both[m]) = exp(noise(k, 10 * m + arm));
    assert_int_equal(comparison_init(&all, &runs, both, 2, &f), 0);
    struct comparison one = compared(&runs, people);
    for (size_t k = 0; k < 60; k++)
        *at(t, k, 1, people[0]) = 0;
    struct comparison other = compared(&runs, people);
    assert_near(comparison_row(&one, 0, 2)->low,
                comparison_row(&all, 1, 2)->low, 0);
    assert_near(comparison_row(&one, 0, 2)->low,
                comparison_row(&other, 0, 2)->low, 0);
    assert_int_equal(comparison_n_rows(&all), 4);
    assert_int_equal(comparison_n_summaries(&all), 6);
    comparison_free(&all);
    comparison_free(&one);
    comparison_free(&other);
}

/* 400 tables without any effect: a family of 7 errs in 5 % at most, one metric
 * of it in 0.7 %, two arms in 1.4 %: 5.7 expected, 0.05 / 7 x 800; 14 is 3.4
 * standard errors above. */
static void
no_effect_is_seldom_called_clear(void **state)
{
    struct table *t = *state;
    int wrong = 0;

    for (size_t table = 0; table < 400; table++) {
        const struct compared_runs runs = empty_table(t, 40);
        for (size_t k = 0; k < 40; k++)
            for (size_t arm = 0; arm < ARMS; arm++)
                *at(t, k, arm, conflicts[0]) =
                    10 + noise(k, 7) + noise(table * 40 + k, 20 + arm);
        struct comparison c = compared(&runs, conflicts);
        for (size_t arm = 1; arm < ARMS; arm++)
            wrong += comparison_row(&c, 0, arm)->verdict != VERDICT_UNCLEAR;
        comparison_free(&c);
    }
    assert_in_range(wrong, 0, 14);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(effect_beyond_its_interval_is_clear_and_none_is_not),
        cmocka_unit_test(intervals_hold_jointly_for_the_headlines),
        cmocka_unit_test(equal_pairs_are_the_same_also_when_all_are_zero),
        cmocka_unit_test(ratio_is_arm_over_baseline),
        cmocka_unit_test(few_worlds_are_never_clear),
        cmocka_unit_test(rare_events_are_too_rare_to_tell),
        cmocka_unit_test(difference_ruled_by_one_world_is_skewed),
        cmocka_unit_test(doubts_have_words_of_their_own),
        cmocka_unit_test(rules_are_those_of_the_intervals),
        cmocka_unit_test(wide_interval_is_no_sign_of_no_difference),
        cmocka_unit_test(equal_outcomes_have_equal_intervals),
        cmocka_unit_test(failed_runs_and_missing_values_drop_their_pair_only),
        cmocka_unit_test(metric_without_values_is_a_row_of_blanks),
        cmocka_unit_test(better_follows_the_metric),
        cmocka_unit_test(summary_is_of_one_arm),
        cmocka_unit_test(a_row_does_not_depend_on_the_other_arms_and_metrics),
        cmocka_unit_test(no_effect_is_seldom_called_clear),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
