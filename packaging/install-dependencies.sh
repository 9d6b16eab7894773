#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Installs what the build needs from Debian 12's packages; does nothing where all of it is there.
# Usage: packaging/install-dependencies.sh [headless|fuzz]
set -euo pipefail

packages=(
  g++ cmake ninja-build ccache
  libtorch-dev libopenblas0-openmp libopencv-dev libjpeg-dev libspdlog-dev nlohmann-json3-dev libsimdjson-dev libpugixml-dev
  libsqlitecpp-dev libsqlite3-dev libcli11-dev libicu-dev libfreetype-dev libssl-dev
)
if [ "${1:-}" = fuzz ]; then
  packages=(
    clang libclang-rt-14-dev cmake ninja-build ccache libopencv-dev libjpeg-dev libspdlog-dev nlohmann-json3-dev
    libsimdjson-dev libpugixml-dev libssl-dev
  )
elif [ "${1:-}" != headless ]; then
  packages+=(
    qt6-base-dev qt6-tools-dev qt6-tools-dev-tools qt6-l10n-tools libqt6svg6-dev libqcustomplot-dev libgl1-mesa-dev
    libvulkan-dev fonts-dejavu-core qt6-translations-l10n breeze-icon-theme
  )
fi

missing=()
for package in "${packages[@]}"; do
  if ! dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed'; then
    missing+=("$package")
  fi
done
if [ ${#missing[@]} -eq 0 ]; then
  echo "All packages are there."
  exit 0
fi

as_root=()
if [ "$(id -u)" -ne 0 ]; then
  as_root=(sudo)
fi
echo "Installing: ${missing[*]}"
"${as_root[@]}" apt-get update -qq
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
echo "Installed ${#missing[@]} packages."
