/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_decision.c - opportunities against their Poisson law, the menu against
 * its formulas and the inspection game, beliefs against exact sums.  Bands are
 * 4 standard errors. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>

#include "process/decision_menu.h"
#include "process/process.h"
#include "support/hand.h"
#include "support/near.h"
#include "support/oracle.h"
#include "theory/choice.h"
#include "theory/inspection.h"
#include "theory/stakes.h"

enum { XAA, XBB, XCC };

/* Nobody prefers anything: an opportunity is taken with chance 1/2, and all
 * acts are alike.  No growth, so that the rate is the tempo. */
static void
indifferent(struct arm *a, double tempo)
{
    hand_load(a, "lessons/world@anarchy");
    a->in.params.decision.rationality = 0;
    a->in.params.decision.growth = 0;
    a->in.params.decision.tempo = tempo;
}

static double
pull(const struct world *w, state_id i, state_id j)
{
    return w->state.weight[i] * w->dyad.attraction[dyad_of(w, i, j)]
           / w->p.world.scale;
}

/* Share of opportunities against j that aim at ecosystem m. */
static double
aims(const struct world *w, state_id j, uint32_t m)
{
    return 0.5 * w->in->tables.user_share[j * w->ecosystem.n + m]
         + 0.5 * w->ecosystem.density[m];
}

/* ---- opportunities ------------------------------------------------------ */

/* tau/52 w_i v_ij/K a week and ordered pair, half of them taken. */
static void
operations_in_peace_come_at_the_rate_of_each_pair(void **state)
{
    enum { WEEKS = 500 };
    struct arm a = { 0 };
    struct world w = { 0 };
    double count[3][3] = { { 0 } };

    (void)state;
    indifferent(&a, 3000);
    hand_begin(&w, &a, 1, 2000);
    hand_attraction(&w);
    for (int week = 0; week < WEEKS; week++)
        hand_week(&w, decision);
    for (uint32_t o = 0; o < w.operation.n; o++) {
        count[w.operation.initiator[o]][w.operation.target[o]]++;
        assert_int_equal(w.operation.origin[o], ORIGIN_calm);
        assert_true(w.operation.act_chance[o] == 0.5);
        assert_int_equal(w.operation.parent[o], NOTHING);
    }
    for (state_id i = 0; i < 3; i++)
        for (state_id j = 0; j < 3; j++)
            if (i == j)
                assert_true(count[i][j] == 0);
            else
                hand_assert_poisson(count[i][j], WEEKS * 3000 / 52.0
                    * pull(&w, i, j) / 2, "operations of a pair");
    world_free(&w);
    arm_free(&a);
}

/* G = 1.2^(years from 2013 to the start) 1.1^(years after it). */
static void
growth_multiplies_the_tempo(void **state)
{
    enum { WEEKS = 500 };
    struct arm a = { 0 };
    struct world w = { 0 };
    double want = 0;

    (void)state;
    indifferent(&a, 500);
    a.in.params.decision.growth = 0.2;
    a.in.params.decision.growth_ahead = 0.1;
    hand_begin(&w, &a, 2, 2000);
    hand_attraction(&w);
    for (int week = 0; week < WEEKS; week++) {
        for (state_id i = 0; i < 3; i++)
            for (state_id j = 0; j < 3; j++)
                if (i != j)
                    want += 500 / 52.0 * pull(&w, i, j) / 2
                        * pow(1.1, week / 52.0)
                        /* 14 February 2017 is 45 days past four years.      */
                        * pow(1.2, (4 * 365 + 1 + 44) / 365.2425);
        hand_week(&w, decision);
    }
    hand_assert_poisson(w.operation.n, want, "operations");
    world_free(&w);
    arm_free(&a);
}

/* In a conflict, calm and surge together are Poisson at
 * lambda exp(b_c + b_w W + b_h H); calm alone at lambda exp(b_h H). */
