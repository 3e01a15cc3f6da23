/* SPDX-License-Identifier: GPL-3.0-or-later */
/* vulnerabilities.c - ways in: found, held, lost, shown, disclosed, patched.
 *
 * Finds: a state's are Poisson, finds/52 x programme^1/2 / Sum programme^1/2,
 * on an ecosystem by its density; others' (criminals, brokers) are Poisson,
 * others/52 x a yearly gamma factor, used at once and seen with chance 0.9. A
 * held exploit is lost unused at hazard h_red (1 + share of finds disclosed
 * under a duty) + h_obs, with h_red = -ln(1 - 0.057)/52 and h_obs = 1/(6.9 x
 * 52) - h_red, by one exponential threshold.  Used, it shows itself with
 * chance 1 - stealth a week, or with chance 0.8 when the operation is
 * detected. What has been seen goes to the vendor; the patch is out after
 * lognormal days, and for 26 weeks everybody can use it against the unpatched:
 * a duty to disclose, and a patch, arm attackers too. Under `disclose` a bound
 * state gives a new find to the vendor with chance share x logistic(beta
 * (reputation - T*)), T* of espionage: a hoard is kept where it is worth more
 * than the standing that it may cost.
 *
 * When to use one: theory/timing.h, with P = exp(-h), S = stealth over the
 * weeks of the operation, q = chance a week of an opportunity against that
 * ecosystem. Sources: Ablon & Bogart 2017 (RAND RR-1751), Google Project
 * Zero.  Left out: exploits that work on several ecosystems, sales between
 * states. */
#include "process/process.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

#include "theory/choice.h"
#include "theory/hazards.h"
#include "theory/timing.h"
#include "world/exploit.h"

#define PART_MOST 500.0

/* ---- a vulnerability ---------------------------------------------------- */

static uint32_t
born(struct world *w, uint64_t key, state_id holder, uint32_t slot, uint32_t m)
{
    uint32_t v = world_append(w, TABLE_vulnerability);

    w->vulnerability.key[v] = key;
    w->vulnerability.slot[v] = (uint16_t)slot;
    w->vulnerability.holder[v] = holder;
    w->vulnerability.ecosystem[v] = (uint8_t)m;
    w->vulnerability.found[v] = w->week;
    w->vulnerability.died[v] = w->vulnerability.disclosed[v] =
        w->vulnerability.seen[v] = w->vulnerability.patched[v] = NEVER;
    w->vulnerability.event[v] = NOTHING;
    return v;
}

static void
hold(struct world *w, uint32_t v, double u)
{
    uint32_t m = w->vulnerability.ecosystem[v];

    w->vulnerability.limit[v] = w->ecosystem.decay[m] + hazard_threshold(u);
    w->holding.row[world_append(w, TABLE_holding)] = v;
    w->arsenal.held[w->vulnerability.holder[v] * w->ecosystem.n + m]++;
}

/* To the vendor; `trigger` is what showed it. */
static void
disclose(struct world *w, uint32_t v, uint32_t trigger)
{
    double u = draw_at(w->key, PURPOSE_patch, 0, w->vulnerability.key[v], 0);
    double days = w->p.vulnerabilities.patch_days
                * exp(w->p.vulnerabilities.patch_sd * draw_normal(u));

    w->vulnerability.disclosed[v] = w->week;
    w->vulnerability.patched[v] =
        w->week + (int32_t)fmin(1e4, fmax(1, ceil(days / 7)));
    w->vulnerability.event[v] = world_event(w, &(struct event_row){
        .kind = EVENT_disclosure, .actor = w->vulnerability.holder[v],
        .target = NO_STATE, .row = v, .victim = NOTHING, .trigger = trigger });
}

/* Seen in use: disclosed, and an n-day for everybody. */
static void
show(struct world *w, uint32_t v, uint32_t trigger)
{
    if (w->vulnerability.seen[v] != NEVER)
        return;
    w->vulnerability.seen[v] = w->week;
    w->ecosystem.nday[w->vulnerability.ecosystem[v]] = v;
    if (w->vulnerability.disclosed[v] == NEVER)
        disclose(w, v, trigger);
}

