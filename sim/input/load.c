/* SPDX-License-Identifier: GPL-3.0-or-later */
/* load.c - faults and typed values that all readers of files need. */
#include "input/load.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

/* ---- faults ---------------------------------------------------------------- */

static bool
is_listed(const struct faults *all, const struct fault *f)
{
    for (size_t k = 0; k < all->n; k++) {
        const struct fault *g = &all->item[k];
        if (g->line == f->line && g->column == f->column
            && strcmp(g->where, f->where) == 0
            && strcmp(g->text, f->text) == 0)
            return true;
    }
    return false;
}

/* Two arms of one command share files; a fault is told once. */
void
load_add(struct load *l, const struct fault *f)
{
    if (l->code == 0)
        l->code = f->code;
    if (!is_listed(l->all, f))
        faults_add(l->all, f);
}

void
load_refuse(struct load *l, const struct node *n, const char *hint,
            const char *format, ...)
{
    char text[FAULT_TEXT];
    struct fault f;
    va_list args;

    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    node_fault(&f, n, "%s", text);
    snprintf(f.hint, sizeof f.hint, "%s", hint);
    load_add(l, &f);
}

void
load_no_memory(struct load *l)
{
    struct fault f;

    fault_set(&f, FAULT_NOMEM, "", 0, "out of memory");
    load_add(l, &f);
}

/* At the head of the file that was named, unless a parent was not read. */
void
load_missing(struct load *l, const char *hint, const char *format, ...)
{
    char text[FAULT_TEXT];
    struct fault f;
    va_list args;

    if (l->broken || l->n_chain == 0)
        return;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    fault_set(&f, FAULT_INPUT, "", 0, "%s", text);
    snprintf(f.hint, sizeof f.hint, "%s", hint);
    source_place(&l->chain[0].doc.source, 1, 1, 1, &f);
    load_add(l, &f);
}

void
join_words(const char *const word[], size_t n, char *buffer, size_t size)
{
    const size_t tail = sizeof ", ...";
    size_t used = 0;

    buffer[0] = '\0';
    for (size_t k = 0; k < n; k++) {
        if (used + strlen(word[k]) + 2 + tail > size) {
            snprintf(buffer + used, size - used, ", ...");
            return;
        }
        used += (size_t)snprintf(buffer + used, size - used, "%s%s",
                                 k ? ", " : "", word[k]);
    }
}

void
load_unknown(struct load *l, const struct node *value, const char *owner,
             const char *const known[], size_t n)
{
    const char *near = text_nearest(value->key->text, known, n);
    char hint[FAULT_TEXT] = "known: ";
    size_t used = strlen(hint);

    if (near)
        snprintf(hint, sizeof hint, "did you mean '%s'?", near);
    else
        join_words(known, n, hint + used, sizeof hint - used);
    load_refuse(l, value->key, hint, "unknown key '%.60s'%s%s",
                value->key->text, *owner ? " in " : "", owner);
}

void
load_file(struct load *l, const char *path)
{
    struct arm *a = l->a;

    for (size_t k = 0; k < a->n_files; k++)
        if (strcmp(a->file[k], path) == 0)
            return;
    char (*file)[ARM_PATH] = realloc(a->file,
                                     (a->n_files + 1) * sizeof *file);
    if (file == NULL) {
        load_no_memory(l);
        return;
    }
    a->file = file;
    snprintf(a->file[a->n_files++], ARM_PATH, "%s", path);
    l->all->n_files++;
}

/* ---- kinds of node ----------------------------------------------------------- */

bool
load_mapping(struct load *l, const struct node *n, const char *what)
{
    if (n->kind == NODE_MAPPING)
        return true;
    load_refuse(l, n, what, "a mapping {key: value} is needed here");
    return false;
}

bool
load_list(struct load *l, const struct node *n, const char *what)
{
    if (n->kind == NODE_SEQUENCE)
        return true;
    load_refuse(l, n, what, "a list [...] is needed here");
    return false;
}

