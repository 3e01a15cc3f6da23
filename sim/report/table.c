/* SPDX-License-Identifier: GPL-3.0-or-later */
/* table.c - one block a metric: cells as text, then widths, then lines. */
#include "report/table.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "report/number.h"
#include "report/phrase.h"

enum { COLUMNS = 80, INDENT = 2, GAP = 2 };

/* The cells of one arm.  Numbers stand right, words left. */
struct line {
    const char *name, *verdict;
    char level[NUMBER_TEXT], change[NUMBER_TEXT];
    char low[NUMBER_TEXT], high[NUMBER_TEXT], shares[24];
};

/* Columns of the cells; 0: the column is absent.  A table too wide first gets
 * narrow gaps, then its names on lines of their own. */
struct widths {
    int name, level, change, low, high, interval, shares, verdict;
    int gap;
    bool apart;                 /* names on lines of their own */
};

struct block {
    const struct comparison *c;
    const struct table_style *style;
    size_t m;
    struct line *line;          /* by arm */
    struct widths w;
};

static const char DOTS[] = " .. ", INTERVAL[] = "95 % interval";
static const char BETTER[] = "better/", WORSE[] = "worse in";

/* ---- cells ------------------------------------------------------------- */

static bool
is_median(enum metric metric)
{
    return metric_table[metric].statistic == STATISTIC_RATIO_OF_MEDIANS;
}

static void
fill_baseline(struct line *line, const struct block *b,
              const struct metric_style *style)
{
    const struct summary_row *row = comparison_summary(b->c, b->m, 0);

    *line = (struct line){ .name = b->c->runs.arm[0], .verdict = "baseline",
                           .change = "-" };
    number_text(line->level, is_median(row->metric) ? row->p50 : row->mean,
                &style->level, false);
}

/* Per cent without digits; what is not none and not all is not called so. */
static void
add_share(char *out, size_t size, double share)
{
    const double percent = 100 * share;

    if (percent > 0 && percent < 1)
        snprintf(out, size, "<1");
    else if (percent < 100 && percent > 99)
        snprintf(out, size, ">99");
    else
        snprintf(out, size, "%.0f", percent);
}

static void
fill_shares(struct line *line, const struct comparison_row *row)
{
    char better[8], worse[8];

    if (isnan(row->share_better))
        return;
    add_share(better, sizeof better, row->share_better);
    add_share(worse, sizeof worse, row->share_worse);
    snprintf(line->shares, sizeof line->shares, "%s/%s %%", better, worse);
}

static void
fill_line(struct line *line, const struct block *b, size_t arm,
          const struct metric_style *style)
{
    const struct comparison_row *row = comparison_row(b->c, b->m, arm);
    const struct change change = change_of(row);
    struct number_style low = style->change;

    low.percent = false;
    *line = (struct line){ .name = b->c->runs.arm[arm],
                           .verdict = comparison_words(row) };
    number_text(line->level, row->level, &style->level, false);
    /* Of a ratio to nothing the levels say all. */
    const bool known = isfinite(change.value);
    number_text(line->change, known ? change.value : NAN, &style->change,
                true);
    if (known && row->verdict != VERDICT_SAME && !isnan(change.low) &&
        !isnan(change.high)) {
        number_text(line->low, change.low, &low, true);
        number_text(line->high, change.high, &style->change, true);
    }
    fill_shares(line, row);
}

/* ---- widths ------------------------------------------------------------ */

static void
widen(int *width, const char *text)
{
    const int n = (int)text_utf8_length(text);

    if (n > *width)
        *width = n;
}

/* Of the indent and the name with its gap. */
static int
before_numbers(const struct widths *w)
{
    return INDENT + (w->apart ? INDENT : w->name + w->gap);
}

static int
total(const struct widths *w)
{
    return before_numbers(w) + w->level + w->change + w->interval + 3 * w->gap
         + (w->shares ? w->shares + w->gap : 0) + w->verdict;
}

