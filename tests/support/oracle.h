/* SPDX-License-Identifier: GPL-3.0-or-later */
/* oracle.h - tables of known answers, tests/oracles/NAME.csv, one row at a
 * time.
 *
 * Every fault (no file, no column, no number) fails the running cmocka
 * test. */
#ifndef SUPPORT_ORACLE_H
#define SUPPORT_ORACLE_H

#include <stddef.h>

struct oracle {
    char  *text;                /* the file, cut into cells in place */
    char **cell;                /* (n_rows + 1) x n_columns, header first */
    size_t n_rows, n_columns;   /* rows without the header */
};

/* Reads tests/oracles/NAME, from the folder of the project. */
void oracle_load(struct oracle *o, const char *name);
void oracle_free(struct oracle *o);             /* safe on a zeroed struct */

const char *oracle_text(const struct oracle *o, size_t row,
                        const char *column);
/* "p/q", decimal, hexadecimal float or empty (NAN). */
double oracle_number(const struct oracle *o, size_t row, const char *column);
/* A row by the text of one of its cells. */
size_t oracle_row(const struct oracle *o, const char *column,
                  const char *text);

/* The value that a chi-square with df degrees exceeds with chance 1e-4. */
double oracle_chi2_limit(int df);

#endif