bool
load_scalar(struct load *l, const struct node *n, const char *what)
{
    if (n->kind == NODE_SCALAR && *n->text)
        return true;
    if (n->kind == NODE_SCALAR && n->key && !n->quoted)
        load_refuse(l, n->key, what, "'%.60s' has no value", n->key->text);
    else
        load_refuse(l, n, what, n->kind == NODE_SCALAR
                    ? "an empty text" : "a single value is needed here");
    return false;
}

/* ---- numbers ----------------------------------------------------------------- */

static bool
refuse_as(struct load *l, const struct node *n, const struct fault *of_value,
          const char *hint)
{
    load_refuse(l, n, hint, "%s", of_value->text);
    return false;
}

bool
load_number(struct load *l, const struct node *n, double min, double max,
            double *value)
{
    struct fault f;
    char hint[FAULT_TEXT];

    snprintf(hint, sizeof hint, "a number, %g..%g", min, max);
    if (!load_scalar(l, n, hint))
        return false;
    if (number_of_text(n->text, value, &f))
        return refuse_as(l, n, &f, hint);
    if (*value >= min && *value <= max)
        return true;
    snprintf(hint, sizeof hint, "%g..%g", min, max);
    load_refuse(l, n, hint, "%.60s is out of range", n->text);
    return false;
}

bool
load_whole(struct load *l, const struct node *n, int min, int max, int *value)
{
    double v;
    char hint[64];

    *value = min;
    if (!load_number(l, n, min, max, &v))
        return false;
    *value = (int)v;
    if (v == floor(v))
        return true;
    snprintf(hint, sizeof hint, "%d..%d", min, max);
    load_refuse(l, n, hint, "%.60s is not a whole number", n->text);
    return false;
}

/* ---- words ------------------------------------------------------------------- */

static void
list_words(enum list list, char *buffer, size_t size)
{
    const char *word[32];
    int n = list_size(list);

    for (int i = 0; i < n && i < 32; i++)
        word[i] = list_word(list, i);
    join_words(word, (size_t)n, buffer, size);
}

bool
load_word(struct load *l, const struct node *n, enum list list, int *member)
{
    char hint[FAULT_TEXT];

    list_words(list, hint, sizeof hint);
    if (!load_scalar(l, n, hint))
        return false;
    *member = list_find(list, n->text);
    if (*member >= 0)
        return true;
    load_refuse(l, n, hint, "unknown %s '%.60s'", list_name(list), n->text);
    return false;
}

bool
load_title(struct load *l, const struct node *n, char title[256])
{
    if (!load_scalar(l, n, "a text"))
        return false;
    if (strlen(n->text) < 256 && strchr(n->text, '\n') == NULL) {
        snprintf(title, 256, "%s", n->text);
        return true;
    }
    load_refuse(l, n, "", "a title is one line of at most 255 bytes");
    return false;
}

/* ---- dates ------------------------------------------------------------------- */

static bool
all_digits(const char *text, size_t from, size_t to)
{
    for (size_t k = from; k < to; k++)
        if (text[k] < '0' || text[k] > '9')
            return false;
    return true;
}

static int
month_days(int year, int month)
{
    static const int days[] = { 31, 28, 31, 30, 31, 30,
                                31, 31, 30, 31, 30, 31 };
    bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return days[month - 1] + (month == 2 && leap);
}

