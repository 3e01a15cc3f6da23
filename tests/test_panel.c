/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_panel.c - a panel only observes, and its persons live as the people of
 * the model do.  A panel of everybody has to be the counts themselves, group
 * by group and week by week.  Chi-squares at 1e-4, seeds fixed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/panel.h"
#include "model/verify.h"
#include "process/process.h"
#include "support/hand.h"
#include "support/oracle.h"
#include "support/worlds.h"

enum { PER_HABIT = N_CONDITIONS * N_HARMED, GROUPS = N_HABITS * PER_HABIT };

static const char *const busy[] = { "decision.tempo=1000",
                                    "civilians.switching=1",
                                    "civilians.harmed_trust=0.5", NULL };

/* The lesson with few people, who are hit often and leave often. */
static void
load_small(struct arm *a, uint32_t people)
{
    worlds_load(a, "lessons/world@convention+agency", busy);
    a->in.weeks = 260;
    for (uint32_t i = 0; i < a->in.tables.n_states; i++) {
        a->in.tables.state[i].population = people;
        a->in.tables.state[i].internet_2010_pct =
            a->in.tables.state[i].internet_2015_pct =
            a->in.tables.state[i].internet_latest_pct = 100;
    }
}

static void
begin_panel(struct panel *p, struct world *w, uint32_t n)
{
    struct fault f = { 0 };

    if (panel_begin(p, w, n, &f) != 0)
        fail_msg("panel: %s", f.text);
}

/* ---- it only observes --------------------------------------------------- */

static void
play_with(struct world *w, const struct arm *a, uint32_t n,
          struct outcomes *out)
{
    struct panel p = { 0 };
    struct fault f = { 0 };

    worlds_begin(w, a, 2017, 3);
    begin_panel(&p, w, n);
    assert_int_equal(model_finish(w, &a->in, out, &f), 0);
    assert_int_equal(panel_end(&p, w, &f), 0);
    assert_null(w->watch.moved);
    assert_true(n < 20000 || p.n_rows > n);
    panel_free(&p);
}

static void
the_panel_changes_no_other_byte(void **state)
{
    static const uint32_t size[] = { 0, 1000, 20000 };
    static const char *const name[] = { "lessons/world@convention+agency",
                                        "world@geneva" };

    (void)state;
    for (int k = 0; k < 2; k++) {
        struct world without = { 0 }, with = { 0 };
        struct outcomes want, got;
        struct arm a;
        struct fault f = { 0 };
        worlds_load(&a, name[k], NULL);
        a.in.weeks = k == 0 ? 520 : 156;
        worlds_begin(&without, &a, 2017, 3);
        assert_int_equal(model_finish(&without, &a.in, &want, &f), 0);
        for (int n = 0; n < 3; n++) {
            play_with(&with, &a, size[n], &got);
            worlds_same(&without, &with, NULL);
            assert_true(world_hash(&without) == world_hash(&with));
            worlds_same_outcomes(&want, &got, NULL);
        }
        world_free(&without);
        world_free(&with);
        arm_free(&a);
    }
}

static void
a_copy_of_a_watched_world_is_not_watched(void **state)
{
    struct world w = { 0 }, copy = { 0 };
    struct panel p = { 0 };
    struct fault f = { 0 };
    struct arm a;

    (void)state;
    load_small(&a, 100);
    worlds_begin(&w, &a, 1, 0);
    begin_panel(&p, &w, 10);
    copy.watch = w.watch;
    assert_int_equal(world_copy(&copy, &w, &f), 0);
    assert_non_null(w.watch.moved);
    assert_null(copy.watch.moved);
    worlds_begin(&w, &a, 1, 1);
    assert_null(w.watch.moved);
    panel_free(&p);
    world_free(&w);
    world_free(&copy);
    arm_free(&a);
}

/* ---- every week --------------------------------------------------------- */

