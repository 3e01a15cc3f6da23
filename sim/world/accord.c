/* SPDX-License-Identifier: GPL-3.0-or-later */
/* accord.c - sums over firms. */
#include "world/accord.h"

#include <math.h>

bool
accord_binds(const struct world *w, uint16_t f)
{
    return w->law.in_force[CLAUSE_accord] && w->firm.member[f];
}

double
accord_share(const struct world *w)
{
    double users = 0, security = 0, all = 0;

    if (!w->law.in_force[CLAUSE_accord])
        return 0;
    for (uint16_t f = 0; f < w->firm.n; f++) {
        users += w->firm.member[f] ? w->firm.users[f] : 0;
        if (w->in->tables.firm[f].security) {
            all++;
            security += w->firm.member[f];
        }
    }
    return 0.5 * users + (all > 0 ? 0.5 * security / all : 0);
}

double
firm_users_in(const struct world *w, uint16_t f, state_id k)
{
    double here = 0, all = 0;

    for (uint32_t m = 0; m < w->ecosystem.n; m++) {
        if (w->in->tables.ecosystem[m].owner != f)
            continue;
        for (uint32_t i = 0; i < w->state.n; i++)
            all += w->cell.users[i * w->ecosystem.n + m];
        here += w->cell.users[k * w->ecosystem.n + m];
    }
    return all > 0 ? here / all : 0;
}

double
state_defence(const struct world *w, state_id i)
{
    return fmin(1, w->state.defence[i] + w->state.assisted[i]);
}
