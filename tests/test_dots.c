/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_dots.c - the chart never says more than the verdicts, nasty cases too.
 *
 * `test_dots write FOLDER` writes the cases as FOLDER/CASE/dots{,.words}.csv
 * for test_charts.sh to draw. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <ctype.h>
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/text.h"
#include "report/dots.h"
#include "report/dots_plan.h"
#include "support/invented.h"
#include "support/near.h"

/* ---- cases ------------------------------------------------------------- */

struct example {
    struct invented v;
    struct comparison c;
    enum metric metric[N_METRICS];
    size_t n_metrics;
    struct chart_frame frame;
};

static const double effect[INVENTED_ARMS] = { 1, 0.98, 0.93, 0.85, 0.8, 0.75,
                                              0.7, 0.6, 1, 1, 1, 1 };
static const double worse[INVENTED_ARMS] = { 1, 1, 1.3, 1.45, 1, 1.02, 1.3,
                                             1.4, 1, 1, 1, 1 };

static void
one_metric(struct example *e, size_t n, size_t n_arms)
{
    invented_init(&e->v, n, n_arms);
    e->metric[0] = METRIC_disrupted_person_weeks_per_1000;
    e->n_metrics = 1;
    invented_fill(&e->v, e->metric[0], 41.2, 0.5, 0.2, effect);
}

static void
regimes(struct example *e)
{
    one_metric(e, 200, 8);
}

static void
one_arm(struct example *e)
{
    one_metric(e, 200, 2);
}

static void
higher_is_better(struct example *e)
{
    one_metric(e, 200, 4);
    e->metric[0] = METRIC_ops_named_right;
    invented_fill(&e->v, e->metric[0], 37, 0.2, 0.2, worse);
}

static void
neither_is_better(struct example *e)
{
    one_metric(e, 200, 4);
    e->metric[0] = METRIC_ops_observed;
    invented_fill(&e->v, e->metric[0], 370, 0.1, 0.1, worse);
}

static void
ratio(struct example *e)
{
    one_metric(e, 200, 4);
    e->metric[0] = METRIC_loss_musd;
    invented_fill(&e->v, e->metric[0], 250000, 1.5, 0.1, effect);
}

static void
people(struct example *e)
{
    one_metric(e, 200, 8);
    e->metric[0] = METRIC_people_compromised;
    invented_fill(&e->v, e->metric[0], 1.3e8, 0.5, 0.1, effect);
}

static void
large(struct example *e)
{
    one_metric(e, 200, 4);
    e->metric[0] = METRIC_ops_true;
    invented_fill(&e->v, e->metric[0], 4.4e10, 0.5, 0.1, effect);
}

static void
zeros(struct example *e)
{
    invented_init(&e->v, 200, 8);
    e->metric[0] = METRIC_armed_conflicts;
    e->n_metrics = 1;
}

static void
rare(struct example *e)
{
    zeros(e);
    for (size_t arm = 0; arm < 8; arm++)
        *invented_at(&e->v, 10 + arm, arm, e->metric[0]) = 1;
}

static void
few(struct example *e)
{
    one_metric(e, 3, 4);
}

static void
single(struct example *e)
{
    one_metric(e, 1, 4);
}

static void
missing(struct example *e)
{
    one_metric(e, 50, 4);
    for (size_t k = 0; k < 50; k++)
        *invented_at(&e->v, k, 2, e->metric[0]) = NAN;
    e->v.ok[5] = 0;
}

/* One arm's interval is far wider than the others'. */
static void
wide(struct example *e)
{
    one_metric(e, 200, 8);
    for (size_t k = 0; k < 200; k++)
        *invented_at(&e->v, k, 4, e->metric[0]) +=
            3000 * invented_noise(k, 77) * (k % 2 ? 1 : 0.1);
}

