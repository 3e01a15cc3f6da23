/* SPDX-License-Identifier: GPL-3.0-or-later */
/* imposed.c - what a scenario makes happen: crisis, operation, set, leave. */
#include "input/load.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

/* su; as the mean stakes of crises, politics.crisis_stakes */
#define STAKES_MIN 0.1
#define STAKES_MAX 50
enum { CRISIS_WEEKS_MOST = 520, SEVERITY_MOST = N_LEVELS, PATHS_MOST = 1024 };

static const char *const verbs[N_IMPOSED] = {
    "crisis", "operation", "set", "leave"
};

/* ---- keys --------------------------------------------------------------- */

/* The value of a key that must be there. */
static const struct node *
need(struct load *l, const struct node *map, const char *key,
     const char *owner)
{
    const struct node *n = node_at(map, key);

    if (n == NULL)
        load_refuse(l, map, "", "'%s' is missing in %s", key, owner);
    return n;
}

/* Refuses keys of `map` that are not in `known`. */
static void
only(struct load *l, const struct node *map, const char *owner,
     const char *const known[], size_t n)
{
    for (const struct node *c = map->first; c; c = c->next) {
        size_t k = 0;
        while (k < n && strcmp(known[k], c->key->text) != 0)
            k++;
        if (k == n)
            load_unknown(l, c, owner, known, n);
    }
}

/* ---- verbs -------------------------------------------------------------- */

static void
crisis_read(struct load *l, const struct node *event,
            const struct node *value, struct imposed *e)
{
    static const char *const known[] = { "at", "crisis", "stakes", "weeks" };
    const struct node *stakes = need(l, event, "stakes", "crisis");
    const struct node *weeks = need(l, event, "weeks", "crisis");
    int n_weeks;

    only(l, event, "an event", known, 4);
    if (stakes)
        load_number(l, stakes, STAKES_MIN, STAKES_MAX, &e->stakes);
    if (weeks && load_whole(l, weeks, 1, CRISIS_WEEKS_MOST, &n_weeks))
        e->weeks = n_weeks;
    if (value->kind != NODE_SEQUENCE || value->n != 2) {
        load_refuse(l, value, "crisis: [IND, PAK]",
                    "a crisis is between two states");
        return;
    }
    if (load_state(l, value->first, &e->i)
        && load_state(l, value->first->next, &e->j) && e->i == e->j)
        load_refuse(l, value->first->next, "",
                    "a crisis of '%s' with itself", value->first->text);
}

static void
operation_cell(struct load *l, const struct node *kind,
               const struct node *sector, struct imposed *e)
{
    char hint[FAULT_TEXT];
    int k, s;
    bool both = kind && load_word(l, kind, LIST_kind, &k);

    both = sector && load_word(l, sector, LIST_sector, &s) && both;
    if (!both)
        return;
    e->kind = (enum kind)k;
    e->sector = (enum sector)s;
    if (cell_exists(k, s))
        return;
    cells_of_kind(k, hint, sizeof hint);
    load_refuse(l, sector, hint, "there are no operations '%s/%s'",
                kind->text, sector->text);
}

static void
operation_read(struct load *l, const struct node *event,
               const struct node *value, struct imposed *e)
{
    static const char *const known[] = { "at", "operation" };
    static const char *const parts[] = { "from", "to", "kind", "sector",
                                         "severity" };
    const struct node *part[5];

    only(l, event, "an event", known, 2);
    if (!load_mapping(l, value, "{from: A, to: B, kind: theft, "
                      "sector: industry, severity: 4}"))
        return;
    only(l, value, "operation", parts, 5);
    for (int k = 0; k < 5; k++)
        part[k] = need(l, value, parts[k], "operation");
    bool from = part[0] && load_state(l, part[0], &e->i);
    if (part[1] && load_state(l, part[1], &e->j) && from && e->i == e->j)
        load_refuse(l, part[1], "", "an operation of '%s' against itself",
                    part[1]->text);
    operation_cell(l, part[2], part[3], e);
    if (part[4])
        load_whole(l, part[4], 1, SEVERITY_MOST, &e->severity);
}

static void
refuse_parameter(struct load *l, const struct node *n)
{
    const char *near[PATHS_MOST];
    char path[PATHS_MOST][96], hint[FAULT_TEXT] = "section.name";
    size_t count = 0;

    for (size_t r = 0; r < param_count && count < PATHS_MOST; r++) {
        if (param_table[r].lever || param_table[r].n > 1)
            continue;
        param_path((struct param_cell){ &param_table[r], 0 }, path[count],
                   sizeof *path);
        near[count] = path[count];
        count++;
    }
    const char *found = text_nearest(n->text, near, count);
    if (found)
        snprintf(hint, sizeof hint, "did you mean '%s'?", found);
    load_refuse(l, n, hint, "unknown parameter '%.60s'", n->text);
}

