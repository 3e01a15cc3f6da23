/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_reaction.c - hostility against Richardson's model, choices against the
 * logit, sanctions and their cost against sums, who joins against its formula.
 * Bands are 4 standard errors. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>

#include "process/process.h"
#include "process/reaction_response.h"
#include "support/hand.h"
#include "support/near.h"
#include "support/oracle.h"
#include "theory/choice.h"
#include "theory/richardson.h"
#include "world/credibility.h"

enum { XAA, XBB, XCC };

struct stage {
    struct arm a;
    struct world w;
};

/* A week on, with everybody silent. */
static void
stage_set(struct stage *s, const char *name, uint32_t room)
{
    *s = (struct stage){ 0 };
    hand_load(&s->a, name);
    hand_begin(&s->w, &s->a, 1, room);
    hand_attraction(&s->w);
    s->w.week++;
    hand_open(&s->w);
    for (int r = 1; r < N_RESPONSES; r++)
        s->w.p.reaction.intercept[r] = -50;
    for (state_id i = 0; i < s->w.state.n; i++)
        s->w.state.party[i] = 0;
}

static void
stage_free(struct stage *s)
{
    world_free(&s->w);
    arm_free(&s->a);
}

static void
close_week(struct world *w)
{
    reaction(w);
    assert_int_equal(w->overflow, N_TABLES);
    w->derived.room = 4;
    w->week++;
    hand_open(w);
}

static uint32_t
operation(struct world *w, state_id i, state_id j, uint8_t severity)
{
    uint32_t o = hand_operation(w, i, j, KIND_disruption, SECTOR_civilians);

    w->operation.severity[o] = severity;
    w->operation.detected[o] = w->week;
    return o;
}

/* What attribution says when case c is published this week. */
static uint32_t
publish(struct world *w, uint32_t c, unsigned flags, double credibility)
{
    w->case_file.published[c] = w->week;
    return world_event(w, &(struct event_row){ .kind = EVENT_public_finding,
        .actor = w->case_file.home[c], .target = w->case_file.suspect[c],
        .row = c, .victim = NOTHING, .trigger = NOTHING, .flags = flags,
        .belief = credibility });
}

/* A case that was settled before, so that only its publication is news. */
static uint32_t
old_case(struct world *w, uint32_t o, state_id home, state_id suspect,
         double belief)
{
    uint32_t c = hand_case(w, o, AUTHOR_government, home, suspect, belief);

    world_rows_cut(w, TABLE_event, w->event.n - 1);
    w->case_file.event[c] = NOTHING;
    w->case_file.named[c] = w->week - 1;
    return c;
}

static double
reactions(const struct world *w, enum response r)
{
    double n = 0;

    for (uint32_t e = 0; e < w->event.n; e++)
        n += w->event.kind[e] == EVENT_reaction && w->event.response[e] == r;
    return n;
}

/* ---- hostility ---------------------------------------------------------- */

static void
hostility_fades_by_the_power_of_weeks(void **state)
{
    struct stage s;

    (void)state;
    stage_set(&s, "lessons/world@anarchy", 4);
    embitter(&s.w, XBB, XAA, 0.6);
    int32_t then = s.w.week;
    for (int n = 0; n < 200; n++) {
        assert_near(world_hostility(&s.w, XBB, XAA),
                    0.6 * pow(0.97, s.w.week - then), 1e-12);
        close_week(&s.w);
    }
    assert_true(world_hostility(&s.w, XAA, XBB) == 0);
    embitter(&s.w, XBB, XAA, 5);
    assert_true(world_hostility(&s.w, XBB, XAA) == 1);
    stage_free(&s);
}

/* kH b sev/10: the first victim when it settles, the others at the first
 * public statement, each once. */
static void
an_operation_embitters_each_victim_once(void **state)
{
    struct stage s;

    (void)state;
    stage_set(&s, "lessons/world@anarchy", 4);
    struct world *w = &s.w;
    double gain = w->p.reaction.hostility_gain;
    uint32_t o = operation(w, XAA, XBB, 4);
    hand_victim(w, XCC);
    uint32_t c = hand_case(w, o, AUTHOR_government, XBB, XAA, 0.96);
    close_week(w);
    double first = gain * 0.96 * 0.4;
    assert_near(world_hostility(w, XBB, XAA), first * 0.97, 1e-12);
    assert_true(world_hostility(w, XCC, XAA) == 0);
    publish(w, c, EVENT_FLAG_first, 0.5);
    double seen = credibility_combined(w, o, XAA, XCC);
    assert_near(seen, 0.5 + w->p.attribution.bloc_trust, 1e-9);
    close_week(w);
    assert_near(world_hostility(w, XBB, XAA), first * 0.97 * 0.97, 1e-12);
    assert_near(world_hostility(w, XCC, XAA), gain * seen * 0.4 * 0.97, 1e-9);
    publish(w, c, 0, 0.5);              /* somebody says it again            */
    close_week(w);
    assert_near(world_hostility(w, XCC, XAA), gain * seen * 0.4 * 0.97 * 0.97,
                1e-9);
    stage_free(&s);
}

