/* SPDX-License-Identifier: GPL-3.0-or-later */
/* experiments.c - signs that theory predicts: `make validate EXPERIMENTS=1`.
 *
 *     experiments [POINTS] [WORLDS]
 *
 * The first four of the ten experiments that a user would run, small: at each
 * point of a Latin hypercube over what is marked deep (parameters and levers,
 * each over its swept range; no norm is taken to heart, nu 0) all arms play
 * the same worlds, everybody bound.  Printed for each prediction: its sign,
 * in how many points the mean difference has it, in how many it is clear
 * (|mean| > 2 standard errors) for and against, the median and extremes of
 * the difference in per cent of anarchy at that point, and the deep number on
 * which it hangs most (Spearman's rank correlation over the points; one of
 * some fifty by luck alone reaches about 0.5 at 40 points).  A sign holds
 * where at least four points in five have it; "none" where as many are within
 * 2 % of anarchy: with enough worlds anything is clear.  A prediction that
 * fails is a finding, not an error: ends with 0 unless a run fails.
 *
 * Rows with "calm" are the same question where operations make no state more
 * hostile: what part of an answer goes through hostility.
 *
 * Left out, for want of a lever or an outcome: effects by year; detection that
 * rises for proxies alone; the standing of the agency; who signs (choice).  */
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/draw.h"
#include "input/arm.h"
#include "study/batch.h"
#include "study/statistics.h"

enum { POINTS = 40, WORLDS = 25, SEED = 1, SETS = 4, THREADS = 2,
       POINTS_MOST = 1000, WORLDS_MOST = 1000, AXES_MOST = 100, SUM = 2 };

/* ---- arms --------------------------------------------------------------- */

enum which { ANARCHY, CONVENTION, AGENCY, ACCORD, C_AGENCY, C_ACCORD,
             A_ACCORD, GENEVA, BLIND, SEEN, ALERT, STRICT, FLAGS, WEAK,
             CALM, CALM_BLIND, CALM_SEEN, CALM_ALERT, N_ARMS };

#define SKILL(x) "attribution.skill=" x
#define NO_ANGER "reaction.hostility_gain=0"
#define MORE_EYES "response.government_skill=1.5", "response.ended=0.5"

static const struct arm_spec {
    const char *typed, *set[SETS];
} specs[N_ARMS] = {
    [ANARCHY] = { "bound@anarchy", { NULL } },
    [CONVENTION] = { "bound@convention", { NULL } },
    [AGENCY] = { "bound@agency", { NULL } },
    [ACCORD] = { "bound@accord", { NULL } },
    [C_AGENCY] = { "bound@convention+agency", { NULL } },
    [C_ACCORD] = { "bound@convention+accord", { NULL } },
    [A_ACCORD] = { "bound@agency+accord", { NULL } },
    [GENEVA] = { "bound@geneva", { NULL } },
    [BLIND] = { "bound@anarchy", { SKILL("0.2") } },
    [SEEN] = { "bound@anarchy", { SKILL("1.2") } },
    [ALERT] = { "bound@anarchy", { MORE_EYES } },
    [STRICT] = { "bound@anarchy", { "attribution.threshold.government=0.995",
                                    "attribution.threshold.firm=0.995" } },
    [FLAGS] = { "bound@anarchy", { "attribution.flag_share=0.2" } },
    [WEAK] = { "bound@geneva", { "agency.capacity=0.1",
        "agency.independence=0.2", "attribution.veto=1" } },
    [CALM] = { "bound@anarchy", { NO_ANGER } },
    [CALM_BLIND] = { "bound@anarchy", { NO_ANGER, SKILL("0.2") } },
    [CALM_SEEN] = { "bound@anarchy", { NO_ANGER, SKILL("1.2") } },
    [CALM_ALERT] = { "bound@anarchy", { NO_ANGER, MORE_EYES } },
};

/* ---- predictions -------------------------------------------------------- */

enum sign { DOWN, UP, FLAT };

#define NONE N_METRICS
#define NEAR 2.0                /* per cent of anarchy that is as good as 0  */

