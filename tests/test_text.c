/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_text.c - which word was meant, and numbers that read back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

#define COUNT(array) (sizeof (array) / sizeof (array)[0])

/* Distances worked out by hand. */
static void
distance_counts_edits(void **state)
{
    static const struct { const char *a, *b; size_t want; } row[] = {
        { "", "", 0 },              { "", "abc", 3 },
        { "skill", "skill", 0 },    { "skil", "skill", 1 },
        { "skilll", "skill", 1 },   { "skull", "skill", 1 },
        { "sikll", "skill", 1 },    { "ca", "abc", 3 },
        { "kitten", "sitting", 3 }, { "abcdef", "badcfe", 3 },
        { "FRA", "fra", 0 },        { "crisis-rate", "crisis_rate", 0 },
        { "abc", "xyz", 3 },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(row); i++) {
        assert_int_equal(text_distance(row[i].a, row[i].b), row[i].want);
        assert_int_equal(text_distance(row[i].b, row[i].a), row[i].want);
    }
}

static void
long_words_are_far_from_everything(void **state)
{
    char longest[TEXT_WORD + 1], longer[TEXT_WORD + 2];

    (void)state;
    memset(longest, 'a', TEXT_WORD);
    longest[TEXT_WORD] = '\0';
    memset(longer, 'a', TEXT_WORD + 1);
    longer[TEXT_WORD + 1] = '\0';
    assert_int_equal(text_distance(longest, longest), 0);
    assert_int_equal(text_distance(longest, longer), TEXT_WORD + 1);
    assert_int_equal(text_distance(longer, "a"), TEXT_WORD + 1);
}

static void
nearest_is_what_was_meant_or_nothing(void **state)
{
    static const char *const list[] = {
        "anarchy", "convention", NULL, "agency", "convention+agency", "FRA",
        "FIN", "attribution.skill",
    };
    static const struct { const char *name, *want; } row[] = {
        { "anarhcy", "anarchy" },       { "Convention", "convention" },
        { "agecny", "agency" },         { "FRB", "FRA" },
        { "fin", "FIN" },               { "XYZ", NULL },
        { "agxcy", "agency" },          { "agxy", NULL },
        { "accord", NULL },             { "", NULL },
        { "agency+convention", "convention+agency" },
        { "agency+agency+con", NULL },  { "attribution.skil",
                                          "attribution.skill" },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(row); i++) {
        const char *got = text_nearest(row[i].name, list, COUNT(list));
        if (row[i].want == NULL)
            assert_null(got);
        else {
            assert_non_null(got);
            assert_string_equal(got, row[i].want);
        }
    }
    assert_null(text_nearest("agency", list, 0));
}

static void
first_of_equally_near_wins(void **state)
{
    static const char *const list[] = { "care", "core", "cure" };

    (void)state;
    assert_string_equal(text_nearest("cxre", list, 3), "care");
}

static void
doubles_are_written_short(void **state)
{
    static const struct { double x; const char *want; } row[] = {
        { 0, "0" },             { -0.0, "-0" },         { 1, "1" },
        { -2.5, "-2.5" },       { 0.1, "0.1" },         { 1e5, "100000" },
        { 0.97, "0.97" },       { 1.0 / 3, "0.3333333333333333" },
        { 0.1 + 0.2, "0.30000000000000004" },           { 1e300, "1e+300" },
        { 5e-324, "5e-324" },   { DBL_MAX, "1.7976931348623157e+308" },
        { 123456789012345, "123456789012345" },
        { 9007199254740994, "9007199254740994" },
    };
    char text[TEXT_DOUBLE];

    (void)state;
    for (size_t i = 0; i < COUNT(row); i++)
        assert_string_equal(text_of_double(text, sizeof text, row[i].x),
                            row[i].want);
}

static void
missing_and_endless_numbers_have_their_text(void **state)
{
    char text[TEXT_DOUBLE] = "old";

    (void)state;
    assert_string_equal(text_of_double(text, sizeof text, (double)NAN), "");
    assert_string_equal(text_of_double(text, sizeof text, HUGE_VAL), "inf");
    assert_string_equal(text_of_double(text, sizeof text, -HUGE_VAL), "-inf");
}

/* Any bits that are a number, from a fixed multiplicative sequence (Knuth's
 * MMIX multiplier and increment). */
static void
every_double_reads_back(void **state)
{
    uint64_t bits = 2385;
    char text[TEXT_DOUBLE];

    (void)state;
    for (int i = 0; i < 100000; i++) {
        double x, back;

        bits = bits * 6364136223846793005u + 1442695040888963407u;
        memcpy(&x, &bits, sizeof x);
        if (!isfinite(x))
            continue;
        back = strtod(text_of_double(text, sizeof text, x), NULL);
        assert_memory_equal(&back, &x, sizeof x);
        assert_true(strlen(text) < TEXT_DOUBLE - 1);
    }
}

static void
length_counts_code_points(void **state)
{
    (void)state;
    assert_int_equal(text_utf8_length(""), 0);
    assert_int_equal(text_utf8_length("abc"), 3);
    assert_int_equal(text_utf8_length("\xC3\xA9\xE2\x82\xAC\xF0\x9F\x99\x82!"),
                     4);
}

static void
an_ending_is_not_all_there_is(void **state)
{
    (void)state;
    assert_true(text_ends("a.yaml", ".yaml"));
    assert_false(text_ends(".yaml", ".yaml"));
    assert_false(text_ends("a.yamlx", ".yaml"));
    assert_false(text_ends("", ".yaml"));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(distance_counts_edits),
        cmocka_unit_test(long_words_are_far_from_everything),
        cmocka_unit_test(nearest_is_what_was_meant_or_nothing),
        cmocka_unit_test(first_of_equally_near_wins),
        cmocka_unit_test(doubles_are_written_short),
        cmocka_unit_test(missing_and_endless_numbers_have_their_text),
        cmocka_unit_test(every_double_reads_back),
        cmocka_unit_test(length_counts_code_points),
        cmocka_unit_test(an_ending_is_not_all_there_is),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
