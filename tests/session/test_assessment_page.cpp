// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/demo_copy.h"
#include "support/support.h"

#include <tutela/analysis/incident_grid.h>
#include <tutela/core/sign_off.h>
#include <tutela/demo/demo.h>
#include <tutela/session/assessment_evidence.h>
#include <tutela/session/display.h>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <QRegularExpression>

#include <random>

using namespace tutela;
using session::FactorJudgement;
using session::TextPiece;

namespace {

struct PageDemo {
    test::TempFolder folder;
    std::unique_ptr<session::Document> document;
    core::AssessmentId draft;
    PageDemo()
    {
        test::copyDemo(folder / "demo.gpkg", [](const std::filesystem::path& path) { demo::write(path, 2026); });
        document = session::Document::open(folder / "demo.gpkg", {});
        for (const auto& assessment : document->mission()->all<core::Assessment>())
            if (core::stateOf(*document->mission(), core::AssessmentId{assessment.id}) == core::AssessmentState::DRAFT)
                draft = core::AssessmentId{assessment.id};
        REQUIRE(draft.value != 0);
    }
    [[nodiscard]] session::AssessmentSheet sheet() const { return session::assessmentSheet(document->mission(), draft); }
    void set(core::LineId line, const nlohmann::json& set) const { document->edit({{{"kind", "line"}, {"id", line.value}, {"set", set}}}, QStringLiteral("Edit")); }
};

QString joined(const std::vector<TextPiece>& pieces, TextPiece::Kind side)
{
    QString text;
    for (const auto& piece : pieces)
        if (piece.kind == TextPiece::Kind::Same || piece.kind == side)
            text += piece.text;
    return text;
}

QString randomText(std::mt19937& random, int words)
{
    static const QStringList kWords{QStringLiteral("raid"), QStringLiteral("lake"), QStringLiteral("\u0627\u0644\u0633\u0648\u0642"), QStringLiteral("e\u0301te\u0301"), QStringLiteral("<img src=x>"), QStringLiteral("[12]")};
    static const QStringList kGaps{QStringLiteral(" "), QStringLiteral("\n"), QStringLiteral("  ")};
    QString text;
    for (int i = 0; i < words; ++i)
        text += kWords[static_cast<qsizetype>(random() % 6)] + kGaps[static_cast<qsizetype>(random() % 3)];
    return text;
}

} // namespace

TEST_CASE("the pieces of a word difference give both texts again, whatever they hold")
{
    std::mt19937 random{7};
    for (int round = 0; round < 300; ++round) {
        const QString before = randomText(random, static_cast<int>(random() % 14)), after = randomText(random, static_cast<int>(random() % 14));
        const auto pieces = session::wordDifference(before, after);
        CHECK(joined(pieces, TextPiece::Kind::Removed) == before);
        CHECK(joined(pieces, TextPiece::Kind::Added) == after);
        if (before == after)
            CHECK(pieces.size() <= 1);
    }
    const auto pieces = session::wordDifference(QStringLiteral("Two groups hold the road."), QStringLiteral("Three groups hold the lake road."));
    CHECK(pieces == std::vector<TextPiece>{{TextPiece::Kind::Removed, QStringLiteral("Two ")},
                                           {TextPiece::Kind::Added, QStringLiteral("Three ")},
                                           {TextPiece::Kind::Same, QStringLiteral("groups hold the ")},
                                           {TextPiece::Kind::Added, QStringLiteral("lake ")},
                                           {TextPiece::Kind::Same, QStringLiteral("road.")}});
    const QString longer = randomText(random, 2'500), other = randomText(random, 2'600);
    CHECK(joined(session::wordDifference(longer, other), TextPiece::Kind::Added) == other);
}

