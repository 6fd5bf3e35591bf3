// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "import_check_step.h"
#include "import_steps.h"

#include <tutela/session/import_draft.h>
#include <tutela/session/job_runner.h>

#include <QDialog>

#include <array>
#include <optional>

class QProgressBar;
class QStackedWidget;

namespace tutela::app {

/// Four steps from a file to the mission. Nothing is written before the last.
class ImportWindow : public QDialog {
    Q_OBJECT
public:
    /// Shows what was imported on a map; called after the window is gone.
    using View = std::function<void(const session::ImportedIncidents&)>;
    ImportWindow(Shell& shell, const QString& path, View view, QWidget* parent);
    [[nodiscard]] const session::ImportDraft& draft() const { return m_draft; }
    void reject() override;

private:
    enum Step { File, Columns, Check, Import, StepCount };
    QWidget* makeSteps();
    QWidget* makeButtons();
    QWidget* makeImportStep();
    void goTo(Step step);
    /// The step one forward (+1) or back (-1) of this one: what has no columns has no step of columns.
    [[nodiscard]] Step beside(int direction) const;
    void next();
    void updateSteps();
    void readFile();
    void showRead();
    void check();
    void import();
    void finish(const exchange::ImportReport& report);
    void saveRejected();

    Shell& m_shell;
    session::ImportDraft m_draft;
    View m_view;
    session::JobRunner m_readJobs, m_checkJobs, m_importJobs, m_rejectedJobs;
    std::optional<exchange::ImportReport> m_trial;
    bool m_read = false;
    Step m_step = File;
    QStackedWidget* m_pages;
    ImportFileStep* m_file;
    ImportColumnsStep* m_columns;
    ImportCheckStep* m_check;
    QLabel* m_importText = nullptr;
    QProgressBar* m_importProgress = nullptr;
    QLabel* m_importProblem = nullptr;
    std::array<QPushButton*, StepCount> m_stepButtons{};
    QLabel* m_hint = nullptr;
    QPushButton* m_back = nullptr;
    QPushButton* m_next = nullptr;
};

} // namespace tutela::app
