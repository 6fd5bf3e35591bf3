// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/demo_copy.h"
#include "support/support.h"

#include <tutela/demo/demo.h>
#include <tutela/session/assessment_evidence.h>
#include <tutela/session/display.h>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace tutela;

namespace {

struct DeskDemo {
    test::TempFolder folder;
    std::filesystem::path path = folder / "demo.gpkg";
    DeskDemo()
    {
        test::copyDemo(path, [](const std::filesystem::path& to) { demo::write(to, 2026); });
    }
    [[nodiscard]] std::unique_ptr<session::Document> open() const { return session::Document::open(path, {}); }
};

core::AssessmentId draftOf(const core::Mission& mission)
{
    for (const auto& assessment : mission.all<core::Assessment>())
        if (core::stateOf(mission, core::AssessmentId{assessment.id}) == core::AssessmentState::DRAFT)
            return core::AssessmentId{assessment.id};
    FAIL("the demo has a draft");
    return {};
}

core::AssessmentId approvedOf(const core::Mission& mission)
{
    const auto found = session::lastApproved(mission, std::nullopt);
    REQUIRE(found);
    return *found;
}

} // namespace

TEST_CASE("a new version starts from the last approved one, and a blank one gets a reference of its own")
{
    const DeskDemo demo;
    auto document = demo.open();
    const auto mission = document->mission();
    const auto& last = *mission->find<core::Assessment>(approvedOf(*mission));
    const auto period = core::monthPeriod("2026-11", mission->timeZone());
    const auto continued = session::startVersion(*mission, std::nullopt, period, period.to);
    CHECK(continued.assessment.reference == last.reference);
    CHECK(continued.assessment.version != last.version);
    CHECK(continued.result.has_previous);
    const auto blank = session::startVersion(*mission, std::nullopt, period, period.to, session::StartFrom::Blank);
    CHECK(blank.assessment.reference != last.reference);
    CHECK(blank.assessment.version == "0.1");

    auto work = continued;
    document->commitWith(QStringLiteral("New"), [&](store::MissionFile& file) { return session::save(file, {}, work); });
    CHECK(session::openVersion(*document->mission(), std::nullopt, period) == core::AssessmentId{work.assessment.id});
    document->undoStack().undo();
    CHECK(!session::openVersion(*document->mission(), std::nullopt, period));
}

TEST_CASE("an approval without pages is refused, and with them freezes the version and supersedes the one before")
{
    using enum core::AssessmentState;
    const DeskDemo demo;
    auto document = demo.open();
    const auto id = draftOf(*document->mission());
    const auto earlier = approvedOf(*document->mission());
    const auto prepare = [&](core::AssessmentState to, core::Role role) {
        return session::prepareMove(*document->mission(), id, {to, role, "AB", "", document->now()});
    };
    const auto move = [&](core::AssessmentState to, core::Role role) {
        const auto made = prepare(to, role);
        document->commitWith({}, [&](store::MissionFile& file) { return session::commitMove(file, {}, made); }, session::Document::Undoable::No);
    };
    const auto agree = [&](core::Role role) {
        const auto mission = document->mission();
        const auto row = session::prepareOpinion(*mission, id, {core::Opinion::AGREE, role, "CD", "", document->now()});
        document->commitWith({}, [&](store::MissionFile& file) { return session::commitOpinion(file, {}, *mission, row); }, session::Document::Undoable::No);
    };
    CHECK_THROWS_AS(prepare(APPROVED, core::Role::SENIOR_POC_ADVISER), core::Error);
    move(IN_REVIEW, core::Role::POC_ADVISER);
    CHECK_THROWS_AS(prepare(COORDINATED, core::Role::JMAC), core::Error); // nobody gave an opinion
    agree(core::Role::MILITARY);
    agree(core::Role::HUMAN_RIGHTS);
    move(COORDINATED, core::Role::JMAC);
    move(CLEARED, core::Role::PWG_CHAIR);
    const auto approval = prepare(APPROVED, core::Role::SENIOR_POC_ADVISER);
    CHECK_THROWS_AS(document->commitWith({}, [&](store::MissionFile& file) { return session::commitMove(file, {}, approval); }), core::Error);
    document->commitWith({}, [&](store::MissionFile& file) { return session::commitMove(file, {}, approval, {{"assessment/1/report.pdf", "application/pdf", "%PDF"}}); },
                         session::Document::Undoable::No);
    CHECK(core::isFrozen(*document->mission(), id));
    CHECK(core::stateOf(*document->mission(), earlier) == SUPERSEDED);
    CHECK_THROWS_AS(document->edit({{{"kind", "assessment"}, {"id", id.value}, {"set", {{"title", "x"}}}}}, QStringLiteral("Edit")), core::Error);
    const auto sheet = session::assessmentSheet(document->mission(), id);
    CHECK_FALSE(sheet.editable);
    CHECK(sheet.locked.startsWith(QStringLiteral("Approved on ")));
}

