/* SPDX-License-Identifier: GPL-3.0-or-later */
/* why.c - from an event back to its first cause; the contract is why.h. */
#include "report/why.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/run.h"
#include "process/reaction_response.h"

/* ---- the chain ---------------------------------------------------------- */

static size_t
length_of(const struct world *w, uint32_t event)
{
    size_t n = 0;

    for (uint32_t e = event; e != NOTHING; e = w->event.trigger[e]) {
        n++;
        if (w->event.week[e] < 0)
            break;
    }
    return n;
}

static int
no_memory(struct fault *f)
{
    return fault_set(f, FAULT_NOMEM, "why", 0, "no memory for a chain");
}

static int
trace(struct why_chain *c, const struct why_run *r, uint32_t event,
      struct fault *f)
{
    size_t n = length_of(&r->w, event);

    c->link = calloc(n, sizeof *c->link);
    if (c->link == NULL)
        return no_memory(f);
    c->n = n;
    for (uint32_t e = event; n-- > 0; e = r->w.event.trigger[e])
        c->link[n] = (struct why_link){ .event = e, .chance = NAN,
            .week = r->w.event.week[e], .id = why_run_id(r, e) };
    c->before_start = c->link[0].week < 0;
    return 0;
}

/* ---- moments ------------------------------------------------------------ */

/* What the link's week is about to find. */
static void
before(struct why_link *l, const struct world *w, const struct world *end)
{
    state_id i = end->event.actor[l->event], j = end->event.target[l->event];

    if (end->event.kind[l->event] == EVENT_reaction)
        l->backlash = w->state.backlash[
            end->victim.state[end->event.victim[l->event]]];
    if (i != NO_STATE && j != NO_STATE) {
        l->hostility[0] = world_hostility(w, i, j);
        l->hostility[1] = world_hostility(w, j, i);
    }
}

struct telling {
    struct why_chain *chain;
    const struct world *end;
};

/* After a week: `w->week` is the one to come. */
static int
watch(const struct world *w, void *data, struct fault *f)
{
    struct telling *t = data;
    int code = 0;

    for (size_t k = 0; code == 0 && k < t->chain->n; k++) {
        struct why_link *l = &t->chain->link[k];
        if (l->week == w->week)
            before(l, w, t->end);
        if (l->week == w->week - 1)
            code = why_link_tell(l, w, f);
    }
    return code;
}

int
why_chain_init(struct why_chain *c, const struct why_run *r, uint32_t event,
               struct fault *f)
{
    struct world w = { 0 };
    struct outcomes out;
    struct telling t = { c, &r->w };

    *c = (struct why_chain){ .n = 0 };
    int code = trace(c, r, event, f);
    if (code == 0)
        code = model_begin_watched(&w, &r->in, r->seed, r->replicate, watch,
                                   &t, f);
    if (code == 0)
        code = model_finish_watched(&w, &r->in, &out, watch, &t, f);
    world_free(&w);
    return code;
}

void
why_chain_free(struct why_chain *c)
{
    for (size_t k = 0; k < c->n; k++)
        for (int part = 0; part < N_WHY_PARTS; part++)
            free(c->link[k].said[part]);
    free(c->link);
    *c = (struct why_chain){ .n = 0 };
}

/* ---- odds --------------------------------------------------------------- */

bool
why_response_odds(const struct world *w, uint32_t e, double backlash,
                  double chance[N_RESPONSES])
{
    double felt[STATES_MOST] = { 0 }, sum = 0;
    unsigned flags = w->event.flags[e];
    uint32_t c = w->event.row[e], v = w->event.victim[e];
    struct grievance g = { .j = w->victim.state[v],
        .k = w->event.target[e], .operation = w->case_file.operation[c],
        .victim = v, .finding = w->event.trigger[e], .case_row = c,
        .belief = w->event.belief[e],
        .is_public = (flags & EVENT_FLAG_public) != 0 };
    struct world then = *w;     /* borrows all columns but one               */

    if (flags & EVENT_FLAG_put)
        return false;
    felt[g.j] = backlash;
    then.state.backlash = felt;
    response_utilities(&then, &g, chance);
    for (int r = 0; r < N_RESPONSES; r++)
        sum += chance[r] = chance[r] == -INFINITY
            ? 0 : exp(w->p.reaction.rationality * chance[r]);
    for (int r = 0; r < N_RESPONSES; r++)
        chance[r] /= sum;
    return true;
}

void
why_date(const struct inputs *in, int32_t week, char text[48])
{
    int year, month, day;

    day_date(in->start + 7 * week, &year, &month, &day);
    snprintf(text, 48, "%04d-%02d-%02d", year, month, day);
}