static void
measure(struct block *b)
{
    struct widths w = { 0 };

    for (size_t arm = 0; arm < b->c->runs.n_arms; arm++) {
        const struct line *line = &b->line[arm];
        widen(&w.name, line->name);
        widen(&w.level, line->level);
        widen(&w.change, line->change);
        widen(&w.low, line->low);
        widen(&w.high, line->high);
        widen(&w.shares, line->shares);
        widen(&w.verdict, line->verdict);
    }
    widen(&w.level, is_median(b->c->metric[b->m]) ? "median" : "mean");
    widen(&w.change, "change");
    w.interval = w.low + w.high + (w.low ? (int)strlen(DOTS) : 0);
    widen(&w.interval, INTERVAL);
    if (w.shares)
        widen(&w.shares, WORSE);
    w.gap = GAP;
    if (total(&w) > COLUMNS)
        w.gap = 1;
    if (total(&w) > COLUMNS) {
        w.gap = GAP;
        w.apart = true;
    }
    b->w = w;
}

/* ---- lines ------------------------------------------------------------- */

static void
blanks(int n, FILE *out)
{
    fprintf(out, "%*s", n > 0 ? n : 0, "");
}

static void
right(const char *text, int width, FILE *out)
{
    blanks(width - (int)text_utf8_length(text), out);
    fputs(text, out);
}

static void
left(const char *text, int width, FILE *out)
{
    fputs(text, out);
    blanks(width - (int)text_utf8_length(text), out);
}

/* Measure and years at the left, what is better at the right. */
static void
print_heading(const struct block *b, double divisor, FILE *out)
{
    static const char *const better[] = {
        "lower is better", "higher is better", "neither is better"
    };
    const enum metric metric = b->c->metric[b->m];
    const char *side = better[metric_table[metric].better];
    struct phrase p = { 0 };

    phrase_measure(&p, metric, divisor, true);
    phrase_add(&p, ", ");
    phrase_years(&p, b->style->years);
    const int room = COLUMNS - (int)text_utf8_length(p.text);
    if (room >= GAP + (int)strlen(side))
        fprintf(out, "%s%*s\n", p.text, room, side);
    else {
        phrase_wrap(p.text, 0, COLUMNS, out);
        fprintf(out, "%*s\n", COLUMNS, side);
    }
}

/* The head of the shares is two words deep. */
static void
print_head(const struct block *b, FILE *out)
{
    const struct widths *w = &b->w;

    if (w->shares) {
        blanks(before_numbers(w) + w->level + w->change + w->interval
               + 3 * w->gap, out);
        right(BETTER, w->shares, out);
        fputc('\n', out);
    }
    blanks(before_numbers(w), out);
    right(is_median(b->c->metric[b->m]) ? "median" : "mean", w->level, out);
    blanks(w->gap, out);
    right("change", w->change, out);
    blanks(w->gap, out);
    right(INTERVAL, w->interval, out);
    if (w->shares) {
        blanks(w->gap, out);
        right(WORSE, w->shares, out);
    }
    fprintf(out, "%*sverdict\n", w->gap, "");
}

static void
print_interval(const struct line *line, const struct widths *w, FILE *out)
{
    if (!line->low[0]) {
        blanks(w->interval, out);
        return;
    }
    blanks(w->interval - w->low - w->high - (int)strlen(DOTS), out);
    right(line->low, w->low, out);
    fputs(DOTS, out);
    right(line->high, w->high, out);
}

static void
print_line(const struct line *line, const struct widths *w, FILE *out)
{
    blanks(INDENT, out);
    if (w->apart) {
        fprintf(out, "%s\n", line->name);
        blanks(2 * INDENT, out);
    } else
        left(line->name, w->name + w->gap, out);
    right(line->level, w->level, out);
    blanks(w->gap, out);
    right(line->change, w->change, out);
    blanks(w->gap, out);
    print_interval(line, w, out);
    if (w->shares) {
        blanks(w->gap, out);
        right(line->shares, w->shares, out);
    }
    fprintf(out, "%*s%s\n", w->gap, "", line->verdict);
}

/* ---- what pairing did -------------------------------------------------- */

struct range {
    double least, most;
};

static void
stretch(struct range *r, double x)
{
    if (!isfinite(x))
        return;
    r->least = fmin(r->least, x);
    r->most = fmax(r->most, x);
}

/* "790", "780 to 790"; nothing if there is none. */
static bool
add_range(struct phrase *p, const char *before, const struct range *r,
          int decimals, const char *after, bool utf8)
{
    const struct number_style style = { .divisor = 1, .decimals = decimals,
                                        .utf8 = utf8 };
    char least[NUMBER_TEXT], most[NUMBER_TEXT];

    if (r->least > r->most)
        return false;
    number_text(least, r->least, &style, false);
    number_text(most, r->most, &style, false);
    phrase_add(p, "%s%s", before, least);
    if (strcmp(least, most) != 0)
        phrase_add(p, " to %s", most);
    phrase_add(p, "%s", after);
    return true;
}

