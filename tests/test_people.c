/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_people.c - counts of exchangeable people have the law of persons.
 *
 * The dense twin goes over persons one by one, each with an ecosystem, a
 * habit, a condition and times harmed, on the same calendar of touches, worms
 * and recoveries, with luck of its own; they lose trust and move elsewhere.
 * Its counts after twelve weeks have to be distributed as those of
 * civilians.c. Compared by a two-sample chi-square on pooled cells and by
 * Kolmogorov-Smirnov, both at 1e-4; some 400 comparisons with fixed seeds. */
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

enum { PER_HABIT = N_CONDITIONS * N_HARMED, GROUPS = N_HABITS * PER_HABIT,
       ECOSYSTEMS = 3, WEEKS = 12, OPERATIONS = 12, WORMS = 2 };

static struct arm a;
static struct world base, w;

/* Three states, three ecosystems; only the first state has people. */
static int
load(void **state)
{
    (void)state;
    worlds_load(&a, "lessons/world@anarchy", (const char *const[]){
        "decision.tempo=0", "world.spin_up=0", "politics.crisis_rate=0",
        NULL });
    worlds_begin(&base, &a, 2385, 0);
    assert_int_equal(base.ecosystem.n, ECOSYSTEMS);
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

/* People of the first state by cell and habit; the tables agree, so that
 * world_verify knows how many there are. */
static void
settle(int64_t people[ECOSYSTEMS][N_HABITS], uint64_t seed)
{
    struct fault f = { 0 };
    double online = 0;

    assert_int_equal(world_copy(&w, &base, &f), 0);
    w.key = draw_key_for(seed, 0);
    memset(w.group.people, 0, w.group.n * sizeof(int64_t));
    for (uint32_t c = 0; c < w.cell.n; c++) {
        w.cell.users[c] = 0;
        for (uint32_t h = 0; h < N_HABITS && c < ECOSYSTEMS; h++) {
            w.group.people[c * GROUPS + h * PER_HABIT] = people[c][h];
            w.cell.users[c] += (double)people[c][h];
        }
        online += w.cell.users[c];
    }
    for (uint32_t i = 0; i < w.state.n; i++)
        w.state.online[i] = i == 0 ? online : 0;
    for (uint32_t c = 0; c < ECOSYSTEMS; c++)
        a.in.tables.user_share[c] = w.cell.users[c] / online;
}

/* All in one cell and fast, and nobody leaves. */
static void
populate(int64_t people, uint64_t seed)
{
    settle((int64_t[ECOSYSTEMS][N_HABITS]){ { people } }, seed);
    w.p.civilians.switching = 0;
}

/* ---- a calendar --------------------------------------------------------- */

/* What an operation gets in with. */
enum way { PLAIN, ZERO_DAY, N_DAY };

struct strike {
    int32_t launched, arrives, ended;
    enum kind kind;
    double reach;
    uint8_t ecosystem;
    enum way way;
};

/* Both kinds of reach, several in one week, late ones, one that is ended, and
 * all the ways in before and after the patches. */
static const struct strike calendar[OPERATIONS] = {
    { 0, 0, NEVER, KIND_espionage, 0.3, 0, ZERO_DAY },
    { 1, 1, NEVER, KIND_disruption, 0.4, 0, ZERO_DAY },
    { 1, 3, NEVER, KIND_influence, 0.9, 1, PLAIN },
    { 2, 9, 9, KIND_disruption, 0.5, 0, ZERO_DAY },     /* ended by then     */
    { 2, 2, NEVER, KIND_disruption, 0.8, 2, PLAIN },
    { 3, 3, NEVER, KIND_destruction, 0.45, 1, N_DAY },
    { 5, 5, NEVER, KIND_disruption, 0.5, 0, ZERO_DAY },
    { 5, 5, 6, KIND_theft, 0.95, 0, PLAIN },
    { 6, 8, NEVER, KIND_espionage, 0.4, 0, ZERO_DAY },
    { 7, 7, NEVER, KIND_disruption, 0.9, 2, N_DAY },
    { 9, 9, NEVER, KIND_disruption, 0.6, 0, N_DAY },
    { 10, 10, NEVER, KIND_disruption, 0.27, 1, PLAIN },
};

/* Patched in that week: row 0 is the zero-day, row 1 the n-day. */
static const int32_t patched[] = { 5, 2 };

struct worm {
    int32_t week;
    uint32_t cell;
    double reach[N_HABITS];
};

static const struct worm worms[WORMS] = {
    { 4, 0, { 0.1, 0.2, 0.35 } }, { 5, 1, { 0.3, 0.05, 0.25 } },
};

static void
ways_in(void)
{
    struct fault f = { 0 };

    assert_int_equal(world_reserve(&w, &f), 0);
    for (int k = 0; k < 2; k++) {
        uint32_t v = world_append(&w, TABLE_vulnerability);
        w.vulnerability.holder[v] = NO_STATE;
        w.vulnerability.died[v] = NEVER;
        w.vulnerability.patched[v] = patched[k];
    }
}

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
    w.operation.ecosystem[o] = s->ecosystem;
    w.operation.exploit[o] = s->way == ZERO_DAY ? 0 : NOTHING;
    w.operation.nday[o] = s->way == N_DAY ? 1 : NOTHING;
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
worm_now(const struct worm *m)
{
    uint32_t k = world_append(&w, TABLE_infection);

    w.infection.operation[k] = 0;
    w.infection.cell[k] = m->cell;
    memcpy(&w.infection.reach[k * N_HABITS], m->reach, sizeof m->reach);
}

static void
week_of_counts(void)
{
    struct fault f = { 0 };

    assert_int_equal(world_reserve(&w, &f), 0);
    for (uint32_t k = 0; k < OPERATIONS; k++)
        if (calendar[k].launched == w.week)
            strike_now(&calendar[k], k);
    world_rows_cut(&w, TABLE_infection, 0);
    for (uint32_t k = 0; k < WORMS; k++)
        if (worms[k].week == w.week)
            worm_now(&worms[k]);
    civilians(&w);
    assert_int_equal(w.overflow, N_TABLES);
    w.week++;
    if (world_verify(&w, &f) != 0)
        fail_msg("%s", f.text);
}

/* ---- the twin ----------------------------------------------------------- */

/* Much switching and little trust, so that the law of moving is felt. */
static const double aT = 0.8, switching = 0.6, nationalism = 0.7;
/* The owner of ecosystem 1 is known to help its state from that week on; that
 * of ecosystem 2 is at home in the first state. */
enum { KNOWN = 4 };

struct person {
    uint8_t ecosystem, habit, condition, harmed;
    bool hit;                   /* by what touches people now                */
    uint8_t before;             /* times harmed before that                  */
};

struct crowd {
    struct person *p;
    int n;
    double trust[ECOSYSTEMS];
    double users[ECOSYSTEMS];
};

static bool
luck(struct draws *d, double chance)
{
    return draw_unit(draws_word(d)) < chance;
}

static void
recover_persons(struct crowd *c, int32_t week, struct draws *d)
{
    for (int i = 0; i < c->n; i++) {
        struct person *p = &c->p[i];
        uint64_t key = base.cell.key[p->ecosystem];
        bool turn = (key + (uint64_t)(week + (1 << 14))) % 4 == 0;
        if ((p->condition == CONDITION_disrupted && luck(d, 0.5))
            || (p->condition == CONDITION_compromised && turn
                && luck(d, 1 - pow(25 / 26.0, 4))))
            p->condition = CONDITION_fine;
    }
}

/* To another ecosystem by users, x (1 + N) where its owner is at home. */
static void
move_person(struct crowd *c, struct person *p, const double users[],
            struct draws *d)
{
    double all = 0, x, pull[ECOSYSTEMS];

    for (int m = 0; m < ECOSYSTEMS; m++) {
        pull[m] = m == p->ecosystem ? 0 : users[m]
                  * (m == 2 ? 1 + nationalism : 1);
        all += pull[m];
    }
    if (all == 0)
        return;
    x = draw_unit(draws_word(d)) * all;
    int to = 0;
    while (to < ECOSYSTEMS - 1 && x >= pull[to])
        x -= pull[to++];
    c->users[p->ecosystem]--;
    c->users[to]++;
    p->ecosystem = (uint8_t)to;
}

/* Those of one habit who had been harmed equally often go together: they see
 * the same users. */
static void
move_persons(struct crowd *c, int m, struct draws *d)
{
    for (int habit = 0; habit < N_HABITS; habit++)
        for (int before = 0; before < N_HARMED; before++) {
            double users[ECOSYSTEMS];
            memcpy(users, c->users, sizeof users);
            for (int i = 0; i < c->n; i++) {
                struct person *p = &c->p[i];
                if (!p->hit || p->habit != habit || p->before != before)
                    continue;
                p->hit = false;
                double trust = c->trust[m] * pow(0.9, p->harmed);
                if (luck(d, switching * (1 - trust)))
                    move_person(c, p, users, d);
            }
        }
}

static void
touch_persons(struct crowd *c, int m, bool disrupts, int32_t week,
              const double reach[N_HABITS], struct draws *d)
{
    double hit = 0;

    for (int i = 0; i < c->n; i++) {
        struct person *p = &c->p[i];
        if (p->ecosystem != m || p->condition == CONDITION_disrupted
            || (p->condition == CONDITION_compromised && !disrupts)
            || !luck(d, reach[p->habit]))
            continue;
        p->condition = disrupts ? CONDITION_disrupted
                                : CONDITION_compromised;
        p->before = p->harmed;
        if (p->harmed < HARMED_more)
            p->harmed++;
        p->hit = true;
        hit++;
    }
    double known = m == 1 && week >= KNOWN ? 1.5 : 1;
    if (c->users[m] > 0)
        c->trust[m] = fmax(0, c->trust[m] - aT * known * hit / c->users[m]);
    move_persons(c, m, d);
}

/* 0.3 without an exploit, all before the patch, and then those who have not
 * installed it, by habit 0.35, 0.05 and 0 a week. */
static double
can_hit(enum way way, int habit, int32_t week)
{
    static const double keep[N_HABITS] = { 0.65, 0.95, 1 };

    if (way == PLAIN)
        return 0.3;
    int32_t since = week - patched[way == ZERO_DAY ? 0 : 1];
    return since > 0 ? pow(keep[habit], since) : 1;
}

static void
week_of_persons(struct crowd *c, int32_t week, struct draws *d)
{
    recover_persons(c, week, d);
    for (int m = 0; m < ECOSYSTEMS; m++)
        c->trust[m] += 0.01 * (1 - c->trust[m]);
    for (int k = 0; k < OPERATIONS; k++) {
        const struct strike *s = &calendar[k];
        double reach[N_HABITS];
        if (s->arrives != week || s->ended <= week)
            continue;
        for (int h = 0; h < N_HABITS; h++)
            reach[h] = s->reach * can_hit(s->way, h, week);
        touch_persons(c, s->ecosystem, s->kind == KIND_disruption
                      || s->kind == KIND_destruction, week, reach, d);
    }
    for (int k = 0; k < WORMS; k++)
        if (worms[k].week == week)
            touch_persons(c, (int)worms[k].cell, true, week, worms[k].reach,
                          d);
}

/* Of every ten, five, three and two, half, three tenths and the others of
 * them fast, slow and never. */
static void
shares(int64_t people[ECOSYSTEMS][N_HABITS], int n)
{
    static const int share[ECOSYSTEMS] = { 5, 3, 2 };
    int64_t left = n;

    for (int m = 0; m < ECOSYSTEMS; m++) {
        int64_t here = m < ECOSYSTEMS - 1 ? n * share[m] / 10 : left;
        people[m][HABIT_fast] = here / 2;
        people[m][HABIT_slow] = here * 3 / 10;
        people[m][HABIT_never] = here - here / 2 - here * 3 / 10;
        left -= here;
    }
}

/* What is compared: people by ecosystem and condition, by habit, condition and
 * times harmed, by ecosystem and times harmed; and trust. */
enum { BY_PLACE = ECOSYSTEMS * N_CONDITIONS, BY_HARM = ECOSYSTEMS * N_HARMED,
       COUNTS = BY_PLACE + GROUPS + BY_HARM + ECOSYSTEMS };

static void
count_people(double count[COUNTS], int m, int habit, int condition, int harmed,
             double n)
{
    count[m * N_CONDITIONS + condition] += n;
    count[BY_PLACE + habit * PER_HABIT + condition * N_HARMED + harmed] += n;
    count[BY_PLACE + GROUPS + m * N_HARMED + harmed] += n;
}

static void
play_persons(struct person p[], int n, uint64_t seed, double count[COUNTS])
{
    struct draws d = draws_in(draw_key_for(seed, 0), TEST_PURPOSE(40), 0,
                              (uint64_t)n);
    struct crowd c = { .p = p, .n = n, .trust = { 1, 1, 1 } };
    int64_t people[ECOSYSTEMS][N_HABITS];
    int at = 0;

    shares(people, n);
    memset(p, 0, (size_t)n * sizeof *p);
    memset(count, 0, COUNTS * sizeof *count);
    for (int k = 0; k < ECOSYSTEMS * N_HABITS; k++)
        for (int64_t i = 0; i < people[k / N_HABITS][k % N_HABITS]; i++) {
            p[at].ecosystem = (uint8_t)(k / N_HABITS);
            p[at++].habit = (uint8_t)(k % N_HABITS);
            c.users[k / N_HABITS]++;
        }
    assert_int_equal(at, n);
    for (int32_t week = 0; week < WEEKS; week++)
        week_of_persons(&c, week, &d);
    for (int i = 0; i < n; i++)
        count_people(count, p[i].ecosystem, p[i].habit, p[i].condition,
                     p[i].harmed, 1);
    memcpy(&count[COUNTS - ECOSYSTEMS], c.trust, sizeof c.trust);
}

static void
play_counts(int n, uint64_t seed, double count[COUNTS])
{
    int64_t people[ECOSYSTEMS][N_HABITS];

    shares(people, n);
    settle(people, seed);
    w.p.civilians.trust_loss = aT;
    w.p.civilians.switching = switching;
    w.state.nationalism[0] = nationalism;
    w.firm.revealed[w.in->tables.ecosystem[1].owner] = KNOWN;
    assert_int_equal(w.in->tables.firm[w.in->tables.ecosystem[2].owner].home,
                     0);
    ways_in();
    for (int32_t week = 0; week < WEEKS; week++)
        week_of_counts();
    memset(count, 0, COUNTS * sizeof *count);
    for (int k = 0; k < ECOSYSTEMS * GROUPS; k++)
        count_people(count, k / GROUPS, k / PER_HABIT % N_HABITS,
                     k / N_HARMED % N_CONDITIONS, k % N_HARMED,
                     (double)w.group.people[k]);
    memcpy(&count[COUNTS - ECOSYSTEMS], w.cell.trust,
           ECOSYSTEMS * sizeof *count);
}

/* ---- two samples -------------------------------------------------------- */

/* From seed 0 on one of some sixty chi-squares is beyond 1e-4 by luck: with
 * ten times the runs it is not. */
enum { FIRST_SEED = 100000, RUNS_MOST = 4000 };
enum { SUMS = 3, SAMPLES = COUNTS + SUMS };

struct sample {
    double x[SAMPLES][RUNS_MOST];
};

/* The groups, and the sums that feel how groups go together. */
static void
keep(struct sample *s, int run, const double count[])
{
    const double *group = &count[BY_PLACE];
    double disrupted = 0, harmed = 0, often = 0;

    for (int k = 0; k < COUNTS; k++)
        s->x[k][run] = count[k];
    for (int k = 0; k < GROUPS; k++) {
        bool down = k / N_HARMED % N_CONDITIONS == CONDITION_disrupted;
        disrupted += down ? group[k] : 0;
        harmed += group[k] * (k % N_HARMED);
        often += k % N_HARMED >= HARMED_twice ? group[k] : 0;
    }
    s->x[COUNTS][run] = disrupted;
    s->x[COUNTS + 1][run] = harmed;
    s->x[COUNTS + 2][run] = often;
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
    double count[COUNTS];
    char what[32];

    assert_non_null(p);
    snprintf(what, sizeof what, "%d people, sample", n);
    for (int run = 0; run < runs; run++) {
        play_counts(n, FIRST_SEED + (uint64_t)run, count);
        keep(&counts, run, count);
        play_persons(p, n, FIRST_SEED + (uint64_t)run, count);
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
        const struct strike s = { 0, 0, NEVER, kind[k], 1, 0, ZERO_DAY };
        populate(100, 1);
        memcpy(w.group.people, fine, sizeof fine);
        memcpy(w.group.people + N_HARMED, ill, sizeof ill);
        w.cell.compromised[0] = 24;
        w.cell.key[0] = 1;      /* no turn of theirs this week               */
        ways_in();
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
    struct strike s = { 0, 2, NEVER, KIND_disruption, 0.5, 0, PLAIN };
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
    enum { RUNS = 1000, down = CONDITION_disrupted * N_HARMED };
    const uint32_t far = ECOSYSTEMS;    /* the second state's first cell     */
    static double touched[2][RUNS], back[2][RUNS], later[RUNS];
    const struct strike s = { 0, 0, NEVER, KIND_disruption, 1, 0, PLAIN };
    struct fault f = { 0 };

    (void)state;
    for (int run = 0; run < RUNS; run++) {
        populate(1000, (uint64_t)run);
        w.group.people[far * GROUPS] = 1000;
        w.cell.users[far] = 1000;
        assert_int_equal(world_reserve(&w, &f), 0);
        strike_now(&s, 0);
        uint32_t v = world_append(&w, TABLE_victim);
        w.operation.n_victims[0] = 2;
        w.victim.reach[v] = 1;
        w.victim.state[v] = 1;
        w.victim.ended[v] = NEVER;
        civilians(&w);
        w.week++;
        for (uint32_t c = 0; c < 2; c++) {
            touched[c][run] = (double)w.cell.disrupted[c * far];
            w.cell.disrupted[c * far] = 1000;
            w.group.people[c * far * GROUPS + down] = 1000;
        }
        civilians(&w);
        w.week++;
        for (uint32_t c = 0; c < 2; c++) {
            int64_t *ill = &w.group.people[c * far * GROUPS + down];
            back[c][run] = (double)*ill;
            *ill = 1000;
        }
        civilians(&w);
        later[run] = (double)w.group.people[down];
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
    const int64_t billion = 1000000000;

    (void)state;
    settle((int64_t[ECOSYSTEMS][N_HABITS]){
        { billion, billion, billion }, { billion, 0, billion },
        { 0, billion, 0 } }, 11);
    ways_in();
    w.p.civilians.switching = 1;
    for (int32_t week = 0; week < WEEKS; week++)
        week_of_counts();               /* with world_verify                 */
    assert_true(people_of(CONDITION_fine, 0) > billion / 10);
    assert_true(w.cell.users[0] < 3e9 - 1e6);   /* many have moved           */
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

/* Demand for protection: open h/(h + h50) (1 - N) x 1/2, and with an agency
 * its credibility. */
static void
protection_is_asked_of_whom_one_believes(void **state)
{
    (void)state;
    populate(1000, 3);
    w.state.salience[0] = 0.003;
    w.state.nationalism[0] = 0.6;
    w.state.openness[0] = 0.8;
    civilians(&w);
    double h = w.state.salience[0], half = h / (h + 0.001);
    assert_near(w.state.protection[0], 0.8 * half * 0.4 * 0.5, 1e-15);
    w.law.in_force[CLAUSE_agency] = true;
    w.law.agency_independence = 0.5;
    w.agency.right[0] = 6;
    w.agency.wrong[0] = 4;
    civilians(&w);
    h = w.state.salience[0];
    half = h / (h + 0.001);
    assert_near(w.state.protection[0], 0.8 * half * 0.4 * 0.6 * 0.75, 1e-15);
}

/* ---- trust -------------------------------------------------------------- */

/* T' = T + 0.01 (1 - T), of ecosystems and of states. */
static void
trust_comes_back(void **state)
{
    (void)state;
    populate(1000, 3);
    w.cell.trust[1] = 0.4;
    w.state.trust[2] = 0.2;
    civilians(&w);
    civilians(&w);
    assert_near(w.cell.trust[1], 1 - 0.6 * 0.99 * 0.99, 1e-15);
    assert_near(w.state.trust[2], 1 - 0.8 * 0.99 * 0.99, 1e-15);
    assert_near(w.state.trust[0], 1, 1e-15);
}

/* An answer this week by a state with 1000 people online, of whom the
 * operation had touched 50. */
static double
trust_after(enum response response)
{
    struct fault f = { 0 };
    struct strike s = { 0, 9, NEVER, KIND_disruption, 0.5, 0, PLAIN };

    populate(1000, 3);
    assert_int_equal(world_reserve(&w, &f), 0);
    strike_now(&s, 0);
    w.victim.touched[0] = 50;
    w.last_events = w.week_events;
    w.week_events = w.event.n;
    world_event(&w, &(struct event_row){ .kind = EVENT_reaction,
        .response = response, .actor = 0, .target = 1, .victim = 0,
        .trigger = NOTHING });
    civilians(&w);
    return w.state.trust[0];
}

/* Silence costs aT x the share of its people that was touched. */
static void
silence_costs_trust_in_the_state(void **state)
{
    (void)state;
    for (int r = 0; r < N_RESPONSES; r++)
        assert_near(trust_after((enum response)r),
                    r == RESPONSE_silence ? 1 - 2 * 0.05 : 1, 1e-15);
}

/* Secret help that comes out costs 0.3 on the ecosystems of that firm, but at
 * home. */
static void
complicity_costs_trust_abroad(void **state)
{
    (void)state;
    populate(1000, 3);
    uint16_t f = w.in->tables.ecosystem[1].owner;
    struct fault fault = { 0 };
    assert_int_equal(world_reserve(&w, &fault), 0);
    w.week_events = w.event.n;
    world_event(&w, &(struct event_row){ .kind = EVENT_complicity,
        .actor = w.in->tables.firm[f].home, .target = NO_STATE, .row = f,
        .victim = NOTHING, .trigger = NOTHING });
    civilians(&w);
    for (uint32_t c = 0; c < w.cell.n; c++) {
        bool hit = w.in->tables.ecosystem[c % ECOSYSTEMS].owner == f
                   && c / ECOSYSTEMS != w.in->tables.firm[f].home;
        assert_near(w.cell.trust[c], hit ? 0.7 : 1, 1e-15);
    }
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
        cmocka_unit_test(protection_is_asked_of_whom_one_believes),
        cmocka_unit_test(trust_comes_back),
        cmocka_unit_test(silence_costs_trust_in_the_state),
        cmocka_unit_test(complicity_costs_trust_abroad),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