bool
load_date(struct load *l, const struct node *n, day_number *day)
{
    const char *hint = "a date such as 2018-01-31";

    if (!load_scalar(l, n, hint))
        return false;
    const char *t = n->text;
    if (strlen(t) != 10 || t[4] != '-' || t[7] != '-' || !all_digits(t, 0, 4)
        || !all_digits(t, 5, 7) || !all_digits(t, 8, 10)) {
        load_refuse(l, n, hint, "'%.60s' is not a date", t);
        return false;
    }
    int year = (t[0] - '0') * 1000 + (t[1] - '0') * 100 + (t[2] - '0') * 10
             + (t[3] - '0');
    int month = (t[5] - '0') * 10 + (t[6] - '0');
    int of_month = (t[8] - '0') * 10 + (t[9] - '0');
    if (year < 1800 || year > 2200) {
        load_refuse(l, n, "1800 to 2200", "the year %d is out of range", year);
        return false;
    }
    if (month < 1 || month > 12 || of_month < 1
        || of_month > month_days(year, month)) {
        load_refuse(l, n, hint, "there is no day %s", t);
        return false;
    }
    *day = day_of(year, month, of_month);
    return true;
}

/* ---- states and cells -------------------------------------------------------- */

/* The code that was probably meant: by name, else by letters. */
static const char *
nearest_state(const struct tables *t, const char *text)
{
    const char *code[STATES_MOST];

    for (uint32_t i = 0; i < t->n_states; i++) {
        if (text_distance(text, t->state[i].name) == 0)
            return t->state[i].text;
        code[i] = t->state[i].text;
    }
    for (uint32_t i = 0; strlen(text) == 2 && i < t->n_states; i++)
        if (strncmp(code[i], text, 2) == 0)     /* two letters: NO for NOR   */
            return code[i];
    return text_nearest(text, code, t->n_states);
}

bool
load_state(struct load *l, const struct node *n, state_id *id)
{
    const struct tables *t = &l->a->in.tables;
    const char *capitals = "three capitals";
    char hint[FAULT_TEXT] = "";

    if (!load_scalar(l, n, "a state, three capitals"))
        return false;
    state_code code = state_code_of(n->text);
    *id = code ? tables_state(t, code) : NO_STATE;
    if (*id != NO_STATE)
        return true;
    if (t->n_states == 0 || l->few_states)      /* said at the table         */
        return false;
    const char *near = nearest_state(t, n->text);
    if (near)
        snprintf(hint, sizeof hint, "%s%sdid you mean '%s'?",
                 code ? "" : capitals, code ? "" : ", ", near);
    else
        snprintf(hint, sizeof hint, "%s", code ? "not in the states table"
                                               : capitals);
    load_refuse(l, n, hint, "unknown state '%.60s'", n->text);
    return false;
}

/* Which (kind, sector) pairs operations exist for (model.md, the menu). */
bool
cell_exists(int kind, int sector)
{
    static const bool exists[N_KINDS][N_SECTORS] = {
        [KIND_espionage] = { true, true, true, true, true },
        [KIND_theft] = { [SECTOR_industry] = true, [SECTOR_civilians] = true },
        [KIND_influence] = { [SECTOR_government] = true,
                             [SECTOR_civilians] = true },
        [KIND_disruption] = { [SECTOR_government] = true,
                              [SECTOR_infrastructure] = true,
                              [SECTOR_civilians] = true },
        [KIND_destruction] = { [SECTOR_military] = true,
                               [SECTOR_infrastructure] = true,
                               [SECTOR_industry] = true },
    };
    return exists[kind][sector];
}

void
cells_of_kind(int kind, char *buffer, size_t size)
{
    size_t used = 0;

    for (int s = 0; s < N_SECTORS && used < size; s++)
        if (cell_exists(kind, s))
            used += (size_t)snprintf(buffer + used, size - used, "%s%s/%s",
                                     used ? ", " : "",
                                     list_word(LIST_kind, kind),
                                     list_word(LIST_sector, s));
}

