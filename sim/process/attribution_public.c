/* SPDX-License-Identifier: GPL-3.0-or-later */
/* attribution_public.c - who says in public what he has found, and when that
 * binds others.
 *
 *   firm        with chance firm_names, at once; x 0.3 about its home, or
 *               about a state with a fifth of its users while it is not in the
 *               accord
 *   government  weekly hazard public_rate exp(overt + bN (N - 1/2) - 10 trade)
 *               1.08^(years since 2013), by one threshold a case
 *   agency      at once, unless its members block it, with chance
 *                 v0 (1 - independence) (government seats x power of the
 *                 accused + industry seats x share of users on ecosystems of
 *                 its firms)
 *               the first term where it or an ally of it is a member; a
 *               blocked finding leaks with chance 0.05 a month
 *
 * A public finding binds third parties if the agency has published it with
 * credibility of at least 1/2, or (where the clause allows) if statements of
 * two authors of different home blocs agree, 1 - Prod(1 - c) >= 0.6, and no
 * finding of the agency contradicts.
 *
 * Sources: T18, T19.  Left out: leaks to the press. */
#include "process/attribution_public.h"

#include <math.h>

#include "process/attribution_statement.h"
#include "theory/hazards.h"
#include "world/accused.h"
#include "world/credibility.h"
#include "world/suppressed.h"

/* ---- public statements -------------------------------------------------- */

/* Statements by authors of different home blocs that agree; a nonaligned state
 * is a bloc of its own, and a firm belongs where its home does. */
static bool
two_blocs_agree(const struct world *w, uint32_t o, state_id accused)
{
    const uint32_t *c = &w->operation.cases[o * N_AUTHORS];
    uint32_t a = c[AUTHOR_government], b = c[AUTHOR_firm];

    if (a == NOTHING || b == NOTHING
        || w->case_file.published[a] > w->week
        || w->case_file.published[b] > w->week
        || w->case_file.suspect[a] != accused
        || w->case_file.suspect[b] != accused)
        return false;
    state_id i = w->case_file.home[a], j = w->case_file.home[b];
    return i != j && !(w->dyad.relation[dyad_of(w, i, j)] & RELATION_bloc);
}

static bool
binds(const struct world *w, uint32_t o, state_id accused)
{
    uint32_t agency = w->operation.cases[o * N_AUTHORS + AUTHOR_agency];

    if (agency != NOTHING && w->case_file.published[agency] <= w->week) {
        if (w->case_file.suspect[agency] != accused)
            return false;
        if (credibility_of(w, agency, NO_STATE)
            >= w->p.attribution.binding_agency)
            return true;
    }
    return w->law.levers.response.needs == NEEDS_statements
           && two_blocs_agree(w, o, accused)
           && credibility_combined(w, o, accused, NO_STATE)
              >= w->p.attribution.binding_joint;
}

static void
first_statement(struct world *w, uint32_t o, state_id accused)
{
    double u = draw_at(w->key, PURPOSE_truth, 0, w->operation.key[o], 0);
    double wait = hazard_weeks(hazard_threshold(u),
                               w->p.attribution.truth_rate);
    uint32_t v = w->operation.first_victim[o];

    w->operation.public_week[o] = w->week;
    w->operation.public_state[o] = accused;
    w->operation.truth_week[o] =
        wait < 1e6 ? w->week + (int32_t)wait : NEVER;
    w->verdict.row[world_append(w, TABLE_verdict)] = o;
    for (uint32_t k = v; k < v + w->operation.n_victims[o]; k++)
        w->state.culprit_week[w->victim.state[k]] = w->week;
}

/* What is new about this statement, as event flags. */
static unsigned
note_statement(struct world *w, uint32_t c)
{
    uint32_t o = w->case_file.operation[c];
    state_id accused = w->case_file.suspect[c];
    bool right = accused == w->operation.initiator[o];
    unsigned bit = right ? 1 : 2, flags = right ? EVENT_FLAG_right : 0;

    if (w->operation.public_week[o] == NEVER) {
        first_statement(w, o, accused);
        flags |= EVENT_FLAG_first;
    }
    if (right && !(w->operation.named[o] & bit))
        flags |= EVENT_FLAG_hit;
    w->operation.named[o] |= (uint8_t)bit;
    if (!accused_bound(w, o, accused) && binds(w, o, accused)) {
        w->case_file.bound[c] = 1;
        flags |= EVENT_FLAG_binding;
    }
    return flags;
}

