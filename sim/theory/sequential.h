/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sequential.h - who did it: evidence comes week by week until it is enough.
 *
 * Two hypotheses: Wald's test (Wald 1945, Ann. Math. Stat. 16:117).  Up to
 * nine suspects: the matrix test by posterior (Baum & Veeravalli 1994, IEEE
 * Trans. Inf. Theory 40:1994), which names the leader as soon as its posterior
 * reaches a threshold.
 *
 * One week of evidence is a vector y over the suspects, unit variance each:
 *     culprit k, no flag:          mean d_k at k, 0 elsewhere
 *     culprit k, flag toward m:    mean (1-zeta) d_k at k, zeta d_k at m
 * With Y the sums of y over n weeks, the log-likelihoods against
 * "all means 0" are
 *     L(k)    = d_k Y_k - n d_k^2/2
 *     L(k, m) = (1-zeta) d_k Y_k + zeta d_k Y_m
 *               - n ((1-zeta)^2 + zeta^2) d_k^2/2
 * A culprit flies a flag with chance `flag_share`, toward each other state of
 * the set alike; where there is no other state it flies none.  The posterior
 * of k sums over m.  flag_share = 0 is the naive test.
 *
 * Left out: correlation between weeks and between suspects, a culprit outside
 * the set, more than one innocent framed at once. */
#ifndef THEORY_SEQUENTIAL_H
#define THEORY_SEQUENTIAL_H

/* --- two hypotheses ------------------------------------------------------ */

/* Wald's boundaries of the log-likelihood ratio for the wished errors alpha
 * (H1 named though H0) and beta (H0 named though H1), each in (0, 1/2). */
struct sprt {
    double lower;               /* ln(beta/(1-alpha)): at or below, name H0 */
    double upper;               /* ln((1-beta)/alpha): at or above, name H1 */
};

struct sprt sprt_bounds(double alpha, double beta);

/* -1 name H0, +1 name H1, 0 go on. */
int sprt_verdict(struct sprt s, double log_ratio);

/* What a continuous path would do: actual errors are the wished ones and
 * E N = E L / (d^2/2) weeks, for d the distance of the means in sd.  A weekly
 * walk oversteps the boundary: it errs less and takes longer (Siegmund,
 * Sequential Analysis, 1985). */
double sprt_weeks_h0(struct sprt s, double d);
double sprt_weeks_h1(struct sprt s, double d);

/* --- many suspects ------------------------------------------------------- */

enum { SUSPECTS_MOST = 9 };

struct inquiry {
    int    n_suspects;          /* 1..SUSPECTS_MOST */
    int    has_nonstate;        /* 1: the last one is no state; it may fly a
                                 * flag, and nobody flies one toward it */
    double log_prior[SUSPECTS_MOST];    /* ln, finite, up to a constant */
    double d[SUSPECTS_MOST];    /* >= 0, mean of one week's evidence, sd */
    double flag_share;          /* [0, 1): chance that a flag is flown */
    double flag_strength;       /* zeta, [0, 1] */
};

/* The posterior of every suspect after `weeks` weeks with sums Y = sum[]; it
 * adds to 1, and one below 1e-17 comes out as 0.  Evidence that comes in
 * blocks of several weeks is a sum like any other. */
void inquiry_posterior(const struct inquiry *q, const double sum[],
                       double weeks, double posterior[]);

/* The suspect with the largest posterior if that is >= threshold, which is in
 * (0, 1), else -1.  `posterior` gets its posterior when one is named and is
 * left alone otherwise.  The decision is that of inquiry_posterior; bounds
 * that need no exponential dismiss nearly every call at which nobody can be
 * named. */
int inquiry_leader(const struct inquiry *q, const double sum[], double weeks,
                   double threshold, double *posterior);

#endif
