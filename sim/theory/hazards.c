/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hazards.c - chances, races and waits. */
#include "theory/hazards.h"

#include <assert.h>
#include <math.h>

double
hazard_chance(double hazard)
{
    assert(hazard >= 0);
    return -expm1(-hazard);
}

double
hazard_of_chance(double chance)
{
    assert(chance >= 0 && chance <= 1);
    return -log1p(-chance);
}

double
hazard_share(double first, double other)
{
    assert(first >= 0 && other >= 0);
    return first > 0 ? first / (first + other) : 0;
}

double
hazard_threshold(double u)
{
    assert(u > 0 && u < 1);
    return -log(u);
}

double
hazard_luck(double threshold, double before)
{
    assert(threshold >= before && before >= 0);
    return hazard_chance(threshold - before);
}

double
hazard_weeks(double threshold, double hazard)
{
    assert(threshold >= 0 && hazard >= 0);
    if (hazard == 0)
        return INFINITY;
    return fmax(1, ceil(threshold / hazard));
}
