// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "row_mapper_p.h"

#include <tutela/core/hash.h>
#include <tutela/core/text.h>

#include <algorithm>
#include <cmath>

namespace tutela::exchange::detail {

using namespace core;

namespace {

constexpr std::size_t kLongestGroup = 500; ///< bytes of a source text that stand in its group key; longer ones by hash

bool isAscii(std::string_view text)
{
    return std::none_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

double rounded(double degrees) { return std::round(degrees * 1e6) / 1e6; }

bool onEarth(double lon, double lat) { return std::abs(lon) <= 180.0 && std::abs(lat) <= 90.0; }

void writeDigits(std::string& text, std::size_t at, int width, int number)
{
    for (int i = width - 1; i >= 0; --i) {
        text[at + static_cast<std::size_t>(i)] = static_cast<char>('0' + number % 10);
        number /= 10;
    }
}

} // namespace

void MissionExtent::add(const Area& area)
{
    if (!area.geometry.empty())
        m_areas.push_back({area.geometry.box(), area.geometry});
}

bool MissionExtent::outside(double lon, double lat) const
{
    return std::none_of(m_areas.begin(), m_areas.end(), [&](const Held& area) { return area.box.contains(lon, lat); });
}

bool MissionExtent::inArea(double lon, double lat) const
{
    return onEarth(lon, lat) && std::any_of(m_areas.begin(), m_areas.end(), [&](const Held& area) {
        return area.box.contains(lon, lat) && covers(area.geometry, GeoPoint::of(lon, lat));
    });
}

std::int64_t IdRange::take()
{
    if (next >= end)
        throw Error{ErrorCode::Limit, "the file names more different actors or sources than one import takes; split it"};
    return next++;
}

void ActorBook::know(const Actor& actor)
{
    m_byName.try_emplace(actor.name, actor.id);
    // An actor that was renamed in the mission is still the one its source means.
    if (actor.from_import && !actor.source_id.empty())
        m_byName.try_emplace(actor.source_id, actor.id);
    for (const std::string& name : actor.alt_names)
        m_byName.try_emplace(name, actor.id);
}

std::optional<std::int64_t> ActorBook::find(std::string_view name) const
{
    const auto at = m_byName.find(name);
    return at == m_byName.end() ? std::nullopt : std::optional{at->second};
}

std::int64_t ActorBook::idOf(std::string_view name, ActorKind kindIfNew, std::string_view dataset)
{
    if (const auto known = find(name))
        return *known;
    Actor actor;
    actor.name = visibleName(normalised(name));
    if (const auto known = find(actor.name)) {
        m_byName.emplace(name, *known);
        return *known;
    }
    actor.id = ids.take();
    actor.actor_kind = kindIfNew;
    actor.from_import = true;
    actor.dataset = dataset;
    actor.source_id = actor.name;
    fresh.push_back(valuesOf(actor));
    m_byName.emplace(name, actor.id);
    return actor.id;
}

void ActorBook::forget(std::size_t count)
{
    for (; fresh.size() > count; fresh.pop_back())
        std::erase_if(m_byName, [id = fresh.back().id()](const auto& entry) { return entry.second == id; });
}

namespace {
std::string sourceKey(std::string_view group, std::optional<Reliability> reliability, Rating credibility)
{
    std::string key{group};
    key += '\n';
    key += reliability ? word(*reliability) : std::string_view{"-"};
    key += credibility ? static_cast<char>('0' + *credibility) : '-';
    return key;
}
} // namespace

void SourceBook::know(const Source& source)
{
    if (source.source_kind == SourceKind::DATASET && !source.group_key.empty())
        m_lists.try_emplace(sourceKey(source.group_key, source.reliability, source.credibility), "[" + std::to_string(source.id) + "]");
}

const std::string& SourceBook::listFor(std::string_view dataset, std::string_view text, std::optional<Reliability> reliability,
                                       Rating credibility)
{
    m_key.assign(dataset);
    if (text.size() > kLongestGroup)
        m_key.append(": ").append(shown(text)).append(" #").append(hex(sha256(text)).substr(0, 16));
    else if (!text.empty())
        m_key.append(": ").append(text);
    std::string group = m_key;
    m_key = sourceKey(group, reliability, credibility);
    if (const auto known = m_lists.find(m_key); known != m_lists.end())
        return known->second;
    Source source;
    source.id = ids.take();
    source.group_key = normalised(group);
    source.code_name = shown(source.group_key);
    source.source_kind = SourceKind::DATASET;
    source.reliability = reliability;
    source.credibility = credibility;
    source.dataset = dataset;
    fresh.push_back(valuesOf(source));
    return m_lists.emplace(m_key, "[" + std::to_string(source.id) + "]").first->second;
}

void SourceBook::forget(std::size_t count)
{
    for (; fresh.size() > count; fresh.pop_back())
        std::erase_if(m_lists, [list = "[" + std::to_string(fresh.back().id()) + "]"](const auto& entry) { return entry.second == list; });
}

namespace {
/// Two rows of one file are the same record when they name one record of the mission, or bear one id.
std::uint64_t identityOf(const Item& item)
{
    return fingerprintOf(item.home ? "\n" + std::to_string(item.home->id) : item.source_id);
}
} // namespace

void RowMapper::map(const geodata::Row& row, Item& item, Ledger& ledger)
{
    const std::size_t actors = m_context.actors.fresh.size();
    const std::size_t sources = m_context.sources.fresh.size();
    item.home.reset();
    try {
        mapRow(row, item, ledger);
    } catch (...) {
        m_context.actors.forget(actors);
        m_context.sources.forget(sources);
        throw;
    }
    m_accepted.insert(identityOf(item));
}

void RowMapper::requireFresh(const Item& item) const
{
    if (m_accepted.contains(identityOf(item)))
        refuseRow("source_id", item.source_id, "repeated id");
}

void setPlainText(Value& value, std::string_view cell)
{
    const auto text = plainText(cell);
    if (text.empty())
        setNull(value);
    else if (isAscii(text))
        setText(value, text);
    else
        setText(value, normalised(text));
}

void setInstant(Value& value, Instant instant)
{
    setText(value, "0000-00-00T00:00:00.000Z");
    auto& text = std::get<std::string>(value);
    const auto day = std::chrono::floor<std::chrono::days>(instant);
    const std::chrono::year_month_day ymd{day};
    const auto seconds = static_cast<int>((instant - day).count());
    writeDigits(text, 0, 4, static_cast<int>(ymd.year()));
    writeDigits(text, 5, 2, static_cast<int>(static_cast<unsigned>(ymd.month())));
    writeDigits(text, 8, 2, static_cast<int>(static_cast<unsigned>(ymd.day())));
    writeDigits(text, 11, 2, seconds / 3600);
    writeDigits(text, 14, 2, seconds / 60 % 60);
    writeDigits(text, 17, 2, seconds % 60);
}

void checkPosition(std::optional<double>& lon, std::optional<double>& lat, const MissionExtent& extent, std::uint64_t row, Ledger& ledger)
{
    if (!lon && !lat)
        return;
    if (!lon || !lat)
        refuseRow(lon ? "lat" : "lon", "", "half a position: both longitude and latitude, or neither");
    const std::string pair = shortest(*lon) + ", " + shortest(*lat);
    if (!onEarth(*lon, *lat)) {
        const bool swapped = onEarth(*lat, *lon);
        const bool lonIsWrong = std::abs(*lon) > 180.0;
        refuseRow(lonIsWrong ? "lon" : "lat", shortest(lonIsWrong ? *lon : *lat),
                  swapped ? "out of range; longitude and latitude look swapped" : "out of range");
    }
    if (*lon == 0.0 && *lat == 0.0)
        refuseRow("lon", pair, "0, 0 lies in the sea and stands for a missing position; leave both cells empty");
    lon = rounded(*lon);
    lat = rounded(*lat);
    if (extent.known() && extent.outside(*lon, *lat)) {
        if (extent.inArea(*lat, *lon))
            refuseRow("lon", pair, "outside the mission, but inside when longitude and latitude are swapped");
        ledger.note("lon", "", "lies outside all areas of the mission", row);
    }
}

} // namespace tutela::exchange::detail
