/* SPDX-License-Identifier: GPL-3.0-or-later */
/* decision_menu.c - utilities of the acts.
 *
 *   U_a = al_k + al_s + x g_k(C,W) p_a - c_k - q_a r_k B (1 - sat) - Blow_k
 *         - nu bound open + max(0, x g_k dp_z - T*);   U_nothing = 0
 *   x   = peace (1 + C x_c/3 + W)              stakes with crisis and war
 *   g_k = gain (1 + gain_crisis C + gain_war W); theft x (1 + aT isolation)
 *   p_a = logistic(s0_k + s1 (off_i + firms' help - def_j) + implant + n-day
 *         + proxy), proxy below 0; one less for destruction of infrastructure
 *         without an implant there
 *   q_a = own belief of being named x proxy discount x min(2, how suspect)
 *   B   = believed cost of a finding; half pair, half general from the third
 *         finding on
 *   Blow = trade share x mean severity/10 x 2 su; disruption and destruction
 *         also share of own people on that ecosystem x chance of a worm x 5 su
 *   dp_z  what a zero-day, in place of an n-day that fits, adds to the chance
 *         of success; it is used if and only if that is worth more than
 *         keeping it (theory/timing.h)
 *
 * A prohibition is nowhere here but in nu (0 by default): what a treaty does,
 * it does through being named and through what a finding costs. */
#include "process/decision_menu.h"

#include <math.h>

#include "world/accord.h"

#define OWN(k, s)   { KIND_##k, SECTOR_##s, EXECUTOR_own },
#define BOTH(k, s)  OWN(k, s) { KIND_##k, SECTOR_##s, EXECUTOR_proxy },
const struct act acts[N_ACTS] = { CELL_LIST(OWN, BOTH) };
#undef OWN
#undef BOTH

struct conflict_now
conflict_between(const struct world *w, state_id i, state_id j)
{
    int32_t row = w->dyad.conflict[dyad_of(w, i, j)];
    struct conflict_now c = { .row = row };

    if (row < 0)
        return c;
    c.crisis = 1;
    c.stakes = w->conflict.stakes[row];
    if (w->conflict.is_war[row])
        c.war = exp(-(w->week - w->conflict.began[row])
                    / w->p.decision.war_fade);
    return c;
}

/* Believed chance of being named, own service, before how suspect one is. */
static double
belief(const struct world *w, state_id i, enum group g)
{
    double hit = w->state.caught[i * N_GROUPS + g];
    return hit / (hit + w->state.uncaught[i * N_GROUPS + g]);
}

/* Believed cost of a finding by j, with what is left to lose, su. */
static double
stake_in_finding(const struct world *w, state_id i, state_id j)
{
    uint32_t d = dyad_of(w, i, j);
    double cost = w->state.finding_cost[i];

    if (w->dyad.cost_count[d] >= 3)
        cost += 0.5 * (w->dyad.cost_sum[d] / w->dyad.cost_count[d] - cost);
    return cost * (1 - w->state.saturation[i]) * w->p.decision.finding_cost;
}

/* Own people who would be hit if it got away as a worm; own service. */
static double
own_blow(const struct world *w, const struct opportunity *o)
{
    double share = w->in->tables.user_share[(uint32_t)o->i * w->ecosystem.n
                                            + o->ecosystem];
    return share * w->p.spread.escape[EXECUTOR_own] * w->p.decision.own_blow;
}

static void
kinds_of(struct menu *m, const struct world *w, const struct opportunity *o,
         struct conflict_now c)
{
    const struct params *p = &w->p;
    double trade = w->dyad.trade[dyad_of(w, o->i, o->j)];
    double own = own_blow(w, o);
    double edge = exp(p->strike.skill_gap
                      * (w->state.offence[o->i] + w->state.help[o->i]
                         - state_defence(w, o->j)));
    double finding = stake_in_finding(w, o->i, o->j) * m->suspect;
    struct menu_kind *k = m->kind;

    for (int n = 0; n < N_KINDS; n++) {
        enum group g = n >= KIND_disruption ? GROUP_overt : GROUP_covert;
        k[n].gain = m->stakes * p->decision.gain[n]
            * (1 + p->decision.gain_crisis[n] * c.crisis
               + p->decision.gain_war[n] * c.war);
        k[n].blow = trade * w->derived.severity_mean[n] / 10
                  * p->decision.trade_blow;
        k[n].price = p->decision.cost[n] - p->decision.taste[n] + k[n].blow;
        k[n].odds = exp(p->strike.success[n]) * edge;
        if (n >= KIND_disruption) {
            k[n].price += own;
            k[n].blow += own;
        }
        k[n].fear = belief(w, o->i, g) * p->decision.response_weight[n]
                  * finding;
    }
    k[KIND_theft].gain *= 1 + p->decision.isolation_theft
                              * w->state.isolation[o->i];
}

