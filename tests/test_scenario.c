/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_scenario.c - from what is typed to the inputs of a run, where nothing
 * is wrong; what is wrong is in test_refusals.c. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>

#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "input/arm.h"
#include "support/folder.h"

static void
load_with(const struct arm_request *request, struct arm *a)
{
    struct faults all = { 0 };
    int code = arm_load(request, a, &all);

    if (code) {
        char text[2048];
        fault_print(text, sizeof text, &all.item[0]);
        print_error("%s", text);
    }
    assert_int_equal(code, 0);
    assert_int_equal(all.n, 0);
    assert_int_equal(all.n_files, a->n_files);
    faults_free(&all);
}

static void
load(const char *typed, struct arm *a)
{
    struct arm_request request = { .typed = typed };

    load_with(&request, a);
}

static void
put(const char *name, const char *text)
{
    assert_int_equal(folder_write(name, text, strlen(text)), 0);
}

static void
drop(const char *name)
{
    assert_int_equal(folder_restore(name), 0);
}

/* ---- names -------------------------------------------------------------- */

static void
arm_is_named_as_typed(void **state)
{
    static const struct {
        const char *typed, *regimes, *name, *title, *regime;
    } rows[] = {
        { "tiny", NULL, "tiny", "Tiny", "Calm" },
        { "./tiny.yaml", NULL, "tiny", "Tiny", "Calm" },
        { "tiny@house", NULL, "tiny@house", "Tiny", "House" },
        { "./tiny.yaml@./house.yaml", NULL, "tiny@house", "Tiny", "House" },
        { "tiny", "house", "house", "Tiny", "House" },
        { "tiny", "convention+agency", "convention+agency", "Tiny",
          "Convention and agency" },
        { "house", NULL, "house", "The world of 2017", "House" },
        { "agency", NULL, "agency", "The world of 2017", "Agency alone" },
        { "lessons/world", NULL, "lessons/world", "Three states", "Anarchy" },
        { "deep-3", NULL, "deep-3", "Tiny", "Calm" },
    };

    (void)state;
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
        struct arm_request request = { .typed = rows[k].typed,
                                       .regime = rows[k].regimes };
        struct arm a;
        load_with(&request, &a);
        assert_string_equal(a.name, rows[k].name);
        assert_string_equal(a.title, rows[k].title);
        assert_string_equal(a.regime_title, rows[k].regime);
        arm_free(&a);
    }
}

/* The folder world/ beside world.yaml must not stand in its way. */
static void
folder_of_the_same_name_is_passed_over(void **state)
{
    struct arm a;

    (void)state;
    put("a-folder.yaml", "inherits: tiny.yaml\n");
    load("a-folder", &a);
    assert_string_equal(a.parent, "tiny.yaml");
    arm_free(&a);
    drop("a-folder.yaml");
}

static void
every_shipped_file_loads(void **state)
{
    static const char *const names[] = {
        "world", "lessons/world", "calibration-2003", "bound", "nocost",
        "tense", "world@anarchy", "world@accord", "world@agency",
        "world@convention", "world@agency+accord", "world@convention+accord",
        "world@convention+agency", "world@geneva", "world@norms"
    };

    (void)state;
    for (size_t k = 0; k < sizeof names / sizeof *names; k++) {
        struct arm a;
        load(names[k], &a);
        assert_true(a.in.tables.n_states == 195
                    || a.in.tables.n_states == 3);
        assert_true(a.in.weeks == 520 || a.in.weeks == 21 * 52);
        bool bound = strcmp(names[k], "bound") == 0
                  || strcmp(names[k], "lessons/world") == 0;
        assert_int_equal(a.in.members_choose, !bound);
        for (uint32_t i = 0; i < a.in.tables.n_states; i++)
            assert_int_equal(a.in.member[i], bound);
        arm_free(&a);
    }
}

/* A clause of one regime stands word for word in the others that have it, so
 * that the eight are a factorial; only the norms of `norms` do not bind. */
