/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_table.c - the table stays in 80 columns and the sentence in its
 * verdicts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/params.h"
#include "base/text.h"
#include "report/number.h"
#include "report/phrase.h"
#include "report/table.h"
#include "support/invented.h"
#include "support/near.h"

static const enum metric shown[] = {
    METRIC_disrupted_person_weeks_per_1000, METRIC_people_compromised,
    METRIC_loss_musd, METRIC_armed_conflicts, METRIC_ops_observed,
    METRIC_retaliations_after_wrong_finding
};
enum { SHOWN = sizeof shown / sizeof *shown };

static const struct table_style plain = {
    .years = 10, .regimes = true, .command = "detente compare world",
    .scenario = "The world of 2017, everybody bound"
};

/* Effects, none, all zero, a rare thing; 4 arms. */
static void
usual(struct invented *v, size_t n)
{
    static const double effect[] = { 1, 0.99, 0.9, 0.7 };
    static const double worse[] = { 1, 1, 1.3, 1.4 };

    invented_init(v, n, 4);
    invented_fill(v, shown[0], 41.2, 0.5, 0.2, effect);
    invented_fill(v, shown[1], 1.3e8, 0.5, 0.1, effect);
    invented_fill(v, shown[2], 250000, 1.5, 0.1, effect);
    invented_fill(v, shown[4], 370, 0.1, 0.1, worse);
    if (n > 7)
        *invented_at(v, 7, 1, shown[5]) = 1;
}

static char *
table_of(const struct comparison *c, const struct table_style *style)
{
    char *text = NULL;
    size_t size;
    struct fault f;
    FILE *out = open_memstream(&text, &size);

    assert_non_null(out);
    assert_int_equal(table_print(c, style, out, &f), 0);
    assert_int_equal(fclose(out), 0);
    return text;
}

static char *
sentence_of(const struct comparison *c, size_t m)
{
    char *text = NULL;
    size_t size;
    struct fault f;
    FILE *out = open_memstream(&text, &size);

    assert_non_null(out);
    assert_int_equal(sentence_print(c, m, &plain, out, &f), 0);
    assert_int_equal(fclose(out), 0);
    return text;
}

static void
assert_within_80_columns(const char *text)
{
    char line[512];

    for (const char *at = text; *at; ) {
        const size_t n = strcspn(at, "\n");
        assert_true(n < sizeof line);
        memcpy(line, at, n);
        line[n] = '\0';
        if (text_utf8_length(line) > 80)
            fail_msg("wide: %s", line);
        at += n + (at[n] == '\n');
    }
}

static void
numbers_have_the_digits_of_their_interval(void **state)
{
    static const struct {
        double x, largest, half;
        bool divide;
        const char *text;
    } row[] = {
        { -8.13, 41.2, 3.1, true, "-8.1" },
        { 41.234, 41.2, 0.31, true, "+41.23" },
        { 1234567, 1234567, 20000, false, "+1,234,567" },
        { 1234567, 1234567, 20000, true, "+1.235" },
        { 41.23456, 41.2, 0.0004, true, "+41.235" },
        { -0.04, 41.2, 3.1, true, "0.0" },
        { 0.00123, 0.002, 0.0003, true, "+0.00123" },
        { 12345678901.0, 2e10, 3e8, true, "+12.35" },
        { 0, 0, 0, true, "0" },
        { 999.95, 1000, 2, false, "+1,000.0" },
        { NAN, 1, 1, true, "-" },
        { INFINITY, 1, 1, true, "no limit" },
    };

    (void)state;
    for (size_t k = 0; k < sizeof row / sizeof *row; k++) {
        const struct number_style s = number_style_for(
            row[k].largest, row[k].half, row[k].divide, false);
        char text[NUMBER_TEXT];
        assert_string_equal(number_text(text, row[k].x, &s, true),
                            row[k].text);
    }
}

static void
minus_and_space_before_per_cent_are_typographic_in_utf8(void **state)
{
    const struct number_style s = { .divisor = 1, .decimals = 1, .utf8 = true,
                                    .percent = true };
    char text[NUMBER_TEXT];

    (void)state;
    assert_string_equal(number_text(text, -5.15, &s, true),
                        "\xE2\x88\x92" "5.2\xC2\xA0%");
}

static void
ratio_is_a_change_in_per_cent(void **state)
{
    const struct comparison_row row = { .metric = METRIC_loss_musd,
                                        .estimate = 0.9, .low = 0.75,
                                        .high = 1.25 };
    const struct change c = change_of(&row);

    (void)state;
    assert_near(c.value, -10, 1e-12);   /* rounding of one product */
    assert_near(c.low, -25, 1e-12);
    assert_near(c.high, 25, 1e-12);
}

