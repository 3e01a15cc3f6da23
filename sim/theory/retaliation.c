/* SPDX-License-Identifier: GPL-3.0-or-later */
/* retaliation.c - beliefs, answers and cutoffs that fit each other. */
#include "theory/retaliation.h"

#include <assert.h>
#include <math.h>
#include <string.h>

void
retaliation_by_name(struct retaliation *g, int n, double detect,
                    double identify, double alarm)
{
    assert(n >= 2 && n <= ATTACKERS_MOST);
    memset(g, 0, sizeof *g);
    g->n = g->n_signals = n;
    g->gamma = 1;
    g->temper[1] = 1;
    for (int i = 0; i < n; i++) {
        g->benefit[i][1] = 1;
        g->quiet[i] = alarm / n;
        for (int s = 0; s < n; s++)
            g->attacked[i][s] = s == i ? detect * identify
                                       : detect * (1 - identify) / (n - 1);
    }
}

/* P(x >= at) of the uniform between the ends. */
static double
above(const double ends[2], double at)
{
    return fmin(1, fmax(0, (ends[1] - at) / (ends[1] - ends[0])));
}

/* n x P(signal s and somebody attacked or not); nobody to suspect: 0. */
static double
weight_of(const struct retaliation *g, const double attack[], int s)
{
    double sum = g->n * g->quiet[s];

    for (int j = 0; j < g->n; j++)
        sum += g->gamma * attack[j] * (g->attacked[j][s] - g->quiet[s]);
    return sum;
}

static void
answer(const struct retaliation *g, struct retaliation_result *r)
{
    for (int s = 0; s < g->n_signals; s++) {
        double weight = weight_of(g, r->attack, s);
        for (int i = 0; i < g->n; i++) {
            double guilty = g->gamma * r->attack[i] * g->attacked[i][s];
            r->belief[i][s] = weight > 0 ? guilty / weight : 0;
            r->hit[i][s] = above(g->temper, 1 - r->belief[i][s]);
        }
    }
    for (int i = 0; i < g->n; i++) {
        r->cut[i] = 0;
        for (int s = 0; s < g->n_signals; s++)
            r->cut[i] += (g->attacked[i][s] - g->quiet[s]) * r->hit[i][s];
    }
}

static void
count_answers(const struct retaliation *g, struct retaliation_result *r)
{
    double all = 0;

    r->right = 0;
    for (int s = 0; s < g->n_signals; s++)
        for (int i = 0; i < g->n; i++) {
            all += weight_of(g, r->attack, s) / g->n * r->hit[i][s];
            r->right += g->gamma * r->attack[i] / g->n * g->attacked[i][s]
                        * r->hit[i][s];
        }
    r->wrong = all - r->right;
}

int
retaliation_solve(const struct retaliation *g, struct retaliation_result *r)
{
    int round = 1;

    memset(r, 0, sizeof *r);
    for (int i = 0; i < g->n; i++)
        r->attack[i] = 0.5;
    for (; round <= 100000; round++) {
        double moved = 0;
        answer(g, r);
        for (int i = 0; i < g->n; i++) {
            double best = above(g->benefit[i], r->cut[i]);
            moved = fmax(moved, fabs(best - r->attack[i]));
            r->attack[i] += 0.5 * (best - r->attack[i]);
        }
        if (moved < 1e-13)
            break;
    }
    answer(g, r);
    count_answers(g, r);
    return round <= 100000 ? round : 0;
}
