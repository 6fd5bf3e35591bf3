// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "../frame/workspace.h"

#include <QString>

class QTableWidget;

namespace tutela::app {

/// A table of the page: read-only, row by row, one column takes what is left.
[[nodiscard]] QTableWidget* makePageTable(const QString& name, const QString& title, const QStringList& heads, int stretch, QWidget* parent);
void setPageCell(QTableWidget* table, int row, int column, const QString& text, const QString& tip = {});
/// As tall as its rows, at most `most` of them; more scroll.
void fitTableHeight(QTableWidget* table, int most);

/// Tab goes through the widgets inside in the order of their layouts, which is the order of reading, not of their making.
void orderTabs(QWidget* root);

/// The heading of a section: whether something blocks in it, its title, and a note that opens something.
class SectionHead : public QWidget {
    Q_OBJECT
public:
    /// @param name  object name of the note
    SectionHead(Style& style, const QString& name, const QString& title, QWidget* parent);
    enum class State {
        Complete, ///< nothing is missing
        Missing,  ///< something blocks
        Ahead,    ///< nothing blocks, but it is still to be done: no mark
    };
    void show(State state, const QString& note);

signals:
    void noteClicked(QWidget* note);

private:
    Style& m_style;
    QLabel* m_icon;
    QPushButton* m_note;
};

} // namespace tutela::app
