/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_strike.c - what becomes of an operation, against the laws that strike.c
 * names.  Bands are 4 standard errors of many operations put in by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>

#include "process/process.h"
#include "support/hand.h"
#include "support/near.h"

enum { MANY = 20000 };

/* The shipped world a week on, for operations by China. */
struct stage {
    struct arm a;
    struct world w;
    state_id from, on;
};

static void
stage_set(struct stage *s, uint32_t replicate)
{
    *s = (struct stage){ 0 };
    hand_load(&s->a, "world@anarchy");
    hand_begin(&s->w, &s->a, replicate, MANY);
    hand_attraction(&s->w);
    s->w.week++;
    hand_open(&s->w);
    s->from = worlds_state(&s->w, "CHN");
    s->on = worlds_state(&s->w, "IND");
}

static void
stage_free(struct stage *s)
{
    world_free(&s->w);
    arm_free(&s->a);
}

/* As decision leaves it: no victims, no outcome. */
static uint32_t
launch(struct stage *s, enum kind kind, enum sector sector, double chance)
{
    struct world *w = &s->w;
    uint32_t o = hand_operation(w, s->from, s->on, kind, sector);

    world_rows_cut(w, TABLE_victim, w->victim.n - 1);
    w->operation.n_victims[o] = 0;
    w->operation.success[o] = w->operation.severity[o] = 0;
    w->operation.ends[o] = 0;
    w->operation.chance[o] = chance;
    return o;
}

static void
launch_many(struct stage *s, enum kind kind, enum sector sector, double chance)
{
    for (int k = 0; k < MANY; k++)
        launch(s, kind, sector, chance);
    strike(&s->w);
    assert_int_equal(s->w.overflow, N_TABLES);
}

/* ---- what belongs to the operation -------------------------------------- */

static void
severities_have_their_shares(void **state)
{
    (void)state;
    for (enum kind k = 0; k < N_KINDS; k++) {
        struct stage s;
        double count[N_LEVELS] = { 0 };
        stage_set(&s, k);
        launch_many(&s, k, SECTOR_government, 0.5);
        for (uint32_t o = 0; o < MANY; o++)
            count[s.w.operation.severity[o] - 1]++;
        for (int v = 0; v < N_LEVELS; v++) {
            double p = s.w.p.strike.severity[k][v];
            if (p == 0)
                assert_true(count[v] == 0);
            else
                hand_assert_share(count[v], MANY, p, "severity");
        }
        stage_free(&s);
    }
}

static void
success_is_as_likely_as_believed(void **state)
{
    static const double chances[] = { 0.02, 0.3, 0.5, 0.95 };

    (void)state;
    for (int k = 0; k < 4; k++) {
        struct stage s;
        double count = 0;
        stage_set(&s, 10);
        launch_many(&s, KIND_disruption, SECTOR_government, chances[k]);
        for (uint32_t o = 0; o < MANY; o++)
            count += s.w.operation.success[o];
        hand_assert_share(count, MANY, chances[k], "success");
        stage_free(&s);
    }
}

/* Whole weeks of lognormal days: P(longer than n weeks) = P(days > 7 n). */
static void
lengths_are_lognormal_in_whole_weeks(void **state)
{
    (void)state;
    for (enum kind k = 0; k < N_KINDS; k++) {
        struct stage s;
        double count[40] = { 0 };
        stage_set(&s, 20 + k);
        launch_many(&s, k, SECTOR_government, 0.5);
        for (uint32_t o = 0; o < MANY; o++) {
            int32_t weeks = s.w.operation.ends[o] - s.w.week;
            assert_true(weeks >= 1);
            for (int32_t n = 0; n < 40; n++)
                count[n] += weeks > n;
        }
        double days = s.w.p.strike.days[k], sd = s.w.p.strike.days_sd[k];
        int32_t half = (int32_t)(days / 7);
        for (int32_t n = half > 1 ? half - 1 : 1; n < half + 20; n += 6)
            hand_assert_share(count[n], MANY, hand_normal(log(days / (7 * n))
                                                          / sd), "length");
        stage_free(&s);
    }
}

