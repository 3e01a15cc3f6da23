/* SPDX-License-Identifier: GPL-3.0-or-later */
/* events_detail.h - the column `detail` of events.csv. */
#ifndef RECORD_EVENTS_DETAIL_H
#define RECORD_EVENTS_DETAIL_H

#include <stdint.h>
#include <stdio.h>

#include "world/world.h"

/* key=value joined by semicolons; needs no quotes. */
void event_detail(FILE *out, const struct world *w, uint32_t event);

#endif