static void
calm_and_surge_add_up_to_the_rate(void **state)
{
    enum { WEEKS = 400 };
    static const struct { int war; double h; int32_t age; } c[] = {
        { 0, 0, 0 }, { 0, 0.7, 0 }, { 1, 0, 0 }, { 1, 1, 20 },
        { 1, 0.3, 60 } };

    (void)state;
    for (size_t k = 0; k < sizeof c / sizeof *c; k++) {
        struct arm a = { 0 };
        struct world w = { 0 };
        double calm = 0, surge = 0, sum = 0, squares = 0;
        indifferent(&a, 1000);
        hand_begin(&w, &a, (uint32_t)k, 2000);
        hand_attraction(&w);
        uint32_t row = world_append(&w, TABLE_conflict);
        w.conflict.is_war[row] = (uint8_t)c[k].war;
        w.conflict.a[row] = XAA;
        w.conflict.b[row] = XBB;
        w.dyad.conflict[dyad_of(&w, XAA, XBB)] =
            w.dyad.conflict[dyad_of(&w, XBB, XAA)] = (int32_t)row;
        uint32_t d = dyad_of(&w, XAA, XBB);
        for (int week = 0; week < WEEKS; week++) {
            uint32_t before = w.operation.n;
            double now = 0;
            w.conflict.began[row] = w.week - c[k].age;
            w.dyad.hostility[d] = c[k].h;
            w.dyad.hostility_week[d] = w.week;
            hand_week(&w, decision);
            for (uint32_t o = before; o < w.operation.n; o++)
                if (w.operation.initiator[o] == XAA
                    && w.operation.target[o] == XBB) {
                    bool from = w.operation.origin[o] == ORIGIN_surge;
                    calm += !from;
                    surge += from;
                    now++;
                }
            sum += now;
            squares += now * now;
        }
        const struct params *p = &w.p;
        double rate = 1000 / 52.0 * pull(&w, XAA, XBB) / 2 * WEEKS
                    * exp(p->decision.hostility_tempo * c[k].h);
        double fresh = exp(-c[k].age / p->decision.war_fade);
        double more = p->decision.crisis_tempo
                      + (c[k].war ? p->decision.war_tempo * fresh : 0);
        hand_assert_poisson(calm, rate, "calm stream");
        hand_assert_poisson(surge, rate * expm1(more), "surge stream");
        hand_assert_poisson(calm + surge, rate * exp(more), "both");
        /* A Poisson count of mean m has variance m, known to m sqrt(2/n). */
        double m = sum / WEEKS, v = squares / WEEKS - m * m;
        assert_near(v, m, 4 * sqrt((1 / m + 2) / WEEKS) * m);
        world_free(&w);
        arm_free(&a);
    }
}

static void
no_tempo_no_operation(void **state)
{
    struct arm a = { 0 };
    struct world w = { 0 };

    (void)state;
    indifferent(&a, 0);
    hand_begin(&w, &a, 0, 10);
    hand_attraction(&w);
    for (int week = 0; week < 300; week++)
        hand_week(&w, decision);
    assert_int_equal(w.operation.n, 0);
    world_free(&w);
    arm_free(&a);
}

/* ---- choice ------------------------------------------------------------- */

static int
act_number(const struct world *w, uint32_t o)
{
    for (int n = 0; n < N_ACTS; n++)
        if (acts[n].kind == w->operation.kind[o]
            && acts[n].sector == w->operation.sector[o]
            && acts[n].executor == w->operation.executor[o])
            return n;
    fail_msg("an act that is not on the menu");
    return -1;
}

static void
without_rationality_all_cells_are_alike(void **state)
{
    struct arm a = { 0 };
    struct world w = { 0 };
    double count[N_ACTS] = { 0 }, chi2 = 0;

    (void)state;
    indifferent(&a, 5000);
    hand_begin(&w, &a, 5, 2000);
    hand_attraction(&w);
    for (int week = 0; week < 400; week++)
        hand_week(&w, decision);
    double mean = (double)w.operation.n / N_ACTS;
    for (uint32_t o = 0; o < w.operation.n; o++)
        count[act_number(&w, o)]++;
    for (int n = 0; n < N_ACTS; n++)
        chi2 += (count[n] - mean) * (count[n] - mean) / mean;
    assert_true(mean > 100);
    assert_true(chi2 < oracle_chi2_limit(N_ACTS - 1));
    world_free(&w);
    arm_free(&a);
}

/* With preferences: the taken share and the cells follow the nested logit. */
static void
acts_are_taken_as_the_logit_says(void **state)
{
    struct arm a = { 0 };
    struct world w = { 0 };
    struct suspicion s;
    struct menu m;
    double weight[N_ACTS], want[N_ACTS] = { 0 }, got[N_ACTS] = { 0 };
    double n = 0, chi2 = 0;
    int cells = 0;

    (void)state;
    indifferent(&a, 3000);
    a.in.params.decision.rationality = 2;
    a.in.params.decision.stakes = STAKES_two_point;  /* two menus a pair     */
    a.in.params.decision.forgetting = 0;
    hand_begin(&w, &a, 6, 2000);
    hand_attraction(&w);
    suspicion_of_week(&s, &w);
    struct taste taste = { 2, w.p.decision.nest };
    for (state_id i = 0; i < 3; i++)
        for (state_id j = 0; j < 3; j++)
            for (uint32_t x = 0; x < 2 * w.ecosystem.n && i != j; x++) {
                struct opportunity o = { .i = i, .j = j, .parent = NOTHING,
                                         .ecosystem = x / 2 };
                menu_make(&m, &w, &o, &s, conflict_between(&w, i, j),
                          x % 2 ? 5 : 0.5);
                double p = choice_act(m.utility, N_ACTS, taste, weight);
                double sum = 0, rate = 400 * 3000 / 52.0 * pull(&w, i, j)
                    * (x % 2 ? 1 / 9.0 : 8 / 9.0) * aims(&w, j, x / 2);
                for (int k = 0; k < N_ACTS; k++)
                    sum += weight[k];
                for (int k = 0; k < N_ACTS; k++)
                    want[k] += rate * p * weight[k] / sum;
            }
    for (int week = 0; week < 400; week++)
        hand_week(&w, decision);
    for (uint32_t o = 0; o < w.operation.n; o++)
        got[act_number(&w, o)]++;
    for (int k = 0; k < N_ACTS; k++) {
        n += want[k];
        if (want[k] >= 10 && ++cells)
            chi2 += (got[k] - want[k]) * (got[k] - want[k]) / want[k];
    }
    hand_assert_poisson(w.operation.n, n, "operations");
    assert_true(cells > 15);
    assert_true(chi2 < oracle_chi2_limit(cells));
    world_free(&w);
    arm_free(&a);
}

