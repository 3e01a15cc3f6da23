/* SPDX-License-Identifier: GPL-3.0-or-later */
/* verify.c - invariants of the whole. */
#include "model/verify.h"

#include <math.h>
#include <string.h>

static int
wrong(struct fault *f, const struct world *w, const char *what, uint32_t row)
{
    return fault_set(f, FAULT_BUG, "verify", 0, "week %d: %s (row %u)",
                     w->week, what, row);
}

/* NAN fails. */
static bool
share(double x)
{
    return x >= 0 && x <= 1;
}

static int
verify_states(const struct world *w, struct fault *f)
{
    for (uint32_t i = 0; i < w->state.n; i++) {
        if (!share(w->state.nationalism[i]) || !share(w->state.legitimacy[i])
            || !share(w->state.saturation[i]) || !share(w->state.isolation[i])
            || !share(w->state.salience[i]) || !share(w->state.defence[i])
            || !share(w->state.openness[i]) || !share(w->state.power[i]))
            return wrong(f, w, "a share of a state is not in 0..1", i);
        if (!(w->state.finding_cost[i] >= 0)
            || !isfinite(w->state.finding_cost[i]))
            return wrong(f, w, "believed cost of a finding", i);
    }
    return 0;
}

static int
verify_dyads(const struct world *w, struct fault *f)
{
    for (uint32_t d = 0; d < w->dyad.n; d++) {
        if (!share(w->dyad.hostility[d]) || !share(w->dyad.trade[d]))
            return wrong(f, w, "hostility or trade is not in 0..1", d);
        if (!(w->dyad.attraction[d] >= 0))
            return wrong(f, w, "attraction is negative", d);
    }
    return 0;
}

/* One cell against its groups; its people go to `all`. */
static int
verify_cell(const struct world *w, uint32_t c, int64_t *all, struct fault *f)
{
    enum { GROUPS = N_HABITS * N_CONDITIONS * N_HARMED };
    const int64_t *g = &w->group.people[c * GROUPS];
    int64_t in[N_CONDITIONS] = { 0 };

    *all = 0;
    for (int k = 0; k < GROUPS; k++) {
        if (g[k] < 0)
            return wrong(f, w, "fewer than no people", c);
        *all += g[k];
        in[k / N_HARMED % N_CONDITIONS] += g[k];
    }
    if (*all != (int64_t)w->cell.users[c])
        return wrong(f, w, "people of a cell are not its users", c);
    if (in[CONDITION_compromised] != w->cell.compromised[c]
        || in[CONDITION_disrupted] != w->cell.disrupted[c])
        return wrong(f, w, "sums of a cell are not its people", c);
    return share(w->cell.trust[c]) ? 0 : wrong(f, w, "trust in a cell", c);
}

static int
verify_people(const struct world *w, struct fault *f)
{
    for (uint32_t i = 0; i < w->state.n; i++) {
        double start = 0;
        int64_t now = 0;
        for (uint32_t m = 0; m < w->ecosystem.n; m++) {
            uint32_t c = i * w->ecosystem.n + m;
            int64_t people = 0;
            int code = verify_cell(w, c, &people, f);
            if (code)
                return code;
            now += people;
            start += floor(w->state.online[i] * w->in->tables.user_share[c]
                           + 0.5);
        }
        if (now != (int64_t)start)
            return wrong(f, w, "people are not conserved", i);
    }
    return 0;
}

/* Held = found - burnt - died - disclosed, each where it belongs. */
static int
verify_arsenals(const struct world *w, struct fault *f)
{
    uint32_t held = 0;

    for (uint32_t k = 0; k < w->arsenal.n; k++)
        held += w->arsenal.held[k];
    if (held != w->holding.n)
        return wrong(f, w, "arsenals are not what is held", held);
    for (uint32_t k = 0; k < w->holding.n; k++) {
        uint32_t v = w->holding.row[k];
        if (w->vulnerability.holder[v] == NO_STATE
            || w->vulnerability.died[v] != NEVER)
            return wrong(f, w, "a dead exploit is held", v);
    }
    for (uint32_t o = 0; o < w->operation.n; o++) {
        uint32_t v = w->operation.exploit[o];
        if (v != NOTHING
            && w->vulnerability.died[v] < w->operation.launched[o])
            return wrong(f, w, "a dead exploit is used", o);
    }
    return 0;
}

