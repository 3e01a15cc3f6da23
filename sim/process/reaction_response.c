/* SPDX-License-Identifier: GPL-3.0-or-later */
/* reaction_response.c - choice of a response, sanctions, who joins.
 *
 *   U_r = a_r + bsv (sev - 3) + b Det + HB aud_r - (1 - b) W_r - cost_r
 *         - climb_r sev/10 power_k;   U_silence = 0;   logit, beta_r = 2
 * cost_r is 20 x own trade share for a sanction, else 0.  Escalation and armed
 * force need severity 5 or a crisis; no protest after a private finding.
 *
 * A sanction of j on k costs k  S = kS x share of j in k's trade, in eight
 * quarterly instalments, and j the same of its own trade; k answers with 0.3
 * of that.  Collective: the senders are j, its allies and, under the clause,
 * the parties.  Each joins, j too (its own ally), with chance
 *   logistic(-1.5 + 1.2 ally + 1.5 (c - .6)/.4 + duty + 0.8 share joined
 *            - 60 trade with k - power_k)
 * in two rounds, the second seeing the first, with one uniform a state and
 * operation.  Over one finding a state sends once, whoever asks.  That
 * deterrence is a public good is nowhere in it. */
#include "process/reaction_response.h"

#include <math.h>
#include <string.h>

#include "theory/choice.h"
#include "world/accused.h"
#include "world/credibility.h"
#include "world/suppressed.h"

enum { QUARTERS = 8, QUARTER_WEEKS = 13 };

static uint32_t
quarter_of(const struct world *w)
{
    return (uint32_t)(w->week + (1 << 14) * QUARTER_WEEKS) / QUARTER_WEEKS;
}

static void
saturate(struct world *w, state_id k)
{
    double sum = 0;

    for (uint32_t q = 0; q < QUARTERS; q++)
        sum += w->state.due[k * QUARTERS + q];
    w->state.saturation[k] = fmin(1, sum / w->p.reaction.saturation);
}

void
sanctions_fall_due(struct world *w)
{
    uint32_t q = quarter_of(w) % QUARTERS;

    if ((w->week + (1 << 14) * QUARTER_WEEKS) % QUARTER_WEEKS != 0)
        return;
    for (state_id k = 0; k < w->state.n; k++)
        if (w->state.saturation[k] > 0) {
            w->state.due[k * QUARTERS + q] = 0;
            saturate(w, k);
        }
}

static void
owe(struct world *w, state_id k, double su)
{
    for (uint32_t q = 0; q < QUARTERS; q++)
        w->state.due[k * QUARTERS + q] += su / QUARTERS;
    saturate(w, k);
}

/* ---- hostility ---------------------------------------------------------- */

void
embitter(struct world *w, state_id i, state_id j, double more)
{
    uint32_t d = dyad_of(w, i, j);

    w->dyad.hostility[d] = fmin(1, world_hostility(w, i, j) + more);
    w->dyad.hostility_week[d] = w->week;
}

/* ---- sanctions ---------------------------------------------------------- */

/* By l on the accused; what it costs that one is the amount of the event of
 * the reaction, gathered by the caller. */
static double
sanction(struct world *w, state_id l, const struct grievance *g)
{
    const struct params *p = &w->p;
    state_id k = g->k;
    double cost = p->reaction.deeds_cost * w->dyad.trade[dyad_of(w, k, l)];
    double own = p->reaction.deeds_cost * w->dyad.trade[dyad_of(w, l, k)];

    owe(w, k, cost);
    owe(w, l, p->reaction.counter_share * own);
    w->case_file.deeds[g->case_row] += cost;
    embitter(w, k, l, 0.5 * p->reaction.hostility_gain * fmin(1, cost));
    return cost;
}

static uint32_t
note(struct world *w, const struct grievance *g, enum response r, state_id who,
     double amount)
{
    return world_event(w, &(struct event_row){
        .kind = EVENT_reaction, .response = r, .actor = who, .target = g->k,
        .row = g->case_row, .victim = g->victim, .belief = g->belief,
        .flags = (g->is_public ? EVENT_FLAG_public : 0)
            | (g->k == w->operation.initiator[g->operation]
               ? EVENT_FLAG_right : 0)
            | (g->parties ? EVENT_FLAG_binding : 0)
            | (g->put ? EVENT_FLAG_put : 0),
        .amount = amount, .trigger = g->finding });
}

