/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_retaliation.c - equilibria against tables made by independent code
 * (o03), and the comparative statics of Baliga, Bueno de Mesquita & Wolitzky
 * (2020). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <string.h>

#include "support/near.h"
#include "support/oracle.h"
#include "theory/retaliation.h"

/* Both solutions stop at 1e-13 or so of best replies. */
#define CLOSE 1e-11

static double
attacks(const struct retaliation *g)
{
    struct retaliation_result r;

    assert_true(retaliation_solve(g, &r) > 0);
    return r.attack[0];
}

static void
symmetric_equilibria_agree_with_the_table(void **state)
{
    struct oracle o;

    (void)state;
    oracle_load(&o, "o03_symmetric.csv");
    assert_int_equal(o.n_rows, 360);
    for (size_t row = 0; row < o.n_rows; row++) {
        struct retaliation g;
        struct retaliation_result r;
        retaliation_by_name(&g, (int)oracle_number(&o, row, "n"),
                            oracle_number(&o, row, "detect"),
                            oracle_number(&o, row, "ident"),
                            oracle_number(&o, row, "false_alarm"));
        g.gamma = oracle_number(&o, row, "gamma");
        assert_true(retaliation_solve(&g, &r) > 0);
        for (int i = 0; i < g.n; i++) {
            assert_near(r.cut[i], oracle_number(&o, row, "x_cut"), CLOSE);
            assert_near(r.attack[i],
                        oracle_number(&o, row, "attack_prob_given_chance"),
                        CLOSE);
        }
        assert_near(r.belief[0][0], oracle_number(&o, row, "belief_named"),
                    CLOSE);
        assert_near(r.belief[0][1], oracle_number(&o, row, "belief_other"),
                    CLOSE);
        assert_near(r.hit[1][1], oracle_number(&o, row, "retal_prob_named"),
                    CLOSE);
        assert_near(r.hit[1][0], oracle_number(&o, row, "retal_prob_other"),
                    CLOSE);
        assert_near(r.right, oracle_number(&o, row, "E_right"), CLOSE);
        assert_near(r.wrong, oracle_number(&o, row, "E_wrong"), CLOSE);
    }
    oracle_free(&o);
}

static void
asymmetric_equilibria_agree_with_the_table(void **state)
{
    struct oracle o;

    (void)state;
    oracle_load(&o, "o03_asymmetric.csv");
    assert_int_equal(o.n_rows, 12);
    for (size_t row = 0; row < o.n_rows; row += 3) {
        struct retaliation g;
        struct retaliation_result r;
        retaliation_by_name(&g, 3, 0, 0, 0);
        g.gamma = oracle_number(&o, row, "gamma");
        g.temper[0] = oracle_number(&o, row, "Glo");
        g.temper[1] = oracle_number(&o, row, "Ghi");
        for (size_t i = 0; i < 3; i++) {
            double seen = oracle_number(&o, row + i, "detect_i");
            double known = oracle_number(&o, row + i, "ident_i");
            for (size_t s = 0; s < 3; s++)
                g.attacked[i][s] = seen * (s == i ? known : (1 - known) / 2);
            g.quiet[i] = oracle_number(&o, row + i, "false_alarm_to_i");
            g.benefit[i][0] = oracle_number(&o, row + i, "Flo");
            g.benefit[i][1] = oracle_number(&o, row + i, "Fhi");
        }
        assert_true(retaliation_solve(&g, &r) > 0);
        for (size_t i = 0; i < 3; i++) {
            static const char *const hit[] = { "ret_i_s1", "ret_i_s2",
                                               "ret_i_s3" };
            assert_near(r.cut[i], oracle_number(&o, row + i, "x_cut"), CLOSE);
            assert_near(r.attack[i],
                        oracle_number(&o, row + i, "attack_given_chance"),
                        CLOSE);
            for (size_t s = 0; s < 3; s++)
                assert_near(r.hit[i][s], oracle_number(&o, row + i, hit[s]),
                            CLOSE);
        }
    }
    oracle_free(&o);
}

/* a = 1 - det (rho^2 + (1-rho)^2/(n-1)), whatever gamma. */
static void
without_false_alarms_there_is_a_closed_form(void **state)
{
    (void)state;
    for (int n = 2; n <= ATTACKERS_MOST; n += 3)
        for (double gamma = 0.1; gamma <= 1; gamma += 0.3)
            for (double rho = 0.4; rho < 1; rho += 0.15) {
                struct retaliation g;
                retaliation_by_name(&g, n, 0.8, rho, 0);
                g.gamma = gamma;
                assert_near(attacks(&g), 1 - 0.8 * (rho * rho + (1 - rho)
                            * (1 - rho) / (n - 1)), CLOSE);
            }
}

/* ---- the signs ---------------------------------------------------------- */

/* Rows of a statement: sets the parameter, compares the value, and returns +1,
 * -1 if attacks go all up or all down, else 0. */
static int
direction(const char *begins, void (*set)(struct retaliation *, double))
{
    struct oracle o;
    double before = NAN;
    int up = 0, down = 0;

    oracle_load(&o, "o03_comparative_statics.csv");
    for (size_t row = 0; row < o.n_rows; row++) {
        struct retaliation g;
        if (strncmp(oracle_text(&o, row, "statement"), begins, strlen(begins)))
            continue;
        retaliation_by_name(&g, 3, 0.7, 0.7, 0.05);
        g.gamma = 0.8;
        set(&g, oracle_number(&o, row, "value"));
        double a = attacks(&g);
        assert_near(a, oracle_number(&o, row, "a1"), CLOSE);
        up += a > before + 1e-9;
        down += a < before - 1e-9;
        before = a;
    }
    oracle_free(&o);
    assert_true(up + down >= 2);
    return up == 0 ? -1 : down == 0 ? 1 : 0;
}

