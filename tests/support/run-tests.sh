#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# run-tests.sh PROGRAM... - runs test programs and scripts that speak TAP,
# prints what failed, and at the end "N passed, N failed".
#
# A program that crashes, hangs, ends badly without saying which test failed,
# or says fewer results than it planned counts as one failed test.
set -u
CMOCKA_MESSAGE_OUTPUT=tap
BUILD=${BUILD:-build}
DETENTE=${DETENTE:-$BUILD/detente}
export CMOCKA_MESSAGE_OUTPUT BUILD DETENTE
limit=${TEST_SECONDS:-900}  # for one program

said=$(mktemp) || exit 1
trap 'rm -f "$said"' EXIT
trap 'exit 130' INT TERM
passed=0 failed=0

for test; do
    case $test in
    */*) ;;
    *) test=./$test ;;
    esac
    case $test in
    *.sh) set -- sh "$test" ;;
    *) set -- "$test" ;;
    esac
    if command -v timeout >/dev/null 2>&1; then
        set -- timeout "$limit" "$@"
    fi
    "$@" >"$said" 2>&1 </dev/null
    status=$?

    skips=$(grep -c '^[not ]*ok .*# SKIP' "$said")
    good=$(grep '^ok ' "$said" | grep -vc '# SKIP')
    bad=$(grep '^not ok ' "$said" | grep -vc '# SKIP')
    plan=$(sed -n 's/^1\.\.\([0-9][0-9]*\).*/\1/p' "$said" | tail -n 1)
    plan=${plan:--1}
    passed=$((passed + good))
    failed=$((failed + bad))

    if [ "$bad" -gt 0 ]; then
        echo "$test"
        awk '/^ok |^1\.\./ { show = 0 }
             /^not ok / { show = !/# SKIP/ }
             show { print "    " $0 }' "$said"
    fi
    if [ "$status" -gt 123 ] || { [ "$status" != 0 ] && [ "$bad" = 0 ]; } ||
        [ $((good + bad + skips)) != "$plan" ]; then
        echo "$test: ended with status $status," \
            "$((good + bad)) results of $plan"
        tail -n 20 "$said" | sed 's/^/    /'
        failed=$((failed + 1))
    fi
done

echo "$passed passed, $failed failed"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
