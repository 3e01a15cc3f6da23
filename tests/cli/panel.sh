#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# panel.sh - people.csv of compare and run: the lives of named persons, the
# same whatever the threads, and nothing else is changed.
. tests/support/cli.sh

arms='lessons/world --regimes anarchy,geneva --quiet'
more='--set decision.tempo=300 --years 4'
run compare $arms $more --replicates 4 --events --panel 300 -o one -j1
is 'compare with a panel' 0
run compare $arms $more --replicates 4 --events --panel 300 -o four -j4
test_that 'four threads write the same lives' \
    cmp one/people.csv four/people.csv
run compare $arms $more --replicates 4 --events -o none
for file in runs compare summary events; do
    test_that "the panel changes no byte of $file.csv" \
        cmp "one/$file.csv" "none/$file.csv"
done
test_that 'without a panel there is no such file' [ ! -e none/people.csv ]
test_that 'the header stands first' [ "$(head -n 1 one/people.csv)" = \
    "arm,point,replicate,person,week,state,ecosystem,habit,condition,\
times_harmed,event" ]
awk -F, 'NF != 11' one/people.csv >odd
test_that 'every row has its fields' silent odd
awk -F, 'NR > 1 && $11 == "" { print $3 "," $1 "," $4 }' one/people.csv >starts
for k in 0 1 2 3; do
    for arm in anarchy geneva; do
        seq -f "$k,$arm,%g" 0 299
    done
done >wanted
test_that 'everybody begins once, world by world, arm by arm' \
    cmp starts wanted
awk -F, 'NR > 1 && $11 != "" && $11 != "recovered" && $11 != "left" {
        sub("/worm$", "", $11); print $1 "," $3 "," $11 }' one/people.csv |
    sort -u >touches
awk -F, 'NR > 1 && $7 == "operation" { print $1 "," $3 "," $4 }' \
    one/events.csv | sort >operations
test_that 'somebody was touched' [ -s touches ]
comm -23 touches operations | grep -v ',w-' >unknown
test_that 'what touched people is an operation of events.csv' silent unknown
test_that 'its sum is in SHA256SUMS' grep -q 'people.csv$' one/SHA256SUMS
test_that 'its columns are in the dictionary' \
    grep -q '^people.csv,times_harmed,' one/dictionary.csv

run run lessons/world@geneva $more --replicate 2 --panel 300 -o run --quiet
is 'run with a panel' 0
awk -F, '$1 == "geneva" && $3 == 2' one/people.csv | cut -d, -f3- >a
sed 1d run/people.csv | cut -d, -f3- >b
test_that 'run follows the same persons as compare' cmp a b
run compare $arms $more --replicates 2 --panel 20 -o few
awk -F, 'NR == 1 || ($4 < 20 && $3 < 2)' one/people.csv >a
test_that 'a small panel is the beginning of a large one' cmp a few/people.csv
run explain people.csv
is 'the file is explained' 0

cat >tiny.yaml <<'END'
inherits: lessons/world.yaml
states: {XAA: {population: 20}, XBB: {population: 0}, XCC: {population: 0}}
END
run run tiny.yaml --panel 100 -o tiny
is 'more persons than people' 2
test_that 'it says how many there are' says err 'people online'
test_that 'no folder is left' [ ! -e tiny ]
run run lessons/world --panel 0 -o zero
is 'a panel of nobody' 2
run run lessons/world --panel 10
is 'a panel wants a folder' 2
test_that 'it says so' says err '--panel writes a file and needs -o'
run compare one --panel 10
is 'a result has no new panel' 2
finish
