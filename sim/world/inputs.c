/* SPDX-License-Identifier: GPL-3.0-or-later */
/* inputs.c - the calendar of a run, and whether two runs begin alike. */
#include "world/inputs.h"

#include <stdlib.h>
#include <string.h>

void
inputs_free(struct inputs *in)
{
    tables_free(&in->tables);
    free(in->clause);
    free(in->imposed);
    *in = (struct inputs){ 0 };
}

/* ---- calendar ----------------------------------------------------------- */

/* Days from 1 January of year 0 to that of `year`, proleptic Gregorian. */
static int32_t
days_before_year(int year)
{
    int past = year - 1;            /* leap years: those of 0..past          */
    int leap = year > 0 ? 1 + past / 4 - past / 100 + past / 400 : 0;
    return year * 365 + leap;
}

static int
is_leap(int year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int
days_before_month(int year, int month)
{
    static const int before[] = { 0, 31, 59, 90, 120, 151,
                                  181, 212, 243, 273, 304, 334 };
    return before[month - 1] + (month > 2 && is_leap(year));
}

day_number
day_of(int year, int month, int day)
{
    return days_before_year(year) - days_before_year(1970)
         + days_before_month(year, month) + day - 1;
}

void
day_date(day_number day, int *year, int *month, int *day_of_month)
{
    int y = 1970 + day / 366;
    int m = 12;

    while (day_of(y + 1, 1, 1) <= day)
        y++;
    while (day_of(y, 1, 1) > day)
        y--;
    while (day_of(y, m, 1) > day)
        m--;
    *year = y;
    *month = m;
    *day_of_month = day - day_of(y, m, 1) + 1;
}

int
inputs_year(const struct inputs *in, int32_t week)
{
    int year, month, day;

    day_date(in->start + 7 * week, &year, &month, &day);
    return year;
}

/* 365.2425 days: the mean Gregorian year. */
double
inputs_years_since(const struct inputs *in, int32_t week, int year)
{
    return (in->start + 7 * week - day_of(year, 1, 1)) / 365.2425;
}

/* ---- comparing ---------------------------------------------------------- */

static bool
same(const void *a, const void *b, size_t n, size_t size)
{
    return n == 0 || memcmp(a, b, n * size) == 0;
}

/* Rows are compared as bytes: two that differ only in padding are taken to be
 * different, which costs time and never a result. */
static bool
same_tables(const struct tables *a, const struct tables *b)
{
    return a->n_states == b->n_states && a->n_pairs == b->n_pairs
        && a->n_ecosystems == b->n_ecosystems && a->n_firms == b->n_firms
        && a->n_platforms == b->n_platforms && a->n_regions == b->n_regions
        && same(a->state, b->state, a->n_states, sizeof *a->state)
        && same(a->pair, b->pair, a->n_pairs, sizeof *a->pair)
        && same(a->ecosystem, b->ecosystem, a->n_ecosystems,
                sizeof *a->ecosystem)
        && same(a->firm, b->firm, a->n_firms, sizeof *a->firm)
        && same(a->platform, b->platform, a->n_platforms,
                sizeof *a->platform)
        && same(a->region, b->region, a->n_regions, sizeof *a->region)
        && same(a->user_share, b->user_share,
                (size_t)a->n_states * a->n_ecosystems, sizeof(double));
}

static bool
same_imposed(const struct imposed *a, const struct imposed *b)
{
    return a->verb == b->verb && a->number == b->number && a->week == b->week
        && a->i == b->i && a->j == b->j && a->stakes == b->stakes
        && a->weeks == b->weeks && a->kind == b->kind
        && a->sector == b->sector && a->severity == b->severity
        && a->cell.info == b->cell.info && a->cell.index == b->cell.index
        && a->value == b->value;
}

bool
inputs_same_spin_up(const struct inputs *a, const struct inputs *b)
{
    if (a->start != b->start || a->weeks != b->weeks
        || a->suppressed != b->suppressed
        || a->n_imposed != b->n_imposed
        || memcmp(&a->params, &b->params, sizeof a->params) != 0
        || !same_tables(&a->tables, &b->tables))
        return false;
    for (size_t k = 0; k < a->n_imposed; k++)
        if (!same_imposed(&a->imposed[k], &b->imposed[k]))
            return false;
    return true;
}
