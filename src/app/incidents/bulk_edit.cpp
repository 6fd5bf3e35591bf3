// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "bulk_edit.h"

#include "../frame/dialog_size.h"
#include "../frame/table_look.h"

#include <tutela/core/spoken.h>
#include <tutela/session/display.h>

#include <QComboBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QTableWidget>
#include <QVBoxLayout>

namespace tutela::app {

namespace {

constexpr int kShownLines = 500;
enum Column { IncidentColumn, NowColumn, ThenColumn, RefusedColumn, ColumnCount };
constexpr std::array kFields{"verification", "category", "acts", "perpetrator_ids", "place_name", "place_precision", "time_precision", "victim_status",
                             "killed_best", "killed_civilians", "injured_best", "abducted_best", "displaced_best", "sensitivity", "mission_response",
                             "title", "description"};

} // namespace

BulkEdit::BulkEdit(Shell& shell, std::vector<std::int64_t> ids, QWidget* parent)
    : QDialog(parent), m_shell(shell), m_ids(std::move(ids)), m_field(new QComboBox{this}), m_value(new QStackedWidget{this}),
      m_word(new QComboBox{this}), m_text(new QLineEdit{this}), m_summary(ui::label({}, "secondary", this, true)), m_losses(ui::label({}, "warning", this, true)),
      m_problem(ui::label({}, "error", this, true)), m_table(new QTableWidget{this}),
      m_apply(ui::button(QStringLiteral("bulkApply"), tr("Change"), "primary", this))
{
    setObjectName(QStringLiteral("bulkEdit"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Change many incidents"));
    auto* column = new QVBoxLayout{this};
    column->setContentsMargins(20, 16, 20, 16);
    column->setSpacing(10);
    column->addWidget(ui::label(tr("Set one field of %1 incidents").arg(session::countText(static_cast<std::int64_t>(m_ids.size()))), "title", this, true));
    auto* choice = new QHBoxLayout;
    m_field->setObjectName(QStringLiteral("bulkField"));
    m_field->setAccessibleName(tr("Field"));
    for (const char* name : kFields)
        m_field->addItem(session::shown(core::labelOf(*core::findField(core::Kind::INCIDENT, name))), QLatin1String{name});
    m_word->setObjectName(QStringLiteral("bulkWord"));
    m_word->setAccessibleName(tr("New value"));
    m_word->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_text->setObjectName(QStringLiteral("bulkText"));
    m_text->setAccessibleName(tr("New value"));
    m_text->setPlaceholderText(tr("empty: not known"));
    m_value->addWidget(m_word);
    m_value->addWidget(m_text);
    m_value->setFixedHeight(m_text->sizeHint().height());
    choice->addWidget(m_field);
    choice->addWidget(ui::label(tr("becomes"), "secondary", this));
    choice->addWidget(m_value, 1);
    column->addLayout(choice);
    m_problem->setObjectName(QStringLiteral("bulkProblem"));
    column->addWidget(m_problem);
    m_summary->setObjectName(QStringLiteral("bulkSummary"));
    column->addWidget(m_summary);
    m_losses->setObjectName(QStringLiteral("bulkLosses"));
    m_losses->hide();
    column->addWidget(m_losses);
    ui::setUpReadOnlyRows(*m_table, QStringLiteral("bulkTable"), tr("What would change"), QAbstractItemView::ExtendedSelection);
    m_table->setColumnCount(ColumnCount);
    m_table->setHorizontalHeaderLabels({tr("Incident"), tr("Now"), tr("Then"), tr("Refused because")});
    m_table->horizontalHeader()->setSectionResizeMode(IncidentColumn, QHeaderView::Stretch);
    m_table->setColumnHidden(RefusedColumn, true);
    column->addWidget(m_table, 1);
    auto* buttons = new QHBoxLayout;
    auto* cancel = ui::button(QStringLiteral("bulkCancel"), tr("Cancel"), "plain", this);
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(m_apply);
    column->addLayout(buttons);
    m_apply->setDefault(true);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_apply, &QPushButton::clicked, this, &BulkEdit::apply);
    connect(m_field, &QComboBox::currentIndexChanged, this, &BulkEdit::chooseField);
    connect(m_word, &QComboBox::currentIndexChanged, this, &BulkEdit::preview);
    connect(m_text, &QLineEdit::textChanged, this, &BulkEdit::preview);
    chooseField();
    ui::boundToScreen(*this, QSize{680, 560} * shell.style.textScale());
}

const core::Field& BulkEdit::field() const { return *core::findField(core::Kind::INCIDENT, m_field->currentData().toString().toStdString()); }

QString BulkEdit::text() const { return m_value->currentWidget() == m_word ? m_word->currentData().toString() : m_text->text(); }

void BulkEdit::chooseField()
{
    const bool word = field().type == core::FieldType::Word;
    {
        const QSignalBlocker quiet{m_word};
        m_word->clear();
        m_word->addItem(tr("Choose the value ..."));
        m_word->addItem(tr("Not known"), QString{});
        for (const auto each : field().words)
            m_word->addItem(QString::fromStdString(core::spoken(each)), QString::fromUtf8(each.data(), static_cast<qsizetype>(each.size())));
        const QSignalBlocker quietText{m_text};
        m_text->clear();
        m_text->setModified(false);
    }
    m_value->setCurrentWidget(word ? static_cast<QWidget*>(m_word) : m_text);
    preview();
}

void BulkEdit::preview()
{
    const bool word = m_value->currentWidget() == m_word;
    if (word ? !m_word->currentData().isValid() : !m_text->isModified()) { // nothing is said yet
        m_preview = {};
        m_problem->hide();
        m_losses->hide();
        m_summary->setText(word ? tr("Choose the value; what would change is shown here first.") : tr("Type the value; what would change is shown here first. Empty is \u201Cnot known\u201D."));
        m_table->setRowCount(0);
        m_apply->setText(tr("Change"));
        m_apply->setEnabled(false);
        return;
    }
    m_preview = session::previewBulk(m_shell.document, core::Kind::INCIDENT, m_ids, field(), text());
    m_problem->setText(m_preview.sentence);
    m_problem->setVisible(!m_preview.sentence.isEmpty());
    const auto changing = static_cast<std::int64_t>(m_preview.lines.size()) - m_preview.refused;
    m_summary->setText(m_preview.refused == 0 ? tr("%1 change, %2 have this value already.").arg(session::countText(changing), session::countText(m_preview.unchanged))
                                              : tr("%1 change, %2 have this value already, %3 are refused and stay as they are.")
                                                    .arg(session::countText(changing), session::countText(m_preview.unchanged), session::countText(m_preview.refused)));
    m_losses->setText(tr("%1 would lose a higher verification or the mark Duplicate or Refuted. They stand first.").arg(session::countText(m_preview.losing)));
    m_losses->setVisible(m_preview.losing > 0);
    fillTable();
    m_apply->setText(changing == 1 ? tr("Change 1 incident") : tr("Change %1 incidents").arg(session::countText(changing)));
    m_apply->setEnabled(changing > 0 && m_preview.sentence.isEmpty());
}

void BulkEdit::fillTable()
{
    const int rows = std::min(kShownLines, static_cast<int>(m_preview.lines.size()));
    m_table->setRowCount(rows);
    for (int row = 0; row < rows; ++row) {
        const auto& line = m_preview.lines[static_cast<std::size_t>(row)];
        const QString unknown = tr("not known");
        const QStringList cells{line.what, line.before.isEmpty() ? unknown : line.before, line.after.isEmpty() ? unknown : line.after, line.problem};
        for (int c = 0; c < cells.size(); ++c) {
            auto* item = new QTableWidgetItem{cells[c]};
            item->setToolTip(cells[c].toHtmlEscaped());
            m_table->setItem(row, c, item);
        }
        if (line.loses && line.problem.isEmpty()) {
            auto* marked = m_table->item(row, IncidentColumn);
            marked->setIcon(QIcon{m_shell.style.pixmap(QStringLiteral("warning"), 14, m_shell.style.colour(map::Token::Warning), 2.0)});
            marked->setData(Qt::AccessibleTextRole, tr("%1. Would lose: %2").arg(line.what, line.before));
        }
    }
    m_table->setColumnHidden(RefusedColumn, m_preview.refused == 0);
    fitColumns();
}

void BulkEdit::fitColumns()
{
    // The name of the incident keeps a third of the table at least; beyond their share the other columns wrap.
    const int shares = m_table->isColumnHidden(RefusedColumn) ? 3 : 4;
    for (const int column : {NowColumn, ThenColumn, RefusedColumn}) {
        if (m_table->isColumnHidden(column))
            continue;
        m_table->resizeColumnToContents(column);
        m_table->setColumnWidth(column, std::min(m_table->columnWidth(column), m_table->viewport()->width() / shares));
    }
    ui::fitRowsToText(*m_table);
}

void BulkEdit::resizeEvent(QResizeEvent* event)
{
    QDialog::resizeEvent(event);
    layout()->activate();
    fitColumns();
}

void BulkEdit::apply()
{
    try {
        session::applyBulk(m_shell.document, core::Kind::INCIDENT, m_preview, field(), text());
        m_shell.toasts.show(m_shell.document.undoStack().undoText() + QLatin1Char('.'), {ui::undoAction(m_shell)});
        accept();
    } catch (const core::Error& error) {
        m_problem->setText(QString::fromUtf8(error.what()));
        m_problem->show();
    }
}

} // namespace tutela::app
