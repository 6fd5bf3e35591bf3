// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <tutela/session/incident_filter.h>

#include <tutela/analysis/area_index.h>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <numeric>

namespace tutela::session {

namespace {

using core::IncidentColumns;

/// Codes of the perpetrator lists that name one of the actors.
std::vector<bool> listsNaming(const IncidentColumns& columns, const std::set<core::ActorId>& actors)
{
    std::vector<bool> naming(columns.perpetratorLists.size());
    for (std::size_t code = 0; code < naming.size(); ++code)
        naming[code] = std::any_of(columns.perpetratorLists[code].begin(), columns.perpetratorLists[code].end(),
                                   [&](core::ActorId actor) { return actors.contains(actor); });
    return naming;
}

template <class E>
std::array<bool, 256> codesOf(const std::set<E>& words)
{
    std::array<bool, 256> wanted{};
    for (const E word : words)
        wanted[static_cast<std::uint8_t>(word)] = true;
    return wanted;
}

std::int64_t keyOf(const IncidentColumns& c, std::size_t i, IncidentOrder order)
{
    switch (order) {
    case IncidentOrder::Time: return c.time[i];
    case IncidentOrder::Category: return c.category[i];
    case IncidentOrder::Actor: return c.perpetrators[i];
    case IncidentOrder::Killed: return c.killed_best[i];
    case IncidentOrder::Injured: return c.injured[i];
    case IncidentOrder::Abducted: return c.abducted[i];
    case IncidentOrder::Displaced: return c.displaced[i];
    case IncidentOrder::Verification: return c.verification[i];
    case IncidentOrder::Dataset: return c.dataset[i];
    }
    return 0;
}

template <class E>
nlohmann::json wordsIn(const std::set<E>& chosen)
{
    nlohmann::json list = nlohmann::json::array();
    for (const E each : chosen)
        list.push_back(core::word(each));
    return list;
}

template <class E>
std::set<E> chosenIn(const nlohmann::json& json, const char* key)
{
    std::set<E> chosen;
    if (const auto list = json.find(key); list != json.end() && list->is_array())
        for (const auto& each : *list)
            if (each.is_string())
                if (const auto known = core::enumerator<E>(each.get<std::string>()))
                    chosen.insert(*known);
    return chosen;
}

} // namespace

nlohmann::json toJson(const IncidentFilter& filter)
{
    nlohmann::json actors = nlohmann::json::array();
    for (const core::ActorId actor : filter.actors)
        actors.push_back(actor.value);
    return {{"categories", wordsIn(filter.categories)}, {"verifications", wordsIn(filter.verifications)}, {"actors", actors},
            {"killed_at_least", filter.killed_at_least ? nlohmann::json(*filter.killed_at_least) : nlohmann::json(nullptr)}};
}

IncidentFilter filterFromJson(const nlohmann::json& json)
{
    IncidentFilter filter;
    if (!json.is_object())
        return filter;
    filter.categories = chosenIn<core::IncidentCategory>(json, "categories");
    filter.verifications = chosenIn<core::Verification>(json, "verifications");
    if (const auto list = json.find("actors"); list != json.end() && list->is_array())
        for (const auto& each : *list)
            if (each.is_number_integer())
                filter.actors.insert(core::ActorId{each.get<std::int64_t>()});
    if (const auto killed = json.find("killed_at_least"); killed != json.end() && killed->is_number_integer())
        filter.killed_at_least = killed->get<std::int64_t>();
    return filter;
}

std::vector<std::uint32_t> passing(const core::Mission& mission, const IncidentFilter& filter, const core::Progress& progress)
{
    const IncidentColumns& c = *mission.incidents;
    const auto categories = codesOf(filter.categories);
    const auto verifications = codesOf(filter.verifications);
    const auto naming = filter.actors.empty() ? std::vector<bool>{} : listsNaming(c, filter.actors);
    const core::Area* area = filter.area ? mission.find<core::Area>(*filter.area) : nullptr;
    const analysis::AreaIndex inside{area != nullptr ? std::span{&area, 1} : std::span<const core::Area* const>{}};
    std::vector<std::uint32_t> found;
    for (std::size_t i = 0; i < c.size(); ++i) {
        if ((i & 0xffff) == 0)
            progress.check();
        if (filter.period && (c.time[i] == IncidentColumns::kNoTime || !filter.period->contains(core::Instant{std::chrono::seconds{c.time[i]}})))
            continue;
        if (!filter.categories.empty() && !categories[c.category[i]])
            continue;
        if (!filter.verifications.empty() && !verifications[c.verification[i]])
            continue;
        if (!naming.empty() && !naming[c.perpetrators[i]])
            continue;
        if (filter.killed_at_least && (c.killed_best[i] == IncidentColumns::kUnknown || c.killed_best[i] < *filter.killed_at_least))
            continue;
        if (area != nullptr && (!c.hasPosition(i) || !inside.covers(c.lon(i), c.lat(i))))
            continue;
        found.push_back(static_cast<std::uint32_t>(i));
    }
    return found;
}

std::vector<std::uint32_t> select(const core::Mission& mission, const IncidentFilter& filter, IncidentOrder order, bool descending,
                                  const core::Progress& progress)
{
    auto rows = passing(mission, filter, progress);
    std::vector<std::pair<std::int64_t, std::uint32_t>> found(rows.size());
    std::transform(rows.begin(), rows.end(), found.begin(), [&](std::uint32_t i) { return std::pair{keyOf(*mission.incidents, i, order), i}; });
    progress.check();
    if (descending)
        std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first != b.first ? a.first > b.first : a.second < b.second; });
    else
        std::sort(found.begin(), found.end());
    std::transform(found.begin(), found.end(), rows.begin(), [](const auto& each) { return each.second; });
    return rows;
}

