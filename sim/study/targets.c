/* SPDX-License-Identifier: GPL-3.0-or-later */
/* targets.c - figures of one world; definitions are in targets.h. */
#include "study/targets.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "study/incidents.h"
#include "study/statistics.h"

enum { SMALLEST = 1000000 };    /* people of a state whose incidents count   */

int
targets_find(const char *id)
{
    static const char *const name[N_TARGETS] = {
#define X(id) #id,
        TARGET_LIST(X)
#undef X
    };

    for (int t = 0; t < N_TARGETS; t++)
        if (strcmp(id, name[t]) == 0)
            return t;
    return -1;
}

static double
ratio(double a, double b)
{
    return b > 0 ? a / b : NAN;
}

static int
begun(const struct world *w, uint32_t o)
{
    return inputs_year(w->in, w->operation.launched[o]);
}

/* Does it stand in the record of 2003 to 2015? */
static bool
in_record(const struct world *w, uint32_t o)
{
    return w->operation.observed[o] && begun(w, o) >= RECORD_FIRST
           && begun(w, o) <= RECORD_LAST;
}

/* ---- operations --------------------------------------------------------- */

/* What is counted over the operations of the record. */
struct counts {
    double all, late;           /* late: begun 2011 to 2015                  */
    double kind[N_KINDS], state_sector;
    double severity_2_4, severity_5, successes;
    double victims, by_firm;
    double answered, in_kind, armed;
    double zero_day;
};

static void
count(const struct world *w, uint32_t o, struct counts *c)
{
    uint8_t severity = w->operation.severity[o];
    uint8_t sector = w->operation.sector[o];
    uint32_t named = w->event.row[w->operation.public_event[o]];

    c->all++;
    c->late += begun(w, o) >= 2011;
    c->kind[w->operation.kind[o]]++;
    c->state_sector += sector == SECTOR_government
                       || sector == SECTOR_military;
    c->severity_2_4 += severity >= 2 && severity <= 4;
    c->severity_5 += severity >= 5;
    c->successes += w->operation.success[o];
    for (uint32_t k = 0; k < w->operation.n_victims[o]; k++)
        c->victims += w->victim.observed[w->operation.first_victim[o] + k];
    c->zero_day += targets_zero_day(w, o);
    c->by_firm += w->case_file.author[named] == AUTHOR_firm;
}

enum answer { ANSWER_any = 1, ANSWER_in_kind = 2, ANSWER_armed = 4 };

/* What each operation was answered with, as bits; `answer` is zeroed. */
static void
find_answers(const struct world *w, uint8_t *answer)
{
    for (uint32_t e = 0; e < w->event.n; e++) {
        enum response r = w->event.response[e];
        if (w->event.kind[e] != EVENT_reaction || r == RESPONSE_silence)
            continue;
        uint8_t *bits = &answer[w->case_file.operation[w->event.row[e]]];
        *bits |= ANSWER_any;
        if ((r == RESPONSE_in_kind || r == RESPONSE_escalate)
            && (w->event.flags[e] & EVENT_FLAG_public))
            *bits |= ANSWER_in_kind;
        if (r == RESPONSE_armed)
            *bits |= ANSWER_armed;
    }
}

static void
give_shares(const struct counts *c, double value[])
{
    double three = c->kind[KIND_espionage] + c->kind[KIND_disruption]
                 + c->kind[KIND_destruction];

    value[TARGET_T01] = c->late / 5;
    value[TARGET_T08] = ratio(c->kind[KIND_espionage], three);
    value[TARGET_T09] = ratio(c->kind[KIND_disruption], three);
    value[TARGET_T10] = ratio(c->kind[KIND_destruction], three);
    value[TARGET_T11] = ratio(c->state_sector, c->all);
    value[TARGET_T12] = ratio(c->severity_2_4, c->all);
    value[TARGET_T13] = ratio(c->severity_5, c->all);
    value[TARGET_T14] = ratio(c->successes, c->all);
    value[TARGET_T18] = ratio(c->by_firm, c->all);
    value[TARGET_T19] = ratio(c->answered, c->all);
    value[TARGET_T20] = ratio(c->victims, c->all);
    value[TARGET_T21] = ratio(c->zero_day, c->all);
    value[TARGET_T31] = ratio(c->in_kind, c->all);
    value[TARGET_T32] = ratio(c->armed, c->all);
    value[TARGET_T33] = ratio(c->kind[KIND_theft], c->all);
    value[TARGET_T34] = ratio(c->kind[KIND_influence], c->all);
}

