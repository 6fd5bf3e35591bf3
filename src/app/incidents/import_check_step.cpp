// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "import_check_step.h"

#include "import_steps.h"

#include <tutela/core/spoken.h>
#include <tutela/session/display.h>

#include <QComboBox>
#include <QHeaderView>
#include <QProgressBar>
#include <QScrollArea>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace tutela::app {

namespace {

constexpr int kShownRejections = 1'000, kShownWords = 500;

} // namespace

ImportCheckStep::ImportCheckStep(Shell& shell, session::ImportDraft& draft, QWidget* parent)
    : QWidget(parent), m_shell(shell), m_draft(draft), m_busy(new QWidget{this}), m_stage(ui::label({}, "secondary", m_busy)), m_progress(new QProgressBar{m_busy}),
      m_problem(ui::label({}, "error", this, true)), m_balance(ui::label({}, "headline", this, true)),
      m_refused(ui::label(tr("Refused rows"), "heading", this)), m_rejections(makeImportTable(QStringLiteral("importRejections"), tr("Rows that are refused"), this)),
      m_export(ui::button(QStringLiteral("exportRejected"), tr("Save the refused rows ..."), "plain", this)), m_notes(ui::label({}, "secondary", this, true))
{
    auto* outer = new QVBoxLayout{this};
    outer->setContentsMargins(0, 0, 0, 0);
    auto* area = new QScrollArea{this}; // many findings stay readable in a small window
    area->setObjectName(QStringLiteral("importCheckArea"));
    area->setAccessibleName(tr("What would be imported"));
    area->setWidgetResizable(true);
    auto* content = new QWidget{area};
    auto* column = new QVBoxLayout{content};
    area->setWidget(content);
    outer->addWidget(area);
    column->setContentsMargins(24, 20, 24, 12);
    column->setSpacing(8);
    column->addWidget(ui::label(tr("What would be imported"), "title", this));
    auto* busy = new QHBoxLayout{m_busy};
    busy->setContentsMargins(0, 0, 0, 0);
    busy->addWidget(m_stage);
    m_progress->setObjectName(QStringLiteral("importProgress"));
    m_progress->setAccessibleName(tr("Progress of the check"));
    m_progress->setRange(0, 1000);
    m_progress->setTextVisible(false);
    busy->addWidget(m_progress, 1);
    auto* stop = ui::button(QStringLiteral("stopCheck"), tr("Stop"), "plain", m_busy);
    connect(stop, &QPushButton::clicked, this, &ImportCheckStep::stopAsked);
    busy->addWidget(stop);
    column->addWidget(m_busy);
    m_problem->setObjectName(QStringLiteral("importCheckProblem"));
    column->addWidget(m_problem);
    m_balance->setObjectName(QStringLiteral("importBalance"));
    column->addWidget(m_balance);
    m_notes->setObjectName(QStringLiteral("importNotes"));
    column->addWidget(m_notes);
    column->addWidget(m_words = makeWords(), 1);
    auto* refused = new QHBoxLayout;
    refused->addWidget(m_refused, 1);
    refused->addWidget(m_export);
    column->addLayout(refused);
    m_rejections->setMinimumHeight(4 * m_rejections->verticalHeader()->defaultSectionSize());
    m_rejections->setColumnCount(4);
    m_rejections->setHorizontalHeaderLabels({tr("Row"), tr("Field"), tr("Value"), tr("Reason")});
    column->addWidget(m_rejections, 1);
    column->addStretch();
    connect(m_export, &QPushButton::clicked, this, &ImportCheckStep::rejectedAsked);
    setBusy(0, {});
}

QWidget* ImportCheckStep::makeWords()
{
    auto* words = new QWidget{this};
    auto* column = new QVBoxLayout{words};
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_wordsHead = ui::label({}, "heading", words));
    column->addWidget(m_wordsText = ui::label({}, "secondary", words, true));
    m_wordTable = makeImportTable(QStringLiteral("importWords"), tr("Words that were not recognised"), words);
    m_wordTable->setColumnCount(4);
    m_wordTable->setSelectionMode(QAbstractItemView::SingleSelection);
    m_wordTable->setMinimumHeight(3 * m_wordTable->verticalHeader()->defaultSectionSize());
    column->addWidget(m_wordTable, 1);
    auto* choice = new QHBoxLayout;
    m_word = ui::label({}, "plain", words);
    m_meaning = new QComboBox{words};
    m_meaning->setObjectName(QStringLiteral("wordMeaning"));
    m_meaning->setAccessibleName(tr("Meaning of the word"));
    m_meaning->setMinimumContentsLength(24);
    choice->addWidget(m_word);
    choice->addWidget(m_meaning);
    choice->addStretch();
    column->addLayout(choice);
    connect(m_wordTable, &QTableWidget::itemSelectionChanged, this, &ImportCheckStep::showWord);
    connect(m_meaning, &QComboBox::activated, this, &ImportCheckStep::explain);
    return words;
}

/// "31 rows read: 27 accepted (27 new), 4 refused.": of what there is none nothing is said.
QString ImportCheckStep::balanceText(const exchange::ImportReport& report)
{
    QStringList accepted;
    for (const auto& [count, words] : {std::pair{report.added, tr("%1 new")}, std::pair{report.updated, tr("%1 updated")}, std::pair{report.unchanged, tr("%1 unchanged")}})
        if (count > 0)
            accepted << words.arg(session::countText(count));
    const QString taken = tr("%1 accepted").arg(session::countText(report.accepted)) + (accepted.isEmpty() ? QString{} : tr(" (%1)").arg(accepted.join(tr(", "))));
    return tr("%1 rows read: %2, %3 refused.").arg(session::countText(report.read), taken, session::countText(report.rejected));
}

