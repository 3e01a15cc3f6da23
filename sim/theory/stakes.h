/* SPDX-License-Identifier: GPL-3.0-or-later */
/* stakes.h - how much is at stake: distributions by name, scaled to mean 1.
 *
 * Exponential: -ln(1-u).  Uniform on (0, 2).  Pareto with alpha 2.5: smallest
 * (alpha-1)/alpha (heavy tail; the timing threshold diverges as alpha falls to
 * 1).  Two points: 1/2 with chance 8/9, 5 with chance 1/9 (Axelrod & Iliev
 * 2014, PNAS 111:1298, use such rare large stakes). */
#ifndef THEORY_STAKES_H
#define THEORY_STAKES_H

#include "base/enums.h"

struct stakes_law {
    const char *name;
    double (*quantile)(double u);       /* u in (0,1); rising; mean 1        */
    double (*surplus)(double t);        /* E max(0, x - t), t >= 0           */
    double (*fixed)(double r);       /* t = r surplus(t); NULL: by bisection */
    const char *meaning;
};

extern const struct stakes_law stakes_laws[N_STAKES];

#endif
