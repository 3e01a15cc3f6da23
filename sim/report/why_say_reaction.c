/* SPDX-License-Identifier: GPL-3.0-or-later */
/* why_say_reaction.c - what a victim, and those whom it asked, did about a
 * finding. */
#include "report/why_say.h"

#include "report/why_rows.h"
#include "world/accused.h"

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

/* The likeliest of what was not chosen. */
static int
likeliest_else(const struct choice *c)
{
    int best = -1;

    for (int k = 0; k < c->n; k++)
        if (k != c->chosen && (best < 0
                               || c->at[k].chance > c->at[best].chance))
            best = k;
    return best;
}

/* "TUR chose sanctions of its own with 0.0043; likeliest of all it could do
 * was silence, 0.95." */
static void
choice_odds(struct teller *t, const struct choice *c)
{
    FILE *out = t->out[WHY_odds];
    char name[WHY_NAME];
    int other = likeliest_else(c);

    why_alternative(name, c, c->chosen);
    fprintf(out, "%s chose %s with ", say_code(t->w, c->i), name);
    say_chance(out, c->at[c->chosen].chance);
    why_alternative(name, c, other);
    fprintf(out, "; not chosen, and likeliest %s, was %s with ",
            c->at[other].chance > c->at[c->chosen].chance ? "of all"
            : "of the rest", name);
    say_chance(out, c->at[other].chance);
    putc('.', out);
}

/* The actor's own odds to join are those of the event. */
static void
join_odds(struct teller *t)
{
    FILE *out = t->out[WHY_odds];

    for (size_t k = 0; k < t->l->n_beside; k++) {
        const struct choice *c = &t->l->beside[k];
        if (c->i != t->i)
            continue;
        t->l->chance = c->at[1].chance;
        fprintf(out, "  %s joined with ", say_code(t->w, c->i));
        say_chance(out, c->at[1].chance);
        say_drawn(out, c);
        fputs(".", out);
    }
    fputs("  ", out);
    say_beside(t, "were asked", "joined", out);
}

static void
response_odds(struct teller *t)
{
    if (t->l->choice)
        choice_odds(t, t->l->choice);
    else
        fputs("No victim had to ask for it.", t->out[WHY_odds]);
    if (t->l->n_beside > 0)
        join_odds(t);
}

static void
reaction_law(struct teller *t, uint32_t o)
{
    const struct world *w = t->w;

    if (w->event.flags[t->e] & EVENT_FLAG_binding)
        fputs("the finding binds, so the parties were asked.",
              say_law(t, WHY_LAW_applied, CLAUSE_response));
    else if (w->law.in_force[CLAUSE_response])
        fprintf(say_law(t, WHY_LAW_skipped, CLAUSE_response),
                "%s.", accused_bound(w, o, t->j)
                ? "the parties were not asked by this"
                : "no finding binds third parties");
}

void
say_reaction(struct teller *t)
{
    const struct world *w = t->w;
    enum response r = (enum response)w->event.response[t->e];
    uint32_t o = w->case_file.operation[t->row];
    state_id asks = w->victim.state[w->event.victim[t->e]];

    fprintf(t->out[WHY_what], "%s %s %s", say_code(w, t->i), deed_of(r),
            say_code(w, t->j));
    if (asks != t->i)
        fprintf(t->out[WHY_what], " for %s", say_code(w, asks));
    if (r == RESPONSE_sanction || r == RESPONSE_collective)
        fprintf(t->out[WHY_what], ", at a cost to %s of %.2g su",
                say_code(w, t->j), w->event.amount[t->e]);
    if (w->event.flags[t->e] & EVENT_FLAG_put)
        fprintf(t->out[WHY_what], ", whom the world believed guilty by "
                "%.2f.", w->event.belief[t->e]);
    else
        fprintf(t->out[WHY_what], "; %s was %.2f sure that it was %s.",
                say_code(w, asks), w->event.belief[t->e], say_code(w, t->j));
    if (!(w->event.flags[t->e] & EVENT_FLAG_right)) {
        fprintf(t->out[WHY_wrong], "%s acted against %s; ", say_code(w, t->i),
                say_code(w, t->j));
        say_culprit(t->out[WHY_wrong], t, o);
    }
    response_odds(t);
    reaction_law(t, o);
}
