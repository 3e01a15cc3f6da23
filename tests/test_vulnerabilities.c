/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_vulnerabilities.c - ways in, against the laws that vulnerabilities.c
 * names.  One process alone, in the world of three states with far more finds
 * than it has; bands are 4 standard errors. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <string.h>

#include "process/decision_menu.h"
#include "process/process.h"
#include "support/hand.h"
#include "support/near.h"
#include "support/oracle.h"
#include "theory/timing.h"
#include "world/exploit.h"

enum { YEAR = 52 };

struct stage {
    struct arm a;
    struct world w;
};

/* Nothing is found but what `finds` and `others` say, a year. */
static void
stage_load(struct stage *s, double finds, double others)
{
    *s = (struct stage){ 0 };
    hand_load(&s->a, "lessons/world@anarchy");
    s->a.in.params.vulnerabilities.finds = finds;
    s->a.in.params.vulnerabilities.others = others;
}

static void
stage_free(struct stage *s)
{
    world_free(&s->w);
    arm_free(&s->a);
}

static void
weeks(struct world *w, int n)
{
    for (int k = 0; k < n; k++)
        hand_week(w, vulnerabilities);
}

/* Rows found in [from, until) by `holder`. */
static uint32_t
found_by(const struct world *w, state_id holder, int32_t from, int32_t until)
{
    uint32_t n = 0;

    for (uint32_t v = 0; v < w->vulnerability.n; v++)
        n += w->vulnerability.holder[v] == holder
             && w->vulnerability.found[v] >= from
             && w->vulnerability.found[v] < until;
    return n;
}

/* ---- what is lost ------------------------------------------------------- */

/* Of the first `first` rows, how many are alive. */
static double
alive(const struct world *w, uint32_t first)
{
    double n = 0;

    for (uint32_t v = 0; v < first; v++)
        n += w->vulnerability.died[v] == NEVER;
    return n;
}

static void
held_exploits_live_for_7_years(void **state)
{
    (void)state;
    enum { WORLDS = 8 };
    double lives[5] = { 0 }, all = 0;
    for (uint32_t k = 0; k < WORLDS; k++) {
        struct stage s;
        stage_load(&s, 160, 0);
        hand_begin(&s.w, &s.a, k, 64);
        weeks(&s.w, 1);
        uint32_t first = s.w.vulnerability.n;
        all += first;
        for (int n = 0; n < 5; n++) {
            weeks(&s.w, (1 << n) * YEAR + 1 - s.w.week);
            lives[n] += alive(&s.w, first);
        }
        stage_free(&s);
    }
    /* the stock of the first week has met the losses of that week */
    hand_assert_poisson(all, WORLDS * 160 * (6.9 + 1 / 52.0), "first stock");
    for (int n = 0; n < 5; n++)
        hand_assert_share(lives[n], all, exp(-(1 << n) / 6.9), "survivors");
}

static void
one_in_18_is_found_again_in_a_year(void **state)
{
    (void)state;
    enum { WORLDS = 20 };
    double lives = 0, all = 0;
    for (uint32_t k = 0; k < WORLDS; k++) {
        struct stage s;
        stage_load(&s, 11, 0);
        /* nothing else kills it */
        s.a.in.params.vulnerabilities.life = 100;
        hand_begin(&s.w, &s.a, k, 64);
        weeks(&s.w, 1);
        uint32_t first = s.w.vulnerability.n;
        weeks(&s.w, YEAR);
        all += first;
        lives += alive(&s.w, first);
        stage_free(&s);
    }
    /* all of them: at that hazard the stock of 17 years; found in week 0 and
     * met by the losses of 52 weeks */
    hand_assert_share(lives, all, 1 - 0.057, "survivors");
}

