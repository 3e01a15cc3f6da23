/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_firms.c - the accord, compelled help and what comes of it, shared
 * warnings, takedowns domain by domain; against the laws that
 * diplomacy_firms.c, response.c and response_takedown.c name.  Bands are 4
 * standard errors over many worlds of three states. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>

#include "process/diplomacy.h"
#include "process/process.h"
#include "process/response_takedown.h"
#include "support/hand.h"
#include "support/near.h"
#include "world/accord.h"

enum { XAA, XBB, XCC };

struct stage {
    struct arm a;
    struct world w;
};

static void
stage_load(struct stage *s)
{
    *s = (struct stage){ 0 };
    hand_load(&s->a, "lessons/world@anarchy");
}

/* Another world of the same arm. */
static void
stage_begin(struct stage *s, uint32_t replicate)
{
    hand_begin(&s->w, &s->a, replicate, 64);
    hand_open(&s->w);
}

static void
stage_free(struct stage *s)
{
    world_free(&s->w);
    arm_free(&s->a);
}

static double
logistic_of(double x)
{
    return 1 / (1 + exp(-x));
}

/* ---- membership --------------------------------------------------------- */

/* An open home and a closed one that is nationalist. */
static void
two_homes(struct world *w)
{
    for (uint32_t i = 0; i < w->state.n; i++) {
        w->state.nationalism[i] = i == XAA ? 0.8 : 0.4;
        w->state.openness[i] = i == XAA ? 0.1 : 0.75;
    }
}

static double
pull_of(const struct world *w, uint32_t f)
{
    bool closed = w->in->tables.firm[f].home == XAA;
    return -1 - 0.5 + 3 * w->firm.foreign[f]
           - 3 * (closed ? 0.8 * 0.9 : 0.4 * 0.25);
}

static void
firms_join_by_users_abroad_and_pressure_at_home(void **state)
{
    (void)state;
    enum { WORLDS = 1500 };
    struct stage s;
    double in[8] = { 0 }, pull[8] = { 0 };
    stage_load(&s);
    for (uint32_t k = 0; k < WORLDS; k++) {
        stage_begin(&s, k);
        two_homes(&s.w);
        s.w.law.in_force[CLAUSE_accord] = true;
        diplomacy_firms_year(&s.w);
        for (uint32_t f = 0; f < s.w.firm.n; f++) {
            in[f] += s.w.firm.member[f];
            pull[f] = pull_of(&s.w, f);
        }
    }
    for (uint32_t f = 0; f < s.w.firm.n; f++)
        hand_assert_share(in[f], WORLDS, logistic_of(pull[f]), "members");
    stage_free(&s);
}

static void
a_firm_changes_its_mind_for_a_reason_only(void **state)
{
    (void)state;
    struct stage s;
    stage_load(&s);
    for (uint32_t k = 0; k < 50; k++) {
        stage_begin(&s, k);
        two_homes(&s.w);
        s.w.law.in_force[CLAUSE_accord] = true;
        diplomacy_firms_year(&s.w);
        uint64_t hash = world_hash_column(&s.w, COLUMN_firm_member);
        s.w.week += 52;
        diplomacy_firms_year(&s.w);
        assert_true(world_hash_column(&s.w, COLUMN_firm_member) == hash);
        s.w.law.in_force[CLAUSE_accord] = false;
        assert_near(accord_share(&s.w), 0, 0);
        diplomacy_firms_year(&s.w);
        for (uint16_t f = 0; f < s.w.firm.n; f++)
            assert_int_equal(s.w.firm.member[f], 0);
    }
    stage_free(&s);
}

/* Weeks in which firms of an accord from week 20 to 60 and from 70 on decide;
 * what they would decide turns every week. */
