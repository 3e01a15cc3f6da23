/* SPDX-License-Identifier: GPL-3.0-or-later */
/* run.c - `detente run`: one world, its outcomes, and two lines of its weeks.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "program/batch_run.h"
#include "record/fields.h"
#include "report/number.h"
#include "report/phrase.h"
#include "study/batch.h"
#include "world/world.h"

enum { LINE = 60, LABEL = 34 };         /* columns                           */
enum { QUARTER = 13 };                  /* weeks                             */

/* Shown beside the headlines when --metrics does not choose. */
static const enum metric also_shown[] = {
    METRIC_ops_true, METRIC_ops_observed, METRIC_ops_detected,
    METRIC_findings_public, METRIC_sanctions, METRIC_collective_responses,
    METRIC_crises
};

/* A line of weeks: values of bins of `width` weeks. */
struct series {
    double value[LINE];
    int n, width;
};

static double
bin_value(const struct world *w, int first, int last, bool rung)
{
    double x = 0;

    for (int k = first; k < last; k++)
        x = rung ? fmax(x, w->series.rung[k]) : x + w->series.operations[k];
    return x;
}

/* Quarters; half years, years and so on where they would not fit. */
static void
series_fill(struct series *s, const struct world *w, bool rung)
{
    const int weeks = (int)w->series.n;

    *s = (struct series){ .width = QUARTER };
    while ((weeks + s->width - 1) / s->width > LINE)
        s->width *= 2;
    for (int first = 0; first < weeks; first += s->width) {
        int last = first + s->width < weeks ? first + s->width : weeks;
        s->value[s->n++] = bin_value(w, first, last, rung);
    }
}

/* `most` fills the cell. */
static void
series_print(const struct series *s, double most, bool utf8)
{
    static const char *const block[] = { "▁", "▂", "▃", "▄",
                                         "▅", "▆", "▇", "█" };
    static const char ascii[] = "_.-:=+*#";

    for (int k = 0; k < s->n; k++) {
        int level = most > 0 ? (int)(s->value[k] / most * 7 + 0.5) : 0;
        level = level < 0 ? 0 : level > 7 ? 7 : level;
        if (utf8)
            fputs(block[level], stdout);
        else
            putchar(ascii[level]);
    }
    putchar('\n');
}

/* Every five years; where a cell is years long, as near as years can stand. */
static void
print_years(const struct series *s, const struct inputs *in)
{
    char line[LINE + 8];
    int each = s->width <= 52 ? 260 / s->width : 5;         /* columns       */

    memset(line, ' ', sizeof line);
    for (int k = 0; k < s->n; k += each) {
        char year[8];
        snprintf(year, sizeof year, "%d", inputs_year(in, k * s->width));
        memcpy(line + k, year, strlen(year));
    }
    line[s->n + 4 < LINE + 7 ? s->n + 4 : LINE + 7] = '\0';
    printf("  %-14s%s\n", "", line);
}

static const char *
width_word(int width)
{
    return width == QUARTER ? "quarter" : width == 26 ? "half year"
           : width == 52 ? "year" : "span of years";
}

static void
print_lines(const struct world *w, const struct inputs *in, bool utf8)
{
    struct series rung, operations;
    struct phrase p = { 0 };
    double top = 0, most = 0;

    series_fill(&rung, w, true);
    series_fill(&operations, w, false);
    for (int k = 0; k < rung.n; k++) {
        top = fmax(top, rung.value[k]);
        most = fmax(most, operations.value[k]);
    }
    printf("\n  %-14s", "highest rung");
    series_print(&rung, N_RUNGS - 1, utf8);
    printf("  %-14s", "operations");
    series_print(&operations, most, utf8);
    print_years(&rung, in);
    phrase_add(&p, "One cell a %s. Rungs go from 0 (calm) to 6 (armed "
               "conflict); the highest was %.0f. At most %.0f operations in a "
               "%s.", width_word(rung.width), top, most,
               width_word(rung.width));
    putchar('\n');
    phrase_wrap(p.text, 2, 80, stdout);
}

