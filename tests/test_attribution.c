/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_attribution.c - evidence against the exact sequential test, belief
 * against truth, statements, the docket, blocking and the truth against their
 * hazards. Bands are 4 standard errors. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdio.h>

#include "process/attribution_case.h"
#include "process/process.h"
#include "support/hand.h"
#include "support/near.h"
#include "support/oracle.h"
#include "support/purpose.h"
#include "theory/sequential.h"
#include "world/accused.h"
#include "world/suspicion.h"

enum { XAA, XBB, XCC };

struct stage {
    struct arm a;
    struct world w;
};

/* Operations on XCC, of which XAA and XBB are suspected alike; evidence of `d`
 * a week from every investigator; files never close; nobody says a thing. */
static void
stage_set(struct stage *s, uint32_t replicate, uint32_t room, double d)
{
    *s = (struct stage){ 0 };
    hand_load(&s->a, "lessons/world@anarchy");
    struct params *p = &s->a.in.params;
    p->attribution.skill = d;
    p->attribution.stealth = 0;
    p->attribution.flag_share = 0;
    p->attribution.nonstate_prior[GROUP_covert] = 0;
    p->attribution.nonstate_prior[GROUP_overt] = 0;
    p->attribution.evidence_fresh = 2000;
    p->attribution.closing_rate = 0;
    p->attribution.closing_weeks = 2000;
    p->attribution.public_rate = 0;
    p->attribution.public_growth = 0;
    p->attribution.firm_names = 0;
    p->attribution.user_bias = 1;
    p->attribution.truth_rate = 0;
    hand_begin(&s->w, &s->a, replicate, room);
    hand_attraction(&s->w);
    s->w.week++;
    hand_open(&s->w);
    struct world *w = &s->w;
    w->dyad.interest[dyad_of(w, XCC, XAA)] =
        w->dyad.interest[dyad_of(w, XCC, XBB)] = 1;
    w->state.defence[XCC] = w->firm.skill[hand_security_firm(w)] = 1;
    w->law.agency_skill = 1;
    for (state_id i = 0; i < 3; i++)
        w->state.member[i] = 0;
    w->law.levers.agency.threshold = 0.97;
}

static void
stage_free(struct stage *s)
{
    world_free(&s->w);
    arm_free(&s->a);
}

/* An operation of this week that is seen at once. */
static uint32_t
seen(struct world *w, state_id i, state_id j, bool by_firm)
{
    uint32_t o = hand_operation(w, i, j, KIND_theft, SECTOR_industry);

    w->operation.by_firm[o] = by_firm;
    w->operation.detected[o] = w->week;
    w->operation.seen_event[o] = world_event(w, &(struct event_row){
        .kind = EVENT_detection, .actor = j, .target = j, .row = o,
        .victim = NOTHING, .trigger = NOTHING });
    return o;
}

static double
prior_of(const struct world *w, uint32_t o, int k)
{
    return exp(w->operation.log_prior[o * SUSPECTS_MOST + (uint32_t)k]);
}

static void
close_week(struct world *w)
{
    attribution(w);
    assert_int_equal(w->overflow, N_TABLES);
    w->derived.room = 1;
    w->week++;
}

static void
weeks(struct world *w, int n)
{
    for (int k = 0; k < n; k++) {
        hand_open(w);
        close_week(w);
    }
}

static uint32_t
case_of(const struct world *w, uint32_t o, enum author author)
{
    return w->operation.cases[o * N_AUTHORS + author];
}

/* ---- evidence ----------------------------------------------------------- */

static size_t
oracle_of(const struct oracle *o, double threshold, double mu, double f)
{
    for (size_t row = 0; row < o->n_rows; row++)
        if (oracle_number(o, row, "threshold") == threshold
            && oracle_number(o, row, "mu") == mu
            && oracle_number(o, row, "f") == f)
            return row;
    fail_msg("no such row");
    return 0;
}

/* Fresh, a file is looked at every fourth week, from a quarter on every
 * quarter; no week of evidence is lost or counted twice. */
static void
old_files_are_looked_at_by_the_quarter(void **state)
{
    static const uint16_t weeks_at[] = { 0, 0, 0, 4, 4, 4, 4, 8, 8, 8, 8, 12,
        13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 26, 26 };
    struct stage s;

    (void)state;
    stage_set(&s, 5, 1, 0);
    s.w.p.attribution.evidence_fresh = 13;
    s.w.p.attribution.threshold[AUTHOR_government] = 0.999999;
    seen(&s.w, XAA, XCC, false);
    close_week(&s.w);
    uint32_t c = case_of(&s.w, 0, AUTHOR_government);
    for (size_t k = 0; k < sizeof weeks_at / sizeof *weeks_at; k++) {
        weeks(&s.w, 1);
        assert_int_equal(s.w.case_file.weeks[c], weeks_at[k]);
    }
    stage_free(&s);
}

/* Who opens a case late begins with the evidence of that week: three weeks of
 * it at the file's next look, and of the noise's variance as much. */
