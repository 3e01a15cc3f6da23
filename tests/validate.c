/* SPDX-License-Identifier: GPL-3.0-or-later */
/* validate.c - the model held against the record: `make validate`.
 *
 *     validate [WORLDS] [seed=N] [section.name=value ...]
 *
 * Runs the calibration world (40 worlds by default) and prints each target,
 * its range, the mean over worlds (T26, a maximum, the median) with the range
 * that holds 90 % of the worlds, and whether it is inside.  Then what no
 * target sees: true kinds against observed ones, the shipped world, and
 * controls whose answer
 * is known.  Ends with 0 unless a run fails.                                */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "input/arm.h"
#include "study/batch.h"
#include "study/statistics.h"
#include "study/targets.h"

enum { WORLDS = 40, CONTROL_WORLDS = 4, SHIPPED_WORLDS = 12,
       SETS = 24, SETS_CONTROL = 6, N_USES = 3 };

/* What was asked for. */
struct request {
    size_t n;                   /* worlds                                    */
    uint64_t seed;
    const char *set[SETS];
    size_t n_sets;
};

/* What the worlds of one arm gave: value[k] of world k. */
struct worlds {
    size_t n;
    double (*target)[N_TARGETS];
    struct outcomes *out;
};

static void
worlds_free(struct worlds *ws)
{
    free(ws->target);
    free(ws->out);
}

static int
fail(const struct fault *f)
{
    char text[2048];

    fault_print(text, sizeof text, f);
    fputs(text, stderr);
    return 1;
}

static int
load(struct arm *a, const char *name, const char *const *sets, size_t n_sets)
{
    struct arm_request request = { .typed = name, .set = sets,
                                   .n_sets = n_sets };
    struct faults all = { 0 };
    int code = arm_load(&request, a, &all);

    if (code != 0)
        fail(&all.item[0]);
    faults_free(&all);
    return code;
}

/* Runs the worlds of `in`; targets too if `against`. */
static int
run(struct worlds *ws, const struct inputs *in, const struct request *q,
    bool against)
{
    const size_t n = q->n;
    const uint64_t seed = q->seed;
    int failed = 0;

    *ws = (struct worlds){ .n = n, .target = calloc(n, sizeof *ws->target),
                           .out = calloc(n, sizeof *ws->out) };
    if (ws->target == NULL || ws->out == NULL)
        return fputs("no memory\n", stderr), 1;
#pragma omp parallel for default(none) shared(ws, in) \
    firstprivate(n, seed, against) \
    schedule(dynamic, 1) num_threads(2) reduction(+ : failed)
    for (size_t k = 0; k < n; k++) {
        struct world w = { 0 };
        struct fault f = { 0 };
        int code = study_world(in, seed, (uint32_t)k, &w, &ws->out[k], &f);
        if (code == 0 && against)
            code = targets_of(&w, ws->target[k], &f);
        if (code != 0)
            failed += fail(&f);
        world_free(&w);
    }
    return failed;
}

/* ---- the table ---------------------------------------------------------- */

/* Over worlds: the mean or median, and 5 and 95 %. */
static struct interval
over_worlds(const struct worlds *ws, enum target t)
{
    double *x = malloc((ws->n + 1) * sizeof *x);
    struct interval r = { NAN, NAN, NAN };
    size_t n = 0;

    for (size_t k = 0; x != NULL && k < ws->n; k++)
        if (!isnan(ws->target[k][t]))
            x[n++] = ws->target[k][t];
    if (n > 0) {
        r.estimate = statistics_mean(x, n);
        statistics_sort(x, n);
        if (t == TARGET_T26)
            r.estimate = statistics_quantile(x, n, 0.5);
        r.low = statistics_quantile(x, n, 0.05);
        r.high = statistics_quantile(x, n, 0.95);
    }
    free(x);
    return r;
}

/* About three digits; five characters up to 9999. */
static const char *
number(char text[16], double x)
{
    snprintf(text, 16, fabs(x) < 1 ? "%.3f" : fabs(x) < 100 ? "%.3g" : "%.0f",
             x);
    return text;
}

static void
print_range(double low, double high)
{
    char a[16], b[16];

    printf(" %5s-%-5s", number(a, low), number(b, high));
}

