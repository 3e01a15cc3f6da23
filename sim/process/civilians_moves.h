/* SPDX-License-Identifier: GPL-3.0-or-later */
/* civilians_moves.h - the part of civilians.c that moves people between
 * groups. */
#ifndef PROCESS_CIVILIANS_MOVES_H
#define PROCESS_CIVILIANS_MOVES_H

#include "world/world.h"

void civilians_recover(struct world *w);
/* What operations and worms reach this week; trust of their cells falls, and
 * some of those harmed leave. */
void civilians_touch(struct world *w);

#endif
