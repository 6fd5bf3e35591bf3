// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <tutela/session/bulk_edits.h>

#include "translated_p.h"

#include <tutela/core/validation.h>
#include <tutela/session/display.h>
#include <tutela/session/record_edit.h>

#include <algorithm>

namespace tutela::session {

using core::Field;
using core::Kind;

namespace {

std::size_t positionOf(Kind kind, const Field& field) { return static_cast<std::size_t>(&field - core::fieldsOf(kind).data()); }

nlohmann::json setLine(Kind kind, const nlohmann::json& id, nlohmann::json set)
{
    return {{"kind", core::kindName(kind)}, {"id", id}, {"set", std::move(set)}};
}

bool isMark(core::Verification word) { return word == core::Verification::REFUTED || word == core::Verification::DUPLICATE; }

/// How well an incident is verified; the marks say nothing of that.
int strengthOf(std::optional<core::Verification> word)
{
    if (!word)
        return 0;
    switch (*word) {
    case core::Verification::VERIFIED_REASONABLE_GROUNDS: return 3;
    case core::Verification::CORROBORATED: return 2;
    default: return 1;
    }
}

/// Whether the change takes away what somebody has established: a duplicate would be counted again, a verified incident be a rumour.
bool losesVerification(const Field& field, const core::Value& before, const core::Value& after)
{
    if (field.name != "verification")
        return false;
    const auto wordOf = [](const core::Value& value) {
        const auto* text = std::get_if<std::string>(&value);
        return text == nullptr ? std::nullopt : core::enumerator<core::Verification>(*text);
    };
    const auto was = wordOf(before), becomes = wordOf(after);
    return (was && isMark(*was)) || strengthOf(was) > strengthOf(becomes);
}

/// "Attack at Luzi \u00B7 31 Oct 2026": where it lies and comes from is not needed to know it again.
QString shortTitle(const RecordTitle& title) { return tr("%1 \u00B7 %2").arg(title.title, title.subtitle.section(QStringLiteral(" \u00B7 "), 0, 0)); }

} // namespace

BulkPreview previewBulk(const Document& document, Kind kind, const std::vector<std::int64_t>& ids, const Field& field, const QString& text)
{
    BulkPreview preview;
    if (ids.size() > kMostBulk) {
        preview.sentence = tr("At most %1 records are changed at once; %2 are selected. Select fewer.")
                               .arg(countText(static_cast<std::int64_t>(kMostBulk)), countText(static_cast<std::int64_t>(ids.size())));
        return preview;
    }
    const auto mission = document.mission();
    core::Value value;
    try {
        value = valueOfText(*mission, field, text);
    } catch (const core::Error& error) {
        preview.sentence = QString::fromStdString(error.message());
        return preview;
    }
    const QString after = displayText(field, value, *mission);
    const std::size_t at = positionOf(kind, field);
    for (const std::int64_t id : ids) {
        auto record = document.read(kind, id);
        if (!record)
            continue;
        if (record->values[at] == value) {
            ++preview.unchanged;
            continue;
        }
        BulkPreview::Line line{id, shortTitle(titleOf(*mission, *record)), displayText(field, record->values[at], *mission), after, {}, losesVerification(field, record->values[at], value)};
        const auto before = *record;
        record->values[at] = value;
        auto issues = core::validate(*record, document.now());
        const auto mayNot = core::validateAuthor(*record, &before, document.author().role);
        issues.insert(issues.end(), mayNot.begin(), mayNot.end());
        for (const core::Issue& issue : issues)
            if (issue.level == core::RuleLevel::E && line.problem.isEmpty())
                line.problem = QString::fromStdString(issue.text);
        preview.refused += line.problem.isEmpty() ? 0 : 1;
        preview.losing += line.loses && line.problem.isEmpty() ? 1 : 0;
        preview.lines.push_back(std::move(line));
    }
    std::stable_partition(preview.lines.begin(), preview.lines.end(), [](const auto& line) { return line.loses && line.problem.isEmpty(); });
    return preview;
}

void applyBulk(Document& document, Kind kind, const BulkPreview& preview, const Field& field, const QString& text)
{
    std::vector<nlohmann::json> lines;
    for (const auto& line : preview.lines)
        if (line.problem.isEmpty())
            lines.push_back(setLine(kind, line.id, typedFields(*document.mission(), {kind, line.id}, field, text)));
    if (!lines.empty())
        document.edit(lines, tr("Change %1 of %2 records").arg(shown(core::labelOf(field)).toLower(), countText(static_cast<std::int64_t>(lines.size()))));
}

std::vector<QStringList> cellsOfText(const QString& text)
{
    std::vector<QStringList> rows{{}};
    QString cell;
    bool quoted = false;
    bool started = false; // a cell that holds nothing but quotes is a cell
    const auto endCell = [&] {
        rows.back() << std::exchange(cell, {});
        started = false;
    };
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (quoted) {
            if (c != QLatin1Char('"'))
                cell += c;
            else if (i + 1 < text.size() && text[i + 1] == QLatin1Char('"'))
                cell += text[++i];
            else
                quoted = false;
        } else if (c == QLatin1Char('"') && cell.isEmpty() && !started) {
            quoted = started = true;
        } else if (c == QLatin1Char('\t')) {
            endCell();
        } else if (c == QLatin1Char('\n')) {
            endCell();
            rows.emplace_back();
        } else if (c != QLatin1Char('\r')) {
            cell += c;
        }
    }
    if (!cell.isEmpty() || started || !rows.back().isEmpty())
        endCell();
    if (rows.back().isEmpty())
        rows.pop_back();
    return rows;
}

