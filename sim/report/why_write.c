/* SPDX-License-Identifier: GPL-3.0-or-later */
/* why_write.c - an answer for people: lines of 80 columns, or a graph. */
#include "report/why_write.h"

#include <math.h>
#include <string.h>

#include "base/text.h"
#include "record/events.h"
#include "report/number.h"
#include "report/why_table.h"

enum { INDENT = 6, LABEL = 34 };

const char *
why_law_word(enum why_law law)
{
    static const char *const word[N_WHY_LAWS] = { "", "applied", "skipped",
                                                  "broken" };
    return word[law];
}

/* ---- lines -------------------------------------------------------------- */

static void
put_said(FILE *out, const char *label, const char *text)
{
    if (text == NULL || text[0] == '\0')
        return;
    fprintf(out, "%*s%-7s", INDENT, "", label);
    why_wrap(out, text, INDENT + 7, INDENT + 7);
}

static const char *
kind_of(const struct why_run *r, uint32_t e)
{
    return event_kind_word(r->w.event.kind[e]);
}

static void
put_link(FILE *out, const struct why_answer *a, size_t k)
{
    const struct why_link *l = &a->chain->link[k];
    char date[48], law[512];

    why_date(&a->run->in, l->week, date);
    fprintf(out, "\n%3zu.  %s, week %d (%s)\n%*s", k + 1,
            kind_of(a->run, l->event), (int)l->week, date, INDENT, "");
    why_wrap(out, l->id, INDENT, INDENT);
    if (l->week < 0) {
        put_said(out, "", "Before the start: the chain ends here.");
        return;
    }
    put_said(out, "", l->said[WHY_what]);
    put_said(out, "WRONG", l->said[WHY_wrong]);
    put_said(out, "odds", l->said[WHY_odds]);
    if (l->law != WHY_LAW_none) {
        snprintf(law, sizeof law, "%s %s: %s", clause_name(l->clause),
                 why_law_word(l->law), l->said[WHY_clause]);
        put_said(out, "clause", law);
    }
    why_put_tables(out, l, &a->run->w);
}

static void
put_chain(FILE *out, const struct why_answer *a)
{
    const struct why_chain *c = a->chain;
    const struct why_link *last = &c->link[c->n - 1];

    fputs("Why", out);
    why_wrap(out, last->id, 3, 0);
    fprintf(out, "    %s, world %u of seed %llu\n", a->arm,
            (unsigned)a->run->replicate, (unsigned long long)a->run->seed);
    if (a->note[0] != '\0')
        put_said(out, "", a->note);
    for (size_t k = 0; k < c->n; k++)
        put_link(out, a, k);
    if (!c->before_start)
        fprintf(out, "\n%*sNothing had to happen before the first of these.\n",
                INDENT, "");
    why_put_legend(out, c, &a->run->w);
}

/* ---- another run -------------------------------------------------------- */

static void
put_asked(FILE *out, const struct why_answer *a, const struct why_other *o)
{
    const struct why_parting *p = &o->parting;
    char text[1200];

    if (a->chain == NULL || a->run != a->from)
        return;
    const char *id = a->chain->link[a->chain->n - 1].id;
    if (p->still != NOTHING)
        snprintf(text, sizeof text, "%s happens all the same.", id);
    else if (p->instead == NOTHING)
        snprintf(text, sizeof text, "%s does not happen, nor any later one "
                 "of its kind between the same states.", id);
    else
        snprintf(text, sizeof text, "%s does not happen; the next of its "
                 "kind between the same states is %s.", id,
                 why_run_id(o->run, p->instead));
    fputs("    ", out);
    why_wrap(out, text, 4, 4);
}

static void
put_first(FILE *out, const struct why_other *o)
{
    const struct why_parting *p = &o->parting;

    if (p->n_first > 0)
        fputs("\n    the first that only one of them has\n", out);
    for (size_t k = 0; k < p->n_first; k++) {
        const struct why_difference *d = &p->first[k];
        fprintf(out, "      week %-5d %-22.22s", (int)d->week,
                d->here ? o->here : o->there);
        why_wrap(out, d->id, 40, 8);
    }
}

