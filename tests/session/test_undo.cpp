// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/demo_copy.h"
#include "support/support.h"

#include <tutela/core/collections.h>
#include <tutela/core/sign_off.h>
#include <tutela/demo/demo.h>
#include <tutela/exchange/import_preview.h>
#include <tutela/session/assessment_evidence.h>
#include <tutela/session/bulk_edits.h>
#include <tutela/session/import_draft.h>
#include <tutela/session/record_edit.h>
#include <tutela/session/scenario_edit.h>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <QSettings>

#include <array>
#include <random>
#include <sstream>

using namespace tutela;
using nlohmann::json;

// Undo as a property of every gesture that changes the demo mission, in any order: all of it taken back is the first state,
// all of it done again is the last one.

namespace {

std::string fileContent(const std::filesystem::path& path)
{
    const auto file = store::MissionFile::open(path, store::Access::ReadOnly);
    std::string dump;
    for (const auto word : core::wordsOf<core::Kind>())
        file.forEach(*core::enumerator<core::Kind>(word), [&](const core::RecordValues& record) { dump += core::canonicalLine(record) + '\n'; });
    return dump;
}

/// What the window sees: it must follow the file.
std::string snapshotContent(const core::Mission& mission)
{
    std::string dump = core::canonicalLine(core::valuesOf(mission.details)) + '\n';
    for (const auto word : core::wordsOf<core::Kind>())
        core::withCollection(mission, *core::enumerator<core::Kind>(word), [&](const auto& records) {
            for (const auto& record : records)
                dump += core::canonicalLine(core::valuesOf(record)) + '\n';
        });
    const auto& incidents = *mission.incidents;
    for (std::size_t i = 0; i < incidents.size(); ++i)
        dump += std::to_string(incidents.id[i]) + ' ' + std::to_string(incidents.time[i]) + ' ' + std::to_string(incidents.killed_best[i]) + '\n';
    return dump;
}

/// The first line that two dumps do not share: a mission is too long to be printed.
std::string difference(const std::string& expected, const std::string& found)
{
    std::istringstream a{expected}, b{found};
    std::string left, right;
    while (true) {
        const bool more = static_cast<bool>(std::getline(a, left)), moreToo = static_cast<bool>(std::getline(b, right));
        if (!more && !moreToo)
            return {};
        if (more != moreToo || left != right)
            return "expected " + (more ? left : "nothing more") + "\nfound    " + (moreToo ? right : "nothing more");
    }
}

std::string hashOf(const std::filesystem::path& path) { return store::MissionFile::open(path, store::Access::ReadOnly).contentHash(); }

/// Somebody who does one thing after the other with the demo mission.
class Hands {
public:
    explicit Hands(unsigned seed) : m_random(seed)
    {
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, QString::fromStdString((m_folder / "settings").string()));
        test::copyDemo(path(), [](const std::filesystem::path& to) { demo::write(to, 2026); });
        m_document = session::Document::open(path(), {});
    }
    using Act = void (Hands::*)();
    struct Named {
        const char* name;
        Act act;
    };
    static const std::vector<Named>& acts()
    {
        static const std::vector<Named> kActs{{"new incident", &Hands::addIncident}, {"field of an incident", &Hands::changeIncident}, {"incident deleted", &Hands::removeIncident},
                                              {"bulk edit", &Hands::bulk},           {"paste", &Hands::paste},                        {"import", &Hands::import},
                                              {"citation", &Hands::cite},            {"layer", &Hands::layer},                        {"scenario", &Hands::scenario},
                                              {"new place", &Hands::addPlace},       {"place moved", &Hands::movePlace},              {"place deleted", &Hands::removePlace}};
        return kActs;
    }
    /// All of them once, in an order of their own.
    [[nodiscard]] std::vector<Named> shuffled()
    {
        auto order = acts();
        for (std::size_t i = order.size(); i > 1; --i) // std::shuffle differs between platforms
            std::swap(order[i - 1], order[m_random() % i]);
        return order;
    }
    [[nodiscard]] session::Document& document() { return *m_document; }
    [[nodiscard]] std::filesystem::path path() const { return m_folder / "demo.gpkg"; }