void ImportCheckStep::setBusy(double fraction, const QString& stage)
{
    m_busy->show();
    m_stage->setText(stage.isEmpty() ? tr("Checking every row; nothing is written ...") : stage);
    m_progress->setValue(static_cast<int>(fraction * 1000));
    m_problem->hide();
    for (QWidget* each : std::initializer_list<QWidget*>{m_balance, m_words, m_refused, m_rejections, m_export, m_notes})
        each->hide();
}

void ImportCheckStep::showProblem(const QString& sentence)
{
    m_busy->hide();
    m_problem->setText(sentence);
    m_problem->show();
}

void ImportCheckStep::fill(const exchange::ImportReport& report)
{
    const auto kind = m_draft.choices().kind;
    m_busy->hide();
    m_balance->setText(balanceText(report));
    m_balance->show();
    m_unknown = session::unknownWords(report, kind);
    fillWords();
    fillRejections(report);
    QStringList notes;
    if (const QString beside = session::madeBeside(report); !beside.isEmpty())
        notes << tr("The new records bring %1.").arg(beside);
    if (report.duplicate_candidates > 0)
        notes << tr("%1 rows may be the same as another incident; they are kept apart. The record of each shows the other.").arg(session::countText(report.duplicate_candidates));
    if (report.vanished > 0)
        notes << tr("%1 records of the dataset are no longer in the file; they are kept.").arg(session::countText(report.vanished));
    notes << session::balanceNotes(report, kind);
    m_notes->setText(notes.join(QLatin1Char('\n')));
    m_notes->setVisible(!notes.isEmpty());
}

void ImportCheckStep::fillRejections(const exchange::ImportReport& report)
{
    const int rows = std::min(kShownRejections, static_cast<int>(report.rejections.size()));
    m_rejections->setRowCount(rows);
    for (int row = 0; row < rows; ++row) {
        const auto& each = report.rejections[static_cast<std::size_t>(row)];
        const QStringList cells{QString::number(each.row), session::columnFieldLabel(m_draft.choices().kind, each.field), session::shown(each.value), session::shown(each.reason)};
        for (int c = 0; c < cells.size(); ++c)
            m_rejections->setItem(row, c, new QTableWidgetItem{cells[c]});
    }
    m_rejections->resizeColumnsToContents();
    for (QWidget* each : std::initializer_list<QWidget*>{m_refused, m_rejections, m_export})
        each->setVisible(rows > 0);
    m_refused->setText(rows < static_cast<int>(report.rejections.size()) ? tr("Refused rows, the first %1").arg(session::countText(rows)) : tr("Refused rows"));
}

QString ImportCheckStep::meaningOf(const session::UnknownWord& word) const
{
    const auto& values = m_draft.choices().values;
    const auto field = values.find(word.field);
    if (field == values.end() || !field->second.contains(word.text))
        return unexplained();
    return QString::fromStdString(core::spoken(field->second.at(word.text)));
}

QString ImportCheckStep::unexplained() const { return isCover() ? tr("open ground, not known") : tr("the cell stays empty"); }

void ImportCheckStep::nameWords()
{
    const QString head = isCover() ? tr("Codes whose class is not known") : tr("Words that were not recognised");
    m_wordsHead->setText(head);
    m_wordTable->setAccessibleName(head);
    m_wordsText->setText(isCover() ? tr("Say which land cover each code is. Once one is said, the layer has the codes that you name and no others; they are kept with it.")
                                   : tr("Their cells stay empty unless you say what they mean. The meaning is kept for the next file of this sender."));
    m_wordTable->setHorizontalHeaderLabels({tr("Field"), tr("In the file"), isCover() ? tr("Cells") : tr("Rows"), tr("Means")});
}

void ImportCheckStep::fillWords()
{
    nameWords();
    const int current = std::max(0, m_wordTable->currentRow());
    const int rows = std::min(kShownWords, static_cast<int>(m_unknown.size()));
    m_wordTable->setRowCount(rows);
    for (int row = 0; row < rows; ++row) {
        const auto& word = m_unknown[static_cast<std::size_t>(row)];
        const QStringList cells{session::columnFieldLabel(m_draft.choices().kind, word.field), session::shown(word.text), session::countText(word.count), meaningOf(word)};
        for (int c = 0; c < cells.size(); ++c)
            m_wordTable->setItem(row, c, new QTableWidgetItem{cells[c]});
    }
    m_wordTable->resizeColumnsToContents();
    m_words->setVisible(rows > 0);
    if (rows > 0)
        m_wordTable->selectRow(std::min(current, rows - 1));
    showWord();
}

void ImportCheckStep::showWord()
{
    const int row = m_wordTable->currentRow();
    if (row < 0 || static_cast<std::size_t>(row) >= m_unknown.size())
        return;
    const auto& word = m_unknown[static_cast<std::size_t>(row)];
    m_word->setText(tr("\u201C%1\u201D means").arg(session::shown(word.text).left(40)));
    m_meaning->clear();
    m_meaning->addItem(unexplained(), QString{});
    for (const auto each : session::meaningsOf(m_draft.choices().kind, word.field))
        m_meaning->addItem(QString::fromStdString(core::spoken(each)), QString::fromUtf8(each.data(), static_cast<qsizetype>(each.size())));
    m_meaning->setCurrentText(meaningOf(word));
}

void ImportCheckStep::explain()
{
    const int row = m_wordTable->currentRow();
    if (row < 0 || static_cast<std::size_t>(row) >= m_unknown.size())
        return;
    const auto& word = m_unknown[static_cast<std::size_t>(row)];
    m_draft.setWord(word.field, word.text, m_meaning->currentData().toString().toStdString());
    m_wordTable->item(row, 3)->setText(meaningOf(word));
    emit changed();
}

} // namespace tutela::app
