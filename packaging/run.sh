#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Installs what is missing, builds, and opens the studio on the sample project. Without a display it runs the same job
# headless: ladders for some sample references, labelled, exported to COCO and VOC, with a contact sheet.
# Says how far it is; everything else is in out/log/run.log. Can be run again and again.
# Usage: packaging/run.sh [PROJECT]
set -euo pipefail
folder=$PWD
cd "$(dirname "$0")/.."
source packaging/steps.sh

preset=release
if [ -z "${DISPLAY:-}" ] && [ -z "${WAYLAND_DISPLAY:-}" ]; then
  preset=headless
fi

# generate_ladders FOLDER: tells when the first picture is there, then how many there are.
generate_ladders() {
  local out=$1 wanted=12 begin=$SECONDS before=0 count pictures marker generator
  marker=$(mktemp)
  build/headless/app/cli/destudio-cli --progress none generate --sample 4 --ratios 0.3,0.6,0.9 --seeds 1 \
    --format coco,voc --out "$out" &
  generator=$!
  while kill -0 "$generator" 2>/dev/null; do
    pictures=$({ find "$out/images" -name '*.png' -newer "$marker" 2>/dev/null || true; } | sort)
    count=$(grep -c . <<<"$pictures" || true)
    if [ "$count" -gt "$before" ]; then
      if [ "$before" -eq 0 ]; then
        tell "first picture after $((SECONDS - begin)) s, $((SECONDS - destudio_start)) s since the start: $(head -n 1 <<<"$pictures")"
        told
      fi
      before=$count
      tell "$count of $wanted pictures"
    fi
    sleep 0.3
  done
  told
  rm -f "$marker"
  wait "$generator"
}

start_log run
run_step "Packages" packaging/install-dependencies.sh "$preset"
run_step "Settings (preset $preset, in build/$preset)" cmake --preset "$preset"
run_step "Build" build_files "$preset"

if [ "$preset" = headless ]; then
  out=${DESTUDIO_OUT:-$PWD/out/sample}
  run_step "No display: a labelled ladder of each of four sample references" generate_ladders "$out"
  echo "COCO:          $out/annotations.json"
  echo "VOC:           $out/VOCdevkit/VOC2012"
  echo "Contact sheet: $out/contact-sheet.png"
else
  program=$PWD/build/release/app/studio/destudio
  cd "$folder"  # where a project's relative name is meant
  open_studio() {
    tell "$((SECONDS - destudio_start)) s after the start"
    told
    "$program" "$@"
  }
  run_step "Opening the studio" open_studio "$@"
fi