static int
verify_treaties(const struct world *w, struct fault *f)
{
    for (uint32_t i = 0; i < w->state.n; i++)
        if (w->state.ratified_week[i] < w->state.signed_week[i])
            return wrong(f, w, "ratified before it was signed", i);
    return 0;
}

static int
verify_operation(const struct world *w, uint32_t o, struct fault *f)
{
    if (w->operation.severity[o] < 1 || w->operation.severity[o] > 8)
        return wrong(f, w, "severity is not 1..8", o);
    if (w->operation.initiator[o] == w->operation.target[o])
        return wrong(f, w, "a state acts on itself", o);
    if (w->operation.launched[o] > w->operation.detected[o])
        return wrong(f, w, "detected before it was launched", o);
    if (w->operation.public_week[o] < w->operation.detected[o])
        return wrong(f, w, "public before it was detected", o);
    if (!(w->operation.chance[o] > 0 && w->operation.chance[o] < 1))
        return wrong(f, w, "chance of success is not in (0,1)", o);
    return 0;
}

static int
verify_cases(const struct world *w, struct fault *f)
{
    for (uint32_t c = 0; c < w->case_file.n; c++) {
        uint32_t o = w->case_file.operation[c];
        if (o >= w->operation.n)
            return wrong(f, w, "a case without an operation", c);
        if (w->case_file.opened[c] < w->operation.detected[o])
            return wrong(f, w, "a case opened before detection", c);
        if (w->case_file.named[c] < w->case_file.opened[c])
            return wrong(f, w, "named before the case was opened", c);
        if (w->case_file.published[c] < w->case_file.named[c])
            return wrong(f, w, "published before it was named", c);
        if (w->case_file.author[c] == AUTHOR_agency && w->week < 0)
            return wrong(f, w, "an agency in the spin-up", c);
    }
    return 0;
}

static int
verify_events(const struct world *w, struct fault *f)
{
    for (uint32_t e = w->last_events; e < w->event.n; e++)
        if (w->event.trigger[e] != NOTHING && w->event.trigger[e] >= e)
            return wrong(f, w, "an event before what triggered it", e);
    return 0;
}

static int
verify_tally(const struct world *w, struct fault *f)
{
    static const enum metric pairs[][2] = {
        { METRIC_ops_observed, METRIC_ops_true },
        { METRIC_observed_espionage, METRIC_ops_espionage },
        { METRIC_observed_theft, METRIC_ops_theft },
        { METRIC_observed_influence, METRIC_ops_influence },
        { METRIC_observed_disruption, METRIC_ops_disruption },
        { METRIC_observed_destruction, METRIC_ops_destruction },
        { METRIC_ops_detected, METRIC_ops_true },
        { METRIC_agency_wrong, METRIC_agency_findings },
    };
    const double *v = w->tally.value;

    for (uint32_t k = 0; k < sizeof pairs / sizeof *pairs; k++)
        if (v[pairs[k][0]] > v[pairs[k][1]])
            return wrong(f, w, "more observed than true", k);
    double kinds = v[METRIC_ops_espionage] + v[METRIC_ops_theft]
        + v[METRIC_ops_influence] + v[METRIC_ops_disruption]
        + v[METRIC_ops_destruction];
    if (kinds != v[METRIC_ops_true])
        return wrong(f, w, "kinds do not add up", 0);
    return 0;
}

int
world_verify(const struct world *w, struct fault *f)
{
    int code = verify_states(w, f);

    if (code == 0)
        code = verify_dyads(w, f);
    if (code == 0)
        code = verify_people(w, f);
    if (code == 0)
        code = verify_arsenals(w, f);
    if (code == 0)
        code = verify_treaties(w, f);
    for (uint32_t o = 0; code == 0 && o < w->operation.n; o++)
        code = verify_operation(w, o, f);
    if (code == 0)
        code = verify_cases(w, f);
    if (code == 0)
        code = verify_events(w, f);
    return code ? code : verify_tally(w, f);
}
