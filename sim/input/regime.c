/* SPDX-License-Identifier: GPL-3.0-or-later */
/* regime.c - a regime file: a list of dated clauses.
 *
 * Dates become weeks since the start; what lies before it counts from week 0.
 * A later clause of the same kind replaces the earlier from its date. */
#include "input/load.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Seats are written with few digits. */
#define SEATS_TOLERANCE 1e-9

static const char *const clause_keys[] = {
#define X(name, ...) #name,
    CLAUSE_LIST(X)
#undef X
    "announced", "from", "until"
};
enum { N_CLAUSE_KEYS = sizeof clause_keys / sizeof *clause_keys };

/* A clause and what it was read from. */
struct dated {
    struct clause clause;
    const struct node *node;            /* its levers: `agency: {...}`       */
    day_number from;
    size_t order;
};

/* ---- the file ----------------------------------------------------------- */

void
regime_read(struct load *l, const char *path, const struct node *by)
{
    load_file(l, path);
    int code = document_read(&l->regime, path, l->all);

    if (l->code == 0)
        l->code = code;
    l->has_regime = l->regime.root != NULL;
    if (!l->has_regime || node_at(l->regime.root, "clauses"))
        return;
    l->has_regime = false;
    if (by)
        load_refuse(l, by, "it has no clauses", "'%.100s' is not a regime",
                    by->text);
    else
        load_refuse(l, l->regime.root, "clauses: [] for none",
                    "a regime needs 'clauses'");
}

/* ---- one clause --------------------------------------------------------- */

/* floor((day - start) / 7), but 0 before the start. */
static int32_t
week_from(const struct load *l, day_number day)
{
    return day < l->a->in.start ? 0 : (day - l->a->in.start) / 7;
}

static void
dates_read(struct load *l, const struct node *item, struct dated *d)
{
    const struct node *from = node_at(item, "from");
    const struct node *announced = node_at(item, "announced");
    const struct node *until = node_at(item, "until");
    day_number first, told, last;

    if (from == NULL) {
        load_refuse(l, item, "from: 2018-01-01", "a clause without 'from'");
        return;
    }
    bool dated = load_date(l, from, &first);
    if (dated) {
        d->from = first;
        d->clause.announced = d->clause.from = week_from(l, first);
    }
    if (announced && load_date(l, announced, &told)) {
        d->clause.announced = week_from(l, told);
        if (dated && told > first)
            load_refuse(l, announced, from->text,
                        "announced after it is in force");
    }
    d->clause.until = WEEK_NEVER;
    if (until && load_date(l, until, &last)) {
        d->clause.until = week_from(l, last);
        if (dated && last <= first)
            load_refuse(l, until, from->text, "the clause ends before it is "
                        "in force");
    }
}

static void
seats_check(struct load *l, const struct dated *d)
{
    const struct node *seats = node_at(d->node, "seats");
    double sum = 0;

    for (int k = 0; k < N_SEATS; k++)
        sum += d->clause.levers.agency.seats[k];
    if (fabs(sum - 1) > SEATS_TOLERANCE)
        load_refuse(l, seats ? seats->key : d->node->key,
                    "a group that is not named keeps its default",
                    "seats add up to %g, not 1", sum);
}

/* entry: {must_include: [USA, ...]}, the only thing in a clause that is no
 * number. */
static void
powers_read(struct load *l, struct dated *d)
{
    const struct node *list = node_at(d->node, "must_include");

    if (list == NULL || !load_list(l, list, "must_include: [USA, FRA, ...]"))
        return;
    for (const struct node *c = list->first; c; c = c->next) {
        state_id id;
        if (!load_state(l, c, &id))
            continue;
        if (d->clause.must_include[id])
            load_refuse(l, c, "", "state '%s' stands twice", c->text);
        d->clause.must_include[id] = true;
    }
}

