/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_account.c - the lens, the ladder and the headline figures, worked out
 * by hand from rows put in by hand; and the sums of whole runs. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>

#include "process/process.h"
#include "support/hand.h"
#include "support/near.h"

enum { XAA, XBB, XCC };

struct stage {
    struct arm a;
    struct world w;
};

static void
stage_set(struct stage *s, int32_t weeks, uint32_t room)
{
    *s = (struct stage){ 0 };
    hand_load(&s->a, "lessons/world@anarchy");
    s->a.in.weeks = weeks;
    hand_begin(&s->w, &s->a, 1, room);
    hand_attraction(&s->w);
}

static void
stage_free(struct stage *s)
{
    world_free(&s->w);
    arm_free(&s->a);
}

/* Closes the week that is open and opens the next. */
static void
close_week(struct world *w)
{
    account(w);
    assert_int_equal(w->overflow, N_TABLES);
    w->week++;
    hand_open(w);
}

/* The outcomes of a run whose weeks have all been closed. */
static void
outcomes_of(struct stage *s, struct outcomes *out)
{
    struct fault f = { 0 };

    assert_int_equal(s->w.week, s->a.in.weeks);
    assert_int_equal(model_finish(&s->w, &s->a.in, out, &f), 0);
}

static uint32_t
detect(struct world *w, uint32_t o)
{
    w->operation.detected[o] = w->week;
    return world_event(w, &(struct event_row){ .kind = EVENT_detection,
        .actor = w->operation.target[o], .target = w->operation.target[o],
        .row = o, .victim = NOTHING, .trigger = NOTHING,
        .amount = w->week - w->operation.launched[o] });
}

static void
publish(struct world *w, uint32_t o, state_id suspect)
{
    uint32_t c = hand_case(w, o, AUTHOR_government, w->operation.target[o],
                           suspect, 0.95);
    bool right = suspect == w->operation.initiator[o];

    w->case_file.published[c] = w->week;
    world_event(w, &(struct event_row){ .kind = EVENT_public_finding,
        .actor = w->operation.target[o], .target = suspect, .row = c,
        .victim = NOTHING, .trigger = NOTHING, .belief = 0.5,
        .flags = EVENT_FLAG_first
            | (right ? EVENT_FLAG_right | EVENT_FLAG_hit : 0) });
}

/* ---- the lens ----------------------------------------------------------- */

/* Operations of `week`, named in public now; `closed` victims are neither
 * western nor open. */
static double
observed(struct stage *s, int n, state_id i, state_id j, int32_t week,
         int victims)
{
    double count = 0;

    for (int k = 0; k < n; k++) {
        uint32_t o = hand_operation(&s->w, i, j, KIND_theft, SECTOR_industry);
        s->w.operation.launched[o] = week;
        if (victims > 1)
            hand_victim(&s->w, j == XAA ? XCC : XAA);
        publish(&s->w, o, i);
    }
    account(&s->w);
    for (uint32_t o = 0; o < s->w.operation.n; o++)
        count += s->w.operation.observed[o];
    return count;
}

/* 1 open, 0.8 closed, x min(1, 0.85 1.07^years from 2013), / (1 + 4 gap) of
 * the West; one victim in the record suffices. */
static void
the_lens_has_its_chances(void **state)
{
    enum { MANY = 4000 };
    static const struct {
        state_id i, j;
        int32_t week;
        int victims;
        double gap;
    } c[] = {
        { XBB, XAA, 0, 1, 0 },        /* closed: 0.8 (coverage is 1 in 2017) */
        { XBB, XAA, -208, 1, 0 },       /* and in 2013                       */
        { XAA, XBB, -208, 1, 0 },       /* open, 2013                        */
        { XBB, XAA, 0, 1, 0.25 },       /* a western initiator: half         */
        { XAA, XBB, -150, 1, 0.25 },    /* no western one: not halved        */
        { XBB, XAA, -208, 2, 0.25 } };  /* closed, and open XCC              */

    (void)state;
    for (size_t k = 0; k < sizeof c / sizeof *c; k++) {
        struct stage s;
        stage_set(&s, 10, MANY);
        s.w.p.world.reporting_gap = c[k].gap;
        double years = (s.a.in.start + 7 * c[k].week - day_of(2013, 1, 1))
                       / 365.2425;
        double cover = fmin(1, 0.85 * pow(1.07, years));
        double gap = c[k].i == XBB ? 1 + 4 * c[k].gap : 1;
        double p = cover * (c[k].j == XAA ? 0.8 : 1) / gap;
        if (c[k].victims > 1)
            p = 1 - (1 - p) * (1 - cover / gap);
        hand_assert_share(observed(&s, MANY, c[k].i, c[k].j, c[k].week,
                                   c[k].victims), MANY, p, "observed");
        stage_free(&s);
    }
}

