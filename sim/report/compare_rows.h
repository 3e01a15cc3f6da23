/* SPDX-License-Identifier: GPL-3.0-or-later */
/* compare_rows.h - a comparison as rows: summary.csv and compare.csv. */
#ifndef REPORT_COMPARE_ROWS_H
#define REPORT_COMPARE_ROWS_H

#include <stdio.h>

#include "study/comparison.h"

/* Header and rows, by metric, then arm; errors stay in the stream.  Infinite
 * and missing bounds are empty. */
void summary_rows(const struct comparison *c, FILE *stream);
void compare_rows(const struct comparison *c, FILE *stream);

/* DIR/summary.csv and DIR/compare.csv. */
int compare_rows_write(const struct comparison *c, const char *dir,
                       struct fault *f);

#endif
