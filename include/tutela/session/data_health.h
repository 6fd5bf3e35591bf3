// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/progress.h>
#include <tutela/session/document.h>

#include <QString>

#include <filesystem>
#include <functional>
#include <optional>
#include <vector>

/// Where the data come from, how old they are, and what is wrong with them.
namespace tutela::session {

/// Findings of one rule with the same sentence.
struct Problem {
    core::RuleLevel level = core::RuleLevel::W;
    core::Kind kind{};
    std::string field; ///< empty when it is about whole records
    QString text;
    std::vector<std::int64_t> records; ///< in order of id
    /// The same for the same finding in every session: what an "ignore" is kept by.
    [[nodiscard]] QString key() const;
};
/// Shows every incident once, whole: a snapshot holds them as columns only.
using IncidentVisit = std::function<void(const std::function<void(const core::RecordValues&)>&)>;
/// Reads the incidents of a mission file of its own, for work in another thread.
[[nodiscard]] IncidentVisit incidentsIn(const std::filesystem::path& file);
/// What validateMission() and validate() find in the snapshot, worst first, then by count.
/// @param incidents  empty = they are not looked at
/// Cost: one pass over all records; some ten seconds for a million incidents. @throws core::Cancelled
[[nodiscard]] std::vector<Problem> problemsOf(const core::Mission& mission, const core::Progress& progress = {}, const IncidentVisit& incidents = {});

/// Records of one kind from one source.
struct DatasetSummary {
    core::Kind kind{};
    QString name; ///< empty = made by hand
    std::int64_t records = 0;
    std::optional<core::Instant> newest;   ///< event of its newest record, where records have a time
    std::optional<core::Instant> imported; ///< last import that named it
};
[[nodiscard]] std::vector<DatasetSummary> datasetsOf(const core::Mission& mission, const std::vector<store::Commit>& history);

/// "today", "12 days old", "19 months old"; "age not known".
[[nodiscard]] QString ageText(std::optional<core::Instant> of, core::Instant now);

/// One import of the mission, newest first.
struct ImportEntry {
    store::CommitId commit;
    core::Instant time{};
    QString what, author, counts;
    bool takenBack = false;
};
[[nodiscard]] std::vector<ImportEntry> importsOf(const std::vector<store::Commit>& history);

/// What counts while the mission sets no attack duration: "120, the default of the method".
[[nodiscard]] QString unsetAttackDuration(const core::Mission& mission);

/// A value the scoring uses, and where it comes from.
struct Parameter {
    QString name, value, source;
    QString standard = {}; ///< the value of the method; empty when it has none
    bool changed = false; ///< the mission sets another one
};
/// Scoring method v1 as this program computes it, with the mission's own settings.
[[nodiscard]] std::vector<Parameter> parametersOf(const core::Mission& mission);

/// Of a reference layer: where its bytes are, whether they are there, and what its codes mean.
struct LayerState {
    std::int64_t id = 0;
    QString name, kind, where, size;
    QString codes; ///< of a land cover with codes of its own: "1 = Open, 4 = Forest"; else empty
    bool visible = false, missing = false;
};
[[nodiscard]] std::vector<LayerState> layersOf(const Document& document);

} // namespace tutela::session
