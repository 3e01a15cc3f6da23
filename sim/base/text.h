/* SPDX-License-Identifier: GPL-3.0-or-later */
/* text.h - small questions about text: which word was meant, how a number is
 * written, how wide a line is.  Parallel-safe; nothing is allocated. */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>

enum {
    TEXT_DOUBLE = 32,   /* bytes that hold any double, from text_of_double */
    TEXT_WORD   = 96    /* letters; longer words are not compared          */
};

/* Edits that turn `a` into `b`: a letter more, less or other, or two
 * neighbours exchanged, no letter edited twice (optimal string alignment;
 * Damerau 1964, CACM 7(3):171).  A letter is a byte; ASCII case is ignored
 * and '-' is '_'.  Words beyond TEXT_WORD letters: the longer one's length. */
size_t text_distance(const char *a, const char *b);

/* The entry of `list` that `name` was probably meant to be, NULL if none is
 * near: at most one edit for three letters, or the same parts between plus
 * signs in another order.  The first of the nearest; a NULL entry is passed
 * over. */
const char *text_nearest(const char *name, const char *const list[], size_t n);

/* Write `x` with the fewest digits that read back to the same double (17 at
 * most) and return `buffer`, which has at least TEXT_DOUBLE bytes.  NaN, our
 * mark of a missing number, becomes "".  Assumes the "C" LC_NUMERIC. */
char *text_of_double(char *buffer, size_t size, double x);

/* Code points in UTF-8 `text`: its columns, as long as none is wide or
 * combining. */
size_t text_utf8_length(const char *text);

/* Does it end with `ending`, and is more than that? */
bool text_ends(const char *text, const char *ending);

#endif
