// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample_model.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace tutela::test {
namespace {

using namespace report;
using core::Range;

const std::array<const char*, 9> kAreas{"Lakeshore", "Gelo", "Central Corridor", "Sentu Valley", "Tsombe", "Northern Plains", "Ubara Highlands", "Masibe", "Koroma"};
const std::array<const char*, 9> kPlaces{"Luzi", "Fanara", "Nyalo", "Adrela", "Ituwe", "Banzu", "Wasoro", "Sakore", "Piranda"};
const std::array<const char*, 3> kThreats{"Raids by the Red Lake band", "Taxation and abduction on Road 7", "Reprisals between herders and farmers"};

core::Geometry ring(double lon, double lat, double radius, int corners)
{
    core::Geometry geometry;
    geometry.type = core::Geometry::Type::MultiPolygon;
    core::Geometry::Ring points;
    for (int i = 0; i <= corners; ++i) {
        const double angle = 2.0 * std::numbers::pi * (i % corners) / corners;
        const double wobble = radius * (1.0 + 0.12 * std::sin(5 * angle) + 0.06 * std::sin(11 * angle + 1));
        points.push_back({lon + wobble * 1.25 * std::cos(angle), lat + wobble * std::sin(angle)});
    }
    geometry.parts = {{points}};
    return geometry;
}

void head(ReportModel& model, const SampleSize& size)
{
    Head& h = model.head;
    h.mission = "Kavara Mission" + size.name_tail;
    h.reference = "TA-KAV-2026-0003";
    h.version = "2.1";
    h.title = "Monthly threat assessment";
    h.month = "October 2026";
    h.scope = "Mission-wide: nine areas, nine assessed places";
    h.period_from = "2026-10-01";
    h.period_to = "2026-10-31";
    h.as_of = "2026-11-01T00:00:00.000Z";
    h.as_of_text = "1 Nov 2026, 01:00 (Africa/Lagos)";
    h.valid_until = "2026-11-30";
    h.marking = core::Marking::CONFIDENTIAL;
    h.demonstration = true;
    h.boundary_disclaimer = "The boundaries and names shown and the designations used on this map do not imply official endorsement or acceptance.";
    h.distribution = "Mission leadership, heads of sector";
    h.contributors = {core::Component::CIVILIAN_POC_UNIT, core::Component::MILITARY};
    h.prepared = {core::Role::POC_ADVISER, "2026-10-30"};
    h.fingerprint = "7f3a91c204be0000000000000000000000000000000000000000000000000000";
    h.program = "Tutela 0.1.0";
}

LinePart line(int i, const SampleSize& size)
{
    LinePart part;
    const auto at = static_cast<std::size_t>(i);
    const auto text = [&](const char* own) { return size.text.empty() ? std::string{own} : size.text; };
    part.rank = i + 1;
    part.threat = kThreats[at % 3] + size.name_tail;
    part.places = kPlaces[at % 9] + size.name_tail;
    part.place_names = {part.places};
    part.area = kAreas[at % 9] + size.name_tail;
    part.actors = {"Red Lake band" + size.name_tail};
    part.actor_note = "Armed group, 120 to 200 people, small arms and motorbikes; targets civilians systematically.";
    part.acts = {core::Act::KILLING, core::Act::ABDUCTION, core::Act::BURNING_OF_HOMES};
    if (i != 4)
        part.persons = 9126 + 3000 * i;
    part.persons_assumed = i == 4;
    part.intent = {4, text("Ultimatum of 12 October; two raids on the same community.")};
    part.capability = {3, text("Forty men with rifles seen on the lake road.")};
    if (i != 5)
        part.opportunity = {4, text("No patrol for three weeks; road R7 is closed at the bridge.")};
    part.shift = i < 2 ? 1 : 0;
    part.shift_reason = "A corroborated raid in the last 14 days within 25 km (item 3).";
    const int l = std::max(2, 5 - i / 2);
    const int imp = std::max(2, 5 - i / 3);
    part.likelihood = Range<int>{i == 5 ? l - 1 : l, l};
    part.act_severity = Range<int>{4, 4};
    part.exposure = Range<int>{4, 4};
    part.vulnerability = Range<int>{3, 3};
    part.impact = Range<int>{imp, imp};
    part.risk_inherent = Range<int>{i == 5 ? (l - 1) * imp : l * imp, l * imp};
    part.risk_residual = part.risk_inherent;
    part.likelihood_residual = part.likelihood;
    part.protection = Range<int>{0, 0};
    const int risk = l * imp;
    const core::Band band = risk >= 20 ? core::Band::CRITICAL : risk >= 10 ? core::Band::HIGH : risk >= 5 ? core::Band::MODERATE : core::Band::LOW;
    part.band = part.band_inherent = Range<core::Band>{band, band};
    const auto priority = risk >= 16 ? core::PriorityClass::MUST : risk >= 10 ? core::PriorityClass::SHOULD : risk >= 5 ? core::PriorityClass::COULD : core::PriorityClass::WATCH;
    part.priority = Range<core::PriorityClass>{priority, priority};
    part.host_state = {0, text("The army left the sector in August.")};
    part.community = {i % 2, text("Alert network last tested in July.")};
    part.confidence = i % 3 == 0 ? core::Confidence::MEDIUM : core::Confidence::LOW;
    part.contested = i == 2;
    part.trend = i < 3 ? core::Trend::RISING : i < 6 ? core::Trend::STABLE : core::Trend::INSUFFICIENT;
    part.imminent = i == 0;
    if (i != 1)
        part.days_since_visit = 3 + 8 * i;
    part.factors = {{core::VulnerabilityFactor::RECENT_ATTACK, true, 1, "2 attacks"}, {core::VulnerabilityFactor::NO_COMMS, true, 1, {}},
                    {core::VulnerabilityFactor::ISOLATED, std::nullopt, 2, {}}, {core::VulnerabilityFactor::DISPLACED_MAJORITY, false, 2, {}}};
    part.explain = {"p = I * C * O = 4 * 3 * 4 = 48", "likelihood = 1 + thresholds of shift +1 (1, 8, 27, 64) at or below 48 = 4",
                    "impact = (2 * (2 * A + E + V) + 4) div 8 = (2 * (8 + 4 + 3) + 4) div 8 = 4", "protection = H + M + S = 0 + 0 (reach not computed) + 0 = 0",
                    "residual risk = 4 * 4 = 16"};
    if (i == 2)
        part.overrides = {"impact set to 5 instead of 4 by POC adviser: " + text("The market draws people from six villages on Thursdays, which the census figure misses.")};
    for (int e = i; e < size.evidence; e += size.lines)
        part.evidence.push_back(e + 1);
    for (int a = i; a < size.actions; a += size.lines)
        part.actions.push_back(a + 1);
    part.most_likely = text("Two or three raids on outlying farms in the forecast period, with abductions for ransom.");
    part.most_dangerous = text("An attack on the displacement site at night while the road is closed.");
    part.triggers = {"market day", "harvest"};
    part.indicators = {"women stop going to the lake", "motorbikes bought in numbers"};
    part.change = i == 0 ? core::ChangeSinceLast::UP : core::ChangeSinceLast::SAME;
    part.change_reason = i == 0 ? "Two attacks since 14 October." : "";
    return part;
}

ActionPart action(int i, const SampleSize& size)
{
    static const std::array<const char*, 4> kText{"Open a temporary operating base at Luzi", "Reopen road R7 at the Fanara bridge",
                                                  "Bring market leaders of Nyalo together with the herders", "Test the alert networks of Lakeshore"};
    ActionPart part;
    part.number = i + 1;
    part.text = size.text.empty() ? kText[static_cast<std::size_t>(i) % 4] : size.text.substr(0, 300);
    part.tier = static_cast<core::Tier>(i % 3);
    part.phase = core::Phase::PREEMPTION;
    part.lead = i % 2 == 0 ? core::Component::MILITARY : core::Component::CIVILIAN_CIVIL_AFFAIRS;
    part.support = {core::Component::POLICE};
    part.owner = "Sector commander East";
    part.deadline = "2026-11-" + std::string{i % 28 < 9 ? "0" : ""} + std::to_string(i % 28 + 1);
    part.status = i % 4 == 0 ? core::ActionStatus::IN_PROGRESS : core::ActionStatus::PROPOSED;
    part.overdue = i == 3;
    part.indicator = "attacks per 28 days in the area, from 4 to 1";
    part.decision_requested = i < 3;
    part.effect = "Cuts arrival from half a day to under an hour.";
    if (i == 0) {
        part.do_no_harm = {core::HarmQuestion::PROVOKE_REPRISAL};
        part.mitigation = "Consult elders before patrols start.";
    }
    part.lines = {i % size.lines + 1};
    part.evidence = {i % std::max(size.evidence, 1) + 1};
    return part;
}

EvidencePart evidence(int i, const SampleSize& size)
{
    EvidencePart part;
    part.number = i + 1;
    part.kind = i % 4 == 3 ? "Alert" : "Incident";
    part.day = "2026-10-12";
    part.date_text = "12 Oct 2026";
    part.place = kPlaces[static_cast<std::size_t>(i) % 9] + size.name_tail;
    part.category = "Attack on civilians";
    part.summary = i % 2 == 0 ? "3 killed, 2 injured" : "";
    part.source_class = "Local leader";
    part.grade = "B2";
    part.contradicts = i == 5;
    part.lines = {i % size.lines + 1};
    return part;
}

void mapOf(ReportModel& model)
{
    MapFigure& map = model.map;
    map.box = {3.0, 0.8, 5.6, 3.2};
    map.areas.push_back({"Kavara", ring(4.3, 2.0, 0.95, 120), true});
    for (std::size_t i = 0; i < 9; ++i) {
        const double lon = 3.6 + 0.7 * static_cast<double>(i % 3);
        const double lat = 1.45 + 0.55 * static_cast<double>(i / 3);
        map.areas.push_back({kAreas[i], ring(lon, lat, 0.26, 40), false});
    }
    map.areas[1].outline = false;
    for (std::size_t i = 0; i < model.places.size(); ++i) {
        const auto& place = model.places[i];
        if (place.lon)
            map.places.push_back({place.name, *place.lon, *place.lat, place.band ? std::optional{place.band->highest} : std::nullopt, place.band && !place.band->known(), place.people});
    }
    for (int i = 0; i < 60; ++i)
        map.incidents.push_back({3.5 + 0.025 * i, 1.5 + 0.9 * std::abs(std::sin(i * 1.7)), core::PlacePrecision::EXACT});
    map.bases.push_back({"Fort Otter", 4.3, 2.0, core::BaseKind::SECTOR_HQ});
    map.incident_note = "Incidents of October 2026";
}

} // namespace

