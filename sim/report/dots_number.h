/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dots_number.h - the numbers of one row of a chart: two significant digits
 * of the interval's half-width and never more than three of a number.
 *
 * A row stands alone in a chart, so that it has its own digits; in the table
 * the rows of a metric share theirs (number.h). */
#ifndef REPORT_DOTS_NUMBER_H
#define REPORT_DOTS_NUMBER_H

#include <stdbool.h>

#include "report/number.h"
#include "report/phrase.h"

/* How the numbers of a row are written. */
struct dots_digits {
    int place;                  /* power of ten of the last digit            */
    int end_place;              /* the same for the ends of the interval     */
    double divisor;
    bool percent;
};

/* A clear row keeps the digits that show that its interval is not at 0. */
struct dots_digits dots_digits_of(const struct comparison_row *row,
                              struct change change, double divisor,
                              bool percent);
/* "+580 %", "−3.6"; `buffer` has NUMBER_TEXT bytes; returns it. */
char *dots_number(char *buffer, double x, const struct dots_digits *style,
                 bool sign);
/* A size without sign and without zeros behind the point: "0.1 %". */
char *dots_size(char *buffer, double x, const struct dots_digits *style);
/* An end of an interval that is far away, in per cent, with two significant
 * digits: "-94", "+1,400 %". */
char *dots_end(char *buffer, double x, bool percent);
/* A level with three significant digits: "15.3", "168", or fewer if it is
 * round: "0.4". */
char *dots_level(char *buffer, double x, double divisor);
/* The same with scale and money: "265 billion US dollars", "1.18 million". */
void  dots_add_level(struct phrase *p, enum metric metric, double x);
/* "from 0 to 4.08", "from 0 to 129 million": there is no ratio to nothing. */
void  dots_add_levels(struct phrase *p, const struct comparison_row *row);

#endif
