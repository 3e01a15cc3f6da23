/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_credibility.c - how far a statement is believed, and by whom. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>

#include "support/hand.h"
#include "support/near.h"
#include "world/credibility.h"

/* XBB and XCC are of one bloc, XAA of another. */
enum { XAA, XBB, XCC };

struct stage {
    struct arm a;
    struct world w;
    uint32_t o, by[N_AUTHORS];
};

/* An operation on XBB; all three authors have named `suspect` in public. */
static void
stage_set(struct stage *s, state_id suspect)
{
    *s = (struct stage){ 0 };
    hand_load(&s->a, "lessons/world@anarchy");
    hand_begin(&s->w, &s->a, 0, 10);
    hand_attraction(&s->w);
    s->o = hand_operation(&s->w, XAA, XBB, KIND_theft, SECTOR_industry);
    for (int n = 0; n < N_AUTHORS; n++) {
        s->by[n] = hand_case(&s->w, s->o, (enum author)n,
                             n == AUTHOR_agency ? NO_STATE : XBB, suspect,
                             0.95);
        s->w.case_file.published[s->by[n]] = s->w.week;
    }
    s->w.law.agency_independence = 0.5;
}

static void
stage_free(struct stage *s)
{
    world_free(&s->w);
    arm_free(&s->a);
}

/* Firm (4, 4), government (5, 5) x L, agency (8, 2) (0.5 + 0.5
 * independence). */
static void
authors_begin_with_their_priors(void **state)
{
    struct stage s;

    (void)state;
    stage_set(&s, XAA);
    assert_near(credibility_of(&s.w, s.by[AUTHOR_firm], NO_STATE), 0.5, 0);
    assert_near(credibility_of(&s.w, s.by[AUTHOR_government], NO_STATE), 0.5,
                0);
    assert_near(credibility_of(&s.w, s.by[AUTHOR_agency], NO_STATE), 0.6,
                1e-15);
    stage_free(&s);
}

/* right/(right + wrong) as the counts go. */
static void
credibility_is_a_beta_mean(void **state)
{
    struct stage s;

    (void)state;
    stage_set(&s, XAA);
    uint16_t f = hand_security_firm(&s.w);
    for (int n = 0; n < 40; n++) {
        for (uint16_t other = 0; other < s.w.firm.n; other++)
            s.w.firm.right[other] = other == f ? 4 + n : 90 + n;
        s.w.state.wrong[XBB] = 5 + n;
        s.w.state.wrong[XAA] = s.w.state.wrong[XCC] = 70 + n;
        s.w.agency.wrong[0] = 2 + n;
        s.w.agency.right[0] = 8 + 2 * n;
        double c = credibility_of(&s.w, s.by[AUTHOR_firm], NO_STATE);
        assert_near(c, (4.0 + n) / (8 + n), 1e-15);
        c = credibility_of(&s.w, s.by[AUTHOR_government], NO_STATE);
        assert_near(c, 5.0 / (10 + n), 1e-15);
        c = credibility_of(&s.w, s.by[AUTHOR_agency], NO_STATE);
        assert_near(c, 0.75 * (8.0 + 2 * n) / (10 + 3 * n), 1e-15);
    }
    stage_free(&s);
}

/* Two wrong findings before any right one take the agency below one half. */
static void
two_wrong_findings_silence_an_agency(void **state)
{
    struct stage s;

    (void)state;
    stage_set(&s, XAA);
    s.w.agency.wrong[0] = 3;
    assert_true(credibility_of(&s.w, s.by[AUTHOR_agency], NO_STATE) >= 0.5);
    s.w.agency.wrong[0] = 4;
    assert_true(credibility_of(&s.w, s.by[AUTHOR_agency], NO_STATE) <= 0.5);
    s.w.agency.wrong[0] = 5;
    assert_true(credibility_of(&s.w, s.by[AUTHOR_agency], NO_STATE) < 0.5);
    stage_free(&s);
}