static int64_t *
members_of(const struct panel *p, const struct world *w)
{
    int64_t *n = calloc(w->group.n, sizeof *n);

    assert_non_null(n);
    for (uint32_t k = 0; k < p->n; k++) {
        const struct person *q = &p->person[k];
        n[q->cell * GROUPS + q->habit * PER_HABIT
          + q->condition * N_HARMED + q->harmed]++;
    }
    return n;
}

/* The list of a group holds its members, in the order of their numbers. */
static void
assert_lists(const struct panel *p, const int64_t *n)
{
    for (uint32_t g = 0; g < p->n_groups; g++) {
        uint32_t last = NOTHING;
        int64_t found = 0;
        for (uint32_t k = p->first[g]; k != NOTHING; k = p->person[k].next) {
            assert_true(last == NOTHING || k > last);
            last = k;
            found++;
        }
        assert_int_equal(found, n[g]);
    }
}

/* Everybody: as many members as people; else not more. */
static int
look(const struct world *w, void *data, struct fault *f)
{
    const struct panel *p = data;
    int64_t *n = members_of(p, w);
    bool all = p->n == panel_people(w);

    for (uint32_t g = 0; g < w->group.n; g++)
        if (all ? n[g] != w->group.people[g] : n[g] > w->group.people[g])
            fail_msg("week %d, group %u: %lld persons of %lld people",
                     w->week, g, (long long)n[g],
                     (long long)w->group.people[g]);
    assert_lists(p, n);
    free(n);
    return world_verify(w, f);
}

/* How many rows of each step a panel of n wrote in five years. */
static void
play_looking(uint32_t people, uint32_t n, uint32_t steps[4])
{
    struct world w = { 0 };
    struct panel p = { 0 };
    struct fault f = { 0 };
    struct outcomes out;
    struct arm a;

    load_small(&a, people);
    worlds_begin(&w, &a, 71, n);
    begin_panel(&p, &w, n);
    assert_int_equal(look(&w, &p, &f), 0);
    assert_int_equal(model_finish_watched(&w, &a.in, &out, look, &p, &f), 0);
    for (uint32_t r = 0; r < p.n_rows; r++)
        steps[p.row[r].step]++;
    panel_free(&p);
    world_free(&w);
    arm_free(&a);
}

static void
a_panel_of_everybody_is_the_counts(void **state)
{
    uint32_t steps[4] = { 0 };

    (void)state;
    play_looking(500, 1500, steps);
    assert_int_equal(steps[STEP_placed], 1500);
    assert_true(steps[STEP_recovered] > 100);
    assert_true(steps[STEP_touched] > 100);
    assert_true(steps[STEP_left] > 10);
}

static void
no_member_is_in_an_empty_group(void **state)
{
    uint32_t steps[4] = { 0 };

    (void)state;
    for (uint32_t n = 0; n <= 160; n += 40)
        play_looking(60, n, steps);
    assert_int_equal(steps[STEP_placed], 40 + 80 + 120 + 160);
    assert_true(steps[STEP_touched] > 20);
}

/* ---- lives -------------------------------------------------------------- */

static void
assert_step(const struct life_row *was, const struct life_row *is)
{
    int more = was->harmed + 1 < N_HARMED ? was->harmed + 1 : was->harmed;

    assert_true(is->week >= was->week);
    assert_int_equal(is->habit, was->habit);
    assert_true(is->step == STEP_left || is->cell == was->cell);
    assert_true((is->operation != NOTHING) == (is->step == STEP_touched));
    switch (is->step) {
    case STEP_placed:
        fail_msg("placed twice");
        break;
    case STEP_recovered:
        assert_int_not_equal(was->condition, CONDITION_fine);
        assert_int_equal(is->condition, CONDITION_fine);
        assert_int_equal(is->harmed, was->harmed);
        break;
    case STEP_touched:
        assert_true(is->condition > was->condition);
        assert_int_equal(is->harmed, more);
        break;
    case STEP_left:
        assert_int_not_equal(is->cell, was->cell);
        assert_int_equal(was->step, STEP_touched);
        assert_int_equal(is->week, was->week);
        assert_int_equal(is->condition, was->condition);
        assert_int_equal(is->harmed, was->harmed);
        break;
    }
}

