/* SPDX-License-Identifier: GPL-3.0-or-later */
/* account.c - the sums of a run, from events and columns only; and the lens.
 *
 * Lens: an operation is observed if it was detected, a public statement names
 * a state (right or wrong), and it is recorded, with chance 1 for a western or
 * open victim and 0.8 for another, x min(1, 0.85 1.07^(years from 2013 to
 * launch)), / (1 + 4 gap) for a western initiator; drawn a victim, one
 * suffices.  Data are compared with observed figures, policies are judged by
 * true ones.
 *
 * Rungs of a pair: the highest act of the last 26 weeks, failed ones included.
 *   1 espionage  2 influence, theft  3 disruption  4 destruction
 *   5 an operation or worm that disrupts 1 % of a state's people online, or a
 *     success on infrastructure of severity 6 and more  6 war */
#include "process/process.h"

#include <math.h>

#include "world/accord.h"

enum { RUNGS = N_RUNGS };

static void
add(struct world *w, enum metric m, double more)
{
    if (w->week >= 0)
        w->tally.value[m] += more;
}

/* Only what was launched since the start counts for counts of operations. */
static void
add_of(struct world *w, uint32_t o, enum metric m, double more)
{
    if (w->operation.launched[o] >= 0)
        add(w, m, more);
}

/* ---- the lens ----------------------------------------------------------- */

static double
record_chance(const struct world *w, uint32_t o, state_id j)
{
    const struct params *p = &w->p;
    double years = inputs_years_since(w->in, w->operation.launched[o], 2013);
    double coverage = fmin(1, p->account.record_2013
                              * pow(1 + p->account.record_growth, years));
    bool seen = bloc_is_western(w->state.bloc[j])
                || w->state.openness[j] > 0.6;
    double chance = coverage * (seen ? p->account.record_open
                                     : p->account.record_closed);

    return bloc_is_western(w->state.bloc[w->operation.initiator[o]])
           ? chance / (1 + 4 * p->world.reporting_gap) : chance;
}

/* Marks the victims that the record has; is there one? */
static bool
recorded(struct world *w, uint32_t o)
{
    uint32_t v = w->operation.first_victim[o];
    bool any = false;

    for (uint32_t k = v; k < v + w->operation.n_victims[o]; k++) {
        state_id j = w->victim.state[k];
        uint64_t key = entity_mix(w->operation.key[o], PURPOSE_recorded,
                                  world_code(w, j));
        double u = draw_at(w->key, PURPOSE_recorded, 0, key, 0);
        w->victim.observed[k] = u < record_chance(w, o, j);
        any |= w->victim.observed[k];
    }
    return any;
}

/* ---- operations --------------------------------------------------------- */

static void
count_operation(struct world *w, uint32_t o)
{
    static const enum metric kind[N_KINDS] = {
        METRIC_ops_espionage, METRIC_ops_theft, METRIC_ops_influence,
        METRIC_ops_disruption, METRIC_ops_destruction };
    static const enum metric sector[N_SECTORS] = {
        METRIC_ops_government, METRIC_ops_military, METRIC_ops_infrastructure,
        METRIC_ops_industry, METRIC_ops_civilians };
    state_id i = w->operation.initiator[o];

    add(w, METRIC_ops_true, 1);
    add(w, kind[w->operation.kind[o]], 1);
    add(w, sector[w->operation.sector[o]], 1);
    add(w, METRIC_ops_proxy, w->operation.executor[o] == EXECUTOR_proxy);
    add(w, METRIC_ops_severity_5, w->operation.severity[o] >= 5);
    add(w, METRIC_ops_severity_6, w->operation.severity[o] >= 6);
    add(w, METRIC_ops_prohibited, w->operation.breach[o]);
    add(w, METRIC_ops_by_bound, w->law.norms_bind && w->state.party[i]);
    add(w, METRIC_ops_from_crisis, w->operation.parent[o] != NOTHING
                                   && w->operation.origin[o] <= ORIGIN_surge);
    add(w, METRIC_ops_replies, w->operation.origin[o] == ORIGIN_reply);
    add(w, METRIC_ops_zero_day, w->operation.exploit[o] != NOTHING);
    add(w, METRIC_ops_n_day, w->operation.nday[o] != NOTHING);
    add(w, METRIC_successes, w->operation.success[o]);
    if (w->week >= 0) {
        w->tally.act_rest += 1 - w->operation.act_chance[o];
        w->tally.fear += w->operation.fear_share[o];
        w->series.operations[w->week]++;
    }
}

