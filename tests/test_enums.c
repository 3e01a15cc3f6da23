/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_enums.c - the short lists: sides of blocs, cells in their order. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "base/enums.h"
#include "process/decision_menu.h"

static void
blocs_are_western_eastern_or_neither(void **state)
{
    static const struct {
        int bloc;
        int west, east;
    } row[] = {
        { BLOC_nonaligned, 0, 0 }, { BLOC_FVEY, 1, 0 }, { BLOC_NATO, 1, 0 },
        { BLOC_US_partner, 1, 0 }, { BLOC_EU_nonNATO, 1, 0 },
        { BLOC_CN_RU_aligned, 0, 1 }, { BLOC_CSTO, 0, 1 },
        { BLOC_GCC, 0, 0 },
    };

    (void)state;
    assert_int_equal(sizeof row / sizeof *row, N_BLOCS);
    for (size_t k = 0; k < N_BLOCS; k++) {
        assert_int_equal(bloc_is_western(row[k].bloc), row[k].west);
        assert_int_equal(bloc_is_eastern(row[k].bloc), row[k].east);
    }
}

/* The index of an act is the code of its draw in the race: it is part of every
 * result, so that this list may only grow. */
static void
acts_keep_their_codes(void **state)
{
    static const char *const want[] = {
        "espionage/government/own", "espionage/military/own",
        "espionage/infrastructure/own", "espionage/industry/own",
        "espionage/civilians/own", "theft/industry/own",
        "theft/industry/proxy", "theft/civilians/own",
        "theft/civilians/proxy", "influence/government/own",
        "influence/government/proxy", "influence/civilians/own",
        "influence/civilians/proxy", "disruption/government/own",
        "disruption/government/proxy", "disruption/infrastructure/own",
        "disruption/infrastructure/proxy", "disruption/civilians/own",
        "disruption/civilians/proxy", "destruction/military/own",
        "destruction/military/proxy", "destruction/infrastructure/own",
        "destruction/infrastructure/proxy", "destruction/industry/own",
        "destruction/industry/proxy",
    };

    (void)state;
    assert_int_equal(sizeof want / sizeof *want, N_ACTS);
    for (size_t n = 0; n < N_ACTS; n++) {
        char got[96] = "";
        strncat(got, list_word(LIST_kind, acts[n].kind), 30);
        strncat(got, "/", sizeof got - strlen(got) - 1);
        strncat(got, list_word(LIST_sector, acts[n].sector), 30);
        strncat(got, "/", sizeof got - strlen(got) - 1);
        strncat(got, list_word(LIST_executor, acts[n].executor), 30);
        assert_string_equal(got, want[n]);
    }
}

static void
words_are_found_in_their_lists_only(void **state)
{
    (void)state;
    for (int l = 0; l < N_LISTS; l++)
        for (int k = 0; k < list_size((enum list)l); k++)
            assert_int_equal(list_find((enum list)l,
                                       list_word((enum list)l, k)), k);
    assert_int_equal(list_find(LIST_kind, "government"), -1);
    assert_null(list_word(LIST_kind, -1));
    assert_null(list_word(LIST_kind, N_KINDS));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(blocs_are_western_eastern_or_neither),
        cmocka_unit_test(acts_keep_their_codes),
        cmocka_unit_test(words_are_found_in_their_lists_only),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
