/* SPDX-License-Identifier: GPL-3.0-or-later */
/* decision.c - who gets a chance against whom, and what is made of it.
 *
 * Opportunities of i against j are Poisson, a week:
 *   lambda = tau/52 w_i v_ij / K  G  e^{b_h H} [1 + (e^{b_c C + b_w W} - 1)]
 * The two terms in the bracket are two streams, so that only pairs in a crisis
 * or war pay for the second, and so that an operation knows what was necessary
 * for it:
 *   calm   candidates of i at w_i v_i. e^{b_h}, target by inversion on the
 *          cumulated attraction in the order of codes, thinned by
 *          e^{b_h (H - 1)}
 *   surge  candidates of (i, j) while they are in a crisis or war, at w_i v_ij
 *          e^{b_h} (e^{b_c + b_w} - 1), thinned; its trigger is the crisis
 * By superposition this is one Poisson process of rate lambda.  H hostility of
 * i against j, C = 1 in a crisis or war, W = exp(-weeks of war/40).
 * G = (1 + growth)^(years 2013 .. start) (1 + growth_ahead)^(years after it);
 * in the spin-up years are counted back from the start.
 *
 * An opportunity with peacetime stakes x ~ F (mean 1) is taken with
 *   P_act = logistic(beta I),  I = (lambda/beta) ln mean exp(beta U_a/lambda)
 * and the act is then the winner of an exponential race: exactly the logit.
 * Utilities: decision_menu.c.  Replies due (of states with a programme) and
 * imposed operations come last.
 *
 * Oracle: inspection game as beta -> infinity (tests/test_decision.c). */
#include "process/process.h"

#include <math.h>

#include "process/decision_belief.h"
#include "process/decision_menu.h"
#include "process/decision_told.h"
#include "theory/choice.h"
#include "theory/stakes.h"
#include "world/exploit.h"
#include "world/suppressed.h"

static double
growth(const struct world *w)
{
    const struct params *p = &w->p;
    int32_t before = w->week < 0 ? w->week : 0;
    double years = inputs_years_since(w->in, before, 2013);
    double ahead = w->week > 0 ? w->week / 52.0 : 0;

    return pow(1 + p->decision.growth, years)
         * pow(1 + p->decision.growth_ahead, ahead);
}

/* ---- an opportunity ----------------------------------------------------- */

/* The act whose exponential clock of rate weight[n] rings first.  Since
 * -log u >= 1 - u, most clocks need no logarithm to be seen to be late. */
static int
race(const struct world *w, const struct opportunity *o, const double weight[])
{
    double best = INFINITY;
    int winner = 0;
    uint32_t word[4];

    for (int n = 0; n < N_ACTS; n++) {
        if (n % 4 == 0)
            draw_block(w->key, PURPOSE_cell, 0, o->key, (uint32_t)n / 4, word);
        double u = draw_unit(word[n % 4]);
        if (1 - u >= best * weight[n])
            continue;
        double time = -log(u) / weight[n];
        if (time < best) {
            best = time;
            winner = n;
        }
    }
    return winner;
}

/* Its event, NOTHING if this operation is kept from happening. */
static uint32_t
launch(struct world *w, const struct opportunity *o, const struct menu *m,
       int n, double act_chance)
{
    const struct act a = acts[n];

    if (suppressed(w, &(struct suppressed){ .kind = EVENT_operation,
                                            .key = o->key }))
        return NOTHING;
    uint32_t k = world_append(w, TABLE_operation);

    w->operation.key[k] = o->key;
    w->operation.launched[k] = w->week;
    w->operation.initiator[k] = o->i;
    w->operation.target[k] = o->j;
    w->operation.kind[k] = a.kind;
    w->operation.sector[k] = a.sector;
    w->operation.executor[k] = a.executor;
    w->operation.origin[k] = (uint8_t)o->origin;
    w->operation.slot[k] = (uint16_t)o->slot;
    w->operation.breach[k] = law_prohibits(&w->law, a.kind, a.sector,
                                           w->state.party[o->i],
                                           w->state.party[o->j]);
    w->operation.ecosystem[k] = (uint8_t)o->ecosystem;
    w->operation.exploit[k] = m->burns[n]
        ? exploit_held(w, o->i, o->ecosystem) : NOTHING;
    w->operation.nday[k] = o->nday && !m->burns[n]
        ? w->ecosystem.nday[o->ecosystem] : NOTHING;
    w->operation.stakes[k] = m->stakes;
    w->operation.chance[k] = m->chance[n];
    w->operation.act_chance[k] = act_chance;
    double price = w->p.decision.cost[a.kind] + m->fear[n];
    w->operation.fear_share[k] = price > 0 ? m->fear[n] / price : 0;
    w->operation.parent[k] = o->parent;
    w->operation.event[k] = world_event(w, &(struct event_row){
        .kind = EVENT_operation, .actor = o->i, .target = o->j, .row = k,
        .victim = NOTHING, .trigger = o->parent, .amount = m->stakes });
    return w->operation.event[k];
}

/* Chance of acting if there were no conflict; NAN where nobody asks: there is
 * none, or the opportunity comes from it. */
