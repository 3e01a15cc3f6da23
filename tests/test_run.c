/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_run.c - what must be true of whole runs: what a treaty may not change,
 * who may not matter to whom, and that luck belongs to the thing that has it.
 *
 * "Changes no byte" is meant: columns are compared by hash, outcomes as
 * bytes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "support/near.h"
#include "support/worlds.h"

#define LESSONS "lessons/world@"

/* 13 times the tempo of the lessons, with crises, wars and answers. */
static const char *const busy[] = {
    "decision.tempo=300", "politics.crisis_rate=1",
    "politics.war_chance=0.005", "attribution.public_rate=0.01", NULL };

static struct clause
clause(enum clause_kind kind, int32_t announced, int32_t from)
{
    struct clause c = { .kind = kind, .announced = announced, .from = from,
                        .until = WEEK_NEVER };

    levers_defaults(&c.levers);
    return c;
}

/* Runs the arm with these clauses instead of its own. */
static void
run_with(struct arm *a, const struct clause *list, size_t n, struct world *w,
         struct outcomes *out)
{
    worlds_clauses(a, list, n);
    worlds_run(w, a, 2385, 1, out);
}

/* ---- clauses ------------------------------------------------------------ */

/* Every clause of all regimes, one at a time, ends after five years: the run
 * goes on, and of an ended agency no case settles. */
static void
a_clause_can_end(void **state)
{
    static const char *const arms[] = { LESSONS "geneva", LESSONS "norms" };

    (void)state;
    for (int n = 0; n < 2; n++) {
        struct arm a = { 0 };
        worlds_load(&a, arms[n], busy);
        for (size_t k = 0; k < a.in.n_clauses; k++) {
            struct clause *c = &a.in.clause[k];
            struct world w = { 0 };
            struct outcomes out;
            int before = 0;
            c->until = 260;
            worlds_run(&w, &a, 2385, 1, &out);
            for (uint32_t f = 0; f < w.case_file.n; f++) {
                bool agency = w.case_file.author[f] == AUTHOR_agency
                              && w.case_file.named[f] != NEVER;
                before += agency && w.case_file.named[f] < 260;
                assert_true(c->kind != CLAUSE_agency || !agency
                            || w.case_file.named[f] < 260);
            }
            assert_true(c->kind != CLAUSE_agency || before > 5);
            c->until = WEEK_NEVER;
            world_free(&w);
        }
        arm_free(&a);
    }
}

/* Who is bound. */
static bool
says_party(enum column c)
{
    return c == COLUMN_state_party || c == COLUMN_state_member;
}

/* And what that makes of acts, for those who think about joining. */
static bool
says_breach(enum column c)
{
    return says_party(c) || c == COLUMN_operation_breach
        || c == COLUMN_state_gain_prohibited || c == COLUMN_dyad_grief
        || c == COLUMN_dyad_grief_week || c == COLUMN_state_cut_yes
        || c == COLUMN_state_cut_all;
}

/* They count who is bound, and say nothing of what happens. */
static bool
counts_the_bound(enum metric m)
{
    return m == METRIC_ops_prohibited || m == METRIC_ops_by_bound
           || m == METRIC_capability_bound || m == METRIC_parties;
}

/* Everybody is a member of what comes into force, whatever they think. */
static void
bind_all(struct arm *a)
{
    a->in.members_choose = false;
    for (uint32_t i = 0; i < a->in.tables.n_states; i++)
        a->in.member[i] = true;
}

static void
a_clause_that_forbids_nothing_changes_no_byte(void **state)
{
    struct arm a = { 0 }, none = { 0 };
    struct world w = { 0 }, free = { 0 };
    struct outcomes out, want;
    struct clause c = clause(CLAUSE_norms, 0, 0);

    (void)state;
    c.levers.norms.nu = 5;
    worlds_load(&a, LESSONS "anarchy", busy);
    worlds_load(&none, LESSONS "anarchy", busy);
    worlds_run(&free, &none, 2385, 1, &want);
    for (int binding = 0; binding < 2; binding++) {
        c.levers.norms.binding = binding;
        run_with(&a, &c, 1, &w, &out);
        worlds_same(&w, &free, says_party);
        worlds_same_outcomes(&out, &want, binding ? counts_the_bound : NULL);
    }
    assert_true(want.value[METRIC_ops_true] > 500);
    world_free(&w);
    world_free(&free);
    arm_free(&a);
    arm_free(&none);
}

