/* SPDX-License-Identifier: GPL-3.0-or-later */
/* progress.h - while runs go on: how far they are, and whether to stop.
 *
 * INT and TERM are blocked and looked for after every run, so there is no
 * handler and nothing that it would have to share.  The first ends the handing
 * out of runs; from then on a second one ends the program at once. */
#ifndef PROGRAM_PROGRESS_H
#define PROGRAM_PROGRESS_H

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <time.h>

#include "program/options.h"

struct progress {
    enum progress_kind kind;    /* never PROGRESS_fit                        */
    size_t n_runs, n_done;
    struct timespec began;
    double shown;               /* second of the last line or bar            */
    bool drawn;                 /* a bar stands on the line                  */
    bool stopped;               /* a signal came                             */
    bool held;                  /* the signals are blocked                   */
    sigset_t signals, before;
};

/* Blocks the signals, before there is anything that would have to be taken
 * back and before there are threads. */
void progress_hold(struct progress *p);
/* The runs begin. */
void progress_begin(struct progress *p, const struct options *o,
                    size_t n_runs);
/* For struct study_plan: data is a struct progress.  False after a signal. */
bool progress_go_on(void *data, size_t n_done);
/* Did a signal come?  Looks once more. */
bool progress_is_stopped(struct progress *p);
/* Ends the line of the bar. */
void progress_end(struct progress *p);
/* Gives the signals back; safe on a zeroed struct. */
void progress_release(struct progress *p);
double progress_seconds(const struct progress *p);

/* Threads that this process may use: processors of its affinity and control
 * group, OMP_NUM_THREADS, SLURM_CPUS_PER_TASK; at least 1. */
int threads_at_hand(void);

#endif
