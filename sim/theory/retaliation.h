/* SPDX-License-Identifier: GPL-3.0-or-later */
/* retaliation.h - deterrence when it is not sure who did it.
 *
 * After Baliga, Bueno de Mesquita & Wolitzky (2020), American Political
 * Science Review 114:1155; derived anew from these assumptions.  With chance
 * gamma one of n attackers, each alike, gets its chance; its benefit x_i is
 * uniform on benefit[i], and it attacks or not.  A defender sees a signal: s
 * with chance attacked[i][s] after an attack by i, quiet[s] after none, else
 * nothing, after which it does nothing.  Hitting the culprit gives it y,
 * uniform on temper, hitting an innocent y - 1; being hit costs 1.  So
 *     a_i    = P(x_i >= cut_i)
 *     beta   = gamma a_i attacked[i][s]
 *              / (n quiet[s] + gamma Sum_j a_j (attacked[j][s] - quiet[s]))
 *     R      = P(y >= 1 - beta)          i is hit after s
 *     cut_i  = Sum_s (attacked[i][s] - quiet[s]) R
 * What deters is by how much an attack makes being hit likelier, so that false
 * alarms and a noisy neighbour lower it.
 *
 * Left out: answers to silence, commitment of the defender, repetition. */
#ifndef THEORY_RETALIATION_H
#define THEORY_RETALIATION_H

enum { ATTACKERS_MOST = 20, SIGNALS_MOST = 40 };

struct retaliation {
    int n, n_signals;
    double gamma;                       /* (0, 1] */
    double attacked[ATTACKERS_MOST][SIGNALS_MOST];
    double quiet[SIGNALS_MOST];
    double benefit[ATTACKERS_MOST][2];  /* ends of x_i, low < high */
    double temper[2];                   /* ends of y, low < high */
};

struct retaliation_result {
    double cut[ATTACKERS_MOST];
    double attack[ATTACKERS_MOST];      /* a_i, given the chance */
    double belief[ATTACKERS_MOST][SIGNALS_MOST];
    double hit[ATTACKERS_MOST][SIGNALS_MOST];       /* R */
    double right, wrong;                /* expected answers a play */
};

/* One signal names each attacker: an attack is detected with chance `detect`
 * and then named rightly with chance `identify`, the rest even; where there
 * is none, a false alarm of chance `alarm` names one of all, evenly.  Benefit
 * and temper uniform on (0,1). */
void retaliation_by_name(struct retaliation *g, int n, double detect,
                         double identify, double alarm);

/* The equilibrium, by damped best replies from half the attacks.  Returns the
 * number of rounds, 0 if it did not settle to 1e-13 in 100,000. */
int retaliation_solve(const struct retaliation *g,
                      struct retaliation_result *r);

#endif
