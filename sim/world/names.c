/* SPDX-License-Identifier: GPL-3.0-or-later */
/* names.c - ids from columns; the forms are listed in names.h. */
#include "world/names.h"

#include <assert.h>
#include <string.h>

static void
put_code(FILE *out, const struct world *w, state_id i)
{
    fputs(w->in->tables.state[i].text, out);
}

uint32_t
event_vulnerability(const struct world *w, uint32_t event)
{
    return w->event.kind[event] == EVENT_disclosure
           || w->event.kind[event] == EVENT_patch ? w->event.row[event]
                                                  : NOTHING;
}

uint32_t
event_operation(const struct world *w, uint32_t event)
{
    uint32_t row = w->event.row[event];

    switch ((enum event_kind)w->event.kind[event]) {
    case EVENT_operation: case EVENT_strike: case EVENT_detection:
    case EVENT_truth: case EVENT_worm: case EVENT_takedown:
    case EVENT_closed: case EVENT_cost:
        return row;
    case EVENT_finding: case EVENT_public_finding: case EVENT_reaction:
        return w->case_file.operation[row];
    case EVENT_crisis: case EVENT_war: case EVENT_imposed:
    case EVENT_disclosure: case EVENT_patch: case EVENT_accession:
    case EVENT_withdrawal: case EVENT_complicity:
    case N_EVENT_KINDS:
        break;
    }
    return NOTHING;
}

const char *
event_step(const struct world *w, uint32_t event)
{
    static const char *const word[] = { "signs", "ratifies", "statute" };
    return word[(int)w->event.amount[event]];
}

void
name_firm(FILE *out, const struct world *w, uint16_t firm)
{
    const char *name = w->in->tables.firm[firm].name;

    for (; *name; name++)
        putc(strchr(" ,;\"=/\n\r", *name) ? '_' : *name, out);
}

/* ---- operations --- */

/* A reply has the name of what it answers inside its own. */
void
name_operation(FILE *out, const struct world *w, uint32_t o)
{
    unsigned slot = w->operation.slot[o];

    fprintf(out, "w%d-", (int)w->operation.launched[o]);
    put_code(out, w, w->operation.initiator[o]);
    putc('-', out);
    switch ((enum cause)w->operation.origin[o]) {
    case ORIGIN_calm:
        fprintf(out, "%u", slot);
        break;
    case ORIGIN_surge:
        put_code(out, w, w->operation.target[o]);
        fprintf(out, ".%u", slot);
        break;
    case ORIGIN_imposed:
        fprintf(out, "e%u", slot);
        break;
    case ORIGIN_reply:
        if (slot == 0)
            fputs("r.", out);
        else
            fprintf(out, "r%u.", slot + 1);
        name_operation(out, w, event_operation(w, w->operation.parent[o]));
        break;
    }
}

/* ---- what belongs to an operation --- */

static void
put_finding(FILE *out, const struct world *w, uint32_t e, const char *word)
{
    enum author author = w->case_file.author[w->event.row[e]];

    fprintf(out, "/%s-", word);
    put_code(out, w, w->event.target[e]);
    if (author != AUTHOR_government)
        fprintf(out, ".%s", list_word(LIST_author, (int)author));
}

static void
put_reaction(FILE *out, const struct world *w, uint32_t e, state_id first)
{
    state_id asks = w->victim.state[w->event.victim[e]];

    fprintf(out, "/%s-", list_word(LIST_response, w->event.response[e]));
    put_code(out, w, w->event.target[e]);
    if (w->event.actor[e] != first) {
        putc('.', out);
        put_code(out, w, w->event.actor[e]);
    }
    if (asks != first && w->event.response[e] == RESPONSE_collective) {
        fputs(".for-", out);
        put_code(out, w, asks);
    }
    if (w->event.flags[e] & EVENT_FLAG_put)
        fputs(".parties", out);
    if (!(w->event.flags[e] & EVENT_FLAG_public))
        fputs(".private", out);
}

static void
put_conflict(FILE *out, const struct world *w, uint32_t e, const char *word)
{
    fprintf(out, "w%d-", (int)w->event.week[e]);
    put_code(out, w, w->event.actor[e]);
    putc('.', out);
    put_code(out, w, w->event.target[e]);
    fprintf(out, "-%s", word);
}

/* ---- what belongs to no operation --- */

static void
put_vulnerability(FILE *out, const struct world *w, uint32_t v,
                  const char *word)
{
    state_id holder = w->vulnerability.holder[v];

    fprintf(out, "w%d-", (int)w->vulnerability.found[v]);
    if (holder == NO_STATE)
        fputs("others", out);
    else
        put_code(out, w, holder);
    fprintf(out, "-find%u/%s", w->vulnerability.slot[v], word);
}

static void
put_step(FILE *out, const struct world *w, uint32_t e, const char *word)
{
    fprintf(out, "w%d-", (int)w->event.week[e]);
    put_code(out, w, w->event.actor[e]);
    fprintf(out, "-%s", word);
}

static void
put_complicity(FILE *out, const struct world *w, uint32_t e)
{
    fprintf(out, "w%d-", (int)w->event.week[e]);
    name_firm(out, w, (uint16_t)w->event.row[e]);
    fputs("-complicity", out);
}

static void
put_other(FILE *out, const struct world *w, uint32_t e)
{
    uint32_t row = w->event.row[e];

    switch ((enum event_kind)w->event.kind[e]) {
    case EVENT_crisis:
        put_conflict(out, w, e, "crisis");
        break;
    case EVENT_war:
        put_conflict(out, w, e, "war");
        break;
    case EVENT_imposed:
        fprintf(out, "e%u", w->in->imposed[row].number);
        break;
    case EVENT_disclosure:
        put_vulnerability(out, w, row, "disclosed");
        break;
    case EVENT_patch:
        put_vulnerability(out, w, row, "patched");
        break;
    case EVENT_accession:
        put_step(out, w, e, event_step(w, e));
        break;
    case EVENT_withdrawal:
        put_step(out, w, e, "withdraws");
        break;
    case EVENT_complicity:
        put_complicity(out, w, e);
        break;
    default:
        assert(0 && "a message has no id");
    }
}

void
name_event(FILE *out, const struct world *w, uint32_t e)
{
    uint32_t o = event_operation(w, e);

    if (o != NOTHING)
        name_operation(out, w, o);
    switch ((enum event_kind)w->event.kind[e]) {
    case EVENT_operation:
        break;
    case EVENT_strike:
        fputs("/strike", out);
        break;
    case EVENT_detection:
        fputs("/seen", out);
        break;
    case EVENT_finding:
        put_finding(out, w, e, "named");
        break;
    case EVENT_public_finding:
        put_finding(out, w, e, "public");
        break;
    case EVENT_reaction:
        put_reaction(out, w, e, w->operation.target[o]);
        break;
    case EVENT_truth:
        fputs("/truth", out);
        break;
    case EVENT_worm:
        fputs("/worm", out);
        break;
    case EVENT_takedown:
        fputs("/takedown", out);
        break;
    default:
        put_other(out, w, e);
    }
}