static void
a_late_case_has_the_evidence_since_it_opened(void **state)
{
    enum { MANY = 4000 };
    struct stage s;
    double sum[2] = { 0 }, squares[2] = { 0 };

    (void)state;
    stage_set(&s, 6, MANY, 0.5);
    s.w.p.attribution.threshold[AUTHOR_government] =
        s.w.law.levers.agency.threshold = 1 - 1e-12;
    s.w.law.in_force[CLAUSE_agency] = true;
    for (uint32_t o = 0; o < MANY; o++)
        seen(&s.w, XAA, XCC, false);
    close_week(&s.w);
    for (uint32_t o = 0; o < MANY; o++)
        case_open(&s.w, o, AUTHOR_agency);
    weeks(&s.w, 4);
    for (uint32_t o = 0; o < MANY; o++)
        for (int a = 0; a < 2; a++) {
            uint32_t c = case_of(&s.w, o, a ? AUTHOR_agency
                                            : AUTHOR_government);
            int at = 0;
            while (s.w.operation.suspect[o * SUSPECT_STATES + (uint32_t)at]
                   != XAA)
                at++;
            double x = s.w.case_file.evidence[c * SUSPECTS_MOST
                                              + (uint32_t)at];
            assert_int_equal(s.w.case_file.weeks[c], a ? 3 : 4);
            sum[a] += x;
            squares[a] += x * x;
        }
    for (int a = 0; a < 2; a++) {
        double weeks = a ? 3 : 4, mean = sum[a] / MANY;
        double var = squares[a] / MANY - mean * mean;
        assert_near(mean, 0.5 * weeks, 4 * sqrt(weeks / MANY));
        assert_near(var, weeks, 4 * weeks * sqrt(2.0 / MANY));
    }
    stage_free(&s);
}

/* Two suspects, one look = four weeks of evidence d = one step of mean 2 d and
 * variance 1.  Numbers: integral equation, tests/oracles/o02_falseflag_K2.csv.
 * A naive investigator (no flag hypotheses) meets a flag of strength f. */
static void
two_suspects_are_the_exact_sequential_test(void **state)
{
    enum { MANY = 8000 };
    static const struct { double threshold, mu, f; } c[] = {
        { 0.8, 0.5, 0 }, { 0.9, 0.5, 0 }, { 0.95, 1, 0 }, { 0.99, 0.5, 0 },
        { 0.9, 0.5, 0.25 }, { 0.95, 1, 0.4 } };
    struct oracle t;

    (void)state;
    oracle_load(&t, "o02_falseflag_K2.csv");
    for (size_t k = 0; k < sizeof c / sizeof *c; k++) {
        struct stage s;
        size_t row = oracle_of(&t, c[k].threshold, c[k].mu, c[k].f);
        double wrong[2] = { 0 }, looks = 0;
        stage_set(&s, (uint32_t)k, MANY, c[k].mu / 2);
        s.w.p.attribution.threshold[AUTHOR_government] = c[k].threshold;
        s.w.p.attribution.flag_strength = c[k].f;
        for (uint32_t o = 0; o < MANY; o++)
            seen(&s.w, o % 2 ? XBB : XAA, XCC, false);
        close_week(&s.w);
        for (uint32_t o = 0; o < MANY && c[k].f > 0; o++)
            s.w.operation.flag[o] = o % 2 ? XAA : XBB;
        weeks(&s.w, 600);
        for (uint32_t o = 0; o < MANY; o++) {
            uint32_t m = case_of(&s.w, o, AUTHOR_government);
            assert_true(s.w.case_file.named[m] != NEVER);
            wrong[o % 2] += s.w.case_file.suspect[m]
                            != s.w.operation.initiator[o];
            looks += s.w.case_file.weeks[m] / 4;
            assert_int_equal(s.w.case_file.named[m]
                             - s.w.operation.detected[o],
                             s.w.case_file.weeks[m]);
        }
        double p = oracle_number(&t, row, "p_wrong_exact_discrete");
        hand_assert_share(wrong[0] + wrong[1], MANY, p, "wrong");
        hand_assert_mean(looks, MANY, oracle_number(&t, row, "EN_exact"),
                         oracle_number(&t, row, "sdN"), "looks");
        /* Wald: whoever it was, the error is at most (1 - thr)/thr. */
        for (int i = 0; i < 2 && c[k].f == 0; i++)
            assert_true(wrong[i] / (MANY / 2)
                        <= (1 - c[k].threshold) / c[k].threshold);
        stage_free(&s);
    }
    oracle_free(&t);
}

/* Truth drawn from the priors of the shipped world, flags as they fly: among
 * cases named at a belief, that share is right, within 3 points. */
