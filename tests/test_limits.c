/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_limits.c - worlds at the edge of what there can be: nothing happens,
 * two states, nobody who acts, nobody who looks, nobody online, no time.  Each
 * runs to its end with world_verify after every week, and no outcome is
 * infinite. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <string.h>

#include "support/near.h"
#include "support/worlds.h"

static const char *const busy[] = { "decision.tempo=300",
                                    "politics.crisis_rate=1",
                                    "attribution.public_rate=0.01", NULL };

static struct arm a;
static struct world w;
static struct outcomes out;

static int
clean(void **state)
{
    (void)state;
    arm_free(&a);
    world_free(&w);
    return 0;
}

static void
load(const char *const sets[])
{
    worlds_load(&a, "lessons/world@convention+agency", sets);
}

static void
run(void)
{
    worlds_run(&w, &a, 2385, 5, &out);
    for (int m = 0; m < N_METRICS; m++)
        if (isinf(out.value[m]))
            fail_msg("%s is infinite", metric_table[m].name);
    for (enum column c = 0; c < N_COLUMNS; c++) {
        /* A NAN in a column comes back in what is counted. */
        const double *p;
        if (column_table[c].table != TABLE_state
            || column_table[c].size % sizeof *p != 0)
            continue;
        memcpy(&p, (const char *)&w + column_table[c].offset, sizeof p);
        for (size_t k = 0; k < w.state.n * column_table[c].size / 8; k++)
            if (isnan(p[k]))
                fail_msg("state.%s is no number", column_table[c].name);
    }
}

static double
value(enum metric m)
{
    return out.value[m];
}

/* Levels that are there without any operation. */
static bool
is_a_level(enum metric m)
{
    return m == METRIC_mean_nationalism || m == METRIC_believed_finding_cost
        || m == METRIC_capability_bound || m == METRIC_parties
        || m == METRIC_statute_members || m == METRIC_weeks_to_force
        || m == METRIC_accord_share || m == METRIC_trust_in_tech
        || m == METRIC_trust_in_states;
}

/* Firms are asked for help, and states join, whether anybody acts or not. */
static bool
comes_without_acts(enum metric m)
{
    return m == METRIC_firms_helping || m == METRIC_complicity_revealed
        || m == METRIC_accessions || m == METRIC_withdrawals;
}

static bool
comes_from_crises(enum metric m)
{
    return comes_without_acts(m)
        || m == METRIC_crises || m == METRIC_armed_conflicts
        || m == METRIC_peak_rung || m == METRIC_weeks_to_rung5
        || (m >= METRIC_pair_weeks_rung3_per_1000
            && m <= METRIC_pair_weeks_rung5_per_1000)
        || m == METRIC_pair_weeks_rung3_perceived_per_1000
        || m == METRIC_pair_weeks_rung5_perceived_per_1000;
}

/* A mean or a share of nothing is no number. */
static void
assert_nothing(bool but_for(enum metric m))
{
    for (int m = 0; m < N_METRICS; m++)
        if (!is_a_level((enum metric)m)
            && !(but_for != NULL && but_for((enum metric)m))
            && !(isnan(out.value[m]) || out.value[m] == 0))
            fail_msg("%s is %g", metric_table[m].name, out.value[m]);
    assert_int_equal(w.operation.n, 0);
}

/* Nobody acts, and nobody finds a way in. */
#define STILL "decision.tempo=0", "vulnerabilities.others=0", \
              "vulnerabilities.finds=0"
static const char *const still[] = { STILL, "politics.crisis_rate=3",
                                     "politics.war_chance=0.01", NULL };

/* The first ones; what the others owned is nobody's. */
static void
keep_firms(uint16_t n)
{
    struct tables *t = &a.in.tables;

    t->n_firms = n;
    for (uint32_t m = 0; m < t->n_ecosystems; m++)
        if (t->ecosystem[m].owner != NO_FIRM && t->ecosystem[m].owner >= n)
            t->ecosystem[m].owner = NO_FIRM;
}

