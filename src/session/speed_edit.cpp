// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <tutela/session/speed_edit.h>

#include "translated_p.h"

#include <tutela/core/spoken.h>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>

namespace tutela::session {

using core::ChangedSpeed;
using core::LandCover;
using core::RoadClass;
using core::Season;
using core::TravelMode;

namespace {

constexpr double kMost = 400.0;

bool hasOneSpeed(TravelMode mode) { return mode == TravelMode::BOAT || mode == TravelMode::HELICOPTER; }

QString surfaceText(const ChangedSpeed& what)
{
    if (what.night_share)
        return tr("By night, share of the speed by day");
    if (what.ford)
        return tr("Ford");
    if (what.road)
        return *what.road == RoadClass::ROAD_PRIMARY ? tr("Primary road") : *what.road == RoadClass::ROAD_SECONDARY ? tr("Secondary road") : tr("Track");
    return what.cover ? tr("Off the road: %1").arg(QString::fromStdString(core::spoken(*what.cover)).toLower()) : tr("Off the road");
}

double valueIn(const analysis::SpeedTable& table, const ChangedSpeed& what)
{
    if (what.night_share)
        return table.nightShare();
    return what.cover ? table.kmh(what.mode, *what.cover, what.season) : table.kmh(what.mode, analysis::columnOf(what), what.season);
}

ChangedSpeed withValue(ChangedSpeed what, double value)
{
    if (what.night_share)
        what.night_share = value;
    else
        what.kmh = value;
    return what;
}

SpeedCell cellOf(const analysis::SpeedTable& table, const std::vector<ChangedSpeed>& changes, const ChangedSpeed& what)
{
    const bool changed = std::any_of(changes.begin(), changes.end(), [&](const ChangedSpeed& each) { return isSameCell(each, what); });
    return {withValue(what, valueIn(table, what)), valueIn({}, what), changed};
}

void save(Document& document, const std::vector<ChangedSpeed>& speeds, const QString& text)
{
    const std::string stored = core::textOf(speeds);
    document.edit({{{"kind", "mission"}, {"set", {{"speeds", stored.empty() ? nlohmann::json{} : nlohmann::json(stored)}}}}}, text);
}

} // namespace

double valueOf(const ChangedSpeed& what) { return what.night_share.value_or(what.kmh); }

std::vector<SpeedRow> speedRows(const core::Mission& mission)
{
    const auto table = analysis::speedsOf(mission);
    const auto changes = table.changes();
    std::vector<SpeedRow> rows;
    const auto add = [&](ChangedSpeed what) {
        SpeedRow row{QString::fromStdString(core::spoken(what.mode)), hasOneSpeed(what.mode) ? tr("Everywhere") : surfaceText(what), cellOf(table, changes, what), {}};
        if (!hasOneSpeed(what.mode)) {
            what.season = Season::WET;
            row.wet = cellOf(table, changes, what);
        }
        rows.push_back(std::move(row));
    };
    for (const TravelMode mode : {TravelMode::TRUCK, TravelMode::LIGHT_4X4, TravelMode::FOOT}) {
        for (const RoadClass road : {RoadClass::ROAD_PRIMARY, RoadClass::ROAD_SECONDARY, RoadClass::TRACK})
            add({mode, road, {}, Season::DRY, 0.0});
        add({mode, {}, {}, Season::DRY, 0.0, true});
        add({mode, {}, {}, Season::DRY, 0.0});
        for (std::size_t i = 0; i < core::wordCount(LandCover{}); ++i)
            if (const auto cover = static_cast<LandCover>(i); cover != LandCover::WATER)
                add({mode, {}, cover, Season::DRY, 0.0});
    }
    for (const TravelMode mode : {TravelMode::BOAT, TravelMode::HELICOPTER})
        add({mode, RoadClass::ROAD_PRIMARY, {}, Season::DRY, 0.0});
    ChangedSpeed byNight;
    byNight.night_share = table.nightShare();
    rows.push_back({tr("All but helicopter"), surfaceText(byNight), cellOf(table, changes, byNight), {}});
    return rows;
}

QString speedText(double kmh) { return QString::number(kmh, 'g', 4); }

TypedSpeed typedSpeed(const QString& text, const SpeedCell& cell)
{
    bool read = false;
    const double kmh = text.trimmed().replace(QLatin1Char(','), QLatin1Char('.')).toDouble(&read);
    if (cell.what.night_share)
        return read && kmh > 0.0 && kmh <= 1.0 ? TypedSpeed{kmh, {}}
                                               : TypedSpeed{{}, tr("\u201C%1\u201D is no share: give a number above 0, up to 1, of the speed by day, such as 0.6. The share stays as it was.").arg(text.trimmed())};
    if (!read || !std::isfinite(kmh))
        return {{}, tr("\u201C%1\u201D is no speed: give km/h, such as 4.5. The speed stays as it was.").arg(text.trimmed())};
    if (kmh < 0.0)
        return {{}, tr("A speed below 0 cannot be: give 0 where nobody passes. The speed stays as it was.")};
    if (kmh > kMost)
        return {{}, tr("Nothing here travels faster than 400 km/h. The speed stays as it was.")};
    if (kmh == 0.0 && hasOneSpeed(cell.what.mode))
        return {{}, tr("Boats and helicopters need a speed above 0. To do without them close their unit in a scenario. The speed stays as it was.")};
    return {kmh, {}};
}

QString speedConsequence(const SpeedRow& row, const SpeedCell& cell, double value)
{
    if (value > 0.0)
        return {};
    return cell.what.season == Season::DRY ? tr("0 km/h: nobody passes in the dry season. %1, %2: places with no other way are not reached.").arg(row.mode, row.surface.toLower())
                                           : tr("0 km/h: nobody passes in the wet season. %1, %2: places with no other way are not reached.").arg(row.mode, row.surface.toLower());
}

void setSpeed(Document& document, const ChangedSpeed& what, double value)
{
    auto speeds = core::speedsFrom(document.mission()->details.speeds);
    std::erase_if(speeds, [&](const ChangedSpeed& each) { return isSameCell(each, what); });
    if (valueIn({}, what) != value)
        speeds.push_back(withValue(what, value));
    save(document, speeds, tr("Change a speed"));
}

void resetSpeeds(Document& document, const std::optional<SpeedRow>& row)
{
    auto speeds = core::speedsFrom(document.mission()->details.speeds);
    std::erase_if(speeds, [&](const ChangedSpeed& each) { return !row || isSameCell(each, row->dry.what) || (row->wet && isSameCell(each, row->wet->what)); });
    save(document, speeds, row ? tr("Reset a speed") : tr("Reset all speeds"));
}

} // namespace tutela::session