static void
detect_better(struct retaliation *g, double x)
{
    retaliation_by_name(g, 3, x, 0.7, 0.05);
    g->gamma = 0.8;
}

static void
identify_better(struct retaliation *g, double x)
{
    retaliation_by_name(g, 3, 0.7, x, 0.05);
    g->gamma = 0.8;
}

static void
more_false_alarms(struct retaliation *g, double x)
{
    retaliation_by_name(g, 3, 0.7, 0.7, x);
    g->gamma = 0.8;
}

/* Attacks that were missed are named wrongly instead, with chance x. */
static void
name_wrongly(struct retaliation *g, double x)
{
    retaliation_by_name(g, 2, 0.5 + x, 0.5 / (0.5 + x), 0);
}

static void
more_alarms_with_more_detection(struct retaliation *g, double x)
{
    retaliation_by_name(g, 3, pow(x, 0.3), 0.7, x);
    g->gamma = 0.8;
}

static void
more_temper(struct retaliation *g, double x)
{
    g->temper[0] += x;
    g->temper[1] += x;
}

/* Two attackers, all seen, 0.7 named rightly: a part of the signals becomes
 * nearly certain (0.98), the others are worth less. */
static void
pursue_certainty(struct retaliation *g, double x)
{
    double weak = (0.7 - 0.98 * x) / (1 - x);

    retaliation_by_name(g, 2, 1, 0.7, 0);
    g->temper[0] = 0.35;
    g->temper[1] = 0.45;
    g->n_signals = 4;
    for (int i = 0; i < 2; i++)
        for (int s = 0; s < 2; s++) {
            g->attacked[i][s] = x * (s == i ? 0.98 : 0.02);
            g->attacked[i][2 + s] = (1 - x) * (s == i ? weak : 1 - weak);
        }
}

static void
attacks_fall_with_detection_at_unchanged_identification(void **state)
{
    (void)state;
    assert_int_equal(direction("detection up at fixed", detect_better), -1);
    assert_int_equal(direction("identification up", identify_better), -1);
}

static void
attacks_fall_with_fewer_false_alarms(void **state)
{
    (void)state;
    assert_int_equal(direction("false alarms up", more_false_alarms), 1);
}

static void
attacks_fall_when_misnaming_becomes_missing(void **state)
{
    (void)state;
    assert_int_equal(direction("misidentification -> null", name_wrongly),
                     -1);
}

/* More is seen, but what more is seen is hard to identify; or too much
 * certainty is asked: attacks can rise. */
static void
attacks_can_rise_with_better_detection(void **state)
{
    struct retaliation g;

    (void)state;
    /* Up to x = sqrt(2)/2 - 1/2, then down again. */
    assert_int_equal(direction("null -> MIS", name_wrongly), 0);
    name_wrongly(&g, 0);
    double least = attacks(&g);
    name_wrongly(&g, (sqrt(2) - 1) / 2);
    double most = attacks(&g);
    assert_near(least, 0.5, CLOSE);
    assert_true(most > least + 0.08);
    name_wrongly(&g, 0.15);
    assert_true(attacks(&g) < most);
    name_wrongly(&g, 0.25);
    assert_true(attacks(&g) < most);

    assert_int_equal(direction("pursuing certainty", pursue_certainty), 0);
    pursue_certainty(&g, 0);
    least = attacks(&g);
    pursue_certainty(&g, 0.3);
    assert_true(attacks(&g) > least + 0.2);
    assert_int_equal(direction("detect more attacks AND",
                               more_alarms_with_more_detection), 0);
}

static void
an_angrier_defender_deters_more(void **state)
{
    (void)state;
    assert_int_equal(direction("defender more aggressive", more_temper), -1);
}

/* Attacker 1 wants it more by t: the others attack more, it less than t
 * more. */
static void
attacks_are_strategic_complements(void **state)
{
    struct oracle o;
    double other = 0, own = 0;

    (void)state;
    oracle_load(&o, "o03_comparative_statics.csv");
    for (size_t row = 0; row < o.n_rows; row++) {
        struct retaliation g;
        struct retaliation_result r;
        double t = oracle_number(&o, row, "value");
        if (strncmp(oracle_text(&o, row, "statement"), "attacker 1", 10)
            || t > 0.35)
            continue;
        retaliation_by_name(&g, 3, 0.7, 0.7, 0.05);
        g.gamma = 0.8;
        g.benefit[0][0] = t;
        g.benefit[0][1] = 1 + t;
        assert_true(retaliation_solve(&g, &r) > 0);
        assert_near(r.attack[0], oracle_number(&o, row, "a1"), CLOSE);
        assert_near(r.attack[1], oracle_number(&o, row, "a2"), CLOSE);
        assert_true(r.attack[1] > other);
        assert_true(t == 0 || r.attack[0] - own < 0.1);
        other = r.attack[1];
        own = r.attack[0];
    }
    assert_true(other > 0.67);
    oracle_free(&o);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(symmetric_equilibria_agree_with_the_table),
        cmocka_unit_test(asymmetric_equilibria_agree_with_the_table),
        cmocka_unit_test(without_false_alarms_there_is_a_closed_form),
        cmocka_unit_test(
            attacks_fall_with_detection_at_unchanged_identification),
        cmocka_unit_test(attacks_fall_with_fewer_false_alarms),
        cmocka_unit_test(attacks_fall_when_misnaming_becomes_missing),
        cmocka_unit_test(attacks_can_rise_with_better_detection),
        cmocka_unit_test(an_angrier_defender_deters_more),
        cmocka_unit_test(attacks_are_strategic_complements),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
