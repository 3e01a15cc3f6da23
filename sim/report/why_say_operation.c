/* SPDX-License-Identifier: GPL-3.0-or-later */
/* why_say_operation.c - an operation, what came of it, who saw it. */
#include "report/why_say.h"

#include <math.h>

#include "report/why_rows.h"

/* ---- an operation ------------------------------------------------------- */

/* What gave the chance to do it. */
static void
operation_origin(struct teller *t, FILE *out)
{
    static const char *const from[] = {
        "This chance was like those of any week",
        "The conflict gave this chance", "A chance to answer was due",
        "The scenario makes it" };

    fprintf(out, "%s, with %.2f su at stake.",
            from[t->w->operation.origin[t->row]],
            t->w->operation.stakes[t->row]);
}

/* In a conflict: would it have been done without it? */
static void
operation_in_peace(const struct choice *c, FILE *out)
{
    double p = c->at[c->chosen].part[PART_act_in_peace];

    if (isnan(p))
        return;
    fputs("  Without the conflict it would have acted with ", out);
    say_chance(out, p);
    fputs(c->luck < p ? ", and so all the same." : ", and so not now.", out);
}

static void
operation_odds(struct teller *t)
{
    const struct operation_table *o = &t->w->operation;
    const struct choice *c = t->l->choice;
    FILE *out = t->out[WHY_odds];

    operation_origin(t, out);
    if (c) {
        const double *part = c->at[c->chosen].part;
        const char *who = say_code(t->w, t->i);
        fprintf(out, "  %s let it pass with ", who);
        say_chance(out, c->at[0].chance);
        fputs(" and used it with ", out);
        say_chance(out, 1 - c->at[0].chance);
        say_drawn(out, c);
        fputs("; this use had ", out);
        say_chance(out, c->at[c->chosen].chance);
        putc('.', out);
        operation_in_peace(c, out);
        fputs("  It thought that it would be named for it with ", out);
        say_chance(out, fmin(1, part[PART_act_named]));
        fprintf(out, ", and that this would cost it %.2g su.",
                part[PART_act_named_costs]);
    }
    fputs("  Success had ", out);
    say_chance(out, o->chance[t->row]);
    fprintf(out, "%s.", o->exploit[t->row] != NOTHING
            ? ", with a zero-day: a hole that its maker does not know"
            : o->nday[t->row] != NOTHING
            ? ", with a hole that many have not patched" : "");
}

static void
operation_law(struct teller *t)
{
    const struct world *w = t->w;
    enum kind kind = (enum kind)w->operation.kind[t->row];
    enum sector sector = (enum sector)w->operation.sector[t->row];
    const char *what = why_kind_of(kind);
    const char *where = list_word(LIST_sector, (int)sector);

    if (w->operation.breach[t->row] && !w->law.norms_bind)
        fprintf(say_law(t, WHY_LAW_broken, CLAUSE_norms),
                "the voluntary norms prohibit %s %s.", what, where);
    else if (w->operation.breach[t->row])
        fprintf(say_law(t, WHY_LAW_broken, CLAUSE_norms),
                "the norms that bind %s prohibit %s %s.",
                say_code(w, t->i), what, where);
    else if (law_prohibits(&w->law, kind, sector, true, true))
        fprintf(say_law(t, WHY_LAW_skipped, CLAUSE_norms),
                "the norms prohibit %s %s, but %s %s.", what,
                where, say_code(w, t->i), w->state.party[t->i]
                ? "owes that to parties only" : "is not bound by them");
    else if (w->law.in_force[CLAUSE_norms])
        fprintf(say_law(t, WHY_LAW_skipped, CLAUSE_norms),
                "the norms do not prohibit %s %s.", what, where);
}

void
say_operation(struct teller *t)
{
    const struct operation_table *o = &t->w->operation;
    bool reply = o->origin[t->row] == ORIGIN_reply;

    fprintf(t->out[WHY_what], "%s %s %s with %s its %s%s.",
            say_code(t->w, t->i), reply ? "answered" : "attacked",
            say_code(t->w, t->j),
            why_kind_of((enum kind)o->kind[t->row]),
            list_word(LIST_sector, o->sector[t->row]),
            o->executor[t->row] == EXECUTOR_proxy ? ", through a proxy" : "");
    operation_odds(t);
    operation_law(t);
}

/* ---- what came of it ---------------------------------------------------- */

void
say_strike(struct teller *t)
{
    const struct world *w = t->w;
    uint32_t v = w->operation.first_victim[t->row];
    uint32_t n = w->operation.n_victims[t->row];
    double loss = 0, touched = 0;

    for (uint32_t k = v; k < v + n; k++) {
        loss += w->victim.loss[k];
        touched += t->end->victim.touched[k];
    }
    fprintf(t->out[WHY_what], "It %s, with severity %d of 8",
            w->operation.success[t->row] ? "succeeded" : "failed",
            w->operation.severity[t->row]);
    if (w->operation.success[t->row]) {
        fprintf(t->out[WHY_what], ", at %u victim%s, for a loss of ",
                (unsigned)n, say_plural(n));
        say_amount(t->out[WHY_what], loss);
        fputs(" million US dollars", t->out[WHY_what]);
        if (touched > 0) {
            fputs("; it reached ", t->out[WHY_what]);
            say_amount(t->out[WHY_what], touched);
            fputs(" people", t->out[WHY_what]);
        }
    }
    putc('.', t->out[WHY_what]);
    double p = w->operation.chance[t->row];
    t->l->chance = w->operation.success[t->row] ? p : 1 - p;
    fprintf(t->out[WHY_odds], "Success had chance %.2f.", p);
}

void
say_detection(struct teller *t)
{
    const struct world *w = t->w;
    double weeks = w->event.amount[t->e];

    if (w->operation.by_firm[t->row])
        fprintf(t->out[WHY_what], "%s saw it first",
                say_firm(w, w->operation.firm[t->row]));
    else
        fprintf(t->out[WHY_what], "The government of %s saw it first",
                say_code(w, t->j));
    if (weeks == 0)
        fputs(", in the week of its launch.", t->out[WHY_what]);
    else
        fprintf(t->out[WHY_what], ", after %.0f week%s.", weeks,
                say_plural(weeks));
}
