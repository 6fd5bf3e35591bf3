// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "../frame/workspace.h"

#include <tutela/session/data_health.h>
#include <tutela/session/record_edit.h>

class QTableWidget;

namespace tutela::app {

/// Where the records come from, how old they are, and every import with its undo.
class SourcesPage : public QWidget {
    Q_OBJECT
public:
    SourcesPage(Shell& shell, QWidget* parent);

private:
    [[nodiscard]] QWidget* makeEmpty();
    void refresh();
    void fillDatasets(const std::vector<store::Commit>& history);
    void fillImports();
    void undoImport();
    void updateUndo();
    void showEvent(QShowEvent* event) override;

    Shell& m_shell;
    bool m_stale = true;
    std::vector<session::ImportEntry> m_imports;
    QTableWidget* m_datasets;
    QTableWidget* m_history;
    QPushButton* m_undo;
};

} // namespace tutela::app