/* Findings by j against k that add k_jk H_kj a week: beliefs chosen for it. */
static void
accuse(struct world *w, state_id j, state_id k, double add)
{
    uint32_t o = operation(w, k, j, 5);

    hand_case(w, o, AUTHOR_government, j, k,
              add / (w->p.reaction.hostility_gain * 0.5));
}

/* x' = (1 - f) x + k y, y' = (1 - f) y + l x a week: one Euler step of
 * Richardson with both fatigues f.  It dies out iff f f > k l; beyond, it
 * grows until it is clipped at 1. */
static void
hostility_is_stable_iff_fading_exceeds_reaction(void **state)
{
    /* f = 0.03: f f = 0.0009. */
    static const struct { double k, l; } c[] = {
        { 0.01, 0.01 }, { 0.029, 0.029 }, { 0.06, 0.014 }, { 0.3, 0.0028 },
        { 0.031, 0.031 }, { 0.06, 0.016 }, { 0.3, 0.0032 }, { 0.05, 0.05 } };

    (void)state;
    for (size_t n = 0; n < sizeof c / sizeof *c; n++) {
        struct stage s;
        const struct richardson r = { .k = c[n].k, .l = c[n].l,
                                      .a = 0.03, .b = 0.03 };
        const struct richardson_step step = richardson_euler(&r, 1);
        double at[2] = { 0.02, 0.02 }, lambda[2], first = 0, last = 0;
        stage_set(&s, "lessons/world@anarchy", 4);
        struct world *w = &s.w;
        embitter(w, XAA, XBB, at[0]);
        embitter(w, XBB, XAA, at[1]);
        w->dyad.hostility_week[dyad_of(w, XAA, XBB)] =
            w->dyad.hostility_week[dyad_of(w, XBB, XAA)] = w->week - 1;
        for (int week = 0; week < 500; week++) {
            double x = w->dyad.hostility[dyad_of(w, XAA, XBB)];
            double y = w->dyad.hostility[dyad_of(w, XBB, XAA)];
            if (x < 1 && y < 1)
                assert_near(x + y, at[0] + at[1], 1e-9);
            last = x + y;
            if (week == 100)
                first = last;
            accuse(w, XAA, XBB, c[n].k * y);
            accuse(w, XBB, XAA, c[n].l * x);
            close_week(w);
            richardson_advance(&step, at);
        }
        richardson_eigenvalues(&r, lambda);
        assert_int_equal(richardson_is_stable(&r), c[n].k * c[n].l < 0.0009);
        assert_int_equal(last < first, richardson_is_stable(&r));
        assert_int_equal(lambda[1] < 0, richardson_is_stable(&r));
        assert_true(last <= 2);
        stage_free(&s);
    }
}

/* ---- the choice --------------------------------------------------------- */

static void
defaults_again(struct stage *s)
{
    for (int r = 0; r < N_RESPONSES; r++)
        s->w.p.reaction.intercept[r] = s->a.in.params.reaction.intercept[r];
}

/* U_r as reaction_response.c has it, written again from its formula. */
static double
utility_of(const struct world *w, const struct grievance *g, int r)
{
    const struct params *p = &w->p;
    double sev = w->operation.severity[g->operation];
    bool hard = sev >= 5 || w->dyad.conflict[dyad_of(w, g->j, g->k)] >= 0;

    if (r == RESPONSE_silence)
        return 0;
    if ((r == RESPONSE_protest && !g->is_public)
        || ((r == RESPONSE_escalate || r == RESPONSE_armed) && !hard))
        return -INFINITY;
    return p->reaction.intercept[r] + 0.25 * (sev - 3) + 0.05 * g->belief
        + w->state.backlash[g->j] * p->reaction.audience[r]
        - (1 - g->belief) * p->reaction.wrong_cost[r]
        - p->reaction.climb[r] * sev / 10 * w->state.power[g->k]
        - (r == RESPONSE_sanction
           ? 20 * w->dyad.trade[dyad_of(w, g->j, g->k)] : 0);
}

static void
utilities_are_their_formula(void **state)
{
    struct stage s;
    double u[N_RESPONSES];

    (void)state;
    stage_set(&s, "lessons/world@anarchy", 40);
    defaults_again(&s);
    s.w.state.backlash[XCC] = 0.7;
    s.w.state.power[XAA] = 0.6;
    s.w.dyad.trade[dyad_of(&s.w, XCC, XAA)] = 0.02;
    for (uint8_t sev = 1; sev <= 8; sev++)
        for (int k = 0; k < 4; k++) {
            struct grievance g = { .j = XCC, .k = XAA, .belief = 0.8,
                                   .is_public = k & 1 };
            g.operation = operation(&s.w, XAA, XCC, sev);
            s.w.dyad.conflict[dyad_of(&s.w, XCC, XAA)] = k & 2 ? 0 : -1;
            response_utilities(&s.w, &g, u);
            for (int r = 0; r < N_RESPONSES; r++)
                assert_near(u[r], utility_of(&s.w, &g, r), 1e-12);
        }
    stage_free(&s);
}

