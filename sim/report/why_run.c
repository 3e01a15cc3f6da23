/* SPDX-License-Identifier: GPL-3.0-or-later */
/* why_run.c - playing a run to ask about it; ids and where they stand. */
#include "report/why_run.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "model/run.h"
#include "world/names.h"

/* ---- playing ------------------------------------------------------------ */

/* Whole tables that most of what happens goes through: two worlds that differ
 * in anything else differ in one of these soon.  Events are held against each
 * other by id (why_parting.c). */
static uint64_t
mark_of(const struct world *w)
{
    uint64_t mark = 0;

    for (enum column c = 0; c < N_COLUMNS; c++)
        switch (column_table[c].table) {
        case TABLE_state: case TABLE_firm: case TABLE_conflict:
        case TABLE_agency:
            mark = (mark ^ world_hash_column(w, c)) * 1099511628211u;
            break;
        default:
            break;
        }
    return mark;
}

static int
room_for_worm(struct why_run *r, uint32_t n)
{
    if (n <= r->n_worm)
        return 0;
    uint32_t more = 2 * n;
    double *worm = realloc(r->worm, more * sizeof *worm);
    if (worm == NULL)
        return -1;
    memset(worm + r->n_worm, 0, (more - r->n_worm) * sizeof *worm);
    r->worm = worm;
    r->n_worm = more;
    return 0;
}

static int
no_memory(struct fault *f)
{
    return fault_set(f, FAULT_NOMEM, "why", 0, "no memory for a world");
}

static int
watch(const struct world *w, void *data, struct fault *f)
{
    struct why_run *r = data;

    if (room_for_worm(r, w->operation.n) != 0)
        return no_memory(f);
    for (uint32_t k = 0; w->week > 0 && k < w->infection.n; k++)
        r->worm[w->infection.operation[k]] += w->infection.touched[k];
    if ((r->n_marks & (r->n_marks - 1)) == 0) {
        size_t room = r->n_marks > 0 ? 2 * (size_t)r->n_marks : 1;
        uint64_t *mark = realloc(r->mark, room * sizeof *mark);
        if (mark == NULL)
            return no_memory(f);
        r->mark = mark;
    }
    r->mark[r->n_marks++] = mark_of(w);
    return 0;
}

/* ---- ids ---------------------------------------------------------------- */

static int
by_id(const void *a, const void *b)
{
    const struct why_id *x = a, *y = b;
    int order = strcmp(x->id, y->id);

    return order != 0 ? order : x->event < y->event ? -1 : 1;
}

static int
name_all(struct why_run *r, struct fault *f)
{
    const struct world *w = &r->w;
    size_t size = 0;
    FILE *out = open_memstream(&r->text, &size);

    r->id = calloc(w->event.n + 1u, sizeof *r->id);
    if (out == NULL || r->id == NULL) {
        if (out)
            fclose(out);
        return no_memory(f);
    }
    for (uint32_t e = 0; e < w->event.n; e++) {
        if (w->event.kind[e] >= N_EVENTS)
            continue;
        r->id[r->n_ids++].event = e;
        name_event(out, w, e);
        putc('\0', out);
    }
    bool bad = ferror(out) != 0;
    if (fclose(out) != 0 || bad)
        return no_memory(f);
    const char *at = r->text;
    for (size_t k = 0; k < r->n_ids; k++, at += strlen(at) + 1)
        r->id[k].id = at;
    qsort(r->id, r->n_ids, sizeof *r->id, by_id);
    return 0;
}

uint32_t
why_run_find(const struct why_run *r, const char *id)
{
    size_t low = 0, high = r->n_ids;

    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = strcmp(r->id[middle].id, id);
        if (order == 0)
            return r->id[middle].event;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NOTHING;
}

const char *
why_run_id(const struct why_run *r, uint32_t e)
{
    for (size_t k = 0; k < r->n_ids; k++)
        if (r->id[k].event == e)
            return r->id[k].id;
    return NULL;
}

size_t
why_run_near(const struct why_run *r, const char *id, const char *near[],
             size_t most)
{
    size_t distance[8], n = 0;

    most = most < 8 ? most : 8;
    for (size_t k = 0; k < r->n_ids; k++) {
        size_t d = text_distance(id, r->id[k].id), at = n;
        if (n == most && (most == 0 || d >= distance[n - 1]))
            continue;
        at = n < most ? n++ : n - 1;
        for (; at > 0 && distance[at - 1] > d; at--) {
            distance[at] = distance[at - 1];
            near[at] = near[at - 1];
        }
        distance[at] = d;
        near[at] = r->id[k].id;
    }
    return n;
}

/* ---- a run -------------------------------------------------------------- */

int
why_run_init(struct why_run *r, const struct inputs *in, uint64_t seed,
             uint32_t replicate, const struct suppressed *without,
             struct fault *f)
{
    *r = (struct why_run){ .in = *in, .seed = seed, .replicate = replicate };
    if (without) {
        r->without = *without;
        r->in.suppressed = &r->without;
    }
    int code = model_begin_watched(&r->w, &r->in, seed, replicate, watch, r,
                                   f);
    if (code == 0)
        code = model_finish_watched(&r->w, &r->in, &r->out, watch, r, f);
    return code == 0 ? name_all(r, f) : code;
}

void
why_run_free(struct why_run *r)
{
    world_free(&r->w);
    free(r->text);
    free(r->id);
    free(r->mark);
    free(r->worm);
    *r = (struct why_run){ .seed = 0 };
}