static void
long_names(struct example *e)
{
    one_metric(e, 200, 6);
    e->v.arm[0] = "an old world without any rules, as the 1990s knew it";
    e->v.arm[1] = "great_powers_and_one_of_them_leaves_in_2021@"
                  "convention+agency+everything";
    e->v.arm[2] = "\"quoted\", with a comma; 100 % {braces} ^_~@&\\";
    e->v.arm[3] = "<tag> & it's `sh` $(x)";
    e->v.arm[4] = "\xD0\x96\xD0\xB5\xD0\xBD\xD0\xB5\xD0\xB2\xD0\xB0";
    e->v.arm[5] = "Unbreakablewordthatgoesonandonandonandonandonandonandon";
}

static void
demo(struct example *e)
{
    static const enum metric m[] = {
        METRIC_disrupted_person_weeks_per_1000,
        METRIC_pair_weeks_rung5_per_1000,
        METRIC_retaliations_after_wrong_finding, METRIC_ops_observed
    };

    invented_init(&e->v, 200, 4);
    e->n_metrics = 4;
    memcpy(e->metric, m, sizeof m);
    invented_fill(&e->v, m[0], 41.2, 0.5, 0.2, effect);
    invented_fill(&e->v, m[1], 3.1, 0.6, 0.5, effect);
    invented_fill(&e->v, m[2], 2.2, 0.3, 0.4, worse);
    invented_fill(&e->v, m[3], 370, 0.1, 0.1, worse);
}

static void
headlines(struct example *e)
{
    invented_init(&e->v, 200, 8);
    e->n_metrics = comparison_headlines(e->metric);
    for (size_t m = 0; m < e->n_metrics; m++)
        invented_fill(&e->v, e->metric[m], pow(10, (double)m), 0.5, 0.3,
                      m % 3 == 2 ? worse : effect);
}

static void
panel_of_zeros(struct example *e)
{
    demo(e);
    memset(e->v.out, 0, 200 * 4 * sizeof *e->v.out);
}

static void
panel_of_few(struct example *e)
{
    demo(e);
    e->v.runs.n_replicates = 5;
}

/* Nothing under the baseline, and a change of some thousand per cent. */
static void
far(struct example *e)
{
    demo(e);
    for (size_t k = 0; k < 200; k++) {
        *invented_at(&e->v, k, 0, e->metric[1]) = 0;
        *invented_at(&e->v, k, 2, e->metric[2]) *= 40;
    }
}

/* All changes on one side of zero. */
static void
panel_of_rises(struct example *e)
{
    demo(e);
    for (size_t m = 0; m < 4; m++)
        for (size_t k = 0; k < 200; k++)
            for (size_t arm = 0; arm < 4; arm++)
                *invented_at(&e->v, k, arm, e->metric[m]) =
                    10 + (arm ? 5 + invented_noise(k, arm) : 0);
}

/* A ratio to nothing. */
static void
unbounded(struct example *e)
{
    people(e);
    for (size_t k = 0; k < 200; k++)
        *invented_at(&e->v, k, 0, e->metric[0]) = 0;
    for (size_t k = 2; k < 200; k++)
        *invented_at(&e->v, k, 1, e->metric[0]) = 0;
}

static void
panel_of_one_arm(struct example *e)
{
    headlines(e);
    e->v.arm[1] = "great_powers_and_one_of_them_leaves_in_2021@agency";
    e->n_metrics = 6;
    /* The same runs, read as pairs of columns of two arms. */
    e->v.runs.n_arms = 2;
}

static const struct {
    const char *name;
    void (*make)(struct example *);
} cases[] = {
    { "regimes", regimes }, { "one_arm", one_arm },
    { "higher_is_better", higher_is_better },
    { "neither_is_better", neither_is_better }, { "ratio", ratio },
    { "people", people }, { "large", large }, { "zeros", zeros },
    { "rare", rare }, { "few", few }, { "single", single },
    { "missing", missing }, { "wide", wide }, { "long_names", long_names },
    { "demo", demo }, { "headlines", headlines },
    { "panel_of_zeros", panel_of_zeros }, { "panel_of_few", panel_of_few },
    { "far", far },
    { "panel_of_one_arm", panel_of_one_arm },
    { "panel_of_rises", panel_of_rises }, { "unbounded", unbounded },
};
enum { N_CASES = sizeof cases / sizeof *cases };