TEST_CASE("a vulnerability factor is judged yes, no and unknown, and unknown lets the records decide again")
{
    const PageDemo demo;
    const auto before = session::vulnerabilityRows(demo.sheet(), 0);
    REQUIRE(!before.empty());
    const auto row = *std::find_if(before.begin(), before.end(), [](const auto& each) { return each.judged == FactorJudgement::Unknown && !each.why.startsWith(QStringLiteral("judged for ")); });
    const auto judge = [&](FactorJudgement judgement) {
        const auto change = session::factorEdit(*demo.document->mission()->find<core::Place>(row.placeId), row.code, judgement);
        REQUIRE(!change.is_null());
        demo.document->edit({change}, QStringLiteral("Judge"));
        const auto rows = session::vulnerabilityRows(demo.sheet(), 0);
        return *std::find_if(rows.begin(), rows.end(), [&](const auto& each) { return each.placeId == row.placeId && each.code == row.code; });
    };
    CHECK(judge(FactorJudgement::Yes).state == FactorJudgement::Yes);
    const auto no = judge(FactorJudgement::No);
    CHECK(no.state == FactorJudgement::No);
    CHECK(no.judged == FactorJudgement::No);
    CHECK(session::factorEdit(*demo.document->mission()->find<core::Place>(row.placeId), row.code, FactorJudgement::No).is_null());
    // What is known of a target group counts first; the row says so.
    const auto ofGroup = std::find_if(before.begin(), before.end(), [](const auto& each) { return each.judged == FactorJudgement::Unknown && each.why.startsWith(QStringLiteral("judged for ")); });
    REQUIRE(ofGroup != before.end());
    CHECK(!ofGroup->why.contains(QRegularExpression{QStringLiteral("group \\d")})); // by name
    demo.document->edit({session::factorEdit(*demo.document->mission()->find<core::Place>(ofGroup->placeId), ofGroup->code, FactorJudgement::No)}, QStringLiteral("Judge"));
    const auto outvoted = session::vulnerabilityRows(demo.sheet(), 0)[static_cast<std::size_t>(ofGroup - before.begin())];
    CHECK(outvoted.judged == FactorJudgement::No);
    CHECK(outvoted.state == FactorJudgement::Yes);
    CHECK(outvoted.why.contains(QStringLiteral("counts before")));
    const auto unknown = judge(FactorJudgement::Unknown);
    CHECK(unknown.judged == FactorJudgement::Unknown);
    CHECK(unknown.state == row.state);
    CHECK(unknown.why == row.why);
}

TEST_CASE("a replaced value asks for the role until one is given, and its section tells it")
{
    const PageDemo demo;
    const auto sheet = demo.sheet();
    const core::LineId line{sheet.work.result.lines[0].line.id};
    CHECK_FALSE(session::overrideRole(sheet, 0).needed);
    demo.set(line, {{"impact_override", 5}, {"impact_reason", "The district hospital is the only one within a day of travel."}, {"override_role", nullptr}});
    auto at = [&](const session::AssessmentSheet& now) {
        for (std::size_t i = 0; i < now.work.result.lines.size(); ++i)
            if (now.work.result.lines[i].line.id == line.value)
                return i;
        return std::size_t{0};
    };
    const auto replaced = demo.sheet();
    CHECK(session::overrideRole(replaced, at(replaced)).needed);
    CHECK(!session::overrideRole(replaced, at(replaced)).problem.isEmpty());
    CHECK(session::openIn(replaced, session::PageSection::Scores) == session::openIn(sheet, session::PageSection::Scores) + 1);
    demo.set(line, {{"override_role", "SENIOR_POC_ADVISER"}});
    const auto named = demo.sheet();
    CHECK(session::overrideRole(named, at(named)).problem.isEmpty());
    CHECK(session::overrideRole(named, at(named)).role == core::Role::SENIOR_POC_ADVISER);
}

TEST_CASE("each blocking finding stands in one section of the page")
{
    const PageDemo demo;
    demo.document->edit({{{"kind", "assessment"}, {"id", demo.draft.value}, {"set", {{"summary_bluf", nullptr}, {"contributors", nlohmann::json::array()}}}}}, QStringLiteral("Edit"));
    const auto sheet = demo.sheet();
    using enum session::PageSection;
    CHECK(session::openIn(sheet, Situation) == 1);
    CHECK(session::openIn(sheet, About) == 1);
    int all = 0;
    for (const auto section : {Situation, Scores, Actions, Limits, About})
        all += session::openIn(sheet, section);
    CHECK(all == sheet.open);
    CHECK(session::problemOf(sheet, {core::Kind::ASSESSMENT, demo.draft.value}, QStringLiteral("contributors")).contains(QStringLiteral("two components")));
}

