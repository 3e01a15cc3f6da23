/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each figure of the record against an answer worked out by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <string.h>

#include "study/targets.h"
#include "support/near.h"

/* All answers are short fractions: what is left is rounding. */
#define ROUNDING 1e-12

enum { A, B, C, D, N = 4 };

struct hand {
    struct inputs in;
    struct state_facts state[N];
    struct pair_facts pair;
    struct world w;
};

static void
table(struct hand *h, enum table which, uint32_t rows)
{
    struct fault f = { 0 };

    assert_int_equal(world_table_start(&h->w, which, rows, &f), 0);
}

/* Operation o of A on B, with one victim and a firm's statement after ten
 * weeks, begun in `year`. */
static void
operation(struct hand *h, uint32_t o, int year)
{
    struct world *w = &h->w;

    w->operation.key[o] = o + 1;
    w->operation.launched[o] =
        (day_of(year, 6, 1) - h->in.start) / 7;
    w->operation.initiator[o] = w->operation.public_state[o] = A;
    w->operation.target[o] = w->victim.state[o] = B;
    w->operation.severity[o] = 3;
    w->operation.ends[o] = w->operation.launched[o] + 4;
    w->operation.first_victim[o] = w->victim.operation[o] = o;
    w->operation.n_victims[o] = 1;
    w->operation.observed[o] = w->victim.observed[o] = 1;
    w->operation.success[o] = 1;
    w->operation.public_event[o] = o;
    w->operation.loss[o] = 100;
    w->operation.exploit[o] = NOTHING;
    w->victim.ended[o] = NEVER;
    w->event.kind[o] = EVENT_public_finding;
    w->event.row[o] = o;
    w->case_file.operation[o] = o;
    w->case_file.author[o] = AUTHOR_firm;
    w->case_file.published[o] = w->operation.launched[o] + 10;
    for (uint32_t a = 0; a < N_AUTHORS; a++)
        w->operation.cases[o * N_AUTHORS + a] = a == AUTHOR_firm ? o : NOTHING;
}

static void
answer(struct hand *h, uint32_t e, uint32_t o, enum response r, uint8_t flags)
{
    h->w.event.kind[e] = EVENT_reaction;
    h->w.event.response[e] = (uint8_t)r;
    h->w.event.flags[e] = flags;
    h->w.event.row[e] = o;
}

enum { OPS = 6, EVENTS = OPS + 4, WAYS = 3 };

/* A way in that was seen in `year`, 0: not yet. */
static void
way_in(struct hand *h, uint32_t v, int year)
{
    h->w.vulnerability.seen[v] =
        year != 0 ? (day_of(year, 6, 1) - h->in.start) / 7 : NEVER;
}

static void
hand_begin(struct hand *h)
{
    memset(h, 0, sizeof *h);
    for (int i = 0; i < N; i++)
        h->state[i] = (struct state_facts){ .code = (state_code)(33 + i),
                                            .population = 2e6 };
    h->state[D].population = 1e6;
    h->pair = (struct pair_facts){ .a = A, .b = B, .rivalry_start = 1990,
                                   .rivalry_end = 2003 };
    h->in.tables.n_states = N;
    h->in.tables.state = h->state;
    h->in.tables.pair = &h->pair;
    h->in.tables.n_pairs = 1;
    h->in.start = day_of(2003, 1, 6);
    h->in.weeks = 21 * 52;
    h->w.in = &h->in;
    h->w.week = h->in.weeks;
    h->w.key = draw_key_for(1, 0);
    table(h, TABLE_state, N);
    table(h, TABLE_operation, OPS);
    table(h, TABLE_victim, OPS + 1);
    table(h, TABLE_case_file, OPS);
    table(h, TABLE_event, EVENTS);
    table(h, TABLE_vulnerability, WAYS);
    for (uint32_t v = 0; v < WAYS; v++)
        way_in(h, v, 0);
    for (uint32_t o = 0; o < OPS; o++)
        operation(h, o, 2010 + (int)o);         /* 2010 .. 2015              */
}