    void run(Act act)
    {
        ++m_step;
        (this->*act)();
    }

private:
    [[nodiscard]] const core::Mission& mission() const { return *m_document->mission(); }
    [[nodiscard]] QString text(const char* what) const { return QStringLiteral("%1 of step %2").arg(QLatin1String{what}).arg(m_step); }
    template <class List>
    [[nodiscard]] const auto& any(const List& list)
    {
        REQUIRE(!list.empty());
        return list[m_random() % list.size()];
    }
    [[nodiscard]] std::int64_t someIncident() { return any(mission().incidents->id); }
    [[nodiscard]] core::GeoPoint somePoint() { return core::GeoPoint::of(5.0 + 0.001 * static_cast<double>(m_random() % 100), 1.9 + 0.001 * static_cast<double>(m_random() % 100)); }

    void addIncident() { REQUIRE(session::addIncident(*m_document, text("Source")).id); }
    void changeIncident()
    {
        REQUIRE(session::setField(*m_document, {core::Kind::INCIDENT, someIncident()}, *core::findField(core::Kind::INCIDENT, "place_name"), text("Place")).isEmpty());
    }
    void removeIncident() // some are cited, and stay
    {
        for (int tries = 0; tries < 50; ++tries)
            if (session::removeRecords(*m_document, core::Kind::INCIDENT, {someIncident(), someIncident()}).isEmpty())
                return;
    }
    void bulk()
    {
        std::vector<std::int64_t> ids;
        for (int i = 0; i < 30; ++i)
            ids.push_back(someIncident());
        std::sort(ids.begin(), ids.end());
        ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
        const core::Field& field = *core::findField(core::Kind::INCIDENT, "place_name");
        const auto preview = session::previewBulk(*m_document, core::Kind::INCIDENT, ids, field, text("Many"));
        REQUIRE(preview.sentence.isEmpty());
        session::applyBulk(*m_document, core::Kind::INCIDENT, preview, field, text("Many"));
    }
    void paste()
    {
        const auto& actors = mission().all<core::Actor>();
        REQUIRE(actors.size() > 3);
        const std::size_t first = m_random() % (actors.size() - 2);
        const auto preview = session::previewPaste(*m_document, core::Kind::ACTOR, {actors[first].id, actors[first + 1].id},
                                                   {core::findField(core::Kind::ACTOR, "name")}, {{text("Actor")}, {text("Other actor")}});
        REQUIRE(preview.changed == 2);
        m_document->edit(preview.lines, text("Paste"));
    }
    void import()
    {
        const auto file = m_folder / ("step" + std::to_string(m_step) + ".csv");
        std::string rows = "date,latitude,longitude,killed,place\n";
        for (int row = 0; row < 20; ++row)
            rows += "2026-10-" + std::to_string(10 + row % 20) + ",1.9" + std::to_string(row % 10) + ",5.1," + std::to_string(m_random() % 9) + ",Village " + std::to_string(row) + "\n";
        test::writeFile(file, rows);
        session::ImportDraft draft{QString::fromStdString(file.string())};
        draft.take(exchange::previewImport(draft.choices()));
        draft.setDataset("step-" + std::to_string(m_step));
        REQUIRE(draft.blocked().isEmpty());
        m_document->commitWith(text("Import"), [&](store::MissionFile& to) {
            const auto report = exchange::importFile(to, draft.request(false), {}, m_document->now());
            REQUIRE(report.commit);
            return *report.commit;
        });
    }
    void cite()
    {
        std::vector<const core::Line*> open;
        for (const auto& line : mission().all<core::Line>())
            if (line.assessment_id && !core::isFrozen(mission(), *line.assessment_id))
                open.push_back(&line);
        REQUIRE_FALSE(open.empty());
        json edit;
        while (edit.is_null()) // of one that is not cited yet
            edit = session::citationEdit(*any(open), {{core::Kind::INCIDENT, someIncident()}}, true);
        m_document->edit({edit}, text("Cite"));
    }
    void layer()
    {
        const std::string name = text("Layer").toStdString();
        if (m_layer)
            m_document->edit({{{"kind", "layer"}, {"id", *m_layer}, {"delete", true}}}, text("Remove a layer"));
        else
            m_document->edit({{{"kind", "layer"}, {"id", "new"}, {"set", {{"name", name}, {"layer_kind", "VECTOR"}, {"path", "gone.geojson"}, {"visible", true}}}}}, text("Layer"));
        m_layer.reset();
        for (const auto& each : mission().all<core::Layer>())
            if (each.name == name)
                m_layer = each.id;
    }
    void scenario()
    {
        const auto& all = mission().all<core::Scenario>();
        const auto to = all.empty() ? std::optional<session::ScenarioId>{} : session::ScenarioId{all.front().id};
        if (to && m_random() % 3 == 0)
            REQUIRE(session::renameScenario(*m_document, *to, text("Scenario")).isEmpty());
        else if (m_random() % 2 == 0)
            session::closeRoad(*m_document, to, analysis::RoadId{any(mission().all<core::Road>()).id});
        else
            session::addBase(*m_document, to, somePoint());
    }
    void addPlace()
    {
        m_document->edit({{{"kind", "place"}, {"id", "new"}, {"set", {{"name", text("Town").toStdString()}, {"lon", somePoint().lon()}, {"lat", somePoint().lat()}}}}}, text("Add a place"));
    }
    void movePlace()
    {
        m_document->edit({{{"kind", "place"}, {"id", any(mission().all<core::Place>()).id}, {"set", {{"lon", somePoint().lon()}, {"note", text("Moved").toStdString()}}}}}, text("Move a place"));
    }
    void removePlace()
    {
        for (int tries = 0; tries < 50; ++tries) // many are named by threats, and stay
            if (session::removeRecords(*m_document, core::Kind::PLACE, {any(mission().all<core::Place>()).id}).isEmpty())
                return;
    }

