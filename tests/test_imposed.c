/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_imposed.c - what a scenario makes happen does what it says, in its week
 * and not before. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "support/near.h"
#include "support/worlds.h"

/* Three states in anarchy: rows by code. */
enum { XAA, XBB, XCC };

static struct arm a, none;
static struct world w, plain;

static int
load(void **state)
{
    (void)state;
    worlds_load(&a, "lessons/world@convention+agency", NULL);
    worlds_load(&none, "lessons/world@convention+agency", NULL);
    return 0;
}

static int
unload(void **state)
{
    (void)state;
    arm_free(&a);
    arm_free(&none);
    world_free(&w);
    world_free(&plain);
    return 0;
}

/* Plays both worlds to `week`; until then they are the same. */
static void
play_to(int32_t week, const struct imposed *list, size_t n)
{
    worlds_impose(&a, list, n);
    worlds_begin(&w, &a, 2385, 3);
    worlds_begin(&plain, &none, 2385, 3);
    while (w.week < week) {
        worlds_same(&w, &plain, NULL);
        worlds_week(&w);
        worlds_week(&plain);
    }
    worlds_same(&w, &plain, NULL);
    assert_memory_equal(&w.p, &plain.p, sizeof w.p);
}

/* The event of this week's only imposed thing. */
static uint32_t
said(uint32_t number)
{
    for (uint32_t e = w.week_events; e < w.event.n; e++)
        if (w.event.kind[e] == EVENT_imposed && w.event.row[e] == number) {
            assert_int_equal(w.event.trigger[e], NOTHING);
            assert_int_equal(w.event.week[e], w.week - 1);
            return e;
        }
    fail_msg("no imposed event %u", number);
    return NOTHING;
}

static void
a_crisis_begins_and_ends_when_it_says(void **state)
{
    const struct imposed m = { .verb = IMPOSED_crisis, .week = 100, .i = XCC,
                               .j = XBB, .stakes = 7, .weeks = 9 };

    (void)state;
    play_to(100, &m, 1);
    uint32_t c = w.conflict.n;
    worlds_week(&w);
    assert_int_equal(w.conflict.n, c + 1);
    assert_false(w.conflict.is_war[c]);
    assert_int_equal(w.conflict.a[c], XBB);
    assert_int_equal(w.conflict.b[c], XCC);
    assert_int_equal(w.conflict.began[c], 100);
    assert_int_equal(w.conflict.ends[c], 109);
    assert_near(w.conflict.stakes[c], 7, 0);
    uint32_t e = w.conflict.event[c];
    assert_int_equal(w.event.kind[e], EVENT_crisis);
    assert_int_equal(w.event.trigger[e], said(0));
    for (; w.week <= 109; worlds_week(&w)) {
        assert_int_equal(w.dyad.conflict[dyad_of(&w, XBB, XCC)], c);
        assert_int_equal(w.dyad.conflict[dyad_of(&w, XCC, XBB)], c);
    }
    assert_int_equal(w.dyad.conflict[dyad_of(&w, XBB, XCC)], -1);
    assert_int_equal(w.dyad.conflict[dyad_of(&w, XCC, XBB)], -1);
}

static void
a_second_crisis_of_a_pair_is_only_logged(void **state)
{
    const struct imposed m[] = {
        { .verb = IMPOSED_crisis, .number = 0, .week = 100, .i = XBB, .j = XCC,
          .stakes = 7, .weeks = 9 },
        { .verb = IMPOSED_crisis, .number = 1, .week = 100, .i = XCC, .j = XBB,
          .stakes = 2, .weeks = 3 } };

    (void)state;
    play_to(100, m, 2);
    uint32_t c = w.conflict.n;
    worlds_week(&w);
    assert_int_equal(w.conflict.n, c + 1);
    assert_near(w.conflict.stakes[c], 7, 0);
    said(0);
    said(1);
}