/* Who leaves was touched just now, by what made others leave too. */
static void
every_life_is_whole(void **state)
{
    struct world w = { 0 };
    struct panel p = { 0 };
    struct fault f = { 0 };
    struct outcomes out;
    struct arm a;
    uint32_t n = 0;

    (void)state;
    load_small(&a, 5000);
    worlds_begin(&w, &a, 71, 1);
    begin_panel(&p, &w, 3000);
    assert_int_equal(model_finish(&w, &a.in, &out, &f), 0);
    for (uint32_t k = 0; k < p.n; k++) {
        const struct life_row *row = &p.row[p.person[k].first];
        assert_int_equal(row->step, STEP_placed);
        assert_int_equal(row->week, 0);
        for (n++; row->next != NOTHING; n++) {
            assert_step(row, &p.row[row->next]);
            row = &p.row[row->next];
        }
        assert_int_equal(row->cell, p.person[k].cell);
        assert_int_equal(row->condition, p.person[k].condition);
        assert_int_equal(row->harmed, p.person[k].harmed);
    }
    assert_int_equal(n, p.n_rows);
    panel_free(&p);
    world_free(&w);
    arm_free(&a);
}

static void
a_small_panel_is_the_beginning_of_a_large_one(void **state)
{
    enum { SMALL = 200, LARGE = 1400 };
    struct panel small = { 0 }, large = { 0 };
    struct world w = { 0 };
    struct fault f = { 0 };
    struct outcomes out;
    struct arm a;

    (void)state;
    load_small(&a, 500);
    worlds_begin(&w, &a, 5, 0);
    begin_panel(&small, &w, SMALL);
    assert_int_equal(model_finish(&w, &a.in, &out, &f), 0);
    worlds_begin(&w, &a, 5, 0);
    begin_panel(&large, &w, LARGE);
    assert_int_equal(model_finish(&w, &a.in, &out, &f), 0);
    for (uint32_t k = 0; k < SMALL; k++) {
        uint32_t r = small.person[k].first, s = large.person[k].first;
        for (; r != NOTHING && s != NOTHING;
             r = small.row[r].next, s = large.row[s].next) {
            const struct life_row *x = &small.row[r], *y = &large.row[s];
            assert_int_equal(x->week, y->week);
            assert_int_equal(x->cell, y->cell);
            assert_int_equal(x->condition, y->condition);
            assert_int_equal(x->harmed, y->harmed);
            assert_int_equal(x->operation, y->operation);
        }
        assert_int_equal(r, NOTHING);
        assert_int_equal(s, NOTHING);
    }
    panel_free(&small);
    panel_free(&large);
    world_free(&w);
    arm_free(&a);
}

/* ---- laws --------------------------------------------------------------- */

/* Classes of fewer than ten expected are put together. */
static void
assert_law(const double got[], const double expected[], int n,
           const char *what)
{
    double chi2 = 0, few[2] = { 0 };
    int cells = 0;

    for (int k = 0; k < n; k++)
        if (expected[k] < 10) {
            few[0] += got[k];
            few[1] += expected[k];
        } else {
            chi2 += pow(got[k] - expected[k], 2) / expected[k];
            cells++;
        }
    if (few[1] >= 10) {
        chi2 += pow(few[0] - few[1], 2) / few[1];
        cells++;
    }
    /* The table goes on with 49 after 30: a little too patient between. */
    assert_true(cells > 2 && cells <= 50);
    if (chi2 > oracle_chi2_limit(cells <= 31 ? cells - 1 : 49))
        fail_msg("%s: chi-square %g in %d cells", what, chi2, cells);
}

/* At the end of many worlds, against the groups of those worlds: by condition
 * and times harmed, and by cell. */
