/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dots_plan.c - rows in order, a range that holds zero, ticks, cuts. */
#include "report/dots_plan.h"

#include <math.h>
#include <stdlib.h>

#include "base/metrics.h"
#include "report/dots_tally.h"
#include "study/statistics.h"

static const double WIDE = 8;           /* median widths */
static const double FAR = 4;            /* median reaches */
static const double NEAR = 0.4;         /* of the range, for cut ends */
static const double PAD = 0.05;         /* of the range, at each side */
static const double EDGE = 0.6; /* of the other side, where a dot is beyond */
enum { STEPS_MOST = 7 };        /* between ticks, in the range */

/* ---- rows -------------------------------------------------------------- */

static enum tone
tone_of(const struct comparison_row *row)
{
    const int good = comparison_good(row);

    if (row->verdict == VERDICT_UNCLEAR || row->verdict == VERDICT_SAME)
        return TONE_GREY;
    return good > 0 ? TONE_BETTER : good < 0 ? TONE_WORSE : TONE_NEITHER;
}

static void
set_dot(struct dot *d, const struct dots_plan *p, size_t m, size_t arm)
{
    const struct comparison_row *row = comparison_row(p->c, m, arm);
    const struct change x = p->panels ? change_in_percent(row)
                                      : change_of(row);
    const double divisor =
        p->panels ? 1 : metric_style_of(p->c, m, true).change.divisor;

    *d = (struct dot){ .m = m, .panel = m + 1, .arm = arm, .of = row,
                       .x = x.value / divisor, .low = x.low / divisor,
                       .high = x.high / divisor, .tone = tone_of(row) };
    d->left = d->low;
    d->right = d->high;
    d->open = d->tone == TONE_GREY;
    d->same = finding_of(row) == FINDING_SAME;
    d->doubt = finding_of(row) == FINDING_FEW ? DOUBT_FEW : row->doubt;
    d->bare = isfinite(d->x) && !d->same && isnan(d->low) && isnan(d->high);
    /* From nothing: there is no per cent, but there is a direction. */
    if (!isfinite(d->x) && comparison_clear(row))
        d->beyond = row->verdict == VERDICT_HIGHER ? 1 : -1;
    d->said = !isfinite(d->x) && !d->beyond;
}

/* Best first: the baseline, then rising; where higher is better falling; what
 * has no value last.  Insertion keeps the order of arms with equal changes. */
static bool
before(const struct dot *a, const struct dot *b, enum better better)
{
    if (isnan(a->x) || isnan(b->x))
        return !isnan(a->x) && isnan(b->x);
    return better == BETTER_HIGHER ? a->x > b->x : a->x < b->x;
}

static void
sort_rows(struct dots_plan *p)
{
    const enum better better = metric_table[p->c->metric[0]].better;

    for (size_t k = 2; k < p->n_dots; k++) {
        const struct dot d = p->dot[k];
        size_t at = k;
        for (; at > 1 && before(&d, &p->dot[at - 1], better); at--)
            p->dot[at] = p->dot[at - 1];
        p->dot[at] = d;
    }
    for (size_t k = 0; k < p->n_dots; k++)
        p->dot[k].row = k + 1;
}

static void
set_rows(struct dots_plan *p)
{
    const size_t n_arms = p->c->runs.n_arms;

    p->n_dots = 0;
    if (!p->panels)
        p->dot[p->n_dots++] = (struct dot){ .panel = 1, .tone = TONE_GREY };
    for (size_t m = 0; m < p->c->n_metrics; m++)
        for (size_t arm = 1; arm < n_arms; arm++) {
            set_dot(&p->dot[p->n_dots], p, m, arm);
            p->dot[p->n_dots++].row = arm;
        }
    p->n_rows = p->panels ? n_arms - 1 : n_arms;
    if (!p->panels)
        sort_rows(p);
}

/* ---- range ------------------------------------------------------------- */

/* Median of what is above 0 and finite; `room` has n_dots doubles.  0: no
 * such thing. */
static double
typical(const struct dots_plan *p, double *room,
        double (*of)(const struct dot *))
{
    size_t n = 0;

    for (size_t k = 0; k < p->n_dots; k++) {
        const double x = of(&p->dot[k]);
        if (x > 0 && isfinite(x))
            room[n++] = x;
    }
    return n ? statistics_median(room, n) : 0;
}

static double
width_of(const struct dot *d)
{
    return d->high - d->low;
}

static double
reach_of(const struct dot *d)
{
    return fmax(fabs(d->low), fabs(d->high));
}

static void
hold(struct dots_plan *p, double x)
{
    if (!isfinite(x))
        return;
    p->low = fmin(p->low, x);
    p->high = fmax(p->high, x);
}

/* How far the scale may go for a dot and for the end of an interval. */
struct limits {
    double wide, dot, end;
};

static struct limits
limits_of(const struct dots_plan *p, double *room)
{
    const double wide = WIDE * typical(p, room, width_of);
    const double far = FAR * typical(p, room, reach_of);

    if (p->panels)
        return (struct limits){ wide, fmax(100, far), fmax(100, far) };
    return (struct limits){ wide, INFINITY, far };
}

static void
hold_interval(struct dots_plan *p, const struct dot *d,
              const struct limits *most)
{
    const enum better better =
        d->of ? metric_table[d->of->metric].better : BETTER_NONE;
    const bool whole = d->high - d->low <= most->wide;
    const bool clear = d->of && comparison_clear(d->of);
    const double far = clear && !p->panels ? INFINITY : most->end;

    if (whole || ((clear || better == BETTER_HIGHER) && fabs(d->low) <= far))
        hold(p, d->low);
    if (whole || ((clear || better == BETTER_LOWER) && fabs(d->high) <= far))
        hold(p, d->high);
}

