/* SPDX-License-Identifier: GPL-3.0-or-later */
/* csv.c - strict CSV through libcsv; the contract is csv.h.
 *
 * libcsv says nothing about places.  It is fed up to each comma or line end,
 * so that its callbacks come while the last byte fed is the end of a field;
 * what follows is where the next one begins. */
#include "base/csv.h"

#include <csv.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

/* While a file is read. */
struct reading {
    struct sheet *sheet;
    struct faults *all;
    int code;                   /* of the first fault                        */
    size_t begin, end;          /* of the field being fed, in the source     */
    size_t used;                /* bytes of sheet->text                      */
    size_t n_fields;            /* kept                                      */
    size_t in_row, row_begin;   /* fields in this row, its first field       */
    bool no_memory;
};

static void
add(struct reading *r, const struct fault *f)
{
    if (r->code == 0)
        r->code = f->code;
    faults_add(r->all, f);
}

/* ---- rows --------------------------------------------------------------- */

static bool
grow(struct reading *r)
{
    struct sheet *s = r->sheet;

    if (r->n_fields < s->capacity)
        return true;
    size_t capacity = s->capacity > 0 ? 2 * s->capacity : 1024;
    struct sheet_field *field = realloc(s->field, capacity * sizeof *field);
    if (field == NULL) {
        r->no_memory = true;
        return false;
    }
    s->field = field;
    s->capacity = capacity;
    return true;
}

static void
take_field(void *bytes, size_t n, void *reading)
{
    struct reading *r = reading;
    const char *text = r->sheet->source.text;
    size_t begin = r->begin;

    while (begin < r->end && (text[begin] == ' ' || text[begin] == '\t'))
        begin++;
    if (r->in_row == 0)
        r->row_begin = begin;
    r->begin = r->end;
    size_t most = r->sheet->n_columns > 0 ? r->sheet->n_columns
                                          : SHEET_COLUMNS;
    if (r->in_row++ >= most || !grow(r))
        return;
    r->sheet->field[r->n_fields++] =
        (struct sheet_field){ (uint32_t)r->used, (uint32_t)begin };
    memcpy(r->sheet->text + r->used, bytes, n);
    r->sheet->text[r->used + n] = '\0';
    r->used += n + 1;
}

static void
drop_row(struct reading *r, const char *text, size_t other)
{
    struct sheet *s = r->sheet;
    size_t kept = r->in_row < other ? r->in_row : other;
    struct fault f;

    r->n_fields -= kept;
    fault_set(&f, FAULT_INPUT, "", 0, text, r->in_row, other);
    if (r->all->n < FAULTS_MOST)
        source_place_at(&s->source, r->row_begin, 1, &f);
    add(r, &f);
}

static void
take_row(int end, void *reading)
{
    struct reading *r = reading;
    struct sheet *s = r->sheet;
    size_t most = SHEET_COLUMNS;

    (void)end;
    r->begin = r->end;
    if (r->in_row == 0 || r->no_memory)
        return;
    if (s->n_columns == 0 && r->in_row > most)
        drop_row(r, "the header has %zu columns, at most %zu are read", most);
    else if (s->n_columns == 0)
        s->n_columns = r->in_row;
    else if (r->in_row == s->n_columns)
        s->n_rows++;
    else
        drop_row(r, "the row has %zu fields, the header %zu", s->n_columns);
    r->in_row = 0;
}

/* ---- files -------------------------------------------------------------- */

static void
refuse_quote(struct reading *r, size_t at, const char *text)
{
    struct fault f;

    fault_set(&f, FAULT_INPUT, "", 0, "%s", text);
    snprintf(f.hint, sizeof f.hint, "quote the whole field and double the "
             "quotes inside: \"a \"\"b\"\" c\"");
    source_place_at(&r->sheet->source, at, 1, &f);
    add(r, &f);
}

static void
feed(struct reading *r, struct csv_parser *p)
{
    const struct source *s = &r->sheet->source;
    size_t at = 0;

    while (at < s->size && !r->no_memory
           && (r->sheet->n_columns > 0 || r->code == 0)) {
        size_t n = strcspn(s->text + at, ",\n");
        n += at + n < s->size;
        r->end = at + n;
        size_t eaten = csv_parse(p, s->text + at, n, take_field, take_row, r);
        if (eaten < n && csv_error(p) != CSV_EPARSE)
            r->no_memory = true;
        if (eaten < n) {
            if (!r->no_memory)
                refuse_quote(r, at + eaten, "a quote inside a field");
            return;
        }
        at += n;
    }
    r->end = s->size;
    size_t last = r->begin;
    if (csv_fini(p, take_field, take_row, r) == 0)
        return;
    if (csv_error(p) == CSV_EPARSE)
        refuse_quote(r, last, "the quote is not closed");
    else
        r->no_memory = true;
}

/* Every field ends with a comma, a line end or the file, so that its text and
 * a NUL have room in size + 1 bytes. */
