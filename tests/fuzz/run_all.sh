#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Runs every fuzz target for SECONDS each: tests/fuzz/run_all.sh BUILD_FOLDER [SECONDS] [TARGET...]
# What they learn is kept in BUILD_FOLDER/corpus; an input that fails is left in BUILD_FOLDER/findings.
set -u
build=${1:?the build folder, as in build/fuzz}
seconds=${2:-60}
[ $# -ge 2 ] && shift
shift
seeds=$(dirname "$0")/corpus
[ $# -gt 0 ] || set -- $(ls "$seeds")
status=0
for target in "$@"; do
    if [ ! -x "$build/tests/fuzz/destudio_fuzz_$target" ]; then
        printf '%-14s not built\n' "$target"
        continue
    fi
    mkdir -p "$build/corpus/$target" "$build/findings"
    log=$build/findings/$target.log
    if nice -n 19 "$build/tests/fuzz/destudio_fuzz_$target" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 \
        -max_len=4096 -print_final_stats=1 -artifact_prefix="$build/findings/$target-" \
        "$build/corpus/$target" "$seeds/$target" >"$log" 2>&1; then
        printf '%-14s no finding, %s runs, %s a second\n' "$target" \
            "$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")" \
            "$(sed -n 's/^stat::average_exec_per_sec: *//p' "$log")"
    else
        printf '%-14s FAILED, see %s\n' "$target" "$log"
        status=1
    fi
done
exit $status
