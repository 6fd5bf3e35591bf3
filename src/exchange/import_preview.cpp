// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <tutela/exchange/import_preview.h>

#include "event_mapper_p.h"
#include "import_p.h"

#include <tutela/core/text.h>

#include <algorithm>
#include <array>
#include <set>

namespace tutela::exchange {

using namespace core;
using namespace detail;

namespace {

constexpr std::size_t kSamples = 3;

/// Words inside a heading that make a field likely, folded, in English and French.
struct Likely {
    std::string_view part, field;
};
constexpr std::array kLikely{
    Likely{"date", "time_start"}, Likely{"jour", "time_start"}, Likely{"lieu", "place_name"}, Likely{"location", "place_name"},
    Likely{"place", "place_name"}, Likely{"village", "place_name"}, Likely{"localite", "place_name"}, Likely{"longit", "lon"},
    Likely{"latit", "lat"}, Likely{"kill", "killed_best"}, Likely{"death", "killed_best"}, Likely{"fatal", "killed_best"},
    Likely{"tues", "killed_best"}, Likely{"mort", "killed_best"}, Likely{"injur", "injured_best"}, Likely{"wound", "injured_best"},
    Likely{"bless", "injured_best"}, Likely{"abduct", "abducted_best"}, Likely{"kidnap", "abducted_best"}, Likely{"enlev", "abducted_best"},
    Likely{"displac", "displaced_best"}, Likely{"deplac", "displaced_best"}, Likely{"perpet", "perpetrator_ids"}, Likely{"auteur", "perpetrator_ids"},
    Likely{"actor", "perpetrator_ids"}, Likely{"acteur", "perpetrator_ids"}, Likely{"type", "source_type"}, Likely{"categ", "source_type"},
    Likely{"nature", "source_type"}, Likely{"title", "title"}, Likely{"titre", "title"}, Likely{"descr", "description"},
    Likely{"summary", "description"}, Likely{"resume", "description"}, Likely{"detail", "description"}, Likely{"comment", "description"},
    Likely{"nom", "name"}, Likely{"name", "name"}, Likely{"popul", "population_total"}};

/// The first rows, column by column.
struct Seen {
    std::vector<std::string> samples; ///< different ones, at most kSamples
    std::vector<std::string> values;  ///< all that are not empty
};

bool reads(const Field& field, std::string_view cell, bool semicolons)
{
    if (isMissing(cell))
        return true;
    std::string text{plainText(cell)};
    try {
        switch (field.type) {
        case FieldType::Time:
        case FieldType::Day: return datePartsOf(text).form != DateParts::Form::None;
        case FieldType::Integer: return wholeNumber(field.name, text).has_value();
        case FieldType::Real:
            if (semicolons)
                std::replace(text.begin(), text.end(), ',', '.');
            return realNumber(field.name, text).has_value();
        case FieldType::Word: return !wordMeant(field, text).empty();
        default: return true;
        }
    } catch (const RowRefused&) {
        return false;
    }
}

/// The first value that the field cannot take; null when it can read nearly all.
const std::string* misfit(const Field& field, const Seen& seen, bool semicolons)
{
    const std::string* first = nullptr;
    std::size_t bad = 0;
    for (const std::string& value : seen.values)
        if (!reads(field, value, semicolons)) {
            ++bad;
            if (!first)
                first = &value;
        }
    constexpr std::size_t kTolerated = 10; // one in ten
    return bad * kTolerated > seen.values.size() ? first : nullptr;
}

class Proposer {
public:
    Proposer(Kind kind, ImportPreview& preview, std::vector<Seen> seen)
        : m_kind(kind), m_preview(preview), m_seen(std::move(seen)), m_semicolons(preview.separator == ';')
    {
    }

