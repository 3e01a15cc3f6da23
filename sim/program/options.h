/* SPDX-License-Identifier: GPL-3.0-or-later */
/* options.h - the command line as a struct. */
#ifndef PROGRAM_OPTIONS_H
#define PROGRAM_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/fault.h"
#include "input/arm.h"

enum { WORDS_MOST = 64 };       /* positional arguments                      */

enum option {
#define OPTION(name, ...) OPTION_##name,
#include "program/options.def"
#undef OPTION
    N_OPTIONS
};
/* A set of options, as bits. */
#define TAKES(name) (1u << OPTION_##name)

enum progress_kind { PROGRESS_fit, PROGRESS_never, PROGRESS_line,
                     PROGRESS_bar };

struct options {
    unsigned given;             /* bit of each option that was there         */
    const char *text[N_OPTIONS];        /* last argument of each, or NULL    */
    const char *set[SETS_MOST];
    size_t n_sets;
    uint64_t seed;
    uint32_t n_replicates, replicate;
    uint32_t n_panel;           /* 0: not given                              */
    double years;               /* 0: as the scenario says                   */
    int n_threads;              /* 0: not given                              */
    enum progress_kind progress;
    const char *word[WORDS_MOST];
    size_t n_words;
};

struct option_info {
    const char *name;           /* without dashes                            */
    char letter;
    const char *argument;       /* NULL: takes none                          */
    const char *help;
};

extern const struct option_info option_table[N_OPTIONS];

/* Reads argv[0 .. argc-1], which stand after the command.  `takes` are the
 * options of the command.  FAULT_USAGE with a hint if anything is wrong. */
int options_parse(struct options *o, unsigned takes, int argc,
                  char *const argv[], struct fault *f);
bool options_has(const struct options *o, enum option which);
/* The option that a bad "--name" was probably meant to be, or NULL. */
const char *option_nearest(const char *name, unsigned takes);

#endif
