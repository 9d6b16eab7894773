#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Records what CLIP's byte-pair encoding makes of some prompts, with a small vocabulary learned here from sentences of
our own. Written from the definition of the encoding and from Python's own tables (html, Unicode through `regex`), so
that nothing is shared with the C++ that is compared with it. Run in this folder; needs python3-regex.
"""
import html
import json
import struct
from collections import Counter
from pathlib import Path

import regex

MODEL_LENGTH = 77
MERGES = 160
SENTENCES = """a photo of a cat on a sofa, a photo of a dog in the street, two dogs and three cats in the garden, the red bus stands
before the house, an old bicycle leans at the wall, people walk with umbrellas in the rain, a horse and a rider on the
beach, plates and cups and spoons on the table, the traffic light is green, a very small bird sits on the branch, sharp
details, watercolour painting, number plates, apples and pears and plums and cherries with leaves, it's raining, they're
running, we'll stay, numbers one two three, under the tree, playing with the ball, highly detailed drawing of a face"""

WORD = regex.compile(
    r"<\|startoftext\|>|<\|endoftext\|>|'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+", regex.IGNORECASE)


def byte_symbols():
    """Every byte as one printable character: itself where it prints, else one above 255."""
    printable = [*range(33, 127), *range(161, 173), *range(174, 256)]
    others = [b for b in range(256) if b not in printable]
    table = {b: chr(b) for b in printable}
    table.update({b: chr(256 + i) for i, b in enumerate(others)})
    return [table[b] for b in printable + others], table


def clean(text):
    text = html.unescape(html.unescape(text)).strip()
    return regex.sub(r"\s+", " ", text).strip().lower()


def words(text, table):
    for word in WORD.findall(clean(text)):
        symbols = [table[b] for b in word.encode("utf-8")]
        symbols[-1] += "</w>"
        yield tuple(symbols)


def join(symbols, pair):
    result = []
    i = 0
    while i < len(symbols):
        if tuple(symbols[i:i + 2]) == pair:
            result.append(symbols[i] + symbols[i + 1])
            i += 2
        else:
            result.append(symbols[i])
            i += 1
    return tuple(result)


def learn(table):
    counts = Counter(words(SENTENCES, table))
    merges = []
    while len(merges) < MERGES:
        pairs = Counter()
        for symbols, n in counts.items():
            for pair in zip(symbols, symbols[1:]):
                pairs[pair] += n
        best = min(pairs, key=lambda pair: (-pairs[pair], pair))
        merges.append(best)
        counts = Counter({join(symbols, best): n for symbols, n in counts.items()})
    return merges


def encode(text, table, ranks, vocabulary):
    ids = [vocabulary["<|startoftext|>"]]
    for symbols in words(text, table):
        while len(symbols) > 1:
            pair = min(zip(symbols, symbols[1:]), key=lambda p: ranks.get(p, len(ranks)))
            if pair not in ranks:
                break
            symbols = join(symbols, pair)
        ids += [vocabulary[symbol] for symbol in symbols]
    return ids + [vocabulary["<|endoftext|>"]]


def main():
    symbols, table = byte_symbols()
    merges = learn(table)
    tokens = symbols + [s + "</w>" for s in symbols] + ["".join(m) for m in merges]
    vocabulary = {token: i for i, token in enumerate(tokens + ["<|startoftext|>", "<|endoftext|>"])}
    ranks = {pair: i for i, pair in enumerate(merges)}
    folder = Path("tokenizer")
    (folder / "vocab.json").write_text(json.dumps(vocabulary, ensure_ascii=False, indent=0) + "\n")
    (folder / "merges.txt").write_text("#version: 0.2\n" + "".join(f"{a} {b}\n" for a, b in merges))
    (folder / "special_tokens_map.json").write_text(json.dumps({
        "bos_token": "<|startoftext|>", "eos_token": "<|endoftext|>", "pad_token": "<|endoftext|>",
        "unk_token": "<|endoftext|>"}, indent=2) + "\n")

    prompts = json.loads(Path("prompts.json").read_text())
    rows, masks, listed = [], [], []
    end = vocabulary["<|endoftext|>"]
    for text in prompts:
        ids = encode(text, table, ranks, vocabulary)
        listed.append({"text": text, "untruncated_length": len(ids)})
        if len(ids) > MODEL_LENGTH:
            ids = ids[:MODEL_LENGTH - 1] + [end]
        rows.append(ids + [end] * (MODEL_LENGTH - len(ids)))
        masks.append([1] * len(ids) + [0] * (MODEL_LENGTH - len(ids)))
    Path("golden.json").write_text(json.dumps(
        {"format": "diffusionengine-golden/1", "kind": "tokenizer", "prompts": listed}, ensure_ascii=False,
        indent=0) + "\n")
    header, data = {}, b""
    for name, table_of_rows in (("tokens.ids", rows), ("tokens.attention_mask", masks)):
        bytes_of = b"".join(struct.pack(f"<{MODEL_LENGTH}q", *row) for row in table_of_rows)
        header[name] = {"dtype": "I64", "shape": [len(table_of_rows), MODEL_LENGTH],
                        "data_offsets": [len(data), len(data) + len(bytes_of)]}
        data += bytes_of
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    Path("golden.safetensors").write_bytes(struct.pack("<Q", len(text)) + text + data)


if __name__ == "__main__":
    main()