/* Severe enough that all seven responses occur. */
static void
responses_are_the_logit_of_their_utilities(void **state)
{
    enum { MANY = 8000 };

    (void)state;
    for (int is_public = 0; is_public < 2; is_public++) {
        struct stage s;
        double utility[N_RESPONSES], log_p[N_RESPONSES], chi2 = 0;
        double count[N_RESPONSES] = { 0 }, all = 0;
        int cells = 0;
        stage_set(&s, "lessons/world@anarchy", MANY);
        defaults_again(&s);
        struct world *w = &s.w;
        w->p.reaction.intercept[RESPONSE_armed] = -1;
        w->p.reaction.intercept[RESPONSE_escalate] = -2;
        w->dyad.trade[dyad_of(w, XBB, XAA)] = 0.01;
        w->state.backlash[XBB] = 0.5;
        w->p.reaction.words_cost = 0;
        w->p.reaction.legitimacy_loss = 0;
        w->p.reaction.join = 20;        /* who asks is seen by what it sends */
        for (int k = 0; k < MANY; k++) {
            uint32_t o = operation(w, XAA, XBB, 6);
            if (is_public)
                publish(w, old_case(w, o, XBB, XAA, 0.9), EVENT_FLAG_first,
                        0.5);
            else
                hand_case(w, o, AUTHOR_government, XBB, XAA, 0.9);
        }
        struct grievance g = { .j = XBB, .k = XAA, .operation = 0,
                               .belief = 0.9, .is_public = is_public };
        for (int r = 0; r < N_RESPONSES; r++)
            utility[r] = utility_of(w, &g, r);
        choice_log_probabilities(utility, N_RESPONSES, 2, log_p);
        reaction(w);
        for (uint32_t e = 0; e < w->event.n; e++)
            if (w->event.kind[e] == EVENT_reaction
                && w->event.actor[e] == XBB) {
                count[w->event.response[e]]++;
                all++;
            }
        if (!is_public)                /* silence in private leaves no event */
            count[RESPONSE_silence] = MANY - all;
        for (int r = 0; r < N_RESPONSES; r++) {
            double want = MANY * exp(log_p[r]);
            if (want == 0)
                assert_true(count[r] == 0);
            else
                cells++;
            if (want > 0)
                chi2 += (count[r] - want) * (count[r] - want) / want;
            assert_true(want == 0 || want > 10);
        }
        assert_int_equal(cells, is_public ? 7 : 6);
        assert_true(chi2 < oracle_chi2_limit(cells - 1));
        stage_free(&s);
    }
}

/* 1 to 26 weeks for an answer in kind, 1 to 4 for an escalation, all alike. */
static void
replies_come_within_their_time(void **state)
{
    enum { MANY = 5200 };
    static const struct { enum response r; int most; double stakes; } c[] = {
        { RESPONSE_in_kind, 26, 1 }, { RESPONSE_escalate, 4, 3 } };

    (void)state;
    for (int k = 0; k < 2; k++) {
        struct stage s;
        double count[27] = { 0 }, chi2 = 0, mean = (double)MANY / c[k].most;
        stage_set(&s, "lessons/world@anarchy", MANY);
        s.w.p.reaction.intercept[c[k].r] = 50;
        for (int n = 0; n < MANY; n++) {
            uint32_t o = operation(&s.w, XAA, XBB, 6);
            hand_case(&s.w, o, AUTHOR_government, XBB, XAA, 0.9);
        }
        reaction(&s.w);
        assert_int_equal(s.w.reply.n, MANY);
        for (uint32_t r = 0; r < s.w.reply.n; r++) {
            int32_t wait = s.w.reply.due[r] - s.w.week;
            assert_in_range(wait, 1, c[k].most);
            count[wait]++;
            assert_int_equal(s.w.reply.from[r], XBB);
            assert_int_equal(s.w.reply.to[r], XAA);
            assert_int_equal(s.w.reply.escalates[r], k);
            assert_true(s.w.reply.stakes[r] == c[k].stakes);
        }
        for (int n = 1; n <= c[k].most; n++)
            chi2 += (count[n] - mean) * (count[n] - mean) / mean;
        assert_true(chi2 < oracle_chi2_limit(c[k].most - 1));
        stage_free(&s);
    }
}

/* A wrong finding is answered against the innocent whom it names. */
static void
the_innocent_who_is_named_is_hit(void **state)
{
    struct stage s;

    (void)state;
    stage_set(&s, "lessons/world@anarchy", 4);
    s.w.p.reaction.intercept[RESPONSE_sanction] = 50;
    uint32_t o = operation(&s.w, XAA, XCC, 5);
    hand_case(&s.w, o, AUTHOR_government, XCC, XBB, 0.96);
    close_week(&s.w);
    assert_true(s.w.state.saturation[XBB] > 0);
    assert_true(world_hostility(&s.w, XCC, XBB) > 0);
    assert_true(world_hostility(&s.w, XCC, XAA) == 0);
    assert_true(reactions(&s.w, RESPONSE_sanction) == 1);
    assert_int_equal(s.w.event.flags[s.w.week_events - 1] & EVENT_FLAG_right,
                     0);
    stage_free(&s);
}