/* Sum of the arms in plus less that of those in minus; both as long. */
static const struct prediction {
    const char *what;
    enum metric metric;
    enum metric over;           /* what it is a share of; N_METRICS: none    */
    enum sign sign;
    enum which plus[SUM], minus[SUM];
    int n;
} predictions[] = {
    { "1 geneva: operations", METRIC_ops_true, NONE, DOWN,
      { GENEVA }, { ANARCHY }, 1 },
    { "1 geneva: disruption", METRIC_ops_disruption, NONE, DOWN,
      { GENEVA }, { ANARCHY }, 1 },
    { "1 geneva: destruction", METRIC_ops_destruction, NONE, DOWN,
      { GENEVA }, { ANARCHY }, 1 },
    { "1 geneva: share of espionage", METRIC_ops_espionage, METRIC_ops_true,
      UP, { GENEVA }, { ANARCHY }, 1 },
    { "1 geneva: disrupted person-weeks",
      METRIC_disrupted_person_weeks_per_1000, NONE, DOWN,
      { GENEVA }, { ANARCHY }, 1 },
    { "2 convention alone: destruction", METRIC_ops_destruction, NONE,
      FLAT, { CONVENTION }, { ANARCHY }, 1 },
    { "2 agency alone: operations", METRIC_ops_true, NONE, FLAT,
      { AGENCY }, { ANARCHY }, 1 },
    { "2 agency alone: destruction", METRIC_ops_destruction, NONE, FLAT,
      { AGENCY }, { ANARCHY }, 1 },
    { "2 agency alone: observed operations", METRIC_ops_observed, NONE, UP,
      { AGENCY }, { ANARCHY }, 1 },
    { "2 accord alone: operations", METRIC_ops_true, NONE, FLAT,
      { ACCORD }, { ANARCHY }, 1 },
    { "2 accord alone: people compromised", METRIC_people_compromised, NONE,
      DOWN, { ACCORD }, { ANARCHY }, 1 },
    { "2 convention x agency: destruction", METRIC_ops_destruction, NONE,
      DOWN, { C_AGENCY, ANARCHY }, { CONVENTION, AGENCY }, 2 },
    { "2 convention x accord: destruction", METRIC_ops_destruction, NONE,
      FLAT, { C_ACCORD, ANARCHY }, { CONVENTION, ACCORD }, 2 },
    { "2 agency x accord: observed operations", METRIC_ops_observed, NONE,
      UP, { A_ACCORD, ANARCHY }, { AGENCY, ACCORD }, 2 },
    { "3a skill .2 to deep: wrong answers",
      METRIC_retaliations_after_wrong_finding, NONE, UP,
      { ANARCHY }, { BLIND }, 1 },
    { "3a skill deep to 1.2: wrong answers",
      METRIC_retaliations_after_wrong_finding, NONE, DOWN,
      { SEEN }, { ANARCHY }, 1 },
    { "3a skill .2 to 1.2: wrong answers a public finding",
      METRIC_retaliations_after_wrong_finding, METRIC_findings_public, DOWN,
      { SEEN }, { BLIND }, 1 },
    { "3a skill .2 to 1.2: destruction", METRIC_ops_destruction, NONE, DOWN,
      { SEEN }, { BLIND }, 1 },
    { "3a calm, skill .2 to 1.2: destruction", METRIC_ops_destruction, NONE,
      DOWN, { CALM_SEEN }, { CALM_BLIND }, 1 },
    { "3b more detection: operations", METRIC_ops_true, NONE, DOWN,
      { ALERT }, { ANARCHY }, 1 },
    { "3b more detection: destruction", METRIC_ops_destruction, NONE, DOWN,
      { ALERT }, { ANARCHY }, 1 },
    { "3b calm, more detection: operations", METRIC_ops_true, NONE, DOWN,
      { CALM_ALERT }, { CALM }, 1 },
    { "3b calm, more detection: destruction", METRIC_ops_destruction, NONE,
      DOWN, { CALM_ALERT }, { CALM }, 1 },
    { "3c stricter investigators: destruction (can rise)",
      METRIC_ops_destruction, NONE, UP, { STRICT }, { ANARCHY }, 1 },
    { "3d more false flags: operations", METRIC_ops_true, NONE, UP,
      { FLAGS }, { ANARCHY }, 1 },
    { "3d more false flags: wrong names", METRIC_ops_named_wrong, NONE, UP,
      { FLAGS }, { ANARCHY }, 1 },
    { "3d more false flags: wrong names to right ones", METRIC_ops_named_wrong,
      METRIC_ops_named_right, UP, { FLAGS }, { ANARCHY }, 1 },
    { "4 weak agency: destruction against anarchy", METRIC_ops_destruction,
      NONE, FLAT, { WEAK }, { ANARCHY }, 1 },
    { "4 weak agency: breaches against geneva", METRIC_ops_prohibited, NONE,
      UP, { WEAK }, { GENEVA }, 1 },
};
enum { N_PREDICTIONS = sizeof predictions / sizeof *predictions };

/* ---- points ------------------------------------------------------------- */