static void
regimes_differ_in_whole_clauses_only(void **state)
{
    static const struct {
        const char *name;
        bool convention, agency, accord;
    } rows[] = {
        { "world@geneva", true, true, true },
        { "world@anarchy", false, false, false },
        { "world@accord", false, false, true },
        { "world@agency", false, true, false },
        { "world@convention", true, false, false },
        { "world@agency+accord", false, true, true },
        { "world@convention+accord", true, false, true },
        { "world@convention+agency", true, true, false },
    };
    struct arm all, a;

    (void)state;
    load("world@geneva", &all);
    assert_int_equal(all.in.n_clauses, N_CLAUSES);
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
        bool has[N_CLAUSES];
        size_t n = 0;
        for (int c = 0; c < N_CLAUSES; c++)
            has[c] = rows[k].convention;
        has[CLAUSE_agency] = rows[k].agency;
        has[CLAUSE_accord] = rows[k].accord;
        load(rows[k].name, &a);
        for (size_t c = 0; c < N_CLAUSES; c++) {
            if (!has[all.in.clause[c].kind])
                continue;
            assert_true(n < a.in.n_clauses);
            assert_memory_equal(&a.in.clause[n++], &all.in.clause[c],
                                sizeof *a.in.clause);
        }
        assert_int_equal(a.in.n_clauses, n);
        arm_free(&a);
    }
    load("world@norms", &a);
    assert_int_equal(a.in.n_clauses, 1);
    assert_true(a.in.clause[0].levers.norms.binding == 0);
    a.in.clause[0].levers.norms.binding = 1;
    assert_memory_equal(a.in.clause, all.in.clause, sizeof *a.in.clause);
    arm_free(&a);
    arm_free(&all);
}

static void
geneva_is_what_was_proposed(void **state)
{
    struct arm a;
    double cells = 0;

    (void)state;
    load("world@geneva", &a);
    for (size_t k = 0; k < a.in.n_clauses; k++) {
        assert_int_equal(a.in.clause[k].kind, k == 2 ? CLAUSE_disclose
                         : k == 3 ? CLAUSE_nonproliferation
                         : k == 4 ? CLAUSE_assistance : k == 5 ? CLAUSE_entry
                         : k == 6 ? CLAUSE_agency : k == 7 ? CLAUSE_accord
                         : (int)k);
        assert_int_equal(a.in.clause[k].announced, 0);
        assert_int_equal(a.in.clause[k].from, 45);
        assert_int_equal(a.in.clause[k].until, WEEK_NEVER);
    }
    const struct levers *l = &a.in.clause[0].levers;
    for (int k = 0; k < N_KINDS; k++)
        for (int s = 0; s < N_SECTORS; s++)
            cells += l->norms.cells[k][s];
    assert_true(cells == 7 && l->norms.binding == 1);
    assert_true(a.in.clause[2].levers.disclose.share == 0.5);
    l = &a.in.clause[5].levers;
    assert_true(l->entry.ratifications == 20 && l->entry.notice == 52);
    for (uint32_t i = 0; i < a.in.tables.n_states; i++)
        assert_false(a.in.clause[5].must_include[i]);
    l = &a.in.clause[6].levers;
    assert_true(l->agency.believed_naming == 0.6 && l->agency.dues == 1);
    l = &a.in.clause[7].levers;
    assert_true(l->accord.protect_everywhere == 1 && l->accord.no_aid == 1
                && l->accord.share_warnings == 1);
    arm_free(&a);
}

