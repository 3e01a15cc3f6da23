/* SPDX-License-Identifier: GPL-3.0-or-later */
/* run.h - one run: a pure function of (inputs, seed, replicate).
 *
 *     model_begin     set-up and spin-up
 *     model_until     the weeks of the horizon that several arms share
 *     world_copy      to each arm
 *     model_finish    the weeks that are left, and the outcomes
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

/* The weeks before `week`, or before the horizon of `in` if that comes first.
 * The weeks behind `w` were those of `in` or of an arm that has not parted
 * from it yet: inputs_part is no week that was played. */
int model_until(struct world *w, const struct inputs *in, int32_t week,
                struct fault *f);

/* To the horizon of `in`; the same holds of the weeks behind `w`.  Once the
 * horizon is reached `w` stays as it is. */
int model_finish(struct world *w, const struct inputs *in,
                 struct outcomes *out, struct fault *f);
int model_finish_watched(struct world *w, const struct inputs *in,
                         struct outcomes *out, week_watcher *watch, void *data,
                         struct fault *f);

#endif
