// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "../frame/style.h"

#include <tutela/session/assessment_view.h>

#include <QTableWidget>

namespace tutela::app {

/// What is missing before sign-off. Enter or a click goes to where it is mended.
class FindingsPanel : public QTableWidget {
    Q_OBJECT
public:
    FindingsPanel(Style& style, QWidget* parent);
    /// @param open  the version can be sent to review; else nothing is said of that
    void show(std::vector<session::CheckRow> checks, bool open);
    /// Goes to the next finding, or the one before; round at the ends.
    void step(int by);
    /// In which its rows stand, four at most.
    [[nodiscard]] int wantedHeight() const;

signals:
    void jumpAsked(tutela::session::RecordRef record, const QString& field);

private:
    void jump(int row);
    Style& m_style;
    std::vector<session::CheckRow> m_checks;
};

} // namespace tutela::app
