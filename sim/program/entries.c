/* SPDX-License-Identifier: GPL-3.0-or-later */
/* entries.c - the tables of the program seen as one list of names. */
#include "program/entries.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/draw.h"
#include "base/metrics.h"
#include "base/params.h"
#include "input/columns.h"
#include "model/week.h"
#include "record/fields.h"
#include "world/law.h"

struct word {
    enum list list;
    const char *name, *meaning;
};

static const struct word word_table[] = {
#define WORD(list, word, meaning) { LIST_##list, #word, meaning },
#include "program/words.def"
#undef WORD
};

static const struct { const char *term, *meaning; } glossary[] = {
#define TERM(term, meaning) { term, meaning },
#include "program/glossary.def"
#undef TERM
};

static const enum fault_code fault_table[] = {
#define X(name, ...) FAULT_##name,
    FAULT_LIST(X)
#undef X
};

static const enum purpose purpose_table[] = {
#define PURPOSE(name, ...) PURPOSE_##name,
#include "base/purposes.def"
#undef PURPOSE
};

#define LENGTH(table) (sizeof (table) / sizeof *(table))

/* Row number k of param_table among the parameters, or among the levers. */
static bool
param_at(bool lever, size_t k, size_t *row)
{
    for (size_t r = 0; r < param_count; r++)
        if (param_table[r].lever == lever && k-- == 0) {
            *row = r;
            return true;
        }
    return false;
}

bool
entry_at(enum entry_group group, size_t k, struct entry *e)
{
    *e = (struct entry){ .group = group, .row = k };
    switch (group) {
    case ENTRY_term: return k < LENGTH(glossary);
    case ENTRY_parameter: return param_at(false, k, &e->row);
    case ENTRY_lever: return param_at(true, k, &e->row);
    case ENTRY_clause: return k < N_CLAUSES;
    case ENTRY_outcome: return k < N_METRICS;
    case ENTRY_word: return k < LENGTH(word_table);
    case ENTRY_process: return k < model_week_length;
    case ENTRY_input: return k < input_column_count;
    case ENTRY_file: return k < N_RECORD_FILES;
    case ENTRY_column: return k < field_count;
    case ENTRY_fault: return k < LENGTH(fault_table);
    case ENTRY_purpose: return k < LENGTH(purpose_table);
    case N_ENTRY_GROUPS: break;
    }
    return false;
}

const char *
entry_group_name(enum entry_group group)
{
    static const char *const name[N_ENTRY_GROUPS] = {
        "basic words", "parameters of the world",
        "levers of a regime's clauses", "clauses", "outcomes",
        "words of lists", "processes of the week",
        "columns of a world's tables", "files", "columns", "faults",
        "purposes of draws"
    };
    return name[group];
}

void
entry_name(const struct entry *e, char name[ENTRY_NAME])
{
    const char *a = "", *b = NULL;

    switch (e->group) {
    case ENTRY_parameter:
    case ENTRY_lever:
        a = param_table[e->row].section;
        b = param_table[e->row].name;
        break;
    case ENTRY_word:
        a = list_name(word_table[e->row].list);
        b = word_table[e->row].name;
        break;
    case ENTRY_input:
        a = input_column_table[e->row].file;
        b = input_column_table[e->row].name;
        break;
    case ENTRY_column:
        a = record_table[field_table[e->row].file].name;
        b = field_table[e->row].name;
        break;
    case ENTRY_term: a = glossary[e->row].term; break;
    case ENTRY_clause: a = clause_name((enum clause_kind)e->row); break;
    case ENTRY_outcome: a = metric_table[e->row].name; break;
    case ENTRY_process: a = model_week[e->row].name; break;
    case ENTRY_file: a = record_table[e->row].name; break;
    case ENTRY_fault: a = fault_name(fault_table[e->row]); break;
    case ENTRY_purpose: a = purpose_name(purpose_table[e->row]); break;
    case N_ENTRY_GROUPS: break;
    }
    snprintf(name, ENTRY_NAME, "%s%s%s", a, b != NULL ? "." : "",
             b != NULL ? b : "");
}

/* Capitals, blanks, _ and - do not count: "Public finding", zero_day. */
static bool
same_words(const char *a, const char *b)
{
    for (; *a != '\0' && *b != '\0'; a++, b++) {
        bool gap = strchr(" _-", *a) != NULL && strchr(" _-", *b) != NULL;
        if (!gap && strncasecmp(a, b, 1) != 0)
            return false;
    }
    return *a == *b;
}

/* As `run` and `compare` print it: the label, then perhaps what it is per. */
static bool
is_label(const char *label, const char *text)
{
    size_t n = strlen(label);

    return strncasecmp(label, text, n) == 0
           && (text[n] == '\0' || text[n] == ','
               || strncmp(text + n, " per ", 5) == 0);
}

/* states.csv.polyarchy as polyarchy, and as it is overridden:
 * states.polyarchy. */
static bool
is_input(const struct input_column *c, const char *text)
{
    size_t n = strcspn(c->file, ".");

    return strcmp(c->name, text) == 0
           || (strncmp(c->file, text, n) == 0 && text[n] == '.'
               && strcmp(c->name, text + n + 1) == 0);
}

bool
entry_is(const struct entry *e, const char *text)
{
    char name[ENTRY_NAME];
    struct param_cell cell;

    entry_name(e, name);
    if (strcasecmp(name, text) == 0)
        return true;
    switch (e->group) {
    case ENTRY_parameter:
    case ENTRY_lever:
        if (strcmp(param_table[e->row].name, text) == 0)
            return true;
        cell = param_find(text);
        return cell.info == &param_table[e->row];
    case ENTRY_term: return same_words(glossary[e->row].term, text);
    case ENTRY_outcome: return is_label(metric_table[e->row].label, text);
    case ENTRY_input: return is_input(&input_column_table[e->row], text);
    case ENTRY_word: return strcasecmp(word_table[e->row].name, text) == 0;
    case ENTRY_column:
        return strcmp(field_table[e->row].name, text) == 0;
    case ENTRY_file:                    /* without its ending too            */
        return strncasecmp(name, text, strlen(text)) == 0
               && name[strlen(text)] == '.';
    default: return false;
    }
}

const char *
entry_meaning(const struct entry *e)
{
    switch (e->group) {
    case ENTRY_parameter:
    case ENTRY_lever: return param_table[e->row].meaning;
    case ENTRY_clause: return clause_meaning((enum clause_kind)e->row);
    case ENTRY_outcome: return metric_table[e->row].meaning;
    case ENTRY_word: return word_table[e->row].meaning;
    case ENTRY_process: return model_week[e->row].what;
    case ENTRY_term: return glossary[e->row].meaning;
    case ENTRY_input: return input_column_table[e->row].meaning;
    case ENTRY_file: return record_table[e->row].meaning;
    case ENTRY_column: return field_table[e->row].meaning;
    case ENTRY_fault: return fault_message(fault_table[e->row]);
    case ENTRY_purpose: return purpose_meaning(purpose_table[e->row]);
    case N_ENTRY_GROUPS: break;
    }
    return "";
}
