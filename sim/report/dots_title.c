/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dots_title.c - the finding in one sentence, made of verdicts and nothing
 * else.
 *
 * "clearly lower" is only said of rows whose verdict is lower, and every
 * metric of which nothing clear is said is counted among those without a clear
 * difference. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "report/dots.h"
#include "report/phrase.h"

/* Letters in two lines of the article chart, in full and in smaller type; a
 * longer finding is told more shortly. */
enum { TITLE_LONG = 96, TITLE_LONGEST = 128, NAMED_MOST = 3,
       ARMS_MOST = 4096 };

static struct arm_set
arms_with(const struct comparison *c, size_t m, enum verdict verdict,
          unsigned char in[ARMS_MOST])
{
    struct arm_set set = { .of = c->runs.n_arms - 1, .in = in };

    for (size_t arm = 1; arm < c->runs.n_arms && arm < ARMS_MOST; arm++) {
        in[arm] = comparison_row(c, m, arm)->verdict == verdict;
        set.n += in[arm];
    }
    return set;
}

/* "clearly lower under agency and accord, clearly higher under norms"; false
 * if nothing is clear. */
static bool
add_clear(struct phrase *p, const struct comparison *c, size_t m, bool regimes)
{
    unsigned char in[ARMS_MOST];
    bool any = false;

    for (int v = VERDICT_LOWER; v <= VERDICT_HIGHER; v++) {
        const struct arm_set set = arms_with(c, m, (enum verdict)v, in);
        if (set.n == 0)
            continue;
        phrase_add(p, "%sclearly %s ", any ? ", " : "",
                   verdict_word((enum verdict)v));
        phrase_arms(p, c, &set, regimes, NAMED_MOST, false);
        any = true;
    }
    return any;
}

/* What can be said of all arms of a metric without a clear one. */
static void
add_unclear(struct phrase *p, const struct comparison *c, size_t m,
            bool regimes)
{
    unsigned char in[ARMS_MOST];
    const struct arm_set same = arms_with(c, m, VERDICT_SAME, in);
    size_t rare = 0, few = 0;
    bool no = false;

    for (size_t arm = 1; arm < c->runs.n_arms; arm++) {
        rare += comparison_row(c, m, arm)->doubt == DOUBT_RARE;
        few += comparison_row(c, m, arm)->doubt == DOUBT_FEW;
    }
    if (same.n == same.of) {
        phrase_label(p, c->metric[m], true);
        phrase_add(p, ": the same in every world ");
    } else if (rare == same.of) {
        phrase_label(p, c->metric[m], true);
        phrase_add(p, ": too rare to tell a difference ");
    } else if (few == same.of) {
        phrase_label(p, c->metric[m], true);
        phrase_add(p, ": too few worlds to tell a difference ");
    } else {
        no = true;
        phrase_add(p, "No clear difference in ");
        phrase_label(p, c->metric[m], false);
        phrase_add(p, " ");
    }
    memset(in, 1, sizeof in);
    const struct arm_set all = { .n = same.of, .of = same.of, .in = in };
    phrase_arms(p, c, &all, regimes, NAMED_MOST, no);
}

static void
title_of_one(struct phrase *p, const struct comparison *c, bool regimes)
{
    struct phrase clear = { 0 };

    if (!add_clear(&clear, c, 0, regimes)) {
        add_unclear(p, c, 0, regimes);
        return;
    }
    phrase_label(p, c->metric[0], true);
    phrase_add(p, ": %s", clear.text);
}

/* ---- several metrics --------------------------------------------------- */

struct tally {
    size_t rows, clear, better, worse, neither, metrics;
};

static struct tally
tally_of(const struct comparison *c)
{
    struct tally t = { .rows = comparison_n_rows(c) };

    for (size_t m = 0; m < c->n_metrics; m++) {
        const size_t before = t.clear;
        for (size_t arm = 1; arm < c->runs.n_arms; arm++) {
            const struct comparison_row *row = comparison_row(c, m, arm);
            const int good = comparison_good(row);
            if (row->verdict != VERDICT_LOWER &&
                row->verdict != VERDICT_HIGHER)
                continue;
            t.clear++;
            t.better += good > 0;
            t.worse += good < 0;
            t.neither += good == 0;
        }
        t.metrics += t.clear > before;
    }
    return t;
}

/* "Loss clearly lower under agency; no clear difference in three other
 * measures" */
static void
list_clear(struct phrase *p, const struct comparison *c, const struct tally *t,
           bool regimes)
{
    for (size_t m = 0; m < c->n_metrics; m++) {
        struct phrase clear = { 0 };
        if (!add_clear(&clear, c, m, regimes))
            continue;
        if (p->n)
            phrase_add(p, "; ");
        phrase_label(p, c->metric[m], p->n == 0);
        phrase_add(p, " %s", clear.text);
    }
    if (t->metrics < c->n_metrics) {
        phrase_add(p, "; no clear difference in ");
        phrase_count(p, c->n_metrics - t->metrics);
        phrase_add(p, c->n_metrics - t->metrics == 1 ? " other measure"
                                                     : " other measures");
    }
}

