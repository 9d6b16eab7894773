#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# Kills the window at random moments while somebody edits in it, and looks at what the project's file holds then:
#   tests/faults/kill_window.sh DRIVER [KILLS]
# DRIVER is destudio_edit_driver (target `benchmarks`). The same edits are made once without a kill; after each kill the
# file has to hold the state after the last edit that was finished, or after the one being made, and nothing else. The
# next start has to open it and go on.
set -u
driver=$(realpath "$1")
kills=${2:-100}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export QT_QPA_PLATFORM=offscreen HOME=$work OMP_NUM_THREADS=1
RANDOM=${SEED:-1}
steps=60
failures=0

fail() {
    echo "FAIL $*"
    failures=$((failures + 1))
}

mkdir "$work/start"
"$driver" make "$work/start/p.destudio" || exit 1
edits=0
for ((kill_count = 1; kill_count <= kills; ++kill_count)); do
    seed=$((kill_count % 10))
    if [ ! -e "$work/whole-$seed.txt" ]; then
        rm -rf "$work/whole" && cp -r "$work/start" "$work/whole"
        begin=$(date +%s.%N)
        "$driver" edit "$work/whole/p.destudio" $seed $steps >"$work/whole-$seed.txt" 2>"$work/errors" ||
            fail "editing ended with $?: $(tail -1 "$work/errors")"
        seconds=$(awk -v a="$begin" -v b="$(date +%s.%N)" 'BEGIN { print b - a }')
    fi
    rm -rf "$work/killed" && cp -r "$work/start" "$work/killed"
    "$driver" edit "$work/killed/p.destudio" $seed $steps >"$work/lines.txt" 2>"$work/errors" &
    process=$!
    sleep "$(awk -v r=$RANDOM -v s="$seconds" 'BEGIN { printf "%.3f", s * r / 32767 }')"
    kill -KILL $process 2>/dev/null
    wait $process 2>/dev/null
    made=$(wc -l <"$work/lines.txt")
    edits=$((edits + made))
    state=$("$driver" state "$work/killed/p.destudio" 2>"$work/errors") || fail "kill $kill_count: $(tail -1 "$work/errors")"
    # Line `made` is the last one told; the next one may be in the file already.
    sed -n "$((made > 0 ? made : 1)),$((made + 1))p" "$work/whole-$seed.txt" | grep -qx "$state" ||
        fail "kill $kill_count, seed $seed: after $made edits the file holds something else"
    if ! cmp -s <(head -n "$made" "$work/whole-$seed.txt") "$work/lines.txt"; then
        fail "kill $kill_count, seed $seed: the edits were not those of the whole run"
    fi
    [ "$(ls "$work/killed/p.files" | sort)" = "$(ls "$work/start/p.files" | sort)" ] ||
        fail "kill $kill_count: the pictures beside the project are not the same"
done
echo "window: $kills kills, $edits edits were told before them"
[ $failures -eq 0 ] && echo "Nothing was lost." || echo "$failures failures."
exit $((failures > 0))