static void
change_from_nothing_has_no_per_cent(void **state)
{
    struct comparison_row row = { .metric = METRIC_armed_conflicts,
                                  .estimate = 1, .low = -1, .high = 3,
                                  .baseline = -4,
                                  .verdict = VERDICT_UNCLEAR };

    (void)state;
    assert_near(change_in_percent(&row).value, 25, 0);
    assert_near(change_in_percent(&row).low, -25, 0);
    row.baseline = 0;
    assert_true(isnan(change_in_percent(&row).value));
    row.verdict = VERDICT_SAME;
    assert_near(change_in_percent(&row).value, 0, 0);
}

static void
measures_say_label_unit_and_scale_once(void **state)
{
    static const struct {
        enum metric m;
        double divisor;
        const char *text;
    } row[] = {
        { METRIC_disrupted_person_weeks_per_1000, 1,
          "Disrupted person-weeks per 1,000 online" },
        { METRIC_disrupted_person_weeks_per_1000_severity_to_5, 1,
          "Disrupted person-weeks, severity to 5, per 1,000 online" },
        { METRIC_people_compromised, 1e6, "People compromised, million" },
        { METRIC_loss_musd, 1, "Loss, million US dollars" },
        { METRIC_loss_musd, 1e3, "Loss, billion US dollars" },
        { METRIC_pair_weeks_rung5_per_1000, 1,
          "Pair-weeks at rung 5+ per 1,000 pair-years" },
        { METRIC_armed_conflicts, 1, "Armed conflicts" },
        { METRIC_sanction_cost, 1, "Cost of sanctions, su" },
    };

    (void)state;
    for (size_t k = 0; k < sizeof row / sizeof *row; k++) {
        struct phrase p = { 0 };
        phrase_measure(&p, row[k].m, row[k].divisor, true);
        assert_string_equal(p.text, row[k].text);
    }
}

static void
long_phrase_is_cut_between_characters(void **state)
{
    struct phrase p = { 0 };

    (void)state;
    for (int k = 0; k < PHRASE_MOST; k++)
        phrase_add(&p, "%s", k % 2 ? "\xE2\x88\x92" : "\xC3\xA9");
    assert_true(p.n < PHRASE_MOST);
    assert_int_equal(strlen(p.text), p.n);
    assert_true(p.n > PHRASE_MOST - 8);
    /* The last character is whole. */
    const unsigned char *end = (const unsigned char *)p.text + p.n;
    assert_true((end[-2] == 0xC3 && end[-1] == 0xA9) ||
                (end[-3] == 0xE2 && end[-1] == 0x92));
}

static void
table_stays_within_80_columns(void **state)
{
    static const size_t worlds[] = { 1, 2, 9, 200 };

    (void)state;
    for (size_t k = 0; k < 4; k++)
        for (int utf8 = 0; utf8 < 2; utf8++) {
            struct table_style style = plain;
            struct invented v;
            struct comparison c;
            style.utf8 = utf8;
            usual(&v, worlds[k]);
            v.arm[1] = "great_powers_and_one_of_them_leaves_in_2021@"
                       "convention+agency+everything";
            invented_compare(&v, shown, SHOWN, &c);
            char *text = table_of(&c, &style);
            assert_within_80_columns(text);
            free(text);
            comparison_free(&c);
            invented_free(&v);
        }
}

/* Columns of the widest row of an arm, which "baseline" or a verdict ends. */
static int
widest_row(const struct comparison *c)
{
    char *text = table_of(c, &plain);
    int widest = 0;

    for (char *at = strtok(text, "\n"); at; at = strtok(NULL, "\n"))
        if (strstr(at, ", clear") || strstr(at, " difference"))
            widest = (int)strlen(at) > widest ? (int)strlen(at) : widest;
    free(text);
    return widest;
}

/* Longer and longer names: gaps get narrow, and names go to lines of their
 * own, only where it would be the 81st column. */
static void
table_uses_all_80_columns_before_it_is_set_closer(void **state)
{
    static const enum metric one[] = {
        METRIC_disrupted_person_weeks_per_1000 };
    char name[64] = "";
    struct invented v;
    struct comparison c;
    int before = 0, falls = 0;

    (void)state;
    usual(&v, 200);
    v.arm[1] = name;
    invented_compare(&v, one, 1, &c);
    for (int n = 1; n < 60; n++) {
        name[n - 1] = 'x';
        int now = widest_row(&c);
        if (now < before) {
            assert_int_equal(before, 80);
            falls++;
        }
        before = now;
    }
    assert_int_equal(falls, 2);
    comparison_free(&c);
    invented_free(&v);
}

