/* SPDX-License-Identifier: GPL-3.0-or-later */
/* why_say_states.c - crises and wars; steps into a treaty and out of it. */
#include "report/why_say.h"

#include "world/names.h"

/* ---- crises and wars ---------------------------------------------------- */

/* Weeks that it was to last; the record of events has those that it did. */
static void
put_length(struct teller *t)
{
    int32_t began = t->w->conflict.began[t->row];
    int meant = (int)(t->w->conflict.ends[t->row] - began);
    int lasted = (int)(t->end->conflict.ends[t->row] - began);

    if (lasted < meant)
        fprintf(t->out[WHY_what], ", meant for %d weeks; after %d it became a "
                "war.", meant, lasted);
    else
        fprintf(t->out[WHY_what], ", for %d week%s.", meant,
                say_plural(meant));
}

static void
crisis_odds(struct teller *t, const struct choice *c)
{
    const double *part = c->at[1].part;
    const char *a = say_code(t->w, t->i), *b = say_code(t->w, t->j);
    FILE *out = t->out[WHY_odds];

    fputs("That a crisis opened had ", out);
    say_chance(out, c->at[1].chance);
    say_drawn(out, c);
    fputs(" in this week: ", out);
    say_chance(out, part[PART_crisis_base]);
    fprintf(out, " for any two %s, x %.2f for their nationalism (%s %.2f, %s "
            "%.2f), x %.2f for hostility (of %s %.2f, of %s %.2f).",
            part[PART_crisis_rivals] != 0 ? "rivals"
            : "that are watched but are no rivals",
            part[PART_crisis_nationalism], a,
            part[PART_crisis_nationalism_a], b,
            part[PART_crisis_nationalism_b], part[PART_crisis_hostility],
            a, part[PART_crisis_hostility_ab], b,
            part[PART_crisis_hostility_ba]);
}

void
say_crisis(struct teller *t)
{
    const struct world *w = t->w;

    fprintf(t->out[WHY_what], "A crisis opened between %s and %s%s: stakes "
            "%.2f su", say_code(w, t->i), say_code(w, t->j),
            w->event.trigger[t->e] == NOTHING ? ", by chance" : "",
            w->conflict.stakes[t->row]);
    put_length(t);
    if (t->l->choice)
        crisis_odds(t, t->l->choice);
    else
        fputs("The scenario makes it; nothing was drawn.", t->out[WHY_odds]);
}

static void
war_odds(struct teller *t, const struct choice *c)
{
    const double *part = c->at[1].part;
    FILE *out = t->out[WHY_odds];

    fprintf(out, "In week %.0f of it the crisis became a war with ",
            1 + part[PART_war_weeks]);
    say_chance(out, c->at[1].chance);
    say_drawn(out, c);
    fputs(": ", out);
    say_chance(out, part[PART_war_base]);
    fprintf(out, " in a week of any crisis, x %.2f for what was at stake.  "
            "Neither hostility nor nationalism moves that.",
            part[PART_war_stakes]);
}

void
say_war(struct teller *t)
{
    const struct world *w = t->w;

    fprintf(t->out[WHY_what], "War broke out between %s and %s: stakes %.2f "
            "su", say_code(w, t->i), say_code(w, t->j),
            w->conflict.stakes[t->row]);
    put_length(t);
    if (t->l->choice)
        war_odds(t, t->l->choice);
    else
        fputs("An armed answer is a war; nothing was drawn.",
              t->out[WHY_odds]);
}

/* ---- steps -------------------------------------------------------------- */

static void
step_odds(struct teller *t, const struct choice *c)
{
    FILE *out = t->out[WHY_odds];

    fprintf(out, "%s did so in this quarter with ", say_code(t->w, t->i));
    say_chance(out, c->at[1].chance);
    say_drawn(out, c);
    fputs(", of at most ", out);
    say_chance(out, c->at[1].part[PART_step_most]);
    fputs(c->step == STEP_withdraw
          ? ": the weaker the pull of the treaty, the more.  " : ".  ", out);
    say_beside(t, "could", "did", out);
}

void
say_accession(struct teller *t)
{
    static const char *const did[] = {
        [STEP_sign] = "signed the convention",
        [STEP_ratify] = "ratified the convention",
        [STEP_statute] = "joined the statute of the agency" };
    enum choice_step step = (enum choice_step)t->w->event.amount[t->e];

    fprintf(t->out[WHY_what], "%s %s.", say_code(t->w, t->i), did[step]);
    if (t->l->choice)
        step_odds(t, t->l->choice);
    fputs("states choose.", say_law(t, WHY_LAW_applied, step == STEP_statute
                                    ? CLAUSE_agency : CLAUSE_norms));
}

void
say_withdrawal(struct teller *t)
{
    fprintf(t->out[WHY_what], "%s gave notice that it leaves.",
            say_code(t->w, t->i));
    if (t->l->choice)
        step_odds(t, t->l->choice);
    else
        fputs("The scenario makes it; nothing was drawn.", t->out[WHY_odds]);
}
