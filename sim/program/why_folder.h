/* SPDX-License-Identifier: GPL-3.0-or-later */
/* why_folder.h - the arm, seed and world of a result on disk. */
#ifndef PROGRAM_WHY_FOLDER_H
#define PROGRAM_WHY_FOLDER_H

#include "program/arms.h"

/* Where the answer goes.  `worst` is the outcome whose worst world is wanted
 * unless --replicate says which, -1: the first world. */
struct why_folder {
    struct arms *arms;          /* the one that is asked about first         */
    uint64_t *seed;
    uint32_t *replicate;
    char *typed;                /* its scenario, ARM_PATH bytes              */
    int worst;
};

/* The arms as the command in the manifest names them, loaded again.  Returns
 * the exit code and has said why it is not 0. */
int why_folder(const struct program *g, const char *dir,
               const struct why_folder *to);

/* The first world of DIR in which the outcome of that arm is above 0; false if
 * there is none, or DIR cannot be read. */
bool why_folder_with(const char *dir, const char *arm, enum metric m,
                     uint32_t *replicate);

#endif
