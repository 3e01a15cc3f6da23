/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_draw_chart.c - a picture is whole or it is not there.
 *
 * gnuplot is played by small shell scripts, so that it may lie and fail.
 * `test_draw_chart draw PLOTS DIR OUT PRESET` draws one chart with the real
 * one, for test_charts.sh. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "report/draw_chart.h"
#include "report/svg.h"

/* What gnuplot's svg terminal writes, shortened. */
static const char drawn[] =
    "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
    "<svg\n"
    " width=\"1200\" height=\"675\"\n"
    " xmlns=\"http://www.w3.org/2000/svg\"\n"
    ">\n"
    "<title>dots</title>\n"
    "<desc>Produced by GNUPLOT</desc>\n"
    "<g id=\"plot_1\" ><title>FILE using x</title>\n"
    "<text font-family=\"DejaVu Sans\">a</text>"
    "<text font-family=\"DejaVu Sans\">b</text>\n"
    "</svg>\n";

static const char words[] =
    "text,key,x,y\n"
    "\"A title, with <tags> & more\",title,,\n"
    "\"\",x_range,-1,1\n"
    "\"What it shows\",alt,,\n";

static char *
described(const char *svg, int *code)
{
    char *text = NULL;
    size_t size;
    struct fault f;
    FILE *in = fmemopen((void *)(uintptr_t)svg, strlen(svg), "r");
    FILE *out = open_memstream(&text, &size);

    assert_true(in && out);
    *code = svg_describe(in, out, "A title, with <tags> & more",
                         "What it shows", &f);
    fclose(in);
    assert_int_equal(fclose(out), 0);
    return text;
}

static void
svg_gets_title_description_role_and_a_font_of_the_same_width(void **state)
{
    int code;
    char *text = described(drawn, &code);

    (void)state;
    assert_int_equal(code, 0);
    assert_non_null(strstr(text, "<title id=\"t\">A title, with &lt;tags&gt; "
                                 "&amp; more</title>\n"));
    assert_non_null(strstr(text, "<desc id=\"d\">What it shows</desc>\n"));
    assert_non_null(strstr(text, " role=\"img\" aria-labelledby=\"t d\" "
                                 "xmlns="));
    assert_null(strstr(text, "FILE using"));
    assert_null(strstr(text, "GNUPLOT"));
    assert_null(strstr(text, "\"DejaVu Sans\""));
    assert_non_null(strstr(text, "Verdana, sans-serif\">b<"));
    free(text);
}

static void
svg_without_title_is_a_fault(void **state)
{
    int code;
    char *text = described("<svg xmlns=\"x\">\n</svg>\n", &code);

    (void)state;
    assert_int_equal(code, FAULT_TOOL);
    free(text);
}

/* ---- a folder with a play of gnuplot ------------------------------------ */

struct stage {
    char folder[64], out[128], path[4096];
};

static void
put(const char *folder, const char *name, const char *text, mode_t mode)
{
    char path[256];

    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *out = fopen(path, "w");
    assert_non_null(out);
    assert_true(fputs(text, out) != EOF);
    assert_int_equal(fclose(out), 0);
    assert_int_equal(chmod(path, mode), 0);
}

static int
setup(void **state)
{
    struct stage *s = calloc(1, sizeof *s);

    if (!s)
        return -1;
    snprintf(s->folder, sizeof s->folder, "/tmp/test_draw_chart.XXXXXX");
    if (!mkdtemp(s->folder))
        return -1;
    snprintf(s->out, sizeof s->out, "%s/dots.svg", s->folder);
    snprintf(s->path, sizeof s->path, "%s", getenv("PATH"));
    put(s->folder, "dots.words.csv", words, 0644);
    put(s->folder, "drawn", drawn, 0644);
    put(s->folder, "dots.gp", "", 0644);
    *state = s;
    return 0;
}

static int
teardown(void **state)
{
    static const char *const file[] = { "dots.words.csv", "drawn", "dots.gp",
                                        "gnuplot", "dots.svg", "dots.png",
                                        "fc-list" };
    struct stage *s = *state;
    char path[256];

    setenv("PATH", s->path, 1);
    for (size_t k = 0; k < sizeof file / sizeof *file; k++) {
        snprintf(path, sizeof path, "%s/%s", s->folder, file[k]);
        unlink(path);
    }
    /* Fails, and the test with it, if anything else was left. */
    const int left = rmdir(s->folder);
    free(s);
    return left;
}

