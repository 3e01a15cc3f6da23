/* SPDX-License-Identifier: GPL-3.0-or-later */
/* entries.h - everything that can be explained, as one list.
 *
 * An entry is named by its group and two numbers in the table behind it;
 * nothing is said here that does not stand in such a table. */
#ifndef PROGRAM_ENTRIES_H
#define PROGRAM_ENTRIES_H

#include <stdbool.h>
#include <stddef.h>

/* In the order of --list. */
enum entry_group {
    ENTRY_term, ENTRY_parameter, ENTRY_lever, ENTRY_clause, ENTRY_outcome,
    ENTRY_word, ENTRY_process, ENTRY_input, ENTRY_file, ENTRY_column,
    ENTRY_fault, ENTRY_purpose, N_ENTRY_GROUPS
};

struct entry {
    enum entry_group group;
    size_t row;                 /* of the table behind it                    */
    size_t member;              /* ENTRY_word: within its list               */
};

enum { ENTRY_NAME = 128 };

/* Number k of a group; false when there are no more. */
bool entry_at(enum entry_group group, size_t k, struct entry *e);
const char *entry_group_name(enum entry_group group);   /* "parameters"      */
/* The name that people type. */
void entry_name(const struct entry *e, char name[ENTRY_NAME]);
/* May `text` mean this entry?  Words and columns go without their list or
 * file, a cell of a table by its full name, an outcome by its label too. */
bool entry_is(const struct entry *e, const char *text);
const char *entry_meaning(const struct entry *e);

#endif
