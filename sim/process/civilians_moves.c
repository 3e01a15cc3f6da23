/* SPDX-License-Identifier: GPL-3.0-or-later */
/* civilians_moves.c - people who recover, are touched, leave: steps 1 and 2 of
 * civilians.c, where their laws stand.  Whoever watches (world/moved.h) is
 * told what is moved before the counts are changed. */
#include "process/civilians_moves.h"

#include <math.h>
#include <string.h>

#include "world/exploit.h"

enum { PER_HABIT = N_CONDITIONS * N_HARMED };

/* People of (cell, habit, c), from never harmed on. */
static int64_t *
groups_at(struct world *w, uint32_t cell, int habit, enum condition c)
{
    uint32_t row = (cell * N_HABITS + (uint32_t)habit) * PER_HABIT;
    return &w->group.people[row + (uint32_t)c * N_HARMED];
}

/* k[g] ~ Binomial(n[g], chance) for each of so many groups. */
static void
binomials(struct draws *d, int groups, const int64_t n[], double chance,
          int64_t k[])
{
    for (int g = 0; g < groups; g++)
        k[g] = n[g] > 0 && chance > 0 ? draws_binomial(d, n[g], chance) : 0;
}

static void
tell(const struct world *w, const struct people_moved *m)
{
    if (m->k > 0)
        w->watch.moved(w->watch.data, w, m);
}

/* ---- recovery ----------------------------------------------------------- */

static void
tell_recovered(const struct world *w, uint32_t cell, int habit,
               enum condition from, int harmed, int64_t n, int64_t k)
{
    tell(w, &(struct people_moved){
        .step = STEP_recovered, .cell = cell, .to_cell = cell,
        .habit = (uint8_t)habit, .from = (uint8_t)from,
        .to = CONDITION_fine, .harmed = (uint8_t)harmed,
        .now_harmed = (uint8_t)harmed, .operation = NOTHING, .n = n, .k = k });
}

/* Those of one condition in a cell, each with the same chance. */
static void
recover(struct world *w, uint32_t cell, enum condition from, double chance)
{
    struct draws d = draws_in(w->key, PURPOSE_recover, w->week,
                              w->cell.key[cell] + from);
    int64_t ill[N_HABITS * N_HARMED], well[N_HABITS * N_HARMED], all = 0;

    for (int h = 0; h < N_HABITS; h++)
        memcpy(&ill[h * N_HARMED], groups_at(w, cell, h, from),
               N_HARMED * sizeof *ill);
    binomials(&d, N_HABITS * N_HARMED, ill, chance, well);
    for (int k = 0; k < N_HABITS * N_HARMED; k++) {
        int habit = k / N_HARMED, harmed = k % N_HARMED;
        if (well[k] == 0)
            continue;
        if (w->watch.moved != NULL)
            tell_recovered(w, cell, habit, from, harmed, ill[k], well[k]);
        groups_at(w, cell, habit, from)[harmed] -= well[k];
        groups_at(w, cell, habit, CONDITION_fine)[harmed] += well[k];
        all += well[k];
    }
    if (from == CONDITION_disrupted)
        w->cell.disrupted[cell] -= all;
    else
        w->cell.compromised[cell] -= all;
}

void
civilians_recover(struct world *w)
{
    double disrupted = 1 / w->p.civilians.disrupted_weeks;
    double compromised = 1 - pow(1 - 1 / w->p.civilians.compromised_weeks, 4);
    uint32_t turn = (uint32_t)(w->week + (1 << 14));

    for (uint32_t c = 0; c < w->cell.n; c++) {
        if (w->cell.disrupted[c] > 0)
            recover(w, c, CONDITION_disrupted, disrupted);
        if (w->cell.compromised[c] > 0 && (w->cell.key[c] + turn) % 4 == 0)
            recover(w, c, CONDITION_compromised, compromised);
    }
}

/* ---- touches ------------------------------------------------------------ */

/* An operation, or its worm, that meets the people of a cell. */
struct contact {
    uint32_t operation, cell;
    bool worm;
    enum condition to;          /* what becomes of whom it touches           */
    struct draws d;
};

static int
once_more(int harmed)
{
    return harmed + 1 < N_HARMED ? harmed + 1 : harmed;
}

static void
tell_touched(const struct world *w, const struct contact *c, int habit,
             enum condition from, int harmed, int64_t n, int64_t k)
{
    tell(w, &(struct people_moved){
        .step = STEP_touched, .cell = c->cell, .to_cell = c->cell,
        .habit = (uint8_t)habit, .from = (uint8_t)from, .to = (uint8_t)c->to,
        .harmed = (uint8_t)harmed, .now_harmed = (uint8_t)once_more(harmed),
        .before = (uint8_t)harmed, .worm = c->worm,
        .operation = c->operation, .n = n, .k = k });
}