static void
put_counts(FILE *out, const struct why_other *o)
{
    const struct why_parting *p = &o->parting;

    fprintf(out, "\n    events since the start, %u in both; only in one\n"
            "      %-16s %24.24s %24.24s\n", (unsigned)p->n_both, "", o->here,
            o->there);
    for (int k = 0; k < N_EVENTS; k++)
        if (p->here[k] + p->there[k] > 0)
            fprintf(out, "      %-16s %24u %24u\n", event_kind_word(k),
                    (unsigned)p->here[k], (unsigned)p->there[k]);
}

/* The unit stands behind the label, or below it where it is too long. */
static void
put_outcome(FILE *out, const struct metric_info *info, const char *left,
            const char *right)
{
    char label[LABEL + 1];
    int n = snprintf(label, sizeof label, "%s, %s", info->label, info->unit);
    bool fits = n >= 0 && n < (int)sizeof label;

    /* A minus sign in UTF-8 has more bytes than columns. */
    fprintf(out, "    %-*s %*s%s %*s%s\n", LABEL,
            fits ? label : info->label,
            (int)(19 - text_utf8_length(left)), "", left,
            (int)(19 - text_utf8_length(right)), "", right);
    if (!fits)
        fprintf(out, "      %s\n", info->unit);
}

static void
put_outcomes(FILE *out, const struct why_answer *a, const struct why_other *o)
{
    fprintf(out, "\n    %-*s %19.19s %19.19s\n", LABEL, "outcomes", o->here,
            o->there);
    for (int m = 0; m < N_METRICS; m++) {
        double x = a->from->out.value[m], y = o->run->out.value[m];
        double top = fmax(fabs(x), fabs(y));
        char left[NUMBER_TEXT], right[NUMBER_TEXT];
        if (!metric_table[m].headline)
            continue;
        struct number_style s = number_style_for(top, NAN, false, a->utf8);
        if ((x == floor(x) && y == floor(y)) || top >= 1000)
            s.decimals = 0;
        put_outcome(out, &metric_table[m], number_text(left, x, &s, false),
                    number_text(right, y, &s, false));
    }
}

/* Beliefs and counts may part long before an event does. */
static void
put_parting(FILE *out, const struct why_answer *a,
            const struct why_parting *p)
{
    char date[48], text[240];
    size_t n;

    why_date(&a->from->in, p->week, date);
    n = (size_t)snprintf(text, sizeof text, "The two worlds part in week %d "
                         "(%s)", (int)p->week, date);
    if (p->n_first > 0 && p->first[0].week > p->week)
        snprintf(text + n, sizeof text - n, ", at first in what makes no "
                 "event, such as beliefs; in events from week %d on.",
                 (int)p->first[0].week);
    else
        snprintf(text + n, sizeof text - n, ".");
    fputs("    ", out);
    why_wrap(out, text, 4, 4);
}

static void
put_other(FILE *out, const struct why_answer *a, const struct why_other *o)
{
    char text[1200];

    snprintf(text, sizeof text, "The same world %s", o->title);
    why_wrap(out, text, 0, 0);
    if (o->parting.week == NEVER)
        fputs("    The two worlds never part.\n", out);
    else
        put_parting(out, a, &o->parting);
    put_asked(out, a, o);
    if (o->parting.week == NEVER)
        return;
    put_first(out, o);
    put_counts(out, o);
    put_outcomes(out, a, o);
    fputs("    One world is luck, not a finding: detente compare.\n", out);
}

void
why_text(FILE *out, const struct why_answer *a)
{
    if (a->chain)
        put_chain(out, a);
    for (size_t k = 0; k < a->n_others; k++) {
        if (a->chain || k > 0)
            putc('\n', out);
        put_other(out, a, &a->other[k]);
    }
}