QString textOfCells(const std::vector<QStringList>& rows)
{
    QString text;
    for (const QStringList& row : rows) {
        QStringList cells;
        for (QString cell : row) {
            if (std::any_of(cell.cbegin(), cell.cend(), [](QChar c) { return c == QLatin1Char('\t') || c == QLatin1Char('\n') || c == QLatin1Char('\r') || c == QLatin1Char('"'); }))
                cell = QLatin1Char('"') + cell.replace(QLatin1Char('"'), QStringLiteral("\"\"")) + QLatin1Char('"');
            cells << cell;
        }
        text += cells.join(QLatin1Char('\t')) + QLatin1Char('\n');
    }
    return text;
}

namespace {

/// Why a record that is set so may not be kept; empty when it may.
QString ruleAgainst(const Document& document, Kind kind, std::optional<core::RecordValues> record, const nlohmann::json& set)
{
    if (!record)
        record = core::blank(kind, 0);
    const auto before = *record;
    for (const auto& [name, value] : set.items())
        if (const Field* field = core::findField(kind, name))
            record->values[positionOf(kind, *field)] = core::valueFromJson(*field, value);
    auto issues = core::validate(*record, document.now());
    const auto mayNot = core::validateAuthor(*record, &before, document.author().role);
    issues.insert(issues.end(), mayNot.begin(), mayNot.end());
    for (const core::Issue& issue : issues)
        if (issue.level == core::RuleLevel::E)
            return shown(issue.text);
    return {};
}

} // namespace

PastePreview previewPaste(const Document& document, Kind kind, const std::vector<std::int64_t>& ids, const std::vector<const Field*>& fields,
                          const std::vector<QStringList>& cells)
{
    PastePreview preview;
    const auto mission = document.mission();
    for (std::size_t row = 0; row < cells.size(); ++row) {
        const std::int64_t id = row < ids.size() ? ids[row] : 0;
        nlohmann::json set = nlohmann::json::object();
        const auto refusedBefore = preview.refused.size();
        for (std::size_t column = 0; column < std::min(fields.size(), static_cast<std::size_t>(cells[row].size())); ++column) {
            if (fields[column] == nullptr)
                continue;
            const QString& text = cells[row][static_cast<qsizetype>(column)];
            try {
                set.update(typedFields(*mission, {kind, id}, *fields[column], text));
            } catch (const core::Error& error) {
                preview.refused.push_back({row + 1, shown(core::labelOf(*fields[column])), text, shown(error.message())});
            }
        }
        if (set.empty() || preview.refused.size() > refusedBefore)
            continue;
        if (const QString rule = ruleAgainst(document, kind, id != 0 ? valuesNow(document, {kind, id}) : std::nullopt, set); !rule.isEmpty()) {
            preview.refused.push_back({row + 1, {}, cells[row].join(QStringLiteral(" | ")), rule});
            continue;
        }
        ++(id != 0 ? preview.changed : preview.added);
        preview.lines.push_back(id != 0 ? setLine(kind, id, std::move(set)) : setLine(kind, "new", std::move(set)));
    }
    return preview;
}

} // namespace tutela::session
