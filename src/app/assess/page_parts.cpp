// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "page_parts.h"

#include "../frame/table_look.h"

#include <QHeaderView>
#include <QScrollArea>
#include <QTableWidget>

namespace tutela::app {

namespace {

constexpr const char* kMostRows = "mostRows";

void collectStops(QWidget* widget, std::vector<QWidget*>& stops);

void collectStops(QLayout* layout, std::vector<QWidget*>& stops)
{
    for (int i = 0; i < layout->count(); ++i) {
        auto* item = layout->itemAt(i);
        if (item->widget() != nullptr)
            collectStops(item->widget(), stops);
        else if (item->layout() != nullptr)
            collectStops(item->layout(), stops);
    }
}

void collectStops(QWidget* widget, std::vector<QWidget*>& stops)
{
    if (auto* scroll = qobject_cast<QScrollArea*>(widget); scroll != nullptr && scroll->widget() != nullptr)
        collectStops(scroll->widget(), stops);
    else if (widget->focusPolicy() != Qt::NoFocus)
        stops.push_back(widget);
    else if (widget->layout() != nullptr)
        collectStops(widget->layout(), stops);
}

} // namespace

void orderTabs(QWidget* root)
{
    std::vector<QWidget*> stops;
    collectStops(root, stops);
    for (std::size_t i = 1; i < stops.size(); ++i)
        QWidget::setTabOrder(stops[i - 1], stops[i]);
}

QTableWidget* makePageTable(const QString& name, const QString& title, const QStringList& heads, int stretch, QWidget* parent)
{
    auto* made = new QTableWidget{0, static_cast<int>(heads.size()), parent};
    ui::setUpReadOnlyRows(*made, name, title, QAbstractItemView::SingleSelection);
    made->setHorizontalHeaderLabels(heads);
    made->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    made->horizontalHeader()->setSectionResizeMode(stretch, QHeaderView::Stretch);
    made->setWordWrap(true);
    made->setTextElideMode(Qt::ElideRight);
    // Rows wrap anew when the width changes.
    QObject::connect(made->horizontalHeader(), &QHeaderView::sectionResized, made, [made] {
        if (const int most = made->property(kMostRows).toInt(); most > 0)
            fitTableHeight(made, most);
    }, Qt::QueuedConnection);
    return made;
}

void setPageCell(QTableWidget* table, int row, int column, const QString& text, const QString& tip)
{
    auto* item = new QTableWidgetItem{text};
    item->setToolTip((tip.isEmpty() ? text : tip).toHtmlEscaped());
    table->setItem(row, column, item);
}

void fitTableHeight(QTableWidget* table, int most)
{
    table->setProperty(kMostRows, most);
    ui::fitRowsToText(*table);
    int height = table->horizontalHeader()->sizeHint().height() + 6;
    for (int row = 0; row < std::min(table->rowCount(), most); ++row)
        height += table->rowHeight(row);
    table->setFixedHeight(height);
}

SectionHead::SectionHead(Style& style, const QString& name, const QString& title, QWidget* parent)
    : QWidget(parent), m_style(style), m_icon(new QLabel{this}), m_note(ui::button(name, {}, "note", this))
{
    auto* row = new QHBoxLayout{this};
    m_icon->setObjectName(name + QStringLiteral("Mark"));
    row->setContentsMargins(0, 10, 0, 0);
    row->addWidget(m_icon);
    row->addWidget(ui::label(title, "heading", this), 1);
    row->addWidget(m_note);
    m_note->setAccessibleName(title); // until a note says more
    m_note->hide();
    connect(m_note, &QPushButton::clicked, this, [this] { emit noteClicked(m_note); });
}

void SectionHead::show(State state, const QString& note)
{
    constexpr int kIcon = 15;
    const bool complete = state == State::Complete;
    m_icon->setPixmap(state == State::Ahead ? QPixmap{}
                                            : m_style.pixmap(complete ? QStringLiteral("saved") : QStringLiteral("warning"), kIcon, m_style.colour(complete ? map::Token::Success : map::Token::Warning), 2.0));
    m_icon->setMinimumWidth(kIcon);
    m_icon->setAccessibleName(state == State::Ahead ? QString{} : complete ? tr("Nothing is missing here") : tr("Something is missing here"));
    m_icon->setToolTip(m_icon->accessibleName());
    m_note->setText(note);
    m_note->setAccessibleName(note);
    m_note->setVisible(!note.isEmpty());
}

} // namespace tutela::app
