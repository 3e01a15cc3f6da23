/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_csv.c - the table that is made of a CSV file, and its places. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/csv.h"

static int
read_text(struct sheet *s, const char *text, struct faults *all)
{
    return sheet_of(s, "t.csv", text, strlen(text), all);
}

/* Place of a field, through the fault that is about it. */
static void
is_at(const struct sheet *s, size_t row, int column, int line, int at)
{
    struct fault f;

    sheet_fault(&f, s, row, column, "x");
    assert_int_equal(f.line, line);
    assert_int_equal(f.column, at);
}

static void
fields_know_text_and_place(void **state)
{
    struct faults all = { 0 };
    struct sheet s;

    (void)state;
    assert_int_equal(read_text(&s, "a,b,c\n1, \xC3\xA4 ,\"x, \"\"y\"\"\"\n"
                               "\n,\"two\nlines\",4\n5,6,7", &all), 0);
    assert_int_equal(s.n_columns, 3);
    assert_int_equal(s.n_rows, 3);
    assert_string_equal(sheet_text(&s, 0, 0), "1");
    assert_string_equal(sheet_text(&s, 0, 1), "\xC3\xA4");
    assert_string_equal(sheet_text(&s, 0, 2), "x, \"y\"");
    assert_string_equal(sheet_text(&s, 1, 0), "");
    assert_string_equal(sheet_text(&s, 1, 1), "two\nlines");
    assert_string_equal(sheet_text(&s, 2, 2), "7");
    is_at(&s, 0, 0, 2, 1);
    is_at(&s, 0, 1, 2, 4);
    is_at(&s, 0, 2, 2, 7);
    is_at(&s, 1, 0, 4, 1);
    is_at(&s, 1, 1, 4, 2);
    is_at(&s, 1, 2, 5, 8);
    is_at(&s, 2, 2, 6, 5);
    assert_int_equal(sheet_line(&s, 1), 4);
    sheet_free(&s);
}

static void
fault_of_a_whole_row_points_at_its_first_byte_alone(void **state)
{
    struct faults all = { 0 };
    struct sheet s;
    struct fault f;

    (void)state;
    assert_int_equal(read_text(&s, "a,b\nlong,2\n", &all), 0);
    is_at(&s, 0, -1, 2, 1);
    sheet_fault(&f, &s, 0, -1, "x");
    assert_int_equal(f.width, 1);
    sheet_fault(&f, &s, 0, 0, "x");
    assert_int_equal(f.width, 4);
    sheet_free(&s);
}

#define MARK "\xEF\xBB\xBF"

static void
mark_and_line_ends_of_other_systems_change_nothing(void **state)
{
    static const char *const texts[] = {
        "a,b\n1,2\n", "a,b\r\n1,2\r\n", "a,b\r1,2\r", "a,b\n1,2",
        (MARK "a,b\n1,2\n"), (MARK "\"a\",b\r\n1,2")
    };

    (void)state;
    for (size_t k = 0; k < sizeof texts / sizeof *texts; k++) {
        static const struct sheet_column known[] = { { "b", false },
                                                     { "a", false } };
        struct faults all = { 0 };
        struct sheet s;
        int place[2];
        assert_int_equal(read_text(&s, texts[k], &all), 0);
        assert_int_equal(s.n_rows, 1);
        assert_int_equal(sheet_columns(&s, known, 2, place, &all), 0);
        assert_string_equal(sheet_text(&s, 0, place[0]), "2");
        assert_string_equal(sheet_text(&s, 0, place[1]), "1");
        is_at(&s, 0, 1, 2, 3);
        sheet_free(&s);
    }
}

