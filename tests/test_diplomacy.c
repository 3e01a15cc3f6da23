/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_diplomacy.c - who joins, when a convention binds, how one leaves, and
 * who pays.  Most drive diplomacy alone, with the law set by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>

#include "process/process.h"
#include "support/hand.h"
#include "support/near.h"

enum { QUARTER = 13, YEAR = 52 };

struct stage {
    struct arm a;
    struct world w;
};

static void
stage_load(struct stage *s, const char *name)
{
    *s = (struct stage){ 0 };
    hand_load(&s->a, name);
    s->a.in.members_choose = true;
}

static void
stage_free(struct stage *s)
{
    world_free(&s->w);
    arm_free(&s->a);
}

/* Three states that choose; a binding convention and its entry clause. */
static void
stage_of_three(struct stage *s, double ratifications)
{
    stage_load(s, "lessons/world@anarchy");
    hand_begin(&s->w, &s->a, 0, 64);
    s->w.law.in_force[CLAUSE_norms] = s->w.law.norms_bind = true;
    s->w.law.in_force[CLAUSE_entry] = true;
    s->w.law.levers.entry.ratifications = ratifications;
    s->w.law.levers.entry.notice = 10;
}

static void
ratify(struct world *w, state_id i)
{
    w->state.signed_week[i] = w->state.ratified_week[i] = w->week;
}

static uint32_t
parties(const struct world *w)
{
    uint32_t n = 0;

    for (uint32_t i = 0; i < w->state.n; i++)
        n += w->state.party[i];
    return n;
}

/* States for which the week has come. */
static double
passed(const struct world *w, const int32_t week[])
{
    double n = 0;

    for (uint32_t i = 0; i < w->state.n; i++)
        n += week[i] <= w->week;
    return n;
}

/* ---- whole worlds ------------------------------------------------------- */

static void
run_world(struct world *w, struct arm *a, const char *name,
          const char *const *sets, int32_t weeks)
{
    *a = (struct arm){ 0 };
    *w = (struct world){ 0 };
    worlds_load(a, name, sets);
    a->in.params.world.spin_up = 26;
    worlds_begin(w, a, 3, 0);
    for (int32_t k = 0; k < weeks; k++)
        worlds_week(w);
}

static void
without_a_clause_nobody_joins(void **state)
{
    (void)state;
    struct arm a;
    struct world w;
    run_world(&w, &a, "world@anarchy", NULL, 2 * YEAR);
    assert_true(a.in.members_choose);
    for (uint32_t i = 0; i < w.state.n; i++) {
        assert_int_equal(w.state.signed_week[i], NEVER);
        assert_int_equal(w.state.ratified_week[i], NEVER);
        assert_int_equal(w.state.statute_week[i], NEVER);
        assert_int_equal(w.state.leaves_week[i], NEVER);
    }
    assert_int_equal(parties(&w), 0);
    world_free(&w);
    arm_free(&a);
}

static void
who_ratifies_has_signed(void **state)
{
    (void)state;
    const char *sets[] = { "diplomacy.pull=0", NULL };
    struct arm a;
    struct world w;
    run_world(&w, &a, "world@geneva", sets, 3 * YEAR);
    assert_true(passed(&w, w.state.ratified_week) > 40);
    for (uint32_t i = 0; i < w.state.n; i++) {
        int32_t ratified = w.state.ratified_week[i];
        if (ratified != NEVER)
            assert_true(w.state.signed_week[i] < ratified);
        if (w.state.party[i])
            assert_true(ratified <= w.week && w.agency.entered[0] <= w.week);
        if (w.state.member[i])
            assert_true(w.state.statute_week[i] <= w.week);
    }
    assert_true(parties(&w) > 20);
    world_free(&w);
    arm_free(&a);
}

static void
the_statute_has_the_same_members_in_every_arm(void **state)
{
    (void)state;
    static const char *const names[] = {
        "world@agency", "world@convention+agency", "world@agency+accord",
        "world@geneva" };
    const char *sets[] = { "diplomacy.pull=-2", NULL };
    uint64_t first = 0;
    for (size_t k = 0; k < sizeof names / sizeof *names; k++) {
        struct arm a;
        struct world w;
        run_world(&w, &a, names[k], sets, 2 * YEAR);
        uint64_t hash = world_hash_column(&w, COLUMN_state_statute_week);
        assert_true(passed(&w, w.state.statute_week) > 20);
        assert_true(k == 0 || hash == first);
        first = hash;
        world_free(&w);
        arm_free(&a);
    }
}

/* ---- chances ------------------------------------------------------------ */

/* The shipped world, in which everybody is drawn by J = `pull` alone. */
static void
stage_of_all(struct stage *s, uint32_t replicate, double pull)
{
    stage_load(s, "world@anarchy");
    hand_begin(&s->w, &s->a, replicate, 64);
    struct params *p = &s->w.p;
    p->diplomacy.pull = pull;
    p->diplomacy.protection = p->diplomacy.forgone = 0;
    p->diplomacy.sovereignty = p->diplomacy.imitation = 0;
    p->diplomacy.openness = p->diplomacy.demand = p->diplomacy.firms = 0;
    for (uint32_t i = 0; i < s->w.state.n; i++)
        s->w.state.treaty_taste[i] = 0;
    s->w.law.norms_announced = true;
    s->w.law.levers.entry.notice = 10;
}