static void
stock_is_in_balance(void **state)
{
    (void)state;
    enum { WORLDS = 10 };
    double held[4] = { 0 };
    for (uint32_t k = 0; k < WORLDS; k++) {
        struct stage s;
        stage_load(&s, 160, 0);
        hand_begin(&s.w, &s.a, 20 + k, 64);
        for (int n = 0; n < 4; n++) {
            weeks(&s.w, 10 * YEAR);
            held[n] += s.w.holding.n;
        }
        stage_free(&s);
    }
    /* what is found this week has met no loss yet: half a week more */
    for (int n = 0; n < 4; n++)
        hand_assert_poisson(held[n], WORLDS * 160 * (6.9 + 0.5 / 52), "stock");
}

static void
hoards_are_large_or_refused(void **state)
{
    (void)state;
    enum { WORLDS = 10 };
    struct fault f = { 0 };
    double held = 0;
    struct stage s;
    for (uint32_t k = 0; k < WORLDS; k++) {
        /* some 2,100 of the 4,800 in each of two states */
        stage_load(&s, 700, 0);
        hand_begin(&s.w, &s.a, k, 64);
        weeks(&s.w, 1);
        held += s.w.vulnerability.n;
        stage_free(&s);
    }
    hand_assert_poisson(held, WORLDS * 700 * (6.9 + 1 / 52.0), "large stock");
    stage_load(&s, 5000, 0);
    assert_int_equal(model_begin(&s.w, &s.a.in, 1, 0, &f), FAULT_RUN);
    assert_non_null(strstr(f.text, "vulnerabilities.finds"));
    stage_free(&s);
}

/* ---- what is found ------------------------------------------------------ */

static void
finds_go_by_the_root_of_the_programme(void **state)
{
    (void)state;
    enum { WEEKS = 40 * YEAR };
    struct stage s;
    double all = 2 * sqrt(60) + sqrt(5);
    double count[8] = { 0 }, n = 0;
    stage_load(&s, 156, 0);
    hand_begin(&s.w, &s.a, 3, 64);
    weeks(&s.w, WEEKS + 1);
    for (state_id i = 0; i < 3; i++) {
        double root = sqrt(s.w.state.programme[i]);
        hand_assert_poisson(found_by(&s.w, i, 1, WEEKS + 1),
                            3.0 * WEEKS * root / all, "finds");
    }
    for (uint32_t v = 0; v < s.w.vulnerability.n; v++, n++)
        count[s.w.vulnerability.ecosystem[v]]++;
    for (uint32_t m = 0; m < s.w.ecosystem.n; m++)
        hand_assert_share(count[m], n, s.w.ecosystem.density[m], "density");
    stage_free(&s);
}

static void
finds_of_a_week_are_poisson(void **state)
{
    (void)state;
    enum { WEEKS = 2000 };
    struct stage s;
    double sum = 0, squares = 0;
    stage_load(&s, 156, 0);
    hand_begin(&s.w, &s.a, 4, 64);
    weeks(&s.w, 1);
    for (int k = 0; k < WEEKS; k++) {
        uint32_t before = s.w.vulnerability.n;
        weeks(&s.w, 1);
        double n = s.w.vulnerability.n - before;
        sum += n;
        squares += n * n;
    }
    double mean = sum / WEEKS;
    double variance = (squares - sum * mean) / (WEEKS - 1);
    /* relative sd of a variance: sqrt((excess + 2)/n), excess 1/mean */
    assert_near(variance / mean, 1, 4 * sqrt((2 + 1 / mean) / WEEKS));
    stage_free(&s);
}

/* Finds of each whole calendar year of one world. */
static void
count_years(struct world *w, double count[], int n)
{
    int first = inputs_year(w->in, 0) + 1;

    weeks(w, (n + 2) * YEAR + n / 4);
    for (uint32_t v = 0; v < w->vulnerability.n; v++) {
        int y = inputs_year(w->in, w->vulnerability.found[v]) - first;
        assert_int_equal(w->vulnerability.holder[v], NO_STATE);
        if (y >= 0 && y < n)
            count[y]++;
    }
}

