// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <tutela/session/assessment_view.h>

#include "translated_p.h"
#include <tutela/session/display.h>

#include <tutela/core/collections.h>
#include <tutela/core/score.h>
#include <tutela/core/sign_off.h>
#include <tutela/core/spoken.h>

#include <nlohmann/json.hpp>

#include <QRegularExpression>

#include <set>

// What people judge beside the scores of a line, and where numbers come from.
namespace tutela::session {

namespace {

bool holds(const std::vector<core::VulnerabilityFactor>& list, core::VulnerabilityFactor factor)
{
    return std::find(list.begin(), list.end(), factor) != list.end();
}

FactorJudgement judgedOf(const core::Mission& mission, core::PlaceId id, core::VulnerabilityFactor factor)
{
    const auto* place = mission.find<core::Place>(id);
    if (place == nullptr)
        return FactorJudgement::Unknown;
    return holds(place->vulnerability_yes, factor) ? FactorJudgement::Yes : holds(place->vulnerability_no, factor) ? FactorJudgement::No : FactorJudgement::Unknown;
}

/// What was judged when the version was signed, whatever is judged of the place since.
FactorJudgement judgedWhenSigned(const analysis::Factor& factor)
{
    if (factor.computed || factor.state == analysis::FactorState::Unknown)
        return FactorJudgement::Unknown;
    return factor.state == analysis::FactorState::True ? FactorJudgement::Yes : FactorJudgement::No;
}

nlohmann::json wordsWith(std::vector<core::VulnerabilityFactor> list, core::VulnerabilityFactor factor, bool wanted)
{
    std::erase(list, factor);
    if (wanted)
        list.push_back(factor);
    std::sort(list.begin(), list.end());
    nlohmann::json words = nlohmann::json::array();
    for (const auto each : list)
        words.push_back(std::string{core::word(each)});
    return words;
}

bool exists(const core::Mission& mission, RecordRef record)
{
    return record.kind == core::Kind::INCIDENT ? mission.incidents->find(core::IncidentId{record.id}).has_value()
                                               : core::recordIn(mission, record.kind, record.id).has_value();
}

} // namespace

std::vector<FactorRow> vulnerabilityRows(const AssessmentSheet& sheet, std::size_t index)
{
    const auto judgementOf = [](analysis::FactorState state) {
        return state == analysis::FactorState::True ? FactorJudgement::Yes : state == analysis::FactorState::False ? FactorJudgement::No : FactorJudgement::Unknown;
    };
    std::vector<FactorRow> rows;
    for (const auto& place : sheet.work.result.lines.at(index).vulnerability)
        for (const auto& factor : place.factors) {
            FactorRow row{place.place, factor.factor, nameOf(*sheet.mission, {core::Kind::PLACE, place.place.value}), QString::fromStdString(core::spoken(factor.factor)),
                          withNames(*sheet.mission, shown(factor.why)), judgementOf(factor.state),
                          sheet.frozen ? judgedWhenSigned(factor) : judgedOf(*sheet.mission, place.place, factor.factor)};
            // A target group that lives there and has the factor counts before what was said of the place.
            if (row.judged == FactorJudgement::No && row.state == FactorJudgement::Yes)
                row.why += tr("; that counts before the No for the place");
            rows.push_back(std::move(row));
        }
    return rows;
}

QString judgementWord(FactorJudgement judgement)
{
    return judgement == FactorJudgement::Yes ? tr("Yes") : judgement == FactorJudgement::No ? tr("No") : tr("Unknown");
}

nlohmann::json factorEdit(const core::Place& place, core::VulnerabilityFactor factor, FactorJudgement judgement)
{
    const bool yes = judgement == FactorJudgement::Yes, no = judgement == FactorJudgement::No;
    if (holds(place.vulnerability_yes, factor) == yes && holds(place.vulnerability_no, factor) == no)
        return nullptr;
    return {{"kind", "place"}, {"id", place.id},
            {"set", {{"vulnerability_yes", wordsWith(place.vulnerability_yes, factor, yes)}, {"vulnerability_no", wordsWith(place.vulnerability_no, factor, no)}}}};
}

OverrideRole overrideRole(const AssessmentSheet& sheet, std::size_t index)
{
    const auto& line = sheet.work.result.lines.at(index).line;
    return {core::replacesComputed(line), line.override_role, problemOf(sheet, {core::Kind::LINE, line.id}, QStringLiteral("override_role"))};
}

QString problemOf(const AssessmentSheet& sheet, RecordRef record, const QString& field)
{
    for (const auto& issue : sheet.issues)
        if (issue.level != core::RuleLevel::W && issue.kind == record.kind && issue.id == record.id && issue.field == field.toStdString())
            return shown(issue.text);
    return {};
}

QString originText(const AssessmentSheet& sheet)
{
    return tr("Worked out from the records known on %1. %2. Parameters: Data, Model parameters.")
        .arg(dayText(sheet.work.result.as_of, sheet.mission->timeZone()), QString::fromUtf8(core::kScoringMethod));
}

namespace {

/// "residual risk" for "risk_residual": a formula in the words of the page.
QString inWords(QString formula)
{
    formula.replace(QStringLiteral("risk_residual"), tr("residual risk")).replace(QStringLiteral("likelihood_residual"), tr("residual likelihood"));
    formula.replace(QStringLiteral("risk_inherent"), tr("inherent risk"));
    for (const auto word : core::wordsOf<core::VulnerabilityFactor>())
        formula.replace(QRegularExpression{QStringLiteral("\\b%1(?= \\d)").arg(QString::fromUtf8(word.data(), static_cast<qsizetype>(word.size())))},
                        QString::fromStdString(core::spoken(word)));
    static const QRegularExpression kJoined{QStringLiteral("(?<=[a-z])_(?=[a-z])")}, kTimes{QStringLiteral("(?<=\\d) x (?=\\w)")}, kMinus{QStringLiteral("(?<=\\d) - (?=\\d|product)")};
    formula.replace(kJoined, QStringLiteral(" ")).replace(kTimes, QStringLiteral(" \u00D7 ")).replace(kMinus, QStringLiteral(" \u2212 "));
    // The formulas of the method are stored and printed as it defines them; a person reads the value first and "rounded" for floor(.. + 1/2).
    static const QRegularExpression kRounded{QStringLiteral("floor\\((\\(.+\\) / 4) \\+ 1/2\\)")}, kFloor{QStringLiteral("floor\\((\\d+ half-points / 2)\\), at most")},
        kLeast{QStringLiteral(", at least 4 (?:because|where) act severity is 5")},
        kValueFirst{QStringLiteral("^([a-z ]+) = (.+) = ([^=\n]+)$"), QRegularExpression::MultilineOption};
    formula.replace(kRounded, QStringLiteral("\\1, rounded")).replace(kFloor, QStringLiteral("\\1 rounded down, at most")).replace(kLeast, QStringLiteral("; never below 4 when act severity is 5"));
    return formula.replace(kValueFirst, QStringLiteral("\\1 = \\3: \\2"));
}

/// When an incident happened or an alert came in.
std::optional<core::Instant> timeOf(const core::Mission& mission, RecordRef record)
{
    if (record.kind == core::Kind::INCIDENT) {
        const auto row = mission.incidents->find(core::IncidentId{record.id});
        if (!row || mission.incidents->time[*row] == core::IncidentColumns::kNoTime)
            return std::nullopt;
        return core::Instant{std::chrono::seconds{mission.incidents->time[*row]}};
    }
    const auto* alert = mission.find<core::Alert>(core::AlertId{record.id});
    return alert == nullptr ? std::nullopt : alert->t_received ? alert->t_received : alert->t_sent;
}

/// "3 Oct 2026 to 12 Oct 2026"; empty when the time of none is known.
QString daysOf(const core::Mission& mission, core::Kind kind, const std::vector<std::int64_t>& ids)
{
    std::vector<core::Instant> times;
    for (const std::int64_t id : ids)
        if (const auto time = timeOf(mission, {kind, id}))
            times.push_back(*time);
    if (times.empty())
        return {};
    const auto [first, last] = std::minmax_element(times.begin(), times.end());
    const QString from = dayText(*first, mission.timeZone()), to = dayText(*last, mission.timeZone());
    return from == to ? from : tr("%1 to %2").arg(from, to);
}

/// Ids tell people nothing: what happened is said by number and days, what has a name by its name. recordsIn() finds the records.
QString inPlaceOfIds(const core::Mission& mission, const QRegularExpressionMatch& match)
{
    const auto kind = core::kindOf(match.captured(1).toStdString()).value_or(core::Kind::INCIDENT);
    const qsizetype more = match.captured(3).toLongLong();
    std::vector<std::int64_t> ids;
    for (const QString& id : match.captured(2).split(QStringLiteral(", ")))
        ids.push_back(id.toLongLong());
    if (std::none_of(ids.begin(), ids.end(), [&](std::int64_t id) { return exists(mission, {kind, id}); }))
        return match.captured();
    if (kind == core::Kind::INCIDENT || kind == core::Kind::ALERT) {
        const auto count = static_cast<std::int64_t>(ids.size()) + more;
        const QString days = more > 0 ? QString{} : daysOf(mission, kind, ids); // the days of the others are not known here
        const QString noun = (count == 1 ? kindWord(kind) : kindWordPlural(kind)).toLower();
        const QString what = count == 1 && !days.isEmpty() ? noun : tr("%1 %2").arg(countText(count), noun);
        return days.isEmpty() ? what : tr("%1 of %2").arg(what, days);
    }
    QStringList names;
    for (const std::int64_t id : ids)
        names << (exists(mission, {kind, id}) ? nameOf(mission, {kind, id}) : tr("%1 %2").arg(match.captured(1)).arg(id));
    return names.join(QStringLiteral(", ")) + (more > 0 ? tr(" and %1 more").arg(more) : QString{});
}

} // namespace

QString withNames(const core::Mission& mission, const QString& stored)
{
    const QString explanation = inWords(stored);
    static const QRegularExpression kNamed{QStringLiteral("\\b(incident|alert|place|group|base)s? (\\d+(?:, \\d+)*)(?: and (\\d+) more)?")};
    QString text;
    qsizetype from = 0;
    for (auto found = kNamed.globalMatch(explanation); found.hasNext();) {
        const auto match = found.next();
        text += explanation.mid(from, match.capturedStart() - from) + inPlaceOfIds(mission, match);
        from = match.capturedEnd();
    }
    return text + explanation.mid(from);
}

std::vector<RecordRef> recordsIn(const core::Mission& mission, const QString& explanation)
{
    constexpr std::size_t kMost = 24;
    static const QRegularExpression kNamed{QStringLiteral("\\b(incident|alert|place|group|base)s? (\\d+(?:, \\d+)*)")};
    std::vector<RecordRef> records;
    std::set<RecordRef> seen;
    for (auto found = kNamed.globalMatch(explanation); found.hasNext();) {
        const auto match = found.next();
        const auto kind = core::kindOf(match.captured(1).toStdString());
        const QStringList ids = match.captured(2).split(QStringLiteral(", "));
        for (const QString& id : ids)
            if (const RecordRef record{kind.value_or(core::Kind::INCIDENT), id.toLongLong()}; records.size() < kMost && exists(mission, record) && seen.insert(record).second)
                records.push_back(record);
    }
    return records;
}

} // namespace tutela::session
