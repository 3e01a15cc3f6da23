/* SPDX-License-Identifier: GPL-3.0-or-later */
/* accord.h - readings about firms, their users and the tech accord. */
#ifndef WORLD_ACCORD_H
#define WORLD_ACCORD_H

#include "world/world.h"

/* Members' share of the first line: of users on owned ecosystems and of
 * security firms, half each; 0 while no accord is in force. */
double accord_share(const struct world *w);
/* Is firm f bound by what `accord` says now? */
bool accord_binds(const struct world *w, uint16_t f);
/* Share of the users of firm f who live in state k; 0 if it owns nothing. */
double firm_users_in(const struct world *w, uint16_t f, state_id k);
/* Defence of a state with what assistance has added, at most 1. */
double state_defence(const struct world *w, state_id i);

#endif
