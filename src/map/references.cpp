// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "prepared_p.h"
#include "vector_painter_p.h"

#include <tutela/map/pixels.h>
#include <tutela/core/error.h>
#include <tutela/core/text.h>

#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>

namespace tutela::map {

namespace {

/// People per cell in four steps of grey-violet (ux.md 9); nobody and no data are clear.
constexpr std::array<QRgb, 4> kPeople{0xFFECE8F1, 0xFFC3B7D4, 0xFF957FB4, 0xFF5E4488};

QImage populationImage(const core::Grid<float>& cells)
{
    QImage image(static_cast<int>(cells.cols()), static_cast<int>(cells.rows()), QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    float most = 0.0F;
    for (const float v : cells.cells())
        most = std::isfinite(v) ? std::max(most, v) : most;
    if (!(most > 0.0F))
        return image;
    for (std::size_t row = 0; row < cells.rows(); ++row) {
        std::vector<QRgb> out(cells.cols(), 0);
        for (std::size_t col = 0; col < cells.cols(); ++col) {
            const float v = cells.at(row, col);
            if (!std::isfinite(v) || v <= 0.0F)
                continue;
            // Steps of ten below the largest: settlements differ by orders of magnitude.
            const double decades = std::log10(static_cast<double>(v / most));
            const auto step = static_cast<std::size_t>(std::clamp(3.0 + decades + 0.999, 0.0, 3.0));
            const QColor c = QColor::fromRgba(kPeople[step]);
            out[col] = qPremultiply(qRgba(c.red(), c.green(), c.blue(), 200));
        }
        setRow(image, static_cast<int>(row), out);
    }
    return image;
}

bool isClear(const QImage& image)
{
    for (int y = 0; y < image.height(); ++y) {
        const std::vector<QRgb> row = rowOf(image, y);
        if (std::any_of(row.begin(), row.end(), [](QRgb pixel) { return qAlpha(pixel) != 0; }))
            return false;
    }
    return true;
}

QImage colourImage(const geodata::RgbaImage& cells)
{
    QImage image(static_cast<int>(cells.cols), static_cast<int>(cells.rows), QImage::Format_RGBA8888);
    for (std::size_t row = 0; row < cells.rows; ++row)
        std::copy_n(cells.bytes.data() + row * cells.cols * 4, cells.cols * 4, image.scanLine(static_cast<int>(row)));
    return image.convertToFormat(QImage::Format_ARGB32_Premultiplied);
}

QImage thinned(QImage image, double opacity)
{
    if (opacity >= 1.0)
        return image;
    image.convertTo(QImage::Format_ARGB32_Premultiplied);
    QPainter painter(&image);
    painter.setCompositionMode(QPainter::CompositionMode_DestinationIn);
    painter.fillRect(image.rect(), QColor{0, 0, 0, static_cast<int>(std::lround(255.0 * opacity))});
    return image;
}

} // namespace

bool Maker::rasterReference(const ReferenceLayer& layer)
{
    const View& view = m_map.view;
    const double ratio = m_map.options.vector ? m_map.options.image_dpi * view.unitMm() / 25.4 : view.ratio();
    const auto cols = static_cast<std::size_t>(std::ceil(view.size().width() * ratio));
    const auto rows = static_cast<std::size_t>(std::ceil(view.size().height() * ratio));
    const core::Box box = view.projectedBox();
    const double pixel = view.unitsPerPixel() / ratio;
    const core::GridFrame frame{box.west, box.north, pixel, pixel, view.crs()};
    const bool people = layer.kind == core::LayerKind::POPULATION;
    QImage image = people ? populationImage(geodata::readWarped(layer.source, frame, rows, cols, geodata::Resampling::Nearest, m_progress))
                          : colourImage(geodata::readRgba(layer.source, frame, rows, cols, geodata::Resampling::Bilinear, m_progress));
    if (isClear(image))
        return false; // it lies elsewhere
    const double opacity = std::clamp(layer.style.opacity, 0.0, 1.0);
    m_map.add(QRectF{0, 0, static_cast<double>(cols) / ratio, static_cast<double>(rows) / ratio}, ImageItem{thinned(std::move(image), opacity), people});
    return true;
}

void Maker::references(bool rasters)
{
    VectorPainter vectors{m_map, m_mapper, m_progress};
    for (const ReferenceLayer& layer : m_scene.references) {
        m_progress.check();
        if ((layer.kind == core::LayerKind::VECTOR) == rasters)
            continue;
        try {
            if (!(rasters ? rasterReference(layer) : vectors.paint(layer)))
                continue;
            // A legend line holds so much; a longer name is known by its beginning.
            const QString name = text::elided({QString::fromStdString(core::withVisibleControls(layer.name)), 11.0}, 230.0);
            m_found.references.push_back({rasters ? LegendSymbol::Raster : LegendSymbol::Vector, name, {}, 0.0});
        } catch (const core::Error& error) {
            m_map.problems.push_back("The reference layer \"" + core::withVisibleControls(layer.name) + "\" is not shown: " + error.message());
        }
    }
    vectors.finish();
}

} // namespace tutela::map
