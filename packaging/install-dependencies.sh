#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Installs what the build needs from Debian 12's packages; does nothing where all of it is there.
# Usage: packaging/install-dependencies.sh [dev|release|headless|package|fuzz]
#   dev      everything, with tests and tools; also where nothing is named
#   release  the studio and destudio-cli      headless  destudio-cli alone
#   package  what makes Debian packages       fuzz      the fuzz targets
set -euo pipefail
source "$(dirname "$0")/steps.sh"
if ! { : >&3; } 2>/dev/null; then
  exec 3>&1  # nobody listens to how far it is but the terminal
fi

preset=${1:-dev}
core=(
  g++ cmake ninja-build libtorch-dev libopenblas0-openmp libopencv-dev libjpeg-dev libspdlog-dev nlohmann-json3-dev
  libsimdjson-dev libpugixml-dev libyaml-cpp-dev libsqlitecpp-dev libsqlite3-dev libcli11-dev libicu-dev libssl-dev
  libcurl4-openssl-dev libgloo-dev pkg-config
)
window=(
  qt6-base-dev qt6-tools-dev qt6-tools-dev-tools qt6-l10n-tools qt6-svg-dev libqcustomplot-dev libgl1-mesa-dev
  libvulkan-dev fonts-dejavu-core qt6-translations-l10n breeze-icon-theme
)
case $preset in
  dev) packages=("${core[@]}" "${window[@]}" ccache libfreetype-dev libbenchmark-dev libimage-exiftool-perl) ;;
  release) packages=("${core[@]}" "${window[@]}") ;;
  headless) packages=("${core[@]}") ;;
  package) packages=("${core[@]}" "${window[@]}" dpkg-dev file gzip lintian) ;;
  fuzz)
    packages=(
      clang libclang-rt-14-dev cmake ninja-build ccache libopencv-dev libjpeg-dev libspdlog-dev nlohmann-json3-dev
      libsimdjson-dev libpugixml-dev libyaml-cpp-dev libssl-dev
    )
    ;;
  *)
    echo "There is no list of packages for $preset: dev, release, headless, package or fuzz." >&2
    exit 2
    ;;
esac

missing=()
for package in "${packages[@]}"; do
  if ! dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed'; then
    missing+=("$package")
  fi
done
if [ ${#missing[@]} -eq 0 ]; then
  tell "all ${#packages[@]} packages are there"
  told
  exit 0
fi

as_root=()
if [ "$(id -u)" -ne 0 ]; then
  as_root=(sudo)
fi
tell "missing: ${missing[*]}"
told
"${as_root[@]}" apt-get update -qq
# apt tells how far it is as "dlstatus:N:PERCENT:WHAT" and "pmstatus:PACKAGE:PERCENT:WHAT".
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
  -o APT::Status-Fd=1 "${missing[@]}" | {
  before=
  while IFS= read -r line; do
    if ! [[ $line =~ ^(dl|pm)status:[^:]*:([0-9]+) ]]; then
      printf '%s\n' "$line"
      continue
    fi
    percent=${BASH_REMATCH[2]}
    if ! [ -t 3 ]; then
      percent=$((percent / 10 * 10))  # a terminal sees each percent, a file each tenth
    fi
    now="installed: $percent %"
    if [ "${BASH_REMATCH[1]}" = dl ]; then
      now="downloaded: $percent %"
    fi
    if [ "$now" != "$before" ]; then
      tell "$now"
      before=$now
    fi
  done
}
told
tell "installed ${#missing[@]} packages and what they need"
told
