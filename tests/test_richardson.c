/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_richardson.c - the linear arms race against tables and closed forms. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <string.h>

#include "support/near.h"
#include "support/oracle.h"
#include "theory/richardson.h"

static const double week = 1.0 / 52;

static struct richardson
race_of(const struct oracle *o, size_t row)
{
    return (struct richardson){
        .k = oracle_number(o, row, "k"), .l = oracle_number(o, row, "l"),
        .a = oracle_number(o, row, "a"), .b = oracle_number(o, row, "b"),
        .g = oracle_number(o, row, "g"), .h = oracle_number(o, row, "h")
    };
}

static void
check_rest(const struct oracle *o, size_t row, const struct richardson *r)
{
    double at[2], lambda[2];
    int is_border = !strcmp(oracle_text(o, row, "continuous"), "border");

    assert_int_equal(richardson_is_stable(r),
                     !strcmp(oracle_text(o, row, "continuous"), "stable"));
    assert_int_equal(richardson_equilibrium(r, at), !is_border);
    if (!is_border) {
        assert_close(at[0], oracle_number(o, row, "x_eq"), 1e-13);
        assert_close(at[1], oracle_number(o, row, "y_eq"), 1e-13);
    }
    richardson_eigenvalues(r, lambda);
    assert_close(lambda[0], oracle_number(o, row, "lam1"), 1e-14);
    assert_close(lambda[1], oracle_number(o, row, "lam2"), 1e-14);
}

/* Entries to the rounding of a dozen sums. */
static void
check_steps(const struct oracle *o, size_t row, const struct richardson *r)
{
    static const char *const name[2][3] = { { "M11", "M12", "m1" },
                                            { "M21", "M22", "m2" } };
    struct richardson_step exact = richardson_exact(r, week);
    struct richardson_step euler = richardson_euler(r, week);
    double radius = richardson_step_radius(&euler);

    for (int i = 0; i < 2; i++)
        for (int j = 0; j < 3; j++)
            assert_near(exact.m[i][j], oracle_number(o, row, name[i][j]),
                        1e-14);
    assert_near(radius, oracle_number(o, row, "euler_spectral_radius"), 1e-14);
    assert_int_equal(radius < 1 - 1e-12,
                     !strcmp(oracle_text(o, row, "euler"), "stable"));
    assert_near(richardson_step_radius(&exact),
                oracle_number(o, row, "exp_lam2_dt"), 1e-14);
}

static void
rest_and_steps_agree_with_the_table(void **state)
{
    struct oracle o;

    (void)state;
    oracle_load(&o, "o11_richardson_cases.csv");
    assert_int_equal(o.n_rows, 8);
    for (size_t row = 0; row < o.n_rows; row++) {
        struct richardson r = race_of(&o, row);
        check_rest(&o, row, &r);
        check_steps(&o, row, &r);
    }
    oracle_free(&o);
}

/* 520 products of a matrix that is right to 1e-16: 1e-10 relative is ample. */
static void
paths_agree_with_the_table(void **state)
{
    struct oracle cases, path;
    size_t row = 0;

    (void)state;
    oracle_load(&cases, "o11_richardson_cases.csv");
    oracle_load(&path, "o11_richardson_traj.csv");
    for (size_t c = 0; c < cases.n_rows; c++) {
        struct richardson r = race_of(&cases, c);
        struct richardson_step exact = richardson_exact(&r, week);
        struct richardson_step euler = richardson_euler(&r, week);
        double x[2] = { oracle_number(&cases, c, "x0"),
                        oracle_number(&cases, c, "y0") };
        double y[2] = { x[0], x[1] };
        int now = 0;
        for (; row < path.n_rows
               && !strcmp(oracle_text(&path, row, "case"),
                          oracle_text(&cases, c, "case")); row++) {
            for (; now < (int)oracle_number(&path, row, "week"); now++) {
                richardson_advance(&exact, x);
                richardson_advance(&euler, y);
            }
            assert_close(x[0], oracle_number(&path, row, "x_exact"), 1e-10);
            assert_close(x[1], oracle_number(&path, row, "y_exact"), 1e-10);
            assert_close(y[0], oracle_number(&path, row, "x_euler"), 1e-10);
            assert_close(y[1], oracle_number(&path, row, "y_euler"), 1e-10);
        }
    }
    assert_int_equal(row, path.n_rows);
    oracle_free(&path);
    oracle_free(&cases);
}

static void
race_is_stable_on_one_side_of_the_border_only(void **state)
{
    struct oracle o;

    (void)state;
    oracle_load(&o, "o11_richardson_border.csv");
    for (size_t row = 0; row < o.n_rows; row++) {
        double border = oracle_number(&o, row, "l_border");
        struct richardson r = { .k = oracle_number(&o, row, "k"),
                                .l = border * (1 - 1e-9),
                                .a = oracle_number(&o, row, "a"),
                                .b = oracle_number(&o, row, "b") };
        assert_true(richardson_is_stable(&r));
        r.l = border * (1 + 1e-9);
        assert_false(richardson_is_stable(&r));
    }
    oracle_free(&o);
}

/* Equal eigenvalues, where formulas that divide by their difference fail:
 * x' = y - x, y' = -y has x = (x0 + y0 t) e^-t. */
static void
equal_eigenvalues_are_no_special_case(void **state)
{
    const struct richardson r = { .k = 1, .l = 0, .a = 1, .b = 1 };
    struct richardson_step s = richardson_exact(&r, 3);
    double at[2] = { 2, 5 };

    (void)state;
    richardson_advance(&s, at);
    assert_near(at[0], (2 + 5 * 3) * exp(-3), 1e-14);
    assert_near(at[1], 5 * exp(-3), 1e-15);
}

static void
flow_over_two_spans_is_the_flow_over_their_sum(void **state)
{
    const struct richardson r = { 0.7, 0.4, 0.9, 0.3, 0.2, -0.1 };
    struct richardson_step one = richardson_exact(&r, 1.3);
    struct richardson_step two = richardson_exact(&r, 2.385);
    struct richardson_step both = richardson_exact(&r, 1.3 + 2.385);
    double at[2] = { 1, -0.5 }, want[2] = { 1, -0.5 };

    (void)state;
    richardson_advance(&one, at);
    richardson_advance(&two, at);
    richardson_advance(&both, want);
    assert_near(at[0], want[0], 1e-14);
    assert_near(at[1], want[1], 1e-14);
}

static void
stable_race_comes_to_rest_at_the_equilibrium(void **state)
{
    const struct richardson r = { 0.5, 0.6, 1, 0.9, 0.2, 0.5 };
    struct richardson_step s = richardson_exact(&r, 200);
    double at[2] = { 40, 0 }, want[2];

    (void)state;
    assert_true(richardson_equilibrium(&r, want));
    richardson_advance(&s, at);
    /* exp(-200 x .4) of the start is left. */
    assert_near(at[0], want[0], 1e-13);
    assert_near(at[1], want[1], 1e-13);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rest_and_steps_agree_with_the_table),
        cmocka_unit_test(paths_agree_with_the_table),
        cmocka_unit_test(race_is_stable_on_one_side_of_the_border_only),
        cmocka_unit_test(equal_eigenvalues_are_no_special_case),
        cmocka_unit_test(flow_over_two_spans_is_the_flow_over_their_sum),
        cmocka_unit_test(stable_race_comes_to_rest_at_the_equilibrium),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
