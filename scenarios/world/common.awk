# SPDX-License-Identifier: GPL-3.0-or-later
#
# What the table scripts share: reading and writing CSV, sorting, and the pull
# between two states.  Loaded before the script that uses it:
# awk -f common.awk -f states.awk ...  Runs in mawk and gawk alike.
#
# The pull of target j on initiator i, without chance:
#
#   v_ij = exp(.52 ln(gdp_j / USD 1e12) + 1.6 R + 1.6 O + .43 A + .6 G)
#
# R rivals in the year, O one in West and one in East, A defence pact, G same
# region.  The five numbers are the defaults of world.gdp_pull, rivalry_pull,
# opposition_pull, alliance_pull and region_pull in sim/base/params.def (a test
# compares them); the tables stay as they are when a scenario changes those.

function die(text)
{
    print FILENAME ":" FNR ": error: " text > "/dev/stderr"
    failed = 1
    exit 1
}

# Cuts a line of CSV into cells[1..n], with quotes as in RFC 4180; no cell may
# hold a line break.
function csv_split(line, cells,    n, rest, part)
{
    split("", cells)
    rest = line ","
    while (rest != "") {
        if (substr(rest, 1, 1) == "\"") {
            if (!match(rest, /^"([^"]|"")*",/))
                die("a quote that does not close")
            part = substr(rest, 2, RLENGTH - 3)
            gsub(/""/, "\"", part)
        } else {
            match(rest, /^[^,]*,/)
            part = substr(rest, 1, RLENGTH - 1)
        }
        cells[++n] = part
        rest = substr(rest, RLENGTH + 1)
    }
    return n
}

function csv_text(s)
{
    if (s !~ /[",]/)
        return s
    gsub(/"/, "\"\"", s)
    return "\"" s "\""
}

# Takes the current line as a header: cell() then finds columns by name.
function header_read(    i, names)
{
    width = csv_split($0, names)
    split("", column)
    for (i = 1; i <= width; i++)
        column[names[i]] = i
}

function row_read()
{
    if (csv_split($0, row) != width)
        die("this row does not have the header's " width " cells")
}

function cell(name)
{
    if (!(name in column))
        die("there is no column '" name "'")
    return row[column[name]]
}

# A cell that must be a plain number within low..high, as the text that it is:
# add 0 before comparing it.
function cell_number(name, low, high,    s)
{
    s = cell(name)
    if (s !~ /^[0-9]+([.][0-9]+)?$/ || s + 0 < low || s + 0 > high)
        die("'" s "' is not a number from " low " to " high " (" name ")")
    return s
}

# The same, or empty.
function cell_number_or_blank(name, low, high)
{
    return cell(name) == "" ? "" : cell_number(name, low, high)
}

# At most `digits` decimals and no zeros at the end.
function plain(x, digits,    s)
{
    s = sprintf("%." digits "f", x)
    if (s ~ /[.]/)
        sub(/[.]?0+$/, "", s)
    return s
}

function sort_text(a, n,    i, j, t)
{
    for (i = 2; i <= n; i++) {
        t = a[i]
        for (j = i - 1; j > 0 && (a[j] "") > (t ""); j--)
            a[j + 1] = a[j]
        a[j + 1] = t
    }
}

function median(a, n,    i, j, t)
{
    for (i = 1; i <= n; i++) {
        t = a[i] + 0
        for (j = i - 1; j > 0 && a[j] > t; j--)
            a[j + 1] = a[j]
        a[j + 1] = t
    }
    return n % 2 ? a[(n + 1) / 2] : (a[n / 2] + a[n / 2 + 1]) / 2
}

# Takes one row of a states table of the shipped form.
function state_read()
{
    row_read()
    state[++states] = cell("state")
    known[cell("state")] = 1
    gdp[cell("state")] = cell_number("gdp_musd", 0, 1e12)
    region[cell("state")] = cell("region")
    bloc[cell("state")] = cell("bloc")
    tier[cell("state")] = cell_number("military_tier", 1, 5)
    programme[cell("state")] = \
        cell_number_or_blank("programme_groups", 0, 1e4)
}

# 1 in West, 2 in East, 0 in neither.
function side(i)
{
    if (bloc[i] ~ /^(FVEY|NATO|US_partner|EU_nonNATO)$/)
        return 1
    return bloc[i] ~ /^(CN_RU_aligned|CSTO)$/ ? 2 : 0
}

# one in West, one in East
function opposed(i, j)
{
    return side(i) * side(j) == 2
}

# rival[] and pact[] are set by who loads this, both ways round.
function pull(i, j)
{
    return exp(.52 * log(gdp[j] / 1e6) + 1.6 * ((i, j) in rival) \
               + 1.6 * opposed(i, j) + .43 * ((i, j) in pact) \
               + .6 * (region[i] == region[j]))
}
