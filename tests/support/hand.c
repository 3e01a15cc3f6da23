/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hand.c - a world at week 0 and rows put into it by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>

#include "process/process.h"
#include "support/hand.h"

enum { SEED = 20170214 };

void
hand_load(struct arm *a, const char *name)
{
    worlds_load(a, name, NULL);
    a->in.params.world.spin_up = 0;
}

void
hand_begin(struct world *w, const struct arm *a, uint32_t replicate,
           uint32_t room)
{
    struct fault f = { 0 };

    if (model_begin(w, &a->in, SEED, replicate, &f) != 0)
        fail_msg("begin: %s", f.text);
    w->derived.room = room;
}

void
hand_open(struct world *w)
{
    struct fault f = { 0 };

    if (world_reserve(w, &f) != 0)
        fail_msg("reserve: %s", f.text);
    w->last_events = w->week_events;
    w->week_events = w->event.n;
}

void
hand_week(struct world *w, void (*process)(struct world *))
{
    hand_open(w);
    process(w);
    assert_int_equal(w->overflow, N_TABLES);
    w->week++;
}

void
hand_attraction(struct world *w)
{
    double tempo = w->p.decision.tempo, crises = w->p.politics.crisis_rate;

    w->p.decision.tempo = w->p.politics.crisis_rate = 0;
    hand_open(w);
    politics(w);
    decision(w);
    w->p.decision.tempo = tempo;
    w->p.politics.crisis_rate = crises;
}

uint16_t
hand_security_firm(const struct world *w)
{
    for (uint16_t k = 0; k < w->firm.n; k++)
        if (w->in->tables.firm[k].security)
            return k;
    return NO_FIRM;
}

uint32_t
hand_operation(struct world *w, state_id i, state_id j, enum kind kind,
               enum sector sector)
{
    uint32_t o = world_append(w, TABLE_operation);

    w->operation.key[o] = entity_imposed(o);
    w->operation.launched[o] = w->week;
    w->operation.initiator[o] = i;
    w->operation.target[o] = j;
    w->operation.kind[o] = (uint8_t)kind;
    w->operation.sector[o] = (uint8_t)sector;
    w->operation.executor[o] = EXECUTOR_own;
    w->operation.origin[o] = ORIGIN_calm;
    w->operation.stakes[o] = 1;
    w->operation.chance[o] = w->operation.act_chance[o] = 0.5;
    w->operation.parent[o] = w->operation.event[o] = NOTHING;
    w->operation.success[o] = 1;
    w->operation.severity[o] = 3;
    w->operation.ends[o] = w->week + 10000;
    w->operation.first_victim[o] = w->victim.n;
    w->operation.detected[o] = w->operation.lapsed[o] = NEVER;
    w->operation.exploit[o] = w->operation.nday[o] = NOTHING;
    w->operation.seen_event[o] = NOTHING;
    w->operation.firm[o] = hand_security_firm(w);
    w->operation.flag[o] = w->operation.public_state[o] = NO_STATE;
    w->operation.closes[o] = w->operation.public_week[o] =
        w->operation.truth_week[o] = NEVER;
    w->operation.public_event[o] = NOTHING;
    for (uint32_t a = 0; a < N_AUTHORS; a++)
        w->operation.cases[o * N_AUTHORS + a] = NOTHING;
    hand_victim(w, j);
    return o;
}

uint32_t
hand_victim(struct world *w, state_id j)
{
    uint32_t v = world_append(w, TABLE_victim), o = w->operation.n - 1;

    w->victim.operation[v] = o;
    w->victim.state[v] = j;
    w->victim.reach_week[v] = w->week;
    w->victim.ended[v] = NEVER;
    w->operation.n_victims[o]++;
    return v;
}

uint32_t
hand_case(struct world *w, uint32_t o, enum author author, state_id home,
          state_id suspect, double belief)
{
    uint32_t c = world_append(w, TABLE_case_file);
    bool right = suspect == w->operation.initiator[o];

    w->operation.cases[o * N_AUTHORS + author] = c;
    w->case_file.operation[c] = o;
    w->case_file.author[c] = (uint8_t)author;
    w->case_file.home[c] = home;
    w->case_file.firm[c] = author == AUTHOR_firm ? w->operation.firm[o]
                                                 : NO_FIRM;
    w->case_file.opened[c] = w->case_file.named[c] = w->week;
    w->case_file.suspect[c] = suspect;
    w->case_file.belief[c] = belief;
    w->case_file.blocked_until[c] = w->case_file.published[c] = NEVER;
    w->case_file.public_event[c] = NOTHING;
    w->case_file.event[c] = world_event(w, &(struct event_row){
        .kind = EVENT_finding, .actor = home, .target = suspect, .row = c,
        .victim = NOTHING, .trigger = NOTHING, .belief = belief,
        .flags = right ? EVENT_FLAG_right : 0 });
    return c;
}

void
hand_assert_share(double count, double n, double p, const char *what)
{
    double sd = sqrt(n * p * (1 - p));

    if (sd < 5)
        fail_msg("%s: n = %g is too few for a share of %g", what, n, p);
    if (fabs(count - n * p) > 4 * sd)
        fail_msg("%s: %g of %g, expected %g with sd %g", what, count, n,
                 n * p, sd);
}

void
hand_assert_mean(double sum, double n, double mean, double sd,
                 const char *what)
{
    double band = 4 * sd / sqrt(n);

    if (!(fabs(sum / n - mean) <= band))
        fail_msg("%s: mean %.9g of %g, expected %.9g within %.3g", what,
                 sum / n, n, mean, band);
}

void
hand_assert_poisson(double count, double mean, const char *what)
{
    if (mean < 25)
        fail_msg("%s: a mean of %g is too small", what, mean);
    if (fabs(count - mean) > 4 * sqrt(mean))
        fail_msg("%s: %g, expected %g with sd %g", what, count, mean,
                 sqrt(mean));
}

double
hand_normal(double z)
{
    return erfc(-z / sqrt(2)) / 2;
}
