/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_timing.c - when to use an exploit, and what is at stake, against closed
 * forms (Axelrod & Iliev 2014) and numerical integration.  Row by row from
 * tests/oracles/o01_exploit_timing.csv, in which an opportunity comes every
 * period (chance 1). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <string.h>

#include "support/near.h"
#include "support/oracle.h"
#include "theory/timing.h"

/* What a held zero-day survives a week, and what a week counts. */
#define LIFE 0.9972
#define DISCOUNT 0.998

static const struct stakes_law *exponential = &stakes_laws[STAKES_exponential];

/* ---- thresholds and values ---------------------------------------------- */

/* Rows of one law; how many there were. */
static int
check_rows(const struct oracle *o, const char *name,
           const struct stakes_law *law)
{
    int n = 0;

    for (size_t row = 0; row < o->n_rows; row++) {
        if (strcmp(oracle_text(o, row, "dist"), name) != 0)
            continue;
        struct timing t = { oracle_number(o, row, "S"),
                            oracle_number(o, row, "P"),
                            oracle_number(o, row, "w"), 1 };
        /* both sides are good to a few ulp; bisection stops at 2^-60 */
        assert_close(timing_threshold(&t, law),
                     oracle_number(o, row, "Tstar"), 1e-12);
        assert_close(timing_value(&t, law), oracle_number(o, row, "V"),
                     1e-12);
        n++;
    }
    return n;
}

static void
thresholds_are_those_of_the_closed_forms(void **state)
{
    (void)state;
    struct oracle o;
    oracle_load(&o, "o01_exploit_timing.csv");
    assert_int_equal(check_rows(&o, "exp1", exponential), 168);
    assert_int_equal(check_rows(&o, "pareto2.5",
                                &stakes_laws[STAKES_pareto]), 168);
    assert_int_equal(check_rows(&o, "twopoint_0.5_5",
                                &stakes_laws[STAKES_two_point]), 168);
    oracle_free(&o);
}

static void
rare_opportunities_lower_the_threshold(void **state)
{
    (void)state;
    /* Four a year or two: printed with two decimals. */
    struct timing rare = { 0.5, LIFE, DISCOUNT, 1 / 26.0 };
    struct timing often = { 0.5, LIFE, DISCOUNT, 0.25 };
    struct timing quiet = { 0.9, LIFE, DISCOUNT, 1 / 26.0 };

    assert_near(timing_value(&rare, exponential), 2.42, 0.005);
    assert_near(timing_threshold(&rare, exponential), 1.20, 0.005);
    assert_near(timing_value(&often, exponential), 4.81, 0.005);
    assert_near(timing_threshold(&often, exponential), 2.38, 0.005);
    assert_near(timing_value(&quiet, exponential), 4.96, 0.005);
    assert_near(timing_threshold(&quiet, exponential), 0.48, 0.005);
}

static void
what_use_does_not_endanger_is_used_at_once(void **state)
{
    (void)state;
    for (int k = 0; k < N_STAKES; k++) {
        struct timing equal = { 0.9, 0.9, 0.95, 0.3 };
        struct timing safer = { 1, 0.9, 0.95, 0.3 };
        struct timing never = { 0.5, 0.9, 0.95, 0 };
        const struct stakes_law *law = &stakes_laws[k];
        assert_near(timing_threshold(&equal, law), 0, 0);
        assert_near(timing_threshold(&safer, law), 0, 0);
        assert_near(timing_threshold(&never, law), 0, 0);
        /* V = q/(1 - w (1 - q) P - w q S): a mean stake an opportunity */
        assert_near(timing_value(&equal, law), 0.3 / (1 - 0.95 * 0.9), 1e-12);
        assert_near(timing_value(&never, law), 0, 0);
    }
}

/* V is the value of following T*: no other threshold gives more.  A threshold
 * T is worth q A/(1 - w (1 - q F) P - w q F S), with F the chance that a stake
 * exceeds T and A = E[x; x > T]; exponential: F = e^-T, A = (1 + T) e^-T. */
static double
value_of(const struct timing *t, double threshold)
{
    double f = t->chance * exp(-threshold);
    return f * (1 + threshold)
           / (1 - t->discount * ((1 - f) * t->persistence + f * t->stealth));
}

