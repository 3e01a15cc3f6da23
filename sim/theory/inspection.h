/* SPDX-License-Identifier: GPL-3.0-or-later */
/* inspection.h - one state may violate, another may look: who does what?
 *
 * After Avenhaus, von Stengel & Zamir (2002), Handbook of Game Theory III,
 * chapter 51.  Payoffs (inspector, inspectee):
 *                    legal            violation
 *     no inspection  0, 0             -1, d
 *     inspection     -e, 0            found (chance D): -a, -b
 *                                     missed: -1 - e, d
 * so a violation that is found forfeits its gain as well as paying b.
 * Quantal response: McKelvey & Palfrey (1995), Games Econ. Behav. 10:6.
 *
 * Left out: repeated inspection, false alarms, a budget of inspections. */
#ifndef THEORY_INSPECTION_H
#define THEORY_INSPECTION_H

struct inspection {
    double cost;                /* e > 0, of one that finds nothing */
    double loss_found;          /* a < 1, the inspector's when it finds one */
    double gain;                /* d > 0, of a violation that is not found */
    double penalty;             /* b >= 0 */
    double detection;           /* D in [0, 1], chance that it finds */
};

struct inspection_result {
    double inspect, violate;            /* chances */
    double inspector, inspectee;        /* expected payoffs */
};

/* Mixed equilibrium  p = d/(D(b+d)), q = e/(D(1-a+e))  where both are at most
 * 1, else violation for sure, met by inspection only if D(1-a+e) > e.  On the
 * edges p = 1 or q = 1 the mixed one of a continuum is returned. */
struct inspection_result inspection_equilibrium(const struct inspection *g);

/* Logit quantal response at rationality lambda >= 0 (1/payoff): the unique
 * fixed point of
 *     q = L(lambda (d - p D (b+d))),  p = L(lambda (-e + q D (1-a+e))). */
struct inspection_result inspection_quantal(const struct inspection *g,
                                            double lambda);

/* The rule of a violator who reacts to nothing: 1 if gain > chance x penalty,
 * ties comply.  `forfeits` 1: being found takes the gain too, and
 * gain (1 - chance) is compared. */
int inspection_pays(double gain, double penalty, double chance, int forfeits);

#endif