static void
check_placebo(const char *name, const char *const sets[])
{
    struct arm a = { 0 }, none = { 0 };
    struct world w = { 0 }, free = { 0 };
    struct outcomes out, want;
    struct clause c = clause(CLAUSE_norms, 0, 0);

    for (int k = 0; k < N_KINDS; k++)
        for (int s = 0; s < N_SECTORS; s++)
            c.levers.norms.cells[k][s] = 1;
    worlds_load(&a, name, sets);
    worlds_load(&none, name, sets);
    bind_all(&a);
    bind_all(&none);
    worlds_run(&free, &none, 2385, 1, &want);
    run_with(&a, &c, 1, &w, &out);
    worlds_same(&w, &free, says_breach);
    worlds_same_outcomes(&out, &want, counts_the_bound);
    /* It is not placebo because nobody took it. */
    assert_near(out.value[METRIC_capability_bound], 1, 1e-9);
    assert_near(out.value[METRIC_ops_prohibited],
                out.value[METRIC_ops_true], 0);
    assert_near(want.value[METRIC_ops_prohibited], 0, 0);
    world_free(&w);
    world_free(&free);
    arm_free(&a);
    arm_free(&none);
}

static bool
counts_who_joins(enum metric m)
{
    return counts_the_bound(m) || m == METRIC_accessions
        || m == METRIC_withdrawals || m == METRIC_weeks_to_force;
}

/* Where states choose, many join, and nothing else happens. */
static void
check_chosen_placebo(void)
{
    static const char *const eager[] = { "diplomacy.pull=3", NULL };
    struct arm a = { 0 };
    struct outcomes out, want;
    struct clause c = clause(CLAUSE_norms, 0, 0);

    for (int k = 0; k < N_KINDS; k++)
        for (int s = 0; s < N_SECTORS; s++)
            c.levers.norms.cells[k][s] = 1;
    worlds_load(&a, "world@anarchy", eager);
    assert_true(a.in.members_choose);
    worlds_run(NULL, &a, 2385, 1, &want);
    run_with(&a, &c, 1, NULL, &out);
    worlds_same_outcomes(&out, &want, counts_who_joins);
    assert_true(out.value[METRIC_parties] > 20);
    assert_true(out.value[METRIC_ops_prohibited] > 1000);
    assert_near(want.value[METRIC_parties], 0, 0);
    arm_free(&a);
}

static void
placebo_treaty(void **state)
{
    (void)state;
    check_placebo(LESSONS "anarchy", busy);
    check_placebo("world@anarchy", NULL);
    check_chosen_placebo();
}

/* And the norm, where there is one, is not without effect. */
static void
an_internalised_norm_lowers_breaches(void **state)
{
    struct arm a = { 0 };
    struct outcomes out[2];
    struct clause c = clause(CLAUSE_norms, 0, 0);

    (void)state;
    for (int s = 0; s < N_SECTORS; s++)
        c.levers.norms.cells[KIND_disruption][s] = 1;
    worlds_load(&a, LESSONS "anarchy", busy);
    for (int k = 0; k < 2; k++) {
        c.levers.norms.nu = k;
        run_with(&a, &c, 1, NULL, &out[k]);
    }
    assert_true(out[0].value[METRIC_ops_prohibited] > 50);
    assert_true(out[1].value[METRIC_ops_prohibited]
                < 0.8 * out[0].value[METRIC_ops_prohibited]);
    arm_free(&a);
}

