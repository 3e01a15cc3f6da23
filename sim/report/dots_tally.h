/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dots_tally.h - how many rows are what: the six things a row can be.
 *
 * Unclear rows are told apart by their doubt, so that "no clear difference"
 * is only counted where an interval is short enough to mean it. */
#ifndef REPORT_DOTS_TALLY_H
#define REPORT_DOTS_TALLY_H

#include <stddef.h>

#include "report/phrase.h"
#include "study/comparison.h"

enum finding {
    FINDING_LOWER, FINDING_HIGHER, FINDING_NONE, FINDING_SAME, FINDING_RARE,
    FINDING_FEW, N_FINDINGS
};

struct tally {
    size_t rows, n[N_FINDINGS];
    size_t better, worse, neither;      /* of the clear ones */
    size_t skewed;                      /* of the clear ones */
    double could_differ;                /* the most of equal rows, 0: none */
};

enum finding finding_of(const struct comparison_row *row);
/* "no clear difference", "too rare to tell"; clear ones: "clearly lower". */
const char  *finding_words(enum finding finding);

/* Of metric number `m` of c, and of all its metrics. */
struct tally tally_of_metric(const struct comparison *c, size_t m);
struct tally tally_of_all(const struct comparison *c);

/* "2 clearly lower, 5 no clear difference"; with `judged` the clear ones are
 * better, worse or neither instead of lower and higher. */
void tally_say(struct phrase *p, const struct tally *t, bool judged);

#endif
