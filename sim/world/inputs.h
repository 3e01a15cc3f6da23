/* SPDX-License-Identifier: GPL-3.0-or-later */
/* inputs.h - all that a run depends on but seed and replicate: one arm.
 *
 * Constant while runs go on; threads share it.  Made by input/ from files, or
 * by hand in a test. */
#ifndef WORLD_INPUTS_H
#define WORLD_INPUTS_H

#include <stdint.h>

#include "base/params.h"
#include "world/law.h"
#include "world/tables.h"

enum imposed_verb { IMPOSED_crisis, IMPOSED_operation, IMPOSED_set,
                    IMPOSED_leave, N_IMPOSED };

/* What a scenario makes happen.  Its id is e0, e1, ... in the order of the
 * file. */
struct imposed {
    enum imposed_verb verb;
    uint32_t number;                    /* its id is e<number>               */
    int32_t week;
    state_id i, j;                  /* crisis: the pair; operation: from, to */
    double stakes;                      /* crisis, su                        */
    int32_t weeks;                      /* crisis                            */
    enum kind kind;                     /* operation                         */
    enum sector sector;
    int severity;                       /* operation, 1..8                   */
    struct param_cell cell;             /* set                               */
    double value;                       /* set, checked                      */
};

struct suppressed;

/* Days since 1970-01-01, proleptic Gregorian. */
typedef int32_t day_number;

struct inputs {
    struct params params;
    struct tables tables;
    day_number start;
    int32_t weeks;                      /* of the horizon, 52 a year         */
    struct clause *clause;
    size_t n_clauses;
    struct imposed *imposed;            /* by week, then by number           */
    size_t n_imposed;
    bool members_choose;                /* states decide; else `member` says */
    bool member[STATES_MOST];         /* who is a member of what is in force */
    const struct suppressed *suppressed;        /* borrowed; NULL: nothing   */
};

/* Fields that own memory are freed; safe on a zeroed struct. */
void inputs_free(struct inputs *in);
/* The first week that may be another in one arm than in the other; every week
 * before it is the same in both, whatever seed and replicate.  WEEK_NEVER: no
 * week differs; PART_SPIN_UP: the spin-ups may.  From week 0 on that is the
 * week in which the compiled law or what is imposed differs, and 0 if members
 * do; all else counts from the beginning.  Of the three pairs of three arms
 * the two that part first part in the same week. */
#define PART_SPIN_UP INT32_MIN
int32_t inputs_part(const struct inputs *a, const struct inputs *b);
/* Calendar: the year of a week (start of the week), and years as a real number
 * from 1 January of `year` to that week. */
int    inputs_year(const struct inputs *in, int32_t week);
double inputs_years_since(const struct inputs *in, int32_t week, int year);

day_number day_of(int year, int month, int day);
void       day_date(day_number day, int *year, int *month, int *day_of_month);

#endif
