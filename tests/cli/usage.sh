#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# usage.sh - a wrong command line: exit 2, a hint, nothing on stdout.
. tests/support/cli.sh

# wrong HINT ARGUMENT... - exit 2, HINT on stderr, stdout empty.
wrong() {
    hint=$1
    shift
    run "$@"
    test_that "exit 2: detente $*" [ "$code" = 2 ]
    test_that "hint '$hint': detente $*" says err "$hint"
    test_that "no data: detente $*" silent out
}

wrong 'detente COMMAND --help'
wrong "did you mean 'compare'?" compair world
wrong 'detente --help' batch study.yaml
wrong 'detente --help' verify x
wrong "did you mean '--replicates'?" compare world --replicats 3
wrong "unknown option '-x'" compare world -x
wrong 'needs an argument' compare world --seed
wrong 'takes no argument' compare world --quiet=yes
wrong 'a whole number from 1' compare world --replicates 0
wrong 'a whole number from 1' compare world --replicates 1e3
wrong 'a whole number from 0' compare world --seed -1
wrong 'never, line or bar' compare world --progress dots
wrong 'table or csv' compare world agency --format xml
for years in ten 0 0.001 201 -1; do
    wrong 'a number of years from 1/52 (a week) to 200' run world \
        "--years=$years"
done
wrong "did you mean 'ops_true'?" run world --metrics ops_treu
wrong 'stands twice' run world --metrics ops_true,ops_true
wrong 'run needs one arm' run
wrong 'run needs one arm' run world world
wrong 'compare what?' compare
wrong 'inherits nothing' compare world
wrong 'two arms are called' compare agency agency --replicates 1
wrong "did you mean 'agency'?" compare lessons/world --regimes \
    anarchy,agency --baseline agenzy
wrong 'one of anarchy, agency' compare lessons/world --regimes anarchy,agency \
    --baseline nonsense
wrong 'compare world --regimes anarchy,agency' compare agency
wrong "did you mean 'world'?" run wrold
wrong "did you mean 'lessons/world'?" run lessons
wrong "did you mean 'lessons/world'?" run lesson
wrong "did you mean 'lessons/world'?" run lesson/world
printf 'title: Here\ninherits: world.yaml\n' >here.yaml
wrong "did you mean 'here.yaml'?" run here.yml
mkdir folder && cp here.yaml folder/world.yaml
wrong "did you mean 'folder/world'?" run folder
rm -r folder
wrong "did you mean 'convention+agency'?" run agency+convention
wrong 'is not a list' compare world --regimes anarchy,,agency
wrong '--events writes a file' run lessons/world --events
wrong "it can't be '-'" run lessons/world -o -
wrong 'check which files?' check
wrong 'show needs' show
wrong 'new needs one name' new
wrong 'explain what?' explain
wrong "did you mean 'attribution.skill'?" explain attribution.skil
wrong 'no kind of chart' plot pie res
wrong 'why needs one arm' why
wrong 'why what?' why world
wrong '-o DIR' plot dots lessons/world --regimes anarchy,agency

run --help
is 'help is asked for' 0
test_that 'help is data' says out 'detente compare world'
test_that 'help says nothing else' silent err
for command in run compare check new explain show plot why; do
    run "$command" --help
    is "help of $command" 0
    test_that "examples stand first in the help of $command" \
        sh -c "head -n 1 out | grep -q '^    detente $command'"
    test_that "help of $command fits 80 columns" \
        sh -c "! grep -q '.\{81\}' out"
done
run compare --help
test_that 'formats are those of the command' says out '--format table|csv'
test_that 'what all regimes are is told' says out 'not norms'
run why --help
test_that 'of why too' says out '--format text|dot|json'
run --version
is 'version' 0
test_that 'version says what is promised of bytes' says out 'mathematics of'
run plot
is 'plot alone lists its kinds' 0
test_that 'dots is one of them' says out 'dots'
finish
