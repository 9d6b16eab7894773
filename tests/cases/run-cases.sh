#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Runs the cases of a folder (one sub-folder a case, named ID-words, its input in `in`) and compares with what
# tests/cases/expected/ID.txt asks for:
#   tests/cases/run-cases.sh [--cli PROGRAM] FOLDER [ID...]
# PROGRAM is build/dev/app/cli/destudio-cli where it is not given. Every case works on a copy. Lines of a table:
#   run ARGUMENTS       starts the program in the folder of the case; the shell reads ARGUMENTS, $SOURCE is this checkout
#   shell COMMAND       prepares something there
#   status N            the exit status of the last run
#   says REGEX          what the last run printed, on either channel, has a line that matches (extended, letter case aside)
#   silent REGEX        it has none
#   has FILE REGEX      a file has a line that matches; FILE has no spaces, and may be a pattern of the shell
#   lacks FILE REGEX    none of its lines matches
#   file FILE           something is there
#   nofile FILE         nothing is there
# A last run that a signal ended (status 128 and above) always fails. Exit status 1 when anything fails.
set -uo pipefail
SOURCE=$(cd "$(dirname "$0")/../.." && pwd)
export SOURCE
export OMP_NUM_THREADS=1 QT_QPA_PLATFORM=offscreen
cli=$SOURCE/build/dev/app/cli/destudio-cli
if [ "${1:-}" = --cli ]; then
  cli=$(realpath "$2")
  shift 2
fi
if [ $# -lt 1 ] || [ ! -d "$1" ]; then
  echo "Name the folder of the cases: tests/cases/run-cases.sh [--cli PROGRAM] FOLDER [ID...]" >&2
  exit 2
fi
if [ ! -x "$cli" ]; then
  echo "There is no program $cli; build it or name it with --cli." >&2
  exit 2
fi
cases=$(cd "$1" && pwd)
shift
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

run_line() {
  eval "\"\$cli\" $1" >"$scratch/printed" 2>&1 </dev/null
  last_status=$?
  if [ "$last_status" -ge 128 ]; then
    problem "run $1" "ended by signal $((last_status - 128))"
  fi
}

problem() {
  failed=1
  printf '%s: FAILED line %s: %s\n' "$id" "$number" "$1"
  [ -z "${2:-}" ] || printf '    %s\n' "$2"
}

# The files that a pattern means; itself when there is none, so that grep says so.
files_of() {
  compgen -G "$1" || printf '%s\n' "$1"
}

matches() {  # FILE-PATTERN REGEX
  files_of "$1" | tr '\n' '\0' | xargs -0 grep -E -i -q -e "$2" 2>/dev/null
}

check_line() {
  local word=$1 rest=$2 file regex
  case $word in
    run) run_line "$rest" ;;
    shell) (eval "$rest") >"$scratch/printed" 2>&1 || problem "shell $rest" "$(tail -n 3 "$scratch/printed")" ;;
    status) [ "$last_status" = "$rest" ] || problem "status $rest" "it was $last_status: $(tail -n 2 "$scratch/printed")" ;;
    says) grep -E -i -q -e "$rest" "$scratch/printed" || problem "says $rest" "$(head -n 6 "$scratch/printed")" ;;
    silent) ! grep -E -i -q -e "$rest" "$scratch/printed" || problem "silent $rest" "$(grep -E -i -m 2 -e "$rest" "$scratch/printed")" ;;
    has | lacks)
      file=${rest%% *}
      regex=${rest#* }
      if ! compgen -G "$file" >/dev/null; then
        problem "$word $rest" "there is no $file"
      elif [ "$word" = has ]; then
        matches "$file" "$regex" || problem "$word $rest" "$(files_of "$file" | head -n 1 | xargs -d '\n' head -c 600)"
      else
        ! matches "$file" "$regex" || problem "$word $rest"
      fi
      ;;
    file) compgen -G "$rest" >/dev/null || problem "file $rest" ;;
    nofile) ! compgen -G "$rest" >/dev/null || problem "nofile $rest" ;;
    *) problem "$word" "no such line is known" ;;
  esac
}

run_case() {  # FOLDER
  local table=$SOURCE/tests/cases/expected/$id.txt line
  if [ ! -f "$table" ]; then
    printf '%s: no table\n' "$id"
    without=$((without + 1))
    return
  fi
  local work=$scratch/case
  rm -rf "$work"
  cp -r "$1" "$work"
  cd "$work" || exit 2
  failed=0
  number=0
  last_status=0
  while IFS= read -r line || [ -n "$line" ]; do
    number=$((number + 1))
    case $line in
      '' | '#'*) continue ;;
    esac
    check_line "${line%% *}" "${line#* }"
  done <"$table"
  cd "$SOURCE" || exit 2
  if [ "$failed" = 0 ]; then
    printf '%s: ok\n' "$id"
    passed=$((passed + 1))
  else
    broken=$((broken + 1))
  fi
}

passed=0
broken=0
without=0
for folder in "$cases"/*/; do
  name=$(basename "$folder")
  id=${name%%-*}
  if [ $# -eq 0 ] || printf '%s\n' "$@" | grep -qxF -e "$id"; then
    run_case "$folder"
  fi
done
echo "$passed cases as expected, $broken not, $without without a table"
[ "$broken" = 0 ]
