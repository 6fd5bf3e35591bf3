// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/full_disk.h"
#include "support/demo_copy.h"
#include "support/support.h"

#include <tutela/demo/demo.h>
#include <tutela/session/document.h>
#include <tutela/session/record_history.h>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <QSignalSpy>

#include <random>

using namespace tutela;
using nlohmann::json;

namespace {

std::filesystem::path emptyMission(const test::TempFolder& folder)
{
    const auto path = folder / "mission.gpkg";
    core::MissionDetails details;
    details.name = "Test";
    static_cast<void>(store::MissionFile::create(path, details, {}));
    return path;
}

json newPlace(const std::string& name, std::int64_t people)
{
    return {{"kind", "place"}, {"id", "new"}, {"set", {{"name", name}, {"lon", 3.5}, {"lat", 1.5}, {"population_total", people}}}};
}

/// Everything that a snapshot says, as text that can be compared.
std::string contentOf(const std::filesystem::path& path)
{
    return store::MissionFile::open(path, store::Access::ReadOnly).contentHash();
}

} // namespace

TEST_CASE("an edit is one commit and one undo step, and durable at once")
{
    const test::TempFolder folder;
    const auto path = emptyMission(folder);
    auto document = session::Document::open(path, {});
    QSignalSpy changed{document.get(), &session::Document::changed};
    const auto before = document->mission();
    const auto edited = document->edit({newPlace("Luzi", 900), newPlace("Gelo", 400)}, QStringLiteral("Add two places"));

    REQUIRE(edited.ids.size() == 2);
    CHECK(changed.size() == 1);
    CHECK(document->undoStack().count() == 1);
    CHECK(document->undoStack().undoText() == QStringLiteral("Add two places"));
    CHECK(document->mission()->all<core::Place>().size() == 2);
    CHECK(before->all<core::Place>().empty()); // who holds an older snapshot keeps seeing it
    CHECK(store::MissionFile::open(path, store::Access::ReadOnly).snapshot().all<core::Place>().size() == 2);

    document->undoStack().undo();
    CHECK(document->mission()->all<core::Place>().empty());
    document->undoStack().redo();
    CHECK(document->mission()->all<core::Place>().size() == 2);
    CHECK(document->history().size() == 4); // made, added, undone, redone
}

TEST_CASE("an edit that is refused changes nothing, in the file and on the stack")
{
    const test::TempFolder folder;
    const auto path = emptyMission(folder);
    auto document = session::Document::open(path, {});
    const std::string before = contentOf(path);
    CHECK_THROWS_AS(document->edit({newPlace("Luzi", 900), newPlace("Gelo", -5)}, QStringLiteral("Add")), core::Error);
    CHECK(contentOf(path) == before);
    CHECK(document->undoStack().count() == 0);
    CHECK(document->mission()->all<core::Place>().empty());
}

TEST_CASE("a clock that is moved between edits is told, and neither order nor undo follow it")
{
    using namespace std::chrono_literals;
    const test::TempFolder folder;
    const auto path = emptyMission(folder);
    core::Instant clock = core::instantOf("2026-11-05T12:00:00Z");
    store::Environment environment;
    environment.now = [&clock] { return clock; };
    auto document = session::Document::open(path, {}, environment);
    QSignalSpy told{document.get(), &session::Document::clockMoved};
    const std::int64_t place = document->edit({newPlace("Luzi", 900)}, QStringLiteral("Add Luzi")).ids.front();
    const auto count = [&](int people) { document->edit({{{"kind", "place"}, {"id", place}, {"set", {{"population_total", people}}}}}, QStringLiteral("Count")); };
    clock += 2min; // no more than a clock is set by
    count(901);
    CHECK(told.isEmpty());
    clock -= std::chrono::days{1};
    count(902);
    REQUIRE(told.size() == 1);
    CHECK(told[0][0].toString().startsWith(QStringLiteral("The clock of this computer went back by 1 day since the last change; it shows 4 Nov 2026, 12:02 (Etc/UTC).")));
    CHECK(document->savedAt() == clock);
    clock += std::chrono::days{365};
    count(903);
    REQUIRE(told.size() == 2);
    CHECK(told[1][0].toString().contains(QStringLiteral("went forward by 365 days")));

    const auto entries = session::historyOf(*document, {core::Kind::PLACE, place});
    REQUIRE(entries.size() == 4); // newest first, as they were made
    CHECK(entries[0].changes.join(QString{}).endsWith(QStringLiteral("903")));
    CHECK(entries[1].changes.join(QString{}).endsWith(QStringLiteral("902")));
    CHECK(entries[1].when.contains(QStringLiteral("the clock was moved")));
    CHECK_FALSE(entries[0].when.contains(QStringLiteral("the clock was moved")));
    CHECK_FALSE(entries[2].when.contains(QStringLiteral("the clock was moved")));
    clock -= std::chrono::days{400};
    for (const int people : {902, 901, 900}) {
        document->undoStack().undo();
        CHECK(document->mission()->all<core::Place>().front().population_total == people);
    }
    document->undoStack().redo();
    CHECK(document->mission()->all<core::Place>().front().population_total == 901);
}