/* Each variant changes what its comment says, and no other number. */
static void
variants_of_the_world_change_what_they_say(void **state)
{
    struct arm world, a;
    struct params want;

    (void)state;
    load("world", &world);
    load("bound", &a);
    assert_memory_equal(&a.in.params, &world.in.params, sizeof want);
    arm_free(&a);
    want = world.in.params;
    want.decision.finding_cost = 0;
    load("nocost", &a);
    assert_memory_equal(&a.in.params, &want, sizeof want);
    arm_free(&a);
    want = world.in.params;
    want.politics.crisis_hostility = 1;
    load("tense", &a);
    for (int r = 0; r < N_RESPONSES; r++) {
        double more = r == RESPONSE_silence ? 0 : r == RESPONSE_armed ? 2 : 1;
        /* 1e-12: what a decimal loses when 1 is added to it.               */
        assert_true(fabs(a.in.params.reaction.intercept[r]
                         - want.reaction.intercept[r] - more) < 1e-12);
        want.reaction.intercept[r] = a.in.params.reaction.intercept[r];
    }
    assert_true(want.reaction.intercept[RESPONSE_armed] == -5);
    assert_memory_equal(&a.in.params, &want, sizeof want);
    arm_free(&a);
    arm_free(&world);
}

static void
check_counts_every_file(void **state)
{
    struct faults all = { 0 };

    (void)state;
    assert_int_equal(input_check("deep-1.yaml", &all), 0);
    assert_int_equal(all.n_files, 7);   /* and tiny, calm, four tables       */
    assert_int_equal(input_check("house.yaml", &all), 0);
    assert_int_equal(all.n_files, 13);
    faults_free(&all);
}

/* ---- inheritance -------------------------------------------------------- */

static void
child_overrides_its_parent_and_origin_says_who(void **state)
{
    static const char *const set[] = { "politics.trend=0.5",
                                       "agency.skill=0.7" };
    struct arm_request request = { .typed = "mine", .set = set, .n_sets = 2 };
    struct arm a;

    (void)state;
    put("parent.yaml", "inherits: tiny.yaml\n"
        "attribution: {skill: 0.7, public_rate: 0.2}\n"
        "decision: {gain: {theft: 2}}\nyears: 3\n");
    put("mine.yaml", "inherits: parent.yaml\ntitle: Mine\n"
        "attribution:\n  skill: 0.9\npolitics: {trend: 0.1}\n");
    load_with(&request, &a);
    assert_string_equal(a.title, "Mine");
    assert_string_equal(a.parent, "parent.yaml");
    assert_int_equal(a.in.weeks, 156);
    assert_true(a.in.params.attribution.skill == 0.9);
    assert_true(a.in.params.attribution.public_rate == 0.2);
    assert_true(a.in.params.decision.gain[KIND_theft] == 2);
    assert_true(a.in.params.decision.gain[KIND_espionage] == 1);
    assert_true(a.in.params.politics.trend == 0.5);
    assert_true(a.set_applied[0]);
    assert_false(a.set_applied[1]);     /* calm has no agency                */
    struct origin o = arm_origin(&a, param_find("attribution.skill"));
    assert_string_equal(o.file, "mine.yaml");
    assert_int_equal(o.line, 4);
    o = arm_origin(&a, param_find("decision.gain.theft"));
    assert_string_equal(o.file, "parent.yaml");
    assert_int_equal(o.line, 3);
    o = arm_origin(&a, param_find("politics.trend"));
    assert_string_equal(o.file, "--set:1");
    o = arm_origin(&a, param_find("attribution.stealth"));
    assert_null(o.file);
    arm_free(&a);
    drop("parent.yaml");
    drop("mine.yaml");
}

