/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sequential.c - Wald's test, and the posterior of up to nine suspects.
 *
 * With x_m = L(k,m) - L(k) = zeta d_k (Y_m - Y_k) + n d_k^2 zeta (1-zeta), the
 * score of suspect k is S_k = ln prior_k + L(k) + ln(1 - ff + ff mean_m exp x_m).
 * The last logarithm lies between ff mean x_m (it is concave) and max(0, max x_m)
 * (it is the log of a mean), so bounds of S_k cost no exponential. */
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

/* States toward which k may fly a flag. */
static int
n_frameable(const struct inquiry *q, int k)
{
    int n = n_states(q);

    return k < n ? n - 1 : n;
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

/* x_m = L(k,m) - L(k) for a framed state (or a mean of them) with evidence Y. */
static double
flag_gain(const struct inquiry *q, int k, double sum_k, double weeks, double Y)
{
    double d = q->d[k], zeta = q->flag_strength;

    return zeta * d * (Y - sum_k + weeks * d * (1 - zeta));
}

/* ln(prior x likelihood) of every hypothesis: term[k][k] no flag, term[k][m]
 * a flag toward m, -INFINITY where there is no such hypothesis.  Returns the
 * largest. */
static double
hypothesis_terms(const struct inquiry *q, const double sum[], double weeks,
                 double term[SUSPECTS_MOST][SUSPECTS_MOST])
{
    const int n = q->n_suspects, states = n_states(q);
    double most = -INFINITY;

    for (int k = 0; k < n; k++) {
        double plain = plain_score(q, sum, weeks, k);
        int others = n_frameable(q, k);
        int flies = q->flag_share > 0 && others > 0;
        double log_flag = flies ? log(q->flag_share / others) : 0;

        for (int m = 0; m < n; m++) {
            term[k][m] = -INFINITY;
            if (m == k)
                term[k][m] = plain + (flies ? log1p(-q->flag_share) : 0);
            else if (flies && m < states)
                term[k][m] = plain + log_flag
                           + flag_gain(q, k, sum[k], weeks, sum[m]);
            most = fmax(most, term[k][m]);
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

/* What the bounds need of the evidence on the states. */
struct evidence {
    double total;               /* Sum of Y over the states */
    double top, second;         /* the two largest Y */
    int    top_at;
};

static struct evidence
evidence_of(const double sum[], int states)
{
    struct evidence e = { 0, -INFINITY, -INFINITY, -1 };

    for (int m = 0; m < states; m++) {
        e.total += sum[m];
        if (sum[m] > e.top) {
            e.second = e.top;
            e.top = sum[m];
            e.top_at = m;
        } else if (sum[m] > e.second) {
            e.second = sum[m];
        }
    }
    return e;
}

struct bounds { double low, high; };

/* Of S_k; see the head of the file. */
static struct bounds
score_bounds(const struct inquiry *q, const double sum[], double weeks, int k,
             const struct evidence *e)
{
    double plain = plain_score(q, sum, weeks, k);
    int others = n_frameable(q, k);

    if (q->flag_share == 0 || others == 0)
        return (struct bounds){ plain, plain };
    double largest = k == e->top_at ? e->second : e->top;
    double mean = (k < n_states(q) ? e->total - sum[k] : e->total) / others;
    double gain = flag_gain(q, k, sum[k], weeks, largest);
    return (struct bounds){
        plain + q->flag_share * flag_gain(q, k, sum[k], weeks, mean),
        plain + (gain > 0 ? gain : 0)
    };
}

/* ln(1 - ff + ff exp(gain)) in place of max(0, gain): one exponential for a bound
 * that is at most ln(number framed) too high. */
static double
tighter_high(const struct inquiry *q, const double sum[], double weeks, int k,
             double high)
{
    double gain = high - plain_score(q, sum, weeks, k);

    if (!(gain > 0))
        return high;
    return high - gain + log1p(q->flag_share * expm1(gain));
}

/* Rounding of the bounds must not dismiss a case on the boundary; log-odds. */
#define SLACK 1e-9

/* Can anybody's posterior reach the threshold?  Its log-odds are at most its
 * score less that of any single other suspect. */
static int
may_be_named(const struct inquiry *q, const double sum[], double weeks,
             double log_odds)
{
    const struct evidence e = evidence_of(sum, n_states(q));
    double high[SUSPECTS_MOST];
    double best = -INFINITY, runner_up = -INFINITY;
    int best_at = -1;

    for (int k = 0; k < q->n_suspects; k++) {
        struct bounds b = score_bounds(q, sum, weeks, k, &e);
        high[k] = b.high;
        if (b.low > best) {
            runner_up = best;
            best = b.low;
            best_at = k;
        } else if (b.low > runner_up) {
            runner_up = b.low;
        }
    }
    for (int k = 0; k < q->n_suspects; k++) {
        double need = (k == best_at ? runner_up : best) + log_odds - SLACK;
        if (high[k] >= need && tighter_high(q, sum, weeks, k, high[k]) >= need)
            return 1;
    }
    return 0;
}

int
inquiry_leader(const struct inquiry *q, const double sum[], double weeks,
               double threshold, double *posterior)
{
    double p[SUSPECTS_MOST];
    int leader = 0;

    inquiry_check(q);
    if (!may_be_named(q, sum, weeks, logit(threshold)))
        return -1;
    inquiry_posterior(q, sum, weeks, p);
    for (int k = 1; k < q->n_suspects; k++)
        if (p[k] > p[leader])
            leader = k;
    if (p[leader] < threshold)
        return -1;
    *posterior = p[leader];
    return leader;
}
