/* SPDX-License-Identifier: GPL-3.0-or-later */
/* incidents.h - statistics of who was seen to act against whom.
 *
 * An incident is an observed operation at one of its victims, between states
 * of more than a million people.  Counts are matrices, row = initiator;
 * relations are matrices of bits of the same shape.  NAN where a figure does
 * not exist. */
#ifndef STUDY_INCIDENTS_H
#define STUDY_INCIDENTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct incident {
    uint16_t from, to, year;    /* year counted from the first               */
    double luck;                /* uniform, decides who is in a subsample    */
};

enum tie { TIE_rival = 1, TIE_ally = 2 };

/* Keeps the `most` incidents with the least luck (all, if fewer), in order of
 * luck, and returns how many there are. */
size_t incidents_subsample(struct incident *item, size_t n, size_t most);

/* Adds each incident to count[from * n_states + to]. */
void incidents_count(const struct incident *item, size_t n, uint32_t n_states,
                     uint32_t *count);

/* Share of all incidents that the `top` most active initiators began. */
double incidents_top_share(const uint32_t *count, uint32_t n_states, int top);
/* Share of the states in `large` that began none. */
double incidents_never(const uint32_t *count, const bool *large,
                       uint32_t n_states);
/* Gini coefficient over directed pairs with an incident; reorders nothing.
 * -1 without memory. */
double incidents_gini(const uint32_t *count, uint32_t n_states);
/* Share of unordered pairs with an incident that have both directions. */
double incidents_mutual(const uint32_t *count, uint32_t n_states);

/* Which directed pairs a rate is of: those of two large states whose ties &
 * mask are equal to `ties`. */
struct pair_class {
    uint8_t mask, ties;
};

/* Incidents a directed pair in class a over the same in class b. */
double incidents_rate_ratio(const uint32_t *count, const uint8_t *ties,
                            const bool *large, uint32_t n_states,
                            const struct pair_class class[2]);

/* Within estimator of  y_ij,t = a_ij + d_t + b y_ji,t-1 + e  over the directed
 * pairs with an incident in either direction, t = 1 .. years - 1.  `yearly`
 * holds years matrices of counts one after another. */
double incidents_reverse_lag(const uint32_t *yearly, uint32_t n_states,
                             int years);

#endif
