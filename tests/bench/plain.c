/* SPDX-License-Identifier: GPL-3.0-or-later */
/* plain.c - a plain week: draws first, one by one, then the process that acts
 * on them.  A process whose own draws are so few that they don't count is run
 * as it is, with what it would have drawn put in its place. */
#include "plain.h"

#include <math.h>

#include "process/process.h"
#include "theory/hazards.h"
#include "world/accord.h"

bool
plain_happens(const struct world *w, enum purpose why, uint64_t key,
              double rate)
{
    return draw_at(w->key, why, w->week, key, 0) < hazard_chance(rate);
}

/* ---- politics ----------------------------------------------------------- */

static uint32_t
lane_of(const struct world *w)
{
    return (uint32_t)(w->week + (1 << 14)) & 3;
}

static void
shocks(struct world *w)
{
    for (state_id i = 0; i < w->state.n; i++) {
        double u = draw_at(w->key, PURPOSE_nationalism, w->week,
                           entity_state(world_code(w, i)), 0);
        w->state.shock[i * 4 + lane_of(w)] = draw_normal(u);
    }
}

static double
crisis_rate(const struct world *w, uint32_t k)
{
    const struct params *p = &w->p;
    state_id a = w->pair.a[k], b = w->pair.b[k];
    double most = fmax(world_hostility(w, a, b), world_hostility(w, b, a));
    double rate = p->politics.crisis_rate / 52
                * (w->pair.rival[k] ? 1 : p->politics.crisis_others);

    return rate * exp(p->politics.crisis_nationalism
                      * (w->state.nationalism[a] + w->state.nationalism[b] - 1)
                      + p->politics.crisis_hostility * most);
}

/* The word that politics will read: it surely opens the crisis, or not. */
static void
crises(struct world *w)
{
    for (uint32_t k = 0; k < w->pair.n; k++) {
        uint64_t key = entity_pair(world_code(w, w->pair.a[k]),
                                   world_code(w, w->pair.b[k]));
        bool opens = plain_happens(w, PURPOSE_crisis, key, crisis_rate(w, k));
        w->pair.luck[k * 4 + lane_of(w)] = opens ? 0 : UINT32_MAX;
    }
}

/* ---- response ----------------------------------------------------------- */

static double
detection_rate(const struct world *w, uint32_t k, double warnings)
{
    double rate = w->unseen.firm[k] * warnings + w->unseen.others[k];
    return w->week >= w->unseen.ends[k] ? rate * w->p.response.ended : rate;
}

/* What the first week brings beyond the rate stands in `hazard` already. */
static void
detections(struct world *w)
{
    bool shared = w->law.levers.accord.share_warnings != 0;
    double more = shared ? w->p.response.warnings * accord_share(w) : 0;

    for (uint32_t k = 0; k < w->unseen.n; k++) {
        uint64_t key = w->operation.key[w->unseen.row[k]];
        bool seen = plain_happens(w, PURPOSE_detection, key,
                                  detection_rate(w, k, 1 + more));
        w->unseen.limit[k] = seen ? 0 : INFINITY;
    }
}

/* ---- people ------------------------------------------------------------- */

static void
recover(struct world *w, uint32_t c, double chance)
{
    struct draws d = draws_in(w->key, PURPOSE_recover, w->week,
                              w->cell.key[c] + CONDITION_compromised);

    for (uint32_t k = 0; k < N_HABITS * N_HARMED; k++) {
        uint32_t habit = c * N_HABITS + k / N_HARMED;
        int64_t *fine = &w->group.people[habit * N_CONDITIONS * N_HARMED
                                         + k % N_HARMED];
        int64_t *ill = fine + CONDITION_compromised * N_HARMED;
        int64_t n = draws_binomial(&d, *ill, chance);
        *ill -= n;
        *fine += n;
        w->cell.compromised[c] -= n;
    }
}

/* In the three weeks of four in which civilians doesn't ask the cell; in the
 * fourth it does, with the chance of one week (plain_start). */
static void
recoveries(struct world *w)
{
    uint32_t turn = (uint32_t)(w->week + (1 << 14));
    double chance = 1 - pow(1 - 1 / w->p.civilians.compromised_weeks, 4);

    for (uint32_t c = 0; c < w->cell.n; c++)
        if (w->cell.compromised[c] > 0 && (w->cell.key[c] + turn) % 4 != 0)
            recover(w, c, chance);
}

/* ---- the week ----------------------------------------------------------- */

void
plain_start(struct world *w, const struct derived *begun)
{
    double weekly = 1 / w->p.civilians.compromised_weeks;

    w->derived.room = begun->room;
    w->derived.finds = begun->finds;
    w->p.attribution.evidence_weeks = w->p.attribution.evidence_old = 1;
    w->p.civilians.compromised_weeks = 1 / (1 - pow(1 - weekly, 0.25));
}

int
plain_week(struct world *w, struct fault *f)
{
    int code = world_reserve(w, f);

    if (code)
        return code;
    w->last_events = w->week_events;
    w->week_events = w->event.n;
    law_compile(&w->law, w->in->clause, w->in->n_clauses, w->week, &w->p);
    shocks(w);
    crises(w);
    politics(w);
    vulnerabilities(w);
    diplomacy(w);
    plain_decision(w);
    strike(w);
    spread(w);
    detections(w);
    response(w);
    plain_attribution(w);
    reaction(w);
    recoveries(w);
    civilians(w);
    account(w);
    w->week++;
    return w->overflow == N_TABLES ? 0
        : fault_set(f, FAULT_RUN, "plain", 0, "no room in a week");
}
