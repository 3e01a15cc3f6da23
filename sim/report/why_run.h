/* SPDX-License-Identifier: GPL-3.0-or-later */
/* why_run.h - a run that is asked about: the world as it ended, the ids of all
 * that happened, and marks by which two runs can be told apart week by week.
 *
 * Nothing of this is stored anywhere: a run is played again when it is asked
 * about. */
#ifndef REPORT_WHY_RUN_H
#define REPORT_WHY_RUN_H

#include "world/suppressed.h"

struct why_id {
    const char *id;
    uint32_t event;
};

struct why_run {
    struct inputs in;           /* a copy that borrows all it points at      */
    struct suppressed without;  /* what in.suppressed points at, if it does  */
    uint64_t seed;
    uint32_t replicate;
    struct world w;             /* at the end                                */
    struct outcomes out;
    char *text;                 /* all ids                                   */
    struct why_id *id;          /* by id                                     */
    size_t n_ids;
    uint64_t *mark;             /* of each week from the spin-up on          */
    uint32_t n_marks;
    double *worm;               /* people that ran into it, by operation     */
    uint32_t n_worm;
};

/* Plays it.  `without` NULL: as it is.  FAULT_NOMEM or FAULT_RUN; free it even
 * then.  `in` must outlive it. */
int  why_run_init(struct why_run *r, const struct inputs *in, uint64_t seed,
                  uint32_t replicate, const struct suppressed *without,
                  struct fault *f);
void why_run_free(struct why_run *r);       /* safe on a zeroed struct       */

/* The event of that id, NOTHING if there is none. */
uint32_t why_run_find(const struct why_run *r, const char *id);
/* The id of event e, which has one; NULL if it is a message. */
const char *why_run_id(const struct why_run *r, uint32_t e);
/* Up to `most` ids that are nearest to `id`, the nearest first; returns how
 * many. */
size_t why_run_near(const struct why_run *r, const char *id,
                    const char *near[], size_t most);

/* The first event since the start that a word means, NOTHING if there is none:
 * a kind of event (war), of operation (destruction), of response (sanction),
 * rung0 .. rung6 (what first put a pair there or above), wrong (a public
 * finding that names who did not do it), retaliation (a sanction or more
 * against who did not do it).  *known: is it such a word? */
uint32_t why_run_first(const struct why_run *r, const char *word, bool *known);

/* The outcome that counts what a word means; false if there is none. */
bool why_run_counts(const char *word, enum metric *m);

/* The operation that has most of an outcome, and how much; or, for an outcome
 * that counts events, the first of them, and *amount NAN.  NOTHING if there is
 * none.  *known: can it be told for this outcome? */
uint32_t why_run_worst(const struct why_run *r, enum metric m, double *amount,
                       bool *known);

#endif
