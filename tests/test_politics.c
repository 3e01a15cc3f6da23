/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_politics.c - nationalism against the moments of its walk, crises and
 * wars against Poisson and geometric laws.  Bands are 4 standard errors. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>

#include "process/process.h"
#include "support/hand.h"
#include "support/near.h"
#include "theory/logit_ou.h"

/* The lessons world without crises; XAA is the rival of XBB and XCC. */
static void
calm(struct arm *a)
{
    hand_load(a, "lessons/world@anarchy");
    a->in.params.politics.crisis_rate = 0;
}

static void
steady(struct arm *a)
{
    hand_load(a, "lessons/world@anarchy");
    a->in.params.politics.crisis_nationalism = 0;
}

static void
run_politics(struct world *w, int weeks)
{
    for (int k = 0; k < weeks; k++)
        hand_week(w, politics);
}

/* ---- nationalism -------------------------------------------------------- */

/* y is normal: the variance of n values has standard error v sqrt(2/n). */
static void
assert_normal(double sum, double squares, double n, double v, const char *what)
{
    hand_assert_mean(sum, n, 0, sqrt(v), what);
    hand_assert_mean(squares, n, v, v * sqrt(2), what);
}

static double
away_from_home(const struct world *w, state_id i)
{
    return w->state.nationalism_logit[i] - w->state.nationalism_home[i];
}

/* Var(y) = s^2 / (1 - (1-k)^2) at the start and ever after. */
static void
nationalism_has_its_stationary_law(void **state)
{
    enum { WORLDS = 1500, WEEKS = 26 };
    struct arm a = { 0 };
    struct world w = { 0 };
    double first[2] = { 0 }, last[2] = { 0 }, n = 3 * WORLDS;

    (void)state;
    calm(&a);
    const struct params *p = &a.in.params;
    double k = 1 - p->politics.nationalism_return;
    double s = p->politics.nationalism_shock;
    double v = s * s / (1 - k * k);
    for (uint32_t r = 0; r < WORLDS; r++) {
        hand_begin(&w, &a, r, 1);
        for (state_id i = 0; i < 3; i++) {
            double y = away_from_home(&w, i);
            first[0] += y;
            first[1] += y * y;
        }
        run_politics(&w, WEEKS);
        for (state_id i = 0; i < 3; i++) {
            double y = away_from_home(&w, i);
            last[0] += y;
            last[1] += y * y;
        }
    }
    assert_normal(first[0], first[1], n, v, "y at the start");
    assert_normal(last[0], last[1], n, v, "y after half a year");
    world_free(&w);
    arm_free(&a);
}

/* From its mean the variance grows as v (1 - (1-k)^2t): the step, not the
 * start. */
static void
a_walk_that_begins_at_its_mean_spreads_as_it_should(void **state)
{
    enum { WORLDS = 1500, WEEKS = 20 };
    struct arm a = { 0 };
    struct world w = { 0 };
    double sum = 0, squares = 0;

    (void)state;
    calm(&a);
    a.in.params.politics.nationalism_return = 0.1;
    struct logit_ou walk = { 0.1, a.in.params.politics.nationalism_shock };
    for (uint32_t r = 0; r < WORLDS; r++) {
        hand_begin(&w, &a, r, 1);
        for (state_id i = 0; i < 3; i++)
            w.state.nationalism_logit[i] = w.state.nationalism_home[i];
        run_politics(&w, WEEKS);
        for (state_id i = 0; i < 3; i++) {
            double y = away_from_home(&w, i);
            sum += y;
            squares += y * y;
        }
    }
    double v = logit_ou_variance(walk) * (1 - pow(0.9, 2 * WEEKS));
    assert_normal(sum, squares, 3 * WORLDS, v, "y");
    world_free(&w);
    arm_free(&a);
}

