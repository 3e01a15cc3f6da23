/* SPDX-License-Identifier: GPL-3.0-or-later */
/* facts_firms.c - the firms of a world, by name, and their platforms.
 *
 * A row is a platform; home and skill stand in each row of a firm and must
 * agree.  An empty share means that there is no source, an empty number of
 * zero-days that they are counted in another row of the firm. */
#include "input/facts.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

enum { PLATFORMS_MOST = 500 };
#define SKILL_MOST 10
/* Shares of a segment are rounded each for itself. */
#define PERCENT_TOLERANCE 0.1

enum {
#define FIRMS(name, ...) FIRM_##name,
#include "input/facts.def"
};

const struct sheet_column firm_columns[FIRM_COLUMNS] = {
#define FIRMS(name, may, ...) { #name, may },
#include "input/facts.def"
};

static const char *const segment_words[N_SEGMENTS] = {
#define X(name) #name,
    SEGMENT_LIST(X)
#undef X
};

/* A row of the file. */
struct line {
    struct platform_facts facts;
    struct firm_facts firm;
    bool counts;                        /* its zero-days are given           */
    size_t row;
};

/* ---- fields ------------------------------------------------------------- */

/* Place of a text among words; refused if it is not one. */
static int
word_of(struct table *b, size_t row, int k, const char *const word[],
        size_t n, const char *what)
{
    const char *text = row_text(b, row, k);
    char hint[FAULT_TEXT], said[FAULT_TEXT];

    for (size_t i = 0; i < n; i++)
        if (strcmp(word[i], text) == 0)
            return (int)i;
    const char *near = text_nearest(text, word, n);
    if (near)
        snprintf(hint, sizeof hint, "did you mean '%s'?", near);
    else
        join_words(word, n, hint, sizeof hint);
    snprintf(said, sizeof said, "unknown %s '%.60s'", what, text);
    row_refuse(b, row, k, hint, said);
    return -1;
}

/* -1: it serves nobody's people in particular. */
static bool
ecosystem_read(struct table *b, size_t row, int8_t *ecosystem)
{
    const struct tables *t = b->t;
    const char *known[ECOSYSTEMS_MOST];

    *ecosystem = -1;
    if (*row_text(b, row, FIRM_ecosystem) == '\0' || t->n_ecosystems == 0)
        return true;
    for (uint32_t m = 0; m < t->n_ecosystems; m++)
        known[m] = t->ecosystem[m].name;
    *ecosystem = (int8_t)word_of(b, row, FIRM_ecosystem, known,
                                 t->n_ecosystems, "ecosystem");
    return *ecosystem >= 0;
}

static void
counts_read(struct table *b, struct line *line)
{
    struct platform_facts *p = &line->facts;
    size_t row = line->row;

    p->share = NAN;
    if (*row_text(b, row, FIRM_share_pct))
        p->share = row_number(b, row, FIRM_share_pct, 0, 100) / 100;
    line->counts = *row_text(b, row, FIRM_zero_days_2014_2019) != '\0';
    if (line->counts)
        p->zero_days = row_number(b, row, FIRM_zero_days_2014_2019, 0, 1e6);
}

static bool
line_read(struct table *b, size_t row, struct line *line)
{
    bool named = row_name(b, row, FIRM_firm, line->firm.name);

    line->row = row;
    line->firm.entity = entity_name(line->firm.name);
    line->firm.home = row_state(b, row, FIRM_home);
    int segment = word_of(b, row, FIRM_segment, segment_words, N_SEGMENTS,
                          "segment");
    bool served = ecosystem_read(b, row, &line->facts.ecosystem);
    line->facts.owner = row_flag(b, row, FIRM_owner);
    counts_read(b, line);
    line->firm.skill = row_number(b, row, FIRM_skill, 0, SKILL_MOST);
    line->facts.segment = (uint8_t)(segment < 0 ? 0 : segment);
    return named && served && segment >= 0 && line->firm.home != NO_STATE;
}

/* ---- order -------------------------------------------------------------- */

static int
by_row(const struct line *x, const struct line *y)
{
    return x->row < y->row ? -1 : x->row > y->row;
}

