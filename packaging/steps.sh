# SPDX-License-Identifier: Apache-2.0
# For the other scripts, which set -euo pipefail, to read with `source`: steps that say what they do and how far they are, and a log of everything.

# start_log NAME: what the steps say goes to out/log/NAME.log.
start_log() {
  mkdir -p out/log
  destudio_log=$PWD/out/log/$1.log
  : >"$destudio_log"
  destudio_start=$SECONDS
}

# run_step TITLE COMMAND...: says the title, runs the command, writes its words to the log. A command tells how far it is
# on file descriptor 3 (tell). After a failure: where the log is, its last lines, and the end.
run_step() {
  local title=$1
  shift
  local begin=$SECONDS status=0
  echo "== $title"
  echo "== $title: $*" >>"$destudio_log"
  # In a shell of its own, and not behind `||`, where bash would go on after a command that fails.
  set +e
  (
    set -e
    "$@" >>"$destudio_log" 2>&1
  ) 3>&1
  status=$?
  set -e
  if [ "$status" -ne 0 ]; then
    printf '\n%s failed (status %s). The last lines of %s:\n' "$title" "$status" "$destudio_log" >&2
    tail -n 25 "$destudio_log" | sed 's/^/    /' >&2
    exit "$status"
  fi
  echo "   done after $((SECONDS - begin)) s"
}

# tell TEXT: how far a step is. A terminal shows it in place; else it is a line.
tell() {
  if [ -t 3 ]; then
    printf '\r   %s\033[K' "$1" >&3
  else
    printf '   %s\n' "$1" >&3
  fi
}

# told: the last word of a step that used tell.
told() {
  if [ -t 3 ]; then
    printf '\n' >&3
  fi
}

# build_files PRESET [options of cmake --build]: tells "n of m files"; into a file each tenth of them.
build_files() {
  local preset=$1 line n m last=-1
  shift
  NINJA_STATUS='[%f of %t files] ' cmake --build --preset "$preset" "$@" 2>&1 | while IFS= read -r line; do
    printf '%s\n' "$line"
    if [[ $line =~ ^\[([0-9]+)\ of\ ([0-9]+)\ files\] ]]; then
      n=${BASH_REMATCH[1]}
      m=${BASH_REMATCH[2]}
      if [ -t 3 ] || [ $((10 * n / m)) -ne "$last" ]; then
        last=$((10 * n / m))
        tell "$n of $m files"
      fi
    fi
  done
  told
}
