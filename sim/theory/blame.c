/* SPDX-License-Identifier: GPL-3.0-or-later */
/* blame.c - regions of the blame game, and what happens in each. */
#include "theory/blame.h"

#include <assert.h>
#include <math.h>

static void
blame_check(const struct blame *g)
{
    assert(g->vulnerable >= 0 && g->vulnerable <= 1);
    assert(g->knowing >= 0 && g->knowing <= 1);
    assert(g->incident >= 0 && g->incident <= 1);
    assert((g->gain > 0) == (g->gain_blamed > 0));
    assert(g->cost > 0 && g->harm >= 0);
    assert(g->benefit > 0 && g->penalty > 0);
    (void)g;
}

/* m*, the belief at which blame breaks even. */
static double
belief_needed(const struct blame *g)
{
    return g->penalty / (g->benefit + g->penalty);
}

int
blame_pays(const struct blame *g, double belief)
{
    return belief > belief_needed(g);
}

static enum blame_region
region_of(const struct blame *g)
{
    double deters;

    if (g->gain <= 0)
        return BLAME_PEACE;
    deters = g->gain / (g->gain + g->cost);
    if (g->knowing > deters)
        return BLAME_DETERRED;
    if (g->knowing >= deters || g->vulnerable == belief_needed(g))
        return BLAME_EDGE;
    return blame_pays(g, g->vulnerable) ? BLAME_MIXED : BLAME_TOLERATED;
}

/* Attacks by the vulnerable that leave B who does not know indifferent. */
static double
attack_in_mixed(const struct blame *g)
{
    double p = g->vulnerable, k = g->penalty, e = g->incident;

    return k * (1 - p + p * e) / (p * (g->benefit + k * e));
}

/* Blame that leaves the vulnerable indifferent. */
static double
blame_in_mixed(const struct blame *g)
{
    double q = g->knowing, c = g->cost;

    return (g->gain - (g->gain + c) * q)
           / ((1 - q) * (g->gain + c * (1 - g->incident)));
}

static void
choose(const struct blame *g, struct blame_result *r)
{
    r->attack_other = r->region != BLAME_PEACE;
    switch (r->region) {
    case BLAME_PEACE:
    case BLAME_DETERRED:
        break;
    case BLAME_TOLERATED:
        r->attack_vulnerable = 1;
        break;
    case BLAME_MIXED:
        r->attack_vulnerable = attack_in_mixed(g);
        r->blame_unknowing = blame_in_mixed(g);
        break;
    case BLAME_EDGE:
        r->attack_vulnerable = r->attack_other = r->blame_unknowing = NAN;
        break;
    }
}

static void
count_rates(const struct blame *g, struct blame_result *r)
{
    double p = g->vulnerable, a = r->attack_vulnerable;
    double blind = (1 - g->knowing) * r->blame_unknowing;
    double right = p * a * (g->knowing + blind);

    r->attack = p * a + (1 - p) * r->attack_other;
    r->incident = (1 - r->attack) * g->incident;
    r->innocent = p * (1 - a) * g->incident * blind;
    r->wrong = ((1 - p) * r->attack_other
                + (1 - r->attack) * g->incident) * blind;
    r->blame = right + r->wrong;
    r->accuser = g->benefit * right - g->penalty * r->wrong
                 - g->harm * (r->attack + r->incident);
}

/* B who knows never blames the other type, nor anybody for an incident. */
static void
count_payoffs(const struct blame *g, struct blame_result *r)
{
    double a = r->attack_vulnerable;
    double blind = (1 - g->knowing) * r->blame_unknowing;
    double attacks = g->gain - (g->gain + g->cost) * (g->knowing + blind);
    double abstains = -g->cost * g->incident * blind;

    r->vulnerable = a * attacks + (1 - a) * abstains;
    r->other = r->attack_other
               * (g->gain - blind * (g->gain - g->gain_blamed));
}

struct blame_result
blame_equilibrium(const struct blame *g)
{
    struct blame_result r = { .region = BLAME_EDGE };

    blame_check(g);
    r.region = region_of(g);
    choose(g, &r);
    count_rates(g, &r);
    count_payoffs(g, &r);
    return r;
}
