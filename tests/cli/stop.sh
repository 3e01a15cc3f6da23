#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# stop.sh - INT and TERM in a comparison: 130, no table, nothing left.
. tests/support/cli.sh

for signal in INT TERM; do
    "$DETENTE" compare lessons/world --regimes anarchy,agency \
        --replicates 1000000 -o res >out 2>err </dev/null &
    child=$!
    for try in 1 2 3 4 5 6 7 8 9 10; do
        [ -d res ] && break
        sleep 0.2
    done
    sleep 0.5
    kill -"$signal" "$child"
    wait "$child"
    code=$?
    is "$signal ends it" 130
    test_that "$signal: no table" silent out
    test_that "$signal: the unfinished folder is gone" [ ! -e res ]
    test_that "$signal: how far it was" says err 'of 2000000 runs'
    test_that "$signal: the command that goes on" says err \
        "$DETENTE compare lessons/world --regimes anarchy,agency"
done

# An older result survives an interrupted --force.
run compare lessons/world --regimes anarchy,agency --replicates 5 -o old
cp old/runs.csv before
"$DETENTE" compare lessons/world --regimes anarchy,agency --events \
    --replicates 1000000 -o old --force >out 2>err </dev/null &
child=$!
sleep 1
kill -TERM "$child"
wait "$child"
code=$?
is 'TERM ends a --force too' 130
test_that 'the older result is as it was' cmp -s before old/runs.csv
test_that 'and nothing stands beside it' [ "$(ls old | wc -l)" = 6 ]
finish
