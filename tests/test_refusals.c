/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_refusals.c - what is refused, and in which words.
 *
 * refusals.def is the table: an arm as typed, a file, its text and the first
 * line of every message.  Each row is put into a world that is right without
 * it.  Inputs that are too large for a table are made here. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>

#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "input/arm.h"
#include "support/folder.h"

enum { TEXT = 16384 };

struct refusal {
    const char *typed, *file, *text;
    size_t size;
    const char *want;
};

static const struct refusal refusals[] = {
#define REFUSAL(typed, file, text, want)                                      \
    { typed, file, text, sizeof text - 1, want },
#include "refusals.def"
#undef REFUSAL
};
enum { N_REFUSALS = sizeof refusals / sizeof *refusals };

/* Loads an arm that must fail; its messages go to `got`, whole or only the
 * first line of each. */
static void
messages(const struct arm_request *request, int whole, char got[TEXT])
{
    struct faults all = { 0 };
    struct arm a;
    size_t used = 0;
    int code = arm_load(request, &a, &all);

    faults_sort(&all);
    got[0] = '\0';
    assert_int_equal(code != 0, all.n > 0);
    for (size_t k = 0; k < all.n; k++) {
        char text[2048];
        assert_true(fault_print(text, sizeof text, &all.item[k])
                    < (int)sizeof text);
        if (!whole)
            text[strcspn(text, "\n") + 1] = '\0';
        used += (size_t)snprintf(got + used, TEXT - used, "%s", text);
        assert_true(used < TEXT);
    }
    arm_free(&a);
    faults_free(&all);
}

static void
refused(const char *typed, const char *want)
{
    struct arm_request request = { .typed = typed };
    char got[TEXT];

    messages(&request, 1, got);
    assert_string_equal(got, want);
}

static void
every_row_is_refused_in_its_words(void **state)
{
    int bad = 0;

    (void)state;
    assert_true(N_REFUSALS >= 80);
    for (int k = 0; k < N_REFUSALS; k++) {
        const struct refusal *r = &refusals[k];
        struct arm_request request = { .typed = r->typed };
        char got[TEXT];

        assert_int_equal(folder_write(r->file, r->text, r->size), 0);
        messages(&request, 0, got);
        assert_int_equal(folder_restore(r->file), 0);
        if (strcmp(got, r->want) != 0) {
            print_error("row %d, %s:\n%s-- got\n%s-- not\n%s", k, r->file,
                        r->text, got, r->want);
            bad++;
        }
    }
    assert_int_equal(bad, 0);
}

/* ---- whole messages ----------------------------------------------------- */

static void
shown(const char *text, const char *want)
{
    assert_int_equal(folder_write("mine.yaml", text, strlen(text)), 0);
    refused("mine", want);
    assert_int_equal(folder_restore("mine.yaml"), 0);
}

static void
message_shows_line_caret_and_hint(void **state)
{
    (void)state;
    shown("inherits: tiny.yaml\n\nattribution: {skil: 0.4}\n",
          "mine.yaml:3:15: error: unknown key 'skil' in attribution\n"
          "    3 | attribution: {skil: 0.4}\n"
          "      |               ^~~~ did you mean 'skill'? 0..5, "
          "here 0.6 (default)\n");
}

static void
hint_tells_where_the_present_value_is_from(void **state)
{
    static const char parent[] = "inherits: tiny.yaml\n"
                                 "attribution: {skill: 0.7}\n";
    (void)state;
    assert_int_equal(folder_write("parent.yaml", parent, sizeof parent - 1),
                     0);
    shown("inherits: parent.yaml\nattribution: {skill: 9}\n",
          "mine.yaml:2:22: error: 9 is out of range\n"
          "    2 | attribution: {skill: 9}\n"
          "      |                      ^ 0..5 sd/week, "
          "here 0.7 (parent.yaml:2)\n");
    assert_int_equal(folder_restore("parent.yaml"), 0);
}

static void
columns_count_code_points(void **state)
{
    (void)state;
    shown("inherits: tiny.yaml\n"
          "states: {\"\xC3\x84\xC3\x96\": {}, XAB: {}}\n",
          "mine.yaml:2:10: error: unknown state '\xC3\x84\xC3\x96'\n"
          "    2 | states: {\"\xC3\x84\xC3\x96\": {}, XAB: {}}\n"
          "      |          ^~~~ three capitals\n"
          "mine.yaml:2:20: error: unknown state 'XAB'\n"
          "    2 | states: {\"\xC3\x84\xC3\x96\": {}, XAB: {}}\n"
          "      |                    ^~~ did you mean 'XAA'?\n");
}