/* ---- sanctions ---------------------------------------------------------- */

/* S = kS th_kj, an eighth a quarter; the sender the like, x 0.3; saturation is
 * what is still to come over the cap. */
static void
sanctions_are_paid_in_eight_quarters(void **state)
{
    struct stage s;

    (void)state;
    stage_set(&s, "lessons/world@anarchy", 4);
    struct world *w = &s.w;
    w->p.reaction.intercept[RESPONSE_sanction] = 500;
    w->p.reaction.sanction_trade = 0;
    w->dyad.trade[dyad_of(w, XAA, XCC)] = 0.4;
    w->dyad.trade[dyad_of(w, XCC, XAA)] = 0.7;
    uint32_t o = operation(w, XAA, XCC, 5);
    uint32_t c = hand_case(w, o, AUTHOR_government, XCC, XAA, 0.96);
    double target = 20 * 0.4, sender = 20 * 0.7 * 0.3;
    int32_t quarter = w->week / 13;
    close_week(w);
    assert_near(w->case_file.deeds[c], target, 1e-12);
    assert_near(world_hostility(w, XAA, XCC), 0.5 * 0.05 * 1 * 0.97, 1e-12);
    for (int week = 0; week < 120; week++) {
        /* The quarter of the last week that reaction has seen. */
        int32_t paid = (w->week - 1) / 13 - quarter;
        double left = paid < 8 ? (8 - paid) / 8.0 : 0;
        assert_near(w->state.saturation[XAA], left * target / 50, 1e-12);
        assert_near(w->state.saturation[XCC], left * sender / 50, 1e-12);
        close_week(w);
    }
    assert_true(w->state.saturation[XAA] == 0);
    assert_true(w->state.saturation[XBB] == 0);
    stage_free(&s);
}

static void
saturation_stops_at_one(void **state)
{
    struct stage s;

    (void)state;
    stage_set(&s, "lessons/world@anarchy", 20);
    s.w.p.reaction.intercept[RESPONSE_sanction] = 500;
    s.w.dyad.trade[dyad_of(&s.w, XAA, XCC)] = 1;
    for (int k = 0; k < 5; k++) {
        uint32_t o = operation(&s.w, XAA, XCC, 5);
        hand_case(&s.w, o, AUTHOR_government, XCC, XAA, 0.96);
    }
    close_week(&s.w);
    assert_true(s.w.state.saturation[XAA] == 1);
    stage_free(&s);
}

/* Words kL 0.1 c sev/5 with each public finding, deeds once with the first. */
static void
what_is_booked_is_words_and_deeds(void **state)
{
    struct stage s;
    double booked[2] = { 0 };
    int n = 0;

    (void)state;
    stage_set(&s, "lessons/world@anarchy", 4);
    struct world *w = &s.w;
    w->p.reaction.intercept[RESPONSE_sanction] = 500;
    w->dyad.trade[dyad_of(w, XAA, XCC)] = 0.4;
    uint32_t o = operation(w, XAA, XCC, 4);
    uint32_t c = old_case(w, o, XCC, XAA, 0.96);
    publish(w, c, EVENT_FLAG_first, 0.8);
    publish(w, c, 0, 0.3);
    close_week(w);
    for (uint32_t e = 0; e < w->event.n; e++)
        if (w->event.kind[e] == EVENT_cost) {
            assert_int_equal(w->event.target[e], XAA);
            assert_int_equal(w->event.actor[e], XCC);
            booked[n++] = w->event.amount[e];
        }
    assert_int_equal(n, 2);
    assert_near(booked[0], 3 * 0.1 * 0.8 * 4 / 5 + 20 * 0.4, 1e-12);
    assert_near(booked[1], 3 * 0.1 * 0.3 * 4 / 5, 1e-12);
    assert_true(w->case_file.deeds[c] == 0);
    stage_free(&s);
}

/* The government sanctions XAA in private; a firm then names XBB in public, on
 * whom there are none: the deeds wait until XAA is named. */
static void
deeds_are_booked_with_whom_they_hit(void **state)
{
    struct stage s;
    double booked[3] = { 0 };

    (void)state;
    stage_set(&s, "lessons/world@anarchy", 4);
    struct world *w = &s.w;
    w->p.reaction.intercept[RESPONSE_sanction] = 500;
    w->dyad.trade[dyad_of(w, XAA, XCC)] = 0.4;
    uint32_t o = operation(w, XAA, XCC, 5);
    uint32_t own = hand_case(w, o, AUTHOR_government, XCC, XAA, 0.96);
    close_week(w);
    w->p.reaction.intercept[RESPONSE_sanction] = -500;
    uint32_t firm = hand_case(w, o, AUTHOR_firm, XBB, XBB, 0.96);
    publish(w, firm, EVENT_FLAG_first, 0.5);
    close_week(w);
    publish(w, own, 0, 0.5);
    close_week(w);
    for (uint32_t e = 0; e < w->event.n; e++)
        if (w->event.kind[e] == EVENT_cost)
            booked[w->event.target[e]] += w->event.amount[e];
    double words = 3 * 0.1 * 0.5;
    assert_near(booked[XBB], words, 1e-12);
    assert_near(booked[XAA], words + 20 * 0.4, 1e-12);
    stage_free(&s);
}

