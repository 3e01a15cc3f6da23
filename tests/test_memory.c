/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_memory.c - wherever memory ends, that is what is said, and nothing is
 * kept: with `make check SAN=address` no byte is lost either.
 *
 * The linker puts the functions below in the place of malloc and the like
 * wherever our own code calls them (Makefile); each act is done again and
 * again, and each time another allocation fails. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/yaml.h"
#include "detente.h"
#include "record/events.h"
#include "record/runs.h"
#include "report/dots.h"
#include "report/table.h"
#include "report/why_write.h"
#include "study/batch.h"
#include "study/targets.h"
#include "support/folder.h"
#include "support/invented.h"
#include "support/worlds.h"

/* ---- memory that ends --------------------------------------------------- */

static bool armed;
static long left;               /* allocations until one fails               */

static bool
fails(void)
{
    if (!armed || left-- > 0)
        return false;
    armed = false;
    errno = ENOMEM;
    return true;
}

void *__real_malloc(size_t size);
void *__real_calloc(size_t n, size_t size);
void *__real_realloc(void *p, size_t size);
FILE *__real_open_memstream(char **text, size_t *size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t n, size_t size);
void *__wrap_realloc(void *p, size_t size);
FILE *__wrap_open_memstream(char **text, size_t *size);

void *
__wrap_malloc(size_t size)
{
    return fails() ? NULL : __real_malloc(size);
}

void *
__wrap_calloc(size_t n, size_t size)
{
    return fails() ? NULL : __real_calloc(n, size);
}

void *
__wrap_realloc(void *p, size_t size)
{
    return fails() ? NULL : __real_realloc(p, size);
}

FILE *
__wrap_open_memstream(char **text, size_t *size)
{
    return fails() ? NULL : __real_open_memstream(text, size);
}

/* Does it with each of its allocations failing in turn, until there are no
 * more; `step` of them at once.  Returns how often it failed. */
static int
fail_each(int (*act)(void *data), void *data, long step, int wanted)
{
    int n = 0;

    assert_int_equal(act(data), 0);
    for (long k = 0;; k += step) {
        left = k;
        armed = true;
        int code = act(data);
        bool failed = !armed;
        armed = false;
        if (!failed) {
            assert_int_equal(code, 0);
            return n;
        }
        if (code != wanted && code != FAULT_NOMEM)
            fail_msg("allocation %ld failed, and the code is %d", k, code);
        n++;
    }
}

static void
a_fault_without_room_is_lost_but_not_forgotten(void **state)
{
    struct faults all = { 0 };
    struct fault f;

    (void)state;
    fault_set(&f, FAULT_INPUT, "t.yaml", 3, "wrong");
    while (all.n == 0 || all.n < all.capacity)
        faults_add(&all, &f);
    size_t n = all.n;
    left = 0;
    armed = true;
    assert_int_equal(faults_add(&all, &f), FAULT_INPUT);
    assert_int_equal(all.lost, 1);
    assert_int_equal(all.n, n);
    assert_int_equal(all.item[n - 1].line, 3);
    faults_free(&all);
}

/* ---- reading ------------------------------------------------------------ */

static int
read_yaml(void *data)
{
    struct faults all = { 0 };
    struct document doc;
    int code = document_of(&doc, "t.yaml", data, strlen(data), &all);

    if (code != 0) {
        assert_true(all.n == 1 || all.lost);
        assert_true(all.n == 0 || strstr(all.item[0].text, "memory"));
    }
    document_free(&doc);
    faults_free(&all);
    return code;
}

/* Text, list, mapping and the sort of its keys; text that fills a block. */
static void
a_document_is_read_or_says_that_memory_ended(void **state)
{
    static char text[100000] = "a: [b, {c: d, e: f}]\n";

    (void)state;
    for (int k = 0; k < 900; k++)
        snprintf(text + strlen(text), 100, "k%03d: %080d\n", k, k);
    assert_true(fail_each(read_yaml, text, 1, FAULT_NOMEM) > 5);
}

static int
load(void *data)
{
    struct faults all = { 0 };
    struct arm a;
    int code = arm_load(data, &a, &all);

    if (code == FAULT_NOMEM)
        assert_true(all.n > 0 || all.lost);
    arm_free(&a);
    faults_free(&all);
    return code;
}

/* A name that is not there, for which there may be no room to guess. */
static int
load_misspelt(void *data)
{
    int code = load(data);

    return code == FAULT_USAGE ? 0 : code;
}

