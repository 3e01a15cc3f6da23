/* SPDX-License-Identifier: GPL-3.0-or-later */
/* statistics_ratio.c - ratios of means by Fieller, of medians by resampling.
 */
#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "study/statistics.h"

/* ---- means ------------------------------------------------------------- */

/* Variance of b - r a. */
static double
variance_about(const double *a, const double *b, size_t n, double r)
{
    double mean = 0, sum = 0;

    for (size_t k = 0; k < n; k++)
        mean += (b[k] - r * a[k]) / (double)n;
    for (size_t k = 0; k < n; k++)
        sum += (b[k] - r * a[k] - mean) * (b[k] - r * a[k] - mean);
    return sum / (double)(n - 1);
}

static double
covariance(const double *a, const double *b, size_t n)
{
    const double mean_a = statistics_mean(a, n);
    const double mean_b = statistics_mean(b, n);
    double sum = 0;

    for (size_t k = 0; k < n; k++)
        sum += (a[k] - mean_a) * (b[k] - mean_b);
    return sum / (double)(n - 1);
}

static double
ratio_of(double over, double under)
{
    if (under == 0)
        return over == 0 ? NAN : INFINITY;
    return over / under;
}

/* t^2 var(b - r a) / n >= mean(b - r a)^2 is a quadratic inequality in r,
 * `square` r^2 - 2 `linear` r + `constant` <= 0.  Its discriminant comes from
 * residuals: as a difference of products it would lose half the digits where
 * the arms are nearly proportional. */
struct interval
statistics_ratio_of_means(const double *a, const double *b, size_t n,
                          double alpha)
{
    const double under = statistics_mean(a, n), over = statistics_mean(b, n);
    struct interval i = { ratio_of(over, under), NAN, NAN };

    if (n < 2)
        return i;
    const double t = statistics_t_two_sided(alpha, n);
    const double q = t * t / (double)n;
    const double aa = statistics_variance(a, n), ab = covariance(a, b, n);
    const double square = under * under - q * aa;
    const double linear = under * over - q * ab;
    const double constant = over * over - q * statistics_variance(b, n);
    double apart = 0;
    if (under > 0)
        apart = under * under * variance_about(a, b, n, over / under);
    if (aa > 0)
        apart -= q * aa * variance_about(a, b, n, ab / aa);
    const double top = linear + sqrt(fmax(0, q * apart));

    i.low = constant <= 0 ? 0 : top > 0 ? constant / top : INFINITY;
    i.high = square > 0 ? top / square : INFINITY;
    return i;
}

/* ---- medians ----------------------------------------------------------- */

/* One arm: its values in order, the place of each pair among them, and how
 * often a resample took each.  Counting by places finds a median in n steps
 * without moving anything. */
struct side {
    double *sorted;
    uint32_t *place, *count;
};

struct keyed {
    double value;
    uint32_t pair;
};

static int
ascending(const void *p, const void *q)
{
    const struct keyed *x = p, *y = q;

    return (x->value > y->value) - (x->value < y->value);
}

static void
set_side(struct side *s, struct keyed *room, const double *x, size_t n)
{
    for (size_t k = 0; k < n; k++)
        room[k] = (struct keyed){ x[k], (uint32_t)k };
    qsort(room, n, sizeof *room, ascending);
    for (size_t k = 0; k < n; k++) {
        s->sorted[k] = room[k].value;
        s->place[room[k].pair] = (uint32_t)k;
    }
}

static double
median_of(const struct side *s, size_t n)
{
    size_t at = 0, seen = s->count[0];

    while (seen <= (n - 1) / 2)
        seen += s->count[++at];
    const double low = s->sorted[at];
    while (seen <= n / 2)
        seen += s->count[++at];
    const double high = s->sorted[at];
    return low == high ? low : low + (high - low) / 2;
}

static void
draw_pairs(struct draw_key key, int32_t r, size_t n, const struct side side[2])
{
    struct draws d = draws_in(key, PURPOSE_bootstrap, r, 0);

    for (int s = 0; s < 2; s++)
        memset(side[s].count, 0, n * sizeof *side[s].count);
    for (size_t k = 0; k < n; k++) {
        const uint64_t word = draws_word(&d);
        const size_t pick = (size_t)(word * n >> 32);
        side[0].count[side[0].place[pick]]++;
        side[1].count[side[1].place[pick]]++;
    }
}

static void
resample_all(const struct bootstrap *how, const struct side side[2], size_t n,
             double *low, double *high)
{
    for (int32_t r = 0; r < BOOTSTRAP_RESAMPLES; r++) {
        draw_pairs(how->key, r, n, side);
        const double x = ratio_of(median_of(&side[1], n),
                                  median_of(&side[0], n));
        low[r] = isnan(x) ? 0 : x;
        high[r] = isnan(x) ? INFINITY : x;
    }
    statistics_sort(low, BOOTSTRAP_RESAMPLES);
    statistics_sort(high, BOOTSTRAP_RESAMPLES);
}

double
statistics_bootstrap_tail(double alpha)
{
    const double p = alpha / 2;

    return fmax(0, p - 2 * sqrt(p * (1 - p) / BOOTSTRAP_RESAMPLES));
}

static void
bootstrap_interval(const struct bootstrap *how, const struct side side[2],
                   size_t n, double *room, struct interval *i)
{
    const size_t most = BOOTSTRAP_RESAMPLES;
    const double tail = statistics_bootstrap_tail(how->alpha);

    resample_all(how, side, n, room, room + most);
    i->low = statistics_quantile(room, most, tail);
    i->high = statistics_quantile(room + most, most, 1 - tail);
}

int
statistics_ratio_of_medians(const struct bootstrap *how, const double *a,
                            const double *b, size_t n,
                            struct interval *result, struct fault *f)
{
    *result = (struct interval){ NAN, NAN, NAN };
    if (n == 0)
        return 0;
    assert(n < UINT32_MAX);             /* one word picks a pair */
    double *values = malloc((2 * n + 2 * BOOTSTRAP_RESAMPLES)
                            * sizeof *values);
    uint32_t *places = malloc(4 * n * sizeof *places);
    struct keyed *keyed = malloc(n * sizeof *keyed);
    int code = 0;
    if (values && places && keyed) {
        struct side side[2] = {
            { values, places, places + n },
            { values + n, places + 2 * n, places + 3 * n }
        };
        set_side(&side[0], keyed, a, n);
        set_side(&side[1], keyed, b, n);
        result->estimate = ratio_of(
            statistics_quantile(side[1].sorted, n, 0.5),
            statistics_quantile(side[0].sorted, n, 0.5));
        if (n >= BOOTSTRAP_LEAST)
            bootstrap_interval(how, side, n, values + 2 * n, result);
    } else
        code = fault_set(f, FAULT_NOMEM, "bootstrap", 0, "%zu pairs", n);
    free(values);
    free(places);
    free(keyed);
    return code;
}