static void
example_init(struct example *e, size_t which)
{
    *e = (struct example){ .frame = { .years = 10, .regimes = true,
                                      .scenario = "The world of 2017" } };
    cases[which].make(e);
    invented_compare(&e->v, e->metric, e->n_metrics, &e->c);
}

static void
example_free(struct example *e)
{
    comparison_free(&e->c);
    invented_free(&e->v);
}

/* ---- what was written -------------------------------------------------- */

struct written {
    char *csv, *words;
    size_t csv_size, words_size;
};

static void
write_example(const struct example *e, struct written *w)
{
    struct fault f;
    FILE *csv = open_memstream(&w->csv, &w->csv_size);
    FILE *words = open_memstream(&w->words, &w->words_size);

    assert_true(csv && words);
    assert_int_equal(dots_write(&e->c, &e->frame, csv, words, &f), 0);
    assert_int_equal(fclose(csv), 0);
    assert_int_equal(fclose(words), 0);
}

static void
written_free(struct written *w)
{
    free(w->csv);
    free(w->words);
}

/* How many texts of the words have this key; the last one is copied. */
static int
said(const char *words, const char *key, char *text, size_t size)
{
    int n = 0;
    const size_t length = strlen(key);

    for (const char *line = words; *line;
         line += strcspn(line, "\n"), line += *line == '\n') {
        const char *end = line[0] == '"' ? strchr(line + 1, '"') : NULL;
        if (!end || strncmp(end + 2, key, length) != 0 ||
            end[2 + length] != ',')
            continue;
        n++;
        if (text)
            snprintf(text, size, "%.*s", (int)(end - line - 1), line + 1);
    }
    return n;
}

/* ---- facts ------------------------------------------------------------- */

static bool
is_number_or_nothing(const char *text, const char *end)
{
    char *stop;

    if (text == end)
        return true;
    strtod(text, &stop);
    return stop == end;
}

static void
words_are_one_record_a_line_with_the_text_first_and_quoted(void **state)
{
    (void)state;
    for (size_t k = 0; k < N_CASES; k++) {
        struct example e;
        struct written w;
        example_init(&e, k);
        write_example(&e, &w);
        const char *line = w.words;
        assert_memory_equal(line, "text,key,x,y\n", 13);
        for (line += 13; *line; line = strchr(line, '\n') + 1) {
            const char *stop = strchr(line, '\n');
            assert_non_null(stop);
            assert_int_equal(line[0], '"');
            const char *quote = strchr(line + 1, '"');
            assert_true(quote && quote < stop && quote[1] == ',');
            const char *x = strchr(quote + 2, ',');
            assert_true(x && x < stop);
            const char *y = strchr(x + 1, ',');
            assert_true(y && y < stop);
            assert_true(is_number_or_nothing(x + 1, y));
            assert_true(is_number_or_nothing(y + 1, stop));
        }
        static const char *const once[] = { "title", "subtitle", "alt",
                                            "x_range", "last" };
        for (size_t i = 0; i < 5; i++)
            assert_int_equal(said(w.words, once[i], NULL, 0), 1);
        assert_true(said(w.words, "footer", NULL, 0) >= 1);
        assert_true(said(w.words, "x_tick", NULL, 0) >= 1);
        written_free(&w);
        example_free(&e);
    }
}

static void
numbers_are_rectangular_and_finite(void **state)
{
    (void)state;
    for (size_t k = 0; k < N_CASES; k++) {
        struct example e;
        struct written w;
        example_init(&e, k);
        write_example(&e, &w);
        assert_null(strstr(w.csv, ",inf"));
        assert_null(strstr(w.csv, "nan,"));
        size_t rows = 0;
        for (const char *line = w.csv; *line; line = strchr(line, '\n') + 1) {
            int commas = 0;
            bool quoted = false;
            for (const char *at = line; *at != '\n'; at++) {
                quoted = quoted != (*at == '"');
                commas += *at == ',' && !quoted;
            }
            assert_int_equal(commas, 13);
            rows++;
        }
        assert_int_equal(rows - 1, comparison_n_rows(&e.c)
                                   + (e.n_metrics == 1));
        written_free(&w);
        example_free(&e);
    }
}

