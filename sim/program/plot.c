/* SPDX-License-Identifier: GPL-3.0-or-later */
/* plot.c - `detente plot`: a chart of a result, or of arms that are run for
 * it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "input/arm.h"
#include "program/batch_run.h"
#include "program/recorded.h"
#include "record/fields.h"
#include "report/dots.h"
#include "report/draw_chart.h"

struct chart_kind {
    const char *name, *line;
};

static const struct chart_kind kind_table[] = {
    { "dots", "change from the baseline, with intervals, one row an arm" },
};

enum { CHANGED = 1024 };        /* bytes of what --set changed */
enum { MEASURES_MOST = 36 };    /* of few arms on a slide; others fit fewer */
enum { N_KINDS_OF_CHART = sizeof kind_table / sizeof *kind_table };

/* What is drawn, wherever it is from. */
struct picture {
    const struct comparison *comparison;
    struct chart_frame frame;
    const char *dir;
};

static int
list_kinds(void)
{
    for (int i = 0; i < N_KINDS_OF_CHART; i++)
        printf("%-8s %s\n", kind_table[i].name, kind_table[i].line);
    return 0;
}

static int
unknown_kind(const char *name)
{
    return say_usage("detente plot dots DIR; detente plot names the kinds",
                     "no kind of chart is called '%.80s'", name);
}

/* ---- drawing ------------------------------------------------------------ */

static int
write_data(const struct picture *p, struct fault *f)
{
    const char *const csv_name = record_table[RECORD_dots_csv].name;
    const char *const words_name = record_table[RECORD_dots_words].name;
    struct output csv, words = { .stream = NULL };
    int code = output_open(&csv, p->dir, csv_name, f);

    if (code != 0)
        return code;
    code = output_open(&words, p->dir, words_name, f);
    if (code == 0)
        code = dots_write(p->comparison, &p->frame, csv.stream, words.stream,
                          f);
    code = output_end(&csv, code, f);
    if (code != 0) {
        output_drop(&words);
        return code;
    }
    return output_keep(&words, f);
}

static int
draw_one(const struct picture *p, const char *plots, const char *preset,
         enum record_file file, struct fault *f)
{
    char out[CHART_PATH + 64];

    snprintf(out, sizeof out, "%s/%s", p->dir, record_table[file].name);
    const struct chart_job job = { .plots = plots, .kind = "dots",
                                   .dir = p->dir, .out = out,
                                   .preset = preset };
    int code = chart_draw(&job, f);
    if (code == 0)
        puts(out);
    else
        remove(out);            /* an older one would be of other words      */
    return code;
}

static int
draw(const struct picture *p, const struct program *g)
{
    const char *preset = g->o.text[OPTION_size];
    char plots[CHART_PATH];
    struct fault f = { 0 };
    int code = write_data(p, &f);

    if (preset == NULL)
        preset = "article";
    if (code == 0)
        code = chart_plots(plots, "dots", getenv("DETENTE_PLOTS"),
                           g->executable, g->prefix, &f);
    if (code == 0)
        code = draw_one(p, plots, preset, RECORD_dots_svg, &f);
    if (code == 0)
        code = draw_one(p, plots, preset, RECORD_dots_png, &f);
    return code == 0 ? 0 : say_fault(&f);
}

/* ---- what --set changed ------------------------------------------------- */

/* "A.B=1, C.D=2" into `text`, "" if nothing, or if a name of an arm says it.
 */
static void
name_changed(const struct options *o, const struct comparison *c,
             char text[CHANGED])
{
    size_t n = 0;

    text[0] = '\0';
    for (size_t k = 0; k < o->n_sets && n < CHANGED; k++) {
        bool named = false;
        for (size_t a = 0; a < c->runs.n_arms; a++)
            named = named || strstr(c->runs.arm[a], o->set[k]) != NULL;
        if (!named)
            n += (size_t)snprintf(text + n, CHANGED - n, "%s%s",
                                  n > 0 ? ", " : "", o->set[k]);
    }
}

/* The same of a result, whose command its manifest holds. */
static void
name_changed_then(const struct recorded *r, char text[CHANGED])
{
    char command[sizeof r->made.command], *word[256];
    struct options o = { .n_words = 0 };
    struct fault f = { 0 };

    memcpy(command, r->made.command, sizeof command);
    const int n = say_apart(command, word, 256);
    text[0] = '\0';
    if (n > 2 && options_parse(&o, (1u << N_OPTIONS) - 1, n - 2, word + 2,
                               &f) == 0)
        name_changed(&o, &r->comparison, text);
}

