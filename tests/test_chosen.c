/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_chosen.c - the odds that a watcher is told are those by which things
 * come: over all that was told of two decades of the shipped world under every
 * clause, what came is held against its odds.
 *
 * Each alternative of each choice is a trial with a chance of its own.  Trials
 * are put into bins by that chance; a bin's deviate is (came - sum p)/sqrt(sum
 * p (1 - p)), and the sum of squares over bins is a chi-square.  Trials of one
 * choice are correlated negatively, which only makes it smaller.  All limits
 * are 1e-4, seeds fixed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "support/near.h"
#include "support/oracle.h"
#include "support/worlds.h"
#include "world/suspicion.h"

enum { SEED = 1702, WORLDS = 1, BINS = 30 };

/* Everything happens often enough to be counted. */
static const char *const busy[] = {
    "attribution.flag_share=0.2", "attribution.public_rate=0.02",
    "attribution.leak=0.3", "attribution.veto=1",
    "agency.independence=0", "agency.capacity=3", "norms.nu=0.3",
    "diplomacy.pull=-2", "diplomacy.withdraw_logit=0",
    "politics.crisis_rate=0.5", "politics.war_chance=0.02",
    "politics.crisis_nationalism=2", "reaction.hostility_gain=0.3",
    "reaction.intercept.collective=-1.2", "reaction.intercept.in_kind=-1.5",
    "reaction.intercept.escalate=-1.5", "reaction.intercept.armed=-2",
    "reaction.join_trade=20", "reaction.hard_severity=4", NULL
};

/* ---- what is told ------------------------------------------------------- */

struct bin {
    double came, want, spread;  /* sum of p, of p (1 - p)                    */
};

struct heard {
    struct bin by_chance[N_CHOICES][BINS];
    struct bin by_alternative[N_CHOICES][ALTERNATIVES_MOST];
    double n[N_CHOICES];
    uint32_t *told;             /* times that an event was told              */
    uint32_t *sanctions;        /* finding whose sanctions an operation's
                                 * joins are counted of, and who asked       */
    uint32_t room;
};

static void
trial(struct bin *b, double p, bool came)
{
    b->came += came;
    b->want += p;
    b->spread += p * (1 - p);
}

/* Three bins to a factor of ten, and mirrored above one half. */
static int
bin_of(double p)
{
    double small = p < 0.5 ? p : 1 - p;
    int n = (int)fmin(BINS / 2 - 1, fmax(0, -3 * log10(2 * small + 1e-300)));

    return p < 0.5 ? n : BINS - 1 - n;
}

static bool
rules(const struct choice *c, int k)
{
    return c->at[k].value > -INFINITY;
}

/* Sum or product of the parts, whichever the kind has. */
static void
assert_parts_make_the_value(const struct choice *c, int k)
{
    const struct choice_info *info = &choice_table[c->kind];
    double sum = 0, product = 1;
    bool times = false;

    for (int p = 0; p < info->n_parts; p++) {
        double x = c->at[k].part[p];
        if (info->part[p].how == PART_adds)
            sum += x;
        else if (info->part[p].how == PART_times) {
            product *= x;
            times = true;
        }
    }
    assert_close(times ? product : sum, c->at[k].value, 1e-9);
}

static void
assert_is_a_choice(const struct choice *c)
{
    double sum = 0;

    assert_true(c->n >= 2 && c->n <= (int)ALTERNATIVES_MOST);
    assert_true(c->chosen >= 0 && c->chosen < c->n);
    assert_true(c->at[c->chosen].chance > 0);
    assert_true(rules(c, c->chosen));
    for (int k = 0; k < c->n; k++) {
        assert_true(c->at[k].chance >= 0 && c->at[k].chance <= 1);
        assert_true(rules(c, k) || c->at[k].chance == 0);
        sum += c->at[k].chance;
        if (rules(c, k) && k > 0)
            assert_parts_make_the_value(c, k);
    }
    assert_near(sum, 1, 1e-12);
    assert_true(c->at[0].value == 0);
    if (!isnan(c->luck))
        assert_int_equal(c->luck < 1 - c->at[0].chance, c->chosen != 0);
}

/* Facts beside the odds: those of the operation, of its fear, and whether the
 * conflict was necessary. */
