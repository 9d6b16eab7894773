#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Builds the fuzz targets (preset fuzz: clang, libFuzzer) and runs each for SECONDS of the processor, one after the other:
#   tests/fuzz/run_all.sh [SECONDS [TARGET...]]
# 600 seconds where it is not given, however long they take beside other work; targets are the folders of
# tests/fuzz/corpus. What they learn is kept in build/fuzz/corpus; an input that fails is left in build/fuzz/findings.
# DESTUDIO_FUZZ_BUILD names a folder that is built already; then nothing is built.
set -u
cd "$(dirname "$0")/../.." || exit 1
build=${DESTUDIO_FUZZ_BUILD:-build/fuzz}
if [ -z "${DESTUDIO_FUZZ_BUILD:-}" ]; then
    { cmake --preset fuzz && cmake --build --preset fuzz; } >&2 || exit 1
fi
seconds=${1:-600}
[ $# -gt 0 ] && shift
seeds=tests/fuzz/corpus
[ $# -gt 0 ] || set -- $(ls "$seeds")
status=0

# Sets $used to what all programs that ended so far have taken. Not in a subshell, whose count would start anew.
count_used() {
    times >"$build/times.$$"
    used=$(awk 'NR == 2 { gsub(/[ms]/, " "); print int($1 * 60 + $2 + $3 * 60 + $4) }' "$build/times.$$")
}

for target in "$@"; do
    if [ ! -x "$build/tests/fuzz/destudio_fuzz_$target" ]; then
        printf '%-16s not built\n' "$target"
        status=1
        continue
    fi
    mkdir -p "$build/corpus/$target" "$build/findings"
    log=$build/findings/$target.log
    : >"$log"
    failed=0
    count_used
    end=$((used + seconds))
    while [ "$used" -lt "$end" ]; do
        left=$((end - used))
        nice -n 19 "$build/tests/fuzz/destudio_fuzz_$target" -max_total_time=$((left < 60 ? left : 60)) -timeout=10 \
            -rss_limit_mb=2048 -max_len=4096 -print_final_stats=1 -artifact_prefix="$build/findings/$target-" \
            "$build/corpus/$target" "$seeds/$target" >>"$log" 2>&1 || { failed=1; break; }
        count_used
    done
    if [ "$failed" -eq 0 ]; then
        printf '%-16s no finding in %s s, %s runs, coverage %s\n' "$target" "$seconds" \
            "$(awk '/^stat::number_of_executed_units:/ { runs += $2 } END { print runs + 0 }' "$log")" \
            "$(sed -n 's/.* cov: \([0-9]*\) .*/\1/p' "$log" | tail -n 1)"
    else
        printf '%-16s FAILED, see %s\n' "$target" "$log"
        status=1
    fi
done
rm -f "$build/times.$$"
exit $status
