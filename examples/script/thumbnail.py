#!/usr/bin/env python3
"""Makes a small picture of a large one: thumbnail.py [--size N] IN OUT. Reads and writes PPM, plain or raw."""
import argparse
import re


def read(path):
    with open(path, "rb") as file:
        data = file.read()
    head = re.match(rb"(P[36])\s+(?:#.*\s+)*(\d+)\s+(\d+)\s+255\s", data)
    if not head:
        raise SystemExit(f"{path}: not a PPM file with 255 levels")
    width, height = int(head[2]), int(head[3])
    body = data[head.end():]
    values = bytes(map(int, body.split())) if head[1] == b"P3" else body
    if len(values) < 3 * width * height:
        raise SystemExit(f"{path}: ends too early")
    return width, height, values


def shrink(width, height, values, size):
    across = max(1, min(size, width))
    down = max(1, across * height // width)
    for y in range(down):
        rows = range(y * height // down, (y + 1) * height // down)
        for x in range(across):
            columns = range(x * width // across, (x + 1) * width // across)
            for colour in range(3):
                total = sum(values[3 * (row * width + column) + colour] for row in rows for column in columns)
                yield total // (len(rows) * len(columns))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=8, help="at most so many pixels across")
    parser.add_argument("source")
    parser.add_argument("target")
    options = parser.parse_args()
    width, height, values = read(options.source)
    pixels = bytes(shrink(width, height, values, options.size))
    across = max(1, min(options.size, width))
    with open(options.target, "wb") as file:
        file.write(b"P6\n%d %d\n255\n" % (across, len(pixels) // 3 // across) + pixels)


if __name__ == "__main__":
    main()
