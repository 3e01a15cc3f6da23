/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_inspection.c - the inspection game against exact tables and limits. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>

#include "support/near.h"
#include "support/oracle.h"
#include "theory/inspection.h"

static struct inspection
game_of(const struct oracle *o, size_t row)
{
    return (struct inspection){
        .cost = oracle_number(o, row, "e"),
        .loss_found = oracle_number(o, row, "a"),
        .gain = oracle_number(o, row, "d"),
        .penalty = oracle_number(o, row, "b"),
        .detection = oracle_number(o, row, "D")
    };
}

/* The tables are exact rationals; a few roundings of doubles. */
static void
equilibrium_agrees_with_the_table(void **state)
{
    struct oracle o;

    (void)state;
    oracle_load(&o, "o05_inspection.csv");
    assert_int_equal(o.n_rows, 72);
    for (size_t row = 0; row < o.n_rows; row++) {
        const struct inspection g = game_of(&o, row);
        struct inspection_result r = inspection_equilibrium(&g);
        assert_near(r.inspect, oracle_number(&o, row, "pr_inspect"), 1e-14);
        assert_near(r.violate, oracle_number(&o, row, "pr_violate"), 1e-14);
        assert_near(r.inspector, oracle_number(&o, row, "u_inspector"), 1e-14);
        assert_near(r.inspectee, oracle_number(&o, row, "u_inspectee"), 1e-14);
        assert_near(r.inspect * g.detection,
                    oracle_number(&o, row, "pr_caught_if_violate"), 1e-14);
    }
    oracle_free(&o);
}

static void
quantal_response_agrees_with_the_table(void **state)
{
    struct oracle o;

    (void)state;
    oracle_load(&o, "o05_qre.csv");
    assert_int_equal(o.n_rows, 30);
    for (size_t row = 0; row < o.n_rows; row++) {
        const struct inspection g = game_of(&o, row);
        double lambda = oracle_number(&o, row, "lambda");
        struct inspection_result r = inspection_quantal(&g, lambda);
        /* A rounding of the exponent is up to lambda x 1e-16. */
        assert_near(r.inspect, oracle_number(&o, row, "pr_inspect"), 1e-12);
        assert_near(r.violate, oracle_number(&o, row, "pr_violate"), 1e-12);
    }
    oracle_free(&o);
}

static void
threshold_rule_agrees_with_the_table(void **state)
{
    struct oracle o;
    int ties = 0;

    (void)state;
    oracle_load(&o, "o05_threshold_rule.csv");
    for (size_t row = 0; row < o.n_rows; row++) {
        double gain = oracle_number(&o, row, "gain");
        double penalty = oracle_number(&o, row, "penalty");
        double chance = oracle_number(&o, row, "pr_caught");
        ties += oracle_number(&o, row, "tie_keepgain") > 0;
        ties += oracle_number(&o, row, "tie_losegain") > 0;
        assert_int_equal(inspection_pays(gain, penalty, chance, 0),
                         (int)oracle_number(&o, row, "cheat_keepgain"));
        assert_int_equal(inspection_pays(gain, penalty, chance, 1),
                         (int)oracle_number(&o, row, "cheat_losegain"));
    }
    assert_true(ties > 0);
    oracle_free(&o);
}

static void
higher_penalty_lowers_inspections_not_violations(void **state)
{
    struct inspection g = { .cost = 0.1, .loss_found = 0.5, .gain = 1,
                            .penalty = 1, .detection = 0.9 };
    struct inspection_result mild = inspection_equilibrium(&g);

    (void)state;
    g.penalty = 4;
    struct inspection_result harsh = inspection_equilibrium(&g);
    assert_true(harsh.inspect < mild.inspect);
    assert_near(harsh.violate, mild.violate, 0);
}

static void
quantal_response_has_its_limits(void **state)
{
    const struct inspection g = { .cost = 0.1, .loss_found = 0.5, .gain = 1,
                                  .penalty = 4, .detection = 1 };
    struct inspection_result nash = inspection_equilibrium(&g);
    struct inspection_result noise = inspection_quantal(&g, 0);
    struct inspection_result sharp = inspection_quantal(&g, 1e6);

    (void)state;
    assert_near(noise.inspect, 0.5, 1e-15);
    assert_near(noise.violate, 0.5, 1e-15);
    /* The distance falls like 1/lambda: 3e-3 at 1000 in the table. */
    assert_near(sharp.inspect, nash.inspect, 1e-5);
    assert_near(sharp.violate, nash.violate, 1e-5);
}

static void
blind_inspection_deters_nobody(void **state)
{
    const struct inspection g = { .cost = 0.1, .loss_found = 0.5, .gain = 1,
                                  .penalty = 4, .detection = 0 };
    struct inspection_result r = inspection_equilibrium(&g);

    (void)state;
    assert_near(r.violate, 1, 0);
    assert_near(r.inspect, 0, 0);
    assert_near(r.inspectee, 1, 0);
}

/* An inspection that costs more than it is worth where everybody violates. */
static void
dear_inspection_is_never_made(void **state)
{
    const struct inspection g = { .cost = 0.6, .loss_found = 0.5, .gain = 1,
                                  .penalty = 4, .detection = 0.5 };
    struct inspection_result r = inspection_equilibrium(&g);

    (void)state;
    assert_near(r.violate, 1, 0);
    assert_near(r.inspect, 0, 0);
    assert_near(r.inspector, -1, 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equilibrium_agrees_with_the_table),
        cmocka_unit_test(quantal_response_agrees_with_the_table),
        cmocka_unit_test(threshold_rule_agrees_with_the_table),
        cmocka_unit_test(higher_penalty_lowers_inspections_not_violations),
        cmocka_unit_test(quantal_response_has_its_limits),
        cmocka_unit_test(blind_inspection_deters_nobody),
        cmocka_unit_test(dear_inspection_is_never_made),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