static bool
kept_from(const struct world *w, const struct grievance *g, enum response r,
          state_id who)
{
    return suppressed(w, &(struct suppressed){ .kind = EVENT_reaction,
        .key = w->operation.key[g->operation], .actor = who, .target = g->k,
        .asks = g->j, .response = r,
        .flags = (g->is_public ? EVENT_FLAG_public : 0)
               | (g->put ? EVENT_FLAG_put : 0) });
}

/* ---- who joins ---------------------------------------------------------- */

/* Its parts into `part`, for those who watch. */
static double
join_utility(const struct world *w, const struct grievance *g, state_id l,
             double joined, double part[])
{
    const struct params *p = &w->p;
    double c = accused_in_public(w, g->operation, g->k)
        ? credibility_combined(w, g->operation, g->k, l) : 0.6;
    bool ally = l == g->j
        || (w->dyad.relation[dyad_of(w, l, g->j)] & RELATION_ally);
    bool duty = w->law.in_force[CLAUSE_response] && w->state.party[l]
                && w->law.levers.response.second_order != 0;

    part[PART_join_taste] = p->reaction.join;
    part[PART_join_ally] = ally ? p->reaction.join_ally : 0;
    part[PART_join_belief] = p->reaction.join_belief * (c - 0.6) / 0.4;
    part[PART_join_duty] = duty ? p->reaction.join_duty : 0;
    part[PART_join_others] = p->reaction.join_others * joined;
    part[PART_join_trade] = -p->reaction.join_trade
                          * w->dyad.trade[dyad_of(w, l, g->k)];
    part[PART_join_power] = -p->reaction.join_power * w->state.power[g->k];
    return part[PART_join_taste] + part[PART_join_ally]
         + part[PART_join_belief] + part[PART_join_duty]
         + part[PART_join_others] + part[PART_join_trade]
         + part[PART_join_power];
}

static bool
may_send(const struct world *w, const struct grievance *g, state_id l,
         bool parties)
{
    if (l == g->k)
        return false;
    return l == g->j
        || (w->dyad.relation[dyad_of(w, g->j, l)] & RELATION_ally)
        || (parties && w->state.party[l]);
}

/* Those who have sent sanctions over this finding, for whomever. */
static void
senders_before(const struct world *w, const struct grievance *g,
               uint8_t sent[])
{
    for (uint32_t e = w->week_events; e < w->event.n; e++)
        if (w->event.kind[e] == EVENT_reaction
            && w->event.trigger[e] == g->finding
            && (w->event.response[e] == RESPONSE_sanction
                || w->event.response[e] == RESPONSE_collective))
            sent[w->event.actor[e]] = 1;
}

static double
join_luck(const struct world *w, const struct grievance *g, state_id l)
{
    uint64_t key = entity_mix(w->operation.key[g->operation], PURPOSE_join,
                              world_code(w, l));
    return draw_at(w->key, PURPOSE_join, 0, key, 0);
}

/* Of those who may send, how many have joined. */
struct senders {
    double yes, all;
};

static double
share_of(double yes, double all)
{
    return all > 0 ? yes / all : 0;
}

/* One round, 1 or 2; who joins in it gets its number. */
static struct senders
ask(const struct world *w, const struct grievance *g, bool parties,
    double before, uint8_t round, uint8_t joined[])
{
    struct senders s = { 0, 0 };
    double part[N_PARTS_join];

    for (state_id l = 0; l < w->state.n; l++) {
        if (!may_send(w, g, l, parties))
            continue;
        s.all++;
        if (joined[l] == 0
            && join_luck(w, g, l)
               < logistic(join_utility(w, g, l, before, part)))
            joined[l] = round;
        s.yes += joined[l] != 0;
    }
    return s;
}

/* It joins if its luck is below the larger of two chances: at once, and when
 * it sees how many others have. */
