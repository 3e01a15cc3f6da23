/* SPDX-License-Identifier: GPL-3.0-or-later */
/* choice.h - how likely each alternative is, given its utility.
 *
 * Plain logit (McFadden 1974): P_a = exp(beta U_a) / Sum exp(beta U).
 * Nested logit over "do nothing" (utility 0) and one nest of m ways to act:
 *     I     = (lambda/beta) ln[(1/n) Sum exp(beta U_a / lambda)]
 *     P_act = logistic(beta I),   P(a | act) ~ exp(beta U_a / lambda)
 * with n the alternatives on the menu.  The mean in place of the usual sum
 * makes P_act the same however finely the menu is cut: to double every
 * alternative changes nothing.
 *
 * An alternative that is not on the menu has utility -INFINITY; everything is
 * then as though it were absent from the array.  Units: utilities in su, beta
 * in 1/su.  Left out: correlated tastes, more than one level of nests. */
#ifndef THEORY_CHOICE_H
#define THEORY_CHOICE_H

#include <stddef.h>

/* beta >= 0 and finite, lambda in [CHOICE_LAMBDA_LEAST, 1] as a rule; below it
 * the caller is wrong.  lambda 1 is the plain logit. */
struct taste {
    double beta;                /* rationality, 1/su */
    double lambda;              /* dissimilarity within the nest, 1 */
};

#define CHOICE_LAMBDA_LEAST 0.1

/* 1/(1 + exp(-x)), to a few ulp of the result in both tails. */
double logistic(double x);
/* ln(p/(1-p)); -INFINITY at 0, INFINITY at 1. */
double logit(double p);
/* `p` moved into [1e-12, 1 - 1e-12]. */
double probability_clamp(double p);

/* ln Sum exp(beta U) over m utilities; -INFINITY if the menu is empty. */
double choice_log_sum(const double utility[], size_t m, double beta);

/* ln P_a into log_p[m]; returns the log-sum.  A sure alternative gets
 * -log1p(the rest), which may be as small as -1e-300.  -INFINITY off the
 * menu. */
double choice_log_probabilities(const double utility[], size_t m, double beta,
                                double log_p[]);

/* Expected utility of the best alternative less Euler's constant / beta:
 * (ln Sum exp(beta U))/beta.  beta > 0. */
double choice_inclusive_value(const double utility[], size_t m, double beta);

/* I of the nest, su.  beta = 0 gives its limit, the mean utility; an empty
 * menu -INFINITY. */
double choice_nest_value(const double utility[], size_t m, struct taste t);

/* The form for the inner loop: one exponential an alternative.  Fills
 * weight[m] with exp(beta (U_a - U_max)/lambda), which are in [0, 1] with the
 * best at 1, and returns P_act, clamped.  An empty menu returns exactly 0 and
 * weights 0.
 *
 * To pick the cell, race E_a = -ln u_a, u_a in (0,1): the winner is the
 * smallest E_a / weight_a.  It has the law of the nest, and the same one as
 * the largest beta U_a / lambda + Gumbel_a with Gumbel_a = -ln E_a. */
double choice_act(const double utility[], size_t m, struct taste t,
                  double weight[]);

#endif