/* By polyarchy where the bloc does not say it: above 0.6. */
static void
an_open_victim_is_recorded_like_a_western_one(void **state)
{
    struct stage s;

    (void)state;
    stage_set(&s, 10, 500);
    s.w.state.openness[XAA] = 0.61;
    assert_true(observed(&s, 500, XBB, XAA, 0, 1) == 500);
    stage_free(&s);
}

static void
what_is_not_named_in_public_is_not_observed(void **state)
{
    struct stage s;
    struct outcomes out;

    (void)state;
    stage_set(&s, 1, 10);
    uint32_t o = hand_operation(&s.w, XAA, XBB, KIND_theft, SECTOR_industry);
    detect(&s.w, o);
    hand_case(&s.w, o, AUTHOR_government, XBB, XAA, 0.95);
    close_week(&s.w);
    outcomes_of(&s, &out);
    assert_true(out.value[METRIC_ops_detected] == 1);
    assert_true(out.value[METRIC_findings_private] == 1);
    assert_true(out.value[METRIC_ops_observed] == 0);
    stage_free(&s);
}

/* A wrong name is observed as a right one is. */
static void
a_wrong_name_is_observed(void **state)
{
    struct stage s;
    struct outcomes out;

    (void)state;
    stage_set(&s, 3, 10);
    uint32_t o = hand_operation(&s.w, XAA, XBB, KIND_theft, SECTOR_industry);
    close_week(&s.w);
    detect(&s.w, o);
    close_week(&s.w);
    publish(&s.w, o, XCC);
    close_week(&s.w);
    outcomes_of(&s, &out);
    assert_true(out.value[METRIC_ops_observed] == 1);
    assert_true(out.value[METRIC_observed_theft] == 1);
    assert_true(out.value[METRIC_ops_named_wrong] == 1);
    assert_true(out.value[METRIC_ops_named_right] == 0);
    assert_true(out.value[METRIC_weeks_to_detection] == 1);
    assert_true(out.value[METRIC_weeks_to_public] == 2);
    stage_free(&s);
}

/* Operations A and B in one week, on a state that the record never has and on
 * one that it always has: B does not lend its victim to A. */
static void
the_record_of_an_operation_looks_at_its_own_victims(void **state)
{
    struct stage s;

    (void)state;
    stage_set(&s, 10, 10);
    struct world *w = &s.w;
    w->p.account.record_closed = 0;
    uint32_t a = hand_operation(w, XBB, XAA, KIND_theft, SECTOR_industry);
    uint32_t b = hand_operation(w, XAA, XBB, KIND_theft, SECTOR_industry);
    publish(w, a, XBB);
    account(w);
    assert_int_equal(w->operation.observed[a], 0);
    publish(w, b, XAA);
    account(w);
    assert_int_equal(w->operation.observed[a], 0);
    assert_int_equal(w->operation.observed[b], 1);
    stage_free(&s);
}

/* ---- the ladder --------------------------------------------------------- */

/* An operation at week 0 of a run of 40 weeks: how many weeks did its pair
 * stand at 3 and 5, in truth and as seen (detected at week 10)? */
static void
ladder(enum kind kind, enum sector sector, uint8_t severity, bool success,
       const double want[4], int peak)
{
    struct stage s;
    struct outcomes out;

    stage_set(&s, 40, 10);
    uint32_t o = hand_operation(&s.w, XAA, XCC, kind, sector);
    s.w.operation.severity[o] = severity;
    s.w.operation.success[o] = success;
    for (int week = 0; week < 40; week++) {
        if (week == 10)
            detect(&s.w, o);
        close_week(&s.w);
    }
    outcomes_of(&s, &out);
    /* Two pairs, 40 weeks: 80/52 pair-years. */
    double unit = 1000 / (80 / 52.0);
    assert_near(out.value[METRIC_pair_weeks_rung3_per_1000],
                want[0] * unit, 1e-9);
    assert_near(out.value[METRIC_pair_weeks_rung5_per_1000],
                want[1] * unit, 1e-9);
    assert_near(out.value[METRIC_pair_weeks_rung3_perceived_per_1000],
                want[2] * unit, 1e-9);
    assert_near(out.value[METRIC_pair_weeks_rung5_perceived_per_1000],
                want[3] * unit, 1e-9);
    assert_true(out.value[METRIC_peak_rung] == peak);
    assert_true(out.value[METRIC_weeks_to_rung5] == (want[1] > 0 ? 0 : 40));
    stage_free(&s);
}