static void
events_replace_or_append(void **state)
{
    struct arm a;

    (void)state;
    put("parent.yaml", "inherits: tiny.yaml\nevents:\n"
        "  - {at: 2019-01-01, leave: XAA}\n"
        "  - {at: 2019-01-07, leave: XBB}\n");      /* the same week        */
    put("mine.yaml", "inherits: parent.yaml\nevents+:\n"
        "  - {at: 2017-02-14, crisis: [XCC, XAA], stakes: 3, weeks: 12}\n"
        "  - {at: 2017-02-21, set: decision.gain.theft, to: 2}\n"
        "  - {at: 2027-02-01, operation: {from: XBB, to: XAA, "
        "kind: destruction, sector: industry, severity: 4}}\n");
    load("mine", &a);
    assert_int_equal(a.in.n_imposed, 5);
    const struct imposed *e = a.in.imposed;
    assert_int_equal(e[0].verb, IMPOSED_crisis);
    assert_int_equal(e[0].week, 0);
    assert_int_equal(e[0].number, 2);
    assert_int_equal(e[0].i, 2);
    assert_int_equal(e[0].j, 0);
    assert_true(e[0].stakes == 3);
    assert_int_equal(e[0].weeks, 12);
    assert_int_equal(e[1].verb, IMPOSED_set);
    assert_int_equal(e[1].week, 1);
    assert_true(e[1].cell.info == param_find("decision.gain").info);
    assert_int_equal(e[1].cell.index, KIND_theft);
    assert_true(e[1].value == 2);
    assert_int_equal(e[2].verb, IMPOSED_leave);
    assert_int_equal(e[2].number, 0);
    assert_int_equal(e[2].i, 0);
    assert_int_equal(e[3].number, 1);
    assert_int_equal(e[3].i, 1);
    assert_int_equal(e[2].week, e[3].week);
    assert_int_equal(e[4].verb, IMPOSED_operation);
    assert_int_equal(e[4].week, 519);
    assert_int_equal(e[4].i, 1);
    assert_int_equal(e[4].j, 0);
    assert_int_equal(e[4].kind, KIND_destruction);
    assert_int_equal(e[4].sector, SECTOR_industry);
    assert_int_equal(e[4].severity, 4);
    arm_free(&a);
    struct arm_request request = { .typed = "mine", .years = 1 };
    load_with(&request, &a);
    assert_int_equal(a.in.weeks, 52);
    assert_int_equal(a.in.n_imposed, 2);
    arm_free(&a);
    put("mine.yaml", "inherits: parent.yaml\nevents: []\n");
    load("mine", &a);
    assert_int_equal(a.in.n_imposed, 0);
    arm_free(&a);
    drop("parent.yaml");
    drop("mine.yaml");
}

static void
a_week_is_the_shortest_horizon_and_two_centuries_the_longest(void **state)
{
    static const struct { double years; int32_t weeks; } row[] = {
        { 1 / 52.0, 1 }, { 200, 10400 }, { 0.009, 0 }, { 200.01, 0 },
        { -1, 0 }, { NAN, 0 } };

    (void)state;
    for (size_t k = 0; k < sizeof row / sizeof *row; k++) {
        const struct arm_request request = { .typed = "tiny",
                                             .years = row[k].years };
        struct faults all = { 0 };
        struct arm a;
        int code = arm_load(&request, &a, &all);
        assert_int_equal(code, row[k].weeks ? 0 : FAULT_USAGE);
        if (code == 0)
            assert_int_equal(a.in.weeks, row[k].weeks);
        else
            assert_string_equal(all.item[0].where, "--years");
        faults_free(&all);
        arm_free(&a);
    }
}

static void
override_of_one_cell_leaves_the_others(void **state)
{
    struct arm a;

    (void)state;
    put("parent.yaml", "inherits: tiny.yaml\n"
        "states: {XBB: {defence: 0.7, polyarchy: 0.1}}\n");
    put("mine.yaml", "inherits: parent.yaml\nmembers: [XCC, XAA]\n"
        "states: {XBB: {defence: 0.2, bloc: GCC}}\n");
    load("mine", &a);
    const struct state_facts *s = &a.in.tables.state[1];
    assert_string_equal(s->text, "XBB");
    assert_true(s->defence == 0.2);
    assert_true(s->polyarchy == 0.1);
    assert_true(isnan(s->openness));
    assert_int_equal(s->bloc, BLOC_GCC);
    assert_true(isnan(a.in.tables.state[0].defence));
    assert_true(a.in.member[0] && !a.in.member[1] && a.in.member[2]);
    arm_free(&a);
    drop("parent.yaml");
    drop("mine.yaml");
}

