/* SPDX-License-Identifier: GPL-3.0-or-later */
/* values.c - typed values of nodes: numbers, words, dates, states, cells. */
#include "input/load.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"

/* ---- kinds of node ------------------------------------------------------ */

bool
load_mapping(struct load *l, const struct node *n, const char *what)
{
    if (n->kind == NODE_MAPPING)
        return true;
    if (n->kind == NODE_SCALAR && n->key && *n->text == '\0' && !n->quoted)
        load_refuse(l, n->key, "what belongs to it is indented below it",
                    "'%.60s' holds nothing", n->key->text);
    else
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

/* ---- numbers ------------------------------------------------------------ */

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

int32_t
load_years(struct load *l, const struct node *n)
{
    struct fault f;
    double years;

    if (!load_scalar(l, n, YEARS_WORDS))
        return 0;
    if (number_of_text(n->text, &years, &f)) {
        refuse_as(l, n, &f, YEARS_WORDS);
        return 0;
    }
    int32_t weeks = weeks_of_years(years);
    if (weeks == 0)
        load_refuse(l, n, YEARS_WORDS, "%.60s is out of range", n->text);
    return weeks;
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

/* ---- words -------------------------------------------------------------- */

void
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

/* ---- dates -------------------------------------------------------------- */

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

/* 2018-01-31, digit by digit. */
static bool
is_date(const char *t)
{
    return strlen(t) == 10 && t[4] == '-' && t[7] == '-'
           && all_digits(t, 0, 4) && all_digits(t, 5, 7)
           && all_digits(t, 8, 10);
}

static int
number_of(const char *digits, int n)
{
    int x = 0;

    for (int k = 0; k < n; k++)
        x = 10 * x + (digits[k] - '0');
    return x;
}

bool
load_date(struct load *l, const struct node *n, day_number *day)
{
    const char *hint = "a date such as 2018-01-31", *t = n->text;

    if (!load_scalar(l, n, hint))
        return false;
    if (!is_date(t)) {
        load_refuse(l, n, hint, "'%.60s' is not a date", t);
        return false;
    }
    int year = number_of(t, 4), month = number_of(t + 5, 2);
    int of_month = number_of(t + 8, 2);
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

/* ---- states and cells --------------------------------------------------- */

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

bool
cell_exists(int kind, int sector)
{
#define CELL(k, s) [KIND_##k][SECTOR_##s] = true,
    static const bool exists[N_KINDS][N_SECTORS] = { CELL_LIST(CELL, CELL) };
#undef CELL
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
