/* SPDX-License-Identifier: GPL-3.0-or-later */
/* show.h - what the files of `detente show` share. */
#ifndef PROGRAM_SHOW_H
#define PROGRAM_SHOW_H

#include "input/arm.h"
#include "program/program.h"

enum { SHOW_NAME = 42, SHOW_VALUE = 16 };       /* columns of a line         */

/* "choose", "all", "none" or "a list". */
const char *show_members_word(const struct inputs *in);

/* Prints everything in which two arms differ. */
void show_differences(const struct arm *a, const struct arm *b);

#endif
