// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <tutela/session/assessment_view.h>

#include "translated_p.h"
#include <tutela/session/display.h>
#include <tutela/session/work_context.h>

#include <tutela/core/spoken.h>

#include <QRegularExpression>

#include <map>
#include <set>

// What differs from the version before.
namespace tutela::session {

namespace {

/// What changes from version to version by itself says nothing about the situation.
bool isOfInterest(const core::Field& field)
{
    static const std::set<std::string_view> silent{"reference", "version", "title", "as_of", "period_from", "period_to", "previous_id", "assessment_id",
                                                   "change_since_last", "author_role", "incident_ids", "alert_ids", "vulnerability_counted"}; // the last: what V was made of
    return !silent.contains(field.name);
}

/// Values that people or the method give, as opposed to texts and lists.
bool isScore(const core::Field& field)
{
    static const std::set<std::string_view> computed{"likelihood", "impact", "risk_inherent", "risk_residual", "band", "priority_class", "confidence", "trend", "imminent"};
    return computed.contains(field.name) || field.type == core::FieldType::Integer || field.type == core::FieldType::Word;
}

/// 1 to 4 of a band that is known.
int rankOf(const core::Value& value)
{
    const auto* text = std::get_if<std::string>(&value);
    const auto band = text != nullptr ? analysis::bandRangeOf(*text) : std::nullopt;
    return band && band->known() ? static_cast<int>(band->highest) + 1 : 0;
}

/// Falling 1, stable 2, rising 3; 0 of what is no known trend.
int trendRankOf(const core::Value& value)
{
    const auto* text = std::get_if<std::string>(&value);
    const auto trend = text != nullptr ? core::enumerator<core::Trend>(*text) : std::nullopt;
    if (!trend)
        return 0;
    switch (*trend) {
    case core::Trend::FALLING: return 1;
    case core::Trend::STABLE: return 2;
    case core::Trend::RISING: return 3;
    case core::Trend::INSUFFICIENT: return 0;
    }
    return 0;
}

/// What more of the value means for the people: 1 = worse, -1 = better, as with all that protects them, 0 = neither.
int meaningOfMore(const core::Field& field)
{
    static const std::set<std::string_view> protects{"host_state", "mission_reach", "mission_reach_counted", "community", "protection"}, neither{"forecast_days"};
    return protects.contains(field.name) ? -1 : neither.contains(field.name) ? 0 : 1;
}

QString arrow(int step) { return step > 0 ? QStringLiteral("\u25B2") : QStringLiteral("\u25BC"); }

/// Computed words are stored as texts: "STABLE", "SHOULD..MUST".
QString wordText(const core::Value& value)
{
    const auto* text = std::get_if<std::string>(&value);
    QStringList words;
    for (const auto& part : QString::fromStdString(text != nullptr ? *text : std::string{}).split(QStringLiteral(".."), Qt::SkipEmptyParts))
        words << QString::fromStdString(core::spoken(part.toStdString()));
    return words.join(tr(" to "));
}

ChangeRow changeOf(const AssessmentSheet& sheet, const FieldDifference& difference)
{
    ChangeRow row;
    row.what = QString::fromStdString(core::labelOf(*difference.field));
    row.field = QString::fromUtf8(difference.field->name.data(), static_cast<qsizetype>(difference.field->name.size()));
    row.before = displayText(*difference.field, difference.a, *sheet.mission);
    row.after = displayText(*difference.field, difference.b, *sheet.mission);
    if (static const std::set<std::string_view> words{"band", "priority_class", "confidence", "trend"}; words.contains(difference.field->name)) {
        row.before = wordText(difference.a);
        row.after = wordText(difference.b);
    }
    bool wasNumber = false, isNumber = false;
    const int was = row.before.toInt(&wasNumber);
    const int is = row.after.toInt(&isNumber);
    row.score = isScore(*difference.field);
    const int step = rankOf(difference.b) - rankOf(difference.a);
    const int trendBefore = trendRankOf(difference.a), trendAfter = trendRankOf(difference.b);
    if (difference.field->name == "band" && rankOf(difference.a) > 0 && rankOf(difference.b) > 0 && step != 0) {
        row.direction = step > 0 ? 1 : -1;
        row.sign = arrow(step);
    } else if (difference.field->name == "trend" && trendBefore > 0 && trendAfter > 0 && trendBefore != trendAfter) {
        row.direction = trendAfter > trendBefore ? 1 : -1;
        row.sign = arrow(trendAfter - trendBefore) + QLatin1Char(' ') + row.after;
    } else if (wasNumber && isNumber && difference.field->refers == std::nullopt) {
        row.direction = is > was ? meaningOfMore(*difference.field) : -meaningOfMore(*difference.field);
        row.sign = arrow(is - was) + (is > was ? QStringLiteral(" +%1").arg(is - was) : QStringLiteral(" \u2212%1").arg(was - is));
    } else {
        row.sign = row.before.isEmpty() ? QStringLiteral("+") : row.after.isEmpty() ? QStringLiteral("\u2212") : row.score ? tr("changed") : QStringLiteral("\u2260");
    }
    return row;
}

QString titleOf(const AssessmentSheet& sheet, core::LineId id)
{
    for (std::size_t i = 0; i < sheet.work.result.lines.size(); ++i)
        if (sheet.work.result.lines[i].line.id == id.value)
            return sheet.lineTitles[i];
    const auto* line = sheet.mission->find<core::Line>(id);
    QStringList places;
    for (std::size_t i = 0; line != nullptr && i < line->place_ids.size(); ++i)
        places << nameOf(*sheet.mission, {core::Kind::PLACE, line->place_ids[i].value});
    const QString threat = line != nullptr && line->threat_id ? nameOf(*sheet.mission, {core::Kind::THREAT, line->threat_id->value}) : QString{};
    return lineTitle(threat, places.join(QStringLiteral(", ")));
}

using Boxes = std::map<std::pair<core::PlaceId, core::VulnerabilityFactor>, core::Flag>;

Boxes boxesOf(const core::Field& field, const core::Value& checklist)
{
    core::Line line;
    field.set(line, checklist);
    Boxes boxes;
    for (const core::CountedFactor& counted : line.vulnerability_counted)
        if (counted.place_id && counted.factor)
            boxes[{*counted.place_id, *counted.factor}] = counted.holds;
    return boxes;
}

QString boxWord(const Boxes& boxes, const Boxes::key_type& key)
{
    const auto at = boxes.find(key);
    if (at == boxes.end())
        return tr("not counted");
    return judgementWord(!at->second ? FactorJudgement::Unknown : *at->second ? FactorJudgement::Yes : FactorJudgement::No);
}

/// Words, each with the blanks behind it, so that the pieces join to the text again.
QStringList wordsOf(const QString& text)
{
    static const QRegularExpression kWord{QStringLiteral("\\S+\\s*|^\\s+")};
    QStringList words;
    for (auto found = kWord.globalMatch(text); found.hasNext();)
        words << found.next().captured();
    return words;
}

void append(std::vector<TextPiece>& pieces, TextPiece::Kind kind, const QString& text)
{
    if (text.isEmpty())
        return;
    if (!pieces.empty() && pieces.back().kind == kind)
        pieces.back().text += text;
    else
        pieces.push_back({kind, text});
}

/// Longest common subsequence of what is left between the equal ends.
void appendBetween(std::vector<TextPiece>& pieces, const QStringList& a, const QStringList& b)
{
    constexpr qsizetype kMost = 2'000;
    if (a.size() > kMost || b.size() > kMost) {
        append(pieces, TextPiece::Kind::Removed, a.join(QString{}));
        append(pieces, TextPiece::Kind::Added, b.join(QString{}));
        return;
    }
    const auto width = static_cast<std::size_t>(b.size()) + 1;
    std::vector<std::uint16_t> length((static_cast<std::size_t>(a.size()) + 1) * width, 0);
    const auto at = [&](qsizetype i, qsizetype j) -> std::uint16_t& { return length[static_cast<std::size_t>(i) * width + static_cast<std::size_t>(j)]; };
    for (qsizetype i = a.size() - 1; i >= 0; --i)
        for (qsizetype j = b.size() - 1; j >= 0; --j)
            at(i, j) = a[i] == b[j] ? static_cast<std::uint16_t>(at(i + 1, j + 1) + 1) : std::max(at(i + 1, j), at(i, j + 1));
    qsizetype i = 0, j = 0;
    while (i < a.size() || j < b.size()) {
        if (i < a.size() && j < b.size() && a[i] == b[j]) {
            append(pieces, TextPiece::Kind::Same, a[i]);
            ++i;
            ++j;
        } else if (i < a.size() && (j == b.size() || at(i + 1, j) >= at(i, j + 1))) {
            append(pieces, TextPiece::Kind::Removed, a[i++]);
        } else {
            append(pieces, TextPiece::Kind::Added, b[j++]);
        }
    }
}

} // namespace

std::vector<ChangeRow> changeRows(const AssessmentSheet& sheet)
{
    std::vector<ChangeRow> scores, texts;
    const auto previous = sheet.work.assessment.previous_id;
    const auto* last = previous ? sheet.mission->find<core::Assessment>(*previous) : nullptr;
    if (last == nullptr)
        return {};
    std::vector<core::Line> lines;
    for (const auto& line : sheet.work.result.lines)
        lines.push_back(line.line);
    const auto difference = compareVersions(*last, currentLines(*sheet.mission, *previous), sheet.work.assessment, std::move(lines));
    const auto add = [&](const FieldDifference& each, const QString& where, std::optional<core::LineId> line) {
        if (!isOfInterest(*each.field))
            return;
        ChangeRow row = changeOf(sheet, each);
        row.where = where;
        row.line = line;
        (row.score ? scores : texts).push_back(std::move(row));
    };
    for (const auto& line : difference.lines) {
        const QString where = titleOf(sheet, line.b ? *line.b : *line.a);
        if (!line.a || !line.b) {
            ChangeRow row;
            row.where = where;
            row.what = line.b ? tr("New line") : tr("Line no longer there");
            row.sign = line.b ? QStringLiteral("+") : QStringLiteral("\u2212");
            row.direction = line.b ? 1 : -1;
            row.score = true;
            row.line = line.b;
            scores.push_back(std::move(row));
        }
        for (const auto& field : line.fields)
            add(field, where, line.b);
    }
    for (const auto& field : difference.fields)
        add(field, tr("This assessment"), std::nullopt);
    scores.insert(scores.end(), std::make_move_iterator(texts.begin()), std::make_move_iterator(texts.end()));
    return scores;
}

std::vector<BoxChange> boxChanges(const core::Mission& mission, const FieldDifference& checklist)
{
    const Boxes before = boxesOf(*checklist.field, checklist.a), after = boxesOf(*checklist.field, checklist.b);
    Boxes all = before;
    all.insert(after.begin(), after.end());
    std::vector<BoxChange> changes;
    for (const auto& [key, holds] : all) {
        const auto& [place, factor] = key;
        BoxChange change{nameOf(mission, {core::Kind::PLACE, place.value}), QString::fromStdString(core::spoken(factor)), boxWord(before, key), boxWord(after, key)};
        if (change.before != change.after)
            changes.push_back(std::move(change));
    }
    return changes;
}

std::vector<TextPiece> wordDifference(const QString& before, const QString& after)
{
    const QStringList a = wordsOf(before), b = wordsOf(after);
    const auto shorter = std::min(a.size(), b.size());
    qsizetype head = 0, tail = 0;
    while (head < shorter && a[head] == b[head])
        ++head;
    while (tail < shorter - head && a[a.size() - 1 - tail] == b[b.size() - 1 - tail])
        ++tail;
    std::vector<TextPiece> pieces;
    append(pieces, TextPiece::Kind::Same, a.mid(0, head).join(QString{}));
    appendBetween(pieces, a.mid(head, a.size() - head - tail), b.mid(head, b.size() - head - tail));
    append(pieces, TextPiece::Kind::Same, a.mid(a.size() - tail).join(QString{}));
    return pieces;
}

QString versionCaption(const core::Mission& mission, core::AssessmentId id)
{
    const auto* assessment = mission.find<core::Assessment>(id);
    if (assessment == nullptr)
        return {};
    const QString number = tr("version %1").arg(shown(assessment->version));
    if (!assessment->period_from || !assessment->period_to)
        return number;
    return WorkContext::called(core::Period{*assessment->period_from, *assessment->period_to}, mission.timeZone()) + QStringLiteral(", ") + number;
}

} // namespace tutela::session
