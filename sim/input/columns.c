/* SPDX-License-Identifier: GPL-3.0-or-later */
/* columns.c - facts.def as a table for people. */
#include "input/columns.h"

#include "world/tables.h"

const struct input_column input_column_table[] = {
#define STATES(name, may, ...) { "states.csv", #name, __VA_ARGS__ },
#define PAIRS(name, may, ...) { "pairs.csv", #name, __VA_ARGS__ },
#define ECOSYSTEMS(name, may, ...) { "ecosystems.csv", #name, __VA_ARGS__ },
#define FIRMS(name, may, ...) { "firms.csv", #name, __VA_ARGS__ },
#define OVERRIDES(name, ...) { "states", #name, __VA_ARGS__ },
#include "input/facts.def"
};
const size_t input_column_count =
    sizeof input_column_table / sizeof *input_column_table;
