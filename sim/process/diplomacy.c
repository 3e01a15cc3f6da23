/* SPDX-License-Identifier: GPL-3.0-or-later */
/* diplomacy.c - who is bound, by what, and who pays for it.
 *
 * Where the scenario says who is a member, they are, of convention and statute
 * alike, from each clause's date.  Where states choose (diplomacy_join.c):
 *   the convention enters into force when enough have ratified, and those
 *   named in its clause among them; it is suspended while one of those is out
 *   the agency's statute has members of its own, the same in every arm that
 *   has it
 * An exit takes effect after the notice of the clause; an imposed one is from
 * the statute too, which a state that withdraws from the convention by itself
 * stays in. Dues: GDP shares, each at most 22 %; capacity is paid for in full
 * by a quarter of the world's GDP. Firms: diplomacy_firms.c.  Learning:
 * diplomacy_learn.c.
 *
 * Oracle: Barrett 1994 (self-enforcing agreements), Budapest Convention (T29).
 * Left out: side payments, reservations, expulsion. */
#include "process/process.h"

#include <math.h>

#include "process/diplomacy.h"

enum { QUARTER = 13, YEAR = 52, ZERO = 1 << 14 };

static bool
every(const struct world *w, int32_t weeks)
{
    return (w->week + ZERO * weeks) % weeks == 0;
}

/* ---- exits -------------------------------------------------------------- */

static void
leave(struct world *w, state_id i, uint32_t trigger)
{
    int32_t notice = w->law.in_force[CLAUSE_entry]
                     ? (int32_t)w->law.levers.entry.notice : 0;

    if (w->state.forced[i]
        || !(w->state.party[i] || w->state.member[i])
        || diplomacy_kept_from(w, i, EVENT_withdrawal, 0))
        return;                 /* nothing to leave: logged, nothing done    */
    w->state.forced[i] = 1;
    if (w->state.leaves_week[i] > w->week + notice)
        w->state.leaves_week[i] = w->week + notice;
    world_event(w, &(struct event_row){ .kind = EVENT_withdrawal, .actor = i,
        .target = NO_STATE, .row = i, .victim = NOTHING, .trigger = trigger,
        .amount = notice });
}

static void
imposed_exits(struct world *w)
{
    uint32_t end = w->event.n;

    for (uint32_t e = w->week_events; e < end; e++)
        if (w->event.kind[e] == EVENT_imposed
            && w->in->imposed[w->event.row[e]].verb == IMPOSED_leave)
            leave(w, w->event.actor[e], e);
}

/* ---- who is bound ------------------------------------------------------- */

static bool
named_powers_in(const struct world *w)
{
    for (uint32_t i = 0; i < w->state.n; i++)
        if (w->law.must_include[i]
            && (w->state.ratified_week[i] > w->week
                || w->state.leaves_week[i] <= w->week))
            return false;
    return true;
}

static bool
enter_into_force(struct world *w)
{
    uint32_t n = 0;

    if (!w->law.norms_bind || !named_powers_in(w))
        return false;
    for (uint32_t i = 0; i < w->state.n; i++)
        n += w->state.ratified_week[i] <= w->week
             && w->state.leaves_week[i] > w->week;
    if (w->agency.entered[0] == NEVER
        && n >= w->law.levers.entry.ratifications)
        w->agency.entered[0] = w->week;
    return w->agency.entered[0] <= w->week;
}

static bool
any_clause(const struct world *w)
{
    for (int k = 0; k < N_CLAUSES; k++)
        if (w->law.in_force[k])
            return true;
    return false;
}

static void
bind(struct world *w)
{
    bool choose = w->in->members_choose, any = any_clause(w);
    bool entered = choose && enter_into_force(w);

    for (uint32_t i = 0; i < w->state.n; i++) {
        bool stays = w->state.leaves_week[i] > w->week;
        bool fixed = any && !choose && w->in->member[i];
        bool ratified = entered && w->state.ratified_week[i] <= w->week;
        bool joined = choose && w->law.in_force[CLAUSE_agency]
                      && w->state.statute_week[i] <= w->week;
        w->state.party[i] = stays && (fixed || ratified);
        w->state.member[i] = (stays && fixed)
                             || ((stays || !w->state.forced[i]) && joined);
    }
}

/* ---- dues, assistance --------------------------------------------------- */

static void
collect_dues(struct world *w)
{
    double world_gdp = 0, paid = 0;

    if (w->law.levers.agency.dues == 0) {
        w->agency.funding[0] = 1;
        return;
    }
    for (uint32_t i = 0; i < w->state.n; i++)
        world_gdp += w->state.gdp[i];
    for (uint32_t i = 0; i < w->state.n && world_gdp > 0; i++)
        if (w->state.member[i])
            paid += fmin(w->p.diplomacy.dues_cap, w->state.gdp[i] / world_gdp);
    w->agency.funding[0] = fmin(1, paid / w->p.diplomacy.dues_full);
}

static void
assist(struct world *w)
{
    if (!w->law.in_force[CLAUSE_assistance])
        return;
    for (uint32_t i = 0; i < w->state.n; i++) {
        double people = w->in->tables.state[i].population;
        double head = people > 0 ? w->state.gdp[i] * 1e6 / people : 0;
        if (w->state.party[i]
            && head < w->law.levers.assistance.poor_gdp_per_head)
            w->state.assisted[i] =
                fmin(w->law.levers.assistance.defence_most,
                     w->state.assisted[i]
                     + w->law.levers.assistance.defence_gain / YEAR);
    }
}

void
diplomacy(struct world *w)
{
    diplomacy_learn(w);
    imposed_exits(w);
    if (every(w, YEAR)) {
        diplomacy_judge_cuts(w);
        diplomacy_firms_year(w);
    } else if (w->law.accord_begins)
        diplomacy_firms_review(w);
    diplomacy_firms_week(w);
    if (w->in->members_choose && every(w, QUARTER))
        diplomacy_quarter(w);
    bind(w);
    if (w->law.in_force[CLAUSE_agency])
        collect_dues(w);
    assist(w);
}