/* ---- clauses ------------------------------------------------------------ */

static void
dates_become_weeks(void **state)
{
    struct arm a;

    (void)state;
    put("law.yaml", "clauses:\n"
        "  - {norms: {cells: [theft/industry], nu: 0.5}, from: 2010-01-01, "
        "until: 2017-02-28}\n"
        "  - {response: {}, announced: 2017-02-27, from: 2017-02-28}\n"
        "  - {agency: {skill: 1.5}, announced: 2017-02-14, "
        "from: 2099-01-01}\n");
    load("tiny@law", &a);
    assert_int_equal(a.in.n_clauses, 3);
    const struct clause *c = a.in.clause;
    assert_int_equal(c[0].kind, CLAUSE_norms);
    assert_int_equal(c[0].announced, 0);
    assert_int_equal(c[0].from, 0);
    assert_int_equal(c[0].until, 2);
    assert_true(c[0].levers.norms.cells[KIND_theft][SECTOR_industry] == 1);
    assert_true(c[0].levers.norms.cells[KIND_theft][SECTOR_civilians] == 0);
    assert_true(c[0].levers.norms.nu == 0.5);
    assert_int_equal(c[1].kind, CLAUSE_response);
    assert_int_equal(c[1].announced, 1);
    assert_int_equal(c[1].from, 2);
    assert_int_equal(c[1].until, WEEK_NEVER);
    assert_int_equal(c[2].announced, 0);
    assert_true(c[2].from > a.in.weeks);
    assert_true(c[2].levers.agency.skill == 1.5);
    assert_true(c[2].levers.agency.capacity == 1);
    struct origin o = arm_origin(&a, param_find("agency.skill"));
    assert_string_equal(o.file, "law.yaml");
    assert_int_equal(o.line, 4);
    arm_free(&a);
    drop("law.yaml");
}

static void
clauses_of_flows_and_entry_are_read(void **state)
{
    static const char *const set[] = { "disclose.share=0.75",
                                       "entry.ratifications=2",
                                       "accord.no_aid=yes",
                                       "assistance.defence_gain=0.1" };
    struct arm_request request = { .typed = "mine@law", .set = set,
                                   .n_sets = 4 };
    struct arm a;

    (void)state;
    put("mine.yaml", "inherits: free.yaml\nmembers: choose\n"
        "events: [{at: 2018-01-01, leave: XBB}]\n");
    put("law.yaml", "clauses:\n"
        "  - {disclose: {share: 0.25}, from: 2018-01-01}\n"
        "  - {nonproliferation: {}, from: 2018-01-01}\n"
        "  - {accord: {no_aid: no}, from: 2018-01-01}\n"
        "  - {entry: {ratifications: 3, must_include: [XCC, XAA], "
        "notice: 4}, from: 2018-01-01}\n");
    load_with(&request, &a);
    const struct clause *c = a.in.clause;
    assert_true(a.in.members_choose);
    for (int i = 0; i < 3; i++)
        assert_false(a.in.member[i]);
    assert_int_equal(a.in.n_imposed, 1);
    assert_int_equal(a.in.n_clauses, 4);
    assert_int_equal(c[0].kind, CLAUSE_disclose);
    assert_true(c[0].levers.disclose.share == 0.75);
    assert_int_equal(c[1].kind, CLAUSE_nonproliferation);
    assert_int_equal(c[2].kind, CLAUSE_accord);
    assert_true(c[2].levers.accord.no_aid == 1);
    assert_true(c[2].levers.accord.share_warnings == 1);
    assert_int_equal(c[3].kind, CLAUSE_entry);
    assert_true(c[3].levers.entry.ratifications == 2);
    assert_true(c[3].levers.entry.notice == 4);
    assert_true(c[3].must_include[0] && !c[3].must_include[1]
                && c[3].must_include[2]);
    assert_false(c[0].must_include[0]);
    assert_true(a.set_applied[0] && a.set_applied[1] && a.set_applied[2]);
    assert_false(a.set_applied[3]);     /* it has no clause of assistance    */
    arm_free(&a);
    drop("law.yaml");
    drop("mine.yaml");
}