static void
range_holds_zero_and_every_dot_and_ticks(void **state)
{
    (void)state;
    for (size_t k = 0; k < N_CASES; k++) {
        struct example e;
        struct dots_plan p;
        struct fault f;
        bool zero = false;
        example_init(&e, k);
        assert_int_equal(dots_plan_init(&p, &e.c, &f), 0);
        assert_true(p.low < 0 && p.high > 0);
        assert_true(p.n_ticks >= 1 && p.n_ticks <= 8);
        for (size_t i = 0; i < p.n_ticks; i++) {
            zero = zero || p.tick[i] == 0;
            assert_true(p.tick[i] >= p.low && p.tick[i] <= p.high);
        }
        assert_true(zero);
        for (size_t i = 0; i < p.n_dots; i++) {
            const struct dot *d = &p.dot[i];
            assert_true(d->said || (d->x >= p.low && d->x <= p.high));
            assert_false(d->low < p.low || d->high > p.high);
            assert_false(d->low > d->x || d->high < d->x);
        }
        dots_plan_free(&p);
        example_free(&e);
    }
}

/* Hollow and grey, or filled and coloured: never mixed. */
static void
fill_and_tone_say_the_verdict(void **state)
{
    (void)state;
    for (size_t k = 0; k < N_CASES; k++) {
        struct example e;
        struct dots_plan p;
        struct fault f;
        example_init(&e, k);
        assert_int_equal(dots_plan_init(&p, &e.c, &f), 0);
        for (size_t i = 0; i < p.n_dots; i++) {
            const struct dot *d = &p.dot[i];
            if (!d->of)
                continue;
            const bool clear = d->of->verdict == VERDICT_LOWER ||
                               d->of->verdict == VERDICT_HIGHER;
            assert_int_equal(d->open, !clear);
            assert_int_equal(d->tone == TONE_GREY, !clear);
            if (clear)
                assert_int_equal(d->tone, comparison_good(d->of) > 0
                                 ? TONE_BETTER : comparison_good(d->of) < 0
                                 ? TONE_WORSE : TONE_NEITHER);
        }
        dots_plan_free(&p);
        example_free(&e);
    }
}

static size_t
verdicts(const struct comparison *c, enum verdict verdict)
{
    size_t n = 0;

    for (size_t k = 0; k < comparison_n_rows(c); k++)
        n += c->row[k].verdict == verdict;
    return n;
}

static void
title_is_never_stronger_than_the_verdicts(void **state)
{
    (void)state;
    for (size_t k = 0; k < N_CASES; k++) {
        struct example e;
        char title[1024];
        example_init(&e, k);
        dots_title(&e.c, &e.frame, title, sizeof title);
        if (strstr(title, "learly lower"))
            assert_true(verdicts(&e.c, VERDICT_LOWER) > 0);
        if (strstr(title, "learly higher"))
            assert_true(verdicts(&e.c, VERDICT_HIGHER) > 0);
        if (verdicts(&e.c, VERDICT_LOWER) + verdicts(&e.c, VERDICT_HIGHER)
            == 0) {
            assert_null(strstr(title, "learly"));
            assert_null(strstr(title, "Clear changes"));
        }
        if (strstr(title, "same in every world"))
            assert_int_equal(verdicts(&e.c, VERDICT_SAME),
                             comparison_n_rows(&e.c));
        example_free(&e);
    }
}

static const struct example *
titled(struct example *e, const char *name)
{
    for (size_t k = 0; k < N_CASES; k++)
        if (strcmp(cases[k].name, name) == 0)
            example_init(e, k);
    return e;
}