static void
belief_is_calibrated(void **state)
{
    enum { MANY = 6000 };
    static const double least[] = { 0.90, 0.93, 0.95, 0.97, 0.99, 2 };
    struct stage s = { 0 };
    struct suspicion now;
    double n[5] = { 0 }, right[5] = { 0 }, belief[5] = { 0 };

    (void)state;
    hand_load(&s.a, "world@anarchy");
    struct params *p = &s.a.in.params;
    p->attribution.nonstate_prior[GROUP_covert] = 0;
    p->attribution.closing_rate = 0;
    p->attribution.closing_weeks = 2000;
    hand_begin(&s.w, &s.a, 3, MANY);
    hand_attraction(&s.w);
    s.w.week++;
    hand_open(&s.w);
    suspicion_of_week(&now, &s.w);
    for (uint32_t o = 0; o < MANY; o++) {
        struct suspects who;
        state_id j = (state_id)(o % s.w.state.n);
        double sum = 0, u = draw_at(s.w.key, TEST_PURPOSE(1), 0, o, 0);
        suspicion_suspects(&now, &s.w, j, &who);
        for (int k = 0; k < who.n; k++)
            sum += who.prior[k];
        int k = 0;
        for (double x = u * sum; k < who.n - 1 && x >= who.prior[k]; k++)
            x -= who.prior[k];
        seen(&s.w, who.state[k], j, true);
    }
    close_week(&s.w);
    weeks(&s.w, 200);
    for (uint32_t c = 0; c < s.w.case_file.n; c++) {
        double b = s.w.case_file.belief[c];
        if (s.w.case_file.named[c] == NEVER)
            continue;
        int bin = 0;
        while (b >= least[bin + 1])
            bin++;
        n[bin]++;
        belief[bin] += b;
        right[bin] += s.w.case_file.suspect[c]
            == s.w.operation.initiator[s.w.case_file.operation[c]];
    }
    for (int b = 0; b < 5; b++) {
        assert_true(n[b] > 100);
        assert_near(right[b] / n[b], belief[b] / n[b], 0.03);
    }
    stage_free(&s);
}

/* What investigators share of the noise: naming by one says more about the
 * other than independent tests would. */
static void
a_common_share_of_noise_makes_investigators_agree(void **state)
{
    enum { MANY = 6000 };
    double both[2], one[2];

    (void)state;
    for (int k = 0; k < 2; k++) {
        struct stage s;
        stage_set(&s, 20, MANY, 0.25);
        s.w.p.attribution.common_noise = k ? 1 : 0;
        s.w.p.attribution.threshold[AUTHOR_firm] = 0.8;
        s.w.p.attribution.threshold[AUTHOR_government] = 0.8;
        for (uint32_t o = 0; o < MANY; o++)
            seen(&s.w, XAA, XCC, true);
        close_week(&s.w);
        weeks(&s.w, 400);
        both[k] = one[k] = 0;
        for (uint32_t o = 0; o < MANY; o++) {
            bool a = s.w.case_file.suspect[case_of(&s.w, o, AUTHOR_government)]
                     == XBB;
            bool b = s.w.case_file.suspect[case_of(&s.w, o, AUTHOR_firm)]
                     == XBB;
            both[k] += a && b;
            one[k] += a;
            assert_true(k == 0 || a == b);
        }
        stage_free(&s);
    }
    hand_assert_share(both[0], MANY, 0.142365272789028 * 0.142365272789028,
                      "both wrong, independent");
    hand_assert_share(one[1], MANY, 0.142365272789028, "wrong together");
}

/* A proxy leaves 0.6 of the signal, stealth 1 - 0.3 off. */
static void
the_signal_is_its_formula(void **state)
{
    struct stage s;

    (void)state;
    stage_set(&s, 21, 10, 0.8);
    struct world *w = &s.w;
    w->p.attribution.stealth = 0.3;
    w->state.defence[XCC] = 0.5;
    for (int k = 0; k < 2; k++) {
        uint32_t o = seen(w, XAA, XCC, true);
        w->operation.executor[o] = k ? EXECUTOR_proxy : EXECUTOR_own;
    }
    close_week(w);
    for (uint32_t o = 0; o < 2; o++) {
        double d = 0.8 * (1 - 0.3 * w->state.offence[XAA]) * (o ? 0.6 : 1);
        assert_near(w->case_file.true_signal[case_of(w, o, AUTHOR_firm)], d,
                    1e-12);
        assert_near(w->case_file.true_signal[case_of(w, o, AUTHOR_government)],
                    d / 2, 1e-12);
    }
    stage_free(&s);
}

/* Flags fly with chance ff, toward the most suspected rival of the victim
 * other than the culprit; XBB is an ally of XCC, so only XAA can be framed. */
static void
flags_point_to_a_rival_of_the_victim(void **state)
{
    enum { MANY = 4000 };
    struct stage s;
    double flown = 0;

    (void)state;
    stage_set(&s, 22, 2 * MANY, 0.5);
    s.w.p.attribution.flag_share = 0.2;
    for (uint32_t o = 0; o < 2 * MANY; o++)
        seen(&s.w, o < MANY ? XBB : XAA, XCC, false);
    close_week(&s.w);
    for (uint32_t o = 0; o < MANY; o++) {
        assert_true(s.w.operation.flag[o] == NO_STATE
                    || s.w.operation.flag[o] == XAA);
        flown += s.w.operation.flag[o] == XAA;
        assert_int_equal(s.w.operation.flag[MANY + o], NO_STATE);
    }
    hand_assert_share(flown, MANY, 0.2, "flags");
    stage_free(&s);
}

