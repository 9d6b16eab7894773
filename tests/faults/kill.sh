#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# Kills generate, scale-up, train and export at random moments and looks at what is left:
#   tests/faults/kill.sh CLI [KILLS] [generate scale-up train export]
# After each kill no file may be half-written and no index may name a picture that is gone; in the end the same command
# goes on or starts again, and what it leaves has to be the same bytes as after a run that nobody killed. KILLS (100) is
# for each command. Needs about a minute of the processor for ten kills of all four.
set -u
cli=$(realpath "$1")
kills=${2:-100}
shift 2 2>/dev/null || shift 1
commands=${*:-generate scale-up train export}
here=$(cd "$(dirname "$0")" && pwd)
atlas=$here/../../models/clipart/world/atlas.bin
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export OMP_NUM_THREADS=1 HOME=$work
RANDOM=${SEED:-1}
failures=0

fail() {
    echo "FAIL $*"
    failures=$((failures + 1))
}

# Everything but the record, which tells of the folder itself, and temporary files, which the next run removes.
digest() {
    (cd "$1" && find . -type f ! -name '.destudio-*' ! -name 'log.jsonl' -print0 | sort -z | xargs -0 sha256sum)
}

# Is every picture whole, and does the index name only pictures that are there?
check_whole() {
    local out=$1
    [ -d "$out" ] || return 0
    python3 - "$out" <<'PY' || fail "$2: what was left is not whole"
import json, os, struct, sys, zlib
out = sys.argv[1]
bad = []
for folder, _, files in os.walk(out):
    for name in files:
        path = os.path.join(folder, name)
        if name.startswith('.destudio-tmp-') or '.destudio-tmp-' in folder:
            continue
        if name.endswith('.png'):
            data = open(path, 'rb').read()
            if not data.startswith(b'\x89PNG') or not data.endswith(b'IEND\xaeB`\x82'):
                bad.append(path)
        elif name.endswith('.jpg'):
            data = open(path, 'rb').read()
            if not (data.startswith(b'\xff\xd8') and data.endswith(b'\xff\xd9')):
                bad.append(path)
        elif name.endswith('.json'):
            try:
                json.load(open(path))
            except ValueError:
                bad.append(path)
        elif name.endswith('.safetensors'):
            data = open(path, 'rb').read()
            size = struct.unpack('<Q', data[:8])[0]
            header = json.loads(data[8:8 + size])
            end = max((v['data_offsets'][1] for k, v in header.items() if k != '__metadata__'), default=0)
            if len(data) != 8 + size + end:
                bad.append(path)
index = os.path.join(out, 'annotations.json')
if os.path.exists(index):
    for image in json.load(open(index))['images']:
        if not os.path.exists(os.path.join(out, 'images', image['file_name'])):
            bad.append('index names ' + image['file_name'])
for name in ('train', 'val', 'trainval', 'test'):
    voc = os.path.join(out, 'VOCdevkit', 'VOC2012')
    path = os.path.join(voc, 'ImageSets', 'Main', name + '.txt')
    if os.path.exists(path):
        for line in open(path).read().split():
            for part in ('JPEGImages/%s.jpg', 'Annotations/%s.xml'):
                if not os.path.exists(os.path.join(voc, part % line)):
                    bad.append('list names ' + part % line)
if os.path.exists(os.path.join(out, 'data.yaml')):
    labels = os.path.join(out, 'labels')
    for folder, _, files in os.walk(os.path.join(out, 'images')):
        for name in files:
            text = os.path.join(labels, os.path.splitext(name)[0] + '.txt')
            if not name.startswith('.') and not os.path.exists(text):
                bad.append('no labels for ' + name)
if bad:
    print("\n".join(bad))
sys.exit(1 if bad else 0)
PY
}

