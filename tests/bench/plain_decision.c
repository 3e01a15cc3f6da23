/* SPDX-License-Identifier: GPL-3.0-or-later */
/* plain_decision.c - a Poisson draw a pair and week, at the rate that holds,
 * and for each chance a plain nested logit with one Gumbel an act.
 *
 * Growth, the menu, launching, replies and what is imposed are those of the
 * process, which is read as text for that. */
#define decision(w) shared_decision(w)
#include "process/decision.c"
#undef decision

#include "plain.h"

static void
plain_decide(struct world *w, struct opportunity *o, const struct suspicion *s)
{
    double beta = w->p.decision.rationality, best = -INFINITY;
    struct taste taste = { beta, w->p.decision.nest };
    struct conflict_now c = conflict_between(w, o->i, o->j);
    double u[2] = { draw_at(w->key, PURPOSE_stakes, 0, o->key, 0),
                    draw_at(w->key, PURPOSE_stakes, 0, o->key, 2) };
    struct menu m;
    int act = 0;

    o->stakes = stakes_laws[(int)w->p.decision.stakes].quantile(u[0]);
    aim(w, o);
    menu_make(&m, w, o, s, c, o->stakes);
    double value = choice_nest_value(m.utility, N_ACTS, taste);
    double chance = probability_clamp(logistic(beta * value));
    if (u[1] >= chance)
        return;
    for (int n = 0; n < N_ACTS; n++) {
        double e = draw_exponential(draw_at(w->key, PURPOSE_cell, 0, o->key,
                                            2 * (uint32_t)n));
        double score = beta / taste.lambda * m.utility[n] - log(e);
        if (score > best) {
            best = score;
            act = n;
        }
    }
    if (u[1] >= chance_in_peace(w, o, s, c))
        o->parent = w->conflict.event[c.row];
    launch(w, o, &m, act, chance);
}

/* Hostility and conflict are there for few pairs: no exponential for 0. */
static double
pair_rate(const struct world *w, state_id i, state_id j)
{
    const struct params *p = &w->p;
    struct conflict_now c = conflict_between(w, i, j);
    double more = p->decision.hostility_tempo * world_hostility(w, i, j)
                + p->decision.crisis_tempo * c.crisis
                + p->decision.war_tempo * c.war;
    double rate = w->state.weight[i] * w->dyad.attraction[dyad_of(w, i, j)];

    return more > 0 ? rate * exp(more) : rate;
}

static void
plain_pair(struct world *w, state_id i, state_id j, double scale,
           const struct suspicion *s)
{
    double mean = scale * pair_rate(w, i, j);
    double u = draw_at(w->key, PURPOSE_calm_count, w->week,
                       entity_dyad(world_code(w, i), world_code(w, j)), 0);
    uint32_t n = draw_poisson(u, mean, exp(-mean));

    for (uint32_t slot = 0; slot < n; slot++)
        plain_decide(w, &(struct opportunity){ .i = i, .j = j,
            .origin = ORIGIN_calm, .slot = slot, .stakes = -1,
            .key = entity_candidate(w->week, world_code(w, i), slot,
                                    world_code(w, j)),
            .parent = NOTHING }, s);
}

void
plain_decision(struct world *w)
{
    struct suspicion s;
    double scale = w->p.decision.tempo / 52 / w->p.world.scale * growth(w);

    if (world_year_begins(w))
        cumulate(w);
    beliefs_learn(w);
    suspicion_of_week(&s, w);
    for (uint32_t k = 0; k < w->derived.n_initiators; k++)
        for (state_id j = 0; j < w->state.n; j++)
            if (j != w->derived.initiator[k])
                plain_pair(w, w->derived.initiator[k], j, scale, &s);
    replies(w, &s);
    imposed_operations(w, &s);
}