static int
shares(const struct world *w, double value[], struct fault *f)
{
    struct counts c = { 0 };
    uint8_t *answer = calloc(w->operation.n + 1, 1);

    if (answer == NULL)
        return fault_set(f, FAULT_NOMEM, "targets", 0, "no memory");
    find_answers(w, answer);
    for (uint32_t o = 0; o < w->operation.n; o++)
        if (in_record(w, o)) {
            count(w, o, &c);
            c.answered += (answer[o] & ANSWER_any) != 0;
            c.in_kind += (answer[o] & ANSWER_in_kind) != 0;
            c.armed += (answer[o] & ANSWER_armed) != 0;
        }
    free(answer);
    give_shares(&c, value);
    return 0;
}

/* ---- lengths and losses ------------------------------------------------- */

static double
length_days(const struct world *w, uint32_t o)
{
    int32_t end = w->operation.ends[o];
    int32_t clean = w->victim.ended[w->operation.first_victim[o]];

    return 7.0 * ((clean < end ? clean : end) - w->operation.launched[o]);
}

/* Days to the statement of a government; NAN without one. */
static double
days_to_government(const struct world *w, uint32_t o)
{
    uint32_t c = w->operation.cases[o * N_AUTHORS + AUTHOR_government];

    if (c == NOTHING || w->case_file.published[c] > w->week
        || begun(w, o) < 2010)
        return NAN;
    return 7.0 * (w->case_file.published[c] - w->operation.launched[o]);
}

typedef double figure_of(const struct world *w, uint32_t o);

/* Median over the operations of the record that have the figure. */
static int
median(const struct world *w, figure_of *figure, double *value,
       struct fault *f)
{
    double *x = malloc((w->operation.n + 1) * sizeof *x);
    size_t n = 0;

    if (x == NULL)
        return fault_set(f, FAULT_NOMEM, "targets", 0, "no memory");
    for (uint32_t o = 0; o < w->operation.n; o++) {
        double one = in_record(w, o) ? figure(w, o) : NAN;
        if (!isnan(one))
            x[n++] = one;
    }
    *value = n > 0 ? statistics_median(x, n) : NAN;
    free(x);
    return 0;
}

/* USD billion; all operations, seen or not. */
static double
largest_loss(const struct world *w)
{
    double most = 0;

    for (uint32_t o = 0; o < w->operation.n; o++)
        if (begun(w, o) >= 2006 && begun(w, o) <= RECORD_LAST)
            most = fmax(most, w->operation.loss[o]);
    return most / 1000;
}

/* ---- incidents ---------------------------------------------------------- */

struct record {
    struct incident *incident;
    size_t n;
    bool *large;                /* of each state                             */
    uint8_t *ties;              /* of each directed pair, enum tie           */
    uint32_t *yearly;           /* of the sample: RECORD_YEARS matrices      */
    uint32_t *sample;           /* their sum                                 */
};

static void
record_free(struct record *r)
{
    free(r->incident);
    free(r->large);
    free(r->ties);
    free(r->yearly);
    free(r->sample);
}

static int
record_init(struct record *r, const struct world *w, struct fault *f)
{
    size_t n = w->state.n, cells = n * n;

    *r = (struct record){
        .incident = malloc((w->victim.n + 1) * sizeof *r->incident),
        .large = calloc(n + 1, sizeof *r->large),
        .ties = calloc(cells + 1, 1),
        .yearly = calloc(RECORD_YEARS * cells + 1, sizeof *r->yearly),
        .sample = calloc(cells + 1, sizeof *r->sample) };
    if (r->incident && r->large && r->ties && r->yearly && r->sample)
        return 0;
    record_free(r);
    return fault_set(f, FAULT_NOMEM, "targets", 0, "no memory");
}

