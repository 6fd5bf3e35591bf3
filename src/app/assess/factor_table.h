// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "../frame/workspace.h"

#include <tutela/session/assessment_view.h>

#include <QTableWidget>

namespace tutela::app {

/// Vulnerability factors of the places of a line. Each is judged yes, no or unknown, by a click on the word or by Y, N and U; what the
/// records say is shown beside and counts while nobody judged.
class FactorTable : public QTableWidget {
    Q_OBJECT
public:
    FactorTable(Style& style, QWidget* parent);
    void show(std::vector<session::FactorRow> rows, bool editable);

signals:
    void judged(core::PlaceId place, core::VulnerabilityFactor factor, tutela::session::FactorJudgement judgement);

private:
    void fit();
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void judge(int row, session::FactorJudgement judgement);
    Style& m_style;
    std::vector<session::FactorRow> m_rows;
    bool m_editable = false;
};

} // namespace tutela::app
