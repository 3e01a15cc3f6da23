/* SPDX-License-Identifier: GPL-3.0-or-later */
/* civilians.c - everybody online, as counts of people who are exchangeable.
 *
 * People of one cell (state, ecosystem) in one condition, harmed equally
 * often, have the same chances, so whatever happens to a fraction of a group
 * is one binomial draw and the counts are exact (Kemeny & Snell 1960, ch. VI,
 * lumpability).  In a week, in this order:
 *   1 people recover: the disrupted every week with chance 1/2, the
 *     compromised in the week of four that their cell's key names, with chance
 *     1 - (25/26)^4
 *   2 what reaches people this week touches a fraction of each group,
 *     operation by operation: disrupting reach the fine and the compromised,
 *     compromising reach only the fine; they are moved and harmed once more
 *   3 who is disrupted now counts one person-week (account.c)
 * 1 and 2 are civilians_moves.c.  Salience is the remembered share of people
 * harmed, h' = h + (now - h)/52 with now = (disrupted + 0.2 compromised) /
 * online; backlash = N h/(h + h50), x 1.5 if a culprit was named in public
 * within the same memory; the demand for protection by treaty is
 * open h/(h + h50) (1 - N) x credibility of the agency, or 1/2.
 *
 * Trust of a cell T' = T + 0.01 (1 - T) - aT harmed share (x 1.5 where its
 * owner is known to help its state), less 0.3 abroad when that comes out; a
 * person's is T 0.9^(times harmed).  Of those harmed now Binomial(n, sw (1 -
 * trust)) move to another ecosystem by its users, x (1 + N) where its owner is
 * at home.  Trust in the state falls by aS x the share of its people touched
 * when it answers with silence.  Everything depends on cell, habit, condition
 * and times harmed alone.
 *
 * The dense twin in tests/ loops over persons and has the same law; a panel
 * (model/panel.h) follows some of them by name.  Left out: a memory of who
 * moved, ties between people. */
#include "process/civilians_moves.h"

#include <math.h>

#include "process/process.h"
#include "world/credibility.h"

/* ---- what people want --------------------------------------------------- */

static void
demand(struct world *w, state_id i)
{
    const struct params *p = &w->p;
    uint32_t n = w->in->tables.n_ecosystems;
    double disrupted = 0, compromised = 0;

    for (uint32_t c = i * n; c < (i + 1) * n; c++) {
        disrupted += (double)w->cell.disrupted[c];
        compromised += (double)w->cell.compromised[c];
    }
    double harmed = disrupted + p->civilians.compromised_weight * compromised;
    double now = w->state.online[i] > 0 ? harmed / w->state.online[i] : 0;
    double keep = w->derived.salience_keep;
    double h = keep * w->state.salience[i] + (1 - keep) * now;
    bool known = w->state.culprit_week[i]
                 > w->week - (int32_t)p->civilians.salience_weeks;

    double half = h / (h + p->civilians.salience_half);
    double believed = w->law.in_force[CLAUSE_agency]
                      ? credibility_of_agency(w) : 0.5;
    w->state.salience[i] = h;
    w->state.backlash[i] = w->state.nationalism[i] * half
        * (known ? p->civilians.culprit_known : 1);
    w->state.protection[i] = w->state.openness[i] * half
        * (1 - w->state.nationalism[i]) * believed;
}

/* ---- trust -------------------------------------------------------------- */

/* A silent answer costs trust in the state: as its people were touched. */
static void
silence(struct world *w, uint32_t e)
{
    uint32_t v = w->event.victim[e];
    state_id i = w->event.actor[e];
    double share = w->state.online[i] > 0
        ? w->victim.touched[v] / w->state.online[i] : 0;

    w->state.trust[i] = fmax(0, w->state.trust[i]
                                - w->p.civilians.trust_loss * share);
}

/* Secret help that came out: every user abroad hears of it. */
static void
complicity(struct world *w, uint32_t f)
{
    for (uint32_t c = 0; c < w->cell.n; c++)
        if (w->in->tables.ecosystem[c % w->ecosystem.n].owner == f
            && c / w->ecosystem.n != w->in->tables.firm[f].home)
            w->cell.trust[c] = fmax(0, w->cell.trust[c]
                                       - w->p.civilians.complicity_loss);
}

static void
trust(struct world *w)
{
    double back = w->p.civilians.trust_return;

    for (uint32_t c = 0; c < w->cell.n; c++)
        w->cell.trust[c] += back * (1 - w->cell.trust[c]);
    for (uint32_t i = 0; i < w->state.n; i++)
        w->state.trust[i] += back * (1 - w->state.trust[i]);
    for (uint32_t e = w->week_events; e < w->event.n; e++) {
        if (w->event.kind[e] == EVENT_reaction
            && w->event.response[e] == RESPONSE_silence)
            silence(w, e);
        else if (w->event.kind[e] == EVENT_complicity)
            complicity(w, w->event.row[e]);
    }
}

void
civilians(struct world *w)
{
    civilians_recover(w);
    trust(w);
    civilians_touch(w);
    for (state_id i = 0; i < w->state.n; i++)
        demand(w, i);
}
