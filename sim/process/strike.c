/* SPDX-License-Identifier: GPL-3.0-or-later */
/* strike.c - what an operation does: success, severity, victims, reach, loss.
 *
 *   success   uniform < the chance that its initiator saw (decision_menu.c)
 *   severity  quantile of the kind's chances
 *   length    days ~ lognormal(median, sd), up to whole weeks, at least one
 *   victims   one with chance 0.64, else ceil(exp(N(0, 0.8))) more, drawn by
 *             attraction without repeating
 *   reach     rho = min(1/2, 0.01 10^(slope (severity - 5)) exp(sr e -
 *             sr^2/2)), x 0.05 on government and military, of those on its
 *             ecosystem whom it can hit (world/exploit.h); it comes at once,
 *             in a week of the operation that is uniform over its planned
 *             weeks
 *   loss      l_severity (gdp/27 trillion)^1/2 exp(sL e)
 * A failed operation reaches nobody and costs nothing.  Severity, success,
 * length and detection belong to the operation; reach and loss to each victim.
 * A live espionage success is an implant in its sector, until it ends there.
 *
 * Sources: DCID 2.0 (length, severity), EuRepoC (victims), landmark operations
 * (loss). */
#include "process/process.h"

#include <math.h>

/* GDP at which the loss of a severity is the median, MUSD. */
#define LOSS_GDP 27e6
#define LN_10 2.302585092994046

/* ---- what belongs to the operation -------------------------------------- */

static uint8_t
severity_of(const struct world *w, uint32_t o, double u)
{
    const double *cumulated =
        w->derived.severity_cumulated[w->operation.kind[o]];
    int s = 0;

    if (w->operation.imposed_severity[o])
        return w->operation.imposed_severity[o];
    while (s < N_LEVELS - 1 && u >= cumulated[s])
        s++;
    return (uint8_t)(s + 1);
}

static int32_t
weeks_of(const struct world *w, uint32_t o)
{
    enum kind k = w->operation.kind[o];
    double u = draw_at(w->key, PURPOSE_duration, 0, w->operation.key[o], 0);
    double days = w->p.strike.days[k]
                * exp(w->p.strike.days_sd[k] * draw_normal(u));

    return days < 7e5 ? (int32_t)fmax(1, ceil(days / 7)) : 100000;
}

static void
resolve(struct world *w, uint32_t o)
{
    double u[2];

    draw_two(w->key, PURPOSE_outcome, 0, w->operation.key[o], u);
    w->operation.success[o] = u[0] < w->operation.chance[o];
    w->operation.severity[o] = severity_of(w, o, u[1]);
    w->operation.ends[o] = w->week + weeks_of(w, o);
    world_event(w, &(struct event_row){ .kind = EVENT_strike,
        .actor = w->operation.initiator[o], .target = w->operation.target[o],
        .row = o, .victim = NOTHING, .trigger = w->operation.event[o],
        .flags = w->operation.success[o] ? EVENT_FLAG_right : 0,
        .amount = w->operation.severity[o] });
}

/* ---- victims ------------------------------------------------------------ */

/* The share of those whom it can hit that is touched if the reach arrives. */
static double
reach_of(const struct world *w, uint32_t o, double u)
{
    const struct params *p = &w->p;
    double sd = p->strike.reach_sd;
    enum sector s = w->operation.sector[o];

    if (!w->operation.success[o])
        return 0;
    double step = p->strike.reach_slope * (w->operation.severity[o] - 5);
    double rho = p->strike.reach
               * exp(LN_10 * step + sd * draw_normal(u) - sd * sd / 2);
    double hit = fmin(p->strike.reach_most, rho);
    return s == SECTOR_government || s == SECTOR_military
           ? hit * p->strike.reach_state : hit;
}

static double
loss_of(const struct world *w, uint32_t o, state_id j, double u)
{
    const struct params *p = &w->p;

    if (!w->operation.success[o])
        return 0;
    return p->strike.loss[w->operation.severity[o] - 1]
         * pow(w->state.gdp[j] / LOSS_GDP, p->strike.loss_gdp)
         * exp(p->strike.loss_sd * draw_normal(u));
}

