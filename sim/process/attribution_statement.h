/* SPDX-License-Identifier: GPL-3.0-or-later */
/* attribution_statement.h - how likely it is that who has settled on a state
 * says so, and what of it is told to those who watch. */
#ifndef PROCESS_ATTRIBUTION_STATEMENT_H
#define PROCESS_ATTRIBUTION_STATEMENT_H

#include "world/world.h"

/* Constant part of the hazard that the government of case c names, 1/week. */
double statement_rate(const struct world *w, uint32_t c);
/* Readiness of governments to name this week, over that of 2013. */
double statement_growth(const struct world *w);
/* Factor by the nationalism of now. */
double statement_mood(const struct world *w, uint32_t c);
/* Chance that the firm of case c names. */
double statement_by_firm(const struct world *w, uint32_t c);
/* Chance that members of the agency block the finding of case c. */
double statement_blocked(const struct world *w, uint32_t c);
/* Hazard that a blocked finding leaks, 1/week. */
double statement_leak(const struct world *w);

/* What has just been drawn about case c, after what came of it.  Government:
 * the hazard that it had met before this week; firm, agency: the uniform held
 * against the chance of a statement, of a block. */
void statement_tell_government(const struct world *w, uint32_t c,
                               double before);
void statement_tell_firm(const struct world *w, uint32_t c, double u);
void statement_tell_release(const struct world *w, uint32_t c, double u);
void statement_tell_leak(const struct world *w, uint32_t c);

#endif