/* ---- the menu ----------------------------------------------------------- */

/* A world with everything that the menu reads set to odd values. */
static void
furnished(struct arm *a, struct world *w)
{
    hand_load(a, "lessons/world@anarchy");
    hand_begin(w, a, 9, 100);
    hand_attraction(w);
    w->state.finding_cost[XAA] = 0.7;
    w->state.saturation[XAA] = 0.25;
    w->state.isolation[XAA] = 0.4;
    w->state.caught[XAA * N_GROUPS + GROUP_covert] = 3;
    w->state.uncaught[XAA * N_GROUPS + GROUP_covert] = 7;
    w->state.caught[XAA * N_GROUPS + GROUP_overt] = 6;
    w->state.uncaught[XAA * N_GROUPS + GROUP_overt] = 4;
    w->dyad.implants[dyad_of(w, XAA, XCC) * N_SECTORS + SECTOR_military] = 2;
}

/* What U_a is made of, each by the formula of decision_menu.c. */
struct parts {
    double gain;                /* x g p, su                                 */
    double chance;              /* p, without a zero-day                     */
    double zero_day;            /* what one adds to x g p                    */
    double with;                /* p with a zero-day: the n-day is left      */
    double price;               /* c + Blow - taste of kind and sector       */
    double caught;              /* q                                         */
    double penalty;             /* r B (1 - sat)                             */
};

/* `on` is what the opportunity aims at, and whether the n-day of it fits. */
static struct parts
parts_of(const struct world *w, int n, double x, struct conflict_now c,
         const struct suspicion *s, const struct opportunity *on)
{
    const struct params *p = &w->p;
    const struct act a = acts[n];
    double share = w->in->tables.user_share[XAA * w->ecosystem.n
                                            + on->ecosystem];
    bool proxy = a.executor == EXECUTOR_proxy;
    bool implant = a.sector == SECTOR_military && a.kind != KIND_espionage;
    double logit_p = p->strike.success[a.kind]
        + p->strike.skill_gap * (w->state.offence[XAA] + w->state.help[XAA]
                                 - w->state.defence[XCC])
        + (on->nday ? p->strike.n_day : 0)
        + (implant ? p->strike.implant : 0) + (proxy ? p->strike.proxy : 0)
        + (a.kind == KIND_destruction && a.sector == SECTOR_infrastructure
           ? p->strike.grid_without_access : 0);
    double g = p->decision.gain[a.kind] * (1 + p->decision.gain_crisis[a.kind]
        * c.crisis + p->decision.gain_war[a.kind] * c.war);
    double mean = 0;

    if (a.kind == KIND_theft)
        g *= 1 + 3 * 0.4;
    for (int v = 0; v < N_LEVELS; v++)
        mean += (v + 1) * p->strike.severity[a.kind][v];
    double chance = logistic(logit_p);
    double with = logistic(logit_p - (on->nday ? p->strike.n_day : 0)
                           + p->strike.zero_day);
    return (struct parts){
        .gain = x * g * chance,
        .chance = chance,
        .zero_day = x * g * (with - chance),
        .with = with,
        .price = p->decision.cost[a.kind] - p->decision.taste[a.kind]
            - p->decision.taste_sector[a.sector]
            + 2 * w->dyad.trade[dyad_of(w, XAA, XCC)] * mean / 10
            + (a.kind >= KIND_disruption
               ? share * p->spread.escape[EXECUTOR_own] * p->decision.own_blow
               : 0),
        .caught = (a.kind >= KIND_disruption ? 0.6 : 0.3)
            * (proxy ? p->decision.proxy_caught : 1)
            * fmin(2, suspicion_relative(s, w, XAA, XCC)),
        .penalty = p->decision.response_weight[a.kind] * 0.7 * 0.75 };
}

