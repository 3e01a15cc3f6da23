/* SPDX-License-Identifier: GPL-3.0-or-later */
/* response_takedown.h - domains taken down, jurisdiction by jurisdiction. */
#ifndef PROCESS_RESPONSE_TAKEDOWN_H
#define PROCESS_RESPONSE_TAKEDOWN_H

#include "world/world.h"

/* Tried now and then when an operation is detected. */
void takedown_try(struct world *w, uint32_t o);
/* Those that are down far enough end their operation everywhere. */
void takedowns_end(struct world *w);

#endif
