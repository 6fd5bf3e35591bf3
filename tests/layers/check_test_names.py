#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Tutela authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks that each test that docs/expectations.md names exists: check_test_names.py FOLDER_OF_THE_PROJECT"""
import pathlib
import re
import sys

PAGE = "docs/expectations.md"
NAMED = re.compile(r'`([a-z_]+/[a-z_0-9]+\.cpp)`: "([^"]+)"')
CASE = re.compile(r'TEST_CASE\(\s*"((?:[^"\\]|\\.)*)"')


def breaches(project):
    """Sentences on tests that are named and are not there, and on lines that name none."""
    for number, line in enumerate((project / PAGE).read_text(encoding="utf-8").splitlines(), 1):
        if not line.startswith("| UX-"):
            continue
        named = NAMED.findall(line)
        if not named:
            yield f"{PAGE}:{number}: names no test"
        for file, name in named:
            path = project / "tests" / file
            cases = [re.sub(r"\\(.)", r"\1", case) for case in CASE.findall(path.read_text(encoding="utf-8"))] if path.is_file() else []
            if name not in cases:
                yield f'{PAGE}:{number}: tests/{file} has no test "{name}"'


if __name__ == "__main__":
    found = list(breaches(pathlib.Path(sys.argv[1])))
    print("\n".join(found) if found else "each test that the page names exists")
    sys.exit(1 if found else 0)
