/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sequential.c - Wald's test, and the posterior of up to nine suspects.
 *
 * With x_m = L(k,m) - L(k) = zeta d_k (Y_m - Y_k) + n d_k^2 zeta (1-zeta), the
 * score of suspect k is
 *     S_k = ln prior_k + L(k) + ln(1 - ff + ff mean_m exp x_m).
 * The last logarithm is at least ln(1-ff) >= -ff/(1-ff) and at most
 * ln(1 - ff + ff exp max x_m) <= max(0, max x_m), so that bounds of S_k cost
 * no exponential.  Few pass them, and of those half do not pass a third one
 * with two exponentials a suspect. */
#include "theory/sequential.h"

#include "theory/choice.h"

#include <assert.h>
#include <math.h>

struct sprt
sprt_bounds(double alpha, double beta)
{
    assert(alpha > 0 && beta > 0 && alpha + beta < 1);
    return (struct sprt){ .lower = log(beta) - log1p(-alpha),
                          .upper = log1p(-beta) - log(alpha) };
}

int
sprt_verdict(struct sprt s, double log_ratio)
{
    return (log_ratio >= s.upper) - (log_ratio <= s.lower);
}

/* Solving the definitions of the boundaries for the two errors. */
static double
sprt_alpha(struct sprt s)
{
    return expm1(s.lower) / (exp(s.lower) - exp(s.upper));
}

double
sprt_weeks_h0(struct sprt s, double d)
{
    double alpha = sprt_alpha(s);

    return -(alpha * s.upper + (1 - alpha) * s.lower) / (d * d / 2);
}

double
sprt_weeks_h1(struct sprt s, double d)
{
    double beta = sprt_alpha((struct sprt){ -s.upper, -s.lower });

    return ((1 - beta) * s.upper + beta * s.lower) / (d * d / 2);
}

static int
n_states(const struct inquiry *q)
{
    return q->n_suspects - (q->has_nonstate != 0);
}

static void
inquiry_check(const struct inquiry *q)
{
    assert(q->n_suspects >= 1 && q->n_suspects <= SUSPECTS_MOST);
    assert(q->flag_share >= 0 && q->flag_share < 1);
    assert(q->flag_strength >= 0 && q->flag_strength <= 1);
    (void)q;
}

/* ln prior_k + L(k), no flag. */
static double
plain_score(const struct inquiry *q, const double sum[], double weeks, int k)
{
    double d = q->d[k];

    return q->log_prior[k] + d * (sum[k] - weeks * d / 2);
}

/* x_m = L(k,m) - L(k) for a framed state with evidence Y. */
static double
flag_gain(const struct inquiry *q, int k, double sum_k, double weeks, double Y)
{
    double d = q->d[k], zeta = q->flag_strength;

    return zeta * d * (Y - sum_k + weeks * d * (1 - zeta));
}

/* ln of the prior chance that a culprit flies no flag, or one toward a given
 * one of `others` states. */
struct flag_prior {
    double none, toward;
};

static struct flag_prior
flag_prior_of(const struct inquiry *q, int others)
{
    if (q->flag_share == 0 || others < 1)
        return (struct flag_prior){ 0, -INFINITY };
    return (struct flag_prior){ log1p(-q->flag_share),
                                log(q->flag_share / others) };
}

/* ln(prior x likelihood) of every hypothesis: term[k][k] no flag, term[k][m]
 * a flag toward m, -INFINITY where there is no such hypothesis.  Returns the
 * largest. */
static double
hypothesis_terms(const struct inquiry *q, const double sum[], double weeks,
                 double term[SUSPECTS_MOST][SUSPECTS_MOST])
{
    const int n = q->n_suspects, states = n_states(q);
    const struct flag_prior state = flag_prior_of(q, states - 1);
    const struct flag_prior nonstate = flag_prior_of(q, states);
    double most = -INFINITY;

    for (int k = 0; k < n; k++) {
        const struct flag_prior flag = k < states ? state : nonstate;
        double plain = plain_score(q, sum, weeks, k);

        for (int m = 0; m < n; m++) {
            term[k][m] = -INFINITY;
            if (m == k)
                term[k][m] = plain + flag.none;
            else if (m < states)
                term[k][m] = plain + flag.toward
                           + flag_gain(q, k, sum[k], weeks, sum[m]);
            if (term[k][m] > most)
                most = term[k][m];
        }
    }
    return most;
}

/* exp(-40) is 4e-18: below the rounding of a sum that has a 1 in it. */
#define NEGLIGIBLE (-40.0)

void
inquiry_posterior(const struct inquiry *q, const double sum[], double weeks,
                  double posterior[])
{
    double term[SUSPECTS_MOST][SUSPECTS_MOST];
    double total = 0;

    inquiry_check(q);
    double most = hypothesis_terms(q, sum, weeks, term);
    for (int k = 0; k < q->n_suspects; k++) {
        posterior[k] = 0;
        for (int m = 0; m < q->n_suspects; m++)
            if (term[k][m] - most > NEGLIGIBLE)
                posterior[k] += exp(term[k][m] - most);
        total += posterior[k];
    }
    for (int k = 0; k < q->n_suspects; k++)
        posterior[k] /= total;
}

