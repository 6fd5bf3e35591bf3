// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "../frame/workspace.h"

#include <tutela/session/incident_filter.h>

#include <QWidget>

#include <optional>

namespace tutela::app {

/// Incidents by day, week or month as bars; days without any report are hatched. A drag or Shift with the arrow keys chooses a
/// span (the brush); a click on one bar chooses it; Escape takes the whole period again.
class Timeline : public QWidget {
    Q_OBJECT
public:
    Timeline(Shell& shell, QWidget* parent);

    void setBars(std::vector<session::TimelineBar> bars);
    [[nodiscard]] const std::vector<session::TimelineBar>& bars() const { return m_bars; }
    [[nodiscard]] std::optional<core::Period> brush() const;
    void clearBrush();
    /// "1 Oct 2026: 3 incidents, 2 killed".
    [[nodiscard]] QString describe(std::size_t bar) const;
    void showAsTable();
    [[nodiscard]] QSize sizeHint() const override { return {400, 110}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {200, 84}; }

signals:
    void brushed();

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool event(QEvent* event) override;

private:
    [[nodiscard]] QRectF plot() const;
    [[nodiscard]] QRectF barAt(std::size_t bar) const;
    [[nodiscard]] std::optional<int> barUnder(QPointF at) const;
    void select(int from, int to);

    Shell& m_shell;
    std::vector<session::TimelineBar> m_bars;
    std::optional<int> m_from, m_to; ///< of the brush; from may be after to
    bool m_dragging = false;
};

} // namespace tutela::app
