/* SPDX-License-Identifier: GPL-3.0-or-later */
/* batch_run.c - from arms to files; the contract is batch_run.h. */
#include "program/batch_run.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "model/panel.h"
#include "model/run.h"
#include "model/setup.h"
#include "record/events.h"
#include "record/fields.h"
#include "record/manifest.h"
#include "record/people.h"
#include "report/compare_rows.h"
#include "study/batch.h"
#include "study/branches.h"
#include "world/world.h"

static int
threads_of(const struct options *o)
{
    return o->n_threads > 0 ? o->n_threads : threads_at_hand();
}

static size_t
n_runs(const struct batch_run *b)
{
    return b->arms.n * b->n_replicates;
}

static int
open_folder(struct batch_run *b)
{
    const struct options *o = &b->g->o;
    struct fault f = { 0 };
    if (strcmp(o->text[OPTION_out], "-") == 0)
        return say_usage("-o DIR", "a result is a folder; it can't be '-'");
    progress_hold(&b->progress);
    int code = folder_open(&b->folder, o->text[OPTION_out],
                           options_has(o, OPTION_force), &f);

    if (code == 0 && options_has(o, OPTION_events))
        code = output_open(&b->events, b->folder.path,
                         record_table[RECORD_events].name, &f);
    if (code == 0 && options_has(o, OPTION_panel))
        code = output_open(&b->people, b->folder.path,
                           record_table[RECORD_people].name, &f);
    return code == 0 ? 0 : say_fault(&f);
}

/* Are there as many people online in every arm as the panel is to have? */
static int
check_panel(const struct batch_run *b)
{
    const struct options *o = &b->g->o;
    struct world w = { 0 };
    struct panel p = { 0 };
    struct fault f = { 0 };
    int code = 0;

    for (size_t a = 0; code == 0 && a < b->arms.n; a++) {
        code = world_setup(&w, b->arms.in[a], o->seed, 0, &f);
        if (code == 0 && panel_people(&w) < o->n_panel)
            code = panel_begin(&p, &w, o->n_panel, &f);
        if (code != 0)
            snprintf(f.hint, sizeof f.hint, "in %s", b->arms.name[a]);
    }
    panel_free(&p);
    world_free(&w);
    return code == 0 ? 0 : say_fault(&f);
}

/* Files that are written only into a folder. */
static int
check_files(const struct options *o)
{
    static const enum option files[] = { OPTION_events, OPTION_panel };

    for (size_t k = 0; k < sizeof files / sizeof *files; k++)
        if (options_has(o, files[k]) && !options_has(o, OPTION_out))
            return say_usage("-o DIR", "--%s writes a file and needs -o",
                             option_table[files[k]].name);
    return 0;
}

int
batch_prepare(struct batch_run *b, const struct program *g, bool pairs)
{
    const struct options *o = &g->o;
    int code = metrics_choose(o->text[OPTION_metrics], b->metric,
                              &b->n_metrics);

    b->g = g;
    b->n_replicates = o->n_replicates;
    if (code == 0)
        code = check_files(o);
    if (code == 0)
        code = arms_load(&b->arms, g, pairs);
    if (code == 0 && options_has(o, OPTION_panel))
        code = check_panel(b);
    if (code == 0 && options_has(o, OPTION_out)
        && !options_has(o, OPTION_dry_run))
        code = open_folder(b);
    return code;
}

/* ---- dry run ------------------------------------------------------------ */

static void
say_size(const char *what, double bytes, const char *where)
{
    if (bytes < 1e6)
        printf("%-8s%.0f kB%s\n", what, bytes / 1e3, where);
    else if (bytes < 1e9)
        printf("%-8s%.0f MB%s\n", what, bytes / 1e6, where);
    else
        printf("%-8s%.1f GB%s\n", what, bytes / 1e9, where);
}

/* The most memory so far, kB. */
static double
peak_kb(void)
{
    struct rusage use = { 0 };

    return getrusage(RUSAGE_SELF, &use) == 0 ? (double)use.ru_maxrss : 0;
}

/* Worlds that a thread holds at once; 1 if there is no memory to find out. */
static size_t
worlds_at_once(const struct batch_run *b)
{
    struct branches tree;
    struct fault f;
    size_t n = 1;

    if (branches_init(&tree, b->arms.in, b->arms.n, &f) == 0)
        n = tree.n_worlds;
    branches_free(&tree);
    return n;
}

