/* SPDX-License-Identifier: GPL-3.0-or-later */
/* why_rows.h - the odds of a link as rows of a table: what could be done, or
 * who could do it. */
#ifndef REPORT_WHY_ROWS_H
#define REPORT_WHY_ROWS_H

#include "report/why.h"

enum { WHY_NAME = 64, WHY_ROWS = 7, WHY_TABLES = 2 };

struct why_row {
    char name[WHY_NAME];        /* "theft from industry, proxy", "FRA"       */
    bool came;
    const struct alternative *a;
};

/* Those that are shown, the likeliest first; and the others together. */
struct why_table {
    enum choice_kind kind;
    struct why_row row[WHY_ROWS];
    size_t n;
    size_t n_others;
    double others;              /* chance of all together, or of one on
                                 * average: as in others_are                 */
    char others_are[WHY_NAME];  /* "19 others together"                      */
    int column[PARTS_MOST];     /* the first part of each column shown       */
    int n_columns;
};

/* The tables of a link: of its choice if that has more than two alternatives,
 * and of those beside it.  Returns how many. */
size_t why_tables(struct why_table table[WHY_TABLES], const struct why_link *l,
                  const struct world *w);

/* "theft from industry, proxy", "silence", "war". */
void why_alternative(char name[WHY_NAME], const struct choice *c, int k);
/* The word over the values: "worth" in su, "pull" in logits. */
const char *why_value_word(enum choice_kind kind);
/* Sum of the parts of `a` that share the column of `part`. */
double why_column(enum choice_kind kind, const struct alternative *a,
                  int part);
/* "espionage on", "theft from": what goes before a sector. */
const char *why_kind_of(enum kind kind);

#endif
