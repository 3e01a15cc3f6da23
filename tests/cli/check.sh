#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# check.sh - every error of every file in one pass, or how many files.
. tests/support/cli.sh

run check world
is 'the shipped world is right' 0
test_that 'every file that it names was read' says out '6 files, no errors'
test_that 'and there is nothing else to say' silent err
for file in "$DETENTE_SCENARIOS"/regimes/*.yaml; do
    run check "$file"
    is "right: $(basename "$file")" 0
done
cp "$DETENTE_SCENARIOS"/lessons/*.csv .
sed '/^regime:/d' "$DETENTE_SCENARIOS/lessons/world.yaml" >alone.yaml
run check alone.yaml
test_that 'a world that names four tables is five files' \
    says out '5 files, no errors'

cat >bad.yaml <<'END'
title: Bad
inherits: lessons/world.yaml
attribution: {skil: 0.4}
years: -3
END
run check bad.yaml
is 'a wrong file' 3
test_that 'the first error has its place' says err 'bad.yaml:3:15: error: '
test_that 'and a hint' says err "did you mean 'skill'"
test_that 'and its line' says err 'attribution: {skil: 0.4}'
test_that 'so has the second' says err 'bad.yaml:4:8: error: '
test_that 'they are counted' says err '2 errors in '
test_that 'stdout is empty' silent out
# teaches TEXT HINT - a scenario with TEXT is refused with HINT.
teaches() {
    printf 'title: T\ninherits: lessons/world.yaml\n%b\n' "$1" >taught.yaml
    run check taught.yaml
    is "refused: $1" 3
    test_that "and taught: $2" says err "$2"
}
teaches 'attribution: {skill:0.4}' 'a blank after the colon: skill: 0.4'
teaches 'attribution: {skill: 0,4}' 'a decimal point is a point'
teaches 'title: Attribution: better' 'a colon in it: title: "One: two"'
for years in ten 0 0.001 201 -1; do
    teaches "years: $years" 'a number of years from 1/52 (a week) to 200'
done
teaches 'members: [XAA, XBB\nyears: 5' 'it is still open in line 4'
test_that 'shown where it opens' says err 'taught.yaml:3:10: error'
teaches 'events:\n  - {at: 2018-01-01, leave: XBB' 'at the end of the file'
printf 'title: T\ninherits: lesson/world.yaml\n' >taught.yaml
run check taught.yaml
test_that 'a folder is guessed with its file' \
    says err "did you mean 'lessons/world.yaml'?"
teaches 'years:10' 'parted by a colon and a blank'
teaches 'agency: {capacity: 3}' '--set agency.NAME=X'
teaches 'attribution:\n  skill: 1\n   flag_share: 0' 'as its neighbours are'
run compare bad.yaml --replicates 1
is 'compare reads as strictly' 3
test_that 'and says that nothing was run' says err '; nothing was run'
test_that 'an error that two arms share is told once' \
    [ "$(grep -c 'bad.yaml:3:15' err)" = 1 ]
cat >vain.yaml <<'END'
title: In vain
inherits: lessons/world.yaml
events:
  - {at: 2020-01-01, leave: XBB}
  - {at: 2019-01-01, set: attribution.skill, to: 0.6}
  - {at: 2018-01-01, set: attribution.skill, to: 0.9}
  - {at: 2021-01-01, set: attribution.skill, to: 0.6}
END
run check vain.yaml
is 'an event that does nothing is no error' 0
test_that 'but is told: nothing can be left under anarchy' says err \
    'vain.yaml: note: event e0 does nothing: nothing is in force then'
test_that 'and no other is' [ "$(grep -c note: err)" = 2 ]
test_that 'a value that is there already' says err 'e3 does nothing'
sed -i 's/^inherits.*/&\nregime: convention/; s/to: 0.6/to: 0.5/' vain.yaml
run check vain.yaml
test_that 'a convention can be left' says err 'e3 does nothing: it has'
test_that 'when it is in force' sh -c "! grep -q 'e0 does' err"
sed -i 's/2020-01-01/2017-06-01/' vain.yaml
run check vain.yaml
test_that 'not before' says err 'e0 does nothing'
run check nowhere.yaml
is 'a file that is not there' 2
printf 'title: In\ninherits: lessons/world.yaml\n' >in.yaml
"$DETENTE" check - <in.yaml >out 2>err
code=$?
is 'stdin is a file' 0
printf 'inherits: lessons/world\nattribution:\nskill: 0.4\n' >flat.yaml
run check flat.yaml
is 'a key that is not indented' 3
test_that 'has its section named' says err 'did you mean attribution.skill?'
test_that 'and the section what it lacks' \
    says err "'attribution' holds nothing"
run check nothere.yaml
test_that 'a file that is not there is called one' says err 'no such file'
finish
