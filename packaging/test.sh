#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Installs what is missing, builds everything, runs every test with CTest. Can be run again and again.
set -euo pipefail
cd "$(dirname "$0")/.."

echo "== Packages"
packaging/install-dependencies.sh
echo "== Build (preset dev, in build/dev)"
cmake --preset dev
cmake --build --preset dev
echo "== Tests"
export QT_QPA_PLATFORM=offscreen
ctest --preset dev --parallel "$(nproc)"
