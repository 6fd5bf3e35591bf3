// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

class QWidget;

namespace tutela::app {

/// Questions that open a window of their own. Tests give answers instead.
class Prompts {
public:
    virtual ~Prompts() = default;
    /// Empty when it was cancelled. @param filter  "Mission files (*.gpkg)"
    [[nodiscard]] virtual QString openFile(QWidget* parent, const QString& title, const QString& filter) = 0;
    [[nodiscard]] virtual QString saveFile(QWidget* parent, const QString& title, const QString& suggested, const QString& filter) = 0;
    /// The index of the button chosen; -1 when it was closed.
    [[nodiscard]] virtual int ask(QWidget* parent, const QString& title, const QString& text, const QStringList& buttons) = 0;
    /// One line of text; empty when it was cancelled.
    [[nodiscard]] virtual QString askText(QWidget* parent, const QString& title, const QString& label, const QString& value) = 0;
};

/// The dialogs of Qt.
class DialogPrompts final : public Prompts {
public:
    QString openFile(QWidget* parent, const QString& title, const QString& filter) override;
    QString saveFile(QWidget* parent, const QString& title, const QString& suggested, const QString& filter) override;
    int ask(QWidget* parent, const QString& title, const QString& text, const QStringList& buttons) override;
    QString askText(QWidget* parent, const QString& title, const QString& label, const QString& value) override;
};

} // namespace tutela::app
