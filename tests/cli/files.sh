#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# files.sh - what is written, what is refused, what is left after a failure.
. tests/support/cli.sh
few='lessons/world --regimes anarchy,agency --replicates 12'

run compare $few -o res --events
is 'a comparison is written' 0
listed=$(ls res | tr '\n' ' ')
test_that 'no more and no less than the files it says' [ "$listed" = \
    "SHA256SUMS compare.csv dictionary.csv events.csv $(:
    )manifest.json runs.csv summary.csv " ]
test_that 'the checksums hold' \
    sh -c 'cd res && sha256sum -c --quiet SHA256SUMS'
test_that 'all but themselves are in them' \
    [ "$(wc -l <res/SHA256SUMS)" = 6 ]
test_that 'no path in the manifest' \
    sh -c "! grep -q '\"/\|$root' res/manifest.json"
test_that 'but the sums of all that was read' says res/manifest.json \
    "$(sha256sum <"$DETENTE_SCENARIOS/lessons/pairs.csv" | cut -c1-64)"
test_that 'LF only' sh -c "! grep -q '$(printf '\r')' res/*.csv"
test_that 'no path in data' sh -c "! grep -q '$root' res/*.csv"
test_that 'rows of a summary: outcome, then arm' [ "$(sed -n 2,4p \
    res/summary.csv | cut -d, -f1-3 | tr '\n' ' ')" = \
    "disrupted_person_weeks_per_1000,anarchy,12 $(:
    )disrupted_person_weeks_per_1000,agency,12 $(:
    )people_compromised,anarchy,12 " ]
test_that 'of all outcomes' [ "$(wc -l <res/summary.csv)" = 17 ]
test_that 'rows of runs: replicate, then arm' [ "$(sed -n 2,5p res/runs.csv |
    cut -d, -f1-4 | tr '\n' ' ')" = \
    'anarchy,0,0,ok agency,0,0,ok anarchy,0,1,ok agency,0,1,ok ' ]
for file in runs summary compare events; do
    for column in $(head -n 1 res/$file.csv | tr ',' ' '); do
        grep -q "^$file.csv,$column," res/dictionary.csv ||
            echo "$file.csv $column"
    done
done >missing
test_that 'every column is in the dictionary' silent missing

cp out table
echo >plain
run compare $few -o plain
test_that 'a file is no folder' \
    says err 'plain: error: is there and is not a folder'
run compare res
is 'a result on disk is printed again' 0
test_that 'as it was' cmp -s table out
run compare res --metrics ops_true --format csv
test_that 'or other outcomes of it' says out 'ops_true,agency,anarchy,'

run compare $few -o no/such/sub --quiet
is 'a folder in no folder' 1
test_that 'the first that is missing is named' says err "no folder 'no'"
test_that 'with what makes it' says err "mkdir -p 'no/such'"
test_that 'before anything is run' silent out
cp -R res changed
sed -i 's/ok,1/ok,2/' changed/runs.csv
run compare changed
is 'a result that was changed is not read' 6
test_that 'the file is named' says err 'changed/runs.csv: error: was changed'
cp res/runs.csv changed/runs.csv
sed -i 's/"seed": "2017"/"seed": "2018"/' changed/manifest.json
run plot dots changed
is 'nor its manifest' 6
rm changed/SHA256SUMS
cp res/manifest.json changed
run compare changed
is 'nor one without sums' 6
cp -R res fewer
rm fewer/events.csv fewer/summary.csv
run compare fewer
is 'what is not needed may be gone' 0

for threads in 1 2 5; do
    run compare $few --events -o "j$threads" -j "$threads"
    test_that "the same bytes with $threads threads" sh -c \
        "for f in dictionary.csv runs.csv events.csv compare.csv; do
             cmp -s res/\$f j$threads/\$f || exit 1; done"
done

run compare $few -o res
is 'an older result is not overwritten' 5
test_that 'that is said' says err '--force'
test_that 'and nothing was run' silent out
run compare $few -o res --force --seed 4
is 'but by --force' 0
test_that 'files that are not of the new one are gone' [ ! -e res/events.csv ]
test_that 'the new one is there' says res/manifest.json '"seed": "4"'
mkdir other
echo mine >other/thesis.txt
run compare $few -o other --force
is 'a folder of others is safe from --force' 5
test_that 'and is as it was' [ "$(ls other)" = thesis.txt ]
mkdir empty
run compare $few -o empty
is 'an empty folder is used' 0
run compare $few -o other/thesis.txt --force
is 'a file is no folder' 5
run compare $few -o none/res
is 'a folder in a folder that is not there' 1

run run lessons/world -o one
is 'run writes too' 0
test_that 'what one arm has' [ "$(ls one | tr '\n' ' ')" = \
    'SHA256SUMS dictionary.csv manifest.json runs.csv ' ]

run compare $few -o quiet --quiet
test_that 'nothing on stderr when quiet' silent err
run compare $few --quiet --format csv --metrics ops_true
test_that 'stdout is data: a header and a row' [ "$(wc -l <out)" = 2 ]
test_that 'with the columns of compare.csv' \
    [ "$(head -n 1 out)" = "$(head -n 1 quiet/compare.csv)" ]
run compare $few --dry-run -o dry
is 'a dry run' 0
test_that 'makes no folder' [ ! -e dry ]
test_that 'and counts' says out '24: 2 arms x 12 worlds'

"$DETENTE" show world 2>err | head -n 1 >out
test_that 'a reader that has seen enough is no fault to tell' silent err

# Closed before a word is printed, whatever the machine's timing.
{ sleep 1; "$DETENTE" compare $few -o piped 2>err; } | :
test_that 'who closes the pipe loses no result' [ -s piped/runs.csv ]
test_that 'and is told where it is' says err 'written to piped'
test_that 'and of no error' sh -c '! grep -q error err'
{ sleep 1; "$DETENTE" run lessons/world -o piped1 2>err; } | :
test_that 'nor that of a run' [ -s piped1/runs.csv ]

if [ -w /dev/full ]; then
    "$DETENTE" compare $few --quiet >/dev/full 2>err
    code=$?
    is 'a full disk under stdout' 1
    test_that 'is told' says err 'standard output'
fi
# 8 blocks of 512 bytes: runs.csv does not fit.
sh -c 'ulimit -f 8; exec "$DETENTE" compare lessons/world \
    --regimes anarchy,agency --replicates 50 -o small' >out 2>err
code=$?
is 'a limit on the size of files' 1
test_that 'is told with the file' says err 'small/runs.csv'
test_that 'and nothing is left' [ ! -e small ]
test_that 'but the table is shown' says out 'anarchy'

# Worlds too large for the memory that there is: no run gets through.  (A build
# with sanitizers can't start under such a limit.)
limited() {
    sh -c 'ulimit -v 400000 && exec "$DETENTE" "$@"' sh "$@" >out 2>err
    code=$?
}
limited --version
if [ "$code" = 0 ]; then
    limited compare $few -j 1 --set decision.tempo=100000 -o failed
    is 'runs that fail' 4
    test_that 'are counted' says err '24 of 24 runs failed'
    test_that 'and stand in the result' \
        [ "$(grep -c ',failed,' failed/runs.csv)" = 24 ]
fi
finish