std::int64_t withoutPosition(const IncidentColumns& incidents, const std::vector<std::uint32_t>& rows)
{
    return std::count_if(rows.begin(), rows.end(), [&](std::uint32_t i) { return !incidents.hasPosition(i); });
}

std::string gradeOf(const core::Mission& mission, std::size_t index)
{
    std::string best;
    for (const core::SourceId id : mission.incidents->sourceLists[mission.incidents->sources[index]])
        if (const auto* source = mission.find<core::Source>(id)) {
            // '-' comes before letters and digits; a grade that is known counts for more.
            std::string grade = source->reliability ? std::string{core::word(*source->reliability)} : "-";
            grade += source->credibility ? std::to_string(*source->credibility) : "-";
            if (best.empty() || best.front() == '-' || (grade.front() != '-' && grade < best))
                best = grade;
        }
    return best;
}

namespace {

/// Starts of the bars in the mission's zone: days, weeks from the first day, or months.
std::vector<core::Instant> starts(const core::Period& period, const core::TimeZone& zone, std::size_t bars)
{
    const core::Day first = zone.dayAt(period.from);
    const core::Day last = zone.dayAt(period.to - std::chrono::seconds{1});
    const auto days = static_cast<std::size_t>((last - first).count() + 1);
    std::vector<core::Instant> at;
    constexpr int kWeek = 7;
    const int step = days <= bars ? 1 : kWeek;
    if (days <= bars * kWeek) {
        for (core::Day day = first; day <= last; day += std::chrono::days{step})
            at.push_back(zone.startOf(day));
        return at;
    }
    for (auto month = std::chrono::year_month_day{first}; core::Day{month} <= last;) {
        at.push_back(zone.startOf(core::Day{month}));
        month = month.year() / month.month() / 1;
        month += std::chrono::months{1};
    }
    return at;
}

} // namespace

std::vector<TimelineBar> timeline(const core::Mission& mission, const std::vector<std::uint32_t>& selected, const core::Period& period, std::size_t bars)
{
    std::vector<TimelineBar> result;
    for (const core::Instant start : starts(period, mission.timeZone(), bars)) {
        if (!result.empty())
            result.back().to = start;
        result.push_back({start, period.to});
    }
    const IncidentColumns& c = *mission.incidents;
    for (const std::uint32_t i : selected) {
        if (c.time[i] == IncidentColumns::kNoTime || result.empty())
            continue;
        const core::Instant time{std::chrono::seconds{c.time[i]}};
        if (!period.contains(time))
            continue;
        auto bar = std::upper_bound(result.begin(), result.end(), time, [](core::Instant t, const TimelineBar& b) { return t < b.from; });
        if (bar == result.begin())
            continue;
        --bar;
        ++bar->incidents;
        ++bar->reports;
        if (c.killed_best[i] != IncidentColumns::kUnknown)
            bar->killed += c.killed_best[i];
    }
    return result;
}

namespace {

/// Silence is told by all that was reported, not by what a filter leaves of it.
std::vector<TimelineBar> withAllReports(const core::Mission& mission, const IncidentFilter& filter, const core::Period& period, std::vector<TimelineBar> result,
                                        std::size_t bars, const core::Progress& progress)
{
    const IncidentFilter all{period, filter.area, {}, {}, {}, {}};
    IncidentFilter narrowed = filter;
    narrowed.period = period;
    if (narrowed == all)
        return result;
    const auto reported = timeline(mission, passing(mission, all, progress), period, bars);
    for (std::size_t i = 0; i < result.size(); ++i)
        result[i].reports = reported[i].incidents;
    return result;
}

} // namespace

std::vector<TimelineBar> timelineOf(const core::Mission& mission, const IncidentFilter& filter, std::size_t bars, const core::Progress& progress)
{
    const auto rows = passing(mission, filter, progress);
    if (filter.period)
        return withAllReports(mission, filter, *filter.period, timeline(mission, rows, *filter.period, bars), bars, progress);
    const IncidentColumns& c = *mission.incidents;
    std::optional<std::pair<std::int64_t, std::int64_t>> span;
    for (const std::uint32_t i : rows)
        if (const std::int64_t time = c.time[i]; time != IncidentColumns::kNoTime)
            span = span ? std::pair{std::min(span->first, time), std::max(span->second, time)} : std::pair{time, time};
    if (!span)
        return {};
    const core::Period whole{core::Instant{std::chrono::seconds{span->first}}, core::Instant{std::chrono::seconds{span->second + 1}}};
    return withAllReports(mission, filter, whole, timeline(mission, rows, whole, bars), bars, progress);
}

} // namespace tutela::session