/* ---- dot ---------------------------------------------------------------- */

static void
put_quoted(FILE *out, const char *text)
{
    int column = 0;

    for (; text && *text; text++) {
        if (*text == '"' || *text == '\\')
            putc('\\', out);
        if (*text == ' ' && column > 36) {
            fputs("\\n", out);
            column = 0;
            continue;
        }
        putc(*text, out);
        column++;
    }
}

static void
put_more(FILE *out, const char *label, const char *text)
{
    if (text == NULL || text[0] == '\0')
        return;
    fprintf(out, "\\n%s", label);
    put_quoted(out, text);
}

/* "0.077 espionage on government: worth 0.21 = 0.28 taste ..." */
static void
put_odds(FILE *out, const struct why_table *t, const struct why_row *row)
{
    const struct part_info *part = choice_table[t->kind].part;
    char text[512];
    int n = snprintf(text, sizeof text, "%s%.2g %s", row->came ? "> " : "",
                     row->a->chance, row->name);

    if (row->a->value != 0)
        n += snprintf(text + n, sizeof text - (size_t)n, ": %s %.2f =",
                      why_value_word(t->kind), row->a->value);
    for (int k = 0; k < t->n_columns && row->a->value != 0; k++)
        n += snprintf(text + n, sizeof text - (size_t)n, " %s %+.2f",
                      part[t->column[k]].head,
                      why_column(t->kind, row->a, t->column[k]));
    put_more(out, "", text);
}

static void
put_node_tables(FILE *out, const struct why_link *l, const struct world *w)
{
    struct why_table table[WHY_TABLES];
    size_t n = why_tables(table, l, w);

    for (size_t k = 0; k < n; k++) {
        for (size_t row = 0; row < table[k].n; row++)
            put_odds(out, &table[k], &table[k].row[row]);
        if (table[k].n_others > 0)
            fprintf(out, "\\n%.2g %s", table[k].others, table[k].others_are);
    }
}

static void
put_node_text(FILE *out, const struct why_link *l, const struct world *w)
{
    put_quoted(out, l->said[WHY_what]);
    put_more(out, "WRONG ", l->said[WHY_wrong]);
    put_more(out, "", l->said[WHY_odds]);
    if (l->law != WHY_LAW_none) {
        fprintf(out, "\\n%s %s: ", clause_name(l->clause),
                why_law_word(l->law));
        put_quoted(out, l->said[WHY_clause]);
    }
    put_node_tables(out, l, w);
}

/* Where somebody was wrong the line is double: colour is not needed. */
static void
put_node(FILE *out, const struct why_answer *a, const struct why_link *l)
{
    bool wrong = l->said[WHY_wrong] && l->said[WHY_wrong][0] != '\0';
    char date[48];

    why_date(&a->run->in, l->week, date);
    fputs("    \"", out);
    put_quoted(out, l->id);
    fprintf(out, "\" [peripheries=%d%s, label=\"", wrong ? 2 : 1,
            wrong ? ", color=\"#D55E00\"" : "");
    put_quoted(out, l->id);
    fprintf(out, "\\n%s\\n", date);
    if (l->week < 0)
        fputs("before the start", out);
    else
        put_node_text(out, l, &a->run->w);
    fputs("\"];\n", out);
}

void
why_dot(FILE *out, const struct why_answer *a)
{
    const struct why_chain *c = a->chain;

    fputs("digraph why {\n    node [shape=box, fontname=\"sans-serif\"];\n",
          out);
    for (size_t k = 0; c && k < c->n; k++)
        put_node(out, a, &c->link[k]);
    for (size_t k = 1; c && k < c->n; k++) {
        fputs("    \"", out);
        put_quoted(out, c->link[k - 1].id);
        fputs("\" -> \"", out);
        put_quoted(out, c->link[k].id);
        fputs("\";\n", out);
    }
    fputs("}\n", out);
}