static void
no_other_threshold_is_worth_more(void **state)
{
    (void)state;
    for (int k = 0; k < 40; k++) {
        struct timing t = { 0.02 * k, 0.85 + 0.003 * k, 0.9 + 0.002 * k,
                            0.02 + 0.024 * k };
        double best = timing_threshold(&t, exponential);
        double v = timing_value(&t, exponential);
        assert_close(value_of(&t, best), v, 1e-12);
        for (double off = -0.5; off < 0.6; off += 0.1)
            if (best + off >= 0)
                assert_true(value_of(&t, best + off) <= v * (1 + 1e-14));
    }
}

/* One step up in S, P or w. */
static struct timing
raised(struct timing t, int which)
{
    t.stealth += which == 0 ? 0.01 : 0;
    t.persistence += which == 1 ? 0.01 : 0;
    t.discount += which == 2 ? 0.01 : 0;
    return t;
}

static void
stealth_lowers_the_threshold_and_life_and_patience_raise_it(void **state)
{
    (void)state;
    for (int k = 0; k < N_STAKES; k++)
        for (int n = 0; n < 64; n++) {
            struct timing t = { 0.1 + 0.2 * (n & 3),
                                0.75 + 0.06 * (n >> 2 & 3),
                                0.8 + 0.05 * (n >> 4 & 3), 0.2 };
            double v = timing_value(&t, &stakes_laws[k]);
            double least = timing_threshold(&t, &stakes_laws[k]);
            for (int which = 0; which < 3; which++) {
                struct timing more = raised(t, which);
                double up = timing_threshold(&more, &stakes_laws[k]);
                assert_true(timing_value(&more, &stakes_laws[k]) > v);
                assert_true(which == 0 ? up < least : up > least);
            }
        }
}

static void
closed_form_and_bisection_agree(void **state)
{
    (void)state;
    struct stakes_law slow = *exponential;
    slow.fixed = NULL;
    for (double w = 0.5; w < 0.9999; w += 0.01)
        for (double s = 0; s < 0.99; s += 0.07) {
            struct timing t = { s, LIFE, w, 0.05 };
            assert_close(timing_threshold(&t, exponential),
                         timing_threshold(&t, &slow), 1e-14);
        }
    for (double r = 1e-9; r < 1e9; r *= 7) {
        double x = exponential->fixed(r);
        assert_close(x, r * exponential->surplus(x), 1e-13);
    }
}

/* ---- stakes ------------------------------------------------------------- */

/* E max(0, x - t) from the quantile, by the midpoint rule in v with u = 1 -
 * v^5, in which the tails of all four laws are smooth. */
static double
surplus_by_quantile(const struct stakes_law *law, double t)
{
    enum { STEPS = 100000 };
    double sum = 0;

    for (int k = 0; k < STEPS; k++) {
        double v = (k + 0.5) / STEPS, u = 1 - pow(v, 5);
        if (u < 1 && law->quantile(u) > t)
            sum += (law->quantile(u) - t) * 5 * pow(v, 4);
    }
    return sum / STEPS;
}

static void
surplus_is_the_integral_of_the_quantile(void **state)
{
    (void)state;
    for (int k = 0; k < N_STAKES; k++) {
        /* Step 1e-5: the rule is off by its square, and by 4.5 x 5/2 steps
         * where the two points jump. */
        double band = k == STAKES_two_point ? 1.2e-4 : 1e-8;
        assert_near(stakes_laws[k].surplus(0), 1, 1e-15);
        for (double t = 0; t < 6; t += 0.37)
            assert_near(stakes_laws[k].surplus(t),
                        surplus_by_quantile(&stakes_laws[k], t), band);
    }
}

static void
stakes_rise_with_luck(void **state)
{
    (void)state;
    for (int k = 0; k < N_STAKES; k++)
        for (double u = 0.001; u < 0.998; u += 0.001) {
            assert_true(stakes_laws[k].quantile(u) >= 0);
            assert_true(stakes_laws[k].quantile(u)
                        <= stakes_laws[k].quantile(u + 0.001));
        }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(thresholds_are_those_of_the_closed_forms),
        cmocka_unit_test(rare_opportunities_lower_the_threshold),
        cmocka_unit_test(what_use_does_not_endanger_is_used_at_once),
        cmocka_unit_test(no_other_threshold_is_worth_more),
        cmocka_unit_test(
            stealth_lowers_the_threshold_and_life_and_patience_raise_it),
        cmocka_unit_test(closed_form_and_bisection_agree),
        cmocka_unit_test(surplus_is_the_integral_of_the_quantile),
        cmocka_unit_test(stakes_rise_with_luck),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