static void
mean_nationalism_is_that_of_a_logit_normal(void **state)
{
    enum { WORLDS = 3000 };
    struct arm a = { 0 };
    struct world w = { 0 };
    double sum[3] = { 0 }, home[3] = { 0 };

    (void)state;
    calm(&a);
    a.in.params.politics.nationalism_shock = 0.2;  /* so that the mean moves */
    struct logit_ou walk = { a.in.params.politics.nationalism_return, 0.2 };
    for (uint32_t r = 0; r < WORLDS; r++) {
        hand_begin(&w, &a, r, 1);
        run_politics(&w, 4);
        for (state_id i = 0; i < 3; i++) {
            sum[i] += w.state.nationalism[i];
            home[i] = w.state.nationalism_home[i];
        }
    }
    for (int i = 0; i < 3; i++) {
        double mean, v;
        logit_normal_moments(home[i], logit_ou_variance(walk), &mean, &v);
        hand_assert_mean(sum[i], WORLDS, mean, sqrt(v), "nationalism");
    }
    world_free(&w);
    arm_free(&a);
}

/* A statement of severity 5 and credibility 0.8 on an operation moves y by r
 * 0.8; a second, better source of the same week counts instead, not as well;
 * one of a later week does nothing; several operations count 1 at most. */
static void
a_rally_is_one_an_operation_by_its_best_source(void **state)
{
    static const struct {
        int first, second;
        double belief, want;
    } c[] = {
        { 1, 0, 0, 0.8 }, { 1, 1, 0.9, 0.9 }, { 1, 1, 0.3, 0.8 },
        { 0, 1, 0.9, 0 }, { 2, 0, 0, 1 } };
    struct arm a = { 0 };
    struct world w = { 0 }, bare = { 0 };

    (void)state;
    calm(&a);
    hand_begin(&bare, &a, 1, 8);
    run_politics(&bare, 2);
    for (size_t n = 0; n < sizeof c / sizeof *c; n++) {
        hand_begin(&w, &a, 1, 8);
        hand_open(&w);
        politics(&w);
        for (int k = 0; k < 2; k++) {
            uint32_t o = hand_operation(&w, 1, 0, KIND_theft, SECTOR_industry);
            w.operation.severity[o] = 5;
            uint32_t row = hand_case(&w, o, AUTHOR_government, 0, 1, 0.99);
            struct event_row e = { .kind = EVENT_public_finding, .target = 1,
                .row = row, .victim = NOTHING, .trigger = NOTHING,
                .flags = EVENT_FLAG_first, .belief = 0.8 };
            if (k < c[n].first)
                world_event(&w, &e);
            e.flags = 0;
            e.belief = c[n].belief;
            if (k < c[n].second)
                world_event(&w, &e);
        }
        w.week++;
        hand_week(&w, politics);
        double more = w.state.nationalism_logit[0]
                      - bare.state.nationalism_logit[0];
        assert_near(more, w.p.politics.rally * c[n].want, 1e-12);
        assert_true(w.state.nationalism_logit[1]
                    == bare.state.nationalism_logit[1]);
    }
    world_free(&w);
    world_free(&bare);
    arm_free(&a);
}

/* ---- crises ------------------------------------------------------------- */

/* With crises of one week every pair is free every week. */
static double
crises_of_pair(const struct arm *a, state_id other, double n[2], double share,
               double hostility)
{
    enum { WORLDS = 150, WEEKS = 100 };
    struct world w = { 0 };
    double count = 0;

    n[0] = (double)WORLDS * WEEKS;
    for (uint32_t r = 0; r < WORLDS; r++) {
        hand_begin(&w, a, r, 1);
        for (int week = 0; week < WEEKS; week++) {
            for (state_id i = 0; i < 3; i++)
                w.state.nationalism_logit[i] = w.state.nationalism_home[i] =
                    log(share / (1 - share));
            w.dyad.hostility[dyad_of(&w, 0, other)] = hostility;
            w.dyad.hostility_week[dyad_of(&w, 0, other)] = w.week;
            hand_week(&w, politics);
        }
        for (uint32_t c = 0; c < w.conflict.n; c++)
            count += !w.conflict.is_war[c] && w.conflict.b[c] == other;
    }
    world_free(&w);
    return count;
}

