// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <tutela/session/display.h>

#include "translated_p.h"
#include <tutela/session/import_draft.h>

#include <algorithm>

namespace tutela::session {

using exchange::ImportKind;

namespace {

constexpr std::size_t kNamedValues = 4, kNamedRows = 3;

/// Findings of one kind about one field: each with another value.
struct NoteGroup {
    const exchange::ImportNote* first = nullptr;
    std::int64_t count = 0;
    std::vector<const exchange::ImportNote*> values;
    std::vector<std::int64_t> rows;
};

std::vector<NoteGroup> groupsOf(const exchange::ImportReport& report)
{
    std::vector<NoteGroup> groups;
    for (const auto& note : report.issues) {
        if (note.field == "duplicate_of" || note.field == "source_id")
            continue; // the balance sheet tells them in its own words
        auto at = std::find_if(groups.begin(), groups.end(), [&](const NoteGroup& group) { return group.first->field == note.field && group.first->text == note.text; });
        if (at == groups.end())
            at = groups.insert(groups.end(), NoteGroup{&note, 0, {}, {}});
        at->count += note.count;
        at->rows.insert(at->rows.end(), note.rows.begin(), note.rows.end());
        if (!note.value.empty())
            at->values.push_back(&note);
    }
    for (NoteGroup& group : groups) {
        std::sort(group.rows.begin(), group.rows.end());
        std::stable_sort(group.values.begin(), group.values.end(), [](const auto* a, const auto* b) { return a->count > b->count; });
    }
    return groups;
}

/// "\u201Cfoo\u201D (8), \u201Cbar\u201D (4) and 3 more".
QString valuesText(const NoteGroup& group)
{
    QStringList values;
    for (std::size_t i = 0; i < std::min(kNamedValues, group.values.size()); ++i)
        values << tr("\u201C%1\u201D (%2)").arg(shown(group.values[i]->value), countText(group.values[i]->count));
    const QString text = values.join(QStringLiteral(", "));
    return group.values.size() > kNamedValues ? tr("%1 and %2 more").arg(text, countText(static_cast<std::int64_t>(group.values.size() - kNamedValues))) : text;
}

/// "rows 3, 8, 12 and 40 more"; empty when it is about the file.
QString rowsText(const NoteGroup& group)
{
    QStringList rows;
    for (std::size_t i = 0; i < std::min(kNamedRows, group.rows.size()); ++i)
        rows << countText(group.rows[i]);
    const auto more = group.count - static_cast<std::int64_t>(rows.size());
    const QString text = rows.join(QStringLiteral(", "));
    return rows.isEmpty() ? QString{} : more > 0 ? tr("rows %1 and %2 more").arg(text, countText(more)) : rows.size() == 1 ? tr("row %1").arg(text) : tr("rows %1").arg(text);
}

bool saysUndated(const NoteGroup& group) { return group.first->value.empty() && group.first->text.starts_with("the row has no date"); }
bool saysUnknownWord(const NoteGroup& group) { return group.first->text.starts_with("is no word"); }

bool saysUnknownCode(const NoteGroup& group, ImportKind kind) { return kind == ImportKind::LANDCOVER && group.first->text.starts_with("is a code that is not known"); }

/// "12 values of column \u201CType\u201D not understood: \u201Cfoo\u201D (8), \u201Cbar\u201D (4): the cells stay empty."
QString unknownWordsText(const NoteGroup& group, const exchange::ImportReport& report, ImportKind kind)
{
    const auto column = std::find_if(report.mapping.begin(), report.mapping.end(), [&](const auto& pair) { return pair.first == group.first->field; });
    const QString where = column != report.mapping.end() ? shown(column->second) : columnFieldLabel(kind, group.first->field);
    const bool ofList = group.first->text.find("left out") != std::string::npos;
    const QString becomes = group.count == 1 ? ofList ? tr("the cell keeps its other words") : tr("the cell stays empty")
                                             : ofList ? tr("the cells keep their other words") : tr("the cells stay empty");
    return (group.count == 1 ? tr("%1 value of column \u201C%2\u201D not understood: %3: %4.") : tr("%1 values of column \u201C%2\u201D not understood: %3: %4."))
        .arg(countText(group.count), where, valuesText(group), becomes);
}

QString sentenceOf(const NoteGroup& group, const exchange::ImportReport& report, ImportKind kind)
{
    const QString rows = rowsText(group), text = shown(group.first->text);
    if (saysUndated(group))
        return group.count == 1 ? tr("1 row has no date (%1): it is kept, but belongs to no period until its date is given.").arg(rows)
                                : tr("%1 rows have no date (%2): they are kept, but belong to no period until their dates are given.").arg(countText(group.count), rows);
    if (saysUnknownWord(group))
        return unknownWordsText(group, report, kind);
    if (saysUnknownCode(group, kind))
        return tr("%1 cells have a code whose class is not known, %2: they are taken as open ground.").arg(countText(group.count), valuesText(group));
    const QString told = rows.isEmpty() ? text : tr("%1 (%2)").arg(text, rows);
    if (group.first->field.empty())
        return told;
    const QString label = columnFieldLabel(kind, group.first->field);
    return group.values.empty() ? tr("%1: %2").arg(label, told) : tr("%1, %2: %3").arg(label, valuesText(group), told);
}

/// What makes figures wrong comes first: no date, then what was not understood.
int rankOf(const NoteGroup& group)
{
    return saysUndated(group) ? 0 : saysUnknownWord(group) ? 1 : group.first->text.find("left unknown") != std::string::npos ? 2 : 3;
}

} // namespace

QStringList balanceNotes(const exchange::ImportReport& report, ImportKind kind)
{
    auto groups = groupsOf(report);
    std::stable_sort(groups.begin(), groups.end(), [](const NoteGroup& a, const NoteGroup& b) { return rankOf(a) < rankOf(b); });
    QStringList notes;
    for (const NoteGroup& group : groups)
        notes << sentenceOf(group, report, kind);
    return notes;
}

} // namespace tutela::session
