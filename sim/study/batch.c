/* SPDX-License-Identifier: GPL-3.0-or-later */
/* batch.c - handing out worlds to threads; the contract is batch.h.
 *
 * The arms of a world are a tree (branches.h).  Each thread owns as many
 * worlds as that takes at once: one in which a branch plays, and one more in
 * which its parts go on, one after another.  Each has a panel, so memory does
 * not grow with runs, and hardly with arms. */
#include "study/batch.h"

#include <math.h>
#include <omp.h>
#include <stdlib.h>

#include "model/run.h"
#include "study/branches.h"
#include "world/world.h"

/* A file of rows: those of each run as a text, in order. */
enum { OUTLET_rows, OUTLET_lives, N_OUTLETS };

struct outlet {
    FILE *to;
    char **text;                /* of each run, NULL: not there yet; all     */
                                /* NULL: nothing is written                  */
    size_t n_written;           /* runs whose rows are written               */
};

/* What a thread has for itself, as often as a tree takes worlds at once. */
struct stage {
    struct world w;
    struct panel panel;
};

/* What the threads share.  `out` and `ok` have one writer a cell; the fields
 * below `mutable` are touched in critical sections only. */
struct batch {
    const struct study_plan *plan;
    struct branches tree;
    int n_threads;
    struct stage *stage;        /* of each thread tree.n_worlds              */
    struct outcomes *out;
    unsigned char *ok;
    /* mutable */
    size_t n_done;
    bool stopped;
    size_t first_failed;        /* SIZE_MAX: none                            */
    struct fault failure;
    struct outlet outlet[N_OUTLETS];
    char none[1];               /* the rows of a run that has none           */
};

/* A part of the tree, and how its run came along. */
struct branch {
    uint32_t k;                 /* world, counted from the first             */
    size_t lo, hi;              /* of branches.arm                           */
    int code;
    struct fault f;
};

int
study_panel(const struct inputs *in, uint64_t seed, uint32_t replicate,
            struct world *w, struct panel *p, uint32_t n,
            struct outcomes *out, struct fault *f)
{
    int code = model_begin(w, in, seed, replicate, f);

    if (code == 0 && n > 0)
        code = panel_begin(p, w, n, f);
    if (code == 0)
        code = model_finish(w, in, out, f);
    if (code == 0 && n > 0)
        code = panel_end(p, w, f);
    return code;
}

int
study_world(const struct inputs *in, uint64_t seed, uint32_t replicate,
            struct world *w, struct outcomes *out, struct fault *f)
{
    return study_panel(in, seed, replicate, w, NULL, 0, out, f);
}

static bool
is_stopped(struct batch *b)
{
    bool stopped;

#pragma omp critical(batch)
    stopped = b->stopped;
    return stopped;
}

/* Rows wait until those of all earlier runs are written; with T threads hardly
 * more than T worlds do.  In a critical section. */
static void
rows_pass(struct batch *b, struct outlet *o, size_t run, char *text)
{
    const size_t n = b->plan->n_replicates * b->plan->n_arms;

    o->text[run] = text != NULL ? text : b->none;
    for (; o->n_written < n && o->text[o->n_written] != NULL; o->n_written++) {
        fputs(o->text[o->n_written], o->to);
        if (o->text[o->n_written] != b->none)
            free(o->text[o->n_written]);
        o->text[o->n_written] = NULL;
    }
}

static void
note_done(struct batch *b, size_t run, int code, const struct fault *f,
          char *text[N_OUTLETS])
{
    const struct study_plan *plan = b->plan;

    b->ok[run] = code == 0;
    if (code != 0)
        for (int m = 0; m < N_METRICS; m++)
            b->out[run].value[m] = NAN;
#pragma omp critical(batch)
    {
        b->n_done++;
        if (code != 0 && run < b->first_failed) {
            b->first_failed = run;
            b->failure = *f;
        }
        for (int k = 0; k < N_OUTLETS; k++)
            if (b->outlet[k].text != NULL)
                rows_pass(b, &b->outlet[k], run, text[k]);
        if (plan->go_on != NULL && !plan->go_on(plan->data, b->n_done))
            b->stopped = true;
    }
}

