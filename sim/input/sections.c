/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sections.c - section: {name: value}, bound by the table of parameters. */
#include "input/load.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"

/* ---- one value ---------------------------------------------------------- */

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
    bool bare = !unit || strcmp(info->unit, "1") == 0
             || strcmp(info->unit, "-") == 0
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

/* ---- names -------------------------------------------------------------- */

enum { PATH = 160, NAMES_MOST = 128 };

bool
section_exists(const char *name, bool lever)
{
    for (size_t r = 0; r < param_count; r++)
        if (param_table[r].lever == lever
            && strcmp(param_table[r].section, name) == 0)
            return true;
    return false;
}

/* Names of a section, for a did-you-mean. */
static size_t
names_of(const char *section, bool lever, const char *name[NAMES_MOST])
{
    size_t n = 0;

    for (size_t r = 0; r < param_count && n < NAMES_MOST - 1; r++)
        if (param_table[r].lever == lever
            && strcmp(param_table[r].section, section) == 0)
            name[n++] = param_table[r].name;
    if (lever && strcmp(section, "entry") == 0)
        name[n++] = "must_include";
    return n;
}

/* What a section holds besides numbers, read elsewhere: the files of a world,
 * the powers of a clause. */
static bool
read_elsewhere(const char *section, const char *key, bool lever)
{
    if (lever)
        return strcmp(section, "entry") == 0
            && strcmp(key, "must_include") == 0;
    return world_file_of(section, key) >= 0;
}

static const struct param_info *
row_of(const char *section, const char *name, bool lever)
{
    for (size_t r = 0; r < param_count; r++)
        if (param_table[r].lever == lever
            && strcmp(param_table[r].section, section) == 0
            && strcmp(param_table[r].name, name) == 0)
            return &param_table[r];
    return NULL;
}

/* `name.member` is how --set writes what a file nests. */
static bool
refuse_dotted(struct load *l, const struct node *value, const char *section)
{
    const char *key = value->key->text, *dot = strchr(key, '.');
    char hint[FAULT_TEXT];

    if (dot == NULL || dot - key > 60)
        return false;
    snprintf(hint, sizeof hint, "in a file: %.*s: {%.60s: ...}",
             (int)(dot - key), key, dot + 1);
    load_refuse(l, value->key, hint, "unknown key '%.60s' in %s", key,
                section);
    return true;
}

/* {skill:0.4} and {skill: 0,4}: what YAML makes of them is not what was meant.
 */
static bool
refuse_split(struct load *l, const struct node *value, const char *section)
{
    const char *key = value->key->text, *colon = strchr(key, ':');
    char hint[FAULT_TEXT] = "a decimal point is a point: 0.4, not 0,4";

    if (colon != NULL)
        snprintf(hint, sizeof hint, "a blank after the colon: %.*s: %.60s",
                 (int)(colon - key < 60 ? colon - key : 60), key, colon + 1);
    else if (key[0] == '\0' || key[strspn(key, "0123456789.")] != '\0')
        return false;
    load_refuse(l, value->key, hint, "unknown key '%.60s' in %s", key,
                section);
    return true;
}

static void
refuse_name(struct load *l, const struct node *value, const char *section,
            bool lever)
{
    const char *name[NAMES_MOST];
    size_t n = names_of(section, lever, name);
    char hint[FAULT_TEXT], range[200];

    if (refuse_split(l, value, section) || refuse_dotted(l, value, section))
        return;
    if (row_of(section, value->key->text, !lever)) {
        load_refuse(l, value->key, lever ? "it belongs in a scenario"
                    : "it belongs in a regime's clause",
                    "'%.60s' is a %s", value->key->text,
                    lever ? "parameter of the world" : "lever");
        return;
    }
    const char *near = text_nearest(value->key->text, name, n);
    const struct param_info *info = near ? row_of(section, near, lever)
                                         : NULL;
    if (info == NULL || info->n > 1) {
        load_unknown(l, value, section, name, n);
        return;
    }
    load_range(l, (struct param_cell){ info, 0 }, false, range,
               sizeof range);
    snprintf(hint, sizeof hint, "did you mean '%s'? %s", near, range);
    load_refuse(l, value->key, hint, "unknown key '%.60s' in %s",
                value->key->text, section);
}

