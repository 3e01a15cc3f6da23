/* SPDX-License-Identifier: GPL-3.0-or-later */
/* accused.c - flags over the cases that have settled on a state. */
#include "world/accused.h"

uint32_t
accused_case(const struct world *w, uint32_t o, int a, state_id k)
{
    uint32_t c = w->operation.cases[o * N_AUTHORS + (uint32_t)a];

    return c != NOTHING && w->case_file.named[c] <= w->week
           && w->case_file.suspect[c] == k ? c : NOTHING;
}

static bool
any(const struct world *w, uint32_t o, state_id k, const uint8_t flag[])
{
    for (int a = 0; a < N_AUTHORS; a++) {
        uint32_t c = accused_case(w, o, a, k);
        if (c != NOTHING && flag[c])
            return true;
    }
    return false;
}

bool
accused_bound(const struct world *w, uint32_t o, state_id k)
{
    return any(w, o, k, w->case_file.bound);
}

bool
accused_put(const struct world *w, uint32_t o, state_id k)
{
    return any(w, o, k, w->case_file.put);
}
