// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <tutela/session/incident_model.h>

#include <tutela/core/time_precision.h>
#include <tutela/session/display.h>
#include <tutela/session/record_edit.h>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <string_view>

namespace tutela::session {

namespace {

using core::IncidentColumns;
using core::Kind;

constexpr std::array<std::string_view, IncidentModel::ColumnCount> kFields{"time_start", "category", "place_name", "perpetrator_ids",
                                                                           "killed_best", "injured_best", "verification", "dataset",
                                                                           "abducted_best", "displaced_best", "source_ids", "title"};
constexpr int kRecordsKept = 400;

IncidentOrder orderOf(int column)
{
    switch (column) {
    case IncidentModel::Category: return IncidentOrder::Category;
    case IncidentModel::Perpetrators: return IncidentOrder::Actor;
    case IncidentModel::Killed: return IncidentOrder::Killed;
    case IncidentModel::Injured: return IncidentOrder::Injured;
    case IncidentModel::Abducted: return IncidentOrder::Abducted;
    case IncidentModel::Displaced: return IncidentOrder::Displaced;
    case IncidentModel::Verification: return IncidentOrder::Verification;
    case IncidentModel::Dataset: return IncidentOrder::Dataset;
    default: return IncidentOrder::Time;
    }
}

bool isCount(int column)
{
    return column == IncidentModel::Killed || column == IncidentModel::Injured || column == IncidentModel::Abducted || column == IncidentModel::Displaced;
}

std::size_t positionOf(const core::Field& field)
{
    return static_cast<std::size_t>(&field - core::fieldsOf(Kind::INCIDENT).data());
}

} // namespace

const core::Field& IncidentModel::field(int column) { return *core::findField(Kind::INCIDENT, kFields.at(static_cast<std::size_t>(column))); }

IncidentModel::IncidentModel(Document& document, QObject* parent)
    : EditableTable(document, parent), m_shown(document.mission()), m_records(kRecordsKept)
{
    connect(&document, &Document::changed, this, &IncidentModel::reload);
    selectAgain();
}

void IncidentModel::setFilter(const IncidentFilter& filter)
{
    if (filter == m_filter)
        return;
    m_filter = filter;
    selectAgain();
}

void IncidentModel::sort(int column, Qt::SortOrder order)
{
    if ((column == m_column && order == m_order) || column < 0 || !isSortable(column))
        return;
    m_column = column;
    m_order = order;
    selectAgain();
}

void IncidentModel::reload(const store::Touched& touched)
{
    if (touched.touches(Kind::INCIDENT)) {
        m_records.clear();
        selectAgain();
    } else if (touched.touches(Kind::ACTOR) || touched.touches(Kind::MISSION)) {
        m_shown = m_document.mission(); // the same incidents, other names
        if (!m_rows.empty())
            emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
    }
}

void IncidentModel::selectAgain()
{
    auto mission = m_document.mission();
    const auto work = [mission, filter = m_filter, order = orderOf(m_column), descending = m_order == Qt::DescendingOrder](const core::Progress& progress) {
        return select(*mission, filter, order, descending, progress);
    };
    if (mission->incidents->size() < kAtOnce) {
        m_jobs.stop();
        takeRows(mission, work({}));
        return;
    }
    m_jobs.restart(work, [this, mission](Outcome<std::vector<std::uint32_t>> outcome) {
        if (outcome.value)
            takeRows(mission, std::move(*outcome.value));
    });
}

void IncidentModel::takeRows(std::shared_ptr<const core::Mission> mission, std::vector<std::uint32_t> rows)
{
    // The same incidents in the same order: views keep their place, only cells are painted again.
    const bool same = rows == m_rows && mission->incidents->id == m_shown->incidents->id;
    if (!same)
        beginResetModel();
    m_shown = std::move(mission);
    m_rows = std::move(rows);
    if (!same)
        endResetModel();
    else if (!m_rows.empty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
    emit rowsChanged();
}

std::int64_t IncidentModel::idAt(int row) const { return m_shown->incidents->id[m_rows[static_cast<std::size_t>(row)]]; }

int IncidentModel::rowOf(std::int64_t id) const
{
    const auto at = m_shown->incidents->find(core::IncidentId{id});
    if (!at)
        return -1;
    const auto row = std::find(m_rows.begin(), m_rows.end(), static_cast<std::uint32_t>(*at));
    return row == m_rows.end() ? -1 : static_cast<int>(row - m_rows.begin());
}

int IncidentModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_rows.size()); }
int IncidentModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

const core::RecordValues* IncidentModel::record(std::int64_t id) const
{
    if (const auto* known = m_records.object(id))
        return known;
    auto values = m_document.read(Kind::INCIDENT, id);
    if (!values)
        return nullptr;
    m_records.insert(id, new core::RecordValues(std::move(*values)));
    return m_records.object(id);
}