static void
later_clause_of_a_kind_replaces_the_earlier(void **state)
{
    static const char *const set[] = { "agency.capacity=3" };
    struct arm_request request = { .typed = "tiny@law", .set = set,
                                   .n_sets = 1 };
    struct arm a;

    (void)state;
    put("law.yaml", "clauses:\n"
        "  - {agency: {skill: 2}, from: 2017-03-07, until: 2017-03-14}\n"
        "  - {agency: {skill: 1}, from: 2017-02-14}\n");
    load_with(&request, &a);
    assert_int_equal(a.in.n_clauses, 2);
    assert_true(a.in.clause[0].levers.agency.skill == 1);
    assert_int_equal(a.in.clause[0].from, 0);
    assert_int_equal(a.in.clause[0].until, 3);
    assert_int_equal(a.in.clause[1].from, 3);
    assert_int_equal(a.in.clause[1].until, 4);
    assert_true(a.set_applied[0]);
    assert_true(a.in.clause[0].levers.agency.capacity == 3);
    assert_true(a.in.clause[1].levers.agency.capacity == 3);
    arm_free(&a);
    drop("law.yaml");
}

/* ---- tables ------------------------------------------------------------- */

static void
order_of_rows_and_columns_does_not_matter(void **state)
{
    struct arm a, b;

    (void)state;
    load("tiny", &a);
    put("pairs.csv", "watch,b,a,defence_pact,rivalry_end_year,"
        "rivalry_start_year\r\n0,XBB,XCC,1,,\r\n1,XBB,XAA,0,,1950\r\n");
    put("ecosystems.csv", "\xEF\xBB\xBFuser_share,state,ecosystem\n"
        "1,XCC,all\n1,XAA,all\n\n\"1\",XBB,all");
    put("states.csv",
        "name,state,region,bloc,gdp_musd,population,internet_2010_pct,"
        "internet_2015_pct,internet_latest_pct,internet_latest_year,"
        "military_tier,programme_groups,polyarchy,power,wealth_rank,"
        "trade_base_musd,filled\n"
        "Cendria,XCC,N,NATO,4e5,12e6,74,80,92,2023,3,5,0.8,0,0.5,51e6,\n"
        "Arrania,XAA,N,CSTO,12e6,9e8,35,50,75,2023,5,60,0.15,0.5,0,162e5,\n"
        "Borealand,XBB,F,NATO,15e6,35e7,72,76,93,2023,5,,0.85,1,1,124e5,"
        "\n");
    load("tiny", &b);
    assert_true(inputs_part(&a.in, &b.in) >= 0);
    assert_true(isnan(b.in.tables.state[1].programme_groups));
    assert_int_equal(b.in.tables.n_regions, 2);
    assert_string_equal(b.in.tables.region[b.in.tables.state[0].region], "N");
    assert_string_equal(b.in.tables.region[b.in.tables.state[1].region], "F");
    const struct pair_facts *p = b.in.tables.pair;
    assert_int_equal(p[0].a, 0);
    assert_int_equal(p[0].b, 1);
    assert_int_equal(p[0].rivalry_start, 1950);
    assert_int_equal(p[0].rivalry_end, 9999);
    assert_true(p[0].watch && !p[0].defence_pact);
    assert_int_equal(p[1].a, 1);
    assert_int_equal(p[1].rivalry_start, 0);
    assert_int_equal(p[1].rivalry_end, 0);
    arm_free(&a);
    arm_free(&b);
    drop("pairs.csv");
    drop("ecosystems.csv");
    drop("states.csv");
}