static void
long_hint_goes_below_the_caret(void **state)
{
    (void)state;
    shown("inherits: tiny.yaml\npoints: {n: 3}\n",
          "mine.yaml:2:1: error: unknown key 'points'\n"
          "    2 | points: {n: 3}\n"
          "      | ^~~~~~\n"
          "      | known: title, inherits, start, years, regime, members, "
          "world, states,\n"
          "      | events, events+, politics, vulnerabilities, diplomacy, "
          "decision, strike,\n"
          "      | spread, response, attribution, reaction, civilians, "
          "account\n");
}

static void
two_letters_of_a_state_are_not_a_boolean(void **state)
{
    (void)state;
    shown("inherits: world.yaml\nmembers: [NO]\n",
          "mine.yaml:2:11: error: unknown state 'NO'\n"
          "    2 | members: [NO]\n"
          "      |           ^~ three capitals, did you mean 'NOR'?\n");
}

static void
name_on_the_command_line_gets_a_guess(void **state)
{
    (void)state;
    refused("tinny", "tinny: error: there is no scenario or regime of this "
            "name\n      did you mean 'tiny'?\n");
    refused("tiny@agency+convention",
            "agency+convention: error: there is no scenario or regime of "
            "this name\n      did you mean 'convention+agency'?\n");
    refused("a-folder", "a-folder: error: this is a folder, not a scenario "
            "or regime\n");
    refused("house@house", "house: error: this is a regime, not a "
            "scenario\n");
    refused("tiny@", "tiny@: error: an arm is SCENARIO, REGIME or "
            "SCENARIO@REGIME\n");
    refused("", "error: an arm is SCENARIO, REGIME or SCENARIO@REGIME\n");
}

/* ---- --set -------------------------------------------------------------- */

static void
set_is_refused_at_its_column(void **state)
{
    static const struct {
        const char *set, *want;
    } rows[] = {
        { "attribution.skil=1",
          "--set:2:1: error: unknown parameter 'attribution.skil'\n"
          "    2 | attribution.skil=1\n"
          "      | ^~~~~~~~~~~~~~~~ did you mean 'attribution.skill'?\n" },
        { "attribution.skill=9",
          "--set:2:19: error: 9 is out of range\n"
          "    2 | attribution.skill=9\n"
          "      |                   ^ 0..5 sd/week, "
          "here 0.5 (--set:1)\n" },
        { "attribution.skill=",
          "--set:2:19: error: '' is not a number\n"
          "    2 | attribution.skill=\n"
          "      |                   ^ 0..5 sd/week, "
          "here 0.5 (--set:1)\n" },
        { "attribution.skill",
          "--set:2:1: error: not section.name=value\n"
          "    2 | attribution.skill\n"
          "      | ^~~~~~~~~~~~~~~~~ such as attribution.skill=0.9\n" },
        { "decision.gain=1",
          "--set:2:1: error: 'decision.gain' is a table\n"
          "    2 | decision.gain=1\n"
          "      | ^~~~~~~~~~~~~ one number of it, such as "
          "decision.gain.espionage\n" },
        { "agency.skill=high",
          "--set:2:14: error: 'high' is not a number\n"
          "    2 | agency.skill=high\n"
          "      |              ^~~~ 0..5, here 0.8 (default)\n" },
        { "agency.seats.academia=0.5",
          "--set:2:1: error: seats add up to 1.3, not 1\n"
          "    2 | agency.seats.academia=0.5\n"
          "      | ^~~~~~~~~~~~~~~~~~~~~~~~~ set the others too\n" },
        { "norms.cells.theft.military=1",
          "--set:2:1: error: there are no operations 'theft/military'\n"
          "    2 | norms.cells.theft.military=1\n"
          "      | ^~~~~~~~~~~~~~~~~~~~~~~~~~ "
          "theft/industry, theft/civilians\n" },
        { "norms.cells.theft.industry=0.5",
          "--set:2:28: error: a cell is prohibited or not\n"
          "    2 | norms.cells.theft.industry=0.5\n"
          "      |                            ^~~ 0 or 1\n" },
    };

    (void)state;
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
        const char *set[] = { "attribution.skill=0.5", rows[k].set };
        struct arm_request request = { .typed = "tiny@house", .set = set,
                                       .n_sets = 2 };
        char got[TEXT];
        messages(&request, 1, got);
        assert_string_equal(got, rows[k].want);
    }
}