/* Who reads a patch knows the hole that nobody has used yet.  It hits fewer
 * than what has no patch, and more than what has had one for longer. */
static void
arm_by_patch(struct world *w, uint32_t v)
{
    uint32_t *nday = &w->ecosystem.nday[w->vulnerability.ecosystem[v]];

    if (w->vulnerability.seen[v] == NEVER
        && (*nday == NOTHING || w->vulnerability.patched[*nday] <= w->week))
        *nday = v;
}

static void
patches(struct world *w)
{
    for (uint32_t v = 0; v < w->vulnerability.n; v++) {
        if (w->vulnerability.patched[v] != w->week)
            continue;
        arm_by_patch(w, v);
        world_event(w, &(struct event_row){ .kind = EVENT_patch,
            .actor = NO_STATE, .target = NO_STATE, .row = v,
            .victim = NOTHING, .trigger = w->vulnerability.event[v] });
    }
}

/* ---- what was shown ----------------------------------------------------- */

/* Week in which use shows the exploit, by inversion of the geometric law. */
static bool
shows_now(const struct world *w, uint32_t o)
{
    double stealth = w->p.vulnerabilities.stealth[w->operation.kind[o]];
    double u = draw_at(w->key, PURPOSE_burn, 0, w->operation.key[o], 1);
    double weeks = stealth >= 1 ? INFINITY : floor(log(u) / log(stealth));

    return w->week > w->operation.launched[o] + weeks;
}

static void
uses(struct world *w)
{
    uint32_t kept = 0;

    for (uint32_t k = 0; k < w->using.n; k++) {
        uint32_t o = w->using.row[k], v = w->operation.exploit[o];
        if (shows_now(w, o))
            show(w, v, w->operation.event[o]);
        else if (w->operation.ends[o] > w->week
                 && w->vulnerability.seen[v] == NEVER)
            w->using.row[kept++] = o;
    }
    world_rows_cut(w, TABLE_using, kept);
}

/* Launches and detections of last week. */
static void
gather(struct world *w)
{
    uint32_t end = w->week_events;

    for (uint32_t e = w->last_events; e < end; e++) {
        uint32_t o = w->event.row[e];
        if (w->event.kind[e] == EVENT_operation
            && w->operation.exploit[o] != NOTHING)
            w->using.row[world_append(w, TABLE_using)] = o;
        if (w->event.kind[e] == EVENT_detection
            && w->operation.exploit[o] != NOTHING
            && draw_at(w->key, PURPOSE_burn, 0, w->operation.key[o], 0)
               < w->p.vulnerabilities.shown)
            show(w, w->operation.exploit[o], e);
    }
}

/* ---- what is lost ------------------------------------------------------- */

static double
duty(const struct world *w)
{
    return w->law.in_force[CLAUSE_disclose] ? w->law.levers.disclose.share : 0;
}

/* Weekly hazard of rediscovery, and of all else. */
static double
rediscovery(const struct world *w)
{
    return hazard_of_chance(w->p.vulnerabilities.rediscovery) / 52;
}

static double
obsolescence(const struct world *w)
{
    return fmax(0, 1 / (w->p.vulnerabilities.life * 52) - rediscovery(w));
}

/* Share of the states' finds that a duty reaches. */
static double
disclosed_share(const struct world *w)
{
    return duty(w) == 0 ? 0 : duty(w) * exploit_parties(w);
}

