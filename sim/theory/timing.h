/* SPDX-License-Identifier: GPL-3.0-or-later */
/* timing.h - when to use an exploit that may be lost by using it.
 *
 * After Axelrod & Iliev 2014, PNAS 111:1298.  Every week with chance q a stake
 * x ~ F is seen; use pays x and the exploit survives with chance S (stealth);
 * unused it survives with chance P (persistence); the next week counts w.  It
 * is used if and only if x exceeds
 *     T* = max(0, w V (P - S)),   V (1 - w P) = q E max(0, x - T*)
 * which has one solution, since the left side rises with T* and the right
 * falls. Exponential F of mean 1: T* = W0(q w (P - S)/(1 - w P)).  Left out:
 * several exploits of one kind, a rival who reads the first use. */
#ifndef THEORY_TIMING_H
#define THEORY_TIMING_H

#include "theory/stakes.h"

struct timing {
    double stealth;             /* S, [0,1]                                  */
    double persistence;         /* P, [0,1]; w P < 1                         */
    double discount;            /* w, (0,1)                                  */
    double chance;              /* q, [0,1]: of an opportunity a week        */
};

/* In units of the mean stake.  0 where S >= P or nothing ever comes. */
double timing_threshold(const struct timing *t, const struct stakes_law *law);
/* Value of holding the exploit, in units of the mean stake. */
double timing_value(const struct timing *t, const struct stakes_law *law);

#endif