static void
members_are_distributed_as_the_groups(void **state)
{
    enum { WORLDS = 30, MEMBERS = 400, PEOPLE = 20000, CELLS = 9 };
    double got[PER_HABIT] = { 0 }, want[PER_HABIT] = { 0 };
    double in[CELLS] = { 0 }, want_in[CELLS] = { 0 };
    struct world w = { 0 };
    struct panel p = { 0 };
    struct fault f = { 0 };
    struct outcomes out;
    struct arm a;

    (void)state;
    load_small(&a, PEOPLE);
    for (uint32_t r = 0; r < WORLDS; r++) {
        worlds_begin(&w, &a, 99, r);
        assert_int_equal(w.cell.n, CELLS);
        begin_panel(&p, &w, MEMBERS);
        assert_int_equal(model_finish(&w, &a.in, &out, &f), 0);
        double share = MEMBERS / (double)panel_people(&w);
        for (uint32_t g = 0; g < w.group.n; g++) {
            want[g % PER_HABIT] += share * (double)w.group.people[g];
            want_in[g / GROUPS] += share * (double)w.group.people[g];
        }
        for (uint32_t k = 0; k < MEMBERS; k++) {
            const struct person *q = &p.person[k];
            got[q->condition * N_HARMED + q->harmed]++;
            in[q->cell]++;
        }
    }
    assert_law(got, want, PER_HABIT, "condition and times harmed");
    assert_law(in, want_in, CELLS, "cells");
    panel_free(&p);
    world_free(&w);
    arm_free(&a);
}

/* The chain of one person by hand, by the fortnight of the first touch: six
 * weeks, in each of which first some recover and then 0.3 of whom it can touch
 * are touched, in even weeks by what disrupts and in odd ones by what
 * compromises.  The compromised have their turn in week 3. */
enum { WEEKS = 6, NOT_YET = 3, FIRSTS = NOT_YET + 1,
       CLASSES = FIRSTS * N_CONDITIONS * N_HARMED };

static int
class_of(int first, int condition, int harmed)
{
    return (first * N_CONDITIONS + condition) * N_HARMED + harmed;
}

static void
recover_class(double p[CLASSES], int week)
{
    double back[N_CONDITIONS] = { [CONDITION_disrupted] = 0.5 };

    if (week == 3)
        back[CONDITION_compromised] = 1 - pow(25 / 26.0, 4);
    for (int f = 0; f < FIRSTS; f++)
        for (int c = 1; c < N_CONDITIONS; c++)
            for (int h = 0; h < N_HARMED; h++) {
                double n = back[c] * p[class_of(f, c, h)];
                p[class_of(f, c, h)] -= n;
                p[class_of(f, CONDITION_fine, h)] += n;
            }
}

static void
touch_class(double p[CLASSES], int week)
{
    int to = week % 2 == 0 ? CONDITION_disrupted : CONDITION_compromised;
    double was[CLASSES];

    memcpy(was, p, sizeof was);
    for (int f = 0; f < FIRSTS; f++)
        for (int c = 0; c < to; c++)
            for (int h = 0; h < N_HARMED; h++) {
                double n = 0.3 * was[class_of(f, c, h)];
                int first = f == NOT_YET ? week / 2 : f;
                int more = h + 1 < N_HARMED ? h + 1 : h;
                p[class_of(f, c, h)] -= n;
                p[class_of(first, to, more)] += n;
            }
}

/* All people fast and in the first cell. */
static void
gather(struct world *w, int64_t people)
{
    memset(w->group.people, 0, w->group.n * sizeof(int64_t));
    memset(w->cell.users, 0, w->cell.n * sizeof(double));
    w->group.people[0] = people;
    w->cell.users[0] = (double)people;
    w->cell.key[0] = 1;
    w->p.civilians.trust_loss = w->p.civilians.switching = 0;
}

/* An operation that reaches all who can be touched, without an exploit: 0.3
 * of them. */
static void
strike_all(struct world *w, enum kind kind)
{
    hand_open(w);
    uint32_t o = hand_operation(w, 1, 0, kind, SECTOR_civilians);
    w->operation.ecosystem[o] = 0;
    w->victim.reach[w->operation.first_victim[o]] = 1;
    civilians(w);
    assert_int_equal(w->overflow, N_TABLES);
    w->week++;
}

