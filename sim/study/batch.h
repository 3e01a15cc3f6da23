/* SPDX-License-Identifier: GPL-3.0-or-later */
/* batch.h - many runs: the same worlds under every arm, by several threads.
 *
 * A run is a pure function of inputs, seed and replicate, so neither the
 * number of threads nor the order of runs can change anything that comes out.
 * A thread takes one replicate at a time and plays it under all arms; weeks in
 * which arms do not differ yet are played once (branches.h), which changes
 * nothing either. */
#ifndef STUDY_BATCH_H
#define STUDY_BATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "base/fault.h"
#include "base/metrics.h"
#include "model/panel.h"
#include "world/inputs.h"

enum { THREADS_MOST = 256 };

struct study_plan {
    const struct inputs *const *arm;    /* n_arms of them; read only         */
    size_t n_arms;
    uint64_t seed;
    uint32_t first, n_replicates;       /* worlds first .. first + n - 1     */
    int n_threads;                      /* 1 .. THREADS_MOST, else cut       */
    void *data;                         /* for go_on                         */
    /* Told after each run how many are done; false: begin no further world.
     * By one thread at a time.  NULL: go on. */
    bool (*go_on)(void *data, size_t runs_done);
    /* Writes what a finished run has to say, by several threads at a time into
     * streams of their own; `rows_to` gets it all in order of replicate, then
     * arm.  Not 0: the run has failed and has no rows.  NULL: nothing. */
    int (*rows)(void *data, FILE *stream, const struct world *w, size_t arm,
                uint32_t replicate, struct fault *f);
    void *rows_data;                    /* for rows and lives                */
    FILE *rows_to;
    /* Persons followed in every run from the start on, 0: none; `lives` is
     * like `rows` and writes what happened to them. */
    uint32_t n_panel;
    int (*lives)(void *data, FILE *stream, const struct world *w,
                 const struct panel *p, size_t arm, uint32_t replicate,
                 struct fault *f);
    FILE *lives_to;
};

/* Fills out and ok at k * n_arms + arm, k counted from `first`.  A failed run
 * has ok 0 and NAN outcomes and stops nobody: FAULT_RUN at the end, with the
 * fault of the first of them.  FAULT_STOPPED when go_on said so: runs that
 * were not begun have ok 0.  Errors of `rows_to` stay in the stream. */
int study_run(const struct study_plan *plan, struct outcomes *out,
              unsigned char *ok, struct fault *f);

/* One run.  `w` is what it ends with, zeroed or used before; world_free it. */
int study_world(const struct inputs *in, uint64_t seed, uint32_t replicate,
                struct world *w, struct outcomes *out, struct fault *f);
/* The same, with n persons followed from the start on; panel_free it. */
int study_panel(const struct inputs *in, uint64_t seed, uint32_t replicate,
                struct world *w, struct panel *p, uint32_t n,
                struct outcomes *out, struct fault *f);

#endif
