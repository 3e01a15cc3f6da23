/* SPDX-License-Identifier: GPL-3.0-or-later */
/* facts.h - one CSV file of a world while it is read: fields by known column,
 * each fault at its field.  Private to facts*.c. */
#ifndef INPUT_FACTS_H
#define INPUT_FACTS_H

#include "base/csv.h"
#include "input/load.h"

struct table {
    struct load *l;
    struct tables *t;
    struct sheet sheet;
    int code;                   /* of the reading of the sheet               */
    int place[24];              /* of each known column                      */
};

/* A fault at known column k of a row; -1: at the row. */
void row_refuse(struct table *b, size_t row, int k, const char *hint,
                const char *text);
/* The same for what stood first in row `first`. */
void row_refuse_doubled(struct table *b, size_t row, int k, const char *what,
                        size_t first);
/* Text of known column k; "" if an optional one is not there. */
const char *row_text(const struct table *b, size_t row, int k);
/* `min` after a fault. */
double   row_number(struct table *b, size_t row, int k, double min,
                    double max);
bool     row_flag(struct table *b, size_t row, int k);         /* 0 or 1     */
bool     row_name(struct table *b, size_t row, int k, char name[NAME_MOST]);
/* A state of the states table, NO_STATE after a fault. */
state_id row_state(struct table *b, size_t row, int k);

/* For qsort of rows that begin with their name. */
int by_name(const void *a, const void *b);

enum { STATE_COLUMNS = 17, PAIR_COLUMNS = 6, USE_COLUMNS = 3,
       FIRM_COLUMNS = 8 };
extern const struct sheet_column state_columns[STATE_COLUMNS];
extern const struct sheet_column pair_columns[PAIR_COLUMNS];
extern const struct sheet_column use_columns[USE_COLUMNS];
extern const struct sheet_column firm_columns[FIRM_COLUMNS];

void states_read(struct table *b);
void pairs_read(struct table *b);
void ecosystems_read(struct table *b);
void firms_read(struct table *b);

#endif
