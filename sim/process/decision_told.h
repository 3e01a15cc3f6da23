/* SPDX-License-Identifier: GPL-3.0-or-later */
/* decision_told.h - an opportunity and what was made of it, for those who
 * watch. */
#ifndef PROCESS_DECISION_TOLD_H
#define PROCESS_DECISION_TOLD_H

#include "process/decision_menu.h"

struct decision_told {
    const struct menu *menu;
    const double *weight;       /* of the acts in the race                   */
    double act_chance;          /* of doing anything                         */
    double luck;                /* uniform that was held against it          */
    int act;                    /* that won, -1: nothing was done            */
    double in_peace;            /* chance of doing anything without the
                                 * conflict, NAN: nobody asked               */
    uint32_t event;             /* NOTHING: none                             */
};

void decision_tell(const struct world *w, const struct opportunity *o,
                   const struct decision_told *told);

#endif
