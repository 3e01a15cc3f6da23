/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_hazards.c - chances, races and waits against closed forms. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>

#include "base/draw.h"
#include "support/near.h"
#include "support/purpose.h"
#include "theory/hazards.h"

static void
chance_and_hazard_are_inverse(void **state)
{
    (void)state;
    assert_near(hazard_chance(0), 0, 0);
    assert_near(hazard_chance(INFINITY), 1, 0);
    assert_near(hazard_of_chance(1), INFINITY, 0);
    /* 1 - exp(-1e-18) would be 0. */
    assert_near(hazard_chance(1e-18), 1e-18, 1e-33);
    for (double p = 1e-15; p < 0.9; p *= 3.7)
        assert_near(hazard_chance(hazard_of_chance(p)), p, 4e-16 * p);
    /* 5.7 % a year is .0011279978767431609 a week (Ablon & Bogart 2017, RAND
     * RR-1751, rediscovery; 52 weeks). */
    assert_near(hazard_chance(hazard_of_chance(0.057) / 52),
                0.0011279978767431609, 1e-17);
    /* Mean life 6.9 years: .0027831877361229043 a week. */
    assert_near(hazard_chance(1 / (6.9 * 52)), 0.0027831877361229043, 1e-17);
}

static void
share_of_the_first_has_its_limits(void **state)
{
    (void)state;
    assert_near(hazard_share(0.03, 0.01), 0.75, 1e-15);
    assert_near(hazard_share(0, 0.2), 0, 0);
    assert_near(hazard_share(0.2, 0), 1, 0);
    assert_near(hazard_share(0, 0), 0, 0);
    assert_near(hazard_share(0.3, 0.5) + hazard_share(0.5, 0.3), 1, 1e-15);
}

/* Two thresholds, two hazards: who is first, and when.  Bands of 4 sd, fixed
 * seed. */
static void
race_is_won_in_proportion_to_the_hazards(void **state)
{
    enum { RACES = 40000 };
    const struct draw_key key = draw_key_for(2385, 1);
    const double firm = 0.03, government = 0.0105;
    const double want = hazard_share(firm, government);
    const double both = 1 / (firm + government);
    int wins = 0;
    double weeks = 0;

    (void)state;
    for (uint64_t i = 0; i < RACES; i++) {
        double u[2];
        draw_two(key, TEST_PURPOSE(0), 0, i, u);
        double f = hazard_threshold(u[0]) / firm;
        double g = hazard_threshold(u[1]) / government;
        wins += f < g;
        weeks += fmin(f, g);
    }
    assert_near((double)wins / RACES, want,
                4 * sqrt(want * (1 - want) / RACES));
    assert_near(weeks / RACES, both, 4 * both / sqrt(RACES));
}

/* One threshold gives the law of a draw a week: geometric with p = 1 -
 * exp(-h), mean 1/p, sd sqrt(1-p)/p. */
static void
wait_is_geometric(void **state)
{
    enum { WAITS = 40000 };
    const struct draw_key key = draw_key_for(2385, 2);
    const double h = 0.2, p = hazard_chance(h), survive = exp(-h * 5);
    double weeks = 0;
    int late = 0;

    (void)state;
    for (uint64_t i = 0; i < WAITS; i++) {
        double u = draw_at(key, TEST_PURPOSE(1), 0, i, 0);
        double n = hazard_weeks(hazard_threshold(u), h);
        assert_true(n >= 1 && n == floor(n));
        weeks += n;
        late += n > 5;
    }
    assert_near(weeks / WAITS, 1 / p, 4 * sqrt((1 - p) / WAITS) / p);
    assert_near((double)late / WAITS, survive,
                4 * sqrt(survive * (1 - survive) / WAITS));
}

static void
wait_ends_when_the_sum_reaches_the_threshold(void **state)
{
    (void)state;
    assert_near(hazard_weeks(1, 0.25), 4, 0);
    assert_near(hazard_weeks(1.01, 0.25), 5, 0);
    assert_near(hazard_weeks(0, 0.25), 1, 0);
    assert_near(hazard_weeks(1, 7), 1, 0);
    assert_near(hazard_weeks(1, 0), INFINITY, 0);
    for (double h = 0.01; h < 1; h += 0.01)
        assert_true(hazard_weeks(1.3, h + 0.01) <= hazard_weeks(1.3, h));
}

/* A threshold seen week by week: the uniforms that it stands for end the wait
 * in the week in which it ends, and are uniform: mean 1/2, sd 1/sqrt(12). */
static void
a_threshold_is_a_draw_a_week(void **state)
{
    enum { WAITS = 4000 };
    const struct draw_key key = draw_key_for(2385, 3);
    const double h = 0.13;
    double sum = 0, n = 0;

    (void)state;
    for (uint64_t i = 0; i < WAITS; i++) {
        double limit = hazard_threshold(draw_at(key, TEST_PURPOSE(2), 0, i,
                                                0));
        double end = hazard_weeks(limit, h);
        for (double week = 1; week <= end; week++, n++) {
            double u = hazard_luck(limit, (week - 1) * h);
            assert_true(u > 0 && u < 1);
            assert_int_equal(u <= hazard_chance(h), week == end);
            sum += u;
        }
    }
    assert_near(sum / n, 0.5, 4 / sqrt(12 * n));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(chance_and_hazard_are_inverse),
        cmocka_unit_test(share_of_the_first_has_its_limits),
        cmocka_unit_test(race_is_won_in_proportion_to_the_hazards),
        cmocka_unit_test(wait_is_geometric),
        cmocka_unit_test(wait_ends_when_the_sum_reaches_the_threshold),
        cmocka_unit_test(a_threshold_is_a_draw_a_week),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