/* Rungs last 26 weeks, failed operations included; severity 6 on
 * infrastructure is rung 5 only as a success. */
static void
each_kind_has_its_rung(void **state)
{
    static const double none[4] = { 0 }, three[4] = { 26, 0, 26, 0 },
                        five[4] = { 26, 26, 26, 26 };

    (void)state;
    ladder(KIND_espionage, SECTOR_military, 4, true, none, 1);
    ladder(KIND_theft, SECTOR_industry, 4, true, none, 2);
    ladder(KIND_influence, SECTOR_civilians, 4, true, none, 2);
    ladder(KIND_disruption, SECTOR_government, 4, true, three, 3);
    ladder(KIND_disruption, SECTOR_government, 4, false, three, 3);
    ladder(KIND_destruction, SECTOR_military, 8, true, three, 4);
    ladder(KIND_destruction, SECTOR_infrastructure, 5, true, three, 4);
    ladder(KIND_destruction, SECTOR_infrastructure, 6, false, three, 4);
    ladder(KIND_destruction, SECTOR_infrastructure, 6, true, five, 5);
    ladder(KIND_espionage, SECTOR_infrastructure, 6, true, five, 5);
}

/* What civilians leave: victim v touched n people this week. */
static void
touch(struct world *w, uint32_t v, double n)
{
    world_rows_cut(w, TABLE_arrived, 0);
    w->victim.touched[v] = n;
    w->arrived.row[world_append(w, TABLE_arrived)] = v;
}

/* From 1 % of a state's people on, by disruption. */
static void
mass_harm_is_a_share_of_people(void **state)
{
    static const struct { enum kind kind; double share; int want; } c[] = {
        { KIND_disruption, 0.00999, 0 }, { KIND_disruption, 0.01001, 1 },
        { KIND_destruction, 0.3, 1 }, { KIND_theft, 0.3, 0 } };

    (void)state;
    for (size_t k = 0; k < sizeof c / sizeof *c; k++) {
        struct stage s;
        struct outcomes out;
        stage_set(&s, 50, 10);
        uint32_t o = hand_operation(&s.w, XAA, XCC, c[k].kind,
                                    SECTOR_civilians);
        for (int week = 0; week < 50; week++) {
            world_rows_cut(&s.w, TABLE_arrived, 0);
            if (week == 7)
                touch(&s.w, s.w.operation.first_victim[o],
                      c[k].share * s.w.state.online[XCC]);
            close_week(&s.w);
        }
        outcomes_of(&s, &out);
        assert_near(out.value[METRIC_pair_weeks_rung5_per_1000],
                    c[k].want * 26 * 1000 / (100 / 52.0), 1e-9);
        assert_true(out.value[METRIC_pair_weeks_rung5_perceived_per_1000]
                    == 0);          /* nobody has seen it                    */
        assert_true(out.value[METRIC_weeks_to_rung5] == (c[k].want ? 7 : 50));
        stage_free(&s);
    }
}

/* Perceived only where the operation was seen before people were touched. */
static void
mass_harm_is_perceived_if_the_operation_was_seen(void **state)
{
    struct stage s;
    struct outcomes out;

    (void)state;
    stage_set(&s, 40, 10);
    uint32_t o = hand_operation(&s.w, XAA, XCC, KIND_disruption,
                                SECTOR_civilians);
    for (int week = 0; week < 40; week++) {
        world_rows_cut(&s.w, TABLE_arrived, 0);
        if (week == 3)
            detect(&s.w, o);
        if (week == 5)
            touch(&s.w, s.w.operation.first_victim[o],
                  0.02 * s.w.state.online[XCC]);
        close_week(&s.w);
    }
    outcomes_of(&s, &out);
    assert_near(out.value[METRIC_pair_weeks_rung5_perceived_per_1000],
                26 * 1000 / (80 / 52.0), 1e-9);
    stage_free(&s);
}

/* Rung 6 while it goes on and 26 weeks from its last week, for everybody to
 * see. */
