/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_choice.c - logit and nested logit against known answers and limits. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>

#include "base/draw.h"
#include "support/near.h"
#include "support/oracle.h"
#include "support/purpose.h"
#include "theory/choice.h"

enum { MOST = 50 };

static const double some[] = { 0.31, -1.2, 0.87, 0.05, -0.44, 2.385 };
enum { SOME = sizeof some / sizeof *some };

static void
check_case(const struct oracle *o, size_t row, size_t m)
{
    double u[MOST], log_p[MOST], entropy = 0;
    double beta = oracle_number(o, row, "beta");

    for (size_t a = 0; a < m; a++)
        u[a] = oracle_number(o, row + a, "utility");
    double lse = choice_log_probabilities(u, m, beta, log_p);
    /* The table has 20 digits; a double carries 16 through some sums. */
    assert_close(lse, oracle_number(o, row, "logsumexp_betaU"), 1e-12);
    assert_near(choice_log_sum(u, m, beta), lse, 0);
    if (beta > 0) {
        double want = oracle_number(o, row,
                                    "inclusive_value_logsumexp_over_beta");
        assert_near(choice_inclusive_value(u, m, beta), want,
                    1e-12 * fabs(want));
    }
    for (size_t a = 0; a < m; a++) {
        double want = oracle_number(o, row + a, "log_prob");
        assert_near(exp(log_p[a]), oracle_number(o, row + a, "prob"), 1e-12);
        /* The table was worked with 50 digits, so that ln(1 - 4e-44) is lost
         * in it; log1p is not. */
        assert_near(log_p[a], want, 1e-12 * fabs(want) + 1e-43);
        if (log_p[a] > -700)
            entropy -= exp(log_p[a]) * log_p[a];
    }
    assert_near(entropy, oracle_number(o, row, "entropy"), 1e-12);
}

static void
logit_agrees_with_the_table(void **state)
{
    struct oracle o;

    (void)state;
    oracle_load(&o, "o10_logit.csv");
    for (size_t row = 0; row < o.n_rows;) {
        size_t m = (size_t)oracle_number(&o, row, "m");
        check_case(&o, row, m);
        row += m;
    }
    assert_int_equal(o.n_rows, 216);
    oracle_free(&o);
}

static void
logistic_is_exact_in_both_tails(void **state)
{
    (void)state;
    assert_near(logistic(0), 0.5, 0);
    assert_near(logistic(INFINITY), 1, 0);
    assert_near(logistic(-INFINITY), 0, 0);
    assert_near(logistic(-1e9), 0, 0);
    assert_near(logistic(1e9), 1, 0);
    /* exp(-700) to a few ulp, where 1 - logistic(700) would be 0. */
    assert_near(logistic(-700), exp(-700), 1e-15 * exp(-700));
    /* exp(740) overflows; exp(-740) does not underflow. */
    assert_near(logistic(-740), exp(-740), 0);
    for (double x = -36; x <= 36; x += 0.7) {
        assert_near(logistic(x) + logistic(-x), 1, 2e-16);
        /* Above 0 the logit of a double near 1 is known to its rounding
         * only. */
        assert_close(logit(logistic(-fabs(x))), -fabs(x), 1e-14);
    }
    assert_near(logit(0), -INFINITY, 0);
    assert_near(logit(1), INFINITY, 0);
}

static void
probability_is_kept_off_zero_and_one(void **state)
{
    (void)state;
    assert_near(probability_clamp(0), 1e-12, 0);
    assert_near(probability_clamp(-3), 1e-12, 0);
    assert_near(probability_clamp(1), 1 - 1e-12, 0);
    assert_near(probability_clamp(0.3), 0.3, 0);
}

/* At lambda 1 the nest is a plain logit of "nothing" at 0 against alternatives
 * of weight 1/n each, that is of utility U - ln(n)/beta. */