static void
count_losses(struct world *w, uint32_t o)
{
    uint32_t v = w->operation.first_victim[o];

    for (uint32_t k = v; k < v + w->operation.n_victims[o]; k++) {
        add(w, METRIC_loss_musd, w->victim.loss[k]);
        if (w->operation.kind[o] == KIND_theft)
            add(w, METRIC_theft_gain_musd, w->victim.loss[k]);
        if (w->week >= 0)
            w->operation.loss[o] += w->victim.loss[k];
    }
}

/* ---- rungs -------------------------------------------------------------- */

static void
climb(struct world *w, uint32_t o, state_id j, enum rung rung, bool seen)
{
    int16_t pair = w->dyad.pair[dyad_of(w, w->operation.initiator[o], j)];

    if (!seen)
        w->tally.rung_week[rung] = w->week;
    if (pair >= 0)
        (seen ? w->pair.seen : w->pair.acted)[pair * RUNGS + (int)rung] =
            w->week;
}

static void
climb_all(struct world *w, uint32_t o, bool seen)
{
    uint32_t v = w->operation.first_victim[o];

    for (uint32_t k = v; k < v + w->operation.n_victims[o]; k++)
        climb(w, o, w->victim.state[k], world_operation_rung(w, o), seen);
}

static bool
at_or_above(const struct world *w, const int32_t *acted, enum rung rung)
{
    for (int r = (int)rung; r < RUNGS; r++)
        if (acted[r] > w->week - (int32_t)w->p.account.rung_weeks)
            return true;
    return false;
}

static void
count_pair(struct world *w, uint32_t k)
{
    const int32_t *acted = &w->pair.acted[k * RUNGS];
    const int32_t *seen = &w->pair.seen[k * RUNGS];
    bool five = at_or_above(w, acted, RUNG_mass_harm);

    if (!w->pair.rival[k] && !w->pair.watch[k])
        return;
    w->tally.pair_years += 1 / 52.0;
    w->tally.value[METRIC_pair_weeks_rung3_per_1000] +=
        five || at_or_above(w, acted, RUNG_disruption);
    w->tally.value[METRIC_pair_weeks_rung5_per_1000] += five;
    w->tally.value[METRIC_pair_weeks_rung3_perceived_per_1000] +=
        at_or_above(w, seen, RUNG_disruption);
    w->tally.value[METRIC_pair_weeks_rung5_perceived_per_1000] +=
        at_or_above(w, seen, RUNG_mass_harm);
    if (five && w->tally.value[METRIC_weeks_to_rung5] == 0)
        w->tally.value[METRIC_weeks_to_rung5] = w->week + 1;
}

static void
count_rungs(struct world *w)
{
    enum rung highest = RUNG_calm;

    if (w->week < 0)
        return;
    for (uint32_t k = 0; k < w->pair.n; k++)
        count_pair(w, k);
    for (int r = RUNG_espionage; r < RUNGS; r++)
        if (w->tally.rung_week[r]
            > w->week - (int32_t)w->p.account.rung_weeks)
            highest = (enum rung)r;
    w->series.rung[w->week] = (uint8_t)highest;
    w->tally.value[METRIC_peak_rung] =
        fmax(w->tally.value[METRIC_peak_rung], highest);
}

/* A war is an act of every week of it, and everybody sees it. */
static void
wars_go_on(struct world *w)
{
    for (uint32_t c = 0; c < w->conflict.n; c++) {
        if (!w->conflict.is_war[c] || w->conflict.ends[c] <= w->week)
            continue;
        int16_t pair = w->dyad.pair[dyad_of(w, w->conflict.a[c],
                                            w->conflict.b[c])];
        w->tally.rung_week[RUNG_armed_conflict] = w->week;
        if (pair < 0)
            continue;
        int at = pair * RUNGS + RUNG_armed_conflict;
        w->pair.acted[at] = w->pair.seen[at] = w->week;
    }
}

/* ---- events ------------------------------------------------------------- */

static void
count_detection(struct world *w, uint32_t e)
{
    uint32_t o = w->event.row[e];

    climb_all(w, o, true);
    if (w->operation.launched[o] < 0)
        return;
    add(w, METRIC_ops_detected, 1);
    add(w, METRIC_detected_by_firm, w->operation.by_firm[o]);
    w->tally.n_detected++;
    w->tally.weeks_detected += w->event.amount[e];
}

static void
observe(struct world *w, uint32_t o)
{
    static const enum metric kind[N_KINDS] = {
        METRIC_observed_espionage, METRIC_observed_theft,
        METRIC_observed_influence, METRIC_observed_disruption,
        METRIC_observed_destruction };

    w->operation.observed[o] = recorded(w, o);
    if (!w->operation.observed[o])
        return;
    add_of(w, o, METRIC_ops_observed, 1);
    add_of(w, o, kind[w->operation.kind[o]], 1);
}