/* ---- large -------------------------------------------------------------- */

/* `times` times `unit`, then `tail`. */
static void
write_many(const char *name, const char *unit, size_t times, const char *tail)
{
    size_t one = strlen(unit), size = one * times + strlen(tail);
    char *text = malloc(size + 1);

    assert_non_null(text);
    for (size_t k = 0; k < times; k++)
        memcpy(text + k * one, unit, one);
    memcpy(text + one * times, tail, strlen(tail) + 1);
    assert_int_equal(folder_write(name, text, size), 0);
    free(text);
}

static void
deep_nesting_is_refused_at_once(void **state)
{
    clock_t start = clock();

    (void)state;
    write_many("mine.yaml", "[", 10000, "\n");
    refused("mine", "mine.yaml:1:65: error: nested more than 64 levels "
            "deep\n    1 | [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["
            "[[[[[[[[[[[[[[[[[[[[...\n      | "
            "                                                                "
            "^\n");
    write_many("mine.yaml", "- ", 10000, "a\n");
    struct arm_request request = { .typed = "mine" };
    char got[TEXT];
    messages(&request, 0, got);
    assert_string_equal(got, "mine.yaml:1:129: error: nested more than 64 "
                        "levels deep\n");
    assert_int_equal(folder_restore("mine.yaml"), 0);
    /* It takes milliseconds; libyaml alone would take half a second or, for
     * the whole file below the limit of size, hours. */
    assert_true(clock() - start < CLOCKS_PER_SEC);
}

static void
alias_bomb_is_refused_at_its_fuse(void **state)
{
    char text[4096] = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n";

    (void)state;
    for (int k = 1; k < 30; k++)
        snprintf(text + strlen(text), sizeof text - strlen(text),
                 "a%d: &a%d [*a%d, *a%d, *a%d]\n", k, k, k - 1, k - 1, k - 1);
    shown(text, "mine.yaml:1:5: error: anchors (&) are not read\n"
          "    1 | a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
          "      |     ^ write the value out where it is needed\n");
}

/* Sparse files: 100 MB that take no room. */
static void
sparse(const char *name, off_t size)
{
    int file = open(name, O_WRONLY | O_CREAT | O_TRUNC, 0600);

    assert_true(file >= 0);
    assert_int_equal(ftruncate(file, size), 0);
    assert_int_equal(close(file), 0);
}

static void
large_file_is_refused_unread(void **state)
{
    (void)state;
    sparse("mine.yaml", 100 << 20);
    refused("mine", "mine.yaml: error: the file is larger than 1 MiB\n");
    assert_int_equal(folder_restore("mine.yaml"), 0);
    sparse("firms.csv", 100 << 20);
    refused("tiny", "firms.csv: error: the file is larger than 64 MiB\n");
    assert_int_equal(folder_restore("firms.csv"), 0);
}

/* The limit counts the bytes of the file, so that one more is too many. */
static void
limit_of_size_is_exact(void **state)
{
    static const char head[] = "inherits: tiny.yaml\n";
    struct arm_request request = { .typed = "mine" };
    char got[TEXT];

    (void)state;
    write_many("mine.yaml", "#", (1 << 20) - sizeof head, "\n"
               "inherits: tiny.yaml\n");
    messages(&request, 1, got);
    assert_string_equal(got, "");
    write_many("mine.yaml", "#", (1 << 20) - sizeof head + 1, "\n"
               "inherits: tiny.yaml\n");
    refused("mine", "mine.yaml: error: the file is larger than 1 MiB\n");
    assert_int_equal(folder_restore("mine.yaml"), 0);
}

