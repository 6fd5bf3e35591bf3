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

/// One column takes what the others leave, but never less than its texts need: then the table scrolls sideways.
class WideColumn final : public QObject {
public:
    WideColumn(QTableWidget& table, int column) : QObject(&table), m_column(column), m_table(table)
    {
        table.viewport()->installEventFilter(this);
        connect(table.horizontalHeader(), &QHeaderView::sectionResized, this, [this](int section) {
            if (section != m_column)
                ask();
        });
        connect(table.model(), &QAbstractItemModel::dataChanged, this, &WideColumn::ask);
    }

private:
    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (event->type() == QEvent::Resize || event->type() == QEvent::Show || event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
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
        constexpr int kFewestLetters = 18, kMostLetters = 40, kAround = 24, kBox = 24;
        const auto& header = *m_table.horizontalHeader();
        if (header.sectionResizeMode(m_column) != QHeaderView::Interactive)
            return; // the page that uses the table says how wide
        int texts = header.sectionSizeHint(m_column);
        for (int row = 0; row < m_table.rowCount(); ++row)
            if (const auto* item = m_table.item(row, m_column); item != nullptr)
                texts = std::max(texts, m_table.fontMetrics().horizontalAdvance(item->text()) + kAround + (item->data(Qt::CheckStateRole).isValid() || !item->icon().isNull() ? kBox : 0));
        const int letter = m_table.fontMetrics().averageCharWidth();
        const int least = std::clamp(texts, kFewestLetters * letter, kMostLetters * letter);
        m_table.setColumnWidth(m_column, std::max(least, m_table.viewport()->width() - (header.length() - header.sectionSize(m_column))));
    }
    bool m_asked = false;
    int m_column;
    QTableWidget& m_table;
};

} // namespace

QTableWidget* makeDataTable(const QString& name, const QString& title, const QStringList& heads, QWidget* parent, int wide)
{
    auto* table = new QTableWidget{0, static_cast<int>(heads.size()), parent};
    ui::setUpReadOnlyRows(*table, name, title, QAbstractItemView::SingleSelection);
    ui::setRowHeights(*table);
    table->setHorizontalHeaderLabels(heads);
    table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    table->horizontalHeader()->setSectionResizeMode(wide, QHeaderView::Interactive);
    new WideColumn{*table, wide};
    return table;
}

QTableWidgetItem* put(QTableWidget& table, int row, int column, const QString& text, bool number)
{
    auto* item = new QTableWidgetItem{text};
    item->setToolTip(text.toHtmlEscaped());
    if (number) {
        item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
        if (auto* head = table.horizontalHeaderItem(column))
            head->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    }
    table.setItem(row, column, item);
    return item;
}

} // namespace tutela::app
