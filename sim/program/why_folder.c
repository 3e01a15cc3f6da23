/* SPDX-License-Identifier: GPL-3.0-or-later */
/* why_folder.c - from a result back to the world that is to be played again:
 * its manifest has the command, runs.csv the outcomes of all worlds. */
#include "program/why_folder.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "record/manifest.h"
#include "record/runs.h"

/* ---- the command -------------------------------------------------------- */

static int
changed(const struct options *o)
{
    static const enum option fixed[] = { OPTION_seed, OPTION_years,
                                         OPTION_set };

    for (size_t k = 0; k < sizeof fixed / sizeof *fixed; k++)
        if (options_has(o, fixed[k]))
            return say_usage("name the arm instead of DIR",
                             "a result has its own --%s",
                             option_table[fixed[k]].name);
    return 0;
}

static int
load(const struct program *g, char *command, const struct why_folder *to)
{
    char *word[256];
    struct program h = *g;
    struct fault f = { 0 };
    int n = say_apart(command, word, 256);

    if (n < 2)
        return say_usage("name the arm instead of DIR",
                         "the manifest does not say what made this");
    if (options_parse(&h.o, (1u << N_OPTIONS) - 1, n - 2, word + 2, &f) != 0)
        return say_fault(&f);
    if (strcmp(word[1], "plot") == 0 && h.o.n_words > 0)
        memmove(h.o.word, h.o.word + 1, --h.o.n_words * sizeof *h.o.word);
    if (options_has(&g->o, OPTION_baseline)) {
        h.o.text[OPTION_baseline] = g->o.text[OPTION_baseline];
        h.o.given |= TAKES(baseline);
    }
    snprintf(to->typed, ARM_PATH, "%s",
             h.o.n_words > 0 ? h.o.word[0] : "world");
    return arms_load(to->arms, &h, strcmp(word[1], "run") != 0);
}

/* ---- the worst world ---------------------------------------------------- */

static size_t
arm_of(const struct runs *r, const char *name)
{
    size_t a = 0;

    while (a + 1 < r->n_arms && strcmp(r->arm[a], name) != 0)
        a++;
    return a;
}

/* The first of those whose outcome is worst; where more is neither better nor
 * worse, most. */
static uint32_t
worst_world(const struct runs *r, size_t arm, enum metric m)
{
    double sign = metric_table[m].better == BETTER_HIGHER ? -1 : 1;
    double most = -INFINITY;
    uint32_t worst = 0;

    for (uint32_t k = 0; k < r->n_replicates; k++) {
        double x = sign * r->out[k * r->n_arms + arm].value[m];
        if (x > most) {         /* never for one that is missing             */
            most = x;
            worst = k;
        }
    }
    return worst;
}

int
why_folder(const struct program *g, const char *dir,
           const struct why_folder *to)
{
    struct manifest_brief made;
    struct runs runs = { 0 };
    struct fault f = { 0 };
    int code = changed(&g->o);

    if (code != 0)
        return code;
    if (manifest_read(&made, dir, &f) != 0)
        return say_fault(&f);
    *to->seed = made.seed;
    code = load(g, made.command, to);
    if (code != 0 || options_has(&g->o, OPTION_replicate))
        return code;
    *to->replicate = made.first;
    if (to->worst < 0)
        return 0;
    if (runs_read(&runs, dir, &f) != 0)
        code = say_fault(&f);
    else
        *to->replicate += worst_world(&runs, arm_of(&runs,
                                                    to->arms->item[0].name),
                                      (enum metric)to->worst);
    runs_free(&runs);
    return code;
}

bool
why_folder_with(const char *dir, const char *arm, enum metric m,
                uint32_t *replicate)
{
    struct manifest_brief made;
    struct runs runs = { 0 };
    struct fault f = { 0 };
    bool found = false;

    if (manifest_read(&made, dir, &f) == 0 && runs_read(&runs, dir, &f) == 0) {
        size_t a = arm_of(&runs, arm);
        for (uint32_t k = 0; k < runs.n_replicates && !found; k++) {
            found = runs.out[k * runs.n_arms + a].value[m] > 0;
            *replicate = made.first + k;
        }
    }
    runs_free(&runs);
    return found;
}
