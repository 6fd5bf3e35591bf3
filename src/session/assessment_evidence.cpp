// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <tutela/session/assessment_evidence.h>

#include "translated_p.h"
#include <tutela/session/display.h>

#include <tutela/analysis/area_index.h>
#include <tutela/analysis/incident_grid.h>
#include <tutela/core/geo.h>
#include <tutela/core/spoken.h>

#include <nlohmann/json.hpp>

#include <cmath>

namespace tutela::session {

namespace {

struct Cited {
    std::map<RecordRef, std::vector<core::LineId>> lines;
};

Cited citedBy(const core::Mission& mission, core::AssessmentId assessment)
{
    Cited cited;
    for (const auto& line : analysis::linesOf(mission, assessment)) {
        for (const auto id : line.incident_ids)
            cited.lines[{core::Kind::INCIDENT, id.value}].push_back(core::LineId{line.id});
        for (const auto id : line.alert_ids)
            cited.lines[{core::Kind::ALERT, id.value}].push_back(core::LineId{line.id});
    }
    return cited;
}

QString gradeOf(std::optional<core::Reliability> reliability, core::Rating credibility)
{
    if (!reliability && !credibility)
        return {};
    return QString::fromStdString(std::string{core::word(reliability.value_or(core::Reliability::F))} + std::to_string(credibility.value_or(6)));
}

QString harmText(const core::IncidentColumns& columns, std::size_t i)
{
    QStringList parts;
    parts << (columns.category[i] == core::IncidentColumns::kNoWord ? tr("Incident") : QString::fromStdString(core::spoken(static_cast<core::IncidentCategory>(columns.category[i]))));
    const auto add = [&](std::int32_t count, const QString& what) {
        if (count != core::IncidentColumns::kUnknown && count > 0)
            parts << what.arg(countText(count));
    };
    add(columns.killed_best[i], tr("%1 killed"));
    add(columns.injured[i], tr("%1 injured"));
    add(columns.abducted[i], tr("%1 abducted"));
    add(columns.displaced[i], tr("%1 displaced"));
    return parts.join(QStringLiteral(", "));
}

void addSources(EvidenceItem& item, const core::Mission& mission, const std::vector<core::SourceId>& sources)
{
    QStringList kinds;
    for (const auto id : sources) {
        const auto* source = mission.find<core::Source>(id);
        if (source == nullptr)
            continue;
        if (const QString grade = gradeOf(source->reliability, source->credibility); !grade.isEmpty() && (item.grade.isEmpty() || grade < item.grade))
            item.grade = grade;
        if (source->source_kind)
            kinds << QString::fromStdString(core::spoken(*source->source_kind));
    }
    kinds.removeDuplicates();
    item.source = kinds.join(QStringLiteral("; "));
}

struct Timed {
    EvidenceItem item;
    std::int64_t time = 0;
};

Timed incidentItem(const core::Mission& mission, std::size_t i)
{
    const auto& columns = *mission.incidents;
    Timed made;
    made.item.record = {core::Kind::INCIDENT, columns.id[i]};
    made.time = columns.time[i];
    made.item.when = columns.time[i] == core::IncidentColumns::kNoTime ? tr("time not known") : dayText(core::Instant{std::chrono::seconds{columns.time[i]}}, mission.timeZone());
    made.item.where = columns.hasPosition(i) ? whereabouts(mission, core::GeoPoint::of(columns.lon(i), columns.lat(i))) : tr("place not known");
    made.item.text = harmText(columns, i);
    addSources(made.item, mission, columns.sourceLists[columns.sources[i]]);
    return made;
}

Timed alertItem(const core::Mission& mission, const core::Alert& alert)
{
    Timed made;
    made.item.record = {core::Kind::ALERT, alert.id};
    const auto time = alert.t_observed ? alert.t_observed : alert.t_received;
    made.time = time ? time->time_since_epoch().count() : core::IncidentColumns::kNoTime;
    made.item.when = time ? dayText(*time, mission.timeZone()) : tr("time not known");
    const auto point = alert.point();
    made.item.where = alert.place_id ? nameOf(mission, {core::Kind::PLACE, alert.place_id->value}) : point ? whereabouts(mission, *point) : tr("place not known");
    made.item.grade = gradeOf(alert.reliability, alert.credibility);
    made.item.text = alert.description.empty() ? tr("Alert: %1").arg(alert.alert_type ? QString::fromStdString(core::spoken(*alert.alert_type)).toLower() : tr("type not known"))
                                               : shown(alert.description);
    made.item.source = alert.channel ? tr("Alert, %1").arg(QString::fromStdString(core::spoken(*alert.channel))) : tr("Alert");
    return made;
}

class Inside {
public:
    Inside(const core::Mission& mission, const core::Assessment& assessment) : m_everywhere(assessment.area_ids.empty()), m_index(areasOf(mission, assessment)), m_assessment(assessment) {}
    [[nodiscard]] bool period(std::int64_t time) const
    {
        if (!m_assessment.period_from || !m_assessment.period_to || time == core::IncidentColumns::kNoTime)
            return false;
        return time >= m_assessment.period_from->time_since_epoch().count() && time < m_assessment.period_to->time_since_epoch().count();
    }
    [[nodiscard]] bool area(double lon, double lat) const { return m_everywhere || m_index.covers(lon, lat); }
    [[nodiscard]] bool everywhere() const { return m_everywhere; }

private:
    static analysis::AreaIndex areasOf(const core::Mission& mission, const core::Assessment& assessment)
    {
        std::vector<const core::Area*> areas;
        for (const auto id : assessment.area_ids)
            if (const auto* area = mission.find<core::Area>(id))
                areas.push_back(area);
        return analysis::AreaIndex{areas};
    }
    bool m_everywhere;
    analysis::AreaIndex m_index;
    const core::Assessment& m_assessment;
};

/// Duplicates and false alarms are not what an assessment counts (doctrine.md 2.7).
bool stands(const core::Alert& alert) { return alert.triage != core::Triage::DUPLICATE && alert.triage != core::Triage::FALSE_OR_MALICIOUS; }

/// "Recorded since 1 Oct 2026: 31 incidents (12 killed, best figure), 4 alerts." What does not stand is told apart.
QString countsIn(const core::Mission& mission, const core::Assessment& window, const core::Progress& progress)
{
    const Inside inside{mission, window};
    const auto& columns = *mission.incidents;
    std::int64_t incidents = 0, killed = 0, alerts = 0, leftOut = 0;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        constexpr std::size_t kStep = 65'536;
        if (i % kStep == 0)
            progress.step(static_cast<double>(i) / static_cast<double>(columns.size()));
        if (!inside.period(columns.time[i]) || !(inside.everywhere() || (columns.hasPosition(i) && inside.area(columns.lon(i), columns.lat(i)))))
            continue;
        if (!analysis::stands(columns, i)) {
            ++leftOut;
            continue;
        }
        ++incidents;
        killed += columns.killed_best[i] == core::IncidentColumns::kUnknown ? 0 : columns.killed_best[i];
    }
    for (const auto& alert : mission.all<core::Alert>()) {
        const auto time = alert.t_observed ? alert.t_observed : alert.t_received;
        const auto point = alert.point();
        if (time && inside.period(time->time_since_epoch().count()) && (inside.everywhere() || (point && inside.area(point->lon(), point->lat()))))
            ++(stands(alert) ? alerts : leftOut);
    }
    const QString day = dayText(*window.period_from, mission.timeZone());
    const QString counted = tr("Recorded since %1: %2 (%3 killed, best figure), %4.")
                                .arg(day, incidents == 1 ? tr("1 incident") : tr("%1 incidents").arg(countText(incidents)), countText(killed),
                                     alerts == 1 ? tr("1 alert") : tr("%1 alerts").arg(countText(alerts)));
    return leftOut == 0 ? counted : counted + QLatin1Char(' ') + tr("Not counted: %1 refuted, false or duplicate.").arg(countText(leftOut));
}

/// Lines of another class first, then those in which something moved, then those that are as they were.
int rankOf(const analysis::LineChange& change)
{
    return change.change != core::ChangeSinceLast::SAME ? 0 : change.why.empty() ? 2 : 1;
}

} // namespace

