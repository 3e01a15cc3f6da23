/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench_world.c - how fast worlds go, where the time goes, what memory they
 * take, what the number of people does to both, and what the same work costs
 * as a plain loop (plain.h).
 *
 * The shipped world under four of its regimes, or nine where it says so.
 * Times are medians over rounds; those of one thread are time of the
 * processor, those of threads are time on the wall.  What is compared runs in
 * one program, in turns, and is given as the ratio of medians, so that another
 * machine or a busy one moves it little.  Optional argument: the number of
 * rounds. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "input/arm.h"
#include "model/run.h"
#include "model/setup.h"
#include "model/week.h"
#include "plain.h"
#include "study/batch.h"
#include "study/branches.h"

enum { ARMS = 4, ALL = 9, ROUNDS = 7, ROUNDS_MOST = 101, WORLDS = 4 };
#define SEED 2017

struct bench {
    struct arm arm[ALL];        /* the first ARMS are those of most figures  */
    const struct inputs *in[ALL];
    int rounds;
};

static void
give_up(const char *what, const struct fault *f)
{
    fprintf(stderr, "bench_world: %s: %s\n", what, f ? f->text : "");
    exit(1);
}

static double
seconds(clockid_t clock)
{
    struct timespec t;

    if (clock_gettime(clock, &t) != 0)
        give_up("no clock", NULL);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static double
cpu_ms(void)
{
    return 1000 * seconds(CLOCK_THREAD_CPUTIME_ID);
}

static int
compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double
median(const double x[], int n)
{
    double sorted[ROUNDS_MOST];

    memcpy(sorted, x, (size_t)n * sizeof *x);
    qsort(sorted, (size_t)n, sizeof *sorted, compare);
    return (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
}

static void
load(struct bench *b)
{
    static const char *const typed[ALL] = { "world@anarchy",
        "world@convention", "world@agency", "world@convention+agency",
        "world@norms", "world@accord", "world@convention+accord",
        "world@agency+accord", "world@geneva" };
    struct faults all = { 0 };

    for (int a = 0; a < ALL; a++) {
        struct arm_request r = { .typed = typed[a] };
        if (arm_load(&r, &b->arm[a], &all))
            give_up(typed[a], all.item);
        b->in[a] = &b->arm[a].in;
    }
}

/* ---- worlds by threads -------------------------------------------------- */

/* World-decades a second on the wall. */
static double
rate(const struct bench *b, size_t arms, int threads, uint32_t first)
{
    struct outcomes out[WORLDS * ALL];
    unsigned char ok[WORLDS * ALL];
    struct study_plan plan = { .arm = b->in, .n_arms = arms, .seed = SEED,
        .first = first, .n_replicates = WORLDS, .n_threads = threads };
    struct fault f = { 0 };
    double start = seconds(CLOCK_MONOTONIC);

    if (study_run(&plan, out, ok, &f))
        give_up("study", &f);
    return (double)(WORLDS * arms) / (seconds(CLOCK_MONOTONIC) - start);
}

static void
threads(const struct bench *b, size_t arms, const char *what)
{
    double one[ROUNDS_MOST], two[ROUNDS_MOST];

    for (int r = 0; r < b->rounds; r++) {
        one[r] = rate(b, arms, 1, (uint32_t)r * WORLDS);
        two[r] = rate(b, arms, 2, (uint32_t)r * WORLDS);
    }
    double m1 = median(one, b->rounds), m2 = median(two, b->rounds);
    printf("  %-34s %9.1f %9.1f %9.2f x\n", what, m1, m2, m2 / m1);
}

static void
all_threads(const struct bench *b)
{
    printf("\nWorld-decades a second\n  %-34s %9s %9s %9s\n", "",
           "1 thread", "2 threads", "ratio");
    threads(b, ALL, "nine regimes until they part");
    threads(b, ARMS, "four regimes until they part");
    threads(b, 1, "one regime, with its spin-up");
}

/* Weeks that a world under all regimes plays, against those that it would if
 * only the spin-up were shared, and if nothing were. */
static void
shared_weeks(const struct bench *b)
{
    const struct inputs *in = b->in[0];
    int64_t spin_up = (int64_t)in->params.world.spin_up;
    int64_t weeks = (int64_t)ALL * in->weeks, saved = 0;
    struct branches tree;
    struct fault f;

    if (branches_init(&tree, b->in, ALL, &f))
        give_up("tree of arms", &f);
    for (size_t k = 1; k < ALL; k++)
        if (tree.parts[k] > 0)
            saved += tree.parts[k] < in->weeks ? tree.parts[k] : in->weeks;
    printf("\nWeeks of one world, nine regimes\n"
           "  %-34s %9lld\n  %-34s %9lld\n  %-34s %9lld\n",
           "each by itself", (long long)(ALL * spin_up + weeks),
           "spin-up shared", (long long)(spin_up + weeks),
           "shared until they part", (long long)(spin_up + weeks - saved));
    branches_free(&tree);
}

/* ---- memory ------------------------------------------------------------- */

static double
peak_mb(void)
{
    struct rusage u;

    if (getrusage(RUSAGE_SELF, &u) != 0)
        give_up("no getrusage", NULL);
    return (double)u.ru_maxrss / 1024;
}

/* Bytes of the columns, with the room that they have ahead. */
static double
columns_mb(const struct world *w)
{
    size_t sum = sizeof *w + sizeof *w->normals
               + w->n_keep * sizeof *w->keep_power;

#define TABLE(tab, what)
#define COLUMN(tab, type, col, width, who, unit, meaning)                      \
    sum += w->tab.capacity * sizeof(type) * (width);
#define END_TABLE(tab)
#include "world/columns.def"
#undef TABLE
#undef COLUMN
#undef END_TABLE
    return (double)sum / (1024 * 1024);
}

/* Of a process of its own, since a peak never falls and memory that was used
 * once is not given out as at first. */
static double
peak_of(const struct bench *b, int threads)
{
    double peak = 0;
    int end[2], status = 1;

    if (pipe(end) != 0)
        give_up("no pipe", NULL);
    pid_t child = fork();
    if (child == 0) {
        rate(b, ARMS, threads, 0);
        peak = peak_mb();
        _exit(write(end[1], &peak, sizeof peak) != sizeof peak);
    }
    if (child < 0 || read(end[0], &peak, sizeof peak) != sizeof peak
        || waitpid(child, &status, 0) != child || status != 0)
        give_up("no process for the memory", NULL);
    close(end[0]);
    close(end[1]);
    return peak;
}

/* Before all else: a process that has had threads can't fork safely. */
static void
memory(const struct bench *b)
{
    struct world w = { 0 };
    struct outcomes out;
    struct fault f = { 0 };
    double start = peak_mb(), one = peak_of(b, 1), two = peak_of(b, 2);

    if (study_world(b->in[ARMS - 1], SEED, 0, &w, &out, &f))
        give_up("world", &f);
    printf("Memory, MB\n"
           "  %-34s %9.1f\n  %-34s %9.1f\n  %-34s %9.1f\n  %-34s %9.1f\n",
           "program and inputs", start, "first thread, four regimes",
           one - start, "a second thread", two - one,
           "one world, with room not yet used", columns_mb(&w));
    world_free(&w);
}

/* ---- shares of the week ------------------------------------------------- */

enum { PARTS = 16 };

struct shares {
    double ms[PARTS];           /* processes, then the four below            */
    size_t n;
    double last;                /* when the last part ended                  */
    double clock;               /* what reading the clock takes              */
};

enum { PART_setup, PART_copy, PART_reserve, PART_law };

static void
lap(struct shares *s, size_t part)
{
    double now = cpu_ms();

    s->ms[part] += now - s->last - s->clock;
    s->last = now;
}

static double
clock_ms(void)
{
    enum { READINGS = 20000 };
    double start = cpu_ms();

    for (int k = 0; k < READINGS; k++)
        cpu_ms();
    return (cpu_ms() - start) / READINGS;
}

/* week_run with a clock between its parts. */
static int
clocked_weeks(struct world *w, int32_t end, struct shares *s, struct fault *f)
{
    for (; w->week < end; w->week++) {
        s->last = cpu_ms();
        int code = world_reserve(w, f);
        if (code)
            return code;
        lap(s, model_week_length + PART_reserve);
        w->last_events = w->week_events;
        w->week_events = w->event.n;
        law_compile(&w->law, w->in->clause, w->in->n_clauses, w->week, &w->p);
        lap(s, model_week_length + PART_law);
        for (size_t k = 0; k < model_week_length; k++) {
            model_week[k].run(w);
            lap(s, k);
        }
    }
    return 0;
}

static int
clocked_world(const struct inputs *in, uint32_t replicate,
              const struct derived *begun, struct shares *s,
              struct outcomes *out, struct fault *f)
{
    struct world base = { 0 }, w = { 0 };

    s->last = cpu_ms();
    int code = world_setup(&base, in, SEED, replicate, f);
    lap(s, model_week_length + PART_setup);
    base.derived.room = begun->room;
    base.derived.finds = begun->finds;
    if (code == 0)
        code = clocked_weeks(&base, 0, s, f);
    s->last = cpu_ms();
    if (code == 0)
        code = world_copy(&w, &base, f);
    lap(s, model_week_length + PART_copy);
    if (code == 0)
        code = clocked_weeks(&w, in->weeks, s, f);
    if (code == 0)
        code = model_finish(&w, in, out, f);
    world_free(&base);
    world_free(&w);
    return code;
}

static void
print_shares(const struct shares *s, int worlds)
{
    static const char *const more[] = { "set-up", "copy", "reserve", "law" };
    double sum = 0;

    for (size_t k = 0; k < s->n; k++)
        sum += s->ms[k];
    printf("\nOne regime with its spin-up    %9s %9s\n", "ms", "share");
    for (size_t k = 0; k < s->n; k++)
        printf("  %-28s %9.2f %8.1f %%\n", k < model_week_length
               ? model_week[k].name : more[k - model_week_length],
               s->ms[k] / worlds, 100 * s->ms[k] / sum);
    printf("  %-28s %9.2f\n", "all", sum / worlds);
}

static void
all_shares(const struct bench *b)
{
    struct shares s = { .n = model_week_length + 4, .clock = clock_ms() };

    if (s.n > PARTS)
        give_up("more processes than PARTS", NULL);
    for (int r = 0; r < b->rounds; r++) {
        const struct inputs *in = b->in[0];
        struct world w = { 0 };
        struct outcomes want, got;
        struct fault f = { 0 };
        if (study_world(in, SEED, (uint32_t)r, &w, &want, &f)
            || clocked_world(in, (uint32_t)r, &w.derived, &s, &got, &f))
            give_up("clocked", &f);
        if (memcmp(&want, &got, sizeof want) != 0)
            give_up("the clocked week is not that of week.c", NULL);
        world_free(&w);
    }
    print_shares(&s, b->rounds);
}

/* ---- number of people --------------------------------------------------- */

enum { SIZES = 3 };

static double
people_of(const struct tables *t)
{
    double sum = 0;

    for (uint32_t i = 0; i < t->n_states; i++)
        sum += t->state[i].population;
    return sum;
}

/* Populations become `factor` times those of `in`, in states of its own. */
static void
scale_people(struct inputs *scaled, const struct inputs *in, double factor)
{
    size_t n = in->tables.n_states;

    *scaled = *in;
    scaled->tables.state = malloc(n * sizeof *scaled->tables.state);
    if (scaled->tables.state == NULL)
        give_up("no memory for the states", NULL);
    memcpy(scaled->tables.state, in->tables.state,
           n * sizeof *scaled->tables.state);
    for (size_t i = 0; i < n; i++)
        scaled->tables.state[i].population *= factor;
}

struct size {
    double ms[ROUNDS_MOST];
    double online, mb, operations;      /* of the first world; sum           */
};

static void
one_size(const struct inputs *in, int r, struct size *s)
{
    struct world w = { 0 };
    struct outcomes out;
    struct fault f = { 0 };
    double start = cpu_ms();

    if (study_world(in, SEED, (uint32_t)r, &w, &out, &f))
        give_up("sizes", &f);
    s->ms[r] = cpu_ms() - start;
    s->operations += out.value[METRIC_ops_true];
    for (uint32_t i = 0; i < w.state.n && r == 0; i++)
        s->online += w.state.online[i];
    if (r == 0)
        s->mb = columns_mb(&w);
    world_free(&w);
}

/* In turns; a regime with its spin-up.  Memory is the same.  Time grows
 * slowly: a binomial of nobody costs nothing, one that expects few little;
 * above 10^8 people in a group each further 10^8 are a draw of their own
 * (draws_binomial). */
static void
all_sizes(const struct bench *b)
{
    static const double people[SIZES] = { 1e4, 1e6, 6e9 };
    struct size size[SIZES] = { 0 };
    struct inputs in[SIZES];

    for (int n = 0; n < SIZES; n++)
        scale_people(&in[n], b->in[ARMS - 1],
                     people[n] / people_of(&b->in[ARMS - 1]->tables));
    for (int r = 0; r < b->rounds; r++)
        for (int n = 0; n < SIZES; n++)
            one_size(&in[n], r, &size[n]);
    printf("\nBy people, one regime with its spin-up\n"
           "  %-18s %9s %9s %9s %9s %9s\n", "people", "online", "ms",
           "ratio", "MB", "ops");
    for (int n = 0; n < SIZES; n++) {
        double ms = median(size[n].ms, b->rounds);
        printf("  %-18.0e %9.2g %9.2f %9.2f %9.2f %9.1f\n", people[n],
               size[n].online, ms, ms / median(size[0].ms, b->rounds),
               size[n].mb, size[n].operations / b->rounds);
        free(in[n].tables.state);
    }
}

/* ---- side by side ------------------------------------------------------- */

static const enum metric counts[] = {
    METRIC_ops_true, METRIC_ops_detected, METRIC_findings_private,
    METRIC_findings_public, METRIC_crises, METRIC_people_compromised };
enum { COUNTS = sizeof counts / sizeof *counts };

struct side {
    double four[ROUNDS_MOST], one[ROUNDS_MOST];         /* ms a world-decade */
    double count[COUNTS];       /* sums over four regimes and all rounds     */
};

static void
add_counts(struct side *s, const struct outcomes *out)
{
    for (size_t k = 0; k < COUNTS; k++)
        s->count[k] += out->value[counts[k]];
}

/* Four regimes with a shared spin-up; `begun`: what the plain world needs. */
static int
shared_four(const struct bench *b, int r, struct side *s,
            struct derived *begun, struct fault *f)
{
    struct world base = { 0 }, w = { 0 };
    double start = cpu_ms();
    int code = model_begin(&base, b->in[0], SEED, (uint32_t)r, f);

    for (int a = 0; a < ARMS && code == 0; a++) {
        struct outcomes out;
        code = world_copy(&w, &base, f);
        if (code == 0)
            code = model_finish(&w, b->in[a], &out, f);
        add_counts(s, &out);
    }
    *begun = base.derived;
    world_free(&base);
    world_free(&w);
    s->four[r] = (cpu_ms() - start) / ARMS;
    return code;
}

static int
shared_one(const struct bench *b, int r, struct side *s, struct fault *f)
{
    struct world w = { 0 };
    struct outcomes out;
    double start = cpu_ms();
    int code = study_world(b->in[0], SEED, (uint32_t)r, &w, &out, f);

    world_free(&w);
    s->one[r] = cpu_ms() - start;
    return code;
}

static int
plain_world(const struct inputs *in, int r, const struct derived *begun,
            struct outcomes *out, struct fault *f)
{
    struct world w = { 0 };
    int code = world_setup(&w, in, SEED, (uint32_t)r, f);

    if (code == 0)
        plain_start(&w, begun);
    while (code == 0 && w.week < in->weeks)
        code = plain_week(&w, f);
    if (code == 0)
        code = model_finish(&w, in, out, f);
    world_free(&w);
    return code;
}

static int
plain_four(const struct bench *b, int r, struct side *s,
           const struct derived *begun, struct fault *f)
{
    double start = cpu_ms();
    int code = 0;

    for (int a = 0; a < ARMS && code == 0; a++) {
        struct outcomes out;
        code = plain_world(b->in[a], r, begun, &out, f);
        add_counts(s, &out);
        if (a == 0)
            s->one[r] = cpu_ms() - start;
    }
    s->four[r] = (cpu_ms() - start) / ARMS;
    return code;
}

static void
print_sides(const struct side *ours, const struct side *plain, int rounds)
{
    double four[2] = { median(ours->four, rounds),
                       median(plain->four, rounds) };
    double one[2] = { median(ours->one, rounds), median(plain->one, rounds) };

    printf("\nAgainst a plain loop, ms a world-decade\n"
           "  %-34s %9s %9s %9s\n", "", "detente", "plain", "ratio");
    printf("  %-34s %9.1f %9.1f %9.2f x\n", "four regimes, spin-up shared",
           four[0], four[1], four[1] / four[0]);
    printf("  %-34s %9.1f %9.1f %9.2f x\n", "one regime, with its spin-up",
           one[0], one[1], one[1] / one[0]);
    printf("Is it the same work?  Sums over all of these worlds\n");
    for (size_t k = 0; k < COUNTS; k++)
        printf("  %-34s %9.4g %9.4g %9.2f\n", metric_table[counts[k]].label,
               ours->count[k], plain->count[k],
               plain->count[k] / ours->count[k]);
}

static void
side_by_side(const struct bench *b)
{
    struct side ours = { 0 }, plain = { 0 };

    for (int r = 0; r < b->rounds; r++) {
        struct fault f = { 0 };
        struct derived begun;
        if (shared_four(b, r, &ours, &begun, &f)
            || plain_four(b, r, &plain, &begun, &f)
            || shared_one(b, r, &ours, &f))
            give_up("side by side", &f);
    }
    print_sides(&ours, &plain, b->rounds);
}

int
main(int argc, char **argv)
{
    static struct bench b;

    b.rounds = argc > 1 ? (int)strtol(argv[1], NULL, 10) : ROUNDS;
    if (b.rounds < 1 || b.rounds > ROUNDS_MOST)
        give_up("rounds are 1 to 101", NULL);
    load(&b);
    memory(&b);
    all_threads(&b);
    shared_weeks(&b);
    all_shares(&b);
    all_sizes(&b);
    side_by_side(&b);
    for (int a = 0; a < ALL; a++)
        arm_free(&b.arm[a]);
    return ferror(stdout) || fflush(stdout) ? 1 : 0;
}