/* Does the arm set this row itself? */
static bool
is_set(const struct arm_spec *spec, const struct param_info *row)
{
    size_t section = strlen(row->section), name = strlen(row->name);

    for (int k = 0; k < SETS && spec->set[k] != NULL; k++) {
        const char *at = spec->set[k];
        if (strncmp(at, row->section, section) == 0 && at[section] == '.'
            && strncmp(at + section + 1, row->name, name) == 0
            && strchr(".=", at[section + 1 + name]) != NULL)
            return true;
    }
    return false;
}

/* u of (0, 1) within the swept range: by the logarithm where it spans a factor
 * of four and more. */
static double
within(const struct param_info *row, double u, double preset)
{
    bool table = row->n > 1;
    double x = row->low > 0 && row->high >= 4 * row->low
               ? row->low * pow(row->high / row->low, u)
               : row->low + (row->high - row->low) * u;

    if (row->kind == PARAM_whole)
        x = round(x);
    return fmin(row->max, fmax(row->min, table ? x * preset : x));
}

static void
put(const struct param_info *row, double u, void *owner)
{
    double *cell = (double *)(void *)((char *)owner + row->offset);

    for (size_t k = 0; k < row->n; k++)
        cell[k] = within(row, u, row->preset[k]);
}

static void
go_to(struct arm *a, const struct arm_spec *spec,
      const struct param_info *const axis[], size_t n, const double u[])
{
    for (size_t k = 0; k < n; k++) {
        if (is_set(spec, axis[k]))
            continue;
        if (!axis[k]->lever)
            put(axis[k], u[k], &a->in.params);
        for (size_t c = 0; axis[k]->lever && c < a->in.n_clauses; c++)
            put(axis[k], u[k], &a->in.clause[c].levers);
    }
}

static size_t
axes(const struct param_info *axis[AXES_MOST])
{
    size_t n = 0;

    for (size_t k = 0; k < param_count && n < AXES_MOST; k++)
        if (param_table[k].mark == MARK_DEEP
            && strcmp(param_table[k].name, "nu") != 0)
            axis[n++] = &param_table[k];
    return n;
}

/* Fisher and Yates by keyed draws, then a place within each stratum. */
static void
hypercube(double *u, size_t points, size_t n)
{
    struct draw_key key = draw_key_for(SEED, 0);

    for (size_t a = 0; a < n; a++) {
        for (size_t k = 0; k < points; k++)
            u[k * n + a] = (double)k;
        for (size_t k = points; k-- > 1;) {
            size_t other = (size_t)((double)(k + 1)
                * draw_at(key, PURPOSE_subsample, (int32_t)k, a, 0));
            double kept = u[k * n + a];
            u[k * n + a] = u[other * n + a];
            u[other * n + a] = kept;
        }
        for (size_t k = 0; k < points; k++)
            u[k * n + a] = (u[k * n + a]
                + draw_at(key, PURPOSE_subsample, (int32_t)k, a, 1))
                / (double)points;
    }
}

/* ---- what came out ------------------------------------------------------ */

static double
figure(const struct prediction *p, const struct outcomes *o)
{
    double x = o->value[p->metric];

    return p->over == NONE ? x : x / fmax(1, o->value[p->over]);
}

/* Per cent of anarchy at one point, and how many standard errors that is. */
struct change {
    double percent, errors;
};

static struct change
change_of(const struct prediction *p, const struct outcomes *out, size_t n)
{
    double d[WORLDS_MOST], base = 0;

    for (size_t k = 0; k < n; k++) {
        const struct outcomes *o = out + k * N_ARMS;
        d[k] = 0;
        for (int s = 0; s < p->n; s++)
            d[k] += figure(p, &o[p->plus[s]]) - figure(p, &o[p->minus[s]]);
        base += figure(p, &o[p->metric == METRIC_ops_prohibited
                             ? GENEVA : ANARCHY]) / (double)n;
    }
    double mean = statistics_mean(d, n);
    double error = sqrt(statistics_variance(d, n) / (double)n);
    return (struct change){ base > 0 ? 100 * mean / base : 0,
                            error > 0 ? mean / error : 0 };
}

/* Everything, zeroed at first. */
struct work {
    struct arm arm[N_ARMS];
    const struct inputs *in[N_ARMS];
    const struct param_info *axis[AXES_MOST];
    size_t n_axes, points, worlds;
    double u[POINTS_MOST * AXES_MOST];
    struct outcomes out[WORLDS_MOST * N_ARMS];
    unsigned char ok[WORLDS_MOST * N_ARMS];
    struct change change[N_PREDICTIONS][POINTS_MOST];
};

