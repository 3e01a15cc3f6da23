/* SPDX-License-Identifier: GPL-3.0-or-later */
/* why_table.c - odds under each other, with what each is weighed by. */
#include "report/why_table.h"

#include <math.h>
#include <string.h>

#include "report/why_say.h"

enum { COLUMNS = 80, INDENT = 2, CHANCE = 6, NUMBER = 6, LEGEND = 13 };

void
why_wrap(FILE *out, const char *text, int column, int indent)
{
    while (*text != '\0') {
        size_t n = strcspn(text, " ");
        if (column > indent && column + 1 + (int)n > COLUMNS) {
            fprintf(out, "\n%*s", indent, "");
            column = indent;
        } else if (column > indent) {
            column += fprintf(out, " ");
        }
        fprintf(out, "%.*s", (int)n, text);
        column += (int)n;
        text += n;
        text += strspn(text, " ");
    }
    putc('\n', out);
}

/* ---- tables ------------------------------------------------------------- */

static void
put_number(FILE *out, double x)
{
    if (fabs(x) < 0.005)
        x = 0;                  /* no -0.00 */
    fprintf(out, "%*.*f", NUMBER, fabs(x) < 100 ? 2 : 0, x);
}

static void
put_heads(FILE *out, const struct why_table *t)
{
    const struct part_info *part = choice_table[t->kind].part;

    fprintf(out, "\n%*s  %*s%*s", INDENT, "", CHANCE, "odds", NUMBER,
            why_value_word(t->kind));
    for (int k = 0; k < t->n_columns; k++)
        fprintf(out, "%*s", NUMBER, part[t->column[k]].head);
    putc('\n', out);
}

/* Nothing is worth nothing and has no parts. */
static void
put_row(FILE *out, const struct why_table *t, const struct why_row *row)
{
    int at = INDENT + 2 + CHANCE + NUMBER * (1 + t->n_columns) + 2;
    bool parts = row->a->value != 0;

    fprintf(out, "%*s%c ", INDENT, "", row->came ? '>' : ' ');
    if (row->a->chance >= 0.0095 || row->a->chance == 0)
        fprintf(out, "%*.3f", CHANCE, row->a->chance);
    else
        fprintf(out, "%*.*f", CHANCE, row->a->chance >= 0.00005 ? 4 : 0,
                row->a->chance);
    put_number(out, row->a->value);
    for (int k = 0; k < t->n_columns; k++)
        if (parts)
            put_number(out, why_column(t->kind, row->a, t->column[k]));
        else
            fprintf(out, "%*s", NUMBER, "");
    fputs("  ", out);
    why_wrap(out, row->name, at, at);
}

/* Under the names where they have room there, else behind the odds. */
static void
put_others(FILE *out, const struct why_table *t)
{
    int parts = NUMBER * (1 + t->n_columns);

    if (t->n_others == 0)
        return;
    if (INDENT + 2 + CHANCE + parts + 2 + (int)strlen(t->others_are) > COLUMNS)
        parts = 0;
    fprintf(out, "%*s  %*.3f%*s  %s\n", INDENT, "", CHANCE, t->others, parts,
            "", t->others_are);
}

void
why_put_tables(FILE *out, const struct why_link *l, const struct world *w)
{
    struct why_table table[WHY_TABLES];
    size_t n = why_tables(table, l, w);

    for (size_t k = 0; k < n; k++) {
        put_heads(out, &table[k]);
        for (size_t row = 0; row < table[k].n; row++)
            put_row(out, &table[k], &table[k].row[row]);
        put_others(out, &table[k]);
    }
}

/* ---- how to read them --------------------------------------------------- */

static void
explain(FILE *out, const char *head, const char *meaning)
{
    fprintf(out, "    %-*s", LEGEND - 4, head);
    why_wrap(out, meaning, LEGEND, LEGEND);
}

/* All that shares the column of `part`. */
static void
explain_column(FILE *out, const struct choice_info *info, int part)
{
    const char *head = info->part[part].head;
    char text[512] = "";
    size_t n = 0;

    for (int p = part; p < info->n_parts && n < sizeof text; p++)
        if (strcmp(info->part[p].head, head) == 0)
            n += (size_t)snprintf(text + n, sizeof text - n, "%s%s",
                                  n > 0 ? "; " : "", info->part[p].meaning);
    explain(out, head, text);
}

static void
put_title(FILE *out, enum choice_kind kind)
{
    static const char *const title[N_CHOICES] = {
        [CHOICE_act] = "What could be done with a chance to act",
        [CHOICE_response] = "What could be done about a finding",
        [CHOICE_join] = "Who was asked to join in sanctions",
        [CHOICE_step] = "Who could take that step in this quarter" };
    static const char worth[] = "sum of the columns after it, in su, with "
        "nothing at 0: what is worth more is chosen more often";
    static const char act[] = "; whether to act at all comes first, by an "
        "average over all acts, so that nothing can be likelier than what is "
        "worth more";
    static const char pull[] = "sum of the columns after it: at 0 the chance "
        "is half of the most it can be, at +2 nine tenths, at -2 one tenth";
    static const char leave[] = "; to leave, the weaker the pull the "
        "likelier, and only where it is well below 0";
    char text[sizeof worth + sizeof pull + sizeof act + sizeof leave];
    bool su = strcmp(choice_table[kind].unit, "su") == 0;

    fprintf(out, "\n%s\n", title[kind]);
    explain(out, "odds", su ? "chance to be chosen; > is what was"
            : "chance to do it; > did");
    snprintf(text, sizeof text, "%s%s", su ? worth : pull,
             kind == CHOICE_act ? act : kind == CHOICE_step ? leave : "");
    explain(out, why_value_word(kind), text);
}

/* Marks of the parts that are shown of each kind. */
static void
collect(unsigned shown[N_CHOICES], const struct why_chain *c,
        const struct world *w)
{
    struct why_table table[WHY_TABLES];

    for (size_t k = 0; k < c->n; k++) {
        size_t n = why_tables(table, &c->link[k], w);
        for (size_t m = 0; m < n; m++)
            for (int p = 0; p < table[m].n_columns; p++)
                shown[table[m].kind] |= 1u << table[m].column[p];
    }
}

static bool
any_draw(const struct why_chain *c)
{
    for (size_t k = 0; k < c->n; k++)
        if (c->link[k].n_beside > 0
            || (c->link[k].choice && !isnan(c->link[k].choice->luck)))
            return true;
    return false;
}

void
why_put_legend(FILE *out, const struct why_chain *c, const struct world *w)
{
    unsigned shown[N_CHOICES] = { 0 };
    static const char su[] = "unit of benefit: what a successful espionage "
        "operation gains on average in peace";
    static const char drawn[] = "a number between 0 and 1, any as likely; "
        "what has chance 0.36 comes if less than 0.36 is drawn";

    collect(shown, c, w);
    fputs("\nHow to read it\n", out);
    explain(out, "su", su);
    if (any_draw(c))
        explain(out, "drawn", drawn);
    for (int kind = 0; kind < N_CHOICES; kind++) {
        if (shown[kind] == 0)
            continue;
        put_title(out, (enum choice_kind)kind);
        for (int p = 0; p < choice_table[kind].n_parts; p++)
            if (shown[kind] >> p & 1)
                explain_column(out, &choice_table[kind], p);
    }
}
