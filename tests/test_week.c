/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_week.c - the promise of the week table: a process changes no column but
 * its own and the events, seen by hashing every column around every process.
 *
 * There is no test that visits the agents of a process in another order: rows
 * of states and pairs are in the order of natural keys by construction, those
 * of objects in the order in which they came.  What could depend on the order
 * of a file is held by row_order_of_the_tables_does_not_matter in
 * test_run.c. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "model/week.h"
#include "support/worlds.h"

/* So many operations, findings, crises and answers that every process has
 * work. */
static const char *const busy[] = {
    "world.spin_up=0", "decision.tempo=300", "politics.crisis_rate=3",
    "politics.war_chance=0.01", "attribution.public_rate=0.02",
    "attribution.truth_rate=0.05", "agency.threshold=0.6",
    "agency.capacity=0.7",
    "reaction.intercept.collective=-1", "reaction.intercept.in_kind=-1",
    "reaction.intercept.sanction=-1", "reaction.intercept.escalate=0",
    "reaction.hard_severity=3", "attribution.veto=1", NULL };

/* What has happened to each column in all the runs of this program. */
static bool written[N_COLUMNS];

/* Columns as they were: rows of each table, hash of each column. */
struct before {
    uint32_t rows[N_TABLES];
    uint64_t hash[N_COLUMNS];
};

static const unsigned char *
row_at(const struct world *w, enum column c, uint32_t row)
{
    const unsigned char *p;

    memcpy(&p, (const char *)w + column_table[c].offset, sizeof p);
    return p + row * column_table[c].size;
}

/* Of the first rows: FNV-1a, eight bytes at a time. */
static uint64_t
hash_rows(const struct world *w, enum column c, uint32_t rows)
{
    const unsigned char *p = row_at(w, c, 0), *end = row_at(w, c, rows);
    uint64_t hash = 0xcbf29ce484222325u;

    for (; p < end; p += 8) {
        uint64_t word = 0;
        memcpy(&word, p, end - p < 8 ? (size_t)(end - p) : 8);
        hash = (hash ^ word) * 0x100000001b3u;
        hash ^= hash >> 29;     /* high bytes come down                   */
    }
    return hash;
}

/* Hashing the pairs of 195 states takes most of the time. */
static bool
skipped(enum column c, bool dyads)
{
    return !dyads && column_table[c].table == TABLE_dyad;
}

static void
look(const struct world *w, struct before *b, bool dyads)
{
    for (enum table t = 0; t < N_TABLES; t++)
        b->rows[t] = world_rows(w, t);
    for (enum column c = 0; c < N_COLUMNS; c++)
        if (!skipped(c, dyads))
            b->hash[c] = hash_rows(w, c, b->rows[column_table[c].table]);
}

/* By its owner, each week, with what others wrote in its rows. */
static bool
is_emptied(enum table t)
{
    return t == TABLE_infection;
}

/* A row that another process has appended is not changed while it is zero. */
static bool
changed(const struct world *w, enum column c, const struct before *b)
{
    uint32_t rows = b->rows[column_table[c].table];
    uint32_t now = world_rows(w, column_table[c].table);

    if (now < rows || hash_rows(w, c, rows) != b->hash[c]) {
        if (!is_emptied(column_table[c].table))
            return true;
        rows = 0;
    }
    for (const unsigned char *p = row_at(w, c, rows),
         *end = row_at(w, c, now); p < end; p++)
        if (*p != 0)
            return true;
    return false;
}

static void
assert_kept(const struct world *w, const struct process *p,
            const struct before *b, bool dyads)
{
    for (enum column c = 0; c < N_COLUMNS; c++) {
        if (skipped(c, dyads) || !changed(w, c, b))
            continue;
        written[c] = true;
        if (column_table[c].writer != p->writer
            && column_table[c].writer != WRITER_event)
            fail_msg("week %d: %s wrote %s.%s", w->week, p->name,
                     column_table[c].table_name, column_table[c].name);
    }
}

/* As week_run, with eyes open. */
static void
watched_week(struct world *w, bool dyads)
{
    struct before before;
    struct fault f = { 0 };

    assert_int_equal(world_reserve(w, &f), 0);
    w->last_events = w->week_events;
    w->week_events = w->event.n;
    law_compile(&w->law, w->in->clause, w->in->n_clauses, w->week, &w->p);
    for (size_t k = 0; k < model_week_length; k++) {
        look(w, &before, dyads);
        model_week[k].run(w);
        assert_kept(w, &model_week[k], &before, dyads);
    }
    assert_int_equal(w->overflow, N_TABLES);
    w->week++;
}