static void
losses(struct world *w)
{
    double hazard = rediscovery(w) * (1 + disclosed_share(w))
                  + obsolescence(w);
    uint32_t kept = 0;

    for (uint32_t m = 0; m < w->ecosystem.n; m++)
        w->ecosystem.decay[m] += hazard;
    for (uint32_t k = 0; k < w->holding.n; k++) {
        uint32_t v = w->holding.row[k], m = w->vulnerability.ecosystem[v];
        bool lost = w->ecosystem.decay[m] >= w->vulnerability.limit[v];
        if (lost)
            w->vulnerability.died[v] = w->week;
        if (lost || w->vulnerability.disclosed[v] != NEVER)
            w->arsenal.held[w->vulnerability.holder[v] * w->ecosystem.n + m]--;
        else
            w->holding.row[kept++] = v;
    }
    world_rows_cut(w, TABLE_holding, kept);
}

static void
old_ndays(struct world *w)
{
    int32_t weeks = (int32_t)w->p.vulnerabilities.nday_weeks;

    for (uint32_t m = 0; m < w->ecosystem.n; m++) {
        uint32_t v = w->ecosystem.nday[m];
        if (v != NOTHING && w->week - exploit_known(w, v) >= weeks)
            w->ecosystem.nday[m] = NOTHING;
    }
}

/* ---- what is found ------------------------------------------------------ */

static uint32_t
ecosystem_at(const struct world *w, double u)
{
    double sum = 0;

    for (uint32_t m = 0; m + 1 < w->ecosystem.n; m++)
        if (u < (sum += w->ecosystem.density[m]))
            return m;
    return w->ecosystem.n - 1;
}

/* Does a bound state give this find to the vendor? */
static bool
complies(const struct world *w, state_id i, uint32_t m, double u)
{
    if (duty(w) == 0 || !w->state.party[i])
        return false;
    double keep = w->arsenal.threshold[(i * w->ecosystem.n + m) * N_KINDS
                                       + KIND_espionage];
    double will = logistic(w->p.decision.rationality
                           * (w->p.vulnerabilities.reputation - keep));
    return u < duty(w) * will;
}

static void
find(struct world *w, state_id i, uint32_t slot)
{
    uint64_t key = entity_mix(entity_candidate(w->week, world_code(w, i), slot,
                                               0), PURPOSE_find, 0);
    double u[4];

    for (uint32_t k = 0; k < 3; k++)
        u[k] = draw_at(w->key, PURPOSE_find_what, 0, key, k);
    uint32_t m = ecosystem_at(w, u[0]);
    uint32_t v = born(w, key, i, slot, m);
    if (complies(w, i, m, u[1]))
        disclose(w, v, NOTHING);
    else
        hold(w, v, u[2]);
}

static void
state_finds(struct world *w)
{
    double all = exploit_finders(w);

    for (uint32_t n = 0; n < w->derived.n_initiators; n++) {
        state_id i = w->derived.initiator[n];
        double mean = w->p.vulnerabilities.finds / 52
                    * sqrt(w->state.programme[i]) / all;
        double u = draw_at(w->key, PURPOSE_find, w->week,
                           entity_state(world_code(w, i)), 0);
        uint32_t many = draw_poisson(u, mean, exp(-mean));
        for (uint32_t slot = 0; slot < many; slot++)
            find(w, i, slot);
    }
}

/* Gamma of mean 1 for the year that the week lies in. */
static double
busy_year(const struct world *w)
{
    double shape = w->p.vulnerabilities.others_shape;
    double u = draw_at(w->key, PURPOSE_others_year,
                       inputs_year(w->in, w->week), 0, 0);
    return gsl_cdf_gamma_Pinv(u, shape, 1 / shape);
}

/* What non-proliferation leaves of what others use: who finds feeds them. */
static double
supply(const struct world *w)
{
    if (!w->law.in_force[CLAUSE_nonproliferation])
        return 1;
    return 1 - w->p.vulnerabilities.state_fed
               * w->law.levers.nonproliferation.cut * exploit_parties(w);
}