ReportModel sampleModel(const SampleSize& size)
{
    ReportModel model;
    head(model, size);
    model.month_names = {"Nov", "Dec", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct"};
    for (int i = 0; i < size.lines; ++i) {
        model.lines.push_back(line(i, size));
        const LinePart& part = model.lines.back();
        PlaceStatus place;
        place.name = part.places;
        place.area = part.area;
        place.people = part.persons;
        place.band = part.band;
        place.priority = part.priority;
        place.trend = part.trend;
        place.visit = i == 1 ? VisitState::NONE_RECORDED : i < 3 ? VisitState::LATE : VisitState::IN_TIME;
        place.days_since_visit = part.days_since_visit;
        place.threat = part.threat;
        place.lon = 3.55 + 0.19 * i;
        place.lat = 2.0 + 0.7 * std::sin(1.9 * i);
        if (i < 9)
            model.places.push_back(place);
    }
    for (int i = 0; i < size.areas; ++i) {
        const auto at = static_cast<std::size_t>(i);
        AreaStatus area;
        area.name = kAreas[at % 9] + size.name_tail;
        if (i < size.lines)
            area.band = model.lines[at].band;
        area.trend = i < 2 ? core::Trend::RISING : i < 5 ? core::Trend::STABLE : i < 8 ? core::Trend::FALLING : core::Trend::INSUFFICIENT;
        area.people = i == 4 ? Number{} : Number{26923 - 1000 * i};
        area.must = 1;
        for (int m = 0; m < 12; ++m)
            area.months.push_back(i == 1 && m > 8 ? Number{} : Number{(m * (i + 2) + i) % 14});
        area.silent = i == 1;
        model.areas.push_back(area);
    }
    for (int i = 0; i < size.actions; ++i)
        model.actions.push_back(action(i, size));
    for (int i = 0; i < size.evidence; ++i)
        model.evidence.push_back(evidence(i, size));
    model.figures = {{FigureKind::PEOPLE_AT_RISK, 273246, {}, 260846, {}, {}, Direction::NOT_KNOWN},
                     {FigureKind::MUST_PLACES, 4, {}, 4, {}, {}, Direction::NOT_KNOWN},
                     {FigureKind::NOT_VISITED, 3, 7, 5, {}, {}, Direction::NOT_KNOWN},
                     {FigureKind::ACTIONS_OVERDUE, 1, size.actions, {}, {}, {}, Direction::NOT_KNOWN}};
    model.has_previous = true;
    model.previous_version = "1.0";
    model.changes = {{core::ChangeSinceLast::UP, "Raids by the Red Lake band, Luzi", "Should", "Must", "Two attacks since 14 October."},
                     {core::ChangeSinceLast::NEW, "Taxation and abduction on Road 7, Fanara", "", "Must", ""},
                     {core::ChangeSinceLast::SAME, "Reprisals, Nyalo", "Must", "Must", ""}};
    model.count_periods = {"October 2026", "September 2026", "October 2025"};
    model.harm = {{"Incidents", 62, 48, 31}, {"Civilians killed", 35, 20, {}}, {"Injured", 18, 20, 3}, {"Abducted", 0, 4, 2}, {"Displaced", {}, {}, 2100}};
    model.categories = {{"Attack on civilians", 21, 14, 9}, {"Looting or pillage", 12, 12, 4}, {"Abduction", 5, 7, 1}};
    model.perpetrators = {{"Red Lake band", 19, 9, 3}, {"Not known", 30, 28, 20}};
    model.area_counts = {{"Lakeshore", 12, 7, 3, 0, {}, {}}, {"Gelo", 3, 1, 0, 0, 12, {}}};
    model.alert_shares = {{"Response rate", "any responder acted / alerts that needed a response", 4, 6}, {"In time", "averted or interrupted / needing physical response", 1, 6},
                          {"False alerts", "false / all but duplicates", 1, 9}, {"Feedback", "community told / closed", 0, 0}};
    model.alert_outcomes = {{"Arrived after", "3", ""}, {"Interrupted", "1", ""}};
    model.gaps = {"Where the group stays between raids.", "How many people moved from Ituwe to Luzi."};
    model.assumptions = {"Road R7 stays closed until mid-November."};
    model.limits = {"Travel times are not computed in this version: mission reach is unknown except where a base stands in the place."};
    model.data_ages = {{"Incidents", "31 Oct 2026", "412 records"}, {"Patrols", "28 Oct 2026", "88 recorded"}};
    model.parameters = {{"Attack duration D", "120 minutes", "mission reach"}, {"Evidence radius", "25 km", "shift and trend"}};
    model.definitions = {{"Critical", "20 to 25", "risk after protection"}, {"High", "10 to 16", ""}, {"Must", "", "the mission has to be able to protect here"}};
    model.versions = {{"1.0", "Approved", "2026-10-02", "Head of mission", ""}, {"2.1", "Draft", "2026-10-30", "POC adviser", ""}};
    model.source_names = {"SRC-HERON"};
    model.base_names = {"Fort Otter"};
    model.bluf = "Risk rose in Lakeshore and Gelo.";
    mapOf(model);
    compose(model);
    return model;
}

} // namespace tutela::test