static void
add_victim(struct world *w, uint32_t o, state_id j)
{
    uint64_t key = entity_mix(w->operation.key[o], PURPOSE_victim,
                              world_code(w, j));
    uint32_t v = world_append(w, TABLE_victim);
    int32_t weeks = w->operation.ends[o] - w->operation.launched[o];
    double u[2];

    draw_two(w->key, PURPOSE_reach, 0, key, u);
    w->victim.operation[v] = o;
    w->victim.state[v] = j;
    w->victim.reach[v] = reach_of(w, o, u[0]);
    w->victim.reach_week[v] = w->week + (int32_t)(u[1] * weeks);
    w->victim.loss[v] =
        loss_of(w, o, j, draw_at(w->key, PURPOSE_loss, 0, key, 0));
    w->operation.n_victims[o]++;
}

static bool
is_victim(const struct world *w, uint32_t o, state_id j)
{
    uint32_t v = w->operation.first_victim[o];

    for (uint32_t k = v; k < v + w->operation.n_victims[o]; k++)
        if (w->victim.state[k] == j)
            return true;
    return false;
}

/* How many victims beside the first, as the draw has it. */
static int
more_victims(const struct world *w, struct draws *d)
{
    double one = draws_uniform(d), size = draws_uniform(d);

    if (one < w->p.strike.one_victim)
        return 0;
    double n = ceil(exp(w->p.strike.more_victims_sd * draw_normal(size)));
    return n < w->state.n ? (int)n : (int)w->state.n - 1;
}

/* Draws again what was drawn before; gives up after some tries where the
 * initiator meets only few states. */
static void
further_victims(struct world *w, uint32_t o)
{
    enum { TRIES = 64 };
    struct draws d = draws_in(w->key, PURPOSE_victims, 0, w->operation.key[o]);
    uint32_t row = dyad_of(w, w->operation.initiator[o], 0);
    double total = w->dyad.cumulated[row + w->state.n - 1];
    int more = more_victims(w, &d);

    for (int tries = 0; more > 0 && tries < TRIES; tries++) {
        double x = draws_uniform(&d) * total;
        state_id j = 0;
        while (j + 1u < w->state.n && w->dyad.cumulated[row + j] <= x)
            j++;
        if (w->dyad.attraction[row + j] > 0 && !is_victim(w, o, j)) {
            add_victim(w, o, j);
            more--;
        }
    }
}

/* ---- implants ----------------------------------------------------------- */

static uint8_t *
implants_of(struct world *w, uint32_t v)
{
    uint32_t o = w->victim.operation[v];
    uint32_t d = dyad_of(w, w->operation.initiator[o], w->victim.state[v]);
    return &w->dyad.implants[d * N_SECTORS + w->operation.sector[o]];
}

static void
implant(struct world *w, uint32_t o)
{
    uint32_t v = w->operation.first_victim[o];

    for (uint32_t k = v; k < v + w->operation.n_victims[o]; k++) {
        uint8_t *count = implants_of(w, k);
        if (*count == UINT8_MAX)
            continue;
        (*count)++;
        w->access.row[world_append(w, TABLE_access)] = k;
    }
}

/* Those that have ended by now go; the others stay in their order. */
static void
access_ends(struct world *w)
{
    uint32_t kept = 0;

    for (uint32_t k = 0; k < w->access.n; k++) {
        uint32_t v = w->access.row[k];
        bool live = w->operation.ends[w->victim.operation[v]] > w->week
                    && w->victim.ended[v] > w->week;
        if (live)
            w->access.row[kept++] = v;
        else
            (*implants_of(w, v))--;
    }
    world_rows_cut(w, TABLE_access, kept);
}

void
strike(struct world *w)
{
    access_ends(w);
    for (uint32_t o = world_first_operation(w); o < w->operation.n; o++) {
        resolve(w, o);
        w->operation.first_victim[o] = w->victim.n;
        add_victim(w, o, w->operation.target[o]);
        further_victims(w, o);
        if (w->operation.kind[o] == KIND_espionage && w->operation.success[o])
            implant(w, o);
    }
}