static void
a_clause_changes_no_byte_before_it_is_announced(void **state)
{
    enum { ANNOUNCED = 60, FROM = 100 };
    struct arm a = { 0 }, none = { 0 };
    struct world w = { 0 }, free = { 0 };
    struct clause c[] = { clause(CLAUSE_norms, ANNOUNCED, FROM),
                          clause(CLAUSE_response, ANNOUNCED, FROM),
                          clause(CLAUSE_agency, ANNOUNCED, FROM) };

    (void)state;
    for (int k = 0; k < N_KINDS; k++)
        for (int s = 0; s < N_SECTORS; s++)
            c[0].levers.norms.cells[k][s] = 1;
    c[0].levers.norms.nu = 1;
    worlds_load(&a, LESSONS "anarchy", busy);
    worlds_load(&none, LESSONS "anarchy", busy);
    a.in.params.decision.agency_belief = 0.5;
    none.in.params.decision.agency_belief = 0.5;
    worlds_clauses(&a, c, 3);
    worlds_begin(&w, &a, 2385, 1);
    worlds_begin(&free, &none, 2385, 1);
    while (w.week < ANNOUNCED) {
        worlds_same(&w, &free, NULL);
        assert_memory_equal(&w.tally, &free.tally, sizeof w.tally);
        worlds_week(&w);
        worlds_week(&free);
    }
    worlds_same(&w, &free, NULL);
    worlds_week(&w);
    worlds_week(&free);
    /* Beliefs jump in the week of the announcement. */
    assert_true(world_hash_column(&w, COLUMN_state_caught)
                != world_hash_column(&free, COLUMN_state_caught));
    world_free(&w);
    world_free(&free);
    arm_free(&a);
    arm_free(&none);
}

/* Without the shift of beliefs nothing happens before it is in force. */
static void
an_announcement_that_nobody_believes_changes_no_outcome(void **state)
{
    struct arm a = { 0 }, none = { 0 };
    struct outcomes out, want;
    struct clause c = clause(CLAUSE_agency, 10, 1000);

    (void)state;
    worlds_load(&none, LESSONS "anarchy", busy);
    worlds_run(NULL, &none, 2385, 1, &want);
    worlds_load(&a, LESSONS "anarchy", busy);
    run_with(&a, &c, 1, NULL, &out);
    worlds_same_outcomes(&out, &want, NULL);
    arm_free(&a);
    arm_free(&none);
}

static void
no_agency_no_finding_of_an_agency(void **state)
{
    static const char *const name[] = { LESSONS "anarchy",
                                        LESSONS "convention" };

    (void)state;
    for (size_t k = 0; k < 2; k++) {
        struct arm a = { 0 };
        struct world w = { 0 };
        struct outcomes out;
        worlds_load(&a, name[k], busy);
        worlds_run(&w, &a, 2385, 1, &out);
        for (uint32_t c = 0; c < w.case_file.n; c++)
            assert_true(w.case_file.author[c] != AUTHOR_agency);
        for (int m = METRIC_docket_referred; m <= METRIC_agency_leaked; m++)
            assert_near(out.value[m], 0, 0);
        assert_true(out.value[METRIC_findings_public] > 5);
        world_free(&w);
        arm_free(&a);
    }
}

/* ---- who matters to whom ------------------------------------------------ */

/* Means over states cannot but know of it; it has no people, so that shares of
 * people do not, and nobody to join a treaty. */
static bool
is_over_states(enum metric m)
{
    return m == METRIC_mean_nationalism;
}

/* Nor can counts of the bound, where the scenario binds it. */
static bool
is_over_bound_states(enum metric m)
{
    return is_over_states(m) || m == METRIC_parties
        || m == METRIC_statute_members;
}

static void
assert_same_states(const struct world *w, const struct world *more,
                   state_id added)
{
    for (state_id i = 0; i < w->state.n; i++) {
        state_id k = i >= added ? (state_id)(i + 1) : i;
        assert_int_equal(world_code(w, i), world_code(more, k));
        for (enum column c = 0; c < N_COLUMNS; c++) {
            const struct column_info *info = &column_table[c];
            const char *p, *q;
            if (info->table != TABLE_state)
                continue;
            memcpy(&p, (const char *)w + info->offset, sizeof p);
            memcpy(&q, (const char *)more + info->offset, sizeof q);
            if (memcmp(p + i * info->size, q + k * info->size, info->size))
                fail_msg("%s of state %d differs", info->name, i);
        }
    }
}

