/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scenario.c - the keys of a scenario and its parents, all but events.
 *
 * A file holds only what differs from its parent, so the chain is applied from
 * the oldest down. */
#include "input/load.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

/* ---- keys --------------------------------------------------------------- */

static const char *const file_keys[WORLD_FILES] = {
    "states", "pairs", "ecosystems", "firms"
};

int
world_file_of(const char *section, const char *key)
{
    if (strcmp(section, "world") != 0)
        return -1;
    for (int k = 0; k < WORLD_FILES; k++)
        if (strcmp(file_keys[k], key) == 0)
            return k;
    return -1;
}

/* `world` holds both the four files and the parameters of that section. */
static void
apply_world(struct load *l, const struct node *world)
{
    section_read(l, world, false, &l->a->in.params);
    if (world->kind != NODE_MAPPING)
        return;
    for (const struct node *c = world->first; c; c = c->next) {
        int k = world_file_of("world", c->key->text);
        if (k >= 0 && load_scalar(l, c, "the name of a CSV file"))
            l->world_file[k] = c;
    }
}

static void
add_events(struct load *l, const struct node *list)
{
    if (!load_list(l, list, "events: [{at: DATE, crisis: [A, B], ...}, ...]"))
        return;
    const struct node **event = realloc(l->event,
        (l->n_events + list->n + 1) * sizeof *event);
    if (event == NULL) {
        load_no_memory(l);
        return;
    }
    l->event = event;
    for (const struct node *c = list->first; c; c = c->next)
        l->event[l->n_events++] = c;
}

static void
apply_events(struct load *l, const struct node *list)
{
    l->n_events = 0;
    add_events(l, list);
}

static void
apply_title(struct load *l, const struct node *n)
{
    load_title(l, n, l->a->title);
}

static void apply_start(struct load *l, const struct node *n)
{
    l->start = n;
}

static void apply_years(struct load *l, const struct node *n)
{
    l->years = n;
}

static void apply_regime(struct load *l, const struct node *n)
{
    l->regime_name = n;
}

static void apply_members(struct load *l, const struct node *n)
{
    l->members = n;
}

/* Read when the chain was made, or (states) when the tables are there. */
static void
apply_nothing(struct load *l, const struct node *n)
{
    (void)l;
    (void)n;
}

struct key {
    const char *name;
    void (*apply)(struct load *l, const struct node *value);
};

static const struct key keys[] = {
    { "title", apply_title },   { "inherits", apply_nothing },
    { "start", apply_start },   { "years", apply_years },
    { "regime", apply_regime }, { "members", apply_members },
    { "world", apply_world },   { "states", apply_nothing },
    { "events", apply_events }, { "events+", add_events },
};
enum { N_KEYS = sizeof keys / sizeof *keys };

static void
refuse_key(struct load *l, const struct node *value)
{
    const char *known[N_KEYS + 64];
    const char *dot = strchr(value->key->text, '.');
    size_t n = 0;
    char hint[FAULT_TEXT], path[96];

    if (dot && param_find(value->key->text).info) {
        snprintf(hint, sizeof hint, "in a file: %.*s: {%.60s: ...}",
                 (int)(dot - value->key->text), value->key->text, dot + 1);
        load_refuse(l, value->key, hint, "unknown key '%.60s'",
                    value->key->text);
        return;
    }
    if (section_exists(value->key->text, true)) {
        snprintf(hint, sizeof hint, "write it in a regime, or --set "
                 "%.60s.NAME=X under one", value->key->text);
        load_refuse(l, value->key, hint, "'%.60s' is a clause of a regime, "
                    "not a part of a scenario", value->key->text);
        return;
    }
    if (param_anywhere(value->key->text, path, sizeof path)) {
        snprintf(hint, sizeof hint, "did you mean %s? %.*s: {%.60s: ...}, or "
                 "on a line of its own, indented, below %.*s:", path,
                 (int)strcspn(path, "."), path, value->key->text,
                 (int)strcspn(path, "."), path);
        load_refuse(l, value->key, hint, "unknown key '%.60s'",
                    value->key->text);
        return;
    }
    for (size_t k = 0; k < N_KEYS; k++)
        known[n++] = keys[k].name;
    for (size_t r = 0; r < param_count && n < N_KEYS + 64; r++)
        if (!param_table[r].lever && strcmp(known[n - 1],
                                            param_table[r].section) != 0
            && strcmp("world", param_table[r].section) != 0)
            known[n++] = param_table[r].section;
    load_unknown(l, value, "", known, n);
}

