/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_blame.c - the blame game against exact tables, and by departing from
 * it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <string.h>

#include "support/near.h"
#include "support/oracle.h"
#include "theory/blame.h"

/* The tables are exact rationals; a few roundings of doubles. */
#define ROUNDING 1e-14

/* The first set of payoffs; the table of the sweep has no other. */
static struct blame
first_set(double p, double q)
{
    return (struct blame){ .vulnerable = p, .knowing = q, .gain = 1,
                           .gain_blamed = 0.5, .cost = 2, .harm = 1,
                           .benefit = 1, .penalty = 1 };
}

static struct blame
game_of(const struct oracle *o, size_t row, const char *p, const char *q)
{
    struct blame g = first_set(oracle_number(o, row, p),
                               oracle_number(o, row, q));

    g.gain = oracle_number(o, row, "g");
    g.cost = oracle_number(o, row, "c");
    g.benefit = oracle_number(o, row, "b");
    g.penalty = oracle_number(o, row, "k");
    return g;
}

static struct blame
incident_of(const struct oracle *o, size_t row)
{
    struct blame g = game_of(o, row, "p", "q");

    g.incident = oracle_number(o, row, "eps");
    return g;
}

/* The tables name a region by its numeral, and words after it. */
static enum blame_region
region_named(const struct oracle *o, size_t row)
{
    const char *name = oracle_text(o, row, "region");
    size_t n = strspn(name, "I");

    if (!n)
        assert_string_equal(name, "knife-edge");
    return n == 1 ? BLAME_DETERRED : n == 2 ? BLAME_TOLERATED
           : n == 3 ? BLAME_MIXED : BLAME_EDGE;
}

static void
assert_row(const struct oracle *o, size_t row, const struct blame_result *r)
{
    assert_int_equal(r->region, region_named(o, row));
    assert_near(r->attack_vulnerable, oracle_number(o, row, "attack_V"),
                ROUNDING);
    assert_near(r->attack, oracle_number(o, row, "attack_rate"), ROUNDING);
}

static void
assert_rest_of_row(const struct oracle *o, size_t row,
                   const struct blame_result *r)
{
    assert_near(r->attack_other, oracle_number(o, row, "attack_N"), 0);
    assert_near(r->blame_unknowing, oracle_number(o, row, "blame_unknowl"),
                ROUNDING);
    assert_near(r->blame, oracle_number(o, row, "blame_rate"), ROUNDING);
    assert_near(r->wrong, oracle_number(o, row, "wrong_blame_rate"),
                ROUNDING);
    assert_near(r->vulnerable, oracle_number(o, row, "uV"), ROUNDING);
    assert_near(r->other, oracle_number(o, row, "uN"), ROUNDING);
    assert_near(r->accuser, oracle_number(o, row, "uB"), ROUNDING);
}

static void
equilibrium_agrees_with_the_table(void **state)
{
    struct oracle o;
    int edges = 0;

    (void)state;
    oracle_load(&o, "o04_blame_game.csv");
    assert_int_equal(o.n_rows, 396);
    for (size_t row = 0; row < o.n_rows; row++) {
        struct blame g = game_of(&o, row, "p_vuln", "q_know");
        g.gain_blamed = oracle_number(&o, row, "gN");
        struct blame_result r = blame_equilibrium(&g);
        if (region_named(&o, row) == BLAME_EDGE) {
            edges++;
            assert_int_equal(r.region, BLAME_EDGE);
            assert_true(isnan(r.attack) && isnan(r.accuser));
            continue;
        }
        assert_row(&o, row, &r);
        assert_rest_of_row(&o, row, &r);
    }
    assert_int_equal(edges, 27);
    oracle_free(&o);
}

static void
sweep_of_knowledge_agrees_with_the_table(void **state)
{
    struct oracle o;

    (void)state;
    oracle_load(&o, "o04_sweep_q.csv");
    assert_int_equal(o.n_rows, 20);
    for (size_t row = 0; row < o.n_rows; row++) {
        const struct blame g = first_set(oracle_number(&o, row, "p"),
                                         oracle_number(&o, row, "q"));
        struct blame_result r = blame_equilibrium(&g);
        assert_row(&o, row, &r);
        assert_near(r.blame_unknowing,
                    oracle_number(&o, row, "blame_unknowl"), ROUNDING);
    }
    oracle_free(&o);
}

static void
incidents_agree_with_the_table(void **state)
{
    struct oracle o;

    (void)state;
    oracle_load(&o, "o04_incident.csv");
    assert_int_equal(o.n_rows, 128);
    for (size_t row = 0; row < o.n_rows; row++) {
        const struct blame g = incident_of(&o, row);
        struct blame_result r = blame_equilibrium(&g);
        assert_row(&o, row, &r);
        assert_near(r.blame_unknowing,
                    oracle_number(&o, row, "blame_unknowl"), ROUNDING);
        assert_near(r.incident, oracle_number(&o, row, "incident_rate"),
                    ROUNDING);
        assert_near(r.innocent,
                    oracle_number(&o, row, "innocent_vulnerable_blamed_rate"),
                    ROUNDING);
    }
    oracle_free(&o);
}

/* What the vulnerable gets from attacking (1) or not (0), by the table of
 * payoffs. */