/* Is this one number that a week reads? */
static bool
can_change(struct load *l, const struct node *n, struct param_cell cell)
{
    char whole[96], hint[FAULT_TEXT];

    if (cell.info == NULL) {
        refuse_parameter(l, n);
        return false;
    }
    if (cell.info->lever) {
        load_refuse(l, n, "a dated clause of a regime changes it",
                    "'%.60s' is a lever", n->text);
        return false;
    }
    param_path(cell, whole, sizeof whole);
    if (strcmp(whole, n->text) != 0) {
        snprintf(hint, sizeof hint, "one number of it, such as %s", whole);
        load_refuse(l, n, hint, "'%.60s' is a table", n->text);
        return false;
    }
    if (cell.info->read == READ_WEEK)
        return true;
    load_refuse(l, n, "give its value in the scenario",
                "'%.60s' is read at set-up only", n->text);
    return false;
}

static void
set_read(struct load *l, const struct node *event, const struct node *value,
         struct imposed *e)
{
    static const char *const known[] = { "at", "set", "to" };
    const struct node *to = need(l, event, "to", "set");
    char hint[FAULT_TEXT];
    struct fault f;

    only(l, event, "an event", known, 3);
    if (!load_scalar(l, value, "section.name of a parameter"))
        return;
    e->cell = param_find(value->text);
    if (!can_change(l, value, e->cell) || to == NULL)
        return;
    load_range(l, e->cell, true, hint, sizeof hint);
    if (!load_scalar(l, to, hint))
        return;
    struct params changed = l->a->in.params;
    if (param_set(&changed, e->cell, to->text, &f)) {
        load_refuse(l, to, hint, "%s", f.text);
        return;
    }
    e->value = param_value(&changed, e->cell);
}

static void
leave_read(struct load *l, const struct node *event, const struct node *value,
           struct imposed *e)
{
    static const char *const known[] = { "at", "leave" };

    only(l, event, "an event", known, 2);
    if (load_state(l, value, &e->i) && l->members
        && !l->a->in.members_choose && !l->a->in.member[e->i])
        load_refuse(l, value, "see members",
                    "'%s' cannot leave: it is no member", value->text);
}

typedef void verb_read(struct load *l, const struct node *event,
                       const struct node *value, struct imposed *e);
static verb_read *const readers[N_IMPOSED] = {
    crisis_read, operation_read, set_read, leave_read
};

/* ---- events ------------------------------------------------------------- */

/* Which verb an event has; -1 after a fault. */
static int
verb_of(struct load *l, const struct node *event, const struct node **value)
{
    int verb = -1;

    for (const struct node *c = event->first; c; c = c->next)
        for (int k = 0; k < N_IMPOSED; k++) {
            if (strcmp(c->key->text, verbs[k]) != 0)
                continue;
            if (verb >= 0) {
                load_refuse(l, c->key, "make it an event of its own",
                            "'%s' and '%s' in one event", verbs[verb],
                            verbs[k]);
                return -1;
            }
            verb = k;
            *value = c;
        }
    for (const struct node *c = event->first; verb < 0 && c; c = c->next)
        if (strcmp(c->key->text, "at") != 0) {
            load_refuse(l, c->key, "crisis, operation, set or leave",
                        "unknown event '%.60s'", c->key->text);
            return -1;
        }
    if (verb < 0)
        load_refuse(l, event, "crisis, operation, set or leave",
                    "an event in which nothing happens");
    return verb;
}

/* The week of an event within the horizon of the file. */
static void
week_read(struct load *l, const struct node *event, struct imposed *e)
{
    const struct inputs *in = &l->a->in;
    const struct node *at = need(l, event, "at", "an event");
    int year, month, of_month, last_year, last_month, last_day;
    char hint[FAULT_TEXT];
    day_number day;

    if (at == NULL || !load_date(l, at, &day) || in->weeks == 0)
        return;
    if (day >= in->start && day < in->start + 7 * in->weeks) {
        e->week = (day - in->start) / 7;
        return;
    }
    day_date(in->start, &year, &month, &of_month);
    day_date(in->start + 7 * in->weeks - 1, &last_year, &last_month,
             &last_day);
    snprintf(hint, sizeof hint, "%04d-%02d-%02d to %04d-%02d-%02d", year,
             month, of_month, last_year, last_month, last_day);
    load_refuse(l, at, hint, "%s is outside the horizon", at->text);
}

static void
event_read(struct load *l, const struct node *event, struct imposed *e)
{
    const struct node *value = NULL;

    if (!load_mapping(l, event, "{at: DATE, crisis: [A, B], ...}"))
        return;
    week_read(l, event, e);
    int verb = verb_of(l, event, &value);
    if (verb < 0)
        return;
    e->verb = (enum imposed_verb)verb;
    readers[verb](l, event, value, e);
}

static int
by_week(const void *a, const void *b)
{
    const struct imposed *x = a, *y = b;

    if (x->week != y->week)
        return x->week < y->week ? -1 : 1;
    return x->number < y->number ? -1 : 1;
}

void
scenario_events(struct load *l)
{
    struct inputs *in = &l->a->in;

    if (l->n_events == 0)
        return;
    in->imposed = calloc(l->n_events, sizeof *in->imposed);
    if (in->imposed == NULL) {
        load_no_memory(l);
        return;
    }
    for (size_t k = 0; k < l->n_events; k++) {
        in->imposed[k].number = (uint32_t)k;
        in->imposed[k].i = in->imposed[k].j = NO_STATE;
        event_read(l, l->event[k], &in->imposed[k]);
    }
    in->n_imposed = l->n_events;
    qsort(in->imposed, in->n_imposed, sizeof *in->imposed, by_week);
}