/* Settling on "no state" ends the search without a finding. */
/* p_0 for "no state", the rest by pi over the suspects: 0.02 x the greatest
 * interest + the own one x exp(0.5 P). */
static void
priors_share_what_no_state_leaves(void **state)
{
    struct stage s;

    (void)state;
    stage_set(&s, 1, 4, 0.5);
    struct world *w = &s.w;
    w->p.attribution.nonstate_prior[GROUP_covert] = 0.1;
    w->p.attribution.suspicion_floor = 0.02;
    w->p.attribution.suspicion_public = 0.5;
    w->dyad.interest[dyad_of(w, XCC, XAA)] = 5;
    w->dyad.interest[dyad_of(w, XCC, XBB)] = 2;
    w->state.accused[XAA] = 1;
    w->state.accused[XBB] = 3;
    w->agency.accused_all[0] = 4;
    uint32_t o = seen(w, XBB, XCC, false);
    attribution(w);
    double a = 0.02 * 5 + 5 * exp(0.5 * 0.25);
    double b = 0.02 * 5 + 2 * exp(0.5 * 0.75);
    assert_int_equal(w->operation.n_suspects[o], 2);
    assert_near(prior_of(w, o, 0), 0.9 * a / (a + b), 1e-12);
    assert_near(prior_of(w, o, 1), 0.9 * b / (a + b), 1e-12);
    assert_near(prior_of(w, o, 2), 0.1, 1e-12);
    stage_free(&s);
}

static void
no_state_is_found_in_silence(void **state)
{
    struct stage s;
    int settled = 0;

    (void)state;
    stage_set(&s, 23, 100, 0.01);
    s.w.p.attribution.nonstate_prior[GROUP_covert] = 0.98;
    s.w.p.attribution.public_rate = 10;
    for (int k = 0; k < 100; k++)
        seen(&s.w, XAA, XCC, false);
    close_week(&s.w);
    weeks(&s.w, 30);
    for (uint32_t c = 0; c < s.w.case_file.n; c++) {
        settled += s.w.case_file.named[c] != NEVER;
        assert_int_equal(s.w.case_file.suspect[c], NO_STATE);
        assert_int_equal(s.w.case_file.weeks[c], 4);
    }
    assert_int_equal(settled, 100);
    for (uint32_t e = 0; e < s.w.event.n; e++)
        assert_true(s.w.event.kind[e] != EVENT_finding
                    && s.w.event.kind[e] != EVENT_public_finding);
    stage_free(&s);
}

/* ---- the whole run ------------------------------------------------------ */

/* worlds_run verifies every week that nobody names before detection. */
static void
without_an_agency_there_is_no_agency_finding(void **state)
{
    static const char *const sets[] = { "decision.tempo=200", NULL };
    static const char *const arms[] = { "lessons/world@anarchy",
        "lessons/world@convention", "lessons/world@agency" };

    (void)state;
    for (int k = 0; k < 3; k++) {
        struct arm a = { 0 };
        struct world w = { 0 };
        struct outcomes out;
        int agency = 0, findings = 0;
        worlds_load(&a, arms[k], sets);
        worlds_run(&w, &a, 5, 0, &out);
        for (uint32_t c = 0; c < w.case_file.n; c++) {
            uint32_t o = w.case_file.operation[c];
            agency += w.case_file.author[c] == AUTHOR_agency;
            if (w.case_file.named[c] == NEVER)
                continue;
            findings++;
            assert_true(w.case_file.named[c] >= w.operation.detected[o] + 4);
        }
        assert_true(findings > 20);
        assert_true((agency > 0) == (k == 2));
        assert_true((out.value[METRIC_agency_findings] > 0) == (k == 2));
        world_free(&w);
        arm_free(&a);
    }
}

/* ---- statements --------------------------------------------------------- */

/* h exp(overt + bN (N - 1/2) - 10 trade) a week, from the week after
 * settling. */
static void
governments_speak_by_their_hazard(void **state)
{
    enum { MANY = 5000 };
    static const int at[] = { 1, 5, 20, 60 };
    struct stage s;
    double overt[4] = { 0 }, covert[4] = { 0 };

    (void)state;
    stage_set(&s, 30, MANY, 4);
    struct world *w = &s.w;
    w->p.attribution.public_rate = 0.02;
    w->state.nationalism[XCC] = 0.8;
    w->dyad.trade[dyad_of(w, XCC, XAA)] = 0.05;
    for (uint32_t o = 0; o < MANY; o++)
        w->operation.kind[seen(w, XAA, XCC, false)] =
            o % 2 ? KIND_disruption : KIND_theft;
    close_week(w);
    weeks(w, 70);
    for (uint32_t o = 0; o < MANY; o++) {
        uint32_t c = case_of(w, o, AUTHOR_government);
        assert_int_equal(w->case_file.named[c], w->operation.detected[o] + 4);
        for (int k = 0; k < 4; k++)
            (o % 2 ? overt : covert)[k] +=
                w->case_file.published[c] <= w->case_file.named[c] + at[k];
    }
    for (int k = 0; k < 4; k++) {
        double h = 0.02 * exp(0.3 - 0.5);
        hand_assert_share(covert[k], MANY / 2, -expm1(-h * at[k]), "covert");
        h *= exp(w->p.attribution.public_overt);
        hand_assert_share(overt[k], MANY / 2, -expm1(-h * at[k]), "overt");
    }
    stage_free(&s);
}

