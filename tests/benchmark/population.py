#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Tutela authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sums of people by zone (B1) and by minutes of response (B2) beside GRASS r.univar, on the same rasters.

usage: population.py POPULATION_SUMS [--rows N] [--cols N] [--runs N] [--anchor-runs N] [--folder DIR]

Both sides start from cells that are ready: GRASS from its rasters of zones, one for each threshold of B2, this program from the shares of
the cells (B1) and the people on the cells of the minutes (B2); how long the shares take is a line of its own. A ratio is printed only
after the sums of all zones and thresholds are equal, to a hundredth of a person. Targets: B1 30x, B2 20x."""
import argparse
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile

THRESHOLDS = (80, 120, 180, 240)


class Grass:
    def __init__(self, folder, frame_raster):
        self.mapset = folder / "grass" / "PERMANENT"
        shutil.rmtree(self.mapset.parent, ignore_errors=True)
        self.outside(["grass", "-c", frame_raster, self.mapset.parent, "-e"])

    @staticmethod
    def outside(command):
        result = subprocess.run(list(map(str, command)), capture_output=True, text=True)
        if result.returncode != 0:
            sys.exit(f"failed: {' '.join(map(str, command))}\n{result.stderr}")
        return result.stdout

    def run(self, *command):
        return self.outside(["grass", self.mapset, "--exec", *command])

    def seconds(self, runs, *command):
        """Median seconds on the clock and of the processor of one program, without the start of GRASS."""
        script = ("import resource, subprocess, sys, time\n"
                  "for _ in range(int(sys.argv[1])):\n"
                  "    start, used = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)\n"
                  "    subprocess.run(sys.argv[2:], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)\n"
                  "    now = resource.getrusage(resource.RUSAGE_CHILDREN)\n"
                  "    print('took', time.perf_counter() - start, now.ru_utime + now.ru_stime - used.ru_utime - used.ru_stime)\n")
        lines = [line.split() for line in self.run("python3", "-c", script, str(runs), *command).splitlines() if line.startswith("took")]
        return tuple(statistics.median(float(line[i]) for line in lines) for i in (1, 2))


def univar(grass, zones):
    """Sum, cells with a value and cells without one, by zone."""
    lines = [line.split("|") for line in grass.run("r.univar", "-t", "map=people", f"zones={zones}").splitlines() if "|" in line]
    at = {name: lines[0].index(name) for name in ("zone", "sum", "non_null_cells", "null_cells")}
    return {int(row[at["zone"]]): tuple(float(row[at[name]]) for name in ("sum", "non_null_cells", "null_cells")) for row in lines[1:]}


def rows_of(path):
    return [list(map(float, line.split())) for line in path.read_text().splitlines()]


def require_near(what, ours, theirs):
    if abs(ours - theirs) > 0.01:
        sys.exit(f"not the same answer, {what}: {ours} and {theirs}")


def compare(grass, folder):
    theirs = univar(grass, "zones")
    for zone, total, known, unknown in rows_of(folder / "zones.txt"):
        for what, ours, other in zip(("people", "cells", "cells without a value"), (total, known, unknown), theirs[int(zone)]):
            require_near(f"{what} of zone {zone:.0f}", ours, other)
    within = dict(rows_of(folder / "minutes.txt"))
    for minutes in THRESHOLDS:
        grass.run("r.mapcalc", "--o", f"expression=within_{minutes} = if(minutes <= {minutes}, 1, null())")
        require_near(f"people within {minutes} minutes", within[minutes] if minutes in within else max(within.values()), univar(grass, f"within_{minutes}")[1][0])


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    parser.add_argument("--rows", type=int, default=2500)
    parser.add_argument("--cols", type=int, default=4000)
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--anchor-runs", type=int, default=5)
    parser.add_argument("--folder")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(options.folder or temporary)
        size = [str(options.rows), str(options.cols)]
        ours = subprocess.run([options.program, folder, str(options.runs), *size], capture_output=True, text=True, check=True).stdout
        took = {name: (float(clock), float(used)) for name, clock, used in (line.split("\t") for line in ours.splitlines())}
        for name, (clock, used) in took.items():
            print(f"{name:32} {options.rows * options.cols:>10} cells  {clock * 1e3:8.2f} ms {used * 1e3:8.2f} ms CPU", flush=True)
        if not shutil.which("grass"):
            print("GRASS is not installed: no anchor")
            return
        grass = Grass(folder, folder / "people.tif")
        for name in ("people", "minutes", "zones"):
            grass.run("r.in.gdal", "--o", f"input={folder / name}.tif", f"output={name}")
        grass.run("r.mapcalc", "--o", "expression=zones = int(zones)")
        compare(grass, folder)
        zonal = grass.seconds(options.anchor_runs, "r.univar", "-t", "map=people", "zones=zones")
        single = [grass.seconds(options.anchor_runs, "r.univar", "-t", "map=people", f"zones=within_{minutes}") for minutes in THRESHOLDS]
        all_thresholds = tuple(sum(times[i] for times in single) for i in (0, 1))
        for case, anchor, what, target in (("B1 sums", zonal, "r.univar", "30x"), ("B2 people by minute", all_thresholds, f"{len(THRESHOLDS)} x r.univar", "20x")):
            print(f"{case:32} {what} {anchor[0]:.3f} s {anchor[1]:.3f} s CPU   ratio {anchor[0] / took[case][0]:.0f} (CPU {anchor[1] / took[case][1]:.0f})   target {target}", flush=True)


if __name__ == "__main__":
    main()
