/* SPDX-License-Identifier: GPL-3.0-or-later */
/* diplomacy_join.c - whether a state signs, ratifies, withdraws.
 *
 *   J    = aJ + bp Prot - (bf Forg + bs (2N - 1)) + bi share + br open + bd D
 *          + bx X + u
 *   J_ag = aJ + br open - bs/2 (2 m - 1) + bi share + u
 * Prot protection believed and learned, Forg share of own gains that would be
 * prohibited, N nationalism, share of the own bloc and region that is in, D
 * demand of civilians, X share of own firms in the accord, u ~ N(0,1) once a
 * world, m mean nationalism: nothing in J_ag can be changed by an arm. In a
 * quarter a state signs with chance 0.5 logistic(J), then ratifies with 0.35
 * logistic(J), and withdraws with 0.05 logistic(-J - 5). */
#include "process/diplomacy.h"

#include <string.h>

#include "theory/choice.h"
#include "world/suppressed.h"

static double
own_firms(const struct world *w, state_id i)
{
    double in = 0, all = 0;

    for (uint32_t f = 0; f < w->firm.n; f++)
        if (w->in->tables.firm[f].home == i) {
            all++;
            in += w->firm.member[f];
        }
    return all > 0 ? in / all : 0;
}

/* The parts of J, added up in the order of the formula. */
static double
sum_of(const double part[])
{
    double sum = part[PART_step_base];

    for (int k = PART_step_base + 1; k <= PART_step_taste; k++)
        sum += part[k];
    return sum;
}

/* J with the share of i's bloc and region that is in; its parts into
 * `part`. */
static double
convention_pull(const struct world *w, state_id i, double share,
                double part[])
{
    const struct params *p = &w->p;
    double forgone = w->state.gain[i] > 0
        ? w->state.gain_prohibited[i] / w->state.gain[i] : 0;
    double useful = w->law.levers.norms.reciprocal != 0
        ? 1 : p->diplomacy.outsiders;

    part[PART_step_base] = p->diplomacy.pull;
    part[PART_step_protection] = p->diplomacy.protection * useful
                               * diplomacy_protection(w, i);
    part[PART_step_forgone] = -p->diplomacy.forgone * forgone;
    part[PART_step_sovereignty] = -p->diplomacy.sovereignty
                                * (2 * w->state.nationalism[i] - 1);
    part[PART_step_imitation] = p->diplomacy.imitation * share;
    part[PART_step_openness] = p->diplomacy.openness * w->state.openness[i];
    part[PART_step_demand] = p->diplomacy.demand * w->state.protection[i];
    part[PART_step_firms] = p->diplomacy.firms * own_firms(w, i);
    part[PART_step_taste] = w->state.treaty_taste[i];
    return sum_of(part);
}

/* J_ag likewise. */
static double
statute_pull(const struct world *w, state_id i, double share, double part[])
{
    const struct params *p = &w->p;
    double home = logistic(w->state.nationalism_home[i]);

    for (int k = 0; k < N_PARTS_step; k++)
        part[k] = 0;
    part[PART_step_base] = p->diplomacy.pull;
    part[PART_step_openness] = p->diplomacy.openness * w->state.openness[i];
    part[PART_step_sovereignty] = -p->diplomacy.sovereignty / 2
                                * (2 * home - 1);
    part[PART_step_imitation] = p->diplomacy.imitation * share;
    part[PART_step_taste] = w->state.treaty_taste[i];
    return part[PART_step_base] + part[PART_step_openness]
         + part[PART_step_sovereignty] + part[PART_step_imitation]
         + part[PART_step_taste];
}

/* Share of the states of i's bloc or region that have `since` behind them. */
static double
share_in(const struct world *w, state_id i, const int32_t since[])
{
    double in = 0, all = 0;

    for (state_id j = 0; j < w->state.n; j++) {
        uint8_t r = w->dyad.relation[dyad_of(w, i, j)];
        if (j == i || !(r & (RELATION_bloc | RELATION_region)))
            continue;
        all++;
        in += since[j] <= w->week;
    }
    return all > 0 ? in / all : 0;
}

static double
luck(const struct world *w, state_id i, uint32_t index)
{
    return draw_at(w->key, PURPOSE_sign, w->week,
                   entity_state(world_code(w, i)), index);
}

bool
diplomacy_kept_from(const struct world *w, state_id i, enum event_kind kind,
                    int step)
{
    return suppressed(w, &(struct suppressed){ .kind = kind, .step = step,
        .key = entity_state(world_code(w, i)), .week = w->week });
}