/* That readiness grows by 8 % a year since 2013: four years at the start. */
static void
governments_come_to_name_more(void **state)
{
    enum { MANY = 5000 };
    struct stage s;
    double spoken = 0;

    (void)state;
    stage_set(&s, 31, MANY, 4);
    struct world *w = &s.w;
    w->p.attribution.public_rate = 0.02;
    w->p.attribution.public_growth = 0.3;
    w->state.nationalism[XCC] = 0.5;
    w->dyad.trade[dyad_of(w, XCC, XAA)] = 0;
    for (uint32_t o = 0; o < MANY; o++)
        seen(w, XAA, XCC, false);
    close_week(w);
    double met = 0;
    weeks(w, 4);
    for (int k = 0; k < 20; k++) {
        met += 0.02 * pow(1.3, inputs_years_since(w->in, w->week, 2013));
        weeks(w, 1);
    }
    for (uint32_t o = 0; o < MANY; o++)
        spoken += w->operation.public_week[o] != NEVER;
    hand_assert_share(spoken, MANY, -expm1(-met), "spoken");
    stage_free(&s);
}

static void
firms_speak_at_once_or_never(void **state)
{
    enum { MANY = 4000 };
    struct stage s;
    double spoken = 0;

    (void)state;
    stage_set(&s, 32, MANY, 4);
    s.w.p.attribution.firm_names = 0.2;
    for (uint32_t o = 0; o < MANY; o++)
        seen(&s.w, XAA, XCC, true);
    close_week(&s.w);
    weeks(&s.w, 50);
    for (uint32_t o = 0; o < MANY; o++) {
        uint32_t c = case_of(&s.w, o, AUTHOR_firm);
        assert_true(s.w.case_file.published[c] == NEVER
                    || s.w.case_file.published[c] == s.w.case_file.named[c]);
        spoken += s.w.case_file.published[c] != NEVER;
    }
    hand_assert_share(spoken, MANY, 0.2, "firms that name");
    stage_free(&s);
}

/* A firm that owns `hand`, the home of which is XCC or that of the accused,
 * with that share of its users at the accused; is it in the accord, and is
 * that in force? */
struct shyness {
    bool at_home;
    double users;
    bool member, in_force;
    double want;                /* factor on the chance that it names        */
};

static double
named_by_firm(const struct shyness *c, uint32_t replicate, uint32_t many)
{
    struct stage s;
    double spoken = 0;

    stage_set(&s, replicate, many, 4);
    struct world *w = &s.w;
    uint16_t f = hand_security_firm(w);
    w->p.attribution.firm_names = 0.8;
    w->p.attribution.user_bias = 0.2;
    w->law.in_force[CLAUSE_accord] = c->in_force;
    w->firm.member[f] = c->member;
    if (c->at_home)
        s.a.in.tables.firm[f].home = XAA;
    for (uint32_t m = 0; m < w->ecosystem.n; m++)
        for (state_id i = 0; i < w->state.n; i++)
            w->cell.users[i * w->ecosystem.n + m] =
                i == XAA ? c->users * 1e6 : (1 - c->users) / 2 * 1e6;
    for (uint32_t o = 0; o < many; o++)
        seen(w, XAA, XCC, true);
    close_week(w);
    weeks(w, 5);
    for (uint32_t o = 0; o < many; o++)
        spoken += w->case_file.published[case_of(w, o, AUTHOR_firm)] != NEVER;
    stage_free(&s);
    return spoken;
}

/* x 0.3 about the home of a firm, bound or not; and about a state with more
 * than a fifth of its users, but for members of an accord in force. */
static void
firms_spare_their_home_and_their_markets(void **state)
{
    enum { MANY = 4000 };
    static const struct shyness c[] = {
        { false, 0.1, false, false, 1 }, { true, 0.1, false, false, 0.3 },
        { true, 0.1, true, true, 0.3 }, { false, 0.19, false, true, 1 },
        { false, 0.21, false, true, 0.3 }, { false, 0.21, true, true, 1 },
        { false, 0.21, true, false, 0.3 } };

    (void)state;
    for (uint32_t k = 0; k < sizeof c / sizeof *c; k++)
        hand_assert_share(named_by_firm(&c[k], 33 + k, MANY), MANY,
                          0.8 * c[k].want, "named by a firm");
}

/* ---- closing ------------------------------------------------------------ */

/* By 0.0035 a week, at 156 weeks at the latest: then nobody looks or
 * speaks. */
