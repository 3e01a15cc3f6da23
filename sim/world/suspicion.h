/* SPDX-License-Identifier: GPL-3.0-or-later */
/* suspicion.h - who would be suspected of an operation on a victim, by prior.
 *
 *   pi_k = 0.02 max_l w_l v_lj + w_k v_kj exp(b P_k),  k with a programme
 *
 * P_k is k's share of the public findings of the last two years.  The eight
 * highest are the suspects.  The attacker reads it too: one who is suspected
 * anyway is caught more easily, and one can hide behind a noisier state
 * (Baliga, Bueno de Mesquita & Wolitzky 2020, APSR 114:1155). */
#ifndef WORLD_SUSPICION_H
#define WORLD_SUSPICION_H

#include "world/world.h"

enum { SUSPECT_STATES = 8 };

/* exp(b P_k) of each initiator this week, in the order of
 * derived.initiator. */
struct suspicion {
    double factor[STATES_MOST];
};

struct suspects {
    int n;                              /* 0..8                              */
    state_id state[SUSPECT_STATES];     /* highest prior first, ties by code */
    double prior[SUSPECT_STATES];       /* unscaled                          */
};

void   suspicion_of_week(struct suspicion *s, const struct world *w);
/* Suspects of an operation on j; j itself is never one. */
void   suspicion_suspects(const struct suspicion *s, const struct world *w,
                          state_id j, struct suspects *out);
/* Prior of i for j over the mean of j's suspects; 1 if there are none. */
double suspicion_relative(const struct suspicion *s, const struct world *w,
                          state_id i, state_id j);

#endif
