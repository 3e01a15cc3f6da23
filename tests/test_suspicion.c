/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_suspicion.c - who is suspected beforehand, and how hiding behind a
 * noisier state looks in it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>

#include "support/hand.h"
#include "support/near.h"
#include "world/suspicion.h"

struct stage {
    struct arm a;
    struct world w;
    struct suspicion s;
};

static void
stage_set(struct stage *s, const char *name)
{
    *s = (struct stage){ 0 };
    hand_load(&s->a, name);
    hand_begin(&s->w, &s->a, 2, 10);
    hand_attraction(&s->w);
    suspicion_of_week(&s->s, &s->w);
}

static void
stage_free(struct stage *s)
{
    world_free(&s->w);
    arm_free(&s->a);
}

/* pi_k = 0.02 max_l w_l v_lj + w_k v_kj exp(b P_k), from weight and
 * attraction. */
static double
prior_of(const struct world *w, state_id k, state_id j)
{
    double most = 0, all = w->agency.accused_all[0];

    for (state_id l = 0; l < w->state.n; l++)
        most = fmax(most, w->state.weight[l]
                          * w->dyad.attraction[dyad_of(w, l, j)]);
    return w->p.attribution.suspicion_floor * most
        + w->state.weight[k] * w->dyad.attraction[dyad_of(w, k, j)]
          * exp(w->p.attribution.suspicion_public
                * (all > 0 ? w->state.accused[k] / all : 0));
}

/* Against a plain count of how many have more. */
static void
suspects_are_the_eight_highest_in_order(void **state)
{
    struct stage s;

    (void)state;
    stage_set(&s, "world@anarchy");
    struct world *w = &s.w;
    w->state.accused[worlds_state(w, "CHN")] = 30;
    w->state.accused[worlds_state(w, "PRK")] = 10;
    w->agency.accused_all[0] = 40;
    suspicion_of_week(&s.s, w);
    for (state_id j = 0; j < w->state.n; j++) {
        struct suspects who;
        suspicion_suspects(&s.s, w, j, &who);
        assert_int_equal(who.n, SUSPECT_STATES);
        for (int k = 0; k < who.n; k++) {
            int more = 0;
            assert_true(who.state[k] != j);
            assert_true(w->state.programme[who.state[k]] > 0);
            assert_close(who.prior[k], prior_of(w, who.state[k], j), 1e-12);
            for (state_id l = 0; l < w->state.n; l++)
                more += l != j && w->state.programme[l] > 0
                    && prior_of(w, l, j) > who.prior[k] * (1 + 1e-12);
            assert_int_equal(more, k);
        }
    }
    stage_free(&s);
}

static void
the_victim_and_the_unarmed_are_no_suspects(void **state)
{
    struct stage s;
    struct suspects who;

    (void)state;
    stage_set(&s, "lessons/world@anarchy");
    for (state_id j = 0; j < 3; j++) {
        suspicion_suspects(&s.s, &s.w, j, &who);
        assert_int_equal(who.n, 2);
        assert_true(who.state[0] != j && who.state[1] != j);
        assert_true(who.prior[0] >= who.prior[1]);
    }
    stage_free(&s);
}

static void
equal_suspects_stand_by_code(void **state)
{
    struct stage s;
    struct suspects who;

    (void)state;
    stage_set(&s, "world@anarchy");
    for (state_id l = 0; l < s.w.state.n; l++)
        s.w.dyad.interest[dyad_of(&s.w, 0, l)] = 1;
    suspicion_suspects(&s.s, &s.w, 0, &who);
    int k = 0;
    for (state_id l = 1; l < s.w.state.n && k < SUSPECT_STATES; l++)
        if (s.w.state.programme[l] > 0)
            assert_int_equal(who.state[k++], l);
    assert_int_equal(k, SUSPECT_STATES);
    stage_free(&s);
}

/* exp(b P_k): P_k is a share, so the whole record on one state gives
 * exp(b). */
