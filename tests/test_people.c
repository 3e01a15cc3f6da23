/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_people.c - counts of exchangeable people have the law of persons.
 *
 * The dense twin goes over persons one by one, each with a condition and times
 * harmed, on the same calendar of touches and recoveries, with luck of its
 * own; its counts after twelve weeks have to be distributed as those of
 * civilians.c. Compared by a two-sample chi-square on pooled cells and by
 * Kolmogorov-Smirnov, both at 1e-4; some 100 comparisons with fixed seeds. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/verify.h"
#include "process/process.h"
#include "support/near.h"
#include "support/oracle.h"
#include "support/purpose.h"
#include "support/worlds.h"

enum { GROUPS = N_CONDITIONS * N_HARMED, WEEKS = 12, OPERATIONS = 9 };

static struct arm a;
static struct world base, w;

/* Three states of one cell each; only the first has people. */
static int
load(void **state)
{
    (void)state;
    worlds_load(&a, "lessons/world@anarchy", (const char *const[]){
        "decision.tempo=0", "world.spin_up=0", "politics.crisis_rate=0",
        NULL });
    worlds_begin(&base, &a, 2385, 0);
    return 0;
}

static int
unload(void **state)
{
    (void)state;
    world_free(&base);
    world_free(&w);
    arm_free(&a);
    return 0;
}

static void
populate(int64_t people, uint64_t seed)
{
    struct fault f = { 0 };

    assert_int_equal(world_copy(&w, &base, &f), 0);
    w.key = draw_key_for(seed, 0);
    for (uint32_t c = 0; c < w.cell.n; c++) {
        w.cell.users[c] = c == 0 ? (double)people : 0;
        w.state.online[c] = w.cell.users[c];
        memset(&w.group.people[c * GROUPS], 0, GROUPS * sizeof(int64_t));
    }
    w.group.people[0] = people;
}

/* ---- a calendar --------------------------------------------------------- */

struct strike {
    int32_t launched, arrives, ended;
    enum kind kind;
    double reach;
};

/* Both kinds of reach, several in one week, late ones, and one that is
 * ended. */
static const struct strike calendar[OPERATIONS] = {
    { 0, 0, NEVER, KIND_espionage, 0.3 },
    { 1, 1, NEVER, KIND_disruption, 0.4 },
    { 1, 3, NEVER, KIND_influence, 0.2 },
    { 2, 9, 9, KIND_disruption, 0.5 },          /* ended when it comes       */
    { 3, 3, NEVER, KIND_destruction, 0.25 },
    { 5, 5, NEVER, KIND_disruption, 0.5 },
    { 5, 5, 6, KIND_theft, 0.15 },
    { 6, 8, NEVER, KIND_espionage, 0.1 },
    { 10, 10, NEVER, KIND_disruption, 0.07 },
};

static void
strike_now(const struct strike *s, uint32_t slot)
{
    uint32_t o = world_append(&w, TABLE_operation);
    uint32_t v = world_append(&w, TABLE_victim);

    w.operation.key[o] = entity_candidate(w.week, world_code(&w, 1), slot, 0);
    w.operation.launched[o] = w.week;
    w.operation.initiator[o] = 1;
    w.operation.target[o] = 0;
    w.operation.kind[o] = (uint8_t)s->kind;
    w.operation.severity[o] = 3;
    w.operation.chance[o] = 0.5;
    w.operation.detected[o] = w.operation.public_week[o] = NEVER;
    w.operation.first_victim[o] = v;
    w.operation.n_victims[o] = 1;
    w.victim.operation[v] = o;
    w.victim.state[v] = 0;
    w.victim.reach[v] = s->reach;
    w.victim.reach_week[v] = s->arrives;
    w.victim.ended[v] = s->ended;
}

static void
week_of_counts(void)
{
    struct fault f = { 0 };

    assert_int_equal(world_reserve(&w, &f), 0);
    for (uint32_t k = 0; k < OPERATIONS; k++)
        if (calendar[k].launched == w.week)
            strike_now(&calendar[k], k);
    civilians(&w);
    w.week++;
    if (world_verify(&w, &f) != 0)
        fail_msg("%s", f.text);
}

