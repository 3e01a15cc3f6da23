# SPDX-License-Identifier: GPL-3.0-or-later
#
# The number that goes into a scenario as world.scale, for any two tables of
# the shipped form:
# awk -v year=2017 -f common.awk -f scale.awk STATES.csv PAIRS.csv
#
#   K = Sum over ordered pairs of w_i v_ij,   w_i = programme_i^.7
#
# without chance (z = 0) and with the rivals of `year`.  Opportunities arise
# at the rate tempo w_i v_ij / K, so with this K `decision.tempo` is what the
# whole world has a year in 2013.  A state whose programme is blank has half a
# group with chance h = logistic(-4 + (tier - 3) + [has a rival] + [in East])
# and counts with what is to be expected, h .5^.7.

FNR == 1 { file++; header_read(); next }

file == 1 { state_read(); next }

{
    row_read()
    a = cell("a")
    b = cell("b")
    if (!(a in known) || !(b in known))
        die(a " or " b " is not in the table of states")
    begin = cell_number_or_blank("rivalry_start_year", 1500, 2100)
    end = cell_number_or_blank("rivalry_end_year", 1500, 2100)
    if (begin != "" && begin + 0 <= year + 0 \
        && (end == "" || end + 0 >= year + 0)) {
        rival[a, b] = rival[b, a] = 1
        has_rival[a] = has_rival[b] = 1
    }
    if (cell_number("defence_pact", 0, 1) + 0)
        pact[a, b] = pact[b, a] = 1
}

function weight(i)
{
    if (programme[i] != "")
        return programme[i] > 0 ? programme[i] ^ .7 : 0
    return .5 ^ .7 / (1 + exp(4 - (tier[i] - 3) - (i in has_rival) \
                              - (side(i) == 2)))
}

END {
    if (failed)
        exit 1
    if (year == "" || file < 2)
        die("usage: awk -v year=2017 -f common.awk -f scale.awk STATES PAIRS")
    for (i = 1; i <= states; i++)
        for (j = 1; j <= states; j++)
            if (i != j)
                sum += weight(state[i]) * pull(state[i], state[j])
    print plain(sum, 6)
}
