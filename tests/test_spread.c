/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_spread.c - worms, against the final size and the growth of epidemics
 * (Kermack & McKendrick 1927, Reed-Frost) and tests/oracles/o07_*.csv.  Worms
 * are put in by hand, into the world of three states with other numbers of
 * people; bands are 4 standard errors. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>

#include "process/process.h"
#include "support/hand.h"
#include "support/near.h"
#include "support/oracle.h"

enum { FIRST = 10 };           /* seats that a worm begins with */

struct stage {
    struct arm a;
    struct world w;
};

/* All seats of state i on ecosystem 0. */
static void
people(struct world *w, state_id i, double n)
{
    w->cell.users[(uint32_t)i * w->ecosystem.n] = n;
}

/* Every worm escapes and nobody kills it; all seats can be reached and are
 * open, nothing crosses a border, and only the first state has people. */
static void
stage_set(struct stage *s, uint32_t replicate, double n)
{
    *s = (struct stage){ 0 };
    hand_load(&s->a, "lessons/world@anarchy");
    hand_begin(&s->w, &s->a, replicate, 64);
    s->w.p.spread.escape[EXECUTOR_own] = 1;
    s->w.p.spread.kill = 0;
    s->w.p.spread.seats = s->w.p.spread.open = 1;
    s->w.p.spread.abroad = 0;
    s->w.p.spread.days = 365;
    for (uint32_t c = 0; c < s->w.cell.n; c++)
        s->w.cell.users[c] = 0;
    people(&s->w, 0, n);
}

static void
stage_free(struct stage *s)
{
    world_free(&s->w);
    arm_free(&s->a);
}

/* A destructive success on state 0, with neither exploit. */
static uint32_t
strike_by_hand(struct world *w, uint32_t key)
{
    uint32_t o = hand_operation(w, 1, 0, KIND_destruction, SECTOR_industry);

    w->operation.key[o] = entity_imposed(key);
    w->operation.exploit[o] = w->operation.nday[o] = NOTHING;
    w->operation.ecosystem[o] = 0;
    return o;
}

/* Infected by worm `key` in state i, and in all. */
struct toll {
    double in[3], all;
};

/* One worm in a week of its own. */
static struct toll
worm(struct world *w, uint32_t key)
{
    struct toll t = { 0 };

    hand_open(w);
    strike_by_hand(w, key);
    spread(w);
    assert_int_equal(w->overflow, N_TABLES);
    for (uint32_t k = 0; k < w->infection.n; k++) {
        uint32_t c = w->infection.cell[k], i = c / w->ecosystem.n;
        assert_int_equal(c % w->ecosystem.n, 0);
        t.in[i] = w->infection.reach[k * N_HABITS] * w->cell.users[c];
        t.all += t.in[i];
    }
    w->week++;
    return t;
}

/* ---- one cell ----------------------------------------------------------- */

/* Mean share of the open seats that is infected; z and its sd by the central
 * limit theorem. */
static void
check_final_size(double r, double open, double z)
{
    enum { WORMS = 60 };
    const double n = 1e6;
    struct stage s;
    double sum = 0, s0 = open, sd;
    stage_set(&s, 0, n);
    s.w.p.spread.reproduction = r;
    s.w.p.spread.open = open;
    for (uint32_t k = 0; k < WORMS; k++)
        sum += worm(&s.w, k).all / (open * n);
    sd = sqrt(z * (1 - z) / (open * n)) / (1 - r * s0 * (1 - z));
    /* ten first seats are 1e-5 of all, which adds less than 5e-5 */
    assert_near(sum / WORMS, z, 4 * sd / sqrt(WORMS) + 5e-5);
    stage_free(&s);
}

static void
final_size_is_that_of_kermack_and_mckendrick(void **state)
{
    (void)state;
    struct oracle o;
    oracle_load(&o, "o07_deterministic.csv");
    int n = 0;
    for (size_t row = 0; row < o.n_rows; row++) {
        double r = oracle_number(&o, row, "R0");
        /* Near 1 it is not the limit that counts; above 5 nobody escapes. */
        if (oracle_number(&o, row, "mu_initial_infective_share") != 0
            || r < 1.5 || r > 5)
            continue;
        double z = oracle_number(&o, row, "z_share_of_susceptibles");
        check_final_size(r, 1, z);
        n++;
    }
    oracle_free(&o);
    assert_true(n >= 3);
    check_final_size(1.5, 1, 0.5828116438658114);
    check_final_size(3, 1, 0.940480);
}

static void
closed_seats_count_as_immune(void **state)
{
    (void)state;
    /* R s0 = 1.5 with half the seats open: z of the open ones */
    check_final_size(3, 0.5, 0.5828116438658114);
    check_final_size(10, 0.2, 0.7968121300200200);
}