/* ---- the twin ----------------------------------------------------------- */

struct person {
    uint8_t condition, harmed;
};

static bool
luck(struct draws *d, double chance)
{
    return draw_unit(draws_word(d)) < chance;
}

static void
recover_persons(struct person p[], int n, int32_t week, struct draws *d)
{
    bool turn = (base.cell.key[0] + (uint64_t)(week + (1 << 14))) % 4 == 0;

    for (int i = 0; i < n; i++)
        if ((p[i].condition == CONDITION_disrupted && luck(d, 0.5))
            || (p[i].condition == CONDITION_compromised && turn
                && luck(d, 1 - pow(25 / 26.0, 4))))
            p[i].condition = CONDITION_fine;
}

static void
touch_persons(struct person p[], int n, const struct strike *s,
              struct draws *d)
{
    bool disrupts = s->kind == KIND_disruption || s->kind == KIND_destruction;

    for (int i = 0; i < n; i++) {
        if (p[i].condition == CONDITION_disrupted
            || (p[i].condition == CONDITION_compromised && !disrupts)
            || !luck(d, s->reach))
            continue;
        p[i].condition = disrupts ? CONDITION_disrupted
                                  : CONDITION_compromised;
        if (p[i].harmed < HARMED_more)
            p[i].harmed++;
    }
}

/* Counts by group after the calendar. */
static void
play_persons(struct person p[], int n, uint64_t seed, double count[])
{
    struct draws d = draws_in(draw_key_for(seed, 0), TEST_PURPOSE(40), 0,
                              (uint64_t)n);

    memset(p, 0, (size_t)n * sizeof *p);
    memset(count, 0, GROUPS * sizeof *count);
    for (int32_t week = 0; week < WEEKS; week++) {
        recover_persons(p, n, week, &d);
        for (int k = 0; k < OPERATIONS; k++)
            if (calendar[k].arrives == week && calendar[k].ended > week)
                touch_persons(p, n, &calendar[k], &d);
    }
    for (int i = 0; i < n; i++)
        count[p[i].condition * N_HARMED + p[i].harmed]++;
}

static void
play_counts(int n, uint64_t seed, double count[])
{
    populate(n, seed);
    for (int32_t week = 0; week < WEEKS; week++)
        week_of_counts();
    for (int k = 0; k < GROUPS; k++)
        count[k] = (double)w.group.people[k];
}

/* ---- two samples -------------------------------------------------------- */

enum { RUNS_MOST = 4000, SUMS = 3, SAMPLES = GROUPS + SUMS };

struct sample {
    double x[SAMPLES][RUNS_MOST];
};

/* The groups, and the sums that feel how groups go together. */
static void
keep(struct sample *s, int run, const double count[])
{
    double disrupted = 0, harmed = 0, often = 0;

    for (int k = 0; k < GROUPS; k++) {
        s->x[k][run] = count[k];
        disrupted += k / N_HARMED == CONDITION_disrupted ? count[k] : 0;
        harmed += count[k] * (k % N_HARMED);
        often += k % N_HARMED >= HARMED_twice ? count[k] : 0;
    }
    s->x[GROUPS][run] = disrupted;
    s->x[GROUPS + 1][run] = harmed;
    s->x[GROUPS + 2][run] = often;
}

static int
by_size(const void *p, const void *q)
{
    double x = *(const double *)p, y = *(const double *)q;
    return (x > y) - (x < y);
}

/* Two sorted samples of n.  Cells are cut between different values as soon as
 * they hold a twelfth of all; what is left joins the last. */
static void
assert_one_law(const double x[], const double y[], int n, const char *what,
               int which)
{
    double chi2 = 0, most = 0;
    int i = 0, j = 0, from_i = 0, from_j = 0, cells = 0;

    while (i < n || j < n) {
        double value = i < n && (j == n || x[i] <= y[j]) ? x[i] : y[j];
        for (; i < n && x[i] == value; i++) {}
        for (; j < n && y[j] == value; j++) {}
        most = fmax(most, fabs((double)(i - j)) / n);
        int all = i - from_i + j - from_j, left = 2 * n - i - j;
        if ((all < n / 6 || left < n / 6) && left > 0)
            continue;
        double gap = (i - from_i) - (j - from_j);
        chi2 += gap * gap / all;
        cells++;
        from_i = i;
        from_j = j;
    }
    if (cells > 1 && chi2 > oracle_chi2_limit(cells - 1))
        fail_msg("%s %d: chi-square %g in %d cells", what, which, chi2, cells);
    /* Kolmogorov and Smirnov, two samples of n, p = 1e-4: conservative where
     * values repeat. */
    if (most > sqrt(-log(1e-4 / 2) / n))
        fail_msg("%s %d: distance %g", what, which, most);
}

