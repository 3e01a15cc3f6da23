/* SPDX-License-Identifier: GPL-3.0-or-later */
/* facts.c - the four CSV files of a world, sorted by natural key.
 *
 * Columns and units: scenarios/world/sources.csv.  An empty programme_groups
 * means that chance decides about a small programme; an empty end of a rivalry
 * that it is open; every other number must be there. */
#include "input/load.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/csv.h"
#include "base/text.h"

/* Shares are written with few digits. */
#define SHARE_TOLERANCE 1e-6
#define SKILL_MOST 10
enum { OPEN_END = 9999 };

/* ---- one file ---------------------------------------------------------------- */

struct table {
    struct load *l;
    struct tables *t;
    struct sheet sheet;
    int code;                   /* of the reading of the sheet               */
    int place[24];              /* of each known column                      */
};

static void
refuse(struct table *b, size_t row, int column, const char *hint,
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

/* Text of known column k; "" if an optional one is not there. */
static const char *
text_of(const struct table *b, size_t row, int k)
{
    return b->place[k] < 0 ? "" : sheet_text(&b->sheet, row, b->place[k]);
}

static double
number_of(struct table *b, size_t row, int k, double min, double max)
{
    const char *text = text_of(b, row, k);
    char hint[64], what[FAULT_TEXT];
    struct fault f;
    double v;

    snprintf(hint, sizeof hint, "a number, %g..%g", min, max);
    if (*text == '\0') {
        refuse(b, row, k, hint, "the field is empty");
        return min;
    }
    if (number_of_text(text, &v, &f)) {
        refuse(b, row, k, hint, f.text);
        return min;
    }
    if (v >= min && v <= max)
        return v;
    snprintf(what, sizeof what, "%.60s is out of range", text);
    refuse(b, row, k, hint, what);
    return min;
}

static bool
flag_of(struct table *b, size_t row, int k)
{
    const char *text = text_of(b, row, k);
    char what[FAULT_TEXT];

    if (strcmp(text, "0") == 0 || strcmp(text, "1") == 0)
        return *text == '1';
    snprintf(what, sizeof what, "'%.60s' is neither 0 nor 1", text);
    refuse(b, row, k, "", what);
    return false;
}

static bool
name_of(struct table *b, size_t row, int k, char name[NAME_MOST])
{
    const char *text = text_of(b, row, k);

    if (*text == '\0')
        refuse(b, row, k, "", "the field is empty");
    else if (strlen(text) >= NAME_MOST)
        refuse(b, row, k, "at most 47 bytes", "the name is too long");
    else {
        snprintf(name, NAME_MOST, "%s", text);
        return true;
    }
    return false;
}

/* A state of the states table, NO_STATE after a fault. */
static state_id
state_of(struct table *b, size_t row, int k)
{
    const char *text = text_of(b, row, k);
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
    refuse(b, row, k, hint, what);
    return NO_STATE;
}

static void
refuse_doubled(struct table *b, size_t row, int k, const char *what,
               size_t first)
{
    char hint[64];

    snprintf(hint, sizeof hint, "it stands first in line %d",
             sheet_line(&b->sheet, first));
    refuse(b, row, k, hint, what);
}

/* ---- states ------------------------------------------------------------------ */

enum { STATE_state, STATE_name, STATE_region, STATE_bloc,
#define X(fact, ...) STATE_##fact,
    STATE_FACT_LIST(X)
#undef X
    STATE_filled, N_STATE_COLUMNS };

static const struct sheet_column state_columns[N_STATE_COLUMNS] = {
    { "state", false }, { "name", false }, { "region", false },
    { "bloc", false },
#define X(fact, ...) { #fact, false },
    STATE_FACT_LIST(X)
#undef X
    { "filled", true },
};

static void
state_facts_read(struct table *b, size_t row, struct state_facts *s)
{
#define X(fact, min, max, ...)                                                \
    if (STATE_##fact == STATE_programme_groups                                \
        && *text_of(b, row, STATE_##fact) == '\0')                            \
        s->fact = NAN;                                                        \
    else                                                                      \
        s->fact = number_of(b, row, STATE_##fact, min, max);
    STATE_FACT_LIST(X)
#undef X
    s->defence = s->openness = NAN;
    snprintf(s->filled, sizeof s->filled, "%s",
             text_of(b, row, STATE_filled));
}

static void
bloc_read(struct table *b, size_t row, struct state_facts *s)
{
    const char *text = text_of(b, row, STATE_bloc);
    const char *known[N_BLOCS];
    char what[FAULT_TEXT], hint[FAULT_TEXT];
    int bloc = list_find(LIST_bloc, text);

    if (bloc >= 0) {
        s->bloc = (uint8_t)bloc;
        return;
    }
    for (int k = 0; k < N_BLOCS; k++)
        known[k] = list_word(LIST_bloc, k);
    const char *near = text_nearest(text, known, N_BLOCS);
    join_words(known, N_BLOCS, hint, sizeof hint);
    if (near)
        snprintf(hint, sizeof hint, "did you mean '%s'?", near);
    snprintf(what, sizeof what, "unknown bloc '%.60s'", text);
    refuse(b, row, STATE_bloc, hint, what);
}

/* One state; false if it has no code or stands twice. */
static bool
state_read(struct table *b, size_t row, struct state_facts *s,
           const size_t rows[])
{
    const char *text = text_of(b, row, STATE_state);
    char what[FAULT_TEXT];

    s->code = state_code_of(text);
    if (s->code == 0) {
        snprintf(what, sizeof what, "'%.60s' is not a state", text);
        refuse(b, row, STATE_state, "three capitals", what);
        return false;
    }
    for (uint32_t i = 0; i < b->t->n_states; i++)
        if (b->t->state[i].code == s->code) {
            snprintf(what, sizeof what, "state '%s' stands twice", text);
            refuse_doubled(b, row, STATE_state, what, rows[i]);
            return false;
        }
    state_code_text(s->code, s->text);
    name_of(b, row, STATE_name, s->name);
    bloc_read(b, row, s);
    state_facts_read(b, row, s);
    return true;
}

static int
by_code(const void *a, const void *b)
{
    const struct state_facts *x = a, *y = b;
    return x->code < y->code ? -1 : x->code > y->code;
}

static int
by_name(const void *a, const void *b)
{
    return strcmp(a, b);
}

/* The names of regions, sorted, and the place of each state's own. */
static void
regions_read(struct table *b, const size_t rows[])
{
    struct tables *t = b->t;
    char (*own)[NAME_MOST] = calloc(t->n_states, sizeof *own);

    t->region = calloc(t->n_states, sizeof *t->region);
    if (own == NULL || t->region == NULL) {
        free(own);
        load_no_memory(b->l);
        return;
    }
    for (uint32_t i = 0; i < t->n_states; i++)
        name_of(b, rows[i], STATE_region, own[i]);
    memcpy(t->region, own, t->n_states * sizeof *own);
    qsort(t->region, t->n_states, sizeof *t->region, by_name);
    for (uint32_t i = 0; i < t->n_states; i++)
        if (i == 0 || strcmp(t->region[i], t->region[t->n_regions - 1]) != 0)
            memmove(t->region[t->n_regions++], t->region[i], NAME_MOST);
    for (uint32_t i = 0; i < t->n_states; i++) {
        uint32_t r = 0;
        while (strcmp(t->region[r], own[i]) != 0)
            r++;
        t->state[i].region = (uint16_t)r;
    }
    free(own);
}

static void
states_read(struct table *b)
{
    struct tables *t = b->t;
    size_t n = b->sheet.n_rows, rows[STATES_MOST];

    b->l->few_states = b->code != 0;
    if ((n < 2 && !b->l->few_states) || n > STATES_MOST) {
        struct fault f;
        fault_set(&f, FAULT_INPUT, "", 0, "%zu states, not 2 to %d", n,
                  STATES_MOST);
        source_place_at(&b->sheet.source, 0, 1, &f);
        load_add(b->l, &f);
        return;
    }
    t->state = calloc(n + 1, sizeof *t->state);
    if (t->state == NULL) {
        load_no_memory(b->l);
        return;
    }
    for (size_t row = 0; row < n; row++) {
        struct state_facts *s = &t->state[t->n_states];
        if (!state_read(b, row, s, rows)) {
            memset(s, 0, sizeof *s);
            b->l->few_states = true;
            continue;
        }
        rows[t->n_states++] = row;
    }
    if (t->n_states > 0)
        regions_read(b, rows);
    qsort(t->state, t->n_states, sizeof *t->state, by_code);
}

/* ---- pairs ------------------------------------------------------------------- */

enum { PAIR_a, PAIR_b, PAIR_start, PAIR_end, PAIR_pact, PAIR_watch,
       N_PAIR_COLUMNS };

static const struct sheet_column pair_columns[N_PAIR_COLUMNS] = {
    { "a", false }, { "b", false }, { "rivalry_start_year", false },
    { "rivalry_end_year", false }, { "defence_pact", false },
    { "watch", false },
};

static int16_t
year_of(struct table *b, size_t row, int k, int16_t if_empty)
{
    char what[FAULT_TEXT];

    if (*text_of(b, row, k) == '\0')
        return if_empty;
    double v = number_of(b, row, k, 1, OPEN_END);
    if (v != floor(v)) {
        snprintf(what, sizeof what, "%.60s is not a year",
                 text_of(b, row, k));
        refuse(b, row, k, "a whole number", what);
    }
    return (int16_t)v;
}

static void
rivalry_read(struct table *b, size_t row, struct pair_facts *p)
{
    bool begins = *text_of(b, row, PAIR_start) != '\0';

    p->rivalry_start = year_of(b, row, PAIR_start, 0);
    p->rivalry_end = year_of(b, row, PAIR_end, begins ? OPEN_END : 0);
    if (!begins && p->rivalry_end != 0)
        refuse(b, row, PAIR_end, "give rivalry_start_year too",
               "a rivalry ends that did not begin");
    else if (p->rivalry_end < p->rivalry_start)
        refuse(b, row, PAIR_end, "",
               "the rivalry ends before it begins");
}

/* What is sorted: the pair and the row it came from. */
struct pair_row {
    struct pair_facts facts;
    size_t row;
};

static bool
pair_read(struct table *b, size_t row, struct pair_row *p)
{
    state_id one = state_of(b, row, PAIR_a);
    state_id two = state_of(b, row, PAIR_b);

    p->row = row;
    rivalry_read(b, row, &p->facts);
    p->facts.defence_pact = flag_of(b, row, PAIR_pact);
    p->facts.watch = flag_of(b, row, PAIR_watch);
    if (one == NO_STATE || two == NO_STATE)
        return false;
    if (one == two) {
        refuse(b, row, PAIR_b, "", "a state paired with itself");
        return false;
    }
    p->facts.a = one < two ? one : two;
    p->facts.b = one < two ? two : one;
    return true;
}

static int
by_pair(const void *a, const void *b)
{
    const struct pair_row *x = a, *y = b;

    if (x->facts.a != y->facts.a)
        return x->facts.a < y->facts.a ? -1 : 1;
    if (x->facts.b != y->facts.b)
        return x->facts.b < y->facts.b ? -1 : 1;
    return x->row < y->row ? -1 : 1;
}

static void
pairs_keep(struct table *b, const struct pair_row *p, size_t n)
{
    struct tables *t = b->t;
    char what[FAULT_TEXT];
    size_t first = 0;

    for (size_t k = 0; k < n; k++) {
        if (k > 0 && p[k].facts.a == p[first].facts.a
            && p[k].facts.b == p[first].facts.b) {
            snprintf(what, sizeof what, "pair '%s,%s' stands twice",
                     t->state[p[k].facts.a].text,
                     t->state[p[k].facts.b].text);
            refuse_doubled(b, p[k].row, PAIR_a, what, p[first].row);
            continue;
        }
        first = k;
        t->pair[t->n_pairs++] = p[k].facts;
    }
}

static void
pairs_read(struct table *b)
{
    size_t rows = b->sheet.n_rows, n = 0;
    struct pair_row *p = calloc(rows + 1, sizeof *p);

    b->t->pair = calloc(rows + 1, sizeof *b->t->pair);
    if (p == NULL || b->t->pair == NULL) {
        free(p);
        load_no_memory(b->l);
        return;
    }
    for (size_t row = 0; row < rows; row++)
        if (pair_read(b, row, &p[n]))
            n++;
        else
            memset(&p[n], 0, sizeof p[n]);
    qsort(p, n, sizeof *p, by_pair);
    pairs_keep(b, p, n);
    free(p);
}

/* ---- ecosystems -------------------------------------------------------------- */

enum { USE_state, USE_ecosystem, USE_share, N_USE_COLUMNS };

static const struct sheet_column use_columns[N_USE_COLUMNS] = {
    { "state", false }, { "ecosystem", false }, { "user_share", false },
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
        if (!name_of(b, row, USE_ecosystem, name)
            || ecosystem_find(t, name) >= 0)
            continue;
        if (t->n_ecosystems == ECOSYSTEMS_MOST) {
            snprintf(what, sizeof what, "more than %d ecosystems",
                     ECOSYSTEMS_MOST);
            refuse(b, row, USE_ecosystem, "", what);
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
    state_id i = state_of(b, row, USE_state);
    int m = ecosystem_find(t, text_of(b, row, USE_ecosystem));
    double share = number_of(b, row, USE_share, 0, 1);
    char what[FAULT_TEXT];

    if (i == NO_STATE || m < 0)
        return;
    size_t cell = (size_t)i * t->n_ecosystems + (size_t)m;
    if (first[cell] > 0) {
        snprintf(what, sizeof what, "'%s,%s' stands twice", t->state[i].text,
                 t->ecosystem[m].name);
        refuse_doubled(b, row, USE_state, what, first[cell] - 1);
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
            refuse(b, row, USE_share, "", what);
        }
    }
}

static void
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

/* ---- firms ------------------------------------------------------------------- */

enum { FIRM_firm, FIRM_home, FIRM_skill, N_FIRM_COLUMNS };

static const struct sheet_column firm_columns[N_FIRM_COLUMNS] = {
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
    bool named = name_of(b, row, FIRM_firm, firm->facts.name);

    firm->row = row;
    firm->facts.home = state_of(b, row, FIRM_home);
    firm->facts.skill = number_of(b, row, FIRM_skill, 0, SKILL_MOST);
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
                refuse(b, firm[k].row, FIRM_firm, "change one of the names",
                       what);
            }
        if (k == 0 || firm[k].facts.entity != firm[k - 1].facts.entity)
            continue;
        snprintf(what, sizeof what, "firm '%s' stands twice",
                 firm[k].facts.name);
        if (strcmp(firm[k].facts.name, firm[k - 1].facts.name) != 0)
            snprintf(what, sizeof what, "'%s' has the key of firm '%s'",
                     firm[k].facts.name, firm[k - 1].facts.name);
        refuse_doubled(b, firm[k].row, FIRM_firm, what, firm[k - 1].row);
    }
}

static void
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

/* ---- all --------------------------------------------------------------------- */

static const struct reader {
    const char *key;
    const struct sheet_column *columns;
    size_t n;
    void (*read)(struct table *b);
} readers[WORLD_FILES] = {
    { "states", state_columns, N_STATE_COLUMNS, states_read },
    { "pairs", pair_columns, N_PAIR_COLUMNS, pairs_read },
    { "ecosystems", use_columns, N_USE_COLUMNS, ecosystems_read },
    { "firms", firm_columns, N_FIRM_COLUMNS, firms_read },
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