static void
figures_of(struct hand *h, double value[N_TARGETS])
{
    struct fault f = { 0 };

    assert_int_equal(targets_of(&h->w, value, &f), 0);
}

static void
only_the_record_of_2003_to_2015_counts(void **state)
{
    (void)state;
    struct hand h;
    double value[N_TARGETS];

    hand_begin(&h);
    figures_of(&h, value);
    assert_near(value[TARGET_T01], 5 / 5.0, ROUNDING);     /* 2011 .. 2015   */
    assert_near(value[TARGET_T02], 4 / 7.0, ROUNDING);     /* 2010 .. 2013   */
    assert_near(value[TARGET_T20], 1, ROUNDING);
    h.w.operation.launched[0] = -30;                       /* of the spin-up */
    h.w.victim.observed[0] = 0;
    figures_of(&h, value);
    assert_near(value[TARGET_T20], 1, ROUNDING);
    h.w.operation.observed[1] = 0;
    h.w.operation.launched[2] = (day_of(2016, 6, 1) - h.in.start) / 7;
    figures_of(&h, value);
    assert_near(value[TARGET_T01], 3 / 5.0, ROUNDING);
    assert_near(value[TARGET_T02], 1 / 7.0, ROUNDING);
    world_free(&h.w);
}

static void
shares_of_operations(void **state)
{
    (void)state;
    struct hand h;
    double value[N_TARGETS];

    hand_begin(&h);
    h.w.operation.kind[0] = KIND_disruption;
    h.w.operation.kind[1] = KIND_destruction;
    h.w.operation.kind[2] = KIND_theft;
    h.w.operation.kind[3] = KIND_influence;
    h.w.operation.sector[0] = SECTOR_industry;
    h.w.operation.sector[1] = SECTOR_military;
    h.w.operation.sector[2] = SECTOR_industry;
    h.w.operation.severity[0] = 1;
    h.w.operation.severity[1] = 5;
    h.w.operation.success[5] = 0;
    h.w.case_file.author[4] = AUTHOR_government;
    figures_of(&h, value);
    assert_near(value[TARGET_T08], 2 / 4.0, ROUNDING);
    assert_near(value[TARGET_T09], 1 / 4.0, ROUNDING);
    assert_near(value[TARGET_T10], 1 / 4.0, ROUNDING);
    assert_near(value[TARGET_T11], 4 / 6.0, ROUNDING);
    assert_near(value[TARGET_T12], 4 / 6.0, ROUNDING);
    assert_near(value[TARGET_T13], 1 / 6.0, ROUNDING);
    assert_near(value[TARGET_T14], 5 / 6.0, ROUNDING);
    assert_near(value[TARGET_T18], 5 / 6.0, ROUNDING);
    assert_near(value[TARGET_T33], 1 / 6.0, ROUNDING);
    assert_near(value[TARGET_T34], 1 / 6.0, ROUNDING);
    world_free(&h.w);
}

static void
answers_are_counted_once_an_operation(void **state)
{
    (void)state;
    struct hand h;
    double value[N_TARGETS];

    hand_begin(&h);
    answer(&h, OPS, 0, RESPONSE_silence, EVENT_FLAG_public);
    answer(&h, OPS + 1, 1, RESPONSE_protest, EVENT_FLAG_public);
    answer(&h, OPS + 2, 1, RESPONSE_armed, 0);
    answer(&h, OPS + 3, 2, RESPONSE_in_kind, 0);
    figures_of(&h, value);
    assert_near(value[TARGET_T19], 2 / 6.0, ROUNDING);
    assert_near(value[TARGET_T31], 0, ROUNDING);    /* not in public         */
    assert_near(value[TARGET_T32], 1 / 6.0, ROUNDING);
    h.w.event.flags[OPS + 3] = EVENT_FLAG_public;
    figures_of(&h, value);
    assert_near(value[TARGET_T31], 1 / 6.0, ROUNDING);
    world_free(&h.w);
}

