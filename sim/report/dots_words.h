/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dots_words.h - all that the chart of dots says: dots.words.csv. */
#ifndef REPORT_DOTS_WORDS_H
#define REPORT_DOTS_WORDS_H

#include <stdio.h>

#include "report/dots.h"
#include "report/dots_plan.h"

/* Errors stay on the stream. */
void dots_words_write(const struct dots_plan *p,
                      const struct chart_frame *frame, FILE *words);

/* ",1.5"; only a comma where x is not finite. */
void dots_cell(double x, FILE *csv);
/* In quotes, those within the text made typographic; no line ends. */
void dots_text(const char *text, FILE *csv);

#endif
