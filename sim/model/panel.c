/* SPDX-License-Identifier: GPL-3.0-or-later */
/* panel.c - who of the panel is among those who were moved.
 *
 * The members of a group are a list by number: a move looks at the members of
 * its own group alone, and whoever is chosen goes into the list of the other
 * group in one pass.  Left out: births and deaths; the model has none. */
#include "model/panel.h"

#include <stdlib.h>
#include <string.h>

enum { GROUPS = N_HABITS * N_CONDITIONS * N_HARMED };

static uint32_t
group_of(uint32_t cell, int habit, int condition, int harmed)
{
    return cell * GROUPS + (uint32_t)((habit * N_CONDITIONS + condition)
                                      * N_HARMED + harmed);
}

/* Draws of a week are told apart by how many came before for this person. */
static double
luck(struct panel *p, uint32_t number, const struct world *w)
{
    struct person *q = &p->person[number];

    if (q->week != w->week) {
        q->week = w->week;
        q->draws = 0;
    }
    return draw_at(w->key, PURPOSE_panel, w->week, entity_person(number),
                   q->draws++);
}

/* ---- lives -------------------------------------------------------------- */

static bool
room_for_row(struct panel *p)
{
    uint32_t room = p->room < 512 ? 1024 : 2 * p->room;

    if (p->n_rows < p->room)
        return true;
    struct life_row *row = p->room < NOTHING / 2
        ? realloc(p->row, room * sizeof *row) : NULL;
    if (row == NULL) {
        p->full = true;
        return false;
    }
    p->row = row;
    p->room = room;
    return true;
}

/* A row with what the person is now. */
static void
write_row(struct panel *p, uint32_t number, int32_t week,
          enum people_step step)
{
    struct person *q = &p->person[number];
    bool touched = step == STEP_touched;

    if (!room_for_row(p))
        return;
    p->row[p->n_rows] = (struct life_row){
        .week = week, .cell = q->cell, .habit = q->habit,
        .condition = q->condition, .harmed = q->harmed,
        .worm = touched && q->worm, .step = step,
        .operation = touched ? q->operation : NOTHING, .next = NOTHING };
    if (q->first == NOTHING)
        q->first = p->n_rows;
    else
        p->row[q->last].next = p->n_rows;
    q->last = p->n_rows++;
}

/* Puts a person into a list, at or after `link`; returns where the next one
 * of a higher number may go. */
static uint32_t *
join(struct panel *p, uint32_t *link, uint32_t number)
{
    while (*link < number)
        link = &p->person[*link].next;
    p->person[number].next = *link;
    *link = number;
    return &p->person[number].next;
}

/* ---- moves -------------------------------------------------------------- */

static bool
may_leave(const struct person *q, const struct people_moved *m, int32_t week)
{
    return q->touched == week && q->operation == m->operation
           && q->worm == m->worm && q->before == m->before;
}

static void
change(struct panel *p, uint32_t number, int32_t week,
       const struct people_moved *m)
{
    struct person *q = &p->person[number];

    q->cell = m->to_cell;
    q->condition = m->to;
    q->harmed = m->now_harmed;
    if (m->step == STEP_touched) {
        q->touched = week;
        q->operation = m->operation;
        q->worm = m->worm;
        q->before = m->before;
    }
    write_row(p, number, week, m->step);
}

static void
moved(void *data, const struct world *w, const struct people_moved *m)
{
    struct panel *p = data;
    uint32_t *link = &p->first[group_of(m->cell, m->habit, m->from,
                                        m->harmed)];
    uint32_t *to = &p->first[group_of(m->to_cell, m->habit, m->to,
                                      m->now_harmed)];
    int64_t n = m->n, k = m->k;

    while (*link != NOTHING && k > 0) {
        uint32_t number = *link;
        struct person *q = &p->person[number];
        bool one_of_n = m->step != STEP_left || may_leave(q, m, w->week);
        if (!one_of_n || luck(p, number, w) * (double)n-- >= (double)k) {
            link = &q->next;
            continue;
        }
        k--;
        *link = q->next;
        to = join(p, to, number);
        change(p, number, w->week, m);
    }
}

/* ---- beginning ---------------------------------------------------------- */

int64_t
panel_people(const struct world *w)
{
    int64_t all = 0;

    for (uint32_t c = 0; c < w->cell.n; c++)
        all += (int64_t)w->cell.users[c];
    return all;
}

