/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_law.c - what clauses mean in each week, from lists written by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "support/near.h"
#include "world/law.h"

static struct params p;
static struct law law;

static int
defaults(void **state)
{
    (void)state;
    params_defaults(&p);
    return 0;
}

static struct clause
clause(enum clause_kind kind, int32_t announced, int32_t from, int32_t until)
{
    struct clause c = { .kind = kind, .announced = announced, .from = from,
                        .until = until };

    levers_defaults(&c.levers);
    return c;
}

static bool
in_force(enum clause_kind kind, const struct clause *c, size_t n, int32_t week)
{
    law_compile(&law, c, n, week, &p);
    return law.in_force[kind];
}

static void
a_clause_is_in_force_from_its_date_to_the_week_before_its_end(void **state)
{
    (void)state;
    for (int k = 0; k < N_CLAUSES; k++) {
        struct clause c = clause((enum clause_kind)k, 3, 10, 20);
        for (int32_t week = -260; week < 520; week++) {
            assert_int_equal(in_force(c.kind, &c, 1, week),
                             week >= 10 && week < 20);
            for (int other = 0; other < N_CLAUSES; other++)
                assert_true(other == k || !law.in_force[other]);
        }
    }
}

static void
no_clause_is_in_force_before_the_start(void **state)
{
    struct clause c = clause(CLAUSE_agency, -100, -100, WEEK_NEVER);

    (void)state;
    assert_false(in_force(CLAUSE_agency, &c, 1, -1));
    assert_false(law.agency_announced);
    assert_true(in_force(CLAUSE_agency, &c, 1, 0));
    assert_true(in_force(CLAUSE_agency, &c, 1, WEEK_NEVER - 1));
    assert_false(in_force(CLAUSE_agency, NULL, 0, 5));
}

static void
an_agency_is_announced_before_it_opens(void **state)
{
    struct clause c = clause(CLAUSE_agency, 3, 10, 20);

    (void)state;
    c.levers.agency.believed_naming = 0.71;
    for (int32_t week = 0; week < 30; week++) {
        law_compile(&law, &c, 1, week, &p);
        assert_int_equal(law.agency_announced, week >= 3 && week < 20);
        assert_near(law.levers.agency.believed_naming,
                    week >= 3 && week < 20 ? 0.71 : 0, 0);
    }
}

/* One that is only announced does not push out one that is in force. */
static void
an_announced_agency_waits_for_its_date(void **state)
{
    struct clause c[] = { clause(CLAUSE_agency, 0, 5, WEEK_NEVER),
                          clause(CLAUSE_agency, 7, 12, WEEK_NEVER) };

    (void)state;
    c[0].levers.agency.capacity = 2;
    c[1].levers.agency.capacity = 3;
    law_compile(&law, c, 2, 11, &p);
    assert_near(law.levers.agency.capacity, 2, 0);
    law_compile(&law, c, 2, 12, &p);
    assert_near(law.levers.agency.capacity, 3, 0);
}

static void
the_clause_with_the_later_date_counts(void **state)
{
    struct clause c[] = { clause(CLAUSE_norms, 0, 30, 40),
                          clause(CLAUSE_norms, 0, 10, WEEK_NEVER) };

    (void)state;
    c[0].levers.norms.nu = 1;
    c[1].levers.norms.nu = 2;
    law_compile(&law, c, 2, 29, &p);
    assert_near(law.levers.norms.nu, 2, 0);
    law_compile(&law, c, 2, 30, &p);
    assert_near(law.levers.norms.nu, 1, 0);
    law_compile(&law, c, 2, 40, &p);            /* the first comes back  */
    assert_near(law.levers.norms.nu, 2, 0);
    c[1].from = 30;                             /* a tie: later in file  */
    law_compile(&law, c, 2, 30, &p);
    assert_near(law.levers.norms.nu, 2, 0);
}

static void
only_the_section_of_the_clause_is_read(void **state)
{
    struct clause c = clause(CLAUSE_response, 0, 0, WEEK_NEVER);

    (void)state;
    c.levers.norms.binding = 1;
    c.levers.norms.nu = 4;
    c.levers.agency.capacity = 9;
    c.levers.response.second_order = 1;
    law_compile(&law, &c, 1, 1, &p);
    assert_near(law.levers.norms.nu, 0, 0);
    assert_near(law.levers.agency.capacity, 0, 0);
    assert_near(law.levers.response.second_order, 1, 0);
    assert_false(law.norms_bind);
}

