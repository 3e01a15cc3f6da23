/* SPDX-License-Identifier: GPL-3.0-or-later */
/* table.h - a comparison for people: the table in the terminal and one
 * sentence.
 *
 * Every word about a row comes from its verdict (study/comparison.h).  At most
 * 80 columns; a name too long for its column stands on a line of its own. */
#ifndef REPORT_TABLE_H
#define REPORT_TABLE_H

#include <stdbool.h>
#include <stdio.h>

#include "base/fault.h"
#include "study/comparison.h"

struct table_style {
    bool utf8;                  /* else ASCII: -, .., ~ */
    bool regimes;               /* the arms are regimes ("under agency"), else
                                 * scenarios ("in tense") */
    double years;               /* length of a run, year */
    const char *scenario;       /* title of what all arms play; NULL or "":
                                 * not one, or the arms name it */
    const char *baseline;       /* where it is not one: that of the baseline */
    const char *command;        /* as typed, for the sentence */
};

/* One block for each metric of the comparison, then what the intervals mean.
 * FAULT_NOMEM, FAULT_IO. */
int table_print(const struct comparison *c, const struct table_style *style,
                FILE *out, struct fault *f);

/* Where no headline is clear: one paragraph on the other outcomes that moved
 * most, from the same runs.  Prints nothing if c holds others than headlines,
 * or one of them is clear.  FAULT_NOMEM, FAULT_IO. */
int table_moved_print(const struct comparison *c, FILE *out, struct fault *f);

/* The metric to quote: the first with a clear difference, else the first. */
size_t sentence_metric(const struct comparison *c);
/* One sentence to quote about metric number `m` of c, never stronger than its
 * verdicts, with scenario, n, seed and command; ends with a line feed.  Of
 * more than three arms it names those with a clear difference.  Not broken
 * into lines. */
int sentence_print(const struct comparison *c, size_t m,
                   const struct table_style *style, FILE *out,
                   struct fault *f);

#endif
