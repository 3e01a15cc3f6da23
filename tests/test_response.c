/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_response.c - the race to see an operation, against competing
 * exponential hazards.  Bands are 4 standard errors of many operations put in
 * by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <string.h>

#include "process/process.h"
#include "support/hand.h"
#include "support/near.h"

enum { MANY = 12000, XAA = 0, XBB, XCC };

struct stage {
    struct arm a;
    struct world w;
    double firm, government;    /* hazards relative to phi                   */
};

static void
stage_set(struct stage *s, uint32_t replicate)
{
    *s = (struct stage){ 0 };
    hand_load(&s->a, "lessons/world@anarchy");
    hand_begin(&s->w, &s->a, replicate, MANY);
    hand_open(&s->w);
    s->w.p.response.takedown = 0;
    for (uint32_t k = 0; k < s->w.firm.n; k++)
        s->w.firm.skill[k] = 1.2;
    s->w.state.defence[XBB] = 0.7;
    s->firm = 1.2;
    s->government = s->w.p.response.government_skill * 0.7;
}

static void
stage_free(struct stage *s)
{
    world_free(&s->w);
    arm_free(&s->a);
}

/* `weeks` of life from this week on. */
static void
launch_many(struct stage *s, enum kind kind, bool success, int32_t weeks)
{
    for (int k = 0; k < MANY; k++) {
        uint32_t o = hand_operation(&s->w, XAA, XBB, kind, SECTOR_government);
        s->w.operation.success[o] = success;
        s->w.operation.ends[o] = s->w.week + weeks;
    }
}

/* The week of launch, which is open, and those after it. */
static void
watch(struct stage *s, int weeks)
{
    for (int k = 0; k < weeks; k++) {
        if (k > 0)
            hand_open(&s->w);
        response(&s->w);
        s->w.week++;
    }
    assert_int_equal(s->w.overflow, N_TABLES);
}

static double
seen_within(const struct stage *s, int weeks)
{
    double n = 0;

    for (uint32_t o = 0; o < MANY; o++)
        n += s->w.operation.detected[o] < weeks;
    return n;
}

/* ---- how long ----------------------------------------------------------- */

/* P(seen within n weeks) = 1 - exp(-n phi (s_F + kG s_G)). */
static void
covert_operations_wait_exponentially(void **state)
{
    static const int at[] = { 1, 4, 13, 26, 52, 104, 200 };

    (void)state;
    for (enum kind k = KIND_espionage; k <= KIND_influence; k++) {
        struct stage s;
        stage_set(&s, k);
        launch_many(&s, k, true, 10000);
        watch(&s, 200);
        double h = s.w.p.response.detection[k] * (s.firm + s.government);
        for (int n = 0; n < 7 && exp(-h * at[n]) > 0.005; n++)
            hand_assert_share(seen_within(&s, at[n]), MANY,
                              -expm1(-h * at[n]), "seen");
        stage_free(&s);
    }
}

/* 90 % in week one, and a tenth of the others in each later week. */
static void
overt_operations_are_seen_at_once(void **state)
{
    (void)state;
    for (enum kind k = KIND_disruption; k <= KIND_destruction; k++) {
        struct stage s;
        stage_set(&s, 10 + k);
        launch_many(&s, k, true, 10000);
        watch(&s, 10);
        for (int n = 1; n <= 10; n++)
            hand_assert_share(seen_within(&s, n), MANY,
                              1 - 0.1 * pow(0.9, n - 1), "seen");
        stage_free(&s);
    }
}

/* Hazards x 1/4 from the week after the last one on. */
static void
what_has_ended_is_seen_less(void **state)
{
    struct stage s;

    (void)state;
    stage_set(&s, 20);
    launch_many(&s, KIND_theft, true, 10);
    watch(&s, 100);
    double h = s.w.p.response.detection[KIND_theft] * (s.firm + s.government);
    for (int n = 5; n <= 100; n += 19) {
        double met = n <= 10 ? n * h : 10 * h + 0.25 * (n - 10) * h;
        hand_assert_share(seen_within(&s, n), MANY, -expm1(-met), "seen");
    }
    stage_free(&s);
}

