# SPDX-License-Identifier: GPL-3.0-or-later
#
# Which pairs of states matter:
# awk -f common.awk -f pairs.awk OUR/states.csv SOURCE/pairs.csv
#
# A pair is listed if it is or was a rivalry, has a defence pact, or is on
# `watch`: one of the 200 pairs of West and East that pull each other most,
# v_ij + v_ji, with the rivalries of 2017.  The source's rivalries end with
# the source in 2020: that is written as blank, still open.

FNR == 1 { file++; header_read(); next }

file == 1 { state_read(); next }

{
    row_read()
    a = cell("a")
    b = cell("b")
    if (!(a in known) || !(b in known))
        die(a " or " b " is not in the table of states")
    if ((a "") >= (b ""))
        die("a pair is written once, in the order of the alphabet")
    if ((a, b) in listed)
        die(a " and " b " are there twice")
    pair_read(a, b)
}

function pair_read(a, b,    old, ally)
{
    old = cell_number("strategic_rivalry", 0, 1) + 0
    ally = cell_number("defense_pact_2018", 0, 1) + 0
    if (!old && !ally)
        return
    listed[a, b] = 1
    key[++keys] = a SUBSEP b
    if (old) {
        begin[a, b] = cell_number("rivalry_start", 1500, 2020) + 0
        end[a, b] = cell_number("rivalry_end", begin[a, b], 2020) + 0
        if (begin[a, b] <= 2017 && end[a, b] >= 2017)
            rival[a, b] = rival[b, a] = 1
        if (end[a, b] == 2020)
            end[a, b] = ""
    }
    if (ally)
        pact[a, b] = pact[b, a] = 1
}

# Sorted by key, ties in the sum go to the earlier key: the list does not
# depend on the order of any table.
function watch_choose(most,    i, j, p, q, n, cand, sum, before)
{
    for (i = 1; i <= states; i++)
        for (j = 1; j <= states; j++)
            if ((state[i] "") < (state[j] "") && opposed(state[i], state[j])) {
                cand[++n] = state[i] SUBSEP state[j]
                sum[n] = pull(state[i], state[j]) + pull(state[j], state[i])
            }
    for (p = 1; p <= n; p++) {
        before = 0
        for (q = 1; q <= n; q++)
            before += sum[q] > sum[p] \
                      || (sum[q] == sum[p] && (cand[q] "") < (cand[p] ""))
        if (before < most) {
            watch[cand[p]] = 1
            if (!(cand[p] in listed))
                key[++keys] = cand[p]
        }
    }
}

END {
    if (failed)
        exit 1
    watch_choose(200)
    sort_text(key, keys)
    print "a,b,rivalry_start_year,rivalry_end_year,defence_pact,watch"
    for (k = 1; k <= keys; k++) {
        split(key[k], ab, SUBSEP)
        print ab[1] "," ab[2] "," begin[key[k]] "," end[key[k]] \
            "," (key[k] in pact) + 0 "," (key[k] in watch) + 0
    }
}
