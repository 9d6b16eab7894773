#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Scales a dataset up on a Slurm cluster. A job array makes a round of images, each task in a folder of its own; a job
# behind it counts over all of them and starts the next round, until every class has more boxes than its lower bound or
# the limit is reached; then it joins the shards.
#
# Usage: packaging/slurm-scale-up.sh SHARDS FOLDER [options of destudio-cli scale-up]
#   packaging/slurm-scale-up.sh 8 /scratch/voc-de --dataset VOCdevkit/VOC2012 --lower-bound 3000 --selection quota
#
# FOLDER has to be seen by all nodes; it gets shard-1 ... shard-N, counts.json, logs/ and at last dataset/. After a
# failure call it again with the same arguments: it goes on. Slurm's own settings come from its environment variables
# (SBATCH_PARTITION, SBATCH_TIMELIMIT, SBATCH_GPUS, ...).
#   DESTUDIO_CLI         the program; else the one of build/release or build/headless beside this script, or in PATH
#   DESTUDIO_ROUND_SIZE  images of a round; 100 for each shard where it is not set
#   DESTUDIO_CPUS        processors of a task; 1 where it is not set
set -euo pipefail

if [ $# -lt 2 ] || ! [ "$1" -ge 1 ] 2>/dev/null; then
  echo "Usage: $0 SHARDS FOLDER [options of destudio-cli scale-up]" >&2
  exit 2
fi
shards=$1
folder=$2
shift 2
role=${DESTUDIO_SLURM_ROLE:-start}

if [ "$role" = start ]; then
  # sbatch runs a copy of this script, so what it needs of its place is settled now.
  script=$(readlink -f "$0")
  top=$(dirname "$(dirname "$script")")
  mkdir -p "$folder/logs"
  folder=$(readlink -f "$folder")
  if [ -z "${DESTUDIO_CLI:-}" ]; then
    for candidate in "$top"/build/{release,headless,dev}/app/cli/destudio-cli "$(command -v destudio-cli || true)"; do
      if [ -x "$candidate" ]; then
        DESTUDIO_CLI=$candidate
        break
      fi
    done
  fi
  if ! [ -x "${DESTUDIO_CLI:-}" ]; then
    echo "destudio-cli was not found; name it with DESTUDIO_CLI." >&2
    exit 1
  fi
  export DESTUDIO_CLI
  export DESTUDIO_SLURM_SCRIPT=$script
fi
round_size=${DESTUDIO_ROUND_SIZE:-$((shards * 100))}
cpus=${DESTUDIO_CPUS:-1}
counts=$folder/counts.json

submit_round() {
  local array
  array=$(DESTUDIO_SLURM_ROLE=shard sbatch --parsable --export=ALL --job-name=scale-up --array="1-$shards" \
    --cpus-per-task="$cpus" --output="$folder/logs/shard-%a-%A.log" "$DESTUDIO_SLURM_SCRIPT" "$shards" "$folder" "$@")
  # afterany: a task that failed leaves what it finished, and the next round makes the rest.
  DESTUDIO_SLURM_ROLE=merge sbatch --parsable --export=ALL --job-name=scale-up-merge --dependency="afterany:$array" \
    --output="$folder/logs/merge-%j.log" "$DESTUDIO_SLURM_SCRIPT" "$shards" "$folder" "$@" >/dev/null
  echo "Round submitted as job $array; logs in $folder/logs."
}

case $role in
  start)
    submit_round "$@"
    ;;
  shard)
    export OMP_NUM_THREADS=${SLURM_CPUS_PER_TASK:-1}
    options=(--shard "$SLURM_ARRAY_TASK_ID/$shards" --round-size "$round_size" --out "$folder/shard-$SLURM_ARRAY_TASK_ID")
    if [ -e "$counts" ]; then
      options+=(--counts "$counts")
    fi
    exec "$DESTUDIO_CLI" --progress bar scale-up "${options[@]}" "$@"
    ;;
  merge)
    folders=()
    for ((i = 1; i <= shards; ++i)); do
      folders+=("$folder/shard-$i")
    done
    field() { sed -n "s/^ *\"$1\": \([a-z0-9]*\),\{0,1\}\$/\1/p" "$counts" | head -n 1; }
    before=none
    if [ -e "$counts" ]; then
      before=$(field next)
    fi
    "$DESTUDIO_CLI" --progress none merge-shards --in "${folders[@]}" --counts "$counts"
    if [ "$(field reached)" != true ] && [ "$(field next)" != "$before" ]; then
      submit_round "$@"
    else  # enough, or the limit is reached, or a shard is stuck, which merge-shards says
      "$DESTUDIO_CLI" --progress none merge-shards --in "${folders[@]}" --out "$folder/dataset"
    fi
    ;;
esac