/* Writes what a finished run has to say there. */
static int
say_rows(const struct batch *b, const struct stage *stage, size_t run,
         int outlet, FILE *stream, struct fault *f)
{
    const struct study_plan *plan = b->plan;
    size_t arm = run % plan->n_arms;
    uint32_t replicate = plan->first + (uint32_t)(run / plan->n_arms);

    if (outlet == OUTLET_rows)
        return plan->rows(plan->rows_data, stream, &stage->w, arm, replicate,
                          f);
    return plan->lives(plan->rows_data, stream, &stage->w, &stage->panel, arm,
                       replicate, f);
}

/* It as a text.  NULL: nothing, and `f` says why. */
static char *
rows_of(const struct batch *b, const struct stage *stage, size_t run,
        int outlet, struct fault *f)
{
    char *text = NULL;
    size_t size = 0;
    FILE *stream = open_memstream(&text, &size);
    int code = stream != NULL ? 0 : FAULT_NOMEM;

    if (stream != NULL) {
        code = say_rows(b, stage, run, outlet, stream, f);
        if (ferror(stream) != 0 && code == 0)
            code = FAULT_NOMEM;
        if (fclose(stream) != 0 && code == 0)
            code = FAULT_NOMEM;
    }
    if (code == 0)
        return text;
    free(text);
    if (f->code == 0)
        fault_set(f, FAULT_NOMEM, "rows", 0,
                  "no memory for the rows of a run");
    return NULL;
}

/* Ends a run that came to `code` in `stage`. */
static void
run_end(struct batch *b, const struct stage *stage, size_t run, int code,
        struct fault *f)
{
    char *text[N_OUTLETS] = { NULL };

    for (int k = 0; k < N_OUTLETS && code == 0; k++)
        if (b->outlet[k].text != NULL) {
            text[k] = rows_of(b, stage, run, k, f);
            code = text[k] != NULL ? 0 : f->code;
        }
    for (int k = 0; k < N_OUTLETS && code != 0; k++) {
        free(text[k]);
        text[k] = NULL;
    }
    note_done(b, run, code, f, text);
}

static const struct inputs *
inputs_of(const struct batch *b, size_t i)
{
    return b->plan->arm[b->tree.arm[i]];
}

/* At the horizon, or where it failed: one world for all arms of the branch. */
static void
branch_end(struct batch *b, struct stage *stage, const struct branch *at)
{
    const struct study_plan *plan = b->plan;

    for (size_t i = at->lo; i < at->hi; i++) {
        size_t run = at->k * plan->n_arms + b->tree.arm[i];
        struct fault f = at->f;
        int code = at->code;
        if (code == 0)
            code = model_finish(&stage->w, inputs_of(b, i), &b->out[run], &f);
        if (code == 0 && plan->n_panel > 0)
            code = panel_end(&stage->panel, &stage->w, &f);
        run_end(b, stage, run, code, &f);
    }
}

static int
stage_copy(const struct batch *b, struct stage *to, const struct stage *from,
           struct fault *f)
{
    int code = world_copy(&to->w, &from->w, f);

    if (code == 0 && b->plan->n_panel > 0)
        code = panel_copy(&to->panel, &from->panel, &to->w, f);
    return code;
}

/* Plays a branch from the world in `stage`: its arms together until some part,
 * then each part but the last in the next stage, and the last one here. */
static void
branch_play(struct batch *b, struct stage *stage, struct branch at)
{
    while (at.code == 0) {
        int32_t week = branches_part(&b->tree, at.lo, at.hi);
        at.code = model_until(&stage->w, inputs_of(b, at.lo), week, &at.f);
        if (at.code != 0 || week == WEEK_NEVER)
            break;
        for (;;) {
            struct branch part = at;
            part.hi = branches_end(&b->tree, at.lo, week);
            if (part.hi == at.hi)
                break;
            part.code = stage_copy(b, stage + 1, stage, &part.f);
            branch_play(b, stage + 1, part);
            at.lo = part.hi;
        }
    }
    branch_end(b, stage, &at);
}