static void
files_close_by_their_hazard(void **state)
{
    enum { MANY = 8000 };
    struct stage s;
    double by[4] = { 0 }, last = 0, closed = 0, after = 0;
    static const int at[] = { 10, 50, 100, 155 };

    (void)state;
    stage_set(&s, 40, MANY, 0.3);
    struct world *w = &s.w;
    w->p.attribution.closing_rate = 0.0035;
    w->p.attribution.closing_weeks = 156;
    w->p.attribution.public_rate = 0.01;
    w->p.attribution.public_trade = 0;
    for (uint32_t o = 0; o < MANY; o++)
        seen(w, XAA, XCC, false);
    close_week(w);
    weeks(w, 300);
    for (uint32_t o = 0; o < MANY; o++) {
        int32_t age = w->operation.closes[o] - w->operation.detected[o];
        uint32_t c = case_of(w, o, AUTHOR_government);
        for (int k = 0; k < 4; k++)
            by[k] += age <= at[k];
        last += age == 156;
        assert_true(age >= 1 && age <= 156);
        assert_true(w->case_file.named[c] == NEVER
                    || w->case_file.named[c] < w->operation.closes[o]);
        assert_true(w->case_file.published[c] == NEVER
                    || w->case_file.published[c] < w->operation.closes[o]);
        after += !(w->operation.named[o] & 1);
    }
    for (int k = 0; k < 4; k++)
        hand_assert_share(by[k], MANY, -expm1(-0.0035 * at[k]), "closed by");
    hand_assert_share(last, MANY, exp(-0.0035 * 155), "closed at the latest");
    for (uint32_t e = 0; e < w->event.n; e++)
        closed += w->event.kind[e] == EVENT_closed;
    assert_true(closed == after);       /* a miss for each not named rightly */
    assert_true(after > 100 && after < MANY - 100);
    assert_int_equal(w->file.n, 0);
    stage_free(&s);
}

/* ---- the truth ---------------------------------------------------------- */

/* By its hazard from the first statement; then authors' counts are
 * corrected. */
static void
the_truth_comes_out_and_corrects_the_counts(void **state)
{
    enum { MANY = 5000 };
    struct stage s;
    double out[3] = { 0 }, right = 0, wrong = 0, events = 0;
    static const int at[] = { 2, 20, 60 };

    (void)state;
    stage_set(&s, 50, MANY, 0.25);
    struct world *w = &s.w;
    w->p.attribution.threshold[AUTHOR_firm] = 0.8;
    w->p.attribution.firm_names = 1;
    w->p.attribution.truth_rate = 0.02;
    for (uint32_t o = 0; o < MANY; o++)
        seen(w, XAA, XCC, true);
    close_week(w);
    weeks(w, 400);
    for (uint32_t o = 0; o < MANY; o++) {
        uint32_t c = case_of(w, o, AUTHOR_firm);
        int32_t wait = w->operation.truth_week[o]
                       - w->operation.public_week[o];
        bool good = w->case_file.suspect[c] == XAA;
        assert_true(w->operation.public_week[o] != NEVER);
        assert_int_equal(w->operation.named[o], good ? 1 : 2);
        for (int k = 0; k < 3; k++)
            out[k] += wait <= at[k];
        if (w->operation.truth_week[o] < w->week)
            good ? right++ : wrong++;
    }
    for (int k = 0; k < 3; k++)
        hand_assert_share(out[k], MANY, -expm1(-0.02 * at[k]), "truth by");
    assert_true(wrong > 200);
    for (uint16_t f = 0; f < w->firm.n; f++) {
        bool it = f == hand_security_firm(w);
        assert_near(w->firm.right[f], 4 + (it ? right : 0), 0);
        assert_near(w->firm.wrong[f], 4 + (it ? wrong : 0), 0);
    }
    assert_near(w->state.right[XCC], 5, 0);
    for (uint32_t e = 0; e < w->event.n; e++)
        events += w->event.kind[e] == EVENT_truth;
    assert_true(events == right + wrong);
    stage_free(&s);
}

/* Each public finding counts for suspicion for 104 weeks. */
static void
accusations_are_forgotten_after_two_years(void **state)
{
    struct stage s;

    (void)state;
    stage_set(&s, 51, 10, 4);
    s.w.p.attribution.firm_names = 1;
    for (int k = 0; k < 10; k++)
        seen(&s.w, k < 7 ? XAA : XBB, XCC, true);
    close_week(&s.w);
    weeks(&s.w, 4);
    assert_int_equal(s.w.state.accused[XAA], 7);
    assert_int_equal(s.w.state.accused[XBB], 3);
    weeks(&s.w, 103);
    assert_int_equal(s.w.agency.accused_all[0], 10);
    weeks(&s.w, 1);
    assert_int_equal(s.w.agency.accused_all[0], 0);
    assert_int_equal(s.w.state.accused[XAA], 0);
    stage_free(&s);
}

/* ---- the agency --------------------------------------------------------- */

static void
found_agency(struct world *w, double capacity)
{
    struct law *law = &w->law;

    law->in_force[CLAUSE_agency] = true;
    law->levers.agency.capacity = capacity;
    law->levers.agency.independence = 0.2;
    law->levers.agency.seats[SEAT_government] = 0.5;
    w->state.member[XCC] = 1;
}

/* v0 (1 - independence) government seats power where the accused or an ally of
 * it is a member; a blocked finding leaks with chance 0.05 a month. */
