// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "../frame/workspace.h"

#include <tutela/session/import_draft.h>

#include <QWidget>

class QComboBox;
class QTableWidget;
class QLineEdit;

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
    void changeHeader();
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
    QPushButton* m_changeHeader;
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
    bool eventFilter(QObject* watched, QEvent* event) override;
    [[nodiscard]] int widthOfWords(int column) const;
    void shareWidth();
    void showChoice();
    Shell& m_shell;
    session::ImportDraft& m_draft;
    QLabel* m_summary;
    QTableWidget* m_columns;
    QLabel* m_chosen;
    QComboBox* m_field;
    bool m_filling = false;
};

/// A table of a step: whole rows, no editing, no grid.
[[nodiscard]] QTableWidget* makeImportTable(const QString& name, const QString& called, QWidget* parent);

} // namespace tutela::app
