/* SPDX-License-Identifier: GPL-3.0-or-later */
/* attribution_case.h - one operation in the hands of its investigators. */
#ifndef PROCESS_ATTRIBUTION_CASE_H
#define PROCESS_ATTRIBUTION_CASE_H

#include "world/suspicion.h"
#include "world/world.h"

/* The file of a detected operation: suspects, priors, false flag, closing
 * week. Returns its row in table file. */
uint32_t file_open(struct world *w, uint32_t o, const struct suspicion *s);
/* A case of `author` in that file. */
void case_open(struct world *w, uint32_t file, enum author author);
/* Four weeks of evidence for every open case; who is sure settles.  Returns
 * the bits of those that have settled on a state. */
uint8_t file_look(struct world *w, uint32_t file);

#endif