static void
a_war_is_rung_six_until_half_a_year_after_it(void **state)
{
    struct stage s;
    struct outcomes out;

    (void)state;
    stage_set(&s, 60, 10);
    uint32_t c = world_append(&s.w, TABLE_conflict);
    s.w.conflict.is_war[c] = 1;
    s.w.conflict.a[c] = XAA;
    s.w.conflict.b[c] = XBB;
    s.w.conflict.began[c] = 0;
    s.w.conflict.ends[c] = 9;
    s.w.dyad.conflict[dyad_of(&s.w, XAA, XBB)] = (int32_t)c;
    for (int week = 0; week < 60; week++)
        close_week(&s.w);
    outcomes_of(&s, &out);
    /* Weeks 0..8 and 25 more after the last of them. */
    double want = 34 * 1000 / (120 / 52.0);
    assert_near(out.value[METRIC_pair_weeks_rung5_per_1000], want, 1e-9);
    assert_near(out.value[METRIC_pair_weeks_rung3_perceived_per_1000], want,
                1e-9);
    assert_true(out.value[METRIC_peak_rung] == 6);
    for (int week = 0; week < 60; week++)
        assert_int_equal(s.w.series.rung[week], week < 34 ? 6 : 0);
    stage_free(&s);
}

/* Numerator and denominator over the same pairs: rival or on watch. */
static void
without_pairs_the_ladder_is_empty(void **state)
{
    struct arm a = { 0 };
    struct outcomes out;

    (void)state;
    worlds_load(&a, "lessons/world@anarchy", NULL);
    for (uint32_t k = 0; k < a.in.tables.n_pairs; k++) {
        a.in.tables.pair[k].rivalry_start = 0;
        a.in.tables.pair[k].watch = false;
    }
    worlds_run(NULL, &a, 3, 0, &out);
    assert_true(isnan(out.value[METRIC_pair_weeks_rung3_per_1000]));
    assert_true(isnan(out.value[METRIC_pair_weeks_rung5_per_1000]));
    assert_true(isnan(out.value[METRIC_weeks_to_rung5]));
    assert_true(out.value[METRIC_ops_true] > 0);
    arm_free(&a);
}

/* ---- harm --------------------------------------------------------------- */

/* Person-weeks from people who are disrupted at the end of the week, split as
 * the people touched are. */
static void
harm_is_split_by_severity(void **state)
{
    struct stage s;
    struct outcomes out;
    double online = 0;

    (void)state;
    stage_set(&s, 10, 10);
    struct world *w = &s.w;
    for (uint32_t i = 0; i < 3; i++)
        online += w->state.online[i];
    uint32_t o[3];
    for (int k = 0; k < 3; k++) {
        o[k] = hand_operation(w, XAA, XCC, k < 2 ? KIND_disruption
                              : KIND_espionage, SECTOR_civilians);
        w->operation.severity[o[k]] = (uint8_t)(k == 1 ? 6 : 5);
    }
    for (int week = 0; week < 10; week++) {
        world_rows_cut(w, TABLE_arrived, 0);
        if (week >= 2 && week < 5)
            touch(w, w->operation.first_victim[o[week - 2]],
                  1000 * (week - 1));
        w->cell.disrupted[0] = week;
        w->cell.disrupted[2] = 100;
        close_week(w);
    }
    outcomes_of(&s, &out);
    double weeks = 1000 * (45 + 1000) / online;
    assert_near(out.value[METRIC_disrupted_person_weeks_per_1000], weeks,
                1e-12);
    assert_near(out.value[METRIC_people_disrupted], 3000, 0);
    assert_near(out.value[METRIC_people_compromised], 3000, 0);
    enum metric share =
        METRIC_disrupted_person_weeks_per_1000_share_severity_6;
    enum metric to_5 = METRIC_disrupted_person_weeks_per_1000_severity_to_5;
    assert_near(out.value[share], 2.0 / 3, 1e-12);
    assert_near(out.value[to_5], weeks / 3, 1e-12);
    assert_near(out.value[METRIC_people_compromised_severity_to_5], 3000, 0);
    assert_near(out.value[METRIC_people_compromised_share_severity_6], 0, 0);
    /* Each disrupted person: two weeks of a tenth of the income. */
    double income = w->state.gdp[XCC] / w->state.online[XCC] / 52;
    assert_near(out.value[METRIC_loss_musd], 3000 * 2 * 0.1 * income, 1e-9);
    assert_near(out.value[METRIC_largest_loss_musd], 2000 * 2 * 0.1 * income,
                1e-9);
    stage_free(&s);
}

/* ---- responses ---------------------------------------------------------- */

static void
react(struct world *w, enum response r, state_id j, uint32_t row, bool right)
{
    world_event(w, &(struct event_row){ .kind = EVENT_reaction, .response = r,
        .actor = j, .target = XAA, .row = row, .victim = 0,
        .trigger = NOTHING, .amount = 1.5,
        .flags = right ? EVENT_FLAG_right : 0 });
}

/* Sanction and above against an innocent; a collective response is one,
 * however many join. */