/* Each tree of arms that begin together, in world k. */
static void
replicate_play(struct batch *b, struct stage *stage, uint32_t k)
{
    const struct study_plan *plan = b->plan;

    for (size_t lo = 0, hi; lo < b->tree.n; lo = hi) {
        hi = branches_end(&b->tree, lo, PART_SPIN_UP);
        struct branch at = { .k = k, .lo = lo, .hi = hi };
        at.code = model_begin(&stage->w, inputs_of(b, lo), plan->seed,
                              plan->first + k, &at.f);
        if (at.code == 0 && plan->n_panel > 0)
            at.code = panel_begin(&stage->panel, &stage->w, plan->n_panel,
                                  &at.f);
        branch_play(b, stage, at);
    }
}

static void
plan_play(struct batch *b)
{
    const uint32_t n = b->plan->n_replicates;

#pragma omp parallel for default(none) shared(b) firstprivate(n)              \
    schedule(dynamic, 1) num_threads(b->n_threads)
    for (uint32_t k = 0; k < n; k++) {
        size_t thread = (size_t)omp_get_thread_num();
        if (!is_stopped(b))
            replicate_play(b, &b->stage[thread * b->tree.n_worlds], k);
    }
}

static bool
outlets_init(struct batch *b, size_t n)
{
    const struct study_plan *plan = b->plan;
    bool wanted[N_OUTLETS] = { plan->rows != NULL, plan->lives != NULL };
    FILE *to[N_OUTLETS] = { plan->rows_to, plan->lives_to };
    bool room = true;

    for (int k = 0; k < N_OUTLETS; k++)
        if (wanted[k]) {
            b->outlet[k].to = to[k];
            b->outlet[k].text = calloc(n + 1, sizeof *b->outlet[k].text);
            room = room && b->outlet[k].text != NULL;
        }
    return room;
}

static size_t
n_stages(const struct batch *b)
{
    return (size_t)b->n_threads * b->tree.n_worlds;
}

static void
plan_free(struct batch *b)
{
    size_t n = b->plan->n_arms * b->plan->n_replicates;

    for (int k = 0; k < N_OUTLETS; k++) {
        char **text = b->outlet[k].text;
        for (size_t run = 0; text != NULL && run < n; run++)
            if (text[run] != b->none)
                free(text[run]);
        free(text);
    }
    for (size_t l = 0; b->stage != NULL && l < n_stages(b); l++) {
        world_free(&b->stage[l].w);
        panel_free(&b->stage[l].panel);
    }
    free(b->stage);
    branches_free(&b->tree);
}

/* libgomp falls over at 100,000 threads. */
static int
threads_of(const struct study_plan *plan)
{
    int n = plan->n_threads < 1 ? 1 : plan->n_threads;

    return n < THREADS_MOST ? n : THREADS_MOST;
}

static int
batch_init(struct batch *b, const struct study_plan *plan,
           struct outcomes *out, unsigned char *ok, struct fault *f)
{
    size_t n = plan->n_arms * plan->n_replicates;

    *b = (struct batch){ .plan = plan, .n_threads = threads_of(plan),
                         .out = out, .ok = ok, .first_failed = SIZE_MAX };
    bool room = branches_init(&b->tree, plan->arm, plan->n_arms, f) == 0;
    if (room) {
        b->stage = calloc(n_stages(b) + 1, sizeof *b->stage);
        room = outlets_init(b, n) && b->stage != NULL;
    }
    if (!room) {
        plan_free(b);
        return fault_set(f, FAULT_NOMEM, "runs", 0,
                         "no memory for %zu runs", n);
    }
    for (size_t run = 0; run < n; run++) {
        ok[run] = 0;
        for (int m = 0; m < N_METRICS; m++)
            out[run].value[m] = NAN;
    }
    return 0;
}

int
study_run(const struct study_plan *plan, struct outcomes *out,
          unsigned char *ok, struct fault *f)
{
    struct batch b;
    int code = batch_init(&b, plan, out, ok, f);

    if (code != 0)
        return code;
    plan_play(&b);
    if (b.stopped)
        code = fault_set(f, FAULT_STOPPED, "runs", 0,
                         "stopped after %zu of %zu runs", b.n_done,
                         plan->n_arms * plan->n_replicates);
    else if (b.first_failed != SIZE_MAX) {
        *f = b.failure;
        code = f->code = FAULT_RUN;
    }
    plan_free(&b);
    return code;
}