static void
years_of_others_are_uneven(void **state)
{
    (void)state;
    enum { WORLDS = 6, YEARS = 250 };
    double sum = 0, squares = 0, shown = 0, all = 0, n = WORLDS * YEARS;
    for (uint32_t k = 0; k < WORLDS; k++) {
        struct stage s;
        double count[YEARS] = { 0 };
        stage_load(&s, 0, 12);
        hand_begin(&s.w, &s.a, k, 64);
        count_years(&s.w, count, YEARS);
        for (int y = 0; y < YEARS; y++) {
            sum += count[y];
            squares += count[y] * count[y];
        }
        all += s.w.vulnerability.n;
        for (uint32_t v = 0; v < s.w.vulnerability.n; v++)
            shown += s.w.vulnerability.seen[v] != NEVER;
        stage_free(&s);
    }
    /* mean 12 with a gamma factor of shape 4: variance 12 + 12^2/4 = 48, sd of
     * the variance by an excess of 1.52 (negative binomial) 0.049 of it; a
     * calendar year has 52.18 weeks.  With 0.9 of them seen, and nine a year
     * that states lose, that is the variance of 2.4 times the mean which the
     * record of exploits in the wild has. */
    double mean = sum / n;
    hand_assert_mean(sum, n, 12 * 365.2425 / 364, sqrt(48.2), "others");
    assert_near((squares - sum * mean) / (n - 1) / mean, 4.01, 0.8);
    hand_assert_share(shown, all, 0.9, "seen");
}

/* What others find in ten years; XAA and XBB find alike, XCC nothing. */
static double
found_by_others(bool clause, bool big, bool small)
{
    struct stage s;

    stage_load(&s, 0, 400);
    hand_begin(&s.w, &s.a, 4, 64);
    s.w.state.programme[2] = 0;
    s.w.p.vulnerabilities.state_fed = 0.6;
    s.w.law.levers.nonproliferation.cut = 0.5;
    s.w.law.in_force[CLAUSE_nonproliferation] = clause;
    s.w.state.party[0] = big;
    s.w.state.party[2] = small;
    weeks(&s.w, 10 * YEAR);
    double n = s.w.vulnerability.n;
    stage_free(&s);
    return n;
}

/* Half of what states find is bound: 0.6 x 0.5 x 1/2 of others' is cut. */
static void
non_proliferation_cuts_what_finders_that_are_bound_feed(void **state)
{
    (void)state;
    double all = found_by_others(false, true, true);
    double cut = found_by_others(true, true, true);

    assert_true(all > 2000);
    hand_assert_share(cut, all, 0.85, "left by non-proliferation");
    assert_near(found_by_others(true, true, false), cut, 0);
    assert_near(found_by_others(true, false, true), all, 0);
}

/* ---- patches ------------------------------------------------------------ */

static void
patches_come_after_lognormal_days(void **state)
{
    (void)state;
    struct stage s;
    double n, out[9] = { 0 };
    stage_load(&s, 0, 1000);
    s.a.in.params.vulnerabilities.others_seen = 1;
    hand_begin(&s.w, &s.a, 6, 64);
    weeks(&s.w, 5 * YEAR);
    n = s.w.vulnerability.n;
    for (uint32_t v = 0; v < s.w.vulnerability.n; v++) {
        int32_t wait = s.w.vulnerability.patched[v]
                       - s.w.vulnerability.disclosed[v];
        assert_true(wait >= 1);
        assert_int_equal(s.w.vulnerability.disclosed[v],
                         s.w.vulnerability.found[v]);
        for (int k = 0; k < 9; k++)
            out[k] += wait <= k;
    }
    for (int k = 1; k < 9; k++)
        hand_assert_share(out[k], n,
                          hand_normal((log(7 * k) - log(9)) / 1.6), "patched");
    stage_free(&s);
}

/* Share of people who have the patch, `after` weeks. */
static double
patched_share(struct world *w, int32_t after)
{
    double share = 0;

    w->week = w->vulnerability.patched[0] + after;
    for (int h = 0; h < N_HABITS; h++)
        share += w->p.vulnerabilities.habit_share[h]
               * (1 - exploit_unpatched(w, 0, (enum habit)h));
    return share;
}