static void
retaliation_after_a_wrong_finding_is_counted_once(void **state)
{
    struct stage s;
    struct outcomes out;

    (void)state;
    stage_set(&s, 1, 10);
    struct world *w = &s.w;
    for (int right = 0; right < 2; right++) {
        react(w, RESPONSE_silence, XBB, 0, right);
        react(w, RESPONSE_protest, XBB, 0, right);
        react(w, RESPONSE_sanction, XBB, 0, right);
        react(w, RESPONSE_collective, XBB, 1, right);
        react(w, RESPONSE_collective, XCC, 1, right);
        react(w, RESPONSE_in_kind, XBB, 0, right);
        react(w, RESPONSE_escalate, XBB, 0, right);
        react(w, RESPONSE_armed, XBB, 0, right);
    }
    close_week(w);
    outcomes_of(&s, &out);
    assert_true(out.value[METRIC_retaliations_after_wrong_finding] == 5);
    assert_true(out.value[METRIC_collective_responses] == 2);
    assert_true(out.value[METRIC_joiners] == 4);
    assert_true(out.value[METRIC_protests] == 2);
    assert_true(out.value[METRIC_sanction_cost] == 6 * 1.5);
    stage_free(&s);
}

/* The r-th answer r times, each to a finding of its own. */
static void
every_answer_counts_in_its_outcome(void **state)
{
    static const enum metric of[N_RESPONSES] = {
        [RESPONSE_protest] = METRIC_protests,
        [RESPONSE_sanction] = METRIC_sanctions,
        [RESPONSE_collective] = METRIC_collective_responses,
        [RESPONSE_in_kind] = METRIC_answers_in_kind,
        [RESPONSE_escalate] = METRIC_escalations,
        [RESPONSE_armed] = METRIC_armed_answers };
    struct stage s;
    struct outcomes out;

    (void)state;
    stage_set(&s, 1, 30);
    uint32_t row = 0;
    for (int r = RESPONSE_protest; r < N_RESPONSES; r++)
        for (int n = 0; n < r; n++)
            react(&s.w, (enum response)r, n % 2 ? XBB : XCC, row++, true);
    close_week(&s.w);
    outcomes_of(&s, &out);
    for (int r = RESPONSE_protest; r < N_RESPONSES; r++)
        assert_near(out.value[of[r]], r, 0);
    /* Two sanctions and three collective ones, three of them of XCC. */
    double each = s.w.p.reaction.deeds_cost;
    assert_near(out.value[METRIC_sender_cost],
                each * (3 * s.w.dyad.trade[dyad_of(&s.w, XCC, XAA)]
                        + 2 * s.w.dyad.trade[dyad_of(&s.w, XBB, XAA)]),
                1e-12);
    stage_free(&s);
}

/* ---- counts ------------------------------------------------------------- */

/* One operation of the first kind, two of the second and so on to five, on
 * sectors the other way round; all are in the record. */
static void
count_fifteen(struct world *w)
{
    for (int n = 0, k = 0; k < N_KINDS; k++)
        for (int twin = 0; twin <= k; twin++, n++) {
            int s = n < 5 ? 0 : n < 9 ? 1 : n < 12 ? 2 : n < 14 ? 3 : 4;
            uint32_t o = hand_operation(w, XAA, XBB, (enum kind)k,
                                        (enum sector)s);
            w->operation.executor[o] = n < 2 ? EXECUTOR_proxy : EXECUTOR_own;
            w->operation.severity[o] = n < 4 ? 6 : n < 7 ? 5 : 4;
            w->operation.breach[o] = n < 6;
            w->operation.exploit[o] = n < 8 ? 0 : NOTHING;
            w->operation.nday[o] = n >= 8 && n < 11 ? 0 : NOTHING;
            w->operation.success[o] = n != 0;
            w->operation.origin[o] = n < 5 ? ORIGIN_calm : n < 9
                ? ORIGIN_surge : n < 12 ? ORIGIN_reply : ORIGIN_imposed;
            w->operation.parent[o] = n > 0 ? 0 : NOTHING;
            w->operation.act_chance[o] = n / 15.0;
            w->operation.fear_share[o] = n / 30.0;
            publish(w, o, XAA);
        }
}