TEST_CASE("a line that a draft lacks is offered with its evidence, and adding it is one step back")
{
    const PageDemo demo;
    const auto sheet = demo.sheet();
    REQUIRE(sheet.missing.empty());
    const auto removed = sheet.work.result.lines[0].line;
    demo.document->edit({{{"kind", "line"}, {"id", removed.id}, {"delete", true}}}, QStringLiteral("Remove"));
    const auto without = demo.sheet();
    REQUIRE(without.missing.size() == removed.place_ids.size());
    CHECK(without.missing[0].threat_id == removed.threat_id);
    demo.document->commitWith(QStringLiteral("Add"), [&](store::MissionFile& file) { return session::addLines(file, {}, without.missing); });
    const auto with = demo.sheet();
    CHECK(with.missing.empty());
    CHECK(with.work.result.lines.size() == without.work.result.lines.size() + without.missing.size());
    CHECK(std::any_of(with.work.result.lines.begin(), with.work.result.lines.end(), [&](const auto& line) { return line.line.threat_id == removed.threat_id && !line.line.incident_ids.empty(); }));
    demo.document->undoStack().undo();
    CHECK(demo.sheet().missing.size() == without.missing.size());
}

TEST_CASE("before a new version is typed, what came since the last one is counted and told")
{
    const PageDemo demo;
    const auto mission = demo.document->mission();
    const auto period = core::monthPeriod("2026-10", mission->timeZone());
    const auto work = session::startVersion(*mission, std::nullopt, period, period.to);
    REQUIRE(work.assessment.previous_id);
    const auto cut = mission->find<core::Assessment>(*work.assessment.previous_id)->as_of->time_since_epoch().count();
    std::int64_t since = 0;
    for (const auto time : mission->incidents->time)
        since += time != core::IncidentColumns::kNoTime && time >= cut && time < period.to.time_since_epoch().count() ? 1 : 0;
    std::int64_t refuted = 0;
    for (std::size_t i = 0; i < mission->incidents->size(); ++i)
        if (const auto time = mission->incidents->time[i]; time != core::IncidentColumns::kNoTime && time >= cut && time < period.to.time_since_epoch().count())
            refuted += analysis::stands(*mission->incidents, i) ? 0 : 1;
    since -= refuted;
    REQUIRE(since > 0);
    const QStringList sentences = session::sinceLast(*mission, work);
    CHECK(sentences[0].contains(QStringLiteral(" %1 incidents (").arg(since)));
    CHECK(sentences[0].contains(QStringLiteral(" killed, best figure), ")));
    CHECK(sentences.size() > 1);
    // What changed is read first; lines that are as they were come last.
    const auto rank = [](const QString& text) { return text.startsWith(QStringLiteral("Unchanged, ")) ? 2 : text.startsWith(QStringLiteral("Same class")) ? 1 : 0; };
    const auto lines = static_cast<qsizetype>(work.result.changes.size());
    REQUIRE(lines > 1);
    for (qsizetype i = 2; i <= lines; ++i)
        CHECK(rank(sentences[i - 1]) <= rank(sentences[i]));
    const auto blank = session::startVersion(*mission, std::nullopt, period, period.to, session::StartFrom::Blank);
    CHECK(session::sinceLast(*mission, blank)[0].startsWith(QStringLiteral("Nothing is taken over")));
}

TEST_CASE("an explanation names the records behind a number, and only those that exist")
{
    const PageDemo demo;
    const auto mission = demo.document->mission();
    const auto incident = mission->incidents->id.front();
    const auto place = mission->all<core::Place>().front().id;
    const auto records = session::recordsIn(*mission, QStringLiteral("attacked within 2 km (incidents %1, 99) at place %2; place %2 again; base 7").arg(incident).arg(place));
    CHECK(records == std::vector<session::RecordRef>{{core::Kind::INCIDENT, incident}, {core::Kind::PLACE, place}});
    const auto& times = mission->incidents->time;
    const auto known = std::find_if(times.begin(), times.end(), [](std::int64_t time) { return time != core::IncidentColumns::kNoTime; });
    const auto dated = mission->incidents->id[static_cast<std::size_t>(known - times.begin())];
    // People read when it was, and names; never the numbers of records.
    const QString read = session::withNames(*mission, QStringLiteral("attacked (incident %1), RECENT_ATTACK 1, seen from place %2, incident 99").arg(dated).arg(place));
    CHECK_FALSE(read.contains(QStringLiteral("incident %1").arg(dated)));
    CHECK_FALSE(read.contains(QStringLiteral("place %1").arg(place)));
    CHECK(read.contains(QStringLiteral("attacked (incident of ")));
    CHECK(read.contains(QStringLiteral("Recent attack 1")));
    CHECK(read.endsWith(QStringLiteral("incident 99"))); // there is none
    CHECK(session::withNames(*mission, QStringLiteral("incidents %1, %2 and 3 more").arg(incident).arg(mission->incidents->id[1])) == QStringLiteral("5 incidents"));
    bool any = false;
    for (const auto& figure : session::lineFigures(demo.sheet(), 0)) {
        CHECK(!figure.explanation.isEmpty());
        any = any || !session::recordsIn(*mission, figure.explanation).empty();
    }
    CHECK(any);
    CHECK(demo.sheet().bandExplanation.contains(QStringLiteral("band = ")));
}

