#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# plot.sh - charts of a result; without gnuplot all else works.
. tests/support/cli.sh

run compare lessons/world --regimes anarchy,agency --replicates 12 -o res \
    --quiet
is 'a result to draw' 0
mkdir bin
PATH=$work/bin "$DETENTE" plot dots res >out 2>err
code=$?
is 'without gnuplot' 1
test_that 'one line says how to get it' says err gnuplot
test_that 'no picture is left' [ ! -e res/dots.svg ]
if command -v gnuplot >/dev/null 2>&1; then
    run plot dots res
    is 'a chart' 0
    test_that 'its paths are the data' \
        [ "$(tr '\n' ' ' <out)" = 'res/dots.svg res/dots.png ' ]
    test_that 'the picture is whole' says res/dots.svg '</svg>'
    test_that 'its data and words are there' [ -s res/dots.words.csv ]
    cp res/dots.svg first.svg
    run plot res
    is 'without a kind' 0
    test_that 'is the same picture' cmp -s first.svg res/dots.svg
    run plot dots res -o other
    is 'a result has its folder' 2
    run plot dots res --metrics ops_true,ops_observed --title 'Mine'
    is 'other outcomes, another title' 0
    test_that 'the title is in the words' says res/dots.words.csv '"Mine"'
    run plot dots res --metrics all
    is 'more outcomes than can be read' 3
    test_that 'it says how many would fit' says err 'do not fit: name at most'
    test_that 'in one line, without a warning of gnuplot' \
        [ "$(wc -l <err)" = 1 ]
    run compare lessons/world --regimes anarchy,agency --replicates 2 \
        --years 1 --set attribution.skill=4 -o set --quiet
    run plot dots set
    is 'a chart of a result with --set' 0
    test_that 'the footer names it' \
        says set/dots.words.csv 'Changed: attribution.skill=4.'
    run plot dots lessons/world --regimes anarchy,agency --replicates 2 \
        --years 1 --set attribution.skill=4 -o set --force --quiet
    test_that 'so does that of arms' \
        says set/dots.words.csv 'Changed: attribution.skill=4.'
    run plot dots lessons/world --regimes anarchy,agency --replicates 12 \
        -o arms --quiet
    is 'arms are run for it' 0
    test_that 'the same picture' cmp -s first.svg arms/dots.svg
    run compare lessons/world --regimes anarchy,agency --replicates 12 \
        -o res --force --quiet
    test_that '--force takes the old chart away' [ ! -e res/dots.svg ]
fi
run plot dots res --size huge
is 'no such size' 2
test_that 'the sizes are named' says err 'article, slide or journal'
run plot dots nowhere -o new
is 'nothing to draw' 2
test_that 'and no folder is made' [ ! -e new ]
run compare res --seed 3
is 'a result is not run again' 2
test_that 'so that --seed is not silently forgotten' says err '--seed'
run run lessons/world -o one --quiet
run plot dots one
is 'one arm is no comparison' 2
sed -i '3s/.*/agency,0,7,ok/' res/runs.csv
(cd res && sha256sum runs.csv manifest.json >SHA256SUMS)
run plot dots res
is 'a broken result' 3
test_that 'with its line' says err 'res/runs.csv:3'
run plot dots lessons/world --regimes all --metrics all --replicates 2 -o many
is 'more measures than fit' 2
test_that 'are refused before anything is run' [ ! -e many ]
finish
