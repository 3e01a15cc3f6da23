/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_entries.c - nothing that has a name is without an explanation. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "base/enums.h"
#include "base/metrics.h"
#include "base/params.h"
#include "program/entries.h"

/* A name may stand in two groups: response.collective is a lever and a word.
 */
static size_t
count_called(enum entry_group group, const char *name)
{
    char its[ENTRY_NAME];
    struct entry e;
    size_t n = 0;

    for (size_t k = 0; entry_at(group, k, &e); k++) {
        entry_name(&e, its);
        n += strcmp(its, name) == 0;
    }
    return n;
}

static void
every_word_of_every_list_has_a_meaning_and_no_other_has(void **state)
{
    char name[ENTRY_NAME];
    size_t n = 0, words = 0;
    struct entry e;

    (void)state;
    for (int list = 0; list < N_LISTS; list++)
        for (int member = 0; member < list_size((enum list)list); member++) {
            snprintf(name, sizeof name, "%s.%s", list_name((enum list)list),
                     list_word((enum list)list, member));
            assert_int_equal(count_called(ENTRY_word, name), 1);
            n++;
        }
    while (entry_at(ENTRY_word, words, &e))
        words++;
    assert_int_equal(words, n);
}

static void
every_entry_has_a_name_and_a_meaning_and_is_found_by_it(void **state)
{
    char name[ENTRY_NAME];
    struct entry e;

    (void)state;
    for (int g = 0; g < N_ENTRY_GROUPS; g++)
        for (size_t k = 0; entry_at((enum entry_group)g, k, &e); k++) {
            entry_name(&e, name);
            assert_true(strlen(name) > 0);
            assert_true(strlen(entry_meaning(&e)) > 3);
            assert_true(entry_is(&e, name));
        }
}

static void
every_parameter_and_outcome_is_an_entry(void **state)
{
    char name[ENTRY_NAME];

    (void)state;
    for (size_t r = 0; r < param_count; r++) {
        snprintf(name, sizeof name, "%s.%s", param_table[r].section,
                 param_table[r].name);
        assert_int_equal(count_called(param_table[r].lever ? ENTRY_lever
                                      : ENTRY_parameter, name), 1);
    }
    for (int m = 0; m < N_METRICS; m++)
        assert_int_equal(count_called(ENTRY_outcome, metric_table[m].name),
                         1);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(
            every_word_of_every_list_has_a_meaning_and_no_other_has),
        cmocka_unit_test(
            every_entry_has_a_name_and_a_meaning_and_is_found_by_it),
        cmocka_unit_test(every_parameter_and_outcome_is_an_entry),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
