/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_batch.c - many runs: what comes out depends on no thread and no order.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "input/arm.h"
#include "study/batch.h"
#include "world/world.h"

enum { ARMS = 3, WORLDS = 6, RUNS = ARMS * WORLDS };

/* The teaching world, three years, under two regimes, and once with other
 * facts, so that the last arm can't share the spin-up. */
struct lesson {
    struct arm arm[ARMS];
    const struct inputs *in[ARMS];
};

struct result {
    struct outcomes out[RUNS];
    unsigned char ok[RUNS];
    char *text;
    size_t size;
};

static void
lesson_load(struct lesson *l)
{
    static const char *const regime[ARMS] = { "anarchy", "agency",
                                              "anarchy" };
    static const char *const set[] = { "decision.tempo=40" };

    for (int a = 0; a < ARMS; a++) {
        const struct arm_request request = {
            .typed = "scenarios/lessons/world.yaml", .regime = regime[a],
            .set = set, .n_sets = a == 2 ? 1 : 0, .years = 3
        };
        struct faults all = { 0 };
        assert_int_equal(arm_load(&request, &l->arm[a], &all), 0);
        faults_free(&all);
        l->in[a] = &l->arm[a].in;
    }
}

static int
setup(void **state)
{
    struct lesson *l = calloc(1, sizeof *l);

    if (l == NULL)
        return -1;
    lesson_load(l);
    *state = l;
    return 0;
}

static int
teardown(void **state)
{
    struct lesson *l = *state;

    for (int a = 0; a < ARMS; a++)
        arm_free(&l->arm[a]);
    free(l);
    return 0;
}

/* Says which run it is, in a line. */
static int
rows(void *data, FILE *stream, const struct world *w, size_t arm,
     uint32_t replicate, struct fault *f)
{
    const int *bad_arm = data;

    if (bad_arm != NULL && (int)arm == *bad_arm)
        return fault_set(f, FAULT_RUN, "rows", 0, "arm %zu, world %u", arm,
                         (unsigned)replicate);
    fprintf(stream, "%zu %u %u\n", arm, (unsigned)replicate,
            (unsigned)w->operation.n);
    return 0;
}

static struct study_plan
plan_of(const struct lesson *l, int n_threads)
{
    return (struct study_plan){ .arm = l->in, .n_arms = ARMS, .seed = 2017,
                                .first = 4, .n_replicates = WORLDS,
                                .n_threads = n_threads };
}

static int
play(struct study_plan plan, struct result *r, struct fault *f)
{
    FILE *stream;

    memset(r, 0, sizeof *r);
    stream = open_memstream(&r->text, &r->size);
    assert_non_null(stream);
    plan.rows = rows;
    plan.rows_to = stream;
    int code = study_run(&plan, r->out, r->ok, f);
    assert_int_equal(fclose(stream), 0);
    return code;
}

/* NAN is equal to NAN here: the same bytes. */
static void
assert_same(const struct result *a, const struct result *b)
{
    assert_memory_equal(a->out, b->out, sizeof a->out);
    assert_memory_equal(a->ok, b->ok, sizeof a->ok);
    assert_string_equal(a->text, b->text);
}

static void
result_does_not_depend_on_thread_count(void **state)
{
    static struct result one, many;
    struct fault f;

    assert_int_equal(play(plan_of(*state, 1), &one, &f), 0);
    for (int n = 2; n <= 8; n++) {
        assert_int_equal(play(plan_of(*state, n), &many, &f), 0);
        assert_same(&one, &many);
        free(many.text);
    }
    free(one.text);
}

static void
sharing_a_spin_up_changes_nothing(void **state)
{
    const struct lesson *l = *state;
    static struct result r;
    struct fault f;

    assert_int_equal(play(plan_of(l, 2), &r, &f), 0);
    for (int a = 0; a < ARMS; a++) {
        struct world w = { 0 };
        struct outcomes out;
        assert_int_equal(study_world(l->in[a], 2017, 5, &w, &out, &f), 0);
        assert_memory_equal(&out, &r.out[1 * ARMS + a], sizeof out);
        world_free(&w);
    }
    free(r.text);
}

static void
rows_come_by_world_then_arm(void **state)
{
    static struct result r;
    struct fault f;
    const char *at;

    assert_int_equal(play(plan_of(*state, 5), &r, &f), 0);
    at = r.text;
    for (unsigned run = 0; run < RUNS; run++) {
        unsigned arm, replicate, operations;
        assert_int_equal(sscanf(at, "%u %u %u", &arm, &replicate,
                                &operations), 3);
        assert_int_equal(arm, run % ARMS);
        assert_int_equal(replicate, 4 + run / ARMS);
        at = strchr(at, '\n') + 1;
    }
    assert_string_equal(at, "");
    free(r.text);
}

static void
a_failed_run_stops_no_other(void **state)
{
    static struct result r;
    int bad_arm = 1;
    struct study_plan plan = plan_of(*state, 3);
    struct fault f;

    plan.data = plan.rows_data = &bad_arm;
    assert_int_equal(play(plan, &r, &f), FAULT_RUN);
    assert_string_equal(f.text, "arm 1, world 4");
    for (size_t run = 0; run < RUNS; run++) {
        assert_int_equal(r.ok[run], run % ARMS != 1);
        assert_int_equal(isnan(r.out[run].value[METRIC_ops_true]) != 0,
                         run % ARMS == 1);
    }
    free(r.text);
}

static bool
stop_at_once(void *data, size_t n_done)
{
    size_t *most = data;

    *most = n_done;
    return false;
}

static void
a_stop_ends_the_world_that_is_played_and_no_more(void **state)
{
    static struct result r;
    size_t n_done = 0;
    struct study_plan plan = plan_of(*state, 1);
    struct fault f;

    memset(&r, 1, sizeof r);        /* what is there before does not count   */
    plan.data = &n_done;
    plan.go_on = stop_at_once;
    assert_int_equal(study_run(&plan, r.out, r.ok, &f), FAULT_STOPPED);
    assert_int_equal(n_done, ARMS);
    for (size_t run = 0; run < RUNS; run++) {
        assert_int_equal(r.ok[run], run < ARMS);
        assert_int_equal(isnan(r.out[run].value[METRIC_ops_true]) != 0,
                         run >= ARMS);
    }
}

static void
no_threads_and_too_many_are_cut(void **state)
{
    static struct result a, b;
    struct fault f;

    assert_int_equal(play(plan_of(*state, 0), &a, &f), 0);
    assert_int_equal(play(plan_of(*state, 1000000), &b, &f), 0);
    assert_same(&a, &b);
    free(a.text);
    free(b.text);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(result_does_not_depend_on_thread_count),
        cmocka_unit_test(sharing_a_spin_up_changes_nothing),
        cmocka_unit_test(rows_come_by_world_then_arm),
        cmocka_unit_test(a_failed_run_stops_no_other),
        cmocka_unit_test(a_stop_ends_the_world_that_is_played_and_no_more),
        cmocka_unit_test(no_threads_and_too_many_are_cut),
    };

    if (setenv("DETENTE_SCENARIOS", "scenarios", 0) != 0)
        return 1;
    return cmocka_run_group_tests(tests, setup, teardown);
}
