/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_branches.c - arms are the same until they part, and playing what they
 * share once gives the same bytes as playing each arm from its own beginning.
 *
 * The plain path is study_run with one arm: it has nobody to share with. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "record/events.h"
#include "record/people.h"
#include "study/batch.h"
#include "study/branches.h"
#include "support/worlds.h"

enum { REGIMES = 9, EXTRA = 6, ARMS = REGIMES + EXTRA, WORLDS = 2,
       PERSONS = 60, SEED = 2385 };

static const char *const regime[REGIMES] = {
    "anarchy", "norms", "convention", "agency", "accord",
    "convention+agency", "convention+accord", "agency+accord", "geneva" };
static const char *const busy[] = { "decision.tempo=100",
    "politics.crisis_rate=1", "attribution.public_rate=0.05",
    "response.takedown=1", "civilians.switching=1", "diplomacy.pull=4", NULL };

struct arms {
    struct arm arm[ARMS];
    const struct inputs *in[ARMS];
    size_t n;
};

static void
load(struct arm *a, const char *scenario, const char *with,
     const char *const *sets, int32_t weeks)
{
    char name[128];

    snprintf(name, sizeof name, "%s@%s", scenario, with);
    worlds_load(a, name, sets);
    a->in.weeks = weeks;
}

/* The nine regimes of a scenario. */
static void
load_all(struct arms *arms, const char *scenario, const char *const *sets,
         int32_t weeks)
{
    arms->n = REGIMES;
    for (size_t k = 0; k < ARMS; k++) {
        load(&arms->arm[k], scenario, regime[k % REGIMES], sets, weeks);
        arms->in[k] = &arms->arm[k].in;
    }
}

static void
free_all(struct arms *arms)
{
    for (size_t k = 0; k < ARMS; k++)
        arm_free(&arms->arm[k]);
}

static struct imposed
a_set(const char *path, int32_t week, double value)
{
    return (struct imposed){ .verb = IMPOSED_set, .week = week, .i = NO_STATE,
        .j = NO_STATE, .cell = param_find(path), .value = value };
}

/* Beside the regimes: anarchy with one event, with two, with the second of
 * them changed; norms once more; an agency with other members, and one whose
 * members choose. */
static void
load_more(struct arms *arms)
{
    struct imposed list[] = {
        a_set("attribution.public_rate", 20, 0.2),
        { .verb = IMPOSED_operation, .number = 1, .week = 70, .i = 0, .j = 1,
          .kind = KIND_disruption, .sector = SECTOR_civilians,
          .severity = 6 } };
    struct arm *a = &arms->arm[REGIMES];

    arms->n = ARMS;
    worlds_impose(&a[0], list, 1);
    for (int k = 1; k < 3; k++) {
        arm_free(&a[k]);
        load(&a[k], "lessons/world", regime[0], busy, a[0].in.weeks);
        list[1].severity++;     /* 7, then 8: the most there is */
        worlds_impose(&a[k], list, 2);
    }
    arm_free(&a[3]);
    load(&a[3], "lessons/world", regime[1], busy, a[0].in.weeks);
    arm_free(&a[4]);
    load(&a[4], "lessons/world", regime[3], busy, a[0].in.weeks);
    a[4].in.member[1] = !a[4].in.member[1];
    arm_free(&a[5]);
    load(&a[5], "lessons/world", regime[3], busy, a[0].in.weeks);
    a[5].in.members_choose = !a[5].in.members_choose;
}

/* ---- when they part ----------------------------------------------------- */

/* Plays both up to the week in which they part, each by itself. */
static void
assert_same_until_they_part(const struct inputs *a, const struct inputs *b)
{
    const struct inputs *in[2] = { a, b };
    int32_t week = inputs_part(a, b);
    struct world w[2] = { { .week = 0 }, { .week = 0 } };
    struct fault f = { 0 };

    assert_int_equal(inputs_part(b, a), week);
    if (week == PART_SPIN_UP)
        return;
    for (int k = 0; k < 2; k++) {
        assert_int_equal(model_begin(&w[k], in[k], SEED, 0, &f), 0);
        assert_int_equal(model_until(&w[k], in[k], week, &f), 0);
        assert_int_equal(w[k].week, week < a->weeks ? week : a->weeks);
    }
    worlds_same(&w[0], &w[1], NULL);
    assert_memory_equal(&w[0].tally, &w[1].tally, sizeof w[0].tally);
    assert_memory_equal(&w[0].p, &w[1].p, sizeof w[0].p);
    world_free(&w[0]);
    world_free(&w[1]);
}

