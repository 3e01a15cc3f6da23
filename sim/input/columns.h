/* SPDX-License-Identifier: GPL-3.0-or-later */
/* columns.h - what the columns of a world's tables mean, for people. */
#ifndef INPUT_COLUMNS_H
#define INPUT_COLUMNS_H

#include <stddef.h>

struct input_column {
    const char *file;           /* "states.csv"; "states": a key below
                                 * `states` of a scenario, in no table       */
    const char *name, *unit, *meaning;
    const char *readers;        /* "set-up" and processes, with blanks; "":
                                 * nothing in the model                      */
};

extern const struct input_column input_column_table[];
extern const size_t input_column_count;

#endif
