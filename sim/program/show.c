/* SPDX-License-Identifier: GPL-3.0-or-later */
/* show.c - `detente show`: what a run would really be given, and from where.
 */
#include <stdio.h>
#include <string.h>

#include "program/arms.h"
#include "program/show.h"
#include "program/values.h"
#include "record/output.h"
#include "record/manifest.h"

/* ---- one arm ------------------------------------------------------------ */

static void
show_head(const struct arm *a)
{
    const struct tables *t = &a->in.tables;
    char start[48];

    date_text(&a->in, 0, start);
    printf("arm         %s\n", a->name);
    printf("title       %s\n", a->title);
    printf("regime      %s\n", a->regime_title[0] ? a->regime_title : "none");
    printf("start       %s, %d weeks\n", start, (int)a->in.weeks);
    printf("world       %u states, %u pairs, %u ecosystems, %u firms\n",
           (unsigned)t->n_states, (unsigned)t->n_pairs,
           (unsigned)t->n_ecosystems, (unsigned)t->n_firms);
    for (size_t i = 0; i < a->n_files; i++)
        printf("%-12s%s\n", i == 0 ? "files" : "", a->file[i]);
}

/* The codes of some states, from column `left` on of a line begun. */
static void
show_states(const struct inputs *in, const bool some[], int left)
{
    int column = left;

    for (uint32_t i = 0; i < in->tables.n_states; i++) {
        if (!some[i])
            continue;
        if (column > 74)
            column = printf("\n%*s", left, "") - 1;
        column += printf("%s ", in->tables.state[i].text);
    }
    putchar('\n');
}

const char *
show_members_word(const struct inputs *in)
{
    uint32_t n = 0, most = in->tables.n_states;

    for (uint32_t i = 0; i < most; i++)
        n += in->member[i];
    if (in->members_choose)
        return "choose";
    return n == 0 ? "none" : n == most ? "all" : "a list";
}

/* "choose", "all", "none", or a list of codes. */
static void
show_members(const struct inputs *in)
{
    const char *word = show_members_word(in);

    printf("members     ");
    if (strcmp(word, "a list") == 0)
        show_states(in, in->member, 12);
    else
        puts(word);
}

/* Powers without which a convention does not enter into force. */
static void
show_powers(const struct inputs *in, const struct clause *clause)
{
    bool any = false;

    for (uint32_t i = 0; i < in->tables.n_states; i++)
        any = any || clause->must_include[i];
    if (!any)
        return;
    printf("    %-*s ", SHOW_NAME - 4, "entry.must_include");
    show_states(in, clause->must_include, SHOW_NAME + 1);
}

static void
show_levers(const struct arm *a, const struct clause *clause)
{
    const char *name = clause_name(clause->kind);
    char path[96], value[TEXT_DOUBLE], from[128];

    for (size_t r = 0; r < param_count; r++)
        for (size_t i = 0; param_table[r].lever && i < param_table[r].n;
             i++) {
            struct param_cell cell = { &param_table[r], i };
            double x = param_value(&clause->levers, cell);
            bool cells = param_table[r].columns != N_LISTS;
            if (strcmp(param_table[r].section, name) != 0
                || (cells && x == 0))
                continue;
            param_path(cell, path, sizeof path);
            value_text(cell.info, cells ? 1 : x, value);
            origin_text(a, cell, from);
            printf("    %-*s %-*s %s\n", SHOW_NAME - 4, path, SHOW_VALUE,
                   cells ? "prohibited" : value, from);
        }
}

static void
show_clauses(const struct arm *a)
{
    const struct inputs *in = &a->in;

    for (size_t i = 0; i < in->n_clauses; i++) {
        const struct clause *clause = &in->clause[i];
        char announced[80], from[80], until[80];
        week_text(in, clause->announced, announced);
        week_text(in, clause->from, from);
        week_text(in, clause->until, until);
        printf("\nclause %s, announced %s, from %s%s%s\n",
               clause_name(clause->kind), announced, from,
               clause->until == WEEK_NEVER ? "" : ", until ",
               clause->until == WEEK_NEVER ? "" : until);
        if (clause->from >= in->weeks || clause->until <= 0)
            puts("    note: it never comes into force within the horizon");
        show_levers(a, clause);
        show_powers(in, clause);
    }
}

static void
show_event(const struct inputs *in, const struct imposed *e)
{
    char text[IMPOSED_TEXT];

    imposed_text(in, e, text);
    printf("    e%u, %s\n", (unsigned)e->number, text);
}

static void
show_parameters(const struct arm *a)
{
    char path[96], value[TEXT_DOUBLE], from[128];

    printf("\n%-*s %-*s from\n", SHOW_NAME, "parameter", SHOW_VALUE, "value");
    for (size_t r = 0; r < param_count; r++)
        for (size_t i = 0; !param_table[r].lever && i < param_table[r].n;
             i++) {
            struct param_cell cell = { &param_table[r], i };
            param_path(cell, path, sizeof path);
            value_text(cell.info, param_value(&a->in.params, cell), value);
            origin_text(a, cell, from);
            printf("%-*s %-*s %s\n", SHOW_NAME, path, SHOW_VALUE, value, from);
        }
}

static void
show_filled(const struct tables *t)
{
    bool headed = false;

    for (uint32_t i = 0; i < t->n_states; i++) {
        if (t->state[i].filled[0] == '\0')
            continue;
        if (!headed)
            puts("\ncells that were blank in the sources, filled by a rule");
        headed = true;
        printf("    %s  %s\n", t->state[i].text, t->state[i].filled);
    }
}

static void
show_one(const struct arm *a)
{
    show_head(a);
    show_members(&a->in);
    show_clauses(a);
    if (a->in.n_imposed > 0)
        puts("\nevents that the scenario imposes");
    for (size_t i = 0; i < a->in.n_imposed; i++)
        show_event(&a->in, &a->in.imposed[i]);
    show_parameters(a);
    show_filled(&a->in.tables);
}

/* ---- a folder ----------------------------------------------------------- */

static int
show_folder(const char *dir)
{
    struct manifest_brief m;
    struct fault f = { 0 };

    if (manifest_read(&m, dir, &f) != 0)
        return say_fault(&f);
    printf("made by     %s\n", m.command);
    printf("version     %s%s%s\n", m.version, m.commit[0] ? ", commit " : "",
           m.commit);
    printf("scenario    %s\n", m.scenario);
    printf("worlds      %u, from number %u, seed %llu, %g years\n",
           (unsigned)m.n_replicates, (unsigned)m.first,
           (unsigned long long)m.seed, m.years);
    for (size_t i = 0; i < m.n_metrics; i++)
        printf("%-12s%s\n", i == 0 ? "outcomes" : "",
               metric_table[m.metric[i]].name);
    return 0;
}

int
command_show(struct program *g)
{
    struct arms arms = { 0 };

    if (g->o.n_words < 1 || g->o.n_words > 2)
        return say_usage("detente show world; two: what differs",
                         "show needs one or two names");
    if (g->o.n_words == 1 && folder_is_ours(g->o.word[0]))
        return show_folder(g->o.word[0]);
    int code = arms_load(&arms, g, false);
    if (code == 0 && arms.n == 1)
        show_one(&arms.item[0]);
    else if (code == 0)
        show_differences(&arms.item[0], &arms.item[1]);
    arms_free(&arms);
    return code;
}
