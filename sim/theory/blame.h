/* SPDX-License-Identifier: GPL-3.0-or-later */
/* blame.h - who attacks and who is blamed, where blame hurts only some.
 *
 * After Edwards, Furnas, Forrest & Axelrod (2017), PNAS 114(11):2825-2830:
 * the two-sided types are theirs, the payoffs and what follows from them are
 * derived here.  A is vulnerable to blame with chance p and knows it; B, once
 * attacked, knows A's type with chance q.  Payoffs (A, B):
 *     no attack                   0, 0
 *     attack, not blamed          g, -d
 *     blamed and vulnerable      -c, -d + b
 *     blamed and not vulnerable  gN, -d - k
 * With m* = k/(b+k) and r* = g/(g+c), a = P(attack | vulnerable) and
 * s = P(blame | B does not know):
 *     deterred   q > r*            a = 0,                s = 0
 *     tolerated  q < r*, p < m*    a = 1,                s = 0
 *     mixed      q < r*, p > m*    a = k(1-p+p e)/(p(b+k e)),
 *                             s = (g-(g+c)q)/((1-q)(g+c(1-e)))
 *     peace      g <= 0, gN <= 0   nobody attacks
 * Who is not vulnerable attacks, save in peace; B who knows blames the
 * vulnerable and nobody else.  e is the variant with incidents: where A does
 * not attack, something that looks like it and does the same harm d happens
 * with chance e, which only B who knows can tell.  Blame for it costs B k,
 * and A c if vulnerable.  e = 0 is the game without.
 *
 * Left out: signals by A, repetition. */
#ifndef THEORY_BLAME_H
#define THEORY_BLAME_H

enum blame_region {
    BLAME_EDGE,                 /* q = r*, or p = m* with q < r* */
    BLAME_PEACE, BLAME_DETERRED, BLAME_TOLERATED, BLAME_MIXED
};

struct blame {
    double vulnerable;          /* p in [0, 1] */
    double knowing;             /* q in [0, 1] */
    double gain;                /* g */
    double gain_blamed;         /* gN; of the same sign as g, 0 is negative */
    double cost;                /* c > 0 */
    double harm;                /* d >= 0 */
    double benefit;             /* b > 0, of blaming rightly */
    double penalty;             /* k > 0, of blaming wrongly */
    double incident;            /* e in [0, 1] */
};

/* Rates are chances a play, of all that can happen in it. */
struct blame_result {
    enum blame_region region;
    double attack_vulnerable;   /* a, given the type */
    double attack_other;        /* given the type: 1, in peace 0 */
    double blame_unknowing;     /* s, given an attack or incident */
    double attack, incident;    /* rates */
    double blame;               /* rate, right or wrong */
    double wrong;               /* rate of blame that costs B k */
    double innocent;            /* rate: vulnerable, blamed for an incident */
    double vulnerable, other;   /* expected payoffs of A, given its type */
    double accuser;             /* expected payoff of B */
};

/* The equilibrium.  On an edge there are many: every number is NAN.  In peace
 * ties abstain.  The edges are those of the rounded quotients m* and r*. */
struct blame_result blame_equilibrium(const struct blame *g);

/* Does B blame who, it believes with chance `belief`, attacked and is
 * vulnerable?  1 if belief > m*, ties keep silent; so B who knows (belief 1
 * or 0) blames only where the accused is vulnerable. */
int blame_pays(const struct blame *g, double belief);

#endif
