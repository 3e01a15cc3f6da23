/* SPDX-License-Identifier: GPL-3.0-or-later */
/* politics.c - nationalism, crises and wars; and what a scenario imposes.
 *
 * Nationalism N = logistic(y):
 *   y' = y + k (m + trend years - y) + s eps + r Sum_f c_f (sev_f - 1)/4
 * over operations against the state that were first named in public last week,
 * the sum at most 1 (a rally, one an operation, by the best source).
 *
 * A crisis opens in a pair that is a rivalry or on watch and has none:
 *   rate = lc/52 exp(gN (N_a + N_b - 1) + gH max(H_ab, H_ba))      a week
 * (x 0.2 on watch) with chance 1 - exp(-rate), by the uniform of that pair and
 * week; its length is geometric.  War: in a week of crisis, chance hw (1 +
 * stakes/3); the crisis ends with it.  An armed answer of last week is a war
 * too.
 *
 * Sources: none, all is assumed; some 0.5 wars in ten years among 62
 * rivalries.  Left out: mediation, domestic politics, third parties that join
 * a war. */
#include "process/process.h"

#include <math.h>
#include <string.h>

#include "theory/choice.h"
#include "theory/hazards.h"
#include "theory/stakes.h"
#include "world/suppressed.h"

/* Draws of four weeks come from one block. */
static int32_t
block_week(int32_t week)
{
    return (week + (1 << 14)) >> 2;
}

static uint32_t
block_lane(int32_t week)
{
    return (uint32_t)(week + (1 << 14)) & 3;
}

static bool
block_begins(const struct world *w)
{
    return block_lane(w->week) == 0 || w->week == -(int32_t)w->p.world.spin_up;
}

/* ---- the year ----------------------------------------------------------- */

static void
rivalries_of(struct world *w, int year)
{
    const struct tables *t = &w->in->tables;

    for (uint32_t k = 0; k < t->n_pairs; k++) {
        const struct pair_facts *p = &t->pair[k];
        bool rival = p->rivalry_start != 0 && p->rivalry_start <= year
                     && year <= p->rivalry_end;
        uint32_t ab = dyad_of(w, p->a, p->b), ba = dyad_of(w, p->b, p->a);
        uint8_t keep = (uint8_t)~RELATION_rival;

        w->dyad.relation[ab] =
            (uint8_t)((w->dyad.relation[ab] & keep) | rival);
        w->dyad.relation[ba] =
            (uint8_t)((w->dyad.relation[ba] & keep) | rival);
        if (w->dyad.pair[ab] >= 0)
            w->pair.rival[w->dyad.pair[ab]] = rival;
    }
}

static void
new_year(struct world *w)
{
    int year = inputs_year(w->in, w->week);
    double more = exp(w->p.world.rivalry_pull);

    if (year == w->derived.year)
        return;
    w->derived.year = year;
    rivalries_of(w, year);
    for (uint32_t k = 0; k < w->derived.n_initiators; k++) {
        state_id i = w->derived.initiator[k];
        for (state_id j = 0; j < w->state.n; j++) {
            uint32_t d = dyad_of(w, i, j);
            bool rival = w->dyad.relation[d] & RELATION_rival;
            double v = w->dyad.affinity[d] * (rival ? more : 1);
            w->dyad.attraction[d] = v;
            w->dyad.interest[dyad_of(w, j, i)] = w->state.weight[i] * v;
        }
    }
}

/* ---- nationalism -------------------------------------------------------- */

/* Of the statements of one week about an operation the most credible
 * counts. */
static double
best_source(const struct world *w, uint32_t event)
{
    uint32_t o = w->case_file.operation[w->event.row[event]];
    double best = w->event.belief[event];

    for (uint32_t e = event + 1; e < w->week_events; e++)
        if (w->event.kind[e] == EVENT_public_finding
            && w->case_file.operation[w->event.row[e]] == o)
            best = fmax(best, w->event.belief[e]);
    return best;
}

