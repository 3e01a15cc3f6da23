/* SPDX-License-Identifier: GPL-3.0-or-later */
/* arms.h - the arms of a command line, loaded, with the baseline first. */
#ifndef PROGRAM_ARMS_H
#define PROGRAM_ARMS_H

#include "base/metrics.h"
#include "input/arm.h"
#include "program/program.h"

struct arms {
    size_t n;
    struct arm *item;
    const struct inputs **in;   /* of each, for a study_plan                 */
    const char **name;
    bool regimes;               /* the same scenario under different regimes */
};

/* The words of the command line and --regimes, --set, --years, --baseline.
 * With `pairs` one word alone is held against what it inherits; if that is
 * nothing, against itself without the --set.  Returns the
 * exit code and has said why it is not 0. */
int  arms_load(struct arms *a, const struct program *g, bool pairs);
void arms_free(struct arms *a);             /* safe on a zeroed struct */

/* Years of a run, of the first arm. */
double arms_years(const struct arms *a);

/* The title of the scenario that all arms play; NULL: not one. */
const char *arms_title(const struct arms *a);

/* The metrics of --metrics, or the headlines; returns the exit code. */
int metrics_choose(const char *list, enum metric metric[N_METRICS],
                   size_t *n);

#endif
