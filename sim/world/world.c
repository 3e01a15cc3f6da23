/* SPDX-License-Identifier: GPL-3.0-or-later */
/* world.c - memory of the columns: made, copied, hashed and freed from one
 * list. */
#include "world/world.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

const struct column_info column_table[N_COLUMNS] = {
#define TABLE(tab, what)
#define COLUMN(tab, type, col, width, who, un, mean)                           \
    [COLUMN_##tab##_##col] = {                                                 \
        .table = TABLE_##tab, .table_name = #tab, .name = #col,                \
        .size = sizeof(type) * (width),                                        \
        .offset = offsetof(struct world, tab)                                  \
                  + offsetof(struct tab##_table, col),                         \
        .writer = WRITER_##who, .unit = un, .meaning = mean },
#define END_TABLE(tab)
#include "world/columns.def"
#undef TABLE
#undef COLUMN
#undef END_TABLE
};

/* Where the counts of each table stand. */
static const size_t table_offset[N_TABLES] = {
#define TABLE(tab, what) [TABLE_##tab] = offsetof(struct world, tab),
#define COLUMN(...)
#define END_TABLE(tab)
#include "world/columns.def"
#undef TABLE
#undef COLUMN
#undef END_TABLE
};

/* Every table begins with these. */
struct counts {
    uint32_t n, clean, capacity;
};

static struct counts
counts_of(const struct world *w, enum table table)
{
    struct counts c;
    memcpy(&c, (const char *)w + table_offset[table], sizeof c);
    return c;
}

static void
counts_put(struct world *w, enum table table, struct counts c)
{
    memcpy((char *)w + table_offset[table], &c, sizeof c);
}

/* The pointer of a column; columns differ in type, so it goes through
 * memcpy. */
static void *
pointer_of(const struct world *w, enum column which)
{
    void *p;
    memcpy(&p, (const char *)w + column_table[which].offset, sizeof p);
    return p;
}

static void
pointer_put(struct world *w, enum column which, void *p)
{
    memcpy((char *)w + column_table[which].offset, &p, sizeof p);
}

void
world_free(struct world *w)
{
    for (enum column c = 0; c < N_COLUMNS; c++)
        free(pointer_of(w, c));
    free(w->keep_power);
    free(w->normals);
    *w = (struct world){ 0 };
}

/* Room for `rows` rows. */
static int
room_for(struct world *w, enum table table, uint32_t rows, struct fault *f)
{
    struct counts have = counts_of(w, table);

    if (rows <= have.capacity)
        return 0;
    for (enum column c = 0; c < N_COLUMNS; c++) {
        size_t size = column_table[c].size;
        if (column_table[c].table != table)
            continue;
        void *p = realloc(pointer_of(w, c), rows * size);
        if (!p)
            return fault_set(f, FAULT_NOMEM, column_table[c].table_name, 0,
                             "no room for %u rows", rows);
        pointer_put(w, c, p);
    }
    have.capacity = rows;
    counts_put(w, table, have);
    return 0;
}

/* Rows 0 .. rows-1 of those that there is room for are clean, or there. */
static struct counts
clean_to(struct world *w, enum table table, uint32_t rows)
{
    struct counts c = counts_of(w, table);
    uint32_t end = rows < c.capacity ? rows : c.capacity;

    if (end <= c.clean)
        return c;
    for (enum column k = 0; k < N_COLUMNS; k++) {
        size_t size = column_table[k].size;
        if (column_table[k].table == table)
            memset((char *)pointer_of(w, k) + c.clean * size, 0,
                   (end - c.clean) * size);
    }
    c.clean = end;
    counts_put(w, table, c);
    return c;
}

int
world_table_start(struct world *w, enum table table, uint32_t rows,
                  struct fault *f)
{
    world_rows_cut(w, table, 0);
    int code = room_for(w, table, rows ? rows : 1, f);
    if (code)
        return code;

    struct counts c = clean_to(w, table, rows);
    c.n = rows;
    counts_put(w, table, c);
    return 0;
}

/* More worms in one week fail the run. */
enum { WORMS_A_WEEK = 32 };

/* Rows that a week may add to a table at most, given the operations that it
 * may bring and those that may still be seen.  0: the table does not grow. */
static uint32_t
growth(const struct world *w, enum table table)
{
    uint32_t operations = w->derived.room;
    uint32_t seen = operations + w->unseen.n;

    switch (table) {
    case TABLE_operation: case TABLE_unseen:
        return operations;
    case TABLE_victim: case TABLE_reaching: case TABLE_access:
        return 12 * operations;
    case TABLE_arrived:
        return 12 * operations + w->reaching.n - w->arrived.n;
    case TABLE_case_file:
        return 2 * seen + w->docket.n;
    case TABLE_file: case TABLE_docket:
        return seen;
    case TABLE_verdict: case TABLE_reply:
        return seen + w->file.n;
    case TABLE_event:
        return 16 * seen + 16 * w->file.n + 1024 + 3 * w->derived.finds
               + 4 * w->state.n;
    case TABLE_vulnerability: case TABLE_holding:
        return w->derived.finds;
    case TABLE_using:
        return operations;
    case TABLE_infection:
        return WORMS_A_WEEK * w->state.n > w->infection.n
               ? WORMS_A_WEEK * w->state.n - w->infection.n : 0;
    case TABLE_takedown:
        return seen;
    case TABLE_conflict:
        return w->pair.n + seen;
    default:
        return 0;
    }
}

int
world_reserve(struct world *w, struct fault *f)
{
    for (enum table t = 0; t < N_TABLES; t++) {
        uint32_t more = growth(w, t);
        struct counts c = counts_of(w, t);
        if (more == 0 || c.n + more <= c.capacity)
            continue;
        uint32_t rows = c.n + more;
        int code = room_for(w, t, 3 * rows, f);     /* untouched: costs none */
        if (code)
            return code;
    }
    return 0;
}

uint32_t
world_append(struct world *w, enum table table)
{
    enum { AHEAD = 256 };       /* rows cleaned at a time */
    struct counts c = counts_of(w, table);

    if (c.n == c.clean)
        c = clean_to(w, table, c.n + AHEAD);
    if (c.n == c.capacity) {
        w->overflow = table;
        assert(c.n > 0);
        return c.n - 1;
    }
    c.n++;
    counts_put(w, table, c);
    return c.n - 1;
}

uint32_t
world_rows(const struct world *w, enum table table)
{
    return counts_of(w, table).n;
}

/* Rows cut off become zero again, so that world_append gives zero rows. */
void
world_rows_cut(struct world *w, enum table table, uint32_t rows)
{
    struct counts c = counts_of(w, table);
    assert(rows <= c.n);

    if (rows == c.n)
        return;
    for (enum column k = 0; k < N_COLUMNS; k++) {
        size_t size = column_table[k].size;
        if (column_table[k].table == table)
            memset((char *)pointer_of(w, k) + rows * size, 0,
                   (c.n - rows) * size);
    }
    c.n = rows;
    counts_put(w, table, c);
}

/* Room for the two tables of numbers; that of normals is made too. */
int
world_start_tables(struct world *w, uint32_t powers, struct fault *f)
{
    if (!w->normals) {
        w->normals = malloc(sizeof *w->normals);
        if (w->normals)
            normal_table_make(w->normals);
    }
    if (w->n_keep < powers) {
        double *p = realloc(w->keep_power, powers * sizeof *p);
        if (p)
            w->keep_power = p;
        else
            powers = 0;
    }
    if (!w->normals || !w->keep_power || powers == 0)
        return fault_set(f, FAULT_NOMEM, "world", 0, "no room to start");
    w->n_keep = powers;
    return 0;
}

static int
copy_tables(struct world *to, const struct world *from, struct fault *f)
{
    for (enum table t = 0; t < N_TABLES; t++) {
        struct counts c = counts_of(from, t), had = counts_of(to, t);
        int code = room_for(to, t, c.n ? c.n : 1, f);
        if (code)
            return code;
        for (enum column k = 0; k < N_COLUMNS; k++) {
            size_t size = column_table[k].size;
            char *p = pointer_of(to, k);
            if (column_table[k].table != t)
                continue;
            memcpy(p, pointer_of(from, k), c.n * size);
            if (had.n > c.n)
                memset(p + c.n * size, 0, (had.n - c.n) * size);
        }
        c.clean = had.clean > c.n ? had.clean : c.n;
        c.capacity = counts_of(to, t).capacity;
        counts_put(to, t, c);
    }
    return 0;
}

int
world_copy(struct world *to, const struct world *from, struct fault *f)
{
    int code = copy_tables(to, from, f);
    if (code)
        return code;
    code = world_start_tables(to, from->n_keep, f);
    if (code)
        return code;
    memcpy(to->keep_power, from->keep_power,
           from->n_keep * sizeof *to->keep_power);
    to->in = from->in;
    to->p = from->p;
    to->law = from->law;
    to->key = from->key;
    to->week = from->week;
    to->derived = from->derived;
    to->tally = from->tally;
    to->week_events = from->week_events;
    to->last_events = from->last_events;
    to->overflow = from->overflow;
    to->watch = (struct people_watch){ .moved = NULL };
    to->choices = (struct choice_watch){ .made = NULL };
    return 0;
}

/* ---- hashes ------------------------------------------------------------- */

static uint64_t
hash_bytes(uint64_t hash, const unsigned char *p, size_t n)
{
    for (size_t i = 0; i < n; i++)
        hash = (hash ^ p[i]) * 0x100000001b3u;
    return hash;
}

#define HASH_START 0xcbf29ce484222325u

uint64_t
world_hash_column(const struct world *w, enum column which)
{
    const struct column_info *info = &column_table[which];
    uint32_t n = counts_of(w, info->table).n;
    return hash_bytes(HASH_START + n, pointer_of(w, which), n * info->size);
}

uint64_t
world_hash(const struct world *w)
{
    uint64_t hash = HASH_START;

    for (enum column c = 0; c < N_COLUMNS; c++) {
        uint64_t h = world_hash_column(w, c);
        hash = hash_bytes(hash, (const unsigned char *)&h, sizeof h);
    }
    return hash;
}

/* ---- small readings ----------------------------------------------------- */

double
world_hostility(const struct world *w, state_id i, state_id j)
{
    uint32_t d = dyad_of(w, i, j);
    double then = w->dyad.hostility[d];

    if (then == 0)
        return 0;
    return then * w->keep_power[w->week - w->dyad.hostility_week[d]];
}

uint32_t
world_first_operation(const struct world *w)
{
    uint32_t o = w->operation.n;

    while (o > 0 && w->operation.launched[o - 1] == w->week)
        o--;
    return o;
}

state_code
world_code(const struct world *w, state_id i)
{
    return w->in->tables.state[i].code;
}

bool
world_year_begins(const struct world *w)
{
    return w->week == -(int32_t)w->p.world.spin_up
           || inputs_year(w->in, w->week) != inputs_year(w->in, w->week - 1);
}

enum rung
world_operation_rung(const struct world *w, uint32_t o)
{
    static const enum rung of_kind[N_KINDS] = {
        RUNG_espionage, RUNG_harassment, RUNG_harassment, RUNG_disruption,
        RUNG_destruction };

    if (w->operation.success[o]
        && w->operation.sector[o] == SECTOR_infrastructure
        && w->operation.severity[o] >= w->p.account.mass_severity)
        return RUNG_mass_harm;
    return of_kind[w->operation.kind[o]];
}

enum group
world_operation_group(const struct world *w, uint32_t o)
{
    return w->operation.kind[o] >= KIND_disruption ? GROUP_overt
                                                   : GROUP_covert;
}

uint32_t
world_event(struct world *w, const struct event_row *e)
{
    uint32_t k = world_append(w, TABLE_event);

    w->event.week[k] = w->week;
    w->event.kind[k] = (uint8_t)e->kind;
    w->event.response[k] = (uint8_t)e->response;
    w->event.flags[k] = (uint8_t)e->flags;
    w->event.actor[k] = e->actor;
    w->event.target[k] = e->target;
    w->event.row[k] = e->row;
    w->event.victim[k] = e->victim;
    w->event.trigger[k] = e->trigger;
    w->event.belief[k] = e->belief;
    w->event.amount[k] = e->amount;
    return k;
}
