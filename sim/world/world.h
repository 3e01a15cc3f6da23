/* SPDX-License-Identifier: GPL-3.0-or-later */
/* world.h - everything that changes in a run, as columns.
 *
 * An agent is a row; in a draw and in a file it is its natural key.  Nothing
 * points at an agent.  Tables and columns come from columns.def; allocation,
 * copy, hash and freeing are made from the same list, so none can forget a
 * column. */
#ifndef WORLD_WORLD_H
#define WORLD_WORLD_H

#include <stdint.h>

#include "base/draw.h"
#include "base/fault.h"
#include "base/metrics.h"
#include "world/chosen.h"
#include "world/inputs.h"
#include "world/moved.h"

#define NEVER INT32_MAX                 /* a week that has not come          */
#define NOTHING UINT32_MAX              /* a row that there is none of       */

/* Relations of i to j, as bits. */
enum relation {
    RELATION_rival = 1, RELATION_ally = 2, RELATION_opposed = 4,
    RELATION_region = 8, RELATION_watch = 16, RELATION_bloc = 32
};

enum cause { ORIGIN_calm, ORIGIN_surge, ORIGIN_reply, ORIGIN_imposed };

/* Kinds of event.  The first group stands in events.csv, in the words of the
 * file; the others are only said from one process to another.  Append only. */
#define EVENT_LIST(X)                                                          \
    X(operation) X(strike) X(detection) X(finding) X(public_finding)           \
    X(reaction) X(crisis) X(war) X(truth) X(imposed) X(disclosure) X(patch)    \
    X(worm) X(takedown) X(accession) X(withdrawal) X(complicity)
#define MESSAGE_LIST(X) X(closed) X(cost)

enum event_kind {
#define X(name) EVENT_##name,
    EVENT_LIST(X)
    N_EVENTS,
    EVENT_before_messages = N_EVENTS - 1,
    MESSAGE_LIST(X)
#undef X
    N_EVENT_KINDS
};

enum event_flag {
    EVENT_FLAG_public = 1,      /* reaction: to a public finding             */
    EVENT_FLAG_right = 2,       /* finding: the culprit                      */
    EVENT_FLAG_first = 4,   /* public finding: the first about the operation */
    EVENT_FLAG_binding = 8,     /* public finding: binds third parties;
                                 * reaction: so the parties were asked       */
    EVENT_FLAG_leak = 16,       /* public finding: was blocked, leaked       */
    EVENT_FLAG_blocked = 32,    /* finding of the agency: blocked            */
    EVENT_FLAG_hit = 64,        /* public finding: first right one of it     */
    EVENT_FLAG_put = 128       /* reaction: no victim had to ask the parties */
};

/* ---- generated: tables, columns ----------------------------------------- */

/* Rows 0 .. n-1 are there, n .. clean-1 are zero, and the others up to
 * capacity were never touched, so that they take no memory. */
#define TABLE(table, what)                                                     \
    struct table##_table { uint32_t n, clean, capacity;
#define COLUMN(table, type, column, ...) type *column;
#define END_TABLE(table) };
#include "world/columns.def"
#undef TABLE
#undef COLUMN
#undef END_TABLE

enum table {
#define TABLE(table, what) TABLE_##table,
#define COLUMN(...)
#define END_TABLE(table)
#include "world/columns.def"
#undef TABLE
#undef COLUMN
    N_TABLES
};

enum column {
#define TABLE(table, what)
#define COLUMN(table, type, column, ...) COLUMN_##table##_##column,
#include "world/columns.def"
#undef TABLE
#undef COLUMN
#undef END_TABLE
    N_COLUMNS
};

enum writer {
    WRITER_setup, WRITER_politics, WRITER_vulnerabilities, WRITER_diplomacy,
    WRITER_decision, WRITER_strike,
    WRITER_spread, WRITER_response, WRITER_attribution, WRITER_reaction,
    WRITER_civilians,
    WRITER_account, WRITER_event, N_WRITERS
};

struct column_info {
    enum table table;
    const char *table_name, *name;
    size_t size;                /* bytes of a row                            */
    size_t offset;              /* of the pointer in struct world            */
    enum writer writer;         /* event: any process may append             */
    const char *unit, *meaning;
};

extern const struct column_info column_table[N_COLUMNS];

/* ---- the world ---------------------------------------------------------- */