static void
nested_logit_is_the_plain_one_at_lambda_one(void **state)
{
    const struct taste t = { 1.7, 1 };
    double u[SOME + 1] = { 0 }, log_p[SOME + 1], weight[SOME], total = 0;

    (void)state;
    for (int a = 0; a < SOME; a++)
        u[a + 1] = some[a] - log(SOME) / t.beta;
    choice_log_probabilities(u, SOME + 1, t.beta, log_p);
    double act = choice_act(some, SOME, t, weight);
    for (int a = 0; a < SOME; a++)
        total += weight[a];
    assert_near(1 - act, exp(log_p[0]), 1e-15);
    for (int a = 0; a < SOME; a++)
        assert_near(act * weight[a] / total, exp(log_p[a + 1]), 1e-15);
}

static void
doubling_every_alternative_changes_nothing(void **state)
{
    const struct taste t = { 2, 0.6 };
    double twice[2 * SOME], once_w[SOME], twice_w[2 * SOME];

    (void)state;
    for (int a = 0; a < 2 * SOME; a++)
        twice[a] = some[a % SOME];
    double once_act = choice_act(some, SOME, t, once_w);
    /* Sums in another order: a few ulp. */
    assert_near(choice_act(twice, 2 * SOME, t, twice_w), once_act, 1e-15);
    assert_near(choice_nest_value(twice, 2 * SOME, t),
                choice_nest_value(some, SOME, t), 1e-14);
    for (int a = 0; a < 2 * SOME; a++)
        assert_near(twice_w[a], once_w[a % SOME], 0);
}

static void
nest_value_has_its_closed_form(void **state)
{
    const struct taste t = { 2, 0.6 };
    const double two[] = { 1, 0 }, alike[] = { 0.7, 0.7, 0.7 };
    double weight[SOME];

    (void)state;
    /* (lambda/beta) ln[(e^(beta/lambda) + 1)/2], the formula as it is
     * printed. */
    assert_near(choice_nest_value(two, 2, t),
                0.6 / 2 * log((exp(2 / 0.6) + 1) / 2), 1e-14);
    assert_near(choice_nest_value(alike, 3, t), 0.7, 1e-15);
    assert_near(choice_act(two, 2, t, weight),
                logistic(2 * choice_nest_value(two, 2, t)), 1e-15);
    /* beta to 0: the mean, 2nd order term beta var/(2 lambda); to infinity:
     * the best less lambda ln n/beta. */
    assert_near(choice_nest_value(two, 2, (struct taste){ 1e-9, 1 }), 0.5,
                1e-9);
    assert_near(choice_nest_value(two, 2, (struct taste){ 0, 1 }), 0.5, 0);
    assert_near(choice_nest_value(two, 2, (struct taste){ 1e6, 1 }), 1, 1e-6);
}

static void
without_rationality_all_is_a_toss_up(void **state)
{
    double u[SOME + 1], weight[SOME + 1];

    (void)state;
    for (int a = 0; a < SOME; a++)
        u[a] = 1e6 * some[a];
    u[SOME] = -INFINITY;
    double act = choice_act(u, SOME + 1, (struct taste){ 0, 0.6 }, weight);
    assert_near(act, 0.5, 0);
    for (int a = 0; a < SOME; a++)
        assert_near(weight[a], 1, 0);
    assert_near(weight[SOME], 0, 0);
}

static void
what_is_off_the_menu_might_as_well_not_be_there(void **state)
{
    const struct taste t = { 2, 0.6 };
    double u[SOME + 2] = { -INFINITY }, weight[SOME + 2], want[SOME];
    double log_p[SOME + 2];

    (void)state;
    for (int a = 0; a < SOME; a++)
        u[a + 1] = some[a];
    u[SOME + 1] = -INFINITY;
    assert_near(choice_act(u, SOME + 2, t, weight),
                choice_act(some, SOME, t, want), 0);
    assert_near(choice_nest_value(u, SOME + 2, t),
                choice_nest_value(some, SOME, t), 0);
    assert_near(choice_log_probabilities(u, SOME + 2, 2, log_p),
                choice_log_sum(some, SOME, 2), 0);
    for (int a = 0; a < SOME; a++)
        assert_near(weight[a + 1], want[a], 0);
    assert_near(weight[0] + weight[SOME + 1], 0, 0);
    assert_near(log_p[0], -INFINITY, 0);
    /* 0 x -INFINITY must not happen. */
    assert_near(choice_log_sum(u, SOME + 2, 0), log(SOME), 1e-15);
}

