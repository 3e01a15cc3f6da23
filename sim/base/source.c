/* SPDX-License-Identifier: GPL-3.0-or-later */
/* source.c - reading a file as UTF-8 and showing a place in it; the contract
 * is source.h. */
#include "base/source.h"

#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* ---- characters --------------------------------------------------------- */

/* Length of the UTF-8 character at `s`, 0 if there is none (overlong forms,
 * surrogates and what is above U+10FFFF included).  n >= 1. */
static size_t
decode(const unsigned char *s, size_t n, uint32_t *point)
{
    static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
    size_t length = s[0] < 0x80 ? 1 : s[0] < 0xC0 ? 0 : s[0] < 0xE0 ? 2
                  : s[0] < 0xF0 ? 3 : s[0] < 0xF8 ? 4 : 0;

    if (length == 0 || length > n)
        return 0;
    uint32_t c = length == 1 ? s[0] : s[0] & (0x7Fu >> length);
    for (size_t k = 1; k < length; k++) {
        if ((s[k] & 0xC0) != 0x80)
            return 0;
        c = c << 6 | (s[k] & 0x3Fu);
    }
    if (c < least[length] || c > 0x10FFFF || (c >= 0xD800 && c < 0xE000))
        return 0;
    *point = c;
    return length;
}

static bool
is_text(uint32_t c)
{
    if (c < 0x20)
        return c == '\t' || c == '\n';
    return !(c >= 0x7F && c < 0xA0) && c != 0x2028 && c != 0x2029
        && c != 0xFEFF && c != 0xFFFE && c != 0xFFFF;
}

int
source_columns(const char *text, size_t n)
{
    int columns = 0;

    for (size_t at = 0; at < n; columns++) {
        uint32_t point;
        size_t length = decode((const unsigned char *)text + at, n - at,
                               &point);
        at += length > 0 ? length : 1;
    }
    return columns;
}

/* ---- places ------------------------------------------------------------- */

/* Columns of a line that are shown; more only to reach the place itself. */
enum { EXCERPT = 69 };

/* The part of the line at `start` that fits in f->source; tells how many
 * columns that is. */
static int
excerpt(const struct source *s, size_t start, struct fault *f)
{
    int most = f->column + f->width - 1, columns = 0;
    size_t used = 0, at = start;

    most = most > EXCERPT ? most : EXCERPT;
    for (; at < s->size && s->text[at] != '\n' && columns < most; columns++) {
        const char *c = s->text + at;
        uint32_t point = 0;
        size_t length = decode((const unsigned char *)c, s->size - at,
                               &point);
        if (used + (length > 0 ? length : 1) >= sizeof f->source)
            break;
        if (length == 0 || !is_text(point) || point == '\t') {
            f->source[used++] = point == '\t' ? ' ' : '?';
            at += length > 0 ? length : 1;
            continue;
        }
        memcpy(f->source + used, c, length);
        used += length;
        at += length;
    }
    snprintf(f->source + used, sizeof f->source - used, "%s",
             at < s->size && s->text[at] != '\n' ? "..." : "");
    return columns;
}

static void
place(const struct source *s, size_t start, int width, struct fault *f)
{
    f->width = width < 1 ? 1 : width < EXCERPT ? width : EXCERPT;
    snprintf(f->where, sizeof f->where, "%.*s", FAULT_WHERE - 1, s->name);
    f->source[0] = '\0';
    if (s->text == NULL)
        return;
    int columns = excerpt(s, start, f);
    if (f->column > columns + 1)
        f->source[0] = '\0';
    else if (f->column + f->width - 1 > columns)
        f->width = columns >= f->column ? columns - f->column + 1 : 1;
}

void
source_place(const struct source *s, int line, int column, int width,
             struct fault *f)
{
    size_t start = 0;

    for (int k = 1; k < line && start < s->size; k++) {
        const char *end = memchr(s->text + start, '\n', s->size - start);
        start = end ? (size_t)(end - s->text) + 1 : s->size;
    }
    f->line = line;
    f->column = column;
    place(s, start, width, f);
}

void
source_place_at(const struct source *s, size_t offset, int width,
                struct fault *f)
{
    size_t start = 0;

    f->line = 1;
    for (size_t at = 0; at < offset; at++)
        if (s->text[at] == '\n') {
            f->line++;
            start = at + 1;
        }
    f->column = 1 + source_columns(s->text + start, offset - start);
    place(s, start, width, f);
}

/* ---- reading ------------------------------------------------------------ */

