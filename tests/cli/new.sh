#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# new.sh - a scenario to edit.
. tests/support/cli.sh

run new mine
is 'a new scenario' 0
test_that 'its path is the data' [ "$(cat out)" = mine.yaml ]
run check mine.yaml
is 'passes its own check' 0
test_that 'says what to try' says mine.yaml '#attribution: {skill: 0.6}'
test_that 'in 80 columns' sh -c "! grep -q '.\{81\}' mine.yaml"
run new mine
is 'is not overwritten' 5
run new mine.yaml
is 'by its whole name neither' 5
run new yours --from lessons/world --quiet
is 'from another' 0
test_that 'quietly' silent err
test_that 'inherits that' says yours.yaml 'lessons/world.yaml'
sed 's/^#decision: {tempo: .*/decision: {tempo: 40}/' yours.yaml >edited.yaml
run show lessons/world edited
test_that 'an edited line counts' sh -c "grep -q '^decision.tempo .*40' out"
mkdir sub
run new sub/deep --from mine
is 'in a folder, from one that is here' 0
run check sub/deep.yaml
is 'which is found again' 0
run new bad --from nowhere
is 'from nothing' 2
test_that 'nothing was written' [ ! -e bad.yaml ]
run new nofolder/x
is 'in no folder' 1
"$DETENTE" new plain --from lessons/world --quiet >out 2>err
run compare plain.yaml --replicates 2
test_that 'an unchanged one is told how to look for what differs' \
    says err 'nothing differs in any world'
finish
