/* SPDX-License-Identifier: GPL-3.0-or-later */
/* new.h - what the files of `detente new` share. */
#ifndef PROGRAM_NEW_H
#define PROGRAM_NEW_H

#include <stdio.h>

#include "input/arm.h"

struct draft {
    char path[ARM_PATH];        /* NAME.yaml as typed                        */
    char dir[ARM_PATH];
    const char *file;           /* of `path`, without its folder             */
    char found[ARM_PATH];       /* what it is made from                      */
    char inherits[2 * ARM_PATH + 2];
    struct arm parent;
};

/* A scenario that inherits, with the most telling parameters as comments.
 * Errors stay in the stream. */
void draft_write(const struct draft *d, FILE *stream);
/* The regime file itself under a title of its own.  FAULT_IO if it can't be
 * read. */
int  draft_copy(const struct draft *d, FILE *stream, struct fault *f);

#endif