/* Hazards x 1/2: of overt ones in week one 1 - sqrt(0.1). */
static void
what_has_failed_is_seen_less(void **state)
{
    struct stage s;

    (void)state;
    stage_set(&s, 30);
    launch_many(&s, KIND_disruption, false, 10000);
    watch(&s, 5);
    for (int n = 1; n <= 5; n++)
        hand_assert_share(seen_within(&s, n), MANY,
                          1 - sqrt(0.1 * pow(0.9, n - 1)), "seen");
    stage_free(&s);

    stage_set(&s, 31);
    launch_many(&s, KIND_espionage, false, 10000);
    watch(&s, 50);
    double h = s.w.p.response.detection[KIND_espionage] / 2
               * (s.firm + s.government);
    hand_assert_share(seen_within(&s, 50), MANY, -expm1(-50 * h), "seen");
    stage_free(&s);
}

/* Nobody sees it 104 weeks after its end; its initiator is told. */
static void
operations_lapse_two_years_after_their_end(void **state)
{
    struct stage s;
    double lapsed = 0, closed = 0;

    (void)state;
    stage_set(&s, 40);
    launch_many(&s, KIND_espionage, true, 6);
    watch(&s, 200);
    for (uint32_t o = 0; o < MANY; o++) {
        bool seen = s.w.operation.detected[o] != NEVER;
        assert_int_equal(s.w.operation.lapsed[o], seen ? NEVER : 6 + 104);
        assert_true(!seen || s.w.operation.detected[o] <= 6 + 104);
        lapsed += !seen;
    }
    for (uint32_t e = 0; e < s.w.event.n; e++)
        closed += s.w.event.kind[e] == EVENT_closed;
    assert_true(lapsed == closed);
    /* Six weeks of life, 105 looks after it. */
    double h = s.w.p.response.detection[KIND_espionage]
               * (s.firm + s.government);
    hand_assert_share(lapsed, MANY, exp(-h * (6 + 105 * 0.25)), "lapsed");
    assert_int_equal(s.w.unseen.n, 0);
    stage_free(&s);
}

/* ---- who ---------------------------------------------------------------- */

/* Competing exponentials: P(firm first) = s_F/(s_F + kG s_G), whenever. */
static void
the_firm_is_first_by_its_share_of_the_hazard(void **state)
{
    static const enum kind kinds[] = { KIND_espionage, KIND_destruction };

    (void)state;
    for (int k = 0; k < 2; k++) {
        struct stage s;
        double early[2] = { 0 }, late[2] = { 0 };
        stage_set(&s, (uint32_t)(50 + k));
        launch_many(&s, kinds[k], true, 10000);
        watch(&s, 200);
        int32_t middle = k ? 0 : 30;
        for (uint32_t o = 0; o < MANY; o++) {
            if (s.w.operation.detected[o] == NEVER)
                continue;
            double *to = s.w.operation.detected[o] <= middle ? early : late;
            to[0]++;
            to[1] += s.w.operation.by_firm[o];
        }
        double p = s.firm / (s.firm + s.government);
        hand_assert_share(early[1], early[0], p, "firm first, early");
        hand_assert_share(late[1], late[0], p, "firm first, late");
        stage_free(&s);
    }
}

/* Nobody sells security, and desk, home and hand are nobody's. */
static void
without_firms(struct stage *s)
{
    struct tables *t = &s->a.in.tables;

    for (uint32_t k = 0; k < t->n_firms; k++)
        t->firm[k].security = false;
    for (uint32_t m = 0; m < t->n_ecosystems; m++)
        t->ecosystem[m].owner = NO_FIRM;
}

static void
without_skill(struct stage *s)
{
    for (uint32_t k = 0; k < s->w.firm.n; k++)
        s->w.firm.skill[k] = 0;
}

