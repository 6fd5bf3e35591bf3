// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "commit_command.h"

#include <utility>

namespace tutela::session {

CommitCommand::CommitCommand(Document& document, store::CommitId done, const QString& text)
    : QUndoCommand(text), m_document(document), m_last(done)
{
}

void CommitCommand::redo()
{
    if (!std::exchange(m_fresh, false))
        flip();
}

void CommitCommand::undo() { flip(); }

void CommitCommand::flip()
{
    try {
        m_last = m_document.revert(m_last);
    } catch (const core::Error& error) {
        // A step that cannot be taken leaves the stack: what it would have reverted has changed since.
        setObsolete(true);
        emit m_document.saveFailed(QString::fromUtf8(error.what()));
    }
}

} // namespace tutela::session