static void
a_demanded_severity_is_met(void **state)
{
    struct stage s;

    (void)state;
    stage_set(&s, 30);
    for (uint8_t v = 1; v <= 8; v++) {
        uint32_t o = launch(&s, KIND_espionage, SECTOR_government, 0.5);
        s.w.operation.imposed_severity[o] = v;
    }
    strike(&s.w);
    for (uint32_t o = 0; o < 8; o++)
        assert_int_equal(s.w.operation.severity[o], o + 1);
    stage_free(&s);
}

/* ---- victims ------------------------------------------------------------ */

/* One with chance 0.64, else 1 + ceil(exp(N(0, 0.8))); P(ceil(X) > n) = P(X >
 * n). */
static double
chance_of_more(int n)               /* P(victims > n)                        */
{
    return 0.36 * (n <= 1 ? 1 : hand_normal(-log(n - 1) / 0.8));
}

static void
the_number_of_victims_has_its_law(void **state)
{
    struct stage s;
    double mean = 1, square = 1, sum = 0, more[16] = { 0 };

    (void)state;
    for (int n = 1; n < 500; n++) {
        mean += chance_of_more(n);
        square += (2 * n + 1) * chance_of_more(n);
    }
    assert_near(mean, 1.68, 0.005); /* the figure of EuRepoC, T20            */
    stage_set(&s, 40);
    launch_many(&s, KIND_theft, SECTOR_industry, 0.5);
    for (uint32_t o = 0; o < MANY; o++) {
        uint32_t v = s.w.operation.first_victim[o];
        uint32_t n = s.w.operation.n_victims[o];
        sum += n;
        for (uint32_t k = 1; k < 16; k++)
            more[k] += n > k;
        assert_int_equal(s.w.victim.state[v], s.on);
        for (uint32_t a = v; a < v + n; a++) {
            assert_int_equal(s.w.victim.operation[a], o);
            assert_true(s.w.victim.state[a] != s.from);
            for (uint32_t b = v; b < a; b++)
                assert_true(s.w.victim.state[a] != s.w.victim.state[b]);
        }
    }
    hand_assert_mean(sum, MANY, mean, sqrt(square - mean * mean), "victims");
    for (int k = 1; k < 8; k++)
        hand_assert_share(more[k], MANY, chance_of_more(k), "more victims");
    assert_true(more[3] / MANY > 0.05 && more[4] / MANY < 0.05);  /* p95 = 4 */
    stage_free(&s);
}

/* The second victim is drawn by attraction among the others. */
static void
further_victims_are_drawn_by_attraction(void **state)
{
    struct stage s;
    double count[STATES_MOST] = { 0 }, n = 0, total = 0;
    int checked = 0;

    (void)state;
    stage_set(&s, 41);
    launch_many(&s, KIND_theft, SECTOR_industry, 0.5);
    for (uint32_t o = 0; o < MANY; o++)
        if (s.w.operation.n_victims[o] > 1) {
            count[s.w.victim.state[s.w.operation.first_victim[o] + 1]]++;
            n++;
        }
    const double *v = &s.w.dyad.attraction[dyad_of(&s.w, s.from, 0)];
    for (state_id j = 0; j < s.w.state.n; j++)
        total += j == s.on ? 0 : v[j];
    for (state_id j = 0; j < s.w.state.n; j++)
        if (j != s.on && n * v[j] / total > 30) {
            hand_assert_share(count[j], n, v[j] / total, "second victim");
            checked++;
        }
    assert_true(checked > 10);
    stage_free(&s);
}

/* Two others are all there are: at most two further victims. */
static void
a_small_world_runs_out_of_victims(void **state)
{
    struct arm a = { 0 };
    struct world w = { 0 };
    uint32_t most = 0;

    (void)state;
    hand_load(&a, "lessons/world@anarchy");
    hand_begin(&w, &a, 0, 2000);
    hand_attraction(&w);
    w.week++;
    hand_open(&w);
    struct stage s = { .from = 0, .on = 1 };
    s.a = a;
    s.w = w;
    for (int k = 0; k < 2000; k++)
        launch(&s, KIND_theft, SECTOR_industry, 0.5);
    strike(&s.w);
    for (uint32_t o = 0; o < 2000; o++)
        if (s.w.operation.n_victims[o] > most)
            most = s.w.operation.n_victims[o];
    assert_int_equal(most, 2);
    stage_free(&s);
}