static double
payoff_of_attack(const struct blame *g, double s, int attacks)
{
    double blind = (1 - g->knowing) * s;

    if (attacks)
        return -g->cost * (g->knowing + blind)
               + g->gain * (1 - g->knowing - blind);
    return -g->cost * g->incident * blind;
}

/* What B who does not know gains by blaming, before the play. */
static double
gain_of_blame(const struct blame *g, double a)
{
    double p = g->vulnerable, guilty = p * a;

    return g->benefit * guilty
           - g->penalty * (1 - p + (p - guilty) * g->incident);
}

/* The largest gain from another pure choice is nothing, so blame without
 * knowledge brings B nothing on balance.  Payoffs are below 10: a few of their
 * roundings. */
static void
nobody_gains_by_departing(void **state)
{
    struct oracle o;

    (void)state;
    oracle_load(&o, "o04_incident.csv");
    for (size_t row = 0; row < o.n_rows; row++) {
        const struct blame g = incident_of(&o, row);
        struct blame_result r = blame_equilibrium(&g);
        double yes = payoff_of_attack(&g, r.blame_unknowing, 1);
        double no = payoff_of_attack(&g, r.blame_unknowing, 0);
        double blame = gain_of_blame(&g, r.attack_vulnerable);
        assert_near(r.vulnerable, fmax(yes, no), ROUNDING);
        assert_near(r.blame_unknowing * blame, fmax(blame, 0), ROUNDING);
        assert_near(r.accuser + g.harm * (r.attack + r.incident),
                    g.benefit * g.vulnerable * r.attack_vulnerable
                    * g.knowing, ROUNDING);
    }
    oracle_free(&o);
}

/* Where only those who know blame (tolerated), all the blame falls on the
 * vulnerable: p q, and none of it is wrong. */
static void
who_knows_blames_only_where_the_accused_is_vulnerable(void **state)
{
    struct oracle o;
    int seen = 0;

    (void)state;
    oracle_load(&o, "o04_blame_game.csv");
    for (size_t row = 0; row < o.n_rows; row++) {
        const struct blame g = game_of(&o, row, "p_vuln", "q_know");
        struct blame_result r = blame_equilibrium(&g);
        assert_int_equal(blame_pays(&g, 1), 1);
        assert_int_equal(blame_pays(&g, 0), 0);
        if (r.region != BLAME_TOLERATED || g.knowing <= 0)
            continue;
        seen++;
        assert_near(r.blame, g.vulnerable * g.knowing, ROUNDING);
        assert_near(r.wrong, 0, 0);
    }
    assert_true(seen > 0);
    oracle_free(&o);
}

/* At p = .7 of the first set r* = 1/3: attacks stay until q reaches it and
 * then fall at once to those who cannot be blamed. */
static void
knowledge_deters_at_once_not_by_degrees(void **state)
{
    const struct blame none = first_set(0.7, 0), below = first_set(0.7, 0.333),
                       above = first_set(0.7, 0.334);

    (void)state;
    assert_near(blame_equilibrium(&below).attack,
                blame_equilibrium(&none).attack, 0);
    assert_near(blame_equilibrium(&above).attack, 0.3, ROUNDING);
    assert_true(blame_equilibrium(&below).wrong
                < blame_equilibrium(&none).wrong);
}

static void
incidents_raise_attacks_and_blame(void **state)
{
    struct blame g = first_set(0.7, 0.2);
    struct blame_result calm = blame_equilibrium(&g);

    (void)state;
    g.incident = 0.2;
    struct blame_result noisy = blame_equilibrium(&g);
    assert_near(calm.attack_vulnerable, 3.0 / 7, ROUNDING);
    assert_near(noisy.attack_vulnerable, 11.0 / 21, ROUNDING);
    assert_near(calm.blame_unknowing, 1.0 / 6, ROUNDING);
    assert_near(noisy.blame_unknowing, 5.0 / 26, ROUNDING);
    assert_true(noisy.innocent > 0 && noisy.wrong > noisy.innocent);
}

static void
nobody_attacks_for_nothing(void **state)
{
    struct blame g = first_set(0.7, 0.2);

    (void)state;
    g.gain = 0;
    g.gain_blamed = -1;
    g.incident = 0.25;
    struct blame_result r = blame_equilibrium(&g);
    assert_int_equal(r.region, BLAME_PEACE);
    assert_near(r.attack, 0, 0);
    assert_near(r.blame, 0, 0);
    assert_near(r.incident, 0.25, 0);
    assert_near(r.vulnerable, 0, 0);
    assert_near(r.other, 0, 0);
    assert_near(r.accuser, -0.25, 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equilibrium_agrees_with_the_table),
        cmocka_unit_test(sweep_of_knowledge_agrees_with_the_table),
        cmocka_unit_test(incidents_agree_with_the_table),
        cmocka_unit_test(nobody_gains_by_departing),
        cmocka_unit_test(
            who_knows_blames_only_where_the_accused_is_vulnerable),
        cmocka_unit_test(knowledge_deters_at_once_not_by_degrees),
        cmocka_unit_test(incidents_raise_attacks_and_blame),
        cmocka_unit_test(nobody_attacks_for_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
