#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Tutela authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The check of texts itself must catch what it is there for."""
import pathlib
import tempfile
import unittest

import check_texts


class TextsCheck(unittest.TestCase):
    def breaches(self, text, name="src/app/a/a.cpp"):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / name
            path.parent.mkdir(parents=True)
            path.write_text(text, encoding="utf-8")
            return list(check_texts.breaches(pathlib.Path(folder)))

    def test_a_tip_with_a_text_of_the_mission_is_caught(self):
        self.assertTrue(self.breaches("row->setToolTip(place.name);"))
        self.assertTrue(self.breaches('row->setToolTip(tr("%1 (%2)").arg(name, text));'))
        self.assertTrue(self.breaches("item->setToolTip(0, problem.text);"))
        self.assertTrue(self.breaches("QToolTip::showText(at, nameOf(record), this);"))
        self.assertTrue(self.breaches("box->setItemData(3, name, Qt::ToolTipRole);"))

    def test_each_value_of_a_choice_is_looked_at(self):
        self.assertTrue(self.breaches('row->setToolTip(can ? QString{} : name);'))
        self.assertTrue(self.breaches('row->setToolTip(a ? tr("A") : b ? name : tr("C"));'))
        self.assertEqual([], self.breaches('row->setToolTip(a ? tr("A (x)") : b ? tr("B: b?") : QString{});'))

    def test_an_escaped_tip_and_a_literal_pass(self):
        self.assertEqual([], self.breaches('row->setToolTip((head + QLatin1Char(\')\') + text).toHtmlEscaped());'))
        self.assertEqual([], self.breaches('row->setToolTip(tr("Ctrl+N"));\nbox->setItemData(1, name, Qt::UserRole);'))

    def test_a_label_that_may_read_markup_is_caught(self):
        self.assertTrue(self.breaches("auto* made = new QLabel{text, parent};"))
        self.assertTrue(self.breaches("auto* made = new QLabel{parent};\nmade->setText(name);"))
        self.assertEqual([], self.breaches("auto* made = new QLabel{text, parent};\nmade->setTextFormat(Qt::PlainText);"))
        self.assertEqual([], self.breaches("auto* icon = new QLabel{row};\nicon->setPixmap(picture);"))

    def test_a_question_away_from_home_is_caught(self):
        self.assertTrue(self.breaches("QMessageBox::warning(this, title, name);"))

    def test_a_listed_tip_that_is_gone_is_caught(self):
        self.assertTrue(any("not there any more" in each for each in self.breaches("", "src/app/frame/rail.cpp")))


if __name__ == "__main__":
    unittest.main()
