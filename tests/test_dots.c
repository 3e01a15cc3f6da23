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

static void
panel_of_single(struct example *e)
{
    demo(e);
    e->v.runs.n_replicates = 1;
}

static void
wide_panels(struct example *e)
{
    demo(e);
    for (size_t k = 0; k < 200; k++)
        *invented_at(&e->v, k, 1, e->metric[1]) +=
            200 * invented_noise(k, 77) * (k % 2 ? 1 : 0.1);
}

/* A change beyond the scale whose interval is beyond both edges. */
static void
far_and_rare(struct example *e)
{
    demo(e);
    *invented_at(&e->v, 7, 1, e->metric[1]) += 3000;
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

/* No clear change, each for a reason of its own: the first arm changes a
 * little, the second nothing, the third too rarely. */
static void
set_doubts(struct example *e)
{
    static const double none[INVENTED_ARMS] = { 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
                                                1, 1 };

    invented_fill(&e->v, e->metric[0], 41.2, 0.5, 0.2, none);
    for (size_t k = 0; k < 200; k++) {
        const double base = *invented_at(&e->v, k, 0, e->metric[0]);
        *invented_at(&e->v, k, 2, e->metric[0]) = base;
        *invented_at(&e->v, k, 3, e->metric[0]) =
            base + (k % 50 == 7 ? 3000 * (k % 100 == 7 ? 1 : -1) : 0);
    }
}

static void
doubts(struct example *e)
{
    one_metric(e, 200, 4);
    set_doubts(e);
}

static void
doubts_without_no_difference(struct example *e)
{
    one_metric(e, 200, 4);
    set_doubts(e);
    for (size_t k = 0; k < 200; k++)
        *invented_at(&e->v, k, 1, e->metric[0]) = NAN;
}

/* One clear change of 0.1 %, the other arms the same in every world. */
static void
small_and_same(struct example *e)
{
    one_metric(e, 200, 4);
    for (size_t k = 0; k < 200; k++)
        for (size_t arm = 1; arm < 4; arm++)
            *invented_at(&e->v, k, arm, e->metric[0]) =
                *invented_at(&e->v, k, 0, e->metric[0])
                * (arm == 2 ? 0.999 + 1e-5 * invented_noise(k, 5) : 1);
}

/* One measure clearly better, another clearly worse, told in full. */
static void
better_and_worse(struct example *e)
{
    one_metric(e, 200, 2);
    e->metric[1] = METRIC_armed_conflicts;
    e->n_metrics = 2;
    invented_fill(&e->v, e->metric[0], 41.2, 0.5, 0.02, worse);
    for (size_t k = 0; k < 200; k++) {
        *invented_at(&e->v, k, 1, e->metric[0]) *= 0.5;
        *invented_at(&e->v, k, 0, e->metric[1]) = 10;
        *invented_at(&e->v, k, 1, e->metric[1]) =
            12 + invented_noise(k, 9);
    }
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
    { "panel_of_single", panel_of_single }, { "wide_panels", wide_panels },
    { "far", far }, { "far_and_rare", far_and_rare },
    { "panel_of_one_arm", panel_of_one_arm },
    { "panel_of_rises", panel_of_rises }, { "unbounded", unbounded },
    { "doubts", doubts },
    { "doubts_without_no_difference", doubts_without_no_difference },
    { "small_and_same", small_and_same },
    { "better_and_worse", better_and_worse },
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
            assert_int_equal(commas, 16);
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
            assert_true(d->said || d->cut_low || !(d->left < p.low));
            assert_true(d->said || d->cut_high || !(d->right > p.high));
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

/* How many rows are unclear for this reason. */
static size_t
doubts_of(const struct comparison *c, enum doubt doubt)
{
    size_t n = 0;

    for (size_t k = 0; k < comparison_n_rows(c); k++)
        n += c->row[k].verdict == VERDICT_UNCLEAR && c->row[k].doubt == doubt;
    return n;
}

/* A title that says all is so is only there where all is so. */
static void
title_is_never_stronger_than_the_verdicts(void **state)
{
    (void)state;
    for (size_t k = 0; k < N_CASES; k++) {
        struct example e;
        char title[1024];
        example_init(&e, k);
        dots_title(&e.c, &e.frame, title, sizeof title);
        const size_t n = comparison_n_rows(&e.c);
        const size_t clear = verdicts(&e.c, VERDICT_LOWER)
                             + verdicts(&e.c, VERDICT_HIGHER);
        assert_int_equal(strstr(title, "(clear)") != NULL, clear > 0);
        assert_null(strstr(title, "rest"));
        if (strstr(title, "lower"))
            assert_true(verdicts(&e.c, VERDICT_LOWER) > 0);
        if (strstr(title, "higher"))
            assert_true(verdicts(&e.c, VERDICT_HIGHER) > 0);
        if (strstr(title, ": the same in every world"))
            assert_int_equal(verdicts(&e.c, VERDICT_SAME), n);
        if (strstr(title, ": too rare"))
            assert_int_equal(doubts_of(&e.c, DOUBT_RARE), n);
        if (strstr(title, ": too few"))
            assert_int_equal(doubts_of(&e.c, DOUBT_FEW), n);
        if (strstr(title, "No clear difference"))
            assert_int_equal(doubts_of(&e.c, DOUBT_NONE), n);
        if (strstr(title, "No clear change"))
            assert_int_equal(clear, 0);
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

/* The one text that a case has under this key. */
static void
text_under(const char *name, const char *key, char *text, size_t size)
{
    struct example e;
    struct written w;

    titled(&e, name);
    write_example(&e, &w);
    assert_int_equal(said(w.words, key, text, size), 1);
    written_free(&w);
    example_free(&e);
}

/* Blanks that do not break, as blanks. */
static void
plain_blanks(char *text)
{
    for (char *at = text; (at = strstr(at, "\xC2\xA0")); ) {
        *at = ' ';
        memmove(at + 1, at + 2, strlen(at + 2) + 1);
    }
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
        { "doubts", "No clear change in disrupted person-weeks under any of "
                    "three regimes" },
        { "doubts_without_no_difference",
          "Disrupted person-weeks, of 3 regimes: 1 the same in every world, "
          "1 too rare to tell, 1 too few worlds to tell" },
        { "small_and_same", "Disrupted person-weeks 0.1 % lower under agency "
                            "(clear)" },
        { "missing", "Disrupted person-weeks 24 % lower under "
                     "convention+agency (clear)" },
        { "neither_is_better", "Observed operations 28.5 to 45.2 % higher "
                               "under agency and convention+agency (clear)" },
        { "unbounded", "People compromised up from 0 to 129 million under "
                       "agency (clear)" },
        { "better_and_worse", "Disrupted person-weeks 50.1 % lower under "
                              "convention (clear); armed conflicts 20.1 % "
                              "higher under convention (clear)" },
        { "demo", "Retaliations after a wrong finding 31 to 44 % higher "
                  "under agency and convention+agency (clear); 2 of 12 "
                  "comparisons clearly better" },
        { "panel_of_zeros", "Four measures: the same in every world under all "
                            "three regimes" },
        { "panel_of_few", "Four measures: too few worlds to tell a difference "
                          "under all three regimes" },
    };

    (void)state;
    for (size_t k = 0; k < sizeof row / sizeof *row; k++) {
        struct example e;
        char title[1024];
        dots_title(&titled(&e, row[k].name)->c, &e.frame, title, sizeof title);
        plain_blanks(title);
        assert_string_equal(title, row[k].title);
        example_free(&e);
    }
}

/* "7 regimes" in "Of 7 regimes: 6 clearly lower, 1 no clear difference". */
static void
counts_below_the_title_add_up(void **state)
{
    (void)state;
    for (size_t k = 0; k < N_CASES; k++) {
        struct example e;
        struct written w;
        char counts[256];
        size_t all = 0, sum = 0;
        example_init(&e, k);
        write_example(&e, &w);
        const int n = said(w.words, "counts", counts, sizeof counts);
        assert_int_equal(n, comparison_n_rows(&e.c) > 1);
        if (n) {
            const char *at = strchr(counts, ':');
            assert_int_equal(sscanf(counts, "Of %zu", &all), 1);
            assert_int_equal(all, comparison_n_rows(&e.c));
            for (; at; at = strchr(at + 1, ','))
                sum += strtoul(at + 1, NULL, 10);
            assert_int_equal(sum, all);
        }
        written_free(&w);
        example_free(&e);
    }
}

/* Who cannot see the picture is told its numbers. */
static void
alternative_text_has_the_numbers(void **state)
{
    static const struct {
        const char *name, *says;
    } row[] = {
        { "better_and_worse", "convention \xE2\x88\x92" "25.0 (" },
        { "unbounded", "agency from 0 to 129\xC2\xA0million, higher, clear" },
        { "missing", "convention+agency \xE2\x88\x92" "11.9 (" } };

    (void)state;
    for (size_t k = 0; k < sizeof row / sizeof *row; k++) {
        char text[4096];
        text_under(row[k].name, "alt", text, sizeof text);
        if (strstr(text, row[k].says) == NULL)
            fail_msg("%s: %s", row[k].name, text);
    }
}

/* A measure in per cent is called by its label alone, without its scale. */
static void
subtitle_names_a_measure_in_per_cent(void **state)
{
    char text[512];

    (void)state;
    text_under("unbounded", "subtitle", text, sizeof text);
    assert_non_null(strstr(text, "People compromised in ten years: change "
                           "from anarchy in the same worlds, per cent of the "
                           "mean"));
}

/* What "clear" leaves open, how little "the same" says, what intervals hold:
 * each where there is such a row, and nowhere else. */
static void
footers_say_what_the_rows_need(void **state)
{
    int clear_ones = 0, same_ones = 0, without = 0;

    (void)state;
    for (size_t k = 0; k < N_CASES; k++) {
        struct example e;
        struct written w;
        bool clear = false, same = false, known = false, skewed = false;
        example_init(&e, k);
        write_example(&e, &w);
        for (size_t r = 0; r < comparison_n_rows(&e.c); r++) {
            const struct comparison_row *row = &e.c.row[r];
            clear |= comparison_clear(row);
            skewed |= comparison_clear(row) && row->skewed;
            same |= row->verdict == VERDICT_SAME;
            known |= !isnan(row->low);
        }
        assert_int_equal(clear, strstr(w.words, "\"Clear: beyond") != NULL);
        assert_int_equal(skewed, strstr(w.words, "; few worlds rule") != NULL);
        assert_int_equal(same, strstr(w.words, "same in every world played")
                               != NULL);
        assert_int_equal(known, strstr(w.words, "\"Intervals hold") != NULL);
        clear_ones += clear;
        same_ones += same;
        without += !known;
        written_free(&w);
        example_free(&e);
    }
    assert_true(clear_ones > 3 && same_ones > 1 && without > 0);
}

static void
footer_names_what_was_changed_and_is_no_forecast(void **state)
{
    struct example e;
    struct written w;
    char text[128];

    (void)state;
    titled(&e, "one_arm");
    write_example(&e, &w);
    said(w.words, "footer", text, sizeof text);
    assert_string_equal(text, "A stylised model, not a forecast.");
    written_free(&w);
    e.frame.changed = "attribution.skill=4";
    write_example(&e, &w);
    said(w.words, "footer", text, sizeof text);
    assert_string_equal(text, "Changed: attribution.skill=4.");
    written_free(&w);
    example_free(&e);
}

/* Unit, direction and what the baseline is. */
static void
panels_say_unit_direction_and_level(void **state)
{
    struct example e;
    struct written w;

    (void)state;
    titled(&e, "demo");
    write_example(&e, &w);
    assert_int_equal(said(w.words, "panel_unit", NULL, 0), 4);
    assert_non_null(strstr(w.words, "\"per 1,000 online, lower is better; "
                                    "51.0 under anarchy\",panel_unit,1,"));
    assert_non_null(strstr(w.words, "\"neither is better; 380 under anarchy\","
                                    "panel_unit,4,"));
    written_free(&w);
    example_free(&e);
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

/* A mark is explained where it occurs and nowhere else; no two verdicts share
 * colour and mark. */
static void
key_explains_what_occurs(void **state)
{
    (void)state;
    for (size_t k = 0; k < N_CASES; k++) {
        struct example e;
        struct written w;
        size_t none = 0, rare_ones = 0, few_ones = 0, same = 0, tones = 0;
        bool tone[TONE_GREY + 1] = { false };
        struct dots_plan p;
        struct fault f;
        example_init(&e, k);
        write_example(&e, &w);
        assert_int_equal(dots_plan_init(&p, &e.c, &f), 0);
        for (size_t i = 0; i < p.n_dots; i++) {
            const struct dot *d = &p.dot[i];
            if (!d->of || d->said)
                continue;
            same += d->same;
            rare_ones += d->doubt == DOUBT_RARE;
            few_ones += d->doubt == DOUBT_FEW;
            none += d->open && !d->same && d->doubt == DOUBT_NONE;
            tones += !d->open && !tone[d->tone];
            tone[d->tone] = true;
        }
        assert_int_equal(said(w.words, "key_hollow", NULL, 0), none > 0);
        assert_int_equal(said(w.words, "key_rare", NULL, 0), rare_ones > 0);
        assert_int_equal(said(w.words, "key_few", NULL, 0), few_ones > 0);
        assert_int_equal(said(w.words, "key_same", NULL, 0), same > 0);
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

/* Three arms against nothing, and one 40 times as high: at the edge in the
 * colour of their verdict, with an arrow and the number. */
static void
what_is_beyond_the_scale_is_marked_at_the_edge(void **state)
{
    struct example e;
    struct written w;
    struct dots_plan p;
    struct fault f;
    char text[64];
    size_t beyond = 0;

    (void)state;
    titled(&e, "far");
    write_example(&e, &w);
    assert_int_equal(said(w.words, "before2", text, sizeof text), 4);
    assert_non_null(strstr(text, "+5,160\xC2\xA0""%"));
    assert_non_null(strstr(w.words, "\"from 0 to 4.60\",before2,"));
    assert_int_equal(dots_plan_init(&p, &e.c, &f), 0);
    for (size_t i = 0; i < p.n_dots; i++) {
        const struct dot *d = &p.dot[i];
        if (!d->beyond)
            continue;
        beyond++;
        assert_int_equal(d->beyond, 1);
        assert_int_equal(d->tone, TONE_WORSE);
        assert_true(d->cut_high && !d->said && d->x < p.high);
    }
    assert_int_equal(beyond, 4);
    dots_plan_free(&p);
    written_free(&w);
    example_free(&e);
}

/* Panels have no column of numbers: a cut end stands beside its arrow. */
static void
cut_ends_are_printed_in_panels(void **state)
{
    struct example e;
    struct dots_plan p;
    struct written w;
    struct fault f;
    size_t cuts = 0;

    (void)state;
    titled(&e, "wide_panels");
    assert_int_equal(dots_plan_init(&p, &e.c, &f), 0);
    for (size_t i = 0; i < p.n_dots; i++)
        cuts += p.dot[i].cut_low || p.dot[i].cut_high;
    assert_int_equal(cuts, 1);
    write_example(&e, &w);
    assert_int_equal(said(w.words, "before6", NULL, 0)
                     + said(w.words, "after6", NULL, 0), 1);
    assert_non_null(strstr(w.words, "An arrow: beyond the scale"));
    dots_plan_free(&p);
    written_free(&w);
    example_free(&e);
}

static void
dot_without_an_interval_says_too_few(void **state)
{
    struct example e;
    struct written w;

    (void)state;
    titled(&e, "panel_of_single");
    write_example(&e, &w);
    assert_non_null(strstr(w.words, "\"too few\",before6,"));
    assert_int_equal(said(w.words, "before6", NULL, 0)
                     + said(w.words, "after6", NULL, 0), 12);
    written_free(&w);
    example_free(&e);
}

static void
row_that_is_the_same_says_0(void **state)
{
    struct example e;
    struct written w;

    (void)state;
    titled(&e, "zeros");
    write_example(&e, &w);
    for (int row = 2; row <= 8; row++) {
        char line[32];
        snprintf(line, sizeof line, "\"0\",value,,%d\n", row);
        assert_non_null(strstr(w.words, line));
    }
    written_free(&w);
    example_free(&e);
}

static void
baseline_says_its_level_with_the_scale(void **state)
{
    char text[128];

    (void)state;
    text_under("large", "subtitle", text, sizeof text);
    assert_non_null(strstr(text, "(billion)"));
    text_under("large", "base", text, sizeof text);
    assert_string_equal(text, "mean 45.7\xC2\xA0""billion");
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
        cmocka_unit_test(counts_below_the_title_add_up),
        cmocka_unit_test(alternative_text_has_the_numbers),
        cmocka_unit_test(subtitle_names_a_measure_in_per_cent),
        cmocka_unit_test(footers_say_what_the_rows_need),
        cmocka_unit_test(footer_names_what_was_changed_and_is_no_forecast),
        cmocka_unit_test(panels_say_unit_direction_and_level),
        cmocka_unit_test(own_title_stands_instead_of_the_finding),
        cmocka_unit_test(key_explains_what_occurs),
        cmocka_unit_test(wide_interval_is_cut_and_does_not_set_the_range),
        cmocka_unit_test(what_is_beyond_the_scale_is_marked_at_the_edge),
        cmocka_unit_test(cut_ends_are_printed_in_panels),
        cmocka_unit_test(dot_without_an_interval_says_too_few),
        cmocka_unit_test(row_that_is_the_same_says_0),
        cmocka_unit_test(baseline_says_its_level_with_the_scale),
        cmocka_unit_test(rows_run_from_best_to_worst_below_the_baseline),
        cmocka_unit_test(failed_stream_is_a_fault),
    };

    if (argc == 3 && strcmp(argv[1], "write") == 0)
        return write_cases(argv[2]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