static void
an_operation_is_launched_as_it_says(void **state)
{
    const struct imposed m = { .verb = IMPOSED_operation, .week = 50, .i = XAA,
        .j = XCC, .kind = KIND_destruction, .sector = SECTOR_infrastructure,
        .severity = 7 };

    (void)state;
    play_to(50, &m, 1);
    worlds_week(&w);
    uint32_t o = w.operation.n - 1;             /* the last of its week      */
    assert_int_equal(w.operation.launched[o], 50);
    assert_int_equal(w.operation.origin[o], ORIGIN_imposed);
    assert_int_equal(w.operation.initiator[o], XAA);
    assert_int_equal(w.operation.target[o], XCC);
    assert_int_equal(w.operation.kind[o], KIND_destruction);
    assert_int_equal(w.operation.sector[o], SECTOR_infrastructure);
    assert_int_equal(w.operation.executor[o], EXECUTOR_own);
    assert_int_equal(w.operation.severity[o], 7);
    assert_true(w.operation.breach[o]);
    assert_near(w.operation.act_chance[o], 1, 0);
    assert_int_equal(w.operation.parent[o], said(0));
    assert_true(w.operation.key[o] == entity_imposed(0));
    uint32_t v = w.operation.first_victim[o];
    assert_int_equal(w.victim.state[v], XCC);
    assert_int_equal(w.victim.operation[v], o);
}

/* Every severity that can be imposed. */
static void
an_imposed_severity_is_kept(void **state)
{
    (void)state;
    for (int s = 1; s <= 8; s++) {
        const struct imposed m = { .verb = IMPOSED_operation, .week = 2,
            .i = XAA, .j = XBB, .kind = KIND_espionage,
            .sector = SECTOR_military, .severity = s };
        play_to(2, &m, 1);
        worlds_week(&w);
        assert_int_equal(w.operation.severity[w.operation.n - 1], s);
    }
}

static void
a_set_changes_one_parameter_from_its_week(void **state)
{
    const struct imposed m[] = {
        { .verb = IMPOSED_set, .week = 30, .value = 20,
          .cell = param_find("politics.crisis_rate") },
        { .verb = IMPOSED_set, .number = 1, .week = 30, .value = 0.25,
          .cell = param_find("decision.gain.disruption") } };
    struct params want;

    (void)state;
    play_to(30, m, 2);
    want = w.p;
    want.politics.crisis_rate = 20;
    want.decision.gain[KIND_disruption] = 0.25;
    worlds_week(&w);
    assert_memory_equal(&w.p, &want, sizeof want);
    said(0);
    said(1);
    uint32_t crises = w.conflict.n;
    while (w.week < 82)                         /* rate 20 a year: certain   */
        worlds_week(&w);
    assert_true(w.conflict.n > crises);
    assert_memory_equal(&w.p, &want, sizeof want);
    /* The inputs, which other runs share, have not changed. */
    assert_near(a.in.params.politics.crisis_rate, 0.1, 0);
}

/* The treaty's clause on entry wants 52 weeks of notice. */
static void
a_member_is_out_after_its_notice(void **state)
{
    const struct imposed m = { .verb = IMPOSED_leave, .week = 100, .i = XAA };

    (void)state;
    play_to(100, &m, 1);
    worlds_week(&w);
    said(0);
    while (w.week < 152)
        worlds_week(&w);
    assert_true(w.state.member[XAA] && w.state.party[XAA]);
    worlds_week(&w);
    assert_false(w.state.member[XAA] || w.state.party[XAA]);
    assert_true(w.state.member[XBB]);
    assert_true(w.state.member[XCC]);
}

/* Rows of events move by the one that is logged. */
static bool
is_of_events(enum column c)
{
    return column_table[c].table == TABLE_event
        || strcmp(column_table[c].unit, "event") == 0;
}

/* The treaty is in force from week 45. */
static void
leaving_what_is_not_in_force_changes_nothing_but_the_log(void **state)
{
    const struct imposed m = { .verb = IMPOSED_leave, .week = 44, .i = XAA };

    (void)state;
    play_to(44, &m, 1);
    worlds_week(&w);
    worlds_week(&plain);
    said(0);
    while (w.week < 520) {
        worlds_same(&w, &plain, is_of_events);
        assert_memory_equal(&w.tally, &plain.tally, sizeof w.tally);
        worlds_week(&w);
        worlds_week(&plain);
    }
    worlds_same(&w, &plain, is_of_events);
    assert_int_equal(w.event.n, plain.event.n + 1);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_crisis_begins_and_ends_when_it_says),
        cmocka_unit_test(a_second_crisis_of_a_pair_is_only_logged),
        cmocka_unit_test(an_operation_is_launched_as_it_says),
        cmocka_unit_test(an_imposed_severity_is_kept),
        cmocka_unit_test(a_set_changes_one_parameter_from_its_week),
        cmocka_unit_test(a_member_is_out_after_its_notice),
        cmocka_unit_test(
            leaving_what_is_not_in_force_changes_nothing_but_the_log),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
