#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# mathsame.sh CC ARCHIVE NAME... - copies the named objects of musl's libc.a
# into ARCHIVE, so that exp, log, pow... have the same bytes on every machine.
# mathsame.sh CC - only prints where musl's libc.a is, or fails.
set -eu
cc=$1
shift

# musl-gcc knows; else the folder of this compiler's kind of machine.
machine=$($cc -dumpmachine 2>/dev/null | sed 's/-.*//' || true)
machine=${machine:-*}
found=
for f in "$(musl-gcc -print-file-name=libc.a 2>/dev/null || true)" \
    /usr/lib/$machine-linux-musl*/libc.a \
    /usr/$machine-linux-musl*/lib*/libc.a \
    /usr/lib/musl/lib/libc.a /usr/local/musl/lib/libc.a; do
    case $f in
    /*) if [ -z "$found" ] && [ -f "$f" ]; then found=$f; fi ;;
    esac
done
if [ -z "$found" ]; then
    echo "musl's libc.a is not found: install musl-dev," \
        "or build with make MATH=system" >&2
    exit 1
fi
if [ $# = 0 ]; then
    echo "$found"
    exit
fi
archive=$1
shift

# Debian's objects are called *.lo, those of other systems *.o.
members=$(ar t "$found")
if echo "$members" | grep -qx exp.lo; then end=lo; else end=o; fi

# What those functions call; not every version of musl has every part.
for part in exp_data log_data log2_data pow_data lgamma_r signgam __signgam \
    __sin __cos __tan __rem_pio2 __rem_pio2_large __expo2 __math_oflow \
    __math_uflow __math_xflow __math_divzero __math_invalid scalbn floor; do
    if echo "$members" | grep -qx "$part.$end"; then set -- "$@" $part; fi
done
files=
for name; do files="$files $name.$end"; done

parts=$archive.parts.tmp
rm -rf "$parts" "$archive"
mkdir -p "$parts"
trap 'rm -rf "$parts"' EXIT
cd "$parts"
ar x "$found" $files
ar rcs out.a $files
cd - >/dev/null
mv "$parts/out.a" "$archive"
