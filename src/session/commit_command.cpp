// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "commit_command.h"

#include <utility>

namespace tutela::session {

namespace {

/// What the step would revert has changed since, is frozen, or is refused for what it holds: that will not pass like a full disk,
/// and a step that can never be taken must not bar the way to those before it.
bool helpsNoTrying(core::ErrorCode code)
{
    return code == core::ErrorCode::Conflict || code == core::ErrorCode::Frozen || code == core::ErrorCode::InvalidInput;
}

} // namespace

CommitCommand::CommitCommand(Document& document, store::CommitId done, const QString& text)
    : QUndoCommand(text), m_document(document), m_last(done)
{
}

void CommitCommand::redo() { take(Document::Step::Redo); }
void CommitCommand::undo() { take(Document::Step::Undo); }

void CommitCommand::take(Document::Step step)
{
    if (std::exchange(m_noAct, false))
        return;
    try {
        m_last = m_document.revert(m_last);
    } catch (const core::Error& error) {
        const auto refused = helpsNoTrying(error.code()) ? Document::Refused::Dropped : Document::Refused::Kept;
        if (refused == Document::Refused::Dropped)
            setObsolete(true);
        else
            m_noAct = true; // the stack moves on all the same, and is led back
        m_document.refuse(step, refused, error);
    }
}

} // namespace tutela::session