static void
lengths_end_with_detection(void **state)
{
    (void)state;
    struct hand h;
    double value[N_TARGETS];

    hand_begin(&h);
    figures_of(&h, value);
    assert_near(value[TARGET_T15], 28, ROUNDING);
    for (uint32_t o = 0; o < 4; o++)
        h.w.victim.ended[o] = h.w.operation.launched[o] + 2;
    figures_of(&h, value);
    assert_near(value[TARGET_T15], 14, ROUNDING);
    world_free(&h.w);
}

static void
only_governments_count_for_their_delay(void **state)
{
    (void)state;
    struct hand h;
    double value[N_TARGETS];

    hand_begin(&h);
    figures_of(&h, value);
    assert_true(isnan(value[TARGET_T17]));
    h.w.operation.cases[3 * N_AUTHORS + AUTHOR_government] = 3;
    h.w.operation.cases[5 * N_AUTHORS + AUTHOR_government] = 5;
    h.w.case_file.published[5] = NEVER;
    figures_of(&h, value);
    assert_near(value[TARGET_T17], 70, ROUNDING);
    world_free(&h.w);
}

static void
the_largest_loss_need_not_be_seen(void **state)
{
    (void)state;
    struct hand h;
    double value[N_TARGETS];

    hand_begin(&h);
    h.w.operation.loss[0] = 7000;
    h.w.operation.observed[0] = 0;
    h.w.operation.loss[1] = 9000;
    h.w.operation.launched[1] = (day_of(2005, 6, 1) - h.in.start) / 7;
    figures_of(&h, value);
    assert_near(value[TARGET_T26], 7, ROUNDING);
    world_free(&h.w);
}

static void
a_zero_day_is_known_once_it_was_seen(void **state)
{
    (void)state;
    struct hand h;
    double value[N_TARGETS];

    hand_begin(&h);
    h.w.operation.exploit[0] = 0;
    h.w.operation.exploit[1] = h.w.operation.exploit[2] = 1;
    figures_of(&h, value);
    assert_near(value[TARGET_T21], 0, ROUNDING);
    assert_near(value[TARGET_T22], 0, ROUNDING);
    way_in(&h, 0, 2010);                        /* before the years of T22   */
    way_in(&h, 1, 2015);
    way_in(&h, 2, 2011);                        /* not by a state            */
    figures_of(&h, value);
    assert_near(value[TARGET_T21], 3 / 6.0, ROUNDING);
    assert_near(value[TARGET_T22], 2 / 5.0, ROUNDING);
    way_in(&h, 1, 2016);
    figures_of(&h, value);
    assert_near(value[TARGET_T22], 1 / 5.0, ROUNDING);
    world_free(&h.w);
}

static void
what_is_put_in_is_worked_out(void **state)
{
    (void)state;
    struct hand h;
    struct platform_facts line[4] = { { .firm = 0, .zero_days = 2 },
        { .firm = 1, .zero_days = 4 }, { .firm = 0, .zero_days = 3 },
        { .firm = 1, .zero_days = 0 } };
    double value[N_TARGETS];

    hand_begin(&h);
    h.in.tables.platform = line;
    h.in.tables.n_platforms = 4;
    h.in.tables.n_firms = 2;
    h.w.p.vulnerabilities.habit_share[HABIT_fast] = 0.5;
    h.w.p.vulnerabilities.install[HABIT_fast] = 1;
    h.w.p.vulnerabilities.habit_share[HABIT_slow] = 0.25;
    h.w.p.vulnerabilities.habit_share[HABIT_never] = 0.25;
    figures_of(&h, value);
    assert_near(value[TARGET_T23], 5 / 9.0, ROUNDING);
    assert_near(value[TARGET_T25], 0.5, ROUNDING);
    world_free(&h.w);
}

