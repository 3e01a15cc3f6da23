/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_record.c - files appear whole or not at all; runs.csv reads back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <dirent.h>
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "record/fields.h"
#include "record/output.h"
#include "record/runs.h"

/* ---- help --------------------------------------------------------------- */

static int
make_folder(void **state)
{
    static const char pattern[] = "/tmp/detente-record.XXXXXX";
    char *dir = malloc(sizeof pattern);

    if (dir == NULL)
        return -1;
    memcpy(dir, pattern, sizeof pattern);
    *state = dir;
    return mkdtemp(dir) == NULL ? -1 : 0;
}

static int
remove_folder(void **state)
{
    char path[512];
    DIR *d = opendir(*state);

    for (struct dirent *e; d != NULL && (e = readdir(d)) != NULL;) {
        snprintf(path, sizeof path, "%s/%s", (char *)*state, e->d_name);
        remove(path);
    }
    if (d != NULL)
        closedir(d);
    rmdir(*state);
    free(*state);
    return 0;
}

static size_t
count_files(const char *dir)
{
    DIR *d = opendir(dir);
    size_t n = 0;

    assert_non_null(d);
    for (struct dirent *e; (e = readdir(d)) != NULL;)
        n += e->d_name[0] != '.';
    closedir(d);
    return n;
}

static void
put_file(const char *dir, const char *name, const char *text)
{
    struct output o;
    struct fault f;

    assert_int_equal(output_open(&o, dir, name, &f), 0);
    fputs(text, o.stream);
    assert_int_equal(output_keep(&o, &f), 0);
}

static void
get_file(const char *dir, const char *name, char *text, size_t size)
{
    char path[512];

    snprintf(path, sizeof path, "%s/%s", dir, name);
    FILE *stream = fopen(path, "r");
    assert_non_null(stream);
    text[fread(text, 1, size - 1, stream)] = '\0';
    fclose(stream);
}

/* ---- files -------------------------------------------------------------- */

static void
a_file_appears_when_it_is_kept_and_not_before(void **state)
{
    struct output o;
    struct fault f;
    char text[64];

    put_file(*state, "a.txt", "old\n");
    assert_int_equal(output_open(&o, *state, "a.txt", &f), 0);
    fputs("new\n", o.stream);
    fflush(o.stream);
    get_file(*state, "a.txt", text, sizeof text);
    assert_string_equal(text, "old\n");
    assert_int_equal(output_keep(&o, &f), 0);
    get_file(*state, "a.txt", text, sizeof text);
    assert_string_equal(text, "new\n");
    assert_int_equal(count_files(*state), 1);
}

static void
a_dropped_file_leaves_nothing(void **state)
{
    struct output o = { 0 };
    struct fault f;

    output_drop(&o);
    assert_int_equal(output_open(&o, *state, "a.txt", &f), 0);
    fputs("text", o.stream);
    output_drop(&o);
    output_drop(&o);
    assert_int_equal(count_files(*state), 0);
}

/* A stream with a lost byte, as on a full disk: fflush and fclose may both
 * succeed afterwards. */
static void
a_lost_byte_is_not_kept(void **state)
{
    struct output o;
    struct fault f;
    char text[64];

    put_file(*state, "a.txt", "old\n");
    assert_int_equal(output_open(&o, *state, "a.txt", &f), 0);
    assert_non_null(freopen("/dev/full", "w", o.stream));
    for (int i = 0; i < 100000; i++)
        fputs("x", o.stream);
    assert_int_equal(output_keep(&o, &f), FAULT_IO);
    assert_non_null(strstr(f.text, "could not be written"));
    get_file(*state, "a.txt", text, sizeof text);
    assert_string_equal(text, "old\n");
    assert_int_equal(count_files(*state), 1);
}

/* The disk is full for a while: only the stream's own mark tells of it later.
 */
static void
a_byte_that_was_lost_early_is_not_forgotten(void **state)
{
    struct rlimit before, small;
    struct output o;
    struct fault f;

    assert_int_equal(output_open(&o, *state, "a.txt", &f), 0);
    assert_true(signal(SIGXFSZ, SIG_IGN) != SIG_ERR);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    small = before;
    small.rlim_cur = 4096;
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    for (int i = 0; i < 100000; i++)
        fputs("x", o.stream);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
    fputs("x", o.stream);
    assert_int_equal(output_keep(&o, &f), FAULT_IO);
    assert_int_equal(count_files(*state), 0);
}

static void
a_file_in_no_folder_is_a_fault(void **state)
{
    struct output o;
    struct fault f;

    (void)state;
    assert_int_equal(output_open(&o, "/no/such/folder", "a", &f), FAULT_IO);
    assert_null(o.stream);
}

/* ---- folders ------------------------------------------------------------ */

