#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Tutela authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Times the travel-time engine beside r.cost and r.walk of GRASS, on the same rasters in the same run (performance A1 to A7).

usage: travel.py BUILD [--cases A1,A2] [--runs N] [--folder DIR] [--seed N] [--bases N]

BUILD is a folder that cmake built with TUTELA_BENCHMARKS. The rasters follow from the seed. GRASS works in a temporary location of
its own. Both sides are whole programs: read the raster, search, write the times; runs take turns. Before a ratio is printed the
times are compared cell by cell. One line a case: seconds on the clock, seconds of the processor, peak memory of both, ratios."""
import argparse
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

CELL = 100.0  # metres, Land::kCell
GRASS_MEMORY = "memory=8000"  # r.cost keeps all in memory, its fastest way
LIMIT = 7200.0
WITHIN = 0.001  # of the time: the tolerance of the project
SIZES = {"A1": (1000, 1000), "A2": (3200, 3125), "A3": (10000, 10000), "A4": (3200, 3125), "A5": (3200, 3125), "A6": (3200, 3125), "A7": (3200, 3125)}
MUST = {"A1": "12x", "A2": "10x, 120 MB", "A3": "10x, 1200 MB", "A4": "8x", "A5": "5x", "A6": "40x", "A7": "200x"}


class Run:
    """A program that has ended: seconds on the clock and of the processor, MB, what it printed."""

    def __init__(self, command):
        start = time.perf_counter()
        process = subprocess.Popen([str(word) for word in command], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.text = process.stdout.read()
        messages = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = status
        if status != 0:
            sys.exit(f"failed: {' '.join(map(str, command))}\n{self.text}{messages}")
        self.seconds = time.perf_counter() - start
        self.processor = usage.ru_utime + usage.ru_stime
        self.memory = usage.ru_maxrss * 1024 / 1e6

    def part(self, name):
        """Clock and processor seconds of a part that the program named."""
        clock, processor = next(line for line in self.text.splitlines() if line.startswith(name + " ")).split()[1:]
        return float(clock), float(processor)


class Reading:
    def __init__(self, seconds, processor, memory):
        self.seconds, self.processor, self.memory = seconds, processor, memory

    @classmethod
    def of(cls, runs):
        return cls(statistics.median(run.seconds for run in runs), statistics.median(run.processor for run in runs), max(run.memory for run in runs))

    def __str__(self):
        return f"{self.seconds:8.4f} s {self.processor:8.4f} s CPU {self.memory:6.0f} MB"


class Bench:
    def __init__(self, options):
        self.program = pathlib.Path(options.build) / "tests/benchmark/travel_speed"
        self.root, self.runs, self.seed = pathlib.Path(options.folder), options.runs, options.seed
        self.bases_timed = options.bases
        self.loaded = set()

    def folder(self, case):
        rows, cols = SIZES[case]
        folder = self.root / f"{rows}x{cols}"
        if not (folder / "bases.txt").exists():
            folder.mkdir(parents=True, exist_ok=True)
            Run([self.program, "make", folder, rows, cols, self.seed])
        return folder

    def load(self, case, name):
        """The raster of the name in GRASS, and the region set to it."""
        rows, cols = SIZES[case]
        raster = f"{name.replace('-', '_')}_{rows}"
        bounds = [f"north={rows * CELL}", "south=0", f"east={cols * CELL}", "west=0", f"rows={rows}", f"cols={cols}"]
        if raster not in self.loaded:
            Run(["r.in.bin", "-f", f"input={self.folder(case) / name}.f32", f"output={raster}", "bytes=4", "anull=-1", *bounds, "--overwrite"])
            self.loaded.add(raster)
        Run(["g.region", f"raster={raster}"])
        return raster

    def starts(self, case):
        rows, _ = SIZES[case]
        lines = (self.folder(case) / "bases.txt").read_text().split("\n")
        cells = [tuple(map(int, line.split())) for line in lines if line]
        return [f"{(col + 0.5) * CELL},{(rows - row - 0.5) * CELL}" for row, col in cells]

    def require_equal(self, case, ours, scale=CELL, limit="inf"):
        """r.cost counts in cells, r.walk in metres."""
        theirs = self.folder(case) / "theirs.f32"
        Run(["r.out.bin", "-f", "input=theirs", f"output={theirs}", "bytes=4", "null=-1", "--overwrite"])
        compared = Run([self.program, "compare", ours, theirs, *SIZES[case], scale, WITHIN, limit])
        theirs.unlink()
        return compared.text.strip()

    def report(self, case, what, ours, theirs, name, equal):
        rows, cols = SIZES[case]
        print(f"{case} {what}, {rows * cols / 1e6:.0f} M cells: tutela {ours}   {name} {theirs}   "
              f"ratio {theirs.seconds / ours.seconds:.1f} (CPU {theirs.processor / ours.processor:.1f})   must {MUST[case]}   [{equal}]", flush=True)

    def surface(self, case, what, neighbours, law, command):
        """One base over the whole raster."""
        folder, friction = self.folder(case), self.load(case, "friction")
        if law != "none":
            command = [*command, f"elevation={self.load(case, 'elevation')}", f"friction={friction}"]
        else:
            command = [*command, f"input={friction}"]
        ours, theirs = [], []
        for _ in range(self.runs if case != "A3" else 1):
            ours.append(Run([self.program, "search", folder, *SIZES[case], neighbours, law, folder / "ours.f32"]))
            theirs.append(Run([*command, "output=theirs", f"start_coordinates={self.starts(case)[0]}", GRASS_MEMORY, "--overwrite"]))
        equal = self.require_equal(case, folder / "ours.f32", CELL if law == "none" else 1.0)
        self.report(case, what, Reading.of(ours), Reading.of(theirs), command[0], equal)
        for part in ("surface", "search", "write"):
            clock, processor = (statistics.median(run.part(part)[i] for run in ours) for i in (0, 1))
            print(f"   {part:8} {clock:.4f} s {processor:.4f} s CPU", flush=True)

    def bases(self, case):
        """Each base by itself to the limit. The anchor takes long: once."""
        folder, friction = self.folder(case), self.load(case, "friction")
        every = 10
        ours = [Run([self.program, "bases", folder, *SIZES[case], LIMIT, every]) for _ in range(self.runs)]
        theirs, equal = [], ""
        starts = self.starts(case)
        for i, start in enumerate(starts[:self.bases_timed]):
            theirs.append(Run(["r.cost", f"input={friction}", "output=theirs", f"start_coordinates={start}", f"max_cost={LIMIT / CELL}", GRASS_MEMORY, "--overwrite"]))
            if i % every == 0:
                equal = self.require_equal(case, folder / f"bases-{i}.f32", limit=LIMIT)
        parts = [[run.part("surface")[i] + run.part("search")[i] for run in ours] for i in (0, 1)]
        mine = Reading(statistics.median(parts[0]), statistics.median(parts[1]), max(run.memory for run in ours))
        share = len(starts) / len(theirs)
        sum_of = Reading(share * sum(run.seconds for run in theirs), share * sum(run.processor for run in theirs), max(run.memory for run in theirs))
        self.report(case, f"50 bases, 2 h, {len(theirs)} of them by the anchor", mine, sum_of, "50 x r.cost max_cost", equal)

    def what_if(self, case):
        """A road is built, another one cut: repair of the times from all bases beside r.cost anew."""
        folder = self.folder(case)
        ours = [Run([self.program, "whatif", folder, *SIZES[case], self.seed]) for _ in range(self.runs)]
        for name, what in (("built", "road built"), ("cut", "road cut")):
            friction, theirs = self.load(case, f"friction-{name}"), []
            for _ in range(self.runs):
                theirs.append(Run(["r.cost", f"input={friction}", "output=theirs", "start_coordinates=" + ",".join(self.starts(case)), GRASS_MEMORY, "--overwrite"]))
            equal = self.require_equal(case, folder / f"{name}.f32")
            mine = Reading(*(statistics.median(run.part(name)[i] for run in ours) for i in (0, 1)), max(run.memory for run in ours))
            edited, changed = (int(number) for number in ours[0].part(f"{name}-cells"))
            self.report(case, f"{what}, {edited} cells edited, {changed} changed", mine, Reading.of(theirs), "r.cost", equal)

    def case(self, case):
        if case in ("A1", "A2", "A3"):
            self.surface(case, "8 neighbours", 8, "none", ["r.cost"])
        elif case == "A4":
            self.surface(case, "16 neighbours", 16, "none", ["r.cost", "-k"])
        elif case == "A5":
            self.surface(case, "by slope, law of r.walk", 8, "rwalk", ["r.walk"])
        elif case == "A6":
            self.bases(case)
        elif case == "A7":
            self.what_if(case)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("build")
    parser.add_argument("--cases", default="A1,A2,A4,A5,A6,A7", help="A3 takes minutes and is left out unless named")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--bases", type=int, default=50, help="of A6, for the anchor; its time is scaled to all")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--folder", default=None)
    options = parser.parse_args()
    if "GISBASE" not in os.environ:
        if shutil.which("grass") is None:
            sys.exit("grass is not installed: no anchor")
        # Again, inside a location that goes when the script ends.
        os.execvp("grass", ["grass", "--tmp-location", "XY", "--exec", sys.executable, os.path.abspath(__file__), *sys.argv[1:]])
    options.folder = options.folder or tempfile.mkdtemp(prefix="tutela-travel-")
    bench = Bench(options)
    for case in options.cases.split(","):
        bench.case(case)


if __name__ == "__main__":
    main()
