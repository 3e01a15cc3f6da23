/* SPDX-License-Identifier: GPL-3.0-or-later */
/* recorded.h - a result on disk, compared again (plot DIR, compare DIR). */
#ifndef PROGRAM_RECORDED_H
#define PROGRAM_RECORDED_H

#include "program/program.h"
#include "record/manifest.h"
#include "record/runs.h"
#include "study/comparison.h"

struct recorded {
    struct manifest_brief made;
    struct runs runs;
    const char **name;          /* of the arms, borrowed from runs           */
    struct comparison comparison;       /* of the metrics of --metrics, else
                                         * of those it was made with         */
};

/* Returns the exit code and has said why it is not 0; free it even then. */
int  recorded_load(struct recorded *r, const struct program *g,
                   const char *dir);
void recorded_free(struct recorded *r);         /* safe on a zeroed struct */

#endif
