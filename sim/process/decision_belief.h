/* SPDX-License-Identifier: GPL-3.0-or-later */
/* decision_belief.h - what states learn about being named and what it
 * costs. */
#ifndef PROCESS_DECISION_BELIEF_H
#define PROCESS_DECISION_BELIEF_H

#include "world/world.h"

/* Gathers last week's findings, closed files and realised costs, then
 * forgets. */
void beliefs_learn(struct world *w);

#endif
