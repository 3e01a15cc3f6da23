/* SPDX-License-Identifier: GPL-3.0-or-later */
/* phrase.c - counts, measures and lists of arms in words. */
#include "report/phrase.h"

#include <ctype.h>
#include <math.h>
#include <stdarg.h>
#include <string.h>

#include "base/metrics.h"

void
phrase_add(struct phrase *p, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    const int n = vsnprintf(p->text + p->n, PHRASE_MOST - p->n, format, args);
    va_end(args);
    if (n > 0)
        p->n += (size_t)n;
    if (p->n < PHRASE_MOST)
        return;
    /* Cut, and not within a character. */
    p->n = PHRASE_MOST - 1;
    while (p->n > 0 && ((unsigned char)p->text[p->n - 1] & 0xC0) == 0x80)
        p->n--;
    if (p->n > 0 && ((unsigned char)p->text[p->n - 1] & 0x80))
        p->n--;
    p->text[p->n] = '\0';
}

void
phrase_count(struct phrase *p, size_t n)
{
    static const char *const word[] = {
        "no", "one", "two", "three", "four", "five", "six", "seven", "eight",
        "nine", "ten", "eleven", "twelve"
    };

    if (n < sizeof word / sizeof *word)
        phrase_add(p, "%s", word[n]);
    else
        phrase_add(p, "%zu", n);
}

void
phrase_years(struct phrase *p, double years)
{
    if (years >= 1 && years == floor(years) && years < 1e6)
        phrase_count(p, (size_t)years);
    else
        phrase_add(p, "%.3g", years);
    phrase_add(p, years == 1 ? " year" : " years");
}

void
phrase_label(struct phrase *p, enum metric metric, bool capital)
{
    const char *label = metric_table[metric].label;

    phrase_add(p, "%c%s", capital ? label[0]
               : tolower((unsigned char)label[0]), label + 1);
}

static bool
same_start(const char *text, const char *word, size_t n)
{
    for (size_t k = 0; k < n; k++)
        if (tolower((unsigned char)text[k]) != tolower((unsigned char)word[k]))
            return false;
    return true;
}

/* Does the text contain the n letters of word, small or capital? */
static bool
contains(const char *text, const char *word, size_t n)
{
    for (; strlen(text) >= n; text++)
        if (same_start(text, word, n))
            return true;
    return false;
}

/* " per 1,000 online" where the label holds the rest of the unit. */
static void
add_per(struct phrase *p, enum metric metric)
{
    const char *unit = metric_table[metric].unit;
    const char *label = metric_table[metric].label;
    const char *per = strstr(unit, " per ");

    if (!per)
        return;
    if (contains(label, unit, (size_t)(per - unit)))
        phrase_add(p, "%s%s", strchr(label, ',') ? "," : "", per);
    else
        phrase_add(p, ", %s", unit);
}

/* Scale and money; any other unit that is one plain noun is in the label. */
static const char *
scale_words(enum metric metric, double divisor)
{
    if (strcmp(metric_table[metric].unit, "MUSD") == 0)
        return divisor == 1 ? "million US dollars"
             : divisor == 1e3 ? "billion US dollars"
             : divisor == 1e6 ? "trillion US dollars"
             : "thousand trillion US dollars";
    if (strcmp(metric_table[metric].unit, "su") == 0)
        return "su";
    return divisor == 1 ? "" : divisor == 1e3 ? "thousand"
         : divisor == 1e6 ? "million" : "billion";
}

void
phrase_scale(struct phrase *p, enum metric metric, double divisor)
{
    phrase_add(p, "%s", scale_words(metric, divisor));
}

void
phrase_measure(struct phrase *p, enum metric metric, double divisor,
               bool capital)
{
    const char *scale = scale_words(metric, divisor);

    phrase_label(p, metric, capital);
    add_per(p, metric);
    if (scale[0])
        phrase_add(p, capital ? ", %s" : " (%s)", scale);
}

/* ---- arms -------------------------------------------------------------- */

static void
add_names(struct phrase *p, const struct comparison *c,
          const struct arm_set *set)
{
    size_t said = 0;

    for (size_t arm = 1; said < set->n && arm < c->runs.n_arms; arm++) {
        if (!set->in[arm])
            continue;
        said++;
        phrase_add(p, "%s%s", said == 1 ? "" : said == set->n ? " and " : ", ",
                   c->runs.arm[arm]);
    }
}

void
phrase_arms(struct phrase *p, const struct comparison *c,
            const struct arm_set *set, bool regimes, size_t names, bool no)
{
    const char *noun = regimes ? "regimes" : "scenarios";

    phrase_add(p, regimes ? "under " : "in ");
    if (set->n <= names && (set->n < set->of || set->of < 3))
        add_names(p, c, set);
    else if (set->n == set->of) {
        phrase_add(p, no ? "any of " : "all ");
        phrase_count(p, set->n);
        phrase_add(p, " %s", noun);
    } else {
        phrase_count(p, set->n);
        phrase_add(p, " of ");
        phrase_count(p, set->of);
        phrase_add(p, " %s", noun);
    }
}

void
phrase_baseline(struct phrase *p, const struct comparison *c, bool regimes)
{
    phrase_add(p, "%s %s", regimes ? "under" : "in", c->runs.arm[0]);
}

void
phrase_confidence(struct phrase *p, const struct comparison *c,
                  enum metric metric)
{
    bool headline = metric_table[metric].headline;

    phrase_add(p, "%.*f", !headline, headline ? 95 : 100 * (1 - c->alpha));
}

/* ---- lines ------------------------------------------------------------- */

/* Columns of the n bytes at text: those that do not go on a character. */
static int
width_of(const char *text, size_t n)
{
    int width = 0;

    for (size_t k = 0; k < n; k++)
        width += ((unsigned char)text[k] & 0xC0) != 0x80;
    return width;
}

int
phrase_wrap(const char *text, int indent, int columns, FILE *out)
{
    int at = 0;

    for (const char *word = text; *word; ) {
        const size_t n = strcspn(word, " ");
        const int width = width_of(word, n);
        if (at > 0 && at + 1 + width > columns) {
            fputc('\n', out);
            at = 0;
        }
        const int gap = at == 0 ? indent : 1;
        fprintf(out, "%*s%.*s", gap, "", (int)n, word);
        at += gap + width;
        word += n + strspn(word + n, " ");
    }
    return fputc('\n', out) == EOF || ferror(out) ? -1 : 0;
}
