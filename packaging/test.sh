#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Installs what is missing, builds everything, runs every test with CTest and lists what was skipped. Can be run again
# and again.
set -euo pipefail
cd "$(dirname "$0")/.."
TIMEFORMAT='   %U s of the processor for the program, %S s for the system, %R s on the clock'

echo "== Packages"
packaging/install-dependencies.sh
echo "== Build (preset dev, in build/dev)"
cmake --preset dev
time cmake --build --preset dev
echo "== Tests"
export QT_QPA_PLATFORM=offscreen
status=0
ctest --preset dev --parallel "$(nproc)" || status=$?
packaging/list-skips.sh build/dev
exit "$status"
