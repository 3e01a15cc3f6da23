/* SPDX-License-Identifier: GPL-3.0-or-later */
/* params.c - the table of parameters and the only way to write one from
 * text. */
#include "base/params.h"

#include <ctype.h>
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The defaults of each row, in arrays of their own. */
#define UNPACK(...) __VA_ARGS__
#define SECTION(section)
#define END(section)
#define PARAM(section, name, kind, preset, ...)                                \
    static const double preset_##section##_##name[] = { preset };
#define PARAM_BY(section, name, list, presets, ...)                            \
    static const double preset_##section##_##name[] = { UNPACK presets };
#define PARAM_GRID(section, name, rows, columns, presets, ...)                 \
    static const double preset_##section##_##name[] = { UNPACK presets };
#include "base/params.def"
#include "base/levers.def"
#undef PARAM
#undef PARAM_BY
#undef PARAM_GRID

#define ROW(s, nm, k, r, c, lo, hi, slo, shi, un, mk, rd, mean, src)           \
    { .lever = IS_LEVER, .section = #s, .name = #nm, .kind = PARAM_##k,        \
      .rows = r, .columns = c, .offset = offsetof(OWNER, s.nm),                \
      .n = sizeof ((OWNER *)0)->s.nm / sizeof(double),                         \
      .preset = preset_##s##_##nm, .min = (lo), .max = (hi), .low = (slo),     \
      .high = (shi), .unit = (un), .mark = MARK_##mk, .read = READ_##rd,       \
      .meaning = (mean), .source = (src) },
#define PARAM(s, nm, k, preset, ...)                                           \
    ROW(s, nm, k, N_LISTS, N_LISTS, __VA_ARGS__)