static void
firms_decide_when_an_accord_begins_and_once_a_year(void **state)
{
    (void)state;
    struct stage s;
    struct clause c[2] = {
        { .kind = CLAUSE_accord, .from = 20, .until = 60 },
        { .kind = CLAUSE_accord, .from = 70, .until = WEEK_NEVER } };
    stage_load(&s);
    worlds_clauses(&s.a, c, 2);
    stage_begin(&s, 1);
    for (int n = 0; n < 110; n++) {
        int32_t week = s.w.week;
        bool turn = week % 2 == 0;
        bool decide = week == 20 || week == 52 || week == 70 || week == 104;
        law_compile(&s.w.law, c, 2, week, &s.w.p);
        s.w.p.diplomacy.accord_pull = turn ? 100 : -100;
        for (uint16_t f = 0; f < s.w.firm.n; f++)
            s.w.firm.member[f] = !turn;
        hand_week(&s.w, diplomacy);
        for (uint16_t f = 0; f < s.w.firm.n; f++)
            assert_int_equal(s.w.firm.member[f],
                             week == 0 ? 0 : decide ? turn : !turn);
    }
    stage_free(&s);
}

/* Compelled help is asked for at the yearly review alone. */
static void
an_accord_that_begins_asks_no_help(void **state)
{
    (void)state;
    struct stage s;
    stage_load(&s);
    stage_begin(&s, 2);
    s.w.law.in_force[CLAUSE_accord] = true;
    s.w.state.openness[XBB] = 0;        /* asks every year                   */
    s.w.week = 20;
    s.w.law.accord_begins = true;
    diplomacy(&s.w);
    assert_near(s.w.state.help[XBB], 0, 0);
    s.w.week = 52;
    diplomacy(&s.w);
    assert_true(s.w.state.help[XBB] > 0);
    stage_free(&s);
}

static void
users_and_security_firms_are_half_the_first_line_each(void **state)
{
    (void)state;
    struct stage s;
    stage_load(&s);
    stage_begin(&s, 0);
    const struct firm_facts *firm = s.a.in.tables.firm;
    double all = 0, security = 0;
    for (uint16_t f = 0; f < s.w.firm.n; f++) {
        all += s.w.firm.users[f];
        security += firm[f].security;
    }
    /* the three ecosystems are all owned; users are whole people of 1e9 */
    assert_near(all, 1, 1e-8);
    assert_near(security, 1, 0);
    s.w.law.in_force[CLAUSE_accord] = true;
    assert_near(accord_share(&s.w), 0, 0);
    for (uint16_t f = 0; f < s.w.firm.n; f++) {
        s.w.firm.member[f] = 1;
        assert_near(accord_share(&s.w), 0.5 * s.w.firm.users[f]
                    + (firm[f].security ? 0.5 : 0), 1e-12);
        s.w.firm.member[f] = 0;
    }
    stage_free(&s);
}

/* ---- compelled help ----------------------------------------------------- */

/* Shares of worlds and years in which a firm of XBB helps, and offence that
 * its home gained on average, over the most it could. */
struct help {
    double helps, gained, n;
};

static struct help
help_of(bool member, bool no_aid, double parties, double open)
{
    enum { WORLDS = 800, YEARS = 5 };
    struct stage s;
    struct help h = { .n = WORLDS * YEARS };

    stage_load(&s);
    for (uint32_t k = 0; k < WORLDS; k++) {
        stage_begin(&s, k);
        s.w.state.openness[XBB] = open;
        s.w.p.diplomacy.accord_pull = member ? 100 : -100;
        s.w.law.in_force[CLAUSE_accord] = true;
        s.w.law.levers.accord.no_aid = no_aid;
        s.w.law.in_force[CLAUSE_nonproliferation] = parties > 0;
        s.w.law.levers.nonproliferation.cut = 0.5;
        for (uint32_t i = 0; i < parties; i++)
            s.w.state.party[i] = 1;
        uint32_t f = s.a.in.tables.ecosystem[0].owner;
        assert_int_equal(s.a.in.tables.firm[f].home, XBB);
        for (int year = 0; year < YEARS; year++, s.w.week += 52) {
            diplomacy_firms_year(&s.w);
            h.helps += s.w.firm.helps[f];
            h.gained += s.w.state.help[XBB]
                / (0.15 * (1 - open) * s.w.firm.users[f]);
        }
    }
    stage_free(&s);
    return h;
}

