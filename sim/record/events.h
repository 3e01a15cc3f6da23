/* SPDX-License-Identifier: GPL-3.0-or-later */
/* events.h - events.csv: what happened in a run and what made it possible.
 *
 * The header is fields_header(stream, RECORD_events) and an end of line.  Rows
 * come by week, process, id, so a trigger stands above what it triggered.
 * Events of the spin-up have no row, but may be triggers.  What stands in
 * `detail`: details.def.  For study_plan: .rows calls events_write, .rows_to
 * is the file. */
#ifndef RECORD_EVENTS_H
#define RECORD_EVENTS_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "base/fault.h"
#include "world/world.h"

struct detail_info {
    const char *key;
    const char *kinds;          /* of event, with blanks                     */
    const char *unit, *meaning;
};

extern const struct detail_info detail_table[];
extern const size_t detail_count;

/* "public_finding"; NULL for what is no event of the file. */
const char *event_kind_word(int kind);

/* All rows of a run that has ended in `w`.  FAULT_NOMEM; errors of writing
 * stay in the stream.  Parallel-safe. */
int events_write(FILE *out, const struct world *w, const char *arm,
                 uint32_t point, uint32_t replicate, struct fault *f);

#endif
