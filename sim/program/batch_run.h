/* SPDX-License-Identifier: GPL-3.0-or-later */
/* batch_run.h - what `compare`, `run` and `plot` do alike: a folder for the
 * result, the runs, the files. */
#ifndef PROGRAM_BATCH_RUN_H
#define PROGRAM_BATCH_RUN_H

#include "program/arms.h"
#include "program/progress.h"
#include "program/program.h"
#include "record/output.h"
#include "record/runs.h"
#include "study/comparison.h"

struct panel;
struct world;

/* A batch of the same worlds under every arm, and where its result goes. */
struct batch_run {
    const struct program *g;
    struct arms arms;
    enum metric metric[N_METRICS];
    size_t n_metrics;
    uint32_t first, n_replicates;
    struct folder folder;       /* path "": nothing is written               */
    struct output events, people;       /* of --events and --panel           */
    struct progress progress;
    struct runs runs;
    struct comparison comparison;       /* of two arms and more              */
    bool written;               /* else batch_free takes the new folder away */
    int failed;                 /* code of failed runs, 0 = none             */
};

/* Arms, metrics and, with -o, the folder: all that can be refused before
 * anything is computed.  Each returns the exit code and has said why. */
int  batch_prepare(struct batch_run *b, const struct program *g, bool pairs);
/* What it would cost; for --dry-run. */
int  batch_estimate(struct batch_run *b);
/* The headers of events.csv and people.csv, where they are wanted, and the
 * rows of one run. */
void batch_rows_begin(struct batch_run *b);
int  batch_rows(void *data, FILE *stream, const struct world *w, size_t arm,
                uint32_t replicate, struct fault *f);
int  batch_lives(void *data, FILE *stream, const struct world *w,
                 const struct panel *p, size_t arm, uint32_t replicate,
                 struct fault *f);
/* Runs everything and compares.  After a signal: 130, nothing is left. */
int  batch_play(struct batch_run *b);
/* With -o: runs, summary, compare, dictionary, checksums, manifest. */
int  batch_write(struct batch_run *b);
void batch_free(struct batch_run *b);       /* safe on a zeroed struct */

#endif