static void
count_public(struct world *w, uint32_t e)
{
    uint32_t c = w->event.row[e], o = w->case_file.operation[c];
    unsigned flags = w->event.flags[e];
    bool agency = w->case_file.author[c] == AUTHOR_agency;
    bool right = flags & EVENT_FLAG_right;

    add(w, METRIC_findings_public, 1);
    add(w, METRIC_findings_binding, (flags & EVENT_FLAG_binding) != 0);
    add(w, METRIC_agency_findings, agency);
    add(w, METRIC_agency_wrong, agency && !right);
    add(w, METRIC_agency_leaked, (flags & EVENT_FLAG_leak) != 0);
    add_of(w, o, METRIC_ops_named_right, (flags & EVENT_FLAG_hit) != 0);
    if (!right && !(w->operation.counted[o] & 2)) {
        w->operation.counted[o] |= 2;
        add_of(w, o, METRIC_ops_named_wrong, 1);
    }
    if (!(flags & EVENT_FLAG_first))
        return;
    observe(w, o);
    if (w->operation.launched[o] >= 0) {
        w->tally.n_named++;
        w->tally.weeks_named += w->week - w->operation.launched[o];
    }
}

static void
count_reaction(struct world *w, uint32_t e)
{
    static const enum metric metric[N_RESPONSES] = {
        [RESPONSE_protest] = METRIC_protests,
        [RESPONSE_sanction] = METRIC_sanctions,
        [RESPONSE_collective] = METRIC_joiners,
        [RESPONSE_in_kind] = METRIC_answers_in_kind,
        [RESPONSE_escalate] = METRIC_escalations,
        [RESPONSE_armed] = METRIC_armed_answers };
    enum response r = w->event.response[e];
    /* The senders of one collective response stand in one run of events. */
    bool goes_on = r == RESPONSE_collective && e > w->week_events
        && w->event.kind[e - 1] == EVENT_reaction
        && w->event.response[e - 1] == RESPONSE_collective
        && w->event.row[e - 1] == w->event.row[e]
        && w->event.victim[e - 1] == w->event.victim[e];

    if (r == RESPONSE_silence)
        return;
    add(w, metric[r], 1);
    if (r == RESPONSE_sanction || r == RESPONSE_collective)
        add(w, METRIC_sanction_cost, w->event.amount[e]);
    if (r == RESPONSE_sanction || r == RESPONSE_collective)
        add(w, METRIC_sender_cost,
            w->p.reaction.deeds_cost
            * w->dyad.trade[dyad_of(w, w->event.actor[e],
                                    w->event.target[e])]);
    if (goes_on)
        return;
    add(w, METRIC_collective_responses, r == RESPONSE_collective);
    if (r >= RESPONSE_sanction && !(w->event.flags[e] & EVENT_FLAG_right))
        add(w, METRIC_retaliations_after_wrong_finding, 1);
}

static void
count_disclosure(struct world *w, uint32_t v)
{
    bool seen = w->vulnerability.seen[v] == w->week;
    bool state = w->vulnerability.holder[v] != NO_STATE;

    add(w, METRIC_exploits_seen, seen);
    add(w, METRIC_exploits_burnt, seen && state);
    add(w, METRIC_exploits_disclosed, !seen && state);
}

static void
count_takedown(struct world *w, uint32_t o)
{
    for (uint32_t t = 0; t < w->takedown.n; t++)
        if (w->takedown.operation[t] == o) {
            add(w, METRIC_takedowns, 1);
            add(w, METRIC_takedown_domains, w->takedown.domains[t]);
            add(w, METRIC_takedown_states, w->takedown.states[t]);
        }
}

static void
count_event(struct world *w, uint32_t e)
{
    switch ((enum event_kind)w->event.kind[e]) {
    case EVENT_detection:
        count_detection(w, e);
        break;
    case EVENT_finding:
        add(w, METRIC_findings_private, 1);
        add(w, METRIC_agency_blocked,
            (w->event.flags[e] & EVENT_FLAG_blocked) != 0);
        break;
    case EVENT_public_finding:
        count_public(w, e);
        break;
    case EVENT_reaction:
        count_reaction(w, e);
        break;
    case EVENT_worm:
        add(w, METRIC_worms, 1);
        break;
    case EVENT_disclosure:
        count_disclosure(w, w->event.row[e]);
        break;
    case EVENT_takedown:
        count_takedown(w, w->event.row[e]);
        break;
    case EVENT_accession:
        add(w, METRIC_accessions, 1);
        break;
    case EVENT_withdrawal:
        add(w, METRIC_withdrawals, 1);
        break;
    case EVENT_complicity:
        add(w, METRIC_complicity_revealed, 1);
        break;
    case EVENT_crisis:
        add(w, METRIC_crises, 1);
        break;
    case EVENT_war:
        add(w, METRIC_armed_conflicts, 1);
        break;
    default:
        break;
    }
}

