/* SPDX-License-Identifier: GPL-3.0-or-later */
/* svg.c - title, alternative text and fonts of gnuplot's SVG. */
#include "report/svg.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static void
put_escaped(const char *text, FILE *out)
{
    for (; *text; text++)
        switch (*text) {
        case '&': fputs("&amp;", out); break;
        case '<': fputs("&lt;", out); break;
        case '>': fputs("&gt;", out); break;
        default:  fputc(*text, out);
        }
}

/* The line with every `from` as `to`. */
static void
put_replaced(const char *line, const char *from, const char *to, FILE *out)
{
    for (const char *at; (at = strstr(line, from)); line = at + strlen(from)) {
        fwrite(line, 1, (size_t)(at - line), out);
        fputs(to, out);
    }
    fputs(line, out);
}

/* Cuts <title>...</title> out of the line. */
static void
drop_title(char *line)
{
    char *from = strstr(line, "<title>");
    const char *end = from ? strstr(from, "</title>") : NULL;

    if (!end)
        return;
    end += strlen("</title>");
    memmove(from, end, strlen(end) + 1);
}

/* What has been seen of the head of the file. */
struct head {
    bool title, desc, role;
};

static bool
starts(const char *line, const char *with)
{
    return strncmp(line, with, strlen(with)) == 0;
}

static void
put_line(char *line, struct head *seen, const char *title, const char *alt,
         FILE *out)
{
    if (!seen->title && starts(line, "<title>")) {
        fputs("<title id=\"t\">", out);
        put_escaped(title, out);
        fputs("</title>\n", out);
        seen->title = true;
    } else if (!seen->desc && starts(line, "<desc>")) {
        fputs("<desc id=\"d\">", out);
        put_escaped(alt, out);
        fputs("</desc>\n", out);
        seen->desc = true;
    } else if (!seen->role && strstr(line, "xmlns=\"")) {
        put_replaced(line, " xmlns=\"",
                     " role=\"img\" aria-labelledby=\"t d\" xmlns=\"", out);
        seen->role = true;
    } else {
        drop_title(line);
        put_replaced(line, "font-family=\"DejaVu Sans\"",
                     "font-family=\"DejaVu Sans, Verdana, sans-serif\"", out);
    }
}

int
svg_describe(FILE *in, FILE *out, const char *title, const char *alt,
             struct fault *f)
{
    struct head seen = { false, false, false };
    char *line = NULL;
    size_t size = 0;

    while (getline(&line, &size, in) > 0)
        put_line(line, &seen, title, alt, out);
    free(line);
    if (ferror(in) || !feof(in) || ferror(out))
        return fault_set(f, FAULT_IO, "svg", 0, "cannot write the picture");
    if (!seen.title || !seen.desc || !seen.role)
        return fault_set(f, FAULT_TOOL, "gnuplot", 0,
                         "its SVG has no title and description to replace");
    return 0;
}