static void
rallies(const struct world *w, double rally[])
{
    for (uint32_t e = w->last_events; e < w->week_events; e++) {
        if (w->event.kind[e] != EVENT_public_finding
            || !(w->event.flags[e] & EVENT_FLAG_first))
            continue;
        uint32_t o = w->case_file.operation[w->event.row[e]];
        double size = best_source(w, e) * (w->operation.severity[o] - 1) / 4.0;
        uint32_t v = w->operation.first_victim[o];
        for (uint32_t k = v; k < v + w->operation.n_victims[o]; k++)
            rally[w->victim.state[k]] += size;
    }
}

static void
draw_shocks(struct world *w, state_id i)
{
    uint32_t word[4];

    draw_block(w->key, PURPOSE_nationalism, block_week(w->week),
               entity_state(world_code(w, i)), 0, word);
    for (int k = 0; k < 4; k++)
        w->state.shock[i * 4 + k] = normal_of_word(w->normals, word[k]);
}

static void
nationalism(struct world *w)
{
    const struct params *p = &w->p;
    double rally[STATES_MOST] = { 0 };
    double years = w->week > 0 ? w->week / 52.0 : 0;
    uint32_t lane = block_lane(w->week);

    rallies(w, rally);
    for (state_id i = 0; i < w->state.n; i++) {
        if (block_begins(w))
            draw_shocks(w, i);
        double y = w->state.nationalism_logit[i];
        double home = w->state.nationalism_home[i] + p->politics.trend * years;
        y += p->politics.nationalism_return * (home - y)
           + p->politics.nationalism_shock * w->state.shock[i * 4 + lane]
           + p->politics.rally * fmin(rally[i], 1);
        w->state.nationalism_logit[i] = y;
        w->state.nationalism[i] = logistic(y);
    }
}

/* ---- crises and wars ---------------------------------------------------- */

/* Whole weeks from 1, geometric with the given mean. */
static int32_t
length_of(double u, double mean)
{
    if (mean <= 1)
        return 1;
    double weeks = 1 + floor(log(u) / log1p(-1 / mean));
    return weeks < 1e6 ? (int32_t)weeks : 1000000;
}

static void
mark(struct world *w, state_id a, state_id b, int32_t conflict)
{
    w->dyad.conflict[dyad_of(w, a, b)] = conflict;
    w->dyad.conflict[dyad_of(w, b, a)] = conflict;
}

struct beginning {
    state_id a, b;
    bool is_war;
    double stakes;
    int32_t weeks;
    uint32_t trigger;
};

static uint64_t
pair_key(const struct world *w, state_id a, state_id b)
{
    return entity_pair(world_code(w, a), world_code(w, b));
}

/* Its event, NOTHING if it is kept from happening. */
static uint32_t
begin_conflict(struct world *w, struct beginning s)
{
    int32_t had = w->dyad.conflict[dyad_of(w, s.a, s.b)];
    state_id a = s.a < s.b ? s.a : s.b, b = s.a < s.b ? s.b : s.a;

    if (suppressed(w, &(struct suppressed){
            .kind = s.is_war ? EVENT_war : EVENT_crisis,
            .key = pair_key(w, a, b), .week = w->week }))
        return NOTHING;
    uint32_t c = world_append(w, TABLE_conflict);

    if (had >= 0)
        w->conflict.ends[had] = w->week;      /* the war swallows the crisis */
    w->conflict.is_war[c] = s.is_war;
    w->conflict.a[c] = a;
    w->conflict.b[c] = b;
    w->conflict.stakes[c] = s.stakes;
    w->conflict.began[c] = w->week;
    w->conflict.ends[c] = w->week + s.weeks;
    w->conflict.event[c] = world_event(w, &(struct event_row){
        .kind = s.is_war ? EVENT_war : EVENT_crisis, .actor = a, .target = b,
        .row = c, .victim = NOTHING, .trigger = s.trigger,
        .amount = s.stakes });
    mark(w, a, b, (int32_t)c);
    return w->conflict.event[c];
}

static uint32_t
begin_war(struct world *w, state_id a, state_id b, double stakes,
          uint32_t trigger)
{
    double u = draw_at(w->key, PURPOSE_war_length, w->week,
                       pair_key(w, a, b), 0);

    return begin_conflict(w, (struct beginning){
        .a = a, .b = b, .is_war = true, .stakes = stakes, .trigger = trigger,
        .weeks = length_of(u, w->p.politics.war_weeks) });
}

