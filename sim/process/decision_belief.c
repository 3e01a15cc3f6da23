/* SPDX-License-Identifier: GPL-3.0-or-later */
/* decision_belief.c - beliefs of those who could act.
 *
 *   q   Beta counts a group of kinds: an own operation rightly named in public
 *       is a hit, one closed unnamed a miss; every week both go back toward
 *       the prior by f.
 *   B   believed cost of a finding: moves by 0.1 to the realised cost of an
 *       own finding, by 0.03 to that of one against a state of the own bloc;
 *       every week by f toward the mean over states with a programme.
 * So cheating that goes unpunished is learned.  When an agency is announced
 * the mean of q moves by omega (0 by default) to what its clause says is
 * believed; the prior is moved likewise until the agency opens. */
#include "process/decision_belief.h"

static double
believed(const struct world *w, double q)
{
    double omega = w->p.decision.agency_belief;
    return q + omega * (w->law.levers.agency.believed_naming - q);
}

static void
finding_costs(struct world *w, state_id k, state_id victim, double cost)
{
    uint32_t d = dyad_of(w, k, victim);

    w->dyad.cost_sum[d] += cost;
    if (w->dyad.cost_count[d] < UINT16_MAX)
        w->dyad.cost_count[d]++;
    for (uint32_t n = 0; n < w->derived.n_initiators; n++) {
        state_id i = w->derived.initiator[n];
        double weight = i == k ? w->p.decision.learning_own
            : w->dyad.relation[dyad_of(w, i, k)] & RELATION_bloc
            ? w->p.decision.learning_bloc : 0;
        w->state.finding_cost[i] += weight * (cost - w->state.finding_cost[i]);
    }
}

static void
gather(struct world *w)
{
    for (uint32_t e = w->last_events; e < w->week_events; e++) {
        uint32_t row = w->event.row[e];
        if (w->event.kind[e] == EVENT_public_finding
            && (w->event.flags[e] & EVENT_FLAG_hit)) {
            uint32_t o = w->case_file.operation[row];
            state_id i = w->operation.initiator[o];
            enum group g = world_operation_group(w, o);
            w->state.caught[i * N_GROUPS + g] += 1;
        } else if (w->event.kind[e] == EVENT_closed) {
            state_id i = w->operation.initiator[row];
            enum group g = world_operation_group(w, row);
            w->state.uncaught[i * N_GROUPS + g] += 1;
        } else if (w->event.kind[e] == EVENT_cost) {
            finding_costs(w, w->event.target[e], w->event.actor[e],
                          w->event.amount[e]);
        }
    }
}

/* The announcement moves the mean and keeps the weight. */
static void
announce(struct world *w)
{
    for (uint32_t n = 0; n < w->derived.n_initiators; n++)
        for (int g = 0; g < N_GROUPS; g++) {
            uint32_t at = w->derived.initiator[n] * N_GROUPS + (uint32_t)g;
            double a = w->state.caught[at], b = w->state.uncaught[at];
            double q = believed(w, a / (a + b));
            w->state.caught[at] = q * (a + b);
            w->state.uncaught[at] = (1 - q) * (a + b);
        }
    w->agency.believed[0] = 1;
}

static double
mean_cost(const struct world *w)
{
    double sum = 0;

    for (uint32_t n = 0; n < w->derived.n_initiators; n++)
        sum += w->state.finding_cost[w->derived.initiator[n]];
    return sum / w->derived.n_initiators;
}

static void
forget_caught(struct world *w, state_id i)
{
    const struct params *p = &w->p;
    double f = p->decision.forgetting, n = p->decision.caught_weight;
    bool moved = w->law.agency_announced && !w->law.in_force[CLAUSE_agency];

    for (int g = 0; g < N_GROUPS; g++) {
        uint32_t at = i * N_GROUPS + (uint32_t)g;
        double q = p->decision.caught_prior[g];
        if (moved)
            q = believed(w, q);
        w->state.caught[at] += f * (q * n - w->state.caught[at]);
        w->state.uncaught[at] += f * ((1 - q) * n - w->state.uncaught[at]);
    }
}

void
beliefs_learn(struct world *w)
{
    if (w->derived.n_initiators == 0)
        return;
    gather(w);
    if (w->law.agency_announced && !w->agency.believed[0])
        announce(w);
    double mean = mean_cost(w);
    for (uint32_t n = 0; n < w->derived.n_initiators; n++) {
        state_id i = w->derived.initiator[n];
        double keep = w->derived.isolation_keep;
        forget_caught(w, i);
        w->state.finding_cost[i] += w->p.decision.forgetting
                                    * (mean - w->state.finding_cost[i]);
        w->state.isolation[i] = keep * w->state.isolation[i]
                                + (1 - keep) * w->state.saturation[i];
    }
}
