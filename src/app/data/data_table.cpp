// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "data_table.h"

#include "../frame/table_look.h"

#include <QEvent>
#include <QHeaderView>
#include <QTimer>

#include <algorithm>
#include <utility>

namespace tutela::app {

namespace {

/// The first column takes what the others leave, but never less than its texts need: then the table scrolls sideways.
class FirstColumn final : public QObject {
public:
    explicit FirstColumn(QTableWidget& table) : QObject(&table), m_table(table)
    {
        table.viewport()->installEventFilter(this);
        connect(table.horizontalHeader(), &QHeaderView::sectionResized, this, [this](int section) {
            if (section != 0)
                ask();
        });
        connect(table.model(), &QAbstractItemModel::dataChanged, this, &FirstColumn::ask);
    }

private:
    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (event->type() == QEvent::Resize || event->type() == QEvent::Show)
            ask();
        return QObject::eventFilter(watched, event);
    }
    /// Once for all that changes in one turn of the event loop.
    void ask()
    {
        if (!std::exchange(m_asked, true))
            QTimer::singleShot(0, this, [this] {
                m_asked = false;
                fit();
            });
    }
    void fit()
    {
        constexpr int kMostLetters = 40, kAround = 24, kBox = 24;
        const auto& header = *m_table.horizontalHeader();
        if (header.sectionResizeMode(0) != QHeaderView::Interactive)
            return; // the page that uses the table says how wide
        int texts = header.sectionSizeHint(0);
        for (int row = 0; row < m_table.rowCount(); ++row)
            if (const auto* item = m_table.item(row, 0); item != nullptr)
                texts = std::max(texts, m_table.fontMetrics().horizontalAdvance(item->text()) + kAround + (item->data(Qt::CheckStateRole).isValid() || !item->icon().isNull() ? kBox : 0));
        const int least = std::min(texts, kMostLetters * m_table.fontMetrics().averageCharWidth());
        m_table.setColumnWidth(0, std::max(least, m_table.viewport()->width() - (header.length() - header.sectionSize(0))));
    }
    bool m_asked = false;
    QTableWidget& m_table;
};

} // namespace

QTableWidget* makeDataTable(const QString& name, const QString& title, const QStringList& heads, QWidget* parent)
{
    auto* table = new QTableWidget{0, static_cast<int>(heads.size()), parent};
    ui::setUpReadOnlyRows(*table, name, title, QAbstractItemView::SingleSelection);
    ui::setRowHeights(*table);
    table->setHorizontalHeaderLabels(heads);
    table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Interactive);
    new FirstColumn{*table};
    return table;
}

QTableWidgetItem* put(QTableWidget& table, int row, int column, const QString& text, bool number)
{
    auto* item = new QTableWidgetItem{text};
    item->setToolTip(text.toHtmlEscaped());
    if (number)
        item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    table.setItem(row, column, item);
    return item;
}

} // namespace tutela::app