static void
assert_facts_of_an_act(const struct world *w, const struct choice *c)
{
    const double *part = c->at[c->chosen].part;

    if (c->chosen == 0)
        return;
    assert_close(part[PART_act_named] * part[PART_act_named_costs],
                 -part[PART_act_fear], 1e-12);
    if (c->event == NOTHING)
        return;
    uint32_t o = w->event.row[c->event];
    assert_true(part[PART_act_success] == w->operation.chance[o]);
    assert_true(part[PART_act_stakes] == w->operation.stakes[o]);
    assert_near(1 - c->at[0].chance, w->operation.act_chance[o], 1e-15);
    assert_true(w->operation.origin[o] == ORIGIN_calm
                || isnan(part[PART_act_in_peace]));
    if (w->operation.origin[o] == ORIGIN_calm)
        assert_int_equal(c->luck >= part[PART_act_in_peace],
                         w->event.trigger[c->event] != NOTHING);
}

/* Nothing is kept from happening here, so that what comes has its event. */
static void
assert_facts(const struct world *w, const struct choice *c)
{
    if (c->kind != CHOICE_response && c->kind != CHOICE_join)
        assert_int_equal(c->chosen != 0, c->event != NOTHING);
    if (c->kind == CHOICE_act)
        assert_facts_of_an_act(w, c);
    else if (c->kind == CHOICE_join)
        assert_true(c->at[1].chance >= c->at[1].part[PART_join_first]);
}

static void
grow(struct heard *h, uint32_t n)
{
    if (n <= h->room)
        return;
    h->told = realloc(h->told, 2 * n * sizeof *h->told);
    h->sanctions = realloc(h->sanctions, 2 * n * sizeof *h->sanctions);
    assert_true(h->told != NULL && h->sanctions != NULL);
    memset(h->told + h->room, 0, (2 * n - h->room) * sizeof *h->told);
    memset(h->sanctions + h->room, 0,
           (2 * n - h->room) * sizeof *h->sanctions);
    h->room = 2 * n;
}

/* The luck of joining is one for all sanctions over an operation: only those
 * of the first finding and victim are trials. */
static bool
is_new(struct heard *h, const struct world *w, const struct choice *c)
{
    if (c->kind != CHOICE_join)
        return true;
    uint32_t o = w->case_file.operation[w->event.row[c->trigger]];
    uint32_t first = 1 + c->trigger * STATES_MOST + c->asks;

    if (h->sanctions[o] == 0)
        h->sanctions[o] = first;
    return h->sanctions[o] == first;
}

static void
hear(void *data, const struct world *w, const struct choice *c)
{
    struct heard *h = data;

    assert_is_a_choice(c);
    assert_facts(w, c);
    grow(h, w->event.n + w->operation.n + 1);
    if (c->event != NOTHING)
        h->told[c->event]++;
    if (!is_new(h, w, c))
        return;
    h->n[c->kind]++;
    for (int k = c->n == 2; k < c->n; k++) {
        double p = c->at[k].chance;
        trial(&h->by_chance[c->kind][bin_of(p)], p, c->chosen == k);
        trial(&h->by_alternative[c->kind][k], p, c->chosen == k);
    }
}

/* ---- what came ---------------------------------------------------------- */

/* Bins that are too small for the normal law are one bin. */
static double
chi_square(const struct bin *b, int n, int *df)
{
    struct bin rest = { 0, 0, 0 };
    double chi2 = 0;

    *df = 0;
    for (int k = 0; k <= n; k++) {
        const struct bin *x = k < n ? &b[k] : &rest;
        if (x->spread >= 10) {
            chi2 += (x->came - x->want) * (x->came - x->want) / x->spread;
            ++*df;
        } else if (k < n) {
            rest.came += x->came;
            rest.want += x->want;
            rest.spread += x->spread;
        }
    }
    return chi2;
}

static void
assert_as_told(const struct bin *b, int n, int least, const char *what)
{
    int df;
    double chi2 = chi_square(b, n, &df);

    if (df < least)
        fail_msg("%s: only %d bins", what, df);
    if (chi2 > oracle_chi2_limit(df))
        fail_msg("%s: chi-square %.1f with %d bins, more than %.1f", what,
                 chi2, df, oracle_chi2_limit(df));
}

/* An event that comes by a choice of its own, which is told with it. */
static bool
is_told(const struct world *w, uint32_t e)
{
    uint32_t from = w->event.trigger[e];

    switch ((enum event_kind)w->event.kind[e]) {
    case EVENT_operation:
        return w->operation.origin[w->event.row[e]] != ORIGIN_imposed;
    case EVENT_war:
        return w->event.kind[from] == EVENT_crisis;
    case EVENT_crisis: case EVENT_public_finding: case EVENT_accession:
    case EVENT_withdrawal:
        return true;
    default:
        return false;
    }
}

