/* SPDX-License-Identifier: GPL-3.0-or-later */
/* reaction.c - what findings do between states.
 *
 * A victim is asked once when its own government settles privately, and every
 * victim once more at the first public statement that names a state.  Belief
 * is the own posterior, else the combined credibility of the public
 * statements. Menu and effects: reaction_response.c.
 *
 * Under the clause `response: collective` a binding finding of a prohibited
 * cell by a bound state is put to the parties without waiting for the victim.
 *
 * Realised cost of a public finding to the accused, booked in the week of the
 * reaction: words kL 0.1 c sev/5, and the sanctions on it over this operation
 * not yet booked.  It is what beliefs learn from (decision_belief.c).
 *
 * Hostility, faded by f a week, gains kH b sev/10: the first victim's when it
 * settles, the others' at the first public statement.  Legitimacy of the
 * accused loses 0.1 c sev/5 of itself and comes back by 0.01; when the truth
 * shows that a government was wrong it loses 0.1, the accused gains half of
 * that and 0.2 hostility against the accuser.
 *
 * Oracles: Richardson (stable while the product of fadings exceeds that of
 * reactions), Baliga et al. 2020 (tests/test_reaction.c). */
#include "process/process.h"

#include <math.h>

#include "process/reaction_response.h"
#include "world/accused.h"
#include "world/credibility.h"

/* What operation o adds to j's hostility against k. */
static void
resent(struct world *w, state_id j, state_id k, double belief, uint32_t o)
{
    embitter(w, j, k, w->p.reaction.hostility_gain * belief
                      * w->operation.severity[o] / 10);
}

/* ---- private findings --------------------------------------------------- */

static void
private_finding(struct world *w, uint32_t e)
{
    uint32_t c = w->event.row[e], o = w->case_file.operation[c];
    struct grievance g = {
        .j = w->case_file.home[c], .k = w->event.target[e], .operation = o,
        .victim = w->operation.first_victim[o], .finding = e, .case_row = c,
        .belief = w->event.belief[e] };

    if (w->case_file.author[c] != AUTHOR_government)
        return;
    resent(w, g.j, g.k, g.belief, o);
    respond(w, &g);
}

/* ---- public findings ---------------------------------------------------- */

/* Own posterior of the first victim once it has settled: on another, what it
 * leaves for this one at most. */
static double
belief_of(const struct world *w, uint32_t o, state_id j, state_id accused)
{
    uint32_t own = w->operation.cases[o * N_AUTHORS + AUTHOR_government];

    if (own != NOTHING && w->case_file.home[own] == j
        && w->case_file.named[own] <= w->week)
        return w->case_file.suspect[own] == accused
               ? w->case_file.belief[own] : 1 - w->case_file.belief[own];
    return credibility_combined(w, o, accused, j);
}

static void
victims_react(struct world *w, uint32_t e, uint32_t o)
{
    uint32_t v = w->operation.first_victim[o];
    state_id k = w->event.target[e];

    for (uint32_t n = v; n < v + w->operation.n_victims[o]; n++) {
        struct grievance g = { .j = w->victim.state[n], .k = k,
            .operation = o, .victim = n, .finding = e,
            .case_row = w->event.row[e], .is_public = true };
        if (g.j == k)
            continue;
        g.belief = belief_of(w, o, g.j, k);
        if (n > v)
            resent(w, g.j, k, g.belief, o);
        respond(w, &g);
    }
}

static bool
concerns_parties(const struct world *w, uint32_t o, state_id accused)
{
    return w->law.in_force[CLAUSE_response]
        && w->law.levers.response.collective != 0 && w->law.norms_bind
        && accused_bound(w, o, accused) && !accused_put(w, o, accused)
        && law_prohibits(&w->law, w->operation.kind[o], w->operation.sector[o],
                         w->state.party[accused],
                         w->state.party[w->operation.target[o]]);
}

static void
lose_legitimacy(struct world *w, state_id k, double c, double severity)
{
    double left = w->state.legitimacy[k]
                * (1 - w->p.reaction.legitimacy_loss * c * severity / 5);
    w->state.legitimacy[k] = fmax(w->p.reaction.legitimacy_floor, left);
}

/* What this finding has cost the accused: words, and the deeds against it over
 * this operation that no finding has stood for yet. */
static void
book(struct world *w, uint32_t e, uint32_t o)
{
    double deeds = 0;
    double words = w->p.reaction.words_cost * 0.1 * w->event.belief[e]
                 * w->operation.severity[o] / 5;

    for (int a = 0; a < N_AUTHORS; a++) {
        uint32_t c = accused_case(w, o, a, w->event.target[e]);
        if (c == NOTHING)
            continue;
        deeds += w->case_file.deeds[c];
        w->case_file.deeds[c] = 0;
    }
    world_event(w, &(struct event_row){ .kind = EVENT_cost,
        .actor = w->operation.target[o], .target = w->event.target[e],
        .row = o, .victim = NOTHING, .trigger = e,
        .amount = words + deeds });
}

static void
public_finding(struct world *w, uint32_t e)
{
    uint32_t c = w->event.row[e], o = w->case_file.operation[c];
    state_id k = w->event.target[e];

    lose_legitimacy(w, k, w->event.belief[e], w->operation.severity[o]);
    if (w->event.flags[e] & EVENT_FLAG_first)
        victims_react(w, e, o);
    if (concerns_parties(w, o, k)) {
        struct grievance g = { .j = w->operation.target[o], .k = k,
            .operation = o, .victim = w->operation.first_victim[o],
            .finding = e, .case_row = c, .is_public = true, .put = true,
            .belief = credibility_combined(w, o, k, NO_STATE) };
        put_to_parties(w, &g);
    }
    book(w, e, o);
}

/* ---- the truth ---------------------------------------------------------- */

static void
truth(struct world *w, uint32_t e)
{
    const struct params *p = &w->p;
    uint32_t o = w->event.row[e];
    uint32_t c = w->operation.cases[o * N_AUTHORS + AUTHOR_government];

    if (c == NOTHING || w->case_file.published[c] > w->week
        || w->case_file.suspect[c] == w->operation.initiator[o])
        return;
    state_id j = w->case_file.home[c], k = w->case_file.suspect[c];
    double loss = p->reaction.accuser_loss;
    w->state.legitimacy[j] = fmax(p->reaction.legitimacy_floor,
                                  w->state.legitimacy[j] - loss);
    w->state.legitimacy[k] = fmin(1, w->state.legitimacy[k] + loss / 2);
    embitter(w, k, j, p->reaction.accuser_hostility);
}

static void
legitimacy_returns(struct world *w)
{
    for (state_id i = 0; i < w->state.n; i++)
        w->state.legitimacy[i] += w->p.reaction.legitimacy_return
                                  * (1 - w->state.legitimacy[i]);
}

void
reaction(struct world *w)
{
    uint32_t end = w->event.n;

    sanctions_fall_due(w);
    legitimacy_returns(w);
    for (uint32_t e = w->week_events; e < end; e++) {
        if (w->event.kind[e] == EVENT_finding)
            private_finding(w, e);
        else if (w->event.kind[e] == EVENT_public_finding)
            public_finding(w, e);
        else if (w->event.kind[e] == EVENT_truth)
            truth(w, e);
    }
}
