/* SPDX-License-Identifier: GPL-3.0-or-later */
/* plain.h - the same week as a plain loop, to measure what skipping and
 * sharing save.
 *
 *   every ordered pair with an initiator gets a Poisson draw a week
 *   every followed pair a crisis draw and its chance, every state a normal
 *   every operation that waits for something (detection, closing, a statement,
 *     a leak, the truth) a draw and a chance a week
 *   every case evidence a week, a normal for each suspect and what all share;
 *     the whole posterior each time
 *   every cell with people compromised a recovery a week
 *   every draw a block of its own, normals by the exact quantile
 * What neither skips nor shares is that of the program: vulnerabilities,
 * diplomacy, spread, strikes, takedowns, reactions, the account, utilities,
 * who is asked what, and the binomials of people.  It costs both the same,
 * which keeps the ratio down.  So its worlds have the same law, but that
 * evidence is weighed each week rather than every fourth. */
#ifndef TESTS_BENCH_PLAIN_H
#define TESTS_BENCH_PLAIN_H

#include "world/world.h"

/* A world set up with world_setup, before its first week.  `begun`: of the
 * same world after model_begin, which finds what room a week needs. */
void plain_start(struct world *w, const struct derived *begun);
/* One week; FAULT_RUN, FAULT_NOMEM. */
int plain_week(struct world *w, struct fault *f);

/* Its parts. */
void plain_decision(struct world *w);
void plain_attribution(struct world *w);
/* Does what happens at `rate` a week happen in this one? */
bool plain_happens(const struct world *w, enum purpose why, uint64_t key,
                   double rate);

#endif
