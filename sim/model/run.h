/* SPDX-License-Identifier: GPL-3.0-or-later */
/* run.h - one run: a pure function of (inputs, seed, replicate).
 *
 *     model_begin     set-up and spin-up, the same for all arms of a world
 *     world_copy      to each arm, and `in` of the copy set to the arm's
 *                     inputs
 *     model_finish    the weeks of the horizon, and the outcomes
 * Parallel-safe: nothing is shared but constant inputs. */
#ifndef MODEL_RUN_H
#define MODEL_RUN_H

#include "world/world.h"

/* Called after each week if it is not NULL; a code other than 0 ends the
 * run. */
typedef int week_watcher(const struct world *w, void *data, struct fault *f);

/* `w` is zeroed or was used before.  On a fault it can still be freed or begun
 * again.  `in` must outlive the run. */
int model_begin(struct world *w, const struct inputs *in, uint64_t seed,
                uint32_t replicate, struct fault *f);
int model_begin_watched(struct world *w, const struct inputs *in,
                        uint64_t seed, uint32_t replicate,
                        week_watcher *watch, void *data, struct fault *f);

/* From the end of the spin-up to the horizon of `in`, whose world and imposed
 * events must be those of model_begin (inputs_same_spin_up). */
int model_finish(struct world *w, const struct inputs *in,
                 struct outcomes *out, struct fault *f);
int model_finish_watched(struct world *w, const struct inputs *in,
                         struct outcomes *out, week_watcher *watch, void *data,
                         struct fault *f);

#endif
