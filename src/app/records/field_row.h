// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "../frame/workspace.h"

#include <tutela/session/record_edit.h>

class QComboBox;
class QLineEdit;
class QPlainTextEdit;

namespace tutela::app {

class PickList;

/// One field of a form: its name, a fitting editor, and below it why a value was refused and what may be meant.
class FieldRow : public QWidget {
    Q_OBJECT
public:
    /// @param field  null = the position of the record
    FieldRow(Shell& shell, const core::Field* field, QWidget* parent);

    [[nodiscard]] const core::Field* field() const { return m_field; }
    /// Whether a finding about the named field belongs here; the position is lon and lat.
    [[nodiscard]] bool isAbout(const std::string& fieldName) const;
    /// A field that is set by the program or has no shape that can be typed.
    [[nodiscard]] bool isShownOnly() const;
    /// Shows what is stored and no finding; text that somebody is typing stays.
    void setStored(const core::Value& value);
    void setStoredPoint(std::optional<core::GeoPoint> point);
    void setEditable(bool editable);
    /// What stands in the editor, as session::valueOfText reads it.
    [[nodiscard]] QString text() const;
    /// Puts a text into the editor as if it had been typed; nothing is committed.
    void setText(const QString& text);
    /// Whether the text differs from what is stored.
    [[nodiscard]] bool isChanged() const { return text() != m_stored; }
    /// The text stays, outlined, with the sentence and a near text that would be taken.
    void refuse(const QString& sentence);
    [[nodiscard]] bool isRefused() const { return m_refused; }
    /// What the rules say of the stored value.
    void warn(const QString& sentence);
    void focusEditor();
    [[nodiscard]] QWidget* editor() const { return m_editor; }

signals:
    /// The person is done with the field.
    void committed();
    void positionAsked();

private:
    void makeEditor();
    void growWithText(int leastLines);
    void makeWords();
    void makeLine();
    void chooseDay();
    void say(const QString& sentence, const char* role);
    bool eventFilter(QObject* watched, QEvent* event) override;

    Shell& m_shell;
    const core::Field* m_field;
    QWidget* m_editor = nullptr;
    QLineEdit* m_line = nullptr;
    QPlainTextEdit* m_text = nullptr;
    QComboBox* m_words = nullptr;
    PickList* m_list = nullptr;
    QHBoxLayout* m_beside;
    QLabel* m_problem;
    QPushButton* m_suggestion;
    QString m_stored;
    bool m_refused = false;
};

} // namespace tutela::app