static void
nobody_acts_from_an_empty_menu(void **state)
{
    const struct taste t = { 2, 0.6 };
    double u[] = { -INFINITY, -INFINITY }, weight[] = { 9, 9 };

    (void)state;
    assert_near(choice_act(u, 2, t, weight), 0, 0);
    assert_near(weight[0] + weight[1], 0, 0);
    assert_near(choice_act(u, 0, t, weight), 0, 0);
    assert_near(choice_nest_value(u, 2, t), -INFINITY, 0);
    assert_near(choice_log_sum(u, 2, 2), -INFINITY, 0);
}

static void
great_utilities_neither_overflow_nor_lose_digits(void **state)
{
    const struct taste t = { 3, 0.5 };
    double u[SOME], weight[SOME], want[SOME];

    (void)state;
    for (int a = 0; a < SOME; a++)
        u[a] = some[a] + 1e6;
    assert_near(choice_act(u, SOME, t, weight), 1 - 1e-12, 0);
    choice_act(some, SOME, t, want);
    for (int a = 0; a < SOME; a++) {
        /* U is rounded at 1e6 x 1e-16, beta/lambda = 6; their difference is
         * not rounded again. */
        assert_near(weight[a], want[a], 1e-9);
        assert_near(weight[a], exp(6 * (u[a] - u[5])), 1e-15);
    }
    for (int a = 0; a < SOME; a++)
        u[a] = some[a] - 1e6;
    assert_near(choice_act(u, SOME, t, weight), 1e-12, 0);
}

static void
raising_one_cost_never_raises_the_chance_to_act(void **state)
{
    const struct taste t = { 2, 0.6 };
    double u[SOME], weight[SOME], last = 1;

    (void)state;
    for (int a = 0; a < SOME; a++)
        u[a] = some[a];
    for (int step = 0; step < 20; step++) {
        u[5] -= 0.3;
        double act = choice_act(u, SOME, t, weight);
        assert_true(act < last);
        last = act;
    }
}

/* The race of exponentials on the weights has the law of the nest.  Chi-square
 * at p = 1e-4 with 5 degrees of freedom; the seed is fixed. */
static void
race_on_the_weights_has_the_law_of_the_nest(void **state)
{
    enum { RACES = 40000 };
    const struct taste t = { 1, 0.8 };
    const struct draw_key key = draw_key_for(2385, 0);
    double weight[SOME], total = 0, chi2 = 0;
    int won[SOME] = { 0 };

    (void)state;
    choice_act(some, SOME, t, weight);
    for (uint64_t i = 0; i < RACES; i++) {
        double least = INFINITY;
        int winner = 0;
        for (uint32_t a = 0; a < SOME; a++) {
            double u = draw_at(key, TEST_PURPOSE(0), 0, i, a);
            double e = draw_exponential(u);
            if (e / weight[a] < least) {
                least = e / weight[a];
                winner = (int)a;
            }
        }
        won[winner]++;
    }
    for (int a = 0; a < SOME; a++)
        total += weight[a];
    for (int a = 0; a < SOME; a++) {
        double want = RACES * weight[a] / total;
        assert_true(want > 10);
        chi2 += (won[a] - want) * (won[a] - want) / want;
    }
    assert_true(chi2 < oracle_chi2_limit(SOME - 1));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(logit_agrees_with_the_table),
        cmocka_unit_test(logistic_is_exact_in_both_tails),
        cmocka_unit_test(probability_is_kept_off_zero_and_one),
        cmocka_unit_test(nested_logit_is_the_plain_one_at_lambda_one),
        cmocka_unit_test(doubling_every_alternative_changes_nothing),
        cmocka_unit_test(nest_value_has_its_closed_form),
        cmocka_unit_test(without_rationality_all_is_a_toss_up),
        cmocka_unit_test(what_is_off_the_menu_might_as_well_not_be_there),
        cmocka_unit_test(nobody_acts_from_an_empty_menu),
        cmocka_unit_test(great_utilities_neither_overflow_nor_lose_digits),
        cmocka_unit_test(raising_one_cost_never_raises_the_chance_to_act),
        cmocka_unit_test(race_on_the_weights_has_the_law_of_the_nest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