/* Each kind brings the levers of its own section, and no other. */
static void
every_section_comes_with_its_clause(void **state)
{
    (void)state;
    for (int k = 0; k < N_CLAUSES; k++) {
        struct clause c = clause((enum clause_kind)k, 0, 0, WEEK_NEVER);
        struct levers *l = &c.levers;
        l->accord.share_warnings = l->disclose.share = 0.9;
        l->nonproliferation.cut = l->assistance.defence_gain = 0.9;
        l->entry.notice = l->agency.dues = l->response.collective = 0.9;
        l->norms.reciprocal = 0.9;
        c.must_include[7] = true;
        law_compile(&law, &c, 1, 1, &p);
        const double got[N_CLAUSES] = {
            [CLAUSE_norms] = law.levers.norms.reciprocal,
            [CLAUSE_response] = law.levers.response.collective,
            [CLAUSE_agency] = law.levers.agency.dues,
            [CLAUSE_accord] = law.levers.accord.share_warnings,
            [CLAUSE_disclose] = law.levers.disclose.share,
            [CLAUSE_nonproliferation] = law.levers.nonproliferation.cut,
            [CLAUSE_assistance] = law.levers.assistance.defence_gain,
            [CLAUSE_entry] = law.levers.entry.notice };
        for (int n = 0; n < N_CLAUSES; n++)
            assert_near(got[n], n == k ? 0.9 : 0, 0);
        for (int i = 0; i < STATES_MOST; i++)
            assert_int_equal(law.must_include[i],
                             k == CLAUSE_entry && i == 7);
    }
}

/* From then on states may join; a voluntary norm is nothing to join. */
static void
binding_norms_are_announced_until_they_end(void **state)
{
    struct clause c = clause(CLAUSE_norms, 3, 10, 20);

    (void)state;
    for (int binding = 0; binding < 2; binding++) {
        c.levers.norms.binding = binding;
        for (int32_t week = -5; week < 30; week++) {
            law_compile(&law, &c, 1, week, &p);
            assert_int_equal(law.norms_announced,
                             binding && week >= 3 && week < 20);
        }
    }
}

static void
norms_bind_if_they_are_in_force_and_say_so(void **state)
{
    struct clause c = clause(CLAUSE_norms, 0, 5, WEEK_NEVER);

    (void)state;
    for (int binding = 0; binding < 2; binding++) {
        c.levers.norms.binding = binding;
        law_compile(&law, &c, 1, 4, &p);
        assert_false(law.norms_bind);
        law_compile(&law, &c, 1, 5, &p);
        assert_int_equal(law.norms_bind, binding);
    }
}

static void
members_are_held_to_the_cells_and_to_each_other_if_reciprocal(void **state)
{
    struct clause c = clause(CLAUSE_norms, 0, 5, WEEK_NEVER);

    (void)state;
    c.levers.norms.cells[KIND_theft][SECTOR_industry] = 1;
    law_compile(&law, &c, 1, 4, &p);
    assert_false(law_prohibits(&law, KIND_theft, SECTOR_industry, true, true));
    c.levers.norms.binding = 1;
    for (int reciprocal = 0; reciprocal < 2; reciprocal++) {
        c.levers.norms.reciprocal = reciprocal;
        law_compile(&law, &c, 1, 5, &p);
        for (int k = 0; k < N_KINDS; k++)
            for (int s = 0; s < N_SECTORS; s++)
                for (int who = 0; who < 4; who++) {
                    bool i = who & 1, j = who & 2;
                    bool want = k == KIND_theft && s == SECTOR_industry && i
                                && (j || !reciprocal);
                    assert_int_equal(law_prohibits(&law, (enum kind)k,
                                                   (enum sector)s, i, j),
                                     want);
                }
    }
}

/* Of the agency that began last, also when it has ended. */
static void
independence_outlives_an_agency(void **state)
{
    struct clause c[] = { clause(CLAUSE_agency, 20, 20, WEEK_NEVER),
                          clause(CLAUSE_agency, 0, 5, 10) };

    (void)state;
    c[0].levers.agency.independence = 0.9;
    c[1].levers.agency.independence = 0.2;
    for (int32_t week = 0; week < 30; week++) {
        assert_int_equal(in_force(CLAUSE_agency, c, 2, week),
                         (week >= 5 && week < 10) || week >= 20);
        assert_near(law.agency_independence,
                    week < 5 ? 0 : week < 20 ? 0.2 : 0.9, 0);
    }
}