/* Moves those of a group who are touched. */
static void
move_on(struct world *w, const struct contact *c, int habit,
        enum condition from, int harmed, int64_t k)
{
    int64_t *source = &groups_at(w, c->cell, habit, from)[harmed];

    if (w->watch.moved != NULL)
        tell_touched(w, c, habit, from, harmed, *source, k);
    *source -= k;
    groups_at(w, c->cell, habit, c->to)[once_more(harmed)] += k;
}

/* Touches a share of one habit of a cell: the fine and, if it disrupts, the
 * compromised.  hit[] has how many by times harmed before; returns how many
 * were compromised. */
static int64_t
touch_habit(struct world *w, struct contact *c, int habit, double reach,
            int64_t hit[N_HARMED])
{
    int conditions = c->to == CONDITION_disrupted ? 2 : 1;
    int64_t n[2 * N_HARMED], k[2 * N_HARMED] = { 0 }, ill = 0;

    memcpy(n, groups_at(w, c->cell, habit, CONDITION_fine),
           N_HARMED * sizeof *n);
    memcpy(n + N_HARMED, groups_at(w, c->cell, habit, CONDITION_compromised),
           N_HARMED * sizeof *n);
    binomials(&c->d, conditions * N_HARMED, n, reach, k);
    /* From the most harmed down, so that nobody is met again one group on. */
    for (int harmed = N_HARMED - 1; harmed >= 0; harmed--) {
        int64_t a = k[harmed], b = k[N_HARMED + harmed];
        move_on(w, c, habit, CONDITION_fine, harmed, a);
        if (conditions > 1)
            move_on(w, c, habit, CONDITION_compromised, harmed, b);
        hit[harmed] = a + b;
        ill += b;
    }
    return ill;
}

/* ---- those who leave ---------------------------------------------------- */

static bool
complicit(const struct world *w, uint32_t m)
{
    uint16_t f = w->in->tables.ecosystem[m].owner;
    return f != NO_FIRM && w->firm.revealed[f] <= w->week;
}

/* How much an ecosystem draws those who leave another one. */
static double
draw_of(const struct world *w, state_id i, uint32_t m)
{
    uint16_t f = w->in->tables.ecosystem[m].owner;
    bool own = f != NO_FIRM && w->in->tables.firm[f].home == i;
    double users = w->cell.users[i * w->ecosystem.n + m];

    return own ? users * (1 + w->state.nationalism[i]) : users;
}

/* Those of a group who were touched just now, harmed `before` times before. */
struct hit {
    int habit, before;
    int64_t n;                  /* of them, those who have not left          */
};

static void
move_to(struct world *w, const struct contact *c, struct hit *hit,
        uint32_t to, int64_t k)
{
    int harmed = once_more(hit->before);
    int64_t *all = c->to == CONDITION_disrupted ? w->cell.disrupted
                                                : w->cell.compromised;

    if (w->watch.moved != NULL)
        tell(w, &(struct people_moved){
        .step = STEP_left, .cell = c->cell, .to_cell = to,
        .habit = (uint8_t)hit->habit, .from = (uint8_t)c->to,
        .to = (uint8_t)c->to, .harmed = (uint8_t)harmed,
        .now_harmed = (uint8_t)harmed, .before = (uint8_t)hit->before,
        .worm = c->worm, .operation = c->operation, .n = hit->n, .k = k });
    groups_at(w, c->cell, hit->habit, c->to)[harmed] -= k;
    groups_at(w, to, hit->habit, c->to)[harmed] += k;
    w->cell.users[c->cell] -= (double)k;
    w->cell.users[to] += (double)k;
    all[c->cell] -= k;
    all[to] += k;
    hit->n -= k;
}

/* `n` people of one group of a cell spread over the other ecosystems of their
 * state, one binomial an ecosystem. */
static void
move(struct world *w, struct contact *c, struct hit *hit, int64_t n)
{
    uint32_t from = c->cell % w->ecosystem.n;
    state_id i = (state_id)(c->cell / w->ecosystem.n);
    double left = 0;

    for (uint32_t m = 0; m < w->ecosystem.n; m++)
        left += m == from ? 0 : draw_of(w, i, m);
    for (uint32_t m = 0; m < w->ecosystem.n && n > 0 && left > 0; m++) {
        double pull = m == from ? 0 : draw_of(w, i, m);
        if (pull == 0)
            continue;
        int64_t k = pull >= left ? n : draws_binomial(&c->d, n, pull / left);
        move_to(w, c, hit, i * w->ecosystem.n + m, k);
        left -= pull;
        n -= k;
    }
}