/* ---- reach and loss ----------------------------------------------------- */

/* E min(m, a L)^k for ln L ~ N(-sd^2/2, sd^2), k = 1, 2. */
static double
capped_moment(double m, double a, double sd, int k)
{
    double z = log(m / a) / sd + sd / 2;
    double grown = pow(a, k) * exp(sd * sd * k * (k - 1) / 2);

    return grown * hand_normal(z - k * sd) + pow(m, k) * hand_normal(-z);
}

static void
mean_reach_follows_severity(void **state)
{
    static const enum sector sectors[] = { SECTOR_civilians,
                                           SECTOR_government };

    (void)state;
    for (int k = 0; k < 2; k++)
        for (int v = 3; v <= 8; v++) {
            struct stage s;
            double sum = 0, n = 0;
            stage_set(&s, (uint32_t)(50 + v));
            for (int m = 0; m < 3000; m++) {
                uint32_t o = launch(&s, KIND_disruption, sectors[k],
                                    1 - 1e-9);
                s.w.operation.imposed_severity[o] = (uint8_t)v;
            }
            strike(&s.w);
            for (uint32_t c = 0; c < s.w.victim.n; c++) {
                sum += s.w.victim.reach[c];
                n++;
            }
            double typical = 0.01 * pow(10, 0.5 * (v - 5));
            double share = k ? 0.05 : 1;
            double mean = share * capped_moment(0.5, typical, 1.5, 1);
            double square = share * share
                            * capped_moment(0.5, typical, 1.5, 2);
            hand_assert_mean(sum, n, mean, sqrt(square - mean * mean),
                             "reach");
            stage_free(&s);
        }
}

/* Far below the cap ln reach ~ N(ln 0.001 - sr^2/2, sr^2), severity 3: a
 * sharper measure of the size than its mean.  Whom it can hit is not in it. */
static void
reach_is_lognormal_below_its_cap(void **state)
{
    struct stage s;
    double sum = 0, squares = 0, n = 0;

    (void)state;
    stage_set(&s, 61);
    for (int m = 0; m < MANY; m++) {
        uint32_t o = launch(&s, KIND_disruption, SECTOR_industry, 1 - 1e-9);
        s.w.operation.imposed_severity[o] = 3;
    }
    strike(&s.w);
    for (uint32_t v = 0; v < s.w.victim.n; v++) {
        double z = (log(s.w.victim.reach[v] / 0.001) + 1.125) / 1.5;
        sum += z;
        squares += z * z;
        n++;
    }
    hand_assert_mean(sum, n, 0, 1, "ln reach");
    hand_assert_mean(squares, n, 1, sqrt(2), "ln reach squared");
    stage_free(&s);
}

/* Uniform over the planned weeks: of operations of five weeks and more, a
 * fifth of the reach comes in the first fifth. */
static void
reach_comes_in_a_uniform_week_of_the_operation(void **state)
{
    struct stage s;
    double sum = 0, n = 0;

    (void)state;
    stage_set(&s, 60);
    launch_many(&s, KIND_espionage, SECTOR_civilians, 0.5);
    for (uint32_t v = 0; v < s.w.victim.n; v++) {
        uint32_t o = s.w.victim.operation[v];
        int32_t weeks = s.w.operation.ends[o] - s.w.operation.launched[o];
        int32_t at = s.w.victim.reach_week[v] - s.w.operation.launched[o];
        assert_true(at >= 0 && at < weeks);
        if (weeks < 5)
            continue;
        n++;
        sum += (at + 0.5) / weeks;      /* mean 1/2 exactly, sd near 12^-1/2 */
    }
    hand_assert_mean(sum, n, 0.5, sqrt(1 / 12.0), "week of the reach");
    stage_free(&s);
}

