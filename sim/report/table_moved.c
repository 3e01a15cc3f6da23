/* SPDX-License-Identifier: GPL-3.0-or-later */
/* table_moved.c - what moved where no headline did: all outcomes are worked
 * out in any case. */
#include <math.h>

#include "report/number.h"
#include "report/phrase.h"
#include "report/table_block.h"

enum { MOST = 3 };

/* The largest clear change of one outcome, in per cent. */
struct moved {
    const struct comparison_row *row;
    double percent;
};

static bool
any_is_clear(const struct comparison *c)
{
    for (size_t k = 0; k < comparison_n_rows(c); k++)
        if (comparison_clear(&c->row[k]))
            return true;
    return false;
}

static bool
all_are_headlines(const struct comparison *c)
{
    for (size_t m = 0; m < c->n_metrics; m++)
        if (!metric_table[c->metric[m]].headline)
            return false;
    return true;
}

static struct moved
most_of(const struct comparison *c, size_t m)
{
    struct moved most = { NULL, 0 };

    for (size_t arm = 1; arm < c->runs.n_arms; arm++) {
        const struct comparison_row *row = comparison_row(c, m, arm);
        const double percent = change_in_percent(row).value;
        if (comparison_clear(row) && isfinite(percent)
            && fabs(percent) > fabs(most.percent))
            most = (struct moved){ row, percent };
    }
    return most;
}

/* The MOST largest, in order; returns how many there are. */
static size_t
rank(const struct comparison *c, struct moved top[MOST])
{
    size_t n = 0;

    for (size_t m = 0; m < c->n_metrics; m++) {
        const struct moved one = most_of(c, m);
        size_t at = n;
        while (at > 0 && fabs(one.percent) > fabs(top[at - 1].percent))
            at--;
        if (one.row == NULL || at == MOST)
            continue;
        n += n < MOST;
        for (size_t k = n - 1; k > at; k--)
            top[k] = top[k - 1];
        top[at] = one;
    }
    return n;
}

static void
say_moved(const struct comparison *c, FILE *out)
{
    struct moved top[MOST];
    const size_t n = rank(c, top);
    struct phrase p = { 0 };

    phrase_add(&p, n ? "No headline is clear.  Moved most outside the "
               "headlines, each clear by itself: "
               : "No headline is clear, and no other outcome has moved "
               "clearly.");
    for (size_t k = 0; k < n; k++) {
        phrase_add(&p, "%s%s %+.*f %%", k ? ", " : "",
                   metric_table[top[k].row->metric].name,
                   fabs(top[k].percent) < 10, top[k].percent);
        if (c->runs.n_arms > 2)
            phrase_add(&p, " (%s)", c->runs.arm[top[k].row->arm]);
    }
    for (size_t k = 0; k < n; k++)
        phrase_add(&p, "%s%s", k ? "," : " (--metrics ",
                   metric_table[top[k].row->metric].name);
    phrase_add(&p, n ? ")" : "");
    phrase_wrap(p.text, 0, TABLE_COLUMNS, out);
}

int
table_moved_print(const struct comparison *c, FILE *out, struct fault *f)
{
    enum metric metric[N_METRICS];
    struct comparison others;
    size_t n = 0;

    if (!all_are_headlines(c) || any_is_clear(c))
        return 0;
    for (int m = 0; m < N_METRICS; m++)
        if (!metric_table[m].headline)
            metric[n++] = (enum metric)m;
    const int code = comparison_init(&others, &c->runs, metric, n, f);
    if (code)
        return code;
    fputc('\n', out);
    say_moved(&others, out);
    comparison_free(&others);
    return ferror(out) ? fault_set(f, FAULT_IO, "table", 0,
                                   "cannot write the table") : 0;
}
