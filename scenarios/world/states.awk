# SPDX-License-Identifier: GPL-3.0-or-later
#
# The source states.csv to the shipped one: awk -f common.awk -f states.awk \
#     SOURCE/platform_share_by_state.csv SOURCE/states.csv
#
# What is worked out here, because it must not change when a scenario leaves a
# state out:
#   power           (n - rank) / (n - 1) by GDP, 1 = largest
#   wealth_rank     the same by GDP per head
#   trade_base      Sum over l != i of gdp_l k_il, k = 3 in the same region,
#                   else 1 (assumed)
# and what is blank in the source, each case named in the column `filled`:
#   internet 2010, 2015   latest x ratio of the region's medians, over its
#                         states that have both
#   internet latest year  none, or older than 2016: the commonest year, so
#                         that the last figure known stands
#   polyarchy             0.3
#   user_share            of ecosystems.csv, by ecosystems.awk: the state has no
#                         row in the source's platforms

BEGIN {
    split("FVEY NATO US_partner EU_nonNATO CN_RU_aligned CSTO GCC nonaligned",
          names, " ")
    for (i in names)
        blocs[names[i]] = 1
}

FNR == 1 { file++; header_read(); next }

file == 1 { row_read(); measured[cell("iso3")] = 1; next }

{
    row_read()
    i = cell("iso3")
    if (i !~ /^[A-Z][A-Z][A-Z]$/)
        die("'" i "' is not a state's code")
    if (i in known)
        die(i " is there twice")
    known[i] = 1
    state[++states] = i
    if (cell("name") == "" || cell("region") == "")
        die(i " has no name or no region")
    if (!(cell("bloc") in blocs))
        die("'" cell("bloc") "' is not a bloc")
    name[i] = cell("name")
    region[i] = cell("region")
    bloc[i] = cell("bloc")
    gdp[i] = cell_number("gdp_usd", 1, 1e18) / 1e6
    people[i] = cell_number("population", 1, 1e10)
    net2010[i] = cell_number_or_blank("internet_pct_2010", 0, 100)
    net2015[i] = cell_number_or_blank("internet_pct_2015", 0, 100)
    latest[i] = cell_number("internet_pct", 0, 100)
    year[i] = cell_number_or_blank("internet_year", 1990, 2100)
    tier[i] = cell_number("mil_tier", 1, 5)
    programme[i] = cell_number_or_blank("programme", 0, 1e4)
    polyarchy[i] = cell_number_or_blank("polyarchy", 0, 1)
}

# The share of value i among values[]: 0 lowest .. 1 highest.
function rank_share(values, i,    l, larger)
{
    for (l in values)
        larger += values[l] > values[i]
    return (states - 1 - larger) / (states - 1)
}

# Median of pct[] over median of latest[], over the region's states with both.
function region_ratio(pct, r,    s, n, a, b)
{
    for (s in known)
        if (region[s] == r && pct[s] != "") {
            a[++n] = pct[s]
            b[n] = latest[s]
        }
    if (!n)
        die("no figure in " r " to fill a blank from")
    return median(a, n) / median(b, n)
}

# Gathers all that is to be filled before anything is, so that no filled value
# enters a ratio.
function fill_internet(pct, label,    s, fill, v)
{
    for (s in known)
        if (pct[s] == "") {
            v = latest[s] * region_ratio(pct, region[s])
            fill[s] = plain(v > 100 ? 100 : v, 2)
        }
    for (s in fill) {
        pct[s] = fill[s]
        note(s, label)
    }
}

function fill_year(    s, count, best)
{
    for (s in known)
        count[year[s]]++
    delete count[""]
    for (s in count)
        if (best == "" || count[s] > count[best] \
            || (count[s] == count[best] && s + 0 > best + 0))
            best = s
    for (s in known)
        if (year[s] == "" || year[s] + 0 < 2016) {
            year[s] = best
            note(s, "internet_latest_year")
        }
}

function note(s, label)
{
    filled[s] = filled[s] (filled[s] == "" ? "" : " ") label
}

function trade_base(i,    k, s, sum)
{
    for (k = 1; k <= states; k++) {
        s = state[k]
        if (s != i)
            sum += gdp[s] * (region[s] == region[i] ? 3 : 1)
    }
    return sum
}

END {
    if (failed)
        exit 1
    if (states < 2)
        die("fewer than two states")
    fill_internet(net2010, "internet_2010_pct")
    fill_internet(net2015, "internet_2015_pct")
    fill_year()
    for (i in known) {
        per_head[i] = gdp[i] / people[i]
        if (polyarchy[i] == "") {
            polyarchy[i] = "0.3"
            note(i, "polyarchy")
        }
        if (!(i in measured))
            note(i, "user_share")
    }
    if (failed)
        exit 1
    sort_text(state, states)
    print "state,name,region,bloc,gdp_musd,population,internet_2010_pct," \
          "internet_2015_pct,internet_latest_pct,internet_latest_year," \
          "military_tier,programme_groups,polyarchy,power,wealth_rank," \
          "trade_base_musd,filled"
    for (k = 1; k <= states; k++) {
        i = state[k]
        print i "," csv_text(name[i]) "," csv_text(region[i]) "," bloc[i] \
            "," plain(gdp[i], 6) "," people[i] "," net2010[i] \
            "," net2015[i] "," latest[i] "," year[i] "," tier[i] \
            "," programme[i] "," polyarchy[i] \
            "," plain(rank_share(gdp, i), 6) \
            "," plain(rank_share(per_head, i), 6) \
            "," plain(trade_base(i), 6) "," filled[i]
    }
}
