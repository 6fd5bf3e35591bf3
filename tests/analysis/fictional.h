// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/analysis/assess.h>
#include <tutela/core/mission.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

namespace tutela::test {

using namespace std::chrono_literals;

/// as_of of every hand-built mission: 1 November 2026, 00:00 UTC.
inline const core::Instant kAsOf = core::instantOf("2026-11-01T00:00:00.000Z");
inline constexpr double kKm = 1.0 / 110.574; ///< degrees of latitude at the equator that make one kilometre

inline core::Instant daysAgo(double days)
{
    return kAsOf - std::chrono::seconds{static_cast<std::int64_t>(days * 86400.0)};
}

/// One incident as a test says it.
struct Happening {
    double lon = 3.0, lat = 1.0;
    core::Instant time = daysAgo(1);
    int severity = 4;
    std::optional<core::Verification> verification = core::Verification::CORROBORATED;
    std::vector<core::ActorId> by{};
    std::vector<core::SourceId> sources{};
    std::optional<std::int32_t> killed{};
    std::string dataset{};
    std::optional<core::PlacePrecision> place_precision{};
    std::optional<core::TimePrecision> time_precision{};
    core::IncidentCategory category = core::IncidentCategory::ATTACK_ON_CIVILIANS;
    std::string source_type{};
};

/// A mission built by hand, record by record; ids count up from 1 over all kinds.
class Fictional {
public:
    core::PlaceId place(const std::string& name, double lon, double lat, core::Count people = 3200)
    {
        core::Place place;
        place.id = ++m_id;
        place.name = name;
        place.lon = lon;
        place.lat = lat;
        place.population_total = people;
        places.push_back(place);
        return {place.id};
    }
    core::ActorId actor(const std::string& name, core::ActorKind kind)
    {
        core::Actor actor;
        actor.id = ++m_id;
        actor.name = name;
        actor.actor_kind = kind;
        actors.push_back(actor);
        return {actor.id};
    }
    core::ThreatId threat(const std::string& name, std::vector<core::ActorId> by, std::vector<core::PlaceId> at)
    {
        core::Threat threat;
        threat.id = ++m_id;
        threat.name = name;
        threat.actor_ids = std::move(by);
        threat.place_ids = std::move(at);
        threat.acts = {core::Act::KILLING};
        threat.intent = 4;
        threat.capability = 3;
        threat.opportunity = 4;
        threat.host_state = 1;
        threat.community = 0;
        threats.push_back(threat);
        return {threat.id};
    }
    core::IncidentId incident(const Happening& h)
    {
        auto& c = columns;
        const auto word = [](auto value) { return value ? static_cast<std::uint8_t>(*value) : core::IncidentColumns::kNoWord; };
        c.id.push_back(++m_id);
        c.lonE7.push_back(static_cast<std::int32_t>(std::lround(h.lon * 1e7)));
        c.latE7.push_back(static_cast<std::int32_t>(std::lround(h.lat * 1e7)));
        c.time.push_back(h.time.time_since_epoch().count());
        c.time_precision.push_back(word(h.time_precision));
        c.place_precision.push_back(word(h.place_precision));
        c.category.push_back(static_cast<std::uint8_t>(h.category));
        c.verification.push_back(word(h.verification));
        c.victim_status.push_back(core::IncidentColumns::kNoWord);
        c.act_severity.push_back(static_cast<std::uint8_t>(h.severity));
        c.killed_best.push_back(h.killed.value_or(core::IncidentColumns::kUnknown));
        for (auto* column : {&c.killed_low, &c.killed_high, &c.killed_civilians, &c.injured, &c.abducted, &c.displaced})
            column->push_back(core::IncidentColumns::kUnknown);
        c.perpetrators.push_back(code(c.perpetratorLists, h.by));
        c.sources.push_back(code(c.sourceLists, h.sources));
        c.dataset.push_back(static_cast<std::uint16_t>(code(c.datasets, h.dataset)));
        c.source_type.push_back(static_cast<std::uint16_t>(code(c.sourceTypes, h.source_type)));
        return {c.id.back()};
    }
    core::Alert& alert(core::PlaceId at, core::AlertType type, core::Instant received)
    {
        core::Alert alert;
        alert.id = ++m_id;
        alert.place_id = at;
        alert.alert_type = type;
        alert.t_received = received;
        alert.reliability = core::Reliability::B;
        alert.credibility = 2;
        alerts.push_back(alert);
        return alerts.back();
    }
    core::SourceId source(const std::string& group, core::Reliability reliability, int credibility)
    {
        core::Source source;
        source.id = ++m_id;
        source.group_key = group;
        source.reliability = reliability;
        source.credibility = credibility;
        sources.push_back(source);
        return {source.id};
    }
    core::Base& base(double lon, double lat)
    {
        core::Base base;
        base.id = ++m_id;
        base.name = "Base";
        base.base_kind = core::BaseKind::COMPANY_OPERATING_BASE;
        base.lon = lon;
        base.lat = lat;
        bases.push_back(base);
        return bases.back();
    }
    /// A patrol with one stop that counts as a visit.
    core::Patrol& visit(core::PlaceId at, core::Instant arrival)
    {
        core::Patrol patrol;
        patrol.id = ++m_id;
        patrol.track_source = core::TrackSource::GPS;
        patrol.dismounted = true;
        core::PatrolStop stop;
        stop.place_id = at;
        stop.actual_arrival = arrival;
        stop.actual_dwell_minutes = 60;
        patrol.stops = {stop};
        patrols.push_back(patrol);
        return patrols.back();
    }
    void canTest(core::PlaceId at, core::Instant time, bool works)
    {
        core::CanTest test;
        test.id = ++m_id;
        test.place_id = at;
        test.tested_at = time;
        test.works = works;
        canTests.push_back(test);
    }
    core::AreaId area(const std::string& name, core::AreaLevel level, core::Box box, const std::string& code = {})
    {
        core::Area area;
        area.id = ++m_id;
        area.name = name;
        area.code = code;
        area.level = level;
        area.geometry.type = core::Geometry::Type::MultiPolygon;
        area.geometry.parts = {{{{box.west, box.south}, {box.east, box.south}, {box.east, box.north}, {box.west, box.north}, {box.west, box.south}}}};
        areas.push_back(area);
        return {area.id};
    }
    /// Stores a draft as the program would: ids given, lines bound to it.
    core::AssessmentId keep(const analysis::AssessmentDraft& draft, std::optional<core::AssessmentState> state = {})
    {
        core::Assessment assessment = draft.assessment;
        assessment.id = ++m_id;
        assessments.push_back(assessment);
        for (const analysis::LineResult& result : draft.result.lines) {
            core::Line line = result.line;
            line.id = ++m_id;
            line.assessment_id = core::AssessmentId{assessment.id};
            lines.push_back(line);
        }
        if (state)
            signOffs.push_back({static_cast<std::int64_t>(signOffs.size() + 1), {assessment.id}, state, {}, core::Role::HEAD_OF_OFFICE, "", kAsOf, "", ""});
        return {assessment.id};
    }
    std::int64_t nextId() { return ++m_id; }
    template <class T>
    static T& record(std::vector<T>& all, core::Id<T::kind> id)
    {
        return *std::find_if(all.begin(), all.end(), [&](const T& r) { return r.id == id.value; });
    }

