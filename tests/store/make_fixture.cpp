// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <tutela/core/mission.h>
#include <tutela/store/mission_file.h>

#include <cstdio>

// Writes the golden file of the schema: a mission, a place, a batch, an approved version, an undo; always the same bytes.
int main(int argc, char** argv)
{
    using namespace tutela;
    if (argc < 2)
        return 2;
    auto clock = std::make_shared<core::Instant>(core::instantOf("2026-11-01T00:00:00Z"));
    store::Environment environment{[clock] { return *clock += std::chrono::minutes{1}; }, core::seededIds(1), "fixture", {}};
    const auto author = store::Author::of("POC_ADVISER/FX");
    try {
        core::MissionDetails details;
        details.name = "Schema fixture";
        auto file = store::MissionFile::create(argv[1], details, author, environment);
        file.commit(author, "Add a place", [](store::Transaction& change) {
            core::Place place;
            place.id = 10;
            place.name = "Luzi";
            place.lon = 5.1;
            place.lat = 1.94;
            place.note = "A note";
            change.insert(place);
        });
        file.commitBatch(author, "Import", [](store::Batch& batch) {
            core::Incident incident;
            incident.id = 20;
            incident.place_id = core::PlaceId{10};
            incident.title = "A title";
            batch.insertRecord(incident);
        });
        file.commit(author, "Approve", [](store::Transaction& change) {
            core::Assessment version;
            version.id = 30;
            version.reference = "TA-EAST-2026-0001";
            version.version = "1.0";
            change.insert(version);
            core::SignOff row;
            row.assessment_id = core::AssessmentId{30};
            row.state = core::AssessmentState::APPROVED;
            change.append(row);
            change.putAsset("assessment/30/report.json", "application/json", "{}");
        });
        const auto edit = file.commit(author, "Rename", [](store::Transaction& change) {
            change.update(core::Kind::PLACE, 10, {{core::findField(core::Kind::PLACE, "name"), std::string{"Luzi Town"}}});
        });
        file.undo(author, edit);
    } catch (const core::Error& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
    return 0;
}
