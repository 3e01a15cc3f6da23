/* SPDX-License-Identifier: GPL-3.0-or-later */
/* attribution_case.h - one operation in the hands of its investigators. */
#ifndef PROCESS_ATTRIBUTION_CASE_H
#define PROCESS_ATTRIBUTION_CASE_H

#include "world/suspicion.h"
#include "world/world.h"

/* The file of a detected operation: suspects, priors, false flag, closing week. */
void file_open(struct world *w, uint32_t o, const struct suspicion *s);
/* A case of `author`; `home` its state, NO_STATE for the agency. */
void case_open(struct world *w, uint32_t o, enum author author, state_id home);
/* Four weeks of evidence for every open case of o; who is sure settles. */
void file_look(struct world *w, uint32_t o);

#endif
