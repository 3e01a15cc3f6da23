#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# set.sh - --set and --years beat the file, on every arm; a bad one is exit 3.
. tests/support/cli.sh

# bad TEXT SET - exit 3 with TEXT on stderr.
bad() {
    run compare lessons/world --regimes anarchy,agency --replicates 1 \
        --set politics.trend=0.1 --set "$2"
    is "exit 3: --set $2" 3
    test_that "place and reason: --set $2" says err "$1"
    test_that "nothing was run: --set $2" silent out
}

bad "--set:2:1: error: unknown parameter" attribution.skil=0.4
bad "did you mean 'attribution.skill'" attribution.skil=0.4
bad "--set:2:19: error: " attribution.skill=hex
bad "--set:2:19: error: " attribution.skill=99
bad "--set:2:19: error: " attribution.skill=
bad "--set:2:1: error: " attribution.skill
bad "no arm has a clause 'norms'" norms.nu=1
bad "comes with a regime" norms.nu=1

run compare lessons/world --regimes anarchy,agency --replicates 3 \
    --set agency.capacity=9 -o res --quiet
is 'a lever goes to the arms that have its clause' 0
test_that 'and stands in the manifest' says res/manifest.json \
    '"agency.capacity": 9'
run show lessons/world --set attribution.skill=0.9
test_that 'the origin is the option' \
    sh -c "grep -q '^attribution.skill  *0.9  *--set:1' out"
run run lessons/world --years 2 --format csv --quiet
is 'fewer years' 0
run show lessons/world --years 2
test_that 'are shown' says out '104 weeks'
run run lessons/world --set skill=1
is 'a parameter without its section' 3
test_that 'is named with it' says err "did you mean 'attribution.skill'?"
finish