static void
table_of_ascii_holds_no_other_byte(void **state)
{
    struct invented v;
    struct comparison c;

    (void)state;
    usual(&v, 50);
    invented_compare(&v, shown, SHOWN, &c);
    char *text = table_of(&c, &plain);
    for (const char *at = text; *at; at++)
        assert_true((*at >= ' ' && *at <= '~') || *at == '\n');
    free(text);
    comparison_free(&c);
    invented_free(&v);
}

/* How often a text is in another. */
static int
times(const char *text, const char *part)
{
    int n = 0;

    for (; (text = strstr(text, part)); text += strlen(part))
        n++;
    return n;
}

static void
table_says_the_verdict_of_every_row(void **state)
{
    struct invented v;
    struct comparison c;
    static const char *const words[] = {
        "lower, clear", "higher, clear", "no clear difference",
        "same in every world", "too rare to tell"
    };
    int skewed = 0;

    (void)state;
    usual(&v, 200);
    invented_compare(&v, shown, SHOWN, &c);
    char *text = table_of(&c, &plain);
    for (size_t k = 0; k < sizeof words / sizeof *words; k++) {
        int rows = 0;
        for (size_t r = 0; r < comparison_n_rows(&c); r++)
            rows += strcmp(comparison_words(&c.row[r]), words[k]) == 0;
        char plain_one[64], marked[64];
        snprintf(plain_one, sizeof plain_one, "%s\n", words[k]);
        snprintf(marked, sizeof marked, "%s*\n", words[k]);
        assert_true(rows > 0);
        assert_int_equal(times(text, plain_one) + times(text, marked), rows);
    }
    for (size_t r = 0; r < comparison_n_rows(&c); r++)
        skewed += c.row[r].skewed && c.row[r].verdict != VERDICT_SAME;
    assert_true(skewed > 0);
    assert_int_equal(times(text, "*\n"), skewed);
    assert_non_null(strstr(text, "*: few worlds rule it"));
    /* One world in 200 is neither none nor 0 %; names stay on their lines. */
    assert_non_null(strstr(text, "0/<1 %"));
    assert_null(strstr(text, "convention+agency\n"));
    for (char *at = text; (at = strchr(at, '\n')); )
        *at = ' ';
    assert_non_null(strstr(text, "jointly for the 8 headline"));
    /* Three arms of 5 % each. */
    assert_non_null(strstr(text, "not for all 3 arms at once (at least 85 "));
    char deep[64];
    snprintf(deep, sizeof deep, "one setting of the %zu deep parameters",
             params_marked(MARK_DEEP));
    assert_true(params_marked(MARK_DEEP) > 20);
    assert_non_null(strstr(text, deep));
    /* 1 - (0.05 / 8)^(1/200) */
    assert_non_null(strstr(text, "up to 2.5 % of worlds could still differ"));
    assert_non_null(strstr(text, "of that of unpaired worlds"));
    assert_non_null(strstr(text, "at n = 200"));
    assert_non_null(strstr(text, "seed 2017"));
    free(text);
    comparison_free(&c);
    invented_free(&v);
}

static void
sentence_has_verdicts_n_seed_and_command(void **state)
{
    struct invented v;
    struct comparison c;

    (void)state;
    usual(&v, 200);
    invented_compare(&v, shown, SHOWN, &c);
    for (size_t m = 0; m < SHOWN; m++) {
        char *text = sentence_of(&c, m);
        for (size_t arm = 1; arm < 4; arm++)
            assert_non_null(
                strstr(text, comparison_words(comparison_row(&c, m, arm))));
        assert_int_equal(times(text, ", clear)"),
                         (comparison_row(&c, m, 1)->verdict < VERDICT_UNCLEAR)
                         + (comparison_row(&c, m, 2)->verdict <
                            VERDICT_UNCLEAR)
                         + (comparison_row(&c, m, 3)->verdict <
                            VERDICT_UNCLEAR));
        assert_non_null(strstr(text, "In 200 simulated worlds of \"The world "
                               "of 2017, everybody bound\" over ten"));
        assert_true(!strstr(text, "headline metrics") ==
                    !metric_table[shown[m]].headline);
        assert_true(!strstr(text, "deep parameters") ==
                    !strstr(text, ", clear)"));
        assert_null(strstr(text, "no value"));
        assert_non_null(strstr(text, "seed 2017"));
        assert_non_null(strstr(text, "made with: detente compare world\n"));
        assert_int_equal(times(text, "\n"), 1);
        free(text);
    }
    comparison_free(&c);
    invented_free(&v);
}

