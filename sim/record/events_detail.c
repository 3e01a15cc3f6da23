/* SPDX-License-Identifier: GPL-3.0-or-later */
/* events_detail.c - what else there is to know about an event. */
#include "record/events_detail.h"

#include <math.h>

#include "base/text.h"
#include "record/events.h"
#include "world/names.h"

const struct detail_info detail_table[] = {
#define DETAIL(key, kinds, unit, meaning) { #key, kinds, unit, meaning },
#include "record/details.def"
#undef DETAIL
};
const size_t detail_count = sizeof detail_table / sizeof *detail_table;

enum detail {
#define DETAIL(key, ...) DETAIL_##key,
#include "record/details.def"
#undef DETAIL
};

/* The column while it grows. */
struct column_detail {
    FILE *out;
    const struct world *w;
    int n;
};

static void
key_put(struct column_detail *d, enum detail key)
{
    fprintf(d->out, "%s%s=", d->n++ > 0 ? ";" : "", detail_table[key].key);
}

static void
word(struct column_detail *d, enum detail key, const char *text)
{
    key_put(d, key);
    fputs(text, d->out);
}

static void
number(struct column_detail *d, enum detail key, double x)
{
    char text[TEXT_DOUBLE];

    word(d, key, text_of_double(text, sizeof text, x));
}

static void
yes_no(struct column_detail *d, enum detail key, int yes)
{
    word(d, key, yes ? "yes" : "no");
}

static void
yes_if(struct column_detail *d, enum detail key, int yes)
{
    if (yes)
        word(d, key, "yes");
}

static const char *
code_of(const struct world *w, state_id i)
{
    return w->in->tables.state[i].text;
}

static void
firm(struct column_detail *d, uint16_t f)
{
    key_put(d, DETAIL_firm);
    name_firm(d->out, d->w, f);
}

/* ---- by kind of event --- */

static void
operation(struct column_detail *d, uint32_t o)
{
    static const char *const origin[] = { "calm", "surge", "reply",
                                          "imposed" };
    const struct operation_table *t = &d->w->operation;

    word(d, DETAIL_kind, list_word(LIST_kind, t->kind[o]));
    word(d, DETAIL_sector, list_word(LIST_sector, t->sector[o]));
    word(d, DETAIL_executor, list_word(LIST_executor, t->executor[o]));
    word(d, DETAIL_origin, origin[t->origin[o]]);
    number(d, DETAIL_stakes, t->stakes[o]);
    number(d, DETAIL_chance, t->chance[o]);
}

static void
strike(struct column_detail *d, uint32_t o)
{
    const struct world *w = d->w;
    uint32_t v = w->operation.first_victim[o];
    double loss = 0;

    yes_no(d, DETAIL_success, w->operation.success[o]);
    number(d, DETAIL_weeks, w->operation.ends[o] - w->operation.launched[o]);
    key_put(d, DETAIL_victims);
    for (uint32_t k = v; k < v + w->operation.n_victims[o]; k++) {
        fprintf(d->out, "%s%s", k > v ? "+" : "",
                code_of(w, w->victim.state[k]));
        loss += w->victim.loss[k];
    }
    number(d, DETAIL_loss, loss);
}

static void
detection(struct column_detail *d, uint32_t e)
{
    uint32_t o = d->w->event.row[e];
    bool by_firm = d->w->operation.by_firm[o];

    word(d, DETAIL_by, list_word(LIST_author, by_firm ? AUTHOR_firm
                                                      : AUTHOR_government));
    if (by_firm)
        firm(d, d->w->operation.firm[o]);
    number(d, DETAIL_weeks, d->w->event.amount[e]);
}

static void
finding(struct column_detail *d, uint32_t e)
{
    const struct world *w = d->w;
    uint32_t c = w->event.row[e], o = w->case_file.operation[c];
    unsigned flags = w->event.flags[e];
    bool is_public = w->event.kind[e] == EVENT_public_finding;

    word(d, DETAIL_author, list_word(LIST_author, w->case_file.author[c]));
    if (w->case_file.author[c] == AUTHOR_firm)
        firm(d, w->case_file.firm[c]);
    yes_no(d, DETAIL_right, flags & EVENT_FLAG_right);
    if (!is_public)
        number(d, DETAIL_evidence, w->case_file.weeks[c]);
    if (w->operation.flag[o] != NO_STATE)
        word(d, DETAIL_flag, code_of(w, w->operation.flag[o]));
    yes_if(d, DETAIL_blocked, flags & EVENT_FLAG_blocked);
    yes_if(d, DETAIL_first, flags & EVENT_FLAG_first);
    yes_if(d, DETAIL_leaked, flags & EVENT_FLAG_leak);
    yes_if(d, DETAIL_binding, flags & EVENT_FLAG_binding);
}

