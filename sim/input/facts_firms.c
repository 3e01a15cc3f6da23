/* SPDX-License-Identifier: GPL-3.0-or-later */
/* facts_firms.c - the firms of a world, by name. */
#include "input/facts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SKILL_MOST 10

enum { FIRM_firm, FIRM_home, FIRM_skill };

const struct sheet_column firm_columns[FIRM_COLUMNS] = {
    { "firm", false }, { "home", false }, { "skill", false },
};

struct firm_row {
    struct firm_facts facts;
    size_t row;
};

static int
by_firm(const void *a, const void *b)
{
    const struct firm_row *x = a, *y = b;
    int order = strcmp(x->facts.name, y->facts.name);

    return order ? order : x->row < y->row ? -1 : 1;
}

static int
by_entity(const void *a, const void *b)
{
    const struct firm_row *x = a, *y = b;

    if (x->facts.entity != y->facts.entity)
        return x->facts.entity < y->facts.entity ? -1 : 1;
    return x->row < y->row ? -1 : 1;
}

static bool
firm_read(struct table *b, size_t row, struct firm_row *firm)
{
    bool named = row_name(b, row, FIRM_firm, firm->facts.name);

    firm->row = row;
    firm->facts.home = row_state(b, row, FIRM_home);
    firm->facts.skill = row_number(b, row, FIRM_skill, 0, SKILL_MOST);
    firm->facts.entity = entity_name(firm->facts.name);
    return named && firm->facts.home != NO_STATE;
}

/* Names are keys of draws: two with one key would share their luck. */
static void
firms_check(struct table *b, struct firm_row *firm, size_t n)
{
    const struct tables *t = b->t;
    char what[FAULT_TEXT];

    qsort(firm, n, sizeof *firm, by_entity);
    for (size_t k = 0; k < n; k++) {
        for (uint32_t m = 0; m < t->n_ecosystems; m++)
            if (t->ecosystem[m].entity == firm[k].facts.entity) {
                snprintf(what, sizeof what,
                         "'%s' has the key of ecosystem '%s'",
                         firm[k].facts.name, t->ecosystem[m].name);
                row_refuse(b, firm[k].row, FIRM_firm,
                           "change one of the names", what);
            }
        if (k == 0 || firm[k].facts.entity != firm[k - 1].facts.entity)
            continue;
        snprintf(what, sizeof what, "firm '%s' stands twice",
                 firm[k].facts.name);
        if (strcmp(firm[k].facts.name, firm[k - 1].facts.name) != 0)
            snprintf(what, sizeof what, "'%s' has the key of firm '%s'",
                     firm[k].facts.name, firm[k - 1].facts.name);
        row_refuse_doubled(b, firm[k].row, FIRM_firm, what, firm[k - 1].row);
    }
}

void
firms_read(struct table *b)
{
    struct tables *t = b->t;
    size_t rows = b->sheet.n_rows, n = 0;
    struct firm_row *firm = calloc(rows + 1, sizeof *firm);

    t->firm = calloc(rows + 1, sizeof *t->firm);
    if (firm == NULL || t->firm == NULL) {
        free(firm);
        load_no_memory(b->l);
        return;
    }
    for (size_t row = 0; row < rows; row++)
        if (firm_read(b, row, &firm[n]))
            n++;
        else
            memset(&firm[n], 0, sizeof firm[n]);
    firms_check(b, firm, n);
    qsort(firm, n, sizeof *firm, by_firm);
    for (size_t k = 0; k < n; k++)
        t->firm[k] = firm[k].facts;
    t->n_firms = (uint32_t)n;
    free(firm);
}
