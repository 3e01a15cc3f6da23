#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Makes the tables of the shipped world from the source data:
#
#     scenarios/world/make-tables.sh SOURCE_FOLDER [TARGET_FOLDER]
#
# SOURCE_FOLDER holds the files of facts that README.md names; the target is
# this script's folder unless given.  Prints the world's scale, to
# be put into scenarios/world.yaml.  The output is committed: nobody needs the
# sources to build or to run.  AWK=gawk chooses another awk; any gives the
# same bytes.

set -eu
LC_ALL=C
export LC_ALL

if [ $# -lt 1 ] || [ $# -gt 2 ]; then
    echo "usage: $0 SOURCE_FOLDER [TARGET_FOLDER]" >&2
    exit 2
fi
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
source=$1
target=${2:-$here}
awk=${AWK:-awk}
for file in states.csv pairs.csv platform_share_by_state.csv firms.csv; do
    if [ ! -r "$source/$file" ]; then
        echo "$0: error: there is no $source/$file" >&2
        exit 1
    fi
done

new=$(mktemp -d "$target/tables.XXXXXX")
trap 'rm -rf "$new"' EXIT
trap 'exit 130' INT TERM

uses=$source/platform_share_by_state.csv
$awk -f "$here/common.awk" -f "$here/states.awk" \
    "$uses" "$source/states.csv" >"$new/states.csv"
$awk -f "$here/common.awk" -f "$here/pairs.awk" \
    "$new/states.csv" "$source/pairs.csv" >"$new/pairs.csv"
scale=$($awk -v year=2017 -f "$here/common.awk" -f "$here/scale.awk" \
    "$new/states.csv" "$new/pairs.csv")

$awk -f "$here/common.awk" -f "$here/ecosystems.awk" \
    "$new/states.csv" "$uses" >"$new/ecosystems.csv"
$awk -f "$here/common.awk" -f "$here/firms.awk" \
    "$new/states.csv" "$uses" "$source/firms.csv" >"$new/firms.csv"

for file in states pairs ecosystems firms; do
    mv -f "$new/$file.csv" "$target/$file.csv"
done
echo "scale $scale"
