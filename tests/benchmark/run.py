#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Tutela authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Times whole runs of tutela beside the tools a user would otherwise take, on the same data in the same run.

usage: run.py TUTELA [--rows N] [--runs N] [--folder DIR]

One line a case: what, rows, median seconds, peak memory; then the ratio anchor / Tutela. An anchor that is not installed
is named and left out. Both sides are checked to have given the same answer before a ratio is printed."""
import argparse
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time


def timed(command, runs, before=lambda: None, env=None):
    """Median seconds and peak memory (MB) of a command, after one warm-up."""
    seconds, memory, output = [], [], b""
    for n in range(runs + 1):
        before()
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=env)
        output = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        if status != 0:
            sys.exit(f"failed: {' '.join(map(str, command))}")
        if n > 0:
            seconds.append(time.perf_counter() - start)
            memory.append(usage.ru_maxrss / 1024)
    return statistics.median(seconds), max(memory), output


def report(case, rows, ours, anchor=None, name=""):
    line = f"{case:38} {rows:>9} rows  tutela {ours[0]:7.2f} s {ours[1]:6.0f} MB"
    if anchor:
        line += f"   {name} {anchor[0]:7.2f} s {anchor[1]:6.0f} MB   ratio {anchor[0] / ours[0]:.1f}"
    print(line, flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("tutela")
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--folder", default=None)
    options = parser.parse_args()
    here = pathlib.Path(__file__).parent
    folder = pathlib.Path(options.folder or tempfile.mkdtemp(prefix="tutela-benchmark-"))
    folder.mkdir(exist_ok=True)
    events = folder / f"events-{options.rows}.csv"
    if not events.exists():
        subprocess.run([sys.executable, here / "make_events.py", str(options.rows), events], check=True)
    mission, theirs = folder / "mission.gpkg", folder / "anchor.gpkg"

    def fresh():
        mission.unlink(missing_ok=True)
        subprocess.run([options.tutela, "new", mission, "--name", "Benchmark"], check=True, stdout=subprocess.DEVNULL)

    ours = timed([options.tutela, "import", mission, events, "--as", "incidents", "--preset", "acled"], options.runs, fresh)
    anchor = None
    if shutil.which("ogr2ogr"):
        command = ["ogr2ogr", "-f", "GPKG", theirs, events, "-oo", "X_POSSIBLE_NAMES=longitude", "-oo", "Y_POSSIBLE_NAMES=latitude",
                   "-oo", "KEEP_GEOM_COLUMNS=NO", "-a_srs", "EPSG:4326", "-nln", "incidents"]
        anchor = timed(command, 1, lambda: theirs.unlink(missing_ok=True))
        counted = json.loads(subprocess.run([options.tutela, "info", mission, "--json"], capture_output=True, check=True).stdout)
        if counted["counts"]["incidents"] != options.rows:
            sys.exit(f"not the same answer: {counted['counts']['incidents']} incidents, {options.rows} rows")
        print(f"{'file size':38} tutela {mission.stat().st_size / 1e6:.0f} MB   ogr2ogr {theirs.stat().st_size / 1e6:.0f} MB")
    report("F1 import, check, history, commit", options.rows, ours, anchor, "ogr2ogr")
    report("F2 open and count (info)", options.rows, timed([options.tutela, "info", mission, "--json"], options.runs))
    report("   statistics by month", options.rows, timed([options.tutela, "stats", mission, "--by", "month", "--json"], options.runs))
    report("   assess the mission", options.rows, timed([options.tutela, "assess", mission, "--json"], options.runs))
    report("E1 map 1600 x 900 as PNG", options.rows,
           timed([options.tutela, "map", mission, "-o", folder / "map.png", "--width", "1600", "--height", "900"], options.runs))
    report("   map as vector PDF", options.rows, timed([options.tutela, "map", mission, "-o", folder / "map.pdf"], options.runs))

    demo = folder / "demo.gpkg"
    if not demo.exists():
        subprocess.run([options.tutela, "new", demo, "--demo"], check=True, stdout=subprocess.DEVNULL)
    drafts = json.loads(subprocess.run([options.tutela, "assessment", demo, "list", "--json"], capture_output=True, check=True).stdout)
    draft = next(v for v in drafts["versions"] if v["status"] == "DRAFT")
    report("   assessment PDF of the demo's draft", 1,
           timed([options.tutela, "report", demo, "--kind", "threat-assessment", "--assessment", str(draft["id"]), "-o", folder / "ta.pdf"],
                 options.runs))


if __name__ == "__main__":
    main()
