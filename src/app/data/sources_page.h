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

/// Reference layers of the map: shown or not, there or missing.
class LayersPage : public QWidget {
    Q_OBJECT
public:
    LayersPage(Shell& shell, QWidget* parent);

private:
    void refresh();
    void add();
    void locate();
    void showEvent(QShowEvent* event) override;
    [[nodiscard]] QString chooseFile(const QString& title);

    Shell& m_shell;
    bool m_stale = true, m_filling = false;
    QTableWidget* m_table;
    QPushButton* m_locate;
};

/// A read-only table of the values that scores are computed with.
class ParametersPage : public QWidget {
    Q_OBJECT
public:
    ParametersPage(Shell& shell, QWidget* parent);

private:
    void refresh();
    Shell& m_shell;
    QTableWidget* m_table;
};

} // namespace tutela::app
