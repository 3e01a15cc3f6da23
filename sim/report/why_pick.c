/* SPDX-License-Identifier: GPL-3.0-or-later */
/* why_pick.c - which event a word or an outcome means. */
#include <math.h>
#include <string.h>

#include "record/events.h"
#include "report/why_run.h"
#include "world/names.h"

/* ---- rungs -------------------------------------------------------------- */

/* First week in which it has harmed people on a mass scale. */
static int32_t
mass_week(const struct world *w, uint32_t o)
{
    uint32_t v = w->operation.first_victim[o];
    int32_t week = NEVER;

    if (w->operation.kind[o] < KIND_disruption)
        return NEVER;
    for (uint32_t k = v; k < v + w->operation.n_victims[o]; k++) {
        double n = w->victim.touched[k];
        if (n > 0 && w->victim.reach_week[k] < week
            && n >= w->p.account.mass_share
                    * w->state.online[w->victim.state[k]])
            week = w->victim.reach_week[k];
    }
    return week;
}

/* Week in which event e puts somebody on `rung` or above. */
static int32_t
rung_week(const struct world *w, uint32_t e, enum rung rung)
{
    uint32_t o = w->event.row[e];

    if (w->event.kind[e] == EVENT_war)
        return w->event.week[e];
    if (w->event.kind[e] != EVENT_strike)
        return NEVER;
    if (world_operation_rung(w, o) >= rung)
        return w->event.week[e];
    return rung <= RUNG_mass_harm ? mass_week(w, o) : NEVER;
}

static uint32_t
first_of_rung(const struct world *w, enum rung rung)
{
    uint32_t best = NOTHING;
    int32_t week = NEVER;

    for (uint32_t e = 0; e < w->event.n; e++) {
        int32_t its = rung_week(w, e, rung);
        if (its >= 0 && its < week) {
            week = its;
            best = e;
        }
    }
    return best;
}

/* ---- words -------------------------------------------------------------- */

enum word_of { WORD_event, WORD_kind, WORD_response, WORD_wrong,
               WORD_retaliation, WORD_rung, WORD_none };

struct wanted {
    enum word_of of;
    int member;
};

static struct wanted
wanted_of(const char *word)
{
    int n;

    for (int k = 0; k < N_EVENTS; k++)
        if (event_kind_word(k) && strcmp(word, event_kind_word(k)) == 0)
            return (struct wanted){ WORD_event, k };
    if ((n = list_find(LIST_kind, word)) >= 0)
        return (struct wanted){ WORD_kind, n };
    if ((n = list_find(LIST_response, word)) >= 0)
        return (struct wanted){ WORD_response, n };
    if (strcmp(word, "wrong") == 0)
        return (struct wanted){ WORD_wrong, 0 };
    if (strcmp(word, "retaliation") == 0)
        return (struct wanted){ WORD_retaliation, 0 };
    if (strncmp(word, "rung", 4) == 0 && word[4] >= '0'
        && word[4] < '0' + N_RUNGS && word[5] == '\0')
        return (struct wanted){ WORD_rung, word[4] - '0' };
    return (struct wanted){ WORD_none, 0 };
}

static bool
is_wanted(const struct world *w, uint32_t e, struct wanted want)
{
    enum event_kind kind = (enum event_kind)w->event.kind[e];

    switch (want.of) {
    case WORD_event:
        return (int)kind == want.member;
    case WORD_kind:
        return kind == EVENT_operation
               && w->operation.kind[w->event.row[e]] == want.member;
    case WORD_response:
        return kind == EVENT_reaction
               && w->event.response[e] == want.member;
    case WORD_wrong:
        return kind == EVENT_public_finding
               && !(w->event.flags[e] & EVENT_FLAG_right);
    case WORD_retaliation:
        return kind == EVENT_reaction
               && w->event.response[e] >= RESPONSE_sanction
               && !(w->event.flags[e] & EVENT_FLAG_right);
    case WORD_rung: case WORD_none:
        break;
    }
    return false;
}

