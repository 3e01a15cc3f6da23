/* SPDX-License-Identifier: GPL-3.0-or-later */
/* people.h - people.csv: the lives of the persons of a panel.
 *
 * The header is fields_header(stream, RECORD_people) and an end of line.  Rows
 * come person by person: how each is found at the start, then one row for
 * every change, in the order in which they came. */
#ifndef RECORD_PEOPLE_H
#define RECORD_PEOPLE_H

#include <stdio.h>

#include "model/panel.h"

/* `w` is the world in which the panel ended.  `place` are point and replicate.
 * Errors stay in the stream.  Parallel-safe. */
void people_write(FILE *out, const struct world *w, const struct panel *p,
                  const char *arm, const uint32_t place[2]);

#endif