static void
a_missing_folder_is_made_and_taken_back(void **state)
{
    struct folder d;
    struct fault f;
    struct stat s;
    char dir[512];

    snprintf(dir, sizeof dir, "%s/new", (char *)*state);
    assert_int_equal(folder_open(&d, dir, false, &f), 0);
    assert_true(d.made && d.fresh && !d.replaces);
    put_file(dir, "runs.csv", "x\n");
    folder_abandon(&d);
    assert_int_equal(stat(dir, &s), -1);
}

static void
a_folder_of_others_is_refused_even_by_force(void **state)
{
    struct folder d;
    struct fault f;

    put_file(*state, "thesis.txt", "mine");
    put_file(*state, "runs.csv", "mine too");
    assert_int_equal(folder_open(&d, *state, false, &f), FAULT_EXISTS);
    folder_abandon(&d);
    assert_int_equal(folder_open(&d, *state, true, &f), FAULT_EXISTS);
    folder_abandon(&d);
    assert_int_equal(folder_clear(&d, &f), 0);
    put_file(*state, "manifest.json", "{\"program\": \"another\"}");
    assert_int_equal(folder_open(&d, *state, true, &f), FAULT_EXISTS);
    assert_int_equal(count_files(*state), 3);
}

static void
force_replaces_our_files_and_no_others(void **state)
{
    struct folder d;
    struct fault f;

    put_file(*state, "manifest.json", "{\"program\": \"detente\"}");
    put_file(*state, "runs.csv", "old");
    put_file(*state, "dots.svg", "old");
    put_file(*state, "notes.txt", "mine");
    assert_int_equal(folder_open(&d, *state, false, &f), FAULT_EXISTS);
    assert_int_equal(folder_open(&d, *state, true, &f), 0);
    assert_true(d.replaces && !d.fresh);
    assert_int_equal(count_files(*state), 4);
    assert_int_equal(folder_clear(&d, &f), 0);
    /* notes.txt and, to the last, manifest.json */
    assert_int_equal(count_files(*state), 2);
    folder_abandon(&d);
    assert_int_equal(count_files(*state), 2);
}

static void
a_file_is_no_folder(void **state)
{
    struct folder d;
    struct fault f;
    char path[512];

    put_file(*state, "a", "x");
    snprintf(path, sizeof path, "%s/a", (char *)*state);
    assert_int_equal(folder_open(&d, path, true, &f), FAULT_EXISTS);
}

/* NIST's value for "abc", FIPS 180-2, appendix B.1. */
static void
checksums_are_sha256_of_the_data(void **state)
{
    struct fault f;
    char text[512];

    put_file(*state, "runs.csv", "abc");
    put_file(*state, "manifest.json", "{}");
    put_file(*state, "dots.csv", "x");
    assert_int_equal(folder_sums(*state, &f), 0);
    get_file(*state, "SHA256SUMS", text, sizeof text);
    assert_string_equal(text,
                        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9c"
                        "b410ff61f20015ad  runs.csv\n"
                        "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e83"
                        "10c060f61caaff8a  manifest.json\n");
}

/* What was changed, or is not listed, is refused; what is gone is not. */
static void
changed_files_are_refused(void **state)
{
    struct fault f;

    put_file(*state, "runs.csv", "abc");
    put_file(*state, "compare.csv", "x");
    assert_int_equal(folder_verify(*state, &f), FAULT_MISMATCH);
    put_file(*state, "manifest.json", "{}");
    assert_int_equal(folder_sums(*state, &f), 0);
    assert_int_equal(folder_verify(*state, &f), 0);
    put_file(*state, "dots.csv", "x");
    assert_int_equal(folder_verify(*state, &f), 0);
    put_file(*state, "compare.csv", "y");
    assert_int_equal(folder_verify(*state, &f), FAULT_MISMATCH);
    assert_non_null(strstr(f.where, "compare.csv"));
    char path[512];
    snprintf(path, sizeof path, "%s/compare.csv", (char *)*state);
    assert_int_equal(remove(path), 0);
    assert_int_equal(folder_verify(*state, &f), 0);
    put_file(*state, "SHA256SUMS", "nothing\n");
    assert_int_equal(folder_verify(*state, &f), FAULT_MISMATCH);
}

/* ---- runs --------------------------------------------------------------- */

static void
fill(struct runs *r)
{
    struct fault f;

    assert_int_equal(runs_init(r, 2, 3, &f), 0);
    snprintf(r->arm[0], ARM_NAME, "anarchy");
    snprintf(r->arm[1], ARM_NAME, "with, comma and \"quote\"");
    for (size_t run = 0; run < 6; run++) {
        r->ok[run] = run != 3;
        for (int m = 0; m < N_METRICS; m++)
            r->out[run].value[m] = run == 3 || m == 5 ? NAN
                : 0.1 * (double)(run + 1) + 1e6 * m / 7;
    }
}

