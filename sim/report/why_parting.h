/* SPDX-License-Identifier: GPL-3.0-or-later */
/* why_parting.h - where two runs part, and what is different from there on.
 *
 * Events are the same if their ids are; what an event brings may still differ
 * (a belief, a loss). */
#ifndef REPORT_WHY_PARTING_H
#define REPORT_WHY_PARTING_H

#include "report/why_run.h"

enum { PARTING_FIRST = 5 };

struct why_difference {
    bool here;                  /* else there                                */
    int32_t week;
    uint32_t event;
    const char *id;
};

struct why_parting {
    int32_t week;               /* NEVER: nothing differs                    */
    uint32_t here[N_EVENTS], there[N_EVENTS];   /* only in one, by kind, since
                                                 * the start                 */
    uint32_t n_here, n_there, n_both;
    struct why_difference first[PARTING_FIRST];
    size_t n_first;
    uint32_t still;             /* the asked event there, NOTHING: it does not
                                 * happen                                    */
    uint32_t instead;           /* then the next of its kind between the same
                                 * states, from its week on; NOTHING: none   */
};

/* `event` of `here` is asked about, NOTHING if none is. */
void why_parting_find(struct why_parting *p, const struct why_run *here,
                      const struct why_run *there, uint32_t event);

#endif