static void
tell_join(const struct world *w, const struct grievance *g, state_id l,
          uint8_t joined, struct senders at_once)
{
    struct choice c = { .kind = CHOICE_join, .i = l, .j = g->k, .asks = g->j,
                        .event = NOTHING, .trigger = g->finding };
    double others = share_of(at_once.yes - (joined == 1), at_once.all);
    double *part = c.at[1].part;
    double first = join_utility(w, g, l, 0, part);
    double after = join_utility(w, g, l, others, part);

    if (first > after)
        join_utility(w, g, l, 0, part);
    c.at[1].value = fmax(first, after);
    part[PART_join_first] = logistic(first);
    choice_two(&c, logistic(c.at[1].value), join_luck(w, g, l), joined != 0);
    choice_tell(w, &c);
}

/* A party that does not join pays where the clause says so. */
static void
shirk(struct world *w, state_id l)
{
    if (w->law.in_force[CLAUSE_response] && w->state.party[l]
        && w->law.levers.response.second_order != 0)
        w->state.legitimacy[l] = fmax(w->p.reaction.legitimacy_floor,
                                      w->state.legitimacy[l]
                                      - w->p.reaction.shirk_cost);
}

/* The victim that asks weighs its own trade like the others: it may ask and
 * not send.  The parties are asked once about an accused. */
static void
collect(struct world *w, const struct grievance *g)
{
    uint8_t joined[STATES_MOST] = { 0 }, sent[STATES_MOST] = { 0 };
    struct grievance asked = *g;
    bool parties = w->law.in_force[CLAUSE_response]
        && w->law.levers.response.collective != 0
        && accused_bound(w, g->operation, g->k)
        && !accused_put(w, g->operation, g->k);

    senders_before(w, g, sent);
    memcpy(joined, sent, sizeof joined);
    asked.parties = parties;
    w->case_file.put[g->case_row] |= parties;
    struct senders at_once = ask(w, g, parties, 0, 1, joined);
    ask(w, g, parties, share_of(at_once.yes, at_once.all), 2, joined);
    for (state_id l = 0; choice_watched(w) && l < w->state.n; l++)
        if (may_send(w, g, l, parties) && !sent[l])
            tell_join(w, g, l, joined[l], at_once);
    for (state_id l = 0; l < w->state.n; l++) {
        if (!may_send(w, g, l, parties) || sent[l]
            || (joined[l] && kept_from(w, g, RESPONSE_collective, l)))
            continue;
        if (joined[l])
            note(w, &asked, RESPONSE_collective, l,
                 sanction(w, l, g));
        else
            shirk(w, l);
    }
}

void
put_to_parties(struct world *w, const struct grievance *g)
{
    collect(w, g);
}

/* ---- the choice --------------------------------------------------------- */

static bool
hard_allowed(const struct world *w, const struct grievance *g)
{
    return w->operation.severity[g->operation] >= w->p.reaction.hard_severity
           || w->dyad.conflict[dyad_of(w, g->j, g->k)] >= 0;
}

/* U_r, its parts into `part`: for those who watch. */
static double
worth_of(const struct world *w, const struct grievance *g, enum response r,
         double part[])
{
    const struct params *p = &w->p;
    double severity = w->operation.severity[g->operation];

    for (int k = 0; k < N_PARTS_response; k++)
        part[k] = 0;
    part[PART_response_belief] = g->belief;
    if (r == RESPONSE_silence)
        return 0;
    part[PART_response_taste] = p->reaction.intercept[r];
    part[PART_response_severity] = p->reaction.severity_pull * (severity - 3);
    part[PART_response_hope] = g->belief * p->reaction.deterrence_hope;
    part[PART_response_backlash] = w->state.backlash[g->j]
                                 * p->reaction.audience[r];
    part[PART_response_wrong] = -(1 - g->belief) * p->reaction.wrong_cost[r];
    part[PART_response_climb] = -p->reaction.climb[r] * severity / 10
                              * w->state.power[g->k];
    if (r == RESPONSE_sanction)
        part[PART_response_trade] = -p->reaction.sanction_trade
            * w->dyad.trade[dyad_of(w, g->j, g->k)];
    return part[PART_response_taste]
         + (part[PART_response_severity] + part[PART_response_hope])
         + part[PART_response_backlash] + part[PART_response_wrong]
         + part[PART_response_climb] + part[PART_response_trade];
}

void
response_utilities(const struct world *w, const struct grievance *g,
                   double utility[N_RESPONSES])
{
    double part[N_PARTS_response];

    for (int r = 0; r < N_RESPONSES; r++)
        utility[r] = worth_of(w, g, (enum response)r, part);
    if (!g->is_public)
        utility[RESPONSE_protest] = -INFINITY;
    if (!hard_allowed(w, g))
        utility[RESPONSE_escalate] = utility[RESPONSE_armed] = -INFINITY;
}

