/* SPDX-License-Identifier: GPL-3.0-or-later */
/* setup.h - from inputs to a world at the beginning of its spin-up.
 *
 * Derived columns of week.md 3.0; what is drawn once a replicate is drawn
 * here: small programmes, the affinity of pairs, nationalism from its
 * stationary law. */
#ifndef MODEL_SETUP_H
#define MODEL_SETUP_H

#include "world/world.h"

/* `w` is zeroed or was used before; its memory is kept where it is enough.
 * `in` must outlive the run.  NOMEM is the only fault. */
int world_setup(struct world *w, const struct inputs *in, uint64_t seed,
                uint32_t replicate, struct fault *f);

#endif