    test::TempFolder m_folder;
    std::mt19937 m_random;
    std::unique_ptr<session::Document> m_document;
    std::optional<std::int64_t> m_layer;
    int m_step = 0;
};

} // namespace

TEST_CASE("whatever was done to the demo mission, all of it taken back is the first state and all of it done again the last")
{
    const unsigned seed = GENERATE(1u, 2u, 3u);
    INFO("seed " << seed);
    Hands hands{seed};
    auto& stack = hands.document().undoStack();
    const std::string firstFile = fileContent(hands.path()), firstSeen = snapshotContent(*hands.document().mission());
    std::vector<std::string> states{hashOf(hands.path())};
    std::vector<std::string> done;
    std::map<std::string, int> often;
    for (int round = 0; round < 2; ++round)
        for (const auto& [name, act] : hands.shuffled()) {
            INFO("step " << states.size() << ": " << name);
            const int before = stack.count();
            hands.run(act);
            if (stack.count() == before)
                continue; // nothing that may be done
            REQUIRE(stack.count() == before + 1);
            ++often[name];
            done.emplace_back(name);
            states.push_back(hashOf(hands.path()));
            CHECK(states.back() != states[states.size() - 2]);
        }
    for (const auto& [name, act] : Hands::acts()) {
        INFO(name);
        CHECK(often[name] > 0); // otherwise it is not in the mix
    }
    const std::string lastFile = fileContent(hands.path()), lastSeen = snapshotContent(*hands.document().mission());
    const int steps = stack.count();

    for (int step = steps; step > 0; --step) {
        INFO("undo of step " << step << ": " << done[static_cast<std::size_t>(step) - 1]);
        stack.undo();
        REQUIRE(stack.count() == steps); // a step that cannot be taken back leaves the stack
        CHECK(hashOf(hands.path()) == states[static_cast<std::size_t>(step) - 1]);
    }
    CHECK(difference(firstFile, fileContent(hands.path())).empty());
    CHECK(difference(firstSeen, snapshotContent(*hands.document().mission())).empty());

    for (int step = 1; step <= steps; ++step) {
        INFO("redo of step " << step << ": " << done[static_cast<std::size_t>(step) - 1]);
        stack.redo();
        REQUIRE(stack.count() == steps);
        CHECK(hashOf(hands.path()) == states[static_cast<std::size_t>(step)]);
    }
    CHECK(difference(lastFile, fileContent(hands.path())).empty());
    CHECK(difference(lastSeen, snapshotContent(*hands.document().mission())).empty());
    CHECK(store::MissionFile::open(hands.path(), store::Access::ReadOnly).check(true).ok());
}
