/* SPDX-License-Identifier: GPL-3.0-or-later */
/* recorded.c - from runs.csv and manifest.json back to a comparison. */
#include "program/recorded.h"

#include <stdlib.h>

#include "program/arms.h"
#include "record/output.h"

static int
compare_again(struct recorded *r, struct fault *f)
{
    r->name = calloc(r->runs.n_arms, sizeof *r->name);
    if (r->name == NULL)
        return fault_set(f, FAULT_NOMEM, "", 0, "out of memory");
    for (size_t a = 0; a < r->runs.n_arms; a++)
        r->name[a] = r->runs.arm[a];
    const struct compared_runs runs = {
        .out = r->runs.out, .ok = r->runs.ok,
        .n_replicates = r->runs.n_replicates, .n_arms = r->runs.n_arms,
        .arm = r->name, .seed = r->made.seed
    };
    return comparison_init(&r->comparison, &runs, r->made.metric,
                           r->made.n_metrics, f);
}

/* A result was made with its options; others would change nothing. */
static int
refuse_options(const struct options *o, const char *dir)
{
    static const enum option idle[] = {
        OPTION_out, OPTION_seed, OPTION_replicates, OPTION_years, OPTION_set,
        OPTION_regimes, OPTION_baseline, OPTION_events, OPTION_panel,
        OPTION_dry_run
    };

    for (size_t i = 0; i < sizeof idle / sizeof *idle; i++)
        if (options_has(o, idle[i]))
            return say_usage("leave it out, or name arms to run instead",
                             "--%s does nothing here: '%.200s' is a result "
                             "and is not run again",
                             option_table[idle[i]].name, dir);
    return 0;
}

int
recorded_load(struct recorded *r, const struct program *g, const char *dir)
{
    int refused = refuse_options(&g->o, dir);
    const char *metrics = g->o.text[OPTION_metrics];
    struct fault f = { 0 };

    if (refused != 0)
        return refused;
    if (folder_verify(dir, &f) != 0 || manifest_read(&r->made, dir, &f) != 0
        || runs_read(&r->runs, dir, &f) != 0)
        return say_fault(&f);
    if (r->runs.n_arms < 2)
        return say_usage("detente compare makes a result of several",
                         "'%s' holds one arm: nothing to compare", dir);
    if (metrics != NULL) {
        int code = metrics_choose(metrics, r->made.metric,
                                  &r->made.n_metrics);
        if (code != 0)
            return code;
    }
    return compare_again(r, &f) == 0 ? 0 : say_fault(&f);
}

void
recorded_free(struct recorded *r)
{
    comparison_free(&r->comparison);
    runs_free(&r->runs);
    free(r->name);
    *r = (struct recorded){ .name = NULL };
}
