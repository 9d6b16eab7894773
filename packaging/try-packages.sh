#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Tries the packages of packaging/package.sh in a minimal Debian 12 of its own: installs them with apt, makes a labelled
# ladder, starts the window under Xvfb and takes its picture, removes them again and compares the lists of files.
# Needs root and debootstrap; packages come from where this machine gets its own.
# Usage: packaging/try-packages.sh [FOLDER]    keeps the untouched Debian for the next time; results in FOLDER/results
set -euo pipefail
cd "$(dirname "$0")/.."
source packaging/steps.sh

packages=$PWD/out/packages
folder=$(realpath -m "${1:-out/try-packages}")
root=$folder/debian
results=$folder/results
trial=/trial  # inside that Debian: the packages, a home, what comes of them
export LC_ALL=C.UTF-8
if ! ls "$packages"/*.deb >/dev/null 2>&1; then
  echo "There are no packages in $packages; packaging/package.sh makes them." >&2
  exit 1
fi
mkdir -p "$results"

# Where this machine gets Debian's own packages from, a mirror of the suite first.
mirror() {
  apt-get indextargets --format '$(ORIGIN) $(CODENAME) $(REPO_URI)' 'Created-By: Packages' |
    awk '$1 == "Debian" && $2 == "bookworm" { print $3; exit }'
}
make_debian() {
  if ! [ -e "$folder/pristine/made" ]; then
    rm -rf --one-file-system "$folder/pristine"
    debootstrap --variant=minbase bookworm "$folder/pristine" "$(mirror)"
    touch "$folder/pristine/made"
  fi
  rm -rf --one-file-system "$root"
  cp -ax --reflink=auto "$folder/pristine" "$root"
  # Only how this machine reaches its mirror; nothing of its packages.
  cp /etc/resolv.conf "$root/etc/resolv.conf" || true
  grep -hi proxy /etc/apt/apt.conf.d/* >"$root/etc/apt/apt.conf.d/90proxy" 2>/dev/null || true
}
inside() {
  chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME="$trial/home" LC_ALL=C.UTF-8 \
    DEBIAN_FRONTEND=noninteractive http_proxy="${http_proxy:-}" https_proxy="${https_proxy:-}" "$@"
}
mount_proc() {
  mountpoint -q "$root/proc" || mount -t proc proc "$root/proc"
  mountpoint -q "$root/dev" || mount --bind /dev "$root/dev"
}
unmount_all() {
  umount -l "$root/proc" 2>/dev/null || true
  umount -l "$root/dev" 2>/dev/null || true
}
# All files of the system, without those of caches and logs, which apt and programs like ldconfig write.
list_files() {
  find "$root" -xdev \( -path "$root/proc" -o -path "$root/dev" -o -path "$root/tmp" -o -path "$root$trial" \
    -o -path "$root/var/cache" -o -path "$root/var/log" -o -path "$root/var/lib/apt" -o -path "$root/var/lib/dpkg" \) -prune -o -print |
    sed "s|^$root||" | sort
}
# Xvfb and the like, before the first list: they are of the trial, not of the packages.
prepare() {
  inside apt-get update -qq
  inside apt-get install -y -qq --no-install-recommends xvfb xauth shared-mime-info desktop-file-utils
  mkdir -p "$root$trial/packages" "$root$trial/home" "$root$trial/results"
  rm -rf "$root$trial"/packages/* "$root$trial"/results/*
  cp "$packages"/*.deb "$root$trial/packages"
  list_files >"$results/before.txt"
  inside dpkg-query -W -f '${Package}\n' | sort >"$results/packages-before.txt"
}
install_packages() {
  inside sh -c "apt-get install -y -qq $trial/packages/*.deb"
  list_files >"$results/installed.txt"
  inside dpkg-query -W -f '${Package} ${Version} ${Status}\n' destudio destudio-cli destudio-data
}
# The mistakes that only an installed system shows: a library that is missing, a project that opens with nothing.
check_system() {
  inside sh -c 'for f in /usr/libexec/destudio-engine /usr/libexec/destudio-window; do ldd $f; done' | tee "$results/libraries.txt"
  if grep -q 'not found' "$results/libraries.txt"; then
    return 1
  fi
  inside sh -ec 'grep destudio-project /usr/share/mime/globs2
    grep "application/x-destudio-project=destudio.desktop" /usr/share/applications/mimeinfo.cache'
}
make_ladder() {
  inside destudio-cli --progress none generate --sample 1 --ratios 0.3,0.6 --seeds 1 --format coco,voc \
    --out "$trial/results/ladder"
  rm -rf "$results/ladder"
  cp -r "$root$trial/results/ladder" "$results"
  grep -q '<bndbox>' "$root$trial"/results/ladder/VOCdevkit/VOC2012/Annotations/*.xml
}
start_window() {
  inside sh -c 'cd "$HOME" && for what in --exit-after-startup "--screenshot ../results/window.png"; do
    xvfb-run -a -s "-screen 0 1600x1000x24" destudio --window-size 1400x900 $what || exit 1
  done'
  rm -rf "$root$trial/home"
  cp "$root$trial/results/window.png" "$results/"
  [ "$(stat -c %s "$results/window.png")" -gt 50000 ]
}
remove_packages() {
  inside apt-get purge -y -qq destudio destudio-cli destudio-data
  # Also what packages of the minimal system merely recommend.
  inside apt-get autoremove --purge -y -qq -o APT::AutoRemove::RecommendsImportant=false \
    -o APT::AutoRemove::SuggestsImportant=false
  inside dpkg-query -W -f '${Package}\n' | sort >"$results/packages-after.txt"
  diff "$results/packages-before.txt" "$results/packages-after.txt"
  list_files >"$results/after.txt"
  # Nothing may be left of these packages; what the scripts of others leave, such as /etc/machine-id, is told.
  diff "$results/before.txt" "$results/after.txt" >"$results/left.txt" || true
  cat "$results/left.txt"
  if grep -i destudio "$results/after.txt"; then
    return 1
  fi
}

start_log try-packages
trap unmount_all EXIT
run_step "A minimal Debian 12 in $root" make_debian
run_step "proc and dev" mount_proc
run_step "Xvfb, and the list of files before" prepare
run_step "apt installs the packages" install_packages
run_step "Libraries, MIME type, desktop file" check_system
run_step "destudio-cli makes a labelled ladder" make_ladder
run_step "destudio starts under Xvfb" start_window
run_step "apt removes them; nothing is left" remove_packages
added=$(comm -13 "$results/before.txt" "$results/installed.txt" | grep -c destudio)
left=$(grep -c '^>' "$results/left.txt" || true)
echo "Installed $added files and folders named destudio; none is left, and no package. Scripts of other packages left $left files."
echo "The ladder and the window's picture are in $results."
