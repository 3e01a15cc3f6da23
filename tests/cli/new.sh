#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# new.sh - a scenario to edit.
. tests/support/cli.sh

run new mine
is 'a new scenario' 0
test_that 'its path is the data' [ "$(cat out)" = mine.yaml ]
run check mine.yaml
is 'passes its own check' 0
test_that 'says what to try' says mine.yaml '#attribution: {skill: 0.6, '
test_that 'each section and key once' \
    [ -z "$(sed -n 's/^#*\([a-z]*\):.*/\1/p' mine.yaml | sort | uniq -d)" ]
sed 's/^#\([a-z]\)/\1/' mine.yaml >all.yaml
run check all.yaml
is 'with every line taken it is right' 0
run show world all
test_that 'and says what its parent does' says out 'nothing but the names'
test_that 'a range as large as the world' says mine.yaml '100 to 3000'
test_that 'in 80 columns' sh -c "! grep -q '.\{81\}' mine.yaml"
run new mine
is 'is not overwritten' 5
run new mine.yaml
is 'by its whole name neither' 5
run new yours --from lessons/world --quiet
is 'from another' 0
test_that 'quietly' silent err
test_that 'inherits that' says yours.yaml 'lessons/world.yaml'
test_that 'and its own regime and years' \
    sh -c "grep -q '^#regime: anarchy' yours.yaml &&
        grep -q '^#years: 10$' yours.yaml"
test_that 'a range that fits a small world' \
    sh -c "tr -d '\n#' <yours.yaml | grep -q 'worth trying: 2.3 to 70'"
sed 's/^#decision: {tempo: 23/decision: {tempo: 40/' yours.yaml >edited.yaml
run show lessons/world edited
test_that 'an edited line counts' sh -c "grep -q '^decision.tempo .*40' out"
mkdir sub
run new sub/deep --from mine
is 'in a folder, from one that is here' 0
run check sub/deep.yaml
is 'which is found again' 0
run new ours --from agency
is 'from a regime' 0
sed 's/^title: .*/title: "ours"/' "$DETENTE_SCENARIOS/regimes/agency.yaml" >a
test_that 'is a copy under its own title' cmp -s a ours.yaml
test_that 'which is told how to compare it' \
    says err 'compare lessons/world --regimes agency,ours.yaml'
run compare lessons/world --regimes agency,ours.yaml --replicates 2 --quiet
is 'that way' 0
run compare ours.yaml
is 'alone it is refused' 2
test_that 'with the way that works' says err '--regimes anarchy,ours.yaml'
cat >folded.yaml <<'END'
title: two
  lines
clauses:
  - {accord: {no_aid: yes}, from: 2018-01-01}
END
run new flat --from folded.yaml
is 'a title of more lines is replaced whole' 0
run new bad --from nowhere
is 'from nothing' 2
test_that 'nothing was written' [ ! -e bad.yaml ]
run new nofolder/x
is 'in no folder' 1
"$DETENTE" new plain --from lessons/world --quiet >out 2>err
run compare plain.yaml --replicates 2
test_that 'an unchanged one is told how to look for what differs' \
    says err 'nothing differs in any world'
run new 'a name' --from lessons/world
test_that 'a hint can be pasted' says err "compare 'a name.yaml'"
finish