static void
below_one_it_dies_out_small(void **state)
{
    (void)state;
    enum { WORMS = 600 };
    struct stage s;
    double sum = 0;
    stage_set(&s, 1, 1e8);
    s.w.p.spread.reproduction = 2.5;
    s.w.p.spread.open = 0.3;
    for (uint32_t k = 0; k < WORMS; k++) {
        double all = worm(&s.w, k).all;
        assert_true(all >= FIRST - 1e-6 && all < 1000);
        sum += all;
    }
    /* Total progeny of a Poisson branching process with mean 0.75: 1/(1 -
     * 0.75) a first seat, variance 0.75/(1 - 0.75)^3. */
    hand_assert_mean(sum, WORMS, FIRST / 0.25,
                     sqrt(FIRST * 0.75 / 0.015625), "infected");
    stage_free(&s);
}

static void
a_day_multiplies_it_by_its_reproduction(void **state)
{
    (void)state;
    enum { WORMS = 300 };
    const double r = 2.5;
    double sum[5] = { 0 };
    for (int days = 1; days <= 4; days++) {
        struct stage s;
        stage_set(&s, 2, 1e9);
        s.w.p.spread.reproduction = r;
        s.w.p.spread.days = days;
        for (uint32_t k = 0; k < WORMS; k++)
            sum[days] += worm(&s.w, k).all;
        stage_free(&s);
    }
    /* Today's new ones are Poisson with mean R times yesterday's; the luck of
     * a worm is the same whenever it ends. */
    double yesterday = FIRST * WORMS;
    for (int days = 1; days <= 4; days++) {
        double before = days == 1 ? yesterday : sum[days - 1];
        double today = sum[days] - before;
        hand_assert_poisson(today, r * yesterday, "new ones");
        yesterday = today;
    }
}

static void
nobody_is_infected_twice(void **state)
{
    (void)state;
    struct stage s;
    stage_set(&s, 3, 12345);
    s.w.p.spread.reproduction = 20;
    s.w.p.spread.open = 0.4;
    for (uint32_t k = 0; k < 50; k++) {
        double all = worm(&s.w, k).all;
        assert_true(all <= floor(12345 * 0.4) + 1e-6);
        /* with R s0 = 8, 3 in 10,000 escape */
        assert_true(all > 0.99 * 12345 * 0.4);
    }
    /* fewer open seats than a worm begins with */
    people(&s.w, 0, 12);
    assert_near(worm(&s.w, 99).all, 4.8, 1e-12);
    people(&s.w, 0, 0);
    assert_near(worm(&s.w, 100).all, 0, 0);
    stage_free(&s);
}

/* ---- how it begins and ends --------------------------------------------- */

static void
a_switch_is_found_after_an_exponential_time(void **state)
{
    (void)state;
    enum { WORMS = 3000, DAYS = 8 };
    struct stage s;
    double left[DAYS + 1] = { 0 };
    stage_set(&s, 4, 2e9);
    s.w.p.spread.kill = 0.15;
    s.w.p.spread.days = DAYS + 2;
    s.w.p.spread.reproduction = 6;
    uint16_t owner = s.a.in.tables.ecosystem[0].owner;
    s.w.firm.skill[owner] = 1.6;
    for (uint32_t k = 0; k < WORMS; k++) {
        /* after d days 2 (6^(d+1) - 1) on average, sd a tenth of it */
        double days = round(log(worm(&s.w, k).all / 2 + 1) / log(6)) - 1;
        for (int d = 0; d <= DAYS; d++)
            left[d] += days > d;
    }
    assert_near(left[0], WORMS, 0);
    for (int d = 1; d <= DAYS; d++)
        hand_assert_share(left[d], WORMS, exp(-0.15 * 1.6 * d), "alive");
    stage_free(&s);
}

/* Worms among operations of one kind; the event says whose they were. */
static double
escapes(enum kind kind, enum executor executor, bool success, int weeks)
{
    struct stage s;
    double n = 0;

    stage_set(&s, 5, 0);        /* nobody to infect */
    s.w.p.spread.escape[EXECUTOR_own] = 0.02;
    for (int k = 0; k < weeks; k++) {
        hand_open(&s.w);
        for (uint32_t m = 0; m < 60; m++) {
            uint32_t o = strike_by_hand(&s.w, (uint32_t)k * 60 + m);
            s.w.operation.kind[o] = (uint8_t)kind;
            s.w.operation.executor[o] = (uint8_t)executor;
            s.w.operation.success[o] = success;
        }
        spread(&s.w);
        for (uint32_t e = s.w.week_events; e < s.w.event.n; e++) {
            assert_int_equal(s.w.event.kind[e], EVENT_worm);
            n++;
        }
        s.w.week++;
    }
    stage_free(&s);
    return n;
}

