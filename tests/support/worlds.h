/* SPDX-License-Identifier: GPL-3.0-or-later */
/* worlds.h - worlds for tests: an arm by name, with settings, or none at
 * all. */
#ifndef TESTS_SUPPORT_WORLDS_H
#define TESTS_SUPPORT_WORLDS_H

#include "input/arm.h"
#include "model/run.h"

/* Loads an arm such as "lessons/world@anarchy" from the shipped scenarios;
 * `sets` is a NULL-terminated list of section.name=value, or NULL.  Fails the
 * test with the message of the first fault.  Free with arm_free. */
void worlds_load(struct arm *a, const char *name, const char *const *sets);

/* A world at the end of its spin-up; fails the test on a fault. */
void worlds_begin(struct world *w, const struct arm *a, uint64_t seed,
                  uint32_t replicate);

/* Begins, runs to the horizon with world_verify after every week, and gives
 * the outcomes.  `w` may be NULL; else it holds the world at the end. */
void worlds_run(struct world *w, const struct arm *a, uint64_t seed,
                uint32_t replicate, struct outcomes *out);

/* One week, as week_run with the room it needs; fails the test on a fault. */
void worlds_week(struct world *w);

/* Adds a state that nobody meets: no GDP, no programme, nobody online, no
 * pair, no member; the rows after it move down by one.  Returns its row. */
state_id worlds_add_state(struct arm *a, const char *code);
/* Replaces what the scenario imposes; sorted by week. */
void worlds_impose(struct arm *a, const struct imposed *list, size_t n);
/* Replaces the clauses. */
void worlds_clauses(struct arm *a, const struct clause *list, size_t n);

/* Hashes of all columns. */
void worlds_hash(const struct world *w, uint64_t hash[N_COLUMNS]);
/* Fails the test at the first column, but for those of which `may_differ` says
 * so (NULL: none), that is not the same in both. */
void worlds_same(const struct world *a, const struct world *b,
                 bool may_differ(enum column which));
/* The same for outcomes, byte by byte. */
void worlds_same_outcomes(const struct outcomes *a, const struct outcomes *b,
                          bool may_differ(enum metric which));

/* The row of a state by its code; fails the test if there is none. */
state_id worlds_state(const struct world *w, const char *code);

#endif
