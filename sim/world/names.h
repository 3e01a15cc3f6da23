/* SPDX-License-Identifier: GPL-3.0-or-later */
/* names.h - the readable id of an operation or event.
 *
 * An id is unique in a run and the same in every arm, so that the events of
 * two arms can be held against each other with diff.
 *
 *   operation   w131-PRK-2           initiator, slot: the calm stream
 *               w131-PRK-KOR.0       initiator, target, slot: the surge stream
 *               w131-PRK-e3          made by the imposed event e3
 *               w140-USA-r.ID        answer to operation ID; a second: r2.ID
 *   of it       ID/strike  ID/seen  ID/truth
 *               ID/named-RUS            private finding: whom it accuses
 *               ID/public-RUS           public finding
 *               ID/sanction-RUS         reaction, by its word: against whom
 *               ID/worm  ID/takedown
 *   find        w12-CHN-find0/disclosed  w12-CHN-find0/patched
 *               w12-others-find1/disclosed   week, holder, number of the find
 *   state       w60-FRA-signs  w60-FRA-ratifies  w60-FRA-withdraws
 *               w60-FRA-statute             becomes a member of the agency's
 *   firm        w99-Trend_Micro-complicity  blanks, commas and the like: _
 *   pair        w131-IND.PAK-crisis  w131-IND.PAK-war   in the order of codes
 *   imposed     e3                      number in the scenario
 *
 * After the accused of a finding stands .firm or .agency unless the first
 * victim's government made it; after that of a reaction .CODE of who reacts
 * unless it is the first victim, .for-CODE of the victim that asked for a
 * collective one unless it is the first, .parties if it was put to the parties
 * without being asked for, .private if the finding was private.  Weeks before
 * the start are negative: w-12-PRK-0. */
#ifndef WORLD_NAMES_H
#define WORLD_NAMES_H

#include <stdio.h>

#include "world/world.h"

/* Errors stay in the stream. */
void name_operation(FILE *out, const struct world *w, uint32_t operation);
/* `event` is one that stands in events.csv (EVENT_LIST). */
void name_event(FILE *out, const struct world *w, uint32_t event);
/* Name of a firm with _ for what a file or an id is cut at. */
void name_firm(FILE *out, const struct world *w, uint16_t firm);

/* The operation that an event is about, NOTHING if there is none. */
uint32_t event_operation(const struct world *w, uint32_t event);
/* Likewise the vulnerability. */
uint32_t event_vulnerability(const struct world *w, uint32_t event);
/* The step that an accession is: signs, ratifies, statute. */
const char *event_step(const struct world *w, uint32_t event);

#endif