QVariant IncidentModel::display(int row, int column) const
{
    const IncidentColumns& c = *m_shown->incidents;
    const std::size_t i = m_rows[static_cast<std::size_t>(row)];
    const auto number = [](std::int32_t value) { return value == IncidentColumns::kUnknown ? QString{} : countText(std::int64_t{value}); };
    if (column == Killed)
        return number(c.killed_best[i]);
    if (column == Injured)
        return number(c.injured[i]);
    if (column == Abducted)
        return number(c.abducted[i]);
    if (column == Displaced)
        return number(c.displaced[i]);
    if (column == Grade)
        return QString::fromStdString(gradeOf(*m_shown, i));
    if (column == Dataset)
        return c.dataset[i] == 0 ? tr("by hand") : shown(c.datasets[c.dataset[i]]);
    const auto* values = record(c.id[i]);
    if (values == nullptr)
        return QStringLiteral("...");
    const core::Field& f = field(column);
    if (column == Place) {
        const QString named = displayText(f, values->values[positionOf(f)], *m_shown);
        const core::Field& place = *core::findField(Kind::INCIDENT, "place_id");
        return named.isEmpty() ? displayText(place, values->values[positionOf(place)], *m_shown) : named;
    }
    if (column == Date && c.time_precision[i] != static_cast<std::uint8_t>(core::TimePrecision::EXACT_MINUTE)
        && c.time_precision[i] != static_cast<std::uint8_t>(core::TimePrecision::HOUR))
        return c.time[i] == IncidentColumns::kNoTime ? QString{} : QString::fromStdString(core::aboutDay(m_shown->timeZone().dayAt(core::Instant{std::chrono::seconds{c.time[i]}}), c.time_precision[i]));
    return displayText(f, values->values[positionOf(f)], *m_shown);
}

QVariant IncidentModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const Refusal* refusal = refusalAt(idAt(index.row()), index.column());
    switch (role) {
    case Qt::DisplayRole:
        return refusal != nullptr ? QVariant{refusal->text} : display(index.row(), index.column());
    case Qt::EditRole: {
        if (refusal != nullptr)
            return refusal->text;
        const auto* values = record(idAt(index.row()));
        if (values != nullptr && field(index.column()).type == core::FieldType::ReferenceList) // by name, as people know them
            return displayText(field(index.column()), values->values[positionOf(field(index.column()))], *m_shown);
        return values == nullptr ? QVariant{} : typedText(field(index.column()), values->values[positionOf(field(index.column()))], *m_shown);
    }
    case Qt::ToolTipRole:
        if (refusal != nullptr)
            return refusal->sentence;
        return display(index.row(), index.column()).toString().isEmpty() ? tr("Not known") : display(index.row(), index.column());
    case Qt::TextAlignmentRole:
        return QVariant{static_cast<int>((isCount(index.column()) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter)};
    case IdRole: return QVariant::fromValue<qlonglong>(idAt(index.row()));
    case ProblemRole: return refusal != nullptr ? refusal->sentence : QString{};
    default: return {};
    }
}

QVariant IncidentModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Vertical)
        return role == Qt::DisplayRole ? QVariant{section + 1} : QVariant{};
    if (section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant{static_cast<int>((isCount(section) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter)};
    if (role != Qt::DisplayRole)
        return {};
    static const std::array<const char*, ColumnCount> kHeads{QT_TR_NOOP("Date"), QT_TR_NOOP("Category"), QT_TR_NOOP("Place name"), QT_TR_NOOP("Actor"),
                                                             QT_TR_NOOP("Killed"), QT_TR_NOOP("Injured"), QT_TR_NOOP("Verification"),
                                                             QT_TR_NOOP("Dataset"), QT_TR_NOOP("Abducted"), QT_TR_NOOP("Displaced"),
                                                             QT_TR_NOOP("Grade"), QT_TR_NOOP("Title")};
    return tr(kHeads[static_cast<std::size_t>(section)]);
}

Qt::ItemFlags IncidentModel::flags(const QModelIndex& index) const
{
    auto flags = EditableTable::flags(index);
    if (index.isValid() && !m_document.isReadOnly() && index.column() != Dataset && index.column() != Grade)
        flags |= Qt::ItemIsEditable;
    return flags;
}

bool IncidentModel::setData(const QModelIndex& index, const QVariant& given, int role)
{
    if (!index.isValid() || role != Qt::EditRole || !(flags(index) & Qt::ItemIsEditable))
        return false;
    const std::int64_t id = idAt(index.row());
    const QString step = tr("Change %1 of incident %2").arg(headerData(index.column(), Qt::Horizontal, Qt::DisplayRole).toString().toLower()).arg(id);
    return setCell(index, {Kind::INCIDENT, id}, field(index.column()), given.toString(), data(index, Qt::EditRole).toString(), step);
}

} // namespace tutela::session
