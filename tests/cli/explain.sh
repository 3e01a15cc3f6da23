#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# explain.sh - every name that is listed is explained.
. tests/support/cli.sh

run explain --list
is 'the list' 0
test_that 'nothing else is said' silent err
sed -n 's/^  \([^ ].*\)/\1/p' out | sed 's/   *.*//' >names
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
for what in unit default range swept mark read process source try; do
    test_that "a parameter has: $what" sh -c "grep -q '^    $what ' out"
done
test_that 'both ends of what is swept' says out '0.2 .. 1.2'
test_that 'two values to try, as whole commands' \
    [ "$(grep -c ' compare world --set attribution.skill=' out)" = 2 ]
test_that 'where it is read and told of' \
    says out 'sim/process/attribution.c; sim/MODEL.md 7.8'
"$DETENTE" explain --list |
    sed -n '/^parameters/,/^clauses/s/^  \([^ ]*\).*/\1/p' |
    while read -r name; do
        "$DETENTE" explain "$name" | sed -n 's/.* compare \(.* --set .*\)/\1/p'
    done >tries
test_that 'there are many' [ "$(wc -l <tries)" -gt 300 ]
while read -r arm set value; do
    "$DETENTE" show "$arm" "$set" "$value" >one 2>&1 </dev/null ||
        { echo "$arm $set $value" && cat one; }
done <tries >bad
test_that 'each can be set, in that arm' silent bad

# The parts of the document are the processes in the order of the week.
"$DETENTE" explain week | sed -n 's/^ *\([0-9][0-9]*\)  \([a-z]*\).*/\1 \2/p' |
    while read -r part name; do
        grep -q "^### 7.$part .*process/$name\.c" "$root/sim/MODEL.md" ||
            echo "no part 7.$part of $name"
        "$DETENTE" explain "$name" |
            grep -qF "$name.c; sim/MODEL.md 7.$part" ||
            echo "explain $name does not name 7.$part"
    done >bad
test_that 'processes name their part of the document' silent bad
run explain decision.gain.espionage
test_that 'one cell of a table' says out '--set decision.gain.espionage='
for word in su finding pair regime operation headline deep fitted observed \
    party interval seed clear 'no clear difference' 'too rare to tell' \
    'too few worlds' verdict arm world replicate crisis war rung kind tempo \
    worm zero-day baseline opportunity; do
    run explain "$word"
    is "a basic word: $word" 0
    test_that "its meaning comes first: $word" \
        sh -c "head -n 1 out | grep -q '^$word, a word of this program'"
done
run explain too rare to tell
test_that 'several words that are one name' \
    [ "$code $(head -n 1 out)" = '0 too rare to tell, a word of this program' ]
run explain rung
test_that 'a list with its words' says out 'rung.armed_conflict'
test_that 'which are not cut' says out 'infrastructure down'
for what in rung agency runs.csv events.csv states.csv decision; do
    run explain "$what"
    test_that "nothing that is asked for is cut: $what" \
        sh -c "! grep -q ' \.\.\.$' out"
    test_that "and it fits 80 columns: $what" sh -c "! grep -q '.\{81\}' out"
done
run explain 'Public findings' Detected
is 'labels as run prints them' 0
test_that 'name the outcome' says out 'findings_public, an outcome'
for column in $(sed 1q "$DETENTE_SCENARIOS/world/states.csv" | tr , ' '); do
    run explain "states.csv.$column"
    is "a column of states.csv: $column" 0
    test_that "has a reader or none: $column" \
        sh -c "grep -q '^    process ' out"
done
run explain openness
test_that 'what the model calls openness is a column of the table' \
    says out 'the column polyarchy'
run explain polyarchy
test_that 'and the other way round' says out "the model's openness"
run explain compare
test_that 'a command points to its help' says out 'compare --help'
run explain rung nonsensical su
is 'an unknown name among others' 2
test_that 'does not stop the others' says out 'su, a word of this program'
test_that 'and is named' says err "'nonsensical'"
run explain anarcy
test_that 'a regime is guessed too' says err "did you mean 'anarchy'"
run explain ops_true runs.csv EXISTS agency in_kind
is 'several names' 0
test_that 'a fault has its exit code' says out 'exit code 5'
run explain anarchy lessons/world
is 'a regime and a scenario' 0
test_that 'say of themselves what they are' says out 'No treaty and no agency'
run explain agency
test_that 'a clause and the regime of its name' \
    says out 'agency, a regime: '
run explain --list
test_that 'what is cut in the list shows it' \
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
run explain strike
test_that 'a process says which tables it writes of' \
    says out 'writes of operation'
test_that 'each once' [ "$(grep -c 'writes of operation$' out)" = 1 ]
run explain rung3
test_that 'a rung by its number' says out 'rung 3: disruption at most'
run explain rung7
is 'there is no seventh' 2
finish
