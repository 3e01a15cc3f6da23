/* SPDX-License-Identifier: GPL-3.0-or-later */
/* stakes.c - quantiles of the stakes. */
#include "theory/stakes.h"

#include <math.h>

#define PARETO_ALPHA 2.5

static double
exponential(double u)
{
    return -log1p(-u);
}

static double
uniform(double u)
{
    return 2 * u;
}

static double
pareto(double u)
{
    return (PARETO_ALPHA - 1) / PARETO_ALPHA * pow(1 - u, -1 / PARETO_ALPHA);
}

static double
two_point(double u)
{
    return u < 8.0 / 9 ? 0.5 : 5;
}

const struct stakes_law stakes_laws[N_STAKES] = {
    [STAKES_exponential] = { "exponential", exponential,
                             "most opportunities are small, some large" },
    [STAKES_uniform] = { "uniform", uniform, "none is larger than twice the mean" },
    [STAKES_pareto] = { "pareto", pareto, "a heavy tail, alpha 2.5" },
    [STAKES_two_point] = { "two_point", two_point,
                           "half the mean, or one in nine times ten times that" },
};
