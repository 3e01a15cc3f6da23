#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# show.sh - what a run would be given, from where, and what differs.
. tests/support/cli.sh

run show lessons/world@agency
is 'an arm' 0
test_that 'the origin of what the file says' \
    sh -c "grep -q '^decision.tempo  *23  *.*lessons/world.yaml:[0-9]' out"
test_that 'and of what it does not' \
    sh -c "grep -q '^attribution.skill .* default' out"
test_that 'the clause with its dates' says out \
    'clause agency, announced week 0 (2017-02-14), from week 45 ('
run show world
test_that 'cells filled by a rule' says out 'filled by a rule'
run show lessons/world@agency lessons/world@convention+agency
is 'two arms' 0
test_that 'what the second has more' \
    sh -c "grep -q '^clause norms  *-  *there' out"
test_that 'not what they share' sh -c "! grep -q attribution.skill out"

cat >mine.yaml <<'END'
title: Mine
inherits: lessons/world.yaml
attribution: {skill: 0.9}
states: {XAA: {defence: 0.7}}
events:
  - {at: 2019-03-04, crisis: [XAA, XBB], stakes: 3, weeks: 12}
END
run show mine
is 'a scenario of one own' 0
test_that 'its event' says out 'crisis of XAA and XBB, stakes 3 su, 12 weeks'
run show lessons/world mine
test_that 'an event that only one has' \
    sh -c "grep -q '^an imposed event  *-  *there' out"
test_that 'is told in full' says out \
    'week 106 (2019-02-26): crisis of XAA and XBB, stakes 3 su, 12 weeks'
test_that 'a parameter that differs' \
    sh -c "grep -q '^attribution.skill  *0.6  *0.9' out"
test_that 'with both origins' says out 'mine.yaml:3'
test_that 'a cell that differs' sh -c "grep -q '^states.XAA.defence .*0.7' out"
cat >twice.yaml <<'END'
title: Twice
inherits: mine.yaml
events+:
  - {at: 2018-01-01, set: attribution.skill, to: 0.3}
  - {at: 2019-03-04, crisis: [XAA, XBB], stakes: 3, weeks: 12}
END
run show twice mine
test_that 'one that comes twice in one of them' \
    [ "$(grep -c '^an imposed event  *there  *-' out)" = 2 ]
run show twice
test_that 'ids of events are those of the file' \
    says out 'e1, week 45 (2017-12-26): attribution.skill becomes 0.3'
cat >late.yaml <<'END'
title: Late
clauses:
  - response: {collective: yes}
    from: 2050-01-01
END
run show lessons/world@late
is 'a clause after the end is no error' 0
test_that 'but a note' says out 'never comes into force'
cat >powers.yaml <<'END'
title: Powers
clauses:
  - {entry: {must_include: [XCC, XAA]}, from: 2018-01-01}
END
run show lessons/world@powers
test_that 'the powers that a treaty needs' \
    sh -c "grep -q '^    entry.must_include  *XAA XCC' out"
run show world
test_that 'that states choose' sh -c "grep -q '^members  *choose' out"
run show world bound
test_that 'or not' sh -c "grep -q '^members  *choose  *all' out"
test_that 'in one line' sh -c '[ "$(wc -l <out)" -eq 2 ]'
run compare mine.yaml --replicates 5 -o res --quiet
is 'a scenario alone is held against its parent' 0
test_that 'which is the baseline' \
    sh -c 'sed -n 2p res/runs.csv | grep -q ^lessons/world,'
run show res
is 'a result' 0
test_that 'what made it' says out 'detente compare mine.yaml --replicates 5'
finish
