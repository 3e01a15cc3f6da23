/* SPDX-License-Identifier: GPL-3.0-or-later */
/* explain_entry.c - one name in full: what its table says, and what belongs to
 * it. */
#include <stdio.h>
#include <string.h>

#include "base/metrics.h"
#include "input/columns.h"
#include "model/week.h"
#include "program/explain.h"
#include "program/values.h"
#include "record/events.h"
#include "record/fields.h"
#include "world/law.h"

void
explain_line(const char *key, const char *value)
{
    printf("    %-*s", EXPLAIN_KEY, key);
    say_wrapped_from(value, 4 + EXPLAIN_KEY, 4 + EXPLAIN_KEY);
}

void
explain_item(const char *name, int indent, int width, const char *meaning)
{
    int left = indent + width + 1;

    printf("%*s%-*s ", indent, "", width, name);
    if (strlen(name) > (size_t)width)
        printf("\n%*s", left, "");
    say_wrapped_from(meaning, left, left);
}

/* ---- processes ---------------------------------------------------------- */

/* The parts of 7 in MODEL.md are the processes in the order of the week
 * (tests/cli/explain.sh). */
static void
place_of(const char *reader, char text[96])
{
    snprintf(text, 96, "sim/model/setup.c; sim/MODEL.md 5");
    for (size_t k = 0; k < model_week_length; k++)
        if (strcmp(model_week[k].name, reader) == 0)
            snprintf(text, 96, "%s; sim/MODEL.md 7.%zu", model_week[k].file,
                     k + 1);
}

void
explain_readers(const char *key, const char *readers)
{
    while (*readers != '\0') {
        char reader[32], place[96];
        size_t n = strcspn(readers, " ");
        snprintf(reader, sizeof reader, "%.*s", (int)n, readers);
        place_of(reader, place);
        explain_line(key, place);
        key = "";
        readers += n + strspn(readers + n, " ");
    }
}

static void
print_process(const struct process *p)
{
    const char *table = "";

    explain_readers("file", p->name);
    for (int c = 0; c < N_COLUMNS; c++) {
        const struct column_info *info = &column_table[c];
        char name[96];
        if (info->writer != p->writer)
            continue;
        if (strcmp(table, info->table_name) != 0)
            printf("    writes of %s\n", info->table_name);
        table = info->table_name;
        snprintf(name, sizeof name, "%s", info->name);
        explain_item(name, 6, 17, info->meaning);
    }
}

/* ---- the rest ----------------------------------------------------------- */

static void
print_metric(const struct metric_info *info)
{
    printf("%s, an outcome%s\n", info->name,
           info->headline ? " and a headline" : "");
    say_wrapped(info->meaning, 4);
    explain_line("label", info->label);
    explain_line("unit", info->unit);
    explain_line("better", better_word(info->better));
    explain_line("compared", statistic_word(info->statistic));
    printf("    %-*s--metrics %s\n", EXPLAIN_KEY, "try", info->name);
}

static void
print_clause(enum clause_kind kind)
{
    const char *name = clause_name(kind);

    printf("%s, a clause of a regime\n", name);
    say_wrapped(clause_meaning(kind), 4);
    explain_readers("process", clause_readers(kind));
    for (size_t r = 0; r < param_count; r++) {
        const struct param_info *info = &param_table[r];
        char value[TEXT_DOUBLE], item[96];
        if (!info->lever || strcmp(info->section, name) != 0)
            continue;
        value_text(info, info->preset[0], value);
        snprintf(item, sizeof item, "%-18s %s", info->name,
                 info->rows != N_LISTS ? "a table" : value);
        explain_item(item, 4, 31, info->meaning);
    }
}

static void
print_columns(size_t file)
{
    for (size_t c = 0; c < field_count; c++)
        if ((size_t)field_table[c].file == file)
            explain_item(field_table[c].name, 4, 14, field_table[c].meaning);
    for (size_t k = 0; file == RECORD_events && k < detail_count; k++) {
        char item[64], meaning[FAULT_TEXT];
        snprintf(item, sizeof item, "detail %s", detail_table[k].key);
        snprintf(meaning, sizeof meaning, "%s (of %s; %s)",
                 detail_table[k].meaning, detail_table[k].kinds,
                 detail_table[k].unit);
        explain_item(item, 4, 17, meaning);
    }
    if (file == RECORD_runs)
        printf("    %-14s all %d of them, see --list\n", "outcomes",
               N_METRICS);
}

static void
print_field(const struct field_info *field)
{
    explain_line("unit", field->unit);
    explain_line("type", field->type);
    if (field->range[0] != '\0')
        explain_line("range", field->range);
}

/* May a scenario give it for one state? */
static bool
is_overridden(const struct input_column *c)
{
    static const char *const name[] = {
#define X(fact, ...) #fact,
        STATE_FACT_LIST(X)
#undef X
        "bloc"
    };

    for (size_t k = 0; k < sizeof name / sizeof *name; k++)
        if (strcmp(c->file, "states.csv") == 0
            && strcmp(c->name, name[k]) == 0)
            return true;
    return strcmp(c->file, "states") == 0;
}

static void
print_input(const struct input_column *c)
{
    explain_line("unit", c->unit);
    if (is_overridden(c))
        printf("    %-*sin a scenario, states: {FRA: {%s: ...}}\n",
               EXPLAIN_KEY, "changed", c->name);
    if (*c->readers != '\0')
        explain_readers("process", c->readers);
    else
        explain_line("process", "none: it is for people");
}

static void
print_fault(const char *name)
{
    for (enum fault_code code = FAULT_NOMEM; code > -32; code--)
        if (strcmp(fault_name(code), name) == 0)
            printf("    %-*s%d\n", EXPLAIN_KEY, "exit code",
                   fault_exit_code(code));
}

static void
print_other(const struct entry *e)
{
    static const char *const what[N_ENTRY_GROUPS] = {
        [ENTRY_term] = "a word of this program",
        [ENTRY_word] = "a word", [ENTRY_process] = "a process of the week",
        [ENTRY_input] = "a column of a world's tables",
        [ENTRY_file] = "a file of a result", [ENTRY_column] = "a column",
        [ENTRY_fault] = "a fault", [ENTRY_purpose] = "a purpose of draws"
    };
    char name[ENTRY_NAME];

    entry_name(e, name);
    bool fact = e->group == ENTRY_input && strncmp(name, "states.csv", 10) != 0
                && strncmp(name, "states.", 7) == 0;
    printf("%s, %s\n", name, fact ? "a fact of a state" : what[e->group]);
    say_wrapped(entry_meaning(e), 4);
    switch (e->group) {
    case ENTRY_process: print_process(&model_week[e->row]); break;
    case ENTRY_input: print_input(&input_column_table[e->row]); break;
    case ENTRY_file: print_columns(e->row); break;
    case ENTRY_column: print_field(&field_table[e->row]); break;
    case ENTRY_fault: print_fault(name); break;
    default: break;
    }
}

void
explain_entry(const struct program *g, const struct entry *e,
              const char *text)
{
    if (e->group == ENTRY_parameter || e->group == ENTRY_lever)
        explain_param(g, e->row, text);
    else if (e->group == ENTRY_outcome)
        print_metric(&metric_table[e->row]);
    else if (e->group == ENTRY_clause)
        print_clause((enum clause_kind)e->row);
    else
        print_other(e);
}
