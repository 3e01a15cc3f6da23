/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_embed.c - a program that embeds the library sees what the program sees.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "detente.h"

static const char lesson[] = "scenarios/lessons/world.yaml";

static void
the_version_is_told(void **state)
{
    (void)state;
    assert_string_equal(detente_version(), DETENTE_VERSION);
}

static void
a_run_has_outcomes_by_name(void **state)
{
    struct detente d;
    double ops = 0, disrupted = 0;

    (void)state;
    assert_int_equal(detente_load(&d, lesson), 0);
    assert_int_equal(detente_run(&d, 2017, 3), 0);
    assert_int_equal(detente_metric(&d, "ops_true", &ops), 0);
    assert_int_equal(
        detente_metric(&d, "disrupted_person_weeks_per_1000", &disrupted), 0);
    assert_true(ops > 0 && isfinite(ops) && disrupted >= 0);
    assert_string_equal(d.error, "");
    detente_free(&d);
}

static void
the_same_arm_seed_and_replicate_are_the_same_world(void **state)
{
    struct detente a, b;
    double x = 0, y = 0, z = 0;

    (void)state;
    assert_int_equal(detente_load(&a, lesson), 0);
    assert_int_equal(detente_load(&b, lesson), 0);
    /* b plays another world first: nothing of it may stay. */
    assert_int_equal(detente_run(&b, 2018, 0), 0);
    assert_int_equal(detente_metric(&b, "ops_true", &z), 0);
    assert_int_equal(detente_run(&a, 2017, 5), 0);
    assert_int_equal(detente_run(&b, 2017, 5), 0);
    const char *const names[] = { "ops_true", "loss_musd",
                                  "mean_nationalism" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        assert_int_equal(detente_metric(&a, names[i], &x), 0);
        assert_int_equal(detente_metric(&b, names[i], &y), 0);
        assert_memory_equal(&x, &y, sizeof x);
    }
    detente_free(&a);
    detente_free(&b);
}

static void
a_wrong_name_is_a_text_with_a_hint(void **state)
{
    struct detente d;
    double x = 0;

    (void)state;
    assert_int_not_equal(detente_load(&d, "no-such-world"), 0);
    assert_non_null(strstr(d.error, "no-such-world"));
    assert_int_not_equal(detente_run(&d, 1, 0), 0);
    assert_non_null(strstr(d.error, "nothing is loaded"));
    detente_free(&d);

    assert_int_equal(detente_load(&d, lesson), 0);
    assert_int_not_equal(detente_metric(&d, "ops_true", &x), 0);
    assert_non_null(strstr(d.error, "nothing has run"));
    assert_int_equal(detente_run(&d, 1, 0), 0);
    assert_int_not_equal(detente_metric(&d, "ops_treu", &x), 0);
    assert_non_null(strstr(d.error, "'ops_true'"));
    detente_free(&d);
}

static void
errors_of_a_file_have_line_and_column(void **state)
{
    char path[] = "/tmp/detente-embed.XXXXXX";
    static const char text[] = "title: x\nattribution: {skil: 0.4}\n";
    struct detente d;

    (void)state;
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    FILE *stream = fdopen(fd, "w");
    assert_non_null(stream);
    assert_true(fputs(text, stream) >= 0);
    assert_int_equal(fclose(stream), 0);
    assert_int_not_equal(detente_load(&d, path), 0);
    assert_non_null(strstr(d.error, ":2:15: error: "));
    assert_non_null(strstr(d.error, "skill"));
    detente_free(&d);
    remove(path);
}

static void
free_is_safe_on_a_zeroed_struct(void **state)
{
    struct detente d;

    (void)state;
    memset(&d, 0, sizeof d);
    detente_free(&d);
    detente_free(&d);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_version_is_told),
        cmocka_unit_test(a_run_has_outcomes_by_name),
        cmocka_unit_test(the_same_arm_seed_and_replicate_are_the_same_world),
        cmocka_unit_test(a_wrong_name_is_a_text_with_a_hint),
        cmocka_unit_test(errors_of_a_file_have_line_and_column),
        cmocka_unit_test(free_is_safe_on_a_zeroed_struct),
    };
    /* The tests may have been built elsewhere than beside scenarios/. */
    if (setenv("DETENTE_SCENARIOS", "scenarios", 0) != 0)
        return 1;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