static void
reaction(struct column_detail *d, uint32_t e)
{
    const struct world *w = d->w;
    enum response r = w->event.response[e];
    state_id victim = w->victim.state[w->event.victim[e]];

    word(d, DETAIL_response, list_word(LIST_response, (int)r));
    word(d, DETAIL_about, w->event.flags[e] & EVENT_FLAG_public
                          ? "public" : "private");
    yes_no(d, DETAIL_right, w->event.flags[e] & EVENT_FLAG_right);
    if (victim != w->event.actor[e])
        word(d, DETAIL_for, code_of(w, victim));
    if (r == RESPONSE_sanction || r == RESPONSE_collective)
        number(d, DETAIL_cost, w->event.amount[e]);
}

static void
conflict(struct column_detail *d, uint32_t c)
{
    const struct conflict_table *t = &d->w->conflict;

    number(d, DETAIL_stakes, t->stakes[c]);
    number(d, DETAIL_weeks, t->ends[c] - t->began[c]);
}

static void
truth(struct column_detail *d, uint32_t o)
{
    yes_no(d, DETAIL_right,
           d->w->operation.public_state[o] == d->w->operation.initiator[o]);
}

static void
disclosure(struct column_detail *d, uint32_t e)
{
    uint32_t v = d->w->event.row[e], t = d->w->event.trigger[e];
    bool given = t == NOTHING && d->w->vulnerability.holder[v] != NO_STATE;
    bool caught = t != NOTHING && d->w->event.kind[t] == EVENT_detection;

    word(d, DETAIL_how, given ? "given" : caught ? "caught" : "used");
    number(d, DETAIL_weeks,
           d->w->event.week[e] - d->w->vulnerability.found[v]);
}

static void
takedown(struct column_detail *d, uint32_t e)
{
    const struct takedown_table *t = &d->w->takedown;
    uint32_t o = d->w->event.row[e], k = 0;

    while (k + 1 < t->n && t->operation[k] != o)
        k++;
    number(d, DETAIL_weeks, d->w->event.week[e] - d->w->operation.detected[o]);
    number(d, DETAIL_domains, t->domains[k]);
    number(d, DETAIL_states, t->states[k]);
}

static void
complicity(struct column_detail *d, uint32_t e)
{
    uint16_t f = (uint16_t)d->w->event.row[e];

    firm(d, f);
    number(d, DETAIL_weeks, d->w->event.week[e] - d->w->firm.helped_since[f]);
}

static void
imposed(struct column_detail *d, const struct imposed *m)
{
    static const char *const verb[N_IMPOSED] = { "crisis", "operation", "set",
                                                 "leave" };
    char path[96];

    word(d, DETAIL_verb, verb[m->verb]);
    if (m->verb == IMPOSED_crisis) {
        number(d, DETAIL_stakes, m->stakes);
        number(d, DETAIL_weeks, m->weeks);
    } else if (m->verb == IMPOSED_operation) {
        word(d, DETAIL_kind, list_word(LIST_kind, (int)m->kind));
        word(d, DETAIL_sector, list_word(LIST_sector, (int)m->sector));
        number(d, DETAIL_severity, m->severity);
    } else if (m->verb == IMPOSED_set) {
        param_path(m->cell, path, sizeof path);
        word(d, DETAIL_parameter, path);
        number(d, DETAIL_to, m->value);
    }
}

/* What is about no operation, or runs away from one. */
static void
other(struct column_detail *d, uint32_t e)
{
    const struct world *w = d->w;
    uint32_t row = w->event.row[e];

    switch (w->event.kind[e]) {
    case EVENT_crisis: case EVENT_war:
        conflict(d, row);
        break;
    case EVENT_disclosure:
        disclosure(d, e);
        break;
    case EVENT_patch:
        number(d, DETAIL_weeks,
               w->event.week[e] - w->vulnerability.disclosed[row]);
        break;
    case EVENT_worm:
        number(d, DETAIL_loss, w->operation.worm_loss[row]);
        number(d, DETAIL_infected, w->event.amount[e]);
        break;
    case EVENT_takedown:
        takedown(d, e);
        break;
    case EVENT_accession:
        word(d, DETAIL_step, event_step(w, e));
        break;
    case EVENT_withdrawal:
        number(d, DETAIL_weeks, w->event.amount[e]);
        break;
    case EVENT_complicity:
        complicity(d, e);
        break;
    default:
        break;
    }
}

void
event_detail(FILE *out, const struct world *w, uint32_t e)
{
    struct column_detail d = { .out = out, .w = w };
    uint32_t row = w->event.row[e];

    switch (w->event.kind[e]) {
    case EVENT_operation:
        operation(&d, row);
        break;
    case EVENT_strike:
        strike(&d, row);
        break;
    case EVENT_detection:
        detection(&d, e);
        break;
    case EVENT_finding: case EVENT_public_finding:
        finding(&d, e);
        break;
    case EVENT_reaction:
        reaction(&d, e);
        break;
    case EVENT_truth:
        truth(&d, row);
        break;
    case EVENT_imposed:
        imposed(&d, &w->in->imposed[row]);
        break;
    default:
        other(&d, e);
    }
}
