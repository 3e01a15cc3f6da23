/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_fault.c - faults say what, where and how the program ends. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "base/fault.h"

static void
fault_is_filled_and_its_code_returned(void **state)
{
    struct fault f = { .column = 9, .hint = "old", .source = "old" };

    (void)state;
    int code = fault_set(&f, FAULT_INPUT, "mine.yaml", 3,
                         "unknown key '%s'", "skil");
    assert_int_equal(code, FAULT_INPUT);
    assert_int_equal(f.code, FAULT_INPUT);
    assert_int_equal(f.line, 3);
    assert_int_equal(f.column, 0);
    assert_string_equal(f.where, "mine.yaml");
    assert_string_equal(f.text, "unknown key 'skil'");
    assert_string_equal(f.hint, "");
    assert_string_equal(f.source, "");
}

static void
fault_without_place_has_an_empty_one(void **state)
{
    struct fault f;

    (void)state;
    fault_set(&f, FAULT_NOMEM, NULL, 0, "no room");
    assert_string_equal(f.where, "");
}

/* Characters of one to four bytes, at every place of the cut. */
static void
long_text_is_cut_between_characters(void **state)
{
    static const char *const letter[] = { "a", "\xC3\xA9", "\xE2\x82\xAC",
                                          "\xF0\x9F\x99\x82" };
    char text[2 * FAULT_TEXT];
    struct fault f;

    (void)state;
    for (size_t k = 0; k < 4; k++) {
        size_t n = strlen(letter[k]);
        for (size_t shift = 0; shift < 4; shift++) {
            size_t length = shift;
            memset(text, 'x', shift);
            while (length + n < sizeof text) {
                memcpy(text + length, letter[k], n);
                length += n;
            }
            text[length] = '\0';
            fault_set(&f, FAULT_INPUT, text, 0, "%s", text);
            assert_int_equal((strlen(f.text) - shift) % n, 0);
            assert_int_equal((strlen(f.where) - shift) % n, 0);
            assert_true(strlen(f.text) + n + n >= FAULT_TEXT);
        }
    }
}

/* The exit codes are those of the interface. */
static void
every_code_has_its_name_message_and_exit_code(void **state)
{
    static const struct { enum fault_code code; const char *name; int ends; }
    want[] = {
        { FAULT_NOMEM, "NOMEM", 1 },    { FAULT_IO, "IO", 1 },
        { FAULT_TOOL, "TOOL", 1 },      { FAULT_USAGE, "USAGE", 2 },
        { FAULT_INPUT, "INPUT", 3 },    { FAULT_RUN, "RUN", 4 },
        { FAULT_EXISTS, "EXISTS", 5 },  { FAULT_MISMATCH, "MISMATCH", 6 },
        { FAULT_STOPPED, "STOPPED", 130 }, { FAULT_BUG, "BUG", 1 },
        { FAULT_NONE, "NONE", 0 },
    };

    (void)state;
    for (size_t i = 0; i < sizeof want / sizeof want[0]; i++) {
        assert_string_equal(fault_name(want[i].code), want[i].name);
        assert_int_equal(fault_exit_code(want[i].code), want[i].ends);
        assert_true(strlen(fault_message(want[i].code)) > 3);
    }
    assert_string_equal(fault_message(FAULT_NOMEM), "out of memory");
}

static void
add_at(struct faults *all, const char *where, int line, int column)
{
    struct fault f;

    fault_set(&f, FAULT_INPUT, where, line, "%s", "wrong");
    f.column = column;
    snprintf(f.hint, sizeof f.hint, "%zu", all->n);
    assert_int_equal(faults_add(all, &f), FAULT_INPUT);
}

static void
faults_are_sorted_by_first_mention_line_and_column(void **state)
{
    static const char *const want[] = { "3", "2", "5", "0", "4", "6", "1" };
    struct faults all = { 0 };

    (void)state;
    add_at(&all, "b", 9, 1);
    add_at(&all, "a", 2, 1);
    add_at(&all, "b", 2, 7);
    add_at(&all, "b", 2, 3);
    add_at(&all, "a", 1, 1);
    add_at(&all, "b", 2, 7);
    add_at(&all, "a", 1, 1);
    faults_sort(&all);
    assert_int_equal(all.n, 7);
    for (size_t i = 0; i < all.n; i++)
        assert_string_equal(all.item[i].hint, want[i]);
    faults_free(&all);
}

static void
list_is_bounded_and_counts_the_rest(void **state)
{
    struct faults all = { 0 };

    (void)state;
    for (int i = 0; i < FAULTS_MOST + 5; i++)
        add_at(&all, "big.csv", FAULTS_MOST + 5 - i, 1);
    assert_int_equal(all.n, FAULTS_MOST);
    assert_int_equal(all.more, 5);
    assert_int_equal(all.lost, 0);
    faults_sort(&all);
    assert_int_equal(all.item[0].line, 6);
    faults_free(&all);
}

static void
freeing_nothing_or_twice_is_safe(void **state)
{
    struct faults all = { 0 };

    (void)state;
    faults_free(&all);
    add_at(&all, "a", 1, 1);
    faults_free(&all);
    assert_null(all.item);
    faults_free(&all);
    faults_sort(&all);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fault_is_filled_and_its_code_returned),
        cmocka_unit_test(fault_without_place_has_an_empty_one),
        cmocka_unit_test(long_text_is_cut_between_characters),
        cmocka_unit_test(every_code_has_its_name_message_and_exit_code),
        cmocka_unit_test(faults_are_sorted_by_first_mention_line_and_column),
        cmocka_unit_test(list_is_bounded_and_counts_the_rest),
        cmocka_unit_test(freeing_nothing_or_twice_is_safe),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