static int
first_touch(const struct panel *p, const struct person *q)
{
    for (uint32_t r = q->first; r != NOTHING; r = p->row[r].next)
        if (p->row[r].step == STEP_touched)
            return p->row[r].week / 2;
    return NOT_YET;
}

/* Members' lives are independent of each other here, as those of persons. */
static void
lives_have_the_law_of_persons(void **state)
{
    static const uint32_t members[] = { 4000, 50000 };
    struct world w = { 0 };
    struct arm a;

    (void)state;
    hand_load(&a, "lessons/world@anarchy");
    for (int k = 0; k < 2; k++) {
        double law[CLASSES] = { 0 }, got[CLASSES] = { 0 };
        struct panel p = { 0 };
        hand_begin(&w, &a, (uint32_t)k, 8);
        gather(&w, 50000);
        begin_panel(&p, &w, members[k]);
        law[class_of(NOT_YET, CONDITION_fine, HARMED_never)] = members[k];
        for (int week = 0; week < WEEKS; week++) {
            strike_all(&w, week % 2 == 0 ? KIND_disruption : KIND_espionage);
            recover_class(law, week);
            touch_class(law, week);
        }
        for (uint32_t m = 0; m < p.n; m++)
            got[class_of(first_touch(&p, &p.person[m]),
                         p.person[m].condition, p.person[m].harmed)]++;
        assert_law(got, law, CLASSES, "lives");
        panel_free(&p);
    }
    world_free(&w);
    arm_free(&a);
}

/* Of whom a second operation finds disrupted already nobody leaves; of those
 * whom it touches the share that the law says. */
static void
those_touched_just_now_leave(void **state)
{
    enum { N = 20000 };
    struct world w = { 0 };
    struct panel p = { 0 };
    struct arm a;
    double touched = 0, left = 0;

    (void)state;
    hand_load(&a, "lessons/world@anarchy");
    hand_begin(&w, &a, 9, 8);
    double trust_now = 0.2, trust;
    gather(&w, N);
    for (uint32_t c = 1; c < w.ecosystem.n; c++)
        w.cell.users[c] = 1000;         /* so that there is where to go      */
    for (uint32_t c = 1; c < w.ecosystem.n; c++)
        w.group.people[c * GROUPS] = 1000;
    begin_panel(&p, &w, N / 2);
    strike_all(&w, KIND_destruction);
    w.p.civilians.switching = 0.6;
    w.p.civilians.disrupted_weeks = 1e9;        /* nobody recovers           */
    w.cell.trust[0] = trust_now;
    strike_all(&w, KIND_disruption);
    for (uint32_t r = 0; r < p.n_rows; r++) {
        touched += p.row[r].step == STEP_touched && p.row[r].week == 1;
        left += p.row[r].step == STEP_left;
    }
    trust = trust_now + w.p.civilians.trust_return * (1 - trust_now);
    hand_assert_share(left, touched, 0.6 * (1 - trust * 0.9),
                      "share that leaves");
    panel_free(&p);
    world_free(&w);
    arm_free(&a);
}

/* Two that end in one group, as harmed three times or more, have their moves
 * apart; in each, high numbers leave as often as low ones. */
static void
those_harmed_more_often_leave_by_themselves(void **state)
{
    enum { N = 20000 };
    struct world w = { 0 };
    struct panel p = { 0 };
    struct arm a;
    double touched = 0, left = 0;

    (void)state;
    hand_load(&a, "lessons/world@anarchy");
    hand_begin(&w, &a, 10, 8);
    gather(&w, 0);
    w.group.people[HARMED_twice] = w.group.people[HARMED_more] = N / 2;
    w.cell.users[0] = N;
    w.cell.users[1] = 1;
    w.group.people[GROUPS] = 1;
    w.cell.trust[0] = 0;
    w.p.civilians.trust_return = 0;
    w.p.civilians.switching = 0.4;
    begin_panel(&p, &w, N + 1);
    strike_all(&w, KIND_disruption);
    for (uint32_t k = N / 2; k < p.n; k++)
        for (uint32_t r = p.person[k].first; r != NOTHING; r = p.row[r].next) {
            touched += p.row[r].step == STEP_touched;
            left += p.row[r].step == STEP_left;
        }
    hand_assert_share(left, touched, 0.4, "share that leaves");
    panel_free(&p);
    world_free(&w);
    arm_free(&a);
}