/* Factors on the odds of success. */
struct edges {
    double implant, proxy, grid, nday, zero_day;
};

static double
chance_of(struct act a, const struct menu_kind *k, const struct edges *e,
          bool implant)
{
    double odds = k->odds * e->nday;

    if (implant && a.kind != KIND_espionage)
        odds *= e->implant;
    if (a.executor == EXECUTOR_proxy)
        odds *= e->proxy;
    if (a.kind == KIND_destruction && a.sector == SECTOR_infrastructure
        && !implant)
        odds *= e->grid;
    return odds / (1 + odds);
}

/* Chance with odds that are multiplied. */
static double
raised(double chance, double factor)
{
    return chance * factor / (1 - chance + chance * factor);
}

/* T*: what keeping the zero-day is worth. */
static double
kept_for(const struct world *w, const struct opportunity *o, struct act a)
{
    return w->arsenal.threshold[((uint32_t)o->i * w->ecosystem.n
                                 + o->ecosystem) * N_KINDS + a.kind];
}

/* A zero-day, if there is one, in place of an n-day that fits: where that pays
 * more than its option value. */
static void
consider_zero_day(struct menu *m, int n, const struct world *w,
                  const struct opportunity *o, double gain,
                  const struct edges *e)
{
    double with = raised(m->chance[n], e->zero_day / e->nday);
    double more = gain * (with - m->chance[n]) - kept_for(w, o, acts[n]);

    m->burns[n] = o->zero_day && more > 0;
    if (!m->burns[n])
        return;
    m->chance[n] = with;
    m->utility[n] += more;
}

/* Asked of every act of every menu: inline. */
static inline double
norm_cost(const struct world *w, const struct opportunity *o, struct act a)
{
    double nu = w->law.levers.norms.nu;

    if (nu == 0 || !law_prohibits(&w->law, a.kind, a.sector,
                                  w->state.party[o->i],
                                  w->state.party[o->j]))
        return 0;
    return nu * w->state.openness[o->i];
}

void
menu_make(struct menu *m, const struct world *w, const struct opportunity *o,
          const struct suspicion *s, struct conflict_now c, double peace)
{
    const struct params *p = &w->p;
    struct edges e = { exp(p->strike.implant), exp(p->strike.proxy),
                       exp(p->strike.grid_without_access),
                       o->nday ? exp(p->strike.n_day) : 1,
                       exp(p->strike.zero_day) };
    const uint8_t *implants = &w->dyad.implants[dyad_of(w, o->i, o->j)
                                                * N_SECTORS];
    const struct menu_kind *k = m->kind;

    m->suspect = fmin(2, suspicion_relative(s, w, o->i, o->j));
    m->stakes = peace * (1 + c.crisis * c.stakes / 3 + c.war);
    kinds_of(m, w, o, c);
    for (int n = 0; n < N_ACTS; n++) {
        struct act a = acts[n];
        bool proxy = a.executor == EXECUTOR_proxy;
        m->chance[n] = chance_of(a, &k[a.kind], &e, implants[a.sector] > 0);
        m->fear[n] = k[a.kind].fear * (proxy ? p->decision.proxy_caught : 1);
        m->utility[n] = p->decision.taste_sector[a.sector]
            + k[a.kind].gain * m->chance[n] - k[a.kind].price - m->fear[n]
            - norm_cost(w, o, a);
        consider_zero_day(m, n, w, o, k[a.kind].gain, &e);
        if (o->no_espionage && a.kind == KIND_espionage)
            m->utility[n] = -INFINITY;
    }
}

/* ---- for those who watch ------------------------------------------------ */

void
menu_parts(struct alternative *a, const struct menu *m, int n,
           const struct world *w, const struct opportunity *o)
{
    const struct params *p = &w->p;
    const struct act act = acts[n];
    const struct menu_kind *k = &m->kind[act.kind];
    enum group g = act.kind >= KIND_disruption ? GROUP_overt : GROUP_covert;
    bool proxy = act.executor == EXECUTOR_proxy;
    double *part = a->part;

    a->value = m->utility[n];
    part[PART_act_taste] = p->decision.taste[act.kind]
                         + p->decision.taste_sector[act.sector];
    part[PART_act_gain] = k->gain * m->chance[n];
    part[PART_act_cost] = -p->decision.cost[act.kind];
    part[PART_act_blow] = -k->blow;
    part[PART_act_fear] = -m->fear[n];
    part[PART_act_treaty] = -norm_cost(w, o, act);
    part[PART_act_kept] = m->burns[n] ? -kept_for(w, o, act) : 0;
    part[PART_act_success] = m->chance[n];
    part[PART_act_named] = belief(w, o->i, g) * m->suspect
                         * (proxy ? p->decision.proxy_caught : 1);
    part[PART_act_named_costs] = p->decision.response_weight[act.kind]
                               * stake_in_finding(w, o->i, o->j);
    part[PART_act_stakes] = m->stakes;
}