static void
arms_are_the_same_until_they_part(void **state)
{
    static struct arms arms;

    (void)state;
    load_all(&arms, "lessons/world", busy, 104);
    load_more(&arms);
    for (size_t a = 0; a < ARMS; a++)
        for (size_t b = 0; b < a; b++)
            assert_same_until_they_part(arms.in[a], arms.in[b]);
    free_all(&arms);
}

/* What is announced on 2017-02-14 begins with the horizon, what is not in the
 * week of 2018-01-01. */
static void
regimes_part_where_their_clauses_begin(void **state)
{
    enum { CONVENTION = 1, AGENCY = 2, ACCORD = 4, NORMS = 8 };
    static const int has[REGIMES] = { 0, NORMS, CONVENTION, AGENCY, ACCORD,
        CONVENTION | AGENCY, CONVENTION | ACCORD, AGENCY | ACCORD,
        CONVENTION | AGENCY | ACCORD };
    static struct arms arms;

    (void)state;
    load_all(&arms, "world", NULL, 520);
    for (size_t a = 0; a < REGIMES; a++)
        for (size_t b = 0; b < REGIMES; b++) {
            int differ = has[a] ^ has[b];
            int32_t want = differ & (CONVENTION | AGENCY) ? 0
                           : differ != 0 ? 45 : WEEK_NEVER;
            assert_int_equal(inputs_part(arms.in[a], arms.in[b]), want);
        }
    free_all(&arms);
}

static void
events_part_in_the_week_of_the_first_that_differs(void **state)
{
    static struct arms arms;
    static const int32_t want[][3] = {
        { 0, 9, 20 }, { 9, 10, 70 }, { 10, 11, 70 }, { 0, 11, 20 },
        { 1, 12, WEEK_NEVER }, { 3, 13, 0 }, { 3, 14, 0 }, { 9, 13, 0 },
        { 1, 9, 20 } };

    (void)state;
    load_all(&arms, "lessons/world", busy, 104);
    load_more(&arms);
    for (size_t k = 0; k < sizeof want / sizeof *want; k++)
        assert_int_equal(inputs_part(arms.in[want[k][0]],
                                     arms.in[want[k][1]]), want[k][2]);
    /* In the spin-up nothing may be imposed; if it is, nothing is shared. */
    arms.arm[9].in.imposed[0].week = -1;
    assert_int_equal(inputs_part(arms.in[0], arms.in[9]), PART_SPIN_UP);
    free_all(&arms);
}

/* A clause of each kind from week 30 on, announced in week 20, and the same
 * with one lever changed. */
static void
a_lever_parts_where_its_clause_begins(void **state)
{
    static struct arm a, b;
    static const char *const few[] = { "world.spin_up=10",
                                       "decision.tempo=100", NULL };

    (void)state;
    load(&a, "lessons/world", "anarchy", few, 60);
    load(&b, "lessons/world", "anarchy", few, 60);
    for (size_t r = 0; r < param_count; r++) {
        const struct param_info *info = &param_table[r];
        if (!info->lever)
            continue;
        for (size_t i = 0; i < info->n; i++) {
            struct clause c = { .announced = 20, .from = 30,
                                .until = WEEK_NEVER };
            bool early = strcmp(info->section, "agency") == 0
                         || strcmp(info->name, "binding") == 0;
            c.kind = (enum clause_kind)clause_find(info->section);
            levers_defaults(&c.levers);
            worlds_clauses(&a, &c, 1);
            double *x = (double *)((char *)&c.levers + info->offset) + i;
            *x = *x == info->max ? info->min : info->max;
            worlds_clauses(&b, &c, 1);
            assert_int_equal(inputs_part(&a.in, &b.in), early ? 20 : 30);
            assert_same_until_they_part(&a.in, &b.in);
        }
    }
    arm_free(&a);
    arm_free(&b);
}

/* One byte of any field counts, but for those of which another test says when
 * they begin. */
