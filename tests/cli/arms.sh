#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# arms.sh - which arms may be compared, and what they are called.
. tests/support/cli.sh
one='--replicates 1 --quiet'

cat >short.yaml <<END
inherits: lessons/world
years: 5
END
run compare short.yaml $one
is 'arms of different length are not compared' 2
test_that 'both lengths are told' \
    says err "'short' runs for 5 years, 'lessons/world' for 10"
test_that 'and what helps' says err '--years 5'
test_that 'nothing was run' silent out
run compare short.yaml $one --years 5
is '--years makes them alike' 0
cat >late.yaml <<END
inherits: lessons/world
start: 2018-01-01
END
run compare late.yaml $one
is 'nor arms that start at different dates' 2
test_that 'both dates are told' says err \
    "'late' starts on 2018-01-01, 'lessons/world' on 2017-02-14"
run compare short.yaml $one --regimes anarchy,agency
is 'arms that are alike, whatever their parent' 0

run compare lessons/world world $one --metrics ops_true -o folders
is 'two scenarios of one name' 0
test_that 'the folder tells them apart in the table' says out '  lessons/world'
test_that 'and in the sentence' says out ' in lessons/world and '
test_that 'which names the world' says out '(lessons/world: "Three states")'
test_that 'in the data' says folders/runs.csv 'lessons/world,0,0,ok'
test_that 'and in the manifest' says folders/manifest.json \
    '"arm": "lessons/world"'
run compare folders
test_that 'also when it is read again' says out ' in lessons/world and '
cat >world.yaml <<END
inherits: lessons/world
END
run compare world.yaml $one
is 'a child called as its parent' 0
test_that 'the parent is the baseline' says out '  lessons/world '
run compare short.yaml --regimes agency --years 2 $one
test_that 'one regime is of both' says out '  lessons/world@agency'
cp "$DETENTE_SCENARIOS/regimes/agency.yaml" pact.yaml
run compare lessons/world short.yaml --years 2 --regimes anarchy,pact.yaml $one
test_that 'a regime is called like its file' says out 'short@pact '
run compare agency agency $one
is 'the same arm twice' 2

run compare lessons/world --set attribution.skill=1.2 --replicates 12 --quiet
is 'a setting of an arm that inherits nothing' 0
test_that 'is held against the arm without it' \
    grep -q '^  lessons/world\( *[0-9]\|$\)' out
test_that 'and is called by what was set' says out 'attribution.skill=1.2'
run compare lessons/world --set attribution.skill=1.2 --set politics.trend=0 \
    $one --format csv --metrics ops_true
test_that 'by all of it' says out \
    'lessons/world+attribution.skill=1.2+politics.trend=0,lessons/world,'
run compare short.yaml --years 2 --set attribution.skill=1.2 $one -o both
test_that 'with a parent both have it' \
    [ "$(grep -c 'from": "--set:1"' both/manifest.json)" = 2 ]

run compare lessons/world --regimes anarchy,convention --replicates 3 --quiet
test_that 'where no headline is clear what else moved is said' \
    says out 'No headline is clear'
run compare lessons/world --regimes anarchy,convention --replicates 3 \
    --metrics armed_conflicts,ops_true --quiet
test_that 'but not where other outcomes were asked for' \
    sh -c "! grep -q 'No headline' out"
run compare lessons/world --regimes anarchy,agency --metrics disrupted
is 'the beginning of an outcome' 2
test_that 'offers those that begin so' says err \
    'that begin so: disrupted_person_weeks_per_1000, disrupted_person_weeks'
run run lessons/world --metrics ops
test_that 'as many as there is room for' says err ' more'
finish