static void
the_menu_is_its_formula(void **state)
{
    struct arm a = { 0 };
    struct world w = { 0 };
    struct suspicion s;
    struct menu m;

    (void)state;
    furnished(&a, &w);
    w.state.help[XAA] = 0.08;
    suspicion_of_week(&s, &w);
    for (uint32_t c = 0; c < 3 * w.ecosystem.n * 2; c++) {
        uint32_t calm = c % 3;
        struct opportunity o = { .i = XAA, .j = XCC, .parent = NOTHING,
            .ecosystem = c / 3 % w.ecosystem.n,
            .nday = c / 3 >= w.ecosystem.n };
        struct conflict_now now = { .row = (int32_t)calm - 1,
            .crisis = calm > 0, .war = calm == 2 ? 0.6 : 0, .stakes = 4.5 };
        double x = 1.3 * (1 + (calm > 0 ? 1.5 : 0) + now.war);
        menu_make(&m, &w, &o, &s, now, 1.3);
        assert_near(m.stakes, x, 1e-12);
        for (int n = 0; n < N_ACTS; n++) {
            struct parts k = parts_of(&w, n, x, now, &s, &o);
            assert_false(m.burns[n]);
            assert_near(m.chance[n], k.chance, 1e-12);
            assert_near(m.fear[n], k.caught * k.penalty, 1e-12);
            assert_near(m.utility[n], k.gain - k.price - k.caught * k.penalty,
                        1e-12);
        }
    }
    world_free(&w);
    arm_free(&a);
}

/* U + max(0, x g dp - T*): a zero-day is used where it is worth more than
 * kept, by the threshold of that kind on that ecosystem. */
static void
a_zero_day_is_burnt_where_it_pays_more_than_kept(void **state)
{
    struct arm a = { 0 };
    struct world w = { 0 };
    struct suspicion s;
    struct menu m;
    struct opportunity o = { .i = XAA, .j = XCC, .parent = NOTHING,
                             .ecosystem = 1 };
    struct conflict_now none = { .row = -1 };
    int burnt = 0, kept = 0;

    (void)state;
    furnished(&a, &w);
    suspicion_of_week(&s, &w);
    double *threshold = &w.arsenal.threshold[(XAA * w.ecosystem.n + 1)
                                             * N_KINDS];
    for (int n = 0; n < N_KINDS; n++)
        threshold[n] = 0.05 * (n + 1);
    for (int c = 0; c < 40; c++) {
        double x = 0.1 * c;
        o.zero_day = c % 4 > 0;
        o.nday = c % 2 > 0;
        menu_make(&m, &w, &o, &s, none, x);
        for (int n = 0; n < N_ACTS; n++) {
            struct parts k = parts_of(&w, n, x, none, &s, &o);
            double more = k.zero_day - threshold[acts[n].kind];
            bool burns = o.zero_day && more > 0;
            assert_int_equal(m.burns[n], burns);
            assert_near(m.chance[n], burns ? k.with : k.chance, 1e-12);
            assert_near(m.utility[n], k.gain - k.price - k.caught * k.penalty
                        + (burns ? more : 0), 1e-12);
            burnt += burns;
            kept += o.zero_day && !burns;
        }
    }
    assert_true(burnt > 50 && kept > 50);
    world_free(&w);
    arm_free(&a);
}

/* ---- what it aims at ---------------------------------------------------- */

/* An n-day of ecosystem 0, which fits three times in ten; two exploits of XAA
 * alone against ecosystem 1, where one is always worth it. */
static void
weapons(struct world *w)
{
    hand_open(w);
    for (uint32_t v = 0; v < 3; v++) {
        world_append(w, TABLE_vulnerability);
        w->vulnerability.holder[v] = v == 0 ? NO_STATE : XAA;
        w->vulnerability.ecosystem[v] = v > 0;
        w->vulnerability.died[v] = w->vulnerability.disclosed[v] =
            w->vulnerability.seen[v] = w->vulnerability.patched[v] = NEVER;
        if (v > 0)
            w->holding.row[world_append(w, TABLE_holding)] = v;
    }
    w->ecosystem.nday[0] = 0;
    w->arsenal.held[XAA * w->ecosystem.n + 1] = 2;
}

/* Half by people, half by finds; the older of two exploits is used, and never
 * an n-day beside it. */
static void
operations_aim_at_people_and_at_finds(void **state)
{
    enum { WEEKS = 500 };
    struct arm a = { 0 };
    struct world w = { 0 };
    double at[3][3] = { { 0 } }, n[3] = { 0 }, fits = 0;

    (void)state;
    indifferent(&a, 3000);
    hand_begin(&w, &a, 14, 2000);
    hand_attraction(&w);
    weapons(&w);
    assert_int_equal(w.ecosystem.n, 3);
    for (int week = 0; week < WEEKS; week++)
        hand_week(&w, decision);
    for (uint32_t o = 0; o < w.operation.n; o++) {
        uint8_t m = w.operation.ecosystem[o];
        bool burns = w.operation.initiator[o] == XAA && m == 1;
        at[w.operation.target[o]][m]++;
        n[w.operation.target[o]]++;
        assert_int_equal(w.operation.exploit[o], burns ? 1 : NOTHING);
        fits += w.operation.nday[o] == 0;
        assert_true(w.operation.nday[o] == NOTHING || m == 0);
    }
    for (state_id j = 0; j < 3; j++)
        for (uint32_t m = 0; m < 3; m++)
            hand_assert_share(at[j][m], n[j], aims(&w, j, m), "aimed at");
    hand_assert_share(fits, at[0][0] + at[1][0] + at[2][0],
                      w.p.vulnerabilities.nday_fits, "n-days that fit");
    world_free(&w);
    arm_free(&a);
}

