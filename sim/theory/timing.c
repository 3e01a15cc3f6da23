/* SPDX-License-Identifier: GPL-3.0-or-later */
/* timing.c - the threshold in closed form where there is one, else by
 * bisection to the last digits. */
#include "theory/timing.h"

#include <assert.h>

/* T = r surplus(T): the left side rises in T and the right falls. */
static double
bisect(double r, const struct stakes_law *law)
{
    double low = 0, high = 1;

    while (high < r * law->surplus(high))
        high *= 2;
    for (int k = 0; k < 60; k++) {
        double middle = (low + high) / 2;
        if (middle < r * law->surplus(middle))
            low = middle;
        else
            high = middle;
    }
    return (low + high) / 2;
}

double
timing_threshold(const struct timing *t, const struct stakes_law *law)
{
    assert(t->discount * t->persistence < 1);
    if (t->stealth >= t->persistence || t->chance <= 0)
        return 0;
    double r = t->chance * t->discount * (t->persistence - t->stealth)
             / (1 - t->discount * t->persistence);
    return law->fixed ? law->fixed(r) : bisect(r, law);
}

/* V = q E max(0, x - T)/(1 - w P) where T > 0; at T = 0 every stake is used:
 * V = q E x / (1 - w (1 - q) P - w q S). */
double
timing_value(const struct timing *t, const struct stakes_law *law)
{
    double threshold = timing_threshold(t, law);
    double keep = (1 - t->chance) * t->persistence + t->chance * t->stealth;

    if (threshold > 0)
        return t->chance * law->surplus(threshold)
               / (1 - t->discount * t->persistence);
    return t->chance / (1 - t->discount * keep);
}
