/* SPDX-License-Identifier: GPL-3.0-or-later */
/* incidents.c - the contract is incidents.h.
 *
 * Gini of n ordered counts x_1 <= ... <= x_n:
 *   G = 2 Sum k x_k / (n Sum x) - (n + 1)/n
 * Two-way within transformation of a balanced panel (Baltagi, Econometric
 * Analysis of Panel Data, ch. 3):  z~_it = z_it - z_i. - z_.t + z_..        */
#include "study/incidents.h"

#include <math.h>
#include <stdlib.h>

static int
by_luck(const void *a, const void *b)
{
    const struct incident *x = a, *y = b;

    if (x->luck != y->luck)
        return x->luck < y->luck ? -1 : 1;
    if (x->from != y->from)
        return x->from < y->from ? -1 : 1;
    return (x->to > y->to) - (x->to < y->to);
}

size_t
incidents_subsample(struct incident *item, size_t n, size_t most)
{
    if (n > 0)
        qsort(item, n, sizeof *item, by_luck);
    return n < most ? n : most;
}

void
incidents_count(const struct incident *item, size_t n, uint32_t n_states,
                uint32_t *count)
{
    for (size_t k = 0; k < n; k++)
        count[item[k].from * n_states + item[k].to]++;
}

static double
ratio(double a, double b)
{
    return b > 0 ? a / b : NAN;
}

/* ---- initiators --------------------------------------------------------- */

static uint32_t
begun_by(const uint32_t *count, uint32_t n_states, uint32_t i)
{
    uint32_t sum = 0;

    for (uint32_t j = 0; j < n_states; j++)
        sum += count[i * n_states + j];
    return sum;
}

/* How many states began more than i, or as many and stand before it. */
static uint32_t
rank_of(const uint32_t *count, uint32_t n_states, uint32_t i)
{
    uint32_t mine = begun_by(count, n_states, i), rank = 0;

    for (uint32_t k = 0; k < n_states; k++) {
        uint32_t its = begun_by(count, n_states, k);
        rank += its > mine || (its == mine && k < i);
    }
    return rank;
}

double
incidents_top_share(const uint32_t *count, uint32_t n_states, int top)
{
    double all = 0, first = 0;

    for (uint32_t i = 0; i < n_states; i++) {
        double mine = begun_by(count, n_states, i);
        all += mine;
        if (mine > 0 && rank_of(count, n_states, i) < (uint32_t)top)
            first += mine;
    }
    return ratio(first, all);
}

double
incidents_never(const uint32_t *count, const bool *large, uint32_t n_states)
{
    double never = 0, all = 0;

    for (uint32_t i = 0; i < n_states; i++)
        if (large[i]) {
            all++;
            never += begun_by(count, n_states, i) == 0;
        }
    return ratio(never, all);
}

/* ---- pairs -------------------------------------------------------------- */

static int
by_size(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

    return (x > y) - (x < y);
}

double
incidents_gini(const uint32_t *count, uint32_t n_states)
{
    size_t cells = (size_t)n_states * n_states, n = 0;
    uint32_t *x = malloc((cells + 1) * sizeof *x);
    double sum = 0, ranked = 0;

    if (x == NULL)
        return -1;
    for (size_t k = 0; k < cells; k++)
        if (count[k] > 0)
            x[n++] = count[k];
    qsort(x, n, sizeof *x, by_size);
    for (size_t k = 0; k < n; k++) {
        sum += x[k];
        ranked += (double)(k + 1) * x[k];
    }
    free(x);
    return n > 0 ? 2 * ranked / ((double)n * sum) - (double)(n + 1) / (double)n
                 : NAN;
}

double
incidents_mutual(const uint32_t *count, uint32_t n_states)
{
    double active = 0, mutual = 0;

    for (uint32_t i = 0; i < n_states; i++)
        for (uint32_t j = i + 1; j < n_states; j++) {
            bool there = count[i * n_states + j] > 0;
            bool back = count[j * n_states + i] > 0;
            active += there || back;
            mutual += there && back;
        }
    return ratio(mutual, active);
}

static double
rate_in(const uint32_t *count, const uint8_t *ties, const bool *large,
        uint32_t n_states, struct pair_class class)
{
    double n = 0, pairs = 0;

    for (uint32_t d = 0; d < n_states * n_states; d++) {
        uint32_t i = d / n_states, j = d % n_states;
        if (i == j || !large[i] || !large[j]
            || (ties[d] & class.mask) != class.ties)
            continue;
        pairs++;
        n += count[d];
    }
    return ratio(n, pairs);
}

double
incidents_rate_ratio(const uint32_t *count, const uint8_t *ties,
                     const bool *large, uint32_t n_states,
                     const struct pair_class class[2])
{
    return ratio(rate_in(count, ties, large, n_states, class[0]),
                 rate_in(count, ties, large, n_states, class[1]));
}

/* ---- the year after ----------------------------------------------------- */

enum { YEARS_MOST = 64 };

/* Counts of one directed pair: this year, and the other way the year
 * before. */
struct series {
    double y[YEARS_MOST], x[YEARS_MOST];
};

static bool
series_of(const uint32_t *yearly, uint32_t n_states, int years, uint32_t d,
          struct series *s)
{
    size_t cells = (size_t)n_states * n_states;
    uint32_t back = d % n_states * n_states + d / n_states;
    bool active = false;

    for (int t = 0; t < years; t++)
        active |= yearly[(size_t)t * cells + d] > 0
                  || yearly[(size_t)t * cells + back] > 0;
    for (int t = 1; t < years; t++) {
        s->y[t] = yearly[(size_t)t * cells + d];
        s->x[t] = yearly[(size_t)(t - 1) * cells + back];
    }
    return active && d != back;
}

/* The two-way within transformation of x, less its year means.  That of y can
 * be spared: what it takes away is orthogonal to what is left of x. */
static void
within(const double mean[], int years, struct series *s)
{
    double own = 0;

    for (int t = 1; t < years; t++) {
        s->x[t] -= mean[t];
        own += s->x[t] / (years - 1);
    }
    for (int t = 1; t < years; t++)
        s->x[t] -= own;
}

double
incidents_reverse_lag(const uint32_t *yearly, uint32_t n_states, int years)
{
    double mean[YEARS_MOST] = { 0 }, xy = 0, xx = 0, n = 0;
    uint32_t cells = n_states * n_states;
    struct series s;

    for (uint32_t d = 0; d < cells; d++) {
        if (!series_of(yearly, n_states, years, d, &s))
            continue;
        n++;
        for (int t = 1; t < years; t++)
            mean[t] += s.x[t];
    }
    for (int t = 1; n > 0 && t < years; t++)
        mean[t] /= n;
    for (uint32_t d = 0; d < cells; d++) {
        if (!series_of(yearly, n_states, years, d, &s))
            continue;
        within(mean, years, &s);
        for (int t = 1; t < years; t++) {
            xy += s.x[t] * s.y[t];
            xx += s.x[t] * s.x[t];
        }
    }
    return ratio(xy, xx);
}
