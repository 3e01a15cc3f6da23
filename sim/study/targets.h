/* SPDX-License-Identifier: GPL-3.0-or-later */
/* targets.h - what the record shows, as a finished world would have shown it.
 *
 * Every figure is taken through the lens: operations begun 2003 to 2015 that
 * stand in the record by the end of the run (column operation.observed), by
 * the state that was named first, rightly or not.  T26 alone looks at all
 * operations.
 *
 *   operations   T01 a year 2011-2015, T08-T15, T17-T21, T31-T34
 *   incidents    (operation, victim), both states over one million people:
 *                T02 a year 2007-2013; T03-T07, T16, T30 on a random 418 of
 *                them, as many as the record has, since these grow with their
 *                number
 *
 * Where the data's definition is silent: the place of an operation is its year
 * of launch; an incident is a victim that the record has itself; a length ends
 * at the planned end, or earlier where detection ended it at the first victim;
 * an answer is any answer to the operation, by any victim and at any time; T07
 * is the raw ratio; T04 counts over the 13 years of the sample; T30 takes
 * directed pairs with an incident in either direction.
 *
 * Not through the lens: T22, the ways in seen in use by anybody, a year of
 * 2011-2015 (the data are of 2015-2019); T23-T25, T27 and T28, which are put
 * in; T29, which needs a world of its own (studies/accession-2001.yaml).  For
 * T21 an operation used a zero-day if the zero-day itself has been seen.
 *
 * The facts themselves are scenarios/studies/targets.csv.                   */
#ifndef STUDY_TARGETS_H
#define STUDY_TARGETS_H

#include "base/fault.h"
#include "world/world.h"

enum { RECORD_FIRST = 2003, RECORD_LAST = 2015, RECORD_YEARS = 13,
       SUBSAMPLE = 418 };

#define TARGET_LIST(X)                                                         \
    X(T01) X(T02) X(T03) X(T04) X(T05) X(T06) X(T07) X(T08) X(T09) X(T10)      \
    X(T11) X(T12) X(T13) X(T14) X(T15) X(T16) X(T17) X(T18) X(T19) X(T20)      \
    X(T21) X(T22) X(T23) X(T24) X(T25) X(T26) X(T27) X(T28) X(T29) X(T30)      \
    X(T31) X(T32) X(T33) X(T34)

#define X(id) TARGET_##id,
enum target { TARGET_LIST(X) N_TARGETS };
#undef X

/* -1 if the figure is not worked out. */
int targets_find(const char *id);

/* Fills all but T29; NAN where nothing was observed.  `w` is a finished run of
 * a world that covers 2003 to 2023.  FAULT_NOMEM. */
int targets_of(const struct world *w, double value[N_TARGETS],
               struct fault *f);

/* The parts of it that speak of ways in: T22 to T25, T27, T28; and whether
 * operation o is known to have used a zero-day. */
void targets_exploits(const struct world *w, double value[N_TARGETS]);
bool targets_zero_day(const struct world *w, uint32_t o);

/* T29 of a finished run of studies/accession-2001.yaml: states that have
 * ratified and not left. */
double targets_ratified(const struct world *w);

/* ---- the facts ---------------------------------------------------------- */

enum target_use { USE_calibrate, USE_check, USE_input };

struct target_fact {
    char id[8], pattern[112], unit[24], fitted_by[48];
    double value, low, high;
    enum target_use use;
};

enum { FACTS_MOST = 64 };

/* Reads the table in its order; returns 0 or the code of the first fault. */
int targets_read(const char *path, struct target_fact fact[FACTS_MOST],
                 size_t *n, struct faults *all);

#endif