/* Bytes that the events of a world take in events.csv; 0 without memory. */
static double
size_of_events(const struct batch_run *b, const struct world *w)
{
    char *text = NULL;
    size_t size = 0;
    struct fault f = { 0 };
    FILE *stream = open_memstream(&text, &size);

    if (stream == NULL)
        return 0;
    int code = events_write(stream, w, b->arms.name[0], 0, b->first, &f);
    if (fclose(stream) != 0 || code != 0)
        size = 0;
    free(text);
    return (double)size;
}

/* What -o would write, guessed from one world; lives are not guessed. */
static void
say_disk(const struct batch_run *b, double events)
{
    const struct options *o = &b->g->o;
    double all = (double)n_runs(b) * (12 * N_METRICS + events);

    if (options_has(o, OPTION_out))
        say_size("disk", all, options_has(o, OPTION_panel)
                 ? ", and the people" : "");
}

/* The arm with most clauses: it takes longest and writes most. */
static size_t
largest_arm(const struct batch_run *b)
{
    size_t largest = 0;

    for (size_t a = 1; a < b->arms.n; a++)
        if (b->arms.in[a]->n_clauses > b->arms.in[largest]->n_clauses)
            largest = a;
    return largest;
}

/* Plays one run to see how long it takes and what it needs. */
int
batch_estimate(struct batch_run *b)
{
    const struct options *o = &b->g->o;
    const int most = threads_of(o);
    const int n_threads = n_runs(b) < (size_t)most ? (int)n_runs(b) : most;
    struct world w = { 0 };
    struct outcomes out;
    struct fault f = { 0 };
    struct progress *p = &b->progress;
    double tables = peak_kb();

    progress_begin(p, o, 1);
    int code = study_world(b->arms.in[largest_arm(b)], o->seed, b->first, &w,
                           &out, &f);
    double seconds = progress_seconds(p);
    progress_end(p);
    double worlds = (peak_kb() - tables) * n_threads
                    * (double)worlds_at_once(b);
    double events = code == 0 && options_has(o, OPTION_events)
                    ? size_of_events(b, &w) : 0;
    world_free(&w);
    if (code != 0)
        return say_fault(&f);
    double row = N_METRICS * sizeof(double) + 1;
    printf("runs    %zu: %zu arm%s x %u world%s of %g years\n", n_runs(b),
           b->arms.n, b->arms.n == 1 ? "" : "s", (unsigned)b->n_replicates,
           b->n_replicates == 1 ? "" : "s", arms_years(&b->arms));
    say_size("memory", 1024 * (tables + worlds) + row * (double)n_runs(b),
             "");
    say_disk(b, events);
    printf("time    about %.0f s on %d thread%s (one run took %.2f s)\n",
           seconds * (double)n_runs(b) / n_threads, n_threads,
           n_threads == 1 ? "" : "s", seconds);
    return 0;
}

/* ---- runs --------------------------------------------------------------- */

static int
say_stopped(struct batch_run *b, size_t n_done)
{
    char command[4096];

    say_command(b->g, command, sizeof command);
    fprintf(stderr, "stopped after %zu of %zu runs; nothing was written\n"
            "To run it again:\n    %s%s\n", n_done, n_runs(b),
            say_name(b->g), command + strlen("detente"));
    return fault_exit_code(FAULT_STOPPED);
}

static int
compare_all(struct batch_run *b, struct fault *f)
{
    const struct compared_runs runs = {
        .out = b->runs.out, .ok = b->runs.ok,
        .n_replicates = b->n_replicates, .n_arms = b->arms.n,
        .arm = b->arms.name, .seed = b->g->o.seed
    };

    return b->arms.n < 2 ? 0
           : comparison_init(&b->comparison, &runs, b->metric, b->n_metrics,
                             f);
}

/* Failed runs are no end: the others are compared, and the exit code tells. */
static void
say_failed(struct batch_run *b, const struct fault *f)
{
    size_t n = 0;

    for (size_t run = 0; run < n_runs(b); run++)
        n += b->runs.ok[run] == 0;
    fprintf(stderr, "%zu of %zu runs failed; the first: %s\n", n, n_runs(b),
            f->text);
    b->failed = FAULT_RUN;
}

/* The rows of one run, for a study_plan and for `run`. */
int
batch_rows(void *data, FILE *stream, const struct world *w, size_t arm,
           uint32_t replicate, struct fault *f)
{
    const struct batch_run *b = data;

    return events_write(stream, w, b->arms.name[arm], 0, replicate, f);
}

int
batch_lives(void *data, FILE *stream, const struct world *w,
            const struct panel *p, size_t arm, uint32_t replicate,
            struct fault *f)
{
    const struct batch_run *b = data;

