// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "prepared_p.h"
#include "shaded_relief_p.h"

#include <tutela/map/pixels.h>
#include <tutela/core/error.h>
#include <tutela/core/text.h>
#include <tutela/geodata/raster.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>
#include <utility>

namespace tutela::map {

namespace {

constexpr double kStrength = 0.62; // share of light and shade over the land colour (ux.md 10)

/// Horn's slope of a cell to the east and to the north, metres a metre; NaN beside missing cells.
std::pair<double, double> slopeAt(const core::Grid<float>& heights, std::size_t row, std::size_t col, double cellM)
{
    const auto h = [&heights](std::size_t r, std::size_t c) { return static_cast<double>(heights.at(r, c)); };
    const double east = h(row - 1, col + 1) + 2 * h(row, col + 1) + h(row + 1, col + 1) - h(row - 1, col - 1) - 2 * h(row, col - 1) -
                        h(row + 1, col - 1);
    const double north = h(row - 1, col - 1) + 2 * h(row - 1, col) + h(row - 1, col + 1) - h(row + 1, col - 1) - 2 * h(row + 1, col) -
                         h(row + 1, col + 1);
    return {east / (8 * cellM), north / (8 * cellM)};
}

/// How much steeper slopes are drawn than they are. Flat country is lifted, the more the larger the cells, because slopes
/// fade when cells are averaged; high mountains are not, or one side of every valley would be black.
double exaggerationFor(const core::Grid<float>& heights, double cellM)
{
    constexpr double kSteepestMean = 0.3;
    double sum = 0.0;
    std::size_t count = 0;
    for (std::size_t row = 1; row + 1 < heights.rows(); row += 2)
        for (std::size_t col = 1; col + 1 < heights.cols(); col += 2) {
            const auto [east, north] = slopeAt(heights, row, col, cellM);
            const double steep = std::hypot(east, north);
            sum += std::isfinite(steep) ? steep : 0.0;
            count += std::isfinite(steep) ? 1 : 0;
        }
    const double lifted = 1.0 + std::pow(cellM / 60.0, 0.62);
    return sum > 0.0 ? std::min(lifted, kSteepestMean * static_cast<double>(count) / sum) : lifted;
}

/// Signed shade per cell: 0 = as flat ground, 1 = full light, -1 = full shade, NaN = no elevation.
///
/// Three lamps from the north-west quarter, which is softer than one.
core::Grid<float> shaded(const core::Grid<float>& heights, double cellM, const core::Progress& progress)
{
    struct Lamp {
        double azimuthDeg, weight;
    };
    constexpr std::array lamps{Lamp{315, 0.55}, Lamp{270, 0.2}, Lamp{0, 0.25}};
    constexpr double kAltitudeDeg = 45.0;
    const double exaggeration = exaggerationFor(heights, cellM);
    const double flat = std::sin(kAltitudeDeg * std::numbers::pi / 180);
    const double low = std::cos(kAltitudeDeg * std::numbers::pi / 180);
    std::array<std::pair<double, double>, lamps.size()> toLamp;
    for (std::size_t i = 0; i < lamps.size(); ++i) {
        const double azimuth = lamps[i].azimuthDeg * std::numbers::pi / 180;
        toLamp[i] = {std::sin(azimuth) * low, std::cos(azimuth) * low};
    }
    core::Grid<float> out{heights.rows(), heights.cols(), std::numeric_limits<float>::quiet_NaN()};
    for (std::size_t row = 1; row + 1 < heights.rows(); ++row) {
        progress.check();
        for (std::size_t col = 1; col + 1 < heights.cols(); ++col) {
            const auto [steepEast, steepNorth] = slopeAt(heights, row, col, cellM);
            const double east = steepEast * exaggeration;
            const double north = steepNorth * exaggeration;
            const double length = std::sqrt(1 + east * east + north * north);
            if (!std::isfinite(length))
                continue; // beside a gap in the data nothing is known of the slope
            double light = 0.0;
            for (std::size_t i = 0; i < lamps.size(); ++i)
                light += lamps[i].weight * std::max(0.0, (flat - east * toLamp[i].first - north * toLamp[i].second) / length);
            const double off = light - flat;
            out.at(row, col) = static_cast<float>(off > 0 ? off / (1 - flat) : off / flat);
        }
    }
    return out;
}

/// Bilinear value of a grid of cell middles; missing cells count as flat.
double between(const core::Grid<float>& grid, double col, double row)
{
    const auto clamped = [](double v, std::size_t n) { return std::clamp(v, 0.0, static_cast<double>(n - 1)); };
    col = clamped(col, grid.cols());
    row = clamped(row, grid.rows());
    const auto c = std::min(static_cast<std::size_t>(col), grid.cols() - 2);
    const auto r = std::min(static_cast<std::size_t>(row), grid.rows() - 2);
    const double fc = col - static_cast<double>(c);
    const double fr = row - static_cast<double>(r);
    const auto value = [&grid](std::size_t atRow, std::size_t atCol) {
        const float v = grid.at(atRow, atCol);
        return std::isnan(v) ? 0.0 : static_cast<double>(v);
    };
    const double upper = value(r, c) + (value(r, c + 1) - value(r, c)) * fc;
    const double lower = value(r + 1, c) + (value(r + 1, c + 1) - value(r + 1, c)) * fc;
    return upper + (lower - upper) * fr;
}

/// Width of a cell of the raster on the ground, metres.
double cellMetres(const geodata::RasterInfo& info)
{
    if (!info.box || info.rows == 0)
        return 0.0;
    return (info.box->north - info.box->south) / static_cast<double>(info.rows) * 111'320.0;
}

struct Mix {
    std::array<double, 3> land, light, shade;
    [[nodiscard]] QRgb of(double shadeValue) const
    {
        const double share = std::min(1.0, std::abs(shadeValue)) * kStrength;
        const auto& to = shadeValue > 0 ? light : shade;
        std::array<int, 3> mixed{};
        for (std::size_t i = 0; i < 3; ++i)
            mixed[i] = static_cast<int>(std::lround(land[i] + (to[i] - land[i]) * share));
        return qRgb(mixed[0], mixed[1], mixed[2]);
    }
};

std::array<double, 3> parts(const QColor& c)
{
    return {double(c.red()), double(c.green()), double(c.blue())};
}

QRgb blended(QRgb under, QRgb over, int share)
{
    const auto one = [share](int a, int b) { return a + (b - a) * share / 255; };
    return qRgb(one(qRed(under), qRed(over)), one(qGreen(under), qGreen(over)), one(qBlue(under), qBlue(over)));
}

} // namespace

QImage reliefImage(const Scene& scene, const PreparedMap::Impl& map, const QPainterPath& land, bool landEverywhere,
                   std::vector<std::string>& problems, const core::Progress& progress)
{
    if (!scene.elevation)
        return {};
    const double ratio = map.options.vector ? map.options.image_dpi * map.view.unitMm() / 25.4 : map.view.ratio();
    const QSize size{static_cast<int>(std::ceil(map.view.size().width() * ratio)), static_cast<int>(std::ceil(map.view.size().height() * ratio))};
    const double pixel = map.view.unitsPerPixel() / ratio; // projected units
    const core::Box box = map.view.projectedBox();
    ShadedRelief::Shades shades;
    double step = pixel;
    double west = 0.0;
    double north = 0.0;
    double metresPerUnit = map.view.metresPerUnit() / map.view.unitsPerPixel();
    try {
        const geodata::RasterInfo info = geodata::rasterInfo(scene.elevation->source);
        // Finer than the data there is nothing to see but the seams of interpolation.
        const double cellUnits = cellMetres(info) / metresPerUnit;
        step = std::max(pixel, cellUnits);
        west = std::floor(box.west / step) * step - 2 * step;
        north = std::ceil(box.north / step) * step + 2 * step;
        const auto cols = static_cast<std::size_t>(std::ceil((box.east - west) / step)) + 3;
        const auto rows = static_cast<std::size_t>(std::ceil((north - box.south) / step)) + 3;
        const core::GridFrame frame{west, north, step, step, map.view.crs()};
        const auto how = step > 1.5 * cellUnits ? geodata::Resampling::Average : geodata::Resampling::Bilinear;
        const auto make = [&] { return shaded(geodata::readWarped(scene.elevation->source, frame, rows, cols, how, progress), step * metresPerUnit, progress); };
        shades = scene.elevation->relief != nullptr ? scene.elevation->relief->of({frame, rows, cols, how}, make) : std::make_shared<const core::Grid<float>>(make());
    } catch (const core::Error& error) {
        problems.push_back("The relief is not shown: " + error.message());
        return {};
    }
    if (std::all_of(shades->cells().begin(), shades->cells().end(), [](float v) { return std::isnan(v); }))
        return {};

    QImage mask(size, QImage::Format_Grayscale8);
    mask.fill(landEverywhere ? 255 : 0);
    if (!landEverywhere) {
        QPainter painter(&mask);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.scale(ratio, ratio);
        painter.fillPath(land, Qt::white);
    }
    const Mix mix{parts(map.ink(Token::Land)), parts(map.ink(Token::HillLight)), parts(map.ink(Token::HillShade))};
    const QRgb outside = map.ink(Token::Outside).rgb();
    QImage image(size, QImage::Format_RGB32);
    std::vector<QRgb> out(static_cast<std::size_t>(size.width()));
    for (int y = 0; y < size.height(); ++y) {
        progress.check();
        const uchar* share = mask.constScanLine(y);
        const double row = (north - (box.north - (y + 0.5) * pixel)) / step - 0.5;
        for (int x = 0; x < size.width(); ++x) {
            QRgb& shown = out[static_cast<std::size_t>(x)];
            if (share[x] == 0) {
                shown = outside;
                continue;
            }
            const double col = (box.west + (x + 0.5) * pixel - west) / step - 0.5;
            shown = blended(outside, mix.of(between(*shades, col, row)), share[x]);
        }
        setRow(image, y, out);
    }
    return image;
}

} // namespace tutela::map
