/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tables.c - looking a state up, and letting the tables go. */
#include "world/tables.h"

#include <stdlib.h>

state_id
tables_state(const struct tables *t, state_code code)
{
    uint32_t low = 0, high = t->n_states;

    while (low < high) {
        uint32_t middle = (low + high) / 2;
        if (t->state[middle].code < code)
            low = middle + 1;
        else
            high = middle;
    }
    if (low < t->n_states && t->state[low].code == code)
        return (state_id)low;
    return NO_STATE;
}

void
tables_free(struct tables *t)
{
    free(t->state);
    free(t->pair);
    free(t->ecosystem);
    free(t->firm);
    free(t->platform);
    free(t->region);
    free(t->user_share);
    *t = (struct tables){ 0 };
}
