/* SPDX-License-Identifier: GPL-3.0-or-later */
/* worlds.c - loading and running in one call, for tests. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/verify.h"
#include "model/week.h"
#include "support/worlds.h"

static size_t
length(const char *const *sets)
{
    size_t n = 0;

    while (sets && sets[n])
        n++;
    return n;
}

void
worlds_load(struct arm *a, const char *name, const char *const *sets)
{
    struct faults all = { 0 };
    struct arm_request r = { .typed = name, .set = sets,
                             .n_sets = length(sets) };

    if (arm_load(&r, a, &all) != 0) {
        char text[2048];
        fault_print(text, sizeof text, &all.item[0]);
        fail_msg("%s: %s", name, text);
    }
    faults_free(&all);
}

static int
verify(const struct world *w, void *data, struct fault *f)
{
    (void)data;
    return world_verify(w, f);
}

void
worlds_begin(struct world *w, const struct arm *a, uint64_t seed,
             uint32_t replicate)
{
    struct fault f = { 0 };

    if (model_begin_watched(w, &a->in, seed, replicate, verify, NULL, &f) != 0)
        fail_msg("begin: %s", f.text);
}

void
worlds_run(struct world *w, const struct arm *a, uint64_t seed,
           uint32_t replicate, struct outcomes *out)
{
    struct world own = { 0 }, *used = w ? w : &own;
    struct fault f = { 0 };

    worlds_begin(used, a, seed, replicate);
    if (model_finish_watched(used, &a->in, out, verify, NULL, &f) != 0)
        fail_msg("finish: %s", f.text);
    if (!w)
        world_free(&own);
}

void
worlds_week(struct world *w)
{
    struct fault f = { 0 };

    if (world_reserve(w, &f) != 0 || week_run(w, &f) != 0)
        fail_msg("week %d: %s", w->week, f.text);
}

/* ---- changed inputs ----------------------------------------------------- */

static void *
again(void *old, size_t n, size_t size)
{
    void *p = realloc(old, n * size);

    assert_non_null(p);
    return p;
}

static state_id
moved(state_id i, state_id at)
{
    return i >= at && i != NO_STATE ? (state_id)(i + 1) : i;
}

static void
move_rows(struct inputs *in, state_id at)
{
    struct tables *t = &in->tables;
    uint32_t after = t->n_states - at, m = t->n_ecosystems;

    memmove(t->state + at + 1, t->state + at, after * sizeof *t->state);
    memmove(t->user_share + (at + 1u) * m, t->user_share + at * m,
            (size_t)after * m * sizeof(double));
    memmove(in->member + at + 1, in->member + at,
            after * sizeof *in->member);
    for (uint32_t k = 0; k < t->n_pairs; k++) {
        t->pair[k].a = moved(t->pair[k].a, at);
        t->pair[k].b = moved(t->pair[k].b, at);
    }
    for (uint32_t k = 0; k < t->n_firms; k++)
        t->firm[k].home = moved(t->firm[k].home, at);
    for (size_t k = 0; k < in->n_imposed; k++) {
        in->imposed[k].i = moved(in->imposed[k].i, at);
        in->imposed[k].j = moved(in->imposed[k].j, at);
    }
}

state_id
worlds_add_state(struct arm *a, const char *code)
{
    struct tables *t = &a->in.tables;
    uint32_t n = t->n_states, m = t->n_ecosystems;
    state_id at = 0;

    t->state = again(t->state, n + 1, sizeof *t->state);
    t->user_share = again(t->user_share, (n + 1) * m, sizeof(double));
    while (at < n && t->state[at].code < state_code_of(code))
        at++;
    move_rows(&a->in, at);
    t->n_states = n + 1;
    t->state[at] = (struct state_facts){
        .code = state_code_of(code), .bloc = BLOC_nonaligned,
        .region = UINT16_MAX, .internet_latest_year = 2020,
        .military_tier = 1, .defence = NAN, .openness = NAN };
    memcpy(t->state[at].text, code, sizeof t->state[at].text);
    for (uint32_t k = 0; k < m; k++)
        t->user_share[at * m + k] = k == 0;
    a->in.member[at] = false;
    return at;
}

void
worlds_impose(struct arm *a, const struct imposed *list, size_t n)
{
    a->in.imposed = again(a->in.imposed, n, sizeof *list);
    memcpy(a->in.imposed, list, n * sizeof *list);
    a->in.n_imposed = n;
}

void
worlds_clauses(struct arm *a, const struct clause *list, size_t n)
{
    a->in.clause = again(a->in.clause, n, sizeof *list);
    memcpy(a->in.clause, list, n * sizeof *list);
    a->in.n_clauses = n;
}

/* ---- comparing ---------------------------------------------------------- */

void
worlds_hash(const struct world *w, uint64_t hash[N_COLUMNS])
{
    for (enum column c = 0; c < N_COLUMNS; c++)
        hash[c] = world_hash_column(w, c);
}

void
worlds_same(const struct world *a, const struct world *b,
            bool may_differ(enum column which))
{
    for (enum column c = 0; c < N_COLUMNS; c++)
        if ((may_differ == NULL || !may_differ(c))
            && world_hash_column(a, c) != world_hash_column(b, c))
            fail_msg("week %d: %s.%s differs", a->week,
                     column_table[c].table_name, column_table[c].name);
}

void
worlds_same_outcomes(const struct outcomes *a, const struct outcomes *b,
                     bool may_differ(enum metric which))
{
    for (int m = 0; m < N_METRICS; m++)
        if ((may_differ == NULL || !may_differ((enum metric)m))
            && memcmp(&a->value[m], &b->value[m], sizeof(double)) != 0)
            fail_msg("%s: %.17g and %.17g", metric_table[m].name,
                     a->value[m], b->value[m]);
}

state_id
worlds_state(const struct world *w, const char *code)
{
    state_id i = tables_state(&w->in->tables, state_code_of(code));

    if (i == NO_STATE)
        fail_msg("no state %s", code);
    return i;
}