/* Clear, equal everywhere, unclear in fewer worlds, without an interval. */
static void
sentence_tells_levels_changes_and_intervals(void **state)
{
    static const struct comparison_row row[] = {
        { .estimate = 33.2, .low = 21.4, .high = 45, .level = 403.2,
          .verdict = VERDICT_HIGHER, .n = 200 },
        { .level = 370, .verdict = VERDICT_SAME, .n = 200 },
        { .estimate = -10, .low = -25.2, .high = 5, .level = 360,
          .verdict = VERDICT_UNCLEAR, .n = 199 },
        { .estimate = -70, .low = NAN, .high = NAN, .level = 300,
          .verdict = VERDICT_UNCLEAR, .doubt = DOUBT_FEW, .n = 1 } };
    static const enum metric one[] = { METRIC_ops_observed };
    struct invented v;
    struct comparison c;

    (void)state;
    invented_init(&v, 200, 5);
    invented_compare(&v, one, 1, &c);
    c.summary[0].mean = 370;
    for (size_t k = 0; k < 4; k++) {
        c.row[k] = row[k];
        c.row[k].metric = one[0];
        c.row[k].baseline = 370;
    }
    char *text = sentence_of(&c, 0);
    assert_string_equal(text,
        "In 200 simulated worlds of \"The world of 2017, everybody bound\" "
        "over ten years (seed 2017), observed operations had a mean of 370 "
        "under anarchy and 403 under convention (change +33, 99.4 % interval "
        "+21 to +45: higher, clear); the other three regimes, 300 to 370: "
        "same in every world or no clear difference or too few worlds; clear "
        "of the luck of worlds, at one setting of the 53 deep parameters; a "
        "stylised model, not a forecast; made with: detente compare "
        "world\n");
    free(text);
    comparison_free(&c);
    invented_free(&v);
}

/* With nothing clear the first metric, else the first with a difference. */
static void
sentence_is_about_what_is_clear(void **state)
{
    static const enum metric two[] = { METRIC_armed_conflicts,
                                       METRIC_ops_observed };
    static const double effect[] = { 1, 1, 1, 1.4 };
    struct invented v;
    struct comparison c;

    (void)state;
    invented_init(&v, 100, 4);
    invented_compare(&v, two, 2, &c);
    assert_int_equal(sentence_metric(&c), 0);
    comparison_free(&c);
    invented_fill(&v, two[1], 370, 0.1, 0.1, effect);
    invented_compare(&v, two, 2, &c);
    assert_int_equal(sentence_metric(&c), 1);
    comparison_free(&c);
    invented_free(&v);
}

/* Eight regimes, two of them with an effect: the others are one clause. */
static void
sentence_of_many_arms_names_those_with_a_difference(void **state)
{
    static const double effect[] = { 1, 1, 1, 1.4, 1, 0.7, 1, 1 };
    struct invented v;
    struct comparison c;

    (void)state;
    invented_init(&v, 200, 8);
    invented_fill(&v, shown[0], 41.2, 0.5, 0.2, effect);
    invented_compare(&v, shown, 1, &c);
    char *text = sentence_of(&c, 0);
    assert_non_null(strstr(text, "under convention+agency (change +"));
    assert_non_null(strstr(text, "under convention+accord (change -"));
    assert_non_null(strstr(text, "; the other five regimes, "));
    assert_non_null(strstr(text, ": no clear difference;"));
    assert_null(strstr(text, "geneva"));
    assert_true(strlen(text) < 640);
    free(text);
    comparison_free(&c);
    invented_free(&v);
}

/* A change is told with two digits of its own interval, a level with three. */
static void
sentence_has_the_digits_of_its_own_interval(void **state)
{
    struct invented v;
    struct comparison c;

    (void)state;
    invented_init(&v, 200, 3);
    for (size_t k = 0; k < 200; k++) {
        *invented_at(&v, k, 0, shown[0]) = 15.2634;
        *invented_at(&v, k, 1, shown[0]) = 15.2634 + (k % 2 ? 0.01 : -0.01);
        *invented_at(&v, k, 2, shown[0]) = 15.2634 + (k % 2 ? 5 : -4.5);
    }
    invented_compare(&v, shown, 1, &c);
    char *text = sentence_of(&c, 0);
    assert_non_null(strstr(text, "a mean of 15.3 under anarchy, 15.3 under"));
    /* Half-widths 2.76 x 0.01 / sqrt(200) and 2.76 x 4.76 / sqrt(200). */
    assert_non_null(strstr(text, "change 0.0000, 95 % interval -0.0020 to"));
    assert_non_null(strstr(text, "change +0.25, 95 % interval -0.68 to +1."));
    free(text);
    comparison_free(&c);
    invented_free(&v);
}

