/* SPDX-License-Identifier: GPL-3.0-or-later */
/* show_differ.c - what differs between two arms. */
#include <stdio.h>
#include <string.h>

#include "program/show.h"
#include "program/values.h"

static int
differ_text(const char *what, const char *a, const char *b)
{
    if (strcmp(a, b) == 0)
        return 0;
    printf("%-*s %-*s %s\n", SHOW_NAME, what, SHOW_VALUE, a, b);
    return 1;
}

static int
differ_params(const struct arm *a, const struct arm *b)
{
    char path[96], x[TEXT_DOUBLE], y[TEXT_DOUBLE], from[2][128];
    int n = 0;

    for (size_t r = 0; r < param_count; r++)
        for (size_t i = 0; !param_table[r].lever && i < param_table[r].n;
             i++) {
            struct param_cell cell = { &param_table[r], i };
            param_path(cell, path, sizeof path);
            value_text(cell.info, param_value(&a->in.params, cell), x);
            value_text(cell.info, param_value(&b->in.params, cell), y);
            if (differ_text(path, x, y) == 0)
                continue;
            origin_text(a, cell, from[0]);
            origin_text(b, cell, from[1]);
            printf("%-*s %-*s %s\n", SHOW_NAME, "", SHOW_VALUE, from[0],
                   from[1]);
            n++;
        }
    return n;
}

/* NULL: the arm has no such clause. */
static const struct clause *
clause_of(const struct inputs *in, enum clause_kind kind, size_t k)
{
    for (size_t i = 0; i < in->n_clauses; i++)
        if (in->clause[i].kind == kind && k-- == 0)
            return &in->clause[i];
    return NULL;
}

static int
differ_clause(const struct arm *a, const struct arm *b,
              const struct clause *x, const struct clause *y)
{
    char path[96], s[48], t[48];
    int n = 0;

    date_text(&a->in, x->from, s);
    date_text(&b->in, y->from, t);
    snprintf(path, sizeof path, "clause %s, from", clause_name(x->kind));
    n += differ_text(path, s, t);
    date_text(&a->in, x->until, s);
    date_text(&b->in, y->until, t);
    snprintf(path, sizeof path, "clause %s, until", clause_name(x->kind));
    n += differ_text(path, s, t);
    for (size_t r = 0; r < param_count; r++)
        for (size_t i = 0; i < param_table[r].n; i++) {
            struct param_cell cell = { &param_table[r], i };
            if (!param_table[r].lever
                || strcmp(param_table[r].section, clause_name(x->kind)) != 0)
                continue;
            param_path(cell, path, sizeof path);
            value_text(cell.info, param_value(&x->levers, cell), s);
            value_text(cell.info, param_value(&y->levers, cell), t);
            n += differ_text(path, s, t);
        }
    return n;
}

/* Powers of an entry clause that one of the two does not name. */
static int
differ_powers(const struct arm *a, const struct arm *b,
              const struct clause *x, const struct clause *y)
{
    const struct tables *t = &a->in.tables;
    int n = 0;

    for (uint32_t i = 0; i < t->n_states; i++) {
        state_id j = tables_state(&b->in.tables, t->state[i].code);
        if (j != NO_STATE)
            n += differ_text("entry.must_include",
                             x->must_include[i] ? t->state[i].text : "-",
                             y->must_include[j] ? t->state[i].text : "-");
    }
    return n;
}

/* Where states choose in one of the two, that is all; else each one that
 * differs comes with the states. */
static int
differ_members(const struct inputs *a, const struct inputs *b)
{
    if (!a->members_choose && !b->members_choose)
        return 0;
    return differ_text("members", show_members_word(a), show_members_word(b));
}