std::vector<EvidenceItem> evidenceOf(const core::Mission& mission, const core::Assessment& assessment, const core::Progress& progress)
{
    const Cited cited = citedBy(mission, core::AssessmentId{assessment.id});
    const Inside inside{mission, assessment};
    const auto& columns = *mission.incidents;
    std::vector<Timed> items;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        constexpr std::size_t kStep = 65'536;
        if (i % kStep == 0)
            progress.step(static_cast<double>(i) / static_cast<double>(columns.size()));
        const bool isCited = cited.lines.contains({core::Kind::INCIDENT, columns.id[i]});
        const bool happened = inside.period(columns.time[i]) && (inside.everywhere() || (columns.hasPosition(i) && inside.area(columns.lon(i), columns.lat(i))));
        if (isCited || happened)
            items.push_back(incidentItem(mission, i));
    }
    for (const auto& alert : mission.all<core::Alert>()) {
        Timed item = alertItem(mission, alert);
        const auto point = alert.point();
        if (cited.lines.contains(item.item.record) || (inside.period(item.time) && (inside.everywhere() || (point && inside.area(point->lon(), point->lat())))))
            items.push_back(std::move(item));
    }
    std::sort(items.begin(), items.end(), [](const Timed& a, const Timed& b) { return std::pair{a.time, a.item.record} < std::pair{b.time, b.item.record}; });
    int number = 0;
    for (auto& each : items)
        if (const auto found = cited.lines.find(each.item.record); found != cited.lines.end()) {
            each.item.number = ++number;
            each.item.lines = found->second;
        }
    std::stable_sort(items.begin(), items.end(), [](const Timed& a, const Timed& b) {
        if ((a.item.number > 0) != (b.item.number > 0))
            return a.item.number > 0;
        return a.time > b.time;
    });
    std::vector<EvidenceItem> evidence;
    for (auto& each : items)
        evidence.push_back(std::move(each.item));
    return evidence;
}

