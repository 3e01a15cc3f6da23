/* SPDX-License-Identifier: GPL-3.0-or-later */
/* suspicion.c - priors over the states with a programme. */
#include "world/suspicion.h"

#include <math.h>

void
suspicion_of_week(struct suspicion *s, const struct world *w)
{
    double all = w->agency.accused_all[0];

    for (uint32_t k = 0; k < w->derived.n_initiators; k++) {
        double own = w->state.accused[w->derived.initiator[k]];
        s->factor[k] = own > 0
            ? exp(w->p.attribution.suspicion_public * own / all) : 1;
    }
}

static double
floor_of(const struct world *w, const double *interest)
{
    double most = 0;

    for (uint32_t k = 0; k < w->derived.n_initiators; k++) {
        double x = interest[w->derived.initiator[k]];
        most = x > most ? x : most;
    }
    return w->p.attribution.suspicion_floor * most;
}

/* Keeps the eight highest, in order; the first of equals stays before. */
static void
insert(struct suspects *out, state_id state, double prior)
{
    int at = out->n < SUSPECT_STATES ? out->n++ : SUSPECT_STATES - 1;

    for (; at > 0 && out->prior[at - 1] < prior; at--) {
        out->prior[at] = out->prior[at - 1];
        out->state[at] = out->state[at - 1];
    }
    out->prior[at] = prior;
    out->state[at] = state;
}

void
suspicion_suspects(const struct suspicion *s, const struct world *w,
                   state_id j, struct suspects *out)
{
    const double *interest = &w->dyad.interest[dyad_of(w, j, 0)];
    double least = floor_of(w, interest);

    out->n = 0;
    for (uint32_t k = 0; k < w->derived.n_initiators; k++) {
        state_id i = w->derived.initiator[k];
        double prior = least + interest[i] * s->factor[k];
        bool late = out->n == SUSPECT_STATES
                    && prior <= out->prior[SUSPECT_STATES - 1];
        if (i != j && prior > 0 && !late)
            insert(out, i, prior);
    }
}

double
suspicion_relative(const struct suspicion *s, const struct world *w,
                   state_id i, state_id j)
{
    const double *interest = &w->dyad.interest[dyad_of(w, j, 0)];
    struct suspects out;
    double sum = 0;

    suspicion_suspects(s, w, j, &out);
    if (out.n == 0)
        return 1;
    for (int k = 0; k < out.n; k++)
        sum += out.prior[k];
    for (int k = 0; k < out.n; k++)
        if (out.state[k] == i)
            return out.prior[k] * out.n / sum;
    for (uint32_t k = 0; k < w->derived.n_initiators; k++)
        if (w->derived.initiator[k] == i)
            return (floor_of(w, interest) + interest[i] * s->factor[k])
                   * out.n / sum;
    return 1;
}
