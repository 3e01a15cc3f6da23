/* SPDX-License-Identifier: GPL-3.0-or-later */
/* explain_param.c - a parameter or lever: unit, range, where it is read, and
 * what to try. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/params.h"
#include "program/explain.h"
#include "program/values.h"
#include "world/law.h"

static bool
is_table(const struct param_info *info)
{
    return info->rows != N_LISTS;
}

/* Low and high of the sweep; for tables they are factors on the default.  Half
 * and double where the row names no sweep. */
static void
sweep_of(struct param_cell cell, double *low, double *high)
{
    const struct param_info *info = cell.info;
    double middle = info->preset[cell.index];
    double factor = is_table(info) ? middle : 1;

    *low = fmin(fmax(info->low * factor, info->min), info->max);
    *high = fmin(fmax(info->high * factor, info->min), info->max);
    if (*low == *high) {
        *low = fmax(middle / 2, info->min);
        *high = fmin(middle * 2, info->max);
    }
}

/* An arm in which the number counts: a lever needs its clause. */
static const char *
arm_with(const struct param_info *info)
{
    static const char *const with[N_CLAUSES] = {
        [CLAUSE_norms] = "world@convention",
        [CLAUSE_response] = "world@convention",
        [CLAUSE_agency] = "world@agency", [CLAUSE_accord] = "world@accord",
        [CLAUSE_disclose] = "world@convention",
        [CLAUSE_nonproliferation] = "world@convention",
        [CLAUSE_assistance] = "world@convention",
        [CLAUSE_entry] = "world@convention"
    };

    return info->lever ? with[clause_find(info->section)] : "world";
}

/* Commands that try values other than the default. */
static void
print_tries(const struct program *g, struct param_cell cell)
{
    const struct param_info *info = cell.info;
    double middle = info->preset[cell.index], tries[2];
    char path[96], text[TEXT_DOUBLE];
    const char *key = "try";

    sweep_of(cell, &tries[0], &tries[1]);
    param_path(cell, path, sizeof path);
    for (int i = 0; i < 2; i++) {
        double x = info->kind == PARAM_real ? tries[i] : round(tries[i]);
        if (x == middle)
            continue;
        value_text(info, x, text);
        printf("    %-*s%s compare %s --set %s=%s\n", EXPLAIN_KEY, key,
               say_name(g), arm_with(info), path, text);
        key = "";
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
        printf("    %-*s%-52s %s\n", EXPLAIN_KEY, i == 0 ? "cells" : "", path,
               text);
    }
}

static void
print_range(const char *key, const struct param_info *info, double low,
            double high)
{
    char a[TEXT_DOUBLE], b[TEXT_DOUBLE];

    value_text(info, low, a);
    value_text(info, high, b);
    printf("    %-*s%s .. %s\n", EXPLAIN_KEY, key, a, b);
}

static void
print_facts(struct param_cell cell)
{
    const struct param_info *info = cell.info;
    double low, high;

    explain_line("unit", info->unit);
    print_range("range", info, info->min, info->max);
    sweep_of(cell, &low, &high);
    if (info->low != info->high)
        print_range("swept", info, low, high);
    explain_line("mark", param_mark_word(info->mark));
    explain_line("read", info->read == READ_START
                 ? "at the start of a run only"
                 : "every week, so that an event can change it");
    if (info->lever)
        explain_readers("process",
                        clause_readers(
                            (enum clause_kind)clause_find(info->section)));
    else
        explain_readers("process", strcmp(info->section, "world") == 0
                        ? "set-up" : info->section);
    explain_line("source", info->source);
}

void
explain_param(const struct program *g, size_t row, const char *text)
{
    const struct param_info *info = &param_table[row];
    struct param_cell cell = param_find(text);
    const char *dots = strchr(text, '.');
    bool one = !is_table(info)
               || (cell.info == info && dots != NULL
                   && strchr(dots + 1, '.') != NULL);
    char value[TEXT_DOUBLE];

    if (cell.info != info)
        cell = (struct param_cell){ info, 0 };
    printf("%s.%s, %s%s\n", info->section, info->name,
           info->lever ? "lever of the clause " : "parameter of the section ",
           info->section);
    say_wrapped(info->meaning, 4);
    value_text(info, info->preset[cell.index], value);
    if (one)
        explain_line("default", value);
    print_facts(cell);
    if (one)
        print_tries(g, cell);
    else
        print_cells(info);
}