static void
tell_response(const struct world *w, const struct grievance *g,
              const double utility[N_RESPONSES], enum response chosen)
{
    struct choice c = { .kind = CHOICE_response, .i = g->j, .j = g->k,
        .asks = g->j, .event = NOTHING, .trigger = g->finding,
        .n = N_RESPONSES, .chosen = (int)chosen, .luck = NAN };
    double log_p[N_RESPONSES];

    choice_log_probabilities(utility, N_RESPONSES, w->p.reaction.rationality,
                             log_p);
    for (int r = 0; r < N_RESPONSES; r++) {
        c.at[r].chance = exp(log_p[r]);
        c.at[r].value = utility[r];
        worth_of(w, g, (enum response)r, c.at[r].part);
    }
    choice_tell(w, &c);
}

static uint64_t
grievance_key(const struct world *w, const struct grievance *g)
{
    uint64_t who = (uint64_t)world_code(w, g->j) << 1 | g->is_public;
    return entity_mix(w->operation.key[g->operation], PURPOSE_response_key,
                      who);
}

/* Logit by race: the largest beta U + Gumbel. */
static enum response
choose(const struct world *w, const struct grievance *g)
{
    double utility[N_RESPONSES], best = -INFINITY;
    uint64_t key = grievance_key(w, g);
    enum response chosen = RESPONSE_silence;

    response_utilities(w, g, utility);
    for (int r = 0; r < N_RESPONSES; r++) {
        double u = draw_at(w->key, PURPOSE_reaction, 0, key, (uint32_t)r);
        double v = utility[r] == -INFINITY ? -INFINITY
            : w->p.reaction.rationality * utility[r] - log(-log(u));
        if (v > best) {
            best = v;
            chosen = (enum response)r;
        }
    }
    if (choice_watched(w))
        tell_response(w, g, utility, chosen);
    return chosen;
}

static uint8_t
answers_before(const struct world *w, const struct grievance *g)
{
    uint8_t n = 0;

    for (uint32_t r = 0; r < w->reply.n; r++) {
        uint32_t c = w->event.row[w->reply.event[r]];
        if (w->reply.from[r] == g->j
            && w->case_file.operation[c] == g->operation && n < UINT8_MAX)
            n++;
    }
    return n;
}

static void
prepare_reply(struct world *w, const struct grievance *g, bool escalates,
              uint32_t event)
{
    const struct params *p = &w->p;
    uint8_t number = answers_before(w, g);
    uint32_t r = world_append(w, TABLE_reply);
    double u = draw_at(w->key, PURPOSE_reply_week, 0, grievance_key(w, g), 0);
    double within = escalates ? p->reaction.escalate_weeks
                              : p->reaction.kind_weeks;

    w->reply.due[r] = w->week + 1 + (int32_t)(u * within);
    w->reply.from[r] = g->j;
    w->reply.to[r] = g->k;
    w->reply.escalates[r] = escalates;
    w->reply.number[r] = number;
    w->reply.stakes[r] = escalates ? p->reaction.escalate_stakes
                                   : p->reaction.kind_stakes;
    w->reply.event[r] = event;
}

void
respond(struct world *w, const struct grievance *g)
{
    enum response r = choose(w, g);
    uint8_t sent[STATES_MOST] = { 0 };

    if (r != RESPONSE_collective && kept_from(w, g, r, g->j))
        return;
    switch (r) {
    case RESPONSE_silence:
        if (g->is_public)
            note(w, g, r, g->j, 0);
        break;
    case RESPONSE_sanction:
        senders_before(w, g, sent);
        if (!sent[g->j])
            note(w, g, r, g->j, sanction(w, g->j, g));
        break;
    case RESPONSE_collective:
        collect(w, g);
        break;
    case RESPONSE_in_kind:
    case RESPONSE_escalate:
        prepare_reply(w, g, r == RESPONSE_escalate, note(w, g, r, g->j, 0));
        break;
    case RESPONSE_protest:
    case RESPONSE_armed:
        note(w, g, r, g->j, 0);
        break;
    case N_RESPONSES:
        break;
    }
}