static void
print_pairing(const struct block *b, FILE *out)
{
    struct range correlation = { INFINITY, -INFINITY };
    struct range saved = correlation, halve = correlation;
    struct phrase p = { 0 };

    for (size_t arm = 1; arm < b->c->runs.n_arms; arm++) {
        const struct comparison_row *row = comparison_row(b->c, b->m, arm);
        if (row->verdict == VERDICT_SAME)
            continue;
        stretch(&correlation, row->correlation);
        stretch(&saved, row->runs_saved);
        if (row->worlds_to_halve)
            stretch(&halve, (double)row->worlds_to_halve);
    }
    /* 0.998 is not 1.00. */
    bool any = add_range(&p, "same worlds: correlation ", &correlation,
                         correlation.most > 0.99 ? 3 : 2, "", b->style->utf8);
    if (saved.least > 0 && any)
        add_range(&p, ", saved ", &saved, 0, " runs", b->style->utf8);
    any = add_range(&p, any ? "; " : "", &halve, 0,
                    " worlds would halve the interval", b->style->utf8) || any;
    if (any)
        phrase_wrap(p.text, INDENT, COLUMNS, out);
}

/* ---- all --------------------------------------------------------------- */

static void
print_block(struct block *b, FILE *out)
{
    const struct metric_style style =
        metric_style_of(b->c, b->m, b->style->utf8);

    fill_baseline(&b->line[0], b, &style);
    for (size_t arm = 1; arm < b->c->runs.n_arms; arm++)
        fill_line(&b->line[arm], b, arm, &style);
    measure(b);
    print_heading(b, style.level.divisor, out);
    print_head(b, out);
    for (size_t arm = 0; arm < b->c->runs.n_arms; arm++)
        print_line(&b->line[arm], &b->w, out);
    print_pairing(b, out);
    fputc('\n', out);
}

static bool
any_doubt(const struct comparison *c, enum doubt doubt)
{
    for (size_t k = 0; k < comparison_n_rows(c); k++)
        if (c->row[k].doubt == doubt)
            return true;
    return false;
}

/* Is a metric shown that the joint promise does not cover? */
static bool
beyond_headlines(const struct comparison *c)
{
    for (size_t m = 0; m < c->n_metrics; m++)
        if (!metric_table[c->metric[m]].headline)
            return true;
    return false;
}

static void
print_footer(const struct comparison *c, FILE *out)
{
    struct phrase p = { 0 };

    phrase_add(&p, "The same %zu world%s under each arm, seed %llu.",
               c->runs.n_replicates, c->runs.n_replicates == 1 ? "" : "s",
               (unsigned long long)c->runs.seed);
    if (c->n_failed)
        phrase_add(&p, " %zu of %zu runs failed and do not count.",
                   c->n_failed, c->runs.n_replicates * c->runs.n_arms);
    phrase_add(&p, " Intervals hold 95 %% jointly for the %zu headline "
               "metrics of an arm (one alone: %.1f %%)", c->family,
               100 * (1 - c->alpha));
    phrase_add(&p, beyond_headlines(c) ? "; other metrics have the same width "
               "without that promise." : ".");
    if (any_doubt(c, DOUBT_RARE))
        phrase_add(&p, " Too rare to tell at n = %zu: half the interval is "
                   "more than half the baseline, so a halving could hide.",
                   c->runs.n_replicates);
    if (any_doubt(c, DOUBT_FEW))
        phrase_add(&p, " Too few worlds: all on one side could be luck.");
    phrase_wrap(p.text, 0, COLUMNS, out);
}

int
table_print(const struct comparison *c, const struct table_style *style,
            FILE *out, struct fault *f)
{
    struct block b = { .c = c, .style = style };

    b.line = calloc(c->runs.n_arms + 1, sizeof *b.line);
    if (!b.line)
        return fault_set(f, FAULT_NOMEM, "table", 0, "%zu arms",
                         c->runs.n_arms);
    for (b.m = 0; b.m < c->n_metrics; b.m++)
        print_block(&b, out);
    print_footer(c, out);
    free(b.line);
    return ferror(out) ? fault_set(f, FAULT_IO, "table", 0,
                                   "cannot write the table") : 0;
}