static void
refuse_cell(struct load *l, const struct node *n)
{
    char word[N_KINDS * N_SECTORS][32];
    const char *known[N_KINDS * N_SECTORS];
    char hint[FAULT_TEXT];
    size_t count = 0;

    for (int k = 0; k < N_KINDS; k++)
        for (int s = 0; s < N_SECTORS; s++)
            if (cell_exists(k, s)) {
                snprintf(word[count], sizeof *word, "%s/%s",
                         list_word(LIST_kind, k), list_word(LIST_sector, s));
                known[count] = word[count];
                count++;
            }
    const char *near = text_nearest(n->text, known, count);
    if (near)
        snprintf(hint, sizeof hint, "did you mean '%s'?", near);
    else
        snprintf(hint, sizeof hint, "kind/sector, such as theft/industry");
    load_refuse(l, n, hint, "unknown cell '%.60s'", n->text);
}

bool
load_cell(struct load *l, const struct node *n, int *kind, int *sector)
{
    char word[32], hint[FAULT_TEXT];

    if (!load_scalar(l, n, "kind/sector, such as theft/industry"))
        return false;
    const char *slash = strchr(n->text, '/');
    size_t length = slash ? (size_t)(slash - n->text) : 0;
    if (length > 0 && length < sizeof word) {
        memcpy(word, n->text, length);
        word[length] = '\0';
        *kind = list_find(LIST_kind, word);
        *sector = list_find(LIST_sector, slash + 1);
        if (*kind >= 0 && *sector >= 0 && cell_exists(*kind, *sector))
            return true;
        if (*kind >= 0 && *sector >= 0) {
            cells_of_kind(*kind, hint, sizeof hint);
            load_refuse(l, n, hint, "there are no operations '%s'", n->text);
            return false;
        }
    }
    refuse_cell(l, n);
    return false;
}

/* ---- parameters -------------------------------------------------------------- */

size_t
load_cell_index(struct param_cell cell)
{
    size_t index = cell.index;

    for (const struct param_info *r = param_table; r < cell.info; r++)
        index += r->n;
    return index;
}

static void
present_place(const struct load *l, struct param_cell cell, char *buffer,
              size_t size)
{
    size_t index = load_cell_index(cell);

    if (l->where_set[index] > 0)
        snprintf(buffer, size, "--set:%d", l->where_set[index]);
    else if (l->where[index])
        snprintf(buffer, size, "%.160s:%d", l->where[index]->source->name,
                 l->where[index]->line);
    else
        snprintf(buffer, size, "default");
}

void
load_range(const struct load *l, struct param_cell cell, bool unit,
           char *buffer, size_t size)
{
    const struct param_info *info = cell.info;
    char place[200], now[TEXT_DOUBLE];
    bool bare = !unit || strcmp(info->unit, "1") == 0 || strcmp(info->unit, "-") == 0
             || strcmp(info->unit, "flag") == 0;
    double v = info->lever ? info->preset[cell.index]
                           : param_value(&l->a->in.params, cell);

    present_place(l, cell, place, sizeof place);
    if (info->kind == PARAM_flag) {
        snprintf(buffer, size, "yes or no, here %s (%s)", v != 0 ? "yes"
                 : "no", place);
    } else if (info->kind == PARAM_stakes || info->kind == PARAM_needs) {
        enum list list = info->kind == PARAM_stakes ? LIST_stakes
                                                    : LIST_needs;
        char words[128];
        list_words(list, words, sizeof words);
        snprintf(buffer, size, "%s; here %s (%s)", words,
                 list_word(list, (int)v), place);
    } else {
        text_of_double(now, sizeof now, v);
        snprintf(buffer, size, "%g..%g%s%s, here %s (%s)", info->min,
                 info->max, bare ? "" : " ", bare ? "" : info->unit, now,
                 place);
    }
}

bool
load_set(struct load *l, void *owner, struct param_cell cell,
         const struct node *n)
{
    char hint[FAULT_TEXT];
    struct fault f;

    load_range(l, cell, true, hint, sizeof hint);
    if (!load_scalar(l, n, hint))
        return false;
    if (param_set(owner, cell, n->text, &f)) {
        load_refuse(l, n, hint, "%s", f.text);
        return false;
    }
    size_t index = load_cell_index(cell);
    l->where[index] = n;
    l->where_set[index] = 0;
    return true;
}
