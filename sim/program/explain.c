/* SPDX-License-Identifier: GPL-3.0-or-later */
/* explain.c - `detente explain`: what a name means, from the table behind it.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/metrics.h"
#include "base/text.h"
#include "input/arm.h"
#include "model/week.h"
#include "program/entries.h"
#include "program/program.h"
#include "program/values.h"
#include "record/events.h"
#include "record/fields.h"
#include "world/law.h"

enum { INDENT = 4, KEY = 10 };

static void
line(const char *key, const char *value)
{
    printf("    %-*s%s\n", KEY, key, value);
}

/* At most `most` bytes, cut between words, which shows. */
static void
print_cut(const char *text, size_t most)
{
    size_t n = strlen(text);

    if (n > most) {
        for (n = most - 4; n > 0 && text[n] != ' '; n--)
            ;
        printf("%.*s ...\n", (int)n, text);
    } else {
        puts(text);
    }
}

/* ---- parameters --------------------------------------------------------- */

static bool
is_table(const struct param_info *info)
{
    return info->rows != N_LISTS;
}

/* Low and high of the sweep; for tables they are factors on the default. */
static void
sweep_of(struct param_cell cell, double *low, double *high)
{
    const struct param_info *info = cell.info;
    double factor = is_table(info) ? info->preset[cell.index] : 1;

    *low = fmin(fmax(info->low * factor, info->min), info->max);
    *high = fmin(fmax(info->high * factor, info->min), info->max);
}

/* Half and double where the row names no sweep. */
static void
print_tries(struct param_cell cell)
{
    const struct param_info *info = cell.info;
    double middle = info->preset[cell.index], low, high;
    char path[96], text[TEXT_DOUBLE];

    sweep_of(cell, &low, &high);
    if (low == high) {
        low = fmax(middle / 2, info->min);
        high = fmin(middle * 2, info->max);
    }
    const double tries[] = { low, middle, high };
    param_path(cell, path, sizeof path);
    for (size_t i = 0; i < 3; i++) {
        double x = tries[i];
        if (info->kind != PARAM_real)
            x = round(x);
        if ((i > 0 && x == tries[i - 1]) || (i == 2 && x == tries[0]))
            continue;
        value_text(info, x, text);
        printf("    %-*s--set %s=%s%s\n", KEY, i == 0 ? "try" : "", path,
               text, x == middle ? "   (default)" : "");
    }
}

static void
print_cells(const struct param_info *info)
{
    char path[96], text[TEXT_DOUBLE];

    for (size_t i = 0; i < info->n; i++) {
        struct param_cell cell = { info, i };
        param_path(cell, path, sizeof path);
        value_text(info, info->preset[i], text);
        printf("    %-*s%-52s %s\n", KEY, i == 0 ? "cells" : "", path, text);
    }
}

static void
print_facts(struct param_cell cell)
{
    const struct param_info *info = cell.info;
    char a[TEXT_DOUBLE], b[TEXT_DOUBLE], text[160];
    double low, high;

    line("unit", info->unit);
    value_text(info, info->min, a);
    value_text(info, info->max, b);
    snprintf(text, sizeof text, "%s .. %s", a, b);
    line("range", text);
    sweep_of(cell, &low, &high);
    value_text(info, low, a);
    value_text(info, high, b);
    snprintf(text, sizeof text, "%s .. %s", a, b);
    if (low != high)
        line("swept", text);
    line("mark", param_mark_word(info->mark));
    line("read", info->read == READ_START
         ? "at the start of a run only"
         : "every week, so that an event can change it");
}

static const char *
clause_or_section(const struct param_info *info)
{
    return info->lever ? "lever of the clause " : "parameter of the section ";
}

/* `text` may name one cell of a table. */
static void
print_param(const struct param_info *info, const char *text)
{
    struct param_cell cell = param_find(text);
    const char *dots = strchr(text, '.');
    bool one = cell.info == info
               && (!is_table(info)
                   || (dots != NULL && strchr(dots + 1, '.') != NULL));
    char value[TEXT_DOUBLE];

    if (cell.info != info)
        cell = (struct param_cell){ info, 0 };
    printf("%s.%s, %s%s\n", info->section, info->name,
           clause_or_section(info), info->section);
    say_wrapped(info->meaning, INDENT);
    value_text(info, info->preset[cell.index], value);
    if (one || !is_table(info))
        line("default", value);
    print_facts(cell);
    line("source", info->source);
    if (one || !is_table(info))
        print_tries(cell);
    else
        print_cells(info);
}

/* ---- the rest ----------------------------------------------------------- */

static void
print_metric(const struct metric_info *info)
{
    printf("%s, an outcome%s\n", info->name,
           info->headline ? " and a headline" : "");
    say_wrapped(info->meaning, INDENT);
    line("unit", info->unit);
    line("better", better_word(info->better));
    line("compared", statistic_word(info->statistic));
    printf("    %-*s--metrics %s\n", KEY, "try", info->name);
}

