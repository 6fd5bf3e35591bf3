// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "country.h"

#include "noise.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace tutela::demo {

using core::PlaceKind;
using core::SiteType;
using core::Vertex;

std::size_t Country::siteNamed(std::string_view name) const
{
    const auto at = std::find_if(sites.begin(), sites.end(), [&](const Site& site) { return site.name == name; });
    if (at == sites.end())
        throw std::logic_error("the demo country has no place " + std::string(name));
    return static_cast<std::size_t>(at - sites.begin());
}

std::vector<double> kmToMarked(const std::vector<std::uint8_t>& marked)
{
    constexpr double kStraight = kCell * kKmPerDegree;
    constexpr double kDiagonal = kStraight * 4.0 / 3.0;
    std::vector<double> km(marked.size(), 1e6);
    for (std::size_t i = 0; i < marked.size(); ++i)
        if (marked[i] != 0)
            km[i] = 0.0;
    const auto relax = [&](std::size_t to, std::size_t from, double step) { km[to] = std::min(km[to], km[from] + step); };
    for (std::size_t row = 0; row < kRows; ++row)
        for (std::size_t col = 0; col < kCols; ++col) {
            const std::size_t i = row * kCols + col;
            if (col > 0)
                relax(i, i - 1, kStraight);
            if (row > 0) {
                relax(i, i - kCols, kStraight);
                if (col > 0)
                    relax(i, i - kCols - 1, kDiagonal);
                if (col + 1 < kCols)
                    relax(i, i - kCols + 1, kDiagonal);
            }
        }
    for (std::size_t row = kRows; row-- > 0;)
        for (std::size_t col = kCols; col-- > 0;) {
            const std::size_t i = row * kCols + col;
            if (col + 1 < kCols)
                relax(i, i + 1, kStraight);
            if (row + 1 < kRows) {
                relax(i, i + kCols, kStraight);
                if (col > 0)
                    relax(i, i + kCols - 1, kDiagonal);
                if (col + 1 < kCols)
                    relax(i, i + kCols + 1, kDiagonal);
            }
        }
    return km;
}

