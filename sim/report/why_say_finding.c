/* SPDX-License-Identifier: GPL-3.0-or-later */
/* why_say_finding.c - who settled on whom, who said so, how it came out. */
#include "report/why_say.h"

#include <math.h>

#include "world/suspicion.h"

static void
put_author(FILE *out, const struct world *w, uint32_t c)
{
    switch ((enum author)w->case_file.author[c]) {
    case AUTHOR_government:
        fputs(say_code(w, w->case_file.home[c]), out);
        break;
    case AUTHOR_firm:
        fputs(say_firm(w, w->case_file.firm[c]), out);
        break;
    case AUTHOR_agency:
        fputs("The agency", out);
        break;
    case N_AUTHORS:
        break;
    }
}

/* "USA blamed IRN, 0.93 sure; it was PRK under a false flag." */
static void
say_wrong(struct teller *t, uint32_t c, const char *verb)
{
    const struct world *w = t->w;
    uint32_t o = w->case_file.operation[c];

    if (t->j == w->operation.initiator[o])
        return;
    put_author(t->out[WHY_wrong], w, c);
    fprintf(t->out[WHY_wrong], " %s %s, %.2f sure; ", verb, say_code(w, t->j),
            w->case_file.belief[c]);
    say_culprit(t->out[WHY_wrong], t, o);
}

/* ---- private ------------------------------------------------------------ */

/* Share of the prior that `state` had; 0 if it was no suspect. */
static double
prior_of(const struct world *w, uint32_t o, state_id state)
{
    for (uint32_t k = 0; k < w->operation.n_suspects[o]; k++)
        if (w->operation.suspect[o * SUSPECT_STATES + k] == state)
            return exp(w->operation.log_prior[o * (SUSPECT_STATES + 1) + k]);
    return 0;
}

static void
finding_odds(struct teller *t, uint32_t o)
{
    const struct world *w = t->w;
    state_id culprit = w->operation.initiator[o];
    FILE *out = t->out[WHY_odds];

    fprintf(out, "Before the evidence the suspicion of %s was ",
            say_code(w, t->j));
    say_chance(out, prior_of(w, o, t->j));
    if (culprit != t->j && prior_of(w, o, culprit) > 0) {
        fprintf(out, ", of %s, who did it, ", say_code(w, culprit));
        say_chance(out, prior_of(w, o, culprit));
    } else if (culprit != t->j) {
        fprintf(out, ", and %s, who did it, was no suspect",
                say_code(w, culprit));
    }
    putc('.', out);
}

static void
release_odds(struct teller *t, const struct choice *c)
{
    const double *part = c->at[1].part;
    FILE *out = t->out[WHY_odds];

    fputs("Members of the agency could stop it with ", out);
    say_chance(out, c->at[0].chance);
    fprintf(out, ", %.2f of it by governments and %.2f by industry, and %s.",
            part[PART_release_states], part[PART_release_industry],
            c->chosen == 0 ? "did" : "did not");
}

void
say_finding(struct teller *t)
{
    const struct world *w = t->w;
    uint32_t o = w->case_file.operation[t->row];
    double weeks = w->case_file.weeks[t->row];

    put_author(t->out[WHY_what], w, t->row);
    fprintf(t->out[WHY_what], " settled on %s after %.0f week%s of evidence, "
            "%.2f sure.", say_code(w, t->j), weeks, say_plural(weeks),
            w->event.belief[t->e]);
    say_wrong(t, t->row, "settled on");
    t->l->chance = w->event.belief[t->e];
    finding_odds(t, o);
    if (t->l->choice) {
        fputs("  ", t->out[WHY_odds]);
        release_odds(t, t->l->choice);
    }
    if (w->event.flags[t->e] & EVENT_FLAG_blocked)
        fputs("members of the agency stopped the finding.",
              say_law(t, WHY_LAW_skipped, CLAUSE_agency));
    else if (w->case_file.author[t->row] == AUTHOR_agency)
        fputs("the case was on the agency's docket.",
              say_law(t, WHY_LAW_applied, CLAUSE_agency));
}

