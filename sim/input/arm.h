/* SPDX-License-Identifier: GPL-3.0-or-later */
/* arm.h - from what a person types to the inputs of a run.
 *
 * An arm is SCENARIO, REGIME or SCENARIO@REGIME.  Reading is strict and goes
 * on after an error: all errors of all files come back in one list, each once
 * even if several arms share its file.
 *
 * A file with `clauses` is a regime, every other a scenario.  A scenario has
 * at most three files above it.  What a file names (inherits, regime, tables)
 * is looked for beside that file, a regime also in regimes/ there, and then
 * among what is shipped.  Shipped: $DETENTE_SCENARIOS, else scenarios/ or
 * share/detente/scenarios/ beside the folder of the executable, else those of
 * the prefix with which this was compiled. */
#ifndef INPUT_ARM_H
#define INPUT_ARM_H

#include "base/fault.h"
#include "base/sum.h"
#include "world/inputs.h"

enum { ARM_NAME = 128, ARM_PATH = 1024, SETS_MOST = 64 };

/* Length of a run, one rule for files and --years: at least a week. */
#define YEARS_WORDS "a number of years from 1/52 (a week) to 200"
/* Whole weeks, 52 a year; 0 where YEARS_WORDS does not hold. */
int32_t weeks_of_years(double years);

/* What a name on the command line or after `inherits` stands for. */
enum file_kind { FILE_SCENARIO, FILE_REGIME, FILE_STUDY };

/* Where the present value of one parameter or lever comes from. */
struct origin {
    const char *file;           /* as named; "--set:1"; NULL = default       */
    int line;
};

struct arm_request {
    const char *typed;          /* the ARM as typed                          */
    const char *regime;         /* from --regimes; NULL: ARM or file says it */
    const char *const *set;     /* the texts after --set, section.name=value */
    size_t n_sets;
    double years;               /* 0: as the scenario says; else imposed events
                                 * after the new end are left out            */
};

struct arm {
    char name[ARM_NAME];        /* its arm_plain_name; with --regimes that of
                                 * the regime.  program/arms keeps the folder
                                 * where two are alike                       */
    char title[256];            /* of the scenario, and of the regime        */
    char regime_title[256];
    char regime[ARM_NAME];      /* its arm_plain_name, or ""                 */
    bool is_regime;             /* a regime alone: under the shipped world   */
    struct inputs in;
    bool set_applied[SETS_MOST];        /* a lever without its clause is not */
    char *parent;               /* what the scenario inherits, or NULL       */
    struct origin *origin;      /* one a cell of param_table, in order       */
    char (*file)[ARM_PATH];     /* every file that was read                  */
    char (*sum)[SUM_TEXT];      /* of each: SHA-256, "" of stdin             */
    size_t n_files;
    char set_name[SETS_MOST][12];       /* "--set:1" ..., for origins        */
};

/* Finds NAME or NAME.yaml in the current folder, its regimes/, then the
 * shipped scenarios/{.,regimes,cases,lessons,studies}; "-" is stdin.
 * FAULT_USAGE with a did-you-mean if there is none.  `path` has ARM_PATH
 * bytes. */
int input_find(const char *name, char *path, struct fault *f);

/* What was typed without folder and .yaml; lessons/, cases/ and studies/ stay.
 */
void arm_plain_name(const char *typed, char *out, size_t size);

/* Loads one arm.  0, or the code of the first fault; all are in `all`, whose
 * n_files grows by the files of this arm.  Free `a` in any case.
 * A name that isn't found is FAULT_USAGE, all else FAULT_INPUT (or NOMEM,
 * IO). */
int  arm_load(const struct arm_request *request, struct arm *a,
              struct faults *all);
void arm_free(struct arm *a);                   /* safe on a zeroed struct   */

/* `detente check`: reads FILE and all that it names; FILE may be "-" (stdin).
 * A regime is read under the shipped world. */
int input_check(const char *file, struct faults *all);

struct origin arm_origin(const struct arm *a, struct param_cell cell);

/* One fault as its lines for people: place and text, the source line, a caret
 * and the hint.  Returns the number of characters, as snprintf. */
int fault_print(char *buffer, size_t size, const struct fault *f);

#endif