/* ---- steps -------------------------------------------------------------- */

/* The pull that a state felt when all looked, and what it is made of. */
struct look {
    double pull, part[N_PARTS_step];
};

/* Most that the chance can be in a quarter. */
static double
step_most(const struct world *w, enum choice_step step)
{
    return step == STEP_ratify ? w->p.diplomacy.ratify_rate
        : step == STEP_withdraw ? w->p.diplomacy.withdraw_rate
        : w->p.diplomacy.sign_rate;
}

static double
step_chance(const struct world *w, enum choice_step step, double pull)
{
    double will = step == STEP_withdraw
        ? logistic(-pull - w->p.diplomacy.withdraw_logit) : logistic(pull);

    return step_most(w, step) * will;
}

static uint32_t
note(struct world *w, state_id i, enum choice_step step)
{
    bool leaves = step == STEP_withdraw;

    return world_event(w, &(struct event_row){
        .kind = leaves ? EVENT_withdrawal : EVENT_accession, .actor = i,
        .target = NO_STATE, .row = i, .victim = NOTHING, .trigger = NOTHING,
        .amount = leaves ? w->law.levers.entry.notice : (double)step });
}

static void
tell_step(const struct world *w, struct choice *c, const struct look *l,
          double luck_of_it)
{
    double chance = step_chance(w, c->step, l->pull);

    c->at[1].value = l->pull;
    memcpy(c->at[1].part, l->part, sizeof l->part);
    c->at[1].part[PART_step_most] = step_most(w, c->step);
    choice_two(c, chance, luck_of_it, luck_of_it < chance);
    choice_tell(w, c);
}

/* Does i take that step now?  Then there is an event of it. */
static bool
steps(struct world *w, state_id i, enum choice_step step,
      const struct look *l)
{
    static const uint32_t draw[] = { [STEP_sign] = 0, [STEP_ratify] = 1,
                                     [STEP_withdraw] = 2, [STEP_statute] = 3 };
    bool leaves = step == STEP_withdraw;
    double u = luck(w, i, draw[step]);
    bool does = u < step_chance(w, step, l->pull)
        && !diplomacy_kept_from(w, i, leaves ? EVENT_withdrawal
                                             : EVENT_accession,
                                leaves ? 0 : (int)step);
    struct choice c = { .kind = CHOICE_step, .step = step, .i = i,
        .j = NO_STATE, .asks = i, .trigger = NOTHING,
        .event = does ? note(w, i, step) : NOTHING };

    if (choice_watched(w))
        tell_step(w, &c, l, u);
    return does;
}

/* One step a quarter: sign, else ratify, else perhaps withdraw. */
static void
convention_step(struct world *w, state_id i, const struct look *l)
{
    enum choice_step step = w->state.signed_week[i] == NEVER ? STEP_sign
        : w->state.ratified_week[i] == NEVER ? STEP_ratify : STEP_withdraw;

    if (w->state.leaves_week[i] != NEVER || !steps(w, i, step, l))
        return;
    if (step == STEP_sign)
        w->state.signed_week[i] = w->week;
    else if (step == STEP_ratify)
        w->state.ratified_week[i] = w->week;
    else
        w->state.leaves_week[i] = w->week
                                  + (int32_t)w->law.levers.entry.notice;
}

static void
statute_step(struct world *w, state_id i, const struct look *l)
{
    if (w->state.statute_week[i] == NEVER && !w->state.forced[i]
        && steps(w, i, STEP_statute, l))
        w->state.statute_week[i] = w->week
                                   + (int32_t)w->p.diplomacy.statute_lag;
}

/* A state of nobody has nobody to sign for it. */
static bool
has_people(const struct world *w, state_id i)
{
    return w->in->tables.state[i].population > 0;
}

/* All look at the same state of the world, then all move. */
void
diplomacy_quarter(struct world *w)
{
    struct look convention[STATES_MOST], statute[STATES_MOST];
    bool open = w->law.norms_announced, agency = w->law.agency_announced;

    for (state_id i = 0; (open || agency) && i < w->state.n; i++) {
        if (open)
            convention[i].pull = convention_pull(w, i,
                share_in(w, i, w->state.ratified_week), convention[i].part);
        if (agency)
            statute[i].pull = statute_pull(w, i,
                share_in(w, i, w->state.statute_week), statute[i].part);
    }
    for (state_id i = 0; i < w->state.n; i++) {
        if (!has_people(w, i))
            continue;
        if (open)
            convention_step(w, i, &convention[i]);
        if (agency)
            statute_step(w, i, &statute[i]);
    }
}
