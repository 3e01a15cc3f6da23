/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dots_plan.h - what is drawn where: rows, range, ticks, cuts, tones.
 *
 * One metric: the baseline's row, then the arms from the best change to the
 * worst, x in the unit of the change (a ratio: per cent).  Several: no
 * baseline row, arms as typed, x in per cent of the baseline.
 *
 * The range holds 0, every dot and the whole interval of a clear one.  An
 * unclear interval WIDE times as wide as the median one does not set it and
 * ends in an arrow head with the number of its end, except that its worse end
 * is held up to FAR times the median reach.  In panels what lies beyond that
 * (and beyond 100 %), and a clear change from 0, is marked at the edge with an
 * arrow and its number: it has no place on the scale, but it is no less. */
#ifndef REPORT_DOTS_PLAN_H
#define REPORT_DOTS_PLAN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/fault.h"
#include "report/number.h"
#include "study/comparison.h"

enum { TICKS_MOST = 16 };

/* Numbers of the colours in plots/style.gp. */
enum tone { TONE_BETTER = 1, TONE_WORSE = 2, TONE_NEITHER = 5, TONE_GREY = 6 };

struct dot {
    size_t m, panel, row;       /* metric in c, panel and row from 1 */
    size_t arm;                 /* 0: the baseline */
    const struct comparison_row *of;    /* NULL for the baseline */
    double x, low, high;        /* NAN: not drawn */
    enum tone tone;
    bool open, cut_low, cut_high;
    bool same;                  /* in every world: a sign of its own, no dot */
    enum doubt doubt;           /* hollow; rare a diamond, few a square */
    bool bare;                  /* has no interval: too few worlds */
    int beyond;                 /* -1, 1: marked at this edge of the range */
    bool said;                  /* no dot but words at its row */
    double left, right;         /* ends of the interval before it was cut */
};

struct dots_plan {
    const struct comparison *c;
    bool panels;
    struct dot *dot;
    size_t n_dots, n_rows;      /* rows of one panel */
    double low, high;           /* range of x */
    double pad;                 /* of it, at each side, without a dot */
    double tick[TICKS_MOST];
    size_t n_ticks;
    struct number_style tick_style;
};

/* FAULT_NOMEM. */
int  dots_plan_init(struct dots_plan *p, const struct comparison *c,
                    struct fault *f);
void dots_plan_free(struct dots_plan *p);       /* safe on a zeroed struct */

#endif
