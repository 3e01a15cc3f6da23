/* SPDX-License-Identifier: GPL-3.0-or-later */
/* table_notes.c - what stands below the numbers, for somebody who sees such a
 * table for the first time. */
#include <math.h>
#include <string.h>

#include "base/params.h"
#include "report/phrase.h"
#include "report/table_block.h"

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

static void
add_percent(struct phrase *p, double share)
{
    const double percent = 100 * share;

    if (percent > 0 && percent < 0.1)
        phrase_add(p, "under 0.1");
    else
        phrase_add(p, "%.*f", percent < 10, percent);
}

void
table_pairing_print(const struct comparison *c, size_t m, FILE *out)
{
    struct range left = { INFINITY, -INFINITY };
    size_t halve = 0;
    struct phrase p = { 0 };

    for (size_t arm = 1; arm < c->runs.n_arms; arm++) {
        const struct comparison_row *row = comparison_row(c, m, arm);
        if (row->verdict == VERDICT_SAME)
            continue;
        stretch(&left, row->variance_left);
        if (row->worlds_to_halve > halve)
            halve = row->worlds_to_halve;
    }
    if (left.least <= left.most) {
        phrase_add(&p, "variance of the difference: ");
        add_percent(&p, left.least);
        if (left.most > left.least) {
            phrase_add(&p, " to ");
            add_percent(&p, left.most);
        }
        phrase_add(&p, " %% of that of unpaired worlds");
    }
    if (halve)
        phrase_add(&p, "%s%zu worlds would halve the interval%s",
                   p.n ? "; " : "", halve, c->runs.n_arms > 2 ? "s" : "");
    if (p.n)
        phrase_wrap(p.text, TABLE_INDENT, TABLE_COLUMNS, out);
}

/* ---- footer ------------------------------------------------------------ */

/* Is a metric shown that the joint promise does not cover? */
static bool
beyond_headlines(const struct comparison *c)
{
    for (size_t m = 0; m < c->n_metrics; m++)
        if (!metric_table[c->metric[m]].headline)
            return true;
    return false;
}

/* One promise an arm; of several at once as much as Bonferroni leaves. */
static void
say_promise(struct phrase *p, const struct comparison *c)
{
    const size_t arms = c->runs.n_arms - 1;
    const double all = 1 - (double)arms * (double)c->family * c->alpha;

    phrase_add(p, " Intervals hold 95 %% jointly for the %zu headline metrics "
               "of %s arm (one alone: %.1f %%)", c->family,
               arms > 1 ? "one" : "the", 100 * (1 - c->alpha));
    if (arms > 1 && all > 0)
        phrase_add(p, ", not for all %zu arms at once (at least %.0f %%)",
                   arms, 100 * all);
    else if (arms > 1)
        phrase_add(p, ", with no promise for all %zu arms at once", arms);
    phrase_add(p, beyond_headlines(c) ? "; other metrics have the same width "
               "without that promise." : ".");
}

struct notes {
    size_t clear, rare, few, same, skewed, from_nothing;
    double could_differ;
};

static struct notes
take_notes(const struct comparison *c)
{
    struct notes n = { 0 };

    for (size_t k = 0; k < comparison_n_rows(c); k++) {
        const struct comparison_row *row = &c->row[k];
        n.clear += comparison_clear(row);
        n.rare += row->doubt == DOUBT_RARE;
        n.few += row->doubt == DOUBT_FEW;
        n.same += row->verdict == VERDICT_SAME;
        n.skewed += row->skewed && row->verdict != VERDICT_SAME;
        n.from_nothing += change_is_from_nothing(row);
        if (row->verdict == VERDICT_SAME)
            n.could_differ = fmax(n.could_differ, row->could_differ);
    }
    return n;
}

static void
say_notes(struct phrase *p, const struct comparison *c)
{
    const struct notes n = take_notes(c);

    if (n.clear)
        phrase_add(p, " Clear: beyond the luck of worlds, at one setting of "
                   "the %zu deep parameters, which no data can fix.",
                   params_marked(MARK_DEEP));
    if (n.from_nothing)
        phrase_add(p, " From nothing: there is no per cent of 0, so that the "
                   "change is in the unit of the level.");
    if (n.same) {
        phrase_add(p, " Same in every world: up to ");
        add_percent(p, n.could_differ);
        phrase_add(p, " %% of worlds could still differ.");
    }
    if (n.rare)
        phrase_add(p, " Too rare to tell at n = %zu: the interval reaches a "
                   "halving or a doubling.", c->runs.n_replicates);
    if (n.few)
        phrase_add(p, " Too few worlds: all on one side could be luck.");
    if (n.skewed)
        phrase_add(p, " *: few worlds rule it (n <= 25 skewness^2), so that "
                   "the interval may hold less often than it says.");
}

void
table_footer_print(const struct comparison *c, FILE *out)
{
    struct phrase p = { 0 };

    phrase_add(&p, "The same %zu world%s under each arm, seed %llu.",
               c->runs.n_replicates, c->runs.n_replicates == 1 ? "" : "s",
               (unsigned long long)c->runs.seed);
    if (c->n_failed)
        phrase_add(&p, " %zu of %zu runs failed and do not count.",
                   c->n_failed, c->runs.n_replicates * c->runs.n_arms);
    say_promise(&p, c);
    say_notes(&p, c);
    phrase_wrap(p.text, 0, TABLE_COLUMNS, out);
}