static void
print_clause(const char *name, const char *meaning)
{
    char text[TEXT_DOUBLE];

    printf("%s, a clause of a regime\n", name);
    say_wrapped(meaning, INDENT);
    for (size_t r = 0; r < param_count; r++) {
        const struct param_info *info = &param_table[r];
        if (!info->lever || strcmp(info->section, name) != 0)
            continue;
        value_text(info, info->preset[0], text);
        printf("    %-18s %-12s ", info->name,
               is_table(info) ? "a table" : text);
        print_cut(info->meaning, 44);
    }
}

static void
print_columns(size_t file)
{
    for (size_t c = 0; c < field_count; c++)
        if ((size_t)field_table[c].file == file)
        {
            printf("    %-14s ", field_table[c].name);
            print_cut(field_table[c].meaning, 60);
        }
    for (size_t k = 0; file == RECORD_events && k < detail_count; k++) {
        printf("    detail %-10s ", detail_table[k].key);
        print_cut(detail_table[k].meaning, 58);
        printf("        of %s; %s\n", detail_table[k].kinds,
               detail_table[k].unit);
    }
    if (file == RECORD_runs)
        printf("    %-14s all %d of them, see --list\n", "outcomes",
               N_METRICS);
}

static void
print_other(const struct entry *e)
{
    static const char *const what[N_ENTRY_GROUPS] = {
        [ENTRY_word] = "a word", [ENTRY_process] = "a process of the week",
        [ENTRY_file] = "a file of a result", [ENTRY_column] = "a column",
        [ENTRY_fault] = "a fault", [ENTRY_purpose] = "a purpose of draws"
    };
    char name[ENTRY_NAME];

    entry_name(e, name);
    printf("%s, %s\n", name, what[e->group]);
    say_wrapped(entry_meaning(e), INDENT);
    if (e->group == ENTRY_file)
        print_columns(e->row);
    if (e->group == ENTRY_column) {
        line("unit", field_table[e->row].unit);
        line("type", field_table[e->row].type);
        if (field_table[e->row].range[0] != '\0')
            line("range", field_table[e->row].range);
    }
    for (enum fault_code code = FAULT_NOMEM;
         e->group == ENTRY_fault && code > -32; code--)
        if (strcmp(fault_name(code), name) == 0)
            printf("    %-*s%d\n", KEY, "exit code", fault_exit_code(code));
}

static void
print_entry(const struct entry *e, const char *text)
{
    if (e->group == ENTRY_parameter || e->group == ENTRY_lever)
        print_param(&param_table[e->row], text);
    else if (e->group == ENTRY_outcome)
        print_metric(&metric_table[e->row]);
    else if (e->group == ENTRY_clause)
        print_clause(clause_name((enum clause_kind)e->row), entry_meaning(e));
    else
        print_other(e);
}

static void
print_week(void)
{
    puts("The week, in order; each process sees what earlier ones did.\n");
    for (size_t k = 0; k < model_week_length; k++)
        printf("%3zu  %-12s %s\n", k + 1, model_week[k].name,
               model_week[k].what);
}

static void
print_why(void)
{
    puts("why, a command");
    say_wrapped("The trigger of an event is the event that was necessary for "
                "it: for an operation the crisis, war or finding without "
                "which it would not have come; for a reaction its finding; "
                "for a war its crisis or armed answer.  A chain of triggers "
                "ends where nothing had to happen before, or before the "
                "start.",
                INDENT);
    line("--event", "an id of events.csv, or a word for the first such:");
    line("", "a kind of event: war, crisis, worm, public_finding, ...");
    line("", "a kind of operation: espionage .. destruction");
    line("", "a response: sanction, collective, escalate, armed, ...");
    line("", "rung0 .. rung6: what first put a pair there or above");
    line("", "wrong: the first public finding that names another");
    line("", "retaliation: the first act against who did not do it");
    line("--unless", "an operation, detection, finding, reaction, crisis,");
    line("", "war, worm, accession, withdrawal or imposed event");
    line("try", "detente why world --event rung5");
}

/* ---- finding ------------------------------------------------------------ */

static void
print_brief(const struct entry *e)
{
    char name[ENTRY_NAME];

    entry_name(e, name);
    printf("  %-34s", name);
    if (strlen(name) > 34)
        printf("\n%36s", "");
    putchar(' ');
    print_cut(entry_meaning(e), 43);
}

static bool
holds(const char *text, const char *word)
{
    size_t n = strlen(word);

    for (; *text != '\0'; text++)
        if (strncasecmp(text, word, n) == 0)
            return true;
    return n == 0;
}

/* Brief lines of all entries whose name or meaning holds `word`. */
static size_t
list_all(const char *word)
{
    size_t n = 0;

    for (int g = 0; g < N_ENTRY_GROUPS; g++) {
        struct entry e;
        bool headed = false;
        for (size_t k = 0; entry_at((enum entry_group)g, k, &e); k++) {
            char name[ENTRY_NAME];
            entry_name(&e, name);
            if (!holds(name, word) && !holds(entry_meaning(&e), word))
                continue;
            if (!headed)
                printf("%s%s\n", n > 0 ? "\n" : "",
                       entry_group_name((enum entry_group)g));
            headed = true;
            print_brief(&e);
            n++;
        }
    }
    return n;
}

