#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Tutela authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The check of test names itself must catch what it is there for."""
import pathlib
import tempfile
import unittest

import check_test_names


class TestNamesCheck(unittest.TestCase):
    def breaches(self, line, cases='TEST_CASE("a click counts", "[a]")\nTEST_CASE("a \\"word\\"")'):
        with tempfile.TemporaryDirectory() as folder:
            project = pathlib.Path(folder)
            (project / "docs").mkdir()
            (project / "tests" / "app").mkdir(parents=True)
            (project / "docs" / "expectations.md").write_text("# Page\n" + line + "\n", encoding="utf-8")
            (project / "tests" / "app" / "test_a.cpp").write_text(cases, encoding="utf-8")
            return list(check_test_names.breaches(project))

    def test_a_test_that_exists_passes(self):
        self.assertEqual([], self.breaches('| UX-01 | clicks | `app/test_a.cpp`: "a click counts" |'))

    def test_another_name_another_file_and_no_name_are_caught(self):
        self.assertTrue(self.breaches('| UX-01 | clicks | `app/test_a.cpp`: "a click counted" |'))
        self.assertTrue(self.breaches('| UX-01 | clicks | `app/test_b.cpp`: "a click counts" |'))
        self.assertTrue(self.breaches("| UX-01 | clicks | by hand |"))


if __name__ == "__main__":
    unittest.main()
