#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Builds the Debian packages destudio-cli, destudio and destudio-data into out/packages and asks lintian about them.
# Usage: packaging/package.sh [options of cmake, such as -DDESTUDIO_PACKAGER="Name <address>"]
set -euo pipefail
cd "$(dirname "$0")/.."
source packaging/steps.sh

start_log package
run_step "Packages that the build needs" packaging/install-dependencies.sh package
run_step "Settings (preset package, in build/package)" cmake --preset package "$@"
run_step "Build" build_files package
out=$PWD/out/packages
mkdir -p "$out"
rm -f "$out"/*.deb
run_step "Debian packages" cpack --config build/package/CPackConfig.cmake -B "$out"
rm -rf "$out/_CPack_Packages"
run_step "lintian" lintian --fail-on error --tag-display-limit 0 "$out"/*.deb
ls -lh "$out"/*.deb
