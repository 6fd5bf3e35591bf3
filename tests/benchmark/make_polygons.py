#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Tutela authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes a layer of invented polygons for benchmarks, as lines of GeoJSON: make_polygons.py COUNT OUT.geojsonl"""
import json
import math
import random
import sys

WEST, SOUTH, EAST, NORTH = 3.1, 0.9, 5.5, 2.3


def main():
    count, path = int(sys.argv[1]), sys.argv[2]
    draw = random.Random(7)
    columns = math.ceil(math.sqrt(count * (EAST - WEST) / (NORTH - SOUTH)))
    rows = math.ceil(count / columns)
    width, height = (EAST - WEST) / columns, (NORTH - SOUTH) / rows
    with open(path, "w", encoding="utf-8") as out:
        for n in range(count):
            middle_x = WEST + (n % columns + 0.5) * width
            middle_y = SOUTH + (n // columns + 0.5) * height
            corners = draw.randrange(6, 15)
            turn = draw.random()
            ring = []
            for k in range(corners):
                angle = 2 * math.pi * (k + turn) / corners
                reach = 0.35 + 0.15 * draw.random()
                ring.append([round(middle_x + reach * width * math.cos(angle), 6), round(middle_y + reach * height * math.sin(angle), 6)])
            ring.append(ring[0])
            feature = {"type": "Feature", "properties": {"name": f"Ward {n}"}, "geometry": {"type": "Polygon", "coordinates": [ring]}}
            out.write(json.dumps(feature, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