TEST_CASE("a line is called by its threat and place, parted, and by no place twice")
{
    const PageDemo demo;
    const auto sheet = demo.sheet();
    bool shortened = false, parted = false;
    for (std::size_t i = 0; i < sheet.work.result.lines.size(); ++i) {
        const auto& line = sheet.work.result.lines[i];
        const QString threat = session::shown(line.threat_name), title = sheet.lineTitles[i];
        REQUIRE(!line.place_names.empty());
        const QString place = session::shown(line.place_names.front());
        if (line.place_names.size() == 1 && threat.endsWith(QLatin1Char(' ') + place)) {
            CHECK(title == threat);
            shortened = true;
        } else {
            CHECK(title.startsWith(threat + QStringLiteral(" \u00B7 ")));
            parted = true;
        }
    }
    CHECK(shortened);
    CHECK(parted);
}

TEST_CASE("a formula is read value first, rounded and with signs of arithmetic, not as code")
{
    const PageDemo demo;
    const auto read = [&](const char* stored) { return session::withNames(*demo.document->mission(), QString::fromUtf8(stored)); };
    CHECK(read("impact = floor((2 x act_severity 5 + exposure 4 + vulnerability 5) / 4 + 1/2), at least 4 because act_severity is 5 = 5")
          == QStringLiteral("impact = 5: (2 \u00D7 act severity 5 + exposure 4 + vulnerability 5) / 4, rounded; never below 4 when act severity is 5"));
    CHECK(read("vulnerability = 1 + floor(9 half-points / 2), at most 5 = 5") == QStringLiteral("vulnerability = 5: 1 + 9 half-points / 2 rounded down, at most 5"));
    CHECK(read("likelihood_residual = max(1, likelihood 5 - 1 by protection 2) = 4\nimpact = set by an adviser = 3")
          == QStringLiteral("residual likelihood = 4: max(1, likelihood 5 \u2212 1 by protection 2)\nimpact = 3: set by an adviser"));
    CHECK(read("Values as signed.") == QStringLiteral("Values as signed."));
}

TEST_CASE("confidence shows the sentence of the word that counts, also while nobody replaced it")
{
    const PageDemo demo;
    for (const auto& row : session::scoreRows(demo.sheet(), 0))
        if (row.field == QStringLiteral("confidence_override"))
            CHECK(row.descriptors.contains(row.descriptor));
}

TEST_CASE("refuted and duplicate incidents are not among those that a new version starts with, and that is said")
{
    const PageDemo demo;
    const auto zone = demo.document->mission()->timeZone();
    const auto period = core::monthPeriod("2026-10", zone);
    const auto sentence = [&] {
        const auto mission = demo.document->mission();
        return session::sinceLast(*mission, session::startVersion(*mission, std::nullopt, period, period.to))[0];
    };
    const auto countIn = [](const QString& text) { return QRegularExpression{QStringLiteral("(\\d+) incidents")}.match(text).captured(1).toInt(); };
    const int before = countIn(sentence());
    REQUIRE(before > 2);
    const auto& columns = *demo.document->mission()->incidents;
    std::int64_t id = 0;
    for (std::size_t i = 0; i < columns.size(); ++i)
        if (columns.time[i] != core::IncidentColumns::kNoTime && columns.time[i] >= period.from.time_since_epoch().count() + 86'400
            && columns.time[i] < period.to.time_since_epoch().count() && analysis::stands(columns, i))
            id = columns.id[i];
    REQUIRE(id != 0);
    demo.document->edit({{{"kind", "incident"}, {"id", id}, {"set", {{"verification", "REFUTED"}}}}}, QStringLiteral("Refute"));
    const QString after = sentence();
    CHECK(countIn(after) == before - 1);
    CHECK(after.contains(QStringLiteral("Not counted: ")));
}

