/* SPDX-License-Identifier: GPL-3.0-or-later */
/* branches.h - which arms of a comparison share which weeks.
 *
 * The arms of one world are the leaves of a tree: arms whose inputs are the
 * same up to a week (inputs_part) are one run up to it and several from it on.
 * The tree is the order of its leaves and, between two neighbours, the week in
 * which they part; of any two arms that is the earliest week between them. */
#ifndef STUDY_BRANCHES_H
#define STUDY_BRANCHES_H

#include <stddef.h>
#include <stdint.h>

#include "base/fault.h"
#include "world/inputs.h"

struct branches {
    size_t n;
    size_t *arm;                /* n, those that part last side by side      */
    int32_t *parts;             /* [i]: arm[i - 1] from arm[i]; [0] and [n]:
                                 * PART_SPIN_UP                              */
    size_t n_worlds;            /* that playing them one by one takes at once,
                                 * if the last part of every branch goes on in
                                 * its world: at most 1 + log2(n)            */
};

/* Arms that differ from the beginning stand in branches of their own.  Within
 * a branch the largest part stands last, the others in the order of the arms.
 * FAULT_NOMEM. */
int  branches_init(struct branches *b, const struct inputs *const *arm,
                   size_t n, struct fault *f);
void branches_free(struct branches *b);         /* safe on a zeroed struct   */

/* The first week in which two of arm[lo] .. arm[hi - 1] part, WEEK_NEVER if
 * none do; lo < hi. */
int32_t branches_part(const struct branches *b, size_t lo, size_t hi);
/* Where the first part of a branch that parts in `week` ends: the least end
 * above lo at which arms part in that week or before, at most n. */
size_t  branches_end(const struct branches *b, size_t lo, int32_t week);

#endif