static void
check_unconnected(const char *name, const char *const sets[], const char *code,
                  bool party)
{
    struct arm a = { 0 };
    struct world w = { 0 }, more = { 0 };
    struct outcomes out, want;

    worlds_load(&a, name, sets);
    /* A party that is asked to join a response may do so. */
    for (size_t k = 0; party && k < a.in.n_clauses; k++)
        a.in.clause[k].levers.response.collective = 0;
    worlds_run(&w, &a, 2385, 1, &want);
    struct inputs before = a.in;
    /* The world looks its codes up in the inputs: keep those that it had. */
    before.tables.state = malloc(before.tables.n_states
                                 * sizeof *before.tables.state);
    assert_non_null(before.tables.state);
    memcpy(before.tables.state, a.in.tables.state,
           before.tables.n_states * sizeof *before.tables.state);
    w.in = &before;
    a.in.member[worlds_add_state(&a, code)] = party;
    worlds_run(&more, &a, 2385, 1, &out);
    assert_int_equal(more.state.n, w.state.n + 1);
    worlds_same_outcomes(&out, &want,
                         party ? is_over_bound_states : is_over_states);
    assert_same_states(&w, &more, worlds_state(&more, code));
    assert_true(!party || out.value[METRIC_parties]
                          > want.value[METRIC_parties]);
    assert_int_equal(more.operation.n, w.operation.n);
    assert_true(world_hash_column(&w, COLUMN_operation_key)
                == world_hash_column(&more, COLUMN_operation_key));
    assert_true(world_hash_column(&w, COLUMN_victim_touched)
                == world_hash_column(&more, COLUMN_victim_touched));
    assert_true(world_hash_column(&w, COLUMN_event_belief)
                == world_hash_column(&more, COLUMN_event_belief));
    free(before.tables.state);
    world_free(&w);
    world_free(&more);
    arm_free(&a);
}

/* First, in the middle and last by code; no party, and a party that counts
 * for nothing. */
static void
removing_an_unconnected_state_leaves_the_others_alone(void **state)
{
    (void)state;
    check_unconnected(LESSONS "anarchy", busy, "XBA", false);
    check_unconnected(LESSONS "convention+agency", busy, "AAA", false);
    check_unconnected(LESSONS "geneva", busy, "XBA", true);
    check_unconnected("world@convention+agency", NULL, "MMM", false);
}

/* ---- rows --------------------------------------------------------------- */

/* Copies a CSV file with its rows, but for the header, from the last to the
 * first. */
static void
reverse_rows(const char *from, const char *to)
{
    FILE *in = fopen(from, "r"), *out = fopen(to, "w");
    char *text, *line[4096] = { NULL };
    size_t n = 0;

    if (in == NULL || out == NULL)
        fail_msg("cannot copy %s to %s", from, to);
    text = calloc(1, 1 << 20);
    assert_non_null(text);
    assert_true(fread(text, 1, (1 << 20) - 1, in) > 0);
    for (char *p = strtok(text, "\n"); p; p = strtok(NULL, "\n")) {
        assert_true(n < sizeof line / sizeof *line);
        line[n++] = p;
    }
    assert_true(n > 2);
    fputs(line[0], out);
    fputs("\n", out);
    for (size_t k = n; k-- > 1;)
        fprintf(out, "%s\n", line[k]);
    assert_int_equal(fclose(out), 0);
    fclose(in);
    free(text);
}

static const char *const csv[] = { "states", "pairs", "ecosystems", "firms" };

/* A scenario in `folder` like scenarios/NAME.yaml but for the order of
 * rows. */
