/* SPDX-License-Identifier: GPL-3.0-or-later */
/* statistics.c - means, quantiles and t intervals. */
#include "study/statistics.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>

double
statistics_mean(const double *x, size_t n)
{
    double sum = 0;

    for (size_t k = 0; k < n; k++)
        sum += x[k];
    return n ? sum / (double)n : NAN;
}

/* Two passes: a small spread about a large mean keeps its digits. */
double
statistics_variance(const double *x, size_t n)
{
    const double mean = statistics_mean(x, n);
    double sum = 0;

    for (size_t k = 0; k < n; k++)
        sum += (x[k] - mean) * (x[k] - mean);
    return n > 1 ? sum / (double)(n - 1) : NAN;
}

double
statistics_correlation(const double *a, const double *b, size_t n)
{
    const double mean_a = statistics_mean(a, n);
    const double mean_b = statistics_mean(b, n);
    double aa = 0, bb = 0, ab = 0;

    for (size_t k = 0; k < n; k++) {
        aa += (a[k] - mean_a) * (a[k] - mean_a);
        bb += (b[k] - mean_b) * (b[k] - mean_b);
        ab += (a[k] - mean_a) * (b[k] - mean_b);
    }
    if (n < 2 || !(aa > 0) || !(bb > 0))
        return NAN;
    return fmax(-1, fmin(1, ab / sqrt(aa) / sqrt(bb)));
}

static int
ascending(const void *p, const void *q)
{
    const double x = *(const double *)p, y = *(const double *)q;

    return (x > y) - (x < y);
}

void
statistics_sort(double *x, size_t n)
{
    if (n > 1)
        qsort(x, n, sizeof *x, ascending);
}

/* Between two order statistics; INFINITY neither spreads nor becomes NAN. */
static double
between(double low, double high, double part)
{
    if (!(part > 0) || low == high)
        return low;
    return low + part * (high - low);
}

double
statistics_quantile(const double *sorted, size_t n, double p)
{
    if (n == 0)
        return NAN;
    const double h = (double)(n - 1) * fmax(0, fmin(1, p));
    const size_t k = (size_t)h;

    if (k + 1 >= n)
        return sorted[n - 1];
    return between(sorted[k], sorted[k + 1], h - (double)k);
}

/* Puts the k-th smallest at x[k] and nothing larger before it (Hoare's FIND,
 * CACM 4(7):321, 1961). */
static void
put_in_place(double *x, ptrdiff_t n, ptrdiff_t k)
{
    ptrdiff_t low = 0, high = n - 1;

    while (low < high) {
        const double pivot = x[k];
        ptrdiff_t i = low, j = high;
        do {
            while (x[i] < pivot)
                i++;
            while (pivot < x[j])
                j--;
            if (i <= j) {
                const double swap = x[i];
                x[i++] = x[j];
                x[j--] = swap;
            }
        } while (i <= j);
        if (j < k)
            low = i;
        if (k < i)
            high = j;
    }
}

double
statistics_median(double *x, size_t n)
{
    if (n == 0)
        return NAN;
    put_in_place(x, (ptrdiff_t)n, (ptrdiff_t)(n / 2));
    if (n % 2)
        return x[n / 2];
    double below = x[0];
    for (size_t k = 1; k < n / 2; k++)
        below = fmax(below, x[k]);
    return between(below, x[n / 2], 0.5);
}

double
statistics_t(double p, double df)
{
    return gsl_cdf_tdist_Pinv(p, df);
}

/* From the tail: 1 - alpha/2 would lose digits. */
double
statistics_t_two_sided(double alpha, size_t n)
{
    return gsl_cdf_tdist_Qinv(alpha / 2, (double)(n - 1));
}

static struct interval
around(double mean, double variance, size_t n, double alpha)
{
    if (n < 2)
        return (struct interval){ mean, NAN, NAN };
    const double half = variance > 0
        ? statistics_t_two_sided(alpha, n) * sqrt(variance / (double)n) : 0;

    return (struct interval){ mean, mean - half, mean + half };
}

struct interval
statistics_mean_interval(const double *x, size_t n, double alpha)
{
    return around(statistics_mean(x, n), statistics_variance(x, n), n, alpha);
}

/* Variance of b - a in two passes, without an array of differences. */
static double
variance_of_difference(const double *a, const double *b, size_t n, double mean)
{
    double sum = 0;

    for (size_t k = 0; k < n; k++)
        sum += (b[k] - a[k] - mean) * (b[k] - a[k] - mean);
    return n > 1 ? sum / (double)(n - 1) : NAN;
}

static double
mean_difference(const double *a, const double *b, size_t n)
{
    double sum = 0;

    for (size_t k = 0; k < n; k++)
        sum += b[k] - a[k];
    return n ? sum / (double)n : NAN;
}

struct interval
statistics_paired(const double *a, const double *b, size_t n, double alpha)
{
    const double mean = mean_difference(a, b, n);

    return around(mean, variance_of_difference(a, b, n, mean), n, alpha);
}

double
statistics_variance_left(const double *a, const double *b, size_t n)
{
    const double apart = statistics_variance(a, n) + statistics_variance(b, n);
    const double mean = mean_difference(a, b, n);

    return apart > 0 ? variance_of_difference(a, b, n, mean) / apart : NAN;
}

double
statistics_skewness(const double *a, const double *b, size_t n, double r)
{
    double mean = 0, square = 0, cube = 0;

    for (size_t k = 0; k < n; k++)
        mean += (b[k] - r * a[k]) / (double)n;
    for (size_t k = 0; k < n; k++) {
        const double x = b[k] - r * a[k] - mean;
        square += x * x / (double)n;
        cube += x * x * x / (double)n;
    }
    return square > 0 ? cube / (square * sqrt(square)) : 0;
}

size_t
statistics_worlds_needed(double sd, double half_width, double alpha)
{
    const double most = 1e15;   /* beyond it double misses whole numbers */

    if (!(sd >= 0) || !(half_width > 0))
        return 0;
    const double z = gsl_cdf_ugaussian_Qinv(alpha / 2);
    const double normal = z * sd / half_width * (z * sd / half_width);
    if (!(normal < most))
        return 0;
    /* t is never below z, so the answer is here or a few above. */
    size_t n = (size_t)fmax(2, ceil(normal));
    while (statistics_t_two_sided(alpha, n) * sd / sqrt((double)n) >
           half_width)
        n++;
    return n;
}

double
statistics_bonferroni(double alpha, size_t family)
{
    return alpha / (double)(family ? family : 1);
}

double
statistics_bonferroni_p(double p, size_t family)
{
    return fmin(1, p * (double)(family ? family : 1));
}
