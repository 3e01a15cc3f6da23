/* SPDX-License-Identifier: GPL-3.0-or-later */
/* diplomacy_learn.c - what states know about a convention's worth.
 *
 *   Prot_i = Sum_j loss yhat_ji psi_j over attackers j that have signed
 * yhat: hits on i in prohibited cells that i's own government or a public
 * finding ascribes to j, each severity/3, remembered for a year.  psi_j is the
 * believed cut, a Beta(1,4) updated once a year with weight w = min(20,
 * before): yes += w max(0, 1 - after/before), all += w; before and after are
 * named hits of j on parties in the year before it ratified and in the last
 * one. Forgone gains: those of a state's own successes, remembered for four
 * years. */
#include "process/diplomacy.h"

#include <math.h>

enum { YEAR = 52, HITS_MOST = 20 };

static bool
prohibited(const struct world *w, uint32_t o)
{
    return w->law.levers.norms.cells[w->operation.kind[o]]
                                    [w->operation.sector[o]] != 0;
}

static double
faded(const struct world *w, uint32_t d)
{
    int32_t weeks = w->week - w->dyad.grief_week[d];
    double then = w->dyad.grief[d];

    return then == 0 ? 0 : then * pow(1 - 1.0 / YEAR, weeks);
}

static void
grieve(struct world *w, uint32_t o, state_id victim, state_id culprit)
{
    uint32_t d = dyad_of(w, culprit, victim);

    if (victim == culprit)
        return;
    w->dyad.grief[d] = faded(w, d) + w->operation.severity[o] / 3.0;
    w->dyad.grief_week[d] = w->week;
}

/* A private finding is the first victim's; at the first public one the others
 * hear of it, and the first victim unless it had settled by itself. */
static void
hear(struct world *w, uint32_t e)
{
    uint32_t c = w->event.row[e], o = w->case_file.operation[c];
    uint32_t own = w->operation.cases[o * N_AUTHORS + AUTHOR_government];
    uint32_t v = w->operation.first_victim[o];
    state_id culprit = w->event.target[e];

    if (!prohibited(w, o))
        return;
    if (w->event.kind[e] == EVENT_finding) {
        if (c == own)
            grieve(w, o, w->operation.target[o], culprit);
        return;
    }
    if (!(w->event.flags[e] & EVENT_FLAG_first))
        return;
    bool known = own != NOTHING && w->case_file.named[own] != NEVER;
    uint32_t end = v + w->operation.n_victims[o];
    for (uint32_t n = known ? v + 1 : v; n < end; n++)
        grieve(w, o, w->victim.state[n], culprit);
}

static void
gains(struct world *w)
{
    double keep = 1 - 1 / w->p.diplomacy.gain_memory;

    for (uint32_t n = 0; n < w->derived.n_initiators; n++) {
        state_id i = w->derived.initiator[n];
        w->state.gain[i] *= keep;
        w->state.gain_prohibited[i] *= keep;
    }
}

static void
earn(struct world *w, uint32_t o)
{
    state_id i = w->operation.initiator[o];
    double gain = w->operation.stakes[o]
                * w->p.decision.gain[w->operation.kind[o]];

    if (!w->operation.success[o])
        return;
    w->state.gain[i] += gain;
    if (prohibited(w, o))
        w->state.gain_prohibited[i] += gain;
}

void
diplomacy_learn(struct world *w)
{
    gains(w);
    for (uint32_t e = w->last_events; e < w->week_events; e++) {
        if (w->event.kind[e] == EVENT_strike)
            earn(w, w->event.row[e]);
        else if (w->event.kind[e] == EVENT_finding
                 || w->event.kind[e] == EVENT_public_finding)
            hear(w, e);
    }
}

double
diplomacy_protection(const struct world *w, state_id i)
{
    double sum = 0;

    for (uint32_t n = 0; n < w->derived.n_initiators; n++) {
        state_id j = w->derived.initiator[n];
        if (w->state.signed_week[j] > w->week || j == i)
            continue;
        sum += faded(w, dyad_of(w, j, i)) * w->state.cut_yes[j]
               / w->state.cut_all[j];
    }
    return sum * w->p.diplomacy.loss_rate;
}

/* Named hits of j on parties in the year that ends with `end`. */
static double
hits_in_year(const struct world *w, state_id j, int32_t end)
{
    double hits = 0;

    for (uint32_t o = 0; o < w->operation.n; o++) {
        int32_t week = w->operation.public_week[o];
        if (w->operation.detected[o] <= w->week && week <= end
            && week > end - YEAR && w->operation.public_state[o] == j
            && w->state.party[w->operation.target[o]])
            hits++;
    }
    return hits;
}

void
diplomacy_judge_cuts(struct world *w)
{
    for (uint32_t n = 0; n < w->derived.n_initiators; n++) {
        state_id j = w->derived.initiator[n];
        int32_t since = w->state.ratified_week[j];
        if (since == NEVER || since > w->week - YEAR)
            continue;
        double before = hits_in_year(w, j, since);
        if (before == 0)
            continue;
        double after = hits_in_year(w, j, w->week);
        double weight = fmin(HITS_MOST, before);
        w->state.cut_yes[j] += weight * fmax(0, 1 - after / before);
        w->state.cut_all[j] += weight;
    }
}
