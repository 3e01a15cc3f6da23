/* SPDX-License-Identifier: GPL-3.0-or-later */
/* events.c - rows of events.csv; details in events_detail.c. */
#include "record/events.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "record/events_detail.h"
#include "record/fields.h"
#include "world/names.h"

/* Words of the file, and the process that an event comes from: its place in
 * the week (model/week.c). */
static const struct {
    const char *word;
    enum writer process;
} kinds[N_EVENTS] = {
    [EVENT_operation] = { "operation", WRITER_decision },
    [EVENT_strike] = { "strike", WRITER_strike },
    [EVENT_detection] = { "detection", WRITER_response },
    [EVENT_finding] = { "finding", WRITER_attribution },
    [EVENT_public_finding] = { "public_finding", WRITER_attribution },
    [EVENT_reaction] = { "reaction", WRITER_reaction },
    [EVENT_crisis] = { "crisis", WRITER_politics },
    [EVENT_war] = { "war", WRITER_politics },
    [EVENT_truth] = { "truth", WRITER_attribution },
    [EVENT_imposed] = { "imposed", WRITER_politics },
    [EVENT_disclosure] = { "disclosure", WRITER_vulnerabilities },
    [EVENT_patch] = { "patch", WRITER_vulnerabilities },
    [EVENT_worm] = { "worm", WRITER_spread },
    [EVENT_takedown] = { "takedown", WRITER_response },
    [EVENT_accession] = { "accession", WRITER_diplomacy },
    [EVENT_withdrawal] = { "withdrawal", WRITER_diplomacy },
    [EVENT_complicity] = { "complicity", WRITER_diplomacy },
};

const char *
event_kind_word(int kind)
{
    return kind >= 0 && kind < N_EVENTS ? kinds[kind].word : NULL;
}

/* ---- order --- */

struct event_line {
    int32_t week;
    enum writer process;
    uint32_t event;
    size_t at;                  /* of the id in the text of all ids          */
    const char *id;
};

static int
by_week(const void *a, const void *b)
{
    const struct event_line *x = a, *y = b;

    if (x->week != y->week)
        return x->week < y->week ? -1 : 1;
    if (x->process != y->process)
        return x->process < y->process ? -1 : 1;
    return strcmp(x->id, y->id);
}

/* Lines of what stands in the file; their ids, each with its end, go to
 * `ids`. */
static size_t
gather(const struct world *w, struct event_line *line, FILE *ids)
{
    size_t n = 0;

    for (uint32_t e = 0; e < w->event.n; e++) {
        if (w->event.week[e] < 0 || w->event.kind[e] >= N_EVENTS)
            continue;
        line[n++] = (struct event_line){
            .week = w->event.week[e],
            .process = kinds[w->event.kind[e]].process,
            .event = e, .at = (size_t)ftell(ids) };
        name_event(ids, w, e);
        putc('\0', ids);
    }
    return n;
}

/* ---- a row --- */

static void
put_state(FILE *out, const struct world *w, state_id i)
{
    fprintf(out, ",%s", i == NO_STATE ? "" : w->in->tables.state[i].text);
}

/* The ecosystem that the operation aims at, or that the find opens. */
static const char *
platform_of(const struct world *w, uint32_t e)
{
    uint32_t o = event_operation(w, e), v = event_vulnerability(w, e);

    if (o == NOTHING && v == NOTHING)
        return "";
    return w->in->tables.ecosystem[o != NOTHING
        ? w->operation.ecosystem[o] : w->vulnerability.ecosystem[v]].name;
}

static double
belief_of(const struct world *w, uint32_t e)
{
    switch (w->event.kind[e]) {
    case EVENT_finding: case EVENT_public_finding: case EVENT_reaction:
        return w->event.belief[e];
    default:
        return NAN;
    }
}

/* The clause without which this event would not be, or not be a breach. */
static const char *
clause_of(const struct world *w, uint32_t e)
{
    uint32_t row = w->event.row[e];

    switch (w->event.kind[e]) {
    case EVENT_operation:
        return w->operation.breach[row] ? clause_name(CLAUSE_norms) : "";
    case EVENT_finding: case EVENT_public_finding:
        return w->case_file.author[row] == AUTHOR_agency
               ? clause_name(CLAUSE_agency) : "";
    case EVENT_reaction:
        return w->event.flags[e] & EVENT_FLAG_binding
               ? clause_name(CLAUSE_response) : "";
    case EVENT_disclosure:      /* a find that its holder gave away          */
        return w->vulnerability.holder[row] != NO_STATE
               && w->event.trigger[e] == NOTHING
               ? clause_name(CLAUSE_disclose) : "";
    default:
        return "";
    }
}

static void
put_row(FILE *out, const struct world *w, const struct event_line *line)
{
    uint32_t e = line->event, o = event_operation(w, e);

    fprintf(out, ",%s,", line->id);
    if (w->event.trigger[e] != NOTHING)
        name_event(out, w, w->event.trigger[e]);
    fprintf(out, ",%d,%s", (int)line->week, kinds[w->event.kind[e]].word);
    put_state(out, w, w->event.actor[e]);
    put_state(out, w, w->event.target[e]);
    putc(',', out);
    csv_field(out, platform_of(w, e));
    putc(',', out);
    if (o != NOTHING)
        fprintf(out, "%d", w->operation.severity[o]);
    csv_number(out, belief_of(w, e));
    fprintf(out, ",%s,", clause_of(w, e));
    event_detail(out, w, e);
    putc('\n', out);
}

/* ---- a run --- */

static int
no_memory(struct fault *f)
{
    return fault_set(f, FAULT_NOMEM, "events", 0,
                     "no memory for the events of a run");
}

static void
put_rows(FILE *out, const struct world *w, const char *arm,
         const uint32_t place[2], const struct event_line line[], size_t n)
{
    for (size_t k = 0; k < n; k++) {
        csv_field(out, arm);
        fprintf(out, ",%u,%u", (unsigned)place[0], (unsigned)place[1]);
        put_row(out, w, &line[k]);
    }
}

int
events_write(FILE *out, const struct world *w, const char *arm,
             uint32_t point, uint32_t replicate, struct fault *f)
{
    const uint32_t place[2] = { point, replicate };
    char *text = NULL;
    size_t size = 0, n = 0;
    struct event_line *line = calloc(w->event.n + 1u, sizeof *line);
    FILE *ids = open_memstream(&text, &size);

    if (line && ids)
        n = gather(w, line, ids);
    bool bad = line == NULL || ids == NULL || ferror(ids) != 0;
    if (ids && fclose(ids) != 0)
        bad = true;
    if (!bad) {
        for (size_t k = 0; k < n; k++)
            line[k].id = text + line[k].at;
        qsort(line, n, sizeof *line, by_week);
        put_rows(out, w, arm, place, line, n);
    }
    free(text);
    free(line);
    return bad ? no_memory(f) : 0;
}
