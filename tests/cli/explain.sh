#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# explain.sh - every name that is listed is explained.
. tests/support/cli.sh

run explain --list
is 'the list' 0
test_that 'nothing else is said' silent err
sed -n 's/^  \([^ ][^ ]*\).*/\1/p' out >names
test_that 'it is long' [ "$(wc -l <names)" -gt 300 ]
while read -r name; do
    "$DETENTE" explain "$name" >one 2>&1 || echo "$name"
    [ "$(wc -l <one)" -ge 2 ] || echo "$name: too short"
done <names >bad
test_that 'every name of it is explained' silent bad
run explain week
is 'the week' 0
test_that 'in order, from politics' \
    sh -c 'sed -n 3p out | grep -q " 1  politics"'
run explain attribution.skill
for what in unit default range swept mark read source try; do
    test_that "a parameter has: $what" sh -c "grep -q '^    $what ' out"
done
test_that 'both ends of what is swept' says out '0.2 .. 1.2'
test_that 'three values to try' \
    [ "$(grep -c -e '--set attribution.skill=' out)" = 3 ]
run explain decision.gain.espionage
test_that 'one cell of a table' says out '--set decision.gain.espionage='
run explain rung
test_that 'a list with its words' says out 'rung.armed_conflict'
run explain ops_true runs.csv EXISTS agency in_kind
is 'several names' 0
test_that 'a fault has its exit code' says out 'exit code 5'
run explain anarchy lessons/world
is 'a regime and a scenario' 0
test_that 'say of themselves what they are' says out 'No treaty and no agency'
run explain agency
test_that 'a clause and the regime of its name' \
    says out 'agency, a scenario or regime'
test_that 'what is cut shows it' \
    sh -c 'grep -q " \.\.\.$" out'
run explain skil
is 'a wrong name' 2
test_that 'is guessed without its section' \
    says err "did you mean 'attribution.skill'"
run explain weak
is 'a wrong name of the week' 2
test_that 'is guessed too' says err "did you mean 'week'?"
run explain --search sanction
is 'a search' 0
test_that 'finds parameters and outcomes' says out 'sanctions'
run explain --search zzzz
is 'a search for nothing' 2
finish
