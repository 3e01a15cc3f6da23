/* SPDX-License-Identifier: GPL-3.0-or-later */
/* source.h - the text of one input file, and showing a place in it.
 *
 * What is accepted: UTF-8 without NUL, control characters (but tab), the rare
 * line breaks U+0085, U+2028, U+2029, and byte order marks.  A byte order mark
 * at the very start is dropped and CRLF or CR become LF before anybody sees
 * the text, because spreadsheets and Windows editors write them. */
#ifndef BASE_SOURCE_H
#define BASE_SOURCE_H

#include <stddef.h>

#include "base/fault.h"

enum { SOURCE_NAME = 1024 };

struct source {
    char name[SOURCE_NAME];     /* as typed or named; "-" is stdin           */
    char *text;                 /* ends with a NUL that is not counted       */
    size_t size;                /* bytes                                     */
};

/* Reads all of `path` ("-": stdin) if it is at most `most` bytes.  FAULT_INPUT
 * (a directory, too large, not such text: with line and column), FAULT_IO or
 * FAULT_NOMEM.  After any failure `s` may be freed or used for messages. */
int  source_read(struct source *s, const char *path, size_t most,
                 struct fault *f);
/* The same from memory; copies. */
int  source_copy(struct source *s, const char *name, const void *bytes,
                 size_t size, struct fault *f);
void source_free(struct source *s);             /* safe on a zeroed struct   */

/* Completes a fault that has code, text and hint: where, line, column, width
 * and the line of the file, tabs as blanks.  A line too long to show the
 * place is left out.  Line and column from 1, columns in code points. */
void source_place(const struct source *s, int line, int column, int width,
                  struct fault *f);
/* The same by byte offset. */
void source_place_at(const struct source *s, size_t offset, int width,
                     struct fault *f);

/* Code points in `n` bytes; a byte that is not UTF-8 counts as one. */
int  source_columns(const char *text, size_t n);

#endif