#define PARAM_BY(s, nm, list, presets, ...)                                    \
    ROW(s, nm, real, LIST_##list, N_LISTS, __VA_ARGS__)
#define PARAM_GRID(s, nm, rows, columns, presets, ...)                         \
    ROW(s, nm, real, LIST_##rows, LIST_##columns, __VA_ARGS__)
const struct param_info param_table[] = {
#define IS_LEVER false
#define OWNER struct params
#include "base/params.def"
#undef IS_LEVER
#undef OWNER
#define IS_LEVER true
#define OWNER struct levers
#include "base/levers.def"
};
#undef PARAM
#undef PARAM_BY
#undef PARAM_GRID
const size_t param_count = sizeof param_table / sizeof *param_table;

/* A table that lists fewer or more defaults than its lists have members does
 * not compile. */
#define PARAM(s, nm, ...)
#define PARAM_BY(s, nm, ...)                                                   \
    _Static_assert(sizeof preset_##s##_##nm                                    \
                   == sizeof ((OWNER *)0)->s.nm, #s "." #nm);
#define PARAM_GRID PARAM_BY
#include "base/levers.def"
#undef OWNER
#define OWNER struct params
#include "base/params.def"

size_t
params_marked(enum param_mark mark)
{
    size_t n = 0;

    for (size_t r = 0; r < param_count; r++)
        n += param_table[r].mark == mark;
    return n;
}

const char *
param_mark_word(enum param_mark mark)
{
    static const char *const word[] = { "set", "fitted", "assumed", "deep" };
    return word[mark];
}

static double *
cell_of(void *owner, const struct param_info *info, size_t index)
{
    return (double *)((char *)owner + info->offset) + index;
}

double
param_value(const void *owner, struct param_cell cell)
{
    const char *at = (const char *)owner + cell.info->offset;
    return ((const double *)at)[cell.index];
}

static void
defaults(void *owner, bool lever)
{
    for (size_t r = 0; r < param_count; r++)
        for (size_t i = 0; i < param_table[r].n; i++)
            if (param_table[r].lever == lever)
                *cell_of(owner, &param_table[r], i) = param_table[r].preset[i];
}

void
params_defaults(struct params *p)
{
    defaults(p, false);
}

void
levers_defaults(struct levers *l)
{
    defaults(l, true);
}

/* ---- names -------------------------------------------------------------- */

/* Does `path` go on with `word` and then end or have a dot?  Returns what
 * comes after, or NULL. */
static const char *
after(const char *path, const char *word)
{
    size_t n = strlen(word);

    if (strncmp(path, word, n) != 0 || (path[n] != '.' && path[n] != '\0'))
        return NULL;
    return path[n] == '.' ? path + n + 1 : path + n;
}

/* Member of `which` that stands at the head of `rest`; moves `rest` on. */
static int
member_at(enum list which, const char **rest)
{
    for (int i = 0; i < list_size(which); i++) {
        const char *next = after(*rest, list_word(which, i));
        if (next) {
            *rest = next;
            return i;
        }
    }
    return -1;
}

static int
index_at(const struct param_info *info, const char *rest, size_t *index)
{
    int row = 0, column = 0;

    *index = 0;
    if (*rest == '\0')
        return 0;
    if (info->rows == N_LISTS || (row = member_at(info->rows, &rest)) < 0)
        return -1;
    if (info->columns != N_LISTS
        && (column = member_at(info->columns, &rest)) < 0)
        return -1;
    int width = info->columns == N_LISTS ? 1 : list_size(info->columns);
    *index = (size_t)(row * width + column);
    return *rest ? -1 : 0;
}

struct param_cell
param_find(const char *path)
{
    for (size_t r = 0; r < param_count; r++) {
        const char *rest = after(path, param_table[r].section);
        rest = rest ? after(rest, param_table[r].name) : NULL;
        size_t index;
        if (rest && index_at(&param_table[r], rest, &index) == 0)
            return (struct param_cell){ &param_table[r], index };
    }
    return (struct param_cell){ NULL, 0 };
}

void
param_path(struct param_cell cell, char *buffer, size_t size)
{
    const struct param_info *info = cell.info;
    int width = info->columns == N_LISTS ? 1 : list_size(info->columns);
    int row = (int)cell.index / width, column = (int)cell.index % width;

    if (info->rows == N_LISTS)
        snprintf(buffer, size, "%s.%s", info->section, info->name);
    else if (info->columns == N_LISTS)
        snprintf(buffer, size, "%s.%s.%s", info->section, info->name,
                 list_word(info->rows, row));
    else
        snprintf(buffer, size, "%s.%s.%s.%s", info->section, info->name,
                 list_word(info->rows, row), list_word(info->columns, column));
}

/* ---- values ------------------------------------------------------------- */

static int
refuse(struct fault *f, const char *text)
{
    int code = fault_set(f, FAULT_INPUT, "", 0, "'%.60s' is not a number",
                         text);
    snprintf(f->hint, sizeof f->hint,
             "a plain decimal number such as 0.4, 12 or 1e-3");
    return code;
}

int
number_of_text(const char *text, double *value, struct fault *f)
{
    /* strtod also reads hex, nan, infinity and leading blanks: not here. */
    const char *c = *text == '-' || *text == '+' ? text + 1 : text;
    if (!isdigit((unsigned char)*c) && *c != '.')
        return refuse(f, text);
    if (c[strspn(c, "0123456789.eE+-")] != '\0')
        return refuse(f, text);

    char *end;
    errno = 0;
    double v = strtod(text, &end);
    if (end == text || *end)
        return refuse(f, text);
    if (!isfinite(v)) {
        fault_set(f, FAULT_INPUT, "", 0, "'%.60s' is too large", text);
        snprintf(f->hint, sizeof f->hint, "numbers end near 1.8e308");
        return FAULT_INPUT;
    }
    *value = v;
    return 0;
}

static int
flag_of_text(const char *text, double *value, struct fault *f)
{
    if (strcmp(text, "yes") == 0 || strcmp(text, "true") == 0)
        *value = 1;
    else if (strcmp(text, "no") == 0 || strcmp(text, "false") == 0)
        *value = 0;
    else {
        fault_set(f, FAULT_INPUT, "", 0, "'%.60s' is neither yes nor no",
                  text);
        snprintf(f->hint, sizeof f->hint, "yes, no, true or false");
        return FAULT_INPUT;
    }
    return 0;
}

static int
word_of_text(enum list which, const char *text, double *value, struct fault *f)
{
    int member = list_find(which, text);
    size_t used = 0;

    if (member >= 0) {
        *value = member;
        return 0;
    }
    fault_set(f, FAULT_INPUT, "", 0, "'%.60s' is not one of the words", text);
    for (int i = 0; i < list_size(which) && used < sizeof f->hint; i++)
        used += (size_t)snprintf(f->hint + used, sizeof f->hint - used, "%s%s",
                                 i ? ", " : "", list_word(which, i));
    return FAULT_INPUT;
}

static int
in_range(const struct param_info *info, struct param_cell cell, double v,
         struct fault *f)
{
    if (info->kind == PARAM_whole && v != floor(v)) {
        fault_set(f, FAULT_INPUT, "", 0, "%g is not a whole number", v);
        f->hint[0] = '\0';
        return FAULT_INPUT;
    }
    if (v >= info->min && v <= info->max)
        return 0;
    fault_set(f, FAULT_INPUT, "", 0, "%g is out of range", v);
    snprintf(f->hint, sizeof f->hint, "%g..%g %s, default %g", info->min,
             info->max, info->unit, info->preset[cell.index]);
    return FAULT_INPUT;
}

static int
value_of_text(enum param_kind kind, const char *text, double *v,
              struct fault *f)
{
    switch (kind) {
    case PARAM_flag:   return flag_of_text(text, v, f);
    case PARAM_stakes: return word_of_text(LIST_stakes, text, v, f);
    case PARAM_needs:  return word_of_text(LIST_needs, text, v, f);
    case PARAM_real:
    case PARAM_whole:  break;
    }
    return number_of_text(text, v, f);
}

int
param_set(void *owner, struct param_cell cell, const char *text,
          struct fault *f)
{
    double v = 0;
    int code = value_of_text(cell.info->kind, text, &v, f);

    if (code == 0)
        code = in_range(cell.info, cell, v, f);
    if (code == 0)
        *cell_of(owner, cell.info, cell.index) = v;
    return code;
}

/* ---- relations ---------------------------------------------------------- */

int
params_check(const struct params *p, struct param_cell *cell, struct fault *f)
{
    for (int k = 0; k < N_KINDS; k++) {
        double sum = 0;
        for (int s = 0; s < N_LEVELS; s++)
            sum += p->strike.severity[k][s];
        if (fabs(sum - 1) < 1e-9)
            continue;
        *cell = param_find("strike.severity");
        cell->index = (size_t)(k * N_LEVELS);
        fault_set(f, FAULT_INPUT, "", 0,
                  "chances of severity of %s add up to %g, not 1",
                  list_word(LIST_kind, k), sum);
        snprintf(f->hint, sizeof f->hint, "change two of them together");
        return FAULT_INPUT;
    }
    if (p->politics.nationalism_open + p->politics.nationalism_closed < 1)
        return 0;
    *cell = param_find("politics.nationalism_closed");
    fault_set(f, FAULT_INPUT, "", 0,
              "mean nationalism of a closed state would reach 1");
    snprintf(f->hint, sizeof f->hint,
             "nationalism_open + nationalism_closed must stay below 1");
    return FAULT_INPUT;
}