/* Rate less what depends on the two states, 1/week. */
static double
crisis_base(const struct world *w, uint32_t pair)
{
    double rate = w->p.politics.crisis_rate / 52;

    return w->pair.rival[pair] ? rate : rate * w->p.politics.crisis_others;
}

/* What raises it, as logarithms. */
struct pull {
    double nationalism, hostility;
};

static struct pull
crisis_pull(const struct world *w, uint32_t pair)
{
    const struct params *p = &w->p;
    state_id a = w->pair.a[pair], b = w->pair.b[pair];
    double hostility = fmax(world_hostility(w, a, b),
                            world_hostility(w, b, a));

    return (struct pull){
        p->politics.crisis_nationalism
        * (w->state.nationalism[a] + w->state.nationalism[b] - 1),
        p->politics.crisis_hostility * hostility };
}

static double
crisis_chance(const struct world *w, uint32_t pair)
{
    struct pull x = crisis_pull(w, pair);

    return hazard_chance(crisis_base(w, pair)
                         * exp(x.nationalism + x.hostility));
}

static void
tell_crisis(const struct world *w, uint32_t pair, double luck, bool came,
            uint32_t event)
{
    state_id a = w->pair.a[pair], b = w->pair.b[pair];
    struct choice c = { .kind = CHOICE_crisis, .i = a, .j = b, .asks = a,
                        .event = event, .trigger = NOTHING };
    struct pull x = crisis_pull(w, pair);
    double *part = c.at[1].part;

    choice_two(&c, crisis_chance(w, pair), luck, came);
    part[PART_crisis_base] = crisis_base(w, pair);
    part[PART_crisis_nationalism] = exp(x.nationalism);
    part[PART_crisis_hostility] = exp(x.hostility);
    part[PART_crisis_nationalism_a] = w->state.nationalism[a];
    part[PART_crisis_nationalism_b] = w->state.nationalism[b];
    part[PART_crisis_hostility_ab] = world_hostility(w, a, b);
    part[PART_crisis_hostility_ba] = world_hostility(w, b, a);
    part[PART_crisis_rivals] = w->pair.rival[pair];
    c.at[1].value = crisis_base(w, pair) * exp(x.nationalism + x.hostility);
    choice_tell(w, &c);
}

static uint32_t
begin_crisis(struct world *w, state_id a, state_id b)
{
    const struct params *p = &w->p;
    double u[2];

    draw_two(w->key, PURPOSE_crisis_stakes, w->week, pair_key(w, a, b), u);
    double x = stakes_laws[(int)p->decision.stakes].quantile(u[0]);
    return begin_conflict(w, (struct beginning){
        .a = a, .b = b, .stakes = p->politics.crisis_stakes * x,
        .weeks = length_of(u[1], p->politics.crisis_weeks),
        .trigger = NOTHING });
}

static void
crises_begin(struct world *w)
{
    const struct params *p = &w->p;
    double most = exp(p->politics.crisis_nationalism
                      + p->politics.crisis_hostility);
    uint32_t lane = block_lane(w->week);
    bool told = choice_watched(w);

    for (uint32_t k = 0; k < w->pair.n; k++) {
        state_id a = w->pair.a[k], b = w->pair.b[k];
        if (block_begins(w))
            draw_block(w->key, PURPOSE_crisis, block_week(w->week),
                       pair_key(w, a, b), 0, &w->pair.luck[k * 4]);
        double u = draw_unit(w->pair.luck[k * 4 + lane]);
        bool thin = u >= crisis_base(w, k) * most;      /* cannot open */
        if ((thin && !told) || (!w->pair.rival[k] && !w->pair.watch[k])
            || w->dyad.conflict[dyad_of(w, a, b)] >= 0)
            continue;
        bool came = !thin && u < crisis_chance(w, k);
        uint32_t event = came ? begin_crisis(w, a, b) : NOTHING;
        if (told)
            tell_crisis(w, k, u, came, event);
    }
}

