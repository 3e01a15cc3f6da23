/* SPDX-License-Identifier: GPL-3.0-or-later */
/* facts.c - the four CSV files of a world.
 *
 * Columns and units: scenarios/world/sources.csv.  Rows are sorted by natural
 * key, so that their order in a file cannot matter. */
#include "input/facts.h"

static const struct reader {
    const char *key;
    const struct sheet_column *columns;
    size_t n;
    void (*read)(struct table *b);
} readers[WORLD_FILES] = {
    { "states", state_columns, STATE_COLUMNS, states_read },
    { "pairs", pair_columns, PAIR_COLUMNS, pairs_read },
    { "ecosystems", use_columns, USE_COLUMNS, ecosystems_read },
    { "firms", firm_columns, FIRM_COLUMNS, firms_read },
};

static void
table_read(struct load *l, const struct node *name, const struct reader *how)
{
    struct table b = { .l = l, .t = &l->a->in.tables };
    char path[ARM_PATH], hint[FAULT_TEXT];

    if (!find_named(name->text, name->source->name, false, path, hint)) {
        load_refuse(l, name, hint, "there is no file '%.100s'", name->text);
        return;
    }
    load_file(l, path);
    b.code = sheet_read(&b.sheet, path, l->all);
    if (l->code == 0)
        l->code = b.code;
    if (b.code == 0 || b.sheet.n_columns > 0) {
        int code = sheet_columns(&b.sheet, how->columns, how->n, b.place,
                                 l->all);
        if (l->code == 0)
            l->code = code;
        if (code == 0)
            how->read(&b);
    }
    sheet_free(&b.sheet);
}

void
tables_read(struct load *l)
{
    const char *missing[WORLD_FILES];
    char list[64];
    size_t n = 0;

    for (int k = 0; k < WORLD_FILES; k++)
        if (l->world_file[k] == NULL)
            missing[n++] = readers[k].key;
    join_words(missing, n, list, sizeof list);
    if (n > 0)
        load_missing(l, "world: {states: FILE, ...}, or inherit world.yaml",
                     "the world has no table of %s", list);
    for (int k = 0; k < WORLD_FILES; k++)
        if (l->world_file[k])
            table_read(l, l->world_file[k], &readers[k]);
}
