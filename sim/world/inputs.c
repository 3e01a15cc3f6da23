/* SPDX-License-Identifier: GPL-3.0-or-later */
/* inputs.c - the calendar of a run, and how long two runs are the same. */
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
same_rows(const struct tables *a, const struct tables *b)
{
    return same(a->state, b->state, a->n_states, sizeof *a->state)
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

/* What is not one of those tables, their counts above all. */
static bool
same_tables(const struct tables *a, const struct tables *b)
{
    const struct tables *tables[2] = { a, b };
    struct tables rest[2];

    for (int k = 0; k < 2; k++) {
        struct tables *r = &rest[k];
        memcpy(r, tables[k], sizeof *r);
        r->state = NULL;
        r->pair = NULL;
        r->ecosystem = NULL;
        r->firm = NULL;
        r->platform = NULL;
        r->region = NULL;
        r->user_share = NULL;
    }
    return same(&rest[0], &rest[1], 1, sizeof rest[0]) && same_rows(a, b);
}

/* All that a run depends on but the clauses, what is imposed and the members:
 * a field that comes to the struct later is compared here, as bytes, until
 * somebody shows that it begins later. */
static bool
same_from_the_beginning(const struct inputs *a, const struct inputs *b)
{
    const struct inputs *in[2] = { a, b };
    struct inputs rest[2];

    for (int k = 0; k < 2; k++) {
        struct inputs *r = &rest[k];
        memcpy(r, in[k], sizeof *r);
        memset(&r->tables, 0, sizeof r->tables);
        r->clause = NULL;
        r->imposed = NULL;
        r->n_clauses = r->n_imposed = 0;
        r->members_choose = false;
        memset(r->member, 0, sizeof r->member);
    }
    return same(&rest[0], &rest[1], 1, sizeof rest[0])
        && same_tables(&a->tables, &b->tables);
}

static int32_t
earlier(int32_t a, int32_t b)
{
    return a < b ? a : b;
}

/* Week of the earliest from row k on. */
static int32_t
imposed_from(const struct inputs *in, size_t k)
{
    int32_t week = WEEK_NEVER;

    for (; k < in->n_imposed; k++)
        week = earlier(week, in->imposed[k].week);
    return week;
}

/* Rows that are the same are the same events and have the same row numbers. */
static int32_t
imposed_part(const struct inputs *a, const struct inputs *b)
{
    size_t k = 0;

    while (k < a->n_imposed && k < b->n_imposed
           && same(&a->imposed[k], &b->imposed[k], 1, sizeof *a->imposed))
        k++;
    int32_t week = earlier(imposed_from(a, k), imposed_from(b, k));
    return week < 0 ? PART_SPIN_UP : week;
}

static bool
same_law(const struct inputs *a, const struct inputs *b, int32_t week)
{
    const struct inputs *in[2] = { a, b };
    struct law law[2];

    memset(law, 0, sizeof law);         /* padding as well                   */
    for (int k = 0; k < 2; k++)
        law_compile(&law[k], in[k]->clause, in[k]->n_clauses, week,
                    &in[k]->params);
    return same(&law[0], &law[1], 1, sizeof law[0]);
}

/* The compiled law is all that a week reads of the clauses. */
static int32_t
laws_part(const struct inputs *a, const struct inputs *b)
{
    if (a->n_clauses == b->n_clauses
        && same(a->clause, b->clause, a->n_clauses, sizeof *a->clause))
        return WEEK_NEVER;
    for (int32_t week = 0; week < a->weeks; week++)
        if (!same_law(a, b, week))
            return week;
    return WEEK_NEVER;
}

int32_t
inputs_part(const struct inputs *a, const struct inputs *b)
{
    int32_t week = imposed_part(a, b);

    if (week == PART_SPIN_UP || !same_from_the_beginning(a, b))
        return PART_SPIN_UP;
    if (a->members_choose != b->members_choose
        || !same(a->member, b->member, 1, sizeof a->member))
        return 0;
    return earlier(week, laws_part(a, b));
}
