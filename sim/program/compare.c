/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compare.c - `detente compare`: the same worlds under several arms. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "program/batch_run.h"
#include "program/recorded.h"
#include "report/compare_rows.h"
#include "report/table.h"

static int
print_table(const struct comparison *c, const struct table_style *style)
{
    struct fault f = { 0 };
    int code = table_print(c, style, stdout, &f);

    if (code == 0)
        code = table_moved_print(c, stdout, &f);
    if (code == 0) {
        putchar('\n');
        code = sentence_print(c, sentence_metric(c), style, stdout, &f);
    }
    /* Of a standard output that takes no more main() tells, once. */
    return code == 0 || ferror(stdout) ? code : say_fault(&f);
}

/* Exit code for --format; `csv` is set. */
static int
format_of(const struct options *o, bool *csv)
{
    const char *format = o->text[OPTION_format];

    *csv = format != NULL && strcmp(format, "csv") == 0;
    if (format == NULL || *csv || strcmp(format, "table") == 0)
        return 0;
    return say_usage("table or csv", "--format '%s' is not known", format);
}

static int
print(const struct comparison *c, const struct table_style *style, bool csv)
{
    int code = 0;

    if (csv)
        compare_rows(c, stdout);
    else
        code = print_table(c, style);
    fflush(stdout);
    return code;
}

/* A scenario as `new` wrote it, or a clause that never comes to bear. */
static void
hint_same(const struct batch_run *b)
{
    const struct comparison *c = &b->comparison;

    if (options_has(&b->g->o, OPTION_quiet))
        return;
    for (size_t m = 0; m < c->n_metrics; m++)
        for (size_t arm = 1; arm < c->runs.n_arms; arm++)
            if (comparison_row(c, m, arm)->verdict != VERDICT_SAME)
                return;
    fprintf(stderr, "nothing differs in any world; %s show ARM ARM says in "
            "what the arms do\n", say_name(b->g));
}

/* The folder comes first: who closes the pipe loses no result by it, and on a
 * full disk the table is printed all the same. */
static int
compare(struct batch_run *b, bool csv)
{
    char command[4096], dir[ARM_PATH + 2];
    int code = batch_play(b);

    if (code != 0)
        return code;
    say_command(b->g, command, sizeof command);
    const struct table_style style = {
        .utf8 = b->g->utf8, .regimes = b->arms.regimes,
        .years = arms_years(&b->arms), .command = command,
        .scenario = arms_title(&b->arms),
        .baseline = b->arms.item[0].title
    };
    int written = batch_write(b);
    code = print(&b->comparison, &style, csv);
    if (code == 0)
        hint_same(b);
    if (written == 0 && b->folder.path[0] != '\0'
        && !options_has(&b->g->o, OPTION_quiet))
        fprintf(stderr, "written to %s; a chart of it: %s plot dots %s\n",
                b->folder.path, say_name(b->g),
                say_quoted(b->folder.path, dir, sizeof dir));
    code = written != 0 ? written : code;
    return code != 0 ? code : fault_exit_code((enum fault_code)b->failed);
}

/* A result on disk is printed as it was when it was made. */
static int
compare_recorded(const struct program *g, const char *dir, bool csv)
{
    struct recorded *r = calloc(1, sizeof *r);
    struct fault f = { 0 };

    if (r == NULL) {
        fault_set(&f, FAULT_NOMEM, "", 0, "out of memory");
        return say_fault(&f);
    }
    int code = recorded_load(r, g, dir);
    const struct table_style style = {
        .utf8 = g->utf8, .regimes = r->made.regimes,
        .years = r->made.years, .command = r->made.command,
        .scenario = r->made.one_scenario ? r->made.scenario : NULL,
        .baseline = r->made.scenario
    };
    if (code == 0)
        code = print(&r->comparison, &style, csv);
    recorded_free(r);
    free(r);
    return code;
}

int
command_compare(struct program *g)
{
    struct batch_run b = { 0 };
    bool csv = false;
    int code = format_of(&g->o, &csv);

    if (code == 0 && g->o.n_words == 0 && !options_has(&g->o, OPTION_regimes))
        code = say_usage("detente compare world --regimes anarchy,agency",
                         "compare what?");
    if (code == 0 && g->o.n_words == 1 && !options_has(&g->o, OPTION_regimes)
        && folder_is_ours(g->o.word[0]))
        return compare_recorded(g, g->o.word[0], csv);
    if (code == 0)
        code = batch_prepare(&b, g, true);
    if (code == 0)
        code = options_has(&g->o, OPTION_dry_run) ? batch_estimate(&b)
                                                  : compare(&b, csv);
    batch_free(&b);
    return code;
}
