/* SPDX-License-Identifier: GPL-3.0-or-later */
/* why_say.c - what is to be said of one event, at the end of its week. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "report/why.h"
#include "world/accused.h"
#include "world/names.h"

/* A link while it is told, with a stream for each of its parts. */
struct teller {
    struct why_link *l;
    const struct world *w;
    uint32_t e, row;
    state_id i, j;              /* actor and target of the event             */
    FILE *out[N_WHY_PARTS];
};

static const char *
code_of(const struct world *w, state_id i)
{
    return i == NO_STATE ? "nobody" : w->in->tables.state[i].text;
}

static const char *
plural(double n)
{
    return n == 1 ? "" : "s";
}

/* Of the rare ones the size shows too. */
static void
put_chance(FILE *out, double x)
{
    if (x >= 0.005 || x == 0)
        fprintf(out, "%.2f", x);
    else if (x >= 0.0001)
        fprintf(out, "%.4f", x);
    else
        fputs("below 0.0001", out);
}

static FILE *
law_says(struct teller *t, enum why_law law, enum clause_kind clause)
{
    t->l->law = law;
    t->l->clause = clause;
    return t->out[WHY_clause];
}

/* ---- operations --------------------------------------------------------- */

static void
operation_origin(struct teller *t)
{
    static const char *const from[] = {
        "a chance like those of any week", "a chance that the conflict gave",
        "an answer", "the scenario makes it" };

    fprintf(t->out[WHY_odds], "It was %s",
            from[t->w->operation.origin[t->row]]);
    if (t->w->operation.origin[t->row] == ORIGIN_calm
        && t->w->event.trigger[t->e] != NOTHING)
        fputs(", not taken but for the conflict", t->out[WHY_odds]);
}

static void
operation_odds(struct teller *t)
{
    const struct operation_table *o = &t->w->operation;
    FILE *out = t->out[WHY_odds];

    operation_origin(t);
    if (o->origin[t->row] != ORIGIN_imposed) {
        t->l->chance = o->act_chance[t->row];
        fprintf(out, "; at stakes of %.2f su it was taken with chance %.2f "
                "and let pass with %.2f", o->stakes[t->row],
                t->l->chance, 1 - t->l->chance);
    }
    fprintf(out, ".  Chance of success %.2f%s.", o->chance[t->row],
            o->exploit[t->row] != NOTHING ? ", with a zero-day"
            : o->nday[t->row] != NOTHING ? ", with an n-day" : "");
}

static void
operation_law(struct teller *t)
{
    const struct world *w = t->w;
    enum kind kind = (enum kind)w->operation.kind[t->row];
    enum sector sector = (enum sector)w->operation.sector[t->row];
    const char *what = list_word(LIST_kind, (int)kind);
    const char *where = list_word(LIST_sector, (int)sector);

    if (w->operation.breach[t->row])
        fprintf(law_says(t, WHY_LAW_broken, CLAUSE_norms),
                "the norms that bind %s prohibit %s of %s.",
                code_of(w, t->i), what, where);
    else if (law_prohibits(&w->law, kind, sector, true, true))
        fprintf(law_says(t, WHY_LAW_skipped, CLAUSE_norms),
                "the norms prohibit %s of %s, but %s %s.", what,
                where, code_of(w, t->i), w->state.party[t->i]
                ? "owes that to parties only" : "is not bound by them");
    else if (w->law.in_force[CLAUSE_norms])
        fprintf(law_says(t, WHY_LAW_skipped, CLAUSE_norms),
                "the norms do not prohibit %s of %s.", what, where);
}

static void
say_operation(struct teller *t)
{
    const struct operation_table *o = &t->w->operation;
    bool reply = o->origin[t->row] == ORIGIN_reply;

    fprintf(t->out[WHY_what], "%s %s %s with %s of its sector %s%s.",
            code_of(t->w, t->i), reply ? "answered" : "attacked",
            code_of(t->w, t->j),
            list_word(LIST_kind, o->kind[t->row]),
            list_word(LIST_sector, o->sector[t->row]),
            o->executor[t->row] == EXECUTOR_proxy ? ", through a proxy" : "");
    operation_odds(t);
    operation_law(t);
}