/* Of those harmed just now some leave: the less they trust, the more.  Trust
 * is the same for all who were harmed equally often. */
static void
leave(struct world *w, struct contact *c, int64_t hit[N_HABITS][N_HARMED])
{
    double trust = w->cell.trust[c->cell];

    for (int before = 0; before < N_HARMED; before++) {
        int64_t n[N_HABITS], go[N_HABITS];
        if (once_more(before) > before)
            trust *= w->p.civilians.harmed_trust;
        for (int h = 0; h < N_HABITS; h++)
            n[h] = hit[h][before];
        binomials(&c->d, N_HABITS, n,
                  w->p.civilians.switching * (1 - trust), go);
        for (int h = 0; h < N_HABITS; h++)
            if (go[h] > 0)
                move(w, c, &(struct hit){ h, before, n[h] }, go[h]);
    }
}

/* Trust in the ecosystem falls with the share of its people harmed. */
static void
distrust(struct world *w, uint32_t cell, double harmed)
{
    double known = complicit(w, cell % w->ecosystem.n)
                   ? 1 + w->p.civilians.complicity_weight : 1;

    if (w->cell.users[cell] > 0)
        w->cell.trust[cell] = fmax(0, w->cell.trust[cell]
                                  - w->p.civilians.trust_loss * known * harmed
                                    / w->cell.users[cell]);
}

/* Touches a share of each habit of a cell; returns how many people. */
static int64_t
touch(struct world *w, struct contact *c, const double reach[N_HABITS])
{
    int64_t hit[N_HABITS][N_HARMED], all = 0, ill = 0;

    for (int h = 0; h < N_HABITS; h++)
        ill += touch_habit(w, c, h, reach[h], hit[h]);
    for (int k = 0; k < N_HABITS * N_HARMED; k++)
        all += hit[k / N_HARMED][k % N_HARMED];
    if (all == 0)
        return 0;
    if (c->to == CONDITION_disrupted) {
        w->cell.disrupted[c->cell] += all;
        w->cell.compromised[c->cell] -= ill;
    } else {
        w->cell.compromised[c->cell] += all;
    }
    distrust(w, c->cell, (double)all);
    leave(w, c, hit);
    return all;
}

static struct contact
contact(const struct world *w, uint32_t o, uint32_t cell, enum purpose why)
{
    uint64_t key = entity_mix(w->operation.key[o], PURPOSE_touch,
                              w->cell.key[cell]);
    bool worm = why == PURPOSE_infection;
    bool disrupts = worm || w->operation.kind[o] >= KIND_disruption;

    return (struct contact){
        .operation = o, .cell = cell, .worm = worm,
        .to = disrupts ? CONDITION_disrupted : CONDITION_compromised,
        .d = draws_in(w->key, why, 0, key) };
}

static void
arrive(struct world *w, uint32_t v)
{
    uint32_t o = w->victim.operation[v];
    uint32_t cell = w->victim.state[v] * w->ecosystem.n
                    + w->operation.ecosystem[o];
    struct contact c = contact(w, o, cell, PURPOSE_touch);
    double reach[N_HABITS];

    if (w->victim.ended[v] <= w->week)
        return;
    for (int h = 0; h < N_HABITS; h++)
        reach[h] = w->victim.reach[v] * exploit_can_hit(w, o, (enum habit)h);
    w->victim.touched[v] = (double)touch(w, &c, reach);
    w->arrived.row[world_append(w, TABLE_arrived)] = v;
}

static void
worms(struct world *w)
{
    for (uint32_t k = 0; k < w->infection.n; k++) {
        struct contact c = contact(w, w->infection.operation[k],
                                   w->infection.cell[k], PURPOSE_infection);
        w->infection.touched[k] = (double)touch(w, &c,
            &w->infection.reach[k * N_HABITS]);
    }
}

static void
reaches(struct world *w)
{
    uint32_t kept = 0;

    world_rows_cut(w, TABLE_arrived, 0);
    for (uint32_t o = world_first_operation(w); o < w->operation.n; o++) {
        uint32_t v = w->operation.first_victim[o];
        for (uint32_t k = v; k < v + w->operation.n_victims[o]; k++)
            if (w->victim.reach[k] > 0)
                w->reaching.row[world_append(w, TABLE_reaching)] = k;
    }
    for (uint32_t k = 0; k < w->reaching.n; k++) {
        uint32_t v = w->reaching.row[k];
        if (w->victim.reach_week[v] == w->week)
            arrive(w, v);
        else
            w->reaching.row[kept++] = v;
    }
    world_rows_cut(w, TABLE_reaching, kept);
}

void
civilians_touch(struct world *w)
{
    reaches(w);
    worms(w);
}