static void
states_sign_then_ratify_by_their_pull(void **state)
{
    (void)state;
    enum { WORLDS = 8 };
    double all = 0, in = 0, next = 0;
    for (uint32_t k = 0; k < WORLDS; k++) {
        struct stage s;
        stage_of_all(&s, k, 1.2);
        hand_week(&s.w, diplomacy);
        double first = passed(&s.w, s.w.state.signed_week);
        assert_near(passed(&s.w, s.w.state.ratified_week), 0, 0);
        for (int n = 0; n < QUARTER; n++)
            hand_week(&s.w, diplomacy);
        all += s.w.state.n;
        in += first;
        next += passed(&s.w, s.w.state.ratified_week);
        stage_free(&s);
    }
    double will = 1 / (1 + exp(-1.2));
    hand_assert_share(in, all, 0.5 * will, "signed in a quarter");
    hand_assert_share(next, in, 0.35 * will, "ratified in the next");
}

/* Everybody else has joined both after ten years of a great pull. */
static void
a_state_of_nobody_joins_nothing(void **state)
{
    (void)state;
    struct stage s;
    stage_of_all(&s, 0, 50);
    s.a.in.tables.state[7].population = 0;
    s.w.law.agency_announced = true;
    for (int n = 0; n < 10 * YEAR; n++)
        hand_week(&s.w, diplomacy);
    assert_near(passed(&s.w, s.w.state.ratified_week), s.w.state.n - 1, 0);
    assert_near(passed(&s.w, s.w.state.statute_week), s.w.state.n - 1, 0);
    assert_int_equal(s.w.state.signed_week[7], NEVER);
    assert_int_equal(s.w.state.statute_week[7], NEVER);
    stage_free(&s);
}

static void
few_withdraw_even_if_the_pull_is_gone(void **state)
{
    (void)state;
    enum { WORLDS = 8 };
    double all = 0, out = 0;
    for (uint32_t k = 0; k < WORLDS; k++) {
        struct stage s;
        stage_of_all(&s, k, -5.5);
        for (state_id i = 0; i < s.w.state.n; i++)
            ratify(&s.w, i);
        hand_week(&s.w, diplomacy);
        all += s.w.state.n;
        for (uint32_t i = 0; i < s.w.state.n; i++)
            if (s.w.state.leaves_week[i] != NEVER) {
                assert_int_equal(s.w.state.leaves_week[i], 10);
                out++;
            }
        stage_free(&s);
    }
    hand_assert_share(out, all, 0.05 / (1 + exp(-0.5)), "withdrawals");
}

/* ---- entry into force --------------------------------------------------- */

static void
a_convention_binds_from_the_ratification_that_completes_it(void **state)
{
    (void)state;
    struct stage s;
    stage_of_three(&s, 2);
    ratify(&s.w, 2);
    hand_week(&s.w, diplomacy);
    assert_int_equal(parties(&s.w), 0);
    assert_int_equal(s.w.agency.entered[0], NEVER);
    ratify(&s.w, 0);
    hand_week(&s.w, diplomacy);
    assert_int_equal(parties(&s.w), 2);
    assert_int_equal(s.w.state.party[1], 0);
    assert_int_equal(s.w.agency.entered[0], 1);
    /* not before its own date either */
    s.w.law.norms_bind = false;
    hand_week(&s.w, diplomacy);
    assert_int_equal(parties(&s.w), 0);
    stage_free(&s);
}

static void
it_waits_for_the_powers_it_names(void **state)
{
    (void)state;
    struct stage s;
    stage_of_three(&s, 1);
    s.w.law.must_include[1] = true;
    ratify(&s.w, 0);
    ratify(&s.w, 2);
    hand_week(&s.w, diplomacy);
    assert_int_equal(parties(&s.w), 0);
    ratify(&s.w, 1);
    hand_week(&s.w, diplomacy);
    assert_int_equal(parties(&s.w), 3);
    stage_free(&s);
}

static void
it_is_suspended_when_a_named_power_leaves(void **state)
{
    (void)state;
    struct stage s;
    stage_of_three(&s, 1);
    s.w.law.must_include[1] = true;
    for (state_id i = 0; i < 3; i++)
        ratify(&s.w, i);
    s.w.state.leaves_week[1] = 3;
    s.w.state.leaves_week[2] = 2;
    uint32_t want[] = { 3, 3, 2, 0, 0 };
    for (int k = 0; k < 5; k++) {
        hand_week(&s.w, diplomacy);
        assert_int_equal(parties(&s.w), want[k]);
    }
    stage_free(&s);
}

