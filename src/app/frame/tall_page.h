// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QEvent>
#include <QLayout>
#include <QScrollArea>
#include <QString>
#include <QWidget>

namespace tutela::app::ui {

/// A page as high as what it holds needs at least: what would rather be higher does not make it scroll.
class TallPage final : public QWidget {
public:
    using QWidget::QWidget;
    [[nodiscard]] int heightForWidth(int width) const override { return layout()->minimumHeightForWidth(width); }
};

/// Keeps a panel as high as its parts need where they wrap, so that none is cut in a narrow dock or with large text.
class WrapRoom final : public QObject {
public:
    explicit WrapRoom(QWidget& panel) : QObject(&panel), m_panel(panel) { panel.installEventFilter(this); }
    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (watched == &m_panel && m_panel.layout() != nullptr && (event->type() == QEvent::LayoutRequest || event->type() == QEvent::Resize))
            m_panel.setMinimumHeight(m_panel.layout()->totalMinimumHeightForWidth(m_panel.width()));
        return QObject::eventFilter(watched, event);
    }

private:
    QWidget& m_panel;
};

/// Lets a page scroll up and down in a low window or with large text.
inline QScrollArea* scrolledPage(TallPage* page, const QString& name, QWidget* parent)
{
    auto* whole = new QScrollArea{parent};
    whole->setObjectName(name);
    whole->setFrameShape(QFrame::NoFrame);
    whole->setFocusPolicy(Qt::NoFocus);
    whole->setWidgetResizable(true);
    whole->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    whole->setWidget(page);
    return whole;
}

} // namespace tutela::app::ui
