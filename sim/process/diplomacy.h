/* SPDX-License-Identifier: GPL-3.0-or-later */
/* diplomacy.h - the parts of diplomacy.c: what states learn, whether they
 * join, and what firms do. */
#ifndef PROCESS_DIPLOMACY_H
#define PROCESS_DIPLOMACY_H

#include "world/world.h"

/* Every week: last week's findings and gains. */
void diplomacy_learn(struct world *w);
/* Once a year: whether those who ratified act less since. */
void diplomacy_judge_cuts(struct world *w);
/* Protection that i believes a convention gives it, su. */
double diplomacy_protection(const struct world *w, state_id i);

/* Once a quarter, where states choose: sign, ratify, withdraw, join the
 * statute. */
void diplomacy_quarter(struct world *w);
/* Is this step of i kept from happening this week (world/suppressed.h)? */
bool diplomacy_kept_from(const struct world *w, state_id i,
                         enum event_kind kind,
                         int step);

/* Once a year, and when an accord begins: who is a member of it. */
void diplomacy_firms_review(struct world *w);
/* Once a year: membership, then compelled help; every week: what comes out. */
void diplomacy_firms_year(struct world *w);
void diplomacy_firms_week(struct world *w);

#endif