static void
an_exit_takes_effect_after_its_notice(void **state)
{
    (void)state;
    struct stage s;
    const struct imposed leave = { .verb = IMPOSED_leave, .i = 0,
                                   .j = NO_STATE };
    stage_of_three(&s, 1);
    worlds_impose(&s.a, &leave, 1);
    s.w.law.in_force[CLAUSE_agency] = true;
    for (state_id i = 0; i < 3; i++) {
        ratify(&s.w, i);
        s.w.state.statute_week[i] = 0;
    }
    hand_week(&s.w, diplomacy);
    hand_open(&s.w);
    world_event(&s.w, &(struct event_row){ .kind = EVENT_imposed, .actor = 0,
        .target = NO_STATE, .row = 0, .victim = NOTHING,
        .trigger = NOTHING });
    diplomacy(&s.w);
    assert_int_equal(s.w.event.kind[s.w.event.n - 1], EVENT_withdrawal);
    s.w.week++;
    while (s.w.week < 20) {
        int32_t week = s.w.week;
        hand_week(&s.w, diplomacy);
        /* said in week 1, with ten weeks' notice; of both treaties */
        assert_int_equal(s.w.state.party[0], week < 11);
        assert_int_equal(s.w.state.member[0], week < 11);
        assert_int_equal(s.w.state.party[1], 1);
    }
    stage_free(&s);
}

/* ---- dues --------------------------------------------------------------- */

static double
funding(struct stage *s, int joined)
{
    for (state_id i = 0; i < 3; i++)
        s->w.state.statute_week[i] = joined >> i & 1 ? 0 : NEVER;
    hand_week(&s->w, diplomacy);
    return s->w.agency.funding[0];
}

static void
members_pay_by_gdp_and_none_for_all(void **state)
{
    (void)state;
    struct stage s;
    stage_of_three(&s, 1);
    s.w.law.in_force[CLAUSE_agency] = true;
    s.w.law.levers.agency.dues = 1;
    /* GDP 12, 15 and 0.4 of 27.4 trillion; 0.22 at most, 0.25 pays for all */
    assert_near(funding(&s, 0), 0, 0);
    assert_near(funding(&s, 4), 0.4 / 27.4 / 0.25, 1e-15);
    assert_near(funding(&s, 1), 0.22 / 0.25, 1e-15);
    assert_near(funding(&s, 5), (0.22 + 0.4 / 27.4) / 0.25, 1e-15);
    assert_near(funding(&s, 3), 1, 0);
    s.w.law.levers.agency.dues = 0;
    assert_near(funding(&s, 0), 1, 0);
    stage_free(&s);
}

/* ---- a treaty on crime -------------------------------------------------- */

/* Ratifications of a convention open since November 2001 among states drawn
 * by openness and by their like alone, by year. */
static void
ratifications(uint32_t replicate, double by_year[15])
{
    struct stage s;
    stage_load(&s, "world@anarchy");
    s.a.in.start = day_of(2001, 11, 23);
    hand_begin(&s.w, &s.a, replicate, 64);
    s.w.p.diplomacy.protection = s.w.p.diplomacy.forgone = 0;
    s.w.p.diplomacy.sovereignty = s.w.p.diplomacy.demand = 0;
    s.w.p.diplomacy.firms = 0;
    s.w.p.diplomacy.pull = -4.75;
    s.w.law.norms_announced = true;
    for (int year = 0; year < 15; year++) {
        for (int k = 0; k < YEAR; k++)
            hand_week(&s.w, diplomacy);
        by_year[year] += passed(&s.w, s.w.state.ratified_week);
    }
    stage_free(&s);
}

static void
a_treaty_on_crime_spreads_as_budapest_did(void **state)
{
    (void)state;
    enum { WORLDS = 12 };
    double sum[15] = { 0 };
    for (uint32_t k = 0; k < WORLDS; k++)
        ratifications(k, sum);
    /* The Budapest Convention had 47 by the end of 2015, fourteen years on;
     * 40 to 50 is T29.  It gathers way by imitation. */
    assert_true(sum[13] > 40 * WORLDS && sum[13] < 50 * WORLDS);
    assert_true(sum[0] < 0.03 * sum[13]);
    assert_true(sum[7] - sum[3] > 1.2 * sum[3]);
    assert_true(sum[11] - sum[7] > sum[7] - sum[3]);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_a_clause_nobody_joins),
        cmocka_unit_test(who_ratifies_has_signed),
        cmocka_unit_test(the_statute_has_the_same_members_in_every_arm),
        cmocka_unit_test(states_sign_then_ratify_by_their_pull),
        cmocka_unit_test(a_state_of_nobody_joins_nothing),
        cmocka_unit_test(few_withdraw_even_if_the_pull_is_gone),
        cmocka_unit_test(
            a_convention_binds_from_the_ratification_that_completes_it),
        cmocka_unit_test(it_waits_for_the_powers_it_names),
        cmocka_unit_test(it_is_suspended_when_a_named_power_leaves),
        cmocka_unit_test(an_exit_takes_effect_after_its_notice),
        cmocka_unit_test(members_pay_by_gdp_and_none_for_all),
        cmocka_unit_test(a_treaty_on_crime_spreads_as_budapest_did),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