static void
half_the_people_have_the_patch_after_a_month(void **state)
{
    (void)state;
    struct stage s;
    stage_load(&s, 0, 1000);
    hand_begin(&s.w, &s.a, 7, 64);
    weeks(&s.w, 1);
    assert_near(patched_share(&s.w, -1), 0, 0);
    assert_near(patched_share(&s.w, 0), 0, 0);
    /* 0.52 x 0.35 + 0.33 x 0.05 */
    assert_near(patched_share(&s.w, 1), 0.1985, 1e-15);
    /* 50.3 % at 30 days: between whole weeks each habit decays exponentially,
     * so that a line through the logarithms of what is left is off by less
     * than 0.001 */
    double four = 1 - patched_share(&s.w, 4);
    double five = 1 - patched_share(&s.w, 5);
    assert_near(1 - four * pow(five / four, 2 / 7.0), 0.503, 0.0015);
    /* some never install it */
    assert_near(patched_share(&s.w, 5000), 0.85, 1e-12);
    stage_free(&s);
}

/* A mixture of habits; weeks until it is written as one of the oracle's. */
static void
check_mixture(struct world *w, const struct oracle *o, const char *name,
              const double share[N_HABITS], const double install[N_HABITS])
{
    int n = 0;

    for (int h = 0; h < N_HABITS; h++) {
        w->p.vulnerabilities.habit_share[h] = share[h];
        w->p.vulnerabilities.install[h] = install[h];
    }
    for (size_t row = 0; row < o->n_rows; row++) {
        if (strcmp(oracle_text(o, row, "mixture"), name) != 0)
            continue;
        int32_t after = (int32_t)oracle_number(o, row, "weeks");
        assert_near(patched_share(w, after),
                    oracle_number(o, row, "share_installed"), 1e-14);
        n++;
    }
    assert_int_equal(n, 22);
}

static void
mixtures_of_habits_patch_by_their_closed_form(void **state)
{
    (void)state;
    struct stage s;
    struct oracle o;
    oracle_load(&o, "o09_patching.csv");
    stage_load(&s, 0, 1000);
    hand_begin(&s.w, &s.a, 8, 64);
    weeks(&s.w, 1);
    check_mixture(&s.w, &o, "two_fast_slow", (double[]){ 0.6, 0.4, 0 },
                  (double[]){ 0.3, 0.05, 0 });
    check_mixture(&s.w, &o, "three", (double[]){ 0.3, 0.5, 0.2 },
                  (double[]){ 0.5, 0.1, 0.01 });
    check_mixture(&s.w, &o, "with_never", (double[]){ 0.7, 0.3, 0 },
                  (double[]){ 0.2, 0, 0 });
    check_mixture(&s.w, &o, "single", (double[]){ 1, 0, 0 },
                  (double[]){ 0.1, 0, 0 });
    oracle_free(&o);
    stage_free(&s);
}

/* ---- use ---------------------------------------------------------------- */

/* An exploit that the first state holds and that nothing kills. */
static uint32_t
hoard(struct world *w)
{
    uint32_t v = world_append(w, TABLE_vulnerability);

    w->vulnerability.key[v] = entity_imposed(v);
    w->vulnerability.limit[v] = INFINITY;
    w->vulnerability.died[v] = w->vulnerability.disclosed[v] =
        w->vulnerability.seen[v] = w->vulnerability.patched[v] = NEVER;
    w->vulnerability.event[v] = NOTHING;
    w->holding.row[world_append(w, TABLE_holding)] = v;
    w->arsenal.held[0]++;
    return v;
}

