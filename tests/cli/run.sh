#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# run.sh - one world in the terminal.
. tests/support/cli.sh

run run lessons/world
is 'a world' 0
test_that 'nothing on stderr' silent err
cp out first
run run lessons/world
test_that 'the same world twice' cmp -s first out
run run lessons/world --replicate 1
test_that 'another world' sh -c '! cmp -s first out'
run run lessons/world --seed 1
test_that 'another seed' sh -c '! cmp -s first out'
test_that 'a line of rungs' says first '  highest rung '
test_that 'a line of operations' says first '  operations '
test_that 'a year under every twentieth quarter' \
    sh -c "grep -q '^  *2017 \{16\}2022 *$' first"
test_that 'at most 80 columns' sh -c "! grep -q '.\{81\}' first"
for years in 0.02 15 30 60 100; do
    run run lessons/world --years $years
    test_that "at most 80 columns of $years years" \
        sh -c "! grep -q '.\{81\}' out"
    test_that "years that can be told apart in $years" \
        sh -c "grep -q '^  *2017\( *\|\( \{1,\}2[01][0-9][0-9]\)* *\)\$' out"
done
LC_ALL=C "$DETENTE" run lessons/world >out 2>err
test_that 'ASCII where the locale is' \
    sh -c "! LC_ALL=C grep -q '[^ -~]' out"
run run lessons/world --format csv --metrics all
is 'as data' 0
test_that 'every outcome has a row' [ "$(wc -l <out)" -gt 70 ]
run compare lessons/world --regimes anarchy,agency --replicates 4 -o res \
    --quiet
"$DETENTE" run lessons/world@agency --replicate 2 --metrics ops_true \
    --format csv >out 2>err
want=$(sed -n 's/^agency,0,2,ok,//p' res/runs.csv | cut -d, -f"$(
    head -n 1 res/runs.csv | tr ',' '\n' | grep -n '^ops_true$' |
    cut -d: -f1 | awk '{ print $1 - 4 }')")
test_that 'the world of a comparison can be played again' \
    [ "$(sed -n 's/^ops_true,\([^,]*\),.*/\1/p' out)" = "$want" ]
rm -rf sized
run run lessons/world --dry-run --events -o sized
is 'how much it would be' 0
test_that 'with the events' sh -c "grep -q '^disk  *[0-9]* kB' out"
disk=$(sed -n 's/^disk *\([0-9]*\) kB/\1/p' out)
test_that 'nothing was written' [ ! -e sized ]
"$DETENTE" run lessons/world --events -o sized --quiet >/dev/null
bytes=$(wc -c <sized/events.csv)
test_that 'is about what they are' \
    [ "$((bytes / 1000))" -le "$disk" -a "$disk" -le "$((bytes / 1000 + 3))" ]
finish
