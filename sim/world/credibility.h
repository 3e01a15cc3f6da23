/* SPDX-License-Identifier: GPL-3.0-or-later */
/* credibility.h - how far a public finding is believed, and by whom.
 *
 *   firm        right / (right + wrong) of that firm
 *   government  the same x legitimacy; + 0.3 in its own bloc, - 0.4 in the
 *               culprit's
 *   agency      the same x (0.5 + 0.5 independence)
 * Counts begin with a prior and move when the truth comes out. */
#ifndef WORLD_CREDIBILITY_H
#define WORLD_CREDIBILITY_H

#include "world/world.h"

/* Of the finding in `row` of case_file; `viewer` NO_STATE: as the world sees
 * it. 0..1. */
double credibility_of(const struct world *w, uint32_t row, state_id viewer);

/* Of whatever the agency says now, in force or not. */
double credibility_of_agency(const struct world *w);

/* Has anybody named `accused` in public for operation o? */
bool accused_in_public(const struct world *w, uint32_t o, state_id accused);

/* 1 - Prod (1 - c) over the published findings about operation o that name
 * `accused`; 0 if there are none. */
double credibility_combined(const struct world *w, uint32_t o,
                            state_id accused, state_id viewer);

#endif
