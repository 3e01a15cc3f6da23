/* SPDX-License-Identifier: GPL-3.0-or-later */
/* why_rows.c - which rows and columns of the odds are shown.
 *
 * Of acts and responses: what was chosen, nothing, and the likeliest others.
 * Of states: the one that the link is about, and the likeliest others.  Of the
 * parts: those that are not 0 to two decimals in all rows, and what a treaty
 * costs wherever norms are in force. */
#include "report/why_rows.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "process/decision_menu.h"

/* ---- words -------------------------------------------------------------- */

static const char *
response_name(int r)
{
    static const char *const name[N_RESPONSES] = {
        [RESPONSE_silence] = "silence", [RESPONSE_protest] = "protest",
        [RESPONSE_sanction] = "sanctions of its own",
        [RESPONSE_collective] = "to ask for sanctions",
        [RESPONSE_in_kind] = "an answer in kind",
        [RESPONSE_escalate] = "an escalation",
        [RESPONSE_armed] = "armed force" };
    return name[r];
}

const char *
why_kind_of(enum kind kind)
{
    static const char *const phrase[N_KINDS] = {
        [KIND_espionage] = "espionage on", [KIND_theft] = "theft from",
        [KIND_influence] = "influence on",
        [KIND_disruption] = "disruption of",
        [KIND_destruction] = "destruction of" };
    return phrase[kind];
}

void
why_alternative(char name[WHY_NAME], const struct choice *c, int k)
{
    const struct choice_info *info = &choice_table[c->kind];

    if (c->kind == CHOICE_response)
        snprintf(name, WHY_NAME, "%s", response_name(k));
    else if (c->kind == CHOICE_act && k > 0)
        snprintf(name, WHY_NAME, "%s %s%s",
                 why_kind_of((enum kind)acts[k - 1].kind),
                 list_word(LIST_sector, acts[k - 1].sector),
                 acts[k - 1].executor == EXECUTOR_proxy ? ", proxy" : "");
    else
        snprintf(name, WHY_NAME, "%s", k == 0 ? info->none : info->one);
}

const char *
why_value_word(enum choice_kind kind)
{
    return kind == CHOICE_act || kind == CHOICE_response ? "worth" : "pull";
}

/* ---- rows --------------------------------------------------------------- */

/* A row that may be shown. */
struct candidate {
    const struct choice *c;
    int k;
    bool must;                  /* what it is about: always shown            */
};

static int
by_odds(const void *a, const void *b)
{
    const struct candidate *x = a, *y = b;
    double p = x->c->at[x->k].chance, q = y->c->at[y->k].chance;

    if (p != q)
        return p > q ? -1 : 1;
    return x->c->i != y->c->i ? (x->c->i < y->c->i ? -1 : 1) : x->k - y->k;
}

static void
show(struct why_table *t, const struct candidate *x, const struct world *w)
{
    struct why_row *row = &t->row[t->n++];

    *row = (struct why_row){ .came = x->c->chosen == x->k,
                             .a = &x->c->at[x->k] };
    if (x->c->n > 2)
        why_alternative(row->name, x->c, x->k);
    else
        snprintf(row->name, WHY_NAME, "%s",
                 w->in->tables.state[x->c->i].text);
}

/* Alternatives of one choice add up; chances of states do not. */
static void
sum_up(struct why_table *t, size_t n, size_t came, double chance)
{
    bool states = t->kind == CHOICE_join || t->kind == CHOICE_step;

    t->n_others = n;
    if (n == 0)
        return;
    t->others = states ? chance / (double)n : chance;
    if (states)
        snprintf(t->others_are, WHY_NAME, "%zu others, each on average; %zu "
                 "did", n, came);
    else
        snprintf(t->others_are, WHY_NAME, "%zu others together", n);
}

/* The candidates that must be shown and as many others as have room. */
static void
choose_rows(struct why_table *t, struct candidate *x, size_t n,
            const struct world *w)
{
    size_t room = WHY_ROWS, others = 0, came = 0;
    double chance = 0;

    qsort(x, n, sizeof *x, by_odds);
    for (size_t k = 0; k < n; k++)
        room -= x[k].must;
    for (size_t k = 0; k < n; k++) {
        if (x[k].must || room > 0) {
            room -= !x[k].must;
            show(t, &x[k], w);
            continue;
        }
        others++;
        came += x[k].c->chosen == x[k].k;
        chance += x[k].c->at[x[k].k].chance;
    }
    sum_up(t, others, came, chance);
}

/* ---- columns ------------------------------------------------------------ */

static bool
shares(const struct choice_info *info, int a, int b)
{
    return info->part[a].how == PART_adds && info->part[b].how == PART_adds
           && strcmp(info->part[a].head, info->part[b].head) == 0;
}

double
why_column(enum choice_kind kind, const struct alternative *a, int part)
{
    const struct choice_info *info = &choice_table[kind];
    double sum = 0;

    for (int p = 0; p < info->n_parts; p++)
        if (shares(info, p, part))
            sum += a->part[p];
    return sum;
}

/* Is it the first part of a column, and is there something in that? */
static bool
is_shown(const struct why_table *t, int part, bool norms)
{
    const struct choice_info *info = &choice_table[t->kind];

    if (info->part[part].how != PART_adds)
        return false;
    for (int p = 0; p < part; p++)
        if (shares(info, p, part))
            return false;
    if (t->kind == CHOICE_act && part == PART_act_treaty && norms)
        return true;
    for (size_t k = 0; k < t->n; k++)
        if (fabs(why_column(t->kind, t->row[k].a, part)) >= 0.005)
            return true;
    return false;
}

static void
choose_columns(struct why_table *t, const struct why_link *l)
{
    bool norms = l->law != WHY_LAW_none && l->clause == CLAUSE_norms;

    for (int part = 0; part < choice_table[t->kind].n_parts; part++)
        if (is_shown(t, part, norms))
            t->column[t->n_columns++] = part;
}

/* ---- tables ------------------------------------------------------------- */

static void
table_of_choice(struct why_table *t, const struct why_link *l,
                const struct world *w)
{
    const struct choice *c = l->choice;
    struct candidate x[ALTERNATIVES_MOST];
    size_t n = 0;

    *t = (struct why_table){ .kind = c->kind };
    for (int k = 0; k < c->n; k++)
        if (c->at[k].value > -INFINITY)
            x[n++] = (struct candidate){ c, k, k == 0 || k == c->chosen };
    choose_rows(t, x, n, w);
    choose_columns(t, l);
}

static void
table_of_states(struct why_table *t, const struct why_link *l,
                const struct world *w)
{
    struct candidate x[STATES_MOST];
    size_t n = 0;

    *t = (struct why_table){ .kind = l->beside[0].kind };
    for (; n < l->n_beside && n < STATES_MOST; n++)
        x[n] = (struct candidate){ &l->beside[n], 1,
                                   l->beside[n].i
                                   == w->event.actor[l->event] };
    choose_rows(t, x, n, w);
    choose_columns(t, l);
}

size_t
why_tables(struct why_table table[WHY_TABLES], const struct why_link *l,
           const struct world *w)
{
    size_t n = 0;

    if (l->choice && l->choice->n > 2)
        table_of_choice(&table[n++], l, w);
    if (l->n_beside > 0)
        table_of_states(&table[n++], l, w);
    return n;
}
