/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fields.h - the files of a result and their columns, as a table. */
#ifndef RECORD_FIELDS_H
#define RECORD_FIELDS_H

#include <stddef.h>
#include <stdio.h>

#include "base/fault.h"

/* What a result can hold, in the order in which people read it.
 *      FILE(name, file name, in SHA256SUMS, meaning)                        */
#define RECORD_FILE_LIST(X)                                                   \
    X(runs, "runs.csv", 1, "one row a run: every outcome")                    \
    X(summary, "summary.csv", 1, "each outcome of each arm over the worlds")  \
    X(compare, "compare.csv", 1, "each arm against the baseline, paired")     \
    X(events, "events.csv", 1, "what happened, and what made it possible")    \
    X(people, "people.csv", 1, "what happened to the persons of a panel")     \
    X(dictionary, "dictionary.csv", 1, "every column of the other files")     \
    X(manifest, "manifest.json", 1, "what made the result, with everything "  \
      "that it depends on")                                                   \
    X(sums, "SHA256SUMS", 0, "checksums of these, for sha256sum -c")       \
    X(dots_csv, "dots.csv", 0, "what the chart shows, drawn by gnuplot")      \
    X(dots_words, "dots.words.csv", 0, "what the chart says")                 \
    X(dots_svg, "dots.svg", 0, "the chart, to scale without loss")            \
    X(dots_png, "dots.png", 0, "the chart, as a picture")

enum record_file {
#define X(name, ...) RECORD_##name,
    RECORD_FILE_LIST(X)
#undef X
    N_RECORD_FILES
};

struct record_info {
    const char *name;           /* "runs.csv"                                */
    int summed;                 /* its checksum is in SHA256SUMS             */
    const char *meaning;
};

struct field_info {
    enum record_file file;
    const char *name, *unit, *type, *range, *better, *meaning;
};

extern const struct record_info record_table[N_RECORD_FILES];
extern const struct field_info field_table[];
extern const size_t field_count;

/* The header of a file: its columns with commas, no end of line.  Errors stay
 * in the stream. */
void fields_header(FILE *stream, enum record_file file);

/* One field as RFC 4180 wants it: quoted only where it must be. */
void csv_field(FILE *stream, const char *text);
/* A comma and a number, nothing after the comma if it is NAN. */
void csv_number(FILE *stream, double x);

/* dictionary.csv for the files whose `wanted` is set; its own rows too. */
int dictionary_write(const char *dir, const unsigned char wanted[],
                     struct fault *f);

#endif
