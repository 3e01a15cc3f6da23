/* SPDX-License-Identifier: GPL-3.0-or-later */
/* why.c - from an event back to its first cause; the contract is why.h. */
#include "report/why.h"

#include <math.h>
#include <stdlib.h>

#include "model/run.h"

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

/* ---- odds --------------------------------------------------------------- */

struct telling {
    struct why_chain *chain;
    const struct world *end;
    bool full;                  /* no memory for a choice                    */
};

/* The step that an event is; N_STEPS of any other event. */
static enum choice_step
step_of(const struct world *w, uint32_t e)
{
    if (w->event.kind[e] == EVENT_withdrawal)
        return STEP_withdraw;
    return w->event.kind[e] == EVENT_accession
           ? (enum choice_step)w->event.amount[e] : N_STEPS;
}

/* Did event e of the run come by this choice?  A response and a block have no
 * event of their own: they are those to its finding, of that finding. */
static bool
is_of(const struct world *w, uint32_t e, const struct choice *c)
{
    if (c->event == e)
        return true;
    if (w->event.kind[e] == EVENT_reaction)
        return c->kind == CHOICE_response && c->trigger == w->event.trigger[e]
               && c->i == w->victim.state[w->event.victim[e]]
               && !(w->event.flags[e] & EVENT_FLAG_put);
    return c->kind == CHOICE_release && c->trigger == e && c->chosen == 0;
}

/* Is it one of several that were asked for what e is, or could do the
 * same? */
static bool
is_beside(const struct world *w, uint32_t e, const struct choice *c)
{
    if (c->kind == CHOICE_step)
        return c->step == step_of(w, e);
    return c->kind == CHOICE_join && w->event.kind[e] == EVENT_reaction
           && w->event.response[e] == RESPONSE_collective
           && c->trigger == w->event.trigger[e]
           && c->asks == w->victim.state[w->event.victim[e]];
}

static void
keep(struct telling *t, struct choice **list, size_t n, const struct choice *c)
{
    struct choice *more = realloc(*list, (n + 1) * sizeof *more);

    if (more == NULL) {
        t->full = true;
        return;
    }
    more[n] = *c;
    *list = more;
}

static void
made(void *data, const struct world *w, const struct choice *c)
{
    struct telling *t = data;

    for (size_t k = 0; k < t->chain->n; k++) {
        struct why_link *l = &t->chain->link[k];
        if (l->week != w->week)
            continue;
        if (l->choice == NULL && is_of(t->end, l->event, c))
            keep(t, &l->choice, 0, c);
        if (is_beside(t->end, l->event, c)) {
            keep(t, &l->beside, l->n_beside, c);
            l->n_beside += !t->full;
        }
    }
}

/* After a week: `w->week` is the one to come. */
static int
watch(const struct world *w, void *data, struct fault *f)
{
    struct telling *t = data;
    int code = t->full ? no_memory(f) : 0;

    for (size_t k = 0; code == 0 && k < t->chain->n; k++)
        if (t->chain->link[k].week == w->week - 1)
            code = why_link_tell(&t->chain->link[k], w, t->end, f);
    return code;
}

int
why_chain_init(struct why_chain *c, const struct why_run *r, uint32_t event,
               struct fault *f)
{
    struct world w = { 0 };
    struct outcomes out;
    struct telling t = { .chain = c, .end = &r->w };

    *c = (struct why_chain){ .n = 0 };
    int code = trace(c, r, event, f);
    if (code == 0)
        code = model_begin_watched(&w, &r->in, r->seed, r->replicate, watch,
                                   &t, f);
    w.choices = (struct choice_watch){ made, &t };
    if (code == 0)
        code = model_finish_watched(&w, &r->in, &out, watch, &t, f);
    world_free(&w);
    return code;
}

void
why_chain_free(struct why_chain *c)
{
    for (size_t k = 0; k < c->n; k++) {
        for (int part = 0; part < N_WHY_PARTS; part++)
            free(c->link[k].said[part]);
        free(c->link[k].choice);
        free(c->link[k].beside);
    }
    free(c->link);
    *c = (struct why_chain){ .n = 0 };
}

void
why_date(const struct inputs *in, int32_t week, char text[48])
{
    int year, month, day;

    day_date(in->start + 7 * week, &year, &month, &day);
    snprintf(text, 48, "%04d-%02d-%02d", year, month, day);
}
