/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_parallel.c - result_does_not_depend_on_thread_count: the same outcomes
 * and the same rows, byte by byte, from 1 to 8 threads.  Eight are tried
 * because a fault of streams by thread has been seen to hide below four. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "study/batch.h"
#include "support/worlds.h"

enum { ARMS = 4, WORLDS = 12, RUNS = ARMS * WORLDS, THREADS = 8 };

static const char *const name[ARMS] = {
    "lessons/world@anarchy", "lessons/world@convention",
    "lessons/world@agency", "lessons/world@convention+agency" };
static const char *const busy[] = { "decision.tempo=100",
                                    "politics.crisis_rate=1", NULL };

static struct arm arm[ARMS];
static const struct inputs *in[ARMS];

struct result {
    struct outcomes out[RUNS];
    unsigned char ok[RUNS];
    char *text;
    size_t size;
};

static int
load(void **state)
{
    (void)state;
    for (size_t k = 0; k < ARMS; k++) {
        worlds_load(&arm[k], name[k], busy);
        in[k] = &arm[k].in;
    }
    return 0;
}

static int
unload(void **state)
{
    (void)state;
    for (size_t k = 0; k < ARMS; k++)
        arm_free(&arm[k]);
    return 0;
}

/* What ends in a file: the hash of the whole world. */
static int
say(void *data, FILE *stream, const struct world *w, size_t a,
    uint32_t replicate, struct fault *f)
{
    (void)data;
    (void)f;
    fprintf(stream, "%zu %u %016llx\n", a, replicate,
            (unsigned long long)world_hash(w));
    return 0;
}

static void
play(struct result *r, int threads, uint32_t first, uint32_t n)
{
    struct fault f = { 0 };
    struct study_plan plan = { .arm = in, .n_arms = ARMS, .seed = 2385,
        .first = first, .n_replicates = n, .n_threads = threads,
        .rows = say };

    plan.rows_to = open_memstream(&r->text, &r->size);
    assert_non_null(plan.rows_to);
    if (study_run(&plan, r->out, r->ok, &f) != 0)
        fail_msg("%s", f.text);
    assert_int_equal(fclose(plan.rows_to), 0);
}

static void
result_does_not_depend_on_thread_count(void **state)
{
    static struct result one, many;

    (void)state;
    play(&one, 1, 0, WORLDS);
    for (size_t k = 0; k < RUNS; k++)
        assert_true(one.ok[k]);
    for (int threads = 2; threads <= THREADS; threads++) {
        play(&many, threads, 0, WORLDS);
        assert_memory_equal(many.out, one.out, sizeof one.out);
        assert_memory_equal(many.ok, one.ok, sizeof one.ok);
        assert_string_equal(many.text, one.text);
        free(many.text);
    }
    free(one.text);
}

/* Worlds 0..11 at once, and 0..4 and 5..11: a study that goes on later. */
static void
result_does_not_depend_on_how_the_worlds_are_cut(void **state)
{
    static struct result all, early, late;

    (void)state;
    play(&all, 2, 0, WORLDS);
    play(&early, 3, 0, 5);
    play(&late, 3, 5, WORLDS - 5);
    assert_memory_equal(early.out, all.out, 5 * ARMS * sizeof *all.out);
    assert_memory_equal(late.out, all.out + 5 * ARMS,
                        (WORLDS - 5) * ARMS * sizeof *all.out);
    assert_int_equal(early.size + late.size, all.size);
    assert_memory_equal(early.text, all.text, early.size);
    assert_memory_equal(late.text, all.text + early.size, late.size);
    free(all.text);
    free(early.text);
    free(late.text);
}

static void
a_batch_gives_what_single_runs_give(void **state)
{
    static struct result all;

    (void)state;
    play(&all, 2, 0, WORLDS);
    for (uint32_t k = 0; k < WORLDS; k += 5)
        for (size_t a = 0; a < ARMS; a++) {
            struct outcomes out;
            worlds_run(NULL, &arm[a], 2385, k, &out);
            worlds_same_outcomes(&all.out[k * ARMS + a], &out, NULL);
        }
    free(all.text);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(result_does_not_depend_on_thread_count),
        cmocka_unit_test(result_does_not_depend_on_how_the_worlds_are_cut),
        cmocka_unit_test(a_batch_gives_what_single_runs_give),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