/* Columns of the set-up have something in them. */
static void
note_setup(const struct world *w)
{
    for (enum column c = 0; c < N_COLUMNS; c++) {
        size_t n = world_rows(w, column_table[c].table) * column_table[c].size;
        unsigned char *p;
        memcpy(&p, (const char *)w + column_table[c].offset, sizeof p);
        for (size_t i = 0; i < n && !written[c]; i++)
            written[c] = p[i] != 0 && column_table[c].writer == WRITER_setup;
    }
}

static void
processes_write_only_their_columns(void **state)
{
    struct arm a = { 0 };
    struct world w = { 0 }, plain = { 0 };

    (void)state;
    worlds_load(&a, "lessons/world@convention+agency", busy);
    a.in.weeks = 156;
    worlds_impose(&a, (const struct imposed[]){
        { .verb = IMPOSED_operation, .number = 0, .week = 3, .i = 0, .j = 2,
          .kind = KIND_destruction, .sector = SECTOR_infrastructure,
          .severity = 7 },
        { .verb = IMPOSED_leave, .number = 1, .week = 120, .i = 1 } }, 2);
    worlds_begin(&plain, &a, 2385, 0);
    worlds_begin(&w, &a, 2385, 0);
    while (w.week < a.in.weeks) {
        watched_week(&w, true);
        worlds_week(&plain);
    }
    worlds_same(&w, &plain, NULL);      /* watched is as not watched      */
    world_free(&w);
    world_free(&plain);
    arm_free(&a);
}

/* So willing to join, and to name whom they are not sure of, that there is
 * something to judge in the year after. */
static const char *const eager[] = {
    "diplomacy.pull=6", "diplomacy.sign_rate=1", "diplomacy.ratify_rate=1",
    "diplomacy.dues_full=1", "attribution.public_rate=0.05",
    "attribution.firm_names=0.9", "attribution.threshold.government=0.6",
    NULL };

static void
processes_write_only_their_columns_in_195_states(void **state)
{
    struct arm a = { 0 };
    struct world w = { 0 };

    (void)state;
    worlds_load(&a, "world@geneva", eager);
    a.in.params.world.spin_up = 0;      /* nothing but the set-up         */
    worlds_begin(&w, &a, 2385, 0);
    note_setup(&w);
    a.in.params.world.spin_up = 260;
    worlds_begin(&w, &a, 2385, 0);
    while (w.week < 45)                 /* the treaty is in force         */
        if (w.week % 13 == 0)           /* the weeks in which states join */
            watched_week(&w, false);
        else
            worlds_week(&w);
    for (int k = 0; k < 8; k++)
        watched_week(&w, k % 4 == 0);
    while (w.week < 104)                /* what the first year was worth  */
        worlds_week(&w);
    watched_week(&w, false);
    world_free(&w);
    arm_free(&a);
}

/* Runs after those above. */
static void
every_column_is_written_by_somebody(void **state)
{
    (void)state;
    for (enum column c = 0; c < N_COLUMNS; c++)
        if (!written[c])
            print_error("%s.%s (%d)\n", column_table[c].table_name,
                        column_table[c].name, (int)column_table[c].writer);
    for (enum column c = 0; c < N_COLUMNS; c++)
        assert_true(written[c]);
}

static void
the_week_is_said_in_full(void **state)
{
    bool seen[N_WRITERS] = { false };

    (void)state;
    for (size_t k = 0; k < model_week_length; k++) {
        assert_non_null(model_week[k].run);
        assert_true(*model_week[k].name && *model_week[k].what);
        assert_false(seen[model_week[k].writer]);
        seen[model_week[k].writer] = true;
    }
    for (int k = 0; k < N_WRITERS; k++)
        assert_int_equal(seen[k], k != WRITER_setup && k != WRITER_event);
}

static void
a_week_moves_the_clock_and_compiles_the_law(void **state)
{
    struct arm a = { 0 };
    struct world w = { 0 };

    (void)state;
    worlds_load(&a, "lessons/world@agency", NULL);
    worlds_begin(&w, &a, 1, 0);
    assert_int_equal(w.week, 0);
    for (int32_t week = 0; week < 60; week++) {
        uint32_t events = w.event.n;
        worlds_week(&w);
        assert_int_equal(w.week, week + 1);
        assert_int_equal(w.week_events, events);
        /* 2018-01-01 is 321 days, 45.9 weeks, after 2017-02-14. */
        assert_int_equal(w.law.in_force[CLAUSE_agency], week >= 45);
        assert_true(w.law.agency_announced);
    }
    world_free(&w);
    arm_free(&a);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(processes_write_only_their_columns),
        cmocka_unit_test(processes_write_only_their_columns_in_195_states),
        cmocka_unit_test(every_column_is_written_by_somebody),
        cmocka_unit_test(the_week_is_said_in_full),
        cmocka_unit_test(a_week_moves_the_clock_and_compiles_the_law),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