/* An operation of this week that uses exploit v; its event is of this week. */
static uint32_t
use(struct world *w, uint32_t v, enum kind kind)
{
    uint32_t o = hand_operation(w, 0, 1, kind, SECTOR_industry);

    w->operation.exploit[o] = v;
    w->operation.nday[o] = NOTHING;
    w->operation.ecosystem[o] = w->vulnerability.ecosystem[v];
    w->operation.event[o] = world_event(w, &(struct event_row){
        .kind = EVENT_operation, .actor = 0, .target = 1, .row = o,
        .victim = NOTHING, .trigger = NOTHING });
    return o;
}

static double
seen(const struct world *w)
{
    double count = 0;

    for (uint32_t v = 0; v < w->vulnerability.n; v++)
        count += w->vulnerability.seen[v] != NEVER;
    return count;
}

/* `many` exploits, all used by operations of `kind` from week 1. */
static void
stage_use(struct stage *s, enum kind kind, uint32_t many, int32_t ends)
{
    stage_load(s, 0, 0);
    s->a.in.params.vulnerabilities.shown = 0;
    hand_begin(&s->w, &s->a, (uint32_t)kind, many);
    s->w.derived.finds = many;
    weeks(&s->w, 1);
    hand_open(&s->w);
    for (uint32_t k = 0; k < many; k++)
        s->w.operation.ends[use(&s->w, hoard(&s->w), kind)] =
            s->w.week + ends;
    s->w.week++;
}

static void
detect_all(struct world *w)
{
    for (uint32_t o = 0; o < w->operation.n; o++)
        world_event(w, &(struct event_row){ .kind = EVENT_detection,
            .actor = 0, .target = 1, .row = o, .victim = NOTHING,
            .trigger = NOTHING });
}

static void
every_week_of_use_may_show_it(void **state)
{
    (void)state;
    enum { MANY = 4000 };
    for (enum kind k = 0; k < N_KINDS; k++) {
        struct stage s;
        stage_use(&s, k, MANY, 1000);
        double stealth = s.w.p.vulnerabilities.stealth[k];
        for (int after = 1; after <= 3; after++) {
            weeks(&s.w, 1);
            hand_assert_share(seen(&s.w), MANY, 1 - pow(stealth, after),
                              "shown");
        }
        stage_free(&s);
    }
}

static void
an_operation_that_is_over_shows_nothing(void **state)
{
    (void)state;
    enum { MANY = 4000 };
    struct stage s;
    stage_use(&s, KIND_destruction, MANY, 2);
    weeks(&s.w, 30);
    /* it may show in the two weeks of use alone */
    hand_assert_share(seen(&s.w), MANY, 1 - 0.5 * 0.5, "shown");
    stage_free(&s);
}

static void
detection_shows_the_exploit(void **state)
{
    (void)state;
    enum { MANY = 4000 };
    struct stage s;
    stage_use(&s, KIND_espionage, MANY, 1000);
    s.w.p.vulnerabilities.shown = 0.8;
    s.w.p.vulnerabilities.stealth[KIND_espionage] = 1;
    detect_all(&s.w);
    weeks(&s.w, 1);
    hand_assert_share(seen(&s.w), MANY, 0.8, "shown");
    stage_free(&s);
}

static void
what_was_seen_is_anybodys_for_half_a_year(void **state)
{
    (void)state;
    struct stage s;
    stage_use(&s, KIND_espionage, 1, 1000);
    s.w.p.vulnerabilities.shown = 1;
    detect_all(&s.w);
    uint32_t m = s.w.vulnerability.ecosystem[0];
    assert_int_equal(s.w.ecosystem.nday[m], NOTHING);
    weeks(&s.w, 1);
    for (int k = 0; k < 26; k++) {
        assert_int_equal(s.w.ecosystem.nday[m], 0);
        weeks(&s.w, 1);
    }
    assert_int_equal(s.w.ecosystem.nday[m], NOTHING);
    /* and it is no longer held */
    assert_int_equal(s.w.holding.n, 0);
    assert_int_equal(s.w.arsenal.held[0], 0);
    assert_int_equal(s.w.vulnerability.disclosed[0],
                     s.w.vulnerability.seen[0]);
    stage_free(&s);
}

