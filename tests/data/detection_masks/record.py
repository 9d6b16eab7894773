# SPDX-License-Identifier: Apache-2.0
"""Records mask average precision from its definition: masks are sets of pixels, everything is counted one by one.

python3 record.py writes gt.json, dt.json and expected.json beside itself. Only the standard library is used.
"""
import json
import math
import os
import random

HERE = os.path.dirname(os.path.abspath(__file__))
THRESHOLDS = [0.5 + i * ((0.95 - 0.5) / 9) if i < 9 else 0.95 for i in range(10)]
RECALLS = [i * (1 / 100) if i < 100 else 1.0 for i in range(101)]
AREAS = {"all": (0, 1e10), "small": (0, 32**2), "medium": (32**2, 96**2), "large": (96**2, 1e10)}


def polygon_pixels(flat, width, height):
    """A side is walked on a grid five times as fine; where it passes the middle of a column of pixels, everything below
    that place changes between outside and inside."""
    corners = [(int(5 * flat[i] + 0.5), int(5 * flat[i + 1] + 0.5)) for i in range(0, len(flat), 2)]
    line = []
    for i, start in enumerate(corners):
        (xs, ys), (xe, ye) = start, corners[(i + 1) % len(corners)]
        dx, dy = abs(xe - xs), abs(ye - ys)
        turned = xs > xe if dx >= dy else ys > ye
        if turned:
            xs, ys, xe, ye = xe, ye, xs, ys
        steps = max(dx, dy)
        side = []
        for d in range(steps + 1):
            if dx >= dy:
                side.append((xs + d, int(ys + ((ye - ys) / steps if steps else 0) * d + 0.5)))
            else:
                side.append((int(xs + (xe - xs) / steps * d + 0.5), ys + d))
        line += side[::-1] if turned else side
    flips = {}
    for (ax, ay), (bx, by) in zip(line, line[1:]):
        if ax == bx:
            continue
        column = ((bx if bx < ax else bx - 1) + 0.5) / 5 - 0.5
        if column != math.floor(column) or not 0 <= column <= width - 1:
            continue
        row = math.ceil(min(max((min(ay, by) + 0.5) / 5 - 0.5, 0), height))
        flips.setdefault(int(column), []).append(row)
    inside = set()
    for column, rows in flips.items():
        for y in range(height):
            if sum(row <= y for row in rows) % 2 == 1:
                inside.add((column, y))
    return inside


def counts_of(pixels, width, height):
    counts, last, run = [], False, 0
    for x in range(width):
        for y in range(height):
            if ((x, y) in pixels) != last:
                counts.append(run)
                run, last = 0, not last
            run += 1
    return counts + [run]


def text_of(counts):
    text = ""
    for i, count in enumerate(counts):
        value = count - (counts[i - 2] if i > 2 else 0)
        while True:
            digit, value = value & 31, value >> 5
            done = value == (-1 if digit & 16 else 0)
            text += chr(48 + digit + (0 if done else 32))
            if done:
                break
    return text


def overlap(detection, truth, crowd):
    both = len(detection & truth)
    return both / (len(detection) if crowd else len(detection | truth)) if both else 0.0


def match(truths, detections, low, high, threshold):
    """The greedy matching of one picture and class: (score, matched, ignored) of each detection, and what counts."""
    truths = [dict(t, out=t["crowd"] or not low <= t["area"] <= high) for t in truths]
    truths.sort(key=lambda t: t["out"])
    taken, rows = set(), []
    for detection in detections:
        best, found = min(threshold, 1 - 1e-10), None
        for i, truth in enumerate(truths):
            if i in taken and not truth["crowd"]:
                continue
            if found is not None and not truths[found]["out"] and truth["out"]:
                break
            value = overlap(detection["pixels"], truth["pixels"], truth["crowd"])
            if value >= best:
                best, found = value, i
        if found is not None:
            taken.add(found)
            rows.append((detection["score"], True, truths[found]["out"]))
        else:
            rows.append((detection["score"], False, not low <= detection["area"] <= high))
    return rows, sum(not t["out"] for t in truths)


def figures_of(images, category, area, limit, threshold):
    """Average precision at 101 recalls and the highest recall; None where nothing counts."""
    rows, positives = [], 0
    for image in images:
        detections = sorted((d for d in image["detections"] if d["category"] == category), key=lambda d: -d["score"])
        found, count = match([t for t in image["truths"] if t["category"] == category], detections[:limit],
                             *AREAS[area], threshold)
        rows += found
        positives += count
    if positives == 0:
        return None
    rows = [r for r in sorted(rows, key=lambda r: -r[0]) if not r[2]]
    recalls, precisions, right = [], [], 0
    for i, (_, matched, _) in enumerate(rows):
        right += matched
        recalls.append(right / positives)
        precisions.append(right / (i + 1 + 2.220446049250313e-16))
    values = [max([p for r, p in zip(recalls, precisions) if r >= wanted], default=0.0) for wanted in RECALLS]
    return sum(values) / len(values), (recalls[-1] if recalls else 0.0)