TEST_CASE("a page names who drafted and who approved by the roles that are stored")
{
    const PageDemo demo;
    CHECK(session::provenanceText(demo.sheet()) == QStringLiteral("Draft by POC adviser"));
    const auto approved = session::lastApproved(*demo.document->mission(), std::nullopt);
    REQUIRE(approved);
    const QString text = session::provenanceText(session::assessmentSheet(demo.document->mission(), *approved));
    CHECK(text == QStringLiteral("Approved \u00B7 drafted by POC adviser \u00B7 approved by Chair of the senior management group on protection"));
}

TEST_CASE("a reason that was taken over word for word is doubted as soon as its score differs")
{
    const PageDemo demo;
    const auto sheet = demo.sheet();
    std::size_t at = 0;
    while (!sheet.work.result.lines.at(at).line.previous_id)
        ++at;
    const auto& line = sheet.work.result.lines[at].line;
    const auto before = *demo.document->mission()->find<core::Line>(*line.previous_id);
    REQUIRE(before.intent);
    REQUIRE(!before.intent_reason.empty());
    const auto doubts = [&] {
        const auto now = demo.sheet();
        int count = 0;
        for (const auto& check : session::checkRows(now))
            count += check.record.id == line.id && check.field == QStringLiteral("intent_reason") && check.level == core::RuleLevel::W ? 1 : 0;
        for (std::size_t i = 0; i < now.work.result.lines.size(); ++i)
            if (now.work.result.lines[i].line.id == line.id)
                for (const auto& row : session::scoreRows(now, i))
                    if (row.field == QStringLiteral("intent")) {
                        CHECK(row.carried.isEmpty() == (count == 0));
                        if (count > 0)
                            CHECK(row.carried == QStringLiteral("Reason carried over from version 1.0: still true?"));
                    }
        return count;
    };
    const int other = *before.intent == 3 ? 4 : 3;
    demo.set(core::LineId{line.id}, {{"intent", *before.intent}, {"intent_reason", before.intent_reason}});
    CHECK(doubts() == 0);
    demo.set(core::LineId{line.id}, {{"intent", other}});
    CHECK(doubts() == 1);
    const int open = demo.sheet().open; // a doubt blocks nothing
    demo.set(core::LineId{line.id}, {{"intent_reason", "Two new statements of the commander since the last version."}});
    CHECK(doubts() == 0);
    CHECK(demo.sheet().open == open);
}

TEST_CASE("every move says what it does and that no undo takes it back")
{
    const PageDemo demo;
    auto sheet = demo.sheet();
    for (const auto& step : core::signOffSteps()) {
        sheet.work.state = step.from;
        const auto steps = session::nextSteps(sheet);
        const auto next = std::find_if(steps.begin(), steps.end(), [&](const auto& each) { return each.to == step.to; });
        REQUIRE(next != steps.end());
        INFO(next->verb.toStdString());
        CHECK(next->consequence.contains(QRegularExpression{QStringLiteral("No undo takes it back|annot be undone")}));
        CHECK(next->verb != session::stateWord(step.to)); // a verb, not a state
    }
}

