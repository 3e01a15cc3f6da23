/* SPDX-License-Identifier: GPL-3.0-or-later */
/* logit_ou.c - moments and steps of the Ornstein-Uhlenbeck process. */
#include "theory/logit_ou.h"

#include "theory/choice.h"

#include <assert.h>
#include <math.h>

struct logit_ou
logit_ou_exact(double theta, double sigma, double years)
{
    assert(theta > 0 && years > 0);
    return (struct logit_ou){
        .pull = -expm1(-theta * years),
        .noise = sigma * sqrt(-expm1(-2 * theta * years) / (2 * theta))
    };
}

struct logit_ou
logit_ou_euler(double theta, double sigma, double years)
{
    assert(theta > 0 && years > 0);
    return (struct logit_ou){ .pull = theta * years,
                              .noise = sigma * sqrt(years) };
}

double
logit_ou_variance(struct logit_ou s)
{
    assert(s.pull > 0 && s.pull < 2);
    /* 1 - (1-pull)^2 without the cancellation. */
    return s.noise * s.noise / (s.pull * (2 - s.pull));
}

double
logit_ou_autocorrelation(struct logit_ou s, int n)
{
    return pow(1 - s.pull, n);
}

/* The trapezium rule on a function that is smooth and dies out has an error
 * like exp(-2 pi w/h), w the distance of the nearest pole: pi/sd, in units of
 * z. */
void
logit_normal_moments(double m, double variance, double *mean, double *var)
{
    enum { POINTS = 1800 };
    const double h = 0.01;              /* |z| <= 9: beyond it 1e-19 */
    const double sd = sqrt(variance);
    double weight = 0, first = 0, second = 0;

    assert(variance >= 0 && variance <= 16);
    for (int i = -POINTS / 2; i <= POINTS / 2; i++) {
        double z = h * i, w = exp(-z * z / 2), p = logistic(m + sd * z);
        weight += w;
        first += w * p;
        second += w * p * p;
    }
    *mean = first / weight;
    *var = second / weight - *mean * *mean;
}