static void
conflicts_end(struct world *w)
{
    for (uint32_t c = 0; c < w->conflict.n; c++) {
        uint32_t d = dyad_of(w, w->conflict.a[c], w->conflict.b[c]);
        if (w->conflict.ends[c] <= w->week
            && w->dyad.conflict[d] == (int32_t)c)
            mark(w, w->conflict.a[c], w->conflict.b[c], -1);
    }
}

/* In one week of it. */
static double
war_chance(const struct world *w, uint32_t crisis)
{
    return w->p.politics.war_chance * (1 + w->conflict.stakes[crisis] / 3);
}

static void
tell_war(const struct world *w, uint32_t crisis, double luck, bool came,
         uint32_t event)
{
    state_id a = w->conflict.a[crisis], b = w->conflict.b[crisis];
    struct choice c = { .kind = CHOICE_war, .i = a, .j = b, .asks = a,
                        .event = event, .trigger = w->conflict.event[crisis] };
    double *part = c.at[1].part;

    choice_two(&c, war_chance(w, crisis), luck, came);
    c.at[1].value = war_chance(w, crisis);
    part[PART_war_base] = w->p.politics.war_chance;
    part[PART_war_stakes] = 1 + w->conflict.stakes[crisis] / 3;
    part[PART_war_weeks] = w->week - w->conflict.began[crisis];
    choice_tell(w, &c);
}

static void
crises_become_wars(struct world *w)
{
    uint32_t n = w->conflict.n;

    for (uint32_t c = 0; c < n; c++) {
        state_id a = w->conflict.a[c], b = w->conflict.b[c];
        if (w->conflict.is_war[c] || w->conflict.ends[c] <= w->week)
            continue;
        double u = draw_at(w->key, PURPOSE_war, w->week, pair_key(w, a, b), 0);
        bool came = u < war_chance(w, c);
        uint32_t event = came
            ? begin_war(w, a, b, w->conflict.stakes[c], w->conflict.event[c])
            : NOTHING;
        if (choice_watched(w))
            tell_war(w, c, u, came, event);
    }
}

static void
armed_answers(struct world *w)
{
    uint32_t end = w->week_events;

    for (uint32_t e = w->last_events; e < end; e++) {
        if (w->event.kind[e] != EVENT_reaction
            || w->event.response[e] != RESPONSE_armed)
            continue;
        state_id j = w->event.actor[e], k = w->event.target[e];
        int32_t c = w->dyad.conflict[dyad_of(w, j, k)];
        if (c < 0 || !w->conflict.is_war[c])
            begin_war(w, j, k, w->p.reaction.escalate_stakes, e);
    }
}

/* ---- imposed ------------------------------------------------------------ */

static void
imposed_crisis(struct world *w, const struct imposed *m, uint32_t event)
{
    if (w->dyad.conflict[dyad_of(w, m->i, m->j)] >= 0)
        return;                /* there is one already: logged, nothing done */
    begin_conflict(w, (struct beginning){ .a = m->i, .b = m->j,
        .stakes = m->stakes, .weeks = m->weeks, .trigger = event });
}

/* Operations are imposed by decision, exits by diplomacy: they own them. */
static void
imposed(struct world *w)
{
    for (uint32_t k = 0; k < w->in->n_imposed; k++) {
        const struct imposed *m = &w->in->imposed[k];
        if (m->week != w->week
            || suppressed(w, &(struct suppressed){ .kind = EVENT_imposed,
                                                   .key = m->number }))
            continue;
        uint32_t event = world_event(w, &(struct event_row){
            .kind = EVENT_imposed, .actor = m->i, .target = m->j, .row = k,
            .victim = NOTHING, .trigger = NOTHING, .amount = m->value });
        if (m->verb == IMPOSED_set)
            *(double *)((char *)&w->p + m->cell.info->offset
                        + m->cell.index * sizeof(double)) = m->value;
        else if (m->verb == IMPOSED_crisis)
            imposed_crisis(w, m, event);
    }
}

void
politics(struct world *w)
{
    new_year(w);
    conflicts_end(w);
    imposed(w);
    nationalism(w);
    armed_answers(w);
    crises_begin(w);
    crises_become_wars(w);
}