static void
closed_homes_demand_help_and_courts_refuse_it(void **state)
{
    (void)state;
    double open = 0.6, lean = 0.4;
    struct help plain = help_of(false, true, 0, open);
    struct help allowed = help_of(true, false, 0, open);
    struct help bound = help_of(true, true, 0, open);

    hand_assert_share(plain.helps, plain.n, lean, "no member");
    assert_near(allowed.helps, plain.helps, 0);
    hand_assert_share(bound.helps, bound.n, lean * (1 - open), "member");
    hand_assert_mean(plain.gained, plain.n, lean, sqrt(lean * open),
                     "gain by help");
}

/* Of what is refused brokers replace half: 1 with lean (1 - open), 1/2 with
 * lean open; with all parties to non-proliferation a quarter.  One party cuts
 * by its share of what states find, sqrt(60) of 2 sqrt(60) + sqrt(5). */
static void
brokers_replace_half_of_what_is_refused(void **state)
{
    (void)state;
    double one = sqrt(60) / (2 * sqrt(60) + sqrt(5));
    double share[4] = { 0, one, 2 * one, 1 };
    for (int parties = 0; parties <= 3; parties++) {
        struct help h = help_of(true, true, parties, 0.6);
        double left = 0.5 * (1 - 0.5 * share[parties]);
        double mean = 0.4 * (0.4 + 0.6 * left);
        double square = 0.4 * (0.4 + 0.6 * left * left);
        hand_assert_mean(h.gained, h.n, mean, sqrt(square - mean * mean),
                         "gain with brokers");
    }
}

/* Offence that firms give XBB where XCC, which may be a party, has that
 * programme. */
static double
help_beside(double programme, bool party)
{
    struct stage s;

    stage_load(&s);
    stage_begin(&s, 3);
    for (uint32_t i = 0; i < s.w.state.n; i++)
        s.w.state.openness[i] = 0.5;
    s.w.p.diplomacy.accord_pull = 100;
    s.w.law.in_force[CLAUSE_accord] = true;
    s.w.law.in_force[CLAUSE_nonproliferation] = true;
    s.w.law.levers.accord.no_aid = 1;
    s.w.law.levers.nonproliferation.cut = 1;
    s.w.state.programme[XCC] = programme;
    s.w.state.party[XBB] = 1;
    s.w.state.party[XCC] = party;
    double sum = 0;
    for (int year = 0; year < 40; year++, s.w.week += 52) {
        diplomacy_firms_year(&s.w);
        sum += s.w.state.help[XBB];
    }
    stage_free(&s);
    return sum;
}

static void
a_party_that_finds_nothing_cuts_nothing(void **state)
{
    (void)state;
    assert_near(help_beside(0, true), help_beside(0, false), 0);
    assert_true(help_beside(5, true) < help_beside(5, false));
}

static void
a_fully_open_home_asks_nothing(void **state)
{
    (void)state;
    struct help h = help_of(false, false, 0, 1);
    assert_near(h.helps, 0, 0);
}

static void
complicity_comes_out_at_the_rate_of_the_truth(void **state)
{
    (void)state;
    enum { WORLDS = 2000, AFTER = 200 };
    struct stage s;
    double out = 0, n = 0;
    stage_load(&s);
    for (uint32_t k = 0; k < WORLDS; k++) {
        stage_begin(&s, k);
        s.w.firm.helped_since[0] = 7;
        s.w.firm.helped_since[2] = 0;
        for (int t = 0; t < 2; t++) {
            s.w.week = t ? 7 + AFTER : 7;
            diplomacy_firms_week(&s.w);
            /* not in the week in which it began */
            assert_true(s.w.firm.revealed[0] != 7);
        }
        for (uint32_t e = 0; e < s.w.event.n; e++) {
            uint32_t f = s.w.event.row[e];
            assert_int_equal(s.w.event.kind[e], EVENT_complicity);
            assert_int_equal(s.w.event.actor[e], s.a.in.tables.firm[f].home);
            assert_true(f == 0 || f == 2);
            out += f == 0;
        }
        uint32_t said = s.w.event.n;
        s.w.week += 1000;
        diplomacy_firms_week(&s.w);
        diplomacy_firms_week(&s.w);
        assert_true(s.w.event.n - said <= 2);   /* once a firm */
        assert_int_equal(s.w.firm.revealed[1], NEVER);
        n++;
    }
    hand_assert_share(out, n, 1 - exp(-0.003 * AFTER), "came out");
    stage_free(&s);
}

