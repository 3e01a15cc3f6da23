/* SPDX-License-Identifier: GPL-3.0-or-later */
/* print.c - one fault as its lines for people.
 *
 *     mine.yaml:3:15: error: unknown key 'skil' in attribution
 *         3 | attribution: {skil: 0.4}
 *           |               ^~~~ did you mean 'skill'? 0..5 ...             */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "input/arm.h"

enum { COLUMNS = 80, MARGIN = 8 };      /* MARGIN: "    3 | "                */

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

/* Text in lines of at most COLUMNS, each behind `margin`. */
static void
put_wrapped(struct page *p, const char *text, const char *margin)
{
    size_t most = COLUMNS - strlen(margin);

    while (*text) {
        size_t n = strlen(text), cut = n;
        if (n > most) {
            cut = most;
            while (cut > 0 && text[cut] != ' ')
                cut--;
            if (cut == 0)
                cut = strcspn(text, " ");
        }
        put(p, "%s%.*s\n", margin, (int)cut, text);
        text += cut + (text[cut] == ' ');
    }
}

static void
put_source(struct page *p, const struct fault *f)
{
    int before = f->column > 1 ? f->column - 1 : 0;
    int width = f->width > 1 ? f->width : 1;

    put(p, "%5d | %s\n      | %*s^", f->line, f->source, before, "");
    for (int k = 1; k < width; k++)
        put(p, "~");
    if (f->hint[0] == '\0'
        || (size_t)(MARGIN + before + width + 1) + text_utf8_length(f->hint)
           <= COLUMNS) {
        put(p, "%s%s\n", f->hint[0] ? " " : "", f->hint);
        return;
    }
    put(p, "\n");
    put_wrapped(p, f->hint, "      | ");
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
        put_wrapped(&p, f->hint, "      ");
    return (int)p.used;
}