TEST_CASE("what was signed stays on the sheet when the records change later")
{
    const DeskDemo demo;
    auto document = demo.open();
    const auto id = approvedOf(*document->mission());
    const auto before = session::assessmentSheet(document->mission(), id);
    const auto place = before.work.result.lines.front().place_ids.front();
    document->edit({{{"kind", "place"}, {"id", place.value}, {"set", {{"population_total", 90000}}}}}, QStringLiteral("More people"));
    const auto after = session::assessmentSheet(document->mission(), id);
    for (const auto& line : before.work.result.lines)
        for (const auto& same : after.work.result.lines)
            if (same.line.id == line.line.id) {
                CHECK(same.score.risk_residual == line.score.risk_residual);
                CHECK(same.line.risk_residual == line.line.risk_residual);
            }
}

TEST_CASE("a score says its descriptor, its change and what the records suggest, and a missing reason is a problem at its place")
{
    const DeskDemo demo;
    auto document = demo.open();
    const auto id = draftOf(*document->mission());
    const auto line = analysis::linesOf(*document->mission(), id).front();
    document->edit({{{"kind", "line"}, {"id", line.id}, {"set", {{"intent", 3}, {"intent_reason", nullptr}}}}}, QStringLiteral("Set intent"));
    const auto sheet = session::assessmentSheet(document->mission(), id);
    std::size_t index = 0;
    while (sheet.work.result.lines[index].line.id != line.id)
        ++index;
    const auto rows = session::scoreRows(sheet, index);
    REQUIRE(rows.size() == 15);
    CHECK(rows[0].chosen == QStringLiteral("3"));
    CHECK(rows[0].descriptor == session::descriptorOf(QStringLiteral("intent"), 3));
    CHECK(!rows[0].descriptor.isEmpty());
    CHECK(rows[0].problem.contains(QStringLiteral("reason")));
    CHECK(sheet.open >= 1);
    const auto checks = session::checkRows(sheet);
    CHECK(checks.front().level != core::RuleLevel::W);
    CHECK(std::any_of(checks.begin(), checks.end(), [&](const auto& check) { return check.record.id == line.id && check.field == QStringLiteral("intent_reason"); }));
    for (const auto& row : rows)
        if (!row.judged)
            CHECK(!row.computed.isEmpty());
    CHECK(std::any_of(sheet.suggestions.begin(), sheet.suggestions.end(), [](const auto& each) { return !each.formula.empty(); }));
}