/* All the entries of a section or list, briefly. */
static size_t
list_section(const char *section)
{
    size_t n = 0, length = strlen(section);

    for (int g = 0; g < N_ENTRY_GROUPS; g++) {
        struct entry e;
        for (size_t k = 0; entry_at((enum entry_group)g, k, &e); k++) {
            char name[ENTRY_NAME];
            entry_name(&e, name);
            if (g == ENTRY_column || strncmp(name, section, length) != 0
                || name[length] != '.')
                continue;
            if (n++ == 0)
                printf("%s holds\n", section);
            print_brief(&e);
        }
    }
    return n;
}

/* What a shipped or own scenario or regime says of itself: the comment on its
 * first lines. */
static bool
print_file(const char *text, bool more)
{
    char path[ARM_PATH], row[512];
    struct fault f;
    size_t n = strlen(text);

    if (input_find(text, path, &f) != 0)
        return false;
    const char *end = strrchr(path, '.');
    FILE *stream = end != NULL && strcmp(end, ".yaml") == 0
                   ? fopen(path, "r") : NULL;
    if (stream == NULL)
        return false;
    n = n > 5 && strcmp(text + n - 5, ".yaml") == 0 ? n - 5 : n;
    printf("%s%.*s, a scenario or regime: %s\n", more ? "\n" : "", (int)n,
           text, path);
    while (fgets(row, sizeof row, stream) != NULL && row[0] == '#') {
        const char *said = row[1] == ' ' ? row + 2 : row + 1;
        printf("%s%s", said[0] == '\n' ? "" : "    ", said);
    }
    fclose(stream);
    return true;
}

/* `text` may lack the section: skil is near attribution.skill. */
static const char *
nearest(const char *text, const char **list, const char **last, size_t n)
{
    const char *near = text_nearest(text, list, n);

    if (near != NULL || n == 0)
        return near;
    near = text_nearest(text, last, n);
    for (size_t k = 0; near != NULL && k < n; k++)
        if (last[k] == near)
            return list[k];
    return NULL;
}

static int
unknown(const char *text)
{
    enum { MOST = 1024 };
    char (*name)[ENTRY_NAME] = calloc(MOST, sizeof *name);
    const char **list = calloc(2 * MOST, sizeof *list), **last = list + MOST;
    char hint[FAULT_TEXT] = "detente explain --list names everything";
    size_t n = 0;

    if (list != NULL)
        list[n++] = last[0] = "week";
    for (int g = 0; name && list && g < N_ENTRY_GROUPS; g++) {
        struct entry e;
        for (size_t k = 0;
             n < MOST && entry_at((enum entry_group)g, k, &e); k++) {
            entry_name(&e, name[n]);
            const char *dot = strrchr(name[n], '.');
            last[n] = dot != NULL && g != ENTRY_file ? dot + 1 : name[n];
            list[n] = name[n];
            n++;
        }
    }
    const char *near = nearest(text, list, last, n);
    if (near != NULL)
        snprintf(hint, sizeof hint, "did you mean '%s'?", near);
    free(name);
    free(list);
    return say_usage(hint, "nothing is called '%.80s'", text);
}

static int
explain(const char *text)
{
    size_t n = 0;

    if (strcmp(text, "week") == 0) {
        print_week();
        return 0;
    }
    if (strcmp(text, "why") == 0) {
        print_why();
        return 0;
    }
    for (int g = 0; g < N_ENTRY_GROUPS; g++) {
        struct entry e;
        for (size_t k = 0; entry_at((enum entry_group)g, k, &e); k++) {
            if (!entry_is(&e, text))
                continue;
            if (n++ > 0)
                putchar('\n');
            print_entry(&e, text);
        }
    }
    if (n > 0 && strchr(text, '.') == NULL)
        putchar('\n');
    n += strchr(text, '.') == NULL ? list_section(text) : 0;
    n += print_file(text, n > 0);
    return n > 0 ? 0 : unknown(text);
}

int
command_explain(struct program *g)
{
    const struct options *o = &g->o;
    int code = 0;

    if (options_has(o, OPTION_list)) {
        list_all("");
        return 0;
    }
    if (options_has(o, OPTION_search)) {
        if (list_all(o->text[OPTION_search]) > 0)
            return 0;
        return say_usage("detente explain --list names everything",
                         "nothing that can be explained holds '%.80s'",
                         o->text[OPTION_search]);
    }
    if (o->n_words == 0)
        return say_usage("detente explain attribution.skill; --list names "
                         "everything", "explain what?");
    for (size_t i = 0; code == 0 && i < o->n_words; i++) {
        if (i > 0)
            putchar('\n');
        code = explain(o->word[i]);
    }
    return code;
}