/* ---- warnings ----------------------------------------------------------- */

/* Thefts on XBB seen within three weeks, with this share of the accord. */
static double
seen_in_three_weeks(struct stage *s, bool warn, uint32_t many)
{
    uint32_t n = 0;

    s->w.law.in_force[CLAUSE_accord] = true;
    s->w.law.levers.accord.share_warnings = warn;
    for (uint32_t f = 0; f < s->w.firm.n; f++) {
        s->w.firm.skill[f] = 2;
        s->w.firm.member[f] = 1;
    }
    for (uint32_t k = 0; k < many; k++) {
        uint32_t o = hand_operation(&s->w, XAA, XBB, KIND_theft,
                                    SECTOR_industry);
        s->w.operation.exploit[o] = s->w.operation.nday[o] = NOTHING;
    }
    response(&s->w);
    s->w.week++;
    hand_week(&s->w, response);
    hand_week(&s->w, response);
    for (uint32_t o = 0; o < many; o++)
        n += s->w.operation.detected[o] != NEVER;
    return n;
}

static void
shared_warnings_raise_the_hazard_of_firms(void **state)
{
    (void)state;
    enum { MANY = 8000 };
    for (int warn = 0; warn < 2; warn++) {
        struct stage s;
        stage_load(&s);
        hand_begin(&s.w, &s.a, 1, MANY);
        hand_open(&s.w);
        s.w.state.defence[XBB] = 0;
        s.w.p.response.takedown = 0;
        double n = seen_in_three_weeks(&s, warn, MANY);
        /* hazard 0.03 x skill 2 x (1 + 0.5), all firms being members */
        hand_assert_share(n, MANY, 1 - exp(-3 * 0.06 * (warn ? 1.5 : 1)),
                          "seen");
        stage_free(&s);
    }
}

/* Weekly signal of the culprit for the government that is hit. */
static double
signal(bool member, bool warn)
{
    struct stage s;

    stage_load(&s);
    hand_begin(&s.w, &s.a, 2, 64);
    hand_attraction(&s.w);
    hand_week(&s.w, attribution);
    hand_open(&s.w);
    s.w.law.in_force[CLAUSE_accord] = true;
    s.w.law.levers.accord.share_warnings = warn;
    for (uint32_t f = 0; f < s.w.firm.n; f++)
        s.w.firm.member[f] = member;
    uint32_t o = hand_operation(&s.w, XAA, XBB, KIND_theft, SECTOR_industry);
    s.w.operation.exploit[o] = s.w.operation.nday[o] = NOTHING;
    s.w.operation.detected[o] = s.w.week;
    s.w.operation.seen_event[o] = world_event(&s.w, &(struct event_row){
        .kind = EVENT_detection, .actor = XBB, .target = XBB, .row = o,
        .victim = NOTHING, .trigger = NOTHING });
    attribution(&s.w);
    double d = s.w.case_file.true_signal[
        s.w.operation.cases[o * N_AUTHORS + AUTHOR_government]];
    stage_free(&s);
    return d;
}

static void
shared_warnings_tip_attackers_off(void **state)
{
    (void)state;
    double plain = signal(false, true);
    assert_true(plain > 0);
    assert_near(signal(true, false), plain, 0);
    assert_near(signal(true, true), plain * (1 - 0.2), 1e-8);
}

/* ---- takedowns ---------------------------------------------------------- */

/* Takedowns of `many` operations of XAA on XBB, all tried; the number of
 * domains beyond the first is `more` on average, of that shape. */
static void
stage_begin_takedowns(struct stage *s, uint32_t many, double more,
                      double shape)
{
    hand_begin(&s->w, &s->a, 3, many);
    hand_open(&s->w);
    s->w.p.response.takedown = 1;
    s->w.p.response.domains = more;
    s->w.p.response.domains_shape = shape;
    for (uint32_t k = 0; k < many; k++)
        hand_operation(&s->w, XAA, XBB, KIND_theft, SECTOR_industry);
}