static void
say_strike(struct teller *t)
{
    const struct world *w = t->w;
    uint32_t v = w->operation.first_victim[t->row];
    uint32_t n = w->operation.n_victims[t->row];
    double loss = 0;

    for (uint32_t k = v; k < v + n; k++)
        loss += w->victim.loss[k];
    fprintf(t->out[WHY_what], "It %s, with severity %d",
            w->operation.success[t->row] ? "succeeded" : "failed",
            w->operation.severity[t->row]);
    if (w->operation.success[t->row])
        fprintf(t->out[WHY_what], ", at %u victim%s, for a loss of %.3g MUSD",
                (unsigned)n, plural(n), loss);
    putc('.', t->out[WHY_what]);
    double p = w->operation.chance[t->row];
    t->l->chance = w->operation.success[t->row] ? p : 1 - p;
    fprintf(t->out[WHY_odds], "Success had chance %.2f.", p);
}

static const char *
firm_name(const struct world *w, uint16_t firm)
{
    return firm == NO_FIRM ? "a firm" : w->in->tables.firm[firm].name;
}

static void
say_detection(struct teller *t)
{
    const struct world *w = t->w;
    double weeks = w->event.amount[t->e];

    if (w->operation.by_firm[t->row])
        fprintf(t->out[WHY_what], "%s saw it first",
                firm_name(w, w->operation.firm[t->row]));
    else
        fprintf(t->out[WHY_what], "The government of %s saw it first",
                code_of(w, t->j));
    if (weeks == 0)
        fputs(", in the week of its launch.", t->out[WHY_what]);
    else
        fprintf(t->out[WHY_what], ", after %.0f week%s.", weeks,
                plural(weeks));
}

/* ---- findings ----------------------------------------------------------- */

