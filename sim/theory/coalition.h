/* SPDX-License-Identifier: GPL-3.0-or-later */
/* coalition.h - how many join a treaty that nobody can force on them.
 *
 * After Barrett 1994, Oxford Economic Papers 46:878, with the stability of
 * d'Aspremont et al. 1983.  N equal states; one that acts costs itself and
 * gives every state, itself too, the same benefit.  Members maximise their
 * sum, outsiders each their own:
 *   linear      act or not; benefit b, cost c, b < c: members act if and only
 *               if n b >= c, outsiders never.  Largest stable size: the least
 *               integer >= c/b, at most N
 *   quadratic   payoff b Q - c q^2/2: outsiders q = b/c, members n b/c.
 *               Largest stable size: 3, at a tie, whatever b and c
 * A size is stable if no member gains by leaving and no outsider by joining;
 * who is indifferent stays, or stays out.  So a broad treaty is one that does
 * little.  No process calls this: it is what a simulated treaty without
 * noise, imitation and reciprocity is held against.  Left out: side payments,
 * transfers, minimum participation. */
#ifndef THEORY_COALITION_H
#define THEORY_COALITION_H

#include <stdbool.h>
#include <stdint.h>

enum coalition_form { COALITION_linear, COALITION_quadratic };

struct coalition {
    enum coalition_form form;
    uint32_t states;            /* N, at least 1                             */
    double benefit, cost;       /* b, c > 0; any one unit                    */
};

/* Acts of all states with n members, n <= N. */
double coalition_acts(const struct coalition *g, uint32_t n);
/* Payoff of a member (n >= 1) and of an outsider (n < N). */
double coalition_member(const struct coalition *g, uint32_t n);
double coalition_outsider(const struct coalition *g, uint32_t n);

bool     coalition_is_stable(const struct coalition *g, uint32_t n);
/* Largest stable size, 0 if none has a member. */
uint32_t coalition_largest(const struct coalition *g);

#endif
