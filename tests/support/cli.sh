#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# cli.sh - read by the scripts of tests/cli/: runs the program in a folder of
# its own, looks at exit code, stdout and stderr, speaks TAP.
#
#     run ARGUMENT...          the program; sets $code, fills `out` and `err`
#     is NAME CODE             one test: the last run ended with CODE
#     test_that NAME COMMAND   one test: the command succeeds
#     says FILE TEXT           FILE holds TEXT
#     finish                   prints the plan
LC_ALL=C.UTF-8
export LC_ALL
root=$(pwd)
DETENTE=${DETENTE:-build/detente}
case $DETENTE in
/*) ;;
*) DETENTE=$root/$DETENTE ;;
esac
DETENTE_SCENARIOS=${DETENTE_SCENARIOS:-$root/scenarios}
DETENTE_PLOTS=${DETENTE_PLOTS:-$root/plots}
export DETENTE DETENTE_SCENARIOS DETENTE_PLOTS
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
count=0 code=0

run() {
    "$DETENTE" "$@" >out 2>err </dev/null
    code=$?
}

test_that() {
    count=$((count + 1))
    name=$1
    shift
    if "$@"; then
        echo "ok $count - $name"
    else
        echo "not ok $count - $name"
        echo "#   failed: $*; the last run ended with $code and said"
        sed 's/^/#     /' err 2>/dev/null | head -n 5
    fi
}

is() {
    test_that "$1" [ "$code" = "$2" ]
}

says() {
    grep -qF -e "$2" "$1"
}

silent() {
    [ ! -s "$1" ]
}

finish() {
    echo "1..$count"
}
