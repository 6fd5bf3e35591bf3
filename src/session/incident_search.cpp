// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <tutela/core/incidents.h>
#include <tutela/core/places.h>
#include <tutela/core/record.h>
#include <tutela/core/spoken.h>
#include <tutela/core/text.h>
#include <tutela/session/display.h>
#include <tutela/session/incident_search.h>

#include <algorithm>

namespace tutela::session {

namespace {

constexpr qsizetype kTitleLength = 80;

struct Match {
    std::optional<core::Instant> time;
    std::int64_t id = 0;
    std::string title;
    /// The newest first; what has no date last.
    [[nodiscard]] bool operator<(const Match& other) const { return time != other.time ? time > other.time : id > other.id; }
};

/// All that a person may remember of an incident, as it is compared.
std::string wordsOf(const core::Mission& mission, const core::Incident& incident)
{
    std::string words = incident.title + ' ' + incident.description + ' ' + incident.place_name;
    if (incident.category)
        words += ' ' + std::string{core::spoken(*incident.category)};
    if (const auto* place = incident.place_id ? mission.find<core::Place>(*incident.place_id) : nullptr; place != nullptr)
        words += ' ' + place->name;
    return core::folded(words);
}

} // namespace

std::vector<FoundIncident> incidentsWith(const core::Mission& mission, const IncidentVisit& incidents, const QString& text, std::size_t most, const core::Progress& progress)
{
    const QStringList wanted = QString::fromStdString(core::folded(text.toStdString())).split(QLatin1Char(' '), Qt::SkipEmptyParts);
    std::vector<std::string> words;
    for (const QString& word : wanted)
        words.push_back(word.toStdString());
    if (words.empty() || most == 0)
        return {};
    std::vector<Match> matches; // the best so far, as a heap with the oldest on top
    incidents([&](const core::RecordValues& values) {
        progress.check();
        const auto incident = core::recordOf<core::Incident>(values);
        const std::string all = wordsOf(mission, incident);
        if (!std::all_of(words.begin(), words.end(), [&](const std::string& word) { return all.find(word) != std::string::npos; }))
            return;
        matches.push_back({incident.time_start, incident.id, incident.title.empty() ? incident.description : incident.title});
        std::push_heap(matches.begin(), matches.end());
        if (matches.size() > most) {
            std::pop_heap(matches.begin(), matches.end());
            matches.pop_back();
        }
    });
    std::sort(matches.begin(), matches.end());
    std::vector<FoundIncident> found;
    for (const Match& match : matches) {
        const RecordRef record{core::Kind::INCIDENT, match.id};
        const QString title = shown(match.title).simplified();
        found.push_back({record, nameOf(mission, record), title.size() > kTitleLength ? title.left(kTitleLength) + QStringLiteral(" ...") : title});
    }
    return found;
}

} // namespace tutela::session