static void
titles_read_as_findings(void **state)
{
    static const struct {
        const char *name, *title;
    } row[] = {
        { "one_arm", "No clear difference in disrupted person-weeks under "
                     "convention" },
        { "zeros", "Armed conflicts: the same in every world under all seven "
                   "regimes" },
        { "rare", "Armed conflicts: too rare to tell a difference under all "
                  "seven regimes" },
        { "few", "Disrupted person-weeks: too few worlds to tell a difference "
                 "under all three regimes" },
        { "neither_is_better", "Observed operations: clearly higher under "
                               "agency and convention+agency" },
        { "panel_of_one_arm", "Clearly lower: disrupted person-weeks; the "
                              "rest unclear" },
        { "demo", "Clearly lower: disrupted person-weeks (2 of 3 regimes); "
                  "clearly higher: retaliations after a wrong finding "
                  "(2 of 3)" },
        { "panel_of_zeros", "The same in every world under all three regimes "
                            "in four measures" },
        { "panel_of_few", "Too few worlds to tell a difference under all "
                          "three regimes in four measures" },
    };

    (void)state;
    for (size_t k = 0; k < sizeof row / sizeof *row; k++) {
        struct example e;
        char title[1024];
        dots_title(&titled(&e, row[k].name)->c, &e.frame, title, sizeof title);
        assert_string_equal(title, row[k].title);
        example_free(&e);
    }
}

static void
own_title_stands_instead_of_the_finding(void **state)
{
    struct example e;
    struct written w;
    char title[64];

    (void)state;
    titled(&e, "one_arm");
    e.frame.title = "My \"own\"\ntitle";
    write_example(&e, &w);
    assert_int_equal(said(w.words, "title", title, sizeof title), 1);
    assert_string_equal(title, "My \xE2\x80\x9Down\xE2\x80\x9D title");
    written_free(&w);
    example_free(&e);
}

/* "hollow" is explained where it occurs, a colour only where it occurs. */
static void
key_explains_what_occurs(void **state)
{
    (void)state;
    for (size_t k = 0; k < N_CASES; k++) {
        struct example e;
        struct written w;
        size_t hollow = 0, tones = 0;
        bool tone[TONE_GREY + 1] = { false };
        struct dots_plan p;
        struct fault f;
        example_init(&e, k);
        write_example(&e, &w);
        assert_int_equal(dots_plan_init(&p, &e.c, &f), 0);
        for (size_t i = 0; i < p.n_dots; i++) {
            if (!p.dot[i].of || p.dot[i].said)
                continue;
            hollow += p.dot[i].open;
            tones += !p.dot[i].open && !tone[p.dot[i].tone];
            tone[p.dot[i].tone] = true;
        }
        assert_int_equal(said(w.words, "key_hollow", NULL, 0), hollow > 0);
        assert_int_equal(said(w.words, "key_dot", NULL, 0), tones);
        dots_plan_free(&p);
        written_free(&w);
        example_free(&e);
    }
}

static void
wide_interval_is_cut_and_does_not_set_the_range(void **state)
{
    struct example e;
    struct dots_plan p;
    struct fault f;
    size_t cuts = 0;

    (void)state;
    titled(&e, "wide");
    assert_int_equal(dots_plan_init(&p, &e.c, &f), 0);
    for (size_t i = 0; i < p.n_dots; i++)
        cuts += p.dot[i].cut_low + p.dot[i].cut_high;
    assert_true(cuts >= 1);
    dots_plan_free(&p);
    example_free(&e);
}

static void
change_without_a_dot_is_said_in_words(void **state)
{
    struct example e;
    struct written w;
    char note[64];

    (void)state;
    titled(&e, "far");
    write_example(&e, &w);
    /* Three arms against nothing, and one 40 times as high. */
    assert_int_equal(said(w.words, "note", note, sizeof note), 4);
    assert_non_null(strstr(w.words, "\"from 0"));
    assert_non_null(strstr(note, "%"));
    written_free(&w);
    example_free(&e);
}

