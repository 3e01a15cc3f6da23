/* SPDX-License-Identifier: GPL-3.0-or-later */
/* phrase.h - the small words that table, sentence and charts share. */
#ifndef REPORT_PHRASE_H
#define REPORT_PHRASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "study/comparison.h"

enum { PHRASE_MOST = 4096 };

/* A text that grows; what is beyond PHRASE_MOST is cut.  Starts zeroed. */
struct phrase {
    size_t n;
    char text[PHRASE_MOST];
};

void phrase_add(struct phrase *p, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* "ten years", "one year", "2.5 years". */
void phrase_years(struct phrase *p, double years);
/* "one" ... "twelve", beyond "13". */
void phrase_count(struct phrase *p, size_t n);

/* The label with unit and scale: "Disrupted person-weeks per 1,000 online",
 * "Loss, billion US dollars".  `capital` false: for the middle of a sentence,
 * "loss (billion US dollars)". */
void phrase_measure(struct phrase *p, enum metric metric, double divisor,
                    bool capital);
/* Only the scale: "million", "billion US dollars", "". */
void phrase_scale(struct phrase *p, enum metric metric, double divisor);
void phrase_label(struct phrase *p, enum metric metric, bool capital);

/* Some of the arms beside the baseline. */
struct arm_set {
    size_t n;                   /* how many */
    size_t of;                  /* arms beside the baseline */
    const unsigned char *in;    /* by arm, from 0; borrowed */
};

/* "under agency", "under agency and accord", "under five of seven regimes",
 * "under all three regimes"; scenarios: "in tense".  At most `names` are
 * named; `no`: "under any of three regimes" for all. */
void phrase_arms(struct phrase *p, const struct comparison *c,
                 const struct arm_set *set, bool regimes, size_t names,
                 bool no);
/* "under anarchy" or "in world". */
void phrase_baseline(struct phrase *p, const struct comparison *c,
                     bool regimes);

/* The per cent of an interval: "95" of a headline, which holds jointly with
 * the others; "99.4" of another metric, which holds for itself. */
void phrase_confidence(struct phrase *p, const struct comparison *c,
                       enum metric metric);

/* Words on lines of at most `columns`, each begun by `indent` blanks.  -1 if
 * the stream failed. */
int phrase_wrap(const char *text, int indent, int columns, FILE *out);

#endif
