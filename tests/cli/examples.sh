#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# examples.sh - every example of every help text works as it stands there; but
# batches are cut to a few worlds of one year.
. tests/support/cli.sh

ln -s "$DETENTE_SCENARIOS" scenarios
mkdir bin && ln -s "$DETENTE" bin/detente
PATH=$work/bin:$PATH

# examples COMMAND - the lines above the first empty one.
examples() {
    "$DETENTE" "$1" --help | sed '/^$/q' | sed -n 's/^    //p'
}

# short LINE - the same with fewer worlds, where worlds are played.
short() {
    case $1 in
    *'compare result'* | *'plot dots result'*) echo "$1" ;;
    *compare* | *plot*) echo "$1 --replicates 3 --years 1" ;;
    *) echo "$1" ;;
    esac
}

try() {
    case $1 in
    'detente new '*) rm -f mine.yaml ;;
    'detente plot '*)
        command -v gnuplot >/dev/null || return ;;
    esac
    sh -c "$(short "$1")" >out 2>err </dev/null
    code=$?
    is "works: $1" 0
    test_that "says something: $1" [ -s out -o -s err ]
}

# new and compare make what others are about.
others=$("$DETENTE" --help | sed -n 's/^    \([a-z]*\)  *[A-Z[].*/\1/p' |
    grep -vx -e new -e compare)
test_that 'there are other commands' [ "$(echo "$others" | wc -l)" -ge 6 ]
for command in new compare $others; do
    examples "$command" >lines
    test_that "there are examples of $command" [ -s lines ]
    while read -r line; do
        try "$line"
    done <lines
done
"$DETENTE" --help | sed -n 's/^    \(detente .*\)/\1/p' >lines
while read -r line; do
    try "$line"
done <lines
"$DETENTE" explain why | sed -n 's/^    try *//p' >lines
while read -r line; do
    try "$line"
done <lines
finish
