/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_world.c - memory of the columns: none is forgotten by allocation, copy,
 * hash or cut.  All of it is made from columns.def, so each test goes over all
 * columns of a world in which every table has rows. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "model/week.h"
#include "support/worlds.h"

/* 13 times the tempo of the lessons, so that every table comes into use. */
static const char *const busy[] = { "decision.tempo=300",
                                    "politics.crisis_rate=1", NULL };

static unsigned char *
bytes_of(const struct world *w, enum column c)
{
    void *p;

    memcpy(&p, (const char *)w + column_table[c].offset, sizeof p);
    return p;
}

static void
busy_world(struct arm *a, struct world *w, int32_t weeks)
{
    struct outcomes out;

    worlds_load(a, "lessons/world@convention+agency", busy);
    a->in.weeks = weeks;
    worlds_run(w, a, 2385, 1, &out);
}

static void
every_table_and_column_says_what_it_is(void **state)
{
    (void)state;
    for (enum column c = 0; c < N_COLUMNS; c++) {
        const struct column_info *info = &column_table[c];
        assert_true(info->table < N_TABLES && info->writer < N_WRITERS);
        assert_true(info->size > 0 && *info->name && *info->meaning);
        for (enum column k = 0; k < c; k++)
            assert_false(column_table[k].table == info->table
                         && strcmp(column_table[k].name, info->name) == 0);
        for (enum column k = 0; k < c; k++)
            assert_true(column_table[k].offset != info->offset);
    }
}

static void
every_column_is_hashed_to_its_last_byte(void **state)
{
    struct arm a = { 0 };
    struct world w = { 0 };

    (void)state;
    busy_world(&a, &w, 104);
    for (enum column c = 0; c < N_COLUMNS; c++) {
        uint32_t n = world_rows(&w, column_table[c].table);
        size_t last = n * column_table[c].size - 1;
        uint64_t all = world_hash(&w), own = world_hash_column(&w, c);
        unsigned char *p = bytes_of(&w, c);
        if (n == 0)
            continue;           /* lists of the week may be empty today  */
        for (size_t at = 0; at <= last; at += last ? last : 1) {
            p[at] ^= 1;
            assert_true(world_hash_column(&w, c) != own);
            assert_true(world_hash(&w) != all);
            p[at] ^= 1;
        }
        assert_true(world_hash(&w) == all);
    }
    world_free(&w);
    arm_free(&a);
}

static bool
all_zero(const unsigned char *p, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (p[i] != 0)
            return false;
    return true;
}