static void
a_field_that_nobody_looked_at_counts_from_the_beginning(void **state)
{
    static const size_t known[][2] = {
#define FIELD(name) { offsetof(struct inputs, name),                           \
                      sizeof ((struct inputs *)0)->name }
        FIELD(tables), FIELD(clause), FIELD(n_clauses), FIELD(imposed),
        FIELD(n_imposed), FIELD(members_choose), FIELD(member)
#undef FIELD
    };
    struct arm a;

    (void)state;
    load(&a, "lessons/world", "geneva", NULL, 104);
    struct inputs b = a.in;
    for (size_t at = 0; at < sizeof b; at++) {
        bool skip = false;
        for (size_t k = 0; k < sizeof known / sizeof *known; k++)
            skip = skip || at - known[k][0] < known[k][1];
        if (skip)
            continue;
        memcpy(&b, &a.in, sizeof b);
        ((unsigned char *)&b)[at] ^= 1;
        if (inputs_part(&a.in, &b) != PART_SPIN_UP)
            fail_msg("byte %zu of the inputs does not count", at);
    }
    arm_free(&a);
}

/* ---- the tree ----------------------------------------------------------- */

static void
assert_tree(const struct arms *arms, size_t n_worlds, int64_t saved)
{
    struct branches t;
    struct fault f = { 0 };
    int64_t weeks = 0;

    assert_int_equal(branches_init(&t, arms->in, arms->n, &f), 0);
    for (size_t i = 0; i < t.n; i++)
        for (size_t k = i + 1; k < t.n; k++)
            assert_int_equal(branches_part(&t, i, k + 1),
                             inputs_part(arms->in[t.arm[i]],
                                         arms->in[t.arm[k]]));
    for (size_t i = 1; i < t.n; i++) {
        int32_t part = t.parts[i], end = arms->in[0]->weeks;
        weeks += part == PART_SPIN_UP ? 0 : part < end ? part : end;
    }
    assert_int_equal(t.n_worlds, n_worlds);
    assert_int_equal(weeks, saved);
    branches_free(&t);
}

static void
impose(struct arms *arms, size_t k, const struct imposed *list, size_t n)
{
    arm_free(&arms->arm[k]);
    load(&arms->arm[k], "lessons/world", "anarchy", NULL, 104);
    worlds_impose(&arms->arm[k], list, n);
}

/* A chain, of which one arm after another leaves the others, takes two worlds,
 * and only a fork into halves takes one more. */
static void
a_tree_holds_the_arms_in_few_worlds(void **state)
{
    static struct arms arms;

    (void)state;
    load_all(&arms, "lessons/world", NULL, 104);
    assert_tree(&arms, 3, 5 * 45);
    for (size_t k = 0; k < ARMS; k++) {
        const struct imposed e = a_set("attribution.public_rate",
                                       (int32_t)k, 0.1);
        impose(&arms, k, &e, 1);
    }
    arms.n = 10;
    assert_tree(&arms, 2, 36);
    for (size_t k = 0; k < 8; k++) {
        struct imposed bits[3];
        for (size_t i = 0; i < 3; i++)
            bits[i] = a_set("attribution.public_rate", (int32_t)i,
                            k >> (2 - i) & 1 ? 0.1 : 0.2);
        impose(&arms, k, bits, 3);
    }
    arms.n = 8;
    assert_tree(&arms, 4, 2 + 1 + 2 + 0 + 2 + 1 + 2);
    arms.n = 1;
    assert_tree(&arms, 1, 0);
    free_all(&arms);
}

/* ---- the same bytes ----------------------------------------------------- */

struct result {
    struct outcomes out[WORLDS * ARMS];
    unsigned char ok[WORLDS * ARMS];
    char *events, *people;
};

static int
say_events(void *data, FILE *to, const struct world *w, size_t arm,
           uint32_t replicate, struct fault *f)
{
    const size_t *first = data;

    return events_write(to, w, regime[(*first + arm) % REGIMES], 0, replicate,
                        f);
}

static int
say_people(void *data, FILE *to, const struct world *w, const struct panel *p,
           size_t arm, uint32_t replicate, struct fault *f)
{
    const size_t *first = data;

    (void)f;
    people_write(to, w, p, regime[(*first + arm) % REGIMES],
                 (const uint32_t[2]){ 0, replicate });
    return 0;
}

