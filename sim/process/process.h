/* SPDX-License-Identifier: GPL-3.0-or-later */
/* process.h - the processes of the week, each a file of this folder.
 *
 * A process reads any column, writes only those that columns.def gives it, and
 * leaves what it wants of others as an event of this week.  Processes never
 * call each other; model/week.h says in which order they run and why.  All
 * that can fail has happened before (world_reserve), so they return nothing.
 */
#ifndef PROCESS_PROCESS_H
#define PROCESS_PROCESS_H

#include "world/world.h"

void politics(struct world *w);
void vulnerabilities(struct world *w);
void diplomacy(struct world *w);
void decision(struct world *w);
void strike(struct world *w);
void spread(struct world *w);
void response(struct world *w);
void attribution(struct world *w);
void reaction(struct world *w);
void civilians(struct world *w);
void account(struct world *w);

#endif