static void
voluntary_norms_are_addressed_to_everybody(void **state)
{
    struct clause c = clause(CLAUSE_norms, 0, 5, WEEK_NEVER);

    (void)state;
    c.levers.norms.cells[KIND_theft][SECTOR_industry] = 1;
    c.levers.norms.binding = 0;
    c.levers.norms.reciprocal = 1;
    for (int who = 0; who < 4; who++) {
        law_compile(&law, &c, 1, 5, &p);
        assert_true(law_prohibits(&law, KIND_theft, SECTOR_industry, who & 1,
                                  who & 2));
        assert_false(law_prohibits(&law, KIND_theft, SECTOR_military, who & 1,
                                   who & 2));
        law_compile(&law, &c, 1, 4, &p);
        assert_false(law_prohibits(&law, KIND_theft, SECTOR_industry, who & 1,
                                   who & 2));
    }
}

/* With attribution.civil_skill 0.25 a seat share of 0.4 costs a tenth. */
static void
seats_of_civil_society_cost_the_agency_skill(void **state)
{
    struct clause c = clause(CLAUSE_agency, 0, 0, WEEK_NEVER);

    (void)state;
    p.attribution.civil_skill = 0.25;
    c.levers.agency.skill = 0.8;
    c.levers.agency.seats[SEAT_civil_society] = 0.4;
    law_compile(&law, &c, 1, 0, &p);
    assert_near(law.agency_skill, 0.7, 1e-15);          /* one rounding  */
    c.levers.agency.seats[SEAT_civil_society] = 0;
    law_compile(&law, &c, 1, 0, &p);
    assert_near(law.agency_skill, 0.8, 0);
}

static void
voluntary_norms_and_the_accord_need_no_members(void **state)
{
    struct clause c[N_CLAUSES];

    (void)state;
    assert_false(law_needs_members(NULL, 0));
    for (int k = 0; k < N_CLAUSES; k++) {
        c[k] = clause((enum clause_kind)k, 0, 0, WEEK_NEVER);
        assert_int_equal(law_needs_members(&c[k], 1), k != CLAUSE_accord);
    }
    c[0] = clause(CLAUSE_norms, 0, 0, WEEK_NEVER);
    c[0].levers.norms.binding = 0;
    assert_false(law_needs_members(c, 1));
    assert_true(law_needs_members(c, 2));
}

static void
clauses_are_found_by_their_names(void **state)
{
    (void)state;
    for (int k = 0; k < N_CLAUSES; k++) {
        assert_int_equal(clause_find(clause_name((enum clause_kind)k)), k);
        assert_true(*clause_meaning((enum clause_kind)k) != '\0');
    }
    assert_int_equal(clause_find("norm"), -1);
    assert_int_equal(clause_find(""), -1);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(
            a_clause_is_in_force_from_its_date_to_the_week_before_its_end),
        cmocka_unit_test(no_clause_is_in_force_before_the_start),
        cmocka_unit_test(an_agency_is_announced_before_it_opens),
        cmocka_unit_test(an_announced_agency_waits_for_its_date),
        cmocka_unit_test(the_clause_with_the_later_date_counts),
        cmocka_unit_test(only_the_section_of_the_clause_is_read),
        cmocka_unit_test(every_section_comes_with_its_clause),
        cmocka_unit_test(binding_norms_are_announced_until_they_end),
        cmocka_unit_test(norms_bind_if_they_are_in_force_and_say_so),
        cmocka_unit_test(
            members_are_held_to_the_cells_and_to_each_other_if_reciprocal),
        cmocka_unit_test(voluntary_norms_are_addressed_to_everybody),
        cmocka_unit_test(independence_outlives_an_agency),
        cmocka_unit_test(seats_of_civil_society_cost_the_agency_skill),
        cmocka_unit_test(voluntary_norms_and_the_accord_need_no_members),
        cmocka_unit_test(clauses_are_found_by_their_names),
    };
    return cmocka_run_group_tests(tests, defaults, NULL);
}
