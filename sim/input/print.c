/* SPDX-License-Identifier: GPL-3.0-or-later */
/* print.c - one fault as its lines for people.
 *
 *     mine.yaml:3:15: error: unknown key 'skil' in attribution
 *         3 | attribution: {skil: 0.4}
 *           |               ^~~~ did you mean 'skill'? 0..5 ...              */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "input/arm.h"

struct page {
    char *buffer;
    size_t size;
    size_t used;                /* of what there would be with enough room   */
};

static void
put(struct page *p, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static void
put(struct page *p, const char *format, ...)
{
    size_t left = p->used < p->size ? p->size - p->used : 0;
    va_list args;

    va_start(args, format);
    int n = vsnprintf(left > 0 ? p->buffer + p->used : NULL, left, format,
                      args);
    va_end(args);
    if (n > 0)
        p->used += (size_t)n;
}

static void
put_source(struct page *p, const struct fault *f)
{
    put(p, "%5d | %s\n      | %*s^", f->line, f->source,
        f->column > 1 ? f->column - 1 : 0, "");
    for (int k = 1; k < f->width; k++)
        put(p, "~");
    if (f->hint[0])
        put(p, " %s", f->hint);
    put(p, "\n");
}

int
fault_print(char *buffer, size_t size, const struct fault *f)
{
    struct page p = { buffer, size, 0 };

    if (f->where[0])
        put(&p, "%s:", f->where);
    if (f->line > 0)
        put(&p, "%d:", f->line);
    if (f->line > 0 && f->column > 0)
        put(&p, "%d:", f->column);
    put(&p, "%serror: %s\n", f->where[0] ? " " : "", f->text);
    if (f->line > 0 && f->column > 0 && f->source[0])
        put_source(&p, f);
    else if (f->hint[0])
        put(&p, "      %s\n", f->hint);
    return (int)p.used;
}