/* lc/52 exp(gN (N_a + N_b - 1) + gH max H), x 0.2 on watch. */
static void
crises_come_at_their_rate(void **state)
{
    static const struct { double gn, gh, share, hostility; int watch; } c[] = {
        { 0, 0, 0.5, 0, 0 }, { 0, 0, 0.5, 0, 1 }, { 1, 0, 0.7, 0.5, 0 },
        { 2, 0, 0.3, 0, 0 }, { 0, 1, 0.5, 0.6, 0 }, { 1, 0.5, 0.8, 1, 0 } };
    struct arm a = { 0 };
    double n[2];

    (void)state;
    hand_load(&a, "lessons/world@anarchy");
    struct params *p = &a.in.params;
    p->politics.crisis_rate = 2.6;              /* 0.05 a week               */
    p->politics.crisis_weeks = 1;
    p->politics.war_chance = 0;
    p->politics.nationalism_shock = 0;
    for (size_t k = 0; k < sizeof c / sizeof *c; k++) {
        p->politics.crisis_nationalism = c[k].gn;
        p->politics.crisis_hostility = c[k].gh;
        struct pair_facts *pair = &a.in.tables.pair[1];
        pair->watch = c[k].watch != 0;
        pair->rivalry_start = c[k].watch ? 0 : 1950;
        double rate = 0.05 * (c[k].watch ? p->politics.crisis_others : 1)
            * exp(c[k].gn * (2 * c[k].share - 1) + c[k].gh * c[k].hostility);
        double got = crises_of_pair(&a, 2, n, c[k].share, c[k].hostility);
        hand_assert_share(got, n[0], 1 - exp(-rate), "crises a pair-week");
    }
    arm_free(&a);
}

/* Lengths from 1, P(n) = (1/8) (7/8)^(n-1). */
static void
lengths_of_crises_are_geometric(void **state)
{
    enum { WORLDS = 400, WEEKS = 150 };
    struct arm a = { 0 };
    struct world w = { 0 };
    double n = 0, sum = 0, ones = 0, stakes = 0;

    (void)state;
    steady(&a);
    a.in.params.politics.crisis_rate = 5;
    a.in.params.politics.war_chance = 0;
    for (uint32_t r = 0; r < WORLDS; r++) {
        hand_begin(&w, &a, r, 1);
        run_politics(&w, WEEKS);
        for (uint32_t c = 0; c < w.conflict.n; c++) {
            int32_t weeks = w.conflict.ends[c] - w.conflict.began[c];
            n++;
            sum += weeks;
            ones += weeks == 1;
            stakes += w.conflict.stakes[c];
        }
    }
    hand_assert_mean(sum, n, 8, sqrt(1 - 1 / 8.0) * 8, "length");
    hand_assert_share(ones, n, 1 / 8.0, "crises of one week");
    hand_assert_mean(stakes, n, 3, 3, "stakes (exponential)");
    world_free(&w);
    arm_free(&a);
}

/* No pair has two crises at once, and the dyads say what the list says. */
static void
a_pair_has_one_conflict_at_a_time(void **state)
{
    struct arm a = { 0 };
    struct world w = { 0 };

    (void)state;
    steady(&a);
    a.in.params.politics.crisis_rate = 26;
    a.in.params.politics.war_chance = 0.05;
    hand_begin(&w, &a, 3, 1);
    for (int week = 0; week < 500; week++) {
        hand_week(&w, politics);
        for (state_id j = 1; j < 3; j++) {
            int open = 0;
            for (uint32_t c = 0; c < w.conflict.n; c++)
                open += w.conflict.b[c] == j && w.conflict.ends[c] >= w.week;
            assert_in_range(open, 0, 1);
            int32_t c = w.dyad.conflict[dyad_of(&w, 0, j)];
            assert_int_equal(c, w.dyad.conflict[dyad_of(&w, j, 0)]);
            assert_true((c >= 0) == (open == 1));
        }
    }
    world_free(&w);
    arm_free(&a);
}

