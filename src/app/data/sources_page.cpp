// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sources_page.h"

#include "../frame/head_layout.h"
#include "../frame/writing.h"
#include "data_table.h"

#include "../records/table_or_empty.h"

#include <tutela/session/display.h>

#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

namespace tutela::app {

namespace {

constexpr int kOldDays = 60; ///< from here on the age is a warning

} // namespace

SourcesPage::SourcesPage(Shell& shell, QWidget* parent)
    : QWidget(parent), m_shell(shell),
      m_datasets(makeDataTable(QStringLiteral("datasets"), tr("Where the records come from"), {tr("Source"), tr("Kind"), tr("Records"), tr("Newest event"), tr("Age"), tr("Last change")}, this)),
      m_history(makeDataTable(QStringLiteral("importHistory"), tr("History of imports"), {tr("Import"), tr("Day"), tr("By"), tr("State")}, this)),
      m_undo(ui::button(QStringLiteral("undoImport"), tr("Undo this import"), "plain", this))
{
    auto* column = new QVBoxLayout{this};
    column->setContentsMargins(16, 12, 16, 8);
    auto* head = new HeadLayout{nullptr};
    head->setContentsMargins(0, 0, 0, 0);
    head->addWidget(ui::label(tr("Sources"), "heading", this));
    auto* import = ui::button(QStringLiteral("dataImport"), tr("Import ..."), "primary", this);
    ui::tellKeys(m_shell.actions, import, QStringLiteral("data.import"));
    connect(import, &QPushButton::clicked, this, [this] { m_shell.actions.action(QStringLiteral("data.import"))->trigger(); });
    head->addWidget(import);
    column->addLayout(head);
    column->addWidget(new TableOrEmpty{m_datasets, *m_datasets->model(), makeEmpty(), this, import}, 3);
    auto* middle = new HeadLayout{nullptr};
    middle->setContentsMargins(0, 0, 0, 0);
    middle->addWidget(ui::label(tr("Imports"), "heading", this));
    middle->addWidget(m_undo);
    column->addLayout(middle);
    auto* none = ui::label(tr("Nothing was imported yet. Each import is listed here and can be taken back."), "secondary", this, true);
    none->setObjectName(QStringLiteral("importsEmpty"));
    none->setAlignment(Qt::AlignCenter);
    column->addWidget(new TableOrEmpty{m_history, *m_history->model(), none, this}, 2);
    connect(m_undo, &QPushButton::clicked, this, &SourcesPage::undoImport);
    connect(m_history, &QTableWidget::currentCellChanged, this, &SourcesPage::updateUndo);
    connect(&shell.document, &session::Document::changed, this, [this] {
        m_stale = true;
        if (isVisible())
            refresh();
    });
    updateUndo();
}

QWidget* SourcesPage::makeEmpty()
{
    auto* import = ui::button(QStringLiteral("emptyDataImport"), tr("Import a spreadsheet or map"), "primary", this);
    connect(import, &QPushButton::clicked, this, [this] { m_shell.actions.action(QStringLiteral("data.import"))->trigger(); });
    ui::changes(m_shell, import);
    return ui::emptyState(m_shell.style, QStringLiteral("data"),
                          tr("No record yet. This is the list of where the records come from: who sent them, how many there are and how old the newest is. Import the first file, or choose a kind of record in the list and add by hand."),
                          import, nullptr, this);
}

void SourcesPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (m_stale)
        refresh();
}

void SourcesPage::refresh()
{
    m_stale = false;
    const auto history = m_shell.document.history();
    m_imports = session::importsOf(history);
    fillDatasets(history);
    fillImports();
    updateUndo();
}

void SourcesPage::fillDatasets(const std::vector<store::Commit>& history)
{
    const auto mission = m_shell.document.mission();
    const auto zone = mission->timeZone();
    const auto now = mission->details.as_of.value_or(m_shell.document.now());
    const auto datasets = session::datasetsOf(*mission, history);
    m_datasets->setRowCount(static_cast<int>(datasets.size()));
    int row = 0;
    for (const auto& dataset : datasets) {
        put(*m_datasets, row, 0, dataset.name.isEmpty() ? tr("Entered by hand") : dataset.name);
        put(*m_datasets, row, 1, session::kindWordPlural(dataset.kind));
        put(*m_datasets, row, 2, session::countText(dataset.records), true);
        put(*m_datasets, row, 3, dataset.newest ? session::dayText(*dataset.newest, zone) : QString{});
        auto* age = put(*m_datasets, row, 4, dataset.newest ? session::ageText(dataset.newest, now) : QString{});
        if (dataset.newest && now - *dataset.newest > std::chrono::days{kOldDays}) {
            age->setIcon(m_shell.style.icon(QStringLiteral("warning"), map::Token::Warning));
            age->setForeground(m_shell.style.colour(map::Token::Warning));
        }
        put(*m_datasets, row, 5, dataset.imported ? session::dayText(*dataset.imported, zone) : QString{});
        ++row;
    }
}

void SourcesPage::fillImports()
{
    const auto zone = m_shell.document.mission()->timeZone();
    m_history->setRowCount(static_cast<int>(m_imports.size()));
    int row = 0;
    for (const auto& entry : m_imports) {
        put(*m_history, row, 0, entry.counts.isEmpty() ? entry.what : tr("%1: %2").arg(entry.what, entry.counts));
        put(*m_history, row, 1, session::dayText(entry.time, zone));
        put(*m_history, row, 2, entry.author);
        put(*m_history, row, 3, entry.takenBack ? tr("taken back") : tr("in the mission"));
        ++row;
    }
}

void SourcesPage::updateUndo()
{
    const auto row = static_cast<std::size_t>(m_history->currentRow());
    m_undo->setEnabled(!m_shell.document.isReadOnly() && m_history->currentRow() >= 0 && row < m_imports.size() && !m_imports[row].takenBack);
}

void SourcesPage::undoImport()
{
    const auto row = static_cast<std::size_t>(m_history->currentRow());
    if (m_history->currentRow() < 0 || row >= m_imports.size())
        return;
    const auto entry = m_imports[row];
    try {
        m_shell.document.undoCommit(entry.commit, tr("Take back: %1").arg(entry.what));
        m_shell.messages.hide(QStringLiteral("import"));
        m_shell.toasts.show(tr("Taken back: %1").arg(entry.what), {ui::undoAction(m_shell)});
    } catch (const core::Error& error) {
        m_shell.messages.show(QStringLiteral("import"), MessageBar::Level::Warning,
                              tr("The import was not taken back: %1. Nothing was changed.").arg(session::shown(error.message())));
    }
}

} // namespace tutela::app