static void
runs_read_back_bit_for_bit(void **state)
{
    struct runs a, b;
    struct fault f;

    fill(&a);
    assert_int_equal(runs_write(&a, *state, &f), 0);
    assert_int_equal(runs_read(&b, *state, &f), 0);
    assert_int_equal(b.n_arms, 2);
    assert_int_equal(b.n_replicates, 3);
    assert_string_equal(b.arm[1], a.arm[1]);
    for (size_t run = 0; run < 6; run++) {
        assert_int_equal(a.ok[run], b.ok[run]);
        for (int m = 0; m < N_METRICS; m++)
            assert_true(a.out[run].value[m] == b.out[run].value[m]
                        || (isnan(a.out[run].value[m])
                            && isnan(b.out[run].value[m])));
    }
    runs_free(&a);
    runs_free(&b);
}

static void
a_missing_or_doubled_run_is_refused(void **state)
{
    static char text[65536];
    struct runs a, b;
    struct fault f;

    fill(&a);
    assert_int_equal(runs_write(&a, *state, &f), 0);
    get_file(*state, "runs.csv", text, sizeof text);
    /* The last line twice instead of the one before it. */
    char *last = text + strlen(text) - 1;
    *last = '\0';
    last = strrchr(text, '\n') + 1;
    char copy[8192];
    snprintf(copy, sizeof copy, "%s", last);
    *(last - 1) = '\0';
    char *before = strrchr(text, '\n') + 1;
    snprintf(before, sizeof text - (size_t)(before - text), "%s\n%s\n", copy,
             copy);
    put_file(*state, "runs.csv", text);
    assert_int_equal(runs_read(&b, *state, &f), FAULT_INPUT);
    assert_true(f.line > 1);
    runs_free(&b);
    put_file(*state, "runs.csv", "arm,point\na,0\n");
    assert_int_equal(runs_read(&b, *state, &f), FAULT_INPUT);
    runs_free(&a);
    runs_free(&b);
}

/* ---- the tables --------------------------------------------------------- */

static void
every_file_with_columns_is_in_the_dictionary(void **state)
{
    static char text[65536];
    unsigned char wanted[N_RECORD_FILES];
    struct fault f;

    memset(wanted, 1, sizeof wanted);
    assert_int_equal(dictionary_write(*state, wanted, &f), 0);
    get_file(*state, "dictionary.csv", text, sizeof text);
    assert_int_equal(strncmp(text, "file,column,meaning,unit,type,range,better"
                             "\n", 43), 0);
    for (size_t c = 0; c < field_count; c++) {
        char row[128];
        snprintf(row, sizeof row, "\n%s,%s,",
                 record_table[field_table[c].file].name, field_table[c].name);
        assert_non_null(strstr(text, row));
    }
    for (int m = 0; m < N_METRICS; m++) {
        char row[128];
        snprintf(row, sizeof row, "\nruns.csv,%s,", metric_table[m].name);
        assert_non_null(strstr(text, row));
    }
}

static void
a_field_is_quoted_only_where_it_must(void **state)
{
    char *text = NULL;
    size_t size = 0;
    FILE *stream = open_memstream(&text, &size);

    (void)state;
    assert_non_null(stream);
    csv_field(stream, "plain text");
    csv_field(stream, "a,b");
    csv_field(stream, "say \"x\"");
    csv_number(stream, NAN);
    csv_number(stream, 0.1);
    fclose(stream);
    assert_string_equal(text, "plain text\"a,b\"\"say \"\"x\"\"\",,0.1");
    free(text);
}

#define IN_A_FOLDER(test)                                                     \
    cmocka_unit_test_setup_teardown(test, make_folder, remove_folder)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        IN_A_FOLDER(a_file_appears_when_it_is_kept_and_not_before),
        IN_A_FOLDER(a_dropped_file_leaves_nothing),
        IN_A_FOLDER(a_lost_byte_is_not_kept),
        IN_A_FOLDER(a_byte_that_was_lost_early_is_not_forgotten),
        IN_A_FOLDER(a_file_in_no_folder_is_a_fault),
        IN_A_FOLDER(a_missing_folder_is_made_and_taken_back),
        IN_A_FOLDER(a_folder_of_others_is_refused_even_by_force),
        IN_A_FOLDER(force_replaces_our_files_and_no_others),
        IN_A_FOLDER(a_file_is_no_folder),
        IN_A_FOLDER(checksums_are_sha256_of_the_data),
        IN_A_FOLDER(changed_files_are_refused),
        IN_A_FOLDER(runs_read_back_bit_for_bit),
        IN_A_FOLDER(a_missing_or_doubled_run_is_refused),
        IN_A_FOLDER(every_file_with_columns_is_in_the_dictionary),
        cmocka_unit_test(a_field_is_quoted_only_where_it_must),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