/* Sum of hw (1 + x/3) over crisis-weeks is the mean number of wars. */
static void
wars_come_out_of_weeks_of_crisis(void **state)
{
    enum { WORLDS = 300, WEEKS = 200 };
    struct arm a = { 0 };
    struct world w = { 0 };
    double want = 0, variance = 0, wars = 0, ended = 0, long_ones = 0;

    (void)state;
    steady(&a);
    a.in.params.politics.crisis_rate = 5;
    a.in.params.politics.war_chance = 0.01;
    a.in.params.politics.war_weeks = 10;
    for (uint32_t r = 0; r < WORLDS; r++) {
        hand_begin(&w, &a, r, 1);
        run_politics(&w, WEEKS);
        for (uint32_t c = 0; c < w.conflict.n; c++) {
            int32_t last = w.conflict.ends[c] - 1;
            if (w.conflict.is_war[c]) {
                uint32_t from = w.event.trigger[w.conflict.event[c]];
                assert_int_equal(w.event.kind[from], EVENT_crisis);
                uint32_t crisis = w.event.row[from];
                assert_int_equal(w.conflict.ends[crisis], w.conflict.began[c]);
                assert_true(w.conflict.stakes[crisis] == w.conflict.stakes[c]);
                wars++;
                ended++;
                long_ones += last - w.conflict.began[c] + 1 > 10;
                /* The week in which it broke out was one of crisis. */
                double h = fmin(1, 0.01 * (1 + w.conflict.stakes[c] / 3));
                want += h;
                variance += h * (1 - h);
                continue;
            }
            if (last >= WEEKS)
                last = WEEKS - 1;
            double h = fmin(1, 0.01 * (1 + w.conflict.stakes[c] / 3));
            double weeks = last - w.conflict.began[c] + 1;
            want += weeks * h;
            variance += weeks * h * (1 - h);
        }
    }
    assert_true(want > 100);
    assert_near(wars, want, 4 * sqrt(variance));
    hand_assert_share(long_ones, ended, pow(0.9, 10), "wars over ten weeks");
    world_free(&w);
    arm_free(&a);
}

/* ---- what has no influence ---------------------------------------------- */

static int
same_crises(const struct world *a, const struct world *b)
{
    uint32_t i = 0, j = 0;

    for (;; i++, j++) {
        while (i < a->event.n && a->event.kind[i] != EVENT_crisis)
            i++;
        while (j < b->event.n && b->event.kind[j] != EVENT_crisis)
            j++;
        if (i == a->event.n || j == b->event.n)
            return i == a->event.n && j == b->event.n;
        if (a->event.week[i] != b->event.week[j]
            || a->event.actor[i] != b->event.actor[j]
            || a->event.target[i] != b->event.target[j]
            || a->event.amount[i] != b->event.amount[j])
            return 0;
    }
}

/* gH = 0 and rN = 0.  An armed answer would end a crisis: not on the menu
 * here. */
static void
without_rally_and_escalation_crises_are_the_same_in_all_regimes(void **state)
{
    static const char *const sets[] = { "politics.rally=0",
        "politics.crisis_hostility=0", "politics.crisis_rate=1",
        "decision.tempo=100", "reaction.intercept.armed=-50", NULL };
    static const char *const arms[] = { "lessons/world@anarchy",
        "lessons/world@convention", "lessons/world@agency",
        "lessons/world@convention+agency" };
    struct world base = { 0 }, w = { 0 };
    struct outcomes out, first;
    struct arm a = { 0 }, b = { 0 };
    int differ = 0;

    (void)state;
    worlds_load(&a, arms[0], sets);
    worlds_run(&base, &a, 7, 0, &first);
    assert_true(first.value[METRIC_crises] > 5);
    for (size_t k = 1; k < 4; k++) {
        worlds_load(&b, arms[k], sets);
        worlds_run(&w, &b, 7, 0, &out);
        assert_true(same_crises(&base, &w));
        differ += out.value[METRIC_findings_public]
                  != first.value[METRIC_findings_public];
        arm_free(&b);
    }
    assert_true(differ > 0);            /* the regimes do something          */
    world_free(&base);
    world_free(&w);
    arm_free(&a);
}