static void
row_of_the_baseline_leaves_the_scale_to_the_subtitle(void **state)
{
    struct example e;
    struct written w;
    char text[128];

    (void)state;
    titled(&e, "large");
    write_example(&e, &w);
    assert_int_equal(said(w.words, "subtitle", text, sizeof text), 1);
    assert_non_null(strstr(text, "(billion)"));
    assert_true(said(w.words, "interval", text, sizeof text) > 1);
    assert_non_null(strstr(w.words, "\"mean 45.7\",interval"));
    written_free(&w);
    example_free(&e);
}

static void
rows_run_from_best_to_worst_below_the_baseline(void **state)
{
    static const char *const names[] = { "regimes", "higher_is_better" };

    (void)state;
    for (size_t k = 0; k < 2; k++) {
        struct example e;
        struct dots_plan p;
        struct fault f;
        titled(&e, names[k]);
        assert_int_equal(dots_plan_init(&p, &e.c, &f), 0);
        assert_null(p.dot[0].of);
        for (size_t i = 2; i < p.n_dots; i++)
            assert_true(k == 0 ? p.dot[i].x >= p.dot[i - 1].x
                               : p.dot[i].x <= p.dot[i - 1].x);
        dots_plan_free(&p);
        example_free(&e);
    }
}

static void
failed_stream_is_a_fault(void **state)
{
    struct example e;
    struct fault f;
    FILE *full = fopen("/dev/full", "w"), *null = fopen("/dev/null", "w");

    (void)state;
    assert_non_null(null);
    titled(&e, "one_arm");
    if (full) {
        setvbuf(full, NULL, _IONBF, 0);
        assert_int_equal(dots_write(&e.c, &e.frame, full, null, &f), FAULT_IO);
        assert_int_equal(dots_write(&e.c, &e.frame, null, full, &f), FAULT_IO);
        fclose(full);
    }
    fclose(null);
    example_free(&e);
}

/* ---- for test_charts.sh ------------------------------------------------ */

static int
put(const char *folder, const char *name, const char *text)
{
    char path[512];

    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *out = fopen(path, "w");
    if (!out || fputs(text, out) == EOF || fclose(out) != 0)
        return 1;
    return 0;
}

static int
write_cases(const char *folder)
{
    for (size_t k = 0; k < N_CASES; k++) {
        struct example e;
        struct written w;
        char path[256];
        snprintf(path, sizeof path, "%s/%s", folder, cases[k].name);
        if (mkdir(path, 0777) != 0 && errno != EEXIST)
            return 1;
        example_init(&e, k);
        write_example(&e, &w);
        if (put(path, "dots.csv", w.csv) ||
            put(path, "dots.words.csv", w.words))
            return 1;
        written_free(&w);
        example_free(&e);
    }
    return 0;
}

int
main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(
            words_are_one_record_a_line_with_the_text_first_and_quoted),
        cmocka_unit_test(numbers_are_rectangular_and_finite),
        cmocka_unit_test(range_holds_zero_and_every_dot_and_ticks),
        cmocka_unit_test(fill_and_tone_say_the_verdict),
        cmocka_unit_test(title_is_never_stronger_than_the_verdicts),
        cmocka_unit_test(titles_read_as_findings),
        cmocka_unit_test(own_title_stands_instead_of_the_finding),
        cmocka_unit_test(key_explains_what_occurs),
        cmocka_unit_test(wide_interval_is_cut_and_does_not_set_the_range),
        cmocka_unit_test(change_without_a_dot_is_said_in_words),
        cmocka_unit_test(
            row_of_the_baseline_leaves_the_scale_to_the_subtitle),
        cmocka_unit_test(rows_run_from_best_to_worst_below_the_baseline),
        cmocka_unit_test(failed_stream_is_a_fault),
    };

    if (argc == 3 && strcmp(argv[1], "write") == 0)
        return write_cases(argv[2]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
