/* SPDX-License-Identifier: GPL-3.0-or-later */
/* facts_ecosystems.c - whose people use what: a matrix of shares, 0 where
 * there is no row, that add up to 1 for each state. */
#include "input/facts.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Shares are written with few digits. */
#define SHARE_TOLERANCE 1e-6

enum {
#define ECOSYSTEMS(name, ...) USE_##name,
#include "input/facts.def"
};

const struct sheet_column use_columns[USE_COLUMNS] = {
#define ECOSYSTEMS(name, may, ...) { #name, may },
#include "input/facts.def"
};

static int
ecosystem_find(const struct tables *t, const char *name)
{
    for (uint32_t m = 0; m < t->n_ecosystems; m++)
        if (strcmp(t->ecosystem[m].name, name) == 0)
            return (int)m;
    return -1;
}

/* The names, before any share: their number is the width of the matrix. */
static bool
ecosystem_names(struct table *b)
{
    struct tables *t = b->t;
    char name[NAME_MOST], what[64];

    t->ecosystem = calloc(ECOSYSTEMS_MOST, sizeof *t->ecosystem);
    if (t->ecosystem == NULL) {
        load_no_memory(b->l);
        return false;
    }
    for (size_t row = 0; row < b->sheet.n_rows; row++) {
        if (!row_name(b, row, USE_ecosystem, name)
             || ecosystem_find(t, name) >= 0)
            continue;
        if (t->n_ecosystems == ECOSYSTEMS_MOST) {
            snprintf(what, sizeof what, "more than %d ecosystems",
                     ECOSYSTEMS_MOST);
            row_refuse(b, row, USE_ecosystem, "", what);
            return false;
        }
        struct ecosystem_facts *e = &t->ecosystem[t->n_ecosystems++];
        memcpy(e->name, name, strlen(name) + 1);
        e->entity = entity_name(name);
    }
    qsort(t->ecosystem, t->n_ecosystems, sizeof *t->ecosystem, by_name);
    return true;
}

/* `first` holds for each cell of the matrix its row + 1. */
static void
share_read(struct table *b, size_t row, size_t first[])
{
    struct tables *t = b->t;
    state_id i = row_state(b, row, USE_state);
    int m = ecosystem_find(t, row_text(b, row, USE_ecosystem));
    double share = row_number(b, row, USE_user_share, 0, 1);
    char what[FAULT_TEXT];

    if (i == NO_STATE || m < 0)
        return;
    size_t cell = (size_t)i * t->n_ecosystems + (size_t)m;
    if (first[cell] > 0) {
        snprintf(what, sizeof what, "'%s,%s' stands twice", t->state[i].text,
                 t->ecosystem[m].name);
        row_refuse_doubled(b, row, USE_state, what, first[cell] - 1);
        return;
    }
    first[cell] = row + 1;
    t->user_share[cell] = share;
}

/* The shares of each state add up to 1; the fault stands at its first row. */
static void
shares_check(struct table *b, const size_t first[])
{
    struct tables *t = b->t;
    char what[FAULT_TEXT];

    for (uint32_t i = 0; i < t->n_states; i++) {
        size_t row = SIZE_MAX;
        double sum = 0;
        for (uint32_t m = 0; m < t->n_ecosystems; m++) {
            size_t cell = (size_t)i * t->n_ecosystems + m;
            sum += t->user_share[cell];
            if (first[cell] > 0 && first[cell] - 1 < row)
                row = first[cell] - 1;
        }
        if (row == SIZE_MAX) {
            struct fault f;
            fault_set(&f, FAULT_INPUT, "", 0, "state '%s' has no row",
                      t->state[i].text);
            source_place_at(&b->sheet.source, 0, 1, &f);
            load_add(b->l, &f);
        } else if (fabs(sum - 1) > SHARE_TOLERANCE) {
            snprintf(what, sizeof what,
                     "user shares of %s add up to %.7g, not 1",
                     t->state[i].text, sum);
            row_refuse(b, row, USE_user_share, "", what);
        }
    }
}

void
ecosystems_read(struct table *b)
{
    struct tables *t = b->t;

    size_t before = b->l->all->n;

    if (!ecosystem_names(b) || t->n_states == 0)
        return;
    size_t n = (size_t)t->n_states * t->n_ecosystems;
    size_t *first = calloc(n + 1, sizeof *first);
    t->user_share = calloc(n + 1, sizeof *t->user_share);
    if (first && t->user_share) {
        for (size_t row = 0; row < b->sheet.n_rows; row++)
            share_read(b, row, first);
        if (before == b->l->all->n && b->code == 0 && !b->l->few_states)
            shares_check(b, first);
    } else
        load_no_memory(b->l);
    free(first);
}
