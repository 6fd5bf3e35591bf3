// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <tutela/session/import_draft.h>

#include "translated_p.h"

#include <tutela/core/field_table.h>
#include <tutela/core/text.h>
#include <tutela/session/display.h>

#include <QFileInfo>
#include <QSettings>

#include <algorithm>

namespace tutela::session {

using exchange::ColumnMatch;
using exchange::DateClue;
using exchange::DateOrder;
using exchange::ImportKind;

namespace {

/// The kind of record whose fields the columns go into.
std::optional<core::Kind> recordKind(ImportKind kind)
{
    if (kind == ImportKind::RIVERS || kind == ImportKind::LAKES)
        return core::Kind::WATER;
    std::string word{core::word(kind)};
    std::transform(word.begin(), word.end(), word.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return core::kindOf(word);
}

bool takesSeveral(const core::Field& field)
{
    return field.type == core::FieldType::TextList || field.type == core::FieldType::WordList || field.type == core::FieldType::ReferenceList;
}

/// The one thing that is said of a raster: the classes of its codes.
bool isCoverCode(ImportKind kind, const std::string& field) { return kind == ImportKind::LANDCOVER && field == "class"; }

const auto kWords = QStringLiteral("/words");

QString separatorWord(char separator)
{
    switch (separator) {
    case ';': return tr("semicolons");
    case '\t': return tr("tabs");
    case '|': return tr("vertical bars");
    default: return tr("commas");
    }
}

} // namespace

ImportDraft::ImportDraft(const QString& source, ImportKind kind)
{
    m_request.source = source.toStdString();
    m_request.kind = kind;
}

bool ImportDraft::hasColumns(ImportKind kind)
{
    return kind != ImportKind::TRACKS && kind != ImportKind::SPEEDS && kind != ImportKind::ELEVATION && kind != ImportKind::LANDCOVER && kind != ImportKind::POPULATION
           && kind != ImportKind::LAYER;
}

void ImportDraft::setKind(ImportKind kind)
{
    m_request.kind = kind;
    m_request.dataset.clear();
}

void ImportDraft::setLayer(const std::string& layer)
{
    const bool sheets = m_preview.format == geodata::Format::Xlsx || m_preview.format == geodata::Format::Ods;
    (sheets ? m_request.sheet : m_request.layer) = layer;
    m_request.header_row = 0;
    m_request.dataset.clear();
}

QString ImportDraft::setHeaderRow(const QString& typed)
{
    bool number = false;
    const qulonglong row = typed.trimmed().toULongLong(&number);
    if (!number || row < 1)
        return tr("\u201C%1\u201D is no row; write its number, such as 1.").arg(typed);
    m_request.header_row = row;
    return {};
}

void ImportDraft::setWord(const std::string& field, const std::string& text, const std::string& enumerator)
{
    if (enumerator.empty())
        m_request.values[field].erase(text);
    else
        m_request.values[field][text] = enumerator;
}

void ImportDraft::take(exchange::ImportPreview preview)
{
    m_preview = std::move(preview);
    m_request.dataset = m_preview.dataset;
    m_changed = m_keptMapping = false;
    recallMapping();
    recallWords();
}

void ImportDraft::setField(std::size_t column, const std::string& field)
{
    const core::Field* taken = columnField(m_request.kind, field);
    if (!field.empty() && (taken == nullptr || !takesSeveral(*taken)))
        for (auto& other : m_preview.columns)
            if (other.field == field) {
                other.field.clear();
                other.match = ColumnMatch::NOT_USED;
                other.reason = tr("another column goes into the field").toStdString();
            }
    auto& chosen = m_preview.columns[column];
    chosen.field = field;
    chosen.match = field.empty() ? ColumnMatch::NOT_USED : ColumnMatch::SURE;
    chosen.reason = tr("chosen by hand").toStdString();
    m_changed = true;
}

QString ImportDraft::dateQuestion() const
{
    if (m_preview.dates.clue != DateClue::AMBIGUOUS || m_request.date_order)
        return {};
    return tr("In \u201C%1\u201D the dates do not tell day and month apart. What is %2?").arg(shown(m_preview.dates.column), shown(m_preview.dates.example));
}

QString ImportDraft::blocked() const
{
    if (!hasColumns(m_request.kind) || m_preview.preset == exchange::Preset::ACLED || m_preview.preset == exchange::Preset::UCDP_GED)
        return dateQuestion();
    const auto has = [&](std::string_view field) {
        return std::any_of(m_preview.columns.begin(), m_preview.columns.end(), [&](const auto& column) { return column.field == field; });
    };
    if (m_request.kind == ImportKind::INCIDENTS && !has("time_start"))
        return tr("No column goes into the date. Choose the column that says when it happened.");
    if (m_request.kind == ImportKind::ALERTS && !has("t_received"))
        return tr("No column goes into the time of receipt. Choose it.");
    if (has("lon") != has("lat"))
        return tr("Longitude and latitude need a column each.");
    return dateQuestion();
}

exchange::ImportRequest ImportDraft::request(bool dryRun) const
{
    exchange::ImportRequest request = m_request;
    request.dry_run = dryRun;
    std::erase_if(request.values, [this](const auto& words) {
        if (!hasColumns(m_request.kind)) // words said of the columns of another kind before
            return words.second.empty() || m_request.kind != ImportKind::LANDCOVER || words.first != "class";
        const bool used = std::any_of(m_preview.columns.begin(), m_preview.columns.end(), [&](const auto& column) { return column.field == words.first; });
        return words.second.empty() || !used;
    });
    const bool events = m_preview.preset == exchange::Preset::ACLED || m_preview.preset == exchange::Preset::UCDP_GED;
    if (!hasColumns(request.kind) || (events && !m_changed))
        return request;
    if (events)
        request.preset = exchange::Preset::NONE;
    request.map_alone = true;
    for (const auto& column : m_preview.columns) {
        // The id of a table that this program exported is known without being asked for: then not every row must have one.
        if (column.field.empty() || (column.field == "source_id" && m_preview.own))
            continue;
        request.map.emplace_back(column.field, column.column);
    }
    return request;
}

QString ImportDraft::mappingKey() const
{
    return QStringLiteral("import/%1/%2").arg(importKindLabel(m_request.kind), QString::fromStdString(m_request.dataset).replace(QLatin1Char('/'), QLatin1Char('_')));
}

void ImportDraft::keepMapping() const
{
    QVariantMap kept;
    for (const auto& column : m_preview.columns)
        kept.insert(QString::fromStdString(column.column), QString::fromStdString(column.field));
    QSettings{}.setValue(mappingKey(), kept);
    QVariantMap words;
    for (const auto& [field, meanings] : m_request.values)
        for (const auto& [text, enumerator] : meanings)
            words.insert(QString::fromStdString(field + ":" + text), QString::fromStdString(enumerator));
    QSettings{}.setValue(mappingKey() + kWords, words);
}

/// Words that were explained in the last import of the dataset; what is said now wins.
void ImportDraft::recallWords()
{
    const QVariantMap words = QSettings{}.value(mappingKey() + kWords).toMap();
    for (auto each = words.begin(); each != words.end(); ++each) {
        const std::string field = each.key().section(QLatin1Char(':'), 0, 0).toStdString(), text = each.key().section(QLatin1Char(':'), 1).toStdString();
        const std::string meant = each.value().toString().toStdString();
        const core::Field* known = columnField(m_request.kind, field);
        if (known != nullptr && std::find(known->words.begin(), known->words.end(), meant) != known->words.end())
            m_request.values[field].try_emplace(text, meant);
    }
}

void ImportDraft::recallMapping()
{
    const QVariantMap kept = QSettings{}.value(mappingKey()).toMap();
    const bool events = m_preview.preset == exchange::Preset::ACLED || m_preview.preset == exchange::Preset::UCDP_GED;
    const bool all = !kept.isEmpty() && !events && std::all_of(m_preview.columns.begin(), m_preview.columns.end(), [&](const auto& column) {
        return kept.contains(QString::fromStdString(column.column));
    });
    if (!all)
        return;
    const auto known = exchange::fieldsForColumns(m_request.kind);
    for (auto& column : m_preview.columns) {
        const std::string field = kept.value(QString::fromStdString(column.column)).toString().toStdString();
        if (!field.empty() && std::find(known.begin(), known.end(), field) == known.end())
            continue;
        column.field = field;
        column.match = field.empty() ? ColumnMatch::NOT_USED : ColumnMatch::SURE;
        column.reason = tr("as in the last import of %1").arg(shown(m_request.dataset)).toStdString();
    }
    m_keptMapping = true;
}

QString ImportDraft::stepName(const exchange::ImportReport& report) const
{
    return tr("Import %1 (%2)").arg(QFileInfo{QString::fromStdString(m_request.source.string())}.fileName(), countText(report.added + report.updated));
}

QString ImportDraft::encodingSentence() const
{
    return m_preview.encoding.empty() ? QString{} : tr("Text is read as %1.").arg(QString::fromStdString(m_preview.encoding));
}

QString ImportDraft::shapeSentence() const
{
    if (m_preview.format == geodata::Format::DelimitedText)
        return tr("Cells are separated by %1.").arg(separatorWord(m_preview.separator));
    return m_preview.layers.size() > 1 ? tr("\u201C%1\u201D is read, one of %2 sheets or layers.").arg(shown(m_preview.layer)).arg(m_preview.layers.size())
                                       : tr("\u201C%1\u201D is read.").arg(shown(m_preview.layer));
}

QString ImportDraft::headerSentence() const
{
    const auto columns = countText(static_cast<std::int64_t>(m_preview.columns.size()));
    return m_preview.header_row == 0 ? tr("The file names its %1 columns.").arg(columns)
                                     : tr("Row %1 holds the headings of %2 columns.").arg(m_preview.header_row).arg(columns);
}

QString ImportDraft::dateSentence() const
{
    const auto& dates = m_preview.dates;
    const DateOrder order = m_request.date_order.value_or(dates.order);
    const QString words = order == DateOrder::MDY ? tr("month / day / year") : tr("day / month / year");
    switch (dates.clue) {
    case DateClue::NONE: return tr("Dates are written so that they can be read in one way only.");
    case DateClue::AMBIGUOUS: return m_request.date_order ? tr("Dates are %1, as you said.").arg(words) : tr("The order of day and month is not known yet.");
    case DateClue::MIXED:
        return tr("Dates are %1; some, such as %2, fit only the other order and will be refused.").arg(words, shown(dates.example));
    case DateClue::FOUND: break;
    }
    return tr("Dates are %1: %2 shows it.").arg(words, shown(dates.example));
}

const core::Field* columnField(ImportKind kind, const std::string& field)
{
    const auto record = recordKind(kind);
    return record ? core::findField(*record, field) : nullptr;
}

QString madeBeside(const exchange::ImportReport& report)
{
    QStringList parts;
    if (report.actors_added > 0)
        parts << (report.actors_added == 1 ? tr("1 actor") : tr("%1 actors").arg(countText(report.actors_added)));
    if (report.sources_added > 0)
        parts << (report.sources_added == 1 ? tr("1 source") : tr("%1 sources").arg(countText(report.sources_added)));
    return parts.isEmpty() ? QString{} : tr("%1 new to the mission").arg(parts.join(tr(" and ")));
}

std::vector<std::string_view> meaningsOf(ImportKind kind, const std::string& field)
{
    if (isCoverCode(kind, field)) {
        const auto classes = core::wordsOf<core::LandCover>();
        return {classes.begin(), classes.end()};
    }
    const core::Field* known = columnField(kind, field);
    return known != nullptr ? std::vector<std::string_view>{known->words.begin(), known->words.end()} : std::vector<std::string_view>{};
}

std::vector<UnknownWord> unknownWords(const exchange::ImportReport& report, ImportKind kind)
{
    std::vector<UnknownWord> unknown;
    for (const auto& note : report.issues) {
        const core::Field* field = columnField(kind, note.field);
        const bool words = field != nullptr && (field->type == core::FieldType::Word || field->type == core::FieldType::WordList);
        const bool code = isCoverCode(kind, note.field) && note.text.starts_with("is a code that is not known");
        if (code || (words && !note.value.empty() && note.text.starts_with("is no word")))
            unknown.push_back({note.field, note.value, note.count});
    }
    std::stable_sort(unknown.begin(), unknown.end(), [](const auto& a, const auto& b) { return a.count > b.count; });
    return unknown;
}

ImportedIncidents importedIncidents(const core::IncidentColumns& before, const core::IncidentColumns& after, const std::string& dataset)
{
    ImportedIncidents found;
    const auto take = [&](std::size_t i) {
        ++found.count;
        found.first = found.first.value_or(after.id[i]);
        if (!after.hasPosition(i))
            return;
        const double lon = after.lon(i), lat = after.lat(i);
        const core::Box at{lon, lat, lon, lat};
        found.box = found.box ? core::Box{std::min(found.box->west, lon), std::min(found.box->south, lat), std::max(found.box->east, lon), std::max(found.box->north, lat)} : at;
    };
    auto old = before.id.begin(); // both are sorted
    for (std::size_t i = 0; i < after.size(); ++i) {
        while (old != before.id.end() && *old < after.id[i])
            ++old;
        if (old == before.id.end() || *old != after.id[i])
            take(i);
    }
    if (found.count == 0)
        for (std::size_t i = 0; i < after.size(); ++i)
            if (after.datasets[after.dataset[i]] == dataset)
                take(i);
    return found;
}

QString columnFieldLabel(ImportKind kind, const std::string& field)
{
    if (field.empty())
        return tr("not used");
    if (field == "source_id")
        return tr("Id of the source");
    if (isCoverCode(kind, field))
        return tr("Code");
    const core::Field* found = columnField(kind, field);
    return found != nullptr ? shown(core::labelOf(*found)) : shown(field);
}

QString importKindTitle(ImportKind kind)
{
    const QString word = importKindLabel(kind);
    return word.left(1).toUpper() + word.mid(1);
}

QString importKindLabel(ImportKind kind) { return QString::fromLatin1(core::word(kind).data(), static_cast<qsizetype>(core::word(kind).size())).toLower(); }

} // namespace tutela::session