TEST_CASE("evidence is numbered by what is cited, and citing twice changes nothing")
{
    const DeskDemo demo;
    auto document = demo.open();
    const auto id = draftOf(*document->mission());
    const auto& assessment = *document->mission()->find<core::Assessment>(id);
    const auto items = session::evidenceOf(*document->mission(), assessment);
    REQUIRE(!items.empty());
    CHECK(items.front().number > 0);
    const auto fresh = std::find_if(items.begin(), items.end(), [](const auto& item) { return item.number == 0; });
    REQUIRE(fresh != items.end());
    const auto line = analysis::linesOf(*document->mission(), id).front();
    const auto change = session::citationEdit(line, {fresh->record}, true);
    REQUIRE(!change.is_null());
    document->edit({change}, QStringLiteral("Cite"));
    const auto& cited = *document->mission()->find<core::Line>(core::LineId{line.id});
    CHECK(session::citationEdit(cited, {fresh->record}, true).is_null());
    document->edit({session::citationEdit(cited, {fresh->record}, false)}, QStringLiteral("Take back"));
    CHECK(document->mission()->find<core::Line>(core::LineId{line.id})->incident_ids == line.incident_ids);
}

TEST_CASE("changes since the last version carry signs, scores first")
{
    const DeskDemo demo;
    auto document = demo.open();
    const auto rows = session::changeRows(session::assessmentSheet(document->mission(), draftOf(*document->mission())));
    REQUIRE(!rows.empty());
    bool texts = false;
    for (const auto& row : rows) {
        CHECK(!row.sign.isEmpty());
        texts = texts || !row.score;
        CHECK(row.score != texts);
        CHECK((row.score || row.direction == 0));
        if (row.field == QStringLiteral("trend") || row.field == QStringLiteral("confidence"))
            CHECK(row.after != row.after.toUpper());
    }
}

TEST_CASE("a changed score of a draft shows the risk that it changes, as the page does, though nothing computed is stored yet")
{
    const DeskDemo demo;
    auto document = demo.open();
    const auto id = draftOf(*document->mission());
    std::vector<nlohmann::json> edits;
    for (const auto& line : analysis::linesOf(*document->mission(), id))
        edits.push_back({{"kind", "line"}, {"id", line.id}, {"set", {{"intent", 1}, {"capability", 1}, {"opportunity", 1}}}});
    document->edit(edits, QStringLiteral("Calm everywhere"));
    const auto mission = document->mission();
    const auto sheet = session::assessmentSheet(mission, id);
    const auto rows = session::changeRows(sheet);
    std::size_t told = 0, changed = 0;
    for (const auto& line : sheet.work.result.lines) {
        const auto* before = line.line.previous_id ? mission->find<core::Line>(*line.line.previous_id) : nullptr;
        if (before == nullptr || before->risk_residual == line.line.risk_residual)
            continue;
        ++changed;
        for (const auto& row : rows)
            told += row.line == core::LineId{line.line.id} && row.field == QStringLiteral("risk_residual") && row.after == QString::fromStdString(line.line.risk_residual)
                            && row.before == QString::fromStdString(before->risk_residual)
                        ? 1 : 0;
    }
    REQUIRE(changed > 0);
    CHECK(told == changed);
    for (const char* field : {"likelihood", "risk_inherent", "band"})
        CHECK(std::any_of(rows.begin(), rows.end(), [&](const auto& row) { return row.field == QLatin1String{field} && !row.after.isEmpty() && row.direction != 0; }));
    // What compares two versions by their ids says the same.
    const auto difference = session::compareVersions(*mission, *sheet.work.assessment.previous_id, id);
    std::size_t compared = 0;
    for (const auto& line : difference.lines)
        compared += std::any_of(line.fields.begin(), line.fields.end(), [](const auto& each) { return each.field->name == "risk_residual"; }) ? 1 : 0;
    CHECK(compared == changed);
}

TEST_CASE("every level of every score says what it means, in figures parted as everywhere")
{
    const DeskDemo demo;
    auto document = demo.open();
    const auto rows = session::scoreRows(session::assessmentSheet(document->mission(), draftOf(*document->mission())), 0);
    REQUIRE(!rows.empty());
    for (const auto& row : rows) {
        CHECK(row.descriptors.size() == row.faces.size());
        for (const QString& each : row.descriptors)
            CHECK_FALSE(each.isEmpty());
    }
    CHECK(session::descriptorOf(QStringLiteral("exposure"), 3) == QStringLiteral("1\u202F000 to 4\u202F999 people"));
    CHECK(session::descriptorOf(QStringLiteral("exposure"), 4) == QStringLiteral("5\u202F000 to 24\u202F999 people"));
}