static void
every_operation_counts_for_what_it_is(void **state)
{
    static const struct { enum metric m; double n; } want[] = {
        { METRIC_ops_true, 15 },            { METRIC_ops_observed, 15 },
        { METRIC_ops_espionage, 1 },        { METRIC_observed_espionage, 1 },
        { METRIC_ops_theft, 2 },            { METRIC_observed_theft, 2 },
        { METRIC_ops_influence, 3 },        { METRIC_observed_influence, 3 },
        { METRIC_ops_disruption, 4 },       { METRIC_observed_disruption, 4 },
        { METRIC_ops_destruction, 5 },      { METRIC_observed_destruction, 5 },
        { METRIC_ops_government, 5 },       { METRIC_ops_military, 4 },
        { METRIC_ops_infrastructure, 3 },   { METRIC_ops_industry, 2 },
        { METRIC_ops_civilians, 1 },        { METRIC_ops_proxy, 2 },
        { METRIC_ops_severity_6, 4 },       { METRIC_ops_severity_5, 7 },
        { METRIC_ops_prohibited, 6 },       { METRIC_ops_zero_day, 8 },
        { METRIC_ops_n_day, 3 },            { METRIC_successes, 14 },
        { METRIC_ops_from_crisis, 8 },      { METRIC_ops_replies, 3 } };
    struct stage s;
    struct outcomes out;

    (void)state;
    stage_set(&s, 1, 20);
    count_fifteen(&s.w);
    close_week(&s.w);
    outcomes_of(&s, &out);
    for (size_t k = 0; k < sizeof want / sizeof *want; k++)
        if (out.value[want[k].m] != want[k].n)
            fail_msg("%s is %g, not %g", metric_table[want[k].m].name,
                     out.value[want[k].m], want[k].n);
    /* Means of n/15 and n/30 over n = 0 .. 14. */
    assert_near(out.value[METRIC_deterrence_semi_elasticity],
                -100 * s.w.p.decision.rationality * 8 / 15, 1e-9);
    assert_near(out.value[METRIC_cost_share], 7 / 30.0, 1e-12);
    stage_free(&s);
}

/* The k-th of the list k times. */
static void
every_event_counts_in_its_outcome(void **state)
{
    static const struct { enum event_kind kind; enum metric m; } of[] = {
        { EVENT_worm, METRIC_worms },
        { EVENT_accession, METRIC_accessions },
        { EVENT_withdrawal, METRIC_withdrawals },
        { EVENT_complicity, METRIC_complicity_revealed },
        { EVENT_crisis, METRIC_crises },
        { EVENT_war, METRIC_armed_conflicts } };
    struct stage s;
    struct outcomes out;

    (void)state;
    stage_set(&s, 1, 10);
    for (size_t k = 0; k < sizeof of / sizeof *of; k++)
        for (size_t n = 0; n <= k; n++)
            world_event(&s.w, &(struct event_row){ .kind = of[k].kind,
                .actor = XAA, .target = XBB, .victim = NOTHING,
                .trigger = NOTHING });
    close_week(&s.w);
    outcomes_of(&s, &out);
    for (size_t k = 0; k < sizeof of / sizeof *of; k++)
        assert_near(out.value[of[k].m], (double)k + 1, 0);
    stage_free(&s);
}

/* What the agency says, stops and lets out. */
static void
findings_of_the_agency_are_counted_apart(void **state)
{
    static const unsigned flags[] = { 0, EVENT_FLAG_right, EVENT_FLAG_leak,
        EVENT_FLAG_right | EVENT_FLAG_leak,
        EVENT_FLAG_right | EVENT_FLAG_binding, EVENT_FLAG_leak };
    struct stage s;
    struct outcomes out;

    (void)state;
    stage_set(&s, 1, 10);
    for (size_t k = 0; k < sizeof flags / sizeof *flags; k++) {
        uint32_t o = hand_operation(&s.w, XAA, XBB, KIND_theft,
                                    SECTOR_industry);
        uint32_t c = hand_case(&s.w, o, AUTHOR_agency, NO_STATE, XAA, 0.95);
        world_event(&s.w, &(struct event_row){ .kind = EVENT_public_finding,
            .actor = NO_STATE, .target = XAA, .row = c, .victim = NOTHING,
            .trigger = NOTHING, .flags = flags[k] });
    }
    for (int n = 0; n < 4; n++)
        world_event(&s.w, &(struct event_row){ .kind = EVENT_finding,
            .actor = NO_STATE, .target = XAA, .victim = NOTHING,
            .trigger = NOTHING, .flags = EVENT_FLAG_blocked });
    publish(&s.w, 0, XCC);
    close_week(&s.w);
    outcomes_of(&s, &out);
    assert_near(out.value[METRIC_agency_findings], 6, 0);
    assert_near(out.value[METRIC_agency_wrong], 3, 0);
    assert_near(out.value[METRIC_agency_leaked], 3, 0);
    assert_near(out.value[METRIC_agency_blocked], 4, 0);
    assert_near(out.value[METRIC_findings_binding], 1, 0);
    assert_near(out.value[METRIC_findings_public], 7, 0);
    assert_near(out.value[METRIC_findings_private], 6 + 4 + 1, 0);
    stage_free(&s);
}

