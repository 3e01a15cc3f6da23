/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dots.h - what the chart of dots with intervals shows and says.
 *
 * One metric: a table whose middle column is a plot.  Several: small
 * multiples, the change in per cent of the baseline, so that they share a
 * scale.  C decides all that is content (rows, order, numbers and their text,
 * tones, range, ticks, words); plots/dots.gp only measures and places.
 *
 * dots.csv: panel, metric, row, arm, change, ci_low, ci_high (as in
 * compare.csv), x, x_low, x_high (where to draw), tone (1 better, 2 worse, 5
 * neither, 6 baseline or unclear), open (1: not clear, drawn hollow), rare (1:
 * too rare to tell, a hollow diamond), few (1: too few worlds, a hollow
 * square), same (1: in every world, drawn as =), cut_low, cut_high (1: the
 * interval, or all of it, is beyond the edge).
 * dots.words.csv: text, key, x, y; text first and always quoted, one record a
 * line. */
#ifndef REPORT_DOTS_H
#define REPORT_DOTS_H

#include <stdbool.h>
#include <stdio.h>

#include "base/fault.h"
#include "study/comparison.h"

struct chart_frame {
    double years;               /* length of a run, year */
    bool regimes;               /* the arms are regimes, else scenarios */
    const char *scenario;       /* title of the scenario; NULL or "" = none */
    const char *title;  /* instead of the finding; NULL = the finding */
    const char *changed;        /* "attribution.skill=4"; NULL or "" = none */
};

/* Both the CSV and the words of dots; one metric or several by c->n_metrics.
 * n, seed and arm names come from the comparison.  FAULT_NOMEM, FAULT_IO. */
int dots_write(const struct comparison *c, const struct chart_frame *frame,
               FILE *csv, FILE *words, struct fault *f);

/* The finding as a sentence, from the verdicts alone.  Returns the number of
 * bytes as snprintf. */
int dots_title(const struct comparison *c, const struct chart_frame *frame,
               char *buffer, size_t size);

#endif