/* ---- people ------------------------------------------------------------- */

/* Income per person online and week, MUSD. */
static double
income(const struct world *w, state_id j)
{
    return w->state.online[j] > 0
           ? w->state.gdp[j] / w->state.online[j] / 52 : 0;
}

/* A share of the people of j, disrupted at once by an operation or its
 * worm. */
static void
climb_by_people(struct world *w, uint32_t o, state_id j, double n)
{
    if (n <= 0 || n < w->p.account.mass_share * w->state.online[j])
        return;
    climb(w, o, j, RUNG_mass_harm, false);
    if (w->operation.detected[o] <= w->week)
        climb(w, o, j, RUNG_mass_harm, true);
}

/* Touched this week: counted with the operation that did it. */
static void
count_touched(struct world *w, uint32_t v)
{
    uint32_t o = w->victim.operation[v];
    state_id j = w->victim.state[v];
    double n = w->victim.touched[v];
    bool disrupts = w->operation.kind[o] >= KIND_disruption;

    if (disrupts)
        climb_by_people(w, o, j, n);
    if (w->week < 0)
        return;
    w->tally.touched[disrupts][w->operation.severity[o] >= 6] += n;
    if (!disrupts)
        return;
    double loss = n * 2 * w->p.strike.loss_person * income(w, j);
    add(w, METRIC_loss_musd, loss);
    w->operation.loss[o] += loss;
}

/* People disrupted by a worm, and the firms' seats among what it infected. */
static void
count_infected(struct world *w, uint32_t k)
{
    uint32_t o = w->infection.operation[k], c = w->infection.cell[k];
    state_id j = (state_id)(c / w->ecosystem.n);
    double n = w->infection.touched[k];

    climb_by_people(w, o, j, n);
    if (w->week < 0)
        return;
    double loss = n * (2 * w->p.strike.loss_person * income(w, j)
                       + w->p.spread.firm_share * w->p.spread.firm_loss);
    w->tally.touched[1][w->operation.severity[o] >= 6] += n;
    add(w, METRIC_worm_loss_musd, loss);
    w->operation.worm_loss[o] += loss;
    w->operation.loss[o] += loss;
}

/* Victims touched this week: civilians left the week's in `touched`. */
static void
count_people(struct world *w)
{
    double disrupted = 0;

    for (uint32_t k = 0; k < w->arrived.n; k++)
        count_touched(w, w->arrived.row[k]);
    for (uint32_t k = 0; k < w->infection.n; k++)
        count_infected(w, k);
    for (uint32_t c = 0; c < w->cell.n; c++)
        disrupted += (double)w->cell.disrupted[c];
    if (w->week < 0)
        return;
    w->series.disrupted[w->week] = disrupted;
    w->tally.value[METRIC_disrupted_person_weeks_per_1000] += disrupted;
}

/* ---- capability --------------------------------------------------------- */

static void
count_capability(struct world *w)
{
    double bound = 0, saturated = 0, nationalism = 0;

    for (uint32_t n = 0; n < w->derived.n_initiators; n++) {
        state_id i = w->derived.initiator[n];
        double share = w->state.weight[i] / w->derived.capability;
        if (w->law.norms_bind && w->state.party[i])
            bound += share;
        if (w->state.saturation[i] > 0.1)
            saturated += share;
    }
    for (state_id i = 0; i < w->state.n; i++)
        nationalism += w->state.nationalism[i] / w->state.n;
    double helping = 0;
    for (uint32_t f = 0; f < w->firm.n; f++)
        helping += w->firm.helps[f];
    add(w, METRIC_firms_helping, helping / w->in->weeks);
    add(w, METRIC_accord_share, accord_share(w) / w->in->weeks);
    add(w, METRIC_capability_bound, bound / w->in->weeks);
    add(w, METRIC_capability_saturated, saturated / w->in->weeks);
    add(w, METRIC_mean_nationalism, nationalism / w->in->weeks);
}

void
account(struct world *w)
{
    for (uint32_t o = world_first_operation(w); o < w->operation.n; o++) {
        if (w->week >= 0)
            count_operation(w, o);
        count_losses(w, o);
        climb_all(w, o, false);
    }
    for (uint32_t e = w->week_events; e < w->event.n; e++)
        count_event(w, e);
    wars_go_on(w);
    count_people(w);
    count_rungs(w);
    count_capability(w);
}
