# SPDX-License-Identifier: GPL-3.0-or-later
#
# What the people of each state use, from the split of devices and browsers:
# awk -f common.awk -f ecosystems.awk OUR/states.csv SOURCE/platform_share_by_state.csv
#
#   windows    .78 of the desktops
#   apple      .16 of the desktops, and iOS
#   other      .06 of the desktops
#   domestic   the browsers of Alibaba, Tencent and Baidu, out of Android
#   google     the rest of Android
#
# scaled so that they add up to 1.  The three shares of desktops are the
# world's (StatCounter), the same for every state for want of better.  A state
# that the source does not have gets the plain mean of its region.

FNR == 1 { file++; header_read(); next }

file == 1 { state_read(); next }

{
    row_read()
    i = cell("iso3")
    if (i in known)
        use_read(i)
}

function use_read(i,    desktop, android, m, sum)
{
    if (i in used)
        die(i " is there twice")
    used[i] = 1
    desktop = cell_number("device_desktop", 0, 100) + 0
    android = cell_number("device_android", 0, 100) + 0
    domestic = cell_number("Alibaba", 0, 100) + cell_number("Tencent", 0, 100) \
               + cell_number("Baidu", 0, 100)
    if (domestic > android)
        domestic = android
    share[i, "apple"] = .16 * desktop + cell_number("device_ios", 0, 100)
    share[i, "domestic"] = domestic
    share[i, "google"] = android - domestic
    share[i, "other"] = .06 * desktop
    share[i, "windows"] = .78 * desktop
    for (m = 1; m <= kinds; m++)
        sum += share[i, kind[m]]
    if (sum <= 0)
        die(i " has no devices")
    for (m = 1; m <= kinds; m++)
        share[i, kind[m]] /= sum
}

function use_fill(i,    k, m, n)
{
    for (k = 1; k <= states; k++)
        if ((state[k] in used) && region[state[k]] == region[i]) {
            n++
            for (m = 1; m <= kinds; m++)
                share[i, kind[m]] += share[state[k], kind[m]]
        }
    if (!n)
        die("no row in " region[i] " to fill " i " from")
    for (m = 1; m <= kinds; m++)
        share[i, kind[m]] /= n
}

# Five decimals; the largest takes what rounding leaves.
function use_write(i,    m, large, rest, part)
{
    rest = 100000
    large = 1
    for (m = 1; m <= kinds; m++) {
        part[m] = int(share[i, kind[m]] * 100000 + .5)
        rest -= part[m]
        if (part[m] > part[large])
            large = m
    }
    part[large] += rest
    for (m = 1; m <= kinds; m++)
        print i "," kind[m] "," plain(part[m] / 100000, 5)
}

BEGIN { kinds = split("apple domestic google other windows", kind, " ") }

END {
    if (failed)
        exit 1
    print "state,ecosystem,user_share"
    for (k = 1; k <= states; k++)
        if (!(state[k] in used))
            use_fill(state[k])
    if (failed)
        exit 1
    for (k = 1; k <= states; k++)
        use_write(state[k])
}