static double
chance_in_peace(const struct world *w, const struct opportunity *o,
                const struct suspicion *s, struct conflict_now c)
{
    struct taste taste = { w->p.decision.rationality, w->p.decision.nest };
    struct conflict_now none = { .row = -1 };
    struct menu m;
    double weight[N_ACTS];

    if (o->parent != NOTHING || c.row < 0)
        return NAN;
    menu_make(&m, w, o, s, none, o->stakes);
    return choice_act(m.utility, N_ACTS, taste, weight);
}

/* Half by the people of the target, half by where exploits are found; an n-day
 * fits now and then. */
static void
aim(const struct world *w, struct opportunity *o)
{
    const double *users = &w->in->tables.user_share[(uint32_t)o->j
                                                    * w->ecosystem.n];
    double u[2], sum = 0;
    uint32_t m = 0;

    draw_two(w->key, PURPOSE_ecosystem, 0, o->key, u);
    for (; m + 1 < w->ecosystem.n; m++)
        if (u[0] < (sum += 0.5 * users[m] + 0.5 * w->ecosystem.density[m]))
            break;
    o->ecosystem = m;
    o->zero_day = w->arsenal.held[(uint32_t)o->i * w->ecosystem.n + m] > 0;
    o->nday = w->ecosystem.nday[m] != NOTHING
              && u[1] < w->p.vulnerabilities.nday_fits;
}

static void
decide(struct world *w, struct opportunity *o, const struct suspicion *s)
{
    struct taste taste = { w->p.decision.rationality, w->p.decision.nest };
    struct conflict_now c = conflict_between(w, o->i, o->j);
    struct menu m;
    double weight[N_ACTS], u[2];

    draw_two(w->key, PURPOSE_stakes, 0, o->key, u);
    if (o->stakes < 0)
        o->stakes = stakes_laws[(int)w->p.decision.stakes].quantile(u[0]);
    aim(w, o);
    menu_make(&m, w, o, s, c, o->stakes);
    double chance = choice_act(m.utility, N_ACTS, taste, weight);
    struct decision_told told = { .menu = &m, .weight = weight,
        .act_chance = chance, .luck = u[1], .act = -1, .in_peace = NAN,
        .event = NOTHING };
    if (u[1] < chance) {
        told.act = race(w, o, weight);
        told.in_peace = chance_in_peace(w, o, s, c);
        /* A calm opportunity in a conflict has it as its trigger if without
         * it nothing would have been chosen. */
        if (u[1] >= told.in_peace)
            o->parent = w->conflict.event[c.row];
        told.event = launch(w, o, &m, told.act, chance);
    }
    if (choice_watched(w))
        decision_tell(w, o, &told);
}

/* ---- the calm stream ---------------------------------------------------- */

/* First target whose cumulated attraction exceeds x; below the last one
 * always. */
static state_id
target_at(const struct world *w, state_id i, double x)
{
    const double *cumulated = &w->dyad.cumulated[dyad_of(w, i, 0)];
    uint32_t low = 0, high = w->state.n - 1;

    while (low < high) {
        uint32_t middle = (low + high) / 2;
        if (cumulated[middle] > x)
            high = middle;
        else
            low = middle + 1;
    }
    return (state_id)low;
}

/* Rounding may put x on a state without attraction at the end of the row. */
static bool
attracts(const struct world *w, state_id i, state_id j)
{
    return w->dyad.attraction[dyad_of(w, i, j)] > 0;
}

static void
calm_candidate(struct world *w, state_id i, uint32_t slot, double total,
               const struct suspicion *s)
{
    uint64_t key = entity_candidate(w->week, world_code(w, i), slot, 0);
    double u[2];

    draw_two(w->key, PURPOSE_calm_candidate, 0, key, u);
    state_id j = target_at(w, i, u[0] * total);
    double h = world_hostility(w, i, j), b = w->p.decision.hostility_tempo;
    double open = h == 0 ? 1 / w->derived.calm_most : exp(b * (h - 1));
    if (u[1] >= open || !attracts(w, i, j))
        return;
    decide(w, &(struct opportunity){ .i = i, .j = j, .origin = ORIGIN_calm,
        .slot = slot, .key = key, .stakes = -1, .parent = NOTHING }, s);
}

static void
calm_stream(struct world *w, double scale, const struct suspicion *s)
{
    for (uint32_t k = 0; k < w->derived.n_initiators; k++) {
        state_id i = w->derived.initiator[k];
        double total = w->dyad.cumulated[dyad_of(w, i, 0) + w->state.n - 1];
        double mean = scale * w->state.weight[i] * total
                    * w->derived.calm_most;
        double u = draw_at(w->key, PURPOSE_calm_count, w->week,
                           entity_state(world_code(w, i)), 0);
        uint32_t n = draw_poisson(u, mean, exp(-mean));
        for (uint32_t slot = 0; slot < n; slot++)
            calm_candidate(w, i, slot, total, s);
    }
}

/* ---- the surge stream --------------------------------------------------- */

