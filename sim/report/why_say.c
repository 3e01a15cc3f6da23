/* SPDX-License-Identifier: GPL-3.0-or-later */
/* why_say.c - what is to be said of one event, at the end of its week: words
 * that all share, and what belongs to nobody's quarrel. */
#include "report/why_say.h"

#include <math.h>

#include "report/number.h"
#include "world/names.h"

enum { NAMED_MOST = 8 };

/* ---- words -------------------------------------------------------------- */

const char *
say_code(const struct world *w, state_id i)
{
    return i == NO_STATE ? "nobody" : w->in->tables.state[i].text;
}

const char *
say_plural(double n)
{
    return n == 1 ? "" : "s";
}

const char *
say_firm(const struct world *w, uint16_t firm)
{
    return firm == NO_FIRM ? "a firm" : w->in->tables.firm[firm].name;
}

void
say_amount(FILE *out, double x)
{
    char text[NUMBER_TEXT];
    struct number_style style = number_style_alone(x, false);

    fputs(number_text(text, x, &style, false), out);
}

void
say_chance(FILE *out, double x)
{
    if (x > 0.9995 && x < 1)
        fputs("above 0.999", out);
    else if (x >= 0.995 && x < 1)
        fprintf(out, "%.3f", x);
    else if (x >= 0.1 || x == 0)
        fprintf(out, "%.2f", x);
    else if (x >= 0.0001)
        fprintf(out, "%.2g", x);
    else
        fputs("below 0.0001", out);
}

void
say_drawn(FILE *out, const struct choice *c)
{
    if (isnan(c->luck))
        return;
    fputs(" (drawn ", out);
    say_chance(out, c->luck);
    putc(')', out);
}

FILE *
say_law(struct teller *t, enum why_law law, enum clause_kind clause)
{
    t->l->law = law;
    t->l->clause = clause;
    return t->out[WHY_clause];
}

void
say_culprit(FILE *out, const struct teller *t, uint32_t operation)
{
    const struct world *w = t->w;

    fprintf(out, "it was %s%s.",
            say_code(w, w->operation.initiator[operation]),
            w->operation.flag[operation] == t->j ? " under a false flag" : "");
}

void
say_beside(const struct teller *t, const char *could, const char *did,
           FILE *out)
{
    size_t n = 0, named = 0;
    double odds = 0;

    for (size_t k = 0; k < t->l->n_beside; k++) {
        n += t->l->beside[k].chosen != 0;
        odds += t->l->beside[k].at[1].chance;
    }
    fprintf(out, "Of %zu that %s %zu %s", t->l->n_beside, could, n, did);
    for (size_t k = 0; k < t->l->n_beside && named < NAMED_MOST; k++)
        if (t->l->beside[k].chosen != 0)
            fprintf(out, "%s%s", named++ == 0 ? " (" : ", ",
                    say_code(t->w, t->l->beside[k].i));
    if (named > 0)
        fputs(n > named ? " and others)" : ")", out);
    fprintf(out, "; by their odds %.*f would.", odds < 10 ? 1 : 0, odds);
}

/* ---- what belongs to nobody's quarrel ----------------------------------- */

static void
say_other(struct teller *t)
{
    FILE *out = t->out[WHY_what];

    switch ((enum event_kind)t->w->event.kind[t->e]) {
    case EVENT_imposed:
        fputs("The scenario made this happen.", out);
        break;
    case EVENT_worm:
        fputs("It ran away as a worm: ", out);
        say_amount(out, t->w->event.amount[t->e]);
        fputs(" people's machines.", out);
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
    static void (*const of[N_EVENTS])(struct teller *) = {
        [EVENT_operation] = say_operation, [EVENT_strike] = say_strike,
        [EVENT_detection] = say_detection, [EVENT_finding] = say_finding,
        [EVENT_public_finding] = say_public_finding,
        [EVENT_truth] = say_truth, [EVENT_reaction] = say_reaction,
        [EVENT_crisis] = say_crisis, [EVENT_war] = say_war,
        [EVENT_accession] = say_accession,
        [EVENT_withdrawal] = say_withdrawal,
    };
    const struct choice *c = t->l->choice;

    if (c)
        t->l->chance = c->at[c->chosen].chance;
    (of[t->w->event.kind[t->e]] ? of[t->w->event.kind[t->e]] : say_other)(t);
}

int
why_link_tell(struct why_link *l, const struct world *w,
              const struct world *end, struct fault *f)
{
    uint32_t e = l->event;
    struct teller t = { .l = l, .w = w, .end = end, .e = e,
                        .row = w->event.row[e],
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