static void
user_shares_form_a_matrix(void **state)
{
    struct arm a;

    (void)state;
    put("ecosystems.csv", "state,ecosystem,user_share\nXAA,windows,0.6\n"
        "XAA,apple,0.4\nXBB,apple,1\nXCC,windows,1\n");
    load("tiny", &a);
    assert_int_equal(a.in.tables.n_ecosystems, 2);
    assert_string_equal(a.in.tables.ecosystem[0].name, "apple");
    assert_true(a.in.tables.ecosystem[0].entity == entity_name("apple"));
    assert_true(a.in.tables.user_share[0] == 0.4);
    assert_true(a.in.tables.user_share[1] == 0.6);
    assert_true(a.in.tables.user_share[3] == 0);
    arm_free(&a);
    drop("ecosystems.csv");
}

static void
platforms_make_firms_owners_and_zero_days(void **state)
{
    struct arm a;

    (void)state;
    put("ecosystems.csv", "state,ecosystem,user_share\nXAA,windows,0.6\n"
        "XAA,apple,0.4\nXBB,apple,1\nXCC,home,1\n");
    put("firms.csv", "skill,firm,home,segment,ecosystem,owner,share_pct,"
        "zero_days_2014_2019\n"
        "1,Z,XBB,operating_system,windows,1,40,9\n"
        "2,A,XCC,security,,0,,\n"
        "1,Z,XBB,cloud,,0,,\n"
        "2,A,XCC,browser,apple,1,0,3\n");
    load("tiny", &a);
    const struct tables *t = &a.in.tables;
    assert_int_equal(t->n_firms, 2);
    assert_int_equal(t->n_platforms, 4);
    assert_string_equal(t->firm[0].name, "A");
    assert_int_equal(t->firm[0].home, 2);
    assert_true(t->firm[0].skill == 2);
    assert_true(t->firm[0].entity == entity_name("A"));
    assert_true(t->firm[0].security && !t->firm[1].security);
    assert_int_equal(t->ecosystem[0].owner, 0);             /* apple        */
    assert_int_equal(t->ecosystem[1].owner, NO_FIRM);       /* home         */
    assert_int_equal(t->ecosystem[2].owner, 1);             /* windows      */
    assert_true(t->ecosystem[0].zero_days == 0.25);
    assert_true(t->ecosystem[1].zero_days == 0);
    assert_true(t->ecosystem[2].zero_days == 0.75);
    const struct platform_facts *p = t->platform;
    assert_int_equal(p[0].firm, 0);
    assert_int_equal(p[0].segment, SEGMENT_browser);
    assert_int_equal(p[0].ecosystem, 0);
    assert_true(p[0].owner && p[0].share == 0 && p[0].zero_days == 3);
    assert_int_equal(p[1].segment, SEGMENT_security);
    assert_int_equal(p[1].ecosystem, -1);
    assert_true(isnan(p[1].share) && p[1].zero_days == 0 && !p[1].owner);
    assert_int_equal(p[2].firm, 1);
    assert_int_equal(p[2].segment, SEGMENT_operating_system);
    assert_true(p[2].share == 0.4);
    assert_int_equal(p[3].segment, SEGMENT_cloud);
    arm_free(&a);
    drop("firms.csv");
    load("tiny", &a);                   /* no zero-days: the same for all   */
    assert_int_equal(a.in.tables.n_ecosystems, 3);
    for (int m = 0; m < 3; m++)
        assert_true(a.in.tables.ecosystem[m].zero_days == 1.0 / 3);
    arm_free(&a);
    drop("ecosystems.csv");
}

