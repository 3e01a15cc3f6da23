#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# mutate.sh N SEED [PREFIX] - do the tests notice a broken line?
#
# Makes N random single-line mutations of sim/ (of files that begin with
# PREFIX), one at a time, in a scratch copy, and runs the tests of the module:
# those whose name matches the file's, then those of its folder in
# mutate-map.txt; what survives these has to survive all others too, the quick
# ones first.  A name cli/NAME is the script tests/cli/NAME.sh, which needs the
# program.  Lists what was killed and what survived.  A mutant that does not
# compile is not counted.  SAN=address notices what leaves its memory.
set -u
n=${1:-30} seed=${2:-1} prefix=${3:-${ONLY:-sim/}}
project=$(cd "$(dirname "$0")/.." && pwd)
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT TERM
(cd "$project" && cp -R Makefile sim include tests scenarios plots "$scratch")
cd "$scratch" || exit 1
BUILD=build DETENTE=build/detente
export BUILD DETENTE

build() {
    make -s BUILD=build CFLAGS=-O1 CC="${CC:-gcc}" MATH="${MATH:-musl}" \
        SAN="${SAN:-}" "$@" >make.log 2>&1
}

# The programs of some tests.
build_tests() {
    # shellcheck disable=SC2046
    build $(printf 'build/%s\n' "$@" | sed 's|/cli/.*|/detente|' | sort -u)
}

# passes TEST SECONDS
passes() {
    case $1 in
    cli/*) timeout "$2" sh "tests/$1.sh" >test.log 2>&1 </dev/null &&
        ! grep -q '^not ok' test.log && grep -q '^1\.\.' test.log ;;
    *) timeout "$2" "build/$1" >test.log 2>&1 </dev/null ;;
    esac
}

# The first of some tests that fails, "NAME" or "NAME, too slow".
killer() {
    for t in "$@"; do
        passes "$t" "$(cat "build/$t.seconds")"
        case $? in
        0) ;;
        124) echo "$t, too slow"; return ;;
        *) echo "$t"; return ;;
        esac
    done
}

# Names of the tests for sim/folder/module.c.
tests_of() {
    folder=$(basename "$(dirname "$1")")
    module=$(basename "$1" .c)
    {
        for t in "tests/test_$module".c "tests/test_${module%%_*}"*.c; do
            [ -f "$t" ] && basename "$t" .c
        done
        [ -f "tests/cli/$module.sh" ] && echo "cli/$module"
        awk -v folder="$folder" '$1 == folder {
            for (i = 2; i <= NF; i++) print $i }' tests/mutate-map.txt
    } | awk '!seen[$0]++' | grep -xF -f good.txt
}

# All others, the quick ones first.
tests_beside() {
    while read -r t; do
        case " $* " in
        *" $t "*) ;;
        *) echo "$(cat "build/$t.seconds") $t" ;;
        esac
    done <good.txt | sort -n | cut -d' ' -f2
}

build -k all tests || tail -n 3 make.log >&2
mkdir -p build/cli
for t in tests/test_*.c tests/cli/*.sh; do
    t=${t#tests/} t=${t%.*}
    start=$(date +%s)
    if passes "$t" 600; then
        # A mutant that takes much longer hangs.
        echo "$((3 * ($(date +%s) - start) + 5))" >"build/$t.seconds"
        echo "$t"
    else
        echo "not used, fails: $t" >&2
    fi
done >good.txt

# shellcheck disable=SC2046
awk -v seed="$seed" -f tests/support/mutants.awk \
    $(find sim -name '*.c' | grep "^$prefix" | sort) | sort >mutants.txt
echo "$(wc -l <mutants.txt) mutants known, $n tried, seed $seed"

tab=$(printf '\t')
killed=0 survived=0
while [ $((killed + survived)) -lt "$n" ] &&
    IFS=$tab read -r _ file line kind code; do
    cp "$file" original.c
    code=$code awk -v line="$line" '
        FNR == line { print ENVIRON["code"]; next } { print }
        ' original.c >"$file"
    # shellcheck disable=SC2046
    set -- $(tests_of "$file")
    if build "build/obj/${file%.c}.o"; then
        by= beside=
        [ $# -eq 0 ] || { build_tests "$@" && by=$(killer "$@"); }
        if [ -z "$by" ]; then
            # shellcheck disable=SC2046
            set -- $(tests_beside "$@")
            build_tests "$@" && by=$(killer "$@") beside=', not in the map'
        fi
        if [ -n "$by" ]; then
            killed=$((killed + 1))
            echo "killed    $file:$line: $kind (by $by$beside)"
        else
            survived=$((survived + 1))
            echo "SURVIVED  $file:$line: $kind"
            sed -n "${line}s/^/    - /p" original.c
            echo "    + $code"
        fi
    fi
    cp original.c "$file"
done <mutants.txt
echo "$killed killed, $survived survived"
