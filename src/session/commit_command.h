// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/session/document.h>

#include <QUndoCommand>

namespace tutela::session {

/// The one undo command: it holds a commit, and undoing and redoing it are the same act, a commit of the inverse.
class CommitCommand final : public QUndoCommand {
public:
    CommitCommand(Document& document, store::CommitId done, const QString& text);
    void redo() override;
    void undo() override;

private:
    void take(Document::Step step);
    Document& m_document;
    store::CommitId m_last;
    bool m_noAct = true; ///< the next move of the stack is none of the mission: the push itself, and the way back after a refusal
};

} // namespace tutela::session