/* Three of states and one of others seen in use, two given to the vendor. */
static void
finds_are_seen_burnt_or_disclosed(void **state)
{
    struct stage s;
    struct outcomes out;

    (void)state;
    stage_set(&s, 1, 10);
    struct world *w = &s.w;
    for (int k = 0; k < 7; k++) {
        uint32_t v = world_append(w, TABLE_vulnerability);
        w->vulnerability.holder[v] = k == 3 ? NO_STATE : XAA;
        w->vulnerability.seen[v] = k < 4 ? w->week : NEVER;
        if (k < 6)
            world_event(w, &(struct event_row){ .kind = EVENT_disclosure,
                .row = v, .victim = NOTHING, .trigger = NOTHING });
        else
            w->holding.row[world_append(w, TABLE_holding)] = v;
    }
    close_week(w);
    outcomes_of(&s, &out);
    assert_near(out.value[METRIC_exploits_seen], 4, 0);
    assert_near(out.value[METRIC_exploits_burnt], 3, 0);
    assert_near(out.value[METRIC_exploits_disclosed], 2, 0);
    assert_near(out.value[METRIC_exploits_held], 1, 0);
    stage_free(&s);
}

/* Of the first of two operations, whose servers are down. */
static void
a_takedown_counts_its_domains_and_states(void **state)
{
    struct stage s;
    struct outcomes out;

    (void)state;
    stage_set(&s, 1, 10);
    struct world *w = &s.w;
    for (uint16_t k = 0; k < 2; k++) {
        uint32_t t = world_append(w, TABLE_takedown);
        w->takedown.operation[t] = hand_operation(w, XAA, XBB, KIND_theft,
                                                  SECTOR_industry);
        w->takedown.domains[t] = (uint16_t)(7 + k);
        w->takedown.states[t] = (uint16_t)(2 + k);
    }
    world_event(w, &(struct event_row){ .kind = EVENT_takedown, .row = 0,
        .victim = NOTHING, .trigger = NOTHING });
    close_week(w);
    outcomes_of(&s, &out);
    assert_near(out.value[METRIC_takedowns], 1, 0);
    assert_near(out.value[METRIC_takedown_domains], 7, 0);
    assert_near(out.value[METRIC_takedown_states], 2, 0);
    stage_free(&s);
}

/* ---- means over weeks --------------------------------------------------- */

/* In the second of two weeks the first state with a programme owes more than
 * a tenth of the cap, another just a tenth; all have nationalism 0.3, then
 * 0.3, 0.5 and 0.7. */
static void
shares_of_capability_and_nationalism_are_means_over_weeks(void **state)
{
    struct stage s;
    struct outcomes out;

    (void)state;
    stage_set(&s, 2, 10);
    struct world *w = &s.w;
    assert_true(w->derived.n_initiators > 1);
    for (state_id i = 0; i < w->state.n; i++)
        w->state.nationalism[i] = 0.3;
    close_week(w);
    for (state_id i = 0; i < w->state.n; i++)
        w->state.nationalism[i] = 0.3 + 0.2 * i;
    w->state.saturation[w->derived.initiator[0]] = 0.101;
    w->state.saturation[w->derived.initiator[1]] = 0.1;
    close_week(w);
    outcomes_of(&s, &out);
    assert_near(out.value[METRIC_mean_nationalism], 0.4, 1e-12);
    assert_near(out.value[METRIC_capability_saturated],
                w->state.weight[w->derived.initiator[0]]
                / w->derived.capability / 2, 1e-12);
    stage_free(&s);
}

/* ---- whole runs --------------------------------------------------------- */