static void
who_has_left_has_not_ratified(void **state)
{
    (void)state;
    struct hand h;

    hand_begin(&h);
    for (uint32_t i = 0; i < N; i++)
        h.w.state.ratified_week[i] = h.w.state.leaves_week[i] = NEVER;
    h.w.state.ratified_week[A] = 5;
    h.w.state.ratified_week[B] = h.w.week;
    h.w.state.ratified_week[C] = 5;
    h.w.state.leaves_week[C] = 20;
    assert_near(targets_ratified(&h.w), 2, ROUNDING);
    world_free(&h.w);
}

static void
incidents_are_recorded_victims_of_large_states(void **state)
{
    (void)state;
    struct hand h;
    double value[N_TARGETS];

    hand_begin(&h);
    /* The last operation has a second victim. */
    h.w.operation.n_victims[5] = 2;
    h.w.victim.operation[OPS] = 5;
    h.w.victim.state[OPS] = C;
    figures_of(&h, value);
    assert_near(value[TARGET_T20], 1, ROUNDING);
    assert_near(value[TARGET_T05], 0, ROUNDING);    /* only A on B           */
    h.w.victim.observed[OPS] = 1;
    figures_of(&h, value);
    assert_near(value[TARGET_T20], 7 / 6.0, ROUNDING);
    /* A on B 6, A on C 1: 2 (1 + 12) / (2 * 7) - 3/2; rivals 6 in 2 pairs,
     * others 1 in 4. */
    assert_near(value[TARGET_T05], 26 / 14.0 - 1.5, ROUNDING);
    assert_near(value[TARGET_T06], 12, ROUNDING);
    assert_near(value[TARGET_T04], 2 / 3.0, ROUNDING);
    h.w.victim.state[OPS] = D;
    figures_of(&h, value);
    assert_near(value[TARGET_T05], 0, ROUNDING);    /* D is too small        */
    world_free(&h.w);
}

static void
the_record_goes_by_who_was_named(void **state)
{
    (void)state;
    struct hand h;
    double value[N_TARGETS];

    hand_begin(&h);
    h.w.operation.public_state[0] = C;
    figures_of(&h, value);
    assert_near(value[TARGET_T04], 1 / 3.0, ROUNDING);
    assert_near(value[TARGET_T03], 1, ROUNDING);
    world_free(&h.w);
}

/* ---- the table of facts ------------------------------------------------- */

static void
every_figure_has_a_fact_within_its_range(void **state)
{
    (void)state;
    struct target_fact fact[FACTS_MOST];
    struct faults all = { 0 };
    size_t n;
    int found = 0;

    assert_int_equal(targets_read("scenarios/studies/targets.csv", fact, &n,
                                  &all), 0);
    assert_int_equal(n, 34);
    for (size_t k = 0; k < n; k++) {
        assert_true(fact[k].low <= fact[k].value);
        assert_true(fact[k].value <= fact[k].high);
        found += targets_find(fact[k].id) >= 0;
    }
    assert_int_equal(found, N_TARGETS);
    faults_free(&all);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_the_record_of_2003_to_2015_counts),
        cmocka_unit_test(shares_of_operations),
        cmocka_unit_test(answers_are_counted_once_an_operation),
        cmocka_unit_test(lengths_end_with_detection),
        cmocka_unit_test(only_governments_count_for_their_delay),
        cmocka_unit_test(the_largest_loss_need_not_be_seen),
        cmocka_unit_test(a_zero_day_is_known_once_it_was_seen),
        cmocka_unit_test(what_is_put_in_is_worked_out),
        cmocka_unit_test(who_has_left_has_not_ratified),
        cmocka_unit_test(incidents_are_recorded_victims_of_large_states),
        cmocka_unit_test(the_record_goes_by_who_was_named),
        cmocka_unit_test(every_figure_has_a_fact_within_its_range),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
