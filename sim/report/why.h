/* SPDX-License-Identifier: GPL-3.0-or-later */
/* why.h - why did this happen?  The chain of triggers of an event, each a link
 * with what is to be said about it.
 *
 * A trigger is an event that was necessary for the next one; the chain goes
 * back to one that had none (a chance, an imposed event) or to before the
 * start.  Numbers are those of the moment: the run is played once more and
 * each link is told at the end of its week.  Odds are those that the process
 * told when it drew (world/chosen.h). */
#ifndef REPORT_WHY_H
#define REPORT_WHY_H

#include <stdio.h>

#include "report/why_run.h"

/* What is said of a link; "" where there is nothing. */
enum why_part {
    WHY_what,                   /* what happened                             */
    WHY_wrong,                  /* who was wrong about what                  */
    WHY_odds,                   /* how likely it was, what was not chosen    */
    WHY_clause,                 /* which clause applied, was skipped, broken */
    N_WHY_PARTS
};

enum why_law { WHY_LAW_none, WHY_LAW_applied, WHY_LAW_skipped,
               WHY_LAW_broken, N_WHY_LAWS };

struct why_link {
    uint32_t event;
    int32_t week;
    const char *id;             /* borrowed from the run                     */
    char *said[N_WHY_PARTS];
    enum why_law law;
    enum clause_kind clause;    /* unless law is WHY_LAW_none                */
    double chance;              /* of what came; NAN: none is known          */
    struct choice *choice;      /* by which it came, NULL: none was told; of a
                                 * sanction that was asked for: of who asked */
    struct choice *beside;      /* all that were asked for it, or that could
                                 * take the same step then: by code          */
    size_t n_beside;
};

struct why_chain {
    struct why_link *link;      /* the first cause first, the event last     */
    size_t n;
    bool before_start;          /* the first one is of the spin-up           */
};

/* The chain of `event` of that run, told.  FAULT_NOMEM or FAULT_RUN; free it
 * even then.  The run must outlive it. */
int  why_chain_init(struct why_chain *c, const struct why_run *r,
                    uint32_t event, struct fault *f);
void why_chain_free(struct why_chain *c);   /* safe on a zeroed struct       */

/* Fills the link from a world at the end of its week, and at the end of the
 * run (why_say.c).  FAULT_NOMEM. */
int why_link_tell(struct why_link *l, const struct world *w,
                  const struct world *end, struct fault *f);

/* "2017-12-26", the first day of a week; `text` holds 48. */
void why_date(const struct inputs *in, int32_t week, char text[48]);

#endif
