// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/session/document.h>

#include <QStringList>

namespace tutela::session {

/// One change of a record, for people.
struct HistoryEntry {
    QString when, who, what;
    QStringList changes; ///< "Killed best: 3 -> 4"; empty for imports, which are recorded as a whole
};

/// The changes of a record, newest first; at most `most`. Empty while a job writes the file.
[[nodiscard]] std::vector<HistoryEntry> historyOf(const Document& document, RecordRef record, std::size_t most = 50);

} // namespace tutela::session
