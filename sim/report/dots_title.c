/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dots_title.c - the finding in one sentence, made of verdicts and nothing
 * else.
 *
 * The largest clear change comes first, with its size, since "clearly" alone
 * is read as "much", and with all arms that share it, since the largest of
 * several is largest by luck; then the largest clear one of the other sort, so
 * that good news never stands alone.  Sizes are per cent of the baseline.
 * What is neither better nor worse is only the title if nothing is better or
 * worse. How many rows are what is counted below the title. */
#include <math.h>
#include <string.h>

#include "base/text.h"
#include "report/dots.h"
#include "report/dots_number.h"
#include "report/dots_tally.h"
#include "report/phrase.h"

/* Letters in two lines of the article chart, in smaller type; a longer finding
 * is told more shortly. */
static const double TIE = 0.95;
enum { TITLE_LONGEST = 128, NAMED_MOST = 3, ARMS_MOST = 4096 };

/* ---- something is clear ------------------------------------------------ */

/* Which clear rows are meant: -1 worse or lower, 1 better or higher. */
struct sort {
    bool judged;                /* by better and worse, else by direction */
    int sign;
};

static int
sign_of(const struct comparison_row *row, bool judged)
{
    if (!comparison_clear(row))
        return 0;
    return judged ? comparison_good(row)
         : row->verdict == VERDICT_HIGHER ? 1 : -1;
}

/* The clear row with the largest change in per cent; from 0 there is none, and
 * it comes last.  sign 0: of either.  NULL: none is clear. */
static const struct comparison_row *
largest_of(const struct comparison *c, struct sort sort, size_t *at)
{
    const struct comparison_row *largest = NULL;
    double most = -INFINITY;

    for (size_t m = 0; m < c->n_metrics; m++)
        for (size_t arm = 1; arm < c->runs.n_arms; arm++) {
            const struct comparison_row *row = comparison_row(c, m, arm);
            const int sign = sign_of(row, sort.judged);
            const double change = fabs(change_in_percent(row).value);
            const double size = isfinite(change) ? change : -1;
            if (sign == 0 || (sort.sign != 0 && sign != sort.sign)
                || size <= most)
                continue;
            most = size;
            largest = row;
            *at = m;
        }
    return largest;
}

/* The arms whose change of metric `m` is clear in the direction of `row`, so
 * that none is credited alone with what others do as well; their sizes. */
struct alike {
    unsigned char in[ARMS_MOST];
    size_t n;
    const struct comparison_row *least;
};

static struct alike
alike_to(const struct comparison *c, size_t m,
         const struct comparison_row *row)
{
    struct alike all = { .n = 0, .least = row };

    for (size_t arm = 1; arm < c->runs.n_arms && arm < ARMS_MOST; arm++) {
        const struct comparison_row *one = comparison_row(c, m, arm);
        all.in[arm] = one->verdict == row->verdict;
        all.n += all.in[arm];
        if (all.in[arm] && fabs(change_in_percent(one).value)
                               < fabs(change_in_percent(all.least).value))
            all.least = one;
    }
    return all;
}

static const char *
size_of(char *text, const struct comparison_row *row)
{
    const struct change change = change_in_percent(row);
    const struct dots_digits style = dots_digits_of(row, change, 1, true);

    return dots_size(text, change.value, &style);
}

/* Sizes that a reader would not tell apart. */
static bool
is_tie(const struct comparison_row *least, const struct comparison_row *most)
{
    return fabs(change_in_percent(least).value)
           > TIE * fabs(change_in_percent(most).value);
}

/* "12 % lower under geneva (clear)", "up from 0 to 0.05 in tense (clear)",
 * "31 to 34 % higher under four of seven regimes (clear)" */
static void
add_change(struct phrase *p, const struct comparison *c, size_t m,
           const struct comparison_row *row, bool regimes)
{
    const bool up = row->verdict == VERDICT_HIGHER;
    const struct alike all = alike_to(c, m, row);
    const struct arm_set set = { all.n, c->runs.n_arms - 1, all.in };
    char least[NUMBER_TEXT], most[NUMBER_TEXT];

    if (!isfinite(change_in_percent(row).value)) {
        phrase_add(p, "%s ", up ? "up" : "down");
        dots_add_levels(p, row);
        phrase_add(p, " %s %s (clear)", regimes ? "under" : "in",
                   c->runs.arm[row->arm]);
        return;
    }
    size_of(least, all.least);
    size_of(most, row);
    if (strcmp(least, most) != 0 && !is_tie(all.least, row))
        phrase_add(p, "%.*s to ", (int)strcspn(least, "\xC2"), least);
    phrase_add(p, "%s %s ", most, up ? "higher" : "lower");
    phrase_arms(p, c, &set, regimes, NAMED_MOST, false);
    phrase_add(p, " (clear)");
}

