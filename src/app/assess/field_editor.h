// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "../frame/workspace.h"

#include <tutela/session/assessment_view.h>

#include <nlohmann/json_fwd.hpp>

#include <QWidget>

#include <functional>

class QLineEdit;
class QPlainTextEdit;

namespace tutela::app {

/// Saves edits as one commit. @returns why they were refused; empty when they are saved
using EditSink = std::function<QString(const std::vector<nlohmann::json>& lines, const QString& text)>;

/// A symbol of a band as a picture for lists and tables.
[[nodiscard]] QPixmap bandPixmap(const Style& style, std::optional<core::Band> band, int size);
/// Removes all widgets and layouts inside.
void clearLayout(QLayout* layout);
/// Restyles a widget after one of its properties changed.
void repolish(QWidget* widget);

/// A text that is saved when the focus leaves it. What is refused stays on the screen with the sentence below. Texts of several lines are
/// as tall as what they hold, from `Many` on three lines; `Wrapped` is one paragraph, which Return saves.
class FieldEditor : public QWidget {
    Q_OBJECT
public:
    enum class Lines { One, Wrapped, Many };
    FieldEditor(const QString& name, const QString& title, Lines lines, QWidget* parent);
    /// @param save  gives the reason of a refusal; empty = saved
    void setSave(std::function<QString(const QString&)> save) { m_save = std::move(save); }
    /// What is stored. Text that is being typed, and text that was refused, is not overwritten while `subject` stays the same.
    void setStored(const QString& text, std::int64_t subject);
    void setEditable(bool editable);
    /// A warning below the field; empty = none.
    void setProblem(const QString& problem);
    void setPlaceholder(const QString& text);
    void focus();
    void commit();

private:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void fitHeight();
    [[nodiscard]] QString text() const;
    void setText(const QString& text);
    void setState(const QString& state, const QString& sentence);
    Lines m_lines;
    QWidget* m_edit;
    QLineEdit* m_line = nullptr;
    QPlainTextEdit* m_many = nullptr;
    QLabel* m_sentence;
    QString m_stored;
    QString m_refusal, m_problem;
    std::int64_t m_subject = 0;
    std::function<QString(const QString&)> m_save;
};

} // namespace tutela::app