static void
compare(int n, int runs)
{
    static struct sample counts, persons;
    struct person *p = calloc((size_t)n, sizeof *p);
    double count[GROUPS];
    char what[32];

    assert_non_null(p);
    snprintf(what, sizeof what, "%d people, sample", n);
    for (int run = 0; run < runs; run++) {
        play_counts(n, (uint64_t)run, count);
        keep(&counts, run, count);
        play_persons(p, n, (uint64_t)run, count);
        keep(&persons, run, count);
    }
    for (int k = 0; k < SAMPLES; k++) {
        qsort(counts.x[k], (size_t)runs, sizeof(double), by_size);
        qsort(persons.x[k], (size_t)runs, sizeof(double), by_size);
        assert_one_law(counts.x[k], persons.x[k], runs, what, k);
    }
    free(p);
}

static void
counts_have_the_law_of_persons(void **state)
{
    (void)state;
    compare(10, RUNS_MOST);
    compare(100, RUNS_MOST);
    compare(1000, 2000);
    compare(10000, 300);
}

/* ---- single rules ------------------------------------------------------- */

static int64_t
people_of(enum condition c, int harmed)
{
    return w.group.people[(int)c * N_HARMED + harmed];
}

/* A reach of everybody meets each once, in whichever group they stand: the
 * fine are harmed once more, and the compromised if it disrupts. */
static void
nobody_is_touched_twice_by_one_operation(void **state)
{
    static const enum kind kind[] = { KIND_espionage, KIND_disruption };
    static const enum condition to[] = { CONDITION_compromised,
                                         CONDITION_disrupted };
    static const int64_t fine[N_HARMED] = { 40, 11, 12, 13 };
    static const int64_t ill[N_HARMED] = { 0, 7, 8, 9 };
    static const int64_t want[2][N_HARMED] = {
        { 0, 40 + 7, 11 + 8, 12 + 13 + 9 },
        { 0, 40, 11 + 7, 12 + 13 + 8 + 9 } };

    (void)state;
    for (int k = 0; k < 2; k++) {
        const struct strike s = { 0, 0, NEVER, kind[k], 1 };
        struct fault f = { 0 };
        populate(100, 1);
        memcpy(w.group.people, fine, sizeof fine);
        memcpy(w.group.people + N_HARMED, ill, sizeof ill);
        w.cell.compromised[0] = 24;
        w.cell.key[0] = 1;      /* no turn of theirs this week               */
        assert_int_equal(world_reserve(&w, &f), 0);
        strike_now(&s, 0);
        civilians(&w);
        for (int h = 0; h < N_HARMED; h++) {
            assert_int_equal(people_of(CONDITION_fine, h), 0);
            assert_int_equal(people_of(to[k], h), want[k][h]);
        }
        assert_near(w.victim.touched[0], k == 0 ? 76 : 100, 0);
        assert_int_equal(w.cell.compromised[0], k == 0 ? 100 : 0);
        assert_int_equal(w.cell.disrupted[0], k == 0 ? 0 : 100);
    }
}

static void
a_reach_comes_in_its_week_or_never(void **state)
{
    struct strike s = { 0, 2, NEVER, KIND_disruption, 0.5 };
    struct fault f = { 0 };

    (void)state;
    for (int ended = 0; ended < 2; ended++) {
        s.ended = ended ? 2 : 3;
        populate(1000, 5);
        assert_int_equal(world_reserve(&w, &f), 0);
        strike_now(&s, 0);
        for (; w.week < 5; w.week++) {
            civilians(&w);
            bool now = w.week == 2 && !ended;
            assert_int_equal(w.arrived.n, now);
            assert_int_equal(w.reaching.n, w.week < 2);
            if (w.week < 2 || ended)
                assert_int_equal(w.cell.disrupted[0], 0);
            else if (now)
                assert_true(w.cell.disrupted[0] > 0);
        }
    }
}