/* Own bloc + 0.3, the culprit's - 0.4; only for governments. */
static void
blocs_believe_their_own(void **state)
{
    struct stage s;

    (void)state;
    stage_set(&s, XAA);
    uint32_t g = s.by[AUTHOR_government];
    assert_near(credibility_of(&s.w, g, XBB), 0.8, 1e-15);
    assert_near(credibility_of(&s.w, g, XCC), 0.8, 1e-15);
    assert_near(credibility_of(&s.w, g, XAA), 0.1, 1e-15);
    for (state_id viewer = 0; viewer < 3; viewer++) {
        assert_near(credibility_of(&s.w, s.by[AUTHOR_firm], viewer), 0.5, 0);
        assert_near(credibility_of(&s.w, s.by[AUTHOR_agency], viewer), 0.6,
                    1e-15);
    }
    stage_free(&s);

    stage_set(&s, XCC);                 /* one accuses its own               */
    g = s.by[AUTHOR_government];
    assert_near(credibility_of(&s.w, g, XBB), 0.4, 1e-15);
    assert_near(credibility_of(&s.w, g, XAA), 0.5, 1e-15);
    stage_free(&s);
}

/* A nonaligned state has no bloc, not even with its like. */
static void
the_nonaligned_have_no_bloc(void **state)
{
    struct stage s = { 0 };

    (void)state;
    hand_load(&s.a, "world@anarchy");
    hand_begin(&s.w, &s.a, 0, 10);
    hand_attraction(&s.w);
    state_id a = worlds_state(&s.w, "IND"), b = worlds_state(&s.w, "BRA");
    assert_int_equal(s.w.state.bloc[a], BLOC_nonaligned);
    assert_int_equal(s.w.state.bloc[b], BLOC_nonaligned);
    state_id k = worlds_state(&s.w, "RUS");
    uint32_t o = hand_operation(&s.w, k, a, KIND_theft, SECTOR_industry);
    uint32_t c = hand_case(&s.w, o, AUTHOR_government, a, k, 0.95);
    assert_near(credibility_of(&s.w, c, b), 0.5, 1e-15);
    assert_near(credibility_of(&s.w, c, a), 0.8, 1e-15);
    stage_free(&s);
}

static void
legitimacy_scales_governments_only(void **state)
{
    struct stage s;

    (void)state;
    stage_set(&s, XAA);
    s.w.state.legitimacy[XBB] = 0.4;
    assert_near(credibility_of(&s.w, s.by[AUTHOR_government], NO_STATE), 0.2,
                1e-15);
    assert_near(credibility_of(&s.w, s.by[AUTHOR_government], XCC), 0.5,
                1e-15);
    assert_near(credibility_of(&s.w, s.by[AUTHOR_government], XAA), 0, 0);
    assert_near(credibility_of(&s.w, s.by[AUTHOR_firm], NO_STATE), 0.5, 0);
    s.w.state.legitimacy[XBB] = 1;
    s.w.state.right[XBB] = 995;
    assert_near(credibility_of(&s.w, s.by[AUTHOR_government], XCC), 1, 0);
    stage_free(&s);
}

/* 1 - Prod (1 - c) over the public statements that name that state. */
static void
agreeing_statements_add_to_each_other(void **state)
{
    struct stage s;

    (void)state;
    stage_set(&s, XAA);
    struct world *w = &s.w;
    assert_near(credibility_combined(w, s.o, XAA, NO_STATE),
                1 - 0.5 * 0.5 * 0.4, 1e-15);
    assert_near(credibility_combined(w, s.o, XAA, XCC), 1 - 0.5 * 0.2 * 0.4,
                1e-15);
    assert_near(credibility_combined(w, s.o, XCC, NO_STATE), 0, 0);
    w->case_file.published[s.by[AUTHOR_firm]] = w->week + 1;
    assert_near(credibility_combined(w, s.o, XAA, NO_STATE), 1 - 0.5 * 0.4,
                1e-15);
    w->case_file.suspect[s.by[AUTHOR_agency]] = XCC;
    assert_near(credibility_combined(w, s.o, XAA, NO_STATE), 0.5, 1e-15);
    assert_near(credibility_combined(w, s.o, XCC, NO_STATE), 0.6, 1e-15);
    w->case_file.published[s.by[AUTHOR_government]] = NEVER;
    assert_near(credibility_combined(w, s.o, XAA, NO_STATE), 0, 0);
    stage_free(&s);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(authors_begin_with_their_priors),
        cmocka_unit_test(credibility_is_a_beta_mean),
        cmocka_unit_test(two_wrong_findings_silence_an_agency),
        cmocka_unit_test(blocs_believe_their_own),
        cmocka_unit_test(the_nonaligned_have_no_bloc),
        cmocka_unit_test(legitimacy_scales_governments_only),
        cmocka_unit_test(agreeing_statements_add_to_each_other),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