static void
surge_candidate(struct world *w, state_id i, state_id j, uint32_t slot,
                uint32_t conflict, const struct suspicion *s)
{
    const struct params *p = &w->p;
    uint64_t key = entity_candidate(w->week, world_code(w, i), slot,
                                    world_code(w, j));
    struct conflict_now c = conflict_between(w, i, j);
    double open = exp(p->decision.hostility_tempo * world_hostility(w, i, j))
        * expm1(p->decision.crisis_tempo * c.crisis
                + p->decision.war_tempo * c.war);
    double u = draw_at(w->key, PURPOSE_surge_candidate, 0, key, 0);

    if (u >= open / w->derived.surge_most)
        return;
    decide(w, &(struct opportunity){ .i = i, .j = j, .origin = ORIGIN_surge,
        .slot = slot, .key = key, .stakes = -1,
        .parent = w->conflict.event[conflict] }, s);
}

static void
surge(struct world *w, state_id i, state_id j, uint32_t conflict, double scale,
      const struct suspicion *s)
{
    double mean = scale * w->state.weight[i]
        * w->dyad.attraction[dyad_of(w, i, j)] * w->derived.surge_most;
    if (mean <= 0)
        return;
    double u = draw_at(w->key, PURPOSE_surge_count, w->week,
                       entity_dyad(world_code(w, i), world_code(w, j)), 0);
    uint32_t n = draw_poisson(u, mean, exp(-mean));

    for (uint32_t slot = 0; slot < n; slot++)
        surge_candidate(w, i, j, slot, conflict, s);
}

static void
surge_stream(struct world *w, double scale, const struct suspicion *s)
{
    for (uint32_t c = 0; c < w->conflict.n; c++) {
        state_id a = w->conflict.a[c], b = w->conflict.b[c];
        if (w->dyad.conflict[dyad_of(w, a, b)] != (int32_t)c)
            continue;
        surge(w, a, b, c, scale, s);
        surge(w, b, a, c, scale, s);
    }
}

/* ---- replies and imposed operations ------------------------------------- */

static uint32_t
answered_operation(const struct world *w, uint32_t reaction)
{
    return w->case_file.operation[w->event.row[reaction]];
}

static void
replies(struct world *w, const struct suspicion *s)
{
    for (uint32_t r = 0; r < w->reply.n; r++) {
        if (w->reply.due[r] != w->week
            || w->state.programme[w->reply.from[r]] <= 0)
            continue;           /* one with no programme has nothing to send */
        uint32_t event = w->reply.event[r];
        uint64_t parent = w->operation.key[answered_operation(w, event)];
        uint64_t author = world_code(w, w->reply.from[r]);
        decide(w, &(struct opportunity){ .i = w->reply.from[r],
            .j = w->reply.to[r], .origin = ORIGIN_reply,
            .slot = w->reply.number[r],
            .key = entity_mix(parent, PURPOSE_reply,
                              author << 8 | w->reply.number[r]),
            .stakes = w->reply.stakes[r],
            .no_espionage = w->reply.escalates[r], .parent = event }, s);
    }
}

static int
act_of(enum kind kind, enum sector sector)
{
    for (int n = 0; n < N_ACTS; n++)
        if (acts[n].kind == kind && acts[n].sector == sector
            && acts[n].executor == EXECUTOR_own)
            return n;
    return 0;                 /* not reached: the reader refuses other cells */
}

static void
imposed_operations(struct world *w, const struct suspicion *s)
{
    uint32_t end = w->event.n;

    for (uint32_t e = w->week_events; e < end; e++) {
        if (w->event.kind[e] != EVENT_imposed)
            continue;
        const struct imposed *m = &w->in->imposed[w->event.row[e]];
        if (m->verb != IMPOSED_operation)
            continue;
        struct opportunity o = { .i = m->i, .j = m->j,
            .origin = ORIGIN_imposed, .slot = m->number, .stakes = 1,
            .key = entity_imposed(m->number), .parent = e };
        struct menu menu;
        aim(w, &o);
        menu_make(&menu, w, &o, s, conflict_between(w, m->i, m->j), 1);
        if (launch(w, &o, &menu, act_of(m->kind, m->sector), 1) != NOTHING)
            w->operation.imposed_severity[w->operation.n - 1] =
                (uint8_t)m->severity;
    }
}

/* ---- the week ----------------------------------------------------------- */

static void
cumulate(struct world *w)
{
    for (uint32_t k = 0; k < w->derived.n_initiators; k++) {
        uint32_t row = dyad_of(w, w->derived.initiator[k], 0);
        double sum = 0;
        for (uint32_t j = 0; j < w->state.n; j++)
            w->dyad.cumulated[row + j] = sum += w->dyad.attraction[row + j];
    }
}

void
decision(struct world *w)
{
    struct suspicion s;
    double scale = w->p.decision.tempo / 52 / w->p.world.scale * growth(w);

    if (world_year_begins(w))
        cumulate(w);
    beliefs_learn(w);
    suspicion_of_week(&s, w);
    calm_stream(w, scale, &s);
    surge_stream(w, scale, &s);
    replies(w, &s);
    imposed_operations(w, &s);
}
