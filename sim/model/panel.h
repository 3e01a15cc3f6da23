/* SPDX-License-Identifier: GPL-3.0-or-later */
/* panel.h - named persons, followed one by one inside a world of counts.
 *
 * The model moves k of n exchangeable people; each person of the panel who is
 * one of the n is among the k with chance k left / n left, in the order of
 * their numbers: without replacement (the sequential form of the
 * hypergeometric law: Fan, Muller & Rezucha 1962, J. Am. Stat. Assoc. 57).  So
 * a panel has the law of the model's people, and it only observes: switching
 * it on changes no other byte.
 * All draws are PURPOSE_panel, by the person's number, and nothing depends on
 * higher numbers: a small panel is the beginning of a large one. */
#ifndef MODEL_PANEL_H
#define MODEL_PANEL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/fault.h"
#include "world/world.h"

struct person {
    uint32_t cell;
    uint8_t habit, condition, harmed;
    uint8_t before;             /* times harmed before the last touch        */
    bool worm;                  /* of the last touch                         */
    uint32_t operation;         /* of the last touch, NOTHING: none          */
    int32_t touched;            /* its week                                  */
    int32_t week;               /* of the last draw                          */
    uint32_t draws;             /* in that week                              */
    uint32_t next;              /* in the same group, by number, or NOTHING  */
    uint32_t first, last;       /* rows of its life                          */
};

/* What a person is after a change. */
struct life_row {
    int32_t week;
    uint32_t cell;
    uint8_t habit, condition, harmed;
    bool worm;
    enum people_step step;      /* placed: the first row of a person         */
    uint32_t operation;         /* that touched the person, else NOTHING     */
    uint32_t next;              /* row of the same person, or NOTHING        */
};

struct panel {
    uint32_t n;
    struct person *person;
    uint32_t n_groups;
    uint32_t *first;            /* of each group: lowest number, or NOTHING  */
    struct life_row *row;
    uint32_t n_rows, room;
    bool full;                  /* no memory for a row: the run has failed   */
};

/* Everybody online in a world that has been set up. */
int64_t panel_people(const struct world *w);

/* Places n persons as `w` is now, proportional to people, no two of them the
 * same, and watches it from here on.  `p` is zeroed or was used before and
 * must stay where it is until panel_end.  FAULT_USAGE if there are fewer
 * people; FAULT_NOMEM. */
int  panel_begin(struct panel *p, struct world *w, uint32_t n,
                 struct fault *f);
/* The watch ends; the rows stay.  FAULT_NOMEM if one had no room. */
int  panel_end(struct panel *p, struct world *w, struct fault *f);
/* `to` becomes equal to `from` and watches `w`, a copy of the world that
 * `from` watches.  `to` is zeroed or was used before.  FAULT_NOMEM. */
int  panel_copy(struct panel *to, const struct panel *from, struct world *w,
                struct fault *f);
void panel_free(struct panel *p);           /* safe on a zeroed struct */

#endif