/* The two largest of some numbers; -INFINITY where there are fewer. */
struct top {
    double first, second;
    int    first_at;
};

static struct top
top_of(const double x[], int n)
{
    struct top t = { -INFINITY, -INFINITY, -1 };

    for (int i = 0; i < n; i++)
        if (x[i] > t.first) {
            t.second = t.first;
            t.first = x[i];
            t.first_at = i;
        } else if (x[i] > t.second) {
            t.second = x[i];
        }
    return t;
}

/* The largest of the others. */
static double
top_but(const struct top *t, int i)
{
    return i == t->first_at ? t->second : t->first;
}

/* max_m x_m of suspect k, where that is above 0. */
static double
best_gain(const struct inquiry *q, int k, double sum_k, double weeks,
          const struct top *evidence)
{
    double framed = top_but(evidence, k);

    if (q->flag_share == 0 || framed == -INFINITY)
        return 0;
    double gain = flag_gain(q, k, sum_k, weeks, framed);
    return gain > 0 ? gain : 0;
}

/* What rounding may tip: 1e-9 in the bounds (of scores up to 1e5), and a
 * posterior's last digits, 1e-15, where it is close to 1. */
static double
rounding(double threshold)
{
    return 1e-9 + 1e-15 / (1 - threshold);
}

/* At most ln(thr/(1-thr)): with x = 2 thr - 1 >= 0 it is 2 artanh x, and all
 * terms of that series are positive. */
static double
log_odds_floor(double threshold)
{
    double x = 2 * threshold - 1, xx = x * x;

    if (x < 0)
        return logit(threshold);
    return 2 * x * (1 + xx * (1.0 / 3 + xx * (1.0 / 5 + xx * (1.0 / 7))));
}

/* What the bounds of all suspects need. */
struct bounds {
    const struct inquiry *q;
    const double *sum;
    double weeks, threshold;
    double slack;               /* that flags and rounding leave */
    double least;               /* a floor of the log-odds asked, less slack */
    double plain[SUSPECTS_MOST];
    struct top rival, evidence;
};

static void
bounds_make(struct bounds *b, const struct inquiry *q, const double sum[],
            double weeks, double threshold)
{
    const double ff = q->flag_share;

    assert(threshold > 0 && threshold < 1);
    b->q = q;
    b->sum = sum;
    b->weeks = weeks;
    b->threshold = threshold;
    b->slack = ff / (1 - ff) + rounding(threshold);
    b->least = log_odds_floor(threshold) - b->slack;
    for (int k = 0; k < q->n_suspects; k++)
        b->plain[k] = plain_score(q, sum, weeks, k);
    b->rival = top_of(b->plain, q->n_suspects);
    b->evidence = top_of(sum, n_states(q));
}

/* Odds of k against all others, were those known to fly no flag. */
static double
odds_most(const struct bounds *b, int k)
{
    const struct inquiry *q = b->q;
    const int states = n_states(q);
    const double ff = q->flag_share;
    double own = 0, others = 0;
    int framed = 0;

    for (int m = 0; m < q->n_suspects; m++) {
        if (m == k)
            continue;
        others += exp(b->plain[m] - b->plain[k]);
        if (m >= states)
            continue;
        framed++;
        own += exp(flag_gain(q, k, b->sum[k], b->weeks, b->sum[m]));
    }
    if (framed == 0 || ff == 0)
        return 1 / ((1 - ff) * others);
    return (1 - ff + ff * own / framed) / ((1 - ff) * others);
}

/* Can k's posterior reach the threshold?  Its log-odds are at most its score
 * less that of any single other suspect.  Bounds that cost more are asked only
 * if those before them pass. */
static int
may_reach(const struct bounds *b, int k)
{
    const double thr = b->threshold;
    double lacks = top_but(&b->rival, k) - b->plain[k];
    double gain = best_gain(b->q, k, b->sum[k], b->weeks, &b->evidence);

    if (gain < lacks + b->least)
        return 0;
    if (log1p(b->q->flag_share * expm1(gain)) < lacks + logit(thr) - b->slack)
        return 0;
    /* Not a number where both sides overflow: then it may. */
    return !(odds_most(b, k) * (1 + 2 * rounding(thr)) < thr / (1 - thr));
}

int
inquiry_leader(const struct inquiry *q, const double sum[], double weeks,
               double threshold, double *posterior)
{
    struct bounds b;
    double p[SUSPECTS_MOST];
    int leader = 0, k = 0;

    inquiry_check(q);
    bounds_make(&b, q, sum, weeks, threshold);
    while (k < q->n_suspects && !may_reach(&b, k))
        k++;
    if (k == q->n_suspects)
        return -1;
    inquiry_posterior(q, sum, weeks, p);
    for (k = 1; k < q->n_suspects; k++)
        if (p[k] > p[leader])
            leader = k;
    if (p[leader] < threshold)
        return -1;
    *posterior = p[leader];
    return leader;
}
