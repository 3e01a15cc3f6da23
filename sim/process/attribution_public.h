/* SPDX-License-Identifier: GPL-3.0-or-later */
/* attribution_public.h - from private findings to public statements. */
#ifndef PROCESS_ATTRIBUTION_PUBLIC_H
#define PROCESS_ATTRIBUTION_PUBLIC_H

#include "world/world.h"

/* Case `c` has just settled on a state: its author says so now, never, or
 * perhaps later (true: ask again by statements_of_silent). */
bool statement_by_settled(struct world *w, uint32_t c);

/* A week of those who know, in row `file`, and have kept silent so far;
 * growth: statement_growth. */
void statements_of_silent(struct world *w, uint32_t file, double growth);

#endif
