/* SPDX-License-Identifier: GPL-3.0-or-later */
/* batch.c - handing out worlds to threads; the contract is batch.h.
 *
 * Each thread owns two worlds: one that holds the end of a spin-up and one
 * that plays an arm from there, and a panel, so memory does not grow with runs
 * or arms. */
#include "study/batch.h"

#include <math.h>
#include <stdlib.h>

#include "model/run.h"
#include "world/world.h"

/* A file of rows: those of each run as a text, in order. */
enum { OUTLET_rows, OUTLET_lives, N_OUTLETS };

struct outlet {
    FILE *to;
    char **text;                /* of each run, NULL: not there yet; all     */
                                /* NULL: nothing is written                  */
    size_t n_written;           /* runs whose rows are written               */
};

/* What the threads share.  `out` and `ok` have one writer a cell; the fields
 * below `mutable` are touched in critical sections only. */
struct batch {
    const struct study_plan *plan;
    size_t *leader;             /* first arm with the same spin-up           */
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

/* What a thread has for itself. */
struct bench {
    struct world base, w;
    struct panel panel;
};

/* From the start to the horizon; `p` may be NULL if n is 0. */
static int
finish(struct world *w, const struct inputs *in, struct panel *p, uint32_t n,
       struct outcomes *out, struct fault *f)
{
    int code = n > 0 ? panel_begin(p, w, n, f) : 0;

    if (code == 0)
        code = model_finish(w, in, out, f);
    if (code == 0 && n > 0)
        code = panel_end(p, w, f);
    return code;
}

int
study_panel(const struct inputs *in, uint64_t seed, uint32_t replicate,
            struct world *w, struct panel *p, uint32_t n,
            struct outcomes *out, struct fault *f)
{
    int code = model_begin(w, in, seed, replicate, f);

    return code != 0 ? code : finish(w, in, p, n, out, f);
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
say_rows(const struct batch *b, const struct bench *bench,
         const struct world *w, size_t run, int outlet, FILE *stream,
         struct fault *f)
{
    const struct study_plan *plan = b->plan;
    size_t arm = run % plan->n_arms;
    uint32_t replicate = plan->first + (uint32_t)(run / plan->n_arms);