/* What the title leaves out: "; 5 of 24 comparisons clearly worse". */
static void
add_others(struct phrase *p, const struct comparison *c, struct sort sort)
{
    const struct tally t = tally_of_all(c);
    const size_t n = !sort.judged ? t.n[sort.sign > 0 ? FINDING_HIGHER
                                                      : FINDING_LOWER]
                   : sort.sign > 0 ? t.better : t.worse;

    phrase_add(p, "; %zu of %zu comparisons clearly %s", n, t.rows,
               !sort.judged ? sort.sign > 0 ? "higher" : "lower"
               : sort.sign > 0 ? "better" : "worse");
}

/* false if nothing is clear. */
static bool
title_of_clear(struct phrase *p, const struct comparison *c, bool regimes)
{
    struct sort sort = { .judged = true };
    size_t m = 0, other = 0;
    const struct comparison_row *row = largest_of(c, sort, &m);

    if (row == NULL) {
        sort.judged = false;
        row = largest_of(c, sort, &m);
    }
    if (row == NULL)
        return false;
    phrase_label(p, c->metric[m], true);
    phrase_add(p, " ");
    add_change(p, c, m, row, regimes);
    sort.sign = -sign_of(row, sort.judged);
    const struct comparison_row *opposed = largest_of(c, sort, &other);
    if (opposed == NULL)
        return true;
    struct phrase longer = *p;
    phrase_add(&longer, m == other ? ", " : "; ");
    if (m != other) {
        phrase_label(&longer, c->metric[other], false);
        phrase_add(&longer, " ");
    }
    add_change(&longer, c, other, opposed, regimes);
    if (text_utf8_length(longer.text) <= TITLE_LONGEST)
        *p = longer;
    else
        add_others(p, c, sort);
    return true;
}

/* ---- nothing is clear -------------------------------------------------- */

/* "under all seven regimes", "in any of four measures" */
static void
add_arms(struct phrase *p, const struct comparison *c, bool regimes, bool any)
{
    unsigned char in[ARMS_MOST];
    const size_t n = c->runs.n_arms - 1;
    const struct arm_set all = { .n = n, .of = n, .in = in };

    memset(in, 1, sizeof in);
    phrase_arms(p, c, &all, regimes, NAMED_MOST, any);
}

/* The subject of a title: one metric's label, or how many there are. */
static void
add_subject(struct phrase *p, const struct comparison *c, bool capital)
{
    if (c->n_metrics == 1) {
        phrase_label(p, c->metric[0], capital);
        return;
    }
    struct phrase count = { 0 };
    phrase_count(&count, c->n_metrics);
    if (capital && count.text[0] >= 'a' && count.text[0] <= 'z')
        count.text[0] = (char)(count.text[0] - 'a' + 'A');
    phrase_add(p, "%s measures", count.text);
}

static void
title_of_unclear(struct phrase *p, const struct comparison *c, bool regimes)
{
    static const char *const every[N_FINDINGS] = {
        [FINDING_SAME] = "the same in every world",
        [FINDING_RARE] = "too rare to tell a difference",
        [FINDING_FEW] = "too few worlds to tell a difference"
    };
    const struct tally t = tally_of_all(c);

    for (int k = FINDING_SAME; k < N_FINDINGS; k++)
        if (t.n[k] == t.rows) {
            add_subject(p, c, true);
            phrase_add(p, ": %s ", every[k]);
            add_arms(p, c, regimes, false);
            return;
        }
    if (t.n[FINDING_NONE] > 0) {
        phrase_add(p, "No clear %s in ", t.n[FINDING_NONE] == t.rows
                   ? "difference" : "change");
        add_subject(p, c, false);
        phrase_add(p, " ");
        add_arms(p, c, regimes, true);
        return;
    }
    add_subject(p, c, true);
    phrase_add(p, ", of %zu %s: ", t.rows, c->n_metrics > 1 ? "comparisons"
               : regimes ? "regimes" : "scenarios");
    tally_say(p, &t, false);
}

int
dots_title(const struct comparison *c, const struct chart_frame *frame,
           char *buffer, size_t size)
{
    struct phrase p = { 0 };

    if (frame->title)
        phrase_add(&p, "%s", frame->title);
    else if (!title_of_clear(&p, c, frame->regimes))
        title_of_unclear(&p, c, frame->regimes);
    return snprintf(buffer, size, "%s", p.text);
}