static int
by_platform(const void *a, const void *b)
{
    const struct line *x = a, *y = b;
    int order = strcmp(x->firm.name, y->firm.name);

    if (order == 0)
        order = x->facts.segment - y->facts.segment;
    if (order == 0)
        order = x->facts.ecosystem - y->facts.ecosystem;
    return order ? order : by_row(x, y);
}

static int
by_entity(const void *a, const void *b)
{
    const struct line *x = a, *y = b;

    if (x->firm.entity != y->firm.entity)
        return x->firm.entity < y->firm.entity ? -1 : 1;
    return by_row(x, y);
}

/* ---- what must hold between rows ---------------------------------------- */

/* Names are keys of draws: two with one key would share their luck. */
static void
keys_check(struct table *b, struct line *line, size_t n)
{
    const struct tables *t = b->t;
    char what[FAULT_TEXT];

    qsort(line, n, sizeof *line, by_entity);
    for (size_t k = 0; k < n; k++) {
        const struct firm_facts *firm = &line[k].firm;
        bool again = k > 0 && firm->entity == line[k - 1].firm.entity;
        for (uint32_t m = 0; m < t->n_ecosystems && !again; m++)
            if (t->ecosystem[m].entity == firm->entity) {
                snprintf(what, sizeof what, "'%s' has the key of ecosystem "
                         "'%s'", firm->name, t->ecosystem[m].name);
                row_refuse(b, line[k].row, FIRM_firm,
                           "change one of the names", what);
            }
        if (!again || strcmp(firm->name, line[k - 1].firm.name) == 0)
            continue;
        snprintf(what, sizeof what, "'%s' has the key of firm '%s'",
                 firm->name, line[k - 1].firm.name);
        row_refuse_doubled(b, line[k].row, FIRM_firm, what, line[k - 1].row);
    }
}

static void
platforms_check(struct table *b, const struct line *line, size_t n)
{
    char what[FAULT_TEXT];

    for (size_t k = 1; k < n; k++) {
        const struct line *x = &line[k - 1], *y = &line[k];
        if (strcmp(x->firm.name, y->firm.name) != 0
            || x->facts.segment != y->facts.segment
            || x->facts.ecosystem != y->facts.ecosystem)
            continue;
        snprintf(what, sizeof what, "platform '%s,%s,%s' stands twice",
                 y->firm.name, segment_words[y->facts.segment],
                 row_text(b, y->row, FIRM_ecosystem));
        row_refuse_doubled(b, y->row, FIRM_firm, what, x->row);
    }
}

/* The line that stands first in the file, of all or of those that count. */
static const struct line *
first_of(const struct line *line, size_t n, bool counts)
{
    const struct line *first = NULL;

    for (size_t k = 0; k < n; k++)
        if ((line[k].counts || !counts)
            && (first == NULL || line[k].row < first->row))
            first = &line[k];
    return first;
}

/* Rows of one firm. */
static void
firm_check(struct table *b, const struct line *line, size_t n)
{
    const struct line *first = first_of(line, n, false);
    const struct line *counted = first_of(line, n, true);

    for (size_t k = 0; k < n; k++) {
        if (line[k].firm.home != first->firm.home)
            row_refuse_doubled(b, line[k].row, FIRM_home,
                               "a firm has one home", first->row);
        if (line[k].firm.skill != first->firm.skill)
            row_refuse_doubled(b, line[k].row, FIRM_skill,
                               "a firm has one skill", first->row);
        if (line[k].counts && &line[k] != counted)
            row_refuse_doubled(b, line[k].row, FIRM_zero_days_2014_2019,
                               "zero-days of a firm stand in one of its rows",
                               counted->row);
    }
}

static void
line_check(struct table *b, const struct line *line,
           const struct line *owner[ECOSYSTEMS_MOST])
{
    const struct platform_facts *p = &line->facts;
    char what[FAULT_TEXT];

    if (p->ecosystem < 0 && p->owner)
        row_refuse(b, line->row, FIRM_owner, "say of which ecosystem",
                   "the owner of no ecosystem");
    if (p->ecosystem < 0 && p->zero_days > 0)
        row_refuse(b, line->row, FIRM_zero_days_2014_2019,
                   "say in which ecosystem",
                   "zero-days that hit no ecosystem");
    if (p->ecosystem < 0 || !p->owner)
        return;
    if (owner[p->ecosystem]) {
        snprintf(what, sizeof what, "a second owner of ecosystem '%s'",
                 b->t->ecosystem[p->ecosystem].name);
        row_refuse_doubled(b, line->row, FIRM_owner, what,
                           owner[p->ecosystem]->row);
    } else
        owner[p->ecosystem] = line;
}