TEST_CASE("any row of edits comes back step by step, and forth again")
{
    const test::TempFolder folder;
    const auto path = emptyMission(folder);
    auto document = session::Document::open(path, {});
    std::mt19937 random{GENERATE(1u, 2u, 3u)};
    std::vector<std::string> states{contentOf(path)};
    constexpr int kSteps = 25;
    for (int step = 0; step < kSteps; ++step) {
        const auto& places = document->mission()->all<core::Place>();
        const auto any = [&] { return places[random() % places.size()].id; };
        if (places.empty() || random() % 3 == 0)
            document->edit({newPlace("Place " + std::to_string(step), static_cast<std::int64_t>(random() % 5000))}, QStringLiteral("add"));
        else if (random() % 3 == 0)
            document->edit({{{"kind", "place"}, {"id", any()}, {"delete", true}}}, QStringLiteral("remove"));
        else
            document->edit({{{"kind", "place"}, {"id", any()}, {"set", {{"population_total", random() % 9000}, {"note", "step " + std::to_string(step)}}}}}, QStringLiteral("change"));
        states.push_back(contentOf(path));
    }
    for (int step = kSteps; step > 0; --step) {
        document->undoStack().undo();
        CHECK(contentOf(path) == states[static_cast<std::size_t>(step) - 1]);
    }
    for (int step = 1; step <= kSteps; ++step) {
        document->undoStack().redo();
        CHECK(contentOf(path) == states[static_cast<std::size_t>(step)]);
    }
    CHECK(store::MissionFile::open(path, store::Access::ReadOnly).check(true).ok());
}

TEST_CASE("a snapshot brought up to date says what a fresh one says, and shares what nobody touched")
{
    const test::TempFolder folder;
    const auto path = folder / "demo.gpkg";
    test::copyDemo(path, [](const std::filesystem::path& to) { demo::write(to, 2026); });
    auto file = store::MissionFile::open(path, store::Access::ReadWrite);
    const auto before = file.snapshot();
    const auto& first = before.all<core::Place>().front();
    const auto batch = file.commitBatch({}, "more actors", [](store::Batch& rows) {
        core::Actor actor;
        actor.id = rows.newIds(core::Kind::ACTOR, 1);
        actor.name = "New group";
        rows.insertRecord(actor);
    });
    file.commit({}, "rename", [&](store::Transaction& work) {
        work.update(core::Kind::PLACE, first.id, {{core::findField(core::Kind::PLACE, "name"), core::Value{std::string{"Renamed"}}}});
    });
    auto [after, touched] = file.refreshed(before);
    const auto fresh = file.snapshot();
    CHECK(after.head == fresh.head);
    CHECK(after.all<core::Place>() == fresh.all<core::Place>());
    CHECK(after.all<core::Actor>() == fresh.all<core::Actor>());
    CHECK(touched.whole == std::set{core::Kind::ACTOR});
    CHECK(touched.records == std::map<core::Kind, std::set<std::int64_t>>{{core::Kind::PLACE, {first.id}}});
    CHECK(after.incidents == before.incidents);
    CHECK(&after.all<core::Threat>() == &before.all<core::Threat>());

    // Undoing a batch writes no history of single records, and is seen all the same.
    file.undo({}, batch);
    CHECK(file.refreshed(after).mission.all<core::Actor>() == file.snapshot().all<core::Actor>());
    CHECK(file.refreshed(after).touched.touches(core::Kind::ACTOR));
}