/* ---- disclosure --------------------------------------------------------- */

/* A duty of `share` on the first `parties` states. */
static void
oblige(struct world *w, double share, state_id parties)
{
    w->law.in_force[CLAUSE_disclose] = true;
    w->law.levers.disclose.share = share;
    for (state_id i = 0; i < parties; i++)
        w->state.party[i] = 1;
}

static void
bound_states_disclose_where_a_hoard_is_worth_less_than_their_name(void **state)
{
    (void)state;
    struct stage s;
    double told[3] = { 0 }, n[3] = { 0 };
    stage_load(&s, 156, 0);
    hand_begin(&s.w, &s.a, 9, 64);
    oblige(&s.w, 0.5, 2);
    for (int k = 0; k < 20 * YEAR; k++) {
        uint32_t before = s.w.vulnerability.n;
        weeks(&s.w, 1);
        /* The second values a hoard at 0.8 su; made anew every year, so that
         * weeks in which it was are left out. */
        double *keep = &s.w.arsenal.threshold[s.w.ecosystem.n * N_KINDS];
        bool valued = k > 0 && keep[KIND_espionage] == 0.8;
        for (uint32_t m = 0; m < s.w.ecosystem.n; m++)
            keep[m * N_KINDS + KIND_espionage] = 0.8;
        for (uint32_t v = before; valued && v < s.w.vulnerability.n; v++) {
            n[s.w.vulnerability.holder[v]]++;
            told[s.w.vulnerability.holder[v]] +=
                s.w.vulnerability.disclosed[v] == s.w.vulnerability.found[v];
        }
    }
    /* beta 2, standing 0.3: half of logistic(0.6), half of logistic(-1) */
    hand_assert_share(told[0], n[0], 0.5 / (1 + exp(-0.6)), "bound");
    hand_assert_share(told[1], n[1], 0.5 / (1 + exp(1)), "bound, hoards");
    assert_near(told[2], 0, 0);
    stage_free(&s);
}

/* A hole that nobody has used is told to its vendor; row. */
static uint32_t
told(struct world *w, int32_t patched)
{
    uint32_t v = world_append(w, TABLE_vulnerability);

    w->vulnerability.key[v] = entity_imposed(v);
    w->vulnerability.holder[v] = 0;
    w->vulnerability.ecosystem[v] = 1;
    w->vulnerability.found[v] = w->vulnerability.disclosed[v] = w->week;
    w->vulnerability.died[v] = w->vulnerability.seen[v] = NEVER;
    w->vulnerability.patched[v] = patched;
    w->vulnerability.event[v] = NOTHING;
    return v;
}

static void
a_patch_arms_who_reads_it(void **state)
{
    (void)state;
    struct stage s;
    stage_load(&s, 0, 0);
    hand_begin(&s.w, &s.a, 9, 64);
    s.w.derived.finds = 1;              /* room for it                       */
    hand_open(&s.w);
    int32_t patched = s.w.week + 3;
    uint32_t v = told(&s.w, patched);
    for (int k = 0; k < 40; k++) {
        int32_t since = s.w.week - patched;
        weeks(&s.w, 1);
        assert_int_equal(s.w.ecosystem.nday[1],
                         since >= 0 && since < 26 ? v : NOTHING);
        assert_int_equal(s.w.vulnerability.seen[v], NEVER);
    }
    stage_free(&s);
}

/* What has no patch yet hits more people than what has one. */
static void
an_nday_without_a_patch_is_not_given_up_for_one_with(void **state)
{
    (void)state;
    for (int first = 0; first < 2; first++) {
        struct stage s;
        stage_load(&s, 0, 0);
        hand_begin(&s.w, &s.a, 9, 64);
        int32_t now = s.w.week;
        s.w.derived.finds = 2;          /* room for them                     */
        hand_open(&s.w);
        uint32_t open = told(&s.w, first ? now + 2 : now + 9);
        uint32_t other = told(&s.w, now + 5);
        s.w.vulnerability.seen[open] = now;
        s.w.ecosystem.nday[1] = open;
        weeks(&s.w, 8);
        assert_int_equal(s.w.ecosystem.nday[1], first ? other : open);
        stage_free(&s);
    }
}

