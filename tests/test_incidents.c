/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who was seen to act against whom: figures against answers by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdlib.h>

#include "study/incidents.h"
#include "study/targets.h"
#include "support/near.h"

/* All answers are short fractions: what is left is rounding. */
#define ROUNDING 1e-12

enum { A, B, C, D, N = 4 };

static void
gini_of_unequal_pairs(void **state)
{
    (void)state;
    uint32_t count[N * N] = { 0 };

    count[A * N + B] = 1;
    count[B * N + A] = 1;
    count[A * N + C] = 2;
    count[C * N + D] = 4;
    /* 2 (1*1 + 2*1 + 3*2 + 4*4) / (4*8) - 5/4 */
    assert_near(incidents_gini(count, N), 0.3125, ROUNDING);
    count[A * N + B] = count[B * N + A] = count[A * N + C] = 4;
    assert_near(incidents_gini(count, N), 0, ROUNDING);
}

static void
figures_of_nothing_do_not_exist(void **state)
{
    (void)state;
    uint32_t count[N * N] = { 0 }, yearly[3 * N * N] = { 0 };
    bool large[N] = { false };

    assert_true(isnan(incidents_gini(count, N)));
    assert_true(isnan(incidents_mutual(count, N)));
    assert_true(isnan(incidents_top_share(count, N, 4)));
    assert_true(isnan(incidents_never(count, large, N)));
    assert_true(isnan(incidents_reverse_lag(yearly, N, 3)));
}

static void
the_most_active_and_the_idle(void **state)
{
    (void)state;
    uint32_t count[N * N] = { 0 };
    bool large[N] = { true, true, true, true };

    count[A * N + B] = 3;
    count[A * N + C] = 2;
    count[B * N + A] = 2;
    count[C * N + A] = 2;
    assert_near(incidents_top_share(count, N, 1), 5.0 / 9, ROUNDING);
    /* B and C tie: one of them is the second, not both. */
    assert_near(incidents_top_share(count, N, 2), 7.0 / 9, ROUNDING);
    assert_near(incidents_top_share(count, N, 4), 1, ROUNDING);
    assert_near(incidents_never(count, large, N), 0.25, ROUNDING);
    large[A] = false;
    assert_near(incidents_never(count, large, N), 1.0 / 3, ROUNDING);
}

static void
both_directions_count_once(void **state)
{
    (void)state;
    uint32_t count[N * N] = { 0 };

    count[A * N + B] = 3;
    count[B * N + A] = 1;
    count[C * N + A] = 1;
    count[D * N + C] = 1;
    assert_near(incidents_mutual(count, N), 1.0 / 3, ROUNDING);
}

static void
rates_are_per_directed_pair_of_large_states(void **state)
{
    (void)state;
    static const struct pair_class class[2] = { { TIE_rival, TIE_rival },
                                                { TIE_rival, 0 } };
    uint32_t count[N * N] = { 0 };
    uint8_t ties[N * N] = { 0 };
    bool large[N] = { true, true, true, false };

    ties[A * N + B] = ties[B * N + A] = TIE_rival | TIE_ally;
    count[A * N + B] = 6;
    count[A * N + C] = 1;
    count[C * N + B] = 1;
    count[A * N + D] = 50;
    /* 6 in 2 pairs against 2 in 4; D is too small. */
    assert_near(incidents_rate_ratio(count, ties, large, N, class), 6,
                ROUNDING);
}

/* A on B 1, 2, 4 and B on A 0, 3, 1.  y of AB (2, 4), x (0, 3); y of BA (3,
 * 1), x (1, 2).  Less year means (y 2.5, 2.5; x .5, 2.5), then less own means:
 * y (-1, 1) and (1, -1), x (-.5, .5) and (.5, -.5): 2 / 1.                  */
static void
the_year_after_by_hand(void **state)
{
    (void)state;
    uint32_t yearly[3 * N * N] = { 0 };
    static const uint32_t ab[3] = { 1, 2, 4 }, ba[3] = { 0, 3, 1 };

    for (int t = 0; t < 3; t++) {
        yearly[t * N * N + A * N + B] = ab[t];
        yearly[t * N * N + B * N + A] = ba[t];
    }
    assert_near(incidents_reverse_lag(yearly, N, 3), 2, ROUNDING);
}

/* y_ij,t = a_ij + d_t + 2 y_ji,t-1 without error: levels and years must not
 * matter. */
static void
the_year_after_sees_through_levels_and_years(void **state)
{
    (void)state;
    uint32_t yearly[4 * N * N] = { 0 };
    static const uint32_t level[N][N] = { { 0, 1, 5, 2 }, { 3, 0, 4, 1 },
                                          { 2, 2, 0, 6 }, { 1, 7, 3, 0 } };
    static const uint32_t year[4] = { 0, 3, 1, 9 };

    for (uint32_t t = 0; t < 4; t++)
        for (uint32_t i = 0; i < N; i++)
            for (uint32_t j = 0; j < N; j++)
                if (i != j)
                    yearly[t * N * N + i * N + j] = t == 0
                        ? level[j][i] * level[j][i]
                        : level[i][j] + year[t]
                          + 2 * yearly[(t - 1) * N * N + j * N + i];
    assert_near(incidents_reverse_lag(yearly, N, 4), 2, 1e-10);
}

static void
a_subsample_is_exact_and_by_luck(void **state)
{
    (void)state;
    enum { MANY = 1000 };
    struct incident *x = calloc(MANY, sizeof *x);

    assert_non_null(x);
    for (int k = 0; k < MANY; k++)
        x[k] = (struct incident){ .from = 1,
                                  .luck = (k * 617 % MANY) / 1000.0 };
    assert_int_equal(incidents_subsample(x, MANY, SUBSAMPLE), SUBSAMPLE);
    for (int k = 0; k < SUBSAMPLE; k++)
        assert_near(x[k].luck, k / 1000.0, ROUNDING);
    assert_int_equal(incidents_subsample(x, 7, SUBSAMPLE), 7);
    free(x);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gini_of_unequal_pairs),
        cmocka_unit_test(figures_of_nothing_do_not_exist),
        cmocka_unit_test(the_most_active_and_the_idle),
        cmocka_unit_test(both_directions_count_once),
        cmocka_unit_test(rates_are_per_directed_pair_of_large_states),
        cmocka_unit_test(the_year_after_by_hand),
        cmocka_unit_test(the_year_after_sees_through_levels_and_years),
        cmocka_unit_test(a_subsample_is_exact_and_by_luck),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