/* ---- tables ------------------------------------------------------------- */

static bool
member_of(struct load *l, const struct node *value, enum list list,
          const char *owner, int *member)
{
    const char *known[32];
    int n = list_size(list);

    *member = list_find(list, value->key->text);
    if (*member >= 0)
        return true;
    for (int i = 0; i < n; i++)
        known[i] = list_word(list, i);
    load_unknown(l, value, owner, known, (size_t)n);
    return false;
}

/* One row of a grid, or a table over one list that begins at `first`. */
static void
cells_read(struct load *l, const struct node *map, struct param_cell first,
           enum list list, void *owner)
{
    char path[PATH], hint[FAULT_TEXT];

    snprintf(path, sizeof path, "%s.%s", first.info->section,
             first.info->name);
    snprintf(hint, sizeof hint, "%s is a table: {%s: ..., ...}", path,
             list_word(list, 0));
    if (!load_mapping(l, map, hint))
        return;
    for (const struct node *c = map->first; c; c = c->next) {
        int member;
        if (!member_of(l, c, list, path, &member))
            continue;
        struct param_cell cell = first;
        cell.index += (size_t)member;
        load_set(l, owner, cell, c);
    }
}

static void
grid_read(struct load *l, const struct node *map, struct param_cell first,
          void *owner)
{
    const struct param_info *info = first.info;
    char path[PATH], hint[FAULT_TEXT];

    snprintf(path, sizeof path, "%s.%s", info->section, info->name);
    snprintf(hint, sizeof hint, "%s is a table: {%s: {%s: ..., ...}, ...}",
             path, list_word(info->rows, 0), list_word(info->columns, 0));
    if (!load_mapping(l, map, hint))
        return;
    for (const struct node *c = map->first; c; c = c->next) {
        int row;
        if (!member_of(l, c, info->rows, path, &row))
            continue;
        struct param_cell cell = first;
        cell.index = (size_t)(row * list_size(info->columns));
        cells_read(l, c, cell, info->columns, owner);
    }
}

/* norms.cells in a file: a list of kind/sector, all others free. */
static void
norms_read(struct load *l, const struct node *list, struct param_cell first,
           void *owner)
{
    struct levers *levers = owner;

    if (!load_list(l, list, "cells: [kind/sector, ...]"))
        return;
    for (const struct node *c = list->first; c; c = c->next) {
        int kind, sector;
        if (!load_cell(l, c, &kind, &sector))
            continue;
        if (levers->norms.cells[kind][sector] > 0)
            load_refuse(l, c, "", "cell '%s' stands twice", c->text);
        levers->norms.cells[kind][sector] = 1;
        first.index = (size_t)(kind * N_SECTORS + sector);
        l->where[load_cell_index(first)] = c;
    }
}

/* ---- sections ----------------------------------------------------------- */

void
section_read(struct load *l, const struct node *section, bool lever,
             void *owner)
{
    const char *name = section->key->text;
    char hint[FAULT_TEXT];

    snprintf(hint, sizeof hint, "%.60s: {name: value, ...}", name);
    if (!load_mapping(l, section, hint))
        return;
    for (const struct node *c = section->first; c; c = c->next) {
        const struct param_info *info = row_of(name, c->key->text, lever);
        struct param_cell cell = { info, 0 };
        if (read_elsewhere(name, c->key->text, lever))
            continue;
        if (info == NULL)
            refuse_name(l, c, name, lever);
        else if (cell.info == param_find("norms.cells").info)
            norms_read(l, c, cell, owner);
        else if (info->columns != N_LISTS)
            grid_read(l, c, cell, owner);
        else if (info->rows != N_LISTS)
            cells_read(l, c, cell, info->rows, owner);
        else
            load_set(l, owner, cell, c);
    }
}