/* A state believed to pay (1, 2, 3 findings by that victim) half its own
 * mean. */
static void
the_pair_counts_from_three_findings_on(void **state)
{
    struct arm a = { 0 };
    struct world w = { 0 };
    struct suspicion s;
    struct menu m, base;
    struct opportunity o = { .i = XAA, .j = XCC, .parent = NOTHING };
    struct conflict_now none = { .row = -1 };

    (void)state;
    furnished(&a, &w);
    suspicion_of_week(&s, &w);
    menu_make(&base, &w, &o, &s, none, 1);
    uint32_t d = dyad_of(&w, XAA, XCC);
    for (uint16_t n = 1; n <= 4; n++) {
        w.dyad.cost_count[d] = n;
        w.dyad.cost_sum[d] = 1.5 * n;
        menu_make(&m, &w, &o, &s, none, 1);
        double want = n < 3 ? 1 : (0.7 + 0.5 * (1.5 - 0.7)) / 0.7;
        for (int k = 0; k < N_ACTS; k++)
            assert_near(m.fear[k] / base.fear[k], want, 1e-12);
    }
    world_free(&w);
    arm_free(&a);
}

/* q is at most doubled by how suspect one is: min(2, pi_i / mean pi). */
static void
the_usual_suspect_counts_twice_at_most(void **state)
{
    struct arm a = { 0 };
    struct world w = { 0 };
    struct suspicion s;
    struct menu m;
    struct conflict_now none = { .row = -1 };
    int more = 0;

    (void)state;
    hand_load(&a, "world@anarchy");
    hand_begin(&w, &a, 0, 100);
    hand_attraction(&w);
    suspicion_of_week(&s, &w);
    state_id i = worlds_state(&w, "CHN");
    for (state_id j = 0; j < w.state.n; j++) {
        struct opportunity o = { .i = i, .j = j, .parent = NOTHING };
        double r = i == j ? 0 : suspicion_relative(&s, &w, i, j);
        if (r < 0.1)
            continue;
        more += r > 2;
        menu_make(&m, &w, &o, &s, none, 1);
        assert_near(m.fear[0], 0.15 * 0.4 * 0.1 * fmin(2, r), 1e-12);
    }
    assert_true(more > 10);
    world_free(&w);
    arm_free(&a);
}

/* A larger q_a lowers U_a and nothing else, and never raises P(a). */
static void
being_caught_more_easily_never_makes_an_act_likelier(void **state)
{
    struct arm a = { 0 };
    struct world w = { 0 };
    struct suspicion s;
    struct menu low, high;
    struct opportunity o = { .i = XAA, .j = XCC, .parent = NOTHING };
    struct conflict_now none = { .row = -1 };
    double weight[N_ACTS];

    (void)state;
    furnished(&a, &w);
    suspicion_of_week(&s, &w);
    menu_make(&low, &w, &o, &s, none, 2);
    w.state.caught[XAA * N_GROUPS + GROUP_covert] = 5;
    w.state.caught[XAA * N_GROUPS + GROUP_overt] = 9;
    menu_make(&high, &w, &o, &s, none, 2);
    for (int b = 0; b < 3; b++) {
        struct taste taste = { b == 0 ? 0 : b == 1 ? 2 : 50, 0.6 };
        double all = choice_act(low.utility, N_ACTS, taste, weight);
        assert_true(choice_act(high.utility, N_ACTS, taste, weight) <= all);
        for (int n = 0; n < N_ACTS; n++) {
            double p[2], kept = low.utility[n];
            assert_true(high.utility[n] < kept);
            for (int k = 0; k < 2; k++) {
                double sum = 0;
                low.utility[n] = k ? high.utility[n] : kept;
                p[k] = choice_act(low.utility, N_ACTS, taste, weight);
                for (int i = 0; i < N_ACTS; i++)
                    sum += weight[i];
                p[k] *= weight[n] / sum;
            }
            low.utility[n] = kept;
            assert_true(p[1] <= p[0]);
        }
    }
    world_free(&w);
    arm_free(&a);
}

/* One opportunity of given stakes: a reply that is due. */
static void
give_chance(struct world *w, double stakes, bool escalates)
{
    uint32_t o = hand_operation(w, XCC, XAA, KIND_theft, SECTOR_industry);
    uint32_t c = hand_case(w, o, AUTHOR_government, XAA, XCC, 0.99);
    uint32_t r = world_append(w, TABLE_reply);

    w->operation.launched[o] = w->week - 1;
    w->reply.due[r] = w->week;
    w->reply.from[r] = XAA;
    w->reply.to[r] = XCC;
    w->reply.escalates[r] = escalates;
    w->reply.stakes[r] = stakes;
    w->reply.event[r] = world_event(w, &(struct event_row){
        .kind = EVENT_reaction, .response = RESPONSE_in_kind, .actor = XAA,
        .target = XCC, .row = c, .victim = NOTHING, .trigger = NOTHING });
}

/* Inspection game, noise-free limit: act iff x g p - c > q r B, and the best
 * act. beta 1000 is within 0.01 su of the limit, so stakes nearer are left
 * out. */
