// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "../frame/workspace.h"

#include <tutela/session/import_draft.h>

#include <QWidget>

class QComboBox;
class QTableWidget;
class QLineEdit;
class QProgressBar;

namespace tutela::app {

/// Step 1: how the file is read, in sentences with "change", and its first rows.
class ImportFileStep : public QWidget {
    Q_OBJECT
public:
    ImportFileStep(Shell& shell, session::ImportDraft& draft, QWidget* parent);
    void fill();
    void showProblem(const QString& sentence);

signals:
    /// The file must be read again.
    void changed();
    /// Day and month were told apart.
    void answered();

private:
    void changeEncoding();
    void changeShape();
    void changeDates();
    void fillRows();

    Shell& m_shell;
    session::ImportDraft& m_draft;
    QComboBox* m_kind;
    QLineEdit* m_dataset;
    QLabel* m_encoding;
    QLabel* m_shape;
    QLabel* m_header;
    QLabel* m_dates;
    QPushButton* m_changeEncoding;
    QPushButton* m_changeShape;
    QPushButton* m_changeDates;
    QFrame* m_question;
    QLabel* m_questionText;
    QPushButton* m_dayFirst;
    QPushButton* m_monthFirst;
    QLabel* m_notes;
    QLabel* m_problem;
    QTableWidget* m_rows;
};

/// Step 2: which column goes into which field.
class ImportColumnsStep : public QWidget {
    Q_OBJECT
public:
    ImportColumnsStep(Shell& shell, session::ImportDraft& draft, QWidget* parent);
    void fill();

signals:
    void changed();

private:
    void showChoice();
    Shell& m_shell;
    session::ImportDraft& m_draft;
    QLabel* m_summary;
    QTableWidget* m_columns;
    QLabel* m_chosen;
    QComboBox* m_field;
    bool m_filling = false;
};

/// Step 3: the balance sheet of a trial, and what was refused.
class ImportCheckStep : public QWidget {
    Q_OBJECT
public:
    ImportCheckStep(Shell& shell, QWidget* parent);
    void setBusy(double fraction, const QString& stage);
    void fill(const exchange::ImportReport& report, exchange::ImportKind kind);
    void showProblem(const QString& sentence);

signals:
    void stopAsked();
    void rejectedAsked();

private:
    Shell& m_shell;
    QWidget* m_busy;
    QLabel* m_stage;
    QProgressBar* m_progress;
    QLabel* m_problem;
    QLabel* m_balance;
    QTableWidget* m_rejections;
    QPushButton* m_export;
    QLabel* m_notes;
};

} // namespace tutela::app
