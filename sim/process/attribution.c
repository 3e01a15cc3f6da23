/* SPDX-License-Identifier: GPL-3.0-or-later */
/* attribution.c - from detection to private belief to public statement to
 * truth.
 *
 * Investigators: the first victim's government, the firm if it saw it first,
 * the agency if the case is on its docket (evidence: attribution_case.c).
 * Settling on a state is private; to say so is another matter
 * (attribution_public.c).
 * The file closes by a hazard and after 156 weeks at the latest: no more
 * evidence, no statement by anybody.  The truth comes out by a hazard from the
 * first public statement; then each author's counts are corrected.
 *
 * Docket: every detected operation on a member; the most severe is opened
 * first; capacity is cases opened a week.
 *
 * Sources: T17; Wald 1945. */
#include "process/process.h"

#include <math.h>

#include "process/attribution_case.h"
#include "process/attribution_public.h"
#include "process/attribution_statement.h"

/* ---- new operations, new detections ------------------------------------- */

static void
clear_new(struct world *w)
{
    for (uint32_t o = world_first_operation(w); o < w->operation.n; o++) {
        w->operation.flag[o] = w->operation.public_state[o] = NO_STATE;
        w->operation.closes[o] = w->operation.public_week[o] =
            w->operation.truth_week[o] = NEVER;
        w->operation.public_event[o] = NOTHING;
        for (uint32_t a = 0; a < N_AUTHORS; a++)
            w->operation.cases[o * N_AUTHORS + a] = NOTHING;
    }
}

static bool
on_a_member(const struct world *w, uint32_t o)
{
    uint32_t v = w->operation.first_victim[o];

    for (uint32_t k = v; k < v + w->operation.n_victims[o]; k++)
        if (w->state.member[w->victim.state[k]])
            return true;
    return false;
}

static void
take_up(struct world *w, uint32_t o, const struct suspicion *s)
{
    uint32_t file = file_open(w, o, s);
    case_open(w, file, AUTHOR_government);
    if (w->operation.by_firm[o])
        case_open(w, file, AUTHOR_firm);
    if (w->law.in_force[CLAUSE_agency] && on_a_member(w, o)) {
        w->docket.row[world_append(w, TABLE_docket)] = o;
        w->agency.referred[0]++;
    }
}

static void
detections(struct world *w)
{
    struct suspicion s;

    suspicion_of_week(&s, w);
    for (uint32_t e = w->week_events; e < w->event.n; e++)
        if (w->event.kind[e] == EVENT_detection)
            take_up(w, w->event.row[e], &s);
}

/* ---- the agency's docket ------------------------------------------------ */

static bool
stale(const struct world *w, uint32_t o)
{
    return w->operation.closes[o] <= w->week
           || w->week - w->operation.detected[o]
              >= (int32_t)w->p.attribution.docket_weeks;
}

static void
docket_tidy(struct world *w)
{
    uint32_t kept = 0;
    bool open = w->law.in_force[CLAUSE_agency];

    for (uint32_t k = 0; k < w->docket.n; k++) {
        uint32_t o = w->docket.row[k];
        if (open && !stale(w, o))
            w->docket.row[kept++] = o;
        else
            w->agency.stale[0]++;
    }
    world_rows_cut(w, TABLE_docket, kept);
}

/* Row of the open file of o; it is there while the case is not stale. */
static uint32_t
file_of(const struct world *w, uint32_t o)
{
    for (uint32_t k = w->file.n; k-- > 0; )
        if (w->file.row[k] == o)
            return k;
    return NOTHING;
}

/* Row of the most severe case that waits, the oldest of equals. */
static uint32_t
most_severe(const struct world *w)
{
    uint32_t best = 0;

    for (uint32_t k = 1; k < w->docket.n; k++)
        if (w->operation.severity[w->docket.row[k]]
            > w->operation.severity[w->docket.row[best]])
            best = k;
    return best;
}

static void
docket_remove(struct world *w, uint32_t at)
{
    for (uint32_t k = at; k + 1 < w->docket.n; k++)
        w->docket.row[k] = w->docket.row[k + 1];
    world_rows_cut(w, TABLE_docket, w->docket.n - 1);
}

static void
docket_opens(struct world *w)
{
    docket_tidy(w);
    if (!w->law.in_force[CLAUSE_agency]) {
        w->agency.room[0] = 0;
        return;
    }
    w->agency.room[0] += w->law.levers.agency.capacity * w->agency.funding[0];
    while (w->docket.n > 0 && w->agency.room[0] >= 1) {
        uint32_t at = most_severe(w);
        case_open(w, file_of(w, w->docket.row[at]), AUTHOR_agency);
        docket_remove(w, at);
        w->agency.room[0] -= 1;
    }
    w->agency.room[0] = fmin(w->agency.room[0], 1);
}