static void
sentence_of_an_outcome_without_values_has_no_dash(void **state)
{
    struct invented v;
    struct comparison c;

    (void)state;
    invented_init(&v, 20, 3);
    for (size_t k = 0; k < 20; k++)
        *invented_at(&v, k, 0, shown[4]) = *invented_at(&v, k, 1, shown[4]) =
            NAN;
    invented_compare(&v, shown + 4, 1, &c);
    char *text = sentence_of(&c, 0);
    assert_non_null(strstr(text, "had no value under anarchy, no value under "
                           "convention and 0 under agency (no value in any "
                           "pair, "));
    free(text);
    comparison_free(&c);
    invented_free(&v);
}

/* 72 % of worlds lose something that none lost: there is no per cent of 0. */
static void
change_from_nothing_is_told_in_the_unit(void **state)
{
    struct invented v;
    struct comparison c;

    (void)state;
    invented_init(&v, 100, 3);
    for (size_t k = 0; k < 72; k++)
        *invented_at(&v, k, 1, METRIC_loss_musd) = 7 + (double)(k % 5);
    invented_compare(&v, shown + 2, 1, &c);
    assert_true(change_is_from_nothing(comparison_row(&c, 0, 1)));
    assert_false(change_is_from_nothing(comparison_row(&c, 0, 2)));
    char *text = table_of(&c, &plain);
    assert_non_null(strstr(text, "+8.00   from nothing    0/72 %"));
    assert_non_null(strstr(text, "higher, clear\n"));
    free(text);
    text = sentence_of(&c, 0);
    assert_non_null(strstr(text, "8.00 under convention (from nothing: "
                           "higher, clear)"));
    free(text);
    comparison_free(&c);
    invented_free(&v);
}

static void
failed_stream_is_a_fault(void **state)
{
    struct invented v;
    struct comparison c;
    struct fault f;

    (void)state;
    FILE *full = fopen("/dev/full", "w");
    if (!full)
        return;
    setvbuf(full, NULL, _IONBF, 0);
    usual(&v, 20);
    invented_compare(&v, shown, SHOWN, &c);
    assert_int_equal(table_print(&c, &plain, full, &f), FAULT_IO);
    assert_int_equal(sentence_print(&c, 0, &plain, full, &f), FAULT_IO);
    fclose(full);
    comparison_free(&c);
    invented_free(&v);
}

/* `test_table show` prints a table to look at. */
static int
show(void)
{
    struct invented v;
    struct comparison c;
    struct fault f;
    struct table_style style = plain;

    usual(&v, 200);
    invented_compare(&v, shown, SHOWN, &c);
    table_print(&c, &style, stdout, &f);
    for (size_t m = 0; m < SHOWN; m++)
        sentence_print(&c, m, &style, stdout, &f);
    comparison_free(&c);
    invented_free(&v);
    return 0;
}

int
main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_have_the_digits_of_their_interval),
        cmocka_unit_test(
            minus_and_space_before_per_cent_are_typographic_in_utf8),
        cmocka_unit_test(ratio_is_a_change_in_per_cent),
        cmocka_unit_test(change_from_nothing_has_no_per_cent),
        cmocka_unit_test(measures_say_label_unit_and_scale_once),
        cmocka_unit_test(long_phrase_is_cut_between_characters),
        cmocka_unit_test(table_stays_within_80_columns),
        cmocka_unit_test(table_uses_all_80_columns_before_it_is_set_closer),
        cmocka_unit_test(table_of_ascii_holds_no_other_byte),
        cmocka_unit_test(table_says_the_verdict_of_every_row),
        cmocka_unit_test(sentence_has_verdicts_n_seed_and_command),
        cmocka_unit_test(sentence_tells_levels_changes_and_intervals),
        cmocka_unit_test(sentence_is_about_what_is_clear),
        cmocka_unit_test(sentence_of_many_arms_names_those_with_a_difference),
        cmocka_unit_test(sentence_has_the_digits_of_its_own_interval),
        cmocka_unit_test(sentence_of_an_outcome_without_values_has_no_dash),
        cmocka_unit_test(change_from_nothing_is_told_in_the_unit),
        cmocka_unit_test(failed_stream_is_a_fault),
    };

    if (argc > 1 && strcmp(argv[1], "show") == 0)
        return show();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
