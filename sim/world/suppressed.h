/* SPDX-License-Identifier: GPL-3.0-or-later */
/* suppressed.h - the one thing that is kept from happening in a run, so that
 * the same world can be asked what would have been without it.
 *
 * It is named by natural keys, so that it is the same thing in every arm.  A
 * process asks at the moment at which it would happen; all draws are keyed by
 * who, when and why, so nothing else is moved.  What is kept from happening
 * may come later under another id: a crisis that opens a week later is another
 * crisis.  A detection or finding never comes, whatever the week. */
#ifndef WORLD_SUPPRESSED_H
#define WORLD_SUPPRESSED_H

#include "world/world.h"

/* Fields that a kind has no use for are 0. */
struct suppressed {
    enum event_kind kind;
    uint64_t key;               /* of the operation, pair or state; imposed:
                                 * its number                                */
    int32_t week;               /* crisis, war, accession, withdrawal        */
    int step;                   /* accession: as event.amount has it         */
    enum author author;         /* finding, public_finding                   */
    state_id actor;             /* reaction: who reacts                      */
    state_id target;            /* finding, reaction: the accused            */
    state_id asks;              /* reaction: the victim it is for            */
    enum response response;
    unsigned flags;             /* reaction: EVENT_FLAG_public, _put         */
};

/* Is this what inputs.suppressed forbids?  Never, if that is NULL. */
bool suppressed(const struct world *w, const struct suppressed *would_be);

/* What would suppress event e of a run; false for kinds that follow from
 * others by themselves (strike, truth, patch, ...). */
bool suppressed_of_event(struct suppressed *s, const struct world *w,
                         uint32_t e);

#endif