static void
reversed(const char *folder, const char *name, const char *tables,
         char path[256])
{
    char from[256], to[256], here[1024];

    assert_non_null(getcwd(here, sizeof here));     /* the project's folder  */
    snprintf(path, 256, "%s/turned.yaml", folder);
    FILE *out = fopen(path, "w");
    assert_non_null(out);
    fprintf(out, "title: Turned\ninherits: %s/scenarios/%s.yaml\nworld:\n",
            here, name);
    for (size_t k = 0; k < 4; k++) {
        fprintf(out, "  %s: %s.csv\n", csv[k], csv[k]);
        snprintf(from, sizeof from, "scenarios/%s/%s.csv", tables, csv[k]);
        snprintf(to, sizeof to, "%s/%s.csv", folder, csv[k]);
        reverse_rows(from, to);
    }
    assert_int_equal(fclose(out), 0);
}

static void
check_order(const char *name, const char *tables)
{
    char folder[] = "/tmp/detente-rows-XXXXXX", path[256], arm[300];
    struct arm a = { 0 }, turned = { 0 };
    struct world w = { 0 }, other = { 0 };
    struct outcomes out, want;

    assert_non_null(mkdtemp(folder));
    reversed(folder, name, tables, path);
    snprintf(arm, sizeof arm, "%s@convention+agency", path);
    worlds_load(&turned, arm, NULL);
    snprintf(arm, sizeof arm, "%s@convention+agency", name);
    worlds_load(&a, arm, NULL);
    worlds_run(&w, &a, 2385, 1, &want);
    worlds_run(&other, &turned, 2385, 1, &out);
    worlds_same(&w, &other, NULL);
    worlds_same_outcomes(&out, &want, NULL);
    for (size_t k = 0; k < 4; k++) {
        snprintf(arm, sizeof arm, "%s/%s.csv", folder, csv[k]);
        assert_int_equal(unlink(arm), 0);
    }
    assert_int_equal(unlink(path), 0);
    assert_int_equal(rmdir(folder), 0);
    world_free(&w);
    world_free(&other);
    arm_free(&a);
    arm_free(&turned);
}

static void
row_order_of_the_tables_does_not_matter(void **state)
{
    (void)state;
    check_order("lessons/world", "lessons");
    check_order("world", "world");
}

/* ---- luck --------------------------------------------------------------- */

/* The operation with the key of x in w, launched in the same week; NOTHING. */
static uint32_t
twin_of(const struct world *w, uint64_t key, int32_t week, uint32_t *from)
{
    while (*from < w->operation.n && w->operation.launched[*from] < week)
        ++*from;
    for (uint32_t o = *from;
         o < w->operation.n && w->operation.launched[o] == week; o++)
        if (w->operation.key[o] == key)
            return o;
    return NOTHING;
}

/* o in a and t in b are one opportunity, taken in the same way. */
static bool
one_act(const struct world *a, uint32_t o, const struct world *b, uint32_t t)
{
    return a->operation.kind[o] == b->operation.kind[t]
        && a->operation.sector[o] == b->operation.sector[t]
        && a->operation.executor[o] == b->operation.executor[t];
}

static void
assert_same_luck(const struct world *a, uint32_t o, const struct world *b,
                 uint32_t t)
{
    uint32_t v = a->operation.first_victim[o];
    uint32_t u = b->operation.first_victim[t];

    assert_int_equal(a->operation.initiator[o], b->operation.initiator[t]);
    assert_int_equal(a->operation.target[o], b->operation.target[t]);
    assert_int_equal(a->operation.n_victims[o], b->operation.n_victims[t]);
    for (uint32_t k = 0; k < a->operation.n_victims[o]; k++)
        assert_int_equal(a->victim.state[v + k], b->victim.state[u + k]);
    if (!one_act(a, o, b, t))
        return;
    assert_int_equal(a->operation.severity[o], b->operation.severity[t]);
    assert_int_equal(a->operation.ends[o], b->operation.ends[t]);
    if (a->operation.detected[o] != NEVER && b->operation.detected[t] != NEVER)
        assert_int_equal(a->operation.closes[o] - a->operation.detected[o],
                         b->operation.closes[t] - b->operation.detected[t]);
    /* Success is one uniform below the chance: it can only follow the
     * chance. */
    if (a->operation.chance[o] <= b->operation.chance[t])
        assert_true(a->operation.success[o] <= b->operation.success[t]);
    if (!a->operation.success[o] || !b->operation.success[t])
        return;
    for (uint32_t k = 0; k < a->operation.n_victims[o]; k++) {
        assert_near(a->victim.reach[v + k], b->victim.reach[u + k], 0);
        assert_near(a->victim.loss[v + k], b->victim.loss[u + k], 0);
        assert_int_equal(a->victim.reach_week[v + k],
                         b->victim.reach_week[u + k]);
    }
}

