// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace tutela::app {

/// Plain text on one line that gives way: keeps its whole text and shows as much of it as there is room for, with dots. What is cut
/// stands in the tip, unless the label has a tip of its own. With Qt::ElideLeft its end stays.
class ElidedLabel : public QLabel {
public:
    explicit ElidedLabel(QWidget* parent, Qt::TextElideMode cut = Qt::ElideRight) : QLabel(parent), m_cut(cut)
    {
        setTextFormat(Qt::PlainText);
        setMinimumWidth(1);
    }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] bool isCut() const { return fontMetrics().horizontalAdvance(text()) > contentsRect().width(); }

protected:
    bool event(QEvent* event) override;

private:
    void paintEvent(QPaintEvent* event) override;
    Qt::TextElideMode m_cut;
};

} // namespace tutela::app
