/* SPDX-License-Identifier: GPL-3.0-or-later */
/* verify.h - can this world be?  Run after every week in tests. */
#ifndef MODEL_VERIFY_H
#define MODEL_VERIFY_H

#include "world/world.h"

/* 0, or FAULT_BUG with the first thing that cannot be: people are conserved in
 * each state; everything that is a share lies in [0,1]; nothing is attributed
 * before it is detected, public before it is named, or said by an agency that
 * is not there; observed is no more than true; rows point at rows. */
int world_verify(const struct world *w, struct fault *f);

#endif
