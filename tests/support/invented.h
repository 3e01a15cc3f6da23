/* SPDX-License-Identifier: GPL-3.0-or-later */
/* invented.h - outcomes of worlds that were never run, to compare, print and
 * draw. */
#ifndef SUPPORT_INVENTED_H
#define SUPPORT_INVENTED_H

#include <stddef.h>

#include "study/comparison.h"

enum { INVENTED_ARMS = 12 };

struct invented {
    struct outcomes *out;
    unsigned char *ok;
    const char *arm[INVENTED_ARMS];     /* anarchy, agency, ... (as shipped) */
    struct compared_runs runs;          /* seed 2017 */
};

/* All outcomes 0, all runs ok.  Ends the program if there is no memory. */
void invented_init(struct invented *v, size_t n, size_t n_arms);
void invented_free(struct invented *v);

double *invented_at(struct invented *v, size_t replicate, size_t arm,
                    enum metric m);
/* A standard normal of its own for every (world, which). */
double  invented_noise(size_t world, uint64_t which);

/* Level x lognormal luck of the world (sd `spread`) x effect of the arm x a
 * little luck of its own (sd `own`). */
void invented_fill(struct invented *v, enum metric m, double level,
                   double spread, double own, const double *effect);

/* Compares; ends the program on a fault. */
void invented_compare(struct invented *v, const enum metric *m, size_t n,
                      struct comparison *c);

#endif
