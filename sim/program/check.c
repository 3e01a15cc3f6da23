/* SPDX-License-Identifier: GPL-3.0-or-later */
/* check.c - `detente check`: every error of every file in one pass. */
#include <stdio.h>

#include "program/program.h"

int
command_check(struct program *g)
{
    struct faults all = { 0 };
    int code = 0;

    if (g->o.n_words == 0)
        return say_usage("detente check mine.yaml", "check which files?");
    for (size_t i = 0; i < g->o.n_words; i++) {
        int one = input_check(g->o.word[i], &all);
        code = code != 0 ? code : one;
    }
    if (code == FAULT_USAGE && all.n == 1)
        code = say_fault(&all.item[0]);
    else if (code != 0)
        code = say_faults(&all, code, "");
    else
        printf("%zu file%s, no errors\n", all.n_files,
               all.n_files == 1 ? "" : "s");
    faults_free(&all);
    return code;
}