uint32_t
why_run_first(const struct why_run *r, const char *word, bool *known)
{
    struct wanted want = wanted_of(word);

    *known = want.of != WORD_none;
    if (want.of == WORD_rung)
        return first_of_rung(&r->w, (enum rung)want.member);
    for (uint32_t e = 0; e < r->w.event.n; e++)
        if (r->w.event.week[e] >= 0 && is_wanted(&r->w, e, want))
            return e;
    return NOTHING;
}

/* ---- the worst ---------------------------------------------------------- */

static double
touched_by(const struct world *w, uint32_t o)
{
    uint32_t v = w->operation.first_victim[o];
    double sum = 0;

    for (uint32_t k = v; k < v + w->operation.n_victims[o]; k++)
        if (w->victim.reach_week[k] >= 0)
            sum += w->victim.touched[k];
    return sum;
}

/* What an operation adds to an outcome; NAN if that is not of operations.
 * Person-weeks are not booked by operation, so people stand for them. */
static double
part_of(const struct why_run *r, uint32_t o, enum metric m)
{
    const struct world *w = &r->w;
    bool disrupts = w->operation.kind[o] >= KIND_disruption;

    switch (m) {
    case METRIC_disrupted_person_weeks_per_1000:
    case METRIC_people_disrupted:
        return (disrupts ? touched_by(w, o) : 0) + r->worm[o];
    case METRIC_people_compromised:
        return disrupts ? 0 : touched_by(w, o);
    case METRIC_loss_musd:
        return w->operation.loss[o] - w->operation.worm_loss[o];
    case METRIC_worm_loss_musd:
        return w->operation.worm_loss[o];
    case METRIC_largest_loss_musd:
        return w->operation.loss[o];
    default:
        return NAN;
    }
}

/* Outcomes that count events: the first of them stands for all.  Of two with
 * the same word the first is the count. */
static const struct {
    enum metric metric;
    const char *word;
} counted[] = {
    { METRIC_pair_weeks_rung3_per_1000, "rung3" },
    { METRIC_pair_weeks_rung5_per_1000, "rung5" },
    { METRIC_weeks_to_rung5, "rung5" },
    { METRIC_retaliations_after_wrong_finding, "retaliation" },
    { METRIC_ops_named_wrong, "wrong" },
    { METRIC_armed_conflicts, "war" },
    { METRIC_crises, "crisis" },
    { METRIC_worms, "worm" },
    { METRIC_sanctions, "sanction" },
    { METRIC_collective_responses, "collective" },
    { METRIC_escalations, "escalate" },
    { METRIC_armed_answers, "armed" },
    { METRIC_withdrawals, "withdrawal" },
};
enum { N_COUNTED = sizeof counted / sizeof *counted };

static const char *
word_of(enum metric m)
{
    for (size_t k = 0; k < N_COUNTED; k++)
        if (counted[k].metric == m)
            return counted[k].word;
    return NULL;
}

bool
why_run_counts(const char *word, enum metric *m)
{
    for (size_t k = 0; k < N_COUNTED; k++)
        if (strcmp(counted[k].word, word) == 0) {
            *m = counted[k].metric;
            return true;
        }
    return false;
}

/* What the operation did is told by its strike, whose trigger it is. */
static uint32_t
strike_of(const struct world *w, uint32_t o)
{
    for (uint32_t e = w->operation.event[o]; e < w->event.n; e++)
        if (w->event.kind[e] == EVENT_strike && w->event.row[e] == o)
            return e;
    return w->operation.event[o];
}

uint32_t
why_run_worst(const struct why_run *r, enum metric m, double *amount,
              bool *known)
{
    uint32_t worst = NOTHING;           /* operation                         */
    const char *word = word_of(m);

    *amount = NAN;
    if (word)
        return why_run_first(r, word, known);
    *amount = 0;
    *known = false;
    for (uint32_t o = 0; o < r->w.operation.n; o++) {
        double x = part_of(r, o, m);
        if (isnan(x))
            return NOTHING;
        *known = true;
        if (x > *amount) {
            *amount = x;
            worst = o;
        }
    }
    return worst == NOTHING ? NOTHING : strike_of(&r->w, worst);
}
