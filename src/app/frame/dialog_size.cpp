// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dialog_size.h"

#include <QDialog>
#include <QLayout>
#include <QScreen>
#include <QScrollArea>
#include <QScrollBar>

#include <algorithm>

namespace tutela::app::ui {

QSize roomOnScreen(const QDialog& dialog)
{
    constexpr QSize kFrame{8, 40};
    const QWidget& shown = dialog.parentWidget() != nullptr ? *dialog.parentWidget()->window() : static_cast<const QWidget&>(dialog);
    return shown.screen()->availableSize() - kFrame;
}

void polish(const QDialog& dialog)
{
    dialog.ensurePolished();
    for (const auto* child : dialog.findChildren<QWidget*>())
        child->ensurePolished();
}

void boundToScreen(QDialog& dialog, QSize wanted)
{
    const QSize room = roomOnScreen(dialog);
    polish(dialog);
    // A layout holds its window at the least that it needs, be that larger than the screen; a size that is set goes before it.
    const QSize least = dialog.layout()->totalMinimumSize().expandedTo(dialog.minimumSize());
    if (const QSize bounded = least.boundedTo(room); bounded != least)
        dialog.setMinimumSize(bounded);
    dialog.resize(wanted.boundedTo(room));
}

void fitToText(QDialog& dialog, double textScale, int width)
{
    constexpr double kMostWider = 1.5;
    const int wide = std::min(qRound(width * std::min(kMostWider, textScale)), roomOnScreen(dialog).width());
    polish(dialog);
    const auto heightOf = [](const QLayout& layout, int across) { return layout.hasHeightForWidth() ? layout.totalHeightForWidth(across) : layout.totalSizeHint().height(); };
    int high = heightOf(*dialog.layout(), wide);
    if (const auto* area = dialog.findChild<QScrollArea*>()) { // it would ask for little, since it can scroll
        const QMargins around = dialog.layout()->contentsMargins();
        high += heightOf(*area->widget()->layout(), wide - around.left() - around.right()) - area->sizeHint().height();
    }
    boundToScreen(dialog, {wide, high});
}

namespace {

/// Scrolls up and down only where the screen has the width that its content needs.
class TallArea final : public QScrollArea {
public:
    using QScrollArea::QScrollArea;
    [[nodiscard]] QSize minimumSizeHint() const override
    {
        const QSize least = QScrollArea::minimumSizeHint();
        const int inside = widget() != nullptr ? widget()->minimumSizeHint().width() + verticalScrollBar()->sizeHint().width() : 0;
        return {std::max(least.width(), inside), least.height()};
    }
};

} // namespace

QScrollArea* scrolled(QWidget* content, QWidget* parent)
{
    auto* area = new TallArea{parent};
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setProperty("role", QStringLiteral("dialog"));
    area->setFocusPolicy(Qt::NoFocus);
    area->setWidget(content);
    return area;
}

} // namespace tutela::app::ui
