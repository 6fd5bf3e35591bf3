// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "../frame/workspace.h"

#include <tutela/session/import_draft.h>

#include <QWidget>

class QComboBox;
class QProgressBar;
class QTableWidget;

namespace tutela::app {

/// Step 3: the balance sheet of a trial, words that nobody knows, and what was refused.
class ImportCheckStep : public QWidget {
    Q_OBJECT
public:
    ImportCheckStep(Shell& shell, session::ImportDraft& draft, QWidget* parent);
    void setBusy(double fraction, const QString& stage);
    void fill(const exchange::ImportReport& report);
    void showProblem(const QString& sentence);

signals:
    void stopAsked();
    void rejectedAsked();
    /// A word was explained: the trial no longer tells what would be imported.
    void changed();

private:
    QWidget* makeWords();
    void nameWords();
    [[nodiscard]] static QString balanceText(const exchange::ImportReport& report);
    void fillWords();
    void showWord();
    void explain();
    void fillRejections(const exchange::ImportReport& report);
    [[nodiscard]] bool isCover() const { return m_draft.choices().kind == exchange::ImportKind::LANDCOVER; }
    /// What becomes of a word that nobody explains.
    [[nodiscard]] QString unexplained() const;
    [[nodiscard]] QString meaningOf(const session::UnknownWord& word) const;

    Shell& m_shell;
    session::ImportDraft& m_draft;
    std::vector<session::UnknownWord> m_unknown;
    QWidget* m_busy;
    QLabel* m_stage;
    QProgressBar* m_progress;
    QLabel* m_problem;
    QLabel* m_balance;
    QWidget* m_words = nullptr;
    QLabel* m_wordsHead = nullptr;
    QLabel* m_wordsText = nullptr;
    QTableWidget* m_wordTable = nullptr;
    QLabel* m_word = nullptr;
    QComboBox* m_meaning = nullptr;
    QLabel* m_refused;
    QTableWidget* m_rejections;
    QPushButton* m_export;
    QLabel* m_notes;
};

} // namespace tutela::app
