/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_coalition.c - self-enforcing treaties, against the exact sizes of
 * tests/oracles/o06_agreements.csv (Barrett 1994). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "support/near.h"
#include "support/oracle.h"
#include "theory/coalition.h"

static bool
form_of(const char *model, enum coalition_form *form)
{
    *form = strcmp(model, "lin_quad") == 0 ? COALITION_quadratic
                                           : COALITION_linear;
    return strcmp(model, "lin_quad") == 0 || strcmp(model, "lin_lin") == 0;
}

/* Is n in a list such as "0e 2e 3i"? */
static bool
listed(const char *list, uint32_t n)
{
    while (*list) {
        unsigned k = 0;
        int used = 0;
        if (sscanf(list, "%u%n", &k, &used) == 1 && k == n)
            return true;
        list += used;
        while (*list && *list != ' ')
            list++;
        list += *list == ' ';
    }
    return false;
}

static void
sizes_are_those_of_the_oracle(void **state)
{
    (void)state;
    struct oracle o;
    int n = 0;
    oracle_load(&o, "o06_agreements.csv");
    for (size_t row = 0; row < o.n_rows; row++) {
        struct coalition g;
        if (!form_of(oracle_text(&o, row, "model"), &g.form))
            continue;
        g.states = (uint32_t)oracle_number(&o, row, "N");
        g.benefit = oracle_number(&o, row, "b");
        g.cost = oracle_number(&o, row, "c");
        const char *sizes = oracle_text(&o, row,
            "stable_sizes(i=internal tie e=external tie)");
        for (uint32_t k = 0; k <= g.states; k++)
            assert_int_equal(coalition_is_stable(&g, k), listed(sizes, k));
        uint32_t most = coalition_largest(&g);
        assert_int_equal(most, (int)oracle_number(&o, row, "largest_stable"));
        /* sums of at most 190 terms */
        assert_close(coalition_acts(&g, most),
                     oracle_number(&o, row, "Q_largest"), 1e-12);
        assert_close(coalition_acts(&g, 0), oracle_number(&o, row, "Q_none"),
                     1e-12);
        assert_close(most * coalition_member(&g, most)
                     + (g.states - most) * coalition_outsider(&g, most),
                     oracle_number(&o, row, "W_largest"), 1e-12);
        n++;
    }
    oracle_free(&o);
    assert_true(n > 40);
}

static void
as_many_join_as_make_the_cost_worth_it(void **state)
{
    (void)state;
    for (double cost = 1.1; cost < 30; cost += 0.7) {
        struct coalition g = { COALITION_linear, 195, 1, cost };
        assert_int_equal(coalition_largest(&g), (uint32_t)ceil(cost - 1e-9));
        g.benefit = 0.25;
        g.cost = cost / 4;
        assert_int_equal(coalition_largest(&g), (uint32_t)ceil(cost - 1e-9));
    }
    /* at c/b above N nobody ever acts, and membership is empty words */
    struct coalition vain = { COALITION_linear, 5, 1, 7 };
    assert_near(coalition_acts(&vain, coalition_largest(&vain)), 0, 0);
}

static void
three_join_where_effort_can_be_chosen(void **state)
{
    (void)state;
    for (uint32_t n = 3; n < 200; n++) {
        struct coalition g = { COALITION_quadratic, n, 0.01 * n, 3.0 / n };
        assert_int_equal(coalition_largest(&g), 3);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sizes_are_those_of_the_oracle),
        cmocka_unit_test(as_many_join_as_make_the_cost_worth_it),
        cmocka_unit_test(three_join_where_effort_can_be_chosen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