static void
without_rivalry_and_watch_there_is_no_crisis(void **state)
{
    struct arm a = { 0 };
    struct world w = { 0 };

    (void)state;
    steady(&a);
    a.in.params.politics.crisis_rate = 52;
    for (uint32_t k = 0; k < a.in.tables.n_pairs; k++) {
        a.in.tables.pair[k].rivalry_start = 0;
        a.in.tables.pair[k].watch = false;
    }
    hand_begin(&w, &a, 0, 1);
    run_politics(&w, 500);
    assert_int_equal(w.conflict.n, 0);
    world_free(&w);
    arm_free(&a);
}

/* ---- answers and what is imposed ---------------------------------------- */

static uint32_t
armed_answer(struct world *w, state_id j, state_id k)
{
    return world_event(w, &(struct event_row){ .kind = EVENT_reaction,
        .response = RESPONSE_armed, .actor = j, .target = k, .victim = NOTHING,
        .trigger = NOTHING });
}

static void
an_armed_answer_makes_a_war_with_its_trigger(void **state)
{
    struct arm a = { 0 };
    struct world w = { 0 };

    (void)state;
    calm(&a);
    a.in.params.politics.war_weeks = 1000;
    hand_begin(&w, &a, 0, 8);
    hand_open(&w);
    politics(&w);
    uint32_t e = armed_answer(&w, 2, 1);        /* not even a followed pair  */
    w.week++;
    hand_week(&w, politics);
    assert_int_equal(w.conflict.n, 1);
    assert_int_equal(w.conflict.is_war[0], 1);
    assert_int_equal(w.conflict.a[0], 1);
    assert_int_equal(w.conflict.b[0], 2);
    assert_int_equal(w.conflict.began[0], 1);
    assert_int_equal(w.event.trigger[w.conflict.event[0]], e);
    assert_true(w.conflict.stakes[0] == w.p.reaction.escalate_stakes);
    assert_int_equal(w.dyad.conflict[dyad_of(&w, 1, 2)], 0);

    hand_open(&w);                              /* a second one adds nothing */
    armed_answer(&w, 1, 2);
    w.week++;
    hand_week(&w, politics);
    assert_int_equal(w.conflict.n, 1);
    world_free(&w);
    arm_free(&a);
}

static void
what_is_imposed_happens_in_its_week(void **state)
{
    const struct imposed events[] = {
        { .verb = IMPOSED_crisis, .week = 3, .i = 2, .j = 1, .stakes = 7,
          .weeks = 5 },
        { .verb = IMPOSED_crisis, .week = 4, .i = 1, .j = 2, .stakes = 9,
          .weeks = 5 },                         /* there is one: nothing     */
        { .verb = IMPOSED_leave, .week = 4, .i = 1 } };      /* diplomacy's  */
    struct arm a = { 0 };
    struct world w = { 0 };

    (void)state;
    calm(&a);
    a.in.params.politics.war_chance = 0;
    struct imposed own[3] = { events[0], events[1], events[2] };
    a.in.imposed = own;
    a.in.n_imposed = 3;
    hand_begin(&w, &a, 0, 8);
    w.state.member[1] = w.state.member[2] = 1;
    w.law.in_force[CLAUSE_norms] = true;
    for (int week = 0; week < 10; week++) {
        hand_week(&w, politics);
        bool open = week >= 3 && week < 8;
        assert_int_equal(w.dyad.conflict[dyad_of(&w, 1, 2)], open ? 0 : -1);
        assert_int_equal(w.state.member[1], 1);
    }
    assert_int_equal(w.conflict.n, 1);
    assert_true(w.conflict.stakes[0] == 7);
    assert_int_equal(w.state.member[2], 1);
    uint32_t e = w.event.trigger[w.conflict.event[0]];
    assert_int_equal(w.event.kind[e], EVENT_imposed);
    a.in.imposed = NULL;
    a.in.n_imposed = 0;
    world_free(&w);
    arm_free(&a);
}