TEST_CASE("a second window opens the mission read-only and says who writes it")
{
    const test::TempFolder folder;
    const auto path = emptyMission(folder);
    auto first = session::Document::open(path, {});
    auto second = session::Document::open(path, {});
    CHECK_FALSE(first->isReadOnly());
    CHECK(second->isReadOnly());
    CHECK(second->readOnlyReason().startsWith(QStringLiteral("another Tutela window or program (process %1) has had it open for changes since ").arg(QCoreApplication::applicationPid())));
    CHECK_FALSE(second->readOnlyReason().contains(QStringLiteral("open it read-only")));
    CHECK_FALSE(second->readOnlyReason().contains(QStringLiteral("000Z")));
    CHECK_THROWS_AS(second->edit({newPlace("Luzi", 1)}, QStringLiteral("Add")), core::Error);
}

TEST_CASE("a step whose records were changed since is told and leaves the stack")
{
    const test::TempFolder folder;
    const auto path = emptyMission(folder);
    auto document = session::Document::open(path, {});
    const auto id = document->edit({newPlace("Luzi", 1)}, QStringLiteral("Add")).ids.front();
    document->commitWith(QStringLiteral("behind its back"), [&](store::MissionFile& file) {
        return file.commit({}, "rename", [&](store::Transaction& work) {
            work.update(core::Kind::PLACE, id, {{core::findField(core::Kind::PLACE, "name"), core::Value{std::string{"Other"}}}});
        });
    }, session::Document::Undoable::No);
    CHECK(document->undoStack().count() == 0); // what came before a sign-off cannot be taken back
    CHECK(document->mission()->all<core::Place>().front().name == "Other");
}

