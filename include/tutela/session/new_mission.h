// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/exchange/import.h>

#include <QString>
#include <QStringList>

#include <filesystem>
#include <utility>
#include <vector>

namespace tutela::session {

/// What a person says of a mission that is to be made.
struct NewMission {
    std::filesystem::path target;
    core::MissionDetails details;
    store::Author author;
    std::vector<std::pair<exchange::ImportKind, std::filesystem::path>> files; ///< imported in this order
};
/// A file that a new mission began with, with its balance sheet.
struct TakenFile {
    exchange::ImportKind kind{};
    std::filesystem::path source;
    exchange::ImportReport report;
};

/// Makes the mission file and imports the files into it. Any thread.
/// @param now  for "not in the future"
/// @throws core::Error naming the file that could not be taken, core::Cancelled on stop: there is no mission file then.
[[nodiscard]] std::vector<TakenFile> makeMission(const NewMission& wanted, core::Instant now, const core::Progress& progress = {});

/// The balance of a file in sentences: how many of its rows were taken, which were refused and why, what else is to be known.
[[nodiscard]] QStringList balanceOf(const TakenFile& file);

} // namespace tutela::session