static void
a_rational_state_cheats_iff_the_gain_exceeds_the_expected_penalty(void **state)
{
    struct arm a = { 0 };
    struct world w = { 0 };
    struct suspicion s;
    const struct opportunity any = { .i = XAA, .j = XCC };
    const struct conflict_now none = { .row = -1 };
    int acted = 0, refrained = 0;

    (void)state;
    furnished(&a, &w);
    w.p.decision.rationality = 1000;
    w.p.decision.tempo = 0;
    w.p.decision.forgetting = 0;
    w.p.decision.own_blow = 0;          /* the same on every ecosystem       */
    for (int b = 0; b < 4; b++)
        for (int k = 0; k < 60; k++) {
            double x = 0.05 * k, best = -INFINITY;
            int pays = 0, top = -1;
            w.week++;
            w.state.finding_cost[XAA] = b;
            hand_open(&w);
            suspicion_of_week(&s, &w);
            for (int n = 0; n < N_ACTS; n++) {
                struct parts t = parts_of(&w, n, x, none, &s, &any);
                t.penalty *= b / 0.7;
                double u = t.gain - t.price - t.caught * t.penalty;
                pays |= inspection_pays(t.gain - t.price, t.penalty, t.caught,
                                        0);
                if (u > best) {
                    best = u;
                    top = n;
                }
            }
            give_chance(&w, x, false);
            uint32_t before = w.operation.n;
            decision(&w);
            if (fabs(best) < 0.01)
                continue;
            assert_int_equal(w.operation.n - before, pays);
            acted += pays;
            refrained += !pays;
            if (pays && w.operation.n > before) {
                struct parts t = parts_of(&w, act_number(&w, before), x, none,
                                          &s, &any);
                t.penalty *= b / 0.7;
                assert_near(t.gain - t.price - t.caught * t.penalty, best,
                            0.02);
                assert_true(top >= 0);
                assert_int_equal(w.operation.origin[before], ORIGIN_reply);
                assert_int_equal(w.operation.parent[before],
                                 w.reply.event[w.reply.n - 1]);
            }
        }
    assert_true(acted > 30 && refrained > 30);
    world_free(&w);
    arm_free(&a);
}

static void
an_escalation_is_never_espionage(void **state)
{
    enum { CHANCES = 4000 };
    struct arm a = { 0 };
    struct world w = { 0 };
    double count[N_KINDS] = { 0 };

    (void)state;
    furnished(&a, &w);
    w.p.decision.rationality = 0;
    w.p.decision.tempo = 0;
    w.derived.room = 2 * CHANCES;
    w.week++;
    hand_open(&w);
    for (int k = 0; k < CHANCES; k++)
        give_chance(&w, 3, true);
    decision(&w);
    for (uint32_t o = CHANCES; o < w.operation.n; o++)
        count[w.operation.kind[o]]++;
    double n = w.operation.n - CHANCES;
    hand_assert_share(n, CHANCES, 0.5, "taken");
    assert_true(count[KIND_espionage] == 0);
    /* 20 acts are left: 4, 4, 6, 6 by kind. */
    hand_assert_share(count[KIND_theft], n, 0.2, "theft");
    hand_assert_share(count[KIND_destruction], n, 0.3, "destruction");
    world_free(&w);
    arm_free(&a);
}

/* ---- triggers ----------------------------------------------------------- */

/* A surge operation has its crisis as its trigger; a calm one in a crisis has
 * it iff, with the same luck, nothing would have been chosen without the
 * crisis. */
static void
the_trigger_is_what_was_necessary(void **state)
{
    struct arm a = { 0 };
    struct world w = { 0 };
    struct suspicion s;
    int with = 0, without = 0, surge = 0;

    (void)state;
    indifferent(&a, 2000);
    a.in.params.decision.rationality = 2;
    a.in.params.decision.forgetting = 0;
    hand_begin(&w, &a, 4, 2000);
    hand_attraction(&w);
    uint32_t row = world_append(&w, TABLE_conflict);
    w.conflict.a[row] = XAA;
    w.conflict.b[row] = XBB;
    w.conflict.stakes[row] = 3;
    w.conflict.event[row] = 12345;
    w.dyad.conflict[dyad_of(&w, XAA, XBB)] =
        w.dyad.conflict[dyad_of(&w, XBB, XAA)] = (int32_t)row;
    for (int week = 0; week < 100; week++)
        hand_week(&w, decision);
    suspicion_of_week(&s, &w);
    struct taste taste = { 2, w.p.decision.nest };
    for (uint32_t o = 0; o < w.operation.n; o++) {
        state_id i = w.operation.initiator[o], j = w.operation.target[o];
        bool crisis = w.dyad.conflict[dyad_of(&w, i, j)] >= 0;
        uint32_t want = NOTHING;
        if (w.operation.origin[o] == ORIGIN_surge) {
            assert_true(crisis);
            want = 12345;
            surge++;
        } else if (crisis) {
            struct opportunity op = { .i = i, .j = j, .parent = NOTHING,
                .ecosystem = w.operation.ecosystem[o] };
            struct conflict_now none = { .row = -1 };
            struct menu m;
            double weight[N_ACTS], u[2];
            draw_two(w.key, PURPOSE_stakes, 0, w.operation.key[o], u);
            menu_make(&m, &w, &op, &s, none,
                      stakes_laws[(int)w.p.decision.stakes].quantile(u[0]));
            if (u[1] >= choice_act(m.utility, N_ACTS, taste, weight))
                want = 12345;
            with += want != NOTHING;
            without += want == NOTHING;
        }
        assert_int_equal(w.operation.parent[o], want);
        assert_int_equal(w.event.trigger[w.operation.event[o]], want);
    }
    assert_true(with > 100 && without > 100 && surge > 100);
    world_free(&w);
    arm_free(&a);
}

