#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Lists what the last run of CTest skipped, and why. A class that could test nothing also stands in CTest's own list,
# "The following tests did not run". Usage: packaging/list-skips.sh [BUILD-FOLDER]
set -euo pipefail
cd "$(dirname "$0")/.."
log=${1:-build/dev}/Testing/Temporary/LastTest.log

# "SKIP   : destudio::voc_test::VocTest::slot(row) reason" of Qt Test.
skips=$(sed -n 's/^SKIP   : \(destudio::\)\?\([a-z0-9_]*::\)\?\([^)]*)\) \?\(.*\)$/  \3: \4/p' "$log" | sort)
if [ -z "$skips" ]; then
  echo "== No test was skipped"
else
  echo "== Skipped tests: $(grep -c . <<<"$skips")"
  printf '%s\n' "$skips"
fi