static void
a_duty_makes_hoards_die_sooner(void **state)
{
    (void)state;
    enum { WORLDS = 20 };
    double lives = 0, all = 0;
    for (uint32_t k = 0; k < WORLDS; k++) {
        struct stage s;
        stage_load(&s, 11, 0);
        s.a.in.params.vulnerabilities.life = 100;
        hand_begin(&s.w, &s.a, k, 64);
        weeks(&s.w, 1);
        uint32_t first = s.w.vulnerability.n;
        oblige(&s.w, 1, 3);
        weeks(&s.w, YEAR);
        all += first;
        lives += alive(&s.w, first);
        stage_free(&s);
    }
    /* all finds are disclosed: rediscovery, and nothing else kills, doubles */
    hand_assert_share(lives, all, pow(1 - 0.057, 2), "survivors");
}

/* ---- when one is used --------------------------------------------------- */

static void
thresholds_are_those_of_the_timing(void **state)
{
    (void)state;
    struct stage s;
    stage_load(&s, 60, 12);
    hand_begin(&s.w, &s.a, 11, 64);
    hand_attraction(&s.w);
    hand_open(&s.w);
    vulnerabilities(&s.w);
    const struct params *p = &s.w.p;
    for (state_id i = 0; i < 3; i++)
        for (uint32_t m = 0; m < s.w.ecosystem.n; m++) {
            double rate = 0;
            for (state_id j = 0; j < 3; j++)
                rate += s.w.dyad.attraction[dyad_of(&s.w, i, j)]
                    * (s.a.in.tables.user_share[j * s.w.ecosystem.n + m]
                       + s.a.in.tables.ecosystem[m].zero_days) / 2;
            rate *= p->decision.tempo / 52 / p->world.scale
                    * pow(s.w.state.programme[i], p->world.programme_power);
            for (int k = 0; k < N_KINDS; k++) {
                /* P by its life, S over the weeks of the operation */
                struct timing t = { .stealth =
                    pow(p->vulnerabilities.stealth[k],
                        ceil(p->strike.days[k] / 7)),
                    .persistence = exp(-1 / (6.9 * 52)),
                    .discount = 0.998, .chance = 1 - exp(-rate) };
                double want = p->vulnerabilities.unit
                    * timing_threshold(&t, &stakes_laws[0]);
                assert_true(rate > 0);
                assert_close(s.w.arsenal.threshold[(i * s.w.ecosystem.n + m)
                                                   * N_KINDS + (uint32_t)k],
                             want, 1e-9);
            }
        }
    stage_free(&s);
}

static void
a_zero_day_is_used_where_it_pays_more_than_to_keep_it(void **state)
{
    (void)state;
    struct stage s;
    struct suspicion suspects;
    int used = 0, kept = 0;
    stage_load(&s, 60, 12);
    hand_begin(&s.w, &s.a, 12, 64);
    hand_attraction(&s.w);
    hand_open(&s.w);
    vulnerabilities(&s.w);
    suspicion_of_week(&suspects, &s.w);
    for (double stakes = 0.01; stakes < 30; stakes *= 1.5) {
        struct opportunity o = { .i = 0, .j = 1, .parent = NOTHING };
        struct conflict_now none = { .row = -1 };
        struct menu with, without;
        menu_make(&without, &s.w, &o, &suspects, none, stakes);
        o.zero_day = true;
        menu_make(&with, &s.w, &o, &suspects, none, stakes);
        for (int n = 0; n < N_ACTS; n++) {
            enum kind k = acts[n].kind;
            double p = without.chance[n];
            double odds = p / (1 - p) * exp(s.w.p.strike.zero_day);
            double more = stakes * s.w.p.decision.gain[k]
                * (odds / (1 + odds) - p) - s.w.arsenal.threshold[k];
            assert_false(without.burns[n]);
            assert_int_equal(with.burns[n], more > 0);
            assert_close(with.utility[n],
                         without.utility[n] + fmax(0, more), 1e-12);
            assert_close(with.chance[n], more > 0 ? odds / (1 + odds) : p,
                         1e-12);
            used += with.burns[n];
            kept += !with.burns[n];
        }
    }
    assert_true(used > 50 && kept > 50);
    stage_free(&s);
}

