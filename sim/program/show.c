/* SPDX-License-Identifier: GPL-3.0-or-later */
/* show.c - `detente show`: what a run would really be given, and from where.
 */
#include <stdio.h>
#include <string.h>

#include "program/arms.h"
#include "program/program.h"
#include "program/values.h"
#include "record/output.h"
#include "record/manifest.h"

enum { NAME = 42, VALUE = 16 };

/* ---- one arm ------------------------------------------------------------ */

static void
show_head(const struct arm *a)
{
    const struct tables *t = &a->in.tables;
    char start[48];

    date_text(&a->in, 0, start);
    printf("arm         %s\n", a->name);
    printf("title       %s\n", a->title);
    printf("regime      %s\n", a->regime_title[0] ? a->regime_title : "none");
    printf("start       %s, %d weeks\n", start, (int)a->in.weeks);
    printf("world       %u states, %u pairs, %u ecosystems, %u firms\n",
           (unsigned)t->n_states, (unsigned)t->n_pairs,
           (unsigned)t->n_ecosystems, (unsigned)t->n_firms);
    for (size_t i = 0; i < a->n_files; i++)
        printf("%-12s%s\n", i == 0 ? "files" : "", a->file[i]);
}

/* The codes of some states, from column `left` on of a line begun. */
static void
show_states(const struct inputs *in, const bool some[], int left)
{
    int column = left;

    for (uint32_t i = 0; i < in->tables.n_states; i++) {
        if (!some[i])
            continue;
        if (column > 74)
            column = printf("\n%*s", left, "") - 1;
        column += printf("%s ", in->tables.state[i].text);
    }
    putchar('\n');
}

static const char *
members_word(const struct inputs *in)
{
    uint32_t n = 0, most = in->tables.n_states;

    for (uint32_t i = 0; i < most; i++)
        n += in->member[i];
    if (in->members_choose)
        return "choose";
    return n == 0 ? "none" : n == most ? "all" : "a list";
}

/* "choose", "all", "none", or a list of codes. */
static void
show_members(const struct inputs *in)
{
    const char *word = members_word(in);

    printf("members     ");
    if (strcmp(word, "a list") == 0)
        show_states(in, in->member, 12);
    else
        puts(word);
}

/* Powers without which a convention does not enter into force. */
static void
show_powers(const struct inputs *in, const struct clause *clause)
{
    bool any = false;

    for (uint32_t i = 0; i < in->tables.n_states; i++)
        any = any || clause->must_include[i];
    if (!any)
        return;
    printf("    %-*s ", NAME - 4, "entry.must_include");
    show_states(in, clause->must_include, NAME + 1);
}

static void
show_levers(const struct arm *a, const struct clause *clause)
{
    const char *name = clause_name(clause->kind);
    char path[96], value[TEXT_DOUBLE], from[128];

    for (size_t r = 0; r < param_count; r++)
        for (size_t i = 0; param_table[r].lever && i < param_table[r].n;
             i++) {
            struct param_cell cell = { &param_table[r], i };
            double x = param_value(&clause->levers, cell);
            bool cells = param_table[r].columns != N_LISTS;
            if (strcmp(param_table[r].section, name) != 0
                || (cells && x == 0))
                continue;
            param_path(cell, path, sizeof path);
            value_text(cell.info, cells ? 1 : x, value);
            origin_text(a, cell, from);
            printf("    %-*s %-*s %s\n", NAME - 4, path, VALUE,
                   cells ? "prohibited" : value, from);
        }
}

static void
show_clauses(const struct arm *a)
{
    const struct inputs *in = &a->in;

    for (size_t i = 0; i < in->n_clauses; i++) {
        const struct clause *clause = &in->clause[i];
        char announced[80], from[80], until[80];
        week_text(in, clause->announced, announced);
        week_text(in, clause->from, from);
        week_text(in, clause->until, until);
        printf("\nclause %s, announced %s, from %s%s%s\n",
               clause_name(clause->kind), announced, from,
               clause->until == WEEK_NEVER ? "" : ", until ",
               clause->until == WEEK_NEVER ? "" : until);
        if (clause->from >= in->weeks || clause->until <= 0)
            puts("    note: it never comes into force within the horizon");
        show_levers(a, clause);
        show_powers(in, clause);
    }
}

