// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explanation_card.h"

#include <tutela/core/field_table.h>
#include <tutela/session/assessment_view.h>
#include <tutela/session/display.h>

#include <QKeyEvent>
#include <QScreen>
#include <QScrollArea>
#include <QVBoxLayout>

namespace tutela::app {

namespace {

constexpr int kWidth = 460, kTallest = 420;

class Card final : public QFrame {
public:
    explicit Card(QWidget* parent) : QFrame(parent, Qt::Popup)
    {
        setObjectName(QStringLiteral("explanation"));
        setAttribute(Qt::WA_DeleteOnClose);
        setProperty("role", QStringLiteral("card"));
    }

private:
    void keyPressEvent(QKeyEvent* event) override
    {
        if (event->key() == Qt::Key_Escape)
            close();
        else
            QFrame::keyPressEvent(event);
    }
};

/// One row for each record: its kind and name; opens it.
QString calledHere(const core::Mission& mission, session::RecordRef record)
{
    const QString name = session::nameOf(mission, record);
    return record.kind == core::Kind::INCIDENT ? name : session::kindWord(record.kind) + QStringLiteral(": ") + name;
}

void addRecords(Shell& shell, Card* card, QVBoxLayout* column, const std::vector<session::RecordRef>& records)
{
    if (records.empty())
        return;
    const auto mission = shell.document.mission();
    column->addWidget(ui::label(QObject::tr("RECORDS BEHIND IT"), "section", card));
    for (const auto record : records) {
        auto* open = ui::button(QStringLiteral("explainedRecord"), calledHere(*mission, record), "link", card);
        open->setAccessibleName(QObject::tr("Open %1").arg(open->text()));
        QObject::connect(open, &QPushButton::clicked, card, [&shell, card, record] {
            card->close();
            shell.open(record);
        });
        column->addWidget(open, 0, Qt::AlignLeft);
    }
}

void place(Card* card, QWidget* beside)
{
    const QRect screen = beside->screen()->availableGeometry();
    QPoint at = beside->mapToGlobal(QPoint{0, beside->height() + 4});
    at.setX(std::clamp(at.x(), screen.left() + 8, std::max(screen.left() + 8, screen.right() - card->width() - 8)));
    if (at.y() + card->height() > screen.bottom())
        at.setY(std::max(screen.top() + 8, beside->mapToGlobal(QPoint{}).y() - card->height() - 4));
    card->move(at);
}

} // namespace

void showExplanation(Shell& shell, QWidget* beside, const Explanation& explanation)
{
    auto* card = new Card{beside->window()};
    card->setAccessibleName(explanation.title);
    auto* outer = new QVBoxLayout{card};
    outer->setContentsMargins(4, 4, 4, 4);
    auto* scroll = new QScrollArea{card};
    scroll->setObjectName(QStringLiteral("explanationScroll"));
    scroll->setAccessibleName(explanation.title);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::StrongFocus); // arrows scroll, Esc closes
    outer->addWidget(scroll);
    auto* inside = new QWidget{scroll};
    auto* column = new QVBoxLayout{inside};
    column->setContentsMargins(14, 12, 14, 12);
    column->setSpacing(8);
    column->addWidget(ui::label(explanation.title, "heading", card, true));
    auto* text = ui::label(explanation.text.isEmpty() ? QObject::tr("No record stands behind it yet.") : session::withNames(*shell.document.mission(), explanation.text), "plain", card, true);
    text->setObjectName(QStringLiteral("explanationText"));
    text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    column->addWidget(text);
    addRecords(shell, card, column, explanation.records);
    if (!explanation.origin.isEmpty())
        column->addWidget(ui::label(explanation.origin, "caption", card, true));
    column->addStretch();
    scroll->setWidget(inside);
    const int width = qRound(kWidth * shell.style.textScale());
    inside->setFixedWidth(width - 24);
    card->resize(width, std::min(qRound(kTallest * shell.style.textScale()), inside->layout()->totalHeightForWidth(width - 24) + 16));
    place(card, beside);
    card->show();
    auto* first = card->findChild<QPushButton*>(QStringLiteral("explainedRecord"));
    (first != nullptr ? static_cast<QWidget*>(first) : scroll)->setFocus(Qt::PopupFocusReason);
}

} // namespace tutela::app