static int
read_source(struct sheet *s, struct faults *all)
{
    struct reading r = { .sheet = s, .all = all };
    struct csv_parser p;
    struct fault f;

    s->text = malloc(s->source.size + 1);
    r.no_memory = s->text == NULL
        || csv_init(&p, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL
                        | CSV_REPALL_NL) != 0;
    if (!r.no_memory) {
        feed(&r, &p);
        csv_free(&p);
    }
    if (r.no_memory) {
        fault_set(&f, FAULT_NOMEM, s->source.name, 0, "out of memory");
        add(&r, &f);
    } else if (r.code == 0 && s->n_columns == 0) {
        fault_set(&f, FAULT_INPUT, "", 0, "the file is empty");
        source_place_at(&s->source, 0, 1, &f);
        add(&r, &f);
    }
    return r.code;
}

int
sheet_read(struct sheet *s, const char *path, struct faults *all)
{
    struct fault f;

    *s = (struct sheet){ 0 };
    if (source_read(&s->source, path, SHEET_SIZE, &f))
        return faults_add(all, &f);
    return read_source(s, all);
}

int
sheet_of(struct sheet *s, const char *name, const void *bytes, size_t size,
         struct faults *all)
{
    struct fault f;

    *s = (struct sheet){ 0 };
    if (source_copy(&s->source, name, bytes, size, &f))
        return faults_add(all, &f);
    return read_source(s, all);
}

void
sheet_free(struct sheet *s)
{
    source_free(&s->source);
    free(s->field);
    free(s->text);
    *s = (struct sheet){ 0 };
}

/* ---- places ------------------------------------------------------------- */

static const struct sheet_field *
field_of(const struct sheet *s, size_t line, int column)
{
    return &s->field[line * s->n_columns + (size_t)(column < 0 ? 0 : column)];
}

const char *
sheet_text(const struct sheet *s, size_t row, int column)
{
    return s->text + field_of(s, row + 1, column)->text;
}

static int
fault_at(struct fault *f, const struct sheet *s, const struct sheet_field *at,
         const char *text)
{
    const char *field = s->text + at->text;
    int width = source_columns(field, strcspn(field, "\n"));

    fault_set(f, FAULT_INPUT, "", 0, "%s", text);
    source_place_at(&s->source, at->at, width, f);
    return FAULT_INPUT;
}

int
sheet_fault(struct fault *f, const struct sheet *s, size_t row, int column,
            const char *format, ...)
{
    char text[FAULT_TEXT];
    va_list args;

    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    fault_at(f, s, field_of(s, row + 1, column), text);
    if (column < 0)
        f->width = 1;
    return FAULT_INPUT;
}

int
sheet_line(const struct sheet *s, size_t row)
{
    size_t at = field_of(s, row + 1, 0)->at;
    int line = 1;

    for (size_t k = 0; k < at; k++)
        line += s->source.text[k] == '\n';
    return line;
}

/* ---- columns ------------------------------------------------------------ */

static void
refuse_unknown(const struct sheet *s, int column,
               const struct sheet_column known[], size_t n,
               struct faults *all)
{
    const struct sheet_field *at = field_of(s, 0, column);
    const char *name[SHEET_COLUMNS];
    char text[FAULT_TEXT];
    struct fault f;

    for (size_t k = 0; k < n; k++)
        name[k] = known[k].name;
    const char *near = text_nearest(s->text + at->text, name, n);
    snprintf(text, sizeof text, s->text[at->text] ? "unknown column '%.60s'"
             : "a column without a name%.0s", s->text + at->text);
    fault_at(&f, s, at, text);
    if (near)
        snprintf(f.hint, sizeof f.hint, "did you mean '%s'?", near);
    faults_add(all, &f);
}

static void
refuse_column(const struct sheet *s, int column, const char *format,
              const char *name, struct faults *all)
{
    char text[FAULT_TEXT];
    struct fault f;

    snprintf(text, sizeof text, format, name);
    fault_at(&f, s, field_of(s, 0, column), text);
    faults_add(all, &f);
}

/* All that are missing in one fault, at the head of the file. */
static bool
refuse_missing(const struct sheet *s, const struct sheet_column known[],
               size_t n, const int place[], struct faults *all)
{
    char names[FAULT_TEXT - 64] = "";
    size_t used = 0, missing = 0;

    for (size_t k = 0; k < n; k++)
        if (place[k] < 0 && !known[k].optional && used < sizeof names)
            used += (size_t)snprintf(names + used, sizeof names - used,
                                     "%s%s", missing++ ? ", " : "",
                                     known[k].name);
    if (missing == 1)
        refuse_column(s, 0, "column '%s' is missing", names, all);
    else if (missing > 1)
        refuse_column(s, 0, "columns are missing: %s", names, all);
    return missing > 0;
}

int
sheet_columns(const struct sheet *s, const struct sheet_column known[],
              size_t n, int place[], struct faults *all)
{
    int code = 0;

    for (size_t k = 0; k < n; k++)
        place[k] = -1;
    for (int c = 0; c < (int)s->n_columns; c++) {
        const char *name = s->text + field_of(s, 0, c)->text;
        size_t k = 0;
        while (k < n && strcmp(known[k].name, name) != 0)
            k++;
        if (k == n)
            refuse_unknown(s, c, known, n, all);
        else if (place[k] >= 0)
            refuse_column(s, c, "column '%s' stands twice", name, all);
        if (k == n || place[k] >= 0)
            code = FAULT_INPUT;
        else
            place[k] = c;
    }
    return refuse_missing(s, known, n, place, all) ? FAULT_INPUT : code;
}
