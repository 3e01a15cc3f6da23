/* SPDX-License-Identifier: GPL-3.0-or-later */
/* response.c - who sees an operation first, and where that ends it.
 *
 * A race of weekly hazards: firm h_F = phi_k s_F (1 + bsh share of the accord,
 * where warnings are shared), government h_G = kG phi_k s_G (s_G the defence
 * of the first victim).  Half the time the firm is the owner of the ecosystem,
 * half one of the security firms.  Overt kinds: the total hazard is -ln 0.1 in
 * the first week and -ln 0.9 after it.  x 0.25 once the operation has ended, x
 * 0.5 if it failed; nobody sees it 104 weeks after its end.  The wait is one
 * exponential threshold an operation; the firm is first with chance s_F/(s_F +
 * kG s_G), competing hazards.
 *
 * Two weeks after detection it is over for those protected: by a government,
 * its own people; by a firm, its users at home and in states allied with its
 * home, and elsewhere if it is bound to protect everywhere, else with chance
 * 0.5 a victim. Takedowns: response_takedown.c.
 *
 * Sources: T17, T18; true detection is unknown. */
#include "process/process.h"

#include "process/response_takedown.h"
#include "theory/hazards.h"
#include "world/accord.h"
#include "world/suppressed.h"

static double
government_share(const struct world *w, uint32_t o)
{
    return w->p.response.government_skill
         * state_defence(w, w->operation.target[o]);
}

static bool
overt(const struct world *w, uint32_t o)
{
    return world_operation_group(w, o) == GROUP_overt;
}

/* ---- which firm --------------------------------------------------------- */

/* One of the security firms, all alike; NO_FIRM if there are none. */
static uint16_t
security_firm(const struct world *w, double u)
{
    const struct firm_facts *firm = w->in->tables.firm;
    uint32_t n = 0, at;

    for (uint32_t f = 0; f < w->firm.n; f++)
        n += firm[f].security;
    at = (uint32_t)(u * n);
    for (uint32_t f = 0; f < w->firm.n; f++)
        if (firm[f].security && at-- == 0)
            return (uint16_t)f;
    return NO_FIRM;
}

/* Half the time the owner of what is attacked, half a security firm. */
static uint16_t
firm_of(const struct world *w, uint32_t o)
{
    uint16_t owner = w->in->tables.ecosystem[w->operation.ecosystem[o]].owner;
    double u[2];

    draw_two(w->key, PURPOSE_firm_first, 0, w->operation.key[o], u);
    uint16_t security = security_firm(w, u[1]);
    if (owner == NO_FIRM || security == NO_FIRM)
        return owner == NO_FIRM ? security : owner;
    return u[0] < 0.5 ? owner : security;
}

static double
skill_of(const struct world *w, uint32_t o)
{
    uint16_t f = w->operation.firm[o];
    return f == NO_FIRM ? 0 : w->firm.skill[f];
}

/* What shared warnings make of it. */
static double
warned(const struct world *w)
{
    if (w->law.levers.accord.share_warnings == 0)
        return 1;
    return 1 + w->p.response.warnings * accord_share(w);
}

/* ---- hazards ------------------------------------------------------------ */

/* Hazards of a live operation that is in its second week or later. */
static void
live_rates(struct world *w, uint32_t k)
{
    uint32_t o = w->unseen.row[k];
    double rate = w->p.response.detection[w->operation.kind[o]];

    if (!w->operation.success[o])
        rate *= w->p.response.failed;
    if (overt(w, o)) {
        w->unseen.others[k] = rate;
        return;
    }
    w->unseen.firm[k] = rate * skill_of(w, o);
    w->unseen.others[k] = rate * government_share(w, o);
}

/* What its first week brings beyond the live rate, so that all weeks are
 * alike. */
static double
first_week_hazard(const struct world *w, uint32_t k)
{
    uint32_t o = w->unseen.row[k];
    double first = w->p.response.first_week;

    if (!overt(w, o))
        return 0;
    if (!w->operation.success[o])
        first *= w->p.response.failed;
    return first - w->unseen.others[k];
}

