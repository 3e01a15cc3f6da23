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

#include <math.h>

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

double
diplomacy_pull(const struct world *w, state_id i, double share)
{
    const struct params *p = &w->p;
    double forgone = w->state.gain[i] > 0
        ? w->state.gain_prohibited[i] / w->state.gain[i] : 0;
    double useful = w->law.levers.norms.reciprocal != 0
        ? 1 : p->diplomacy.outsiders;

    return p->diplomacy.pull
        + p->diplomacy.protection * useful * diplomacy_protection(w, i)
        - p->diplomacy.forgone * forgone
        - p->diplomacy.sovereignty * (2 * w->state.nationalism[i] - 1)
        + p->diplomacy.imitation * share
        + p->diplomacy.openness * w->state.openness[i]
        + p->diplomacy.demand * w->state.protection[i]
        + p->diplomacy.firms * own_firms(w, i) + w->state.treaty_taste[i];
}

double
diplomacy_statute_pull(const struct world *w, state_id i, double share)
{
    const struct params *p = &w->p;
    double home = logistic(w->state.nationalism_home[i]);

    return p->diplomacy.pull + p->diplomacy.openness * w->state.openness[i]
        - p->diplomacy.sovereignty / 2 * (2 * home - 1)
        + p->diplomacy.imitation * share + w->state.treaty_taste[i];
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

static void
note(struct world *w, state_id i, enum event_kind kind, double amount)
{
    world_event(w, &(struct event_row){ .kind = kind, .actor = i,
        .target = NO_STATE, .row = i, .victim = NOTHING, .trigger = NOTHING,
        .amount = amount });
}

/* One step a quarter: sign, else ratify, else perhaps withdraw. */
static void
convention_step(struct world *w, state_id i, double pull)
{
    const struct params *p = &w->p;
    double will = logistic(pull);

    if (w->state.leaves_week[i] != NEVER)
        return;
    if (w->state.signed_week[i] == NEVER) {
        if (luck(w, i, 0) < p->diplomacy.sign_rate * will
            && !diplomacy_kept_from(w, i, EVENT_accession, 0)) {
            w->state.signed_week[i] = w->week;
            note(w, i, EVENT_accession, 0);
        }
    } else if (w->state.ratified_week[i] == NEVER) {
        if (luck(w, i, 1) < p->diplomacy.ratify_rate * will
            && !diplomacy_kept_from(w, i, EVENT_accession, 1)) {
            w->state.ratified_week[i] = w->week;
            note(w, i, EVENT_accession, 1);
        }
    } else if (luck(w, i, 2) < p->diplomacy.withdraw_rate
               * logistic(-pull - p->diplomacy.withdraw_logit)
               && !diplomacy_kept_from(w, i, EVENT_withdrawal, 0)) {
        w->state.leaves_week[i] = w->week
                                  + (int32_t)w->law.levers.entry.notice;
        note(w, i, EVENT_withdrawal, w->law.levers.entry.notice);
    }
}

static void
statute_step(struct world *w, state_id i, double pull)
{
    if (w->state.statute_week[i] != NEVER || w->state.forced[i]
        || luck(w, i, 3) >= w->p.diplomacy.sign_rate * logistic(pull)
        || diplomacy_kept_from(w, i, EVENT_accession, 2))
        return;
    w->state.statute_week[i] = w->week + (int32_t)w->p.diplomacy.statute_lag;
    note(w, i, EVENT_accession, 2);
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
    double convention[STATES_MOST], statute[STATES_MOST];
    bool open = w->law.norms_announced, agency = w->law.agency_announced;

    for (state_id i = 0; (open || agency) && i < w->state.n; i++) {
        if (open)
            convention[i] = diplomacy_pull(w, i,
                share_in(w, i, w->state.ratified_week));
        if (agency)
            statute[i] = diplomacy_statute_pull(w, i,
                share_in(w, i, w->state.statute_week));
    }
    for (state_id i = 0; i < w->state.n; i++) {
        if (!has_people(w, i))
            continue;
        if (open)
            convention_step(w, i, convention[i]);
        if (agency)
            statute_step(w, i, statute[i]);
    }
}
