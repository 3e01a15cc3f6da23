/* SPDX-License-Identifier: GPL-3.0-or-later */
/* coalition.c - stable sizes by trying them all. */
#include "theory/coalition.h"

#include <math.h>

/* Payoffs are sums of a few products: a tie is off by some 1e-15. */
#define TIE 1e-12

/* What one member does; an outsider does what a member alone would, or, where
 * it is act or not, nothing. */
static double
act_of_member(const struct coalition *g, uint32_t n)
{
    double worth = n * g->benefit;

    if (g->form == COALITION_quadratic)
        return worth / g->cost;
    return worth >= g->cost * (1 - TIE);
}

static double
act_of_outsider(const struct coalition *g)
{
    return g->form == COALITION_quadratic ? g->benefit / g->cost : 0;
}

static double
cost_of(const struct coalition *g, double act)
{
    return g->form == COALITION_quadratic ? g->cost * act * act / 2
                                          : g->cost * act;
}

double
coalition_acts(const struct coalition *g, uint32_t n)
{
    return n * act_of_member(g, n) + (g->states - n) * act_of_outsider(g);
}

double
coalition_member(const struct coalition *g, uint32_t n)
{
    return g->benefit * coalition_acts(g, n) - cost_of(g, act_of_member(g, n));
}

double
coalition_outsider(const struct coalition *g, uint32_t n)
{
    return g->benefit * coalition_acts(g, n) - cost_of(g, act_of_outsider(g));
}

static bool
at_least(double a, double b)
{
    return a >= b - TIE * fmax(1, fabs(b));
}

bool
coalition_is_stable(const struct coalition *g, uint32_t n)
{
    bool stay = n == 0
        || at_least(coalition_member(g, n), coalition_outsider(g, n - 1));
    bool out = n == g->states
        || at_least(coalition_outsider(g, n), coalition_member(g, n + 1));
    return stay && out;
}

uint32_t
coalition_largest(const struct coalition *g)
{
    uint32_t n = g->states;

    while (n > 0 && !coalition_is_stable(g, n))
        n--;
    return n;
}
