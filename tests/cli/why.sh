#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# why.sh - the chain of an event, undone, under another arm, from a folder.
. tests/support/cli.sh

# A small world in which findings start wars.
busy='--set decision.tempo=40 --set reaction.intercept.armed=0
    --set reaction.hard_severity=2 --set politics.war_chance=0
    --set attribution.public_rate=0.05'
arm="lessons/world@anarchy --replicate 1 $busy"

run why $arm --event war
is 'a war' 0
test_that 'nothing on stderr' silent err
test_that 'at most 80 columns' sh -c "! grep -q '.\{81\}' out"
test_that 'the war is the last link' \
    sh -c "grep -q 'War broke out between' out"
test_that 'its odds, and what was likelier' \
    says out 'not chosen, and likeliest'
test_that 'how to read them' says out 'How to read it'
test_that 'each column with its meaning' \
    sh -c 'sed -n "/How to read it/,\$p" out |
        grep -Eq "^    (fear|trade|belief|nationalism|base) +[a-z]"'
# Of the table of the answer: what is in front of each row, marked or not.
test_that 'they add up to 1' awk '
    $1 == "odds" && $2 == "worth" { inside = 1; sum = 0; rows = 0; next }
    inside && NF == 0 { inside = 0; if (sum < 0.995 || sum > 1.005) bad = 1 }
    inside && ($1 == ">" || $1 ~ /^[01][.]/) {
        sum += $1 == ">" ? $2 : $1; rows++; if (rows >= 3) some = 1 }
    END { exit bad || !some }' out
cp out first
run why $arm --event war
test_that 'the same answer twice' cmp -s first out

run why $arm --event war --format json
is 'as data' 0
test_that 'with the odds' says out '"alternatives": '
test_that 'and what was drawn' says out '"drawn": '
cause=$(sed -n 's/^ *"id": "\(.*\)",$/\1/p' out | head -n 1)
war=$(sed -n 's/^Why //p' first)
test_that 'its first cause has an id' [ -n "$cause" ]
run why $arm --event "$war" --unless "$cause"
is 'without its first cause' 0
test_that 'the war does not come' says out "$war does not happen"
test_that 'where the worlds part' says out 'The two worlds part in week'
test_that 'the outcomes side by side' says out 'Armed conflicts, war  '
test_that 'with units, where they are long below' \
    says out '      person-weeks per 1,000 online'
run why $arm --event "$war" --against convention+agency
is 'under another regime' 0
test_that 'it is the same scenario' \
    says out 'The same world in lessons/world@conv'
run why $arm --against lessons/world@anarchy
test_that 'the same arm never parts' says out 'never part'
run why $arm --event war --format dot
test_that 'a graph' says out "-> \"$war\";"
test_that 'with the odds too' says out 'likeliest'

run why $arm --event w1-XAA-nothing
is 'an id that is not there' 2
test_that 'near ones are named' says err 'near it: w'
run why $arm --event war --unless w1-XAA-nothing
is 'nothing to suppress' 2
run why $arm --event war --against agency --unless "${cause%%/*}/strike"
is 'what follows by itself is refused' 2
run why lessons/world@anarchy --years 1 --event war --set politics.war_chance=0
is 'a world without it' 2
test_that 'is told' says err 'there is no war'
run why lessons/world@anarchy --years 1 --event wrong
test_that 'in words' says err 'there is no wrong public finding'
run why $arm
is 'no question' 2
run why $arm --event war --worst loss
is 'two questions' 2
run why $arm --event war --format table
test_that 'its own formats' says err 'text, dot or json'
run why $arm --worst mean_nationalism
is 'an outcome that is of no event' 2
run why $arm --worst loss
is 'the worst of one world' 0
test_that 'with what its initiator let be' \
    sh -c "tr '\n' ' ' <out | tr -s ' ' | grep -q 'let it pass with 0[.]'"
test_that 'and nothing among it' grep -q ' 0[.]00  *nothing$' out
test_that 'is an operation' says out 'The operation with most of it (Loss)'
test_that 'with its loss as run would print it' \
    grep -q '(Loss): [0-9.,]* MUSD\.$' out

run compare lessons/world --regimes anarchy,agency --replicates 5 -o res \
    --quiet $busy
run why res --worst armed_conflicts --baseline agency
is 'the worst world of a folder' 0
most=$(awk -F, 'NR == 1 { for (i = 1; i <= NF; i++)
        if ($i == "armed_conflicts") at = i }
    $1 == "agency" && $at > most { most = $at; k = $3 } END { print k }' \
    res/runs.csv)
test_that 'is that of runs.csv' says out "    agency, world $most of seed 2017"
run why res --event war --replicate 1
test_that 'a world of a folder is that of its arm' \
    sh -c "sed 1,2d out >a; sed 1,2d first >b; cmp -s a b"
run why res --event war --seed 3
is 'a result has its own seed' 2
# A folder whose first world has no war.
run compare lessons/world --regimes anarchy,agency --replicates 8 --years 3 \
    -o few --quiet --set politics.war_chance=0.005 --set politics.crisis_rate=1
run why few --event war
is 'a world of a folder without it' 2
with=$(awk -F, 'NR == 1 { for (i = 1; i <= NF; i++)
        if ($i == "armed_conflicts") at = i }
    $1 == "anarchy" && $at > 0 { print $3; exit }' few/runs.csv)
test_that 'one that has it is named' \
    says err "world $with has: --replicate $with"
run why few --event war --replicate "$with"
is 'and does have it' 0
run why few --event withdrawal
test_that 'or that none has' says err "nor is there in any other world of few"
run explain why
is 'explained' 0
run why lessons/world --event foo
is 'no event and no word' 2
test_that 'is told which words there are' says err 'war, crisis, sanction'
finish
