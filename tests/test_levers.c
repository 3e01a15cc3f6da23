/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_levers.c - every lever does something, through the process that it
 * belongs to, and nothing before its clause or where it cannot bite.
 *
 * Two worlds of three states that differ in one lever run side by side under
 * all clauses at once, until a column differs. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/params.h"
#include "support/worlds.h"

enum { HORIZON = 260 };         /* weeks of a run */

/* How the two worlds are set up beyond what all have. */
enum setting {
    PLAIN,                      /* everybody is bound                        */
    CHOOSE,                     /* states choose, and like to                */
    NONE_JOIN,                  /* states choose, and none wants to          */
    LEAVE,                      /* states choose, join, and leave            */
    BELIEVE,                    /* an announcement moves beliefs             */
    NO_MEMBER_FIRM,             /* no firm is in the accord                  */
    CAREFREE,                   /* who shirks loses nothing by it            */
    POWERLESS,                  /* nobody can block a finding                */
    NEVER_LEAVE,                /* as CHOOSE, and nobody can withdraw        */
    NO_BROKER,                  /* brokers replace no refused help           */
    RICH                        /* no state is poor                          */
};

struct lever {
    const char *path;
    double value;               /* instead of that of geneva                 */
    enum setting bites;
    enum writer through;        /* first process of which a column differs   */
    int idle;                   /* setting in which nothing differs, or -1   */
};

static const struct lever levers[] = {
    /* even if nobody joins, states reckon what they would forgo */
    { "norms.cells.espionage.government", 1, PLAIN, WRITER_decision, -1 },
    { "norms.binding", 0, CHOOSE, WRITER_diplomacy, -1 },
    { "norms.reciprocal", 1, CHOOSE, WRITER_decision, PLAIN },
    { "norms.nu", 2, PLAIN, WRITER_decision, NONE_JOIN },
    { "response.collective", 0, PLAIN, WRITER_reaction, NONE_JOIN },
    { "response.second_order", 1, PLAIN, WRITER_reaction, CAREFREE },
    { "response.needs", NEEDS_agency, PLAIN, WRITER_attribution, -1 },
    { "agency.seats.government", 1, PLAIN, WRITER_attribution, POWERLESS },
    { "agency.seats.industry", 1, PLAIN, WRITER_attribution, POWERLESS },
    { "agency.seats.civil_society", 1, PLAIN, WRITER_attribution, -1 },
    { "agency.capacity", 0.01, PLAIN, WRITER_attribution, -1 },
    { "agency.skill", 2, PLAIN, WRITER_attribution, -1 },
    { "agency.threshold", 0.6, PLAIN, WRITER_attribution, -1 },
    { "agency.independence", 0, PLAIN, WRITER_civilians, -1 },
    { "agency.believed_naming", 0.99, BELIEVE, WRITER_decision, PLAIN },
    { "agency.dues", 0, CHOOSE, WRITER_diplomacy, PLAIN },
    { "accord.protect_everywhere", 0, PLAIN, WRITER_response, NO_MEMBER_FIRM },
    { "accord.no_aid", 0, PLAIN, WRITER_diplomacy, NO_MEMBER_FIRM },
    { "accord.share_warnings", 0, PLAIN, WRITER_response, NO_MEMBER_FIRM },
    { "disclose.share", 1, PLAIN, WRITER_vulnerabilities, NONE_JOIN },
    { "nonproliferation.cut", 1, PLAIN, WRITER_diplomacy, NONE_JOIN },
    { "nonproliferation.cut", 1, NO_BROKER, WRITER_vulnerabilities, -1 },
    { "assistance.poor_gdp_per_head", 0, PLAIN, WRITER_diplomacy,
      NONE_JOIN },
    { "assistance.defence_gain", 0.1, PLAIN, WRITER_diplomacy, RICH },
    { "assistance.defence_most", 0.1, PLAIN, WRITER_diplomacy, RICH },
    { "entry.ratifications", 3, CHOOSE, WRITER_diplomacy, PLAIN },
    { "entry.notice", 5, LEAVE, WRITER_diplomacy, NEVER_LEAVE },
};
enum { N_ROWS = sizeof levers / sizeof *levers };

/* ---- two worlds --------------------------------------------------------- */

/* One number of every clause of its kind. */
static void
pull(struct arm *a, const char *path, double value)
{
    struct param_cell cell = param_find(path);

    assert_non_null(cell.info);
    assert_true(cell.info->lever);
    for (size_t k = 0; k < a->in.n_clauses; k++) {
        struct clause *c = &a->in.clause[k];
        if ((int)c->kind != clause_find(cell.info->section))
            continue;
        char *first = (char *)&c->levers + cell.info->offset;
        ((double *)(void *)first)[cell.index] = value;
    }
}

static void
set_up(struct arm *a, enum setting setting)
{
    struct params *p = &a->in.params;

    a->in.members_choose = setting == CHOOSE || setting == NONE_JOIN
                           || setting == LEAVE || setting == NEVER_LEAVE;
    p->diplomacy.pull = setting == NONE_JOIN ? -20 : 6;
    p->diplomacy.accord_pull = setting == NO_MEMBER_FIRM ? -20 : 20;
    p->decision.agency_belief = setting == BELIEVE;
    if (setting == LEAVE) {
        p->diplomacy.withdraw_rate = 1;
        p->diplomacy.withdraw_logit = -20;
    }
    if (setting == NEVER_LEAVE)
        p->diplomacy.withdraw_rate = 0;
    if (setting == CAREFREE)
        p->reaction.join_duty = p->reaction.shirk_cost = 0;
    if (setting == NO_BROKER)
        p->diplomacy.substitution = 0;
    if (setting == POWERLESS)
        p->attribution.veto = 0;
    pull(a, "assistance.poor_gdp_per_head", setting == RICH ? 0 : 2e5);
    pull(a, "entry.ratifications", 1);
}

