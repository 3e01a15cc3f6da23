/* SPDX-License-Identifier: GPL-3.0-or-later */
/* decision_told.c - the odds of an opportunity: nothing has what the chance of
 * acting leaves, an act its share of the weights in the race. */
#include "process/decision_told.h"

_Static_assert(N_ACTS + 1 <= (int)ALTERNATIVES_MOST, "room for the acts");

void
decision_tell(const struct world *w, const struct opportunity *o,
              const struct decision_told *told)
{
    struct choice c = { .kind = CHOICE_act, .i = o->i, .j = o->j,
        .asks = o->i, .event = told->event, .trigger = o->parent,
        .n = N_ACTS + 1, .chosen = 1 + told->act, .luck = told->luck };
    double sum = 0;

    for (int n = 0; n < N_ACTS; n++)
        sum += told->weight[n];
    c.at[0].chance = 1 - told->act_chance;
    for (int n = 0; n < N_ACTS; n++) {
        struct alternative *a = &c.at[1 + n];
        a->chance = told->act_chance * told->weight[n] / sum;
        menu_parts(a, told->menu, n, w, o);
        a->part[PART_act_in_peace] = told->in_peace;
    }
    choice_tell(w, &c);
}
