#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Tutela authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Times whole runs of tutela beside the tools a user would otherwise take, on the same data in the same run.

usage: run.py TUTELA [--rows N] [--runs N] [--anchor-runs N] [--folder DIR]

One line a case: what, rows, median seconds, processor seconds, peak memory; then the anchor and the ratio anchor / Tutela. An
anchor that is not installed is named and left out. Both sides are checked to have given the same answer before a ratio is
printed. Targets are those of the project: F1 6x and 150 MB, F2 0.3 s, assess 150 MB."""
import argparse
import csv
import json
import os
import pathlib
import shutil
import sqlite3
import statistics
import struct
import subprocess
import sys
import tempfile
import time


class Timing:
    def __init__(self, seconds, processor, memory):
        self.seconds, self.processor, self.memory = seconds, processor, memory

    def __str__(self):
        return f"{self.seconds:7.2f} s {self.processor:7.2f} s CPU {self.memory:6.0f} MB"


def timed(command, runs, before=lambda: None, warm=True):
    """Median seconds, median processor seconds and peak memory (MB) of a command."""
    wall, processor, memory = [], [], []
    for n in range(runs + (1 if warm else 0)):
        before()
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        messages = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = status
        if status != 0:
            sys.exit(f"failed: {' '.join(map(str, command))}\n{messages.decode(errors='replace')}")
        if n > 0 or not warm:
            wall.append(time.perf_counter() - start)
            processor.append(usage.ru_utime + usage.ru_stime)
            memory.append(usage.ru_maxrss / 1024)
    return Timing(statistics.median(wall), statistics.median(processor), max(memory))


def answer(command):
    return json.loads(subprocess.run(command, capture_output=True, check=True).stdout)


def report(case, rows, ours, anchor=None, name="", target=""):
    line = f"{case:42} {rows:>9} rows  {ours}"
    if anchor:
        line += f"   {name} {anchor}   ratio {anchor.seconds / ours.seconds:.1f} (CPU {anchor.processor / ours.processor:.1f})"
    print(line + (f"   target {target}" if target else ""), flush=True)


def require_equal(what, ours, theirs):
    if ours != theirs:
        sys.exit(f"not the same answer, {what}: {ours} and {theirs}")


def sum_of(path, column, table="incidents"):
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as db:
        return db.execute(f"SELECT count(*), sum(CAST({column} AS INTEGER)) FROM {table}").fetchone()


def with_changes(events, path):
    """The same rows with every hundredth count of deaths one higher."""
    with open(events, newline="", encoding="utf-8") as source, open(path, "w", newline="", encoding="utf-8") as out:
        rows, write = csv.reader(source), csv.writer(out).writerow
        header = next(rows)
        write(header)
        at = header.index("fatalities")
        for n, row in enumerate(rows):
            if n % 100 == 0:
                row[at] = str(int(row[at]) + 1)
            write(row)


def size_of_png(path):
    with open(path, "rb") as file:
        return struct.unpack(">II", file.read(24)[16:])


def import_cases(options, folder, events, mission):
    theirs = folder / "anchor.gpkg"
    command = [options.tutela, "import", mission, events, "--as", "incidents", "--preset", "acled"]

    def fresh():
        mission.unlink(missing_ok=True)
        subprocess.run([options.tutela, "new", mission, "--name", "Benchmark"], check=True, stdout=subprocess.DEVNULL)

    ours = timed(command, options.runs, fresh)
    anchor = None
    if shutil.which("ogr2ogr"):
        convert = ["ogr2ogr", "-f", "GPKG", theirs, events, "-oo", "X_POSSIBLE_NAMES=longitude", "-oo", "Y_POSSIBLE_NAMES=latitude",
                   "-oo", "KEEP_GEOM_COLUMNS=NO", "-a_srs", "EPSG:4326", "-nln", "incidents"]
        anchor = timed(convert, options.anchor_runs, lambda: theirs.unlink(missing_ok=True), warm=False)
        require_equal("events and deaths", sum_of(mission, "killed_best"), sum_of(theirs, "fatalities"))
    else:
        print("ogr2ogr is not installed: no anchor for F1")
    report("F1 import, check, history, commit", options.rows, ours, anchor, "ogr2ogr", "6x, 150 MB")
    if anchor:
        print(f"{'   file size':42} tutela {mission.stat().st_size / 1e6:.0f} MB   ogr2ogr {theirs.stat().st_size / 1e6:.0f} MB   "
              f"share {mission.stat().st_size / theirs.stat().st_size:.2f}   target 1, better 0.5", flush=True)
    counted = answer([options.tutela, "info", mission, "--json"])["counts"]["incidents"]
    require_equal("incidents", counted, options.rows)


def again_cases(options, folder, events, mission):
    again, changed = folder / "again.gpkg", folder / f"changed-{options.rows}.csv"
    if not changed.exists():
        with_changes(events, changed)

    def copy():
        shutil.copy(mission, again)

    def command(table):
        return [options.tutela, "import", again, table, "--as", "incidents", "--preset", "acled"]

    report("   import again, nothing changed", options.rows, timed(command(events), options.runs, copy), target="150 MB")
    report("   import again, 1 % changed", options.rows, timed(command(changed), options.runs, copy), target="150 MB")
    require_equal("events after the changes", sum_of(again, "killed_best"),
                  (options.rows, sum_of(mission, "killed_best")[1] + (options.rows + 99) // 100))


def reading_cases(options, folder, mission):
    report("F2 open to the first snapshot (info)", options.rows, timed([options.tutela, "info", mission, "--json"], options.runs), target="0.3 s")
    by_month = [options.tutela, "stats", mission, "--by", "month", "--json"]
    report("   statistics by month", options.rows, timed(by_month, options.runs))
    bare = folder / "without-cache.gpkg"
    shutil.copy(mission, bare)
    with sqlite3.connect(bare) as db:
        db.execute("DELETE FROM cache_incident")
    report("   the same without the cache", options.rows, timed([*by_month[:2], bare, *by_month[3:]], options.runs))
    require_equal("with and without the cache", answer(by_month), answer([*by_month[:2], bare, *by_month[3:]]))
    bare.unlink()
    report("   assess the mission", options.rows, timed([options.tutela, "assess", mission, "--json"], options.runs), target="150 MB")
    picture = folder / "map.png"
    report("E1 map 1600 x 900 as PNG", options.rows,
           timed([options.tutela, "map", mission, "-o", picture, "--width", "1600", "--height", "900"], options.runs),
           target="QGIS takes 3.6 s for a redraw")
    require_equal("size of the map", size_of_png(picture), (1600, 900))
    report("   map as vector PDF", options.rows, timed([options.tutela, "map", mission, "-o", folder / "map.pdf"], options.runs))


def report_case(options, folder):
    demo = folder / "demo.gpkg"
    if not demo.exists():
        subprocess.run([options.tutela, "new", demo, "--demo"], check=True, stdout=subprocess.DEVNULL)
    drafts = answer([options.tutela, "assessment", demo, "list", "--json"])
    draft = next(v for v in drafts["versions"] if v["status"] == "DRAFT")
    report("   assessment PDF of the demo's draft", 1,
           timed([options.tutela, "report", demo, "--kind", "threat-assessment", "--assessment", str(draft["id"]), "-o", folder / "ta.pdf"],
                 options.runs), target="2 s")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("tutela")
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--anchor-runs", type=int, default=1)
    parser.add_argument("--folder", default=None)
    options = parser.parse_args()
    here = pathlib.Path(__file__).parent
    folder = pathlib.Path(options.folder or tempfile.mkdtemp(prefix="tutela-benchmark-"))
    folder.mkdir(exist_ok=True)
    events = folder / f"events-{options.rows}.csv"
    if not events.exists():
        subprocess.run([sys.executable, here / "make_events.py", str(options.rows), events], check=True)
    mission = folder / "mission.gpkg"
    import_cases(options, folder, events, mission)
    reading_cases(options, folder, mission)
    again_cases(options, folder, events, mission)
    report_case(options, folder)


if __name__ == "__main__":
    main()