/* Whom an operation and, in the same week, its worm touch end in one group: of
 * either the share leaves that the law says. */
static void
those_touched_by_an_operation_and_by_its_worm_leave_apart(void **state)
{
    enum { N = 20000 };
    struct world w = { 0 };
    struct panel p = { 0 };
    struct arm a;
    double touched[2] = { 0 }, left[2] = { 0 };

    (void)state;
    hand_load(&a, "lessons/world@anarchy");
    hand_begin(&w, &a, 11, 8);
    gather(&w, N);
    w.cell.users[1] = 1;                                /* where to go       */
    w.group.people[GROUPS] = 1;
    w.cell.trust[0] = w.p.civilians.trust_return = 0;
    w.p.civilians.switching = 0.4;
    begin_panel(&p, &w, N);
    uint32_t k = world_append(&w, TABLE_infection);
    w.infection.operation[k] = w.operation.n;           /* the next one      */
    w.infection.reach[k * N_HABITS] = 0.8;
    strike_all(&w, KIND_disruption);
    for (uint32_t m = 0; m < p.n; m++)
        for (uint32_t r = p.person[m].first, last = r; r != NOTHING;
             last = r, r = p.row[r].next) {
            touched[p.row[r].worm] += p.row[r].step == STEP_touched;
            left[p.row[last].worm] += p.row[r].step == STEP_left;
        }
    hand_assert_share(touched[0], N, 0.3, "share touched by it");
    hand_assert_share(touched[1], N - touched[0], 0.8, "share of its worm");
    hand_assert_share(left[0], touched[0], 0.4, "share that leaves");
    hand_assert_share(left[1], touched[1], 0.4, "share that leaves its worm");
    panel_free(&p);
    world_free(&w);
    arm_free(&a);
}

/* ---- limits ------------------------------------------------------------- */

static void
more_persons_than_people_are_refused(void **state)
{
    struct world w = { 0 };
    struct panel p = { 0 };
    struct fault f = { 0 };
    struct arm a;

    (void)state;
    load_small(&a, 7);
    worlds_begin(&w, &a, 1, 0);
    assert_int_equal(panel_people(&w), 22);     /* 21, but by cell           */
    assert_int_equal(panel_begin(&p, &w, 23, &f), FAULT_USAGE);
    assert_string_equal(f.text,
                        "23 persons are more than the 22 people online");
    assert_null(w.watch.moved);
    begin_panel(&p, &w, 22);
    assert_int_equal(p.n_rows, 22);
    begin_panel(&p, &w, 0);
    assert_int_equal(p.n_rows, 0);
    panel_free(&p);
    panel_free(&p);
    world_free(&w);
    arm_free(&a);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_panel_changes_no_other_byte),
        cmocka_unit_test(a_copy_of_a_watched_world_is_not_watched),
        cmocka_unit_test(a_panel_of_everybody_is_the_counts),
        cmocka_unit_test(no_member_is_in_an_empty_group),
        cmocka_unit_test(every_life_is_whole),
        cmocka_unit_test(a_small_panel_is_the_beginning_of_a_large_one),
        cmocka_unit_test(members_are_distributed_as_the_groups),
        cmocka_unit_test(lives_have_the_law_of_persons),
        cmocka_unit_test(those_touched_just_now_leave),
        cmocka_unit_test(those_harmed_more_often_leave_by_themselves),
        cmocka_unit_test(
            those_touched_by_an_operation_and_by_its_worm_leave_apart),
        cmocka_unit_test(more_persons_than_people_are_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
