#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Runs the programs of an installation, with settings and data of nobody: the command line makes a labelled ladder of
# the sample, the window starts without a display and draws itself, manual pages and completions are there.
# Usage: packaging/check-installed.sh PREFIX
#        packaging/check-installed.sh --build BUILD     installs that build folder into a temporary prefix
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
if [ $# -eq 2 ] && [ "$1" = --build ]; then
  prefix=$work/prefix
  cmake --install "$2" --prefix "$prefix" >/dev/null
elif [ $# -eq 1 ] && [ -d "$1" ]; then
  prefix=$(cd "$1" && pwd)
else
  echo "Usage: $0 PREFIX | --build BUILD" >&2
  exit 2
fi
unset DESTUDIO_MODELS DESTUDIO_SAMPLE DESTUDIO_PRESETS
export HOME=$work/home XDG_DATA_HOME=$work/data XDG_CONFIG_HOME=$work/config XDG_CACHE_HOME=$work/cache
export XDG_RUNTIME_DIR=$work/runtime
mkdir -p -m 700 "$HOME" "$XDG_RUNTIME_DIR"

fail() {
  echo "$prefix: $*" >&2
  exit 1
}
there() {
  local pattern
  for pattern in "$@"; do  # a manual page may be compressed
    compgen -G "$prefix/$pattern" >/dev/null || fail "$pattern is missing"
  done
}

ladder=(generate --sample 1 --ratios 0.3,0.6 --seeds 1 --format coco,voc --out)
"$prefix/bin/destudio-cli" --progress none "${ladder[@]}" "$work/ladder" >"$work/said" ||
  fail "destudio-cli generate failed"
images=$(find "$work/ladder/VOCdevkit/VOC2012/JPEGImages" -type f | wc -l)
[ "$images" -eq 2 ] || fail "destudio-cli generate made $images images instead of 2"
boxes=$(grep -l '<bndbox>' "$work/ladder/VOCdevkit/VOC2012/Annotations/"*.xml | wc -l)
[ "$boxes" -gt 0 ] || fail "destudio-cli generate drew no box"
[ -s "$work/ladder/annotations.json" ] || fail "destudio-cli generate wrote no COCO file"
echo "destudio-cli: $(head -n 1 "$work/said") in a ladder of the sample"

# Nothing outside the prefix is used: the program alone, elsewhere, has no bundle.
libexec=$(dirname "$(find "$prefix" -name destudio-engine)")
mkdir -p "$work/elsewhere/bin" "$work/elsewhere/${libexec#"$prefix/"}"
cp "$prefix/bin/destudio-cli" "$work/elsewhere/bin"
cp "$libexec/destudio-engine" "$work/elsewhere/${libexec#"$prefix/"}"
if "$work/elsewhere/bin/destudio-cli" --progress none "${ladder[@]}" "$work/none" 2>"$work/refusal"; then
  fail "destudio-cli finds a bundle outside its prefix"
fi
grep -q "was not found in $work/elsewhere/share/destudio" "$work/refusal" || fail "$(cat "$work/refusal")"

there share/man/man1/destudio-cli{,-generate,-scale-up}'.1*' share/bash-completion/completions/destudio-cli
bash -c 'source "$0" && COMP_WORDS=(destudio-cli gener) && COMP_CWORD=1 && _destudio_cli &&
  [ "${COMPREPLY[*]}" = generate ]' "$prefix/share/bash-completion/completions/destudio-cli" ||
  fail "bash does not complete the command line"

if [ -e "$prefix/bin/destudio" ]; then
  export QT_QPA_PLATFORM=offscreen
  "$prefix/bin/destudio" --exit-after-startup || fail "destudio --exit-after-startup failed"
  "$prefix/bin/destudio" --screenshot "$work/window.png" --window-size 1200x800 || fail "destudio --screenshot failed"
  [ "$(stat -c %s "$work/window.png")" -gt 50000 ] || fail "the picture of the window shows too little"
  find "$XDG_DATA_HOME" -name sample.destudio | grep -q . || fail "destudio opened no sample project"
  there 'share/man/man1/destudio.1*' share/applications/destudio.desktop share/mime/packages/destudio.xml \
    share/metainfo/studio.diffusionengine.destudio.metainfo.xml share/icons/hicolor/{16x16,512x512}/apps/destudio.png \
    share/icons/hicolor/scalable/apps/destudio.svg
  if command -v appstreamcli >/dev/null; then
    appstreamcli validate --no-net "$prefix"/share/metainfo/*destudio.metainfo.xml >"$work/said" || fail "$(cat "$work/said")"
  fi
  if command -v desktop-file-validate >/dev/null; then
    desktop-file-validate "$prefix/share/applications/destudio.desktop" || fail "the desktop file is wrong"
  fi
  echo "destudio: starts on the sample"
fi
echo "The programs in $prefix work."