/* ---- beliefs ------------------------------------------------------------ */

/* Closed forms below: counts go back to the prior by f a week, after the
 * news. */
static void
news_are_counted_and_forgotten_toward_the_prior(void **state)
{
    struct arm a = { 0 };
    struct world w = { 0 };

    (void)state;
    hand_load(&a, "lessons/world@anarchy");
    hand_begin(&w, &a, 0, 100);
    hand_attraction(&w);
    w.p.decision.tempo = 0;
    const struct params *p = &w.p;
    double f = p->decision.forgetting, n0 = p->decision.caught_weight;
    double q0 = p->decision.caught_prior[GROUP_overt];
    uint32_t at = XAA * N_GROUPS + GROUP_overt;
    uint32_t o = hand_operation(&w, XAA, XBB, KIND_disruption,
                                SECTOR_civilians);
    uint32_t c = hand_case(&w, o, AUTHOR_government, XBB, XAA, 0.99);
    struct event_row hit = { .kind = EVENT_public_finding, .target = XAA,
        .row = c, .victim = NOTHING, .trigger = NOTHING,
        .flags = EVENT_FLAG_hit };
    struct event_row miss = { .kind = EVENT_closed, .actor = XAA,
        .target = XBB, .row = o, .victim = NOTHING, .trigger = NOTHING };
    world_event(&w, &hit);
    world_event(&w, &hit);
    world_event(&w, &miss);
    hit.flags = 0;                      /* a second author: no second hit    */
    world_event(&w, &hit);
    w.week++;
    for (int t = 1; t <= 50; t++) {
        hand_week(&w, decision);
        double keep = pow(1 - f, t);
        assert_near(w.state.caught[at], q0 * n0 + 2 * keep, 1e-12);
        assert_near(w.state.uncaught[at], (1 - q0) * n0 + keep, 1e-12);
    }
    /* Nobody else's, and no other group's. */
    assert_near(w.state.caught[XBB * N_GROUPS + GROUP_overt], q0 * n0, 1e-12);
    assert_near(w.state.caught[XAA * N_GROUPS + GROUP_covert],
                p->decision.caught_prior[GROUP_covert] * n0, 1e-12);
    world_free(&w);
    arm_free(&a);
}

/* B moves by 0.1 to the cost of an own finding, by 0.03 to that of one against
 * its bloc (XBB and XCC are NATO), then by f to the mean of all. */
static void
the_cost_of_findings_is_learned(void **state)
{
    struct arm a = { 0 };
    struct world w = { 0 };

    (void)state;
    hand_load(&a, "lessons/world@anarchy");
    hand_begin(&w, &a, 0, 100);
    hand_attraction(&w);
    w.p.decision.tempo = 0;
    const struct params *p = &w.p;
    double b[3], f = p->decision.forgetting;
    for (state_id i = 0; i < 3; i++)
        b[i] = w.state.finding_cost[i] = 0.2 * (i + 1);
    world_event(&w, &(struct event_row){ .kind = EVENT_cost, .actor = XAA,
        .target = XCC, .victim = NOTHING, .trigger = NOTHING, .amount = 5 });
    w.week++;
    hand_week(&w, decision);
    b[XCC] += p->decision.learning_own * (5 - b[XCC]);
    b[XBB] += p->decision.learning_bloc * (5 - b[XBB]);
    double mean = (b[0] + b[1] + b[2]) / 3;
    for (state_id i = 0; i < 3; i++)
        assert_near(w.state.finding_cost[i], b[i] + f * (mean - b[i]), 1e-12);
    assert_near(w.dyad.cost_sum[dyad_of(&w, XCC, XAA)], 5, 0);
    assert_int_equal(w.dyad.cost_count[dyad_of(&w, XCC, XAA)], 1);
    world_free(&w);
    arm_free(&a);
}

/* omega: q + omega (believed - q) at the announcement; it stays there until
 * the agency opens and decays with f from then on. */
