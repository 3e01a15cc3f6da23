/* SPDX-License-Identifier: GPL-3.0-or-later */
/* runs.h - the outcomes of all runs, and runs.csv, which holds them. */
#ifndef RECORD_RUNS_H
#define RECORD_RUNS_H

#include <stddef.h>
#include <stdint.h>

#include "base/metrics.h"
#include "input/arm.h"

/* Run of arm a in world k stands at k * n_arms + a. */
struct runs {
    size_t n_arms;
    uint32_t n_replicates;
    char (*arm)[ARM_NAME];
    struct outcomes *out;
    unsigned char *ok;          /* 0: the run failed, its outcomes are NAN   */
};

/* Nothing has run yet: ok is 0 and all outcomes are NAN.  Names are empty. */
int  runs_init(struct runs *r, size_t n_arms, uint32_t n_replicates,
               struct fault *f);
void runs_free(struct runs *r);             /* safe on a zeroed struct */

/* DIR/runs.csv, in the order replicate, point, arm. */
int runs_write(const struct runs *r, const char *dir, struct fault *f);
/* Reads it back, in any order of rows and columns.  FAULT_INPUT with a line if
 * it is not such a file, or lacks or repeats a run.  `r` is to be freed even
 * then. */
int runs_read(struct runs *r, const char *dir, struct fault *f);

#endif