static const char mine[] =
    "inherits: tiny.yaml\n"
    "states: {XBB: {defence: 0.7}}\n"
    "events:\n"
    "  - {at: 2018-03-04, crisis: [XAA, XBB], stakes: 3, weeks: 12}\n"
    "  - {at: 2019-03-04, set: politics.trend, to: 0.1}\n";

static void
an_arm_is_read_or_says_that_memory_ended(void **state)
{
    struct arm_request request = { .typed = "mine@house" };

    (void)state;
    assert_int_equal(folder_enter(), 0);
    assert_int_equal(folder_write("mine.yaml", mine, strlen(mine)), 0);
    assert_true(fail_each(load, &request, 1, FAULT_NOMEM) > 30);
    request.typed = "mein@house";
    assert_true(fail_each(load_misspelt, &request, 1, 0) > 1);
    request.typed = "lessons/world@geneva";
    assert_true(fail_each(load, &request, 1, FAULT_NOMEM) > 30);
    assert_int_equal(folder_leave(), 0);
}

static int
embed(void *data)
{
    struct detente d;
    int code = detente_load(&d, data);

    assert_true(code == 0 || strstr(d.error, "memory"));
    detente_free(&d);
    return code;
}

static void
a_program_that_embeds_it_is_told_that_memory_ended(void **state)
{
    static char name[] = "lessons/world@agency";

    (void)state;
    assert_true(fail_each(embed, name, 1, FAULT_NOMEM) > 30);
}

/* ---- running ------------------------------------------------------------ */

/* Half a year after a spin-up of four weeks, busy enough to grow. */
static void
load_short(struct arm *a)
{
    static const char *const sets[] = { "decision.tempo=1000",
                                        "world.spin_up=4", NULL };

    worlds_load(a, "lessons/world@convention+agency", sets);
    a->in.weeks = 26;
}

static int
play(void *data)
{
    const struct arm *a = data;
    struct world w = { 0 };
    struct panel p = { 0 };
    struct outcomes out;
    struct fault f = { 0 };
    int code = study_panel(&a->in, 2017, 0, &w, &p, 2000, &out, &f);

    assert_int_equal(code, f.code);
    panel_free(&p);
    world_free(&w);
    return code;
}

static void
a_world_is_played_or_says_that_memory_ended(void **state)
{
    struct arm a;

    (void)state;
    load_short(&a);
    assert_true(fail_each(play, &a, 1, FAULT_NOMEM) > N_COLUMNS / 2);
    arm_free(&a);
}

static int
rows(void *data, FILE *stream, const struct world *w, size_t arm,
     uint32_t replicate, struct fault *f)
{
    (void)data;
    return events_write(stream, w, arm ? "b" : "a", 0, replicate, f);
}

static int
lives(void *data, FILE *stream, const struct world *w, const struct panel *p,
      size_t arm, uint32_t replicate, struct fault *f)
{
    (void)data;
    (void)w;
    (void)f;
    fprintf(stream, "%zu %u %u\n", arm, (unsigned)replicate,
            (unsigned)p->n_rows);
    return 0;
}

/* A run that had no memory has failed, with its rows; the others are there. */
static int
study(void *data)
{
    enum { WORLDS = 2, ARMS = 2, RUNS = WORLDS * ARMS };
    static struct outcomes out[RUNS];
    const struct arm *a = data;
    const struct inputs *in[ARMS] = { &a->in, &a->in };
    unsigned char ok[RUNS];
    struct study_plan plan = { .arm = in, .n_arms = ARMS, .seed = 2017,
        .n_replicates = WORLDS, .n_threads = 1, .rows = rows, .n_panel = 20,
        .lives = lives };
    struct fault f = { 0 };
    FILE *null = fopen("/dev/null", "w");

    assert_non_null(null);
    plan.rows_to = plan.lives_to = null;
    int code = study_run(&plan, out, ok, &f), n_ok = 0;
    assert_int_equal(fclose(null), 0);
    for (int k = 0; k < RUNS && code != FAULT_NOMEM; k++)
        n_ok += ok[k];
    if (code == FAULT_RUN)
        assert_true(n_ok == RUNS - 1 || n_ok == RUNS - ARMS);
    return code;
}

static void
a_run_without_memory_fails_and_stops_no_other(void **state)
{
    struct arm a;

    (void)state;
    load_short(&a);
    assert_true(fail_each(study, &a, 3, FAULT_RUN) > N_COLUMNS / 6);
    arm_free(&a);
}

