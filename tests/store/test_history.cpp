// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fixture.h"

#include <tutela/core/canonical.h>

#include <random>

using namespace tutela;
using namespace tutela::test;
using core::ErrorCode;
using core::Kind;
using core::Value;
using store::Access;
using store::CommitId;
using store::MissionFile;

TEST_CASE("undo and redo bring back the content, also after a restart", "[store][unit]")
{
    const TempFolder folder;
    std::string before;
    std::string after;
    std::int64_t id = 0;
    CommitId changed;
    {
        auto file = newMission(folder / "m.gpkg");
        id = addPlace(file, "Luzi");
        before = file.contentHash();
        changed = setField(file, Kind::PLACE, id, "note", std::string{"by the river"});
        after = file.contentHash();
    }
    auto file = MissionFile::open(folder / "m.gpkg", Access::ReadWrite, fixedEnvironment(2));
    const CommitId undone = file.undo(author(), changed);
    CHECK(file.contentHash() == before);
    CHECK(codeOf([&] { file.undo(author(), changed); }) == ErrorCode::Conflict); // undone already
    file.redo(author(), undone);
    CHECK(file.contentHash() == after);
    CHECK(codeOf([&] { file.redo(author(), changed); }) == ErrorCode::InvalidInput); // nothing to redo
    CHECK(file.history().back().message == "Redo: Set note");
    CHECK(file.history().size() == 5);
    requireSound(file);
}

TEST_CASE("undo is refused when a later commit stands on the same record", "[store][unit]")
{
    const TempFolder folder;
    auto file = newMission(folder / "m.gpkg");
    const auto id = addPlace(file, "Luzi");
    const CommitId first = setField(file, Kind::PLACE, id, "name", std::string{"Luzi Town"});
    const CommitId second = setField(file, Kind::PLACE, id, "idp", std::int64_t{40});
    try {
        file.undo(author(), first);
        FAIL("no error");
    } catch (const core::Error& error) {
        CHECK(error.code() == ErrorCode::Conflict);
        CHECK(error.message().find("place " + std::to_string(id)) != std::string::npos);
    }
    file.undo(author(), second);
    file.undo(author(), first); // nothing stands in the way any more
    CHECK(core::recordOf<core::Place>(*file.read(Kind::PLACE, id)).name == "Luzi");
    requireSound(file);
}

TEST_CASE("undo does not leave references that lead nowhere", "[store][unit]")
{
    const TempFolder folder;
    auto file = newMission(folder / "m.gpkg");
    const auto id = addPlace(file, "Luzi");
    const CommitId added{2};
    file.commit(author(), "Add incident", [&](store::Transaction& change) {
        core::Incident attack = incident(9, "2026-10-03");
        attack.place_id = core::PlaceId{id};
        change.insert(attack);
    });
    CHECK(codeOf([&] { file.undo(author(), added); }) == ErrorCode::Conflict);
    requireSound(file);
}

TEST_CASE("a batch is undone and redone as a whole, with the rows that it replaced", "[store][unit]")
{
    const TempFolder folder;
    auto file = newMission(folder / "m.gpkg");
    file.commit(author(), "Add one", [&](store::Transaction& change) { change.insert(incident(5, "2026-01-01")); });
    const std::string before = file.contentHash();
    const CommitId batch = file.commitBatch(author(), "Import", [&](store::Batch& work) {
        core::Incident changed = incident(5, "2026-01-02");
        changed.title = "changed";
        work.replace(core::valuesOf(changed));
        for (std::int64_t i = 100; i < 120; ++i)
            work.insertRecord(incident(i, "2026-02-01"));
    });
    const std::string after = file.contentHash();
    CHECK(file.count(Kind::INCIDENT) == 21);
    CHECK(file.history().back().batch_counts == std::vector<std::pair<std::string, std::int64_t>>{{"incidents", 21}});
    CHECK(core::recordOf<core::Incident>(*file.read(Kind::INCIDENT, 100)).created_by == "POC_ADVISER/AB"); // the batch's
    requireSound(file);
    const CommitId undone = file.undo(author(), batch);
    CHECK(file.contentHash() == before);
    requireSound(file);
    const CommitId redone = file.redo(author(), undone);
    CHECK(file.contentHash() == after);
    requireSound(file);
    const CommitId edit = setField(file, Kind::INCIDENT, 110, "title", std::string{"edited"});
    CHECK(codeOf([&] { file.undo(author(), redone); }) == ErrorCode::Conflict);
    file.undo(author(), edit);
    file.undo(author(), redone);
    CHECK(file.contentHash() == before);
    requireSound(file);
}

TEST_CASE("rows of a dataset are found by their source id", "[store][unit]")
{
    const TempFolder folder;
    auto file = newMission(folder / "m.gpkg");
    file.commitBatch(author(), "Import", [&](store::Batch& work) {
        for (std::int64_t i = 100; i < 103; ++i)
            work.insertRecord(incident(i, "2026-02-01"));
    });
    std::vector<std::string> found;
    file.forEachOfDataset(Kind::INCIDENT, "ucdp-ged", [&](const MissionFile::DatasetRow& row) {
        found.push_back(row.source_id);
        CHECK(row.hash == core::blake2b(core::canonicalLine(core::valuesOf(incident(row.id, "2026-02-01")))));
    });
    CHECK(found == std::vector<std::string>{"100", "101", "102"});
    file.forEachOfDataset(Kind::INCIDENT, "acled", [](const MissionFile::DatasetRow&) { FAIL("another dataset"); });
}

