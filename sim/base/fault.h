/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fault.h - how a function says that it failed.
 *
 * Every function that can fail returns 0 on success and a negative FAULT_*
 * code on failure, and takes `struct fault *` as its LAST argument.  The
 * caller owns the struct; nobody below sim/program/ prints or exits.  That the
 * user is wrong is a fault; that we are wrong is an assert.
 *
 * The reading of files gathers many faults in one pass: `struct faults`. */
#ifndef BASE_FAULT_H
#define BASE_FAULT_H

#include <stddef.h>

/* The list is the enum, the names, the messages and the exit codes of the
 * program (sim/program).  Append only. */
#define FAULT_LIST(X)                                                         \
    X(NOMEM,    -1, 1, "out of memory")                                       \
    X(IO,       -2, 1, "cannot read or write")                                \
    X(TOOL,     -3, 1, "a program that is needed is missing or failed")       \
    X(USAGE,    -4, 2, "the command line is wrong")                           \
    X(INPUT,    -5, 3, "a file is wrong")                                     \
    X(RUN,      -6, 4, "some runs failed")                                    \
    X(EXISTS,   -7, 5, "refused to overwrite")                                \
    X(MISMATCH, -8, 6, "verification failed")                                 \
    X(STOPPED,  -9, 130, "interrupted")                                       \
    X(BUG,     -10, 1, "internal inconsistency, please report it")

enum fault_code {
    FAULT_NONE = 0,
#define X(name, value, exit_code, text) FAULT_##name = (value),
    FAULT_LIST(X)
#undef X
};

enum { FAULT_WHERE = 256, FAULT_TEXT = 320, FAULT_LINE = 160 };

/* One fault.  A zeroed struct means none. */
struct fault {
    enum fault_code code;
    int  line, column;          /* from 1, columns in code points; 0 = none  */
    int  width;                 /* code points under the caret, at least 1   */
    char where[FAULT_WHERE];    /* file as typed, --set:N, or a subject */
    char text[FAULT_TEXT];      /* one sentence that a user can act on       */
    char hint[FAULT_TEXT];      /* stands after the caret; "" = none         */
    char source[FAULT_LINE];    /* line of the file, perhaps cut; or "" */
};

/* Fill `f` and return `code`.  `line` 0 if there is none. */
int fault_set(struct fault *f, enum fault_code code, const char *where,
              int line, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

/* "NOMEM", "out of memory", and the program's exit code for it. */
const char *fault_name(enum fault_code code);
const char *fault_message(enum fault_code code);
int         fault_exit_code(enum fault_code code);

/* All the faults of one pass over some files. */
struct faults {
    struct fault *item;
    size_t n, capacity;
    size_t more;                /* those beyond FAULTS_MOST, only counted    */
    size_t n_files;             /* files read, for "1 error in 2 files"      */
    int    lost;                /* 1: out of memory, some are not listed */
};

enum { FAULTS_MOST = 200 };     /* beyond this the list only counts          */

/* Append a copy.  Returns f->code: a reader can `return faults_add(...)`. */
int  faults_add(struct faults *all, const struct fault *f);
/* By file in order of first mention, then line, then column. */
void faults_sort(struct faults *all);
void faults_free(struct faults *all);           /* safe on a zeroed struct   */

#endif
