/* SPDX-License-Identifier: GPL-3.0-or-later */
/* run.c - weeks one after another, and what comes out. */
#include "model/run.h"

#include <math.h>

#include "model/setup.h"
#include "model/week.h"

static int
weeks_until(struct world *w, int32_t end, week_watcher *watch, void *data,
            struct fault *f)
{
    while (w->week < end) {
        int code = world_reserve(w, f);
        if (code == 0)
            code = week_run(w, f);
        if (code == 0 && watch)
            code = watch(w, data, f);
        if (code)
            return code;
    }
    return 0;
}

/* Candidates of one state in one week, on average, that draw_poisson and the
 * slots of a candidate's key bear. */
#define CANDIDATES_MOST 500.0
/* Exploits of one state at first that the slots of their keys bear. */
#define HOARD_MOST 3000.0

/* The most that growth does from the spin-up to the horizon. */
static double
growth_most(const struct world *w)
{
    const struct params *p = &w->p;
    double first = inputs_years_since(w->in, -(int32_t)p->world.spin_up, 2013);
    double start = inputs_years_since(w->in, 0, 2013);

    return fmax(pow(1 + p->decision.growth, first),
                pow(1 + p->decision.growth, start))
         * pow(1 + fmax(0, p->decision.growth_ahead), w->in->weeks / 52.0);
}

/* Vulnerabilities likewise: what a week finds, and the stock of the first. */
static int
expect_finds(struct world *w, struct fault *f)
{
    double all = 0, most = 0;

    for (uint32_t i = 0; i < w->state.n; i++) {
        all += sqrt(w->state.programme[i]);
        most = fmax(most, sqrt(w->state.programme[i]));
    }
    double year = w->p.vulnerabilities.finds + 8 * w->p.vulnerabilities.others;
    double stock = w->p.vulnerabilities.finds * w->p.vulnerabilities.life;
    double finds = 2 * stock + year / 4 + 256;

    if (stock * most > HOARD_MOST * all)
        return fault_set(f, FAULT_RUN, "run", 0, "a state may hold %g "
                         "exploits, more than %g: is vulnerabilities.finds or "
                         "vulnerabilities.life too high?", stock * most / all,
                         HOARD_MOST);
    w->derived.finds = finds < 1e6 ? (uint32_t)finds : 1000000;
    return 0;
}

static int
expect_room(struct world *w, struct fault *f)
{
    const struct params *p = &w->p;
    double calm = 0, surge = 0, busiest = 0;
    double rate = p->decision.tempo / 52 / p->world.scale * growth_most(w);

    for (uint32_t i = 0; i < w->state.n; i++) {
        double own = 0;
        for (uint32_t j = 0; j < w->state.n; j++) {
            double v = rate * w->state.weight[i]
                     * w->dyad.affinity[i * w->state.n + j]
                     * exp(fmax(0, p->world.rivalry_pull));
            own += v * w->derived.calm_most;
            surge = fmax(surge, v * w->derived.surge_most);
        }
        calm += own;
        busiest = fmax(busiest, own);
    }
    if (!(fmax(busiest, surge) <= CANDIDATES_MOST))
        return fault_set(f, FAULT_RUN, "run", 0, "a state may get %g chances "
                         "a week, more than %g: is decision.tempo too high, "
                         "or world.scale too low?", fmax(busiest, surge),
                         CANDIDATES_MOST);
    double room = 4 * (calm + 4 * surge) + 64;
    w->derived.room = room < 1e6 ? (uint32_t)room : 1000000;
    return expect_finds(w, f);
}

int
model_begin_watched(struct world *w, const struct inputs *in, uint64_t seed,
                    uint32_t replicate, week_watcher *watch, void *data,
                    struct fault *f)
{
    int code = world_setup(w, in, seed, replicate, f);
    if (code == 0)
        code = expect_room(w, f);
    return code ? code : weeks_until(w, 0, watch, data, f);
}

int
model_begin(struct world *w, const struct inputs *in, uint64_t seed,
            uint32_t replicate, struct fault *f)
{
    return model_begin_watched(w, in, seed, replicate, NULL, NULL, f);
}

int
model_until(struct world *w, const struct inputs *in, int32_t week,
            struct fault *f)
{
    w->in = in;
    return weeks_until(w, week < in->weeks ? week : in->weeks, NULL, NULL, f);
}

/* ---- outcomes ----------------------------------------------------------- */

static double
ratio(double a, double b)
{
    return b > 0 ? a / b : NAN;
}

static void
people(const struct world *w, double v[])
{
    double online = 0;
    const double (*t)[2] = w->tally.touched;
    double disrupted = v[METRIC_disrupted_person_weeks_per_1000];

    for (uint32_t i = 0; i < w->state.n; i++)
        online += w->state.online[i];
    disrupted = ratio(1000 * disrupted, online);
    double high = t[1][1] > 0 ? t[1][1] / (t[1][0] + t[1][1]) : 0;
    v[METRIC_disrupted_person_weeks_per_1000] = disrupted;
    v[METRIC_disrupted_person_weeks_per_1000_severity_to_5] =
        disrupted * (1 - high);
    v[METRIC_disrupted_person_weeks_per_1000_share_severity_6] =
        ratio(t[1][1], t[1][0] + t[1][1]);
    v[METRIC_people_disrupted] = t[1][0] + t[1][1];
    v[METRIC_people_compromised] = t[0][0] + t[0][1];
    v[METRIC_people_compromised_severity_to_5] = t[0][0];
    v[METRIC_people_compromised_share_severity_6] =
        ratio(t[0][1], t[0][0] + t[0][1]);
}

