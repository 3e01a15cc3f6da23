#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# events.sh - events.csv of compare and run: its order, its sums, the same
# bytes whatever the threads.
. tests/support/cli.sh

arms='lessons/world --regimes anarchy,convention+agency --quiet'
run compare $arms --replicates 6 --events -o one -j1
is 'compare with events' 0
run compare $arms --replicates 6 --events -o four -j4
test_that 'four threads write the same events' \
    cmp one/events.csv four/events.csv
test_that 'the header stands first' [ "$(head -n 1 one/events.csv)" = \
    "arm,point,replicate,id,trigger,week,kind,actor,target,platform,severity,\
belief,clause,detail" ]
awk -F, 'NR > 1 && ($3 "," $1) != last { last = $3 "," $1; print last }' \
    one/events.csv >order
for k in 0 1 2 3 4 5; do
    printf '%s\n' "$k,anarchy" "$k,convention+agency"
done >wanted
test_that 'worlds follow one another, in each the arms' cmp order wanted
awk -F, 'NF != 14' one/events.csv >odd
test_that 'every row has its fields' silent odd
test_that 'its sum is in SHA256SUMS' grep -q 'events.csv$' one/SHA256SUMS
test_that 'its columns are in the dictionary' \
    grep -q '^events.csv,trigger,' one/dictionary.csv

run run lessons/world@anarchy --replicate 4 --events -o run --quiet
is 'run with events' 0
awk -F, '$1 == "anarchy" && $3 == 4' one/events.csv | cut -d, -f3- >a
sed 1d run/events.csv | cut -d, -f3- >b
test_that 'run plays the same world as compare' cmp a b
awk -F, 'NR > 1 && $3 == 4 && $1 == "anarchy" { print $4 }' one/events.csv |
    sort >a
awk -F, 'NR > 1 && $3 == 4 && $1 != "anarchy" { print $4 }' one/events.csv |
    sort >b
test_that 'two arms share most ids' \
    [ "$(comm -12 a b | wc -l)" -gt "$(($(wc -l <a) / 2))" ]
run run lessons/world --events
is 'events want a folder' 2
finish