QStringList sinceLast(const core::Mission& mission, const AssessmentWork& work, const core::Progress& progress)
{
    QStringList sentences;
    const auto* last = work.assessment.previous_id ? mission.find<core::Assessment>(*work.assessment.previous_id) : nullptr;
    const auto cut = last != nullptr ? (last->as_of ? last->as_of : last->period_to) : std::nullopt;
    if (cut) {
        core::Assessment since = work.assessment;
        since.period_from = *cut;
        since.period_to = work.result.as_of;
        sentences << countsIn(mission, since, progress);
    } else {
        const auto lines = work.result.lines.size();
        sentences << (lines == 0 ? tr("No threat is recorded for this area yet, so the draft has no lines. Record threats in Data first.")
                                 : lines == 1 ? tr("Nothing is taken over: 1 line is drafted from threats, places and evidence.")
                                              : tr("Nothing is taken over: %1 lines are drafted from threats, places and evidence.").arg(lines));
    }
    auto changes = work.result.changes;
    std::stable_sort(changes.begin(), changes.end(), [](const auto& a, const auto& b) { return rankOf(a) < rankOf(b); });
    for (const auto& change : changes)
        sentences << shown(change.text);
    if (last != nullptr && work.result.changes.empty())
        sentences << tr("No line changed its class or its risk.");
    for (const auto& note : work.result.notes)
        sentences << shown(note);
    return sentences;
}

nlohmann::json citationEdit(const core::Line& line, const std::vector<RecordRef>& records, bool cite)
{
    std::vector<std::int64_t> incidents, alerts;
    for (const auto id : line.incident_ids)
        incidents.push_back(id.value);
    for (const auto id : line.alert_ids)
        alerts.push_back(id.value);
    const auto before = std::pair{incidents, alerts};
    for (const auto& record : records) {
        auto& list = record.kind == core::Kind::ALERT ? alerts : incidents;
        const auto at = std::find(list.begin(), list.end(), record.id);
        if (cite && at == list.end())
            list.push_back(record.id);
        else if (!cite && at != list.end())
            list.erase(at);
    }
    if (before == std::pair{incidents, alerts})
        return nullptr;
    return {{"kind", "line"}, {"id", line.id}, {"set", {{"incident_ids", incidents}, {"alert_ids", alerts}}}};
}

} // namespace tutela::session
