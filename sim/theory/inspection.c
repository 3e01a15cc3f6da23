/* SPDX-License-Identifier: GPL-3.0-or-later */
/* inspection.c - mixed equilibrium, quantal response and threshold rule. */
#include "theory/inspection.h"

#include "theory/choice.h"

#include <assert.h>

static void
inspection_check(const struct inspection *g)
{
    assert(g->cost > 0 && g->loss_found < 1 && g->gain > 0);
    assert(g->penalty >= 0 && g->detection >= 0 && g->detection <= 1);
    (void)g;
}

/* What an inspection is worth where there is a violation, before cost. */
static double
worth_of_looking(const struct inspection *g)
{
    return g->detection * (1 - g->loss_found + g->cost);
}

/* What being inspected takes from a violator. */
static double
price_of_being_seen(const struct inspection *g)
{
    return g->detection * (g->penalty + g->gain);
}

static struct inspection_result
result_of(const struct inspection *g, double p, double q)
{
    return (struct inspection_result){
        .inspect = p,
        .violate = q,
        .inspector = -q + p * (q * worth_of_looking(g) - g->cost),
        .inspectee = q * (g->gain - p * price_of_being_seen(g))
    };
}

struct inspection_result
inspection_equilibrium(const struct inspection *g)
{
    double worth = worth_of_looking(g), price = price_of_being_seen(g);

    inspection_check(g);
    if (g->gain > price || g->cost > worth)
        return result_of(g, g->gain > price && worth > g->cost, 1);
    return result_of(g, g->gain / price, g->cost / worth);
}

static double
quantal_inspect(const struct inspection *g, double lambda, double q)
{
    return logistic(lambda * (q * worth_of_looking(g) - g->cost));
}

static double
quantal_violate(const struct inspection *g, double lambda, double p)
{
    return logistic(lambda * (g->gain - p * price_of_being_seen(g)));
}

/* Inspections rise with q and violations fall with p, so q less its answer
 * rises in q: halve until the interval has no double inside. */
struct inspection_result
inspection_quantal(const struct inspection *g, double lambda)
{
    double low = 0, high = 1;

    inspection_check(g);
    assert(lambda >= 0);
    for (;;) {
        double q = low + (high - low) / 2;
        double p = quantal_inspect(g, lambda, q);
        if (q <= low || q >= high)
            return result_of(g, p, q);
        if (q < quantal_violate(g, lambda, p))
            low = q;
        else
            high = q;
    }
}

int
inspection_pays(double gain, double penalty, double chance, int forfeits)
{
    double kept = forfeits ? gain * (1 - chance) : gain;

    return kept > chance * penalty;
}
