/* SPDX-License-Identifier: GPL-3.0-or-later */
/* switched_off.c - what each mechanism does to the headlines: without it.
 *
 *     switched_off [WORLDS]
 *
 * Prints, as Markdown for sim/MODEL.md, one table for anarchy and one for a
 * geneva that binds everybody: a row a mechanism, the change in per cent
 * against the same worlds with it.  Estimates, intervals and what is clear are
 * those of study/comparison.h.  A mechanism is switched off through parameters
 * alone; what nobody thought of is not shown.                               */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "input/arm.h"
#include "study/batch.h"
#include "study/comparison.h"

enum { WORLDS = 40, SEED = 1, SETS = 4, THREADS = 2 };

struct mechanism {
    const char *what, *set[SETS];
};

static const struct mechanism mechanisms[] = {
    { "everything on", { NULL } },
    { "false flags", { "attribution.flag_share=0" } },
    { "common noise of investigators", { "attribution.common_noise=0" } },
    { "suspicion by recent findings", { "attribution.suspicion_public=0" } },
    { "firms' silence about home and markets", { "attribution.home_bias=0" } },
    { "tip-off by warnings", { "attribution.tip_off=0" } },
    { "blocking in the agency", { "attribution.veto=0" } },
    { "warnings among firms", { "response.warnings=0" } },
    { "protection of users abroad by habit", { "response.protect_abroad=0" } },
    { "detection after the end", { "response.ended=0" } },
    { "takedown", { "response.takedown=0" } },
    { "compelled help", { "diplomacy.help_gain=0" } },
    { "isolation feeds theft", { "decision.isolation_theft=0" } },
    { "loss of trust", { "civilians.trust_loss=0",
                         "civilians.complicity_loss=0" } },
    { "switching of platforms", { "civilians.switching=0" } },
    { "states' zero-days", { "vulnerabilities.finds=0" } },
    { "others' zero-days", { "vulnerabilities.others=0" } },
    { "n-days", { "vulnerabilities.nday_weeks=0" } },
    { "worms", { "spread.escape.own=0", "spread.escape.proxy=0" } },
    { "fear of harming oneself", { "decision.own_blow=0",
                                   "decision.trade_blow=0" } },
    { "implants", { "strike.implant=0", "strike.grid_without_access=0" } },
    { "hostility", { "reaction.hostility_gain=0",
                     "reaction.accuser_hostility=0" } },
    { "noise of nationalism", { "politics.nationalism_shock=0" } },
    { "rally", { "politics.rally=0" } },
    { "crises (and so wars)", { "politics.crisis_rate=0" } },
    { "wars", { "politics.war_chance=0" } },
    { "answers in kind and worse", { "reaction.intercept.in_kind=-50",
        "reaction.intercept.escalate=-50", "reaction.intercept.armed=-50" } },
    { "learning what findings cost", { "decision.learning_own=0",
                                       "decision.learning_bloc=0" } },
    { "forgetting", { "decision.forgetting=0" } },
    { "all cost of findings", { "decision.finding_cost=0" } },
};
enum { N_ARMS = sizeof mechanisms / sizeof *mechanisms };

static const struct harm {
    enum metric metric;
    const char *head;
} harms[] = {
    { METRIC_ops_true, "operations" },
    { METRIC_ops_destruction, "destruction" },
    { METRIC_disrupted_person_weeks_per_1000, "disrupted" },
    { METRIC_people_compromised, "compromised" },
    { METRIC_loss_musd, "loss" },
    { METRIC_pair_weeks_rung5_per_1000, "rung 5" },
    { METRIC_ops_named_wrong, "named wrongly" },
    { METRIC_retaliations_after_wrong_finding, "wrong answers" },
};
enum { N_HARMS = sizeof harms / sizeof *harms };

static int
fail(const struct fault *f)
{
    char text[2048];

    fault_print(text, sizeof text, f);
    fputs(text, stderr);
    return 1;
}