/* Neither states nor others. */
static void
nobody_finds(void)
{
    a.in.params.vulnerabilities.others = 0;
    a.in.params.vulnerabilities.finds = 0;
}

static void
nothing_happens(void **state)
{
    (void)state;
    load(still);
    run();
    assert_nothing(comes_from_crises);
    assert_true(value(METRIC_crises) > 0 && value(METRIC_armed_conflicts) > 0);
    assert_true(value(METRIC_pair_weeks_rung5_per_1000) > 0);
}

static void
nothing_at_all_happens_without_rivals_and_pairs_on_watch(void **state)
{
    (void)state;
    load(still);
    for (uint32_t k = 0; k < a.in.tables.n_pairs; k++) {
        a.in.tables.pair[k].rivalry_start = 0;
        a.in.tables.pair[k].watch = false;
    }
    for (uint32_t i = 0; i < a.in.tables.n_states; i++)
        a.in.tables.state[i].openness = 1;      /* no firm is asked for help */
    run();
    assert_nothing(NULL);
    assert_int_equal(w.event.n, 0);
}

static void
a_rivalry_that_is_over_brings_no_crisis(void **state)
{
    (void)state;
    load(still);
    for (uint32_t k = 0; k < a.in.tables.n_pairs; k++) {
        a.in.tables.pair[k].rivalry_start = 1950;
        a.in.tables.pair[k].rivalry_end = 2014;
        a.in.tables.pair[k].watch = false;
    }
    run();
    assert_true(w.conflict.n > 0);              /* there were some           */
    for (uint32_t c = 0; c < w.conflict.n; c++)
        assert_true(w.conflict.is_war[c]
                    || inputs_year(&a.in, w.conflict.began[c]) <= 2014);
    assert_true(isnan(value(METRIC_pair_weeks_rung3_per_1000)));
}

static void
nothing_happens_in_195_states(void **state)
{
    (void)state;
    worlds_load(&a, "world@convention+agency",
                (const char *const[]){ STILL, NULL });
    run();
    assert_nothing(comes_from_crises);
}

static void
two_states_are_a_world(void **state)
{
    (void)state;
    load(busy);
    a.in.tables.n_states = 2;
    keep_firms(2);
    a.in.tables.n_pairs = 1;
    run();
    assert_true(value(METRIC_ops_true) > 100);
    assert_int_equal(w.victim.n, w.operation.n);        /* nobody else there */
}

static void
one_programme_has_one_initiator_and_one_suspect(void **state)
{
    (void)state;
    load(busy);
    a.in.tables.state[1].programme_groups = 0;
    a.in.tables.state[2].programme_groups = 0;
    run();
    assert_true(w.operation.n > 100);
    for (uint32_t o = 0; o < w.operation.n; o++)
        assert_int_equal(w.operation.initiator[o], 0);
    assert_near(value(METRIC_ops_named_wrong), 0, 0);
    assert_near(value(METRIC_ops_replies), 0, 0);
}

static void
no_programme_no_operation(void **state)
{
    (void)state;
    load(busy);
    for (int i = 0; i < 3; i++)
        a.in.tables.state[i].programme_groups = 0;
    a.in.params.vulnerabilities.others = 0;
    run();
    assert_nothing(comes_from_crises);
    assert_near(value(METRIC_capability_bound), 0, 0);
}

static void
an_agency_without_capacity_opens_no_case(void **state)
{
    (void)state;
    load(busy);
    for (size_t k = 0; k < a.in.n_clauses; k++)
        a.in.clause[k].levers.agency.capacity = 0;
    run();
    assert_true(value(METRIC_docket_referred) > 50);
    assert_near(value(METRIC_docket_opened), 0, 0);
    assert_near(value(METRIC_agency_findings), 0, 0);
    assert_true(value(METRIC_docket_stale) > 0);
}

static void
an_agency_without_skill_finds_less(void **state)
{
    double all;

    (void)state;
    load(busy);
    run();
    all = value(METRIC_agency_findings);
    for (size_t k = 0; k < a.in.n_clauses; k++)
        a.in.clause[k].levers.agency.skill = 0;         /* below it: 0       */
    run();
    assert_true(all > 10 && value(METRIC_agency_findings) < 0.5 * all);
}

