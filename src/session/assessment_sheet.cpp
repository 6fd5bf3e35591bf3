// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <tutela/session/assessment_view.h>

#include "translated_p.h"
#include <tutela/session/display.h>
#include <tutela/session/work_context.h>

#include <tutela/analysis/submission.h>
#include <tutela/core/confidence_words.h>
#include <tutela/core/grade_words.h>
#include <tutela/core/score.h>
#include <tutela/core/sign_off.h>
#include <tutela/core/spoken.h>

#include <QRegularExpression>

#include <array>

namespace tutela::session {

namespace {

using core::AssessmentState;

QString spokenWord(const std::string& word) { return QString::fromStdString(core::spoken(word)); }

/// The same lines without the values that were judged: what the records alone suggest.
std::vector<core::Line> unjudged(const core::Mission& mission, core::AssessmentId id)
{
    auto lines = analysis::linesOf(mission, id);
    for (auto& line : lines) {
        line.intent = line.capability = line.opportunity = line.host_state = line.community = std::nullopt;
        line.intent_reason.clear();
        line.capability_reason.clear();
        line.opportunity_reason.clear();
    }
    return lines;
}

std::optional<core::Band> highestBand(const core::Mission& mission, core::AssessmentId id)
{
    std::optional<core::Band> highest;
    for (const auto& line : analysis::linesOf(mission, id))
        if (const auto band = analysis::bandRangeOf(line.band); band && (!highest || band->highest > *highest))
            highest = band->highest;
    return highest;
}

/// When the version entered the state that freezes it.
std::optional<core::Instant> approvedOn(const core::Mission& mission, core::AssessmentId id)
{
    for (const auto& row : *mission.sign_offs)
        if (row.assessment_id == id && row.state == AssessmentState::APPROVED)
            return row.time;
    return std::nullopt;
}

QString lockOf(const core::Mission& mission, core::AssessmentId id, AssessmentState state)
{
    if (const auto day = approvedOn(mission, id))
        return tr("Approved on %1. It cannot be changed.").arg(dayText(*day, mission.timeZone()));
    switch (state) {
    case AssessmentState::DRAFT: return {};
    case AssessmentState::WITHDRAWN: return tr("This version was withdrawn. It cannot be changed.");
    default: return tr("%1: its text is locked until it is sent back to draft.").arg(stateWord(state));
    }
}

void takeSuggestions(AssessmentSheet& sheet, const analysis::AssessmentResult& alone)
{
    for (const auto& other : alone.lines)
        for (std::size_t i = 0; i < sheet.work.result.lines.size(); ++i)
            if (sheet.work.result.lines[i].line.id == other.line.id)
                for (const auto& suggestion : other.suggestions) {
                    sheet.suggestions.push_back(suggestion);
                    sheet.suggestionLines.push_back(i);
                }
}

/// The draft that follows, or the number that it will get.
void findNext(AssessmentSheet& sheet)
{
    const auto& reference = sheet.work.assessment.reference;
    std::string number = core::versionOfNextDraft(sheet.work.assessment.version, core::versionsOf(*sheet.mission, reference));
    for (const auto& other : sheet.mission->all<core::Assessment>())
        if (const core::AssessmentId id{other.id}; other.reference == reference && id != sheet.id() && core::stateOf(*sheet.mission, id) == AssessmentState::DRAFT) {
            sheet.nextDraft = id;
            number = other.version;
        }
    sheet.nextVersion = shown(number);
}

/// The title of a line parts threat and place by a comma, as reports and exports do.
QString pageTitle(const QString& title, const QString& threat)
{
    const QString between = QStringLiteral(", ");
    return threat.isEmpty() || !title.startsWith(threat + between) ? title : lineTitle(threat, title.mid(threat.size() + between.size()));
}

/// The arithmetic of a line's band.
QString bandText(const analysis::LineResult& line)
{
    QStringList texts{tr("The highest band of the lines, of: %1").arg(shown(line.title))};
    for (const char* name : {"likelihood", "impact", "risk_inherent", "protection", "risk_residual", "band"})
        for (const auto& each : line.explain)
            if (each.starts_with(std::string{name} + " = "))
                texts << shown(each);
    return texts.join(QLatin1Char('\n'));
}

} // namespace

QString lineTitle(const QString& threat, const QString& where)
{
    if (threat.isEmpty() || where.isEmpty())
        return threat + where;
    return threat.endsWith(QLatin1Char(' ') + where, Qt::CaseInsensitive) ? threat : threat + QStringLiteral(" \u00B7 ") + where;
}

AssessmentSheet assessmentSheet(std::shared_ptr<const core::Mission> mission, core::AssessmentId id, const core::Progress& progress)
{
    if (mission->find<core::Assessment>(id) == nullptr)
        throw core::Error{core::ErrorCode::InvalidInput, "there is no such assessment"};
    AssessmentSheet sheet;
    sheet.mission = std::move(mission);
    sheet.work = workOnStored(*sheet.mission, id, std::nullopt, progress.part(0.0, 0.4));
    sheet.frozen = core::isFrozen(*sheet.mission, id);
    sheet.editable = sheet.work.state == AssessmentState::DRAFT;
    findNext(sheet);
    if (sheet.editable)
        sheet.missing = analysis::missingLines(*sheet.mission, id, progress.part(0.7, 0.8));
    sheet.locked = lockOf(*sheet.mission, id, sheet.work.state);
    takeSuggestions(sheet, analysis::evaluate(*sheet.mission, sheet.work.assessment, unjudged(*sheet.mission, id), sheet.work.result.as_of, progress.part(0.4, 0.7)));
    for (const auto& line : sheet.work.result.lines) {
        sheet.lineTitles.push_back(pageTitle(shown(line.title), shown(line.threat_name)));
        if (!sheet.band || line.score.band.highest > *sheet.band) {
            sheet.band = line.score.band.highest;
            sheet.bandExplanation = bandText(line);
        }
    }
    if (const auto previous = sheet.work.assessment.previous_id) {
        const auto* last = sheet.mission->find<core::Assessment>(*previous);
        sheet.bandBefore = highestBand(*sheet.mission, *previous);
        if (last != nullptr && last->period_from && last->period_to)
            sheet.before = tr("was %1 in %2").arg(sheet.bandBefore ? spokenWord(std::string{core::word(*sheet.bandBefore)}) : tr("not assessed"),
                                                  WorkContext::called(core::Period{*last->period_from, *last->period_to}, sheet.mission->timeZone()));
    }
    sheet.issues = core::validateAssessment(sheet.editable ? analysis::withComputedLines(*sheet.mission, id, progress.part(0.8, 1.0)) : *sheet.mission, id);
    const auto carried = carriedReasons(*sheet.mission, id);
    sheet.issues.insert(sheet.issues.end(), carried.begin(), carried.end());
    std::stable_sort(sheet.issues.begin(), sheet.issues.end(), [](const auto& a, const auto& b) { return a.level < b.level; });
    sheet.open = static_cast<int>(std::count_if(sheet.issues.begin(), sheet.issues.end(), [](const auto& issue) { return issue.level != core::RuleLevel::W; }));
    return sheet;
}

namespace {

struct Anchor {
    const char* field;
    std::array<const char*, 5> texts; ///< from the lowest value on
    int lowest;
};
/// doctrine.md 2.3, 2.5, 3.1, 3.2, 3.4
constexpr std::array kAnchors{
    Anchor{"intent",
           {QT_TRANSLATE_NOOP("tutela::session", "no sign of wish to harm this group; restrained or allied"), QT_TRANSLATE_NOOP("tutela::session", "general hostility, no statements or preparation"),
            QT_TRANSLATE_NOOP("tutela::session", "past attacks on similar groups; hostile speech"), QT_TRANSLATE_NOOP("tutela::session", "stated aim or repeated targeting of this group; ultimatum"),
            QT_TRANSLATE_NOOP("tutela::session", "attack ordered, announced or under way")},
           1},
    Anchor{"capability",
           {QT_TRANSLATE_NOOP("tutela::session", "cannot: a few people, crude means, cannot reach"), QT_TRANSLATE_NOOP("tutela::session", "can harass or rob individuals"),
            QT_TRANSLATE_NOOP("tutela::session", "can attack a hamlet or travellers with small arms"),
            QT_TRANSLATE_NOOP("tutela::session", "can attack a village with dozens of men, automatic or crew weapons"),
            QT_TRANSLATE_NOOP("tutela::session", "can overrun a town or defended site; heavy weapons or mass mobilisation")},
           1},
    Anchor{"opportunity",
           {QT_TRANSLATE_NOOP("tutela::session", "no access: strong protection, distance, season closes roads"), QT_TRANSLATE_NOOP("tutela::session", "rare openings; must take a high risk"),
            QT_TRANSLATE_NOOP("tutela::session", "regular openings: market day, night, gaps between patrols"),
            QT_TRANSLATE_NOOP("tutela::session", "free movement nearby; protectors weak, slow or predictable"),
            QT_TRANSLATE_NOOP("tutela::session", "already among or around them; nobody in the way")},
           1},
    Anchor{"impact",
           {QT_TRANSLATE_NOOP("tutela::session", "minor: fear, petty extortion, no lasting harm"), QT_TRANSLATE_NOOP("tutela::session", "moderate: property lost, few light injuries, short flight"),
            QT_TRANSLATE_NOOP("tutela::session", "serious: injuries, abductions, single deaths, homes burnt"),
            QT_TRANSLATE_NOOP("tutela::session", "severe: several deaths, rape, recruitment; community displaced"),
            QT_TRANSLATE_NOOP("tutela::session", "catastrophic: mass killing or mass rape, siege, destruction of a community")},
           1},
    Anchor{"likelihood",
           {QT_TRANSLATE_NOOP("tutela::session", "very unlikely, below 10 %"), QT_TRANSLATE_NOOP("tutela::session", "unlikely, 10 to 30 %"), QT_TRANSLATE_NOOP("tutela::session", "possible, 30 to 60 %"),
            QT_TRANSLATE_NOOP("tutela::session", "likely, 60 to 90 %"), QT_TRANSLATE_NOOP("tutela::session", "very likely, above 90 %")},
           1},
    Anchor{"act_severity",
           {QT_TRANSLATE_NOOP("tutela::session", "threats, illegal taxes, hate speech, people kept from moving"),
            QT_TRANSLATE_NOOP("tutela::session", "looting, cattle raids, destroyed property, arbitrary arrests, forced contributions"),
            QT_TRANSLATE_NOOP("tutela::session", "injuries, abductions, burnt homes, forced displacement, mines"),
            QT_TRANSLATE_NOOP("tutela::session", "killing, rape, torture, child recruitment, attacks on schools, hospitals or sites of displaced people"),
            QT_TRANSLATE_NOOP("tutela::session", "mass killing, mass rape, attacks on a whole identity group, heavy weapons, siege")},
           1},
    Anchor{"vulnerability",
           {QT_TRANSLATE_NOOP("tutela::session", "factors that hold: 0 or 1 half-point"), QT_TRANSLATE_NOOP("tutela::session", "factors that hold: 2 or 3 half-points"),
            QT_TRANSLATE_NOOP("tutela::session", "factors that hold: 4 or 5 half-points"), QT_TRANSLATE_NOOP("tutela::session", "factors that hold: 6 or 7 half-points"),
            QT_TRANSLATE_NOOP("tutela::session", "factors that hold: 8 half-points or more")},
           1},
    Anchor{"exposure",
           {QT_TRANSLATE_NOOP("tutela::session", "fewer than 100 people"), QT_TRANSLATE_NOOP("tutela::session", "100 to 999 people"), QT_TRANSLATE_NOOP("tutela::session", "1\u202F000 to 4\u202F999 people"),
            QT_TRANSLATE_NOOP("tutela::session", "5\u202F000 to 24\u202F999 people"), QT_TRANSLATE_NOOP("tutela::session", "25\u202F000 people or more")},
           1},
    Anchor{"host_state",
           {QT_TRANSLATE_NOOP("tutela::session", "absent, unwilling, or an actor of the threat"), QT_TRANSLATE_NOOP("tutela::session", "present, partly able or unreliable"),
            QT_TRANSLATE_NOOP("tutela::session", "present, able, protects this group"), nullptr, nullptr},
           0},
    Anchor{"mission_reach",
           {QT_TRANSLATE_NOOP("tutela::session", "too late to stop an attack, or not known"), QT_TRANSLATE_NOOP("tutela::session", "arrives within the length of an attack"),
            QT_TRANSLATE_NOOP("tutela::session", "lives in the place, or arrives in half that time"), nullptr, nullptr},
           0},
    Anchor{"community", {QT_TRANSLATE_NOOP("tutela::session", "no tested alert or plan"), QT_TRANSLATE_NOOP("tutela::session", "tested alert network and an agreed plan or refuge"), nullptr, nullptr, nullptr}, 0},
    Anchor{"shift", {QT_TRANSLATE_NOOP("tutela::session", "quiet and observed for 180 days"), QT_TRANSLATE_NOOP("tutela::session", "no shift by evidence"), QT_TRANSLATE_NOOP("tutela::session", "confirmed violence or warning in the last 14 days"), nullptr, nullptr}, -1},
};

struct Spec {
    const char* field;       ///< that is set
    const char* reason;
    const char* name;        ///< in explanations and anchors
    const char* label;
    int lowest, highest;     ///< lowest > highest: words
    bool judged;
};
constexpr std::array kSpecs{
    Spec{"intent", "intent_reason", "intent", QT_TRANSLATE_NOOP("tutela::session", "Intent"), 1, 5, true},
    Spec{"capability", "capability_reason", "capability", QT_TRANSLATE_NOOP("tutela::session", "Capability"), 1, 5, true},
    Spec{"opportunity", "opportunity_reason", "opportunity", QT_TRANSLATE_NOOP("tutela::session", "Opportunity"), 1, 5, true},
    Spec{"host_state", "host_state_reason", "host_state", QT_TRANSLATE_NOOP("tutela::session", "Host state"), 0, 2, true},
    Spec{"community", "community_reason", "community", QT_TRANSLATE_NOOP("tutela::session", "Community"), 0, 1, true},
    Spec{"mission_reach", "mission_reach_reason", "mission_reach", QT_TRANSLATE_NOOP("tutela::session", "Mission reach"), 0, 2, false},
    Spec{"shift_override", "shift_reason", "shift", QT_TRANSLATE_NOOP("tutela::session", "Evidence shift"), -1, 1, false},
    Spec{"likelihood_override", "likelihood_reason", "likelihood", QT_TRANSLATE_NOOP("tutela::session", "Likelihood"), 1, 5, false},
    Spec{"act_severity_override", "act_severity_reason", "act_severity", QT_TRANSLATE_NOOP("tutela::session", "Act severity"), 1, 5, false},
    Spec{"exposure_override", "exposure_reason", "exposure", QT_TRANSLATE_NOOP("tutela::session", "Exposure"), 1, 5, false},
    Spec{"vulnerability_override", "vulnerability_reason", "vulnerability", QT_TRANSLATE_NOOP("tutela::session", "Vulnerability"), 1, 5, false},
    Spec{"impact_override", "impact_reason", "impact", QT_TRANSLATE_NOOP("tutela::session", "Impact"), 1, 5, false},
    Spec{"confidence_override", "confidence_reason", "confidence", QT_TRANSLATE_NOOP("tutela::session", "Confidence"), 1, 0, false},
    Spec{"trend_override", "trend_reason", "trend", QT_TRANSLATE_NOOP("tutela::session", "Trend"), 1, 0, false},
    Spec{"class_override", "class_reason", "class", QT_TRANSLATE_NOOP("tutela::session", "Priority class"), 1, 0, false},
};

std::string textOf(const core::Value& value)
{
    if (const auto* number = std::get_if<std::int64_t>(&value))
        return std::to_string(*number);
    const auto* text = std::get_if<std::string>(&value);
    return text != nullptr ? *text : std::string{};
}

QString fieldText(const core::Line& line, const char* field)
{
    return QString::fromStdString(textOf(core::findField(core::Kind::LINE, field)->get(line)));
}

QString rangeWords(QString text)
{
    return text.replace(QStringLiteral(".."), tr(" to "));
}

/// What the method gives, before an override.
QString methodValue(const analysis::LineResult& line, const Spec& spec)
{
    const std::string name = spec.name;
    for (const auto& over : line.overrides)
        if (over.field == name)
            return rangeWords(QString::fromStdString(over.method));
    const auto& score = line.score;
    const auto number = [](const core::Range<int>& range) { return rangeWords(QString::fromStdString(core::rangeText(range))); };
    if (name == "shift")
        return line.shift > 0 ? QStringLiteral("+%1").arg(line.shift) : QString::number(line.shift);
    if (name == "mission_reach")
        return line.reach == analysis::ReachStatus::NotComputed || line.reach == analysis::ReachStatus::Judged ? tr("none, counts as 0") : number(score.mission_reach);
    if (name == "likelihood")
        return number(score.likelihood);
    if (name == "act_severity")
        return number(score.act_severity);
    if (name == "exposure")
        return number(score.exposure);
    if (name == "vulnerability")
        return number(score.vulnerability);
    if (name == "impact")
        return number(score.impact);
    if (name == "confidence")
        return spokenWord(std::string{core::word(score.confidence.level)}) + (score.confidence.contested ? tr(", contested") : QString{});
    if (name == "trend")
        return spokenWord(std::string{core::word(score.trend)});
    QStringList words;
    for (const auto each : {score.priority.lowest, score.priority.highest})
        if (const QString word = spokenWord(std::string{core::word(each)}); !words.contains(word))
            words << word;
    return words.join(tr(" to "));
}

QString explanationOf(const analysis::LineResult& line, const std::string& name)
{
    QStringList texts;
    const auto add = [&](const std::string& wanted) {
        for (const auto& each : line.explain)
            if (each.starts_with(wanted + " = "))
                texts << shown(each);
    };
    // A number, then what goes into it.
    static const std::map<std::string, std::vector<const char*>> kInputs{
        {"exposure", {"persons"}}, {"vulnerability", {"vulnerability_half_points"}}, {"trend", {"trend_counts"}}, {"confidence", {"confidence_s"}},
        {"likelihood", {"intent", "capability", "opportunity", "shift"}}, {"impact", {"act_severity", "exposure", "vulnerability", "persons"}},
        {"risk_inherent", {"likelihood", "impact"}}, {"protection", {"host_state", "mission_reach", "community"}},
        {"likelihood_residual", {"likelihood", "protection"}}, {"risk_residual", {"likelihood_residual", "impact"}}, {"band", {"risk_residual"}},
        {"class", {"risk_residual", "impact", "trend", "imminent"}}};
    add(name);
    if (const auto inputs = kInputs.find(name); inputs != kInputs.end())
        for (const char* each : inputs->second)
            add(each);
    if (name == "confidence")
        for (const auto& item : line.evidence)
            texts << tr("Rests on %1 %2, graded %3%4 (%5)").arg(item.kind == core::Kind::ALERT ? tr("alert") : tr("incident")).arg(item.id)
                         .arg(QString::fromStdString(std::string{core::word(item.reliability)})).arg(item.credibility)
                         .arg(QString::fromStdString(core::meaningOfGrade(std::string{core::word(item.reliability)} + std::to_string(item.credibility))));
    return texts.join(QStringLiteral("\n"));
}

/// doctrine.md 3.7
QString trendMeaning(core::Trend trend)
{
    switch (trend) {
    case core::Trend::RISING: return tr("more incidents in the last 28 days than the 84 days before let expect");
    case core::Trend::STABLE: return tr("about as many incidents in the last 28 days as before");
    case core::Trend::FALLING: return tr("fewer incidents in the last 28 days than the 84 days before let expect");
    case core::Trend::INSUFFICIENT: return tr("fewer than 4 incidents in 112 days");
    }
    return {};
}

/// doctrine.md 3.5
QString classMeaning(core::PriorityClass priority)
{
    switch (priority) {
    case core::PriorityClass::MUST: return tr("the mission has to be able to protect here, by presence or assured fast response");
    case core::PriorityClass::SHOULD: return tr("protect as means allow, next in line");
    case core::PriorityClass::COULD: return tr("benefits if patrols pass or means are free");
    case core::PriorityClass::WATCH: return tr("monitor");
    }
    return {};
}

template <core::Words E, class Meaning>
void addWords(ScoreRow& row, Meaning meaning)
{
    for (const auto word : core::wordsOf<E>()) {
        row.values << QString::fromUtf8(word.data(), static_cast<qsizetype>(word.size()));
        row.faces << spokenWord(std::string{word});
        row.descriptors << meaning(*core::enumerator<E>(word));
    }
}

void addSegments(ScoreRow& row, const Spec& spec)
{
    const std::string name = spec.name;
    if (name == "confidence") {
        addWords<core::Confidence>(row, [](core::Confidence level) { return tr(std::string{core::meaningOf(level)}.c_str()); });
    } else if (name == "trend") {
        addWords<core::Trend>(row, trendMeaning);
    } else if (name == "class") {
        addWords<core::PriorityClass>(row, classMeaning);
    } else {
        for (int value = spec.lowest; value <= spec.highest; ++value) {
            row.values << QString::number(value);
            row.faces << (spec.lowest < 0 && value > 0 ? QStringLiteral("+%1").arg(value) : QString::number(value).replace(QLatin1Char('-'), QChar{0x2212}));
            row.descriptors << descriptorOf(QString::fromLatin1(spec.name), value);
        }
    }
}

const core::Line* lineBefore(const AssessmentSheet& sheet, const core::Line& line)
{
    return line.previous_id ? sheet.mission->find<core::Line>(*line.previous_id) : nullptr;
}

/// The number of the version before where the reason of a changed score was taken over word for word; else empty.
std::string carriedFrom(const core::Mission& mission, const core::Line& line, const Spec& spec)
{
    const auto* before = line.previous_id ? mission.find<core::Line>(*line.previous_id) : nullptr;
    const auto* version = before != nullptr && before->assessment_id ? mission.find<core::Assessment>(*before->assessment_id) : nullptr;
    const auto valueIn = [&](const core::Line& of, const char* field) { return textOf(core::findField(core::Kind::LINE, field)->get(of)); };
    if (version == nullptr)
        return {};
    const std::string value = valueIn(line, spec.field), reason = valueIn(line, spec.reason);
    const bool carried = !value.empty() && !reason.empty() && value != valueIn(*before, spec.field) && reason == valueIn(*before, spec.reason);
    return carried ? version->version : std::string{};
}

std::string carriedText(const std::string& version) { return "Reason carried over from version " + version + ": still true?"; }

std::optional<int> numberIn(const core::Line& line, const Spec& spec)
{
    bool ok = false;
    const std::string name = spec.name;
    QString text = fieldText(line, spec.field);
    if (text.isEmpty() && (name == "likelihood" || name == "impact"))
        text = fieldText(line, spec.name);
    const int value = text.toInt(&ok);
    return ok ? std::optional{value} : std::nullopt;
}

std::optional<int> deltaOf(const AssessmentSheet& sheet, const analysis::LineResult& line, const Spec& spec)
{
    const auto* before = lineBefore(sheet, line.line);
    if (before == nullptr)
        return std::nullopt;
    const auto was = numberIn(*before, spec);
    const auto is = numberIn(line.line, spec);
    return was && is ? std::optional{*is - *was} : std::nullopt;
}

void addSuggestion(ScoreRow& row, const AssessmentSheet& sheet, std::size_t line, const char* name)
{
    for (std::size_t i = 0; i < sheet.suggestions.size(); ++i)
        if (sheet.suggestionLines[i] == line && sheet.suggestions[i].field == name) {
            row.computed = QString::number(sheet.suggestions[i].value);
            row.explanation = tr("Suggested by the records, never used unless you choose it: %1").arg(shown(sheet.suggestions[i].formula));
        }
}

} // namespace

QString descriptorOf(const QString& field, int value)
{
    for (const auto& anchor : kAnchors) {
        const int at = value - anchor.lowest;
        if (field == QLatin1String{anchor.field} && at >= 0 && at < 5 && anchor.texts[static_cast<std::size_t>(at)] != nullptr)
            return tr(anchor.texts[static_cast<std::size_t>(at)]);
    }
    return {};
}

std::vector<core::Issue> carriedReasons(const core::Mission& mission, core::AssessmentId id)
{
    std::vector<core::Issue> issues;
    if (core::isFrozen(mission, id))
        return issues;
    for (const auto& line : analysis::linesOf(mission, id))
        for (const Spec& spec : kSpecs)
            if (const std::string version = carriedFrom(mission, line, spec); !version.empty())
                issues.push_back({core::RuleLevel::W, core::Kind::LINE, line.id, spec.reason, carriedText(version)});
    return issues;
}

std::vector<ScoreRow> scoreRows(const AssessmentSheet& sheet, std::size_t index)
{
    const auto& line = sheet.work.result.lines.at(index);
    std::vector<ScoreRow> rows;
    for (const Spec& spec : kSpecs) {
        ScoreRow row;
        row.field = QString::fromLatin1(spec.field);
        row.reasonField = QString::fromLatin1(spec.reason);
        row.label = tr(spec.label);
        row.judged = spec.judged;
        addSegments(row, spec);
        row.chosen = fieldText(line.line, spec.field);
        row.reason = fieldText(line.line, spec.reason);
        if (spec.judged)
            addSuggestion(row, sheet, index, spec.name);
        else
            row.computed = methodValue(line, spec);
        const QString how = explanationOf(line, spec.name);
        row.explanation = QStringList{how, row.explanation}.filter(QRegularExpression{QStringLiteral(".")}).join(QStringLiteral("\n"));
        if (sheet.frozen)
            row.explanation = tr("Values as signed. Worked out again from today's records:") + QLatin1Char('\n') + row.explanation;
        // "Medium, contested" is told by its face, a chosen value by what it stores.
        const qsizetype at = row.chosen.isEmpty() && !spec.judged ? row.faces.indexOf(row.computed.section(QLatin1Char(','), 0, 0)) : row.values.indexOf(row.chosen);
        row.descriptor = at >= 0 ? row.descriptors.value(at) : QString{};
        for (const QString& field : {row.field, row.reasonField})
            if (row.problem.isEmpty())
                row.problem = problemOf(sheet, {core::Kind::LINE, line.line.id}, field);
        if (const std::string version = sheet.frozen ? std::string{} : carriedFrom(*sheet.mission, line.line, spec); !version.empty())
            row.carried = shown(carriedText(version));
        row.uncited = !row.chosen.isEmpty() && line.line.incident_ids.empty() && line.line.alert_ids.empty();
        row.delta = deltaOf(sheet, line, spec);
        rows.push_back(std::move(row));
    }
    return rows;
}

std::vector<ComputedFigure> lineFigures(const AssessmentSheet& sheet, std::size_t index)
{
    const auto& line = sheet.work.result.lines.at(index);
    const auto number = [](const core::Range<int>& range) { return rangeWords(QString::fromStdString(core::rangeText(range))); };
    const auto band = [](core::Band value) { return spokenWord(std::string{core::word(value)}); };
    return {
        {tr("People"), countText(line.persons), explanationOf(line, "persons")},
        {tr("Inherent risk"), number(line.score.risk_inherent), explanationOf(line, "risk_inherent")},
        {tr("Protection"), number(line.score.protection), explanationOf(line, "protection")},
        {tr("Residual likelihood"), number(line.score.likelihood_residual), explanationOf(line, "likelihood_residual")},
        {tr("Residual risk"), number(line.score.risk_residual), explanationOf(line, "risk_residual")},
        {tr("Band"), line.score.band.known() ? band(line.score.band.highest) : band(line.score.band.lowest) + tr(" to ") + band(line.score.band.highest), explanationOf(line, "band")},
        {tr("Imminent"), line.score.imminent ? tr("Yes") : tr("No"), explanationOf(line, "imminent")},
    };
}

} // namespace tutela::session