TEST_CASE("what a move would be refused for is known before it is asked for")
{
    using enum core::AssessmentState;
    const PageDemo demo;
    const auto now = demo.document->now();
    CHECK(session::refusalOf(demo.sheet(), session::MoveRequest{IN_REVIEW, core::Role::POC_ADVISER, "AB", "", now}).isEmpty());
    CHECK(session::refusalOf(demo.sheet(), session::MoveRequest{IN_REVIEW, core::Role::MILITARY, "AB", "", now}).contains(QStringLiteral("not by")));
    CHECK(session::refusalOf(demo.sheet(), session::MoveRequest{WITHDRAWN, core::Role::POC_ADVISER, "AB", "", now}).contains(QStringLiteral("note")));
    const auto move = session::prepareMove(*demo.document->mission(), demo.draft, {IN_REVIEW, core::Role::POC_ADVISER, "AB", "", now});
    demo.document->commitWith({}, [&](store::MissionFile& file) { return session::commitMove(file, {}, move); }, session::Document::Undoable::No);
    const auto coordinate = [&] { return session::refusalOf(demo.sheet(), session::MoveRequest{COORDINATED, core::Role::JMAC, "AB", "", now}); };
    CHECK(coordinate().contains(QStringLiteral("the review is not complete")));
    CHECK(session::refusalOf(demo.sheet(), session::OpinionRequest{core::Opinion::DISSENT, core::Role::MILITARY, "AB", "", now}).contains(QStringLiteral("note")));
    for (const auto role : {core::Role::MILITARY, core::Role::HUMAN_RIGHTS}) {
        const session::OpinionRequest request{core::Opinion::AGREE, role, "CD", "", now};
        CHECK(session::refusalOf(demo.sheet(), request).isEmpty());
        const auto row = session::prepareOpinion(*demo.document->mission(), demo.draft, request);
        demo.document->commitWith({}, [&](store::MissionFile& file) { return session::commitOpinion(file, {}, *demo.document->mission(), row); }, session::Document::Undoable::No);
    }
    CHECK(coordinate().isEmpty());
    // Records behind a number that changed after the submission stand against it too.
    std::vector<nlohmann::json> edits;
    for (const auto& line : demo.sheet().work.result.lines)
        for (const auto place : line.place_ids)
            edits.push_back({{"kind", "place"}, {"id", place.value}, {"set", {{"population_total", 90000}}}});
    demo.document->edit(edits, QStringLiteral("More people"));
    INFO(coordinate().toStdString());
    CHECK(coordinate().contains(QStringLiteral("records behind the line were changed")));
}

TEST_CASE("the assessment of a period is the newest of the scope, else of the mission")
{
    const PageDemo demo;
    const auto mission = demo.document->mission();
    const auto october = core::monthPeriod("2026-10", mission->timeZone()), september = core::monthPeriod("2026-09", mission->timeZone());
    CHECK(session::assessmentOf(*mission, october, std::nullopt) == demo.draft);
    CHECK(session::assessmentOf(*mission, september, std::nullopt) == session::lastApproved(*mission, std::nullopt));
    CHECK(!session::assessmentOf(*mission, core::monthPeriod("2025-02", mission->timeZone()), std::nullopt));
    core::AreaId sector{};
    for (const auto& area : mission->all<core::Area>())
        if (area.level == core::AreaLevel::SECTOR)
            sector = core::AreaId{area.id};
    CHECK(session::assessmentOf(*mission, october, sector) == demo.draft); // the mission's, which holds the sector
    auto work = session::startVersion(*mission, sector, october, october.to, session::StartFrom::Blank);
    demo.document->commitWith(QStringLiteral("New"), [&](store::MissionFile& file) { return session::save(file, {}, work); });
    CHECK(session::assessmentOf(*demo.document->mission(), october, sector) == core::AssessmentId{work.assessment.id});
    CHECK(session::assessmentOf(*demo.document->mission(), october, std::nullopt) == demo.draft);
    const auto list = session::assessmentList(*demo.document->mission(), october.to);
    REQUIRE(!list.months.empty());
    CHECK(list.months.front().period == october);
    CHECK(list.months.back().entries.front().version == QStringLiteral("1.0"));
    CHECK(session::versionMeaning().contains(QStringLiteral("approvals")));
}

TEST_CASE("the deadline that is suggested lies at the end of what the assessment looks ahead to, and never behind")
{
    const PageDemo demo;
    auto sheet = demo.sheet();
    const auto zone = sheet.mission->timeZone();
    const auto period = core::monthPeriod("2026-10", zone);
    sheet.work.assessment.period_to = period.to;
    sheet.work.assessment.forecast_days = 30;
    CHECK(session::suggestedDeadline(sheet, period.to) == core::dayOf("2026-11-30"));
    sheet.work.assessment.forecast_days.reset();
    CHECK(session::suggestedDeadline(sheet, period.to) == core::dayOf("2026-11-30"));
    sheet.work.assessment.forecast_days = 7;
    CHECK(session::suggestedDeadline(sheet, period.to) == core::dayOf("2026-11-08")); // a week from the first
    CHECK(session::suggestedDeadline(sheet, zone.startOf(core::dayOf("2027-03-01"))) == core::dayOf("2027-03-08"));
}
