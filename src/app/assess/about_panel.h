// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "choice_editor.h"

class QCheckBox;
class QSpinBox;

namespace tutela::app {

/// Who wrote the version with whom, at what level, how far it looks ahead, who may read it.
class AboutPanel : public QWidget {
    Q_OBJECT
public:
    AboutPanel(EditSink edit, QWidget* parent);
    void show(const session::AssessmentSheet& sheet);
    /// Puts the focus on the control of a field. @returns null when no control shows it
    QWidget* jumpTo(const QString& field);

private:
    QString save(const QString& field, const nlohmann::json& value, const QString& title);
    void saveContributors();
    void saveDays();
    void makeContributors(QVBoxLayout* column);

    EditSink m_edit;
    session::AssessmentSheet m_sheet;
    ChoiceEditor *m_level, *m_role, *m_marking;
    QSpinBox* m_days;
    FieldEditor* m_distribution;
    std::vector<QCheckBox*> m_contributors;
    QLabel *m_contributorsProblem, *m_daysProblem;
};

} // namespace tutela::app
