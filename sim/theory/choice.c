/* SPDX-License-Identifier: GPL-3.0-or-later */
/* choice.c - plain and nested logit.
 *
 * Utilities are shifted by the largest before they are multiplied by beta:
 * rounding beta U first costs 1e-12 of a probability at |beta U| = 1e5. */
#include "theory/choice.h"

#include <assert.h>
#include <math.h>

/* A probability never leaves [this, 1 - this]: nothing is ever impossible or
 * certain by rounding alone. */
#define PROBABILITY_LEAST 1e-12

double
logistic(double x)
{
    if (x >= 0)
        return 1 / (1 + exp(-x));
    double e = exp(x);
    return e / (1 + e);
}

double
logit(double p)
{
    return log(p) - log1p(-p);
}

double
probability_clamp(double p)
{
    if (p < PROBABILITY_LEAST)
        return PROBABILITY_LEAST;
    if (p > 1 - PROBABILITY_LEAST)
        return 1 - PROBABILITY_LEAST;
    return p;
}

/* Index of the first best alternative, m if there is none on the menu. */
static size_t
best_of(const double utility[], size_t m)
{
    size_t best = m;
    double most = -INFINITY;

    for (size_t a = 0; a < m; a++)
        if (utility[a] > most) {
            most = utility[a];
            best = a;
        }
    assert(best == m || most < INFINITY);
    return best;
}

/* ln Sum exp(beta (U - U_best)).  The best is 1 and kept out of the sum, so
 * that log1p keeps what a sum with a 1 in it would round away. */
static double
log_sum_above(const double utility[], size_t m, double beta, size_t best)
{
    double rest = 0;

    for (size_t a = 0; a < m; a++)
        if (a != best && utility[a] > -INFINITY)
            rest += exp(beta * (utility[a] - utility[best]));
    return log1p(rest);
}

double
choice_log_sum(const double utility[], size_t m, double beta)
{
    size_t best = best_of(utility, m);

    assert(beta >= 0);
    if (best == m)
        return -INFINITY;
    return beta * utility[best] + log_sum_above(utility, m, beta, best);
}

double
choice_log_probabilities(const double utility[], size_t m, double beta,
                         double log_p[])
{
    size_t best = best_of(utility, m);
    double above = 0;

    assert(beta >= 0);
    if (best < m)
        above = log_sum_above(utility, m, beta, best);
    for (size_t a = 0; a < m; a++)
        log_p[a] = utility[a] > -INFINITY
                 ? beta * (utility[a] - utility[best]) - above : -INFINITY;
    return best < m ? beta * utility[best] + above : -INFINITY;
}

double
choice_inclusive_value(const double utility[], size_t m, double beta)
{
    size_t best = best_of(utility, m);

    assert(beta > 0);
    if (best == m)
        return -INFINITY;
    return utility[best] + log_sum_above(utility, m, beta, best) / beta;
}

static void
taste_check(struct taste t)
{
    assert(t.beta >= 0 && t.beta < INFINITY);
    assert(t.lambda >= CHOICE_LAMBDA_LEAST);
    (void)t;
}

static double
mean_utility(const double utility[], size_t m)
{
    double sum = 0;
    size_t n = 0;

    for (size_t a = 0; a < m; a++)
        if (utility[a] > -INFINITY) {
            sum += utility[a];
            n++;
        }
    return sum / (double)n;
}

double
choice_nest_value(const double utility[], size_t m, struct taste t)
{
    size_t best = best_of(utility, m), n = 0;
    double sum = 0;

    taste_check(t);
    if (best == m)
        return -INFINITY;
    if (t.beta == 0)
        return mean_utility(utility, m);
    /* expm1 and log1p keep I exact as beta goes to 0, where the mean of the
     * exponentials goes to 1. */
    for (size_t a = 0; a < m; a++)
        if (utility[a] > -INFINITY) {
            sum += expm1(t.beta / t.lambda * (utility[a] - utility[best]));
            n++;
        }
    return utility[best] + t.lambda / t.beta * log1p(sum / (double)n);
}

double
choice_act(const double utility[], size_t m, struct taste t, double weight[])
{
    const double steep = t.beta / t.lambda;
    size_t best = best_of(utility, m), n = 0;
    double sum = 0;

    taste_check(t);
    for (size_t a = 0; a < m; a++) {
        weight[a] = 0;
        if (utility[a] > -INFINITY) {
            weight[a] = exp(steep * (utility[a] - utility[best]));
            sum += weight[a];
            n++;
        }
    }
    if (best == m)
        return 0;
    double beta_value = t.beta * utility[best]
                      + t.lambda * log(sum / (double)n);
    return probability_clamp(logistic(beta_value));
}