/* The correlation of two columns of n numbers. */
static double
correlation(const double x[], const double y[], int n)
{
    double mx = 0, my = 0, xx = 0, yy = 0, xy = 0;

    for (int k = 0; k < n; k++) {
        mx += x[k] / n;
        my += y[k] / n;
    }
    for (int k = 0; k < n; k++) {
        xx += (x[k] - mx) * (x[k] - mx);
        yy += (y[k] - my) * (y[k] - my);
        xy += (x[k] - mx) * (y[k] - my);
    }
    return xy / sqrt(xx * yy);
}

/* One operation at two victims; 4/sqrt(runs) is four standard errors of no
 * correlation.  Those who recover, of them and from week to week, likewise. */
static void
cells_and_weeks_have_luck_of_their_own(void **state)
{
    enum { RUNS = 1000 };
    static double touched[2][RUNS], back[2][RUNS], later[RUNS];
    const struct strike s = { 0, 0, NEVER, KIND_disruption, 0.3 };
    struct fault f = { 0 };

    (void)state;
    for (int run = 0; run < RUNS; run++) {
        populate(1000, (uint64_t)run);
        w.group.people[GROUPS] = 1000;
        w.cell.users[1] = 1000;
        assert_int_equal(world_reserve(&w, &f), 0);
        strike_now(&s, 0);
        uint32_t v = world_append(&w, TABLE_victim);
        w.operation.n_victims[0] = 2;
        w.victim.reach[v] = 0.3;
        w.victim.state[v] = 1;
        w.victim.ended[v] = NEVER;
        civilians(&w);
        w.week++;
        for (int c = 0; c < 2; c++) {
            touched[c][run] = (double)w.cell.disrupted[c];
            w.cell.disrupted[c] = 1000;
            w.group.people[c * GROUPS + CONDITION_disrupted * N_HARMED] = 1000;
        }
        civilians(&w);
        w.week++;
        for (int c = 0; c < 2; c++) {
            back[c][run] = (double)w.group.people[c * GROUPS
                               + CONDITION_disrupted * N_HARMED];
            w.group.people[c * GROUPS + CONDITION_disrupted * N_HARMED] = 1000;
        }
        civilians(&w);
        later[run] = (double)w.group.people[CONDITION_disrupted * N_HARMED];
    }
    assert_near(correlation(touched[0], touched[1], RUNS), 0, 4 / sqrt(RUNS));
    assert_near(correlation(back[0], back[1], RUNS), 0, 4 / sqrt(RUNS));
    assert_near(correlation(back[0], later, RUNS), 0, 4 / sqrt(RUNS));
}

/* Mean weeks in a condition: the sum over weeks of those still in it, by
 * people. Four standard errors of a million geometric times. */
static void
the_disrupted_stay_two_weeks(void **state)
{
    const double n = 1e6;
    double weeks = 0;

    (void)state;
    populate((int64_t)n, 9);
    w.group.people[0] = 0;
    w.group.people[CONDITION_disrupted * N_HARMED + 1] = (int64_t)n;
    w.cell.disrupted[0] = (int64_t)n;
    while (w.cell.disrupted[0] > 0) {
        weeks += (double)w.cell.disrupted[0];
        civilians(&w);
        w.week++;
    }
    assert_int_equal(people_of(CONDITION_fine, 1), n);
    assert_near(weeks / n, 2, 4 * sqrt(2 / n));
}

/* One of four turns is 1, 2, 3 or 4 weeks away, then every four weeks with
 * chance p: 2.5 + 4 (1/p - 1) = 26.05 weeks over keys. */