static int
differ_clauses(const struct arm *a, const struct arm *b)
{
    char what[64];
    int n = 0;

    for (int kind = 0; kind < N_CLAUSES; kind++)
        for (size_t k = 0;; k++) {
            const struct clause *x =
                clause_of(&a->in, (enum clause_kind)kind, k);
            const struct clause *y =
                clause_of(&b->in, (enum clause_kind)kind, k);
            if (x == NULL && y == NULL)
                break;
            snprintf(what, sizeof what, "clause %s",
                     clause_name((enum clause_kind)kind));
            if (x != NULL && y != NULL)
                n += differ_clause(a, b, x, y)
                   + differ_powers(a, b, x, y);
            else
                n += differ_text(what, x != NULL ? "there" : "-",
                                 y != NULL ? "there" : "-");
        }
    return n;
}

static int
differ_fact(const struct state_facts *s, const char *fact, double x, double y)
{
    char what[64], a[TEXT_DOUBLE], b[TEXT_DOUBLE];

    snprintf(what, sizeof what, "states.%s.%s", s->text, fact);
    text_of_double(a, sizeof a, x);
    text_of_double(b, sizeof b, y);
    return differ_text(what, a, b);
}

/* States that both have. */
static int
differ_states(const struct inputs *a, const struct inputs *b)
{
    int n = 0;

    for (uint32_t i = 0; i < a->tables.n_states; i++) {
        const struct state_facts *s = &a->tables.state[i], *t;
        state_id j = tables_state(&b->tables, s->code);
        if (j == NO_STATE) {
            n += differ_text(s->text, "there", "-");
            continue;
        }
        t = &b->tables.state[j];
#define X(fact, ...) n += differ_fact(s, #fact, s->fact, t->fact);
        STATE_FACT_LIST(X)
#undef X
        n += differ_fact(s, "defence", s->defence, t->defence);
        n += differ_fact(s, "openness", s->openness, t->openness);
        if (!a->members_choose && !b->members_choose)
            n += differ_text("a member", a->member[i] ? s->text : "-",
                             b->member[j] ? s->text : "-");
    }
    for (uint32_t j = 0; j < b->tables.n_states; j++)
        if (tables_state(&a->tables, b->tables.state[j].code) == NO_STATE)
            n += differ_text(b->tables.state[j].text, "-", "there");
    return n;
}

/* ---- imposed events ----------------------------------------------------- */

/* How often the first `n` events are `text`: the same may come twice. */
static size_t
times(const struct inputs *in, size_t n, const char *text)
{
    char other[IMPOSED_TEXT];
    size_t found = 0;

    for (size_t i = 0; i < n; i++) {
        imposed_text(in, &in->imposed[i], other);
        found += strcmp(text, other) == 0;
    }
    return found;
}

/* Events of `a` that `b` does not impose; `first`: `a` is the first arm. */
static int
only_in(const struct inputs *a, const struct inputs *b, bool first)
{
    char text[IMPOSED_TEXT];
    int n = 0;

    for (size_t i = 0; i < a->n_imposed; i++) {
        imposed_text(a, &a->imposed[i], text);
        if (times(a, i, text) < times(b, b->n_imposed, text))
            continue;
        n += differ_text("an imposed event", first ? "there" : "-",
                         first ? "-" : "there");
        printf("    %s\n", text);
    }
    return n;
}

static int
differ_events(const struct inputs *a, const struct inputs *b)
{
    return only_in(a, b, true) + only_in(b, a, false);
}

/* ---- all ---------------------------------------------------------------- */

void
show_differences(const struct arm *a, const struct arm *b)
{
    char x[48], y[48];
    int n = 0;

    printf("%-*s %-*s %s\n", SHOW_NAME, "what differs", SHOW_VALUE, a->name,
           b->name);
    date_text(&a->in, 0, x);
    date_text(&b->in, 0, y);
    n += differ_text("start", x, y);
    snprintf(x, sizeof x, "%d", (int)a->in.weeks);
    snprintf(y, sizeof y, "%d", (int)b->in.weeks);
    n += differ_text("weeks", x, y);
    n += differ_text("regime", a->regime_title, b->regime_title);
    n += differ_members(&a->in, &b->in);
    n += differ_clauses(a, b);
    n += differ_events(&a->in, &b->in);
    n += differ_params(a, b);
    n += differ_states(&a->in, &b->in);
    if (n == 0)
        puts("nothing but the names");
}