/* "(1 of 3 regimes)"; nothing where there is but one. */
static void
add_share(struct phrase *p, const struct arm_set *set, const char *noun)
{
    if (set->of == 1)
        return;
    if (set->n == set->of)
        phrase_add(p, " (all %zu%s)", set->of, noun);
    else
        phrase_add(p, " (%zu of %zu%s)", set->n, set->of, noun);
}

/* Without `neutral` measures of which neither side is better are left out.
 * "Clearly higher: loss (1 of 3 regimes), theft (2 of 3); the rest unclear" */
static void
group_clear(struct phrase *p, const struct comparison *c,
            const struct tally *t, bool regimes, bool neutral)
{
    const char *noun = regimes ? " regimes" : " scenarios";
    unsigned char in[ARMS_MOST];

    *p = (struct phrase){ 0 };
    for (int v = VERDICT_LOWER; v <= VERDICT_HIGHER; v++) {
        bool any = false;
        for (size_t m = 0; m < c->n_metrics; m++) {
            const struct arm_set set = arms_with(c, m, (enum verdict)v, in);
            bool neither =
                metric_table[c->metric[m]].better == BETTER_NONE;
            if (set.n == 0 || (neither && !neutral))
                continue;
            if (any)
                phrase_add(p, ", ");
            else
                phrase_add(p, "%s %s: ", p->n ? "; clearly" : "Clearly",
                           verdict_word((enum verdict)v));
            phrase_label(p, c->metric[m], false);
            add_share(p, &set, noun);
            noun = "";
            any = true;
        }
    }
    if (t->metrics < c->n_metrics && neutral)
        phrase_add(p, "; the rest unclear");
}

static void
count_clear(struct phrase *p, const struct tally *t)
{
    bool any = false;

    phrase_add(p, "Clear changes in %zu of %zu comparisons: ", t->clear,
               t->rows);
    if (t->better)
        phrase_add(p, "%zu better", t->better);
    any = t->better > 0;
    if (t->worse)
        phrase_add(p, "%s%zu worse", any ? ", " : "", t->worse);
    any = any || t->worse > 0;
    if (t->neither)
        phrase_add(p, "%s%zu neutral", any ? ", " : "", t->neither);
}

/* Why nothing is clear; "no clear difference" only where some interval is
 * short enough to mean it. */
static const char *
why_unclear(const struct comparison *c)
{
    size_t same = 0, few = 0, rare = 0;
    const size_t rows = comparison_n_rows(c);

    for (size_t m = 0; m < c->n_metrics; m++)
        for (size_t arm = 1; arm < c->runs.n_arms; arm++) {
            const struct comparison_row *row = comparison_row(c, m, arm);
            same += row->verdict == VERDICT_SAME;
            few += row->doubt == DOUBT_FEW;
            rare += row->doubt == DOUBT_RARE;
        }
    if (same == rows)
        return "The same in every world";
    if (same + few + rare < rows)
        return NULL;
    return few > 0 ? "Too few worlds to tell a difference"
                   : "Too rare to tell a difference";
}

static void
title_of_none(struct phrase *p, const struct comparison *c, bool regimes)
{
    unsigned char in[ARMS_MOST];
    const char *why = why_unclear(c);
    const size_t n = c->runs.n_arms - 1;
    const struct arm_set all = { .n = n, .of = n, .in = in };

    memset(in, 1, sizeof in);
    phrase_add(p, "%s ", why != NULL ? why : "No clear difference");
    phrase_arms(p, c, &all, regimes, NAMED_MOST, why == NULL);
    phrase_add(p, " in ");
    phrase_count(p, c->n_metrics);
    phrase_add(p, " measures");
}

static void
title_of_several(struct phrase *p, const struct comparison *c, bool regimes)
{
    const struct tally t = tally_of(c);

    if (t.clear == 0) {
        title_of_none(p, c, regimes);
        return;
    }
    list_clear(p, c, &t, regimes);
    if (text_utf8_length(p->text) > TITLE_LONG)
        group_clear(p, c, &t, regimes, true);
    if (text_utf8_length(p->text) > TITLE_LONGEST)
        group_clear(p, c, &t, regimes, false);
    if (p->n == 0 || text_utf8_length(p->text) > TITLE_LONGEST) {
        *p = (struct phrase){ 0 };
        count_clear(p, &t);
    }
}

int
dots_title(const struct comparison *c, const struct chart_frame *frame,
           char *buffer, size_t size)
{
    struct phrase p = { 0 };

    if (frame->title)
        phrase_add(&p, "%s", frame->title);
    else if (c->n_metrics > 1)
        title_of_several(&p, c, frame->regimes);
    else
        title_of_one(&p, c, frame->regimes);
    return snprintf(buffer, size, "%s", p.text);
}