static void
apply_file(struct load *l, const struct node *root)
{
    const struct node *all = node_at(root, "events");
    const struct node *more = node_at(root, "events+");

    if (all && more)
        load_refuse(l, more->key, "move its items to events",
                    "events+ adds to what events replaces");
    for (const struct node *c = root->first; c; c = c->next) {
        size_t k = 0;
        while (k < N_KEYS && strcmp(keys[k].name, c->key->text) != 0)
            k++;
        if (k < N_KEYS)
            keys[k].apply(l, c);
        else if (section_exists(c->key->text, false))
            section_read(l, c, false, &l->a->in.params);
        else
            refuse_key(l, c);
    }
}

void
scenario_apply(struct load *l)
{
    for (size_t k = l->n_chain; k-- > 0;)
        if (l->chain[k].doc.root)
            apply_file(l, l->chain[k].doc.root);
}

/* ---- start, years ------------------------------------------------------- */

void
scenario_calendar(struct load *l)
{
    struct inputs *in = &l->a->in;
    if (l->start)
        load_date(l, l->start, &in->start);
    else
        load_missing(l, "start: 2017-02-14, or inherit world.yaml",
                     "'start' is missing");
    if (l->years == NULL)
        load_missing(l, "years: 10, or inherit world.yaml",
                     "'years' is missing");
    else
        in->weeks = load_years(l, l->years);
}

/* ---- members ------------------------------------------------------------ */

static void
member_add(struct load *l, const struct node *n)
{
    state_id id;

    if (!load_state(l, n, &id))
        return;
    if (l->a->in.member[id])
        load_refuse(l, n, "", "state '%s' stands twice", n->text);
    l->a->in.member[id] = true;
}

void
scenario_members(struct load *l)
{
    const struct node *n = l->members;
    const char *hint = "members: choose, all, or a list [USA, FRA, ...]";

    if (n == NULL)
        return;
    if (n->kind == NODE_SEQUENCE) {
        for (const struct node *c = n->first; c; c = c->next)
            member_add(l, c);
        return;
    }
    if (!load_scalar(l, n, hint))
        return;
    if (strcmp(n->text, "choose") == 0) {
        l->a->in.members_choose = true;
        return;
    }
    if (strcmp(n->text, "all") != 0) {
        load_refuse(l, n, hint, "members cannot be '%.60s'", n->text);
        return;
    }
    for (uint32_t i = 0; i < l->a->in.tables.n_states; i++)
        l->a->in.member[i] = true;
}

/* ---- overrides of the states table -------------------------------------- */

struct fact {
    const char *name;
    size_t offset;
    double min, max;
};

static const struct fact facts[] = {
#define X(name, min, max, ...) \
    { #name, offsetof(struct state_facts, name), min, max },
    STATE_FACT_LIST(X)
#undef X
    { "defence", offsetof(struct state_facts, defence), 0, 1 },
    { "openness", offsetof(struct state_facts, openness), 0, 1 },
};
enum { N_FACTS = sizeof facts / sizeof *facts };

static void
override_cell(struct load *l, struct state_facts *state,
              const struct node *value)
{
    const char *known[N_FACTS + 1];
    int bloc;

    for (size_t k = 0; k < N_FACTS; k++) {
        if (strcmp(facts[k].name, value->key->text) == 0) {
            load_number(l, value, facts[k].min, facts[k].max,
                        (double *)((char *)state + facts[k].offset));
            return;
        }
        known[k] = facts[k].name;
    }
    known[N_FACTS] = "bloc";
    if (strcmp(value->key->text, "bloc") != 0)
        load_unknown(l, value, state->text, known, N_FACTS + 1);
    else if (load_word(l, value, LIST_bloc, &bloc))
        state->bloc = (uint8_t)bloc;
}

static void
override_state(struct load *l, const struct node *value)
{
    state_id id;

    if (!load_state(l, value->key, &id)
        || !load_mapping(l, value, "FRA: {defence: 0.7}"))
        return;
    for (const struct node *c = value->first; c; c = c->next)
        override_cell(l, &l->a->in.tables.state[id], c);
}

void
scenario_states(struct load *l)
{
    for (size_t k = l->n_chain; k-- > 0;) {
        const struct node *n = node_at(l->chain[k].doc.root, "states");
        if (n == NULL || !load_mapping(l, n, "states: {FRA: {defence: 0.7}}"))
            continue;
        for (const struct node *c = n->first; c; c = c->next)
            override_state(l, c);
    }
}
