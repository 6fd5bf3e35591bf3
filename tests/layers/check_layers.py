#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Tutela authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds the includes of every source against the arrows between the rooms and the one home of each third party
(docs/architecture.md). Prints each breach and ends with 1 when there is one."""
import pathlib
import re
import sys

ARROWS = {
    "core": [],
    "analysis": ["core"],
    "geodata": ["core"],
    "store": ["core"],
    "exchange": ["core", "geodata", "store"],
    "map": ["core", "geodata"],
    "demo": ["core", "analysis", "geodata", "store", "exchange"],
    "session": ["core", "analysis", "geodata", "store", "exchange"],
    "report": ["core", "analysis", "map"],
    "app": ["core", "analysis", "geodata", "store", "exchange", "map", "demo", "session", "report"],
    "cli": ["core", "analysis", "geodata", "store", "exchange", "map", "demo", "session", "report"],
    "main": ["app", "cli", "core"],
}
QT = ("map", "session", "report", "app", "cli", "main")
HOMES = [
    (r"(gdal\w*|ogr\w*|cpl_\w*|proj)\.h", ("geodata",)),
    (r"csv\.h", ("geodata",)),
    (r"(sqlite3\.h|SQLiteCpp/.*)", ("store",)),
    (r"boost/.*", ("core",)),
    (r"GeographicLib/.*", ("core",)),
    (r"date/.*", ("core",)),
    (r"(utf8proc|sodium)\.h", ("core",)),
    (r"spdlog/.*", ("core",)),
    (r"tbb/.*", ("analysis",)),
    (r"(qpdf/.*|qcustomplot\.h)", ("report",)),
    (r"CLI/.*", ("cli",)),
    (r"seccomp\.h", ("main",)),
    (r"Q[A-Z]\w*(/.*)?", QT),
]
WIDGETS = re.compile(r"(QApplication|QWidget|Q\w*Widget|QMainWindow|QDialog|qcustomplot\.h)")
# QCustomPlot is a widget, so charts and the painting verbs need an application object.
WIDGETS_ALLOWED = ("src/report/charts/", "src/app/", "include/tutela/app/", "src/cli/application", "src/main/")
INCLUDE = re.compile(r'^\s*#\s*include\s+[<"]([^">]+)[">]')


def room_of(path):
    parts = path.parts
    return parts[2] if parts[0] == "include" else parts[1]


def breaches(root):
    for path in sorted([*root.glob("include/tutela/*/**/*.h"), *root.glob("src/*/**/*.h"), *root.glob("src/*/**/*.cpp")]):
        relative = path.relative_to(root)
        room = room_of(relative)
        if room not in ARROWS:
            yield f"{relative}: {room} is not a room of the architecture"
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            found = INCLUDE.match(line)
            if not found:
                continue
            included = found.group(1)
            where = f"{relative}:{number}"
            ours = re.match(r"tutela/(\w+)/", included)
            if ours:
                if ours.group(1) != room and ours.group(1) not in ARROWS[room]:
                    yield f"{where}: {room} may not use {ours.group(1)}"
                continue
            for pattern, homes in HOMES:
                if re.fullmatch(pattern, included) and room not in homes:
                    yield f"{where}: {included} is at home in {', '.join(homes)}, not in {room}"
            if WIDGETS.fullmatch(included) and not str(relative).startswith(WIDGETS_ALLOWED):
                yield f"{where}: {included} is a widget"


def main():
    root = pathlib.Path(sys.argv[1])
    found = list(breaches(root))
    print("\n".join(found) or "every arrow points the right way")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