/* The axis with which x goes, up or down, most. */
static void
print_axis(const struct work *w, const double x[])
{
    double u[POINTS_MOST], scratch[2 * POINTS_MOST], most = 0;
    size_t best = 0;

    for (size_t a = 0; a < w->n_axes; a++) {
        for (size_t k = 0; k < w->points; k++)
            u[k] = w->u[k * w->n_axes + a];
        double rho = gsl_stats_spearman(u, 1, x, 1, w->points, scratch);
        if (fabs(rho) > fabs(most)) {
            most = rho;
            best = a;
        }
    }
    printf("  %+.2f %s.%s\n", most, w->axis[best]->section,
           w->axis[best]->name);
}

/* How many points are where. */
struct sign_count {
    size_t down, up, clear_down, clear_up, near;
};

static struct sign_count
count_signs(const struct change *c, size_t points)
{
    struct sign_count t = { 0 };

    for (size_t k = 0; k < points; k++) {
        t.down += c[k].percent < 0;
        t.up += c[k].percent > 0;
        t.clear_down += c[k].errors < -2;
        t.clear_up += c[k].errors > 2;
        t.near += fabs(c[k].percent) <= NEAR;
    }
    return t;
}

static void
print_row(const struct work *w, const struct prediction *p,
          const struct change *c)
{
    static const char *const word[] = { "down", "up", "none" };
    double x[POINTS_MOST], sorted[POINTS_MOST];
    struct sign_count t = count_signs(c, w->points);
    size_t with = p->sign == DOWN ? t.down : p->sign == UP ? t.up : t.near;

    for (size_t k = 0; k < w->points; k++)
        sorted[k] = x[k] = c[k].percent;
    statistics_sort(sorted, w->points);
    printf("%-51s %-4s  %3zu %3zu  %3zu %3zu  %+7.1f %+7.1f %+7.1f  %-9s",
           p->what, word[p->sign], t.down, t.up, t.clear_down, t.clear_up,
           statistics_quantile(sorted, w->points, 0.5), sorted[0],
           sorted[w->points - 1],
           5 * with >= 4 * w->points ? "holds" : "DISAGREES");
    print_axis(w, x);
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
load(struct arm arm[N_ARMS])
{
    struct faults all = { 0 };
    int failed = 0;

    for (int a = 0; !failed && a < N_ARMS; a++) {
        struct arm_request q = { .typed = specs[a].typed,
                                 .set = specs[a].set };
        while (q.n_sets < SETS && q.set[q.n_sets] != NULL)
            q.n_sets++;
        if (arm_load(&q, &arm[a], &all) != 0)
            failed = fail(&all.item[0]);
    }
    faults_free(&all);
    return failed;
}

static int
play(struct work *w)
{
    struct study_plan plan = { .arm = w->in, .n_arms = N_ARMS, .seed = SEED,
        .n_replicates = (uint32_t)w->worlds, .n_threads = THREADS };
    struct fault f = { 0 };

    for (size_t k = 0; k < w->points; k++) {
        for (int a = 0; a < N_ARMS; a++)
            go_to(&w->arm[a], &specs[a], w->axis, w->n_axes,
                  w->u + k * w->n_axes);
        if (study_run(&plan, w->out, w->ok, &f) != 0)
            return fail(&f);
        for (int p = 0; p < N_PREDICTIONS; p++)
            w->change[p][k] = change_of(&predictions[p], w->out, w->worlds);
    }
    return 0;
}

int
main(int argc, char **argv)
{
    struct work *w = calloc(1, sizeof *w);
    unsigned long points = argc > 1 ? strtoul(argv[1], NULL, 10) : POINTS;
    unsigned long worlds = argc > 2 ? strtoul(argv[2], NULL, 10) : WORLDS;

    if (w == NULL || points < 1 || points > POINTS_MOST || worlds < 2
        || worlds > WORLDS_MOST)
        return fputs("1 to 1000 points, 2 to 1000 worlds\n", stderr), 1;
    w->points = points;
    w->worlds = worlds;
    w->n_axes = axes(w->axis);
    hypercube(w->u, points, w->n_axes);
    for (int a = 0; a < N_ARMS; a++)
        w->in[a] = &w->arm[a].in;
    int failed = load(w->arm) || play(w);
    if (!failed)
        printf("\nSigns: %lu points over %zu deep numbers, %lu worlds each\n"
               "%-51s %-4s  %3s %3s  %7s  %15s %7s  %-9s  hangs on\n",
               points, w->n_axes, worlds, "", "want", "dn", "up", "clear",
               "median % least", "most", "");
    for (int p = 0; !failed && p < N_PREDICTIONS; p++)
        print_row(w, &predictions[p], w->change[p]);
    for (int a = 0; a < N_ARMS; a++)
        arm_free(&w->arm[a]);
    free(w);
    return failed;
}