/* Thin: the stream is that of a world without the clause. */
static void
others_find(struct world *w)
{
    double mean = w->p.vulnerabilities.others / 52 * w->ecosystem.busy[0];
    double u = draw_at(w->key, PURPOSE_others, w->week, 0, 0);
    double kept = supply(w);
    uint32_t many = draw_poisson(u, mean, exp(-mean));

    for (uint32_t slot = 0; slot < many; slot++) {
        uint64_t key = entity_mix(entity_candidate(w->week, 0, slot, 0),
                                  PURPOSE_others, 0);
        double luck = draw_at(w->key, PURPOSE_find_what, 0, key, 1);
        double seen = draw_at(w->key, PURPOSE_find_what, 0, key, 2);
        uint32_t m = ecosystem_at(w, draw_at(w->key, PURPOSE_find_what, 0, key,
                                             0));
        if (luck >= kept)
            continue;
        uint32_t v = born(w, key, NO_STATE, slot, m);
        if (seen < w->p.vulnerabilities.others_seen)
            show(w, v, NOTHING);
    }
}

/* ---- when to use one ---------------------------------------------------- */

/* Chance a week of an opportunity of i against ecosystem m. */
static double
opportunities(const struct world *w, state_id i, uint32_t m)
{
    uint32_t n = w->ecosystem.n;
    double rate = 0;

    for (state_id j = 0; j < w->state.n; j++) {
        double share = 0.5 * w->in->tables.user_share[j * n + m]
                     + 0.5 * w->ecosystem.density[m];
        rate += w->dyad.attraction[dyad_of(w, i, j)] * share;
    }
    rate *= w->p.decision.tempo / 52 / w->p.world.scale * w->state.weight[i];
    return hazard_chance(rate);
}

static void
thresholds(struct world *w)
{
    const struct params *p = &w->p;
    double lost = rediscovery(w) + obsolescence(w);

    for (uint32_t k = 0; k < w->derived.n_initiators; k++)
        for (uint32_t m = 0; m < w->ecosystem.n; m++) {
            state_id i = w->derived.initiator[k];
            double q = opportunities(w, i, m);
            for (int n = 0; n < N_KINDS; n++) {
                double weeks = ceil(p->strike.days[n] / 7);
                struct timing t = { pow(p->vulnerabilities.stealth[n], weeks),
                                    exp(-lost), p->vulnerabilities.discount,
                                    q };
                w->arsenal.threshold[(i * w->ecosystem.n + m) * N_KINDS
                                     + (uint32_t)n] =
                    p->vulnerabilities.unit * timing_threshold(&t,
                        &stakes_laws[(int)p->decision.stakes]);
            }
        }
}

/* Poisson, as a sum of parts with a mean that its inversion bears. */
static uint32_t
stock_of(const struct world *w, state_id i, double mean)
{
    uint32_t parts = 1 + (uint32_t)(mean / PART_MOST), many = 0;
    double part = mean / parts, none = exp(-part);

    for (uint32_t k = 0; k < parts; k++) {
        double u = draw_at(w->key, PURPOSE_stock, 0,
                           entity_state(world_code(w, i)), k);
        many += draw_poisson(u, part, none);
    }
    return many;
}

/* Poisson stock of a world that has gone on for ever: rate / hazard. */
static void
first_stock(struct world *w)
{
    double lost = rediscovery(w) + obsolescence(w), all = exploit_finders(w);

    for (uint32_t n = 0; n < w->derived.n_initiators; n++) {
        state_id i = w->derived.initiator[n];
        double mean = w->p.vulnerabilities.finds / 52 / lost
                    * sqrt(w->state.programme[i]) / all;
        uint32_t many = stock_of(w, i, mean);
        for (uint32_t k = 0; k < many; k++)
            find(w, i, 64 + k);
    }
}

void
vulnerabilities(struct world *w)
{
    if (world_year_begins(w)) {
        w->ecosystem.busy[0] = busy_year(w);
        thresholds(w);
        if (w->week == -(int32_t)w->p.world.spin_up)
            first_stock(w);
    }
    patches(w);
    gather(w);
    uses(w);
    old_ndays(w);
    losses(w);
    state_finds(w);
    others_find(w);
}
