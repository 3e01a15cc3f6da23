/* SPDX-License-Identifier: GPL-3.0-or-later */
/* facts_rows.c - fields of one row of a table; the contract is facts.h. */
#include "input/facts.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"

void
row_refuse(struct table *b, size_t row, int column, const char *hint,
           const char *text)
{
    struct fault f;

    if (b->l->all->n == FAULTS_MOST) {      /* placing it would take long    */
        fault_set(&f, FAULT_INPUT, b->sheet.source.name, 0, "%s", text);
        b->l->all->more++;
        return;
    }
    sheet_fault(&f, &b->sheet, row, column < 0 ? -1 : b->place[column], "%s",
                text);
    snprintf(f.hint, sizeof f.hint, "%s", hint);
    load_add(b->l, &f);
}

const char *
row_text(const struct table *b, size_t row, int k)
{
    return b->place[k] < 0 ? "" : sheet_text(&b->sheet, row, b->place[k]);
}

double
row_number(struct table *b, size_t row, int k, double min, double max)
{
    const char *text = row_text(b, row, k);
    char hint[64], what[FAULT_TEXT];
    struct fault f;
    double v;

    snprintf(hint, sizeof hint, "a number, %g..%g", min, max);
    if (*text == '\0') {
        row_refuse(b, row, k, hint, "the field is empty");
        return min;
    }
    if (number_of_text(text, &v, &f)) {
        row_refuse(b, row, k, hint, f.text);
        return min;
    }
    if (v >= min && v <= max)
        return v;
    snprintf(what, sizeof what, "%.60s is out of range", text);
    row_refuse(b, row, k, hint, what);
    return min;
}

bool
row_flag(struct table *b, size_t row, int k)
{
    const char *text = row_text(b, row, k);
    char what[FAULT_TEXT];

    if (strcmp(text, "0") == 0 || strcmp(text, "1") == 0)
        return *text == '1';
    snprintf(what, sizeof what, "'%.60s' is neither 0 nor 1", text);
    row_refuse(b, row, k, "", what);
    return false;
}

bool
row_name(struct table *b, size_t row, int k, char name[NAME_MOST])
{
    const char *text = row_text(b, row, k);

    if (*text == '\0')
        row_refuse(b, row, k, "", "the field is empty");
    else if (strlen(text) >= NAME_MOST)
        row_refuse(b, row, k, "at most 47 bytes", "the name is too long");
    else {
        snprintf(name, NAME_MOST, "%s", text);
        return true;
    }
    return false;
}

state_id
row_state(struct table *b, size_t row, int k)
{
    const char *text = row_text(b, row, k);
    const char *known[STATES_MOST];
    char what[FAULT_TEXT], hint[64] = "";
    state_code code = state_code_of(text);
    state_id id = code ? tables_state(b->t, code) : NO_STATE;

    if (id != NO_STATE || b->t->n_states == 0 || b->l->few_states)
        return id;
    for (uint32_t i = 0; i < b->t->n_states; i++)
        known[i] = b->t->state[i].text;
    const char *near = text_nearest(text, known, b->t->n_states);
    if (near)
        snprintf(hint, sizeof hint, "did you mean '%s'?", near);
    else
        snprintf(hint, sizeof hint, "%s", code ? "not in the states table"
                                               : "three capitals");
    snprintf(what, sizeof what, "unknown state '%.60s'", text);
    row_refuse(b, row, k, hint, what);
    return NO_STATE;
}

void
row_refuse_doubled(struct table *b, size_t row, int k, const char *what,
                   size_t first)
{
    char hint[64];

    snprintf(hint, sizeof hint, "it stands first in line %d",
             sheet_line(&b->sheet, first));
    row_refuse(b, row, k, hint, what);
}

int
by_name(const void *a, const void *b)
{
    return strcmp(a, b);
}