static void
silence_leaves_the_words_only(void **state)
{
    struct stage s;

    (void)state;
    stage_set(&s, "lessons/world@anarchy", 4);
    uint32_t o = operation(&s.w, XAA, XCC, 5);
    publish(&s.w, old_case(&s.w, o, XCC, XAA, 0.96), EVENT_FLAG_first, 0.5);
    close_week(&s.w);
    uint32_t last = s.w.event.n - 1;
    assert_int_equal(s.w.event.kind[last], EVENT_cost);
    assert_near(s.w.event.amount[last], 3 * 0.1 * 0.5, 1e-12);
    assert_true(s.w.state.saturation[XAA] == 0);
    stage_free(&s);
}

/* ---- who joins ---------------------------------------------------------- */

struct joining {
    struct stage s;
    state_id j, k;
    uint32_t o, c;
    double n;                   /* that joined                               */
    uint8_t in[STATES_MOST];
};

/* The United States ask their allies about operation number `n` by Iran. */
static void
joining_set(struct joining *t, uint32_t n)
{
    *t = (struct joining){ 0 };
    stage_set(&t->s, "world@anarchy", 4);
    struct world *w = &t->s.w;
    w->p.reaction.intercept[RESPONSE_collective] = 500;
    t->j = worlds_state(w, "USA");
    t->k = worlds_state(w, "IRN");
    t->o = operation(w, t->k, t->j, 5);
    w->operation.key[t->o] = entity_imposed(1000 + n);
    t->c = old_case(w, t->o, t->j, t->k, 0.96);
}

static void
joining_ask(struct joining *t)
{
    struct world *w = &t->s.w;

    publish(w, t->c, EVENT_FLAG_first, 0.5);
    close_week(w);
    t->n = 0;
    for (state_id l = 0; l < w->state.n; l++)
        t->in[l] = 0;
    for (uint32_t e = 0; e < w->event.n; e++)
        if (w->event.kind[e] == EVENT_reaction
            && w->event.response[e] == RESPONSE_collective) {
            assert_int_equal(t->in[w->event.actor[e]], 0);
            t->in[w->event.actor[e]] = 1;
            t->n++;
        }
    stage_free(&t->s);
}

static double
allies(const struct world *w, state_id j)
{
    double n = 0;

    for (state_id l = 0; l < w->state.n; l++)
        n += (w->dyad.relation[dyad_of(w, j, l)] & RELATION_ally) != 0;
    return n;
}

/* Without others to look at, each ally joins with chance logistic(U), by
 * itself: -1.5 + 1.2 + 1.5 (c - .6)/.4 - 60 trade - power. */
static void
allies_join_by_their_logit(void **state)
{
    enum { ASKED = 150 };
    double want = 0, variance = 0, got = 0, asker = 0, asks = 0;

    (void)state;
    for (uint32_t n = 0; n < ASKED; n++) {
        struct joining t;
        joining_set(&t, n);
        struct world *w = &t.s.w;
        w->p.reaction.join_others = 0;
        w->case_file.published[t.c] = w->week;
        for (state_id l = 0; l < w->state.n; l++) {
            if (l != t.j && !(w->dyad.relation[dyad_of(w, t.j, l)]
                              & RELATION_ally))
                continue;
            double c = credibility_combined(w, t.o, t.k, l);
            double p = logistic(-1.5 + 1.2 + 1.5 * (c - 0.6) / 0.4
                - 60 * w->dyad.trade[dyad_of(w, l, t.k)]
                - w->state.power[t.k]);
            want += p;
            asker = l == t.j ? p : asker;
            variance += p * (1 - p);
        }
        joining_ask(&t);
        assert_int_equal(t.in[t.k], 0);
        got += t.n;
        asks += t.in[t.j];
    }
    assert_true(want > 50);
    assert_near(got, want, 4 * sqrt(variance));
    hand_assert_share(asks, ASKED, asker, "who asks, its own ally");
}

/* Round two is round one again with 0.8 x the share that has joined. */
static void
the_second_round_sees_the_first(void **state)
{
    int grew = 0;

    (void)state;
    for (uint32_t n = 0; n < 25; n++) {
        struct joining one, two, told;
        joining_set(&one, n);
        one.s.w.p.reaction.join_others = 0;
        double senders = allies(&one.s.w, one.j) + 1;
        joining_ask(&one);
        joining_set(&two, n);
        two.s.w.p.reaction.join_others = 6;
        joining_ask(&two);
        joining_set(&told, n);
        told.s.w.p.reaction.join_others = 0;
        told.s.w.p.reaction.join += 6 * one.n / senders;
        joining_ask(&told);
        assert_memory_equal(two.in, told.in, sizeof two.in);
        assert_true(two.n >= one.n);
        grew += two.n > one.n;
    }
    assert_true(grew > 5);
}