static void
print_metric(const struct outcomes *out, enum metric m, bool utf8)
{
    const struct metric_info *info = &metric_table[m];
    double x = out->value[m];
    char text[NUMBER_TEXT];
    struct number_style style = number_style_alone(x, utf8);

    number_text(text, x, &style, false);
    if (strlen(info->label) > LABEL)
        printf("  %s\n  %*s %11s %s\n", info->label, LABEL, "", text,
               info->unit);
    else
        printf("  %-*s %11s %s\n", LABEL, info->label, text, info->unit);
}

static void
print_table(const struct batch_run *b, const struct world *w)
{
    const struct arm *a = &b->arms.item[0];

    printf("%s\n", a->title[0] != '\0' ? a->title : a->name);
    printf("  %s, %g years, world %u of seed %llu\n\n",
           a->regime_title[0] != '\0' ? a->regime_title : "no regime",
           arms_years(&b->arms), (unsigned)b->first,
           (unsigned long long)b->g->o.seed);
    for (size_t i = 0; i < b->n_metrics; i++)
        print_metric(&b->runs.out[0], b->metric[i], b->g->utf8);
    if (!options_has(&b->g->o, OPTION_metrics))
        for (size_t i = 0; i < sizeof also_shown / sizeof *also_shown; i++)
            print_metric(&b->runs.out[0], also_shown[i], b->g->utf8);
    print_lines(w, &a->in, b->g->utf8);
    puts("  One world is luck, not a finding: detente compare.");
}

static void
print_csv(const struct batch_run *b)
{
    puts("metric,value,unit");
    for (size_t i = 0; i < b->n_metrics; i++) {
        const struct metric_info *info = &metric_table[b->metric[i]];
        fputs(info->name, stdout);
        csv_number(stdout, b->runs.out[0].value[b->metric[i]]);
        putchar(',');
        csv_field(stdout, info->unit);
        putchar('\n');
    }
}

static int
run_one(struct batch_run *b, bool csv)
{
    struct world w = { 0 };
    struct panel p = { 0 };
    struct fault f = { 0 };
    int code = runs_init(&b->runs, 1, 1, &f);

    batch_rows_begin(b);
    if (code == 0)
        code = study_panel(b->arms.in[0], b->g->o.seed, b->first, &w, &p,
                           b->g->o.n_panel, b->runs.out, &f);
    if (code == 0 && b->events.stream != NULL)
        code = batch_rows(b, b->events.stream, &w, 0, b->first, &f);
    if (code == 0 && b->people.stream != NULL)
        code = batch_lives(b, b->people.stream, &w, &p, 0, b->first, &f);
    if (code != 0) {
        code = say_fault(&f);
    } else {
        snprintf(b->runs.arm[0], ARM_NAME, "%s", b->arms.item[0].name);
        b->runs.ok[0] = 1;
        code = batch_write(b);
        if (csv)
            print_csv(b);
        else
            print_table(b, &w);
        fflush(stdout);
    }
    panel_free(&p);
    world_free(&w);
    return code;
}

int
command_run(struct program *g)
{
    struct batch_run b = { 0 };
    const char *format = g->o.text[OPTION_format];
    bool csv = format != NULL && strcmp(format, "csv") == 0;
    int code = 0;

    if (format != NULL && !csv && strcmp(format, "table") != 0)
        return say_usage("table or csv", "--format '%s' is not known", format);
    if (g->o.n_words != 1)
        return say_usage("detente run world", "run needs one arm");
    code = batch_prepare(&b, g, false);
    b.first = g->o.replicate;
    b.n_replicates = 1;
    if (code == 0)
        code = options_has(&g->o, OPTION_dry_run) ? batch_estimate(&b)
                                                  : run_one(&b, csv);
    batch_free(&b);
    return code;
}