static void
without_firms_only_governments_see(void **state)
{
    (void)state;
    load(busy);
    keep_firms(0);
    run();
    assert_near(value(METRIC_detected_by_firm), 0, 0);
    assert_true(value(METRIC_ops_detected) > 0);
}

static void
nobody_looks_and_nothing_covert_is_seen(void **state)
{
    (void)state;
    load(busy);
    keep_firms(0);
    for (int i = 0; i < 3; i++)
        a.in.tables.state[i].defence = 0;
    run();
    for (uint32_t o = 0; o < w.operation.n; o++)
        assert_true(w.operation.kind[o] >= KIND_disruption
                    || w.operation.detected[o] == NEVER);
}

static void
where_nobody_is_online_nobody_is_touched(void **state)
{
    (void)state;
    load(busy);
    a.in.tables.state[2].internet_2010_pct = 0;
    a.in.tables.state[2].internet_2015_pct = 0;
    a.in.tables.state[2].internet_latest_pct = 0;
    run();
    for (uint32_t v = 0; v < w.victim.n; v++)
        assert_true(w.victim.state[v] != 2 || w.victim.touched[v] == 0);
    assert_near(w.state.salience[2], 0, 0);
    assert_true(value(METRIC_people_disrupted) > 0);
}

static void
a_world_of_nobody_has_no_share_of_people(void **state)
{
    (void)state;
    load(busy);
    for (int i = 0; i < 3; i++)
        a.in.tables.state[i].population = 0;
    run();
    assert_true(isnan(value(METRIC_disrupted_person_weeks_per_1000)));
    assert_near(value(METRIC_people_compromised), 0, 0);
    assert_true(value(METRIC_ops_true) > 100);
}

static void
a_world_without_money_attracts_nobody(void **state)
{
    (void)state;
    load(busy);
    for (int i = 0; i < 3; i++)
        a.in.tables.state[i].gdp_musd = 0;
    nobody_finds();
    run();
    assert_nothing(comes_from_crises);
}

static void
the_spin_up_may_be_absent_or_short(void **state)
{
    static const double weeks[] = { 0, 1, 2, 3, 5, 1040 };

    (void)state;
    load(busy);
    for (size_t k = 0; k < sizeof weeks / sizeof *weeks; k++) {
        a.in.params.world.spin_up = weeks[k];
        run();
        assert_true(value(METRIC_ops_true) > 100);
    }
}

static void
the_horizon_may_be_a_week_or_none(void **state)
{
    static const int32_t weeks[] = { 0, 1, 7, 52 };

    (void)state;
    load(busy);
    for (size_t k = 0; k < sizeof weeks / sizeof *weeks; k++) {
        a.in.weeks = weeks[k];
        run();
        assert_int_equal(w.week, weeks[k]);
        assert_int_equal(w.series.n, weeks[k]);
    }
}

static void
every_law_of_stakes_runs_and_gives_other_worlds(void **state)
{
    double ops[N_STAKES];

    (void)state;
    load(busy);
    a.in.params.politics.crisis_rate = 0;       /* they have stakes too      */
    for (int k = 0; k < N_STAKES; k++) {
        a.in.params.decision.stakes = k;
        run();
        ops[k] = value(METRIC_loss_musd);
        for (int n = 0; n < k; n++)
            assert_true(ops[n] != ops[k]);
    }
}

/* At beta 0 a state acts on one chance in two, whatever it is worth, and takes
 * each act equally often; 5 of the 25 are espionage.  4 standard errors. */
static void
without_rationality_every_act_is_as_good(void **state)
{
    double n = 0, spies = 0;

    (void)state;
    load(busy);
    a.in.params.decision.rationality = 0;
    run();
    for (uint32_t o = 0; o < w.operation.n; o++) {
        if (w.operation.origin[o] > ORIGIN_surge)
            continue;           /* an escalation has no espionage            */
        n++;
        spies += w.operation.kind[o] == KIND_espionage;
        assert_near(w.operation.act_chance[o], 0.5, 1e-12);
    }
    assert_true(n > 300);
    assert_near(spies / n, 0.2, 4 * sqrt(0.2 * 0.8 / n));
}

