/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dots_number.c - digits of the rows of a chart. */
#include "report/dots_number.h"

#include <math.h>
#include <string.h>

#include "base/metrics.h"
#include "study/comparison.h"

enum { LEAST_PLACE = -6 };

/* The power of ten of the first digit; LEAST_PLACE for 0 and what is not
 * finite. */
static int
first_place(double x)
{
    if (!isfinite(x) || x == 0)
        return LEAST_PLACE;
    return (int)fmax(LEAST_PLACE, floor(log10(fabs(x))));
}

static int
larger(int a, int b)
{
    return a > b ? a : b;
}

static int
smaller(int a, int b)
{
    return a < b ? a : b;
}

struct dots_digits
dots_digits_of(const struct comparison_row *row, struct change change,
             double divisor, bool percent)
{
    const double half = (change.high - change.low) / 2 / divisor;
    const double value = change.value / divisor;
    int place = half > 0 && isfinite(half) ? first_place(half) - 1
              : value != 0 ? first_place(value) - 1 : 0;

    const double end = fmin(fabs(change.low), fabs(change.high)) / divisor;
    if (comparison_clear(row) && isfinite(end) && end > 0)
        place = smaller(place, first_place(end));
    const int value_place = isfinite(value) && value != 0
        ? smaller(place, first_place(value)) : place;
    return (struct dots_digits){
        .place = larger(value_place, LEAST_PLACE),
        .end_place = larger(smaller(place, 0), LEAST_PLACE),
        .divisor = divisor, .percent = percent
    };
}

char *
dots_number(char *buffer, double x, const struct dots_digits *style, bool sign)
{
    const double shown = x / style->divisor;
    const int place = larger(style->place, first_place(shown) - 2);
    const double unit = pow(10, place);
    const struct number_style s = {
        .divisor = 1, .decimals = larger(0, -place), .utf8 = true,
        .percent = style->percent
    };

    return number_text(buffer, place > 0 ? round(shown / unit) * unit : shown,
                       &s, sign);
}

char *
dots_size(char *buffer, double x, const struct dots_digits *style)
{
    const double shown = fabs(x) / style->divisor;
    struct dots_digits bare = *style;

    bare.place = larger(style->place, first_place(shown) - 2);
    while (bare.place < 0 &&
           fmod(round(shown / pow(10, bare.place)), 10) == 0)
        bare.place++;
    return dots_number(buffer, fabs(x), &bare, false);
}

char *
dots_end(char *buffer, double x, bool percent)
{
    const struct dots_digits s = {
        .place = x == 0 ? 0 : larger(LEAST_PLACE, first_place(x) - 1),
        .divisor = 1, .percent = percent
    };

    return dots_number(buffer, x, &s, true);
}

/* Is nothing behind this place? */
static bool
is_round(double x, int place)
{
    const double n = x / pow(10, place);

    return fabs(n - round(n)) < 1e-9 * fabs(n);
}

char *
dots_level(char *buffer, double x, double divisor)
{
    const double shown = x / divisor;
    const int first = x == 0 ? 0 : first_place(shown);
    int place = x == 0 ? 0 : larger(LEAST_PLACE, first - 2);

    while (place < first && is_round(shown, place + 1))
        place++;
    const struct dots_digits s = { .place = place, .divisor = divisor };
    return dots_number(buffer, x, &s, false);
}

/* Four digits stand as they are; money from a thousand million on does not. */
static double
divisor_of(enum metric metric, double x)
{
    const bool money = strcmp(metric_table[metric].unit, "MUSD") == 0;

    return fabs(x) < (money ? 1e3 : 1e4) ? 1 : fabs(x) < 1e6 ? 1e3
         : fabs(x) < 1e9 ? 1e6 : 1e9;
}

void
dots_add_level(struct phrase *p, enum metric metric, double x)
{
    const double divisor = divisor_of(metric, x);
    struct phrase unit = { 0 };
    char text[NUMBER_TEXT];

    phrase_add(p, "%s", dots_level(text, x, divisor));
    phrase_scale(&unit, metric, divisor);
    if (unit.n)
        phrase_add(p, "\xC2\xA0%s", unit.text);
}

void
dots_add_levels(struct phrase *p, const struct comparison_row *row)
{
    char from[NUMBER_TEXT];

    phrase_add(p, "from ");
    if (row->baseline == 0)
        phrase_add(p, "%s", dots_level(from, 0, 1));
    else
        dots_add_level(p, row->metric, row->baseline);
    phrase_add(p, " to ");
    dots_add_level(p, row->metric, row->level);
}