/* The list is cut at FAULTS_MOST, and so is the time. */
static void
thousands_of_faults_are_counted(void **state)
{
    struct arm_request request = { .typed = "tiny" };
    struct faults all = { 0 };
    struct arm a;
    enum { ROWS = 20000 };
    const size_t size = ROWS * 24 + 128;
    char *text = malloc(size);
    size_t used = 0;

    (void)state;
    assert_non_null(text);
    used += (size_t)snprintf(text, size, "firm,home,segment,ecosystem,owner,"
                             "share_pct,zero_days_2014_2019,skill\n");
    for (int k = 0; k < ROWS; k++)
        used += (size_t)snprintf(text + used, size - used,
                                 "f%05d,XQQ,cloud,,0,,,1\n", k);
    assert_int_equal(folder_write("firms.csv", text, used), 0);
    free(text);
    assert_int_equal(arm_load(&request, &a, &all), FAULT_INPUT);
    assert_int_equal(all.n, FAULTS_MOST);
    assert_int_equal(all.n + all.more, ROWS);
    arm_free(&a);
    faults_free(&all);
    assert_int_equal(folder_restore("firms.csv"), 0);
}

/* ---- files that cannot be read ------------------------------------------ */

static void
errors_of_all_files_come_in_one_pass(void **state)
{
    static const char law[] = "clauses:\n  - {agancy: {}, from: 2018-01-01}\n";
    static const char firms[] = "firm,home,segment,ecosystem,owner,share_pct,"
                                "zero_days_2014_2019,skill\n"
                                "a,XAA,cloud,,0,,,-1\n";
    static const char mine[] = "inherits: tiny.yaml\nyears: ten\n"
                               "members: [XAB]\nregime: law\n";
    struct arm_request request = { .typed = "mine" };
    char got[TEXT];

    (void)state;
    assert_int_equal(folder_write("law.yaml", law, sizeof law - 1), 0);
    assert_int_equal(folder_write("firms.csv", firms, sizeof firms - 1), 0);
    assert_int_equal(folder_write("mine.yaml", mine, sizeof mine - 1), 0);
    messages(&request, 0, got);
    assert_string_equal(got,
        "mine.yaml:2:8: error: 'ten' is not a number\n"
        "mine.yaml:3:11: error: unknown state 'XAB'\n"
        "firms.csv:2:18: error: -1 is out of range\n"
        "law.yaml:2:6: error: unknown key 'agancy' in a clause\n");
    assert_int_equal(folder_restore("law.yaml"), 0);
    assert_int_equal(folder_restore("firms.csv"), 0);
    assert_int_equal(folder_restore("mine.yaml"), 0);
}

static void
fault_of_two_arms_is_told_once(void **state)
{
    struct arm_request request = { .typed = "mine@calm" };
    struct faults all = { 0 };
    struct arm a;

    (void)state;
    assert_int_equal(folder_write("mine.yaml",
                                  "inherits: tiny.yaml\nyears: 0\n", 29), 0);
    for (int k = 0; k < 2; k++) {
        assert_int_equal(arm_load(&request, &a, &all), FAULT_INPUT);
        arm_free(&a);
    }
    assert_int_equal(all.n, 1);
    faults_free(&all);
    assert_int_equal(folder_restore("mine.yaml"), 0);
}

static int
enter(void **state)
{
    (void)state;
    return folder_enter();
}

static int
leave(void **state)
{
    (void)state;
    return folder_leave();
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_row_is_refused_in_its_words),
        cmocka_unit_test(message_shows_line_caret_and_hint),
        cmocka_unit_test(hint_tells_where_the_present_value_is_from),
        cmocka_unit_test(columns_count_code_points),
        cmocka_unit_test(long_hint_goes_below_the_caret),
        cmocka_unit_test(two_letters_of_a_state_are_not_a_boolean),
        cmocka_unit_test(name_on_the_command_line_gets_a_guess),
        cmocka_unit_test(set_is_refused_at_its_column),
        cmocka_unit_test(deep_nesting_is_refused_at_once),
        cmocka_unit_test(alias_bomb_is_refused_at_its_fuse),
        cmocka_unit_test(large_file_is_refused_unread),
        cmocka_unit_test(limit_of_size_is_exact),
        cmocka_unit_test(thousands_of_faults_are_counted),
        cmocka_unit_test(errors_of_all_files_come_in_one_pass),
        cmocka_unit_test(fault_of_two_arms_is_told_once),
    };

    return cmocka_run_group_tests(tests, enter, leave);
}
