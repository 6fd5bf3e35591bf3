// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "import_steps.h"

#include "../frame/flow_layout.h"
#include "../frame/table_look.h"
#include "../frame/wrapped_cells.h"

#include <tutela/core/spoken.h>
#include <tutela/session/display.h>

#include <QComboBox>
#include <QFileInfo>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QResizeEvent>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace tutela::app {

using exchange::ColumnMatch;
using exchange::DateOrder;
using exchange::ImportKind;

namespace {

/// A sentence with its "change".
QPushButton* addSentence(QVBoxLayout* column, QLabel* text, const QString& name, const QString& about)
{
    auto* row = new FlowLayout{8, 0};
    row->addWidget(text);
    auto* change = ui::button(name, QObject::tr("change"), "link", text->parentWidget());
    change->setAccessibleName(QObject::tr("Change %1").arg(about));
    row->addWidget(change);
    column->addLayout(row);
    return change;
}

QString wordOf(ColumnMatch match)
{
    switch (match) {
    case ColumnMatch::SURE: return QObject::tr("sure");
    case ColumnMatch::CHECK: return QObject::tr("check");
    case ColumnMatch::NOT_USED: break;
    }
    return QObject::tr("not used");
}

} // namespace

QTableWidget* makeImportTable(const QString& name, const QString& called, QWidget* parent)
{
    auto* table = new QTableWidget{parent};
    constexpr int kLeastRow = 30;
    ui::setUpReadOnlyRows(*table, name, called, QAbstractItemView::ExtendedSelection);
    ui::setRowHeights(*table, kLeastRow);
    table->horizontalHeader()->setStretchLastSection(true);
    return table;
}

ImportFileStep::ImportFileStep(Shell& shell, session::ImportDraft& draft, QWidget* parent)
    : QWidget(parent), m_shell(shell), m_draft(draft), m_kind(new QComboBox{this}), m_dataset(new QLineEdit{this}), m_encoding(ui::label({}, "plain", this, true)),
      m_shape(ui::label({}, "plain", this, true)), m_header(ui::label({}, "plain", this, true)), m_dates(ui::label({}, "plain", this, true)), m_notes(ui::label({}, "warning", this, true)),
      m_problem(ui::label({}, "error", this, true)), m_rows(makeImportTable(QStringLiteral("importRows"), tr("First rows of the file"), this))
{
    auto* column = new QVBoxLayout{this};
    column->setContentsMargins(24, 20, 24, 12);
    column->setSpacing(6);
    column->addWidget(ui::label(tr("How is the file read?"), "title", this, true));
    auto* what = new FlowLayout{8, 4};
    m_kind->setObjectName(QStringLiteral("importKind"));
    m_kind->setAccessibleName(tr("What the file holds"));
    for (std::size_t i = 0; i < core::wordsOf<ImportKind>().size(); ++i)
        m_kind->addItem(session::importKindTitle(static_cast<ImportKind>(i)), static_cast<int>(i));
    what->addWidget(m_kind);
    what->addWidget(ui::label(tr("sent by:"), "plain", this));
    m_dataset->setObjectName(QStringLiteral("importDataset"));
    m_dataset->setAccessibleName(tr("Sender or dataset"));
    m_dataset->setToolTip(tr("Rows of the same dataset update what was imported before; its mapping is kept."));
    what->addWidget(m_dataset);
    column->addLayout(what);
    m_encoding->setObjectName(QStringLiteral("importEncoding"));
    m_shape->setObjectName(QStringLiteral("importShape"));
    m_header->setObjectName(QStringLiteral("importHeader"));
    m_dates->setObjectName(QStringLiteral("importDates"));
    m_changeEncoding = addSentence(column, m_encoding, QStringLiteral("changeEncoding"), tr("the encoding"));
    m_changeShape = addSentence(column, m_shape, QStringLiteral("changeShape"), tr("the separator, sheet or layer"));
    m_changeHeader = addSentence(column, m_header, QStringLiteral("changeHeader"), tr("the row of the headings"));
    m_changeDates = addSentence(column, m_dates, QStringLiteral("changeDates"), tr("the order of day and month"));
    QVBoxLayout* asked = nullptr;
    m_question = ui::panel("well", this, &asked);
    m_question->setObjectName(QStringLiteral("dateQuestion"));
    m_questionText = ui::label({}, "heading", m_question, true);
    m_questionText->setObjectName(QStringLiteral("dateQuestionText"));
    asked->addWidget(m_questionText);
    auto* answers = new QHBoxLayout;
    m_dayFirst = ui::button(QStringLiteral("dayFirst"), {}, "plain", m_question);
    m_monthFirst = ui::button(QStringLiteral("monthFirst"), {}, "plain", m_question);
    answers->addWidget(m_dayFirst);
    answers->addWidget(m_monthFirst);
    answers->addStretch();
    asked->addLayout(answers);
    column->addWidget(m_question);
    column->addWidget(m_notes);
    m_problem->setObjectName(QStringLiteral("importFileProblem"));
    column->addWidget(m_problem);
    column->addWidget(m_rows, 1);
    m_question->hide();
    m_problem->hide();

    connect(m_kind, &QComboBox::activated, this, [this] {
        m_draft.setKind(static_cast<ImportKind>(m_kind->currentData().toInt()));
        emit changed();
    });
    connect(m_dataset, &QLineEdit::editingFinished, this, [this] {
        if (!m_dataset->text().trimmed().isEmpty() && m_dataset->isModified()) {
            m_draft.setDataset(m_dataset->text().trimmed().toStdString());
            emit changed();
        }
    });
    connect(m_changeEncoding, &QPushButton::clicked, this, &ImportFileStep::changeEncoding);
    connect(m_changeShape, &QPushButton::clicked, this, &ImportFileStep::changeShape);
    connect(m_changeHeader, &QPushButton::clicked, this, &ImportFileStep::changeHeader);
    connect(m_changeDates, &QPushButton::clicked, this, &ImportFileStep::changeDates);
    for (const auto& [button, order] : {std::pair{m_dayFirst, DateOrder::DMY}, {m_monthFirst, DateOrder::MDY}})
        connect(button, &QPushButton::clicked, this, [this, order = order] {
            m_draft.setDateOrder(order);
            fill();
            emit answered();
        });
}