static void
print_row(const struct target_fact *t, const struct worlds *ws,
          int count[N_USES][2])
{
    static const char *const use[] = { "calibrate", "check", "input" };
    int which = targets_find(t->id);
    char text[16];

    printf("%-3s %-29s %5s", t->id, t->pattern, number(text, t->value));
    print_range(t->low, t->high);
    if (which < 0) {
        puts("  not worked out");
        return;
    }
    struct interval r = over_worlds(ws, (enum target)which);
    bool in = r.estimate >= t->low && r.estimate <= t->high;
    printf(" %5s", number(text, r.estimate));
    print_range(r.low, r.high);
    printf(" %-3s %s\n", in ? "in" : "OUT",
           t->use == USE_calibrate ? t->fitted_by : use[t->use]);
    count[t->use][0] += in;
    count[t->use][1]++;
}

static void
print_table(const struct target_fact *t, size_t n, const struct worlds *ws)
{
    int count[N_USES][2] = { 0 };

    printf("%-33s %5s %11s %5s %11s     %s\n", "", "data", "range   ",
           "model", "90 % ", "fitted by, or use");
    for (size_t k = 0; k < n; k++)
        print_row(&t[k], ws, count);
    printf("in: %d of %d calibrated, %d of %d checks, %d of %d inputs\n",
           count[USE_calibrate][0], count[USE_calibrate][1],
           count[USE_check][0], count[USE_check][1],
           count[USE_input][0], count[USE_input][1]);
}

/* ---- what no target sees ------------------------------------------------ */

static double
mean_of(const struct worlds *ws, enum metric m)
{
    double sum = 0;

    for (size_t k = 0; k < ws->n; k++)
        sum += ws->out[k].value[m];
    return sum / (double)ws->n;
}

static void
print_kinds(const struct worlds *ws)
{
    static const enum metric is[N_KINDS] = {
        METRIC_ops_espionage, METRIC_ops_theft, METRIC_ops_influence,
        METRIC_ops_disruption, METRIC_ops_destruction },
        seen[N_KINDS] = {
        METRIC_observed_espionage, METRIC_observed_theft,
        METRIC_observed_influence, METRIC_observed_disruption,
        METRIC_observed_destruction };
    double all = mean_of(ws, METRIC_ops_true);
    double observed = mean_of(ws, METRIC_ops_observed);

    printf("\nThe shipped world, anarchy, %zu worlds of ten years\n", ws->n);
    printf("  %-34s %9s %9s\n", "", "true", "observed");
    printf("  %-34s %9.0f %9.0f\n", "operations", all, observed);
    for (int k = 0; k < N_KINDS; k++)
        printf("  share %-28s %9.3f %9.3f\n", list_word(LIST_kind, k),
               mean_of(ws, is[k]) / all, mean_of(ws, seen[k]) / observed);
    printf("  share %-28s %9.3f\n", "through a proxy",
           mean_of(ws, METRIC_ops_proxy) / all);
    double saturated = mean_of(ws, METRIC_capability_saturated);
    printf("  %-34s %9.3f   expected below 0.05: %s\n",
           "capability under heavy sanctions", saturated,
           saturated < 0.05 ? "yes" : "NO");
    printf("  %-34s %9.3f\n", "cost share of findings",
           mean_of(ws, METRIC_cost_share));
    printf("  %-34s %9.2f\n", "wars", mean_of(ws, METRIC_armed_conflicts));
    printf("  %-34s %9.2f\n", "largest loss, GUSD",
           mean_of(ws, METRIC_largest_loss_musd) / 1000);
}

/* ---- controls ----------------------------------------------------------- */

struct control {
    const char *what, *arm, *set[SETS_CONTROL];
    enum metric metric, over;   /* over another of its own; the same metric:
                                 * over that of the shipped world as it is   */
    double low, high;
};

static const struct control controls[] = {
    { "no opportunities: no operations", "world", { "decision.tempo=0" },
      METRIC_ops_true, METRIC_ops_true, 0, 0 },
    /* 5 of 25 acts are espionage; 0.01 is four standard errors of 30,000. */
    { "choice without reason: one act in five spies", "world",
      { "decision.rationality=0" },
      METRIC_ops_espionage, METRIC_ops_true, 0.19, 0.21 },
    { "agency that can open no case: nothing changes", "world@agency",
      { "agency.capacity=0" }, METRIC_ops_true, METRIC_ops_true, 1, 1 },
    { "nothing can be seen: nothing is named", "world",
      { "response.detection.espionage=0", "response.detection.theft=0",
        "response.detection.influence=0", "response.detection.disruption=0",
        "response.detection.destruction=0", "response.first_week=0" },
      METRIC_ops_named_right, METRIC_ops_true, 0, 0 },
    { "no evidence: nobody rightly named", "world",
      { "attribution.skill=0" },
      METRIC_ops_named_right, METRIC_ops_named_right, 0, 0.05 },
    { "findings cost nothing: operations, a little more", "world",
      { "decision.finding_cost=0" }, METRIC_ops_true, METRIC_ops_true,
      1, 1.1 },
    { "findings cost nothing: destruction, more", "world",
      { "decision.finding_cost=0" },
      METRIC_ops_destruction, METRIC_ops_destruction, 1, 2 },
    { "no reach and no worm: nobody disrupted", "world",
      { "strike.reach=0", "spread.seats=0" },
      METRIC_people_disrupted, METRIC_people_disrupted, 0, 0 },
};