    core::Mission mission() const
    {
        core::Mission m;
        m.details = details;
        m.set(places);
        m.set(actors);
        m.set(threats);
        m.set(alerts);
        m.set(sources);
        m.set(bases);
        m.set(patrols);
        m.set(canTests);
        m.set(areas);
        m.set(groups);
        m.set(assessments);
        m.set(lines);
        m.set(actions);
        m.incidents = std::make_shared<core::IncidentColumns>(columns);
        m.sign_offs = std::make_shared<std::vector<core::SignOff>>(signOffs);
        return m;
    }
    /// A monthly draft of the whole mission at kAsOf.
    analysis::AssessmentDraft draft(std::optional<core::AreaId> area = {}) const
    {
        return analysis::draft(mission(), {area, october(), kAsOf});
    }
    static core::Period october() { return {core::instantOf("2026-10-01"), kAsOf}; }

    core::MissionDetails details;
    std::vector<core::Place> places;
    std::vector<core::Actor> actors;
    std::vector<core::Threat> threats;
    std::vector<core::Alert> alerts;
    std::vector<core::Source> sources;
    std::vector<core::Base> bases;
    std::vector<core::Patrol> patrols;
    std::vector<core::CanTest> canTests;
    std::vector<core::Area> areas;
    std::vector<core::Group> groups;
    std::vector<core::Assessment> assessments;
    std::vector<core::Line> lines;
    std::vector<core::Action> actions;
    std::vector<core::SignOff> signOffs;
    core::IncidentColumns columns;

private:
    template <class T>
    static std::uint32_t code(std::vector<T>& dictionary, const T& value)
    {
        const auto at = std::find(dictionary.begin(), dictionary.end(), value);
        if (at != dictionary.end())
            return static_cast<std::uint32_t>(at - dictionary.begin());
        dictionary.push_back(value);
        return static_cast<std::uint32_t>(dictionary.size() - 1);
    }
    std::int64_t m_id = 0;
};

/// Place Luzi under one threat by one actor.
struct OneThreat : Fictional {
    core::ActorId militia = actor("Militia", core::ActorKind::COMMUNITY_MILITIA);
    core::PlaceId luzi = place("Luzi", 3.0, 1.0);
    core::ThreatId raids = threat("Militia raids", {militia}, {luzi});
    analysis::LineResult line() const { return draft().result.lines.at(0); }
};

} // namespace tutela::test