/* ---- the files of the week ---------------------------------------------- */

static void
look(struct world *w, uint32_t file)
{
    uint32_t o = w->file.row[file];
    uint8_t settled = file_look(w, file);

    for (uint32_t a = 0; a < N_AUTHORS; a++)
        if ((settled >> a & 1)
            && statement_by_settled(w, w->operation.cases[o * N_AUTHORS + a]))
            w->file.silent[file] |= (uint8_t)(1u << a);
}

/* ---- closing, truth, forgetting ----------------------------------------- */

static void
close_file(struct world *w, uint32_t o)
{
    if (w->operation.named[o] & 1)
        return;
    world_event(w, &(struct event_row){ .kind = EVENT_closed,
        .actor = w->operation.initiator[o], .target = w->operation.target[o],
        .row = o, .victim = NOTHING, .trigger = NOTHING });
}

static void
file_moves(struct world *w, uint32_t k, uint32_t at)
{
    w->file.row[at] = w->file.row[k];
    w->file.opened[at] = w->file.opened[k];
    w->file.closes[at] = w->file.closes[k];
    w->file.search[at] = w->file.search[k];
    w->file.silent[at] = w->file.silent[k];
}

/* A fresh file is looked at often, an older one by the quarter. */
static bool
look_is_due(const struct world *w, uint32_t file)
{
    const struct params *p = &w->p;
    int32_t age = w->week - w->file.opened[file];
    bool fresh = age < (int32_t)p->attribution.evidence_fresh;

    return age % (int32_t)(fresh ? p->attribution.evidence_weeks
                                 : p->attribution.evidence_old) == 0;
}

static void
files(struct world *w)
{
    uint32_t kept = 0;
    double growth = statement_growth(w);

    for (uint32_t k = 0; k < w->file.n; k++) {
        if (w->file.closes[k] <= w->week) {
            close_file(w, w->file.row[k]);
            continue;
        }
        if (w->file.silent[k])
            statements_of_silent(w, k, growth);
        if (w->file.search[k] && look_is_due(w, k))
            look(w, k);
        file_moves(w, k, kept++);
    }
    world_rows_cut(w, TABLE_file, kept);
}

static void
credit(struct world *w, uint32_t c, state_id culprit)
{
    bool right = w->case_file.suspect[c] == culprit;

    if (w->case_file.author[c] == AUTHOR_agency) {
        (right ? w->agency.right : w->agency.wrong)[0] += 1;
        return;
    }
    if (w->case_file.author[c] == AUTHOR_firm)
        (right ? w->firm.right : w->firm.wrong)[w->case_file.firm[c]] += 1;
    else
        (right ? w->state.right : w->state.wrong)[w->case_file.home[c]] += 1;
}

static void
come_out(struct world *w, uint32_t o)
{
    for (uint32_t a = 0; a < N_AUTHORS; a++) {
        uint32_t c = w->operation.cases[o * N_AUTHORS + a];
        if (c != NOTHING && w->case_file.published[c] <= w->week)
            credit(w, c, w->operation.initiator[o]);
    }
    world_event(w, &(struct event_row){ .kind = EVENT_truth,
        .actor = w->operation.initiator[o], .target = w->operation.target[o],
        .row = o, .victim = NOTHING,
        .trigger = w->operation.public_event[o] });
}

static void
truths(struct world *w)
{
    uint32_t kept = 0;

    for (uint32_t k = 0; k < w->verdict.n; k++) {
        uint32_t o = w->verdict.row[k];
        if (w->operation.truth_week[o] <= w->week)
            come_out(w, o);
        else
            w->verdict.row[kept++] = o;
    }
    world_rows_cut(w, TABLE_verdict, kept);
}

/* Public findings count for suspicion for two years. */
static void
old_accusations(struct world *w)
{
    uint32_t e = w->agency.accused_from[0];
    int32_t since = w->week - (int32_t)w->p.attribution.suspicion_weeks;

    for (; e < w->event.n && w->event.week[e] <= since; e++)
        if (w->event.kind[e] == EVENT_public_finding) {
            w->state.accused[w->event.target[e]]--;
            w->agency.accused_all[0]--;
        }
    w->agency.accused_from[0] = e;
}

void
attribution(struct world *w)
{
    clear_new(w);
    old_accusations(w);
    truths(w);
    files(w);
    detections(w);
    docket_opens(w);
}
