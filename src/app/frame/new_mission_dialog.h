// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "prompts.h"
#include "style.h"

#include <tutela/session/job_runner.h>
#include <tutela/session/new_mission.h>

#include <QDialog>

class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QProgressBar;
class QPushButton;
class QStackedWidget;

namespace tutela::app {

/// Asks for name, files and marking of a new mission; a worker makes it. Shows the balance of every file before the mission opens.
class NewMissionDialog final : public QDialog {
    Q_OBJECT
public:
    NewMissionDialog(Prompts& prompts, const Style& style, store::Author author, QWidget* parent);
    /// The file that was made; empty when none was.
    [[nodiscard]] QString made() const { return m_made; }
    /// Escape and Cancel: what runs is stopped first. A mission that is made is opened.
    void reject() override;

private:
    struct FileRow {
        exchange::ImportKind kind;
        QLineEdit* edit;
    };
    [[nodiscard]] QWidget* makeForm();
    void updateCreate();
    [[nodiscard]] QWidget* makeBalance();
    void addFile(QFormLayout& form, exchange::ImportKind kind, const QString& name, const QString& label, const QString& without);
    void create();
    void setWorking(bool working);
    void take(const QString& path, session::Outcome<std::vector<session::TakenFile>> outcome);

    Prompts& m_prompts;
    store::Author m_author;
    std::vector<FileRow> m_files;
    QStackedWidget* m_pages;
    QWidget* m_form = nullptr;
    QLineEdit* m_name = nullptr;
    QComboBox* m_marking = nullptr;
    QLabel* m_problem = nullptr;
    QLabel* m_reason = nullptr; ///< why Create is off
    QPlainTextEdit* m_balance = nullptr;
    QWidget* m_busy;
    QLabel* m_stage;
    QProgressBar* m_progress;
    QPushButton* m_create;
    QPushButton* m_cancel;
    QString m_made;
    session::JobRunner m_jobs; ///< last: its work ends before what it tells goes
};

} // namespace tutela::app
