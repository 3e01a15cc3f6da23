/* SPDX-License-Identifier: GPL-3.0-or-later */
/* table_lines.c - from cells to widths and lines. */
#include <string.h>

#include "base/text.h"
#include "report/table_block.h"

/* Columns of the cells; 0: the column is absent.  A table too wide first gets
 * narrow gaps, then its names on lines of their own. */
struct widths {
    int name, level, change, low, high, interval, shares, verdict;
    int gap;
    bool apart;                 /* names on lines of their own */
};

static const char DOTS[] = " .. ";
static const char BETTER[] = "better/", WORSE[] = "worse in";

/* ---- widths ------------------------------------------------------------ */

static void
widen(int *width, const char *text)
{
    const int n = (int)text_utf8_length(text);

    if (n > *width)
        *width = n;
}

/* Of the indent and the name with its gap. */
static int
before_numbers(const struct widths *w)
{
    return TABLE_INDENT + (w->apart ? TABLE_INDENT : w->name + w->gap);
}

static int
total(const struct widths *w)
{
    return before_numbers(w) + w->level + w->change + w->interval + 3 * w->gap
         + (w->shares ? w->shares + w->gap : 0) + w->verdict;
}

static struct widths
measure(const struct table_line *line, size_t n,
        const struct table_heads *heads)
{
    struct widths w = { .gap = TABLE_GAP };

    for (size_t k = 0; k < n; k++) {
        widen(&w.name, line[k].name);
        widen(&w.level, line[k].level);
        widen(&w.change, line[k].change);
        widen(&w.low, line[k].low);
        widen(&w.high, line[k].high);
        widen(&w.shares, line[k].shares);
        widen(&w.verdict, line[k].verdict);
    }
    widen(&w.level, heads->level);
    widen(&w.change, "change");
    w.interval = w.low + w.high + (w.low ? (int)strlen(DOTS) : 0);
    widen(&w.interval, heads->interval);
    if (w.shares)
        widen(&w.shares, WORSE);
    if (total(&w) > TABLE_COLUMNS)
        w.gap = 1;
    if (total(&w) > TABLE_COLUMNS) {
        w.gap = TABLE_GAP;
        w.apart = true;
    }
    return w;
}

/* ---- lines ------------------------------------------------------------- */

static void
blanks(int n, FILE *out)
{
    fprintf(out, "%*s", n > 0 ? n : 0, "");
}

static void
right(const char *text, int width, FILE *out)
{
    blanks(width - (int)text_utf8_length(text), out);
    fputs(text, out);
}

static void
left(const char *text, int width, FILE *out)
{
    fputs(text, out);
    blanks(width - (int)text_utf8_length(text), out);
}

/* The head of the shares is two words deep. */
static void
print_head(const struct widths *w, const struct table_heads *heads, FILE *out)
{
    if (w->shares) {
        blanks(before_numbers(w) + w->level + w->change + w->interval
               + 3 * w->gap, out);
        right(BETTER, w->shares, out);
        fputc('\n', out);
    }
    blanks(before_numbers(w), out);
    right(heads->level, w->level, out);
    blanks(w->gap, out);
    right("change", w->change, out);
    blanks(w->gap, out);
    right(heads->interval, w->interval, out);
    if (w->shares) {
        blanks(w->gap, out);
        right(WORSE, w->shares, out);
    }
    fprintf(out, "%*sverdict\n", w->gap, "");
}

static void
print_interval(const struct table_line *line, const struct widths *w,
               FILE *out)
{
    if (!line->low[0]) {
        right(line->instead ? line->instead : "", w->interval, out);
        return;
    }
    blanks(w->interval - w->low - w->high - (int)strlen(DOTS), out);
    right(line->low, w->low, out);
    fputs(DOTS, out);
    right(line->high, w->high, out);
}

static void
print_line(const struct table_line *line, const struct widths *w, FILE *out)
{
    blanks(TABLE_INDENT, out);
    if (w->apart) {
        fprintf(out, "%s\n", line->name);
        blanks(2 * TABLE_INDENT, out);
    } else
        left(line->name, w->name + w->gap, out);
    right(line->level, w->level, out);
    blanks(w->gap, out);
    right(line->change, w->change, out);
    blanks(w->gap, out);
    print_interval(line, w, out);
    if (w->shares) {
        blanks(w->gap, out);
        right(line->shares, w->shares, out);
    }
    fprintf(out, "%*s%s\n", w->gap, "", line->verdict);
}

void
table_lines_print(const struct table_line *line, size_t n,
                  const struct table_heads *heads, FILE *out)
{
    const struct widths w = measure(line, n, heads);

    print_head(&w, heads, out);
    for (size_t k = 0; k < n; k++)
        print_line(&line[k], &w, out);
}
