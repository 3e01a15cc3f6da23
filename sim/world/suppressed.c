/* SPDX-License-Identifier: GPL-3.0-or-later */
/* suppressed.c - is this the event that is kept from happening? */
#include "world/suppressed.h"

#include "world/names.h"

bool
suppressed(const struct world *w, const struct suppressed *a)
{
    const struct suppressed *b = w->in->suppressed;

    return b != NULL && a->kind == b->kind && a->key == b->key
           && a->week == b->week && a->step == b->step
           && a->author == b->author
           && a->actor == b->actor && a->target == b->target
           && a->asks == b->asks && a->response == b->response
           && a->flags == b->flags;
}

static void
of_reaction(struct suppressed *s, const struct world *w, uint32_t e)
{
    s->actor = w->event.actor[e];
    s->target = w->event.target[e];
    s->asks = w->victim.state[w->event.victim[e]];
    s->response = (enum response)w->event.response[e];
    s->flags = w->event.flags[e] & (EVENT_FLAG_public | EVENT_FLAG_put);
}

bool
suppressed_of_event(struct suppressed *s, const struct world *w, uint32_t e)
{
    uint32_t o = event_operation(w, e), row = w->event.row[e];

    *s = (struct suppressed){ .kind = (enum event_kind)w->event.kind[e] };
    if (o != NOTHING)
        s->key = w->operation.key[o];
    switch (s->kind) {
    case EVENT_operation: case EVENT_detection:
        return true;
    case EVENT_worm:
        s->key = w->operation.key[row];
        return true;
    case EVENT_finding: case EVENT_public_finding:
        s->author = (enum author)w->case_file.author[row];
        s->target = w->event.target[e];
        return true;
    case EVENT_reaction:
        of_reaction(s, w, e);
        return true;
    case EVENT_crisis: case EVENT_war:
        s->key = entity_pair(world_code(w, w->event.actor[e]),
                             world_code(w, w->event.target[e]));
        s->week = w->event.week[e];
        return true;
    case EVENT_accession: case EVENT_withdrawal:
        s->key = entity_state(world_code(w, w->event.actor[e]));
        s->week = w->event.week[e];
        s->step = s->kind == EVENT_accession ? (int)w->event.amount[e] : 0;
        return true;
    case EVENT_imposed:
        s->key = w->in->imposed[row].number;
        return true;
    default:
        return false;
    }
}
