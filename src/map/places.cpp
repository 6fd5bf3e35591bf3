// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "box_grid_p.h"
#include "prepared_p.h"

#include <tutela/core/text.h>
#include <tutela/map/reach_cover.h>

#include <algorithm>
#include <array>
#include <tuple>

namespace tutela::map {

namespace {

/// Width of the symbol by people, style pixels; an unknown population is drawn as a middling one.
double symbolPixels(std::optional<std::int64_t> people)
{
    constexpr std::array<std::pair<std::int64_t, double>, 4> steps{{{50'000, 17.0}, {20'000, 15.0}, {5'000, 13.0}, {1'000, 11.0}}};
    if (!people)
        return 11.0;
    for (const auto& [least, pixels] : steps)
        if (*people > least)
            return pixels;
    return 9.5;
}

struct Found {
    const core::Place* place;
    QPointF at;
    PlaceBand band;
    [[nodiscard]] auto rank() const
    {
        return std::tuple{band.band ? static_cast<int>(*band.band) : -1, place->population_total.value_or(-1), -place->id};
    }
};

QString nameOf(const core::Place& place)
{
    return QString::fromStdString(core::withVisibleControls(place.name));
}

} // namespace

void Maker::places()
{
    std::vector<Found> found;
    for (const auto& place : m_scene.mission.all<core::Place>()) {
        if (!place.lon || !place.lat)
            continue;
        const QPointF at = m_mapper(*place.lon, *place.lat);
        if (!inFrame(at))
            continue;
        const auto band = m_scene.bands.find(core::PlaceId{place.id});
        found.push_back({&place, at, band == m_scene.bands.end() ? PlaceBand{} : band->second});
    }
    m_progress.check();
    // Most urgent first: they take the room; unassessed places that find none become dots. Painted the other way round.
    std::sort(found.begin(), found.end(), [](const Found& a, const Found& b) { return a.rank() > b.rank(); });
    BoxGrid taken{m_map.view.frame(), 32.0 * m_map.s};
    std::vector<Item> items;
    for (const Found& one : found) {
        const auto people = one.place->population_total;
        const double size = (one.band.band ? symbolPixels(people) : std::min(symbolPixels(people), 10.0)) * m_map.s;
        const double reach = size * (one.band.highest_possible ? 0.78 : 0.62);
        const QRectF box{one.at.x() - reach, one.at.y() - reach, 2 * reach, 2 * reach};
        LabelWish wish{one.at, reach / 0.62, nameOf(*one.place), one.band.band ? static_cast<int>(*one.band.band) : -1, people.value_or(0), one.place->id};
        if (!one.band.band && taken.meets(box)) {
            const double dot = 2.6 * m_map.s;
            const QRectF small{one.at.x() - dot / 2, one.at.y() - dot / 2, dot, dot};
            m_map.symbols.push_back(small);
            items.push_back({small.adjusted(-1, -1, 1, 1), DotItem{one.at, dot}});
            m_found.dots = true;
            wish.symbol = dot;
            wish.dot = true;
        } else {
            taken.add(box);
            m_map.symbols.push_back(box);
            items.push_back({box.adjusted(-2, -2, 2, 2), BandItem{one.at, size, one.band.band, one.band.highest_possible}});
            if (one.band.band) {
                m_map.important.push_back(box);
                m_found.bands.insert(static_cast<int>(*one.band.band));
            } else {
                m_found.notAssessed = true;
            }
            m_found.highestPossible = m_found.highestPossible || one.band.highest_possible;
            if (one.band.band && people)
                m_found.placeSizes.push_back(symbolPixels(people));
        }
        m_map.wishes.push_back(std::move(wish)); // without a name too: no other name may pass for its own
    }
    std::move(items.rbegin(), items.rend(), std::back_inserter(m_map.items));
}

void Maker::bases()
{
    const double size = 14.0 * m_map.s;
    // A base inside a town, or beside another base, stands next to that symbol, not on it.
    std::vector<QPointF> taken;
    if (on(MapLayer::PLACES))
        for (const LabelWish& wish : m_map.wishes)
            if (wish.band >= 0)
                taken.push_back(wish.at);
    const auto isTaken = [&taken, size](QPointF at) {
        return std::any_of(taken.begin(), taken.end(), [&](QPointF other) {
            return std::abs(other.x() - at.x()) < size * 0.9 && std::abs(other.y() - at.y()) < size * 0.9;
        });
    };
    constexpr std::array<std::pair<double, double>, 8> besides{{{-0.9, -0.8}, {0.9, -0.8}, {-1.1, 0.0}, {1.1, 0.0}, {0.0, -1.1}, {0.0, 1.1}, {-0.9, 0.8}, {0.9, 0.8}}};
    const ScenarioMarks none;
    const ScenarioMarks& marks = m_scene.reach != nullptr ? m_scene.reach->marks : none;
    const auto add = [&](QPointF at, BaseOwner owner, LegendSymbol symbol) {
        if (!inFrame(at))
            return;
        if (isTaken(at)) {
            const auto spot = std::find_if(besides.begin(), besides.end(), [&](const auto& off) {
                return !isTaken(at + QPointF{off.first, off.second} * size);
            });
            const auto& off = spot == besides.end() ? besides.front() : *spot;
            at += QPointF{off.first, off.second} * size;
        }
        taken.push_back(at);
        const double reach = size * 0.62;
        const QRectF box{at.x() - reach, at.y() - reach, 2 * reach, 2 * reach};
        m_map.symbols.push_back(box);
        m_map.important.push_back(box);
        m_map.add(box.adjusted(-1, -1, 1, 1), BaseItem{at, size, owner});
        if (symbol == LegendSymbol::ClosedBase)
            m_map.add(box.adjusted(-2, -2, 2, 2), ClosedItem{at, size});
        saw(symbol);
    };
    for (const core::Base* base : m_scene.bases) {
        const bool state = base->base_kind == core::BaseKind::STATE_FORCE_BASE;
        const bool closed = std::find(marks.closed_bases.begin(), marks.closed_bases.end(), core::BaseId{base->id}) != marks.closed_bases.end();
        add(m_mapper(*base->lon, *base->lat), state ? BaseOwner::StateForces : BaseOwner::Mission,
            closed ? LegendSymbol::ClosedBase : state ? LegendSymbol::StateBase : LegendSymbol::Base);
    }
    for (const core::GeoPoint& tried : marks.tried_bases)
        add(m_mapper(tried.lon(), tried.lat()), BaseOwner::Tried, LegendSymbol::TriedBase);
}

} // namespace tutela::map
