#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# fresh-root.sh FOLDER [TARGET] - proves, by hand and as root, that
# `make TARGET` (demo or check; demo unless told) works on a bare machine.
#
# FOLDER becomes a minimal Debian 12 by debootstrap unless it is one already.
# A copy of it, so that each proof starts bare, gets only git, make and a
# clone of this project's last commit; then make runs there by chroot.  The
# host's apt settings are lent to it.  MIRROR is where Debian is taken from.
set -eu
root=${1:?usage: fresh-root.sh FOLDER [demo|check]}
target=${2:-demo}
project=$(cd "$(dirname "$0")/../.." && pwd)
mirror=${MIRROR:-$(cat /etc/apt/sources.list /etc/apt/sources.list.d/* \
    2>/dev/null | sed -n 's/^URIs: *\([^ ]*\/debian\)\/*$/\1/p
    s/^deb *\([^ ]*\/debian\)\/* .*/\1/p' | head -n 1)}

if [ ! -e "$root/etc/debian_version" ]; then
    debootstrap --variant=minbase bookworm "$root" "$mirror"
    cp -L /etc/resolv.conf "$root/etc/resolv.conf"
    cp /etc/apt/apt.conf.d/* "$root/etc/apt/apt.conf.d/" 2>/dev/null || :
    chroot "$root" apt-get -qq update
    chroot "$root" apt-get -qq -y --no-install-recommends install \
        git make ca-certificates >/dev/null
    chroot "$root" apt-get clean
fi

trial=$root.$target
rm -rf --one-file-system "$trial"
cp -a "$root" "$trial"
cp -L /etc/resolv.conf "$trial/etc/resolv.conf"
leave() {
    umount "$trial/proc" "$trial/dev" 2>/dev/null || :
}
trap leave EXIT
mount -t proc proc "$trial/proc"
mount --bind /dev "$trial/dev"

git clone -q "$project" "$trial/root/detente"
echo "== make $target in $trial"
chroot "$trial" env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin \
    bash -c "cd /root/detente && time make $target"
