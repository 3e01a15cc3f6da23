/* SPDX-License-Identifier: GPL-3.0-or-later */
/* facts_pairs.c - the pairs of a world, by code.
 *
 * An empty end of a rivalry means that it is open, an empty start that there
 * was none. */
#include "input/facts.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { OPEN_END = 9999 };

enum {
#define PAIRS(name, ...) PAIR_##name,
#include "input/facts.def"
};

const struct sheet_column pair_columns[PAIR_COLUMNS] = {
#define PAIRS(name, may, ...) { #name, may },
#include "input/facts.def"
};

static int16_t
year_of(struct table *b, size_t row, int k, int16_t if_empty)
{
    char what[FAULT_TEXT];

    if (*row_text(b, row, k) == '\0')
        return if_empty;
    double v = row_number(b, row, k, 1, OPEN_END);
    if (v != floor(v)) {
        snprintf(what, sizeof what, "%.60s is not a year",
                 row_text(b, row, k));
        row_refuse(b, row, k, "a whole number", what);
    }
    return (int16_t)v;
}

static void
rivalry_read(struct table *b, size_t row, struct pair_facts *p)
{
    bool begins = *row_text(b, row, PAIR_rivalry_start_year) != '\0';

    p->rivalry_start = year_of(b, row, PAIR_rivalry_start_year, 0);
    p->rivalry_end = year_of(b, row, PAIR_rivalry_end_year,
                             begins ? OPEN_END : 0);
    if (!begins && p->rivalry_end != 0)
        row_refuse(b, row, PAIR_rivalry_end_year,
                   "give rivalry_start_year too",
                   "a rivalry ends that did not begin");
    else if (p->rivalry_end < p->rivalry_start)
        row_refuse(b, row, PAIR_rivalry_end_year, "",
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
    state_id one = row_state(b, row, PAIR_a);
    state_id two = row_state(b, row, PAIR_b);

    p->row = row;
    rivalry_read(b, row, &p->facts);
    p->facts.defence_pact = row_flag(b, row, PAIR_defence_pact);
    p->facts.watch = row_flag(b, row, PAIR_watch);
    if (one == NO_STATE || two == NO_STATE)
        return false;
    if (one == two) {
        row_refuse(b, row, PAIR_b, "", "a state paired with itself");
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
            row_refuse_doubled(b, p[k].row, PAIR_a, what, p[first].row);
            continue;
        }
        first = k;
        t->pair[t->n_pairs++] = p[k].facts;
    }
}

void
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
