/* SPDX-License-Identifier: GPL-3.0-or-later */
/* table_block.h - the parts of a table: the lines of one metric as text, and
 * the notes below. */
#ifndef REPORT_TABLE_BLOCK_H
#define REPORT_TABLE_BLOCK_H

#include "report/number.h"
#include "report/table.h"

enum { TABLE_COLUMNS = 80, TABLE_INDENT = 2, TABLE_GAP = 2 };

/* The cells of one arm.  Numbers stand right, words left. */
struct table_line {
    const char *name;
    char verdict[32], level[NUMBER_TEXT], change[NUMBER_TEXT];
    char low[NUMBER_TEXT], high[NUMBER_TEXT], shares[24];
    const char *instead;        /* of the interval; NULL: nothing */
};

/* What stands over the levels and over the intervals. */
struct table_heads {
    const char *level, *interval;
};

/* The lines of one metric under their head. */
void table_lines_print(const struct table_line *line, size_t n,
                       const struct table_heads *heads, FILE *out);

/* What pairing did for metric number `m` of c; nothing if nothing is known. */
void table_pairing_print(const struct comparison *c, size_t m, FILE *out);
/* What the intervals and the verdicts mean. */
void table_footer_print(const struct comparison *c, FILE *out);

#endif
