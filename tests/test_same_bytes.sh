#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Same bytes whatever the compiler, the optimisation and the processor: gcc and
# clang, -O0 and -O2, with FMA and AVX2 and hidden from the C library, which
# picks its exp, log and pow by them.  Prints TAP.  With MATH=system there is
# no such promise, so that the processor is left out.
set -u
project=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT TERM
DETENTE_SCENARIOS=$project/scenarios
export DETENTE_SCENARIOS
cd "$project" || exit 1
count=0

# Only what the driver needs.
sources=$(echo sim/base/*.c sim/theory/*.c sim/world/*.c sim/input/*.c \
    sim/process/*.c sim/model/*.c)

build() # COMPILER OPTIMISATION: scratch/COMPILER-O2/same_bytes
{
    # Not the flags of a make that called this: it hands on what it was told.
    MAKEFLAGS='' MFLAGS='' make -s -j2 CC="$1" CFLAGS="$2" SAN= WERROR= \
        SRC="$sources" BUILD="$scratch/$1$2" "$scratch/$1$2/same_bytes" \
        >"$scratch/make.log" 2>&1
}

fact() # NAME FILE: what it says is what the first has said
{
    count=$((count + 1))
    if [ -s "$2" ] && cmp -s "$scratch/first" "$2"; then
        echo "ok $count - $1"
    else
        echo "not ok $count - $1"
        diff "$scratch/first" "$2" | sed -n '1,5s/^/# /p'
        [ -s "$2" ] || grep -v '^  obj/' "$scratch/make.log" |
            sed -n '1,9s/^/# /p'
    fi
}

for cc in gcc clang; do
    command -v $cc >/dev/null 2>&1 || continue
    for level in -O0 -O2; do
        said=$scratch/said
        : >"$said"
        build $cc $level && "$scratch/$cc$level/same_bytes" >"$said"
        [ -e "$scratch/first" ] || cp "$said" "$scratch/first"
        fact "$cc $level says the same bytes" "$said"
        [ "${MATH:-musl}" = system ] && continue
        [ $level = -O0 ] && continue
        GLIBC_TUNABLES=glibc.cpu.hwcaps=-FMA,-AVX2 \
            "$scratch/$cc$level/same_bytes" >"$said"
        fact "$cc $level without FMA says the same bytes" "$said"
    done
done
echo "1..$count"
