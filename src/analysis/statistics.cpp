// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <tutela/analysis/statistics.h>

#include <tutela/analysis/area_index.h>
#include <tutela/analysis/incident_grid.h>
#include <tutela/core/error.h>

#include <fmt/format.h>

#include <map>
#include <set>
#include <unordered_map>

namespace tutela::analysis {

using core::IncidentColumns;

namespace {

constexpr std::size_t kNoRow = static_cast<std::size_t>(-1); ///< the row without a key

void addKnown(core::Count& sum, std::int32_t value)
{
    if (value != IncidentColumns::kUnknown)
        sum = sum.value_or(0) + value;
}
void addKnown(core::Count& sum, const core::Count& value)
{
    if (value)
        sum = sum.value_or(0) + *value;
}

/// Gives each incident the number of its row, and each row its key and name.
class Keys {
public:
    virtual ~Keys() = default;
    /// Numbers are dense and start at 0; kNoRow = no key.
    virtual std::size_t rowOf(std::size_t incident) = 0;
    virtual StatisticsRow describe(std::size_t row) const = 0;
    virtual std::string nameOfNone() const = 0;
};

/// Years or months, cut in the mission time zone once for the whole span.
class TimeKeys final : public Keys {
public:
    TimeKeys(const IncidentColumns& columns, const core::TimeZone& zone, int monthsEach) : m_columns(columns), m_months(monthsEach)
    {
        std::int64_t first = std::numeric_limits<std::int64_t>::max();
        std::int64_t last = std::numeric_limits<std::int64_t>::min();
        for (const std::int64_t time : columns.time)
            if (time != IncidentColumns::kNoTime) {
                first = std::min(first, time);
                last = std::max(last, time);
            }
        if (first > last)
            return;
        const std::chrono::year_month_day day{zone.dayAt(core::Instant{std::chrono::seconds{first}})};
        std::chrono::year_month month = day.year() / (monthsEach == 12 ? std::chrono::January : day.month());
        for (;; month += std::chrono::months{monthsEach}) {
            const std::int64_t start = zone.startOf(core::Day{month / 1}).time_since_epoch().count();
            if (start > last)
                break;
            m_starts.push_back(start);
            m_labels.push_back(month);
        }
    }
    std::size_t rowOf(std::size_t i) override
    {
        const std::int64_t time = m_columns.time[i];
        if (time == IncidentColumns::kNoTime || m_starts.empty())
            return kNoRow;
        const auto after = std::upper_bound(m_starts.begin(), m_starts.end(), time) - m_starts.begin();
        return after == 0 ? 0 : static_cast<std::size_t>(after - 1);
    }
    StatisticsRow describe(std::size_t row) const override
    {
        const std::chrono::year_month month = m_labels[row];
        const int year = static_cast<int>(month.year());
        if (m_months == 12)
            return {fmt::format("{:04}", year), fmt::format("{:04}", year), {}, {}};
        return {fmt::format("{:04}-{:02}", year, static_cast<unsigned>(month.month())), core::readableMonth(core::Day{month / 1}), {}, {}};
    }
    std::string nameOfNone() const override { return "Date not known"; }

private:
    const IncidentColumns& m_columns;
    int m_months;
    std::vector<std::int64_t> m_starts;
    std::vector<std::chrono::year_month> m_labels;
};

class CategoryKeys final : public Keys {
public:
    explicit CategoryKeys(const IncidentColumns& columns) : m_columns(columns) {}
    std::size_t rowOf(std::size_t i) override
    {
        return m_columns.category[i] == IncidentColumns::kNoWord ? kNoRow : m_columns.category[i];
    }
    StatisticsRow describe(std::size_t row) const override
    {
        const std::string word{core::word(static_cast<core::IncidentCategory>(row))};
        return {word, word, {}, {}};
    }
    std::string nameOfNone() const override { return "Category not known"; }

private:
    const IncidentColumns& m_columns;
};

class SourceTypeKeys final : public Keys {
public:
    explicit SourceTypeKeys(const IncidentColumns& columns) : m_columns(columns) {}
    std::size_t rowOf(std::size_t i) override
    {
        const std::uint16_t code = m_columns.source_type[i];
        return m_columns.sourceTypes[code].empty() ? kNoRow : code;
    }
    StatisticsRow describe(std::size_t row) const override { return {m_columns.sourceTypes[row], m_columns.sourceTypes[row], {}, {}}; }
    std::string nameOfNone() const override { return "No source type"; }

private:
    const IncidentColumns& m_columns;
};

/// One row for each set of perpetrators, so that each incident is counted once and rows add up.
class ActorKeys final : public Keys {
public:
    explicit ActorKeys(const core::Mission& mission) : m_mission(mission), m_columns(*mission.incidents)
    {
        std::map<std::vector<std::int64_t>, std::size_t> rows;
        for (const auto& list : m_columns.perpetratorLists) {
            std::set<std::int64_t> ids;
            for (const core::ActorId id : list)
                ids.insert(id.value);
            const std::vector<std::int64_t> sorted{ids.begin(), ids.end()};
            if (sorted.empty()) {
                m_rowOfList.push_back(kNoRow);
                continue;
            }
            const auto [at, isNew] = rows.try_emplace(sorted, m_sets.size());
            if (isNew)
                m_sets.push_back(sorted);
            m_rowOfList.push_back(at->second);
        }
    }
    std::size_t rowOf(std::size_t i) override { return m_rowOfList[m_columns.perpetrators[i]]; }
    StatisticsRow describe(std::size_t row) const override
    {
        std::vector<std::string> names, ids;
        for (const std::int64_t id : m_sets[row]) {
            const core::Actor* actor = m_mission.find<core::Actor>({id});
            names.push_back(actor != nullptr && !actor->name.empty() ? actor->name : fmt::format("Actor {}", id));
            ids.push_back(std::to_string(id));
        }
        std::sort(names.begin(), names.end());
        return {fmt::format("{}", fmt::join(ids, "+")), fmt::format("{}", fmt::join(names, " + ")), m_sets[row], {}};
    }
    std::string nameOfNone() const override { return "No perpetrator recorded"; }

private:
    const core::Mission& m_mission;
    const IncidentColumns& m_columns;
    std::vector<std::size_t> m_rowOfList;
    std::vector<std::vector<std::int64_t>> m_sets;
};

class AreaKeys final : public Keys {
public:
    AreaKeys(const core::Mission& mission, core::AreaLevel level)
        : m_mission(mission), m_columns(*mission.incidents), m_index(AreaIndex::ofLevel(mission, level))
    {
        for (std::size_t row = 0; row < m_index.areas().size(); ++row) {
            m_rows.emplace(m_index.areas()[row].value, row);
            ++m_uses[codeOf(row)];
        }
    }
    std::size_t rowOf(std::size_t i) override
    {
        const auto area = m_columns.hasPosition(i) ? m_index.find(m_columns.lon(i), m_columns.lat(i)) : std::nullopt;
        return area ? m_rows.at(area->value) : kNoRow;
    }
    StatisticsRow describe(std::size_t row) const override
    {
        const core::AreaId id = m_index.areas()[row];
        const std::string code = codeOf(row);
        const std::string key = code.empty() || m_uses.at(code) > 1 ? std::to_string(id.value) : code;
        const core::Area* area = m_mission.find<core::Area>(id);
        return {key, area->name.empty() ? key : area->name, {id.value}, {}};
    }
    std::string nameOfNone() const override { return "Outside every area"; }

private:
    [[nodiscard]] std::string codeOf(std::size_t row) const
    {
        const core::Area* area = m_mission.find<core::Area>(m_index.areas()[row]);
        return area->pcode.empty() ? area->code : area->pcode;
    }
    const core::Mission& m_mission;
    const IncidentColumns& m_columns;
    AreaIndex m_index;
    std::unordered_map<std::int64_t, std::size_t> m_rows;
    std::map<std::string, int> m_uses;
};

std::unique_ptr<Keys> keysFor(const core::Mission& mission, const StatisticsRequest& request, std::optional<core::AreaLevel> level)
{
    switch (request.by) {
    case By::YEAR: return std::make_unique<TimeKeys>(*mission.incidents, mission.timeZone(), 12);
    case By::MONTH: return std::make_unique<TimeKeys>(*mission.incidents, mission.timeZone(), 1);
    case By::CATEGORY: return std::make_unique<CategoryKeys>(*mission.incidents);
    case By::SOURCE_TYPE: return std::make_unique<SourceTypeKeys>(*mission.incidents);
    case By::ACTOR: return std::make_unique<ActorKeys>(mission);
    case By::AREA: break;
    }
    if (level && request.level && AreaIndex::ofLevel(mission, *level).empty()) {
        std::set<std::string> there;
        for (const core::Area& area : mission.all<core::Area>())
            if (area.level && area.geometry.isArea() && !area.geometry.empty())
                there.emplace(core::word(*area.level));
        throw core::Error{core::ErrorCode::Usage, fmt::format("The mission has no area of the level {}; {}.", core::word(*level),
                                                              there.empty() ? std::string{"import areas first"} : fmt::format("it has {}", fmt::join(there, ", ")))};
    }
    if (!level)
        throw core::Error{core::ErrorCode::Usage,
                          "No level has areas that do not overlap; import areas, or name a level with --level."};
    return std::make_unique<AreaKeys>(mission, *level);
}

/// Which incidents a request asks for.
class Selection {
public:
    Selection(const core::Mission& mission, const StatisticsRequest& request) : m_columns(*mission.incidents), m_request(request)
    {
        if (!request.area)
            return;
        const core::Area* area = mission.find<core::Area>(*request.area);
        if (area == nullptr)
            throw core::Error{core::ErrorCode::InvalidInput, "There is no such area; choose one that `list area` shows."};
        m_area.emplace(std::span{&area, 1});
    }
    [[nodiscard]] bool holds(std::size_t i) const
    {
        if (m_request.from || m_request.to) {
            const std::int64_t time = m_columns.time[i];
            if (time == IncidentColumns::kNoTime || (m_request.from && time < m_request.from->time_since_epoch().count())
                || (m_request.to && time >= m_request.to->time_since_epoch().count()))
                return false;
        }
        return !m_area || (m_columns.hasPosition(i) && m_area->covers(m_columns.lon(i), m_columns.lat(i)));
    }

private:
    const IncidentColumns& m_columns;
    const StatisticsRequest& m_request;
    std::optional<AreaIndex> m_area;
};

bool before(By by, const StatisticsRow& a, const StatisticsRow& b)
{
    if (a.key.has_value() != b.key.has_value())
        return a.key.has_value();
    if ((by == By::ACTOR || by == By::AREA) && a.name != b.name)
        return a.name < b.name;
    return a.key < b.key;
}

} // namespace

void Figures::add(const IncidentColumns& c, std::size_t i)
{
    ++incidents;
    const std::int32_t best = c.killed_best[i];
    if (best == IncidentColumns::kUnknown) {
        ++killed_unknown;
    } else {
        // An estimate without a range is its own range: the three sums cover the same incidents.
        const auto orBest = [best](std::int32_t bound) { return bound == IncidentColumns::kUnknown ? best : bound; };
        addKnown(killed, best);
        addKnown(killed_low, orBest(c.killed_low[i]));
        addKnown(killed_high, orBest(c.killed_high[i]));
    }
    addKnown(killed_civilians, c.killed_civilians[i]);
    addKnown(injured, c.injured[i]);
    addKnown(abducted, c.abducted[i]);
    addKnown(displaced, c.displaced[i]);
}

void Figures::add(const Figures& other)
{
    incidents += other.incidents;
    addKnown(killed, other.killed);
    addKnown(killed_low, other.killed_low);
    addKnown(killed_high, other.killed_high);
    addKnown(killed_civilians, other.killed_civilians);
    addKnown(injured, other.injured);
    addKnown(abducted, other.abducted);
    addKnown(displaced, other.displaced);
    killed_unknown += other.killed_unknown;
}

Statistics statistics(const core::Mission& mission, const StatisticsRequest& request, const core::Progress& progress)
{
    Statistics result;
    if (request.by == By::AREA)
        result.level = request.level ? request.level : defaultLevel(mission);
    const auto keys = keysFor(mission, request, result.level);
    const Selection selection{mission, request};
    const IncidentColumns& columns = *mission.incidents;
    std::vector<Figures> figures;
    Figures none;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (i % 16384 == 0)
            progress.step(static_cast<double>(i) / static_cast<double>(columns.size()), "counting incidents");
        if (!selection.holds(i))
            continue;
        if (!stands(columns, i)) {
            ++result.left_out;
            continue;
        }
        const std::size_t row = keys->rowOf(i);
        if (row != kNoRow && row >= figures.size())
            figures.resize(row + 1);
        (row == kNoRow ? none : figures[row]).add(columns, i);
    }
    for (std::size_t row = 0; row < figures.size(); ++row)
        if (figures[row].incidents > 0) {
            result.rows.push_back(keys->describe(row));
            result.rows.back().figures = figures[row];
        }
    if (none.incidents > 0)
        result.rows.push_back({std::nullopt, keys->nameOfNone(), {}, none});
    std::sort(result.rows.begin(), result.rows.end(),
              [&](const StatisticsRow& a, const StatisticsRow& b) { return before(request.by, a, b); });
    for (const StatisticsRow& row : result.rows)
        result.total.add(row.figures);
    return result;
}

} // namespace tutela::analysis