static int
refuse_at(const struct source *s, size_t offset, struct fault *f)
{
    const unsigned char *c = (const unsigned char *)s->text + offset;
    uint32_t point = 0;

    if (decode(c, s->size - offset, &point) == 0) {
        fault_set(f, FAULT_INPUT, "", 0, "byte 0x%02X is not UTF-8", *c);
        snprintf(f->hint, sizeof f->hint, "save the file as UTF-8");
    } else if (point == 0) {
        fault_set(f, FAULT_INPUT, "", 0, "a NUL byte in a text file");
    } else {
        fault_set(f, FAULT_INPUT, "", 0, "character U+%04X cannot stand here",
                  (unsigned)point);
        snprintf(f->hint, sizeof f->hint, "remove it");
    }
    source_place_at(s, offset, 1, f);
    return FAULT_INPUT;
}

/* Drops a byte order mark, makes every line end LF. */
static void
normalise(struct source *s)
{
    size_t from = s->size >= 3 && memcmp(s->text, "\xEF\xBB\xBF", 3) == 0
                ? 3 : 0;
    size_t to = 0;

    for (; from < s->size; from++) {
        char c = s->text[from];
        if (c == '\r' && from + 1 < s->size && s->text[from + 1] == '\n')
            continue;
        s->text[to++] = c == '\r' ? '\n' : c;
    }
    s->size = to;
    s->text[to] = '\0';
}

static int
accept(struct source *s, struct fault *f)
{
    if (s->size >= 2 && (memcmp(s->text, "\xFF\xFE", 2) == 0
                         || memcmp(s->text, "\xFE\xFF", 2) == 0)) {
        fault_set(f, FAULT_INPUT, s->name, 1, "the file is UTF-16");
        snprintf(f->hint, sizeof f->hint, "save it as UTF-8");
        f->column = f->width = 1;
        return FAULT_INPUT;
    }
    normalise(s);
    for (size_t at = 0; at < s->size;) {
        uint32_t point;
        size_t length = decode((const unsigned char *)s->text + at,
                               s->size - at, &point);
        if (length == 0 || !is_text(point))
            return refuse_at(s, at, f);
        at += length;
    }
    return 0;
}

/* All of `file`, at most `most` bytes and one more to see that it is more. */
static int
slurp(struct source *s, FILE *file, size_t most, struct fault *f)
{
    size_t capacity = 0;

    do {
        size_t want = capacity > 0 ? 2 * capacity : (size_t)1 << 14;
        capacity = want < most + 1 ? want : most + 1;
        char *text = realloc(s->text, capacity + 1);
        if (text == NULL)
            return fault_set(f, FAULT_NOMEM, s->name, 0, "out of memory");
        s->text = text;
        s->size += fread(text + s->size, 1, capacity - s->size, file);
        text[s->size] = '\0';
    } while (s->size == capacity && capacity <= most);
    if (ferror(file))
        return fault_set(f, FAULT_IO, s->name, 0, "cannot be read: %s",
                         strerror(errno));
    return 0;
}

static int
too_large(struct source *s, size_t most, struct fault *f)
{
    fault_set(f, FAULT_INPUT, s->name, 0, "the file is larger than %zu MiB",
              most >> 20);
    free(s->text);
    s->text = NULL;
    s->size = 0;
    return FAULT_INPUT;
}

static int
read_open(struct source *s, FILE *file, size_t most, struct fault *f)
{
    struct stat about;

    if (fstat(fileno(file), &about) != 0)
        return fault_set(f, FAULT_IO, s->name, 0, "cannot be read: %s",
                         strerror(errno));
    if (S_ISDIR(about.st_mode))
        return fault_set(f, FAULT_INPUT, s->name, 0,
                         "this is a folder, not a file");
    if (S_ISREG(about.st_mode) && (uintmax_t)about.st_size > most)
        return too_large(s, most, f);
    int code = slurp(s, file, most, f);
    if (code == 0 && s->size > most)
        code = too_large(s, most, f);
    return code ? code : accept(s, f);
}

int
source_read(struct source *s, const char *path, size_t most,
            struct fault *f)
{
    bool standard = strcmp(path, "-") == 0;

    *s = (struct source){ 0 };
    snprintf(s->name, sizeof s->name, "%s", path);
    FILE *file = standard ? stdin : fopen(path, "rb");
    if (file == NULL)
        return fault_set(f, FAULT_IO, s->name, 0, "cannot be opened: %s",
                         strerror(errno));
    int code = read_open(s, file, most, f);
    if (!standard && fclose(file) != 0 && code == 0)
        code = fault_set(f, FAULT_IO, s->name, 0, "cannot be read: %s",
                         strerror(errno));
    return code;
}

int
source_copy(struct source *s, const char *name, const void *bytes,
            size_t size, struct fault *f)
{
    *s = (struct source){ .size = size };
    snprintf(s->name, sizeof s->name, "%s", name);
    s->text = malloc(size + 1);
    if (s->text == NULL) {
        s->size = 0;
        return fault_set(f, FAULT_NOMEM, name, 0, "out of memory");
    }
    if (size > 0)
        memcpy(s->text, bytes, size);
    s->text[size] = '\0';
    return accept(s, f);
}

void
source_free(struct source *s)
{
    free(s->text);
    *s = (struct source){ 0 };
}
