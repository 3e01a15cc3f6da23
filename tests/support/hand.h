/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hand.h - worlds prepared by hand, for tests that drive one process alone. */
#ifndef TESTS_SUPPORT_HAND_H
#define TESTS_SUPPORT_HAND_H

#include "support/worlds.h"

/* A shipped arm without spin-up; parameters may be changed in a->in.params
 * until hand_begin.  Free with arm_free. */
void hand_load(struct arm *a, const char *name);
/* A world at week 0 with room for `room` operations a week, and the luck of
 * that replicate. */
void hand_begin(struct world *w, const struct arm *a, uint32_t replicate,
                uint32_t room);

/* Opens a week: room, and whose events are this and last week's.  The law is
 * left as it is: set w->law by hand. */
void hand_open(struct world *w);
/* Opens a week, runs one process, closes the week. */
void hand_week(struct world *w, void (*process)(struct world *));
/* Politics and decision once, with nobody tempted and the week not closed:
 * attraction, interest and their sums are then those of the year. */
void hand_attraction(struct world *w);

/* The first security firm by row, NO_FIRM if there is none. */
uint16_t hand_security_firm(const struct world *w);
/* An operation launched this week, a success of severity 3 with one victim and
 * far planned end, not yet seen, without an exploit, on ecosystem 0; a firm
 * that sees it is the first security firm.  Every other column is as its owner
 * leaves a new one. */
uint32_t hand_operation(struct world *w, state_id i, state_id j,
                        enum kind kind, enum sector sector);
/* A further victim of the newest operation. */
uint32_t hand_victim(struct world *w, state_id j);
/* A case of `author` on o that settles on `suspect` with `belief` this week,
 * and its event; the row of the case. */
uint32_t hand_case(struct world *w, uint32_t o, enum author author,
                   state_id home, state_id suspect, double belief);

/* |count - n p| <= 4 sd; n p (1-p) >= 25, so that the normal law holds: by
 * chance a correct program fails once in 16,000 seeds. */
void hand_assert_share(double count, double n, double p, const char *what);
/* |sum/n - mean| <= 4 sd / sqrt(n). */
void hand_assert_mean(double sum, double n, double mean, double sd,
                      const char *what);
/* |count - mean| <= 4 sqrt(mean), for a Poisson count of mean >= 25. */
void hand_assert_poisson(double count, double mean, const char *what);

/* Standard normal distribution function. */
double hand_normal(double z);

#endif