static void
sums_add_up(void **state)
{
    static const char *const sets[] = { "decision.tempo=300", NULL };
    static const char *const arms[] = { "lessons/world@anarchy",
        "lessons/world@convention+agency" };

    (void)state;
    for (int k = 0; k < 2; k++) {
        struct arm a = { 0 };
        struct world w = { 0 };
        struct outcomes out;
        double n = 0, loss = 0, weeks = 0, online = 0, seen = 0, rows = 0;
        double worms = 0;
        const double *v = out.value;
        worlds_load(&a, arms[k], sets);
        worlds_run(&w, &a, 13, (uint32_t)k, &out);
        for (int32_t t = 0; t < a.in.weeks; t++) {
            n += w.series.operations[t];
            weeks += w.series.disrupted[t];
        }
        for (uint32_t o = 0; o < w.operation.n; o++) {
            loss += w.operation.loss[o] - w.operation.worm_loss[o];
            worms += w.operation.worm_loss[o];
            rows += w.operation.launched[o] >= 0;
            seen += w.operation.launched[o] >= 0 && w.operation.observed[o];
        }
        for (state_id i = 0; i < 3; i++)
            online += w.state.online[i];
        assert_true(n > 500);
        assert_true(v[METRIC_ops_true] == n && rows == n);
        assert_true(v[METRIC_ops_espionage] + v[METRIC_ops_theft]
                    + v[METRIC_ops_influence] + v[METRIC_ops_disruption]
                    + v[METRIC_ops_destruction] == n);
        assert_true(v[METRIC_ops_government] + v[METRIC_ops_military]
                    + v[METRIC_ops_infrastructure] + v[METRIC_ops_industry]
                    + v[METRIC_ops_civilians] == n);
        assert_true(v[METRIC_ops_observed] == seen && seen <= n);
        assert_true(v[METRIC_ops_severity_6] <= v[METRIC_ops_severity_5]);
        assert_close(v[METRIC_loss_musd], loss, 1e-9);
        assert_true(worms > 0 && loss > 0);
        assert_close(v[METRIC_worm_loss_musd], worms, 1e-9);
        assert_close(v[METRIC_disrupted_person_weeks_per_1000],
                     1000 * weeks / online, 1e-12);
        assert_true(v[METRIC_pair_weeks_rung5_per_1000]
                    <= v[METRIC_pair_weeks_rung3_per_1000]);
        assert_true(v[METRIC_pair_weeks_rung3_per_1000] <= 52000);
        world_free(&w);
        arm_free(&a);
    }
}

/* Zero tempo: all that comes of operations is exactly zero. */
static void
nothing_happens_at_zero_tempo(void **state)
{
    static const char *const sets[] = { "decision.tempo=0",
        "vulnerabilities.others=0", NULL };
    struct arm a = { 0 };
    struct outcomes out;
    const double *v = out.value;

    (void)state;
    worlds_load(&a, "lessons/world@convention+agency", sets);
    worlds_run(NULL, &a, 13, 0, &out);
    for (int m = METRIC_ops_true; m <= METRIC_exploits_burnt; m++)
        assert_true(v[m] == 0);
    for (int m = METRIC_takedowns; m <= METRIC_takedown_states; m++)
        assert_true(v[m] == 0);
    for (int m = METRIC_platform_change; m <= METRIC_findings_binding; m++)
        assert_true(v[m] == 0);
    assert_true(v[METRIC_worm_loss_musd] == 0);
    assert_true(v[METRIC_loss_musd] == 0);
    assert_true(v[METRIC_people_compromised] == 0);
    assert_true(v[METRIC_disrupted_person_weeks_per_1000] == 0);
    assert_true(v[METRIC_docket_referred] == 0);
    assert_true(v[METRIC_retaliations_after_wrong_finding] == 0);
    arm_free(&a);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_lens_has_its_chances),
        cmocka_unit_test(an_open_victim_is_recorded_like_a_western_one),
        cmocka_unit_test(what_is_not_named_in_public_is_not_observed),
        cmocka_unit_test(a_wrong_name_is_observed),
        cmocka_unit_test(the_record_of_an_operation_looks_at_its_own_victims),
        cmocka_unit_test(each_kind_has_its_rung),
        cmocka_unit_test(mass_harm_is_a_share_of_people),
        cmocka_unit_test(mass_harm_is_perceived_if_the_operation_was_seen),
        cmocka_unit_test(a_war_is_rung_six_until_half_a_year_after_it),
        cmocka_unit_test(without_pairs_the_ladder_is_empty),
        cmocka_unit_test(harm_is_split_by_severity),
        cmocka_unit_test(retaliation_after_a_wrong_finding_is_counted_once),
        cmocka_unit_test(every_answer_counts_in_its_outcome),
        cmocka_unit_test(every_operation_counts_for_what_it_is),
        cmocka_unit_test(every_event_counts_in_its_outcome),
        cmocka_unit_test(findings_of_the_agency_are_counted_apart),
        cmocka_unit_test(finds_are_seen_burnt_or_disclosed),
        cmocka_unit_test(a_takedown_counts_its_domains_and_states),
        cmocka_unit_test(
            shares_of_capability_and_nationalism_are_means_over_weeks),
        cmocka_unit_test(sums_add_up),
        cmocka_unit_test(nothing_happens_at_zero_tempo),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