/* The victim settles in private on whom a firm has named before, or has not;
 * `right` of the firm's findings have proved true.  Returns who joins. */
static double
joiners_in_private(uint32_t n, bool named, double right)
{
    struct joining t;

    joining_set(&t, n);
    struct world *w = &t.s.w;
    w->firm.right[0] = right;
    if (named) {
        uint32_t c = hand_case(w, t.o, AUTHOR_firm, NO_STATE, t.k, 0.99);
        w->case_file.firm[c] = 0;
        w->case_file.published[c] = w->week - 1;
    }
    world_rows_cut(w, TABLE_event, 0);
    t.c = hand_case(w, t.o, AUTHOR_government, t.j, t.k, 0.96);
    close_week(w);
    double joined = reactions(w, RESPONSE_collective);
    stage_free(&t.s);
    return joined;
}

/* c is 0.6 only while nobody has named the accused in public. */
static void
what_a_firm_has_said_counts_for_a_private_answer(void **state)
{
    double silent = 0, doubted = 0, believed = 0;

    (void)state;
    for (uint32_t n = 0; n < 25; n++) {
        silent += joiners_in_private(n, false, 1e6);
        doubted += joiners_in_private(n, true, 1e-6);
        believed += joiners_in_private(n, true, 1e6);
    }
    assert_true(silent > 0);
    assert_true(doubted < silent);
    assert_true(believed > silent);
}

static void
more_credibility_never_loses_a_joiner(void **state)
{
    double less = 0, more = 0;

    (void)state;
    for (uint32_t n = 0; n < 25; n++) {
        struct joining low, high;
        joining_set(&low, n);
        joining_ask(&low);
        joining_set(&high, n);
        high.s.w.state.right[high.j] = 50;
        joining_ask(&high);
        for (size_t l = 0; l < sizeof low.in; l++)
            assert_true(high.in[l] >= low.in[l]);
        less += low.n;
        more += high.n;
    }
    assert_true(more > less);
}

/* Under the clause a party that stays out loses 0.02, and more join. */
static void
second_order_moves_parties(void **state)
{
    double off = 0, on = 0;

    (void)state;
    for (uint32_t n = 0; n < 15; n++)
        for (int second = 0; second < 2; second++) {
            struct joining t;
            struct law law = { .in_force[CLAUSE_response] = true };
            double legitimacy[STATES_MOST];
            law.levers.response.collective = 1;
            law.levers.response.second_order = second;
            joining_set(&t, n);
            struct world *w = &t.s.w;
            w->p.reaction.join = 0.5;
            state_id party = worlds_state(w, "CHE");    /* no ally           */
            state_id outside = worlds_state(w, "AUT");
            w->law = law;
            w->case_file.bound[t.c] = 1;
            w->state.party[t.j] = w->state.party[party] = 1;
            publish(w, t.c, EVENT_FLAG_first, 0.5);
            reaction(w);
            for (state_id l = 0; l < w->state.n; l++)
                legitimacy[l] = w->state.legitimacy[l];
            int in = 0, abroad = 0;
            for (uint32_t e = 0; e < w->event.n; e++)
                if (w->event.kind[e] == EVENT_reaction) {
                    in += w->event.actor[e] == party;
                    abroad += w->event.actor[e] == outside;
                }
            assert_int_equal(abroad, 0);
            assert_near(legitimacy[party], in || !second ? 1 : 0.98, 1e-12);
            assert_near(legitimacy[outside], 1, 1e-12);
            *(second ? &on : &off) += in;
            stage_free(&t.s);
        }
    assert_true(on > off);
}

/* ---- the clause --------------------------------------------------------- */

/* A binding finding of a prohibited cell by a bound culprit is put to the
 * parties without a victim that asks, once. */
static void
a_breach_is_put_to_the_parties_once(void **state)
{
    /* What is missing, and whether it is put then. */
    static const struct { int bound, member, cell, clause, want; } c[] = {
        { 1, 1, 1, 1, 1 }, { 0, 1, 1, 1, 0 }, { 1, 0, 1, 1, 0 },
        { 1, 1, 0, 1, 0 }, { 1, 1, 1, 0, 0 } };

    (void)state;
    for (size_t n = 0; n < sizeof c / sizeof *c; n++) {
        struct stage s;
        stage_set(&s, "lessons/world@anarchy", 4);
        struct world *w = &s.w;
        w->p.reaction.join = 50;                /* everybody asked joins     */
        w->p.reaction.join_trade = 0;
        w->law.in_force[CLAUSE_norms] = w->law.norms_bind = true;
        w->law.levers.norms.cells[KIND_disruption][SECTOR_civilians] =
            c[n].cell;
        w->law.in_force[CLAUSE_response] = c[n].clause;
        w->law.levers.response.collective = 1;
        w->state.party[XAA] = (uint8_t)c[n].member;
        w->state.party[XBB] = w->state.party[XCC] = 1;
        uint32_t o = operation(w, XAA, XCC, 5);
        uint32_t k = old_case(w, o, XCC, XAA, 0.96);
        w->case_file.bound[k] = (uint8_t)c[n].bound;
        publish(w, k, EVENT_FLAG_first, 0.5);
        close_week(w);
        assert_true(reactions(w, RESPONSE_collective) == 2 * c[n].want);
        assert_int_equal(w->case_file.put[k], c[n].want);
        publish(w, k, 0, 0.5);
        close_week(w);
        assert_true(reactions(w, RESPONSE_collective) == 2 * c[n].want);
        stage_free(&s);
    }
}