namespace {

/// More than a full disk takes, and nothing that could be packed.
std::string longNote()
{
    std::mt19937 random{7};
    std::string text(300'000, ' ');
    for (char& letter : text)
        letter = static_cast<char>('a' + random() % 26);
    return text;
}

std::int64_t aPlace(session::Document& document) { return document.edit({newPlace("Luzi", 900)}, QStringLiteral("Add")).ids.front(); }

void note(session::Document& document, std::int64_t place, const std::string& text, const QString& step)
{
    document.edit({{{"kind", "place"}, {"id", place}, {"set", {{"note", text.empty() ? json{} : json(text)}}}}}, step);
}

const std::string& noteOf(const session::Document& document) { return document.mission()->all<core::Place>().front().note; }

} // namespace

TEST_CASE("a step that a full disk does not take stays, and is taken when there is space")
{
    using session::Document;
    const test::TempFolder folder;
    const auto path = emptyMission(folder);
    auto document = Document::open(path, {});
    auto& stack = document->undoStack();
    const auto place = aPlace(*document);
    const std::string written = longNote();
    note(*document, place, written, QStringLiteral("Write"));
    note(*document, place, {}, QStringLiteral("Clear"));
    QSignalSpy refused{document.get(), &Document::stepRefused}, unsaved{document.get(), &Document::saveFailed};
    const auto checkRefused = [&](Document::Step step, const char* begin) {
        REQUIRE(refused.size() == 1);
        CHECK(refused[0][0].value<Document::Step>() == step);
        CHECK(refused[0][1].value<Document::Refused>() == Document::Refused::Kept);
        CHECK(refused[0][2].toString().startsWith(QLatin1String{begin}));
        CHECK(refused[0][2].toString().contains(QStringLiteral("the disk is full")));
        CHECK(unsaved.isEmpty()); // nothing was typed that is not saved
        refused.clear();
    };
    const std::string before = contentOf(path);
    {
        const test::FullDisk full{path};
        stack.undo();
    }
    checkRefused(Document::Step::Undo, "Not undone: ");
    CHECK(contentOf(path) == before);
    CHECK(noteOf(*document).empty());
    CHECK(stack.count() == 3);
    CHECK(stack.undoText() == QStringLiteral("Clear"));
    CHECK_FALSE(stack.canRedo());
    stack.undo();
    CHECK(noteOf(*document) == written);

    stack.undo();
    REQUIRE(stack.redoText() == QStringLiteral("Write"));
    {
        const test::FullDisk full{path};
        stack.redo();
    }
    checkRefused(Document::Step::Redo, "Not redone: ");
    CHECK(noteOf(*document).empty());
    CHECK(stack.redoText() == QStringLiteral("Write"));
    stack.redo();
    CHECK(noteOf(*document) == written);
    stack.redo();
    CHECK(noteOf(*document).empty());
    CHECK_FALSE(stack.canRedo());
    CHECK(refused.isEmpty());
    CHECK(store::MissionFile::open(path, store::Access::ReadOnly).check(true).ok());
}

TEST_CASE("a step that is asked for while a job writes stays")
{
    using session::Document;
    const test::TempFolder folder;
    auto document = Document::open(emptyMission(folder), {});
    aPlace(*document);
    QSignalSpy refused{document.get(), &Document::stepRefused};
    document->writer()([&](store::MissionFile&) { document->undoStack().undo(); });
    REQUIRE(refused.size() == 1);
    CHECK(refused[0][1].value<Document::Refused>() == Document::Refused::Kept);
    CHECK(document->undoStack().undoText() == QStringLiteral("Add"));
    document->undoStack().undo();
    CHECK(document->mission()->all<core::Place>().empty());
}

TEST_CASE("a step whose records were changed since is told and leaves the stack, and those before it can be taken")
{
    using session::Document;
    const test::TempFolder folder;
    auto document = Document::open(emptyMission(folder), {});
    document->edit({newPlace("Gelo", 400)}, QStringLiteral("Add Gelo"));
    const auto place = aPlace(*document);
    QSignalSpy refused{document.get(), &Document::stepRefused}, unsaved{document.get(), &Document::saveFailed};
    document->writer()([&](store::MissionFile& file) {
        file.commit({}, "rename", [&](store::Transaction& work) {
            work.update(core::Kind::PLACE, place, {{core::findField(core::Kind::PLACE, "name"), core::Value{std::string{"Other"}}}});
        });
    });
    document->undoStack().undo();
    REQUIRE(refused.size() == 1);
    CHECK(refused[0][1].value<Document::Refused>() == Document::Refused::Dropped);
    CHECK(refused[0][2].toString().startsWith(QStringLiteral("Not undone: ")));
    CHECK(unsaved.isEmpty());
    CHECK(document->undoStack().undoText() == QStringLiteral("Add Gelo"));
    document->undoStack().undo();
    CHECK(document->mission()->all<core::Place>().size() == 1);
    CHECK(document->mission()->all<core::Place>().front().name == "Other");
}

TEST_CASE("an edit that a full disk refuses is made again, or in a copy elsewhere, until something else is saved")
{
    const test::TempFolder folder;
    const auto path = emptyMission(folder);
    auto document = session::Document::open(path, {});
    const auto place = aPlace(*document);
    const std::string written = longNote();
    const auto fail = [&] {
        const test::FullDisk full{path};
        CHECK_THROWS_AS(note(*document, place, written, QStringLiteral("Write")), core::Error);
    };
    CHECK_FALSE(document->canRetry());
    fail();
    REQUIRE(document->canRetry());
    document->saveElsewhere(folder / "copy.gpkg");
    CHECK(store::MissionFile::open(folder / "copy.gpkg", store::Access::ReadOnly).snapshot().all<core::Place>().front().note == written);
    CHECK(noteOf(*document).empty());
    document->retry();
    CHECK(noteOf(*document) == written);
    CHECK(document->undoStack().undoText() == QStringLiteral("Write"));
    CHECK_FALSE(document->canRetry());
    note(*document, place, {}, QStringLiteral("Clear"));
    fail();
    document->edit({newPlace("Gelo", 400)}, QStringLiteral("Add Gelo"));
    CHECK_FALSE(document->canRetry()); // it could undo what was done since
    document->retry();
    CHECK(document->undoStack().undoText() == QStringLiteral("Add Gelo"));
}