void ImportFileStep::changeEncoding()
{
    const QStringList names{QStringLiteral("UTF-8"), QStringLiteral("CP1252"), QStringLiteral("ISO-8859-1"), QStringLiteral("UTF-16LE"), QStringLiteral("UTF-16BE")};
    const int chosen = m_shell.prompts.ask(this, tr("Encoding"), tr("Text encoding of the file"), QStringList{tr("Cancel")} + names);
    if (chosen < 1)
        return;
    m_draft.setEncoding(names[chosen - 1].toStdString());
    emit changed();
}

void ImportFileStep::changeShape()
{
    const auto& preview = m_draft.preview();
    if (preview.format == geodata::Format::DelimitedText) {
        const QString separators = QStringLiteral(",;\t|");
        const int chosen = m_shell.prompts.ask(this, tr("Separator"), tr("Cells of the file are separated by"),
                                               {tr("Cancel"), tr("Commas"), tr("Semicolons"), tr("Tabs"), tr("Vertical bars")});
        if (chosen < 1)
            return;
        m_draft.setSeparator(separators[chosen - 1].toLatin1());
    } else {
        QStringList names;
        for (const std::string& layer : preview.layers)
            names << session::shown(layer);
        const int chosen = m_shell.prompts.ask(this, tr("Sheet or layer"), tr("Read which one?"), QStringList{tr("Cancel")} + names);
        if (chosen < 1)
            return;
        m_draft.setLayer(preview.layers[static_cast<std::size_t>(chosen) - 1]);
    }
    emit changed();
}

void ImportFileStep::changeHeader()
{
    const QString typed = m_shell.prompts.askText(this, tr("Headings"), tr("Row that holds the names of the columns"), QString::number(m_draft.preview().header_row));
    if (typed.isEmpty())
        return;
    const QString refusal = m_draft.setHeaderRow(typed);
    if (refusal.isEmpty())
        emit changed();
    else
        showProblem(refusal);
}

void ImportFileStep::changeDates()
{
    const int chosen = m_shell.prompts.ask(this, tr("Order of day and month"), tr("Dates of the file are written as"),
                                           {tr("Cancel"), tr("Day / month / year"), tr("Month / day / year")});
    if (chosen < 1)
        return;
    m_draft.setDateOrder(chosen == 1 ? DateOrder::DMY : DateOrder::MDY);
    fill();
    emit answered();
}

