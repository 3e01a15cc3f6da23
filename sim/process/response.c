/* SPDX-License-Identifier: GPL-3.0-or-later */
/* response.c - who sees an operation first, and where that ends it.
 *
 * A race of weekly hazards: firm h_F = phi_k s_F, government h_G = kG phi_k s_G
 * (s_G the defence of the first victim).  Overt kinds: the total hazard is
 * -ln 0.1 in the first week and -ln 0.9 after it.  x 0.25 once the operation has
 * ended, x 0.5 if it failed; nobody sees it 104 weeks after its end.  The wait is
 * one exponential threshold an operation; the firm is first with chance
 * h_F/(h_F + h_G), competing hazards.
 *
 * Two weeks after detection it is over for those protected: by a government, its
 * own people; by a firm, its users at home and in allied states, and elsewhere
 * with chance 0.5 a victim.
 *
 * Sources: T17, T18; true detection is unknown.  Left out until they exist:
 * exploits, accord, takedowns, assistance. */
#include "process/process.h"

#include "theory/hazards.h"

static double
government_share(const struct world *w, uint32_t o)
{
    return w->p.response.government_skill
         * w->state.defence[w->operation.target[o]];
}

static bool
overt(const struct world *w, uint32_t o)
{
    return w->operation.kind[o] >= KIND_disruption;
}

/* Hazard of a live operation that is in its second week or later. */
static double
live_rate(const struct world *w, uint32_t o)
{
    double rate = w->p.response.detection[w->operation.kind[o]];

    if (!overt(w, o))
        rate *= w->state.firm_skill[w->operation.target[o]]
                + government_share(w, o);
    return w->operation.success[o] ? rate : rate * w->p.response.failed;
}

/* What its first week brings beyond the live rate, so that all weeks are alike. */
static double
first_week_hazard(const struct world *w, uint32_t k)
{
    uint32_t o = w->unseen.row[k];
    double first = w->p.response.first_week;

    if (!overt(w, o))
        return 0;
    if (!w->operation.success[o])
        first *= w->p.response.failed;
    return first - w->unseen.rate[k];
}

static void
come_live(struct world *w, uint32_t o)
{
    uint32_t k = world_append(w, TABLE_unseen);
    double u = draw_at(w->key, PURPOSE_detection, 0, w->operation.key[o], 0);
    uint32_t v = w->operation.first_victim[o];

    w->unseen.row[k] = o;
    w->unseen.ends[k] = w->operation.ends[o];
    w->unseen.rate[k] = live_rate(w, o);
    w->unseen.limit[k] = hazard_threshold(u);
    w->unseen.hazard[k] = first_week_hazard(w, k);
    w->operation.detected[o] = NEVER;
    w->operation.lapsed[o] = NEVER;
    for (uint32_t n = v; n < v + w->operation.n_victims[o]; n++)
        w->victim.ended[n] = NEVER;
}

static bool
protected(const struct world *w, uint32_t o, state_id j)
{
    state_id home = w->operation.target[o];
    uint64_t key = entity_mix(w->operation.key[o], PURPOSE_victim,
                              world_code(w, j));

    if (j == home)
        return true;
    if (!w->operation.by_firm[o])
        return false;
    if (w->dyad.relation[dyad_of(w, home, j)] & RELATION_ally)
        return true;
    return draw_at(w->key, PURPOSE_detection, 0, key, 0)
           < w->p.response.protect_abroad;
}

static void
detect(struct world *w, uint32_t o)
{
    double firm = w->state.firm_skill[w->operation.target[o]];
    double u = draw_at(w->key, PURPOSE_detection, 0, w->operation.key[o], 1);
    uint32_t v = w->operation.first_victim[o];
    int32_t clean = w->week + (int32_t)w->p.response.clean_weeks;

    w->operation.detected[o] = w->week;
    w->operation.by_firm[o] = u < hazard_share(firm, government_share(w, o));
    for (uint32_t n = v; n < v + w->operation.n_victims[o]; n++)
        if (protected(w, o, w->victim.state[n]))
            w->victim.ended[n] = clean;
    w->operation.seen_event[o] = world_event(w, &(struct event_row){
        .kind = EVENT_detection, .actor = w->operation.target[o],
        .target = w->operation.target[o], .row = o, .victim = NOTHING,
        .trigger = w->operation.event[o],
        .amount = w->week - w->operation.launched[o] });
}

static void
lapse(struct world *w, uint32_t o)
{
    w->operation.lapsed[o] = w->week;
    world_event(w, &(struct event_row){ .kind = EVENT_closed,
        .actor = w->operation.initiator[o], .target = w->operation.target[o],
        .row = o, .victim = NOTHING, .trigger = NOTHING });
}

/* True if it has been seen or can't be any more. */
static bool
looked_for(struct world *w, uint32_t k)
{
    int32_t since = w->week - w->unseen.ends[k];
    double rate = w->unseen.rate[k];

    w->unseen.hazard[k] += since >= 0 ? rate * w->p.response.ended : rate;
    if (w->unseen.hazard[k] >= w->unseen.limit[k]) {
        detect(w, w->unseen.row[k]);
        return true;
    }
    if (since >= (int32_t)w->p.response.ended_weeks) {
        lapse(w, w->unseen.row[k]);
        return true;
    }
    return false;
}

static void
keep(struct world *w, uint32_t k, uint32_t at)
{
    w->unseen.row[at] = w->unseen.row[k];
    w->unseen.ends[at] = w->unseen.ends[k];
    w->unseen.rate[at] = w->unseen.rate[k];
    w->unseen.hazard[at] = w->unseen.hazard[k];
    w->unseen.limit[at] = w->unseen.limit[k];
}

void
response(struct world *w)
{
    uint32_t kept = 0;

    for (uint32_t o = world_first_operation(w); o < w->operation.n; o++)
        come_live(w, o);
    for (uint32_t k = 0; k < w->unseen.n; k++)
        if (!looked_for(w, k))
            keep(w, k, kept++);
    world_rows_cut(w, TABLE_unseen, kept);
}