    if (outlet == OUTLET_rows)
        return plan->rows(plan->rows_data, stream, w, arm, replicate, f);
    return plan->lives(plan->rows_data, stream, w, &bench->panel, arm,
                       replicate, f);
}

/* It as a text.  NULL: nothing, and `f` says why. */
static char *
rows_of(const struct batch *b, const struct bench *bench,
        const struct world *w, size_t run, int outlet, struct fault *f)
{
    char *text = NULL;
    size_t size = 0;
    FILE *stream = open_memstream(&text, &size);
    int code = stream != NULL ? 0 : FAULT_NOMEM;

    if (stream != NULL) {
        code = say_rows(b, bench, w, run, outlet, stream, f);
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

/* Ends a run that came to `code` in world `w`. */
static void
run_end(struct batch *b, const struct bench *bench, const struct world *w,
        size_t run, int code, struct fault *f)
{
    char *text[N_OUTLETS] = { NULL };

    for (int k = 0; k < N_OUTLETS && code == 0; k++)
        if (b->outlet[k].text != NULL) {
            text[k] = rows_of(b, bench, w, run, k, f);
            code = text[k] != NULL ? 0 : f->code;
        }
    for (int k = 0; k < N_OUTLETS && code != 0; k++) {
        free(text[k]);
        text[k] = NULL;
    }
    note_done(b, run, code, f, text);
}

/* Plays one arm from the end of the spin-up in the base.  An arm that has it
 * for itself plays in it; else the base keeps the size of the spin-up. */
static void
arm_play(struct batch *b, struct bench *bench, size_t run)
{
    const struct study_plan *plan = b->plan;
    size_t arm = run % plan->n_arms;
    bool alone = true;
    struct fault f = { 0 };
    struct world *w = &bench->w;
    int code = 0;

    for (size_t a = 0; a < plan->n_arms; a++)
        alone = alone && (a == arm || b->leader[a] != b->leader[arm]);
    if (alone)
        w = &bench->base;
    else
        code = world_copy(w, &bench->base, &f);
    if (code == 0)
        code = finish(w, plan->arm[arm], &bench->panel, plan->n_panel,
                      &b->out[run], &f);
    run_end(b, bench, w, run, code, &f);
}

/* All arms that share the spin-up of `leader`, in world k. */
static void
group_play(struct batch *b, struct bench *bench, uint32_t k, size_t leader)
{
    const struct study_plan *plan = b->plan;
    struct fault f = { 0 };
    int code = model_begin(&bench->base, plan->arm[leader], plan->seed,
                           plan->first + k, &f);

    for (size_t a = leader; a < plan->n_arms; a++) {
        size_t run = k * plan->n_arms + a;
        if (b->leader[a] != leader)
            continue;
        if (code == 0)
            arm_play(b, bench, run);
        else
            run_end(b, bench, NULL, run, code, &f);
    }
}

static void
replicate_play(struct batch *b, struct bench *bench, uint32_t k)
{
    for (size_t a = 0; a < b->plan->n_arms; a++)
        if (b->leader[a] == a)
            group_play(b, bench, k, a);
}

static void
batch_play(struct batch *b, int n_threads)
{
    const uint32_t n = b->plan->n_replicates;

#pragma omp parallel default(none) shared(b) firstprivate(n)                  \
    num_threads(n_threads)
    {
        struct bench bench = { 0 };
#pragma omp for schedule(dynamic, 1)
        for (uint32_t k = 0; k < n; k++)
            if (!is_stopped(b))
                replicate_play(b, &bench, k);
        world_free(&bench.base);
        world_free(&bench.w);
        panel_free(&bench.panel);
    }
}

static void
find_leaders(const struct study_plan *plan, size_t *leader)
{
    for (size_t a = 0; a < plan->n_arms; a++) {
        size_t l = 0;
        while (l < a && (leader[l] != l
                         || !inputs_same_spin_up(plan->arm[l], plan->arm[a])))
            l++;
        leader[a] = l;
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

static void
batch_free(struct batch *b)
{
    size_t n = b->plan->n_arms * b->plan->n_replicates;

    for (int k = 0; k < N_OUTLETS; k++) {
        char **text = b->outlet[k].text;
        for (size_t run = 0; text != NULL && run < n; run++)
            if (text[run] != b->none)
                free(text[run]);
        free(text);
    }
    free(b->leader);
}

static int
batch_init(struct batch *b, const struct study_plan *plan,
           struct outcomes *out, unsigned char *ok, struct fault *f)
{
    size_t n = plan->n_arms * plan->n_replicates;
    size_t *leader = calloc(plan->n_arms + 1, sizeof *leader);

    *b = (struct batch){ .plan = plan, .leader = leader, .out = out, .ok = ok,
                         .first_failed = SIZE_MAX };
    if (!outlets_init(b, n) || leader == NULL) {
        batch_free(b);
        return fault_set(f, FAULT_NOMEM, "runs", 0,
                         "no memory for %zu runs", n);
    }
    find_leaders(plan, leader);
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
    int n_threads = plan->n_threads < 1 ? 1 : plan->n_threads;
    int code = batch_init(&b, plan, out, ok, f);

    if (code != 0)
        return code;
    /* libgomp falls over at 100,000 threads. */
    batch_play(&b, n_threads < THREADS_MOST ? n_threads : THREADS_MOST);
    if (b.stopped)
        code = fault_set(f, FAULT_STOPPED, "runs", 0,
                         "stopped after %zu of %zu runs", b.n_done,
                         plan->n_arms * plan->n_replicates);
    else if (b.first_failed != SIZE_MAX) {
        *f = b.failure;
        code = f->code = FAULT_RUN;
    }
    batch_free(&b);
    return code;
}
