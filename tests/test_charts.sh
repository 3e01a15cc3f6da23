#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# test_charts.sh - draws the cases of test_dots in every preset: gnuplot says
# nothing, SVG is well-formed and described, the margin is white, no words lie
# on words.  What needs a tool that is not here is skipped.  Prints TAP.
set -u
LC_ALL=C
export LC_ALL
BUILD=${BUILD:-build}
plots=$(CDPATH='' cd -- "$(dirname -- "$0")/../plots" && pwd)
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
count=0 bad=0

# A program of the name convert need not be ImageMagick's.
usable() {
    case $1 in
    -) ;;
    convert) convert -version 2>/dev/null | grep -q ImageMagick ;;
    *) command -v "$1" >/dev/null 2>&1 ;;
    esac
}

# fact NAME NEEDED COMMAND [ARG...] - NEEDED: a program or "-".  What the
# command prints is what is wrong.
fact() {
    count=$((count + 1))
    name=$1 needed=$2
    shift 2
    if ! usable "$needed"; then
        echo "ok $count - $name # SKIP no $needed"
    elif found=$("$@" 2>&1) && [ -z "$found" ]; then
        echo "ok $count - $name"
    else
        bad=1
        echo "not ok $count - $name"
        printf '%s\n' "$found" | sed -n '1,8s/^/# /p'
    fi
}

if ! command -v gnuplot >/dev/null 2>&1; then
    echo "ok 1 - charts # SKIP no gnuplot"
    echo 1..1
    exit 0
fi
mkdir "$work/cases" "$work/out"
fact 'cases are written' - "$BUILD/test_dots" write "$work/cases"

each() { # COMMAND - called with case, preset, ending
    for case in "$work"/cases/*/; do
        for preset in article slide journal; do
            "$1" "$(basename "$case")" $preset "$2"
        done
    done
}

by_hand() {
    LC_ALL=C.UTF-8 gnuplot -d -c "$plots/dots.gp" "$work/cases/$1" \
        "$work/out/$1-$2.$3" "$2" 2>&1 | sed "s/^/$1 $2: /"
}
by_program() {
    "$BUILD/test_draw_chart" draw "$plots" "$work/cases/$1" \
        "$work/out/$1-$2.$3" "$2" || echo "$1 $2: not drawn"
}
well_formed() { xmllint --noout "$work/out/$1-$2.$3"; }
described() {
    grep -q '<title id="t">..........' "$work/out/$1-$2.$3" &&
        grep -q '<desc id="d">..............................' \
            "$work/out/$1-$2.$3" &&
        grep -q 'role="img" aria-labelledby="t d"' "$work/out/$1-$2.$3" ||
        echo "$1 $2: no title, description or role"
    [ "$(grep -c '<title' "$work/out/$1-$2.$3")" = 1 ] ||
        echo "$1 $2: more than one title"
}
# The journal has no outer margin but a hair.
white() {
    convert "$work/out/$1-$2.$3" -format '%w %h %@\n' info: | tr 'x+' '  ' |
        awk -v p="$1 $2" '{ e = 0.006 * $1; right = $1 - $3 - $5
            below = $2 - $4 - $6
            if ($5 < e || $6 < e || right < e || below < e)
                print p ": ink at the edge", $5, $6, right, below }'
}
# Boxes of words from the PDF, a quarter less high, must not meet.
apart() {
    pdftotext -bbox "$work/out/$1-$2.$3" - | awk -v p="$1 $2" '
        /<word / { split($0, q, "\""); t = $0; sub(/.*">/, "", t)
            sub(/<.*/, "", t); n++; w[n] = t; h = (q[8] - q[4]) / 4
            x0[n] = q[2]; y0[n] = q[4] + h; x1[n] = q[6]; y1[n] = q[8] - h }
        END { for (i = 1; i <= n; i++) for (j = i + 1; j <= n; j++)
            if (x0[i] < x1[j] - 0.3 && x0[j] < x1[i] - 0.3 &&
                y0[i] < y1[j] - 0.3 && y0[j] < y1[i] - 0.3)
                print p ": \"" w[i] "\" lies on \"" w[j] "\"" }'
}
# More than can be read is refused in one line, whatever the locale.
crowded() {
    mkdir "$work/crowd"
    awk -F, 'BEGIN { OFS = "," }
        /,panel,/ || /,panel_unit,/ { next }
        /,x_range,/ { for (p = 1; p <= 97; p++)
            print "\"Measure " p "\",panel," p "," } { print }' \
        "$work/cases/headlines/dots.words.csv" >"$work/crowd/dots.words.csv"
    cp "$work/cases/headlines/dots.csv" "$work/crowd"
    "$BUILD/test_draw_chart" draw "$plots" "$work/crowd" "$work/crowd.svg" \
        "$1" >"$work/said" 2>&1 && echo "$1: it was drawn"
    [ -e "$work/crowd.svg" ] && echo "$1: there is a picture"
    grep -q '97 measures do not fit: name at most [1-9][0-9]* with --metrics' \
        "$work/said" || cat "$work/said"
    rm -r "$work/crowd"
}
again() { # LOCALE
    LC_ALL=$1 "$BUILD/test_draw_chart" draw "$plots" "$work/cases/demo" \
        "$work/again.svg" article
    cmp "$work/again.svg" "$work/out/demo-article.svg"
}

fact 'svg is drawn' - each by_program svg
fact 'svg is well-formed' xmllint each well_formed svg
fact 'svg has title, description and role' - each described svg
fact 'svg is the same when drawn twice' - again C
fact 'svg is the same in another locale' - again C.UTF-8
fact 'what does not fit in an article is refused' - crowded article
fact 'what does not fit on a slide is refused' - crowded slide
fact 'png is drawn by hand without a word' - each by_hand png
fact 'the margin is white' convert each white png
fact 'pdf is drawn' - each by_program pdf
fact 'no words lie on words' pdftotext each apart pdf
echo 1..$count
exit $bad
