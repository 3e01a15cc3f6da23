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
    says err "'short' runs for 5 years, 'world' for 10"
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
    "'late' starts on 2018-01-01, 'world' on 2017-02-14"
run compare short.yaml $one --regimes anarchy,agency
is 'arms that are alike, whatever their parent' 0
finish