static void
put_author(FILE *out, const struct world *w, uint32_t c)
{
    switch ((enum author)w->case_file.author[c]) {
    case AUTHOR_government:
        fputs(code_of(w, w->case_file.home[c]), out);
        break;
    case AUTHOR_firm:
        fputs(firm_name(w, w->case_file.firm[c]), out);
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
    fprintf(t->out[WHY_wrong], " %s %s, %.2f sure; it was %s%s.", verb,
            code_of(w, t->j), w->case_file.belief[c],
            code_of(w, w->operation.initiator[o]),
            w->operation.flag[o] == t->j ? " under a false flag" : "");
}

/* Share of the prior that `state` had; 0 if it was no suspect. */
static double
prior_of(const struct world *w, uint32_t o, state_id state)
{
    enum { MOST = 8 };

    for (uint32_t k = 0; k < w->operation.n_suspects[o] && k < MOST; k++)
        if (w->operation.suspect[o * MOST + k] == state)
            return exp(w->operation.log_prior[o * (MOST + 1) + k]);
    return 0;
}

static void
say_finding(struct teller *t)
{
    const struct world *w = t->w;
    uint32_t o = w->case_file.operation[t->row];
    state_id culprit = w->operation.initiator[o];
    int months = w->case_file.looks[t->row];

    put_author(t->out[WHY_what], w, t->row);
    fprintf(t->out[WHY_what], " settled on %s after %d month%s of evidence, "
            "%.2f sure.", code_of(w, t->j), months, plural(months),
            w->event.belief[t->e]);
    say_wrong(t, t->row, "settled on");
    t->l->chance = w->event.belief[t->e];
    fprintf(t->out[WHY_odds], "Before the evidence %s stood at ",
            code_of(w, t->j));
    put_chance(t->out[WHY_odds], prior_of(w, o, t->j));
    if (culprit != t->j) {
        fprintf(t->out[WHY_odds], ", %s, who did it, at ",
                code_of(w, culprit));
        put_chance(t->out[WHY_odds], prior_of(w, o, culprit));
    }
    putc('.', t->out[WHY_odds]);
    if (w->event.flags[t->e] & EVENT_FLAG_blocked)
        fputs("members of the agency stopped the finding.",
              law_says(t, WHY_LAW_skipped, CLAUSE_agency));
    else if (w->case_file.author[t->row] == AUTHOR_agency)
        fputs("the case was on the agency's docket.",
              law_says(t, WHY_LAW_applied, CLAUSE_agency));
}

static void
say_public_finding(struct teller *t)
{
    const struct world *w = t->w;
    unsigned flags = w->event.flags[t->e];
    bool agency = w->case_file.author[t->row] == AUTHOR_agency;

    put_author(t->out[WHY_what], w, t->row);
    fprintf(t->out[WHY_what], " blamed %s in public%s; the world believed it "
            "%.2f.", code_of(w, t->j),
            flags & EVENT_FLAG_leak ? ", by a leak" : "",
            w->event.belief[t->e]);
    say_wrong(t, t->row, "blamed");
    if (flags & EVENT_FLAG_binding)
        fputs("from here on what is found binds third parties.",
              law_says(t, WHY_LAW_applied, CLAUSE_response));
    else if (w->law.in_force[CLAUSE_response])
        fputs("this statement does not make the finding binding.",
              law_says(t, WHY_LAW_skipped, CLAUSE_response));
    else if (agency)
        fputs("the agency says what it finds.",
              law_says(t, WHY_LAW_applied, CLAUSE_agency));
}

/* ---- reactions ---------------------------------------------------------- */

static const char *
deed_of(enum response r)
{
    static const char *const deed[N_RESPONSES] = {
        [RESPONSE_silence] = "kept silent about",
        [RESPONSE_protest] = "protested against",
        [RESPONSE_sanction] = "sanctioned",
        [RESPONSE_collective] = "joined sanctions against",
        [RESPONSE_in_kind] = "decided to answer in kind to",
        [RESPONSE_escalate] = "decided to escalate against",
        [RESPONSE_armed] = "answered with armed force against" };
    return deed[r];
}

static void
response_odds(struct teller *t, enum response chosen)
{
    double chance[N_RESPONSES];
    state_id asks = t->w->victim.state[t->w->event.victim[t->e]];
    FILE *out = t->out[WHY_odds];

    if (!why_response_odds(t->w, t->e, t->l->backlash, chance)) {
        fputs("No victim had to ask for it.", out);
        return;
    }
    if (asks == t->i)
        t->l->chance = chance[chosen];
    fprintf(out, "%s chose %s (", code_of(t->w, asks),
            list_word(LIST_response, (int)chosen));
    put_chance(out, chance[chosen]);
    fputs("); not chosen:", out);
    const char *comma = "";
    for (int r = 0; r < N_RESPONSES; r++) {
        if (r == (int)chosen || chance[r] == 0)
            continue;
        fprintf(out, "%s %s ", comma, list_word(LIST_response, r));
        put_chance(out, chance[r]);
        comma = ",";
    }
    putc('.', out);
}

static void
reaction_law(struct teller *t, uint32_t o)
{
    const struct world *w = t->w;

    if (w->event.flags[t->e] & EVENT_FLAG_binding)
        fputs("the finding binds, so the parties were asked.",
              law_says(t, WHY_LAW_applied, CLAUSE_response));
    else if (w->law.in_force[CLAUSE_response])
        fprintf(law_says(t, WHY_LAW_skipped, CLAUSE_response),
                "%s.", accused_bound(w, o, t->j)
                ? "the parties were not asked by this"
                : "no finding binds third parties");
}

static void
say_reaction(struct teller *t)
{
    const struct world *w = t->w;
    enum response r = (enum response)w->event.response[t->e];
    uint32_t o = w->case_file.operation[t->row];
    state_id asks = w->victim.state[w->event.victim[t->e]];

    fprintf(t->out[WHY_what], "%s %s %s", code_of(w, t->i), deed_of(r),
            code_of(w, t->j));
    if (asks != t->i)
        fprintf(t->out[WHY_what], " for %s", code_of(w, asks));
    if (r == RESPONSE_sanction || r == RESPONSE_collective)
        fprintf(t->out[WHY_what], ", at a cost to it of %.2g su",
                w->event.amount[t->e]);
    if (w->event.flags[t->e] & EVENT_FLAG_put)
        fprintf(t->out[WHY_what], ", whom the world believed guilty by "
                "%.2f.", w->event.belief[t->e]);
    else
        fprintf(t->out[WHY_what], "; %s was %.2f sure that it was %s.",
                code_of(w, asks), w->event.belief[t->e], code_of(w, t->j));
    if (!(w->event.flags[t->e] & EVENT_FLAG_right))
        fprintf(t->out[WHY_wrong], "%s acted against %s; it was %s%s.",
                code_of(w, t->i), code_of(w, t->j),
                code_of(w, w->operation.initiator[o]),
                w->operation.flag[o] == t->j ? " under a false flag" : "");
    response_odds(t, r);
    reaction_law(t, o);
}

/* ---- between states ----------------------------------------------------- */

static void
conflict_facts(struct teller *t)
{
    const struct world *w = t->w;

    fprintf(t->out[WHY_odds], "Hostility %s to %s %.2f, back %.2f; "
            "nationalism %.2f and %.2f.", code_of(w, t->i), code_of(w, t->j),
            t->l->hostility[0], t->l->hostility[1],
            w->state.nationalism[t->i], w->state.nationalism[t->j]);
}

static void
say_crisis(struct teller *t)
{
    const struct world *w = t->w;
    int weeks = (int)(w->conflict.ends[t->row] - w->conflict.began[t->row]);

    fprintf(t->out[WHY_what], "A crisis opened between %s and %s%s: stakes "
            "%.2f su, for %d week%s.", code_of(w, t->i), code_of(w, t->j),
            w->event.trigger[t->e] == NOTHING ? ", by chance" : "",
            w->conflict.stakes[t->row], weeks, plural(weeks));
    conflict_facts(t);
}

/* The chance is that of politics.c: war_chance (1 + stakes/3) a week. */
static void
say_war(struct teller *t)
{
    const struct world *w = t->w;
    uint32_t from = w->event.trigger[t->e];

    fprintf(t->out[WHY_what], "War broke out between %s and %s: stakes %.2f "
            "su.", code_of(w, t->i), code_of(w, t->j),
            w->conflict.stakes[t->row]);
    if (from != NOTHING && w->event.kind[from] == EVENT_crisis) {
        t->l->chance = w->p.politics.war_chance
                     * (1 + w->conflict.stakes[t->row] / 3);
        fputs("Any week of that crisis had a chance of ", t->out[WHY_odds]);
        put_chance(t->out[WHY_odds], t->l->chance);
        fputs(" of it.  ", t->out[WHY_odds]);
    }
    conflict_facts(t);
}

static void
say_truth(struct teller *t)
{
    const struct world *w = t->w;
    state_id named = w->operation.public_state[t->row];

    fprintf(t->out[WHY_what], "The truth came out: it was %s.",
            code_of(w, w->operation.initiator[t->row]));
    if (named != w->operation.initiator[t->row])
        fprintf(t->out[WHY_wrong], "%s had been blamed.", code_of(w, named));
}

/* ---- what belongs to nobody's quarrel ----------------------------------- */

static void
say_accession(struct teller *t)
{
    bool statute = strcmp(event_step(t->w, t->e), "statute") == 0;
    enum clause_kind clause = statute ? CLAUSE_agency : CLAUSE_norms;

    fprintf(t->out[WHY_what], "%s took a step to join: %s.",
            code_of(t->w, t->i), event_step(t->w, t->e));
    fputs("states choose.", law_says(t, WHY_LAW_applied, clause));
}

static void
say_other(struct teller *t)
{
    FILE *out = t->out[WHY_what];

    switch ((enum event_kind)t->w->event.kind[t->e]) {
    case EVENT_imposed:
        fputs("The scenario made this happen.", out);
        break;
    case EVENT_worm:
        fprintf(out, "It ran away as a worm: %.3g people's machines.",
                t->w->event.amount[t->e]);
        break;
    case EVENT_takedown:
        fprintf(out, "It was taken down: %.0f domains.",
                t->w->event.amount[t->e]);
        break;
    case EVENT_disclosure:
        fputs("The vulnerability came to the vendor.", out);
        break;
    case EVENT_patch:
        fputs("The patch came out.", out);
        break;
    case EVENT_withdrawal:
        fprintf(out, "%s gave notice that it leaves.", code_of(t->w, t->i));
        break;
    case EVENT_complicity:
        fputs("It came out that ", out);
        name_firm(out, t->w, (uint16_t)t->row);
        fputs(" had helped its home state in secret.", out);
        break;
    default:
        break;
    }
}

static void
say(struct teller *t)
{
    switch ((enum event_kind)t->w->event.kind[t->e]) {
    case EVENT_operation: say_operation(t); break;
    case EVENT_strike: say_strike(t); break;
    case EVENT_detection: say_detection(t); break;
    case EVENT_finding: say_finding(t); break;
    case EVENT_public_finding: say_public_finding(t); break;
    case EVENT_reaction: say_reaction(t); break;
    case EVENT_crisis: say_crisis(t); break;
    case EVENT_war: say_war(t); break;
    case EVENT_truth: say_truth(t); break;
    case EVENT_accession: say_accession(t); break;
    default: say_other(t); break;
    }
}

int
why_link_tell(struct why_link *l, const struct world *w, struct fault *f)
{
    uint32_t e = l->event;
    struct teller t = { .l = l, .w = w, .e = e, .row = w->event.row[e],
                        .i = w->event.actor[e], .j = w->event.target[e] };
    size_t size[N_WHY_PARTS];
    bool bad = false;

    for (int k = 0; k < N_WHY_PARTS; k++) {
        t.out[k] = open_memstream(&l->said[k], &size[k]);
        bad |= t.out[k] == NULL;
    }
    if (!bad)
        say(&t);
    for (int k = 0; k < N_WHY_PARTS; k++) {
        bad |= t.out[k] == NULL || ferror(t.out[k]) != 0;
        if (t.out[k] && fclose(t.out[k]) != 0)
            bad = true;
    }
    return bad ? fault_set(f, FAULT_NOMEM, "why", 0,
                           "no memory for a chain") : 0;
}
