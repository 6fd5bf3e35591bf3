// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "theatres.h"

#include <algorithm>
#include <cmath>

/// Twenty-four months of incidents: season, weekdays, nights, clusters about the theatres, and a month in which it got
/// worse at the lake and on the ridge.
namespace tutela::demo {

using namespace core;

namespace {

template <class T>
const T& drawn(const std::vector<std::pair<T, double>>& from, Random& random)
{
    std::vector<double> weights;
    for (const auto& [what, weight] : from)
        weights.push_back(weight);
    return from[random.weighted(weights)].first;
}

std::size_t drawSite(const Story& story, const Theatre& theatre, Random& random)
{
    if (!theatre.places.empty())
        return story.site(drawn(theatre.places, random));
    std::vector<double> weights;
    for (const Site& site : story.country.sites)
        weights.push_back(site.population ? std::sqrt(static_cast<double>(*site.population)) : 0.0);
    return random.weighted(weights);
}

/// A point at most `km` from the middle, on land of the country.
Vertex near(const Country& country, Vertex middle, double km, Random& random)
{
    for (int i = 0; i < 60; ++i) {
        const double dx = random.between(-1.0, 1.0);
        const double dy = random.between(-1.0, 1.0);
        if (dx * dx + dy * dy > 1.0)
            continue;
        const Vertex at = rounded({middle.x + dx * km / kKmPerDegree, middle.y + dy * km / kKmPerDegree});
        const std::size_t cell = cellAt(at).index();
        if (country.terrain.inCountry(cell) && country.terrain.lake.cells()[cell] == 0 && inside(country.outline.country, at))
            return at;
    }
    return middle;
}

void setPlace(Incident& incident, const Story& story, std::size_t site, Random& random)
{
    const Place& place = story.content.places[site];
    const Vertex middle = story.country.sites[site].at;
    const double draw = random.unit();
    const auto put = [&](Vertex at, PlacePrecision precision) {
        incident.lon = at.x;
        incident.lat = at.y;
        incident.place_precision = precision;
    };
    incident.place_name = place.name;
    if (draw < 0.46) {
        put(near(story.country, middle, 0.7, random), PlacePrecision::EXACT);
        incident.place_id = PlaceId{place.id};
    } else if (draw < 0.81) {
        put(near(story.country, middle, 4.8, random), PlacePrecision::NEAR_5KM);
        incident.place_id = PlaceId{place.id};
    } else if (draw < 0.91)
        put(near(story.country, middle, 16.0, random), PlacePrecision::NEAR_25KM);
    else if (draw < 0.975) { // known to the sector only: its label point
        const std::size_t sector = story.country.sectorOf(story.country.sites[site]);
        const Vertex at = rounded(labelPoint(story.content.areas[1 + sector].geometry));
        put(at, draw < 0.95 ? PlacePrecision::ADMIN2 : PlacePrecision::ADMIN1);
        incident.place_name = kSectorNames.at(sector).name;
    } else
        incident.place_precision = PlacePrecision::UNKNOWN;
}

int hourOf(bool night, Random& random)
{
    static constexpr std::array<int, 11> kNight{18, 19, 20, 21, 22, 23, 0, 1, 2, 3, 4};
    return night ? random.pick(kNight) : static_cast<int>(random.whole(5, 17));
}

/// Returns whether it happened at night.
bool setTime(Incident& incident, Day day, const Theatre& theatre, Random& random)
{
    const bool night = random.chance(theatre.nightShare);
    const double draw = random.unit();
    if (draw < 0.52) {
        incident.time_precision = draw < 0.18 ? TimePrecision::EXACT_MINUTE : TimePrecision::HOUR;
        const int minute = draw < 0.18 ? static_cast<int>(random.whole(0, 59)) : 0;
        incident.time_start = at(day, hourOf(night, random), minute);
        if (random.chance(0.55)) {
            const std::int64_t minutes = random.chance(0.8) ? random.whole(3, 15) * 10 : random.whole(16, 36) * 10;
            const Instant end = *incident.time_start + std::chrono::minutes{minutes};
            if (end < kAsOf)
                incident.time_end = end;
        }
    } else if (draw < 0.92) {
        incident.time_precision = TimePrecision::DAY;
        incident.time_start = at(day, 0);
    } else if (draw < 0.98) {
        const Day monday = day - std::chrono::days{std::chrono::weekday{day}.iso_encoding() - 1};
        incident.time_precision = TimePrecision::WEEK;
        incident.time_start = at(std::max(monday, kFirstDay), 0);
    } else {
        const std::chrono::year_month_day date{day};
        incident.time_precision = TimePrecision::MONTH;
        incident.time_start = at(Day{date.year() / date.month() / 1}, 0);
    }
    return night;
}

void setSources(Incident& incident, const Story& story, const Theatre& theatre, Random& random)
{
    const std::size_t count = random.chance(0.48) ? 1 : random.chance(0.7) ? 2 : 3;
    bool humanRights = false;
    while (incident.source_ids.size() < std::min(count, theatre.sources.size())) {
        // The first names of a theatre's list are the closest to it.
        const auto span = static_cast<std::int64_t>(theatre.sources.size());
        const std::size_t index = static_cast<std::size_t>(std::min(random.whole(0, span - 1), random.whole(0, span - 1)));
        const SourceId id = story.source(theatre.sources[index]);
        if (std::find(incident.source_ids.begin(), incident.source_ids.end(), id) != incident.source_ids.end())
            continue;
        humanRights |= theatre.sources[index] == "BEACON";
        incident.source_ids.push_back(id);
    }
    incident.verification = humanRights                       ? Verification::VERIFIED_REASONABLE_GROUNDS
                            : incident.source_ids.size() >= 2 ? Verification::CORROBORATED
                            : random.chance(0.02)             ? Verification::REFUTED
                                                              : Verification::REPORTED;
}

void setPerpetrator(Incident& incident, const Story& story, std::string_view actor, Random& random)
{
    using C = IncidentCategory;
    const C category = *incident.category;
    if (category == C::TENSION_RUMOUR || category == C::POSITIVE_DEVELOPMENT || category == C::ACCESS_CONSTRAINT || category == C::PROTEST_RIOT)
        return;
    incident.perpetrator_ids = {story.actor(actor)};
    incident.attributions = {actor == "Unidentified armed men"                                          ? Attribution::UNKNOWN
                             : incident.verification == Verification::VERIFIED_REASONABLE_GROUNDS       ? Attribution::CONFIRMED
                             : incident.verification == Verification::CORROBORATED && random.chance(0.7) ? Attribution::PROBABLE
                                                                                                        : Attribution::ALLEGED};
}

void addDuplicates(Story& story, Random& random)
{
    std::vector<Incident> again;
    for (const Incident& first : story.content.incidents) {
        if (!random.chance(0.012) || first.time_precision != TimePrecision::DAY || !first.place_id)
            continue;
        Incident second = first;
        second.id = story.newId();
        second.title = first.title + " (second report)";
        second.verification = Verification::DUPLICATE;
        second.duplicate_of = IncidentId{first.id};
        second.source_ids = {story.source(random.chance(0.5) ? "CHATTER" : "MORNING POST")};
        again.push_back(std::move(second));
    }
    auto& all = story.content.incidents;
    all.insert(all.end(), again.begin(), again.end());
    std::stable_sort(all.begin(), all.end(), [](const Incident& a, const Incident& b) { return *a.time_start < *b.time_start; });
}

} // namespace

void writeIncidents(Story& story)
{
    Random random(story.seed, "incidents");
    for (const Theatre& theatre : theatres()) {
        std::optional<IncidentId> last;
        for (Day day = kFirstDay; day <= kLastDay; day += std::chrono::days{1}) {
            // Four draws a day: several events on one day happen, without needing a logarithm.
            const double rate = theatre.rateOn(day) / 4.0;
            for (int draw = 0; draw < 4; ++draw) {
                if (!random.chance(rate))
                    continue;
                const std::string_view actor = drawn(theatre.actors, random);
                if (actor == "Wamira Wing" && day < Day{std::chrono::year{2026} / 7 / 10})
                    continue; // not yet split off
                Incident incident;
                incident.id = story.newId();
                incident.category = drawn(theatre.categories, random);
                const bool night = setTime(incident, day, theatre, random);
                const std::size_t site = drawSite(story, theatre, random);
                setPlace(incident, story, site, random);
                setSources(incident, story, theatre, random);
                setPerpetrator(incident, story, actor, random);
                tellIncident(incident, story.content.places[site].name, actor, night, random);
                if (last && random.chance(0.03))
                    incident.cause_ids = {*last};
                last = IncidentId{incident.id};
                story.content.incidents.push_back(std::move(incident));
            }
        }
    }
    addDuplicates(story, random);
}

} // namespace tutela::demo