/* ---- telling ------------------------------------------------------------ */

static int
compare(void *data)
{
    static const enum metric m[] = { METRIC_ops_true, METRIC_loss_musd };
    const struct table_style style = { .years = 10, .command = "detente" };
    const struct chart_frame frame = { .years = 10 };
    struct comparison c;
    struct fault f = { 0 };
    FILE *null = fopen("/dev/null", "w");

    assert_non_null(null);
    int code = comparison_init(&c, data, m, 2, &f);
    if (code == 0)
        code = table_print(&c, &style, null, &f);
    if (code == 0)
        code = dots_write(&c, &frame, null, null, &f);
    assert_int_equal(code, f.code);
    comparison_free(&c);
    assert_int_equal(fclose(null), 0);
    return code;
}

static void
a_comparison_is_told_or_says_that_memory_ended(void **state)
{
    static const double effect[] = { 1, 0.9, 0.7 };
    struct invented v;

    (void)state;
    invented_init(&v, 30, 3);
    invented_fill(&v, METRIC_ops_true, 40, 0.5, 0.2, effect);
    invented_fill(&v, METRIC_loss_musd, 1e6, 1.5, 0.1, effect);
    assert_true(fail_each(compare, &v.runs, 1, FAULT_NOMEM) > 4);
    invented_free(&v);
}

static int
ask(void *data)
{
    const struct arm *a = data;
    struct why_run r;
    struct why_chain c = { .n = 0 };
    struct fault f = { 0 };
    bool known = false;
    int code = why_run_init(&r, &a->in, 2017, 0, NULL, &f);

    if (code == 0)
        code = why_chain_init(&c, &r, why_run_first(&r, "finding", &known),
                              &f);
    assert_int_equal(code, f.code);
    why_chain_free(&c);
    why_run_free(&r);
    return code;
}

static void
an_answer_is_told_or_says_that_memory_ended(void **state)
{
    struct arm a;

    (void)state;
    load_short(&a);
    assert_true(fail_each(ask, &a, 3, FAULT_NOMEM) > N_COLUMNS / 6);
    arm_free(&a);
}

static int
look_up(void *data)
{
    double value[N_TARGETS];
    struct fault f = { 0 };
    int code = targets_of(data, value, &f);

    assert_int_equal(code, f.code);
    return code;
}

static int
read_runs(void *data)
{
    struct runs r = { 0 };
    struct fault f = { 0 };
    int code = runs_read(&r, data, &f);

    assert_int_equal(code, f.code);
    runs_free(&r);
    return code;
}

static void
figures_and_results_are_read_or_say_that_memory_ended(void **state)
{
    static char here[] = ".";
    struct arm a;
    struct world w = { 0 };
    struct outcomes out;
    struct runs r;
    struct fault f = { 0 };

    (void)state;
    load_short(&a);
    worlds_run(&w, &a, 2017, 0, &out);
    assert_true(fail_each(look_up, &w, 1, FAULT_NOMEM) > 4);
    world_free(&w);
    arm_free(&a);
    assert_int_equal(folder_enter(), 0);
    assert_int_equal(runs_init(&r, 2, 3, &f), 0);
    snprintf(r.arm[0], sizeof r.arm[0], "a");
    snprintf(r.arm[1], sizeof r.arm[1], "b");
    assert_int_equal(runs_write(&r, here, &f), 0);
    runs_free(&r);
    assert_true(fail_each(read_runs, here, 1, FAULT_NOMEM) > 5);
    assert_int_equal(folder_leave(), 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_fault_without_room_is_lost_but_not_forgotten),
        cmocka_unit_test(a_document_is_read_or_says_that_memory_ended),
        cmocka_unit_test(an_arm_is_read_or_says_that_memory_ended),
        cmocka_unit_test(a_program_that_embeds_it_is_told_that_memory_ended),
        cmocka_unit_test(a_world_is_played_or_says_that_memory_ended),
        cmocka_unit_test(a_run_without_memory_fails_and_stops_no_other),
        cmocka_unit_test(a_comparison_is_told_or_says_that_memory_ended),
        cmocka_unit_test(an_answer_is_told_or_says_that_memory_ended),
        cmocka_unit_test(
            figures_and_results_are_read_or_say_that_memory_ended),
    };

    if (setenv("DETENTE_SCENARIOS", "scenarios", 0) != 0)
        return 1;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
