/* SPDX-License-Identifier: GPL-3.0-or-later */
/* richardson.c - equilibrium, stability and steps of the linear arms race. */
#include "theory/richardson.h"

#include <assert.h>
#include <math.h>

static void
richardson_check(const struct richardson *r)
{
    assert(r->k >= 0 && r->l >= 0 && r->a > 0 && r->b > 0);
    (void)r;
}

int
richardson_is_stable(const struct richardson *r)
{
    richardson_check(r);
    return r->a * r->b > r->k * r->l;
}

int
richardson_equilibrium(const struct richardson *r, double at[2])
{
    double det = r->a * r->b - r->k * r->l;

    richardson_check(r);
    if (det == 0)
        return 0;
    at[0] = (r->b * r->g + r->k * r->h) / det;
    at[1] = (r->l * r->g + r->a * r->h) / det;
    return 1;
}

void
richardson_eigenvalues(const struct richardson *r, double lambda[2])
{
    double half = (r->a + r->b) / 2;
    double gap = (r->a - r->b) / 2;
    double root = sqrt(gap * gap + r->k * r->l);

    richardson_check(r);
    lambda[0] = -half - root;
    /* The product of the two is ab - kl: no cancellation near the border. */
    lambda[1] = (r->a * r->b - r->k * r->l) / lambda[0];
}

/* out = first, then second. */
static struct richardson_step
after(const struct richardson_step *first,
      const struct richardson_step *second)
{
    struct richardson_step out;

    for (int i = 0; i < 2; i++)
        for (int j = 0; j < 3; j++)
            out.m[i][j] = second->m[i][0] * first->m[0][j]
                        + second->m[i][1] * first->m[1][j]
                        + (j == 2 ? second->m[i][2] : 0);
    return out;
}

/* A dt and (g, h) dt side by side. */
static struct richardson_step
drift(const struct richardson *r, double dt)
{
    return (struct richardson_step){ {
        { -r->a * dt, r->k * dt, r->g * dt },
        { r->l * dt, -r->b * dt, r->h * dt }
    } };
}

/* The flow over a short step: with S = I + A dt/2 + (A dt)^2/3! + ..., by
 * Horner's rule, exp(A dt) = I + S A dt, and S (g, h) dt is added.  With
 * |A dt| <= 1/2, 18 terms leave 0.5^18/19! < 1e-22. */
static struct richardson_step
exp_short(const struct richardson *r, double dt)
{
    enum { TERMS = 18 };
    const struct richardson_step z = drift(r, dt);
    struct richardson_step sum = { { { 1, 0, 0 }, { 0, 1, 0 } } };
    struct richardson_step out;

    for (int n = TERMS; n >= 2; n--) {
        struct richardson_step scaled = drift(r, dt / n);
        scaled.m[0][2] = scaled.m[1][2] = 0;
        sum = after(&sum, &scaled);
        sum.m[0][0] += 1;
        sum.m[1][1] += 1;
    }
    for (int i = 0; i < 2; i++)
        for (int j = 0; j < 3; j++)
            out.m[i][j] = sum.m[i][0] * z.m[0][j] + sum.m[i][1] * z.m[1][j]
                        + (i == j);
    return out;
}

struct richardson_step
richardson_exact(const struct richardson *r, double years)
{
    double size = fabs(years) * (fmax(r->a, r->b) + fmax(r->k, r->l));
    int halvings = 0;

    richardson_check(r);
    assert(size < 1e6);
    for (; size > 0.5; size /= 2)
        halvings++;
    struct richardson_step s = exp_short(r, ldexp(years, -halvings));
    while (halvings-- > 0)
        s = after(&s, &s);
    return s;
}

struct richardson_step
richardson_euler(const struct richardson *r, double years)
{
    struct richardson_step s = drift(r, years);

    richardson_check(r);
    s.m[0][0] += 1;
    s.m[1][1] += 1;
    return s;
}

double
richardson_step_radius(const struct richardson_step *s)
{
    double half = (s->m[0][0] + s->m[1][1]) / 2;
    double gap = (s->m[0][0] - s->m[1][1]) / 2;

    /* The off-diagonal product is never negative here: real eigenvalues. */
    return fabs(half) + sqrt(gap * gap + s->m[0][1] * s->m[1][0]);
}

void
richardson_advance(const struct richardson_step *s, double at[2])
{
    double x = at[0], y = at[1];

    for (int i = 0; i < 2; i++)
        at[i] = s->m[i][0] * x + s->m[i][1] * y + s->m[i][2];
}