/* A victim that asks by itself has asked the parties too: they are not asked
 * again, by the clause or by a second victim. */
static void
the_parties_are_asked_once_whoever_asks(void **state)
{
    struct stage s;
    double by[3] = { 0 };

    (void)state;
    stage_set(&s, "lessons/world@anarchy", 4);
    struct world *w = &s.w;
    w->p.reaction.intercept[RESPONSE_collective] = 500;
    w->p.reaction.join = 50;
    w->p.reaction.join_trade = 0;
    w->law.in_force[CLAUSE_norms] = w->law.norms_bind = true;
    w->law.levers.norms.cells[KIND_disruption][SECTOR_civilians] = 1;
    w->law.in_force[CLAUSE_response] = true;
    w->law.levers.response.collective = 1;
    w->state.party[XAA] = w->state.party[XBB] = w->state.party[XCC] = 1;
    w->dyad.relation[dyad_of(w, XBB, XCC)] &= (uint8_t)~RELATION_ally;
    w->dyad.relation[dyad_of(w, XCC, XBB)] &= (uint8_t)~RELATION_ally;
    uint32_t o = operation(w, XAA, XCC, 5);
    uint32_t c = old_case(w, o, XCC, XAA, 0.96);
    w->case_file.bound[c] = 1;
    hand_victim(w, XBB);
    publish(w, c, EVENT_FLAG_first, 0.5);
    close_week(w);
    for (uint32_t e = 0; e < w->event.n; e++)
        if (w->event.kind[e] == EVENT_reaction)
            by[w->event.actor[e]]++;
    assert_int_equal(w->case_file.put[c], 1);
    /* XBB as a party, and not again for itself. */
    assert_true(by[XAA] == 0 && by[XBB] == 1 && by[XCC] == 1);
    stage_free(&s);
}

/* Two victims that are allies answer one finding; whatever each does by itself
 * or for the other, it sends sanctions once, and pays for them once. */
static void
over_one_finding_a_state_sends_once(void **state)
{
    static const enum response all[] = { RESPONSE_sanction,
                                         RESPONSE_collective };

    (void)state;
    for (int r = 0; r < 2; r++) {
        struct stage s;
        double by[3] = { 0 };
        stage_set(&s, "lessons/world@anarchy", 4);
        struct world *w = &s.w;
        w->p.reaction.intercept[all[r]] = 500;
        w->p.reaction.join = 50;
        w->p.reaction.join_trade = w->p.reaction.sanction_trade = 0;
        w->dyad.trade[dyad_of(w, XAA, XBB)] = 0.3;
        w->dyad.trade[dyad_of(w, XAA, XCC)] = 0.1;
        w->dyad.relation[dyad_of(w, XBB, XCC)] |= RELATION_ally;
        w->dyad.relation[dyad_of(w, XCC, XBB)] |= RELATION_ally;
        uint32_t o = operation(w, XAA, XCC, 5);
        hand_victim(w, XBB);
        publish(w, old_case(w, o, XCC, XAA, 0.96), EVENT_FLAG_first, 0);
        close_week(w);
        for (uint32_t e = 0; e < w->event.n; e++) {
            if (w->event.kind[e] == EVENT_reaction)
                by[w->event.actor[e]]++;
            if (w->event.kind[e] == EVENT_cost)
                assert_near(w->event.amount[e], 20 * 0.4, 1e-12);
        }
        assert_true(by[XAA] == 0 && by[XBB] == 1 && by[XCC] == 1);
        stage_free(&s);
    }
}

/* An operation with two accused: what binds against one does not against the
 * other, and that the parties were asked about one does not spare the
 * other. */
static void
each_accused_is_put_for_itself(void **state)
{
    struct stage s;

    (void)state;
    stage_set(&s, "lessons/world@anarchy", 4);
    struct world *w = &s.w;
    w->p.reaction.join = 50;
    w->p.reaction.join_trade = 0;
    w->law.in_force[CLAUSE_norms] = w->law.norms_bind = true;
    w->law.levers.norms.cells[KIND_disruption][SECTOR_civilians] = 1;
    w->law.in_force[CLAUSE_response] = true;
    w->law.levers.response.collective = 1;
    w->state.party[XAA] = w->state.party[XBB] = w->state.party[XCC] = 1;
    uint32_t o = operation(w, XAA, XCC, 5);
    uint32_t right = old_case(w, o, XCC, XAA, 0.96);
    uint32_t wrong = hand_case(w, o, AUTHOR_firm, XBB, XBB, 0.96);
    w->case_file.bound[right] = 1;
    publish(w, wrong, EVENT_FLAG_first, 0.5);
    close_week(w);
    assert_true(reactions(w, RESPONSE_collective) == 0);
    publish(w, right, 0, 0.5);
    close_week(w);
    assert_true(reactions(w, RESPONSE_collective) == 2);
    w->case_file.bound[wrong] = 1;
    publish(w, wrong, 0, 0.5);
    close_week(w);
    assert_true(reactions(w, RESPONSE_collective) == 4);
    assert_int_equal(w->case_file.put[right] + w->case_file.put[wrong], 2);
    stage_free(&s);
}