static void
segments_check(struct table *b, const struct line *line, size_t n)
{
    char what[FAULT_TEXT];

    for (int s = 0; s < N_SEGMENTS; s++) {
        size_t last = 0;
        double sum = 0;
        for (size_t k = 0; k < n; k++)
            if (line[k].facts.segment == s && !isnan(line[k].facts.share)) {
                sum += 100 * line[k].facts.share;
                last = line[k].row > last ? line[k].row : last;
            }
        if (sum <= 100 + PERCENT_TOLERANCE)
            continue;
        snprintf(what, sizeof what, "shares of %s add up to %.7g %%",
                 segment_words[s], sum);
        row_refuse(b, last, FIRM_share_pct, "at most 100", what);
    }
}

static void
relations(struct table *b, const struct line *line, size_t n)
{
    const struct line *owner[ECOSYSTEMS_MOST] = { NULL };
    size_t end;

    for (size_t k = 0; k < n; k = end) {
        for (end = k + 1; end < n; end++)
            if (strcmp(line[end].firm.name, line[k].firm.name) != 0)
                break;
        firm_check(b, line + k, end - k);
    }
    for (size_t k = 0; k < n; k++)
        line_check(b, &line[k], owner);
    segments_check(b, line, n);
}

/* ---- into the tables ---------------------------------------------------- */

/* Of `n` lines in the order of platforms. */
static void
keep(struct tables *t, const struct line *line, size_t n)
{
    for (size_t k = 0; k < n; k++) {
        if (k == 0 || strcmp(line[k].firm.name, line[k - 1].firm.name) != 0)
            t->firm[t->n_firms++] = line[k].firm;
        uint16_t f = (uint16_t)(t->n_firms - 1);
        struct platform_facts *p = &t->platform[t->n_platforms++];
        *p = line[k].facts;
        p->firm = f;
        if (p->segment == SEGMENT_security)
            t->firm[f].security = true;
        if (p->owner && p->ecosystem >= 0)
            t->ecosystem[p->ecosystem].owner = f;
    }
}

/* Shares of the world's zero-days; if none is given, the same for all. */
static void
share_zero_days(struct tables *t)
{
    double all = 0, hit[ECOSYSTEMS_MOST] = { 0 };

    for (uint32_t k = 0; k < t->n_platforms; k++)
        if (t->platform[k].ecosystem >= 0) {
            hit[t->platform[k].ecosystem] += t->platform[k].zero_days;
            all += t->platform[k].zero_days;
        }
    for (uint32_t m = 0; m < t->n_ecosystems; m++)
        t->ecosystem[m].zero_days = all > 0 ? hit[m] / all
                                            : 1.0 / t->n_ecosystems;
}

static bool
have_room(struct tables *t, size_t rows)
{
    t->firm = calloc(rows + 1, sizeof *t->firm);
    t->platform = calloc(rows + 1, sizeof *t->platform);
    for (uint32_t m = 0; m < t->n_ecosystems; m++)
        t->ecosystem[m].owner = NO_FIRM;
    return t->firm && t->platform;
}

void
firms_read(struct table *b)
{
    const struct faults *all = b->l->all;
    size_t rows = b->sheet.n_rows, n = 0, before = all->n + all->more;
    struct line *line = calloc(rows + 1, sizeof *line);

    if (!have_room(b->t, rows) || line == NULL) {
        free(line);
        load_no_memory(b->l);
        return;
    }
    for (size_t row = 0; row < rows; row++)
        if (line_read(b, row, &line[n]))
            n++;
        else
            memset(&line[n], 0, sizeof line[n]);
    if (n > PLATFORMS_MOST)
        row_refuse(b, line[PLATFORMS_MOST].row, FIRM_firm, "",
                   "more than 500 platforms");
    keys_check(b, line, n);
    qsort(line, n, sizeof *line, by_platform);
    platforms_check(b, line, n);
    if (before == all->n + all->more) {
        relations(b, line, n);
        keep(b->t, line, n);
        share_zero_days(b->t);
    }
    free(line);
}
