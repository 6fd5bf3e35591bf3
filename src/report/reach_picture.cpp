// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "reach_picture_p.h"

#include <tutela/map/pixels.h>
#include <tutela/report/reach_cover.h>

#include <QBuffer>
#include <QImage>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <utility>

namespace tutela::report {

namespace {

constexpr float kMinutesOfStep = 4.0F; // finer than a band of the map is drawn
constexpr int kNobody = 255, kLast = 254;

int stepOf(float minutes)
{
    return std::isfinite(minutes) ? std::min(kLast, static_cast<int>(std::lround(minutes / kMinutesOfStep))) : kNobody;
}

/// True when the link ends at a place that the map shows: a line that leads to nothing would puzzle a reader.
bool leadsToPlace(const core::Geometry& link, const MapFigure& figure)
{
    constexpr double kSame = 1e-5; // degrees, about a metre: the end went through the projection of the ground and back
    const core::Vertex end = link.parts.back().back().back();
    return std::any_of(figure.places.begin(), figure.places.end(), [end](const MapPlace& place) { return std::abs(place.lon - end.x) < kSame && std::abs(place.lat - end.y) < kSame; });
}

} // namespace

void storeReach(const analysis::ReachCells& cells, ReportModel& model)
{
    const auto& minutes = cells.minutes;
    QImage image{static_cast<int>(minutes.cols()), static_cast<int>(minutes.rows()), QImage::Format_RGB32};
    for (std::size_t r = 0; r < minutes.rows(); ++r) {
        std::vector<QRgb> row(minutes.cols());
        for (std::size_t c = 0; c < minutes.cols(); ++c)
            row[c] = qRgb(stepOf(minutes.at(r, c)), cells.gap.empty() ? 0 : cells.gap.at(r, c), 0);
        map::setRow(image, static_cast<int>(r), row);
    }
    QByteArray bytes;
    QBuffer buffer{&bytes};
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    model.images["reach"] = bytes.toStdString();
    const auto& frame = cells.frame;
    const core::Box box{frame.west, frame.north - static_cast<double>(minutes.rows()) * frame.cellY, frame.west + static_cast<double>(minutes.cols()) * frame.cellX, frame.north};
    model.map.reach = {"reach", box, frame.crs};
    model.map.reach_limit_minutes = cells.limit_minutes;
    model.map.reach_conditions = cells.conditions;
    model.map.reach_links.clear();
    std::copy_if(cells.road_links.begin(), cells.road_links.end(), std::back_inserter(model.map.reach_links),
                 [&model](const core::Geometry& link) { return leadsToPlace(link, model.map); });
}

std::shared_ptr<const map::ReachCover> storedReach(const ReportModel& model)
{
    const MapImage& stored = model.map.reach;
    const auto found = model.images.find(stored.blob);
    if (stored.blob.empty() || found == model.images.end())
        return nullptr;
    const QImage image = QImage::fromData(QByteArray::fromStdString(found->second), "PNG").convertToFormat(QImage::Format_RGB32);
    if (image.isNull())
        return nullptr;
    const auto rows = static_cast<std::size_t>(image.height()), cols = static_cast<std::size_t>(image.width());
    analysis::ReachCells cells;
    cells.frame = {stored.box.west, stored.box.north, (stored.box.east - stored.box.west) / static_cast<double>(cols), (stored.box.north - stored.box.south) / static_cast<double>(rows), stored.crs};
    cells.limit_minutes = model.map.reach_limit_minutes;
    cells.conditions = model.map.reach_conditions;
    cells.road_links = model.map.reach_links;
    cells.minutes = core::Grid<float>{rows, cols, std::numeric_limits<float>::quiet_NaN()};
    cells.gap = core::Grid<std::uint8_t>{rows, cols};
    for (std::size_t r = 0; r < rows; ++r) {
        const std::vector<QRgb> row = map::rowOf(image, static_cast<int>(r));
        for (std::size_t c = 0; c < cols; ++c) {
            if (qRed(row[c]) != kNobody)
                cells.minutes.at(r, c) = static_cast<float>(qRed(row[c])) * kMinutesOfStep;
            cells.gap.at(r, c) = static_cast<std::uint8_t>(qGreen(row[c]));
        }
    }
    return reachCover(std::move(cells));
}

} // namespace tutela::report