static void
ragged_rows_are_told_and_left_out(void **state)
{
    struct faults all = { 0 };
    struct sheet s;

    (void)state;
    assert_int_equal(read_text(&s, "a,b\n1,2\n3\n4,5,6,7\n8,9\n", &all),
                     FAULT_INPUT);
    assert_int_equal(all.n, 2);
    assert_int_equal(all.item[0].line, 3);
    assert_string_equal(all.item[0].text,
                        "the row has 1 fields, the header 2");
    assert_string_equal(all.item[1].text,
                        "the row has 4 fields, the header 2");
    assert_int_equal(s.n_rows, 2);
    assert_string_equal(sheet_text(&s, 1, 0), "8");
    sheet_free(&s);
    faults_free(&all);
}

static void
quotes_must_be_whole(void **state)
{
    static const struct {
        const char *text;
        int line, column;
    } rows[] = {
        { "a,b\n1,2\"3\n", 2, 4 }, { "a,b\n1,\"2\" 3\n", 2, 7 },
        { "a,b\n1,2\n3,\"4\n5,6\n", 3, 3 }, { "\"a", 1, 1 },
    };

    (void)state;
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
        struct faults all = { 0 };
        struct sheet s;
        assert_int_equal(read_text(&s, rows[k].text, &all), FAULT_INPUT);
        assert_int_equal(all.item[0].line, rows[k].line);
        assert_int_equal(all.item[0].column, rows[k].column);
        sheet_free(&s);
        faults_free(&all);
    }
}

static void
unknown_doubled_and_missing_columns_are_told(void **state)
{
    static const struct sheet_column known[] = {
        { "year", false }, { "state", false }, { "note", true },
        { "power", false }
    };
    struct faults all = { 0 };
    struct sheet s;
    int place[4];

    (void)state;
    assert_int_equal(read_text(&s, "yaer,state,state\n", &all), 0);
    assert_int_equal(sheet_columns(&s, known, 4, place, &all), FAULT_INPUT);
    assert_int_equal(all.n, 3);
    assert_string_equal(all.item[0].text, "unknown column 'yaer'");
    assert_string_equal(all.item[0].hint, "did you mean 'year'?");
    assert_string_equal(all.item[1].text, "column 'state' stands twice");
    assert_int_equal(all.item[1].column, 12);
    assert_string_equal(all.item[2].text, "columns are missing: year, power");
    assert_int_equal(place[1], 1);
    assert_int_equal(place[2], -1);
    sheet_free(&s);
    faults_free(&all);
}

static void
width_of_a_table_is_bounded(void **state)
{
    struct faults all = { 0 };
    char text[SHEET_COLUMNS + 8] = "", want[96];
    struct sheet s;

    (void)state;
    memset(text, ',', SHEET_COLUMNS - 1);
    memcpy(text + SHEET_COLUMNS - 1, "\n", 2);
    assert_int_equal(read_text(&s, text, &all), 0);
    assert_int_equal(s.n_columns, SHEET_COLUMNS);
    sheet_free(&s);
    memset(text, ',', SHEET_COLUMNS);
    memcpy(text + SHEET_COLUMNS, "\n1,2\n", 6);
    assert_int_equal(read_text(&s, text, &all), FAULT_INPUT);
    snprintf(want, sizeof want, "the header has %d columns, at most %d are "
             "read", SHEET_COLUMNS + 1, SHEET_COLUMNS);
    assert_string_equal(all.item[0].text, want);
    assert_int_equal(s.n_rows, 0);
    sheet_free(&s);
    faults_free(&all);
}

static void
free_is_safe_on_a_zeroed_sheet(void **state)
{
    struct sheet s = { .n_rows = 0 };

    (void)state;
    sheet_free(&s);
    sheet_free(&s);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fields_know_text_and_place),
        cmocka_unit_test(
            fault_of_a_whole_row_points_at_its_first_byte_alone),
        cmocka_unit_test(mark_and_line_ends_of_other_systems_change_nothing),
        cmocka_unit_test(ragged_rows_are_told_and_left_out),
        cmocka_unit_test(quotes_must_be_whole),
        cmocka_unit_test(unknown_doubled_and_missing_columns_are_told),
        cmocka_unit_test(width_of_a_table_is_bounded),
        cmocka_unit_test(free_is_safe_on_a_zeroed_sheet),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