/* People who are not yet persons of the panel, by cell and by group. */
struct crowd {
    int64_t *cell, *group;
    int64_t all;
};

static void
place(struct panel *p, const struct world *w, uint32_t number,
      struct crowd *c)
{
    int64_t at = (int64_t)(luck(p, number, w) * (double)c->all);
    uint32_t cell = 0, group;

    while (at >= c->cell[cell])
        at -= c->cell[cell++];
    for (group = cell * GROUPS; at >= c->group[group]; group++)
        at -= c->group[group];
    c->all--;
    c->cell[cell]--;
    c->group[group]--;

    struct person *q = &p->person[number];
    uint32_t in = group % GROUPS;
    q->cell = cell;
    q->habit = (uint8_t)(in / (N_CONDITIONS * N_HARMED));
    q->condition = (uint8_t)(in / N_HARMED % N_CONDITIONS);
    q->harmed = (uint8_t)(in % N_HARMED);
    write_row(p, number, w->week, STEP_placed);
}

/* From the last to the first, so that each is put before the others. */
static void
make_lists(struct panel *p)
{
    for (uint32_t k = p->n; k-- > 0;) {
        struct person *q = &p->person[k];
        uint32_t *first = &p->first[group_of(q->cell, q->habit, q->condition,
                                             q->harmed)];
        q->next = *first;
        *first = k;
    }
}

static void
place_all(struct panel *p, const struct world *w, struct crowd *c)
{
    for (uint32_t g = 0; g < p->n_groups; g++) {
        p->first[g] = NOTHING;
        c->group[g] = w->group.people[g];
        c->cell[g / GROUPS] += w->group.people[g];
    }
    for (uint32_t k = 0; k < p->n; k++) {
        p->person[k] = (struct person){
            .touched = NEVER, .operation = NOTHING, .week = w->week,
            .first = NOTHING };
        place(p, w, k, c);
    }
    make_lists(p);
}

static int
no_room(uint32_t n, struct fault *f)
{
    return fault_set(f, FAULT_NOMEM, "--panel", 0, "no memory for %u persons",
                     n);
}

int
panel_begin(struct panel *p, struct world *w, uint32_t n, struct fault *f)
{
    struct crowd c = { .all = panel_people(w) };

    panel_free(p);
    if (n > c.all)
        return fault_set(f, FAULT_USAGE, "--panel", 0,
                         "%u persons are more than the %lld people online", n,
                         (long long)c.all);
    p->n = n;
    p->n_groups = w->group.n;
    p->person = calloc(n + 1u, sizeof *p->person);
    p->first = calloc(p->n_groups + 1u, sizeof *p->first);
    c.cell = calloc(w->cell.n + 1u, sizeof *c.cell);
    c.group = calloc(p->n_groups + 1u, sizeof *c.group);
    bool room = p->person && p->first && c.cell && c.group;
    if (room)
        place_all(p, w, &c);
    free(c.cell);
    free(c.group);
    if (!room || p->full)
        return no_room(n, f);
    w->watch = (struct people_watch){ .moved = moved, .data = p };
    return 0;
}

int
panel_end(struct panel *p, struct world *w, struct fault *f)
{
    w->watch = (struct people_watch){ .moved = NULL };
    if (p->full)
        return fault_set(f, FAULT_NOMEM, "--panel", 0,
                         "no memory for the lives of %u persons", p->n);
    return 0;
}

/* NULL: there is no memory. */
static void *
copy_of(const void *from, size_t n, size_t size)
{
    void *to = calloc(n + 1, size);

    if (to != NULL && n > 0)
        memcpy(to, from, n * size);
    return to;
}

int
panel_copy(struct panel *to, const struct panel *from, struct world *w,
           struct fault *f)
{
    panel_free(to);
    *to = *from;
    to->person = copy_of(from->person, from->n, sizeof *from->person);
    to->first = copy_of(from->first, from->n_groups, sizeof *from->first);
    to->row = copy_of(from->row, from->n_rows, sizeof *from->row);
    to->room = from->n_rows;
    w->watch = (struct people_watch){ .moved = moved, .data = to };
    return to->person && to->first && to->row ? 0 : no_room(from->n, f);
}

void
panel_free(struct panel *p)
{
    free(p->person);
    free(p->first);
    free(p->row);
    *p = (struct panel){ .n = 0 };
}
