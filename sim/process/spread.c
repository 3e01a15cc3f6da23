/* SPDX-License-Identifier: GPL-3.0-or-later */
/* spread.c - operations that run away as worms.
 *
 * A disruptive or destructive success escapes with chance 0.02 (own service)
 * or 0.06 (proxy).  The worm lives on the ecosystem it was aimed at, in daily
 * generations, all of them in the week of the strike:
 *   new_c ~ Binomial(S_c, 1 - exp(-R Sum_d M_cd I_d / n_c))
 * with n_c the seats of state c that this worm can reach (a share of all), S_c
 * the open ones among them, I_d those infected the day before; M_cc = 1 - eps,
 * M_cd = eps x share of c in the trade of d.  It begins with ten seats at the
 * first victim and ends when nobody is infected, when it is killed (an
 * exponential time, hazard kd x skill of the owner a day) or after 56 days.
 * The infected are disrupted this week.
 *
 * Reed-Frost epidemic; final size z = 1 - exp(-R s0 z) in one cell (Kermack &
 * McKendrick 1927).  Sources: WannaCry, NotPetya; all assumed.  Left out:
 * worms of criminals, a second ecosystem. */
#include "process/process.h"

#include <math.h>

#include "theory/hazards.h"
#include "world/exploit.h"
#include "world/suppressed.h"

enum { FIRST_SEATS = 10 };

/* One worm on one ecosystem, by state. */
struct worm {
    uint32_t operation, ecosystem;
    double seats[STATES_MOST];          /* n                                 */
    int64_t open[STATES_MOST];          /* S                                 */
    int64_t infected[STATES_MOST];      /* I                                 */
    int64_t all[STATES_MOST];           /* infected so far                   */
    double pressure[STATES_MOST];       /* R Sum M I / n of today            */
};

/* Share of the seats of a habit that are open to it. */
static double
open_share(const struct world *w, uint32_t o, enum habit habit)
{
    if (w->operation.exploit[o] != NOTHING || w->operation.nday[o] != NOTHING)
        return exploit_can_hit(w, o, habit);
    return w->p.spread.open;
}

static double
open_of_all(const struct world *w, uint32_t o)
{
    double sum = 0;

    for (int h = 0; h < N_HABITS; h++)
        sum += w->p.vulnerabilities.habit_share[h]
               * open_share(w, o, (enum habit)h);
    return sum;
}

static void
start(struct worm *m, const struct world *w, uint32_t o)
{
    double share = open_of_all(w, o);

    *m = (struct worm){ .operation = o,
                        .ecosystem = w->operation.ecosystem[o] };
    for (uint32_t j = 0; j < w->state.n; j++) {
        uint32_t cell = j * w->ecosystem.n + m->ecosystem;
        m->seats[j] = floor(w->p.spread.seats * w->cell.users[cell]);
        m->open[j] = (int64_t)(m->seats[j] * share);
    }
    state_id j = w->operation.target[o];
    int64_t first = m->open[j] < FIRST_SEATS ? m->open[j] : FIRST_SEATS;
    m->infected[j] = m->all[j] = first;
    m->open[j] -= first;
}

static void
press(struct worm *m, const struct world *w)
{
    double r = w->p.spread.reproduction, abroad = w->p.spread.abroad;

    for (uint32_t j = 0; j < w->state.n; j++)
        m->pressure[j] = 0;
    for (state_id d = 0; d < w->state.n; d++) {
        if (m->infected[d] == 0)
            continue;
        double force = r * (double)m->infected[d];
        const double *trade = &w->dyad.trade[dyad_of(w, d, 0)];
        m->pressure[d] += (1 - abroad) * force / m->seats[d];
        for (state_id c = 0; c < w->state.n; c++)
            if (c != d && m->seats[c] > 0)
                m->pressure[c] += abroad * trade[c] * force / m->seats[c];
    }
}

/* One day; false if nobody is infected any more. */
static bool
generation(struct worm *m, const struct world *w, struct draws *d)
{
    bool alive = false;

    press(m, w);
    for (uint32_t j = 0; j < w->state.n; j++) {
        m->infected[j] = 0;
        if (m->pressure[j] == 0 || m->open[j] == 0)
            continue;
        m->infected[j] = draws_binomial(d, m->open[j],
                                        hazard_chance(m->pressure[j]));
        m->open[j] -= m->infected[j];
        m->all[j] += m->infected[j];
        alive |= m->infected[j] > 0;
    }
    return alive;
}

/* Days until somebody finds the switch; a worm on nobody's ecosystem is met by
 * a firm of skill 1. */
static double
days_until_killed(const struct world *w, const struct worm *m)
{
    uint16_t owner = w->in->tables.ecosystem[m->ecosystem].owner;
    double skill = owner == NO_FIRM ? 1 : w->firm.skill[owner];
    double u = draw_at(w->key, PURPOSE_worm, 0,
                       w->operation.key[m->operation], 1);
    return hazard_weeks(hazard_threshold(u), w->p.spread.kill * skill);
}

/* The share of people of each habit: open ones are hit alike. */
static void
leave_infections(struct world *w, const struct worm *m)
{
    double share = open_of_all(w, m->operation);

    for (uint32_t j = 0; j < w->state.n; j++) {
        if (m->all[j] == 0)
            continue;
        uint32_t k = world_append(w, TABLE_infection);
        double hit = (double)m->all[j]
                   / (double)(m->all[j] + m->open[j]) * w->p.spread.seats;
        w->infection.operation[k] = m->operation;
        w->infection.cell[k] = j * w->ecosystem.n + m->ecosystem;
        for (int h = 0; h < N_HABITS; h++)
            w->infection.reach[k * N_HABITS + (uint32_t)h] = share > 0
                ? fmin(1, hit * open_share(w, m->operation, (enum habit)h))
                : 0;
    }
}

static void
run_away(struct world *w, uint32_t o)
{
    struct worm m;
    struct draws d = draws_in(w->key, PURPOSE_infection, 0,
                              w->operation.key[o]);
    double infected = 0;

    start(&m, w, o);
    double days = fmin(days_until_killed(w, &m), w->p.spread.days);
    for (int day = 1; day <= days; day++)
        if (!generation(&m, w, &d))
            break;
    leave_infections(w, &m);
    for (uint32_t j = 0; j < w->state.n; j++)
        infected += (double)m.all[j];
    world_event(w, &(struct event_row){ .kind = EVENT_worm,
        .actor = w->operation.initiator[o], .target = w->operation.target[o],
        .row = o, .victim = NOTHING, .trigger = w->operation.event[o],
        .amount = infected });
}

static bool
escapes(const struct world *w, uint32_t o)
{
    double chance = w->p.spread.escape[w->operation.executor[o]];

    return w->operation.success[o] && w->operation.kind[o] >= KIND_disruption
           && draw_at(w->key, PURPOSE_worm, 0, w->operation.key[o], 0)
              < chance;
}

void
spread(struct world *w)
{
    world_rows_cut(w, TABLE_infection, 0);
    for (uint32_t o = world_first_operation(w); o < w->operation.n; o++)
        if (escapes(w, o)
            && !suppressed(w, &(struct suppressed){ .kind = EVENT_worm,
                   .key = w->operation.key[o] }))
            run_away(w, o);
}
