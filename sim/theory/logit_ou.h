/* SPDX-License-Identifier: GPL-3.0-or-later */
/* logit_ou.h - a share that wanders about a mean on the logit scale.
 *
 *     y' = y + pull (m - y) + noise eps,  eps ~ N(0,1);   share = logistic(y)
 *
 * the weekly form of dy = -theta (y - m) dt + sigma dW (Uhlenbeck & Ornstein
 * 1930, Phys. Rev. 36:823).  Stationary law:
 * y ~ N(m, noise^2/(1 - (1-pull)^2)).  The mean share is not logistic(m)
 * unless m = 0.  Left out: shocks, trend. */
#ifndef THEORY_LOGIT_OU_H
#define THEORY_LOGIT_OU_H

struct logit_ou {
    double pull;                /* 1/step, in (0, 2) */
    double noise;               /* sd of one step's shock, logit */
};

/* The exact step over `years` of theta (1/year) and sigma (logit/sqrt(year)),
 * and the Euler step, whose variance is larger. */
struct logit_ou logit_ou_exact(double theta, double sigma, double years);
struct logit_ou logit_ou_euler(double theta, double sigma, double years);

/* Stationary variance of y, and correlation of y with itself n steps later. */
double logit_ou_variance(struct logit_ou s);
double logit_ou_autocorrelation(struct logit_ou s, int n);

/* Mean and variance of logistic(y) for y ~ N(m, variance), to 1e-12 for a
 * variance up to 16. */
void logit_normal_moments(double m, double variance, double *mean,
                          double *var);

#endif