static void
members_block_and_findings_leak(void **state)
{
    enum { MANY = 5000 };
    static const int at[] = { 4, 24, 100 };

    (void)state;
    for (int k = 0; k < 3; k++) {
        struct stage s;
        double blocked = 0, leaked[3] = { 0 };
        stage_set(&s, (uint32_t)(60 + k), MANY, 4);
        struct world *w = &s.w;
        found_agency(w, MANY + 1);
        /* XAA: a member / no friend of one; XBB: an ally of the member XCC. */
        state_id accused = k == 2 ? XBB : XAA;
        w->state.member[XAA] = k == 0;
        w->state.power[accused] = 0.9;
        double chance = k == 1 ? 0 : 0.8 * 0.8 * 0.5 * 0.9;
        for (uint32_t o = 0; o < MANY; o++)
            seen(w, accused, XCC, false);
        close_week(w);
        weeks(w, 130);
        for (uint32_t o = 0; o < MANY; o++) {
            uint32_t c = case_of(w, o, AUTHOR_agency);
            uint32_t e = w->case_file.event[c];
            int32_t wait = w->case_file.published[c] - w->case_file.named[c];
            bool was = w->event.flags[e] & EVENT_FLAG_blocked;
            assert_true(was == (wait > 0));
            blocked += was;
            for (int n = 0; n < 3; n++)
                leaked[n] += was && wait <= at[n];
        }
        if (chance == 0) {
            assert_true(blocked == 0);
        } else {
            hand_assert_share(blocked, MANY, chance, "blocked");
            for (int n = 0; n < 3; n++)
                hand_assert_share(leaked[n], blocked,
                                  1 - pow(0.95, at[n] / 4.0), "leaked");
        }
        stage_free(&s);
    }
}

static void
the_docket_opens_the_most_severe_first(void **state)
{
    static const uint8_t severity[] = { 3, 5, 2, 5, 8, 1, 4 };
    static const int order[] = { 4, 1, 3, 6, 0, 2, 5 };
    struct stage s;

    (void)state;
    stage_set(&s, 70, 10, 0.001);
    struct world *w = &s.w;
    found_agency(w, 0.5);
    for (int k = 0; k < 7; k++)
        w->operation.severity[seen(w, XAA, XCC, false)] = severity[k];
    /* Nothing for a victim that is no member. */
    uint32_t other = seen(w, XAA, XBB, false);
    close_week(w);
    weeks(w, 20);
    for (int k = 0; k < 7; k++) {
        uint32_t c = case_of(w, (uint32_t)order[k], AUTHOR_agency);
        assert_true(c != NOTHING);
        assert_int_equal(w->case_file.opened[c], 1 + 2 * k + 1);
    }
    assert_int_equal(case_of(w, other, AUTHOR_agency), NOTHING);
    assert_int_equal(w->agency.referred[0], 7);
    assert_int_equal(w->docket.n, 0);
    stage_free(&s);
}

/* Capacity that is not used is not saved beyond one case. */
static void
capacity_is_cases_a_week(void **state)
{
    struct stage s;
    int32_t opened[40] = { 0 };

    (void)state;
    stage_set(&s, 71, 40, 0.001);
    struct world *w = &s.w;
    found_agency(w, 3);
    close_week(w);
    weeks(w, 10);
    w->derived.room = 40;
    hand_open(w);
    int32_t now = w->week;
    for (int k = 0; k < 40; k++)
        seen(w, XAA, XCC, false);
    close_week(w);
    weeks(w, 20);
    for (uint32_t c = 0; c < w->case_file.n; c++)
        if (w->case_file.author[c] == AUTHOR_agency)
            opened[w->case_file.opened[c] - now]++;
    assert_int_equal(opened[0], 4);
    for (int k = 1; k < 13; k++)
        assert_int_equal(opened[k], 3);
    assert_int_equal(w->agency.stale[0], 0);
    stage_free(&s);
}

/* Not opened within 104 weeks, or when the file has closed, or no agency. */
static void
cases_go_stale(void **state)
{
    struct stage s;

    (void)state;
    stage_set(&s, 72, 10, 0.001);
    struct world *w = &s.w;
    found_agency(w, 0);
    for (int k = 0; k < 4; k++)
        seen(w, XAA, XCC, false);
    close_week(w);
    weeks(w, 103);
    assert_int_equal(w->docket.n, 4);
    weeks(w, 1);
    assert_int_equal(w->docket.n, 0);
    assert_int_equal(w->agency.stale[0], 4);
    w->derived.room = 10;
    hand_open(w);
    seen(w, XAA, XCC, false);
    close_week(w);
    w->law.in_force[CLAUSE_agency] = false;
    weeks(w, 1);
    assert_int_equal(w->agency.stale[0], 5);
    stage_free(&s);
}

/* ---- which findings bind ------------------------------------------------ */

struct binding {
    bool agency;                /* is there an agency case                   */
    int firm_home;              /* XAA + 1 or XBB + 1; 0: with the victim    */
    double independence;
    double right, wrong;        /* counts of the agency                      */
    bool contradicts;           /* the agency has named somebody else        */
    enum needs needs;
    int want;
};

/* Victim XCC, culprit XBB; the government, a firm and the agency settle in the
 * same week; the firm and the agency speak then, the government a week
 * later. */
