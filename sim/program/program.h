/* SPDX-License-Identifier: GPL-3.0-or-later */
/* program.h - the commands, and what all of them know.
 *
 * A command returns the exit code of the program and has said on stderr why it
 * is not 0.  stdout is data, stderr is everything else. */
#ifndef PROGRAM_PROGRAM_H
#define PROGRAM_PROGRAM_H

#include <stdbool.h>

#include "base/fault.h"
#include "program/options.h"

struct program;

struct command {
    const char *name;
    const char *words;          /* its arguments, for the usage line         */
    const char *line;           /* what it does, one line                    */
    unsigned takes;             /* options, as bits                          */
    const char *examples;       /* stand first in its help                   */
    const char *more;           /* stands last in its help                   */
    int (*run)(struct program *g);
};

struct program {
    const char *commit, *prefix;        /* from the build                    */
    const char *executable;     /* path of the program itself                */
    int argc;
    char **argv;                /* the whole command line                    */
    const struct command *command;
    const struct command *commands;     /* n_commands: all that there are    */
    size_t n_commands;
    struct options o;
    bool utf8;                  /* of the locale                             */
};

int command_run(struct program *g);
int command_compare(struct program *g);
int command_check(struct program *g);
int command_new(struct program *g);
int command_explain(struct program *g);
int command_show(struct program *g);
int command_plot(struct program *g);
int command_why(struct program *g);

/* ---- saying (say.c) ----------------------------------------------------- */

/* The fault on stderr, as lines for people; returns its exit code. */
int say_fault(const struct fault *f);
/* All of them, then "1 error in 2 files; nothing was run".  Returns the exit
 * code of `code`, which is that of the first. */
int say_faults(struct faults *all, int code, const char *and_then);
/* A wrong command line: `hint` may be NULL.  Returns 2. */
int say_usage(const char *hint, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* A word as a shell takes it: in single quotes where it needs them.  Returns
 * buffer. */
const char *say_quoted(const char *word, char *buffer, size_t size);
/* The command line as it would be typed again.  Returns what snprintf does. */
int say_command(const struct program *g, char *buffer, size_t size);
/* Takes a command apart as say_command put it together; `word` points into
 * `text`.  Returns how many, at most `most`. */
int say_apart(char *text, char *word[], int most);
/* The name of the program that works for this person: build/detente. */
const char *say_name(const struct program *g);
/* Text broken at blanks into lines of 80 columns, each after `indent` blanks.
 */
void say_wrapped(const char *text, int indent);
/* The same on a line that is begun up to `column`. */
void say_wrapped_from(const char *text, int indent, int column);

#endif