/* Arms first .. first + n - 1 of one world or more. */
static void
play(const struct arms *arms, size_t first, size_t n, uint32_t world,
     uint32_t n_worlds, struct result *r)
{
    size_t size[2];
    struct fault f = { 0 };
    struct study_plan plan = { .arm = &arms->in[first], .n_arms = n,
        .seed = SEED, .first = world, .n_replicates = n_worlds,
        .n_threads = 2, .rows = say_events, .rows_data = &first,
        .n_panel = PERSONS, .lives = say_people };

    plan.rows_to = open_memstream(&r->events, &size[0]);
    plan.lives_to = open_memstream(&r->people, &size[1]);
    assert_true(plan.rows_to && plan.lives_to);
    if (study_run(&plan, r->out, r->ok, &f) != 0)
        fail_msg("%s", f.text);
    assert_int_equal(fclose(plan.rows_to), 0);
    assert_int_equal(fclose(plan.lives_to), 0);
}

/* `at` goes on by what is there of `want`. */
static void
assert_begins(const char **at, const char *want)
{
    size_t n = strlen(want);

    assert_true(n > 0);
    assert_memory_equal(*at, want, n);
    *at += n;
}

static void
assert_sharing_changes_nothing(const struct arms *arms)
{
    static struct result all, one;

    play(arms, 0, arms->n, 3, WORLDS, &all);
    const char *events = all.events, *people = all.people;
    for (uint32_t k = 0; k < WORLDS; k++)
        for (size_t a = 0; a < arms->n; a++) {
            size_t run = k * arms->n + a;
            play(arms, a, 1, 3 + k, 1, &one);
            worlds_same_outcomes(&all.out[run], &one.out[0], NULL);
            assert_true(all.ok[run] && one.ok[0]);
            assert_begins(&events, one.events);
            assert_begins(&people, one.people);
            free(one.events);
            free(one.people);
        }
    assert_string_equal(events, "");
    assert_string_equal(people, "");
    free(all.events);
    free(all.people);
}

static void
sharing_changes_no_byte(void **state)
{
    static struct arms arms;

    (void)state;
    load_all(&arms, "lessons/world", busy, 520);
    load_more(&arms);
    assert_sharing_changes_nothing(&arms);
    free_all(&arms);
}

static void
sharing_changes_no_byte_of_the_shipped_worlds(void **state)
{
    static const char *const scenario[] = { "world", "bound", "tense" };
    static const char *const set[] = { "world.spin_up=26",
                                       "attribution.public_rate=0.02", NULL };
    static struct arms arms;

    (void)state;
    for (size_t s = 0; s < sizeof scenario / sizeof *scenario; s++) {
        load_all(&arms, scenario[s], set, 60);
        assert_sharing_changes_nothing(&arms);
        free_all(&arms);
    }
}

/* More is imposed in one week than there can be room for. */
static void
a_week_that_fails_fails_for_all_that_share_it(void **state)
{
    enum { MANY = 20000, FOUR = 4 };
    static struct imposed list[MANY];
    static struct arms arms;
    static struct result r;
    struct fault f = { 0 };

    (void)state;
    load_all(&arms, "lessons/world", NULL, 104);
    for (uint32_t k = 0; k < MANY; k++)
        list[k] = (struct imposed){ .verb = IMPOSED_operation, .number = k,
            .week = 10, .i = 0, .j = 1, .kind = KIND_disruption,
            .sector = SECTOR_civilians, .severity = 2 };
    worlds_impose(&arms.arm[0], list, MANY);
    worlds_impose(&arms.arm[1], list, MANY);
    assert_int_equal(inputs_part(arms.in[0], arms.in[1]), 45);
    const struct study_plan plan = { .arm = arms.in, .n_arms = FOUR,
        .seed = SEED, .n_replicates = WORLDS, .n_threads = 1 };
    assert_int_equal(study_run(&plan, r.out, r.ok, &f), FAULT_RUN);
    assert_non_null(strstr(f.text, "week 10"));
    for (size_t run = 0; run < WORLDS * FOUR; run++)
        assert_int_equal(r.ok[run], run % FOUR >= 2);
    free_all(&arms);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arms_are_the_same_until_they_part),
        cmocka_unit_test(regimes_part_where_their_clauses_begin),
        cmocka_unit_test(events_part_in_the_week_of_the_first_that_differs),
        cmocka_unit_test(a_lever_parts_where_its_clause_begins),
        cmocka_unit_test(
            a_field_that_nobody_looked_at_counts_from_the_beginning),
        cmocka_unit_test(a_tree_holds_the_arms_in_few_worlds),
        cmocka_unit_test(sharing_changes_no_byte),
        cmocka_unit_test(sharing_changes_no_byte_of_the_shipped_worlds),
        cmocka_unit_test(a_week_that_fails_fails_for_all_that_share_it),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
