# SPDX-License-Identifier: GPL-3.0-or-later
#
# Who makes what people use, a row a platform:
# awk -f common.awk -f firms.awk OUR/states.csv \
#     SOURCE/platform_share_by_state.csv SOURCE/firms.csv
#
# Own coding, all of it here (BEGIN): whose people a platform serves, who owns
# an ecosystem, which row of a firm carries its zero-days, and six firms that
# look for intruders and are not in the source.  Zero-days of makers who serve
# everybody count for `other`.  Shares that the source does not have stay
# blank.  Its two markets of operating systems become one, weighed by the
# devices of the people online.  Makers without a home state are left out.

BEGIN {
    split("desktop_os operating_system mobile_os operating_system " \
          "browser browser cloud cloud network_equipment network " \
          "security_appliance network enterprise_software software " \
          "security_software security chips_mobile hardware " \
          "handsets hardware", words, " ")
    for (k = 1; k in words; k += 2)
        segment_of[words[k]] = words[k + 1]
    serves("Microsoft", "operating_system browser", "windows")
    serves("Apple", "operating_system browser", "apple")
    serves("Google", "operating_system browser", "google")
    serves("Samsung", "browser hardware", "google")
    serves("Alibaba", "browser", "domestic")
    serves("Tencent", "browser", "domestic")
    serves("Mozilla", "browser", "other")
    serves("Opera", "browser", "other")
    serves("Cisco", "network", "other")
    serves("IBM", "cloud", "other")
    serves("Adobe", "software", "other")
    serves("Oracle", "software", "other")
    serves("Trend Micro", "security", "other")
    owner["Microsoft", "operating_system"] = 1
    owner["Apple", "operating_system"] = 1
    owner["Google", "operating_system"] = 1
    owner["Mozilla", "browser"] = 1
    owner["Tencent", "browser"] = 1
    guards = "Check Point:ISR CrowdStrike:USA ESET:SVK Mandiant:USA " \
             "Qihoo 360:CHN Symantec:USA"
}

function serves(firm, segments, ecosystem,    k, n, part)
{
    n = split(segments, part, " ")
    for (k = 1; k <= n; k++)
        served[firm, part[k]] = ecosystem
}

FNR == 1 { file++; header_read(); next }

file == 1 {
    state_read()
    online[cell("state")] = cell_number("population", 1, 1e10) \
        * cell_number("internet_latest_pct", 0, 100)
    next
}

file == 2 {
    row_read()
    if (cell("iso3") in online) {
        desks += online[cell("iso3")] * cell_number("device_desktop", 0, 100)
        devices += online[cell("iso3")] * 100
    }
    next
}

{
    row_read()
    if (cell("home_iso3") != "INT")
        platform_read(cell("vendor"), cell("segment"))
}

# Adds to the row that is there already: operating systems are of two markets.
function platform_read(firm, market,    segment, weight)
{
    if (!(market in segment_of))
        die("'" market "' is not a segment")
    if (!(cell("home_iso3") in known))
        die("an unknown home '" cell("home_iso3") "'")
    if ((firm in home) && home[firm] != cell("home_iso3"))
        die("another home of " firm)
    segment = segment_of[market]
    home[firm] = cell("home_iso3")
    zero_days[firm] = cell_number("zero_days_2014_2019", 0, 1e4)
    if ((firm, market) in there)
        die(firm " is there twice in " market)
    there[firm, market] = 1
    platform_add(firm, segment)
    weight = market == "desktop_os" ? desks / devices \
             : market == "mobile_os" ? 1 - desks / devices : 1
    if (cell("global_share_pct") != "")
        share[firm, segment] += \
            weight * cell_number("global_share_pct", 0, 100)
}

function platform_add(firm, segment)
{
    if (!((firm, segment) in platform)) {
        platform[firm, segment] = 1
        key[++keys] = firm SUBSEP segment
    }
}

function guards_add(    k, n, part, word)
{
    n = split(guards, part, ":")
    word = part[1]
    for (k = 2; k <= n; k++) {
        home[word] = substr(part[k], 1, 3)
        zero_days[word] = 0
        if (!(home[word] in known))
            die("an unknown home of " word)
        platform_add(word, "security")
        word = substr(part[k], 5)
    }
}

# The first row of those that serve people of its own, else its first row.
function count_where(    k, at)
{
    for (k = 1; k <= keys; k++) {
        split(key[k], at, SUBSEP)
        if (!(at[1] in counts_in) \
            || (!((at[1], counts_in[at[1]]) in served) && (key[k] in served)) \
            || ((key[k] in owner) && !((at[1], counts_in[at[1]]) in owner)))
            counts_in[at[1]] = at[2]
    }
}

END {
    if (failed)
        exit 1
    guards_add()
    sort_text(key, keys)
    count_where()
    print "firm,home,segment,ecosystem,owner,share_pct," \
          "zero_days_2014_2019,skill"
    for (k = 1; k <= keys; k++) {
        split(key[k], at, SUBSEP)
        firm = at[1]
        count = counts_in[firm] == at[2] ? zero_days[firm] : ""
        if (count > 0 && !(key[k] in served))
            die("zero-days of " firm " count for no ecosystem")
        print csv_text(firm) "," home[firm] "," at[2] "," served[key[k]] \
            "," (key[k] in owner) + 0 \
            "," (key[k] in share ? plain(share[key[k]], 2) : "") \
            "," count ",1"
    }
}
