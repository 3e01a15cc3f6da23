/* SPDX-License-Identifier: GPL-3.0-or-later */
/* law.h - dated clauses, and what those in force mean this week.
 *
 * A regime is a list of clauses.  Once a week `law_compile` reads the list and
 * fills one struct law; no process reads a clause or a regime's name. */
#ifndef WORLD_LAW_H
#define WORLD_LAW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/params.h"
#include "world/tables.h"

/* The kinds of clause that there are, with what each may change (model.md 1)
 * and the processes that read it. */
#define CLAUSE_LIST(X)                                                         \
    X(norms,    "which (kind, sector) cells are prohibited, if they bind",     \
      "diplomacy decision reaction account")                                   \
    X(response, "who may join a response, and what not joining costs",         \
      "attribution reaction")                                                  \
    X(agency,   "an agency that investigates and publishes",                   \
      "diplomacy decision attribution civilians")                              \
    X(accord,   "firms that protect everywhere and help attack nobody",        \
      "diplomacy response attribution")                                        \
    X(disclose, "flows of disclosure: finds that go to the vendor",            \
      "vulnerabilities")                                                       \
    X(nonproliferation, "flows of exploits from brokers and states",           \
      "vulnerabilities diplomacy")                                             \
    X(assistance, "flows of help: defence of the poor, takedowns abroad",      \
      "diplomacy response")                                                    \
    X(entry,    "when the convention enters into force, and how one leaves",   \
      "diplomacy")

enum clause_kind {
#define X(name, ...) CLAUSE_##name,
    CLAUSE_LIST(X)
#undef X
    N_CLAUSES
};

const char *clause_name(enum clause_kind kind);
const char *clause_meaning(enum clause_kind kind);
const char *clause_readers(enum clause_kind kind);      /* with blanks       */
int         clause_find(const char *name);              /* -1: there is none */

/* Weeks count from the start; WEEK_NEVER for an open end.  All clauses are off
 * before week 0. */
#define WEEK_NEVER INT32_MAX

struct clause {
    enum clause_kind kind;
    int32_t announced, from, until;     /* in force in [from, until)         */
    struct levers levers;              /* only the section of `kind` is read */
    bool must_include[STATES_MOST]; /* entry: powers that must have ratified */
};

struct law {
    bool in_force[N_CLAUSES];
    bool agency_announced;              /* announced and not yet ended       */
    struct levers levers;              /* of the clauses in force (agency: also
                                         * when only announced)              */
    double agency_skill;                /* lever less what its seats cost    */
    double agency_independence;         /* of the agency that began last: what
                                         * one that has ended said stands    */
    bool norms_bind;                    /* norms in force and binding        */
    bool norms_announced;              /* binding norms announced, not ended */
    bool accord_begins;                 /* an accord is in force from now on */
    bool must_include[STATES_MOST];    /* named in the entry clause in force */
};

void law_compile(struct law *law, const struct clause *clause, size_t n,
                 int32_t week, const struct params *p);
/* Is (kind, sector) by i against j prohibited?  i, j: whether they are
 * parties.  Voluntary norms are addressed to everybody, and nobody joins
 * them. */
bool law_prohibits(const struct law *law, enum kind kind, enum sector sector,
                   bool i_member, bool j_member);
/* Does anything in the list need members? */
bool law_needs_members(const struct clause *clause, size_t n);

#endif