static void
the_compromised_stay_26_weeks(void **state)
{
    const double n = 1e6, p = 1 - pow(25 / 26.0, 4);
    const double want = 2.5 + 4 * (1 / p - 1);
    double weeks = 0;

    (void)state;
    assert_near(want, 26, 0.1);
    for (uint64_t key = 0; key < 4; key++) {
        populate((int64_t)n, 9 + key);
        w.group.people[0] = 0;
        w.group.people[CONDITION_compromised * N_HARMED + 2] = (int64_t)n;
        w.cell.compromised[0] = (int64_t)n;
        w.cell.key[0] = key;
        while (w.cell.compromised[0] > 0) {
            weeks += (double)w.cell.compromised[0];
            civilians(&w);
            w.week++;
        }
    }
    /* Variance of 4 x geometric: 16 (1 - p)/p^2. */
    assert_near(weeks / (4 * n), want,
                4 * sqrt(16 * (1 - p) / (p * p) / (4 * n)));
}

/* Words that one binomial takes, by the number of people. */
static double
words(int64_t people, double reach)
{
    enum { TRIES = 200 };
    double sum = 0;

    for (uint64_t k = 0; k < TRIES; k++) {
        struct draws d = draws_in(draw_key_for(3, 0), TEST_PURPOSE(41), 0, k);
        (void)draws_binomial(&d, people, reach);
        sum += d.next;
    }
    return sum / TRIES;
}

/* A hundred million in one group cost what ten thousand do; above that, one
 * part more for each hundred million: 15 in the largest cell on Earth. */
static void
cost_does_not_grow_with_people(void **state)
{
    static const double reach[] = { 0.003, 0.07, 0.5 };

    (void)state;
    for (int k = 0; k < 3; k++) {
        double small = words(10000, reach[k]);
        assert_true(words(1000000, reach[k]) < 2 * small);
        assert_true(words(100000000, reach[k]) < 2 * small);
        assert_true(words(6000000000, reach[k]) < 60 * 2 * small);
    }
}

static void
a_world_of_six_billion_conserves_every_one(void **state)
{
    (void)state;
    populate(6000000000, 11);
    for (int32_t week = 0; week < WEEKS; week++)
        week_of_counts();               /* with world_verify                 */
    assert_true(people_of(CONDITION_fine, 0) > 100000000);
}

/* ---- what people want --------------------------------------------------- */

/* h' = h + (now - h)/52, now = (disrupted + 0.2 compromised)/online;
 * backlash = N h/(h + 0.001), x 1.5 with a culprit. */
static void
salience_and_backlash_follow_their_formula(void **state)
{
    (void)state;
    populate(1000, 3);
    w.group.people[0] = 700;
    w.group.people[CONDITION_compromised * N_HARMED] = 300;
    w.cell.compromised[0] = 300;
    w.cell.key[0] = 1;                  /* turns in weeks 3, 7, ...          */
    w.state.salience[0] = 0.02;
    w.state.nationalism[0] = 0.6;
    w.state.culprit_week[0] = -NEVER;
    civilians(&w);
    double h = 0.02 + (0.2 * 0.3 - 0.02) / 52;
    assert_near(w.state.salience[0], h, 1e-15);
    assert_near(w.state.backlash[0], 0.6 * h / (h + 0.001), 1e-14);
    w.week++;
    w.state.culprit_week[0] = w.week - 51;
    civilians(&w);
    h += (0.2 * 0.3 - h) / 52;
    assert_near(w.state.salience[0], h, 1e-15);
    assert_near(w.state.backlash[0], 1.5 * 0.6 * h / (h + 0.001), 1e-14);
    w.state.culprit_week[0] = w.week - 52;
    civilians(&w);
    h += (0.2 * 0.3 - h) / 52;
    assert_near(w.state.backlash[0], 0.6 * h / (h + 0.001), 1e-14);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_have_the_law_of_persons),
        cmocka_unit_test(nobody_is_touched_twice_by_one_operation),
        cmocka_unit_test(a_reach_comes_in_its_week_or_never),
        cmocka_unit_test(cells_and_weeks_have_luck_of_their_own),
        cmocka_unit_test(the_disrupted_stay_two_weeks),
        cmocka_unit_test(the_compromised_stay_26_weeks),
        cmocka_unit_test(cost_does_not_grow_with_people),
        cmocka_unit_test(a_world_of_six_billion_conserves_every_one),
        cmocka_unit_test(salience_and_backlash_follow_their_formula),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