/* ---- from a folder ------------------------------------------------------ */

static int
plot_folder(const struct program *g, const char *dir)
{
    struct recorded *r = calloc(1, sizeof *r);
    struct fault f = { 0 };

    if (r == NULL) {
        fault_set(&f, FAULT_NOMEM, "", 0, "out of memory");
        return say_fault(&f);
    }
    int code = recorded_load(r, g, dir);
    if (code == 0) {
        char changed[CHANGED];
        name_changed_then(r, changed);
        const struct picture p = {
            .comparison = &r->comparison, .dir = dir,
            .frame = { .years = r->made.years, .regimes = r->made.regimes,
                       .scenario = r->made.scenario,
                       .title = g->o.text[OPTION_title],
                       .changed = changed }
        };
        code = draw(&p, g);
    }
    recorded_free(r);
    free(r);
    return code;
}

/* ---- from arms ---------------------------------------------------------- */

static void
say_next(const struct program *g, const char *dir)
{
    char quoted[CHART_PATH + 2];

    fprintf(stderr, "its table and a sentence to quote: %s compare %s\n",
            say_name(g), say_quoted(dir, quoted, sizeof quoted));
}

static int
plot_arms(const struct program *g)
{
    struct batch_run b = { 0 };
    int code;

    if (!options_has(&g->o, OPTION_out))
        return say_usage("-o DIR makes it", "arms are run for the chart, "
                         "which needs a folder of its own");
    code = batch_prepare(&b, g, true);
    if (code == 0 && b.n_metrics > MEASURES_MOST)
        code = say_usage("--metrics A,B chooses; without it the headlines are "
                         "drawn", "%zu measures do not fit on any chart: at "
                         "most %d", b.n_metrics, MEASURES_MOST);
    if (code == 0)
        code = batch_play(&b);
    if (code == 0)
        code = batch_write(&b);
    progress_release(&b.progress);
    if (code == 0) {
        char changed[CHANGED];
        name_changed(&g->o, &b.comparison, changed);
        const struct picture p = {
            .comparison = &b.comparison, .dir = b.folder.path,
            .frame = { .years = arms_years(&b.arms),
                       .regimes = b.arms.regimes,
                       .scenario = b.arms.item[0].title,
                       .title = g->o.text[OPTION_title],
                       .changed = changed }
        };
        code = draw(&p, g);
        if (code == 0 && !options_has(&g->o, OPTION_quiet))
            say_next(g, b.folder.path);
    }
    int failed = fault_exit_code((enum fault_code)b.failed);
    batch_free(&b);
    return code != 0 ? code : failed;
}

/* A result, or an arm as it is typed: its names are looked at later. */
static bool
is_drawable(const char *name)
{
    char path[ARM_PATH];
    struct fault f;

    return folder_is_ours(name) || strchr(name, '@') != NULL
           || input_find(name, path, &f) == 0;
}

/* Takes the kind away from the words; it may be left out while there is one.
 */
static int
take_kind(struct options *o)
{
    bool known = false;

    for (int i = 0; i < N_KINDS_OF_CHART; i++)
        known = known || strcmp(o->word[0], kind_table[i].name) == 0;
    if (known)
        memmove(o->word, o->word + 1, --o->n_words * sizeof *o->word);
    else if (N_KINDS_OF_CHART > 1 || !is_drawable(o->word[0]))
        return unknown_kind(o->word[0]);
    return 0;
}

int
command_plot(struct program *g)
{
    struct options *o = &g->o;

    if (o->n_words == 0)
        return list_kinds();
    int code = take_kind(o);
    if (code != 0)
        return code;
    if (o->n_words == 0 && !options_has(o, OPTION_regimes))
        return say_usage("detente plot dots DIR", "plot what?");
    if (o->n_words == 1 && folder_is_ours(o->word[0]))
        return plot_folder(g, o->word[0]);
    if (o->n_words == 1 && !is_drawable(o->word[0]))
        return say_usage("detente compare world --regimes anarchy,agency -o "
                         "DIR makes one", "'%.200s' is no result, scenario or "
                         "regime", o->word[0]);
    return plot_arms(g);
}
