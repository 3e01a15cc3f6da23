/* SPDX-License-Identifier: GPL-3.0-or-later */
/* accused.h - what stands against one accused of an operation.
 *
 * Investigators of an operation may name different states.  That a finding
 * binds, that the parties were asked and what sanctions cost is said of the
 * accused: of the cases that have settled on it. */
#ifndef WORLD_ACCUSED_H
#define WORLD_ACCUSED_H

#include "world/world.h"

/* Row of the case of author `a` on operation o if it has settled on state k,
 * else NOTHING. */
uint32_t accused_case(const struct world *w, uint32_t o, int a, state_id k);
/* Does a public finding that k did o bind third parties? */
bool accused_bound(const struct world *w, uint32_t o, state_id k);
/* Were the parties asked to answer k for o? */
bool accused_put(const struct world *w, uint32_t o, state_id k);

#endif