    (void)f;
    people_write(stream, w, p, b->arms.name[arm],
                 (const uint32_t[2]){ 0, replicate });
    return 0;
}

static void
begin_file(FILE *stream, enum record_file file)
{
    if (stream == NULL)
        return;
    fields_header(stream, file);
    putc('\n', stream);
}

void
batch_rows_begin(struct batch_run *b)
{
    begin_file(b->events.stream, RECORD_events);
    begin_file(b->people.stream, RECORD_people);
}

int
batch_play(struct batch_run *b)
{
    const struct options *o = &b->g->o;
    struct progress *p = &b->progress;
    struct fault f = { 0 };
    int code = runs_init(&b->runs, b->arms.n, b->n_replicates, &f);

    if (code != 0)
        return say_fault(&f);
    for (size_t a = 0; a < b->arms.n; a++)
        memcpy(b->runs.arm[a], b->arms.item[a].name, ARM_NAME);
    if (!p->held)
        progress_hold(p);
    progress_begin(p, o, n_runs(b));
    const struct study_plan plan = {
        .arm = b->arms.in, .n_arms = b->arms.n, .seed = o->seed,
        .first = b->first, .n_replicates = b->n_replicates,
        .n_threads = threads_of(o), .data = p, .go_on = progress_go_on,
        .rows = b->events.stream != NULL ? batch_rows : NULL,
        .rows_data = b, .rows_to = b->events.stream,
        .n_panel = o->n_panel,
        .lives = b->people.stream != NULL ? batch_lives : NULL,
        .lives_to = b->people.stream
    };
    batch_rows_begin(b);
    code = study_run(&plan, b->runs.out, b->runs.ok, &f);
    bool stopped = progress_is_stopped(p);
    progress_end(p);
    if (stopped)
        return say_stopped(b, p->n_done);
    if (code == FAULT_RUN)
        say_failed(b, &f);
    else if (code != 0)
        return say_fault(&f);
    code = compare_all(b, &f);
    return code == 0 ? 0 : say_fault(&f);
}

/* ---- files -------------------------------------------------------------- */

static int
write_manifest(const struct batch_run *b, struct fault *f)
{
    const struct options *o = &b->g->o;
    struct manifest_rule rule[COMPARISON_RULES];
    char command[4096];

    say_command(b->g, command, sizeof command);
    comparison_rules(rule);
    const struct manifest m = {
        .commit = b->g->commit, .command = command, .seed = o->seed,
        .first = b->first, .n_replicates = b->n_replicates,
        .arm = b->arms.item, .n_arms = b->arms.n,
        .regimes = b->arms.regimes, .metric = b->metric,
        .n_metrics = b->n_metrics, .rule = rule,
        .n_rules = b->arms.n > 1 ? COMPARISON_RULES : 0
    };
    return manifest_write(&m, b->folder.path, f);
}

static int
write_all(struct batch_run *b, struct fault *f)
{
    const char *dir = b->folder.path;
    unsigned char wanted[N_RECORD_FILES] = { 0 };
    int code = folder_clear(&b->folder, f);

    wanted[RECORD_runs] = 1;
    wanted[RECORD_summary] = wanted[RECORD_compare] = b->arms.n > 1;
    wanted[RECORD_events] = b->events.stream != NULL;
    wanted[RECORD_people] = b->people.stream != NULL;
    if (code == 0 && wanted[RECORD_events])
        code = output_keep(&b->events, f);
    if (code == 0 && wanted[RECORD_people])
        code = output_keep(&b->people, f);
    if (code == 0)
        code = runs_write(&b->runs, dir, f);
    if (code == 0 && wanted[RECORD_compare])
        code = compare_rows_write(&b->comparison, dir, f);
    if (code == 0)
        code = dictionary_write(dir, wanted, f);
    if (code == 0)
        code = write_manifest(b, f);
    return code == 0 ? folder_sums(dir, f) : code;
}

int
batch_write(struct batch_run *b)
{
    struct fault f = { 0 };

    if (b->folder.path[0] == '\0')
        return 0;
    if (write_all(b, &f) != 0)
        return say_fault(&f);
    b->written = true;
    return 0;
}

void
batch_free(struct batch_run *b)
{
    output_drop(&b->events);
    output_drop(&b->people);
    if (!b->written)
        folder_abandon(&b->folder);
    comparison_free(&b->comparison);
    runs_free(&b->runs);
    arms_free(&b->arms);
    progress_release(&b->progress);
    *b = (struct batch_run){ 0 };
}
