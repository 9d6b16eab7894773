#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Converts real datasets through every pair of formats and compares what comes back.

  tests/cases/round-trips.py --cli PROGRAM DATASET...

Each dataset is written as COCO once, the base. For every pair of formats (F, G): base -> F -> G -> COCO. Images, splits,
classes, boxes, ignored regions and scores have to be those of the base, or a note or warning on the way has to tell what
the format does not keep. Prints a line for each pair that differs without a word; exit status 1 when there is one.
"""
import argparse
import collections
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

FORMATS = ["coco", "createml", "cvat", "datumaro", "label_studio", "labelme", "voc", "yolo"]
TOLERANCE = 0.51  # pixels: YOLO's six digits of a share, whole pixels of Pascal VOC


def convert(cli, source, kind, out, source_kind=None):
    line = [cli, "--progress", "none", "convert", "--in", source, "--to", kind, "--out", out]
    if source_kind:
        line += ["--from", source_kind]
    run = subprocess.run(line, capture_output=True, text=True)
    told = [l for l in run.stderr.splitlines() if not re.search(r" is read as |^info: ", l)]
    if run.returncode != 0:
        raise RuntimeError(run.stderr.strip().splitlines()[-1] if run.stderr else f"status {run.returncode}")
    return told


def content(folder):
    """Images by their stem: split, and boxes as (class, box, ignored, score)."""
    images, names = {}, {}
    files = [os.path.join(at, f) for at, _, fs in os.walk(folder) for f in fs if f.endswith(".json") and f[0] != "."]
    for file in files:
        data = json.load(open(file))
        if "images" not in data:
            continue
        categories = {c["id"]: c["name"] for c in data.get("categories", [])}
        split = os.path.basename(os.path.dirname(file)) if os.path.dirname(file) != folder else ""
        for image in data["images"]:
            key = os.path.splitext(os.path.basename(image["file_name"]))[0]
            names[image["id"], file] = key
            images[key] = {"split": split or image.get("split", ""), "boxes": []}
        for a in data["annotations"]:
            images[names[a["image_id"], file]]["boxes"].append(
                (categories[a["category_id"]], a["bbox"], bool(a.get("iscrowd") or a.get("ignore")), a.get("score")))
    return images


def same_boxes(one, other):
    left = list(other)
    for name, box, ignored, score in one:
        for candidate in left:
            if (candidate[0] == name and candidate[2] == ignored
                    and all(abs(a - b) <= 2 * TOLERANCE for a, b in zip(box, candidate[1]))):
                left.remove(candidate)
                break
        else:
            return f"{name} {box} is gone or another"
    return f"{left[0][0]} {left[0][1]} is new" if left else ""


def difference(base, back):
    """Words for what differs, without the details that stand behind the colon."""
    kinds = collections.OrderedDict()
    for key in base.keys() - back.keys():
        kinds.setdefault("images are gone", key)
    for key in back.keys() - base.keys():
        kinds.setdefault("images are new", key)
    for key in base.keys() & back.keys():
        if base[key]["split"] != back[key]["split"]:
            kinds.setdefault("splits differ", f"{key} {base[key]['split']!r} {back[key]['split']!r}")
        if words := same_boxes(base[key]["boxes"], back[key]["boxes"]):
            kinds.setdefault("boxes differ", f"{key}: {words}")
    return kinds


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cli", required=True)
    parser.add_argument("datasets", nargs="+")
    arguments = parser.parse_args()
    cli = os.path.realpath(arguments.cli)
    silent = pairs = differing = 0
    for dataset in arguments.datasets:
        work = tempfile.mkdtemp()
        try:
            convert(cli, dataset, "coco", f"{work}/base")
            base = content(f"{work}/base")
            print(f"{dataset}: {len(base)} images, {sum(len(i['boxes']) for i in base.values())} boxes", flush=True)
            for first in FORMATS:
                told_first = convert(cli, f"{work}/base", first, f"{work}/first", "coco")
                for second in FORMATS:
                    pairs += 1
                    try:
                        told = told_first + convert(cli, f"{work}/first", second, f"{work}/second", first)
                        told += convert(cli, f"{work}/second", "coco", f"{work}/back", second)
                        kinds = difference(base, content(f"{work}/back"))
                    except RuntimeError as error:
                        kinds, told = {"refused": str(error)}, []
                    if kinds:
                        differing += 1
                        if not told:
                            silent += 1
                        print(f"  {first} -> {second}: " + "; ".join(f"{k} ({v})" for k, v in kinds.items()) +
                              ("; told: " + told[0][:160] if told else "; NOT TOLD"), flush=True)
                    for name in ("second", "back"):
                        shutil.rmtree(f"{work}/{name}", ignore_errors=True)
                shutil.rmtree(f"{work}/first")
        except RuntimeError as error:
            print(f"{dataset}: {error}")
            silent += 1
        finally:
            shutil.rmtree(work)
    print(f"{pairs} pairs, {differing} differ, {silent} of them without a word")
    return 1 if silent else 0


if __name__ == "__main__":
    sys.exit(main())