static void
an_operation_in_two_regimes_has_the_same_luck(void **state)
{
    struct arm a = { 0 }, b = { 0 };
    struct world w = { 0 }, treaty = { 0 };
    struct outcomes out, other;
    uint32_t from = 0, met = 0, alike = 0, lost = 0;

    (void)state;
    worlds_load(&a, "world@anarchy", NULL);
    worlds_load(&b, "world@convention+agency", NULL);
    for (int k = 0; k < N_KINDS; k++)           /* make it matter            */
        b.in.clause[0].levers.norms.cells[k][0] = 1;
    b.in.clause[0].levers.norms.nu = 0.3;
    worlds_run(&w, &a, 2385, 1, &out);
    worlds_run(&treaty, &b, 2385, 1, &other);
    for (uint32_t o = 0; o < w.operation.n; o++) {
        int32_t week = w.operation.launched[o];
        uint32_t t = twin_of(&treaty, w.operation.key[o], week, &from);
        lost += t == NOTHING;
        if (week < 0 || t == NOTHING)
            continue;
        assert_same_luck(&w, o, &treaty, t);
        met++;
        alike += one_act(&w, o, &treaty, t);
    }
    /* The treaty removes and moves some, and most stay what they were. */
    assert_true(lost > 20 && met > alike);
    assert_true(alike > w.operation.n / 3);
    world_free(&w);
    world_free(&treaty);
    arm_free(&a);
    arm_free(&b);
}

/* ---- once more ---------------------------------------------------------- */

static void
a_run_twice_is_the_same(void **state)
{
    struct arm a = { 0 };
    struct world w = { 0 }, again = { 0 };
    struct outcomes out, other;

    (void)state;
    worlds_load(&a, LESSONS "convention+agency", busy);
    worlds_run(&w, &a, 2385, 1, &out);
    worlds_run(&again, &a, 2385, 1, &other);
    worlds_same(&w, &again, NULL);
    worlds_same_outcomes(&out, &other, NULL);
    world_free(&w);
    world_free(&again);
    arm_free(&a);
}

static void
replicates_in_any_order_are_the_same(void **state)
{
    enum { N = 6 };
    static const uint32_t order[N] = { 4, 1, 5, 0, 3, 2 };
    struct arm a = { 0 };
    struct world w = { 0 };
    struct outcomes out[N], other;

    (void)state;
    worlds_load(&a, LESSONS "convention+agency", busy);
    for (uint32_t k = 0; k < N; k++)
        worlds_run(NULL, &a, 2385, k, &out[k]);
    for (uint32_t k = 0; k < N; k++) {
        worlds_run(&w, &a, 2385, order[k], &other);     /* one used world */
        worlds_same_outcomes(&out[order[k]], &other, NULL);
    }
    world_free(&w);
    arm_free(&a);
}