# kill_often NAME OUT SECONDS: kills the command `line` at moments up to SECONDS after its start. One that goes on where it
# was, and has come to its end, begins anew, because there would be nothing left to do.
kill_often() {
    local name=$1 out=$2 seconds=$3 killed=0 ended=0
    while [ $killed -lt "$kills" ]; do
        "${line[@]}" >"$work/output" 2>&1 &
        local process=$!
        sleep "$(awk -v r=$RANDOM -v s="$seconds" 'BEGIN { printf "%.3f", s * r / 32767 }')"
        kill -KILL $process 2>/dev/null
        wait $process 2>/dev/null
        if [ $? -eq 137 ]; then
            killed=$((killed + 1))
            check_whole "$out" "$name, kill $killed"
        else
            ended=$((ended + 1))
            [ "$name" = generate ] || [ "$name" = export ] || rm -rf "$out"
            if [ $ended -gt $((20 * kills + 20)) ]; then
                fail "$name: it always ends before it is killed"
                return
            fi
        fi
    done
    "${line[@]}" >"$work/output" 2>&1 || fail "$name: the last run ended with $?: $(tail -1 "$work/output")"
    check_whole "$out" "$name, last run"
    find "$out" -name '.destudio-tmp-*' | grep -q . && fail "$name: leftovers stay after the last run"
    echo "$name: $killed kills, $ended runs came to their end in between"
}

# compare NAME OUT WHOLE
compare() {
    if [ "$(digest "$2")" = "$(digest "$3")" ]; then
        echo "$1: the same bytes as a run that nobody killed"
    else
        fail "$1: not the same bytes as a run that nobody killed"
        diff <(digest "$2") <(digest "$3") | head -5
    fi
}

# Sets `line` to the command that writes into $1.
set_line() {
    local out=$1
    case $name in
    generate)
        line=("$cli" --progress none generate --bundle "$work/bundle" --reference "$work/set/annotations.json"
            --ratios 0.5,1 --seeds 1,2 --steps 2 --format coco,voc,yolo --device cpu --out "$out")
        ;;
    scale-up)
        line=("$cli" --progress none scale-up --bundle "$work/bundle" --dataset "$work/set" --lower-bound 100000
            --max-images 20 --steps 4 --threshold 0 --device cpu --out "$out")
        ;;
    train)
        line=("$cli" --progress none train-detector --dataset world --atlas "$atlas" --recipe "$work/recipe.json"
            --threads 1 --out "$out")
        ;;
    export)
        line=("$cli" --progress none convert --in "$work/set" --to voc --out "$out")
        ;;
    *)
        echo "There is no $name here." >&2
        exit 2
        ;;
    esac
}

"$cli" --progress none make-bundle --preset tiny --random --out "$work/bundle" >/dev/null || exit 1
"$cli" --progress none render-world --count 12 --size 64 --atlas "$atlas" --out "$work/set" >/dev/null || exit 1
# Random weights know no classes; scaling up needs names to count.
python3 - "$work" <<'PY'
import json, sys
config = sys.argv[1] + '/bundle/adapter/config.json'
adapter = json.load(open(config))
names = [c['name'] for c in json.load(open(sys.argv[1] + '/set/annotations.json'))['categories']]
adapter['classes'] = (names + ['class %d' % i for i in range(adapter['num_classes'])])[:adapter['num_classes']]
json.dump(adapter, open(config, 'w'))
PY
cat >"$work/recipe.json" <<'JSON'
{"steps": 24, "batch": 2, "image_size": 64, "checkpoint_every": 3, "evaluate_every": 12, "evaluation_images": 2,
 "model": {"embed_dim": 16, "group_norm_groups": 4, "head_convs": 1, "backbone": {"width": 8, "group_norm_groups": 4}}}
JSON

for name in $commands; do
    set_line "$work/whole-$name"
    begin=$(date +%s.%N)
    "${line[@]}" >"$work/output" 2>&1 || { fail "$name: $(tail -1 "$work/output")"; continue; }
    seconds=$(awk -v a="$begin" -v b="$(date +%s.%N)" 'BEGIN { print b - a }')
    set_line "$work/killed-$name"
    kill_often "$name" "$work/killed-$name" "$seconds"
    compare "$name" "$work/killed-$name" "$work/whole-$name"
done
[ $failures -eq 0 ] && echo "Nothing was lost." || echo "$failures failures."
exit $((failures > 0))
