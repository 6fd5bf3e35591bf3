// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "field_editor.h"

class QComboBox;

namespace tutela::app {

/// One of a few words, saved as soon as it is chosen. What is refused goes back, with the sentence below.
class ChoiceEditor : public QWidget {
    Q_OBJECT
public:
    struct Choice {
        QString value, face;
    };
    /// @param none  face of "nothing chosen"
    ChoiceEditor(const QString& name, const QString& title, const QString& none, const std::vector<Choice>& choices, QWidget* parent);
    /// @param save  gives the reason of a refusal; empty = saved. Gets an empty value for "nothing chosen"
    void setSave(std::function<QString(const QString&)> save) { m_save = std::move(save); }
    void setStored(const QString& value);
    /// @param why  told on the disabled control
    void setEditable(bool editable, const QString& why);
    void setProblem(const QString& problem);
    void focus();

private:
    void choose();
    QComboBox* m_box;
    QLabel* m_sentence;
    QString m_stored, m_problem;
    std::function<QString(const QString&)> m_save;
};

/// Lists and numbers that the wheel changes only while they have the focus: a page that scrolls under the pointer must not edit.
void keepWheelForScrolling(QWidget* control);

} // namespace tutela::app
