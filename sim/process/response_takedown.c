/* SPDX-License-Identifier: GPL-3.0-or-later */
/* response_takedown.c - the servers of an operation, domain by domain.
 *
 * 1 + NegBin(mean 12, shape 0.5) domains lie in states by (GDP x share
 * online)^0.24: hosts lie by GDP x share online, but who plans for a takedown
 * spreads them over many courts.  While an assistance clause is in force one
 * is moved to a state that is no party with chance min(0.9, share of parties),
 * of those weights: nobody flees a state where nothing lies.
 * A domain goes down in a week with chance 0.25 where assistance binds the
 * state, 0.01 at the attacker's or in its bloc, 0.12 elsewhere, by one
 * geometric wait.  The operation is blocked for all its victims in the week in
 * which 70 % are down.  Source: 60 domains of one attack in 49 countries
 * (Smith, The need for a Digital Geneva Convention, 14 February 2017), to
 * which the power is fitted; by GDP x share online itself they would lie in 19
 * to 28. */
#include "process/response_takedown.h"

#include <gsl/gsl_randist.h>
#include <math.h>

#include "theory/hazards.h"

enum { DOMAINS_MOST = 1024 };

/* What one takedown needs of the world. */
struct ground {
    double weight[STATES_MOST];         /* cumulated, of a domain there      */
    double outside[STATES_MOST];   /* the same over states that are no party */
    double moved;                       /* chance of a haven                 */
};

static void
survey(struct ground *g, const struct world *w)
{
    bool assistance = w->law.in_force[CLAUSE_assistance];
    double all = 0, outside = 0, inside = 0;

    for (state_id i = 0; i < w->state.n; i++) {
        double x = w->state.hosting[i];
        g->weight[i] = all += x;
        g->outside[i] = outside += w->state.party[i] ? 0 : x;
        inside += w->state.party[i] ? x : 0;
    }
    g->moved = assistance && outside > 0
        ? fmin(w->p.response.haven_most, inside / all) : 0;
}

static state_id
place(const double cumulated[], uint32_t n, double u)
{
    double x = u * cumulated[n - 1];
    state_id i = 0;

    while (i + 1u < n && cumulated[i] <= x)
        i++;
    return i;
}

/* Chance a week that a domain there goes down. */
static double
down_chance(const struct world *w, uint32_t o, state_id where)
{
    state_id i = w->operation.initiator[o];
    bool bloc = w->dyad.relation[dyad_of(w, i, where)] & RELATION_bloc;

    if (where == i || bloc)
        return w->p.response.down_hostile;
    if (w->law.in_force[CLAUSE_assistance] && w->state.party[where])
        return w->p.response.down_assisted;
    return w->p.response.down;
}

static void
insert_sorted(double wait[], uint32_t n, double x)
{
    for (; n > 0 && wait[n - 1] > x; n--)
        wait[n] = wait[n - 1];
    wait[n] = x;
}

static void
plan(struct world *w, uint32_t o, uint32_t domains, struct draws *d)
{
    struct ground g;
    double wait[DOMAINS_MOST];
    uint8_t met[STATES_MOST] = { 0 };
    uint32_t t = world_append(w, TABLE_takedown), states = 0;

    survey(&g, w);
    for (uint32_t k = 0; k < domains; k++) {
        double haven = draws_uniform(d), u = draws_uniform(d);
        double luck = draws_uniform(d);
        state_id where = place(haven < g.moved ? g.outside : g.weight,
                               w->state.n, u);
        double hazard = hazard_of_chance(down_chance(w, o, where));
        insert_sorted(wait, k, hazard_weeks(hazard_threshold(luck), hazard));
        states += !met[where];
        met[where] = 1;
    }
    uint32_t need = (uint32_t)ceil(w->p.response.down_enough * domains);
    double weeks = need > 0 ? wait[need - 1] : 1;
    w->takedown.operation[t] = o;
    w->takedown.domains[t] = (uint16_t)domains;
    w->takedown.states[t] = (uint16_t)states;
    w->takedown.blocked[t] = weeks < 1e6 ? w->week + (int32_t)weeks : NEVER;
}

void
takedown_try(struct world *w, uint32_t o)
{
    struct draws d = draws_in(w->key, PURPOSE_takedown, 0,
                              w->operation.key[o]);
    double shape = w->p.response.domains_shape;

    if (draws_uniform(&d) >= w->p.response.takedown)
        return;
    gsl_rng r = draws_gsl(&d);
    double p = shape / (shape + w->p.response.domains);
    uint32_t more = gsl_ran_negative_binomial(&r, p, shape);
    uint32_t domains = more < DOMAINS_MOST ? 1 + more : DOMAINS_MOST;
    struct draws where = draws_in(w->key, PURPOSE_domain, 0,
                                  w->operation.key[o]);
    plan(w, o, domains, &where);
}

void
takedowns_end(struct world *w)
{
    for (uint32_t t = 0; t < w->takedown.n; t++) {
        uint32_t o = w->takedown.operation[t];
        uint32_t v = w->operation.first_victim[o];
        if (w->takedown.blocked[t] != w->week)
            continue;
        for (uint32_t n = v; n < v + w->operation.n_victims[o]; n++)
            if (w->victim.ended[n] > w->week)
                w->victim.ended[n] = w->week;
        world_event(w, &(struct event_row){ .kind = EVENT_takedown,
            .actor = w->operation.target[o],
            .target = w->operation.initiator[o], .row = o, .victim = NOTHING,
            .trigger = w->operation.seen_event[o],
            .amount = w->takedown.domains[t] });
    }
}
