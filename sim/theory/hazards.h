/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hazards.h - things that happen at a rate, and who is first.
 *
 * A weekly hazard h means: nothing happens in a week with chance exp(-h).  So
 * independent hazards add, and of two the first happens first with chance
 * hF/(hF + hG), whenever it is.
 *
 * A wait is one exponential threshold E = -ln u, passed in the first week in
 * which the cumulated hazard reaches it: the law of a draw a week, with one
 * draw, and monotone: a larger hazard is never later.  Units: 1/week and
 * weeks. */
#ifndef THEORY_HAZARDS_H
#define THEORY_HAZARDS_H

/* 1 - exp(-h), exact for small h; 1 at INFINITY. */
double hazard_chance(double hazard);
/* -ln(1 - p), its inverse; INFINITY at 1. */
double hazard_of_chance(double chance);

/* The chance that `first` happens before `other`; 0 if neither can happen. */
double hazard_share(double first, double other);

/* The threshold of a uniform in the open (0,1). */
double hazard_threshold(double u);

/* The uniform of a week in which a wait goes on that has met `before` of its
 * threshold: it ends in that week where this is below hazard_chance of the
 * week's hazard.  So one threshold tells what a draw a week would tell. */
double hazard_luck(double threshold, double before);

/* Whole weeks, from 1, until n x hazard >= threshold; INFINITY if the hazard
 * is 0.  A double, since it may exceed any integer. */
double hazard_weeks(double threshold, double hazard);

#endif