void ImportFileStep::fill()
{
    const auto& preview = m_draft.preview();
    const bool columns = session::ImportDraft::hasColumns(m_draft.choices().kind);
    m_problem->hide();
    m_kind->setCurrentIndex(static_cast<int>(m_draft.choices().kind));
    m_dataset->setText(session::shown(m_draft.choices().dataset));
    m_encoding->setText(m_draft.encodingSentence());
    m_shape->setText(columns ? m_draft.shapeSentence() : tr("It is imported as a whole; there are no columns to choose."));
    m_header->setText(columns ? m_draft.headerSentence() : QString{});
    m_dates->setText(columns ? m_draft.dateSentence() : QString{});
    m_encoding->setVisible(columns && !preview.encoding.empty());
    m_changeEncoding->setVisible(columns && !preview.encoding.empty());
    m_changeShape->setVisible(columns && (preview.format == geodata::Format::DelimitedText || preview.layers.size() > 1));
    m_changeHeader->setVisible(columns && preview.header_row > 0);
    m_changeDates->setVisible(columns && preview.dates.clue != exchange::DateClue::NONE);
    m_rows->setVisible(columns);
    const QString question = m_draft.dateQuestion();
    m_question->setVisible(!question.isEmpty());
    m_questionText->setText(question);
    const QStringList parts = session::shown(preview.dates.example).split(QRegularExpression{QStringLiteral("[^0-9]+")}, Qt::SkipEmptyParts);
    if (parts.size() >= 3) {
        const auto called = [&](const QString& day, const QString& month) {
            const QDate date{parts[2].toInt(), month.toInt(), day.toInt()};
            return QLocale{QLocale::English}.toString(date, QStringLiteral("d MMMM yyyy"));
        };
        m_dayFirst->setText(called(parts[0], parts[1]));
        m_monthFirst->setText(called(parts[1], parts[0]));
        m_dayFirst->setAccessibleName(m_dayFirst->text());
        m_monthFirst->setAccessibleName(m_monthFirst->text());
    }
    QStringList notes;
    for (const std::string& note : preview.notes)
        notes << session::shown(note);
    m_notes->setText(notes.join(QLatin1Char('\n')));
    m_notes->setVisible(!notes.isEmpty());
    if (columns)
        fillRows();
}

void ImportFileStep::fillRows()
{
    const auto& preview = m_draft.preview();
    QStringList heads{tr("Row")};
    for (const auto& column : preview.columns)
        heads << session::shown(column.column);
    m_rows->clear();
    m_rows->setColumnCount(static_cast<int>(heads.size()));
    m_rows->setHorizontalHeaderLabels(heads);
    m_rows->setRowCount(static_cast<int>(preview.rows.size()));
    for (std::size_t row = 0; row < preview.rows.size(); ++row) {
        m_rows->setItem(static_cast<int>(row), 0, new QTableWidgetItem{QString::number(preview.row_numbers[row])});
        for (std::size_t c = 0; c < preview.rows[row].size(); ++c)
            m_rows->setItem(static_cast<int>(row), static_cast<int>(c) + 1, new QTableWidgetItem{session::shown(preview.rows[row][c])});
    }
    constexpr int kWidest = 220;
    m_rows->resizeColumnsToContents();
    for (int c = 0; c < m_rows->columnCount(); ++c)
        m_rows->setColumnWidth(c, std::min(kWidest, m_rows->columnWidth(c)));
}

void ImportFileStep::showProblem(const QString& sentence)
{
    m_problem->setText(sentence);
    m_problem->setVisible(!sentence.isEmpty());
    m_rows->setVisible(sentence.isEmpty());
}

ImportColumnsStep::ImportColumnsStep(Shell& shell, session::ImportDraft& draft, QWidget* parent)
    : QWidget(parent), m_shell(shell), m_draft(draft), m_summary(ui::label({}, "secondary", this, true)),
      m_columns(makeImportTable(QStringLiteral("importColumns"), tr("Columns of the file"), this)), m_chosen(ui::label({}, "plain", this, true)), m_field(new QComboBox{this})
{
    auto* column = new QVBoxLayout{this};
    column->setContentsMargins(24, 20, 24, 12);
    column->setSpacing(8);
    column->addWidget(ui::label(tr("Which column goes into which field?"), "title", this, true));
    m_summary->setObjectName(QStringLiteral("columnsSummary"));
    column->addWidget(m_summary);
    m_columns->setColumnCount(5);
    m_columns->setHorizontalHeaderLabels({tr("In the file"), tr("Values"), tr("Field"), tr("Match"), tr("Why")});
    m_columns->setSelectionMode(QAbstractItemView::SingleSelection);
    new WrappedCells{*m_columns};
    m_columns->viewport()->installEventFilter(this);
    column->addWidget(m_columns, 1);
    auto* choice = new FlowLayout{8, 4};
    m_field->setObjectName(QStringLiteral("columnField"));
    m_field->setAccessibleName(tr("Field of the column"));
    m_field->setMinimumContentsLength(20);
    choice->addWidget(m_chosen);
    choice->addWidget(m_field);
    column->addLayout(choice);
    connect(m_columns, &QTableWidget::itemSelectionChanged, this, &ImportColumnsStep::showChoice);
    connect(m_field, &QComboBox::activated, this, [this] {
        const int row = m_columns->currentRow();
        if (row < 0)
            return;
        m_draft.setField(static_cast<std::size_t>(row), m_field->currentData().toString().toStdString());
        fill();
        emit changed();
    });
}

