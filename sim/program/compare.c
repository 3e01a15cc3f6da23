/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compare.c - `detente compare`: the same worlds under several arms. */
#include <stdio.h>
#include <string.h>

#include "program/batch_run.h"
#include "report/compare_rows.h"
#include "report/table.h"

static int
print_table(const struct batch_run *b)
{
    char command[4096];
    struct fault f = { 0 };

    say_command(b->g, command, sizeof command);
    const struct table_style style = {
        .utf8 = b->g->utf8, .regimes = b->arms.regimes,
        .years = arms_years(&b->arms), .command = command
    };
    int code = table_print(&b->comparison, &style, stdout, &f);
    if (code == 0) {
        putchar('\n');
        code = sentence_print(&b->comparison, 0, &style, stdout, &f);
    }
    return code == 0 ? 0 : say_fault(&f);
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
compare(struct batch_run *b, bool csv)
{
    int code = batch_play(b);

    if (code != 0)
        return code;
    if (csv)
        compare_rows(&b->comparison, stdout);
    else
        code = print_table(b);
    fflush(stdout);
    if (code == 0)
        code = batch_write(b);
    if (code == 0 && b->folder.path[0] != '\0'
        && !options_has(&b->g->o, OPTION_quiet))
        fprintf(stderr, "written to %s; a chart of it: %s plot dots %s\n",
                b->folder.path, say_name(b->g), b->folder.path);
    return code != 0 ? code : fault_exit_code((enum fault_code)b->failed);
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
    if (code == 0)
        code = batch_prepare(&b, g, true);
    if (code == 0)
        code = options_has(&g->o, OPTION_dry_run) ? batch_estimate(&b)
                                                  : compare(&b, csv);
    batch_free(&b);
    return code;
}