/* ---- a whole world ------------------------------------------------------ */

static void
every_find_is_held_or_burnt_or_dead_or_disclosed(void **state)
{
    (void)state;
    const char *sets[] = { "decision.tempo=200", "vulnerabilities.finds=100",
                           "world.spin_up=52", NULL };
    struct arm a = { 0 };
    struct world w = { 0 };
    struct outcomes out;
    uint32_t open = 0, used = 0, ndays = 0;
    worlds_load(&a, "lessons/world@geneva", sets);
    worlds_run(&w, &a, 1, 0, &out);
    for (uint32_t v = 0; v < w.vulnerability.n; v++)
        open += w.vulnerability.holder[v] != NO_STATE
                && w.vulnerability.died[v] == NEVER
                && w.vulnerability.disclosed[v] == NEVER;
    assert_int_equal(open, w.holding.n);
    for (uint32_t o = 0; o < w.operation.n; o++) {
        uint32_t v = w.operation.exploit[o], n = w.operation.nday[o];
        int32_t when = w.operation.launched[o];
        if (v != NOTHING) {
            used++;
            assert_int_equal(w.vulnerability.holder[v],
                             w.operation.initiator[o]);
            assert_int_equal(w.vulnerability.ecosystem[v],
                             w.operation.ecosystem[o]);
            assert_true(w.vulnerability.found[v] <= when);
            /* dead and told ones are gone before anybody decides */
            assert_true(w.vulnerability.died[v] > when);
            assert_true(w.vulnerability.disclosed[v] > when);
        }
        if (n != NOTHING) {
            ndays++;
            int32_t known = exploit_known(&w, n);
            assert_true(known <= when);
            assert_true(when - known < 26);
        }
    }
    assert_true(used > 25 && ndays > 25);
    world_free(&w);
    arm_free(&a);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(held_exploits_live_for_7_years),
        cmocka_unit_test(one_in_18_is_found_again_in_a_year),
        cmocka_unit_test(stock_is_in_balance),
        cmocka_unit_test(hoards_are_large_or_refused),
        cmocka_unit_test(finds_go_by_the_root_of_the_programme),
        cmocka_unit_test(finds_of_a_week_are_poisson),
        cmocka_unit_test(years_of_others_are_uneven),
        cmocka_unit_test(
            non_proliferation_cuts_what_finders_that_are_bound_feed),
        cmocka_unit_test(patches_come_after_lognormal_days),
        cmocka_unit_test(half_the_people_have_the_patch_after_a_month),
        cmocka_unit_test(mixtures_of_habits_patch_by_their_closed_form),
        cmocka_unit_test(every_week_of_use_may_show_it),
        cmocka_unit_test(an_operation_that_is_over_shows_nothing),
        cmocka_unit_test(detection_shows_the_exploit),
        cmocka_unit_test(what_was_seen_is_anybodys_for_half_a_year),
        cmocka_unit_test(
            bound_states_disclose_where_a_hoard_is_worth_less_than_their_name),
        cmocka_unit_test(a_patch_arms_who_reads_it),
        cmocka_unit_test(an_nday_without_a_patch_is_not_given_up_for_one_with),
        cmocka_unit_test(a_duty_makes_hoards_die_sooner),
        cmocka_unit_test(thresholds_are_those_of_the_timing),
        cmocka_unit_test(
            a_zero_day_is_used_where_it_pays_more_than_to_keep_it),
        cmocka_unit_test(every_find_is_held_or_burnt_or_dead_or_disclosed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
