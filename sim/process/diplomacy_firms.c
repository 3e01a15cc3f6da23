/* SPDX-License-Identifier: GPL-3.0-or-later */
/* diplomacy_firms.c - firms: the accord, compelled help, and what comes out.
 *
 * In the week in which an accord begins and once a year while it is in force
 * firm f is a member if
 *   M_f = am + bT foreign - bP N_home (1 - open_home) - cm + logistic noise >
 *   0
 * with one noise a firm and world.  Once a year its home demands help with
 * chance 1 - open; a member that is to give no aid refuses with chance open
 * (courts); the others help in secret.  Help raises offence by 0.15 (1 - open)
 * x share of all users on ecosystems whose owner helps; of what is refused
 * brokers replace half, less under non-proliferation.  Help comes out at the
 * hazard of the truth. */
#include "process/diplomacy.h"

#include "theory/choice.h"
#include "theory/hazards.h"
#include "world/exploit.h"

static double
firm_luck(const struct world *w, uint32_t f, enum purpose why, int32_t week,
          uint32_t index)
{
    return draw_at(w->key, why, week, w->in->tables.firm[f].entity, index);
}

static void
review(struct world *w, uint32_t f)
{
    const struct params *p = &w->p;
    state_id home = w->in->tables.firm[f].home;
    double pull = p->diplomacy.accord_pull
        + p->diplomacy.accord_trust * w->firm.foreign[f]
        - p->diplomacy.accord_pressure * w->state.nationalism[home]
          * (1 - w->state.openness[home])
        - p->diplomacy.accord_cost;
    double noise = logit(firm_luck(w, f, PURPOSE_firm_joins, 0, 0));

    w->firm.member[f] = w->law.in_force[CLAUSE_accord] && pull + noise > 0;
}

void
diplomacy_firms_review(struct world *w)
{
    for (uint32_t f = 0; f < w->firm.n; f++)
        review(w, f);
}

/* Demanded this year?  Refused? */
struct answer {
    bool demanded, refused;
};

static struct answer
answer_of(const struct world *w, uint32_t f)
{
    state_id home = w->in->tables.firm[f].home;
    double open = w->state.openness[home];
    bool bound = w->law.in_force[CLAUSE_accord] && w->firm.member[f]
                 && w->law.levers.accord.no_aid != 0;

    return (struct answer){
        firm_luck(w, f, PURPOSE_demand_help, w->week, 0) < 1 - open,
        bound && firm_luck(w, f, PURPOSE_demand_help, w->week, 1) < open };
}

/* Share of refused help that brokers replace: they sell what finders feed. */
static double
brokers(const struct world *w)
{
    double cut = w->law.in_force[CLAUSE_nonproliferation]
        ? w->law.levers.nonproliferation.cut * exploit_parties(w) : 0;

    return w->p.diplomacy.substitution * (1 - cut);
}

void
diplomacy_firms_year(struct world *w)
{
    diplomacy_firms_review(w);
    for (uint32_t i = 0; i < w->state.n; i++)
        w->state.help[i] = 0;
    for (uint32_t f = 0; f < w->firm.n; f++) {
        state_id home = w->in->tables.firm[f].home;
        struct answer a = answer_of(w, f);
        double lean = 1 - w->state.openness[home];
        double help = w->p.diplomacy.help_gain * lean * w->firm.users[f];
        w->firm.helps[f] = a.demanded && !a.refused;
        if (a.demanded)
            w->state.help[home] += a.refused ? help * brokers(w) : help;
        if (w->firm.helps[f] && w->firm.helped_since[f] == NEVER)
            w->firm.helped_since[f] = w->week;
    }
}

void
diplomacy_firms_week(struct world *w)
{
    for (uint32_t f = 0; f < w->firm.n; f++) {
        if (w->firm.helped_since[f] == NEVER || w->firm.revealed[f] != NEVER)
            continue;
        double u = firm_luck(w, f, PURPOSE_complicity, 0, 0);
        double wait = hazard_weeks(hazard_threshold(u),
                                   w->p.attribution.truth_rate);
        if (w->week < w->firm.helped_since[f] + wait)
            continue;
        w->firm.revealed[f] = w->week;
        world_event(w, &(struct event_row){ .kind = EVENT_complicity,
            .actor = w->in->tables.firm[f].home, .target = NO_STATE, .row = f,
            .victim = NOTHING, .trigger = NOTHING });
    }
}