static void
proxies_let_it_run_away_more_often(void **state)
{
    (void)state;
    double n = 400 * 60;
    hand_assert_share(escapes(KIND_destruction, EXECUTOR_own, true, 400), n,
                      0.02, "own service");
    hand_assert_share(escapes(KIND_disruption, EXECUTOR_proxy, true, 400), n,
                      0.06, "proxy");
}

static void
only_what_disrupts_and_succeeds_runs_away(void **state)
{
    (void)state;
    assert_near(escapes(KIND_destruction, EXECUTOR_own, false, 50), 0, 0);
    assert_near(escapes(KIND_espionage, EXECUTOR_own, true, 50), 0, 0);
    assert_near(escapes(KIND_theft, EXECUTOR_proxy, true, 50), 0, 0);
    assert_near(escapes(KIND_influence, EXECUTOR_proxy, true, 50), 0, 0);
}

/* ---- over borders ------------------------------------------------------- */

/* Case D of the oracle: nobody infects his own; K, cases in i per case in j,
 *     0 2 0 / 1 0 1 / 0.5 0 0
 * stands in the trade of j with i, at reproduction 1. */
static void
stage_of_three(struct stage *s, double scale)
{
    static const double k[3][3] = { { 0, 2, 0 }, { 1, 0, 1 }, { 0.5, 0, 0 } };

    stage_set(s, 6, 50000 * scale);
    people(&s->w, 1, 30000 * scale);
    people(&s->w, 2, 20000 * scale);
    s->w.p.spread.abroad = s->w.p.spread.reproduction = 1;
    for (state_id i = 0; i < 3; i++)
        for (state_id j = 0; j < 3; j++)
            s->w.dyad.trade[dyad_of(&s->w, j, i)] = k[i][j];
}

static void
final_sizes_of_three_states_are_those_of_their_matrix(void **state)
{
    (void)state;
    enum { WORMS = 40 };
    struct stage s;
    struct oracle o;
    double sum[3] = { 0 };
    oracle_load(&o, "o07_multigroup.csv");
    size_t row = oracle_row(&o, "case", "D");
    assert_near(oracle_number(&o, row, "mu"), 0, 0);
    stage_of_three(&s, 100);
    for (uint32_t k = 0; k < WORMS; k++) {
        struct toll t = worm(&s.w, k);
        for (state_id i = 0; i < 3; i++)
            sum[i] += t.in[i] / s.w.cell.users[i * s.w.ecosystem.n];
    }
    /* sd of one, in the smallest state: below 2/sqrt(2e6) */
    double band = 4 * 2 / sqrt(2e6) / sqrt(WORMS) + 5e-5;
    assert_near(sum[0] / WORMS, oracle_number(&o, row, "z1"), band);
    assert_near(sum[1] / WORMS, oracle_number(&o, row, "z2"), band);
    assert_near(sum[2] / WORMS, oracle_number(&o, row, "z3"), band);
    oracle_free(&o);
    stage_free(&s);
}

static void
three_states_grow_by_the_eigenvalue(void **state)
{
    (void)state;
    enum { WORMS = 150 };
    double sum[3] = { 0 };
    for (int day = 0; day < 3; day++) {
        struct stage s;
        stage_of_three(&s, 1e5);
        s.w.p.spread.days = 14 + day;
        for (uint32_t k = 0; k < WORMS; k++)
            sum[day] += worm(&s.w, k).all;
        stage_free(&s);
    }
    /* The golden ratio; of the other eigenvalues -1 is the largest, and has
     * left 0.1 % by then; some 8,000 a worm and day make 0.1 % of luck. */
    assert_near((sum[2] - sum[1]) / (sum[1] - sum[0]), (1 + sqrt(5)) / 2,
                0.01);
}

static void
nothing_leaves_where_nothing_crosses(void **state)
{
    (void)state;
    struct stage s;
    stage_of_three(&s, 1);
    s.w.p.spread.abroad = 0;
    s.w.p.spread.reproduction = 3;
    struct toll t = worm(&s.w, 0);
    assert_true(t.in[0] > 40000);
    assert_near(t.in[1] + t.in[2], 0, 0);
    stage_free(&s);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(final_size_is_that_of_kermack_and_mckendrick),
        cmocka_unit_test(closed_seats_count_as_immune),
        cmocka_unit_test(below_one_it_dies_out_small),
        cmocka_unit_test(a_day_multiplies_it_by_its_reproduction),
        cmocka_unit_test(nobody_is_infected_twice),
        cmocka_unit_test(a_switch_is_found_after_an_exponential_time),
        cmocka_unit_test(proxies_let_it_run_away_more_often),
        cmocka_unit_test(only_what_disrupts_and_succeeds_runs_away),
        cmocka_unit_test(
            final_sizes_of_three_states_are_those_of_their_matrix),
        cmocka_unit_test(three_states_grow_by_the_eigenvalue),
        cmocka_unit_test(nothing_leaves_where_nothing_crosses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
