/* SPDX-License-Identifier: GPL-3.0-or-later */
/* output.h - files that appear whole, and the folder that holds a result.
 *
 * A file is written under a temporary name in its own folder, flushed to the
 * disk and then renamed, so that nobody ever reads half of one. */
#ifndef RECORD_OUTPUT_H
#define RECORD_OUTPUT_H

#include <stdbool.h>
#include <stdio.h>

#include "base/fault.h"

enum { FILE_PATH_MOST = 1100 };

struct output {
    FILE *stream;               /* NULL: nothing is open                     */
    char path[FILE_PATH_MOST];
    char temporary[FILE_PATH_MOST + 16];
};

/* Opens DIR/NAME for writing.  End with output_keep or output_drop. */
int  output_open(struct output *o, const char *dir, const char *name,
               struct fault *f);
/* Puts the file in its place.  FAULT_IO if any byte was lost on the way; then
 * nothing is left behind and an older file of that name is untouched. */
int  output_keep(struct output *o, struct fault *f);
void output_drop(struct output *o);     /* safe on a zeroed struct */
/* output_keep if `code` is 0, else output_drop; returns the first code. */
int  output_end(struct output *o, int code, struct fault *f);

struct folder {
    char path[FILE_PATH_MOST - 64];
    bool made;                  /* by folder_open                            */
    bool fresh;                 /* was missing or empty: all in it is ours   */
    bool replaces;              /* holds an older result                     */
};

/* Makes sure that a result may be written to DIR: it is made if missing.  If
 * it is not empty: FAULT_EXISTS, unless `force` and it holds a manifest.json
 * of ours.  Nothing in it is changed yet. */
int  folder_open(struct folder *d, const char *dir, bool force,
                 struct fault *f);
/* Removes what the program itself wrote into the older result, except its
 * manifest.json, which goes last (replaced by the new one): a folder that was
 * left half replaced is still known as ours. */
int  folder_clear(const struct folder *d, struct fault *f);
/* Takes back what was written into a fresh folder, and the folder if
 * folder_open made it.  Nothing happens to an older result. */
void folder_abandon(const struct folder *d);

/* SHA256SUMS of all that the program can write into `dir` but charts, in a
 * fixed order; comes last. */
int folder_sums(const char *dir, struct fault *f);
/* Are the files of a result those that were written?  FAULT_MISMATCH if one
 * was changed, or SHA256SUMS is not there or lists too little; a file that is
 * listed and gone is no fault. */
int folder_verify(const char *dir, struct fault *f);

/* Is DIR/manifest.json one that this program wrote? */
bool folder_is_ours(const char *dir);

#endif
