// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "record_rows_p.h"

#include <tutela/store/mission_file.h>

#include <optional>
#include <vector>

namespace tutela::exchange::detail {

/// Gives the records of a kind one at a time, reduced as the profile says. Writers pull, the store pushes: the ids are
/// collected first (8 bytes each), then each record is read by its id.
class RecordFeed {
public:
    /// @param ids  only these; null = all
    RecordFeed(const store::MissionFile& file, core::Kind kind, const Sharing& sharing, const core::Progress& progress,
               const std::vector<std::int64_t>* ids = nullptr);
    /// Empty at the end.
    [[nodiscard]] std::optional<core::RecordValues> next();
    [[nodiscard]] std::int64_t given() const { return m_given; }
    [[nodiscard]] std::int64_t leftOut() const { return m_leftOut; }

private:
    const store::MissionFile& m_file;
    core::Kind m_kind;
    const Sharing& m_sharing;
    const core::Progress& m_progress;
    bool m_collected = false;
    std::vector<std::int64_t> m_ids;
    std::size_t m_at = 0;
    std::int64_t m_given = 0, m_leftOut = 0;
};

} // namespace tutela::exchange::detail
