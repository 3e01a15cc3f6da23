/* SPDX-License-Identifier: GPL-3.0-or-later */
/* detente.h - the simulator for a program that embeds it.
 *
 *     struct detente d;
 *     double wars;
 *
 *     if (detente_load(&d, "world@convention") != 0
 *         || detente_run(&d, 2017, 0) != 0
 *         || detente_metric(&d, "armed_conflicts", &wars) != 0)
 *         fputs(d.error, stderr);
 *     detente_free(&d);
 *
 * Link with -ldetente -lmathsame -lyaml -lcsv -lgsl -lgslcblas -ljansson -lmd
 * -lm and -fopenmp.  Nothing prints, exits or keeps state outside `struct
 * detente`; several of them may be used by several threads. */
#ifndef DETENTE_H
#define DETENTE_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

enum { DETENTE_ERROR = 4096 };

/* One arm and its last run.  The caller owns it; look at `error` only. */
struct detente {
    struct detente_inside *inside;
    char error[DETENTE_ERROR];  /* "" or lines for people, each with file, line
                                 * and column where there is one; UTF-8      */
};

/* Reads an arm: SCENARIO, REGIME or SCENARIO@REGIME, found as the program
 * finds them.  0, or not 0 and every error of every file in `error`.  Must
 * come first; free before loading again. */
int detente_load(struct detente *d, const char *arm);

/* Plays one world.  The result depends on arm, seed and replicate and on
 * nothing else.  0, or not 0 and `error`. */
int detente_run(struct detente *d, uint64_t seed, uint32_t replicate);

/* An outcome of the last run by the name it has in runs.csv; NAN where it has
 * no value in this world.  Not 0 if there is no such outcome, or no run. */
int detente_metric(struct detente *d, const char *name, double *value);

/* Safe after a failed load and on a zeroed struct. */
void detente_free(struct detente *d);

/* "0.1.0" */
const char *detente_version(void);

#ifdef __cplusplus
}
#endif

#endif