/* ---- public ------------------------------------------------------------- */

static void
put_factor(FILE *out, double factor, const char *by)
{
    if (fabs(factor - 1) >= 0.005)
        fprintf(out, ", x %.2f %s", factor, by);
}

/* A government waits; the parts are factors of its weekly rate. */
static void
statement_odds(struct teller *t, const struct choice *c)
{
    const double *part = c->at[1].part;
    FILE *out = t->out[WHY_odds];

    fprintf(out, "That %s said so had ", say_code(t->w, t->i));
    say_chance(out, c->at[1].chance);
    say_drawn(out, c);
    fputs(" in this week: ", out);
    say_chance(out, part[PART_statement_base]);
    fputs(" for any government in 2013", out);
    put_factor(out, part[PART_statement_growth], "since, as more of them "
               "speak");
    put_factor(out, part[PART_statement_overt], "as the act was open");
    put_factor(out, part[PART_statement_mood], "for its nationalism");
    put_factor(out, part[PART_statement_trade], "for its trade with the "
               "accused");
    fputs(".  Since it settled it had ", out);
    say_chance(out, part[PART_statement_so_far]);
    fputs(" in all.", out);
}

static void
firm_odds(struct teller *t, const struct choice *c)
{
    const double *part = c->at[1].part;
    FILE *out = t->out[WHY_odds];

    fputs("That the firm said so had ", out);
    say_chance(out, c->at[1].chance);
    say_drawn(out, c);
    if (part[PART_firm_statement_shy] < 1)
        fprintf(out, ": %.2f, x %.2f as the accused is its home or has many "
                "of its users", part[PART_firm_statement_base],
                part[PART_firm_statement_shy]);
    putc('.', out);
}

static void
public_odds(struct teller *t)
{
    const struct choice *c = t->l->choice;

    if (c == NULL)
        return;
    if (c->kind == CHOICE_statement)
        statement_odds(t, c);
    else if (c->kind == CHOICE_firm_statement)
        firm_odds(t, c);
    else if (c->kind == CHOICE_release)
        release_odds(t, c);
    else {
        fputs("What members stop leaks in a week with ", t->out[WHY_odds]);
        say_chance(t->out[WHY_odds], c->at[1].chance);
        putc('.', t->out[WHY_odds]);
    }
}

void
say_public_finding(struct teller *t)
{
    const struct world *w = t->w;
    unsigned flags = w->event.flags[t->e];
    bool agency = w->case_file.author[t->row] == AUTHOR_agency;

    put_author(t->out[WHY_what], w, t->row);
    fprintf(t->out[WHY_what], " blamed %s in public%s; the world believed it "
            "%.2f.", say_code(w, t->j),
            flags & EVENT_FLAG_leak ? ", by a leak" : "",
            w->event.belief[t->e]);
    say_wrong(t, t->row, "blamed");
    public_odds(t);
    if (flags & EVENT_FLAG_binding)
        fputs("from here on what is found binds third parties.",
              say_law(t, WHY_LAW_applied, CLAUSE_response));
    else if (w->law.in_force[CLAUSE_response])
        fputs("this statement does not make the finding binding.",
              say_law(t, WHY_LAW_skipped, CLAUSE_response));
    else if (agency)
        fputs("the agency says what it finds.",
              say_law(t, WHY_LAW_applied, CLAUSE_agency));
}

void
say_truth(struct teller *t)
{
    const struct world *w = t->w;
    state_id named = w->operation.public_state[t->row];

    fprintf(t->out[WHY_what], "The truth came out: it was %s.",
            say_code(w, w->operation.initiator[t->row]));
    if (named != w->operation.initiator[t->row])
        fprintf(t->out[WHY_wrong], "%s had been blamed.", say_code(w, named));
}
