/* SPDX-License-Identifier: GPL-3.0-or-later */
/* why_say.h - what the sentences about events share; who tells which kind. */
#ifndef REPORT_WHY_SAY_H
#define REPORT_WHY_SAY_H

#include "report/why.h"

/* A link while it is told, with a stream for each of its parts. */
struct teller {
    struct why_link *l;
    const struct world *w;      /* at the end of the week                    */
    const struct world *end;    /* at the end of the run                     */
    uint32_t e, row;            /* the event and its row                     */
    state_id i, j;              /* its actor and target                      */
    FILE *out[N_WHY_PARTS];
};

void say_operation(struct teller *t);           /* why_say_operation.c       */
void say_strike(struct teller *t);
void say_detection(struct teller *t);
void say_finding(struct teller *t);             /* why_say_finding.c         */
void say_public_finding(struct teller *t);
void say_truth(struct teller *t);
void say_reaction(struct teller *t);            /* why_say_reaction.c        */
void say_crisis(struct teller *t);              /* why_say_states.c          */
void say_war(struct teller *t);
void say_accession(struct teller *t);
void say_withdrawal(struct teller *t);

/* ---- words -------------------------------------------------------------- */

const char *say_code(const struct world *w, state_id i);    /* "USA"         */
const char *say_plural(double n);                       /* "s", or "" of one */
/* "a firm" where none is known. */
const char *say_firm(const struct world *w, uint16_t firm);
/* An amount of persons or money: 5,503; 0.324. */
void say_amount(FILE *out, double x);
/* 0.36; of what is rare, or nearly sure, the size shows too. */
void say_chance(FILE *out, double x);
/* " (drawn 0.21)": the number that was held against its chance. */
void say_drawn(FILE *out, const struct choice *c);
/* Says which clause and what became of it; the stream for the rest. */
FILE *say_law(struct teller *t, enum why_law law, enum clause_kind clause);
/* "it was PRK under a false flag.": whom it was to look like is t->j. */
void say_culprit(FILE *out, const struct teller *t, uint32_t operation);
/* Of those who were asked or could, how many did, who, and how many would by
 * their odds: "Of 23 that were asked 2 joined (DZA, FRA); by their odds 1.4
 * would." */
void say_beside(const struct teller *t, const char *could, const char *did,
                FILE *out);

#endif