void ImportColumnsStep::fill()
{
    const auto& preview = m_draft.preview();
    const int current = std::max(0, m_columns->currentRow());
    m_filling = true;
    m_field->clear();
    m_field->addItem(tr("not used"), QString{});
    for (const std::string& field : exchange::fieldsForColumns(m_draft.choices().kind))
        m_field->addItem(session::columnFieldLabel(m_draft.choices().kind, field), QString::fromStdString(field));
    m_columns->setRowCount(static_cast<int>(preview.columns.size()));
    std::int64_t used = 0, check = 0;
    for (std::size_t i = 0; i < preview.columns.size(); ++i) {
        const auto& column = preview.columns[i];
        used += column.match != ColumnMatch::NOT_USED;
        check += column.match == ColumnMatch::CHECK;
        QStringList samples;
        for (const std::string& sample : column.samples)
            samples << session::shown(sample);
        const auto [icon, token] = column.match == ColumnMatch::SURE    ? std::pair{QStringLiteral("saved"), map::Token::Success}
                                   : column.match == ColumnMatch::CHECK ? std::pair{QStringLiteral("warning"), map::Token::Warning}
                                                                        : std::pair{QStringLiteral("minus"), map::Token::Text3};
        const QStringList cells{session::shown(column.column), samples.join(QStringLiteral(" \u00B7 ")),
                                session::columnFieldLabel(m_draft.choices().kind, column.field), wordOf(column.match), session::shown(column.reason)};
        for (int c = 0; c < cells.size(); ++c)
            m_columns->setItem(static_cast<int>(i), c, new QTableWidgetItem{cells[c]});
        m_columns->item(static_cast<int>(i), 3)->setIcon(m_shell.style.icon(icon, token));
    }
    m_summary->setText((m_draft.usedKeptMapping() ? tr("The mapping of the last import of %1 is used. ").arg(session::shown(m_draft.choices().dataset)) : QString{})
                       + tr("%1 of %2 columns go into a field; look at %3 marked \u201Ccheck\u201D.").arg(session::countText(used)).arg(preview.columns.size()).arg(check));
    shareWidth();
    m_filling = false;
    if (m_columns->rowCount() > 0)
        m_columns->selectRow(std::min(current, m_columns->rowCount() - 1));
    showChoice();
}

/// So wide that no word of the column is cut, unless it is as long as a sentence.
int ImportColumnsStep::widthOfWords(int column) const
{
    constexpr int kAround = 24, kMostLetters = 24;
    int width = m_columns->horizontalHeader()->sectionSizeHint(column);
    for (int row = 0; row < m_columns->rowCount(); ++row)
        for (const QString& word : m_columns->item(row, column)->text().split(QLatin1Char(' ')))
            width = std::max(width, std::min(m_columns->fontMetrics().horizontalAdvance(word), kMostLetters * m_columns->fontMetrics().averageCharWidth()) + kAround);
    return width;
}

/// Parts of the table's width: at every size of text the reason keeps room.
void ImportColumnsStep::shareWidth()
{
    constexpr std::array kShares{0.17, 0.22, 0.17};
    for (std::size_t c = 0; c < kShares.size(); ++c) {
        const int column = static_cast<int>(c);
        m_columns->setColumnWidth(column, std::max(widthOfWords(column), static_cast<int>(kShares[c] * m_columns->viewport()->width())));
    }
    m_columns->resizeColumnToContents(3); // a word and its sign are never cut
}

/// The scroll bar comes, or the window is drawn wider: the widths are others then.
bool ImportColumnsStep::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Resize && static_cast<QResizeEvent*>(event)->size().width() != static_cast<QResizeEvent*>(event)->oldSize().width())
        QMetaObject::invokeMethod(this, &ImportColumnsStep::shareWidth, Qt::QueuedConnection); // after the header has taken its own part
    return QWidget::eventFilter(watched, event);
}

void ImportColumnsStep::showChoice()
{
    const int row = m_columns->currentRow();
    if (m_filling || row < 0)
        return;
    const auto& column = m_draft.preview().columns[static_cast<std::size_t>(row)];
    m_chosen->setText(tr("\u201C%1\u201D goes into").arg(session::shown(column.column)));
    m_field->setCurrentIndex(std::max(0, m_field->findData(QString::fromStdString(column.field))));
}

} // namespace tutela::app