static void
pair_weeks(const struct world *w, double v[])
{
    static const enum metric per[] = {
        METRIC_pair_weeks_rung3_per_1000, METRIC_pair_weeks_rung5_per_1000,
        METRIC_pair_weeks_rung3_perceived_per_1000,
        METRIC_pair_weeks_rung5_perceived_per_1000 };

    for (size_t k = 0; k < sizeof per / sizeof *per; k++)
        v[per[k]] = ratio(1000 * v[per[k]], w->tally.pair_years);
    if (w->tally.pair_years == 0)
        v[METRIC_weeks_to_rung5] = NAN;
    else if (v[METRIC_weeks_to_rung5] == 0)
        v[METRIC_weeks_to_rung5] = w->in->weeks;
    else
        v[METRIC_weeks_to_rung5] -= 1;
}

static void
operations(const struct world *w, double v[])
{
    double n = v[METRIC_ops_true];

    for (uint32_t o = 0; o < w->operation.n; o++)
        v[METRIC_largest_loss_musd] =
            fmax(v[METRIC_largest_loss_musd], w->operation.loss[o]);
    v[METRIC_weeks_to_detection] =
        ratio(w->tally.weeks_detected, w->tally.n_detected);
    v[METRIC_weeks_to_public] = ratio(w->tally.weeks_named, w->tally.n_named);
    v[METRIC_cost_share] = ratio(w->tally.fear, n);
    v[METRIC_deterrence_semi_elasticity] = n > 0
        ? -100 * w->p.decision.rationality * w->tally.act_rest / n : NAN;
}

static void
agency(const struct world *w, double v[])
{
    for (uint32_t c = 0; c < w->case_file.n; c++)
        v[METRIC_docket_opened] += w->case_file.author[c] == AUTHOR_agency;
    v[METRIC_docket_referred] = w->agency.referred[0];
    v[METRIC_docket_stale] = w->agency.stale[0];
}

static void
beliefs(const struct world *w, double v[])
{
    double sum = 0;

    for (uint32_t n = 0; n < w->derived.n_initiators; n++) {
        state_id i = w->derived.initiator[n];
        sum += w->state.weight[i] * w->state.finding_cost[i];
    }
    v[METRIC_believed_finding_cost] = ratio(sum, w->derived.capability);
}

static void
treaties(const struct world *w, double v[])
{
    int32_t entered = w->agency.entered[0];

    for (uint32_t i = 0; i < w->state.n; i++) {
        v[METRIC_parties] += w->law.norms_bind && w->state.party[i];
        v[METRIC_statute_members] += w->law.in_force[CLAUSE_agency]
                                     && w->state.member[i];
    }
    v[METRIC_exploits_held] = w->holding.n;
    v[METRIC_weeks_to_force] = entered == NEVER ? (double)NAN : entered;
}

/* Means over people, and half the sum of the changes of shares. */
static void
trusts(const struct world *w, double v[])
{
    double people = 0, tech = 0, states = 0, moved = 0;
    uint32_t n = w->ecosystem.n;

    for (uint32_t c = 0; c < w->cell.n; c++) {
        double was = w->state.online[c / n] * w->in->tables.user_share[c];
        people += w->cell.users[c];
        tech += w->cell.users[c] * w->cell.trust[c];
        states += w->cell.users[c] * w->state.trust[c / n];
        moved += fabs(w->cell.users[c] - floor(was + 0.5)) / 2;
    }
    v[METRIC_trust_in_tech] = ratio(tech, people);
    v[METRIC_trust_in_states] = ratio(states, people);
    v[METRIC_platform_change] = ratio(moved, people);
}

static void
outcomes_of(const struct world *w, struct outcomes *out)
{
    for (int m = 0; m < N_METRICS; m++)
        out->value[m] = w->tally.value[m];
    people(w, out->value);
    pair_weeks(w, out->value);
    operations(w, out->value);
    agency(w, out->value);
    beliefs(w, out->value);
    treaties(w, out->value);
    trusts(w, out->value);
}

int
model_finish_watched(struct world *w, const struct inputs *in,
                     struct outcomes *out, week_watcher *watch, void *data,
                     struct fault *f)
{
    w->in = in;
    int code = weeks_until(w, in->weeks, watch, data, f);
    if (code == 0)
        outcomes_of(w, out);
    return code;
}

int
model_finish(struct world *w, const struct inputs *in, struct outcomes *out,
             struct fault *f)
{
    return model_finish_watched(w, in, out, NULL, NULL, f);
}