/* The one key of an item that names a kind of clause; NULL after a fault. */
static const struct node *
kind_of(struct load *l, const struct node *item, enum clause_kind *kind)
{
    const struct node *found = NULL;
    bool unknown = false;

    for (const struct node *c = item->first; c; c = c->next) {
        int k = clause_find(c->key->text);
        if (k >= 0 && found) {
            load_refuse(l, c->key, "make it an item of its own",
                        "'%s' and '%s' in one clause", found->key->text,
                        c->key->text);
            continue;
        }
        if (k >= 0) {
            found = c;
            *kind = (enum clause_kind)k;
            continue;
        }
        int known = N_CLAUSES;
        while (known < N_CLAUSE_KEYS
               && strcmp(clause_keys[known], c->key->text) != 0)
            known++;
        if (known == N_CLAUSE_KEYS) {
            load_unknown(l, c, "a clause", clause_keys, N_CLAUSE_KEYS);
            unknown = true;
        }
    }
    char kinds[FAULT_TEXT];
    join_words(clause_keys, N_CLAUSES, kinds, sizeof kinds);
    if (found == NULL && !unknown)
        load_refuse(l, item, kinds, "a clause without content");
    return found;
}

static bool
clause_read(struct load *l, const struct node *item, struct dated *d)
{
    if (!load_mapping(l, item, "{agency: {...}, from: 2018-01-01}"))
        return false;
    dates_read(l, item, d);
    d->node = kind_of(l, item, &d->clause.kind);
    if (d->node == NULL)
        return false;
    int code = l->code;
    levers_defaults(&d->clause.levers);
    section_read(l, d->node, true, &d->clause.levers);
    if (d->clause.kind == CLAUSE_agency && l->code == code)
        seats_check(l, d);
    if (d->clause.kind == CLAUSE_entry && d->node->kind == NODE_MAPPING)
        powers_read(l, d);
    return true;
}

/* ---- all clauses -------------------------------------------------------- */

static int
by_from(const void *a, const void *b)
{
    const struct dated *x = a, *y = b;

    if (x->from != y->from)
        return x->from < y->from ? -1 : 1;
    return x->order < y->order ? -1 : 1;
}

/* Ends each clause where the next of its kind begins. */
static void
replace(struct load *l, struct dated *d, size_t n)
{
    for (size_t k = 0; k < n; k++)
        for (size_t m = k + 1; m < n; m++) {
            if (d[m].clause.kind != d[k].clause.kind)
                continue;
            if (d[m].from == d[k].from)
                load_refuse(l, d[m].node->key, "one would replace the other",
                            "two clauses '%s' begin on the same day",
                            d[m].node->key->text);
            if (d[m].clause.from < d[k].clause.until)
                d[k].clause.until = d[m].clause.from;
            break;
        }
}

static void
keep(struct load *l, const struct dated *d, size_t n)
{
    struct inputs *in = &l->a->in;

    in->clause = calloc(n + 1, sizeof *in->clause);
    l->clause_node = calloc(n + 1, sizeof *l->clause_node);
    if (in->clause == NULL || l->clause_node == NULL) {
        load_no_memory(l);
        return;
    }
    for (size_t k = 0; k < n; k++) {
        in->clause[k] = d[k].clause;
        l->clause_node[k] = d[k].node;
    }
    in->n_clauses = n;
}

static void
clauses_read(struct load *l, const struct node *list)
{
    if (!load_list(l, list, "clauses: [{agency: {...}, from: DATE}, ...]"))
        return;
    struct dated *d = calloc(list->n + 1, sizeof *d);
    size_t n = 0;

    if (d == NULL) {
        load_no_memory(l);
        return;
    }
    for (const struct node *c = list->first; c; c = c->next) {
        d[n] = (struct dated){ .order = n };
        if (clause_read(l, c, &d[n]))
            n++;
    }
    qsort(d, n, sizeof *d, by_from);
    replace(l, d, n);
    keep(l, d, n);
    free(d);
}

void
regime_apply(struct load *l)
{
    static const char *const known[] = { "title", "clauses" };

    if (!l->has_regime)
        return;
    for (const struct node *c = l->regime.root->first; c; c = c->next) {
        if (strcmp(c->key->text, "title") == 0)
            load_title(l, c, l->a->regime_title);
        else if (strcmp(c->key->text, "clauses") != 0)
            load_unknown(l, c, "a regime", known, 2);
    }
    clauses_read(l, node_at(l->regime.root, "clauses"));
}

void
regime_members(struct load *l)
{
    const struct inputs *in = &l->a->in;

    for (size_t k = 0; l->members == NULL && k < in->n_clauses; k++)
        if (law_needs_members(&in->clause[k], 1))
            load_refuse(l, l->clause_node[k]->key, "members: choose, all, or "
                        "a list [USA, FRA, ...], in the scenario",
                        "'%s' needs members, and the scenario has none",
                        l->clause_node[k]->key->text);
}
