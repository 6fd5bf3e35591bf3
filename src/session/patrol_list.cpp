// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <tutela/session/patrol_list.h>

#include "translated_p.h"

#include <tutela/analysis/assess.h>
#include <tutela/analysis/recorded_patrols.h>
#include <tutela/core/periods.h>
#include <tutela/core/spoken.h>
#include <tutela/core/track_match.h>
#include <tutela/session/display.h>

#include <algorithm>
#include <array>
#include <map>

namespace tutela::session {

using core::Patrol;

namespace {

using Tracks = std::vector<const Patrol*>;

bool isIn(const core::Geometry& area, const core::Geometry& track)
{
    for (const auto& part : track.parts)
        for (const auto& line : part)
            if (std::any_of(line.begin(), line.end(), [&](const core::Vertex& at) { return core::covers(area, core::GeoPoint::of(at.x, at.y)); }))
                return true;
    return false;
}

/// Whether a stop, the base or a track of a patrol lies in the area.
bool liesIn(const core::Mission& mission, const Patrol& patrol, const Tracks& tracks, const core::Area& area)
{
    const auto in = [&](const std::optional<core::GeoPoint>& at) { return at && core::covers(area.geometry, *at); };
    for (const core::PatrolStop& stop : patrol.stops) {
        const auto* place = stop.place_id ? mission.find<core::Place>(*stop.place_id) : nullptr;
        if (in(stop.lon && stop.lat ? std::optional{core::GeoPoint::of(*stop.lon, *stop.lat)} : place != nullptr ? place->point() : std::nullopt))
            return true;
    }
    if (const auto* base = patrol.base_id ? mission.find<core::Base>(*patrol.base_id) : nullptr; base != nullptr && in(base->point()))
        return true;
    return isIn(area.geometry, patrol.geometry) || std::any_of(tracks.begin(), tracks.end(), [&](const Patrol* track) { return isIn(area.geometry, track->geometry); });
}

bool meets(const std::optional<core::Period>& under, const core::Period& period) { return !under || (under->from < period.to && under->to > period.from); }

template <class Word>
QString spokenOf(const std::optional<Word>& word) { return word ? QString::fromStdString(core::spoken(*word)) : QString{}; }

/// What waits longest first.
int urgency(core::ReportState state)
{
    using enum core::ReportState;
    constexpr std::array kOrder{LATE, DUE, FILED_LATE, FILED, NONE};
    return static_cast<int>(std::find(kOrder.begin(), kOrder.end(), state) - kOrder.begin());
}

PatrolRow rowOf(const core::Mission& mission, const Patrol& patrol, bool tracked, core::Instant asOf)
{
    PatrolRow row;
    row.id = {patrol.id};
    row.track = core::isTrack(patrol);
    row.reference = row.track ? shown(patrol.source_id) : nameOf(mission, {core::Kind::PATROL, patrol.id});
    row.kind = row.track ? tr("Track without a patrol") : spokenOf(patrol.patrol_kind);
    row.status = spokenOf(patrol.status);
    QStringList units;
    for (const core::UnitId id : patrol.unit_ids)
        units << nameOf(mission, {core::Kind::UNIT, id.value});
    row.unit = units.join(QStringLiteral(", "));
    row.source = spokenOf(tracked ? std::optional{core::TrackSource::GPS} : patrol.track_source);
    row.planned_start = patrol.planned_start;
    row.planned_end = patrol.planned_end;
    row.actual_start = patrol.actual_start;
    row.actual_end = patrol.actual_end;
    row.stops = static_cast<std::int64_t>(patrol.stops.size());
    for (const core::PatrolStop& stop : patrol.stops)
        if (const auto met = core::peopleMet(stop))
            row.met = row.met.value_or(0) + *met;
    row.report = core::reportState(patrol, asOf);
    row.report_due = core::reportDue(patrol);
    return row;
}

int alignmentOf(int column) { return static_cast<int>((column == PatrolModel::Stops || column == PatrolModel::Met ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter); }

} // namespace

std::vector<PatrolRow> patrolRows(const core::Mission& mission, const std::optional<core::Period>& period, std::optional<core::AreaId> scope, core::Instant asOf)
{
    std::map<core::PatrolId, Tracks> tracks; // they stand with their patrols
    for (const Patrol& each : mission.all<Patrol>())
        if (each.patrol_id && mission.find<Patrol>(*each.patrol_id) != nullptr)
            tracks[*each.patrol_id].push_back(&each);
    const auto* area = scope ? mission.find<core::Area>(*scope) : nullptr;
    std::vector<PatrolRow> rows;
    for (const Patrol& patrol : mission.all<Patrol>()) {
        if (patrol.patrol_id && mission.find<Patrol>(*patrol.patrol_id) != nullptr)
            continue;
        const auto own = tracks.find({patrol.id});
        const Tracks& of = own != tracks.end() ? own->second : Tracks{};
        if ((period && !meets(core::underWay(patrol), *period)) || (area != nullptr && !liesIn(mission, patrol, of, *area)))
            continue;
        rows.push_back(rowOf(mission, patrol, !of.empty(), asOf));
    }
    const auto start = [](const PatrolRow& row) { return row.actual_start ? row.actual_start : row.planned_start; };
    std::stable_sort(rows.begin(), rows.end(), [&](const PatrolRow& a, const PatrolRow& b) { return start(a) < start(b); });
    return rows;
}

QString patrolSentence(const std::vector<PatrolRow>& rows, core::Instant asOf, const core::TimeZone& zone)
{
    const auto tracks = std::count_if(rows.begin(), rows.end(), [](const PatrolRow& row) { return row.track; });
    const auto late = std::count_if(rows.begin(), rows.end(), [](const PatrolRow& row) { return row.report == core::ReportState::LATE; });
    const auto patrols = static_cast<std::int64_t>(rows.size()) - tracks;
    QString text = patrols == 1 ? tr("1 patrol") : tr("%1 patrols").arg(countText(patrols));
    if (const QString moment = shown(core::readableCutOff(asOf, zone)); late > 0)
        text += late == 1 ? tr("; 1 report is late as of %1").arg(moment) : tr("; %1 reports are late as of %2").arg(countText(late), moment);
    if (tracks > 0)
        text += tracks == 1 ? tr("; 1 track has no patrol yet") : tr("; %1 tracks have no patrol yet").arg(countText(tracks));
    return text;
}

QString reportText(core::ReportState state, const std::optional<core::Instant>& due, const core::Mission& mission)
{
    const QString when = due ? timeText(*due, mission) : QString{};
    switch (state) {
    case core::ReportState::NONE: return {};
    case core::ReportState::DUE: return tr("due %1").arg(when);
    case core::ReportState::LATE: return tr("late since %1").arg(when);
    case core::ReportState::FILED: return due ? tr("filed in time") : tr("filed");
    case core::ReportState::FILED_LATE: return tr("filed late, was due %1").arg(when);
    }
    return {};
}

QString timeText(core::Instant time, const core::Mission& mission)
{
    static const core::Field& field = *core::findField(core::Kind::PATROL, "actual_start");
    return displayText(field, core::Value{core::toText(time)}, mission);
}

std::vector<const Patrol*> tracksOf(const core::Mission& mission, core::PatrolId patrol)
{
    std::vector<const Patrol*> tracks;
    for (const Patrol& each : mission.all<Patrol>())
        if (each.patrol_id == patrol)
            tracks.push_back(&each);
    return tracks;
}

QString ownerSentence(const core::Mission& mission, const Patrol& track)
{
    if (!track.patrol_id)
        return tr("Nobody said yet which patrol drove it: choose it here.");
    const Patrol* owner = mission.find<Patrol>(*track.patrol_id);
    const std::string warning = owner != nullptr ? core::otherTimeText(*owner, track, mission.timeZone()) : std::string{};
    return warning.empty() ? shown(track.patrol_reason) : tr("%1. Check it: %2.").arg(shown(track.patrol_reason), shown(warning));
}

QString visitSentence(const core::Mission& stored, core::PatrolId id)
{
    const Patrol* kept = stored.find<Patrol>(id);
    if (kept == nullptr)
        return {};
    std::vector<Patrol> alone{*kept};
    for (const Patrol* track : tracksOf(stored, id))
        alone.push_back(*track);
    std::sort(alone.begin(), alone.end(), [](const Patrol& a, const Patrol& b) { return a.id < b.id; });
    core::Mission mission = stored;
    mission.set(std::move(alone));
    mission = analysis::withTracks(mission);
    const Patrol* patrol = mission.find<Patrol>(id);
    if (patrol == nullptr || patrol->status == core::PatrolStatus::CANCELLED)
        return {};
    int reached = 0, visits = 0;
    QStringList passed;
    for (std::size_t i = 0; i < patrol->stops.size(); ++i) {
        const core::PatrolStop& stop = patrol->stops[i];
        if (!stop.actual_arrival)
            continue;
        ++reached;
        if (analysis::isVisit(*patrol, stop)) {
            ++visits;
            continue;
        }
        const bool isShort = stop.actual_dwell_minutes.value_or(0) < 30;
        const QString why = patrol->track_source == core::TrackSource::PLANNED_ONLY ? tr("at stop %1 the patrol says that this is only planned")
                            : !stop.actual_dwell_minutes                            ? tr("how long it stayed at stop %1 is not known")
                            : isShort                                               ? tr("stop %1 was shorter than 30 minutes")
                                                                                    : tr("at stop %1 nobody was met, and it was not on foot");
        passed << why.arg(i + 1);
    }
    if (reached == 0)
        return {};
    const QString why = passed.join(QStringLiteral("; "));
    if (visits == 0)
        return tr("No stop counts as a visit: %1.").arg(why);
    const QString text = visits == 1 ? tr("1 stop counts as a visit.") : tr("%1 stops count as visits.").arg(visits);
    return passed.isEmpty() ? text : text + tr(" Not a visit: %1.").arg(why);
}

PatrolModel::PatrolModel(Document& document, QObject* parent) : QAbstractTableModel(parent), m_document(document)
{
    connect(&document, &Document::changed, this, [this](const store::Touched& touched) {
        using enum core::Kind;
        constexpr std::array kKinds{MISSION, AREA, PLACE, BASE, UNIT, PATROL};
        if (std::any_of(kKinds.begin(), kKinds.end(), [&](core::Kind kind) { return touched.touches(kind); }))
            reload();
    });
    reload();
}

void PatrolModel::setFilter(const std::optional<core::Period>& period, std::optional<core::AreaId> scope)
{
    m_period = period;
    m_scope = scope;
    reload();
}

void PatrolModel::reload()
{
    const auto mission = m_document.mission();
    m_asOf = analysis::referenceTime(*mission, m_period ? std::optional{m_period->to} : std::nullopt, m_document.now()); // as all that is computed
    auto rows = patrolRows(*mission, m_period, m_scope, m_asOf);
    const bool same = rows.size() == m_rows.size() && std::equal(rows.begin(), rows.end(), m_rows.begin(), [](const auto& a, const auto& b) { return a.id == b.id; });
    if (same) { // whoever stands in a row stays there
        m_rows = std::move(rows);
        if (!m_rows.empty())
            emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
        return;
    }
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

int PatrolModel::rowOf(core::PatrolId id) const
{
    const auto at = std::find_if(m_rows.begin(), m_rows.end(), [&](const PatrolRow& row) { return row.id == id; });
    return at != m_rows.end() ? static_cast<int>(at - m_rows.begin()) : -1;
}

int PatrolModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_rows.size()); }
int PatrolModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QString PatrolModel::text(const PatrolRow& row, int column) const
{
    const auto time = [&](const std::optional<core::Instant>& at) { return at ? timeText(*at, *m_document.mission()) : QString{}; };
    switch (column) {
    case Reference: return row.reference;
    case KindColumn: return row.kind;
    case Status: return row.status;
    case UnitColumn: return row.unit;
    case PlannedStart: return time(row.planned_start);
    case PlannedEnd: return time(row.planned_end);
    case ActualStart: return time(row.actual_start);
    case ActualEnd: return time(row.actual_end);
    case Stops: return row.track ? QString{} : countText(row.stops);
    case Met: return row.track || row.stops == 0 ? QString{} : countText(row.met);
    case Source: return row.source;
    case Report: return reportText(row.report, row.report_due, *m_document.mission());
    default: return {};
    }
}

QVariant PatrolModel::order(const PatrolRow& row, int column) const
{
    const auto time = [](const std::optional<core::Instant>& at) { return QVariant::fromValue<qlonglong>(at ? at->time_since_epoch().count() : 0); };
    switch (column) {
    case PlannedStart: return time(row.planned_start);
    case PlannedEnd: return time(row.planned_end);
    case ActualStart: return time(row.actual_start);
    case ActualEnd: return time(row.actual_end);
    case Stops: return QVariant::fromValue<qlonglong>(row.stops);
    case Met: return QVariant::fromValue<qlonglong>(row.met.value_or(-1));
    case Report: return urgency(row.report);
    default: return text(row, column);
    }
}

QVariant PatrolModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const PatrolRow& row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole: return text(row, index.column());
    case Qt::TextAlignmentRole: return alignmentOf(index.column());
    case IdRole: return QVariant::fromValue<qlonglong>(row.id.value);
    case SortRole: return order(row, index.column());
    default: return {};
    }
}

QVariant PatrolModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Vertical)
        return role == Qt::DisplayRole ? QVariant{section + 1} : QVariant{};
    if (role == Qt::TextAlignmentRole)
        return alignmentOf(section); // a head stands over its cells
    if (role != Qt::DisplayRole || section < 0 || section >= ColumnCount)
        return {};
    const std::array<QString, ColumnCount> heads{tr("Patrol"), tr("Kind"), tr("Status"), tr("Unit"), tr("Planned start"), tr("Planned end"), tr("Left"),
                                                 tr("Back"), tr("Stops"), tr("People met"), tr("Known from"), tr("Report")};
    return heads[static_cast<std::size_t>(section)];
}

} // namespace tutela::session
