// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/session/record_edit.h>

#include <QPushButton>
#include <QStringList>

#include <functional>

namespace tutela::app {

/// A field that holds words or records: a button that shows them, and a list with a filter to change them.
class PickList : public QPushButton {
    Q_OBJECT
public:
    enum class Mode { One, Several };
    /// @param choices  asked for when the list opens
    PickList(const QString& title, Mode mode, std::function<std::vector<session::Choice>()> choices, QWidget* parent);
    void setValues(const QStringList& values, const QString& shownText);
    [[nodiscard]] const QStringList& values() const { return m_values; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {80, QPushButton::minimumSizeHint().height()}; }

signals:
    /// The person changed the choice.
    void chosen(const QStringList& values);

private:
    void open();
    void showText();
    void resizeEvent(QResizeEvent* event) override;
    QString m_title, m_shown;
    Mode m_mode;
    std::function<std::vector<session::Choice>()> m_choices;
    QStringList m_values;
};

} // namespace tutela::app