static void
stage_takedowns(struct stage *s, uint32_t many, double more, double shape)
{
    stage_load(s);
    stage_begin_takedowns(s, many, more, shape);
}

static void
try_all(struct world *w)
{
    for (uint32_t o = 0; o < w->operation.n; o++)
        takedown_try(w, o);
    assert_int_equal(w->overflow, N_TABLES);
}

/* How much state i draws a domain. */
static double
draw_of(const struct stage *s, uint32_t i)
{
    return pow(s->w.state.gdp[i] * s->w.state.online[i]
               / s->a.in.tables.state[i].population, 0.24);
}

static double
blocked_by(const struct world *w, int32_t week, uint32_t domains)
{
    double n = 0;

    for (uint32_t t = 0; t < w->takedown.n; t++)
        n += w->takedown.domains[t] == domains
             && w->takedown.blocked[t] <= week;
    return n;
}

static void
takedowns_are_tried_now_and_then(void **state)
{
    (void)state;
    struct stage s;
    stage_takedowns(&s, 4000, 12, 0.5);
    s.w.p.response.takedown = 0.1;
    try_all(&s.w);
    hand_assert_share(s.w.takedown.n, 4000, 0.1, "tried");
    stage_free(&s);
}

static void
domains_are_negative_binomial(void **state)
{
    (void)state;
    struct stage s;
    double sum = 0, one = 0, n = 6000;
    stage_takedowns(&s, 6000, 12, 0.5);
    try_all(&s.w);
    for (uint32_t t = 0; t < s.w.takedown.n; t++) {
        sum += s.w.takedown.domains[t] - 1;
        one += s.w.takedown.domains[t] == 1;
        assert_true(s.w.takedown.states[t] <= s.w.takedown.domains[t]);
        assert_true(s.w.takedown.states[t] <= 3);
    }
    /* variance 12 + 12^2/0.5; no further one with chance (1/25)^(1/2) */
    hand_assert_mean(sum, n, 12, sqrt(300), "domains");
    hand_assert_share(one, n, 0.2, "a single domain");
    stage_free(&s);
}

static void
a_single_domain_waits_geometrically(void **state)
{
    (void)state;
    enum { MANY = 6000 };
    struct stage s;
    stage_takedowns(&s, MANY, 0, 1);
    s.w.p.response.down_hostile = 0.12;
    try_all(&s.w);
    for (int32_t t = 1; t < 30; t += 4)
        hand_assert_share(blocked_by(&s.w, t, 1), MANY, 1 - pow(0.88, t),
                          "down");
    stage_free(&s);
}

/* Chance that at least k of n are down, each with chance p. */
static double
at_least(int k, int n, double p)
{
    double sum = 0;

    for (; k <= n; k++)
        sum += exp(lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)
                   + k * log(p) + (n - k) * log1p(-p));
    return sum;
}

/* 60 domains, 42 of which have to go: the 42nd of 60 geometric waits. */
static void
sixty_domains_go_down_by_their_order(void **state)
{
    (void)state;
    struct stage s;
    double n = 0;
    stage_takedowns(&s, 12000, 59, 1e6);
    s.w.p.response.down_hostile = 0.12;
    try_all(&s.w);
    for (uint32_t t = 0; t < s.w.takedown.n; t++)
        n += s.w.takedown.domains[t] == 60;
    for (int32_t t = 8; t <= 12; t++)
        hand_assert_share(blocked_by(&s.w, t, 60), n,
                          at_least(42, 60, 1 - pow(0.88, t)), "42 of 60");
    /* nine in ten take from 7 to 13 weeks */
    assert_true(blocked_by(&s.w, 6, 60) < 0.05 * n);
    assert_true(blocked_by(&s.w, 13, 60) > 0.95 * n);
    stage_free(&s);
}