/* Ends that are only a little beyond come in too: no arrow is better. */
static void
hold_near(struct dots_plan *p)
{
    const double room = NEAR * (p->high - p->low);
    const double low = p->low - room, high = p->high + room;

    for (size_t k = 0; k < p->n_dots; k++) {
        const struct dot *d = &p->dot[k];
        if (d->said || d->beyond)
            continue;
        if (d->low >= low)
            hold(p, d->low);
        if (d->high <= high)
            hold(p, d->high);
    }
}

/* Room for the numbers of what is beyond, where all else is on one side. */
static void
hold_edges(struct dots_plan *p)
{
    const double low = p->low, high = p->high;

    for (size_t k = 0; k < p->n_dots; k++)
        if (p->dot[k].beyond > 0)
            hold(p, -low * EDGE);
        else if (p->dot[k].beyond < 0)
            hold(p, -high * EDGE);
}

static void
set_range(struct dots_plan *p, double *room)
{
    const struct limits most = limits_of(p, room);

    p->low = p->high = 0;
    for (size_t k = 0; k < p->n_dots; k++) {
        struct dot *d = &p->dot[k];
        if (fabs(d->x) > most.dot)
            d->beyond = d->x > 0 ? 1 : -1;
        if (d->said || d->beyond)
            continue;
        hold(p, d->x);
        hold_interval(p, d, &most);
    }
    hold_near(p);
    hold_edges(p);
    if (!(p->high > p->low)) {
        p->low = -1;
        p->high = 1;
    }
    p->pad = PAD * (p->high - p->low);
    p->low -= p->pad;
    p->high += p->pad;
}

/* At the edge, with what of its interval is inside, and an arrow outwards. */
static void
set_beyond(struct dots_plan *p, struct dot *d)
{
    const double x = d->beyond > 0 ? p->high - 2 * p->pad
                                   : p->low + 2 * p->pad;
    const double inner = d->beyond > 0 ? d->low : d->high;
    const bool inside = inner > p->low && inner < p->high;

    d->x = x;
    d->cut_low = d->beyond < 0 || inner <= p->low;
    d->cut_high = d->beyond > 0 || inner >= p->high;
    d->low = d->cut_low ? p->low : inside ? fmin(inner, x) : x;
    d->high = d->cut_high ? p->high : inside ? fmax(inner, x) : x;
}

static void
cut(struct dots_plan *p)
{
    for (size_t k = 0; k < p->n_dots; k++) {
        struct dot *d = &p->dot[k];
        if (d->said) {
            d->x = d->low = d->high = NAN;
            continue;
        }
        if (d->beyond) {
            set_beyond(p, d);
            continue;
        }
        d->cut_low = d->low < p->low;
        d->cut_high = d->high > p->high;
        if (d->cut_low)
            d->low = p->low;
        if (d->cut_high)
            d->high = p->high;
    }
}

/* ---- ticks ------------------------------------------------------------- */

/* The smallest of 1, 2 or 5 times a power of ten with STEPS_MOST steps or
 * fewer. */
static double
step_for(double width)
{
    const double power = pow(10, floor(log10(width / STEPS_MOST)));
    const double times = width / STEPS_MOST / power;

    return power * (times <= 1 ? 1 : times <= 2 ? 2 : times <= 5 ? 5 : 10);
}

/* Has the scale nothing to measure: all at 0, beyond or without a value? */
static bool
is_flat(const struct dots_plan *p)
{
    for (size_t k = 0; k < p->n_dots; k++) {
        const struct dot *d = &p->dot[k];
        if (!d->beyond && !d->said && (d->x != 0 || width_of(d) > 0))
            return false;
    }
    return true;
}

static void
set_ticks(struct dots_plan *p)
{
    const double step = step_for(p->high - p->low);
    const bool flat = is_flat(p);

    p->tick_style = (struct number_style){
        .divisor = 1, .utf8 = true,
        .percent = p->panels || change_is_percent(p->c->metric[0])
    };
    if (step < 1 && !flat)
        p->tick_style.decimals = (int)ceil(-log10(step) - 1e-9);
    p->n_ticks = 0;
    for (double k = ceil(p->low / step);
         k * step <= p->high && p->n_ticks < TICKS_MOST; k++)
        if (!flat || k == 0)
            p->tick[p->n_ticks++] = k == 0 ? 0 : k * step;
}

/* ---- all --------------------------------------------------------------- */

int
dots_plan_init(struct dots_plan *p, const struct comparison *c,
               struct fault *f)
{
    const size_t most = comparison_n_summaries(c) + 1;
    double *room = malloc(most * sizeof *room);

    *p = (struct dots_plan){ .c = c, .panels = c->n_metrics > 1 };
    p->dot = calloc(most, sizeof *p->dot);
    if (!p->dot || !room) {
        dots_plan_free(p);
        free(room);
        return fault_set(f, FAULT_NOMEM, "chart", 0, "%zu dots", most);
    }
    set_rows(p);
    set_range(p, room);
    cut(p);
    set_ticks(p);
    free(room);
    return 0;
}

void
dots_plan_free(struct dots_plan *p)
{
    free(p->dot);
    *p = (struct dots_plan){ 0 };
}
