/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sets.c - the texts after --set, section.name=value.
 *
 * They beat the files.  A parameter is set in the world of every arm, a lever
 * in all clauses of its kind; an arm without such a clause leaves it alone. */
#include "input/load.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"

enum { PATH = 96, PATHS_MOST = 1024 };

static void
refuse_set(struct load *l, size_t k, size_t offset, size_t width,
           struct fault *f)
{
    const char *text = l->request->set[k];

    snprintf(f->where, sizeof f->where, "--set");
    f->line = (int)k + 1;
    f->column = 1 + source_columns(text, offset);
    f->width = source_columns(text + offset, width);
    if (f->width < 1)
        f->width = 1;
    f->source[0] = '\0';
    if (strlen(text) < sizeof f->source && strpbrk(text, "\n\r\t") == NULL)
        snprintf(f->source, sizeof f->source, "%s", text);
    load_add(l, f);
}

static void
refuse_name(struct load *l, size_t k, const char *path, const char *table)
{
    char name[PATHS_MOST][PATH];
    const char *known[PATHS_MOST];
    char found[PATH];
    size_t n = 0;
    struct fault f;

    for (size_t r = 0; r < param_count; r++)
        for (size_t i = 0; i < param_table[r].n && n < PATHS_MOST; i++) {
            param_path((struct param_cell){ &param_table[r], i }, name[n],
                       PATH);
            known[n] = name[n];
            n++;
        }
    const char *near = text_nearest(path, known, n);
    if (table) {
        fault_set(&f, FAULT_INPUT, "", 0, "'%.60s' is a table", path);
        snprintf(f.hint, sizeof f.hint, "one number of it, such as %s",
                 table);
    } else {
        fault_set(&f, FAULT_INPUT, "", 0, "unknown parameter '%.60s'", path);
        const char *whole = param_anywhere(path, found, sizeof found);
        near = whole ? whole : near;
        if (near)
            snprintf(f.hint, sizeof f.hint, "did you mean '%s'?", near);
        else
            snprintf(f.hint, sizeof f.hint, "section.name; all: detente "
                     "explain --list");
    }
    refuse_set(l, k, 0, strlen(path), &f);
}

/* Splits the k-th text; false after a fault. */
static bool
set_cell(struct load *l, size_t k, struct param_cell *cell,
         const char **value)
{
    const char *text = l->request->set[k], *equals = strchr(text, '=');
    char path[256], whole[PATH];
    struct fault f;

    if (equals == NULL || equals == text
        || (size_t)(equals - text) >= sizeof path) {
        fault_set(&f, FAULT_INPUT, "", 0, "not section.name=value");
        snprintf(f.hint, sizeof f.hint, "such as attribution.skill=0.9");
        refuse_set(l, k, 0, strlen(text), &f);
        return false;
    }
    memcpy(path, text, (size_t)(equals - text));
    path[equals - text] = '\0';
    *value = equals + 1;
    *cell = param_find(path);
    if (cell->info)
        param_path(*cell, whole, sizeof whole);
    if (cell->info && strcmp(whole, path) == 0)
        return true;
    refuse_name(l, k, path, cell->info ? whole : NULL);
    return false;
}

static bool
set_value(struct load *l, size_t k, void *owner, struct param_cell cell,
          const char *value)
{
    struct fault f;

    if (param_set(owner, cell, value, &f)) {
        load_range(l, cell, true, f.hint, sizeof f.hint);
        refuse_set(l, k, (size_t)(value - l->request->set[k]), strlen(value),
                   &f);
        return false;
    }
    l->where_set[load_cell_index(cell)] = (int)k + 1;
    return true;
}

void
sets_params(struct load *l)
{
    for (size_t k = 0; k < l->request->n_sets && k < SETS_MOST; k++) {
        struct param_cell cell;
        const char *value;
        if (set_cell(l, k, &cell, &value) && !cell.info->lever)
            l->a->set_applied[k] = set_value(l, k, &l->a->in.params, cell,
                                             value);
    }
}

/* ---- levers ------------------------------------------------------------- */

/* A cell of the norms that no operation has, or half a prohibition. */
static bool
norm_is_wrong(struct load *l, size_t k, struct param_cell cell, double v)
{
    int kind = (int)cell.index / N_SECTORS, sector = (int)cell.index
             % N_SECTORS;
    struct fault f;

    if (cell.info != param_find("norms.cells").info)
        return false;
    if (!cell_exists(kind, sector)) {
        fault_set(&f, FAULT_INPUT, "", 0, "there are no operations '%s/%s'",
                  list_word(LIST_kind, kind), list_word(LIST_sector, sector));
        cells_of_kind(kind, f.hint, sizeof f.hint);
        refuse_set(l, k, 0, strcspn(l->request->set[k], "="), &f);
        return true;
    }
    if (v == 0 || v == 1)
        return false;
    fault_set(&f, FAULT_INPUT, "", 0, "a cell is prohibited or not");
    snprintf(f.hint, sizeof f.hint, "0 or 1");
    size_t at = strcspn(l->request->set[k], "=") + 1;
    refuse_set(l, k, at, strlen(l->request->set[k] + at), &f);
    return true;
}

static void
set_lever(struct load *l, size_t k, struct param_cell cell,
          const char *value)
{
    struct inputs *in = &l->a->in;
    struct levers scratch;
    struct fault f;

    levers_defaults(&scratch);
    if (param_set(&scratch, cell, value, &f)) {
        load_range(l, cell, true, f.hint, sizeof f.hint);
        refuse_set(l, k, (size_t)(value - l->request->set[k]), strlen(value),
                   &f);
        return;
    }
    if (norm_is_wrong(l, k, cell, param_value(&scratch, cell)))
        return;
    for (size_t c = 0; c < in->n_clauses; c++)
        if (strcmp(clause_name(in->clause[c].kind), cell.info->section) == 0)
            l->a->set_applied[k] = set_value(l, k, &in->clause[c].levers,
                                             cell, value);
}

static void
seats_check(struct load *l, size_t k)
{
    const struct inputs *in = &l->a->in;
    struct fault f;

    for (size_t c = 0; c < in->n_clauses; c++) {
        double sum = 0;
        for (int s = 0; s < N_SEATS; s++)
            sum += in->clause[c].levers.agency.seats[s];
        if (in->clause[c].kind != CLAUSE_agency || fabs(sum - 1) <= 1e-9)
            continue;
        fault_set(&f, FAULT_INPUT, "", 0, "seats add up to %g, not 1", sum);
        snprintf(f.hint, sizeof f.hint, "set the others too");
        refuse_set(l, k, 0, strlen(l->request->set[k]), &f);
        return;
    }
}

void
sets_levers(struct load *l)
{
    const struct param_info *seats = param_find("agency.seats").info;
    size_t last = SETS_MOST;

    for (size_t k = 0; k < l->request->n_sets && k < SETS_MOST; k++) {
        struct param_cell cell;
        const char *value;
        if (!set_cell(l, k, &cell, &value) || !cell.info->lever)
            continue;
        set_lever(l, k, cell, value);
        if (cell.info == seats && l->a->set_applied[k])
            last = k;
    }
    if (last < SETS_MOST)
        seats_check(l, last);
}