static void
publish(struct world *w, uint32_t c, unsigned flags)
{
    uint32_t o = w->case_file.operation[c];
    state_id accused = w->case_file.suspect[c];

    if (suppressed(w, &(struct suppressed){ .kind = EVENT_public_finding,
            .key = w->operation.key[o], .target = accused,
            .author = (enum author)w->case_file.author[c] }))
        return;
    w->case_file.published[c] = w->week;
    flags |= note_statement(w, c);
    w->state.accused[accused]++;
    w->agency.accused_all[0]++;
    w->case_file.public_event[c] = world_event(w, &(struct event_row){
        .kind = EVENT_public_finding, .actor = w->case_file.home[c],
        .target = accused, .row = c, .victim = NOTHING, .flags = flags,
        .belief = credibility_of(w, c, NO_STATE),
        .trigger = w->case_file.event[c] });
    if (flags & EVENT_FLAG_first)
        w->operation.public_event[o] = w->case_file.public_event[c];
}

/* ---- who says what he found --------------------------------------------- */

static uint64_t
case_key(const struct world *w, uint32_t c)
{
    state_id home = w->case_file.home[c];
    uint64_t author = (uint64_t)w->case_file.author[c] << 16
                      | (home == NO_STATE ? 0 : world_code(w, home));
    return entity_mix(w->operation.key[w->case_file.operation[c]],
                      PURPOSE_case_file, author);
}

static void
government_waits(struct world *w, uint32_t c)
{
    double u = draw_at(w->key, PURPOSE_government_names, 0, case_key(w, c), 0);

    w->case_file.statement_limit[c] = hazard_threshold(u);
    w->case_file.statement_rate[c] = statement_rate(w, c);
}

static void
firm_names(struct world *w, uint32_t c)
{
    double u = draw_at(w->key, PURPOSE_firm_names, 0, case_key(w, c), 0);

    if (u < statement_by_firm(w, c))
        publish(w, c, 0);
    if (choice_watched(w))
        statement_tell_firm(w, c, u);
}

/* True if the agency's members block it, so that it may leak. */
static bool
agency_blocks(struct world *w, uint32_t c)
{
    double u[2];

    draw_two(w->key, PURPOSE_agency_block, 0, case_key(w, c), u);
    bool blocked = u[0] < statement_blocked(w, c);
    if (blocked) {
        double wait = hazard_weeks(hazard_threshold(u[1]), statement_leak(w));
        if (wait < 1e6)
            w->case_file.blocked_until[c] = w->week + (int32_t)wait;
        w->event.flags[w->case_file.event[c]] |= EVENT_FLAG_blocked;
    } else {
        publish(w, c, 0);
    }
    if (choice_watched(w))
        statement_tell_release(w, c, u[0]);
    return blocked;
}

/* Who has just settled on a state: says so, or may say so later (true). */
bool
statement_by_settled(struct world *w, uint32_t c)
{
    switch ((enum author)w->case_file.author[c]) {
    case AUTHOR_government:
        government_waits(w, c);
        return true;
    case AUTHOR_firm:
        firm_names(w, c);
        return false;
    case AUTHOR_agency:
        return agency_blocks(w, c);
    case N_AUTHORS:
        break;
    }
    return false;
}

/* A week in which a government that knows may say so; true if it did. */
static bool
government_speaks(struct world *w, uint32_t c, double growth)
{
    double before = w->case_file.statement_hazard[c];

    w->case_file.statement_hazard[c] += w->case_file.statement_rate[c] * growth
                                        * statement_mood(w, c);
    bool speaks = w->case_file.statement_hazard[c]
                  >= w->case_file.statement_limit[c];
    if (speaks)
        publish(w, c, 0);
    if (choice_watched(w))
        statement_tell_government(w, c, before);
    return speaks;
}

static bool
leaks(struct world *w, uint32_t c)
{
    bool out = w->case_file.blocked_until[c] <= w->week;

    if (out)
        publish(w, c, EVENT_FLAG_leak);
    if (choice_watched(w))
        statement_tell_leak(w, c);
    return out;
}

/* Those who know and have kept silent so far. */
void
statements_of_silent(struct world *w, uint32_t file, double growth)
{
    uint32_t o = w->file.row[file];

    for (uint32_t a = 0; a < N_AUTHORS; a++) {
        uint32_t c = w->operation.cases[o * N_AUTHORS + a];
        if (!(w->file.silent[file] >> a & 1))
            continue;
        if (a == AUTHOR_agency ? leaks(w, c) : government_speaks(w, c, growth))
            w->file.silent[file] &= (uint8_t)~(1u << a);
    }
}