/* The world of three states, busier than it is, under all clauses. */
static void
load(struct arm *a, enum setting setting)
{
    *a = (struct arm){ 0 };
    worlds_load(a, "lessons/world@geneva", NULL);
    a->in.params.world.spin_up = 26;
    a->in.params.decision.tempo = 200;
    a->in.params.vulnerabilities.finds = 100;
    /* much is named, by firms even at home, and much of that is answered */
    a->in.params.attribution.skill = 1.5;
    a->in.params.attribution.firm_names = 0.9;
    a->in.params.attribution.home_bias = 0;
    a->in.params.attribution.public_rate = 0.1;
    a->in.params.reaction.join = 1;
    set_up(a, setting);
}

/* First week after which something differs, HORIZON if none, and the first
 * process of which a column does. */
struct difference {
    int32_t week, opens;        /* first week of the clauses                 */
    enum writer writer;
};

static enum writer
first_writer(const struct world *a, const struct world *b)
{
    enum writer first = N_WRITERS;

    for (enum column c = 0; c < N_COLUMNS; c++)
        if (world_hash_column(a, c) != world_hash_column(b, c)
            && column_table[c].writer < first)
            first = column_table[c].writer;
    return first;
}

static struct difference
run_both(const struct arm *a, const struct arm *b)
{
    struct world v = { 0 }, w = { 0 };
    struct difference d = { HORIZON, b->in.clause[0].from, N_WRITERS };

    worlds_begin(&v, a, 7, 0);
    worlds_begin(&w, b, 7, 0);
    while (v.week < HORIZON && d.writer == N_WRITERS) {
        d.week = v.week;
        worlds_week(&v);
        worlds_week(&w);
        d.writer = first_writer(&v, &w);
    }
    world_free(&v);
    world_free(&w);
    return d;
}

static struct difference
difference_by(const struct lever *lever, enum setting setting)
{
    struct arm a, b;

    load(&a, setting);
    load(&b, setting);
    pull(&b, lever->path, lever->value);
    struct difference d = run_both(&a, &b);
    arm_free(&a);
    arm_free(&b);
    return d;
}

/* ---- facts -------------------------------------------------------------- */

static void
every_lever_has_a_row(void **state)
{
    (void)state;
    for (size_t k = 0; k < param_count; k++) {
        bool found = !param_table[k].lever;
        for (size_t n = 0; n < N_ROWS; n++)
            found |= param_find(levers[n].path).info == &param_table[k];
        if (!found)
            fail_msg("%s.%s", param_table[k].section, param_table[k].name);
    }
}

/* Read when a clause is announced, which is on the first day. */
static bool
acts_at_once(const struct lever *lever)
{
    return strcmp(lever->path, "norms.binding") == 0
           || strcmp(lever->path, "agency.believed_naming") == 0;
}

static void
every_lever_bites_where_it_says(void **state)
{
    (void)state;
    for (size_t n = 0; n < N_ROWS; n++) {
        const struct lever *lever = &levers[n];
        struct difference d = difference_by(lever, lever->bites);
        if (d.writer == N_WRITERS)
            fail_msg("%s does nothing", lever->path);
        if (d.writer != lever->through)
            fail_msg("%s: week %d, %d", lever->path, d.week, (int)d.writer);
        if (d.week < d.opens && !acts_at_once(lever))
            fail_msg("%s acts in week %d", lever->path, d.week);
    }
}

static void
no_lever_does_anything_where_it_cannot_bite(void **state)
{
    (void)state;
    for (size_t n = 0; n < N_ROWS; n++) {
        const struct lever *lever = &levers[n];
        if (lever->idle < 0)
            continue;
        enum setting idle = (enum setting)lever->idle;
        struct difference d = difference_by(lever, idle);
        if (d.writer != N_WRITERS)
            fail_msg("%s: week %d, %d", lever->path, d.week, (int)d.writer);
    }
}

static void
no_lever_does_anything_before_its_clause_is_announced(void **state)
{
    (void)state;
    struct arm a, b;
    load(&a, CHOOSE);
    load(&b, CHOOSE);
    a.in.n_clauses = 0;
    for (size_t n = 0; n < N_ROWS; n++)
        pull(&b, levers[n].path, levers[n].value);
    for (size_t k = 0; k < b.in.n_clauses; k++) {
        b.in.clause[k].announced = 104;
        b.in.clause[k].from = 156;
    }
    struct difference d = run_both(&a, &b);
    assert_int_equal(d.week, 104);
    arm_free(&a);
    arm_free(&b);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_lever_has_a_row),
        cmocka_unit_test(every_lever_bites_where_it_says),
        cmocka_unit_test(no_lever_does_anything_where_it_cannot_bite),
        cmocka_unit_test(
            no_lever_does_anything_before_its_clause_is_announced),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