static void
assistance_is_quick_and_the_attackers_home_slow(void **state)
{
    (void)state;
    enum { MANY = 6000 };
    struct stage s;
    double at[3], all = 0, w = 0;
    stage_takedowns(&s, MANY, 0, 1);
    /* the first is the attacker, the second a party */
    for (uint32_t i = 0; i < 3; i++)
        all += at[i] = draw_of(&s, i);
    double want[3] = { 0.01, 0.25, 0.12 };
    s.w.law.in_force[CLAUSE_assistance] = true;
    s.w.p.response.haven_most = 0;
    s.w.state.party[XBB] = 1;
    try_all(&s.w);
    for (uint32_t i = 0; i < 3; i++)
        w += at[i] / all * (1 - pow(1 - want[i], 3));
    hand_assert_share(blocked_by(&s.w, 3, 1), MANY, w, "down in 3 weeks");
    stage_free(&s);
}

static void
domains_move_to_havens(void **state)
{
    (void)state;
    enum { MANY = 4000 };
    double share[2] = { 0, 0 };
    for (int parties = 1; parties <= 2; parties++) {
        struct stage s;
        stage_takedowns(&s, MANY, 0, 1);
        double at[3];
        for (uint32_t i = 0; i < 3; i++)
            at[i] = draw_of(&s, i);
        s.w.law.in_force[CLAUSE_assistance] = true;
        s.w.state.party[XBB] = 1;
        s.w.state.party[XCC] = parties == 2;
        /* down next week where nothing binds, never elsewhere */
        s.w.p.response.down_hostile = 1;
        s.w.p.response.down = 1;
        s.w.p.response.down_assisted = 0;
        try_all(&s.w);
        double all = at[0] + at[1] + at[2];
        double moved = fmin(0.9, (at[1] + (parties == 2 ? at[2] : 0)) / all);
        double out = (at[0] + (parties == 1 ? at[2] : 0)) / all;
        share[parties - 1] = blocked_by(&s.w, 1, 1);
        hand_assert_share(share[parties - 1], MANY,
                          moved + (1 - moved) * out, "havens");
        stage_free(&s);
    }
    assert_true(share[1] > share[0]);
}

/* States in which takedowns of 60 domains lie, in the world of 2017. */
struct lie {
    double n, sum, below, above;        /* below, above 49 (half a tie each) */
};

static struct lie
sixty_domains_lie(double power)
{
    struct stage s = { 0 };
    struct lie l = { 0 };

    hand_load(&s.a, "world@anarchy");
    s.a.in.params.response.domains_power = power;
    hand_begin(&s.w, &s.a, 5, 12000);
    hand_open(&s.w);
    s.w.p.response.takedown = 1;
    s.w.p.response.domains = 59;
    s.w.p.response.domains_shape = 1e6;
    for (uint32_t k = 0; k < 12000; k++)
        hand_operation(&s.w, XAA, XBB, KIND_theft, SECTOR_industry);
    try_all(&s.w);
    for (uint32_t t = 0; t < s.w.takedown.n; t++) {
        double states = s.w.takedown.states[t];
        if (s.w.takedown.domains[t] != 60)
            continue;
        l.n++;
        l.sum += states;
        l.below += states < 49 ? 1 : states == 49 ? 0.5 : 0;
        l.above += states > 49 ? 1 : states == 49 ? 0.5 : 0;
    }
    stage_free(&s);
    return l;
}

/* The record: 60 domains of one attack in 49 countries.  By GDP x share online
 * itself they never lie in so many. */
static void
sixty_domains_lie_in_some_49_states(void **state)
{
    (void)state;
    struct lie fitted = sixty_domains_lie(0.24), hosts = sixty_domains_lie(1);

    assert_true(fitted.n > 400);
    assert_true(fitted.below > 0.05 * fitted.n);
    assert_true(fitted.above > 0.05 * fitted.n);
    assert_near(fitted.sum / fitted.n, 49, 0.5);
    assert_near(hosts.above, 0, 0);
    assert_true(hosts.sum < 28 * hosts.n);
}