def mean(values):
    values = [v for v in values if v is not None]
    return sum(values) / len(values) if values else -1.0


def blob(rng, width, height):
    size = rng.choice([6, 14, 25, 50, 90])
    x, y = rng.uniform(0, width), rng.uniform(0, height)
    flat = []
    for i in range(rng.randint(3, 9)):
        angle = i * 2 * math.pi / 9
        reach = size / 2 * rng.uniform(0.5, 1.2)
        flat += [round(min(max(x + reach * math.cos(angle), 0), width), 2),
                 round(min(max(y + reach * math.sin(angle), 0), height), 2)]
    return flat


def main():
    rng = random.Random(19)
    truth = {"images": [], "categories": [{"id": c, "name": f"class {c}"} for c in (2, 5, 9)], "annotations": []}
    results, images = [], []
    for image_id in range(1, 9):
        width, height = rng.randint(60, 180), rng.randint(50, 150)
        truth["images"].append({"id": image_id, "file_name": f"{image_id}.png", "width": width, "height": height})
        image = {"truths": [], "detections": []}
        for number in range(rng.randint(1, 5)):
            category = rng.choice((2, 2, 5))
            polygons = [blob(rng, width, height) for _ in range(rng.choice((1, 1, 2)))]
            pixels = set().union(*(polygon_pixels(p, width, height) for p in polygons))
            if not pixels:
                continue
            crowd = rng.random() < 0.2
            kind = "runs" if crowd else rng.choice(("polygons", "polygons", "text"))
            counts = counts_of(pixels, width, height)
            segmentation = polygons if kind == "polygons" else {
                "size": [height, width], "counts": counts if kind == "runs" else text_of(counts)}
            area = len(pixels) if number % 3 else len(pixels) + 40
            truth["annotations"].append({"id": len(truth["annotations"]) + 1, "image_id": image_id,
                                         "category_id": category, "iscrowd": int(crowd), "area": area,
                                         "bbox": [0, 0, 1, 1], "segmentation": segmentation})
            image["truths"].append({"category": category, "pixels": pixels, "crowd": crowd, "area": area})
            for _ in range(rng.choice((0, 1, 1, 2, 3))):
                dx, dy = rng.choice(((0, 0), (1, 0), (0, 2), (2, 3), (5, 1)))
                moved = {(x + dx, y + dy) for x, y in pixels if x + dx < width and y + dy < height}
                moved = {p for p in moved if rng.random() > 0.02} or pixels
                results.append({"image_id": image_id, "category_id": rng.choice((category, category, category, 9)),
                                "score": round(rng.random(), 2), "kind": rng.choice(("runs", "text")),
                                "pixels": moved, "size": [height, width]})
        images.append(image)
    written = []
    for result in results:
        height, width = result["size"]
        counts = counts_of(result["pixels"], width, height)
        written.append({"image_id": result["image_id"], "category_id": result["category_id"],
                        "score": result["score"], "segmentation": {
                            "size": result["size"],
                            "counts": counts if result["kind"] == "runs" else text_of(counts)}})
        images[result["image_id"] - 1]["detections"].append(
            {"category": result["category_id"], "score": result["score"], "pixels": result["pixels"],
             "area": len(result["pixels"])})

    def average(area, limit, thresholds, which, categories=(2, 5, 9)):
        cells = [figures_of(images, c, area, limit, t) for c in categories for t in thresholds]
        return mean([None if cell is None else cell[which] for cell in cells])

    stats = [average("all", 100, THRESHOLDS, 0), average("all", 100, THRESHOLDS[:1], 0),
             average("all", 100, THRESHOLDS[5:6], 0)]
    stats += [average(area, 100, THRESHOLDS, 0) for area in ("small", "medium", "large")]
    stats += [average("all", limit, THRESHOLDS, 1) for limit in (1, 10, 100)]
    stats += [average(area, 100, THRESHOLDS, 1) for area in ("small", "medium", "large")]
    per_category = {str(c): {"AP": average("all", 100, THRESHOLDS, 0, (c,)),
                             "AP50": average("all", 100, THRESHOLDS[:1], 0, (c,))} for c in (2, 5, 9)}
    for name, content in (("gt.json", truth), ("dt.json", written),
                          ("expected.json", {"stats": stats, "per_category": per_category})):
        with open(os.path.join(HERE, name), "w", encoding="utf-8") as file:
            json.dump(content, file, indent=None if name != "expected.json" else 1)
            file.write("\n")


if __name__ == "__main__":
    main()