/* ln loss ~ N(ln(l_sev (gdp/27e6)^1/2), 1.5^2). */
static void
losses_are_lognormal_about_their_median(void **state)
{
    (void)state;
    for (int v = 1; v <= 8; v++) {
        struct stage s;
        double below[3] = { 0 }, n = 0;
        stage_set(&s, (uint32_t)(70 + v));
        for (int m = 0; m < 3000; m++) {
            uint32_t o = launch(&s, KIND_theft, SECTOR_industry, 1 - 1e-9);
            s.w.operation.imposed_severity[o] = (uint8_t)v;
        }
        strike(&s.w);
        for (uint32_t c = 0; c < s.w.victim.n; c++) {
            double gdp = s.w.state.gdp[s.w.victim.state[c]];
            double middle = s.w.p.strike.loss[v - 1] * sqrt(gdp / 27e6);
            for (int q = 0; q < 3; q++)
                below[q] += s.w.victim.loss[c] < middle * exp(1.5 * (q - 1));
            n++;
        }
        for (int q = 0; q < 3; q++)
            hand_assert_share(below[q], n, hand_normal(q - 1), "loss");
        stage_free(&s);
    }
}

static void
failed_operations_reach_nobody_and_cost_nothing(void **state)
{
    struct stage s;
    int failed = 0;

    (void)state;
    stage_set(&s, 80);
    launch_many(&s, KIND_destruction, SECTOR_infrastructure, 0.5);
    for (uint32_t v = 0; v < s.w.victim.n; v++) {
        bool won = s.w.operation.success[s.w.victim.operation[v]];
        failed += !won;
        assert_true((s.w.victim.reach[v] > 0) == won);
        assert_true((s.w.victim.loss[v] > 0) == won);
        assert_true(s.w.victim.reach[v] <= 0.5);
    }
    assert_true(failed > MANY / 4);
    stage_free(&s);
}

/* ---- implants ----------------------------------------------------------- */

static double
implants_by_hand(const struct world *w, state_id i, state_id j, enum sector k)
{
    double n = 0;

    for (uint32_t v = 0; v < w->victim.n; v++) {
        uint32_t o = w->victim.operation[v];
        n += w->operation.kind[o] == KIND_espionage && w->operation.success[o]
            && w->operation.initiator[o] == i && w->victim.state[v] == j
            && w->operation.sector[o] == k && w->operation.ends[o] > w->week
            && w->victim.ended[v] > w->week;
    }
    return n;
}

/* Live espionage successes, victim by victim; gone at the end or when
 * cleaned. */
static void
implants_are_the_live_espionage(void **state)
{
    struct stage s;
    double seen = 0;

    (void)state;
    stage_set(&s, 90);
    struct world *w = &s.w;
    for (int week = 0; week < 60; week++) {
        uint32_t first = w->victim.n;
        if (week > 0)
            hand_open(w);
        for (int k = 0; k < 8; k++)
            launch(&s, k < 6 ? KIND_espionage : KIND_theft,
                   (enum sector)(k % N_SECTORS), 0.7);
        strike(w);
        for (uint32_t v = first; v < w->victim.n; v++)
            w->victim.ended[v] = v % 7 == 0 ? w->week + 2 : NEVER;
        for (enum sector k = 0; k < N_SECTORS; k++)
            for (state_id j = 0; j < w->state.n; j++) {
                double want = implants_by_hand(w, s.from, j, k);
                seen = fmax(seen, want);
                uint32_t d = dyad_of(w, s.from, j) * N_SECTORS + k;
                assert_int_equal(w->dyad.implants[d], want);
            }
        w->week++;
    }
    assert_true(seen > 5);
    stage_free(&s);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(severities_have_their_shares),
        cmocka_unit_test(success_is_as_likely_as_believed),
        cmocka_unit_test(lengths_are_lognormal_in_whole_weeks),
        cmocka_unit_test(a_demanded_severity_is_met),
        cmocka_unit_test(the_number_of_victims_has_its_law),
        cmocka_unit_test(further_victims_are_drawn_by_attraction),
        cmocka_unit_test(a_small_world_runs_out_of_victims),
        cmocka_unit_test(mean_reach_follows_severity),
        cmocka_unit_test(reach_is_lognormal_below_its_cap),
        cmocka_unit_test(reach_comes_in_a_uniform_week_of_the_operation),
        cmocka_unit_test(losses_are_lognormal_about_their_median),
        cmocka_unit_test(failed_operations_reach_nobody_and_cost_nothing),
        cmocka_unit_test(implants_are_the_live_espionage),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
