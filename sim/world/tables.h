/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tables.h - the facts of a world: who is in it, as read from its four CSV
 * files.
 *
 * Rows are sorted by natural key when they are read, so that the order of rows
 * in a file cannot matter.  Constant during all runs; shared by threads. */
#ifndef WORLD_TABLES_H
#define WORLD_TABLES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/draw.h"
#include "base/enums.h"

typedef uint16_t state_id;              /* row in states, by code            */
#define NO_STATE UINT16_MAX

enum { STATES_MOST = 200, ECOSYSTEMS_MOST = 8, NAME_MOST = 48 };

/* A number that a scenario may override in one cell (states: {FRA: {...}}).
 *      X(name, legal min, max, unit, meaning, who reads it) */
#define STATE_FACT_LIST(X)                                                     \
    X(gdp_musd, 0, 1e9, "MUSD", "gross domestic product",                      \
      "set-up strike response diplomacy account")                              \
    X(population, 0, 1e11, "person", "people", "set-up")                       \
    X(internet_2010_pct, 0, 100, "%", "people online in 2010", "set-up")       \
    X(internet_2015_pct, 0, 100, "%", "people online in 2015", "set-up")       \
    X(internet_latest_pct, 0, 100, "%",                                        \
      "people online in internet_latest_year", "set-up")                       \
    X(internet_latest_year, 2000, 2100, "year",                                \
      "year of internet_latest_pct", "set-up")                                 \
    X(military_tier, 1, 5, "1",                                                \
      "armed forces, order of magnitude, 5 the largest: defence, and whether " \
      "a state that is not coded has a programme", "set-up")                   \
    X(programme_groups, 0, 1000, "group",                                      \
      "size of the offensive programme, in known groups; empty: small or "     \
      "none, decided by chance", "set-up")                                     \
    X(polyarchy, 0, 1, "1",                                                    \
      "electoral democracy index; the model's openness (press and courts)",    \
      "set-up")                                                                \
    X(power, 0, 1, "1",                                                        \
      "rank share by GDP, 1 the largest: others hesitate to join or climb "    \
      "against it, and friends shield it in the agency",                       \
      "attribution reaction")                                                  \
    X(wealth_rank, 0, 1, "1",                                                  \
      "rank share by GDP per head, 1 the richest: half of defence", "set-up")  \
    X(trade_base_musd, 0, 1e10, "MUSD",                                        \
      "GDP of all others, own region x 3; what trade is a share of", "set-up")

struct state_facts {
    state_code code;
    char text[4];
    char name[NAME_MOST];
    uint8_t bloc;                       /* enum bloc                         */
    uint16_t region;                    /* index among the names of regions  */
    char filled[96];                    /* columns filled by a blank rule    */
#define X(fact, ...) double fact;
    STATE_FACT_LIST(X)
#undef X
    double defence;                    /* 0..1, NAN: derived (world/setup.c) */
    double openness;                    /* 0..1, NAN: derived                */
};

/* Unordered, a < b.  A year of 0 means never a rival, an open end is 9999. */
struct pair_facts {
    state_id a, b;
    int16_t rivalry_start, rivalry_end;
    bool defence_pact, watch;
};

/* What people live on.  Its owner is a firm with a platform on it. */
struct ecosystem_facts {
    char name[NAME_MOST];
    uint64_t entity;
    uint16_t owner;                     /* firm, NO_FIRM: nobody's           */
    double zero_days;              /* exploited in the wild 2014-2019, share */
};

#define NO_FIRM UINT16_MAX
#define SEGMENT_LIST(X)                                                        \
    X(operating_system) X(browser) X(cloud) X(network) X(software)             \
    X(security) X(hardware)
#define X(name) SEGMENT_##name,
enum segment { SEGMENT_LIST(X) N_SEGMENTS };
#undef X

struct firm_facts {
    char name[NAME_MOST];
    uint64_t entity;
    state_id home;
    double skill;                       /* detection, 1 = normal             */
    bool security;                 /* has a platform in the security segment */
};

/* One row of firms.csv: a product line of a firm. */
struct platform_facts {
    uint16_t firm;
    uint8_t segment;                    /* enum segment                      */
    int8_t ecosystem;                   /* whose people it serves, -1: none  */
    bool owner;                         /* the firm owns that ecosystem      */
    double share;                    /* of its segment, 0..1; NAN: no source */
    double zero_days;                   /* of the firm, on one of its rows   */
};

struct tables {
    uint32_t n_states, n_pairs, n_ecosystems, n_firms, n_platforms, n_regions;
    struct state_facts *state;          /* by code                           */
    struct pair_facts *pair;            /* by code of a, then b              */
    struct ecosystem_facts *ecosystem;  /* by name                           */
    struct firm_facts *firm;            /* by name                           */
    struct platform_facts *platform;    /* by firm, segment, ecosystem       */
    char (*region)[NAME_MOST];
    double *user_share;                 /* n_states x n_ecosystems           */
};

/* NO_STATE if there is none. */
state_id tables_state(const struct tables *t, state_code code);
void     tables_free(struct tables *t);           /* safe on a zeroed struct */

#endif
