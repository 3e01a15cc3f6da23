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
#include "input/columns.h"
#include "model/week.h"
#include "program/entries.h"
#include "record/events.h"
#include "world/law.h"

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

/* People meet them in `why` and in events.csv. */
static void
every_kind_of_event_is_a_basic_word(void **state)
{
    struct entry e;

    (void)state;
    for (int kind = 0; kind < N_EVENTS; kind++) {
        const char *word = event_kind_word(kind);
        size_t n = 0;
        for (size_t k = 0; word != NULL && entry_at(ENTRY_term, k, &e); k++)
            n += entry_is(&e, word);
        if (word != NULL && n != 1)
            fail_msg("%zu basic words '%s'", n, word);
    }
}

static bool
is_reader(const char *word, size_t n)
{
    if (n == strlen("set-up") && strncmp(word, "set-up", n) == 0)
        return true;
    for (size_t k = 0; k < model_week_length; k++)
        if (strlen(model_week[k].name) == n
            && strncmp(model_week[k].name, word, n) == 0)
            return true;
    return false;
}

static void
assert_readers(const char *name, const char *readers)
{
    while (*readers != '\0') {
        size_t n = strcspn(readers, " ");
        if (!is_reader(readers, n))
            fail_msg("%s is read by '%.*s'", name, (int)n, readers);
        readers += n + strspn(readers + n, " ");
    }
}

static void
what_reads_a_column_a_clause_or_a_section_is_a_process(void **state)
{
    (void)state;
    for (size_t k = 0; k < input_column_count; k++)
        assert_readers(input_column_table[k].name,
                       input_column_table[k].readers);
    for (int k = 0; k < N_CLAUSES; k++) {
        const char *readers = clause_readers((enum clause_kind)k);
        assert_true(*readers != '\0');
        assert_readers(clause_name((enum clause_kind)k), readers);
    }
    for (size_t r = 0; r < param_count; r++)
        if (!param_table[r].lever
            && strcmp(param_table[r].section, "world") != 0)
            assert_readers(param_table[r].name, param_table[r].section);
}

static void
a_name_is_found_as_people_write_it(void **state)
{
    struct entry e;
    size_t labels = 0;

    (void)state;
    for (size_t k = 0; entry_at(ENTRY_term, k, &e); k++) {
        char name[ENTRY_NAME];
        entry_name(&e, name);
        if (strcmp(name, "zero-day") == 0) {
            assert_true(entry_is(&e, "zero_day"));
            assert_true(entry_is(&e, "Zero day"));
            assert_false(entry_is(&e, "zeroday"));
            assert_false(entry_is(&e, "zero-days"));
        }
    }
    for (size_t k = 0; entry_at(ENTRY_outcome, k, &e); k++) {
        assert_true(entry_is(&e, metric_table[e.row].label));
        labels += entry_is(&e, "Disrupted person-weeks per 1,000 online");
    }
    assert_int_equal(labels, 1);
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
        cmocka_unit_test(every_kind_of_event_is_a_basic_word),
        cmocka_unit_test(
            what_reads_a_column_a_clause_or_a_section_is_a_process),
        cmocka_unit_test(a_name_is_found_as_people_write_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
