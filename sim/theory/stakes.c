/* SPDX-License-Identifier: GPL-3.0-or-later */
/* stakes.c - quantiles of the stakes. */
#include "theory/stakes.h"

#include <gsl/gsl_sf_lambert.h>
#include <math.h>
#include <stddef.h>

#define PARETO_ALPHA 2.5

static double
exponential(double u)
{
    return -log1p(-u);
}

static double
exponential_surplus(double t)
{
    return exp(-t);
}

/* t = r e^-t: Lambert's function. */
static double
exponential_fixed(double r)
{
    return gsl_sf_lambert_W0(r);
}

static double
uniform(double u)
{
    return 2 * u;
}

static double
uniform_surplus(double t)
{
    return t < 2 ? (2 - t) * (2 - t) / 4 : 0;
}

static double
pareto(double u)
{
    return (PARETO_ALPHA - 1) / PARETO_ALPHA * pow(1 - u, -1 / PARETO_ALPHA);
}

/* Below the smallest stake every stake counts whole. */
static double
pareto_surplus(double t)
{
    double least = (PARETO_ALPHA - 1) / PARETO_ALPHA;

    if (t <= least)
        return 1 - t;
    return pow(least, PARETO_ALPHA) * pow(t, 1 - PARETO_ALPHA)
           / (PARETO_ALPHA - 1);
}

static double
two_point(double u)
{
    return u < 8.0 / 9 ? 0.5 : 5;
}

static double
two_point_surplus(double t)
{
    return 8.0 / 9 * fmax(0, 0.5 - t) + 1.0 / 9 * fmax(0, 5 - t);
}

const struct stakes_law stakes_laws[N_STAKES] = {
    [STAKES_exponential] = { "exponential", exponential, exponential_surplus,
                             exponential_fixed,
                             "most opportunities are small, some large" },
    [STAKES_uniform] = { "uniform", uniform, uniform_surplus, NULL,
                         "none is larger than twice the mean" },
    [STAKES_pareto] = { "pareto", pareto, pareto_surplus, NULL,
                        "a heavy tail, alpha 2.5" },
    [STAKES_two_point] = { "two_point", two_point, two_point_surplus, NULL,
                           "half the mean, or ten times that in one of nine" },
};