/* A pair that is followed for a rivalry in other years. */
static void
before_and_after_a_rivalry_there_is_no_crisis(void **state)
{
    struct arm a = { 0 };
    struct world w = { 0 };
    int n = 0;

    (void)state;
    steady(&a);
    a.in.params.politics.crisis_rate = 26;
    a.in.params.politics.crisis_weeks = 1;
    a.in.params.politics.war_chance = 0;
    a.in.tables.pair[0].watch = false;
    a.in.tables.pair[0].rivalry_start = 2019;
    a.in.tables.pair[0].rivalry_end = 2020;
    hand_begin(&w, &a, 0, 1);
    run_politics(&w, 300);
    for (uint32_t c = 0; c < w.conflict.n; c++) {
        int year = inputs_year(w.in, w.conflict.began[c]);
        if (w.conflict.b[c] != 1)
            continue;
        assert_in_range(year, 2019, 2020);
        n++;
    }
    assert_true(n > 20);
    world_free(&w);
    arm_free(&a);
}

/* 1 January of the first year to 31 December of the last; weeks count by the
 * day on which they begin. */
static void
a_rivalry_lasts_from_its_first_year_to_its_last(void **state)
{
    struct arm a = { 0 };
    struct world w = { 0 };
    int seen = 0;

    (void)state;
    calm(&a);
    a.in.tables.pair[0].rivalry_start = 2019;
    a.in.tables.pair[0].rivalry_end = 2020;
    hand_begin(&w, &a, 0, 1);
    for (int week = 0; week < 300; week++) {
        hand_week(&w, politics);
        int year, month, day;
        day_date(a.in.start + 7 * week, &year, &month, &day);
        bool rival = year == 2019 || year == 2020;
        uint32_t ab = dyad_of(&w, 0, 1), ba = dyad_of(&w, 1, 0);
        double ratio = w.dyad.attraction[ab] / w.dyad.affinity[ab];
        seen += rival;
        assert_int_equal(w.dyad.relation[ab] & RELATION_rival, rival);
        assert_int_equal(w.dyad.relation[ba] & RELATION_rival, rival);
        assert_int_equal(w.pair.rival[w.dyad.pair[ab]], rival);
        assert_near(ratio, rival ? exp(w.p.world.rivalry_pull) : 1, 1e-12);
        assert_near(w.dyad.interest[ba],
                    w.state.weight[0] * w.dyad.attraction[ab], 1e-9);
    }
    assert_in_range(seen, 104, 105);
    world_free(&w);
    arm_free(&a);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nationalism_has_its_stationary_law),
        cmocka_unit_test(a_walk_that_begins_at_its_mean_spreads_as_it_should),
        cmocka_unit_test(mean_nationalism_is_that_of_a_logit_normal),
        cmocka_unit_test(a_rally_is_one_an_operation_by_its_best_source),
        cmocka_unit_test(crises_come_at_their_rate),
        cmocka_unit_test(lengths_of_crises_are_geometric),
        cmocka_unit_test(a_pair_has_one_conflict_at_a_time),
        cmocka_unit_test(wars_come_out_of_weeks_of_crisis),
        cmocka_unit_test(
            without_rally_and_escalation_crises_are_the_same_in_all_regimes),
        cmocka_unit_test(without_rivalry_and_watch_there_is_no_crisis),
        cmocka_unit_test(before_and_after_a_rivalry_there_is_no_crisis),
        cmocka_unit_test(an_armed_answer_makes_a_war_with_its_trigger),
        cmocka_unit_test(what_is_imposed_happens_in_its_week),
        cmocka_unit_test(a_rivalry_lasts_from_its_first_year_to_its_last),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
