/* SPDX-License-Identifier: GPL-3.0-or-later */
/* oracle.c - a small reader of CSV (RFC 4180 without line breaks in a
 * field). */
#include "support/oracle.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *
read_all(const char *path, size_t *size)
{
    FILE *file = fopen(path, "rb");
    long end = -1;
    char *text;

    if (!file)
        fail_msg("cannot open %s; run from the folder of the project", path);
    if (!fseek(file, 0, SEEK_END))
        end = ftell(file);
    if (end < 0)
        fail_msg("cannot read %s", path);
    rewind(file);
    text = malloc((size_t)end + 1);
    if (!text)
        fail_msg("out of memory");
    *size = fread(text, 1, (size_t)end, file);
    text[*size] = '\0';
    if (*size != (size_t)end || fclose(file))
        fail_msg("cannot read %s", path);
    return text;
}

/* Cut one field in place; returns the character that ended it. */
static char
cut_field(char **at, char **field)
{
    char *in = *at, *out = *at, stop;
    int quoted = *in == '"';

    *field = out;
    in += quoted;
    while (*in && (quoted || !strchr(",\r\n", *in))) {
        if (quoted && *in == '"' && in[1] != '"') {
            quoted = 0;
            in++;
            continue;
        }
        in += *in == '"';
        *out++ = *in++;
    }
    stop = *in;
    if (stop == '\r' && in[1] == '\n')
        stop = *++in;
    *at = in + (stop != '\0');
    *out = '\0';
    return stop;
}

void
oracle_load(struct oracle *o, const char *name)
{
    char path[256];
    size_t size, n = 0, room = 1;

    snprintf(path, sizeof path, "tests/oracles/%s", name);
    *o = (struct oracle){ .text = read_all(path, &size) };
    for (size_t i = 0; i < size; i++)
        room += o->text[i] == ',' || o->text[i] == '\n';
    o->cell = malloc(room * sizeof *o->cell);
    if (!o->cell)
        fail_msg("out of memory");
    for (char *at = o->text; *at;) {
        char stop = cut_field(&at, &o->cell[n++]);
        if (stop == ',')
            continue;
        if (!o->n_columns)
            o->n_columns = n;
        if (n % o->n_columns)
            fail_msg("%s: ragged at cell %zu", path, n);
    }
    if (!n)
        fail_msg("%s is empty", path);
    o->n_rows = n / o->n_columns - 1;
}

void
oracle_free(struct oracle *o)
{
    free(o->cell);
    free(o->text);
    *o = (struct oracle){ 0 };
}

const char *
oracle_text(const struct oracle *o, size_t row, const char *column)
{
    if (row >= o->n_rows)
        fail_msg("no row %zu", row);
    for (size_t c = 0; c < o->n_columns; c++)
        if (!strcmp(o->cell[c], column))
            return o->cell[(row + 1) * o->n_columns + c];
    fail_msg("no column %s", column);
    return NULL;
}

double
oracle_number(const struct oracle *o, size_t row, const char *column)
{
    const char *text = oracle_text(o, row, column);
    char *end;

    if (!*text)
        return NAN;
    double value = strtod(text, &end);
    if (*end == '/')
        value /= strtod(end + 1, &end);
    if (*end)
        fail_msg("%s is not a number: %s", column, text);
    return value;
}

size_t
oracle_row(const struct oracle *o, const char *column, const char *text)
{
    for (size_t row = 0; row < o->n_rows; row++)
        if (!strcmp(oracle_text(o, row, column), text))
            return row;
    fail_msg("no row with %s %s", column, text);
    return 0;
}

double
oracle_chi2_limit(int df)
{
    struct oracle o;
    char text[16];
    double limit;

    snprintf(text, sizeof text, "%d", df);
    oracle_load(&o, "o15_chi2_critical.csv");
    limit = oracle_number(&o, oracle_row(&o, "df", text), "crit_p1e-4");
    oracle_free(&o);
    return limit;
}
