/* SPDX-License-Identifier: GPL-3.0-or-later */
/* credibility.c - Beta means, seen from somewhere. */
#include "world/credibility.h"

#include <math.h>

static double
government(const struct world *w, uint32_t row, state_id viewer, double c)
{
    state_id home = w->case_file.home[row], k = w->case_file.suspect[row];

    c *= w->state.legitimacy[home];
    if (viewer == NO_STATE)
        return c;
    if (viewer == home
        || (w->dyad.relation[dyad_of(w, viewer, home)] & RELATION_bloc))
        c += w->p.attribution.bloc_trust;
    if (viewer == k
        || (w->dyad.relation[dyad_of(w, viewer, k)] & RELATION_bloc))
        c -= w->p.attribution.bloc_distrust;
    return c;
}

double
credibility_of_agency(const struct world *w)
{
    return w->agency.right[0] / (w->agency.right[0] + w->agency.wrong[0])
           * (0.5 + 0.5 * w->law.agency_independence);
}

double
credibility_of(const struct world *w, uint32_t row, state_id viewer)
{
    enum author author = w->case_file.author[row];
    uint32_t f = w->case_file.firm[row], home = w->case_file.home[row];
    double c = 0;

    switch (author) {
    case AUTHOR_agency:
        c = credibility_of_agency(w);
        break;
    case AUTHOR_firm:
        c = w->firm.right[f] / (w->firm.right[f] + w->firm.wrong[f]);
        break;
    case AUTHOR_government:
        c = w->state.right[home] / (w->state.right[home]
                                    + w->state.wrong[home]);
        break;
    case N_AUTHORS:
        break;
    }
    if (author == AUTHOR_government)
        c = government(w, row, viewer, c);
    return fmin(fmax(c, 0), 1);
}

/* A published finding, in `row` of case_file or NOTHING, against it? */
static bool
accuses(const struct world *w, uint32_t row, state_id accused)
{
    return row != NOTHING && w->case_file.published[row] <= w->week
           && w->case_file.suspect[row] == accused;
}

bool
accused_in_public(const struct world *w, uint32_t o, state_id accused)
{
    for (uint32_t a = 0; a < N_AUTHORS; a++)
        if (accuses(w, w->operation.cases[o * N_AUTHORS + a], accused))
            return true;
    return false;
}

double
credibility_combined(const struct world *w, uint32_t o, state_id accused,
                     state_id viewer)
{
    double doubt = 1;

    for (int a = 0; a < N_AUTHORS; a++) {
        uint32_t row = w->operation.cases[o * N_AUTHORS + (uint32_t)a];
        if (accuses(w, row, accused))
            doubt *= 1 - credibility_of(w, row, viewer);
    }
    return 1 - doubt;
}