static int
play(struct stage *s, const char *script, struct fault *f)
{
    const struct chart_job job = { .plots = s->folder, .kind = "dots",
                                   .dir = s->folder, .out = s->out,
                                   .preset = "article" };
    char path[4200];

    if (script)
        put(s->folder, "gnuplot", script, 0755);
    snprintf(path, sizeof path, "%s:%s", s->folder, s->path);
    setenv("PATH", script ? path : s->folder, 1);
    return chart_draw(&job, f);
}

static void
whole_picture_is_described_and_named(void **state)
{
    struct stage *s = *state;
    struct fault f = { 0 };
    char line[4096] = "";

    /* -d -c SCRIPT DIR OUT PRESET */
    assert_int_equal(play(s, "#!/bin/sh\n[ \"$1$2\" = -d-c ] && "
                             "cp \"$4/drawn\" \"$5\"\n", &f), 0);
    FILE *in = fopen(s->out, "r");
    assert_non_null(in);
    const size_t n = fread(line, 1, sizeof line - 1, in);
    fclose(in);
    line[n] = '\0';
    assert_non_null(strstr(line, "What it shows"));
}

static void
missing_gnuplot_says_how_to_get_it(void **state)
{
    struct fault f = { 0 };

    assert_int_equal(play(*state, NULL, &f), FAULT_TOOL);
    assert_non_null(strstr(f.text, "apt-get install gnuplot-nox"));
    assert_null(strchr(f.text, '\n'));
}

static void
failure_is_told_in_gnuplots_words(void **state)
{
    struct fault f = { 0 };

    assert_int_equal(play(*state, "#!/bin/sh\necho >&2\necho '  no such font'"
                                  " >&2\nexit 1\n", &f), FAULT_TOOL);
    assert_string_equal(f.text, "gnuplot failed: no such font");
}

/* gnuplot warns of a locale without UTF-8 before it says why it stops. */
static void
reason_is_the_last_line_and_a_refusal_stands_alone(void **state)
{
    struct fault f = { 0 };

    assert_int_equal(play(*state, "#!/bin/sh\necho warning; echo\n"
                                  "echo no such font; echo\nexit 1\n", &f),
                     FAULT_TOOL);
    assert_string_equal(f.text, "gnuplot failed: no such font");
    assert_int_equal(play(*state, "#!/bin/sh\necho warning\n"
                                  "echo 97 measures do not fit\nexit 2\n",
                          &f), FAULT_INPUT);
    assert_string_equal(f.text, "97 measures do not fit");
}

static int
files_in(const char *folder)
{
    int n = 0;
    DIR *d = opendir(folder);

    assert_non_null(d);
    for (struct dirent *e; (e = readdir(d)); )
        n += e->d_name[0] != '.';
    closedir(d);
    return n;
}

/* gnuplot returns 0 on a full disk. */
static void
half_a_picture_is_a_fault_and_the_old_one_stays(void **state)
{
    static const char *const script[] = {
        "#!/bin/sh\nhead -c 200 \"$4/drawn\" >\"$5\"\n",
        "#!/bin/sh\n: >\"$5\"\n", "#!/bin/sh\nexit 0\n" };
    struct stage *s = *state;
    struct fault f = { 0 };
    char old[8] = "";

    put(s->folder, "dots.svg", "old", 0644);
    for (int k = 0; k < 3; k++) {
        assert_int_equal(play(s, script[k], &f), FAULT_IO);
        assert_string_equal(f.where, s->out);
        assert_int_equal(f.line, 0);
        assert_non_null(strstr(f.text, "is the disk full?"));
    }
    /* words, drawn, script, gnuplot and the old picture */
    assert_int_equal(files_in(s->folder), 5);
    FILE *in = fopen(s->out, "r");
    assert_non_null(in);
    assert_non_null(fgets(old, sizeof old, in));
    fclose(in);
    assert_string_equal(old, "old");
}

static void
talkative_gnuplot_does_not_hang(void **state)
{
    struct fault f = { 0 };

    assert_int_equal(play(*state, "#!/bin/sh\nhead -c 300000 /dev/zero | "
                                  "tr '\\0' x\nexit 3\n", &f), FAULT_TOOL);
    assert_true(strlen(f.text) < 250);
}

static void
words_without_title_are_a_fault(void **state)
{
    struct stage *s = *state;
    struct fault f = { 0 };

    put(s->folder, "dots.words.csv", "text,key,x,y\n\"a\",footer,,\n", 0644);
    assert_int_equal(play(s, "#!/bin/sh\ncp \"$4/drawn\" \"$5\"\n", &f),
                     FAULT_INPUT);
}