    void take(const Bindings& bindings)
    {
        for (const Binding& binding : bindings.fields) {
            const std::string* bad = misfit(*binding.field, m_seen[binding.column], m_semicolons);
            if (bad)
                set(binding.column, binding.field->name, ColumnMatch::CHECK, "the heading fits, but values such as \"" + shown(*bad) + "\" cannot be read");
            else
                set(binding.column, binding.field->name, ColumnMatch::SURE, "the heading names the field");
        }
        if (bindings.id) {
            const bool gaps = m_seen[*bindings.id].values.size() < m_preview.rows.size();
            set(*bindings.id, "source_id", gaps ? ColumnMatch::CHECK : ColumnMatch::SURE,
                gaps ? "the heading names the id, but some rows have none" : "the heading names the id of the source");
        }
    }

    /// Columns that no rule of the import takes, by a part of their heading, then by their values.
    void guess()
    {
        for (std::size_t column = 0; column < m_preview.columns.size(); ++column) {
            const std::string heading = folded(m_preview.columns[column].column);
            for (const Likely& likely : kLikely)
                if (heading.find(likely.part) != std::string::npos && propose(column, likely.field, "the heading is like it; look at the values"))
                    break;
        }
        for (const std::string_view time : {"time_start", "t_received"})
            for (std::size_t column = 0; column < m_preview.columns.size(); ++column)
                if (!m_seen[column].values.empty() && propose(column, time, "the values are dates"))
                    break;
        for (ColumnPreview& column : m_preview.columns)
            if (column.field.empty())
                column.reason = "no field has this name";
    }

private:
    bool propose(std::size_t column, std::string_view name, std::string_view reason)
    {
        const Field* field = findField(m_kind, name);
        if (!field || !m_preview.columns[column].field.empty() || m_used.contains(field->name) || !takesColumn(*field)
            || misfit(*field, m_seen[column], m_semicolons))
            return false;
        set(column, name, ColumnMatch::CHECK, reason);
        return true;
    }

    void set(std::size_t column, std::string_view field, ColumnMatch match, std::string_view reason)
    {
        ColumnPreview& out = m_preview.columns[column];
        out.field = field;
        out.match = match;
        out.reason = reason;
        m_used.insert(out.field);
    }

    Kind m_kind;
    ImportPreview& m_preview;
    std::vector<Seen> m_seen;
    bool m_semicolons;
    std::set<std::string, std::less<>> m_used;
};

std::vector<Seen> readFirst(const ImportRequest& request, const OpenedTable& table, std::size_t most, ImportPreview& preview, const Progress& progress)
{
    auto options = table.options;
    options.progress = progress;
    auto reader = geodata::TableReader::open(request.source, options);
    std::vector<Seen> seen(table.headings.columns.size());
    geodata::Row row;
    std::uint64_t above = table.headings.rowsAbove;
    while (preview.rows.size() < most && reader.next(row)) {
        if (above > 0) {
            --above;
            continue;
        }
        if (!row.problem.empty() || isBlank(row))
            continue;
        std::vector<std::string> cells;
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            cells.emplace_back(shown(row.cells[i]));
            if (const auto text = plainText(row.cells[i]); i < seen.size() && !text.empty()) {
                seen[i].values.emplace_back(text);
                auto& samples = seen[i].samples;
                if (samples.size() < kSamples && std::find(samples.begin(), samples.end(), cells.back()) == samples.end())
                    samples.push_back(cells.back());
            }
        }
        preview.rows.push_back(std::move(cells));
        preview.row_numbers.push_back(row.number);
    }
    if (!reader.next(row))
        preview.rows_in_all = static_cast<std::int64_t>(preview.rows.size());
    return seen;
}

DatePreview clueOf(const DateOrderFinder& finder)
{
    DatePreview dates;
    if (!finder.dayFirst().empty() && !finder.monthFirst().empty()) {
        dates.clue = DateClue::MIXED;
        dates.example = finder.monthFirst();
    } else if (!finder.dayFirst().empty() || !finder.monthFirst().empty()) {
        dates.clue = DateClue::FOUND;
        dates.order = finder.dayFirst().empty() ? DateOrder::MDY : DateOrder::DMY;
        dates.example = finder.dayFirst() + finder.monthFirst();
    } else if (!finder.either().empty()) {
        dates.clue = DateClue::AMBIGUOUS;
        dates.example = finder.either();
    }
    return dates;
}

/// Looks at the columns of dates: at the first rows, and at all when those do not tell.
DatePreview datesOf(const ImportRequest& request, const OpenedTable& table, Kind kind, const ImportPreview& preview, const Progress& progress)
{
    std::vector<std::size_t> columns;
    for (std::size_t i = 0; i < preview.columns.size(); ++i)
        if (const Field* field = findField(kind, preview.columns[i].field); field && (field->type == FieldType::Time || field->type == FieldType::Day))
            columns.push_back(i);
    DateOrderFinder finder;
    for (const auto& row : preview.rows)
        for (const std::size_t column : columns)
            if (column < row.size())
                finder.add(row[column]);
    DatePreview dates = clueOf(finder);
    if (dates.clue == DateClue::AMBIGUOUS && !preview.rows_in_all && !request.date_order) {
        auto options = table.options;
        options.progress = progress;
        auto reader = geodata::TableReader::open(request.source, options);
        geodata::Row row;
        for (std::uint64_t count = 0; reader.next(row); ++count)
            if (count >= table.headings.rowsAbove && row.problem.empty())
                for (const std::size_t column : columns)
                    finder.add(row.cells[column]);
        dates = clueOf(finder);
    }
    if (dates.clue != DateClue::NONE)
        for (const std::size_t column : columns)
            if (dates.column.empty() || std::any_of(preview.rows.begin(), preview.rows.end(), [&](const auto& row) { return row[column] == dates.example; }))
                dates.column = preview.columns[column].column;
    if (request.date_order)
        dates.order = *request.date_order;
    return dates;
}

} // namespace

