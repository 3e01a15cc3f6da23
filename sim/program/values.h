/* SPDX-License-Identifier: GPL-3.0-or-later */
/* values.h - a parameter's value, an origin and a date as text. */
#ifndef PROGRAM_VALUES_H
#define PROGRAM_VALUES_H

#include "base/params.h"
#include "base/text.h"
#include "input/arm.h"

/* In the words that a file would use: yes, pareto, 0.4. */
void value_text(const struct param_info *info, double x,
                char text[TEXT_DOUBLE]);
/* "default" or "file:line"; `text` holds 128. */
void origin_text(const struct arm *a, struct param_cell cell, char text[128]);
/* The first day of a week, and "week 45 (2017-12-26)"; "never" for WEEK_NEVER.
 */
void date_text(const struct inputs *in, int32_t week, char text[48]);
void week_text(const struct inputs *in, int32_t week, char text[80]);

enum { IMPOSED_TEXT = 320 };
/* "week 107 (2019-03-05): crisis of XAA and XBB, stakes 3 su, 12 weeks". */
void imposed_text(const struct inputs *in, const struct imposed *e,
                  char text[IMPOSED_TEXT]);

#endif