static void
a_shared_spin_up_gives_what_an_own_one_does(void **state)
{
    static const char *const name[] = {
        LESSONS "anarchy", LESSONS "convention", LESSONS "agency",
        LESSONS "convention+agency" };
    static struct arm arms[4];
    struct world base = { 0 }, w = { 0 };
    struct fault f = { 0 };

    (void)state;
    for (size_t k = 0; k < 4; k++)
        worlds_load(&arms[k], name[k], busy);
    arms[3].in.member[1] = false;       /* members belong to the arm         */
    worlds_begin(&base, &arms[0], 2385, 1);
    for (size_t k = 0; k < 4; k++) {
        struct world own = { 0 };
        struct outcomes out, want;
        assert_true(inputs_part(&arms[0].in, &arms[k].in) >= 0);
        assert_int_equal(world_copy(&w, &base, &f), 0);
        assert_int_equal(model_finish(&w, &arms[k].in, &out, &f), 0);
        worlds_run(&own, &arms[k], 2385, 1, &want);
        worlds_same(&w, &own, NULL);
        worlds_same_outcomes(&out, &want, NULL);
        world_free(&own);
    }
    world_free(&base);
    world_free(&w);
    for (size_t k = 0; k < 4; k++)
        arm_free(&arms[k]);
}

/* A shorter horizon has shorter tables: sharing would write past their end. */
static void
arms_that_differ_in_the_world_share_no_spin_up(void **state)
{
    struct arm a = { 0 }, b = { 0 };

    (void)state;
    worlds_load(&a, LESSONS "anarchy", NULL);
    worlds_load(&b, LESSONS "agency", NULL);
    assert_true(inputs_part(&a.in, &b.in) >= 0);
    b.in.weeks -= 52;
    assert_int_equal(inputs_part(&a.in, &b.in), PART_SPIN_UP);
    b.in.weeks += 52;
    b.in.start += 7;
    assert_int_equal(inputs_part(&a.in, &b.in), PART_SPIN_UP);
    b.in.start -= 7;
    b.in.params.decision.nest += 0.01;
    assert_int_equal(inputs_part(&a.in, &b.in), PART_SPIN_UP);
    b.in.params = a.in.params;
    b.in.tables.state[1].gdp_musd += 1;
    assert_int_equal(inputs_part(&a.in, &b.in), PART_SPIN_UP);
    arm_free(&a);
    arm_free(&b);
}

/* But for the pairs that are followed, which are those of the horizon. */
static void
a_longer_horizon_changes_nothing_earlier(void **state)
{
    static const enum table same[] = { TABLE_state, TABLE_operation,
        TABLE_victim, TABLE_case_file, TABLE_event, TABLE_cell, TABLE_group };
    static const char *const slopes[] = { "decision.growth_ahead=0.1",
                                          "politics.trend=0.1", NULL };
    struct arm a = { 0 }, brief = { 0 };
    struct world w = { 0 }, less = { 0 };
    struct outcomes out;

    (void)state;
    worlds_load(&a, "world@convention+agency", slopes);
    worlds_load(&brief, "world@convention+agency", slopes);
    brief.in.weeks = 60;
    worlds_run(&less, &brief, 2385, 1, &out);
    worlds_begin(&w, &a, 2385, 1);
    while (w.week < 60)
        worlds_week(&w);
    for (enum column c = 0; c < N_COLUMNS; c++)
        for (size_t k = 0; k < sizeof same / sizeof *same; k++)
            if (column_table[c].table == same[k]
                && world_hash_column(&w, c) != world_hash_column(&less, c))
                fail_msg("%s.%s differs", column_table[c].table_name,
                         column_table[c].name);
    world_free(&w);
    world_free(&less);
    arm_free(&a);
    arm_free(&brief);
}

static void
neighbouring_seeds_and_replicates_differ(void **state)
{
    enum { SIDE = 4 };
    struct arm a = { 0 };
    struct world w = { 0 };
    uint64_t hash[SIDE * SIDE];
    struct outcomes out;

    (void)state;
    worlds_load(&a, LESSONS "anarchy", NULL);
    for (uint32_t k = 0; k < SIDE * SIDE; k++) {
        worlds_run(&w, &a, k / SIDE, k % SIDE, &out);
        hash[k] = world_hash(&w);
        for (uint32_t n = 0; n < k; n++)
            assert_true(hash[n] != hash[k]);
    }
    world_free(&w);
    arm_free(&a);
}

