/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dots_tally.c - rows counted by what their verdicts are. */
#include "report/dots_tally.h"

#include <math.h>

/* Where most worlds could still differ "the same" says too much. */
static const double HALF = 0.5;

enum finding
finding_of(const struct comparison_row *row)
{
    switch (row->verdict) {
    case VERDICT_LOWER:   return FINDING_LOWER;
    case VERDICT_HIGHER:  return FINDING_HIGHER;
    case VERDICT_SAME:
        return row->could_differ > HALF ? FINDING_FEW : FINDING_SAME;
    case VERDICT_UNCLEAR: break;
    }
    return row->doubt == DOUBT_RARE ? FINDING_RARE
         : row->doubt == DOUBT_NONE ? FINDING_NONE : FINDING_FEW;
}

const char *
finding_words(enum finding finding)
{
    static const char *const words[N_FINDINGS] = {
        "clearly lower", "clearly higher", "no clear difference",
        "the same in every world", "too rare to tell",
        "too few worlds to tell"
    };

    return words[finding];
}

static void
count(struct tally *t, const struct comparison *c, size_t m)
{
    for (size_t arm = 1; arm < c->runs.n_arms; arm++) {
        const struct comparison_row *row = comparison_row(c, m, arm);
        const enum finding finding = finding_of(row);
        const int good = comparison_good(row);
        t->rows++;
        t->n[finding]++;
        if (row->verdict == VERDICT_SAME)
            t->could_differ = fmax(t->could_differ, row->could_differ);
        if (!comparison_clear(row))
            continue;
        t->skewed += row->skewed;
        t->better += good > 0;
        t->worse += good < 0;
        t->neither += good == 0;
    }
}

struct tally
tally_of_metric(const struct comparison *c, size_t m)
{
    struct tally t = { .rows = 0 };

    count(&t, c, m);
    return t;
}

struct tally
tally_of_all(const struct comparison *c)
{
    struct tally t = { .rows = 0 };

    for (size_t m = 0; m < c->n_metrics; m++)
        count(&t, c, m);
    return t;
}

static void
add_count(struct phrase *p, size_t n, const char *words, bool *any)
{
    if (n == 0)
        return;
    phrase_add(p, "%s%zu %s", *any ? ", " : "", n, words);
    *any = true;
}

void
tally_say(struct phrase *p, const struct tally *t, bool judged)
{
    bool any = false;

    if (judged) {
        add_count(p, t->better, "clearly better", &any);
        add_count(p, t->worse, "clearly worse", &any);
        add_count(p, t->neither, "clear but neither better nor worse", &any);
    }
    for (int k = judged ? FINDING_NONE : 0; k < N_FINDINGS; k++)
        add_count(p, t->n[k], finding_words((enum finding)k), &any);
}