static void
a_very_rational_state_does_not_overflow(void **state)
{
    (void)state;
    load(busy);
    a.in.params.decision.rationality = 1000;
    a.in.params.decision.nest = 0.1;
    run();
    assert_true(value(METRIC_ops_true) > 0);
}

/* 1000 chances a year: about 25 operations a week in three states. */
static void
a_high_tempo_has_room(void **state)
{
    (void)state;
    load(busy);
    a.in.params.decision.tempo = 1000;
    a.in.weeks = 104;
    run();
    assert_true(value(METRIC_ops_true) > 1000);
}

static void
a_tempo_that_no_draw_bears_is_a_fault_before_the_first_week(void **state)
{
    struct fault f = { 0 };

    (void)state;
    load(busy);
    a.in.params.decision.tempo = 100000;
    assert_int_equal(model_begin(&w, &a.in, 1, 0, &f), FAULT_RUN);
    assert_non_null(strstr(f.text, "decision.tempo"));
    a.in.params.decision.tempo = 300;
    run();
}

/* Growth that falls has its most in the spin-up. */
static void
shrinking_tempo_has_room_in_the_spin_up(void **state)
{
    (void)state;
    load(busy);
    a.in.params.decision.growth = -0.5;
    a.in.params.world.spin_up = 780;
    /* The bound on the room is not loose. */
    a.in.params.world.rivalry_pull = 0;
    a.in.params.decision.hostility_tempo = 0;
    a.in.params.decision.crisis_tempo = a.in.params.decision.war_tempo = 0;
    a.in.params.decision.rationality = 0;
    a.in.params.decision.tempo = 30;
    a.in.weeks = 52;
    run();
    assert_true(w.operation.n > 10000);
}

static void
one_member_is_a_treaty(void **state)
{
    (void)state;
    load(busy);
    memset(a.in.member, 0, sizeof a.in.member);
    a.in.member[2] = true;
    run();
    for (uint32_t o = 0; o < w.operation.n; o++)
        assert_true(!w.operation.breach[o] || w.operation.initiator[o] == 2);
    assert_true(value(METRIC_capability_bound) > 0);
    assert_true(value(METRIC_capability_bound) < 0.3);
    assert_true(value(METRIC_docket_referred) > 0);
    assert_true(value(METRIC_docket_referred)
                < 0.8 * value(METRIC_ops_detected));
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_teardown(name, clean)
    const struct CMUnitTest tests[] = {
        TEST(nothing_happens),
        TEST(nothing_at_all_happens_without_rivals_and_pairs_on_watch),
        TEST(a_rivalry_that_is_over_brings_no_crisis),
        TEST(nothing_happens_in_195_states),
        TEST(two_states_are_a_world),
        TEST(one_programme_has_one_initiator_and_one_suspect),
        TEST(no_programme_no_operation),
        TEST(an_agency_without_capacity_opens_no_case),
        TEST(an_agency_without_skill_finds_less),
        TEST(without_firms_only_governments_see),
        TEST(nobody_looks_and_nothing_covert_is_seen),
        TEST(where_nobody_is_online_nobody_is_touched),
        TEST(a_world_of_nobody_has_no_share_of_people),
        TEST(a_world_without_money_attracts_nobody),
        TEST(the_spin_up_may_be_absent_or_short),
        TEST(the_horizon_may_be_a_week_or_none),
        TEST(every_law_of_stakes_runs_and_gives_other_worlds),
        TEST(without_rationality_every_act_is_as_good),
        TEST(a_very_rational_state_does_not_overflow),
        TEST(a_high_tempo_has_room),
        TEST(a_tempo_that_no_draw_bears_is_a_fault_before_the_first_week),
        TEST(shrinking_tempo_has_room_in_the_spin_up),
        TEST(one_member_is_a_treaty),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
