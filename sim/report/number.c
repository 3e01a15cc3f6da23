/* SPDX-License-Identifier: GPL-3.0-or-later */
/* number.c - scale, decimals and signs. */
#include "report/number.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/metrics.h"

static const char MINUS[] = "\xE2\x88\x92";
static const char EN_DASH[] = "\xE2\x80\x93";
static const char NO_BREAK[] = "\xC2\xA0";

/* Decimals that show `digits` significant digits of x. */
static int
decimals_for(double x, int digits)
{
    const double most = 6;

    if (!(x > 0) || !isfinite(x))
        return 0;
    return (int)fmax(0, fmin(most, digits - 1 - floor(log10(x))));
}

struct number_style
number_style_for(double largest, double half, bool divide, bool utf8)
{
    struct number_style s = { .divisor = 1, .utf8 = utf8 };

    if (divide && largest >= 1e5 && isfinite(largest))
        s.divisor = largest < 1e6 ? 1e3 : largest < 1e9 ? 1e6 : 1e9;
    if (half > 0 && isfinite(half)) {
        s.decimals = decimals_for(half / s.divisor, 2);
        /* No more than five digits in all: 41.2345 says too much. */
        const int fifth = decimals_for(largest / s.divisor, 5);
        if (s.decimals > fifth)
            s.decimals = fifth;
    } else
        s.decimals = decimals_for(largest / s.divisor, 3);
    return s;
}

struct number_style
number_style_alone(double x, bool utf8)
{
    struct number_style s = number_style_for(fabs(x), NAN, false, utf8);

    if (x == floor(x) || fabs(x) >= 1000)
        s.decimals = 0;
    return s;
}

/* Commas between thousands of the digits before the point. */
static void
group(const char *digits, char *out, size_t size)
{
    const size_t whole = strcspn(digits, ".");
    size_t n = 0;

    for (size_t k = 0; digits[k] && n + 2 < size; k++) {
        if (k > 0 && k < whole && (whole - k) % 3 == 0)
            out[n++] = ',';
        out[n++] = digits[k];
    }
    out[n] = '\0';
}

char *
number_text(char *buffer, double x, const struct number_style *style,
            bool sign)
{
    char digits[NUMBER_TEXT], grouped[NUMBER_TEXT];

    if (!isfinite(x)) {
        snprintf(buffer, NUMBER_TEXT, "%s", !isnan(x) ? "no limit"
                 : style->utf8 ? EN_DASH : "-");
        return buffer;
    }
    const double shown = fabs(x) / style->divisor;
    snprintf(digits, sizeof digits, shown < 1e15 ? "%.*f" : "%.*e",
             style->decimals, shown);
    if (shown < 1e15)
        group(digits, grouped, sizeof grouped);
    else
        memcpy(grouped, digits, sizeof grouped);
    const bool zero = strspn(digits, "0.") == strlen(digits);
    const char *mark = zero ? "" : x < 0 ? style->utf8 ? MINUS : "-"
                     : sign ? "+" : "";
    snprintf(buffer, NUMBER_TEXT, "%s%.38s%s%s", mark, grouped,
             !style->percent ? "" : style->utf8 ? NO_BREAK : " ",
             style->percent ? "%" : "");
    return buffer;
}

/* ---- changes ----------------------------------------------------------- */

bool
change_is_percent(enum metric metric)
{
    return metric_table[metric].statistic != STATISTIC_MEAN;
}

bool
change_is_from_nothing(const struct comparison_row *row)
{
    return change_is_percent(row->metric) && row->baseline == 0 &&
           row->level > 0;
}

struct change
change_of(const struct comparison_row *row)
{
    if (!change_is_percent(row->metric))
        return (struct change){ row->estimate, row->low, row->high };
    return (struct change){ 100 * (row->estimate - 1), 100 * (row->low - 1),
                            100 * (row->high - 1) };
}

struct change
change_in_percent(const struct comparison_row *row)
{
    if (change_is_percent(row->metric))
        return change_of(row);
    const double base = fabs(row->baseline);
    if (row->verdict == VERDICT_SAME)
        return (struct change){ 0, 0, 0 };
    if (!(base > 0))
        return (struct change){ NAN, NAN, NAN };
    return (struct change){ 100 * row->estimate / base, 100 * row->low / base,
                            100 * row->high / base };
}

/* The larger of two, finite ones only. */
static double
larger(double most, double x)
{
    return isfinite(x) ? fmax(most, fabs(x)) : most;
}

struct metric_style
metric_style_of(const struct comparison *c, size_t m, bool utf8)
{
    const bool percent = change_is_percent(c->metric[m]);
    double level = 0, change = 0, half = INFINITY;

    for (size_t arm = 1; arm < c->runs.n_arms; arm++) {
        const struct comparison_row *row = comparison_row(c, m, arm);
        const struct change x = change_of(row);
        const double h = (x.high - x.low) / 2;
        level = larger(larger(level, row->baseline), row->level);
        change = larger(larger(larger(change, x.value), x.low), x.high);
        if (h > 0 && h < half)
            half = h;
    }
    struct metric_style s = {
        .level = number_style_for(level, percent ? NAN : half, true, utf8),
        .change = number_style_for(change, half, !percent, utf8)
    };
    s.change.percent = percent;
    /* Level and change in one unit have one scale and the same decimals. */
    if (!percent) {
        s.change = s.level;
        s.change.decimals = number_style_for(fmax(level, change) /
            s.level.divisor, half / s.level.divisor, false, utf8).decimals;
        s.level.decimals = s.change.decimals;
    }
    return s;
}