static void
come_live(struct world *w, uint32_t o)
{
    uint32_t k = world_append(w, TABLE_unseen);
    double u = draw_at(w->key, PURPOSE_detection, 0, w->operation.key[o], 0);
    uint32_t v = w->operation.first_victim[o];

    w->unseen.row[k] = o;
    w->unseen.ends[k] = w->operation.ends[o];
    w->operation.firm[o] = firm_of(w, o);
    live_rates(w, k);
    w->unseen.limit[k] = hazard_threshold(u);
    w->unseen.hazard[k] = first_week_hazard(w, k);
    w->operation.detected[o] = NEVER;
    w->operation.lapsed[o] = NEVER;
    for (uint32_t n = v; n < v + w->operation.n_victims[o]; n++)
        w->victim.ended[n] = NEVER;
}

/* ---- detection ---------------------------------------------------------- */

/* Does firm f clean its users in state j up? */
static bool
firm_protects(const struct world *w, uint32_t o, state_id j)
{
    uint16_t f = w->operation.firm[o];
    state_id home = w->in->tables.firm[f].home;
    uint64_t key = entity_mix(w->operation.key[o], PURPOSE_victim,
                              world_code(w, j));

    if (j == home || (w->dyad.relation[dyad_of(w, home, j)] & RELATION_ally))
        return true;
    if (accord_binds(w, f) && w->law.levers.accord.protect_everywhere != 0)
        return true;
    return draw_at(w->key, PURPOSE_detection, 0, key, 0)
           < w->p.response.protect_abroad;
}

static void
clean_up(struct world *w, uint32_t o)
{
    uint32_t v = w->operation.first_victim[o];
    int32_t clean = w->week + (int32_t)w->p.response.clean_weeks;

    for (uint32_t n = v; n < v + w->operation.n_victims[o]; n++) {
        state_id j = w->victim.state[n];
        bool safe = w->operation.by_firm[o]
            ? firm_protects(w, o, j) : j == w->operation.target[o];
        if (safe)
            w->victim.ended[n] = clean;
    }
}

static void
detect(struct world *w, uint32_t o)
{
    double firm = skill_of(w, o) * warned(w);
    double u = draw_at(w->key, PURPOSE_detection, 0, w->operation.key[o], 1);

    w->operation.detected[o] = w->week;
    w->operation.by_firm[o] = u < hazard_share(firm, government_share(w, o));
    clean_up(w, o);
    w->operation.seen_event[o] = world_event(w, &(struct event_row){
        .kind = EVENT_detection, .actor = w->operation.by_firm[o]
            ? w->in->tables.firm[w->operation.firm[o]].home
            : w->operation.target[o],
        .target = w->operation.target[o], .row = o, .victim = NOTHING,
        .trigger = w->operation.event[o],
        .amount = w->week - w->operation.launched[o] });
    takedown_try(w, o);
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
looked_for(struct world *w, uint32_t k, double warnings)
{
    int32_t since = w->week - w->unseen.ends[k];
    double rate = w->unseen.firm[k] * warnings + w->unseen.others[k];

    w->unseen.hazard[k] += since >= 0 ? rate * w->p.response.ended : rate;
    if (w->unseen.hazard[k] >= w->unseen.limit[k]
        && !suppressed(w, &(struct suppressed){ .kind = EVENT_detection,
               .key = w->operation.key[w->unseen.row[k]] })) {
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
    w->unseen.firm[at] = w->unseen.firm[k];
    w->unseen.others[at] = w->unseen.others[k];
    w->unseen.hazard[at] = w->unseen.hazard[k];
    w->unseen.limit[at] = w->unseen.limit[k];
}

void
response(struct world *w)
{
    double warnings = warned(w);
    uint32_t kept = 0;

    takedowns_end(w);
    for (uint32_t o = world_first_operation(w); o < w->operation.n; o++)
        come_live(w, o);
    for (uint32_t k = 0; k < w->unseen.n; k++)
        if (!looked_for(w, k, warnings))
            keep(w, k, kept++);
    world_rows_cut(w, TABLE_unseen, kept);
}
