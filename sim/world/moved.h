/* SPDX-License-Identifier: GPL-3.0-or-later */
/* moved.h - what happened to people of one group, told to whoever watches.
 *
 * People of a group are exchangeable, so a process moves counts and knows no
 * persons.  It tells what it moved; a panel (model/panel.h) says which of its
 * persons were among them.  A watcher reads the world and never writes it. */
#ifndef WORLD_MOVED_H
#define WORLD_MOVED_H

#include <stdbool.h>
#include <stdint.h>

struct world;

/* `placed` is for watchers: where a person is found when the watch begins. */
enum people_step { STEP_placed, STEP_recovered, STEP_touched, STEP_left };

/* k of n people of (cell, habit, from, harmed) came to (to_cell, habit, to,
 * now_harmed).  Of those who left, the n are the people of that group whom
 * (operation, worm) touched just now, who had been harmed `before` times
 * before it, and who have not yet left. */
struct people_moved {
    enum people_step step;
    uint32_t cell, to_cell;
    uint8_t habit, from, to;
    uint8_t harmed, now_harmed, before;
    bool worm;                  /* touched by the worm of the operation      */
    uint32_t operation;         /* what touched them, NOTHING: they recover  */
    int64_t n, k;
};

/* `moved` NULL: nobody watches. */
struct people_watch {
    void (*moved)(void *data, const struct world *w,
                  const struct people_moved *m);
    void *data;
};

#endif
