#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Installs what is missing, builds, and opens the studio on the sample project. Without a display it runs the same job
# headless: ladders for some sample references, labelled, exported to COCO and VOC, with a contact sheet.
# Can be run again and again. Usage: packaging/run.sh [PROJECT]
set -euo pipefail
cd "$(dirname "$0")/.."

preset=release
if [ -z "${DISPLAY:-}" ] && [ -z "${WAYLAND_DISPLAY:-}" ]; then
  preset=headless
fi

echo "== Packages"
packaging/install-dependencies.sh "$preset"
echo "== Build (preset $preset, in build/$preset)"
cmake --preset "$preset"
cmake --build --preset "$preset"

if [ "$preset" = headless ]; then
  echo "== No display: generating a labelled ladder headless"
  out=${DESTUDIO_OUT:-$PWD/out/sample}
  build/headless/app/cli/destudio-cli generate --sample 4 --ratios 0.3,0.6,0.9 --seeds 1 --format coco,voc --out "$out"
  echo "COCO:          $out/annotations.json"
  echo "VOC:           $out/VOCdevkit/VOC2012"
  echo "Contact sheet: $out/contact-sheet.png"
else
  echo "== Opening the studio"
  exec build/release/app/studio/destudio "$@"
fi