static void
show_event(const struct inputs *in, const struct imposed *e, size_t number)
{
    const struct state_facts *s = in->tables.state;
    char when[80], path[96], value[TEXT_DOUBLE];

    week_text(in, e->week, when);
    printf("    e%zu, %s: ", number, when);
    switch (e->verb) {
    case IMPOSED_crisis:
        printf("crisis of %s and %s, stakes %g su, %d weeks\n", s[e->i].text,
               s[e->j].text, e->stakes, (int)e->weeks);
        break;
    case IMPOSED_operation:
        printf("%s by %s on %s of %s, severity %d\n",
               list_word(LIST_kind, (int)e->kind), s[e->i].text,
               list_word(LIST_sector, (int)e->sector), s[e->j].text,
               e->severity);
        break;
    case IMPOSED_set:
        param_path(e->cell, path, sizeof path);
        value_text(e->cell.info, e->value, value);
        printf("%s becomes %s\n", path, value);
        break;
    case IMPOSED_leave: printf("%s leaves\n", s[e->i].text); break;
    case N_IMPOSED: break;
    }
}

static void
show_parameters(const struct arm *a)
{
    char path[96], value[TEXT_DOUBLE], from[128];

    printf("\n%-*s %-*s from\n", NAME, "parameter", VALUE, "value");
    for (size_t r = 0; r < param_count; r++)
        for (size_t i = 0; !param_table[r].lever && i < param_table[r].n;
             i++) {
            struct param_cell cell = { &param_table[r], i };
            param_path(cell, path, sizeof path);
            value_text(cell.info, param_value(&a->in.params, cell), value);
            origin_text(a, cell, from);
            printf("%-*s %-*s %s\n", NAME, path, VALUE, value, from);
        }
}

static void
show_filled(const struct tables *t)
{
    bool headed = false;

    for (uint32_t i = 0; i < t->n_states; i++) {
        if (t->state[i].filled[0] == '\0')
            continue;
        if (!headed)
            puts("\ncells that were blank in the sources, filled by a rule");
        headed = true;
        printf("    %s  %s\n", t->state[i].text, t->state[i].filled);
    }
}

static void
show_one(const struct arm *a)
{
    show_head(a);
    show_members(&a->in);
    show_clauses(a);
    if (a->in.n_imposed > 0)
        puts("\nevents that the scenario imposes");
    for (size_t i = 0; i < a->in.n_imposed; i++)
        show_event(&a->in, &a->in.imposed[i], i);
    show_parameters(a);
    show_filled(&a->in.tables);
}

/* ---- two arms ----------------------------------------------------------- */

static int
differ_text(const char *what, const char *a, const char *b)
{
    if (strcmp(a, b) == 0)
        return 0;
    printf("%-*s %-*s %s\n", NAME, what, VALUE, a, b);
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
            printf("%-*s %-*s %s\n", NAME, "", VALUE, from[0], from[1]);
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
    return differ_text("members", members_word(a), members_word(b));
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

static int
differ_events(const struct inputs *a, const struct inputs *b)
{
    char x[24], y[24];

    snprintf(x, sizeof x, "%zu", a->n_imposed);
    snprintf(y, sizeof y, "%zu", b->n_imposed);
    return differ_text("number of imposed events", x, y);
}

static void
show_two(const struct arm *a, const struct arm *b)
{
    char x[48], y[48];
    int n = 0;

    printf("%-*s %-*s %s\n", NAME, "what differs", VALUE, a->name, b->name);
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

/* ---- a folder ----------------------------------------------------------- */

static int
show_folder(const char *dir)
{
    struct manifest_brief m;
    struct fault f = { 0 };

    if (manifest_read(&m, dir, &f) != 0)
        return say_fault(&f);
    printf("made by     %s\n", m.command);
    printf("version     %s%s%s\n", m.version, m.commit[0] ? ", commit " : "",
           m.commit);
    printf("scenario    %s\n", m.scenario);
    printf("worlds      %u, from number %u, seed %llu, %g years\n",
           (unsigned)m.n_replicates, (unsigned)m.first,
           (unsigned long long)m.seed, m.years);
    for (size_t i = 0; i < m.n_metrics; i++)
        printf("%-12s%s\n", i == 0 ? "outcomes" : "",
               metric_table[m.metric[i]].name);
    return 0;
}

int
command_show(struct program *g)
{
    struct arms arms = { 0 };

    if (g->o.n_words < 1 || g->o.n_words > 2)
        return say_usage("detente show world; two: what differs",
                         "show needs one or two names");
    if (g->o.n_words == 1 && folder_is_ours(g->o.word[0]))
        return show_folder(g->o.word[0]);
    int code = arms_load(&arms, g, false);
    if (code == 0 && arms.n == 1)
        show_one(&arms.item[0]);
    else if (code == 0)
        show_two(&arms.item[0], &arms.item[1]);
    arms_free(&arms);
    return code;
}