static int
load(struct arm *a, const char *name, const struct mechanism *m)
{
    struct arm_request q = { .typed = name, .set = m->set };
    struct faults all = { 0 };

    while (q.n_sets < SETS && m->set[q.n_sets] != NULL)
        q.n_sets++;
    int failed = arm_load(&q, a, &all) != 0 ? fail(&all.item[0]) : 0;
    faults_free(&all);
    return failed;
}

/* Per cent of the baseline; bold where it is clear, = where no world differs,
 * ? where the worlds could not tell a halving from nothing. */
static void
print_cell(const struct comparison_row *r)
{
    bool ratio = metric_table[r->metric].statistic != STATISTIC_MEAN;
    double change = ratio ? r->estimate - 1 : r->estimate / r->baseline;
    bool clear = comparison_clear(r);

    if (r->verdict == VERDICT_SAME)
        fputs(" = |", stdout);
    else if (!isfinite(change) || r->doubt == DOUBT_RARE)
        fputs(" ? |", stdout);
    else if (fabs(change) < 0.005)
        fputs(clear ? " **0** |" : " 0 |", stdout);
    else
        printf(clear ? " **%+.0f** |" : " %+.0f |", 100 * change);
}

static void
print_table(const struct comparison *c)
{
    fputs("| without |", stdout);
    for (int m = 0; m < N_HARMS; m++)
        printf(" %s |", harms[m].head);
    fputs("\n|---|", stdout);
    for (int m = 0; m < N_HARMS; m++)
        fputs("---|", stdout);
    for (size_t arm = 1; arm < N_ARMS; arm++) {
        printf("\n| %s |", mechanisms[arm].what);
        for (size_t m = 0; m < N_HARMS; m++)
            print_cell(comparison_row(c, m, arm));
    }
    fputs("\n\n", stdout);
}

/* Everything that a table needs; zeroed at first. */
struct work {
    struct arm arm[N_ARMS];
    const struct inputs *in[N_ARMS];
    const char *name[N_ARMS];
    enum metric metric[N_HARMS];
    struct outcomes *out;
    unsigned char *ok;
    struct comparison c;
};

static int
compare(struct work *k, uint32_t n)
{
    struct study_plan plan = { .arm = k->in, .n_arms = N_ARMS, .seed = SEED,
                               .n_replicates = n, .n_threads = THREADS };
    struct compared_runs runs = { .n_replicates = n, .n_arms = N_ARMS,
                                  .arm = k->name, .seed = SEED };
    struct fault f = { 0 };

    runs.out = k->out = calloc((size_t)n * N_ARMS, sizeof *k->out);
    runs.ok = k->ok = calloc((size_t)n * N_ARMS, 1);
    if (k->out == NULL || k->ok == NULL)
        return fputs("no memory\n", stderr), 1;
    if (study_run(&plan, k->out, k->ok, &f) != 0
        || comparison_init(&k->c, &runs, k->metric, N_HARMS, &f) != 0)
        return fail(&f);
    return 0;
}

static int
table(const char *name, uint32_t n)
{
    struct work *k = calloc(1, sizeof *k);
    int failed = k == NULL;

    for (int m = 0; !failed && m < N_HARMS; m++)
        k->metric[m] = harms[m].metric;
    for (size_t a = 0; !failed && a < N_ARMS; a++) {
        k->name[a] = mechanisms[a].what;
        k->in[a] = &k->arm[a].in;
        failed = load(&k->arm[a], name, &mechanisms[a]);
    }
    if (!failed)
        failed = compare(k, n);
    if (!failed)
        print_table(&k->c);
    if (k != NULL) {
        comparison_free(&k->c);
        for (size_t a = 0; a < N_ARMS; a++)
            arm_free(&k->arm[a]);
        free(k->out);
        free(k->ok);
    }
    free(k);
    return failed;
}

int
main(int argc, char **argv)
{
    uint32_t n = argc > 1 ? (uint32_t)strtoul(argv[1], NULL, 10) : WORLDS;

    printf("Anarchy, %u worlds:\n\n", (unsigned)n);
    int failed = table("bound@anarchy", n);
    printf("Geneva, everybody bound:\n\n");
    return failed | table("bound@geneva", n);
}