/* Numbers worked out once from parameters; not state. */
struct derived {
    double hostility_keep;      /* what a week leaves of hostility           */
    double salience_keep, isolation_keep;
    double calm_most;       /* exp(hostility_tempo): most of the calm stream */
    double surge_most;      /* most of the surge stream (process/decision.c) */
    double severity_cumulated[N_KINDS][N_LEVELS];
    double severity_mean[N_KINDS];
    uint32_t n_initiators;
    state_id initiator[STATES_MOST];    /* programme above 0, by code        */
    double capability;          /* sum of their weights                      */
    uint32_t room;              /* operations that a week may bring          */
    uint32_t finds;             /* vulnerabilities that a week may bring     */
    int year;                   /* calendar year that attraction is of       */
};

/* What the account adds up over weeks >= 0; not state: nothing reads it. */
struct tally {
    double value[N_METRICS];
    double pair_years;
    double touched[2][2];    /* compromised, disrupted; severity to 5, above */
    double act_rest, fear;      /* sums over operations                      */
    double n_detected, weeks_detected, n_named, weeks_named;
    int32_t rung_week[N_RUNGS]; /* last act of each rung by anybody          */
};

struct world {
    const struct inputs *in;
    struct params p;            /* as the inputs say, but for imposed `set`  */
    struct law law;
    struct draw_key key;
    int32_t week;
    struct derived derived;
    struct tally tally;
    struct normal_table *normals;       /* made once a world, then constant  */
    double *keep_power;         /* hostility_keep^k, k = 0 .. n_keep - 1     */
    uint32_t n_keep;
    uint32_t week_events;       /* first event of this week                  */
    uint32_t last_events;       /* first event of the week before            */
    enum table overflow;        /* table that had no room; N_TABLES: none    */
    struct people_watch watch;  /* not state: a copy is not watched          */
    struct choice_watch choices;        /* likewise                          */
#define TABLE(table, what) struct table##_table table;
#define COLUMN(...)
#define END_TABLE(table)
#include "world/columns.def"
#undef TABLE
#undef COLUMN
#undef END_TABLE
};

void world_free(struct world *w);               /* safe on a zeroed struct   */
/* Rows 0 .. rows-1 become zero; n = rows. */
int  world_table_start(struct world *w, enum table table, uint32_t rows,
                       struct fault *f);
/* Room for `powers` (at least 1) powers of hostility_keep; makes the
 * normals. */
int  world_start_tables(struct world *w, uint32_t powers, struct fault *f);
/* Room for the most that a week can bear; the only allocation after set-up. */
int  world_reserve(struct world *w, struct fault *f);
/* A new row at the end, all zero.  Without room the run is marked as failed
 * (overflow) and the last row is given again. */
uint32_t world_append(struct world *w, enum table table);
/* `to` becomes equal to `from`, keeping its own memory where it is enough. */
int  world_copy(struct world *to, const struct world *from, struct fault *f);

uint64_t world_hash_column(const struct world *w, enum column which);
uint64_t world_hash(const struct world *w);
uint32_t world_rows(const struct world *w, enum table table);
void     world_rows_cut(struct world *w, enum table table, uint32_t rows);

/* ---- small readings ----------------------------------------------------- */

static inline uint32_t
dyad_of(const struct world *w, state_id i, state_id j)
{
    return (uint32_t)i * w->state.n + j;
}

/* First operation launched this week; operation.n if there is none. */
uint32_t world_first_operation(const struct world *w);
/* Hostility of i against j now: faded since it was last changed. */
double world_hostility(const struct world *w, state_id i, state_id j);
state_code world_code(const struct world *w, state_id i);
/* The first week of a run or of a calendar year. */
bool world_year_begins(const struct world *w);
/* The rung that operation o stands for by what it is; that it harms people on
 * a mass scale shows only when it reaches them. */
enum rung world_operation_rung(const struct world *w, uint32_t o);
/* Overt (disruption, destruction) or covert. */
enum group world_operation_group(const struct world *w, uint32_t o);

/* Appends an event of this week and returns its row. */
struct event_row {
    enum event_kind kind;
    enum response response;
    unsigned flags;
    state_id actor, target;
    uint32_t row, victim, trigger;
    double belief, amount;
};
uint32_t world_event(struct world *w, const struct event_row *e);

#endif
