// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTableView>

#include <map>
#include <set>

namespace tutela::app {

/// Columns of numbers are as wide as their numbers. What room a table has beyond the first widths of the others goes to those whose texts
/// are cut, leftmost first; a table that is narrower takes from its columns what their texts and heads do not need, and one that scrolls
/// even then gives every text its room. It measures the rows in view only, so that a million rows cost what ten do, and leaves the widths
/// alone once a person has set one.
class ColumnRoom final : public QObject {
    Q_OBJECT
public:
    /// @param table  with its columns at their first widths
    /// @param whole  columns whose texts are never cut, as their end tells one row from another: the table scrolls sideways before
    explicit ColumnRoom(QTableView& table, std::set<int> whole = {});

private:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void ask();
    void share();
    [[nodiscard]] int wanted(int column) const;
    [[nodiscard]] bool isOfNumbers(int column) const;
    [[nodiscard]] int least(int column) const;
    QTableView& m_table;
    std::map<int, int> m_first; ///< width by column
    std::set<int> m_whole;
    bool m_asked = false, m_sharing = false, m_pressed = false, m_byPerson = false;
};

} // namespace tutela::app