std::vector<std::string> fieldsForColumns(ImportKind kind)
{
    std::vector<std::string> names{"source_id"};
    for (const Field& field : fieldsOf(recordKindOf(kind)))
        if (takesColumn(field) && field.type != FieldType::Structure)
            names.emplace_back(field.name);
    return names;
}

ImportPreview previewImport(const ImportRequest& request, std::size_t rows, const Progress& progress)
{
    const Kind kind = recordKindOf(request.kind);
    if (kind == Kind::LAYER || request.kind == ImportKind::TRACKS || request.kind == ImportKind::SPEEDS)
        throw Error{ErrorCode::Usage, "a layer, track or table of speeds has no columns to look at; it is imported as a whole"};
    const OpenedTable table = openTable(request);
    ImportPreview preview;
    preview.format = table.info.format;
    preview.encoding = table.info.encoding;
    preview.separator = table.info.separator;
    preview.layer = table.info.layer;
    preview.layers = table.info.layers;
    preview.header_row = table.info.headerNumber;
    preview.notes = table.info.notes;
    preview.dataset = table.dataset;
    preview.preset = table.preset;
    auto seen = readFirst(request, table, rows, preview, progress);
    for (std::size_t i = 0; i < table.headings.columns.size(); ++i)
        preview.columns.push_back({table.headings.columns[i], {}, ColumnMatch::NOT_USED, {}, seen[i].samples});
    if (isEventPreset(table.preset)) {
        for (ColumnPreview& column : preview.columns)
            for (const auto& [field, name] : presetColumns(table.preset))
                if (name == column.column && column.field.empty()) {
                    column.field = field;
                    column.match = ColumnMatch::SURE;
                    column.reason = "the layout of the table is known";
                }
    } else {
        const Bindings bindings = matchColumns(kind, table.headings.columns, table.headings.tags, request.map, request.map_alone);
        preview.own = bindings.own && bindings.own->exported;
        Proposer proposer{kind, preview, std::move(seen)};
        proposer.take(bindings);
        if (!request.map_alone && !preview.own)
            proposer.guess();
    }
    preview.dates = datesOf(request, table, kind, preview, progress);
    return preview;
}

} // namespace tutela::exchange