namespace {

bool isDry(const Country& country, std::size_t index)
{
    return country.terrain.inCountry(index) && country.terrain.lake.cells()[index] == 0 && country.terrain.river.cells()[index] == 0;
}

/// The nearest dry cell's centre, or the point itself when it is dry.
Vertex ashore(const Country& country, Vertex at)
{
    if (isDry(country, cellAt(at).index()))
        return rounded(at);
    const Cell middle = cellAt(at);
    Vertex best = at;
    double nearest = 1e9;
    for (std::size_t row = middle.row - 6; row <= middle.row + 6; ++row)
        for (std::size_t col = middle.col - 6; col <= middle.col + 6; ++col) {
            const Vertex there = centreOf({row, col});
            if (isDry(country, Cell{row, col}.index()) && kmBetween(at, there) < nearest) {
                nearest = kmBetween(at, there);
                best = there;
            }
        }
    return rounded(best);
}

/// True when all neighbouring cells belong to the same sector: nobody is to wonder whose a place on a border is.
bool isWellInside(const Country& country, Cell cell)
{
    const auto& sector = country.terrain.sector;
    const std::uint8_t here = sector.at(cell.row, cell.col);
    for (std::size_t row = cell.row - 1; row <= cell.row + 1; ++row)
        for (std::size_t col = cell.col - 1; col <= cell.col + 1; ++col)
            if (sector.at(row, col) != here)
                return false;
    return true;
}

/// How much people like to live in a cell, 0 = not at all.
double attraction(const Country& country, std::size_t index)
{
    if (!isDry(country, index))
        return 0.0;
    const Cell cell = Cell::of(index);
    constexpr double kSteepest = 0.22;
    const double slope = country.terrain.slope(cell);
    if (slope > kSteepest)
        return 0.0;
    const double water = 1.0 / (1.0 + country.kmToRiver[index] / 2.5);
    const double road = 1.0 / (1.0 + country.kmToRoad[index] / 3.5);
    return (0.3 + water + 0.6 * road) * (1.0 - slope / kSteepest);
}

void addVillages(Country& country, Namer& namer, Random& random, std::size_t count)
{
    constexpr int kCandidates = 9;
    constexpr double kApartKm = 4.6;
    // The last and smallest go to the highlands, where nothing else draws people.
    constexpr std::size_t kForHighlands = 26;
    for (std::size_t rank = 1; rank <= count; ++rank) {
        Vertex best;
        double bestScore = 0.0;
        for (int i = 0; i < (rank > count - kForHighlands ? 8 * kCandidates : kCandidates); ++i) {
            const Vertex at{kWest + random.unit() * kCols * kCell, kNorth - random.unit() * kRows * kCell};
            const std::size_t sector = country.terrain.sector.cells()[cellAt(at).index()];
            if (rank > count - kForHighlands && sector != UBA && sector != TSO)
                continue;
            const double score = attraction(country, cellAt(at).index()) * random.between(0.5, 1.0);
            if (score <= bestScore)
                continue;
            if (!isWellInside(country, cellAt(at)))
                continue;
            const bool crowded = std::any_of(country.sites.begin(), country.sites.end(), [&](const Site& site) {
                return kmBetween(site.at, at) < kApartKm;
            });
            if (crowded)
                continue;
            best = at;
            bestScore = score;
        }
        if (bestScore <= 0.0)
            continue;
        Site site;
        site.name = namer.next();
        site.at = rounded(best);
        const double zipf = 7200.0 / std::sqrt(static_cast<double>(rank) + 2.5) / (1.0 + static_cast<double>(rank) / 40.0);
        site.population = static_cast<std::int64_t>(std::max(40.0, std::min(3900.0, zipf * random.between(0.7, 1.25))));
        site.kind = *site.population >= 420 ? PlaceKind::VILLAGE : PlaceKind::HAMLET;
        country.sites.push_back(std::move(site));
    }
}

struct Beside {
    std::string_view host, name;
    PlaceKind kind;
    std::optional<SiteType> site_type;
    std::optional<std::int64_t> population;
    double km;
};

const std::vector<Beside>& besideTowns()
{
    using K = PlaceKind;
    static const std::vector<Beside> kAll{
        {"Luzi", "Luzi Lakeside site", K::DISPLACEMENT_SITE, SiteType::SPONTANEOUS_SITE, 1'980, 1.9},
        {"Ituwe", "Ituwe North camp", K::DISPLACEMENT_SITE, SiteType::PLANNED_CAMP, 3'150, 2.6},
        {"Adrela", "Adrela base site", K::DISPLACEMENT_SITE, SiteType::POC_SITE_ADJACENT, 6'820, 1.2},
        {"Adrela", "Adrela Old Mill site", K::DISPLACEMENT_SITE, SiteType::SPONTANEOUS_SITE, 2'910, 2.4},
        {"Nyalo", "Nyalo East site", K::DISPLACEMENT_SITE, SiteType::SPONTANEOUS_SITE, 4'240, 2.2},
        {"Wasoro", "Wasoro school centre", K::DISPLACEMENT_SITE, SiteType::COLLECTIVE_CENTRE, 1'870, 0.9},
        {"Fanara", "Fanara Ridge site", K::DISPLACEMENT_SITE, SiteType::SPONTANEOUS_SITE, 1'310, 2.1},
        {"Kirenda", "Kirenda South camp", K::DISPLACEMENT_SITE, SiteType::PLANNED_CAMP, 5'600, 4.3},
        {"Nyalo", "Nyalo cattle market", K::MARKET, {}, {}, 1.6},
        {"Luzi", "Luzi fish market", K::MARKET, {}, {}, 1.1},
        {"Moleka", "Moleka grain market", K::MARKET, {}, {}, 1.8},
        {"Wasoro", "Wasoro market", K::MARKET, {}, {}, 1.0},
        {"Koroma", "Koroma market", K::MARKET, {}, {}, 1.2},
        {"Ituwe", "Ituwe secondary school", K::SCHOOL, {}, {}, 1.2},
        {"Fanara", "Fanara school", K::SCHOOL, {}, {}, 0.9},
        {"Sentu", "Sentu teachers' college", K::SCHOOL, {}, {}, 2.0},
        {"Luzi", "Luzi health post", K::HEALTH_FACILITY, {}, {}, 0.8},
        {"Adrela", "Adrela hospital", K::HEALTH_FACILITY, {}, {}, 1.1},
        {"Tembika", "Tembika health centre", K::HEALTH_FACILITY, {}, {}, 0.9},
        {"Gelo", "Gelo boreholes", K::WATER_POINT, {}, {}, 6.5},
        {"Nyalo", "Nyalo west wells", K::WATER_POINT, {}, {}, 8.2},
        {"Piranda", "Piranda dry-season pools", K::WATER_POINT, {}, {}, 7.4},
        {"Banzu", "Banzu gold pits", K::MINE_SITE, {}, 640, 7.8},
        {"Gelo", "Gelo grazing reserve", K::CATTLE_CAMP, {}, 380, 11.5},
        {"Kirenda", "Kirenda airport", K::AIRSTRIP, {}, {}, 5.2},
        {"Luzi", "Luzi airstrip", K::AIRSTRIP, {}, {}, 2.8},
    };
    return kAll;
}

void addBesideTowns(Country& country, Random& random)
{
    for (const Beside& what : besideTowns()) {
        const std::size_t host = country.siteNamed(what.host);
        const Vertex middle = country.sites[host].at;
        Site site;
        site.name = what.name;
        site.kind = what.kind;
        site.site_type = what.site_type;
        site.population = what.population;
        site.host = host;
        double flattest = 1e9;
        for (int i = 0; i < 32; ++i) {
            // A direction from the unit square needs no sine.
            const double dx = random.between(-1.0, 1.0);
            const double dy = random.between(-1.0, 1.0);
            const double length = std::sqrt(dx * dx + dy * dy);
            if (length < 0.2)
                continue;
            const double degrees = what.km / kKmPerDegree / length;
            const Vertex at = rounded({middle.x + dx * degrees, middle.y + dy * degrees});
            const Cell cell = cellAt(at);
            if (!isDry(country, cell.index()) || country.terrain.sector.cells()[cell.index()] != country.sectorOf(country.sites[host])
                || !isWellInside(country, cell))
                continue;
            if (const double slope = country.terrain.slope(cell); slope < flattest) {
                flattest = slope;
                site.at = at;
            }
        }
        country.sites.push_back(std::move(site));
    }
}

} // namespace

void addChiefPlaces(Country& country)
{
    for (const ChiefPlace& chief : chiefPlaces()) {
        Site site;
        site.name = chief.name;
        site.kind = chief.kind;
        site.population = chief.population;
        site.at = ashore(country, {chief.lon, chief.lat});
        country.sites.push_back(std::move(site));
    }
}

void addOtherPlaces(Country& country, Namer& namer)
{
    Random random(country.seed, "places");
    addBesideTowns(country, random);
    constexpr std::size_t kVillages = 148;
    addVillages(country, namer, random, kVillages);
}

core::Grid<float> populationRaster(const Country& country)
{
    std::vector<double> people(kRows * kCols, 0.0);
    constexpr double kKmPerCell = kCell * kKmPerDegree;
    for (std::size_t i = 0; i < people.size(); ++i) {
        const Vertex at = centreOf(Cell::of(i));
        const double clumps = std::max(0.0, 0.55 + fractal(country.seed + 61, at.x * 22.0, at.y * 22.0, 4));
        people[i] = 9.0 * attraction(country, i) * clumps;
    }
    for (const Site& site : country.sites) {
        if (!site.population)
            continue;
        const auto persons = static_cast<double>(*site.population);
        const double radiusKm = 0.35 + 0.011 * std::sqrt(persons);
        const Cell middle = site.cell();
        const auto reach = static_cast<std::size_t>(radiusKm / kKmPerCell) + 1;
        std::vector<std::pair<std::size_t, double>> shares;
        double sum = 0.0;
        for (std::size_t row = middle.row - reach; row <= middle.row + reach; ++row)
            for (std::size_t col = middle.col - reach; col <= middle.col + reach; ++col) {
                const std::size_t index = Cell{row, col}.index();
                const double q = kmBetween(centreOf({row, col}), site.at) / radiusKm;
                if (q >= 1.0 && index != middle.index())
                    continue;
                if (!country.terrain.inCountry(index) || country.terrain.lake.cells()[index] != 0)
                    continue;
                const double share = index == middle.index() ? 1.0 : (1.0 - q * q) * (1.0 - q * q);
                shares.emplace_back(index, share);
                sum += share;
            }
        for (const auto& [index, share] : shares)
            people[index] += persons * share / sum;
    }
    // Whole persons, with what is cut off handed on to the next cell, so that sums stay true.
    core::Grid<float> out(kRows, kCols, std::nanf(""));
    double rest = 0.0;
    for (std::size_t i = 0; i < people.size(); ++i) {
        if (!country.terrain.inCountry(i))
            continue;
        rest += people[i];
        const double whole = std::floor(rest);
        out.cells()[i] = static_cast<float>(whole);
        rest -= whole;
    }
    return out;
}

} // namespace tutela::demo