static int
bound(const struct binding *b)
{
    struct stage s;

    stage_set(&s, 80, 1, 4);
    struct world *w = &s.w;
    w->p.attribution.public_rate = 1e6;
    w->p.attribution.firm_names = 1;
    w->p.attribution.home_bias = 0;
    if (b->agency)
        found_agency(w, 1);
    w->law.levers.agency.independence = b->independence;
    w->law.agency_independence = b->independence;
    w->law.levers.agency.seats[SEAT_government] = 0;
    w->law.levers.response.needs = b->needs;
    w->agency.right[0] = b->right;
    w->agency.wrong[0] = b->wrong;
    uint32_t o = seen(w, XBB, XCC, true);
    close_week(w);
    if (b->firm_home)
        w->case_file.home[case_of(w, o, AUTHOR_firm)] =
            (state_id)(b->firm_home - 1);
    weeks(w, 4);
    assert_int_equal(w->case_file.published[case_of(w, o, AUTHOR_firm)], 5);
    if (b->contradicts)
        w->case_file.suspect[case_of(w, o, AUTHOR_agency)] = XAA;
    weeks(w, 1);
    assert_int_equal(w->case_file.published[case_of(w, o, AUTHOR_government)],
                     6);
    int flags = 0, is = accused_bound(w, o, XBB);
    for (uint32_t e = 0; e < w->event.n; e++)
        flags += w->event.kind[e] == EVENT_public_finding
            && (w->event.flags[e] & EVENT_FLAG_binding);
    assert_int_equal(flags, is);
    stage_free(&s);
    return is;
}

/* The agency with credibility of 1/2, 8/10 (1 + independence)/2 here; or two
 * statements of different blocs where `needs` allows, 1 - (1/2)^2 = 0.75. */
static void
the_binding_rule_is_as_written(void **state)
{
    static const struct binding c[] = {
        { .agency = true, .independence = 0.5, .right = 8, .wrong = 2,
          .needs = NEEDS_agency, .want = 1 },
        { .agency = true, .independence = 0.5, .right = 8, .wrong = 2,
          .needs = NEEDS_statements, .want = 1 },
        { .agency = true, .independence = 0.2, .right = 8, .wrong = 2,
          .needs = NEEDS_agency, .want = 0 },
        { .agency = true, .independence = 0.5, .right = 8, .wrong = 4.1,
          .needs = NEEDS_agency, .want = 0 },
        /* One bloc: XCC and its firm, or a firm of an allied state. */
        { .firm_home = XBB + 1, .needs = NEEDS_statements, .want = 0,
          .right = 8, .wrong = 2 },
        { .needs = NEEDS_statements, .want = 0, .right = 8, .wrong = 2 },
        { .firm_home = XAA + 1, .needs = NEEDS_statements, .want = 1,
          .right = 8, .wrong = 2 },
        { .firm_home = XAA + 1, .needs = NEEDS_agency, .want = 0,
          .right = 8, .wrong = 2 },
        /* An agency that nobody believes does not stand in the way of two
         * ... */
        { .agency = true, .firm_home = XAA + 1, .independence = 0, .right = 8,
          .wrong = 8, .needs = NEEDS_statements, .want = 1 },
        /* ... but one that says something else does. */
        { .agency = true, .firm_home = XAA + 1, .independence = 0, .right = 8,
          .wrong = 8, .contradicts = true, .needs = NEEDS_statements,
          .want = 0 } };

    (void)state;
    for (size_t k = 0; k < sizeof c / sizeof *c; k++)
        if (bound(&c[k]) != c[k].want)
            fail_msg("case %zu: bound is not %d", k, c[k].want);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(old_files_are_looked_at_by_the_quarter),
        cmocka_unit_test(a_late_case_has_the_evidence_since_it_opened),
        cmocka_unit_test(two_suspects_are_the_exact_sequential_test),
        cmocka_unit_test(belief_is_calibrated),
        cmocka_unit_test(a_common_share_of_noise_makes_investigators_agree),
        cmocka_unit_test(the_signal_is_its_formula),
        cmocka_unit_test(flags_point_to_a_rival_of_the_victim),
        cmocka_unit_test(priors_share_what_no_state_leaves),
        cmocka_unit_test(no_state_is_found_in_silence),
        cmocka_unit_test(without_an_agency_there_is_no_agency_finding),
        cmocka_unit_test(governments_speak_by_their_hazard),
        cmocka_unit_test(governments_come_to_name_more),
        cmocka_unit_test(firms_speak_at_once_or_never),
        cmocka_unit_test(firms_spare_their_home_and_their_markets),
        cmocka_unit_test(files_close_by_their_hazard),
        cmocka_unit_test(the_truth_comes_out_and_corrects_the_counts),
        cmocka_unit_test(accusations_are_forgotten_after_two_years),
        cmocka_unit_test(members_block_and_findings_leak),
        cmocka_unit_test(the_docket_opens_the_most_severe_first),
        cmocka_unit_test(capacity_is_cases_a_week),
        cmocka_unit_test(cases_go_stale),
        cmocka_unit_test(the_binding_rule_is_as_written),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