static int
print_control(const struct control *c, const struct worlds *base,
              uint64_t seed)
{
    const struct request q = { .n = CONTROL_WORLDS, .seed = seed };
    struct arm a = { 0 };
    struct worlds ws = { 0 };
    size_t n_sets = 0;

    while (n_sets < SETS_CONTROL && c->set[n_sets] != NULL)
        n_sets++;
    int failed = load(&a, c->arm, c->set, n_sets) != 0
                 || run(&ws, &a.in, &q, false) != 0;
    if (!failed) {
        struct worlds same = { .n = CONTROL_WORLDS, .out = base->out };
        double r = mean_of(&ws, c->metric)
            / mean_of(c->over == c->metric ? &same : &ws, c->over);
        printf("  %-50s %6.3f  %s\n", c->what, r,
               r >= c->low && r <= c->high ? "as it should be" : "NO");
    }
    worlds_free(&ws);
    arm_free(&a);
    return failed;
}

static int
shipped(const struct request *q)
{
    struct arm a = { 0 };
    struct worlds ws = { 0 };
    int failed = load(&a, "world@anarchy", q->set, q->n_sets) != 0
                 || run(&ws, &a.in, q, false) != 0;

    if (!failed) {
        print_kinds(&ws);
        printf("\nControls, %d worlds each, against the same worlds\n",
               CONTROL_WORLDS);
        for (size_t k = 0; k < sizeof controls / sizeof *controls; k++)
            failed |= print_control(&controls[k], &ws, q->seed);
    }
    worlds_free(&ws);
    arm_free(&a);
    return failed;
}

/* T29 comes from a world in which states do nothing but join. */
static int
accession(struct worlds *ws, const struct request *q)
{
    struct arm a = { 0 };
    struct fault f = { 0 };
    int failed = load(&a, "accession-2001", q->set, q->n_sets) != 0;

    for (size_t k = 0; failed == 0 && k < ws->n; k++) {
        struct world w = { 0 };
        struct outcomes out;
        if (study_world(&a.in, q->seed, (uint32_t)k, &w, &out, &f) != 0)
            failed = fail(&f);
        else
            ws->target[k][TARGET_T29] = targets_ratified(&w);
        world_free(&w);
    }
    arm_free(&a);
    return failed;
}

static int
calibration(const struct request *q)
{
    struct target_fact fact[FACTS_MOST];
    struct faults all = { 0 };
    struct arm a = { 0 };
    struct worlds ws = { 0 };
    size_t n_facts;
    int failed = targets_read("scenarios/studies/targets.csv", fact, &n_facts,
                              &all) != 0;

    if (failed)
        fail(&all.item[0]);
    else
        failed = load(&a, "calibration-2003", q->set, q->n_sets) != 0
                 || run(&ws, &a.in, q, true) != 0
                 || accession(&ws, q) != 0;
    if (!failed) {
        printf("The record of 2003 to 2015 and %zu worlds\n", q->n);
        print_table(fact, n_facts, &ws);
    }
    worlds_free(&ws);
    arm_free(&a);
    faults_free(&all);
    return failed;
}

int
main(int argc, char **argv)
{
    struct request q = { .n = WORLDS, .seed = 1 };

    for (int k = 1; k < argc; k++)
        if (strncmp(argv[k], "seed=", 5) == 0)
            q.seed = strtoull(argv[k] + 5, NULL, 10);
        else if (strchr(argv[k], '=') == NULL)
            q.n = strtoul(argv[k], NULL, 10);
        else if (q.n_sets < SETS)
            q.set[q.n_sets++] = argv[k];
    if (q.n < CONTROL_WORLDS)
        q.n = CONTROL_WORLDS;
    int failed = calibration(&q);
    if (q.n > SHIPPED_WORLDS)
        q.n = SHIPPED_WORLDS;
    failed |= shipped(&q);
    return failed;
}