static void
an_announcement_shifts_beliefs_that_decay_from_the_opening(void **state)
{
    struct arm a = { 0 };
    struct world w = { 0 };

    (void)state;
    hand_load(&a, "lessons/world@anarchy");
    a.in.params.decision.agency_belief = 0.25;
    hand_begin(&w, &a, 0, 100);
    hand_attraction(&w);
    w.p.decision.tempo = 0;
    double q0 = w.p.decision.caught_prior[GROUP_covert];
    double shift = 0.25 * (0.6 - q0);
    uint32_t at = XAA * N_GROUPS + GROUP_covert;
    w.law.agency_announced = true;
    w.law.levers.agency.believed_naming = 0.6;
    for (int t = 0; t < 200; t++) {
        if (t == 50)
            w.law.in_force[CLAUSE_agency] = true;
        hand_week(&w, decision);
        double q = w.state.caught[at]
                   / (w.state.caught[at] + w.state.uncaught[at]);
        double keep = t < 50 ? 1 : pow(1 - w.p.decision.forgetting, t - 49);
        assert_near(q, q0 + shift * keep, 1e-12);
    }
    world_free(&w);
    arm_free(&a);
}

/* Five years of spin-up and ten of the horizon make the first belief about
 * costs hardly matter in the shipped world. */
static void
a_doubled_prior_of_costs_washes_out(void **state)
{
    enum { WORLDS = 6 };
    static const char *const sets[2][2] = {
        { "decision.finding_prior=0.1", NULL },
        { "decision.finding_prior=0.2", NULL } };
    struct outcomes out[2];
    double n = 0, more = 0, cost[2] = { 0 };

    (void)state;
    for (uint32_t r = 0; r < WORLDS; r++) {
        for (int k = 0; k < 2; k++) {
            struct arm a = { 0 };
            worlds_load(&a, "world@anarchy", sets[k]);
            worlds_run(NULL, &a, 11, r, &out[k]);
            cost[k] += out[k].value[METRIC_believed_finding_cost];
            arm_free(&a);
        }
        n += out[0].value[METRIC_ops_true];
        more += out[1].value[METRIC_ops_true] - out[0].value[METRIC_ops_true];
    }
    /* Within noise: less than one sd of their Poisson number, though the
     * pairing would show far less; of the doubling at most a tenth is left
     * in what is believed in the end. */
    assert_true(more * more < n);
    assert_near(cost[1] / cost[0], 1, 0.1);
}

/* What a doubled prior leaves of itself in the three states' world: four
 * fifths of it where findings are few, a fifth where an agency makes them. */
static void
where_findings_are_few_the_prior_stays(void **state)
{
    enum { WORLDS = 40 };
    static const char *const sets[2][2] = {
        { "decision.finding_prior=0.1", NULL },
        { "decision.finding_prior=0.2", NULL } };
    static const char *const name[2] = { "lessons/world@anarchy",
                                         "lessons/world@agency" };
    double left[2] = { 0 }, findings[2] = { 0 };

    (void)state;
    for (int n = 0; n < 2; n++)
        for (int k = 0; k < 2; k++) {
            struct arm a = { 0 };
            struct outcomes out;
            worlds_load(&a, name[n], sets[k]);
            for (uint32_t r = 0; r < WORLDS; r++) {
                worlds_run(NULL, &a, 11, r, &out);
                left[n] += (k ? 10.0 : -10.0) / WORLDS
                           * out.value[METRIC_believed_finding_cost];
                findings[n] += 0.5 * out.value[METRIC_findings_public]
                               / WORLDS;
            }
            arm_free(&a);
        }
    assert_true(findings[0] < 8 && findings[1] > 30);
    assert_near(left[0], 0.8, 0.1);
    assert_near(left[1], 0.2, 0.1);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(operations_in_peace_come_at_the_rate_of_each_pair),
        cmocka_unit_test(growth_multiplies_the_tempo),
        cmocka_unit_test(calm_and_surge_add_up_to_the_rate),
        cmocka_unit_test(no_tempo_no_operation),
        cmocka_unit_test(without_rationality_all_cells_are_alike),
        cmocka_unit_test(acts_are_taken_as_the_logit_says),
        cmocka_unit_test(the_menu_is_its_formula),
        cmocka_unit_test(a_zero_day_is_burnt_where_it_pays_more_than_kept),
        cmocka_unit_test(operations_aim_at_people_and_at_finds),
        cmocka_unit_test(the_pair_counts_from_three_findings_on),
        cmocka_unit_test(the_usual_suspect_counts_twice_at_most),
        cmocka_unit_test(being_caught_more_easily_never_makes_an_act_likelier),
        cmocka_unit_test(
            a_rational_state_cheats_iff_the_gain_exceeds_the_expected_penalty),
        cmocka_unit_test(an_escalation_is_never_espionage),
        cmocka_unit_test(the_trigger_is_what_was_necessary),
        cmocka_unit_test(news_are_counted_and_forgotten_toward_the_prior),
        cmocka_unit_test(the_cost_of_findings_is_learned),
        cmocka_unit_test(
            an_announcement_shifts_beliefs_that_decay_from_the_opening),
        cmocka_unit_test(a_doubled_prior_of_costs_washes_out),
        cmocka_unit_test(where_findings_are_few_the_prior_stays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