TEST_CASE("an approved version cannot be changed by any path", "[store][unit]")
{
    const TempFolder folder;
    auto file = newMission(folder / "m.gpkg");
    core::Assessment version;
    version.id = 50;
    version.reference = "TA-EAST-2026-0001";
    version.version = "1.0";
    core::Line line;
    line.id = 51;
    line.assessment_id = core::AssessmentId{50};
    const CommitId added = file.commit(author(), "Draft", [&](store::Transaction& change) {
        change.insert(version);
        change.insert(line);
    });
    const std::string signedHash = file.assessmentHash({50});
    const CommitId approved = file.commit(author(), "Approve", [&](store::Transaction& change) {
        core::SignOff row;
        row.assessment_id = core::AssessmentId{50};
        row.state = core::AssessmentState::APPROVED;
        row.role = core::Role::HEAD_OF_OFFICE;
        change.append(row);
        change.putAsset("assessment/50/report.pdf", "application/pdf", "%PDF");
    });
    CHECK(core::isFrozen(file.snapshot(), {50}));
    CHECK(file.snapshot().sign_offs->front().content_hash == signedHash);
    CHECK(codeOf([&] { setField(file, Kind::ASSESSMENT, 50, "title", std::string{"Other"}); }) == ErrorCode::Frozen);
    CHECK(codeOf([&] { setField(file, Kind::LINE, 51, "intent", std::int64_t{5}); }) == ErrorCode::Frozen);
    CHECK(codeOf([&] { file.commit(author(), "x", [&](store::Transaction& t) { t.remove(Kind::LINE, 51); }); }) == ErrorCode::Frozen);
    CHECK(codeOf([&] { file.commit(author(), "x", [&](store::Transaction& t) {
        core::Line more = line;
        more.id = 52;
        t.insert(more);
    }); }) == ErrorCode::Frozen);
    CHECK(codeOf([&] { file.commitBatch(author(), "x", [&](store::Batch& b) { b.replace(core::valuesOf(version)); }); }) == ErrorCode::Frozen);
    CHECK(codeOf([&] { file.commit(author(), "x", [&](store::Transaction& t) { t.putAsset("assessment/50/report.pdf", "", "other"); }); }) == ErrorCode::Frozen);
    CHECK(codeOf([&] { file.undo(author(), approved); }) == ErrorCode::Frozen);
    CHECK(codeOf([&] { file.undo(author(), added); }) == ErrorCode::Frozen);
    CHECK(file.assessmentHash({50}) == signedHash);
    CHECK(file.asset("assessment/50/report.pdf") == "%PDF");
    requireSound(file);
}

TEST_CASE("a redo of an import is not undone while the import is away, so that its undo brings nothing back", "[store][unit]")
{
    const TempFolder folder;
    auto file = newMission(folder / "m.gpkg", 7);
    const CommitId import = file.commitBatch(author(), "Import", [&](store::Batch& batch) { batch.insertRecord(incident(1000, "2026-02-01")); });
    const CommitId undone = file.undo(author(), import);
    const CommitId redone = file.redo(author(), undone);
    file.undo(author(), import);
    const std::string away = file.contentHash();
    CHECK(codeOf([&] { file.undo(author(), redone); }) == ErrorCode::Conflict);
    CHECK(file.contentHash() == away);
    requireSound(file);
}

TEST_CASE("whatever is done, the state equals the replayed history and undo leads back", "[store][unit]")
{
    const auto seed = std::random_device{}();
    INFO("seed " << seed);
    std::mt19937 random{seed};
    const auto below = [&](int n) { return static_cast<std::int64_t>(random() % static_cast<unsigned>(n)); };
    const TempFolder folder;
    auto file = newMission(folder / "m.gpkg", seed);
    std::vector<std::int64_t> places;
    std::int64_t nextIncident = 1000;
    for (int step = 0; step < 60; ++step) {
        const std::string before = file.contentHash();
        CommitId made{};
        const auto act = below(6);
        try {
            if (act == 0 || places.empty()) {
                places.push_back(addPlace(file, "Place " + std::to_string(step), 4.0 + static_cast<double>(step) / 100.0));
                made = file.history().back().id;
            } else if (act == 1) {
                made = setField(file, Kind::PLACE, places[static_cast<std::size_t>(below(static_cast<int>(places.size())))], "idp", below(100));
            } else if (act == 2) {
                made = file.commit(author(), "Remove", [&](store::Transaction& t) { t.remove(Kind::PLACE, places.back()); });
            } else if (act == 3) {
                made = file.commitBatch(author(), "Import", [&](store::Batch& batch) {
                    if (nextIncident > 1000 && file.read(Kind::INCIDENT, 1000))
                        batch.replace(core::valuesOf(incident(1000, "2026-03-0" + std::to_string(1 + below(9)))));
                    for (int i = 0; i < 5; ++i)
                        batch.insertRecord(incident(nextIncident + i, "2026-02-01"));
                });
                nextIncident += 5;
            } else {
                made = file.undo(author(), CommitId{2 + below(static_cast<int>(file.history().size()))});
            }
        } catch (const core::Error& error) {
            CHECK(file.contentHash() == before); // refused: nothing changed
            continue;
        }
        const std::string after = file.contentHash();
        if (below(3) == 0) {
            const CommitId undone = file.undo(author(), made);
            REQUIRE(file.contentHash() == before);
            file.redo(author(), undone);
            REQUIRE(file.contentHash() == after);
        }
    }
    requireSound(file);
}
