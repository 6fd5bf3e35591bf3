// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTableView>

#include <map>

namespace tutela::app {

/// Columns of numbers are as wide as their numbers. What room a table has beyond the first widths of the others goes to those whose texts
/// are cut, leftmost first; a table that scrolls anyway gives every one of them its room. It measures the rows in view only, so that a
/// million rows cost what ten do, and leaves the widths alone once a person has set one.
class ColumnRoom final : public QObject {
    Q_OBJECT
public:
    /// @param table  with its columns at their first widths
    explicit ColumnRoom(QTableView& table);

private:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void ask();
    void share();
    [[nodiscard]] int wanted(int column) const;
    [[nodiscard]] bool isOfNumbers(int column) const;
    QTableView& m_table;
    std::map<int, int> m_first; ///< width by column
    bool m_asked = false, m_sharing = false, m_pressed = false, m_byPerson = false;
};

} // namespace tutela::app
