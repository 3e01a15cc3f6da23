/* SPDX-License-Identifier: GPL-3.0-or-later */
/* why_parting.c - two runs held against each other. */
#include "report/why_parting.h"

#include <string.h>

/* ---- events ------------------------------------------------------------- */

/* Keeps the earliest, in each run in the order in which they came. */
static void
keep_first(struct why_parting *p, struct why_difference d)
{
    size_t at = p->n_first;

    while (at > 0 && (p->first[at - 1].week > d.week
                      || (p->first[at - 1].week == d.week
                          && p->first[at - 1].event > d.event)))
        at--;
    if (at == PARTING_FIRST)
        return;
    if (p->n_first < PARTING_FIRST)
        p->n_first++;
    memmove(p->first + at + 1, p->first + at,
            (p->n_first - 1 - at) * sizeof *p->first);
    p->first[at] = d;
}

static void
only(struct why_parting *p, const struct why_run *r, size_t k, bool here)
{
    uint32_t e = r->id[k].event;
    int32_t week = r->w.event.week[e];

    keep_first(p, (struct why_difference){ .here = here, .week = week,
                                           .event = e, .id = r->id[k].id });
    if (week < p->week)
        p->week = week;
    if (week < 0)
        return;
    (here ? p->here : p->there)[r->w.event.kind[e]]++;
    (here ? &p->n_here : &p->n_there)[0]++;
}

static void
merge(struct why_parting *p, const struct why_run *a, const struct why_run *b)
{
    size_t i = 0, j = 0;

    while (i < a->n_ids || j < b->n_ids) {
        int order = i == a->n_ids ? 1 : j == b->n_ids ? -1
                    : strcmp(a->id[i].id, b->id[j].id);
        if (order < 0) {
            only(p, a, i++, true);
        } else if (order > 0) {
            only(p, b, j++, false);
        } else {
            p->n_both += a->w.event.week[a->id[i].event] >= 0;
            i++;
            j++;
        }
    }
}

/* ---- weeks -------------------------------------------------------------- */

static int32_t
first_mark(const struct why_run *a, const struct why_run *b)
{
    double spin_up = a->in.params.world.spin_up;

    if (spin_up != b->in.params.world.spin_up)
        return NEVER;
    for (uint32_t k = 0; k < a->n_marks && k < b->n_marks; k++)
        if (a->mark[k] != b->mark[k])
            return (int32_t)k - (int32_t)spin_up;
    return NEVER;
}

/* ---- the asked event ---------------------------------------------------- */

static bool
alike(const struct world *a, uint32_t x, const struct world *b, uint32_t y)
{
    return a->event.kind[x] == b->event.kind[y]
           && a->event.actor[x] == b->event.actor[y]
           && a->event.target[x] == b->event.target[y]
           && a->event.response[x] == b->event.response[y]
           && b->event.week[y] >= a->event.week[x];
}

static void
look_for(struct why_parting *p, const struct why_run *here,
         const struct why_run *there, uint32_t event)
{
    const char *id = why_run_id(here, event);

    p->still = id ? why_run_find(there, id) : NOTHING;
    for (uint32_t e = 0; e < there->w.event.n && p->still == NOTHING
                         && p->instead == NOTHING; e++)
        if (alike(&here->w, event, &there->w, e))
            p->instead = e;
}

void
why_parting_find(struct why_parting *p, const struct why_run *here,
                 const struct why_run *there, uint32_t event)
{
    *p = (struct why_parting){ .week = first_mark(here, there),
                               .still = NOTHING, .instead = NOTHING };
    merge(p, here, there);
    if (event != NOTHING)
        look_for(p, here, there, event);
}
