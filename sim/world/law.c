/* SPDX-License-Identifier: GPL-3.0-or-later */
/* law.c - what the clauses in force mean this week. */
#include "world/law.h"

#include <string.h>

struct words {
    const char *name, *meaning, *readers;
};

static const struct words words[N_CLAUSES] = {
#define X(name, ...) { #name, __VA_ARGS__ },
    CLAUSE_LIST(X)
#undef X
};

const char *
clause_name(enum clause_kind kind)
{
    return words[kind].name;
}

const char *
clause_meaning(enum clause_kind kind)
{
    return words[kind].meaning;
}

const char *
clause_readers(enum clause_kind kind)
{
    return words[kind].readers;
}

int
clause_find(const char *name)
{
    for (int k = 0; k < N_CLAUSES; k++)
        if (strcmp(words[k].name, name) == 0)
            return k;
    return -1;
}

static void
take(struct law *law, const struct clause *c)
{
    switch (c->kind) {
    case CLAUSE_norms:
        law->levers.norms = c->levers.norms;
        break;
    case CLAUSE_response:
        law->levers.response = c->levers.response;
        break;
    case CLAUSE_agency:
        law->levers.agency = c->levers.agency;
        break;
    case CLAUSE_accord:
        law->levers.accord = c->levers.accord;
        break;
    case CLAUSE_disclose:
        law->levers.disclose = c->levers.disclose;
        break;
    case CLAUSE_nonproliferation:
        law->levers.nonproliferation = c->levers.nonproliferation;
        break;
    case CLAUSE_assistance:
        law->levers.assistance = c->levers.assistance;
        break;
    case CLAUSE_entry:
        law->levers.entry = c->levers.entry;
        memcpy(law->must_include, c->must_include, sizeof law->must_include);
        break;
    case N_CLAUSES:
        break;
    }
}

/* What is announced already moves states: the agency by its levers, unless
 * one is in force, and norms that will bind. */
static void
announce(struct law *law, const struct clause *c)
{
    if (c->kind == CLAUSE_agency) {
        law->agency_announced = true;
        if (!law->in_force[CLAUSE_agency])
            take(law, c);
    }
    if (c->kind == CLAUSE_norms && c->levers.norms.binding != 0)
        law->norms_announced = true;
}

/* Among those that have begun, the one with the latest `from`. */
static double
last_independence(const struct clause *clause, size_t n, int32_t week)
{
    const struct clause *last = NULL;

    for (size_t i = 0; i < n; i++)
        if (clause[i].kind == CLAUSE_agency && week >= clause[i].from
            && (last == NULL || clause[i].from >= last->from))
            last = &clause[i];
    return last == NULL ? 0 : last->levers.agency.independence;
}

/* Of two clauses of a kind that are in force, the one with the later `from`
 * counts; at a tie the later in the file. */
void
law_compile(struct law *law, const struct clause *clause, size_t n,
            int32_t week, const struct params *p)
{
    int32_t since[N_CLAUSES];

    *law = (struct law){ 0 };
    if (week < 0)
        return;
    for (size_t i = 0; i < n; i++) {
        const struct clause *c = &clause[i];
        if (week >= c->announced && week < c->until)
            announce(law, c);
        if (week < c->from || week >= c->until
            || (law->in_force[c->kind] && c->from < since[c->kind]))
            continue;
        law->in_force[c->kind] = true;
        law->accord_begins |= c->kind == CLAUSE_accord && week == c->from;
        since[c->kind] = c->from;
        take(law, c);
    }
    law->norms_bind = law->in_force[CLAUSE_norms]
                      && law->levers.norms.binding != 0;
    law->agency_skill = law->levers.agency.skill
        - p->attribution.civil_skill
          * law->levers.agency.seats[SEAT_civil_society];
    law->agency_independence = last_independence(clause, n, week);
}

bool
law_prohibits(const struct law *law, enum kind kind, enum sector sector,
              bool i_member, bool j_member)
{
    if (!law->in_force[CLAUSE_norms]
        || law->levers.norms.cells[kind][sector] == 0)
        return false;
    if (!law->norms_bind)
        return true;
    return i_member && (j_member || law->levers.norms.reciprocal == 0);
}

bool
law_needs_members(const struct clause *clause, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (clause[i].kind != CLAUSE_accord     /* binds firms, which decide */
            && (clause[i].kind != CLAUSE_norms
                || clause[i].levers.norms.binding != 0))
            return true;
    return false;
}
