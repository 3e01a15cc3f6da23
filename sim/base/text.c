/* SPDX-License-Identifier: GPL-3.0-or-later */
/* text.c - the contract is text.h. */
#include "base/text.h"

#include <assert.h>
#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char
text_fold(char c)
{
    if (c >= 'A' && c <= 'Z')
        return (char)(c - 'A' + 'a');
    return c == '-' ? '_' : c;
}

static size_t
least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Rows of the table of distances between the first i and the first k letters;
 * three are enough, because an exchange looks two rows back. */
size_t
text_distance(const char *a, const char *b)
{
    size_t row[3][TEXT_WORD + 1];
    size_t n_a = strlen(a), n_b = strlen(b);

    if (n_a > TEXT_WORD || n_b > TEXT_WORD)
        return n_a > n_b ? n_a : n_b;
    for (size_t k = 0; k <= n_b; k++)
        row[0][k] = k;
    for (size_t i = 1; i <= n_a; i++) {
        size_t *now = row[i % 3];
        const size_t *last = row[(i + 2) % 3], *older = row[(i + 1) % 3];

        now[0] = i;
        for (size_t k = 1; k <= n_b; k++) {
            char x = text_fold(a[i - 1]), y = text_fold(b[k - 1]);

            now[k] = least(last[k - 1] + (x != y),
                           1 + least(last[k], now[k - 1]));
            if (i > 1 && k > 1 && x == text_fold(b[k - 2])
                && y == text_fold(a[i - 2]))
                now[k] = least(now[k], older[k - 2] + 1);
        }
    }
    return row[n_a % 3][n_b];
}

/* 1 if `part` of `n` bytes is one of the parts of `whole` between its plus
 * signs. */
static int
text_has_part(const char *whole, const char *part, size_t n)
{
    for (;;) {
        size_t length = strcspn(whole, "+");

        if (length == n && memcmp(whole, part, n) == 0)
            return 1;
        if (whole[length] == '\0')
            return 0;
        whole += length + 1;
    }
}

/* 1 for agency+convention and convention+agency. */
static int
text_same_parts(const char *a, const char *b)
{
    if (strlen(a) != strlen(b) || strchr(a, '+') == NULL)
        return 0;
    for (;;) {
        size_t length = strcspn(a, "+");

        if (!text_has_part(b, a, length))
            return 0;
        if (a[length] == '\0')
            return 1;
        a += length + 1;
    }
}

const char *
text_nearest(const char *name, const char *const list[], size_t n)
{
    const char *nearest = NULL;
    size_t best = (strlen(name) + 1) / 3 + 1;

    for (size_t i = 0; i < n; i++) {
        if (list[i] == NULL)
            continue;
        size_t distance = text_same_parts(name, list[i])
                              ? 0 : text_distance(name, list[i]);
        if (distance < best) {
            best = distance;
            nearest = list[i];
        }
    }
    return nearest;
}

/* A decimal of 15 digits survives the way through a normal double, so that
 * "%.15g" finds every number that needs 15 or fewer; a subnormal one may need
 * far fewer than it gives. */
char *
text_of_double(char *buffer, size_t size, double x)
{
    int digits = fabs(x) < DBL_MIN ? 1 : DBL_DIG;

    assert(size >= TEXT_DOUBLE);
    if (isnan(x)) {
        buffer[0] = '\0';
        return buffer;
    }
    do
        snprintf(buffer, size, "%.*g", digits, x);
    while (strtod(buffer, NULL) != x && digits++ < DBL_DECIMAL_DIG);
    return buffer;
}

size_t
text_utf8_length(const char *text)
{
    size_t n = 0;

    for (; *text != '\0'; text++)
        n += ((unsigned char)*text & 0xC0) != 0x80;
    return n;
}

bool
text_ends(const char *text, const char *ending)
{
    size_t n = strlen(text), tail = strlen(ending);

    return n > tail && strcmp(text + n - tail, ending) == 0;
}
