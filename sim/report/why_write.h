/* SPDX-License-Identifier: GPL-3.0-or-later */
/* why_write.h - an answer as text, as a graph for dot, as JSON. */
#ifndef REPORT_WHY_WRITE_H
#define REPORT_WHY_WRITE_H

#include "report/why.h"
#include "report/why_parting.h"

enum { WHY_OTHERS = 2 };

/* Another run of the same world, and how it parts from the one asked about. */
struct why_other {
    char title[192];            /* "without w131-PRK-2", "in world@agency"   */
    char here[32], there[32];   /* of the two: "with it" and "without it",
                                 * "anarchy" and "agency"                    */
    const struct why_run *run;
    struct why_parting parting;
};

struct why_answer {
    const char *arm;            /* of the chain                              */
    const struct why_run *run;  /* likewise                                  */
    const struct why_chain *chain;      /* NULL: none was asked for          */
    char note[256];             /* how the event was picked, or ""           */
    const struct why_run *from; /* the run that the others part from         */
    struct why_other other[WHY_OTHERS];
    size_t n_others;
    bool utf8;
};

/* Errors of writing stay in the stream. */
void why_text(FILE *out, const struct why_answer *a);
void why_dot(FILE *out, const struct why_answer *a);
/* FAULT_NOMEM, FAULT_IO. */
int  why_json(FILE *out, const struct why_answer *a, struct fault *f);

const char *why_law_word(enum why_law law);     /* "broken"                  */

#endif