static void
name_that_gnuplot_would_run_gets_a_folder(void **state)
{
    struct stage *s = *state;
    struct fault f = { 0 };

    snprintf(s->out, sizeof s->out, "|evil.svg");
    assert_int_equal(play(s, "#!/bin/sh\necho \"$5\"\nexit 1\n", &f),
                     FAULT_TOOL);
    assert_non_null(strstr(f.text, "failed: ./|evil.part"));
}

static void
scripts_are_found_in_their_order(void **state)
{
    struct stage *s = *state;
    struct fault f = { 0 };
    char path[CHART_PATH], wanted[128], executable[128], plots[128];

    assert_int_equal(chart_plots(path, "dots", s->folder, "", NULL, &f), 0);
    assert_string_equal(path, s->folder);
    assert_int_equal(chart_plots(path, "fan", s->folder, "", NULL, &f),
                     FAULT_TOOL);
    snprintf(plots, sizeof plots, "%s/plots", s->folder);
    assert_int_equal(mkdir(plots, 0777), 0);
    put(plots, "dots.gp", "", 0644);
    snprintf(executable, sizeof executable, "%s/plots/detente", s->folder);
    snprintf(wanted, sizeof wanted, "%s/plots/../plots", s->folder);
    assert_int_equal(chart_plots(path, "dots", NULL, executable, "/nowhere",
                                 &f), 0);
    assert_string_equal(path, wanted);
    snprintf(wanted, sizeof wanted, "%s/plots/dots.gp", s->folder);
    unlink(wanted);
    rmdir(plots);
    assert_int_equal(chart_plots(path, "dots", "", executable, "/nowhere",
                                 &f), FAULT_TOOL);
    assert_non_null(strstr(f.text, "DETENTE_PLOTS"));
}

/* gnuplot would draw one of them as large as the picture. */
static void
what_no_font_shows_is_not_drawn(void **state)
{
    static const char gnuplot[] = "#!/bin/sh\nprintf '%0100dIEND' 0 "
                                  ">\"$5\"\n";
    static const char svg[] = "#!/bin/sh\ncp \"$4/drawn\" \"$5\"\n";
    static const char title[] = "text,key,x,y\n\"\xD0\x96 \xE2\x89\xA4 "
        "\xE6\x9C\xAC\xE6\x97\xA5\",title,,\n\"a\",alt,,\n";
    static const char *const fonts[] = {
        "#!/bin/sh\n[ \"$1\" = :charset=65e5 ] || echo DejaVu Sans\n",
        "#!/bin/sh\necho DejaVu Sans\n", "#!/bin/sh\nexit 1\n" };
    struct stage *s = *state;
    char out[sizeof s->out];
    struct fault f = { 0 };

    put(s->folder, "dots.words.csv", title, 0644);
    memcpy(out, s->out, sizeof out);
    for (int k = 0; k < 3; k++) {
        put(s->folder, "fc-list", fonts[k], 0755);
        memcpy(s->out, out, sizeof out);
        assert_int_equal(play(s, svg, &f), 0);
        snprintf(s->out, sizeof s->out, "%s/dots.png", s->folder);
        f = (struct fault){ 0 };
        assert_int_equal(play(s, gnuplot, &f), k == 0 ? FAULT_TOOL : 0);
        assert_int_equal(k == 0,
                         strstr(f.text, "has '\xE6\x97\xA5'") != NULL);
        assert_int_equal(access(s->out, F_OK), k == 0 ? -1 : 0);
    }
}

static int
draw(char **argv)
{
    const struct chart_job job = { .plots = argv[2], .kind = "dots",
                                   .dir = argv[3], .out = argv[4],
                                   .preset = argv[5] };
    struct fault f = { 0 };

    if (chart_draw(&job, &f) == 0)
        return 0;
    fprintf(stderr, "%s: %s\n", f.where, f.text);
    return 1;
}

#define STAGED(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int
main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(
            svg_gets_title_description_role_and_a_font_of_the_same_width),
        cmocka_unit_test(svg_without_title_is_a_fault),
        STAGED(whole_picture_is_described_and_named),
        STAGED(missing_gnuplot_says_how_to_get_it),
        STAGED(failure_is_told_in_gnuplots_words),
        STAGED(reason_is_the_last_line_and_a_refusal_stands_alone),
        STAGED(half_a_picture_is_a_fault_and_the_old_one_stays),
        STAGED(talkative_gnuplot_does_not_hang),
        STAGED(words_without_title_are_a_fault),
        STAGED(name_that_gnuplot_would_run_gets_a_folder),
        STAGED(scripts_are_found_in_their_order),
        STAGED(what_no_font_shows_is_not_drawn),
    };

    if (argc == 6 && strcmp(argv[1], "draw") == 0)
        return draw(argv);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
