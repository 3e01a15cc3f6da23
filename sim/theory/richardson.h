/* SPDX-License-Identifier: GPL-3.0-or-later */
/* richardson.h - two states arm, or hate, in answer to each other.
 *
 *     x' = k y - a x + g,    y' = l x - b y + h        (per year)
 *
 * Richardson (1960), Arms and Insecurity.  k, l: reaction to the other; a, b:
 * fatigue; g, h: standing grievance.  Left out: floors, ceilings, more than
 * two. */
#ifndef THEORY_RICHARDSON_H
#define THEORY_RICHARDSON_H

struct richardson {
    double k, l;                /* 1/year, >= 0 */
    double a, b;                /* 1/year, > 0 */
    double g, h;                /* level/year */
};

/* x -> m[0][0] x + m[0][1] y + m[0][2], y likewise with m[1]. */
struct richardson_step {
    double m[2][3];
};

/* 1 iff ab > kl: the product of fatigue exceeds that of reaction. */
int richardson_is_stable(const struct richardson *r);

/* 1 and the point of rest in at[0], at[1]; 0 and nothing if ab = kl.  It
 * attracts only if stable. */
int richardson_equilibrium(const struct richardson *r, double at[2]);

/* -(a+b)/2 -+ sqrt((a-b)^2 + 4kl)/2, the smaller first, 1/year. */
void richardson_eigenvalues(const struct richardson *r, double lambda[2]);

/* The flow over `years`, exact to rounding, whatever the sign of ab - kl. */
struct richardson_step richardson_exact(const struct richardson *r,
                                        double years);

/* One explicit Euler step; may be unstable where the flow is not. */
struct richardson_step richardson_euler(const struct richardson *r,
                                        double years);

/* The largest modulus of an eigenvalue of the step; below 1 it settles. */
double richardson_step_radius(const struct richardson_step *s);

void richardson_advance(const struct richardson_step *s, double at[2]);

#endif