static void
public_findings_count_by_their_share(void **state)
{
    struct stage s;

    (void)state;
    stage_set(&s, "lessons/world@anarchy");
    for (int k = 0; k < 3; k++)
        assert_true(s.s.factor[k] == 1);
    for (uint32_t n = 1; n < 1000; n *= 10) {
        s.w.state.accused[0] = 3 * n;
        s.w.state.accused[1] = n;
        s.w.agency.accused_all[0] = 4 * n;
        suspicion_of_week(&s.s, &s.w);
        assert_near(s.s.factor[0], exp(0.5 * 0.75), 1e-12);
        assert_near(s.s.factor[1], exp(0.5 * 0.25), 1e-12);
        assert_near(s.s.factor[2], 1, 0);
    }
    stage_free(&s);
}

/* Mean over the suspects is 1, and one who is none of them has less than
 * all. */
static void
relative_suspicion_has_mean_one(void **state)
{
    struct stage s;

    (void)state;
    stage_set(&s, "world@anarchy");
    for (state_id j = 0; j < s.w.state.n; j++) {
        struct suspects who;
        double sum = 0, least = INFINITY;
        suspicion_suspects(&s.s, &s.w, j, &who);
        for (int k = 0; k < who.n; k++) {
            double r = suspicion_relative(&s.s, &s.w, who.state[k], j);
            sum += r;
            least = fmin(least, r);
        }
        assert_near(sum / who.n, 1, 1e-12);
        for (state_id i = 0; i < s.w.state.n; i++) {
            bool in = i == j || s.w.state.programme[i] == 0;
            for (int k = 0; k < who.n; k++)
                in |= who.state[k] == i;
            if (in)
                continue;
            double r = suspicion_relative(&s.s, &s.w, i, j);
            assert_true(r <= least * (1 + 1e-12));
            double want = prior_of(&s.w, i, j) / who.prior[who.n - 1];
            assert_close(r / least, want, 1e-9);
        }
    }
    stage_free(&s);
}

/* Baliga et al. 2020: who acts behind a noisier state is suspected less. */
static void
one_can_hide_behind_a_noisier_state(void **state)
{
    struct stage s;
    double before = INFINITY;

    (void)state;
    stage_set(&s, "lessons/world@anarchy");
    struct world *w = &s.w;
    for (int k = 0; k < 6; k++) {
        double now = suspicion_relative(&s.s, w, 1, 2);
        assert_true(now < before);
        before = now;
        w->dyad.interest[dyad_of(w, 2, 0)] *= 2;
    }
    stage_free(&s);
}

/* Without a floor only those with an interest are suspected. */
static void
without_a_floor_who_has_an_interest_is_suspected(void **state)
{
    struct stage s;
    int found = 0;

    (void)state;
    stage_set(&s, "world@anarchy");
    struct world *w = &s.w;
    w->p.attribution.suspicion_floor = 0;
    for (state_id j = 0; j < w->state.n; j++) {
        struct suspects who;
        int interested = 0;
        for (state_id k = 0; k < w->state.n; k++)
            interested += k != j && prior_of(w, k, j) > 0;
        suspicion_suspects(&s.s, w, j, &who);
        assert_int_equal(who.n, interested < SUSPECT_STATES
                                ? interested : SUSPECT_STATES);
        for (int k = 0; k < who.n; k++)
            assert_true(who.prior[k] > 0);
        found += who.n;
    }
    assert_true(found > 0);
    stage_free(&s);
}

static void
without_programmes_nobody_is_suspected(void **state)
{
    struct stage s;
    struct suspects who;

    (void)state;
    stage_set(&s, "lessons/world@anarchy");
    s.w.derived.n_initiators = 0;
    suspicion_of_week(&s.s, &s.w);
    suspicion_suspects(&s.s, &s.w, 0, &who);
    assert_int_equal(who.n, 0);
    assert_true(suspicion_relative(&s.s, &s.w, 1, 0) == 1);
    stage_free(&s);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(suspects_are_the_eight_highest_in_order),
        cmocka_unit_test(the_victim_and_the_unarmed_are_no_suspects),
        cmocka_unit_test(equal_suspects_stand_by_code),
        cmocka_unit_test(public_findings_count_by_their_share),
        cmocka_unit_test(relative_suspicion_has_mean_one),
        cmocka_unit_test(one_can_hide_behind_a_noisier_state),
        cmocka_unit_test(without_a_floor_who_has_an_interest_is_suspected),
        cmocka_unit_test(without_programmes_nobody_is_suspected),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