/* Rows from n to the end of those that were touched. */
static void
assert_rest_is_zero(const struct world *w)
{
#define TABLE(table, what)
#define COLUMN(table, type, column, width, ...)                                \
    if (!all_zero((const unsigned char *)(w->table.column                      \
                  + (size_t)w->table.n * (width)),                             \
                  ((size_t)w->table.clean - w->table.n) * (width)              \
                  * sizeof(type)))                                             \
        fail_msg("%s.%s is not zero behind its rows", #table, #column);
#define END_TABLE(table)
#include "world/columns.def"
#undef TABLE
#undef COLUMN
#undef END_TABLE
}

static void
assert_copied(struct world *to, const struct world *from)
{
    struct fault f = { 0 };

    assert_int_equal(world_copy(to, from, &f), 0);
    worlds_same(to, from, NULL);
    assert_true(world_hash(to) == world_hash(from));
    assert_rest_is_zero(to);
    for (enum table t = 0; t < N_TABLES; t++)
        assert_int_equal(world_rows(to, t), world_rows(from, t));
    for (enum column c = 0; c < N_COLUMNS; c++)
        assert_true(bytes_of(to, c) != bytes_of(from, c));
    assert_ptr_equal(to->in, from->in);
    assert_memory_equal(&to->p, &from->p, sizeof from->p);
    assert_memory_equal(&to->tally, &from->tally, sizeof from->tally);
    assert_int_equal(to->week, from->week);
    assert_memory_equal(to->keep_power, from->keep_power,
                        from->n_keep * sizeof *from->keep_power);
}

static void
a_copy_has_every_column_and_its_own_memory(void **state)
{
    struct arm a = { 0 }, large = { 0 };
    struct world w = { 0 }, small = { 0 }, other = { 0 }, fresh = { 0 };

    (void)state;
    busy_world(&a, &w, 104);
    assert_copied(&fresh, &w);
    worlds_load(&large, "world@anarchy",
                (const char *const[]){ "world.spin_up=20", NULL });
    worlds_begin(&other, &large, 1, 0);         /* larger in most tables */
    worlds_begin(&small, &a, 1, 0);             /* smaller               */
    assert_copied(&small, &w);
    assert_copied(&w, &other);
    assert_copied(&other, &small);
    world_free(&fresh);
    world_free(&small);
    world_free(&other);
    world_free(&w);
    arm_free(&a);
    arm_free(&large);
}

static void
a_copy_goes_on_as_the_original(void **state)
{
    struct arm a = { 0 };
    struct world w = { 0 }, copy = { 0 };
    struct fault f = { 0 };

    (void)state;
    worlds_load(&a, "lessons/world@convention+agency", busy);
    worlds_begin(&w, &a, 2385, 2);
    while (w.week < 130)
        worlds_week(&w);
    assert_int_equal(world_copy(&copy, &w, &f), 0);
    while (w.week < 260) {
        worlds_week(&w);
        worlds_week(&copy);
        worlds_same(&w, &copy, NULL);
    }
    assert_memory_equal(&w.tally, &copy.tally, sizeof w.tally);
    world_free(&w);
    world_free(&copy);
    arm_free(&a);
}

static void
a_used_world_begins_as_a_fresh_one(void **state)
{
    struct arm a = { 0 }, large = { 0 };
    struct world used = { 0 }, fresh = { 0 };

    (void)state;
    worlds_load(&large, "world@anarchy",
                (const char *const[]){ "world.spin_up=20", NULL });
    worlds_begin(&used, &large, 3, 0);
    worlds_load(&a, "lessons/world@anarchy", busy);
    worlds_begin(&used, &a, 7, 0);
    worlds_begin(&fresh, &a, 7, 0);
    worlds_same(&used, &fresh, NULL);
    world_free(&used);
    world_free(&fresh);
    arm_free(&a);
    arm_free(&large);
}

static void
free_is_safe_on_a_zeroed_and_a_freed_world(void **state)
{
    struct world w = { 0 };
    struct fault f = { 0 };

    (void)state;
    world_free(&w);
    assert_int_equal(world_table_start(&w, TABLE_state, 3, &f), 0);
    world_free(&w);
    world_free(&w);
    for (enum table t = 0; t < N_TABLES; t++)
        assert_int_equal(world_rows(&w, t), 0);
}

static void
a_started_table_is_zero_and_as_long_as_asked(void **state)
{
    struct world w = { 0 };
    struct fault f = { 0 };

    (void)state;
    for (enum table t = 0; t < N_TABLES; t++) {
        assert_int_equal(world_table_start(&w, t, 7, &f), 0);
        for (enum column c = 0; c < N_COLUMNS; c++)
            if (column_table[c].table == t)
                memset(bytes_of(&w, c), 0xa5, 7 * column_table[c].size);
        assert_int_equal(world_table_start(&w, t, 5, &f), 0);
        assert_int_equal(world_rows(&w, t), 5);
        for (enum column c = 0; c < N_COLUMNS; c++)
            if (column_table[c].table == t)
                assert_true(all_zero(bytes_of(&w, c),
                                     7 * column_table[c].size));
    }
    world_free(&w);
}

static void
append_without_room_marks_overflow(void **state)
{
    struct world w = { .overflow = N_TABLES };
    struct fault f = { 0 };

    (void)state;
    assert_int_equal(world_table_start(&w, TABLE_reply, 3, &f), 0);
    world_rows_cut(&w, TABLE_reply, 1);
    assert_int_equal(world_append(&w, TABLE_reply), 1);
    assert_int_equal(world_append(&w, TABLE_reply), 2);
    assert_int_equal(w.overflow, N_TABLES);
    assert_int_equal(world_append(&w, TABLE_reply), 2);
    assert_int_equal(w.overflow, TABLE_reply);
    assert_int_equal(world_rows(&w, TABLE_reply), 3);
    world_free(&w);
}

static void
rows_that_are_cut_become_zero(void **state)
{
    struct arm a = { 0 };
    struct world w = { 0 };

    (void)state;
    busy_world(&a, &w, 52);
    for (enum table t = 0; t < N_TABLES; t++) {
        uint32_t n = world_rows(&w, t);
        world_rows_cut(&w, t, n / 2);
        assert_int_equal(world_rows(&w, t), n / 2);
    }
    assert_rest_is_zero(&w);
    world_free(&w);
    arm_free(&a);
}

static void
a_week_without_room_fails_the_run(void **state)
{
    struct arm a = { 0 };
    struct world w = { 0 };
    struct fault f = { 0 };
    struct outcomes out;

    (void)state;
    worlds_load(&a, "lessons/world@anarchy", busy);
    worlds_begin(&w, &a, 1, 0);
    w.derived.room = 0;
    assert_int_equal(model_finish(&w, &a.in, &out, &f), FAULT_RUN);
    assert_non_null(strstr(f.text, "week"));
    assert_true(w.overflow != N_TABLES);
    /* It can be begun again. */
    worlds_run(&w, &a, 1, 0, &out);
    world_free(&w);
    arm_free(&a);
}

static void
reserving_keeps_what_is_there(void **state)
{
    struct arm a = { 0 };
    struct world w = { 0 };
    struct fault f = { 0 };

    (void)state;
    worlds_load(&a, "lessons/world@anarchy", busy);
    worlds_begin(&w, &a, 1, 0);
    uint64_t hash = world_hash(&w);
    w.derived.room = 3000;
    assert_int_equal(world_reserve(&w, &f), 0);
    assert_true(world_hash(&w) == hash);
    assert_true(w.operation.capacity >= w.operation.n + 3000);
    assert_true(w.victim.capacity >= w.victim.n + 12 * 3000);
    assert_rest_is_zero(&w);
    world_free(&w);
    arm_free(&a);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_table_and_column_says_what_it_is),
        cmocka_unit_test(every_column_is_hashed_to_its_last_byte),
        cmocka_unit_test(a_copy_has_every_column_and_its_own_memory),
        cmocka_unit_test(a_copy_goes_on_as_the_original),
        cmocka_unit_test(a_used_world_begins_as_a_fresh_one),
        cmocka_unit_test(free_is_safe_on_a_zeroed_and_a_freed_world),
        cmocka_unit_test(a_started_table_is_zero_and_as_long_as_asked),
        cmocka_unit_test(append_without_room_marks_overflow),
        cmocka_unit_test(rows_that_are_cut_become_zero),
        cmocka_unit_test(a_week_without_room_fails_the_run),
        cmocka_unit_test(reserving_keeps_what_is_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
