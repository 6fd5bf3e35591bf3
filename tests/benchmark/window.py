#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Tutela authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Times the window and its map beside QGIS, on the same data in the same run (performance E1, E2, E3, F2, H1).

usage: window.py BUILD [--rows N] [--polygons N] [--runs N] [--folder DIR]

BUILD is a folder that cmake built with TUTELA_BENCHMARKS. Missions of a tenth of the rows and of all rows are made, the window is
driven on a copy of each, and the redraws are repeated by QGIS on the very same files. QGIS that is not installed is named and left
out. The script ends with the ratios of medians."""
import argparse
import json
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).parent
QGIS_PYTHON = "/usr/bin/python3"  # that of the distribution: QGIS brings its bindings for it
EVENTS_BOX = ["3.0", "0.8", "5.6", "3.2"]
POLYGONS_BOX = ["3.0", "0.8", "5.6", "2.4"]


def run(command, environment, **more):
    done = subprocess.run([str(part) for part in command], env=environment, stdout=subprocess.PIPE, text=True, **more)
    if done.returncode != 0:
        sys.exit(f"failed: {' '.join(map(str, command))}")
    return done.stdout


def make_mission(tutela, folder, rows, environment):
    table, mission = folder / f"events-{rows}.csv", folder / f"mission-{rows}.gpkg"
    if not mission.exists():
        run([sys.executable, HERE / "make_events.py", rows, table], environment)
        run([tutela, "new", mission, "--name", "Benchmark"], environment)
        run([tutela, "import", mission, table, "--as", "incidents", "--preset", "acled"], environment, stderr=subprocess.DEVNULL)
        table.unlink()
    return mission


def make_polygons(folder, count, environment):
    lines, layer = folder / "polygons.geojsonl", folder / f"polygons-{count}.gpkg"
    if not layer.exists():
        run([sys.executable, HERE / "make_polygons.py", count, lines], environment)
        run(["ogr2ogr", "-f", "GPKG", layer, f"GeoJSONSeq:{lines}", "-nln", "polygons"], environment)
        lines.unlink()
    return layer


def qgis_redraw(path, layer, box, environment):
    if shutil.which("qgis") is None:
        print("qgis is not installed: no anchor")
        return None
    return json.loads(run([QGIS_PYTHON, HERE / "qgis_redraw.py", path, layer, *box], environment, stderr=subprocess.DEVNULL).splitlines()[-1])


def qgis_start(folder, runs, environment):
    """Seconds from the start of QGIS to the end of the first round of its event loop: its window is painted by then."""
    if shutil.which("qgis") is None:
        return None
    script, stamp = folder / "started.py", folder / "started"
    script.write_text("import os, time\nfrom qgis.PyQt.QtCore import QTimer\nfrom qgis.utils import iface\n"
                      "def painted():\n    iface.mainWindow().repaint()\n"
                      f"    open({str(stamp)!r}, 'w').write(repr(time.time()))\n    os._exit(0)\n"
                      "QTimer.singleShot(0, painted)\n")
    seconds = []
    for n in range(runs + 1):  # the first one makes the profile
        begin = time.time()
        subprocess.run(["qgis", "--nologo", "--noversioncheck", "--profiles-path", str(folder / "profile"), "--code", str(script)], env=environment,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False, timeout=120)
        if not stamp.exists():
            print("qgis did not start here: no anchor")
            return None
        if n > 0:
            seconds.append(float(stamp.read_text()) - begin)
        stamp.unlink()
    return statistics.median(seconds)


def number(pattern, text):
    found = re.search(pattern, text)
    return float(found.group(1)) if found else sys.exit(f"no such line: {pattern}")


def ratio(what, ours_ms, theirs_s, target):
    line = f"{what:34} {ours_ms:8.1f} ms"
    if theirs_s is not None:
        line += f"   QGIS {theirs_s * 1e3:8.0f} ms   ratio {theirs_s * 1e3 / ours_ms:.1f}"
    print(f"{line}   target {target}", flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--polygons", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--folder", type=pathlib.Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.folder or pathlib.Path(temporary)
        (folder / "runtime").mkdir(parents=True, exist_ok=True, mode=0o700)
        environment = dict(os.environ, QT_QPA_PLATFORM="offscreen", XDG_RUNTIME_DIR=str(folder / "runtime"), HOME=str(folder), LC_ALL="C.UTF-8")
        programs = given.build / "tests" / "benchmark"
        missions = [make_mission(given.build / "src/main/tutela", folder, rows, environment) for rows in (given.rows // 10, given.rows)]
        starts, opens = [], []
        for mission in missions:
            print(f"--- {mission.name}", flush=True)
            for _ in range(given.runs):
                copy = shutil.copy(mission, folder / "driven.gpkg")
                said = run([programs / "window_speed", copy], environment)
                print(said, end="", flush=True)
                starts.append(number(r"H1 start to the welcome screen: (\d+)", said))
                if mission is missions[-1]:
                    opens.append(number(r"F2 open to the map .* all there (\d+) ms", said))
        points = run([programs / "map_points", given.rows], environment)
        layer = make_polygons(folder, given.polygons, environment)
        polygons = run([programs / "map_polygons", layer, *POLYGONS_BOX], environment)
        print("---\n" + points + polygons, end="", flush=True)
        events = qgis_redraw(missions[-1], "incidents", EVENTS_BOX, environment)
        shapes = qgis_redraw(layer, "polygons", POLYGONS_BOX, environment)
        ratio("E1 redraw of points", number(r"median ([\d.]+)", points), events and events["seconds"], "25x, goal 200x")
        ratio("E2 redraw of polygons", number(r"median ([\d.]+)", polygons), shapes and shapes["seconds"], "10x, goal 40x")
        ratio("E2 first draw, file read", number(r"first ([\d.]+)", polygons), shapes and shapes["first"], "-")
        ratio("F2 open to the first view", statistics.median(opens), events and events["first"], "300 ms, goal 100 ms")
        ratio("H1 start to a usable window", statistics.median(starts), qgis_start(folder, given.runs, environment), "8x, goal 18x")


if __name__ == "__main__":
    main()