static void
assert_each_event_was_told_once(const struct heard *h, const struct world *w)
{
    for (uint32_t e = 0; e < w->event.n; e++)
        if (w->event.week[e] >= 0 && h->told[e] != (uint32_t)is_told(w, e))
            fail_msg("event %u of kind %d was told %u times", (unsigned)e,
                     w->event.kind[e], (unsigned)h->told[e]);
}

static void
listen(struct heard *h, const struct arm *a, uint32_t replicate)
{
    struct world w = { 0 }, alone = { 0 };
    struct outcomes out, want;
    struct fault f = { 0 };

    worlds_begin(&w, a, SEED, replicate);
    worlds_begin(&alone, a, SEED, replicate);
    w.choices = (struct choice_watch){ hear, h };
    assert_int_equal(model_finish(&w, &a->in, &out, &f), 0);
    assert_each_event_was_told_once(h, &w);
    memset(h->told, 0, h->room * sizeof *h->told);
    memset(h->sanctions, 0, h->room * sizeof *h->sanctions);

    assert_int_equal(model_finish(&alone, &a->in, &want, &f), 0);
    worlds_same(&alone, &w, NULL);
    worlds_same_outcomes(&want, &out, NULL);
    world_free(&w);
    world_free(&alone);
}

/* Where two are asked and each hangs on the other: who joins at once must not
 * count itself among the others that it would have seen. */
static void
joining_is_told_without_the_own_answer(void **state)
{
    static const char *const pair[] = {
        "decision.tempo=300", "attribution.public_rate=0.05",
        "reaction.intercept.collective=0", "reaction.join_trade=0",
        "reaction.join=-2", "reaction.join_others=6", NULL };
    struct heard h = { .room = 0 };
    struct arm a;

    (void)state;
    worlds_load(&a, "lessons/world@anarchy", pair);
    for (uint32_t k = 0; k < 4; k++)
        listen(&h, &a, k);
    assert_as_told(h.by_chance[CHOICE_join], BINS, 3, "join");
    free(h.told);
    free(h.sanctions);
    arm_free(&a);
}

/* Watching ends with the world that is watched. */
static void
a_copy_of_a_watched_world_is_not_watched(void **state)
{
    struct world w = { 0 }, copy = { 0 };
    struct fault f = { 0 };
    struct arm a;

    (void)state;
    worlds_load(&a, "lessons/world@anarchy", NULL);
    worlds_begin(&w, &a, SEED, 0);
    w.choices = copy.choices = (struct choice_watch){ .made = hear };
    assert_int_equal(world_copy(&copy, &w, &f), 0);
    assert_null(copy.choices.made);
    worlds_begin(&w, &a, SEED, 1);
    assert_null(w.choices.made);
    world_free(&w);
    world_free(&copy);
    arm_free(&a);
}

/* A chance of a reader's parameters may leave 0..1: what is told does not. */
static void
a_chance_that_is_told_stays_a_chance(void **state)
{
    static const double given[] = { -0.5, 0, 0.25, 1, 3 };
    static const double told[] = { 0, 0, 0.25, 1, 1 };

    (void)state;
    for (int k = 0; k < 5; k++) {
        struct choice c = { .n = 0 };
        choice_two(&c, given[k], 0.5, k > 2);
        assert_int_equal(c.n, 2);
        assert_int_equal(c.chosen, k > 2);
        assert_true(c.at[1].chance == told[k]);
        assert_true(c.at[0].chance == 1 - told[k]);
    }
}

static void
what_comes_comes_as_often_as_was_told_and_telling_changes_nothing(void **state)
{
    struct heard *h = calloc(1, sizeof *h);
    struct arm a;

    (void)state;
    assert_non_null(h);
    worlds_load(&a, "world@geneva", busy);
    a.in.weeks = 260;
    for (uint32_t k = 0; k < WORLDS; k++)
        listen(h, &a, k);
    for (int k = 0; k < N_CHOICES; k++)
        assert_as_told(h->by_chance[k], BINS,
                       k == CHOICE_act || k == CHOICE_response ? 6 : 1,
                       choice_table[k].name);
    assert_as_told(h->by_alternative[CHOICE_act], ALTERNATIVES_MOST, 20,
                   "acts");
    assert_as_told(h->by_alternative[CHOICE_response], ALTERNATIVES_MOST, 7,
                   "responses");
    free(h->told);
    free(h->sanctions);
    free(h);
    arm_free(&a);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(
            what_comes_comes_as_often_as_was_told_and_telling_changes_nothing),
        cmocka_unit_test(joining_is_told_without_the_own_answer),
        cmocka_unit_test(a_copy_of_a_watched_world_is_not_watched),
        cmocka_unit_test(a_chance_that_is_told_stays_a_chance),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