/* ---- legitimacy and the truth ------------------------------------------- */

/* L -= 0.1 c (sev/5) L; then back by 0.01 (1 - L) a week; floor 0.2. */
static void
the_accused_loses_legitimacy(void **state)
{
    struct stage s;

    (void)state;
    stage_set(&s, "lessons/world@anarchy", 4);
    uint32_t o = operation(&s.w, XAA, XCC, 8);
    publish(&s.w, old_case(&s.w, o, XCC, XAA, 0.96), EVENT_FLAG_first, 0.5);
    close_week(&s.w);
    double l = 1 - 0.1 * 0.5 * 8 / 5;
    for (int n = 0; n < 30; n++) {
        assert_near(s.w.state.legitimacy[XAA], l, 1e-12);
        close_week(&s.w);
        l += 0.01 * (1 - l);
    }
    assert_true(s.w.state.legitimacy[XCC] == 1);
    stage_free(&s);
}

static void
a_wrong_accuser_pays(void **state)
{
    (void)state;
    for (int right = 0; right < 2; right++) {
        struct stage s;
        stage_set(&s, "lessons/world@anarchy", 4);
        struct world *w = &s.w;
        uint32_t o = operation(w, XAA, XCC, 5);
        uint32_t c = old_case(w, o, XCC, right ? XAA : XBB, 0.96);
        w->case_file.published[c] = w->week - 1;
        w->state.legitimacy[XBB] = 0.5;
        w->p.reaction.legitimacy_return = 0;
        world_event(w, &(struct event_row){ .kind = EVENT_truth, .actor = XAA,
            .target = XCC, .row = o, .victim = NOTHING, .trigger = NOTHING });
        reaction(w);
        assert_near(w->state.legitimacy[XCC], right ? 1 : 0.9, 1e-12);
        assert_near(w->state.legitimacy[XBB], right ? 0.5 : 0.55, 1e-12);
        assert_near(world_hostility(w, XBB, XCC), right ? 0 : 0.2, 1e-12);
        stage_free(&s);
    }
}

static void
nothing_found_nothing_done(void **state)
{
    struct stage s;

    (void)state;
    stage_set(&s, "lessons/world@anarchy", 4);
    defaults_again(&s);
    operation(&s.w, XAA, XCC, 8);
    uint64_t before = world_hash_column(&s.w, COLUMN_dyad_hostility);
    for (int k = 0; k < 30; k++)
        close_week(&s.w);
    assert_int_equal(s.w.event.n, s.w.week_events);
    assert_true(before == world_hash_column(&s.w, COLUMN_dyad_hostility));
    assert_int_equal(s.w.case_file.n, 0);
    stage_free(&s);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hostility_fades_by_the_power_of_weeks),
        cmocka_unit_test(an_operation_embitters_each_victim_once),
        cmocka_unit_test(hostility_is_stable_iff_fading_exceeds_reaction),
        cmocka_unit_test(utilities_are_their_formula),
        cmocka_unit_test(responses_are_the_logit_of_their_utilities),
        cmocka_unit_test(replies_come_within_their_time),
        cmocka_unit_test(the_innocent_who_is_named_is_hit),
        cmocka_unit_test(sanctions_are_paid_in_eight_quarters),
        cmocka_unit_test(saturation_stops_at_one),
        cmocka_unit_test(what_is_booked_is_words_and_deeds),
        cmocka_unit_test(deeds_are_booked_with_whom_they_hit),
        cmocka_unit_test(silence_leaves_the_words_only),
        cmocka_unit_test(allies_join_by_their_logit),
        cmocka_unit_test(the_second_round_sees_the_first),
        cmocka_unit_test(what_a_firm_has_said_counts_for_a_private_answer),
        cmocka_unit_test(more_credibility_never_loses_a_joiner),
        cmocka_unit_test(second_order_moves_parties),
        cmocka_unit_test(a_breach_is_put_to_the_parties_once),
        cmocka_unit_test(the_parties_are_asked_once_whoever_asks),
        cmocka_unit_test(over_one_finding_a_state_sends_once),
        cmocka_unit_test(each_accused_is_put_for_itself),
        cmocka_unit_test(the_accused_loses_legitimacy),
        cmocka_unit_test(a_wrong_accuser_pays),
        cmocka_unit_test(nothing_found_nothing_done),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
