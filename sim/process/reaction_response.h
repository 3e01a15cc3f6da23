/* SPDX-License-Identifier: GPL-3.0-or-later */
/* reaction_response.h - the menu of responses and what each of them does. */
#ifndef PROCESS_REACTION_RESPONSE_H
#define PROCESS_REACTION_RESPONSE_H

#include "world/world.h"

/* A victim that asks itself what to do about a finding. */
struct grievance {
    state_id j;                 /* who asks                                  */
    state_id k;                 /* the accused                               */
    uint32_t operation, victim;
    uint32_t finding;           /* its event, private or public              */
    uint32_t case_row;          /* row of the finding                        */
    double belief;              /* 0..1                                      */
    bool is_public;
    bool put;                   /* to the parties, whatever the victim does  */
    bool parties;               /* are asked to join; set by the answer      */
};

/* Utility of each response, su; -INFINITY: not on the menu. */
void response_utilities(const struct world *w, const struct grievance *g,
                        double utility[N_RESPONSES]);
/* Chooses, does it, and leaves the event (none for silence about a private
 * finding). */
void respond(struct world *w, const struct grievance *g);
/* Puts a binding finding to the parties without waiting for the victim. */
void put_to_parties(struct world *w, const struct grievance *g);

/* Hostility of i against j, faded to now, gains `more`; at most 1. */
void embitter(struct world *w, state_id i, state_id j, double more);

/* Instalments still to come, and the share of the cap that they are. */
void sanctions_fall_due(struct world *w);

#endif