TEST_CASE("more protection is told as better, more danger as worse, and no word is told by a sign of inequality")
{
    const DeskDemo demo;
    auto document = demo.open();
    const auto id = draftOf(*document->mission());
    std::vector<nlohmann::json> edits;
    std::size_t lines = 0;
    for (const auto& line : analysis::linesOf(*document->mission(), id)) {
        const auto* before = line.previous_id ? document->mission()->find<core::Line>(*line.previous_id) : nullptr;
        if (before == nullptr || !before->host_state || !before->community || !before->intent)
            continue;
        ++lines;
        edits.push_back({{"kind", "line"}, {"id", line.id},
                         {"set", {{"host_state", *before->host_state == 2 ? 1 : *before->host_state + 1}, {"community", 1 - *before->community}, {"intent", *before->intent == 5 ? 4 : *before->intent + 1}}}});
    }
    REQUIRE(lines > 0);
    document->edit(edits, QStringLiteral("Other judgements"));
    const auto rows = session::changeRows(session::assessmentSheet(document->mission(), id));
    std::size_t protection = 0, danger = 0;
    for (const auto& row : rows) {
        const bool more = row.sign.startsWith(QStringLiteral("\u25B2 +"));
        if (row.before.isEmpty() || row.after.isEmpty())
            continue; // neither more nor less than nothing
        if (row.field == QStringLiteral("host_state") || row.field == QStringLiteral("community") || row.field == QStringLiteral("mission_reach_counted")) {
            ++protection;
            CHECK(row.direction == (more ? -1 : 1));
        } else if (row.field == QStringLiteral("intent")) {
            ++danger;
            CHECK(row.direction == (more ? 1 : -1));
        } else if (row.field == QStringLiteral("trend") && row.after == QStringLiteral("Rising") && row.before == QStringLiteral("Stable")) {
            CHECK(row.sign == QStringLiteral("\u25B2 Rising"));
        }
        CHECK_FALSE((row.score && row.sign.contains(QChar{0x2260})));
    }
    CHECK(protection >= lines);
    CHECK(danger >= lines);
}

TEST_CASE("of two checklists behind a vulnerability the boxes that differ are told, in the words of the checklist")
{
    const DeskDemo demo;
    const auto document = demo.open();
    const auto& place = document->mission()->all<core::Place>().front();
    using enum core::VulnerabilityFactor;
    const auto box = [&](core::VulnerabilityFactor factor, core::Flag holds, const char* why) { return core::CountedFactor{core::PlaceId{place.id}, factor, holds, true, why}; };
    core::Line before, after;
    before.vulnerability_counted = {box(ISOLATED, false, "42 min"), box(NO_COMMS, std::nullopt, ""), box(NO_REFUGE, true, "a school")};
    after.vulnerability_counted = {box(ISOLATED, true, "180 min"), box(NO_COMMS, false, ""), box(NO_REFUGE, true, "in other words"), box(ACCESS_DENIED, true, "")};
    const auto* field = core::findField(core::Kind::LINE, "vulnerability_counted");
    const auto told = [&](const core::Line& a, const core::Line& b) {
        QStringList rows;
        for (const auto& change : session::boxChanges(*document->mission(), {field, field->get(a), field->get(b)})) {
            CHECK(change.place == session::nameOf(*document->mission(), {core::Kind::PLACE, place.id}));
            rows << change.factor + QStringLiteral(": ") + change.before + QStringLiteral(", ") + change.after;
        }
        return rows;
    };
    CHECK(told(before, after) == QStringList{QStringLiteral("Isolated: No, Yes"), QStringLiteral("No communications: Unknown, No"), QStringLiteral("Access denied: not counted, Yes")});
    CHECK(told(before, before).isEmpty());
    after = before;
    after.vulnerability_counted.back().why = "in other words";
    CHECK(told(before, after).isEmpty());
}