static void
without_a_firm_the_government_is_first(void **state)
{
    (void)state;
    for (uint32_t k = 0; k < 2; k++) {
        struct stage s;
        stage_set(&s, 55 + 100 * k);
        (k ? without_firms : without_skill)(&s);
        launch_many(&s, KIND_theft, true, 10000);
        watch(&s, 100);
        double h = s.w.p.response.detection[KIND_theft] * s.government;
        hand_assert_share(seen_within(&s, 100), MANY, -expm1(-100 * h),
                          "seen");
        for (uint32_t o = 0; o < MANY; o++) {
            assert_int_equal(s.w.operation.by_firm[o], 0);
            assert_true((s.w.operation.firm[o] == NO_FIRM) == (k == 1));
        }
        stage_free(&s);
    }
}

static uint32_t
ecosystem_of(const struct world *w, const char *name)
{
    for (uint32_t m = 0; m < w->ecosystem.n; m++)
        if (strcmp(w->in->tables.ecosystem[m].name, name) == 0)
            return m;
    fail_msg("no ecosystem %s", name);
    return 0;
}

static uint16_t
firm_named(const struct world *w, const char *name)
{
    for (uint16_t f = 0; f < w->firm.n; f++)
        if (strcmp(w->in->tables.firm[f].name, name) == 0)
            return f;
    fail_msg("no firm %s", name);
    return NO_FIRM;
}

/* Half the time the owner of what is attacked, half a security firm: the one
 * of this world owns `hand` itself. */
static void
the_owner_or_a_security_firm_may_see_it(void **state)
{
    static const char *const owner[][2] = { { "desk", "Borealsoft" },
        { "home", "Arran Systems" }, { "hand", "Cendrian Works" } };

    (void)state;
    for (uint32_t k = 0; k < 3; k++) {
        struct stage s;
        double owned = 0;
        stage_set(&s, 57 + k);
        launch_many(&s, KIND_theft, true, 10000);
        memset(s.w.operation.ecosystem, (int)ecosystem_of(&s.w, owner[k][0]),
               MANY);
        uint16_t f = firm_named(&s.w, owner[k][1]);
        uint16_t other = firm_named(&s.w, "Cendrian Works");
        watch(&s, 1);
        for (uint32_t o = 0; o < MANY; o++) {
            owned += s.w.operation.firm[o] == f;
            assert_true(s.w.operation.firm[o] == f
                        || s.w.operation.firm[o] == other);
        }
        if (f == other)
            assert_true(owned == MANY);
        else
            hand_assert_share(owned, MANY, 0.5, owner[k][1]);
        stage_free(&s);
    }
}

/* Of several security firms each as often as another. */
static void
security_firms_are_all_alike(void **state)
{
    struct stage s;
    double by[8] = { 0 };

    (void)state;
    stage_set(&s, 58);
    struct tables *t = &s.a.in.tables;
    for (uint32_t f = 0; f < t->n_firms; f++)
        t->firm[f].security = true;
    t->ecosystem[0].owner = NO_FIRM;
    launch_many(&s, KIND_theft, true, 10000);
    watch(&s, 1);
    for (uint32_t o = 0; o < MANY; o++)
        by[s.w.operation.firm[o]]++;
    for (uint32_t f = 0; f < t->n_firms; f++)
        hand_assert_share(by[f], MANY, 1.0 / t->n_firms, "security firms");
    stage_free(&s);
}

static void
who_cannot_be_seen_is_not_seen(void **state)
{
    struct stage s;

    (void)state;
    stage_set(&s, 56);
    without_skill(&s);
    s.w.state.defence[XBB] = 0;
    launch_many(&s, KIND_espionage, true, 100);
    watch(&s, 100);
    assert_true(seen_within(&s, 1000) == 0);
    stage_free(&s);
}

/* ---- for whom it ends --------------------------------------------------- */

/* Victims XBB (the first), XCC (its ally) and XAA (neither): a government
 * cleans its own, a firm the first two for certain and the third with chance
 * 1/2. */
