/* SPDX-License-Identifier: GPL-3.0-or-later */
/* csv.h - one CSV file as a table of texts that know their place.
 *
 * Strict (RFC 4180 through libcsv): the first row names the columns, which may
 * stand in any order; every row has as many fields; quotes are whole.  Blank
 * lines are passed over; unquoted fields lose blanks around them.  At most 64
 * MiB and 256 columns.  Text as in source.h.  The names here do not begin with
 * csv_, because the library exports many such names. */
#ifndef BASE_CSV_H
#define BASE_CSV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/fault.h"
#include "base/source.h"

enum { SHEET_SIZE = 1 << 26, SHEET_COLUMNS = 256 };

struct sheet_field {
    uint32_t text;              /* offset in sheet.text                      */
    uint32_t at;                /* offset in the source                      */
};

struct sheet {
    struct source source;
    size_t n_columns, n_rows;   /* the header does not count                 */
    struct sheet_field *field;  /* header, then rows                         */
    char *text;
    size_t capacity;            /* of `field`                                */
};

/* Reads `path`.  Faults go to `all`; 0, or the code of the first.  Rows with
 * too few or too many fields are reported and left out. */
int  sheet_read(struct sheet *s, const char *path, struct faults *all);
/* The same from memory; `name` stands in messages. */
int  sheet_of(struct sheet *s, const char *name, const void *bytes,
              size_t size, struct faults *all);
void sheet_free(struct sheet *s);               /* safe on a zeroed struct   */

/* A column that a reader knows. */
struct sheet_column {
    const char *name;
    bool optional;
};

/* Where each of the `n` known columns stands, -1 if it does not.  Unknown,
 * doubled, unnamed and missing ones go to `all`; 0 if there are none. */
int sheet_columns(const struct sheet *s, const struct sheet_column known[],
                  size_t n, int place[], struct faults *all);

/* Row 0 is the first below the header; column as in the file. */
const char *sheet_text(const struct sheet *s, size_t row, int column);
/* A fault at this field (column -1: the row), without hint.  FAULT_INPUT. */
int sheet_fault(struct fault *f, const struct sheet *s, size_t row,
                int column, const char *format, ...)
    __attribute__((format(printf, 5, 6)));
int sheet_line(const struct sheet *s, size_t row);

#endif
