#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# readme.sh TABLE CHART - puts the demo's printed table and its chart between
# the two markers of README.md.  `make plots` calls it.
set -eu
table=$1 chart=$2
cd "$(dirname "$0")/.."
begin='<!-- begin: written by make plots -->'
end='<!-- end: written by make plots -->'

if ! grep -qxF "$begin" README.md || ! grep -qxF "$end" README.md; then
    echo "README.md lacks the lines '$begin' and '$end'" >&2
    exit 1
fi
if ! test -s "$table" || ! test -s "$chart"; then
    echo "readme.sh: '$table' or '$chart' is missing or empty" >&2
    exit 1
fi
cp "$chart" plots/demo.svg
awk -v begin="$begin" -v end="$end" -v table="$table" '
    $0 == end { inside = 0 }
    !inside { print }
    $0 == begin {
        inside = 1
        print "\n![The regimes compared on the same worlds](plots/demo.svg)\n"
        print "```text"
        while ((getline line < table) > 0) print line
        print "```\n"
    }' README.md >README.md.tmp
mv README.md.tmp README.md