static void
find_ties(struct record *r, const struct world *w)
{
    const struct tables *t = &w->in->tables;

    for (uint32_t i = 0; i < w->state.n; i++)
        r->large[i] = t->state[i].population > SMALLEST;
    for (uint32_t k = 0; k < t->n_pairs; k++) {
        const struct pair_facts *p = &t->pair[k];
        bool rival = p->rivalry_start != 0 && p->rivalry_start <= RECORD_LAST
                     && p->rivalry_end >= RECORD_FIRST;
        uint8_t ties = (uint8_t)((rival ? TIE_rival : 0)
                                 | (p->defence_pact ? TIE_ally : 0));
        r->ties[dyad_of(w, p->a, p->b)] |= ties;
        r->ties[dyad_of(w, p->b, p->a)] |= ties;
    }
}

static void
gather(struct record *r, const struct world *w)
{
    for (uint32_t v = 0; v < w->victim.n; v++) {
        uint32_t o = w->victim.operation[v];
        state_id i = w->operation.public_state[o], j = w->victim.state[v];
        if (!in_record(w, o) || !w->victim.observed[v] || i == j
            || !r->large[i] || !r->large[j])
            continue;
        uint64_t key = entity_mix(w->operation.key[o], PURPOSE_victim,
                                  world_code(w, j));
        r->incident[r->n++] = (struct incident){ .from = i, .to = j,
            .year = (uint16_t)(begun(w, o) - RECORD_FIRST),
            .luck = draw_at(w->key, PURPOSE_subsample, 0, key, 0) };
    }
}

/* Incidents a year among rivals, 2007 to 2013. */
static double
among_rivals(const struct record *r, const struct world *w)
{
    double n = 0;

    for (size_t k = 0; k < r->n; k++) {
        const struct incident *x = &r->incident[k];
        n += x->year >= 2007 - RECORD_FIRST && x->year <= 2013 - RECORD_FIRST
             && (r->ties[dyad_of(w, x->from, x->to)] & TIE_rival);
    }
    return n / 7;
}

static void
of_sample(struct record *r, uint32_t n, double value[])
{
    static const struct pair_class
        rivals[2] = { { TIE_rival, TIE_rival }, { TIE_rival, 0 } },
        allies[2] = { { TIE_rival | TIE_ally, TIE_ally },
                      { TIE_rival | TIE_ally, 0 } };

    size_t kept = incidents_subsample(r->incident, r->n, SUBSAMPLE);
    incidents_count(r->incident, kept, n, r->sample);
    for (size_t k = 0; k < kept; k++)
        incidents_count(&r->incident[k], 1, n,
                        r->yearly + (size_t)r->incident[k].year * n * n);
    value[TARGET_T30] = incidents_reverse_lag(r->yearly, n, RECORD_YEARS);
    value[TARGET_T03] = incidents_top_share(r->sample, n, 4);
    value[TARGET_T04] = incidents_never(r->sample, r->large, n);
    value[TARGET_T05] = incidents_gini(r->sample, n);
    value[TARGET_T06] =
        incidents_rate_ratio(r->sample, r->ties, r->large, n, rivals);
    value[TARGET_T07] =
        incidents_rate_ratio(r->sample, r->ties, r->large, n, allies);
    value[TARGET_T16] = incidents_mutual(r->sample, n);
}

static int
pairs(const struct world *w, double value[], struct fault *f)
{
    struct record r;
    uint32_t n = w->state.n;

    if (record_init(&r, w, f) != 0)
        return f->code;
    find_ties(&r, w);
    gather(&r, w);
    value[TARGET_T02] = among_rivals(&r, w);
    of_sample(&r, n, value);
    record_free(&r);
    if (value[TARGET_T05] < 0)
        return fault_set(f, FAULT_NOMEM, "targets", 0, "no memory");
    return 0;
}

int
targets_of(const struct world *w, double value[N_TARGETS], struct fault *f)
{
    int code = shares(w, value, f);

    if (code == 0)
        code = median(w, length_days, &value[TARGET_T15], f);
    if (code == 0)
        code = median(w, days_to_government, &value[TARGET_T17], f);
    if (code == 0)
        code = pairs(w, value, f);
    value[TARGET_T26] = largest_loss(w);
    value[TARGET_T29] = NAN;
    targets_exploits(w, value);
    return code;
}
