// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRectF>
#include <QSize>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

class QPainter;

/// Charts in the house style: the window and the PDF draw the same vectors, and each chart has a table twin for readers
/// who cannot see it.
namespace tutela::report::charts {

/// One small chart of a row of them: a value for each slot, empty where reporting stopped.
struct Series {
    std::string title;
    std::vector<std::optional<std::int64_t>> values;
    bool operator==(const Series&) const = default;
};

/// Small multiples: one bar chart for each series, the same slots and the same axis for all.
struct SmallMultiples {
    std::vector<std::string> steps; ///< names of the slots, "Nov" ... "Oct"
    std::vector<Series> series;
    std::string unit; ///< "incidents"
    bool operator==(const SmallMultiples&) const = default;
};

/// The top of the shared axis: a round number at or above the largest value; 1 at least.
[[nodiscard]] std::int64_t axisTop(const SmallMultiples& chart);

/// Paints series `index` into a rectangle given in points (the painter's units). Vector on a vector device. A slot
/// without a value is hatched, never drawn as zero. Needs a QApplication.
void paint(QPainter& painter, const SmallMultiples& chart, std::size_t index, const QRectF& area);

/// The same values as text: a head row and one row for each series; "no report" where there is no value.
[[nodiscard]] std::vector<std::vector<std::string>> tableTwin(const SmallMultiples& chart);

} // namespace tutela::report::charts