static void
it_ends_two_weeks_later_for_those_protected(void **state)
{
    struct stage s;
    double abroad = 0, n = 0;

    (void)state;
    stage_set(&s, 60);
    for (int k = 0; k < MANY; k++) {
        hand_operation(&s.w, XAA, XBB, KIND_disruption, SECTOR_civilians);
        hand_victim(&s.w, XCC);
        hand_victim(&s.w, XAA);
    }
    watch(&s, 3);
    for (uint32_t o = 0; o < MANY; o++) {
        int32_t clean = s.w.operation.detected[o] + 2;
        uint32_t first = s.w.operation.first_victim[o];
        const int32_t *ended = &s.w.victim.ended[first];
        bool firm = s.w.operation.by_firm[o];
        if (s.w.operation.detected[o] == NEVER) {
            assert_true(ended[0] == NEVER && ended[1] == NEVER);
            continue;
        }
        assert_int_equal(ended[0], clean);
        assert_int_equal(ended[1], firm ? clean : NEVER);
        assert_true(ended[2] == NEVER || (firm && ended[2] == clean));
        n += firm;
        abroad += ended[2] != NEVER;
    }
    hand_assert_share(abroad, n, s.w.p.response.protect_abroad, "abroad");
    stage_free(&s);
}

/* Does a firm that sees it clean the users of the stranger XAA up? */
static void
strangers(struct stage *s, double *n, double *clean)
{
    for (int k = 0; k < MANY; k++) {
        hand_operation(&s->w, XAA, XBB, KIND_disruption, SECTOR_civilians);
        hand_victim(&s->w, XAA);
    }
    watch(s, 1);
    *n = *clean = 0;
    for (uint32_t o = 0; o < MANY; o++) {
        uint32_t v = s->w.operation.first_victim[o] + 1;
        if (s->w.operation.detected[o] == NEVER || !s->w.operation.by_firm[o])
            continue;
        ++*n;
        *clean += s->w.victim.ended[v] != NEVER;
    }
    assert_true(*n > MANY / 4);
}

/* Bound by an accord that says so, firms protect customers everywhere; outside
 * it, in one that does not say so, or before its date, by chance as ever. */
static void
the_accord_protects_everywhere(void **state)
{
    (void)state;
    for (uint32_t k = 0; k < 4; k++) {
        struct stage s;
        double n, clean;
        stage_set(&s, 61 + k);
        s.w.law.in_force[CLAUSE_accord] = k != 2;
        s.w.law.levers.accord.protect_everywhere = k != 1;
        memset(s.w.firm.member, k != 0, s.w.firm.n);
        strangers(&s, &n, &clean);
        if (k == 3)
            assert_true(clean == n);
        else
            hand_assert_share(clean, n, s.w.p.response.protect_abroad,
                              "abroad");
        stage_free(&s);
    }
}

static void
a_detection_leaves_one_event_in_its_week(void **state)
{
    struct stage s;
    double events = 0;

    (void)state;
    stage_set(&s, 70);
    launch_many(&s, KIND_theft, true, 20);
    watch(&s, 60);
    for (uint32_t e = 0; e < s.w.event.n; e++)
        if (s.w.event.kind[e] == EVENT_detection) {
            uint32_t o = s.w.event.row[e];
            assert_int_equal(s.w.event.week[e], s.w.operation.detected[o]);
            assert_int_equal(s.w.operation.seen_event[o], e);
            assert_near(s.w.event.amount[e],
                        s.w.operation.detected[o] - s.w.operation.launched[o],
                        0);
            events++;
        }
    assert_true(events == seen_within(&s, 60));
    stage_free(&s);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(covert_operations_wait_exponentially),
        cmocka_unit_test(overt_operations_are_seen_at_once),
        cmocka_unit_test(what_has_ended_is_seen_less),
        cmocka_unit_test(what_has_failed_is_seen_less),
        cmocka_unit_test(operations_lapse_two_years_after_their_end),
        cmocka_unit_test(the_firm_is_first_by_its_share_of_the_hazard),
        cmocka_unit_test(without_a_firm_the_government_is_first),
        cmocka_unit_test(the_owner_or_a_security_firm_may_see_it),
        cmocka_unit_test(security_firms_are_all_alike),
        cmocka_unit_test(who_cannot_be_seen_is_not_seen),
        cmocka_unit_test(it_ends_two_weeks_later_for_those_protected),
        cmocka_unit_test(the_accord_protects_everywhere),
        cmocka_unit_test(a_detection_leaves_one_event_in_its_week),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
