#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# needs.sh GROUP... - looks for what the groups (build, demo, check) need and
# installs what is missing, never what is there.
#
# It looks for headers, programs and fonts, not for packages, so that another
# system passes too.  When nothing is missing it says nothing and the network
# is not touched.  When something can't be installed one line says what.
# `look` before the groups: only looks.  CC, CPPFLAGS and MATH count as they do
# in the Makefile.
set -u
cc=${CC:-gcc}
here=$(dirname "$0")

# group | what to look for | Debian package
table="
build | program ${cc%% *} | $(basename "${cc%% *}")
build | header stdio.h | libc6-dev
build | header yaml.h | libyaml-dev
build | header csv.h | libcsv-dev
build | header gsl/gsl_rng.h | libgsl-dev
build | header Random123/philox.h | librandom123-dev
build | header jansson.h | libjansson-dev
build | header sha256.h | libmd-dev
build | musl libc.a | musl-dev
demo | program gnuplot | gnuplot-nox
demo | font DejaVuSans.ttf | fonts-dejavu-core
check | header cmocka.h | libcmocka-dev
"
case $cc in
*clang*) table="$table
build | header omp.h | libomp-14-dev" ;;
esac

has_header() {
    printf '#include <stddef.h>\n#include <%s>\n' "$1" |
        $cc ${CPPFLAGS:-} -E - >/dev/null 2>&1
}

has_font() {
    fc-list 2>/dev/null | grep -q "/$1" ||
        find /usr/share/fonts /usr/local/share/fonts "${HOME:-/}/.fonts" \
            "${HOME:-/}/.local/share/fonts" /Library/Fonts -name "$1" \
            2>/dev/null | grep -q .
}

has() {
    case $1 in
    program) command -v "$2" >/dev/null 2>&1 ;;
    header) has_header "$2" ;;
    font) has_font "$2" ;;
    musl) [ "${MATH:-musl}" != musl ] ||
        "$here/mathsame.sh" "$cc" >/dev/null 2>&1 ;;
    esac
}

# Sets `things` and `packages` to what the groups miss.
look() {
    things='' packages=''
    while IFS='| ' read -r group kind what package; do
        case " $wanted " in *" ${group:-none} "*) ;; *) continue ;; esac
        has "$kind" "$what" </dev/null && continue
        things="$things${things:+, }$what"
        packages="$packages${packages:+ }$package"
    done <<END
$table
END
}

# Lists may be missing or old: then they are fetched once.
install() {
    log=$(mktemp) || return 1
    $as env DEBIAN_FRONTEND=noninteractive sh -c '
        get="apt-get -qq -y -o DPkg::Lock::Timeout=120"
        put="$get install --no-install-recommends"
        $put "$@" || { $get update && $put "$@"; }' sh "$@" >"$log" 2>&1
    status=$?
    rm -f "$log"
    return $status
}

cannot() {
    echo "missing: $things; $1: apt-get install $packages" >&2
    exit 1
}

wanted=$*
look
[ -n "$packages" ] || exit 0
[ "$1" != look ] || cannot "install them (make check and make demo do)"

as=
command -v apt-get >/dev/null 2>&1 ||
    cannot "install them first (their names on Debian)"
if [ "$(id -u)" != 0 ]; then
    as='sudo -n'
    $as true 2>/dev/null || cannot "only root can install them"
fi
echo "installing $packages" >&2
# One word each.
# shellcheck disable=SC2086
install $packages || cannot "they could not be installed"
look
[ -z "$packages" ] || cannot "still not found after installing"
