/* SPDX-License-Identifier: GPL-3.0-or-later */
/* params.h - every parameter of the world and every lever of a clause, each as
 * a struct and as a table.
 *
 * Both are made from params.def and levers.def, which look alike.  A scalar is
 * addressed as section.name, one cell of a table as section.name.member or
 * section.name.member.member (decision.gain.espionage,
 * strike.severity.destruction.5). */
#ifndef BASE_PARAMS_H
#define BASE_PARAMS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/enums.h"
#include "base/fault.h"

enum param_kind {
    PARAM_real, PARAM_whole, PARAM_flag, PARAM_stakes, PARAM_needs
};
enum param_mark { MARK_SET, MARK_FITTED, MARK_ASSUMED, MARK_DEEP };
/* When it is read: only at set-up, or every week (an event can change it). */
enum param_read { READ_START, READ_WEEK };

/* All fields are double, whatever the kind: one type, one way to copy, compare
 * and print.  A whole or a list member is an integer in a double. */
#define COUNT_kind N_KINDS
#define COUNT_sector N_SECTORS
#define COUNT_level N_LEVELS
#define COUNT_group N_GROUPS
#define COUNT_author N_AUTHORS
#define COUNT_detector N_DETECTORS
#define COUNT_response N_RESPONSES
#define COUNT_seat N_SEATS
#define COUNT_habit N_HABITS
#define COUNT_executor N_EXECUTORS
#define SECTION(section) struct {
#define PARAM(section, name, ...) double name;
#define PARAM_BY(section, name, list, ...) double name[COUNT_##list];
#define PARAM_GRID(section, name, rows, columns, ...)                          \
    double name[COUNT_##rows][COUNT_##columns];
#define END(section) } section;
struct params {
#include "base/params.def"
};
/* A zeroed grid, a share or a flag of each clause; which of them are in force
 * is world/law.h's business. */
struct levers {
#include "base/levers.def"
};
#undef SECTION
#undef PARAM
#undef PARAM_BY
#undef PARAM_GRID
#undef END

/* What the rest of the program may know about one row. */
struct param_info {
    bool lever;                 /* a row of levers.def                       */
    const char *section, *name;
    enum param_kind kind;
    enum list rows, columns;    /* N_LISTS where it is no table              */
    size_t offset;              /* of the first double in its struct         */
    size_t n;                   /* doubles: 1, or the cells of the table     */
    const double *preset;       /* n of them                                 */
    double min, max;            /* legal                                     */
    double low, high;           /* swept; for tables factors on the default  */
    const char *unit;
    enum param_mark mark;
    enum param_read read;
    const char *meaning, *source;
};

/* All rows, parameters first, in the order of the files. */
extern const struct param_info param_table[];
extern const size_t param_count;

const char *param_mark_word(enum param_mark mark);   /* "set", "fitted", ... */
size_t      params_marked(enum param_mark mark);    /* rows, levers too */

void params_defaults(struct params *p);
void levers_defaults(struct levers *l);

/* One number of one row. */
struct param_cell {
    const struct param_info *info;      /* NULL: there is no such parameter  */
    size_t index;                       /* below info->n                     */
};

/* `path` is section.name[.member[.member]], of a parameter or a lever; a table
 * without members gives index 0 and is for param_info only.  Never fails: look
 * at .info. */
struct param_cell param_find(const char *path);
/* section.name.member of a cell.  `size` 96 is enough for all. */
void   param_path(struct param_cell cell, char *buffer, size_t size);
/* `owner` is the struct params, or the struct levers if info->lever. */
double param_value(const void *owner, struct param_cell cell);

/* Text to value: a plain decimal number, or a word of the list, or
 * yes/no/true/ false for a flag.  No hex, no nan, no inf, no trailing
 * characters.  Fills text and hint of `f` (not where and line) and returns
 * FAULT_INPUT if it is not, or if it is out of the legal range. */
int param_set(void *owner, struct param_cell cell, const char *text,
              struct fault *f);
/* The rule behind it, for other tables too. */
int number_of_text(const char *text, double *value, struct fault *f);

/* Relations between parameters (chances that sum to 1, ...).  The first that
 * does not hold goes to `f`, `cell` to the parameter it is about. */
int params_check(const struct params *p, struct param_cell *cell,
                 struct fault *f);

#endif