/* Which weeks two arms can share. */
static void
arms_part_where_world_or_regime_begin_to_differ(void **state)
{
    static const struct {
        const char *text;
        int32_t week;
    } rows[] = {
        { "title: x\n", WEEK_NEVER }, { "regime: house\n", 45 },
        { "members: [XAA]\n", 0 },
        { "years: 3\n", PART_SPIN_UP },
        { "start: 2020-02-29\n", PART_SPIN_UP },
        { "politics: {trend: 1}\n", PART_SPIN_UP },
        { "states: {XAA: {polyarchy: 1}}\n", PART_SPIN_UP },
        { "events: [{at: 2018-01-01, leave: XAA}]\n", 45 },
    };
    struct arm a, b;

    (void)state;
    load("tiny", &a);
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
        char text[128];
        snprintf(text, sizeof text, "inherits: tiny.yaml\n%s", rows[k].text);
        put("mine.yaml", text);
        load("mine", &b);
        assert_int_equal(inputs_part(&a.in, &b.in), rows[k].week);
        arm_free(&b);
    }
    arm_free(&a);
    drop("mine.yaml");
}

/* ---- calendar ----------------------------------------------------------- */

static void
days_are_those_of_the_gregorian_calendar(void **state)
{
    /* Days since 1970-01-01 as `date -u -d DATE +%s` / 86400 gives them. */
    static const struct {
        int year, month, day;
        day_number days;
    } rows[] = {
        { 1970, 1, 1, 0 }, { 1969, 12, 31, -1 }, { 2000, 2, 29, 11016 },
        { 2000, 3, 1, 11017 }, { 1900, 3, 1, -25508 },
        { 2017, 2, 14, 17211 }, { 2016, 12, 31, 17166 },
        { 2100, 3, 1, 47541 },
    };

    (void)state;
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++)
        assert_int_equal(day_of(rows[k].year, rows[k].month, rows[k].day),
                         rows[k].days);
    for (day_number d = -70000; d < 90000; d++) {
        int year, month, day;
        day_date(d, &year, &month, &day);
        assert_int_equal(day_of(year, month, day), d);
        assert_true(month >= 1 && month <= 12 && day >= 1 && day <= 31);
    }
}

static void
weeks_know_their_year(void **state)
{
    struct inputs in = { .start = day_of(2017, 2, 14) };

    (void)state;
    assert_int_equal(inputs_year(&in, 0), 2017);
    assert_int_equal(inputs_year(&in, 45), 2017);   /* 26 December           */
    assert_int_equal(inputs_year(&in, 46), 2018);
    assert_int_equal(inputs_year(&in, -260), 2012);
    assert_true(fabs(inputs_years_since(&in, 0, 2017) - 44 / 365.2425)
                < 1e-12);               /* rounding of one division          */
    assert_true(inputs_years_since(&in, 0, 2018) < 0);
}

static int
enter(void **state)
{
    (void)state;
    return folder_enter();
}

static int
leave(void **state)
{
    (void)state;
    return folder_leave();
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arm_is_named_as_typed),
        cmocka_unit_test(folder_of_the_same_name_is_passed_over),
        cmocka_unit_test(every_shipped_file_loads),
        cmocka_unit_test(regimes_differ_in_whole_clauses_only),
        cmocka_unit_test(geneva_is_what_was_proposed),
        cmocka_unit_test(variants_of_the_world_change_what_they_say),
        cmocka_unit_test(check_counts_every_file),
        cmocka_unit_test(child_overrides_its_parent_and_origin_says_who),
        cmocka_unit_test(events_replace_or_append),
        cmocka_unit_test(
            a_week_is_the_shortest_horizon_and_two_centuries_the_longest),
        cmocka_unit_test(override_of_one_cell_leaves_the_others),
        cmocka_unit_test(dates_become_weeks),
        cmocka_unit_test(clauses_of_flows_and_entry_are_read),
        cmocka_unit_test(later_clause_of_a_kind_replaces_the_earlier),
        cmocka_unit_test(order_of_rows_and_columns_does_not_matter),
        cmocka_unit_test(user_shares_form_a_matrix),
        cmocka_unit_test(platforms_make_firms_owners_and_zero_days),
        cmocka_unit_test(arms_part_where_world_or_regime_begin_to_differ),
        cmocka_unit_test(days_are_those_of_the_gregorian_calendar),
        cmocka_unit_test(weeks_know_their_year),
    };

    return cmocka_run_group_tests(tests, enter, leave);
}
