// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <tutela/map/picture_layer.h>

#include <tutela/geodata/picture.h>

#include <QImage>

#include <memory>
#include <utility>

namespace tutela::map {

ReferenceLayer pictureLayer(std::string name, const QImage& picture, const core::Box& box, const std::string& crs)
{
    const QImage image = picture.convertToFormat(QImage::Format_RGBA8888);
    geodata::RgbaImage cells;
    cells.rows = static_cast<std::size_t>(image.height());
    cells.cols = static_cast<std::size_t>(image.width());
    for (int row = 0; row < image.height(); ++row)
        cells.bytes.insert(cells.bytes.end(), image.constScanLine(row), image.constScanLine(row) + 4 * image.width());
    core::GridFrame frame;
    frame.west = box.west;
    frame.north = box.north;
    frame.cellX = (box.east - box.west) / image.width();
    frame.cellY = (box.north - box.south) / image.height();
    frame.crs = crs;
    auto bytes = std::make_shared<const std::string>(geodata::plainTiffBytes(cells, frame));
    const std::string file = name + ".tif";
    return {std::move(name), core::LayerKind::RASTER, {}, geodata::Source::bytes(file, std::move(bytes))};
}

} // namespace tutela::map
