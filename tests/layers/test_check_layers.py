#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Tutela authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The layers check itself must catch what it is there for."""
import pathlib
import tempfile
import unittest

import check_layers


class LayersCheck(unittest.TestCase):
    def breaches(self, name, text):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / name
            path.parent.mkdir(parents=True)
            path.write_text(text, encoding="utf-8")
            return list(check_layers.breaches(pathlib.Path(folder)))

    def test_an_arrow_upwards_is_caught(self):
        self.assertTrue(self.breaches("src/core/a.cpp", "#include <tutela/store/mission_file.h>\n"))

    def test_a_third_party_away_from_home_is_caught(self):
        self.assertTrue(self.breaches("src/analysis/a.cpp", "#include <sqlite3.h>\n"))
        self.assertTrue(self.breaches("src/store/a.cpp", "#include <QString>\n"))

    def test_a_widget_outside_the_charts_is_caught(self):
        self.assertTrue(self.breaches("src/map/a.cpp", "#include <QWidget>\n"))

    def test_the_right_way_passes(self):
        self.assertEqual([], self.breaches("src/exchange/a.cpp", "#include <tutela/store/mission_file.h>\n#include <vector>\n"))


if __name__ == "__main__":
    unittest.main()
