/* SPDX-License-Identifier: GPL-3.0-or-later */
/* explain.h - what the files of `detente explain` share. */
#ifndef PROGRAM_EXPLAIN_H
#define PROGRAM_EXPLAIN_H

#include "program/entries.h"
#include "program/program.h"

enum { EXPLAIN_KEY = 10 };      /* columns of a key, after four blanks       */

/* "    key       value", broken at blanks. */
void explain_line(const char *key, const char *value);
/* A name in `width` columns after `indent`, then its meaning beside it, on as
 * many lines as it needs. */
void explain_item(const char *name, int indent, int width,
                  const char *meaning);
/* Where the processes named in `readers` are, and what tells of them. */
void explain_readers(const char *key, const char *readers);

/* One entry, in full; `text` as asked for, which may be a cell of a table. */
void explain_entry(const struct program *g, const struct entry *e,
                   const char *text);
/* A parameter or lever: row `row` of param_table. */
void explain_param(const struct program *g, size_t row, const char *text);

/* Says that nothing is called so, and what was perhaps meant; returns 2.
 * `file_hint` is what the search for a file had to say. */
int explain_unknown(const char *text, const char *file_hint);

#endif