/* ---- sums --------------------------------------------------------------- */

/* Two orders of some thousand terms: 1e-9 is far above their rounding. */
static void
loss_is_the_sum_over_operations(void **state)
{
    static const char *const name[] = { LESSONS "anarchy", "world@anarchy" };

    (void)state;
    for (size_t k = 0; k < 2; k++) {
        struct arm a = { 0 };
        struct world w = { 0 };
        struct outcomes out;
        double sum = 0, worms = 0, most = 0;
        worlds_load(&a, name[k], k == 0 ? busy : NULL);
        worlds_run(&w, &a, 2385, 1, &out);
        for (uint32_t o = 0; o < w.operation.n; o++) {
            sum += w.operation.loss[o] - w.operation.worm_loss[o];
            worms += w.operation.worm_loss[o];
            most = fmax(most, w.operation.loss[o]);
        }
        assert_true(sum > 0);
        assert_near(out.value[METRIC_loss_musd], sum, 1e-9 * sum);
        assert_true(worms > 0);
        assert_near(out.value[METRIC_worm_loss_musd], worms, 1e-9 * worms);
        assert_near(out.value[METRIC_largest_loss_musd], most, 0);
        assert_true(out.value[METRIC_theft_gain_musd] <= sum);
        world_free(&w);
        arm_free(&a);
    }
}

static void
counts_are_those_of_the_columns(void **state)
{
    struct arm a = { 0 };
    struct world w = { 0 };
    struct outcomes out;
    double ops = 0, hits = 0, seen = 0, named = 0, kept = 0;

    (void)state;
    worlds_load(&a, LESSONS "convention+agency", busy);
    worlds_run(&w, &a, 2385, 1, &out);
    for (uint32_t o = 0; o < w.operation.n; o++) {
        if (w.operation.launched[o] < 0)
            continue;
        ops++;
        hits += w.operation.success[o];
        seen += w.operation.detected[o] != NEVER;
        named += w.operation.named[o] & 1;
        kept += w.operation.observed[o];
    }
    assert_near(out.value[METRIC_ops_true], ops, 0);
    assert_near(out.value[METRIC_successes], hits, 0);
    assert_near(out.value[METRIC_ops_detected], seen, 0);
    assert_near(out.value[METRIC_ops_named_right], named, 0);
    assert_near(out.value[METRIC_ops_observed], kept, 0);
    double series = 0;
    for (uint32_t k = 0; k < w.series.n; k++)
        series += w.series.operations[k];
    assert_near(series, ops, 0);
    world_free(&w);
    arm_free(&a);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_clause_can_end),
        cmocka_unit_test(a_clause_that_forbids_nothing_changes_no_byte),
        cmocka_unit_test(placebo_treaty),
        cmocka_unit_test(an_internalised_norm_lowers_breaches),
        cmocka_unit_test(a_clause_changes_no_byte_before_it_is_announced),
        cmocka_unit_test(
            an_announcement_that_nobody_believes_changes_no_outcome),
        cmocka_unit_test(no_agency_no_finding_of_an_agency),
        cmocka_unit_test(
            removing_an_unconnected_state_leaves_the_others_alone),
        cmocka_unit_test(row_order_of_the_tables_does_not_matter),
        cmocka_unit_test(an_operation_in_two_regimes_has_the_same_luck),
        cmocka_unit_test(a_run_twice_is_the_same),
        cmocka_unit_test(replicates_in_any_order_are_the_same),
        cmocka_unit_test(a_shared_spin_up_gives_what_an_own_one_does),
        cmocka_unit_test(arms_that_differ_in_the_world_share_no_spin_up),
        cmocka_unit_test(a_longer_horizon_changes_nothing_earlier),
        cmocka_unit_test(neighbouring_seeds_and_replicates_differ),
        cmocka_unit_test(loss_is_the_sum_over_operations),
        cmocka_unit_test(counts_are_those_of_the_columns),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
