/* SPDX-License-Identifier: GPL-3.0-or-later */
/* number.h - numbers for people: as many digits as their interval deserves.
 *
 * The numbers of one metric share scale and decimals, so that they stand under
 * each other: two significant digits of the interval's half-width. */
#ifndef REPORT_NUMBER_H
#define REPORT_NUMBER_H

#include <stdbool.h>
#include <stddef.h>

#include "study/comparison.h"

enum { NUMBER_TEXT = 48 };

struct number_style {
    double divisor;             /* 1, 1e3, 1e6, 1e9 */
    int decimals;
    bool utf8;                  /* U+2212 and U+00A0, else ASCII */
    bool percent;               /* finite numbers end in " %" */
};

/* For values up to `largest` whose interval has half-width `half` (0 or NAN:
 * unknown, then three significant digits).  `divide`: 12,300,000 as 12.3. */
struct number_style number_style_for(double largest, double half, bool divide,
                                     bool utf8);

/* For one outcome of one world: counts and large numbers whole, others to
 * three digits. */
struct number_style number_style_alone(double x, bool utf8);

/* "1,234.5", "−0.3"; with `sign` "+0.3"; NAN "-", infinity "no limit"; what is
 * rounded to 0 has no sign.  `buffer` has NUMBER_TEXT bytes; returns it. */
char *number_text(char *buffer, double x, const struct number_style *style,
                  bool sign);

/* ---- a change, as people are shown it ---------------------------------- */

struct change {
    double value, low, high;    /* NAN missing, +-INFINITY unbounded */
};

/* A mean difference as it is, a ratio in per cent: 0 is no change. */
struct change change_of(const struct comparison_row *row);
bool          change_is_percent(enum metric metric);
/* A ratio to a baseline of 0: it has no per cent, but the level is one. */
bool          change_is_from_nothing(const struct comparison_row *row);
/* Everything in per cent of the baseline; NAN where the baseline is 0. */
struct change change_in_percent(const struct comparison_row *row);

/* The styles of one metric of a comparison, over all its arms; the change of a
 * ratio is in per cent. */
struct metric_style {
    struct number_style level, change;
};
struct metric_style metric_style_of(const struct comparison *c, size_t m,
                                    bool utf8);

#endif