/* A power of 0 is all states alike, but for those without a host. */
static void
no_domain_lies_where_nobody_is_online(void **state)
{
    (void)state;
    enum { MANY = 4000 };
    struct stage s;
    double single = 0;

    stage_load(&s);
    s.a.in.params.response.domains_power = 0;
    s.a.in.tables.state[XCC].population = 0;
    stage_begin_takedowns(&s, MANY, 0, 1);
    s.w.p.response.down = 1;            /* next week, or never at XAA's */
    s.w.p.response.down_hostile = 0;
    try_all(&s.w);
    single = blocked_by(&s.w, 1, 1);
    hand_assert_share(single, MANY, 0.5, "not at the attacker's");
    stage_free(&s);
}

/* A party where nothing lies sends nobody away. */
static void
an_empty_party_moves_no_domain(void **state)
{
    (void)state;
    uint64_t hash[2];
    for (int party = 0; party < 2; party++) {
        struct stage s;
        stage_takedowns(&s, 400, 12, 0.5);
        s.w.law.in_force[CLAUSE_assistance] = true;
        s.w.state.party[XBB] = 1;
        s.w.state.hosting[XCC] = 0;
        s.w.state.party[XCC] = (uint8_t)party;
        try_all(&s.w);
        hash[party] = world_hash_column(&s.w, COLUMN_takedown_blocked);
        stage_free(&s);
    }
    assert_true(hash[0] == hash[1]);
}

static void
a_takedown_ends_it_for_every_victim(void **state)
{
    (void)state;
    struct stage s;
    stage_takedowns(&s, 1, 0, 1);
    uint32_t v = hand_victim(&s.w, XCC);
    s.w.victim.ended[v - 1] = 1;        /* cleaned up before              */
    s.w.p.response.down = s.w.p.response.down_hostile = 1;
    s.w.p.response.down_enough = 1;
    try_all(&s.w);
    s.w.week++;
    hand_open(&s.w);
    s.w.victim.ended[v - 1] = s.w.week - 1;
    takedowns_end(&s.w);
    assert_int_equal(s.w.victim.ended[v], s.w.week);
    assert_int_equal(s.w.victim.ended[v - 1], s.w.week - 1);
    assert_int_equal(s.w.event.kind[s.w.event.n - 1], EVENT_takedown);
    assert_near(s.w.event.amount[s.w.event.n - 1], 1, 0);
    uint32_t n = s.w.event.n;
    s.w.week++;
    hand_open(&s.w);
    takedowns_end(&s.w);
    assert_int_equal(s.w.event.n, n);
    stage_free(&s);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(firms_join_by_users_abroad_and_pressure_at_home),
        cmocka_unit_test(a_firm_changes_its_mind_for_a_reason_only),
        cmocka_unit_test(firms_decide_when_an_accord_begins_and_once_a_year),
        cmocka_unit_test(an_accord_that_begins_asks_no_help),
        cmocka_unit_test(
            users_and_security_firms_are_half_the_first_line_each),
        cmocka_unit_test(closed_homes_demand_help_and_courts_refuse_it),
        cmocka_unit_test(brokers_replace_half_of_what_is_refused),
        cmocka_unit_test(a_party_that_finds_nothing_cuts_nothing),
        cmocka_unit_test(a_fully_open_home_asks_nothing),
        cmocka_unit_test(complicity_comes_out_at_the_rate_of_the_truth),
        cmocka_unit_test(shared_warnings_raise_the_hazard_of_firms),
        cmocka_unit_test(shared_warnings_tip_attackers_off),
        cmocka_unit_test(takedowns_are_tried_now_and_then),
        cmocka_unit_test(domains_are_negative_binomial),
        cmocka_unit_test(a_single_domain_waits_geometrically),
        cmocka_unit_test(sixty_domains_go_down_by_their_order),
        cmocka_unit_test(assistance_is_quick_and_the_attackers_home_slow),
        cmocka_unit_test(sixty_domains_lie_in_some_49_states),
        cmocka_unit_test(no_domain_lies_where_nobody_is_online),
        cmocka_unit_test(domains_move_to_havens),
        cmocka_unit_test(an_empty_party_moves_no_domain),
        cmocka_unit_test(a_takedown_ends_it_for_every_victim),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
