// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The plot library's header needs the loop macro that the rest of the project forbids.
#undef QT_NO_FOREACH
#include <qcustomplot.h>

#include <tutela/report/charts.h>

#include "../text_block_p.h"

#include <tutela/core/text.h>

#include <QPainter>
#include <QCoreApplication>
#include <QPicture>
#include <QThread>

#include <algorithm>
#include <cmath>

namespace tutela::report::charts {
namespace {

/// The plot's own units: tenths of a point, since its sizes and fonts are whole numbers.
constexpr double kUnit = 10.0;

void styleAxis(QCPAxis& axis, const QFont& font)
{
    axis.setTickLabelFont(font);
    axis.setTickLabelColor(palette::kText3);
    axis.setTickPen(Qt::NoPen);
    axis.setSubTickPen(Qt::NoPen);
    axis.setBasePen(QPen{palette::kText3, 0.5 * kUnit});
    axis.setTickLabelPadding(static_cast<int>(3 * kUnit));
    axis.setPadding(0);
}

QSharedPointer<QCPAxisTickerText> slotNames(const SmallMultiples& chart)
{
    auto ticker = QSharedPointer<QCPAxisTickerText>::create();
    const auto n = chart.steps.size();
    for (std::size_t i = 0; i < n; ++i)
        if (i == 0 || i + 1 == n || i == n / 2)
            ticker->addTick(static_cast<double>(i), QString::fromStdString(chart.steps[i]));
    return ticker;
}

/// Slots without a value: a grey hatch as high as the axis, of computed lines.
void hatch(QCustomPlot& plot, const Series& series, double top, std::size_t steps)
{
    const QPen pen{palette::kText3, 0.45 * kUnit};
    const auto n = std::max(steps, series.values.size());
    for (std::size_t i = 0; i < n; ++i) {
        if (i < series.values.size() && series.values[i])
            continue;
        const double left = static_cast<double>(i) - 0.42;
        const double right = static_cast<double>(i) + 0.42;
        constexpr int kLines = 6;
        for (int k = -1; k < kLines; ++k) {
            const double step = top / kLines;
            const double low = std::max(0.0, k * step);
            const double high = std::min(top, (k + 2) * step);
            // The line rises by two steps over the width of the slot; its ends are cut at the axis.
            const double slope = 2 * step / (right - left);
            auto* line = new QCPItemLine(&plot); // owned by the plot
            line->start->setCoords(left + (low - k * step) / slope, low);
            line->end->setCoords(left + (high - k * step) / slope, high);
            line->setPen(pen);
        }
    }
}

/// The plot is a widget and so lives in the GUI thread; what it draws is a picture that any thread plays.
QPicture recorded(const SmallMultiples& chart, std::size_t index, const QSizeF& size)
{
    const Series& series = chart.series.at(index);
    const auto top = static_cast<double>(axisTop(chart));
    const QFont font = reportFont({6.6, QFont::Normal});
    QCustomPlot plot;
    plot.setNotAntialiasedElements(QCP::aeNone);
    plot.setBackground(Qt::NoBrush);
    plot.axisRect()->setAutoMargins(QCP::msNone);
    plot.axisRect()->setMargins(QMargins{static_cast<int>(22 * kUnit), static_cast<int>(5 * kUnit), static_cast<int>(2 * kUnit), static_cast<int>(13 * kUnit)});
    plot.axisRect()->setBackground(Qt::NoBrush);
    styleAxis(*plot.xAxis, font);
    styleAxis(*plot.yAxis, font);
    plot.yAxis->setBasePen(Qt::NoPen);
    plot.xAxis->grid()->setVisible(false);
    plot.yAxis->grid()->setPen(QPen{palette::kRule, 0.4 * kUnit});
    plot.yAxis->grid()->setZeroLinePen(Qt::NoPen);
    plot.xAxis->setTicker(slotNames(chart));
    auto levels = QSharedPointer<QCPAxisTickerText>::create();
    levels->addTick(0, QStringLiteral("0"));
    levels->addTick(top, QString::fromStdString(core::grouped(static_cast<std::int64_t>(top))));
    plot.yAxis->setTicker(levels);
    plot.xAxis->setRange(-0.6, static_cast<double>(std::max<std::size_t>(chart.steps.size(), 1)) - 0.4);
    plot.yAxis->setRange(0.0, top * 1.03);

    auto* bars = new QCPBars(plot.xAxis, plot.yAxis); // owned by the plot
    bars->setWidth(0.7);
    bars->setPen(Qt::NoPen);
    bars->setBrush(palette::kAccent);
    bars->setAntialiased(true);
    for (std::size_t i = 0; i < series.values.size(); ++i)
        if (series.values[i])
            bars->addData(static_cast<double>(i), static_cast<double>(*series.values[i]));
    hatch(plot, series, top, chart.steps.size());

    // The plot draws only with its own painter class: recorded as vectors, then played into the page.
    QPicture picture;
    {
        QCPPainter recorder(&picture);
        recorder.setMode(QCPPainter::pmVectorized);
        recorder.setMode(QCPPainter::pmNoCaching);
        plot.toPainter(&recorder, static_cast<int>(std::lround(size.width() * kUnit)), static_cast<int>(std::lround(size.height() * kUnit)));
    }
    return picture;
}

} // namespace

std::int64_t axisTop(const SmallMultiples& chart)
{
    std::int64_t most = 1;
    for (const auto& series : chart.series)
        for (const auto& value : series.values)
            most = std::max(most, value.value_or(0));
    std::int64_t power = 1;
    while (power * 10 <= most)
        power *= 10;
    for (const std::int64_t factor : {1, 2, 4, 5, 10})
        if (factor * power >= most)
            return factor * power;
    return 10 * power;
}

void paint(QPainter& painter, const SmallMultiples& chart, std::size_t index, const QRectF& area)
{
    QPicture picture;
    const auto record = [&] { picture = recorded(chart, index, area.size()); };
    if (QThread::currentThread() == qApp->thread())
        record();
    else
        QMetaObject::invokeMethod(qApp, record, Qt::BlockingQueuedConnection);
    painter.save();
    painter.translate(area.topLeft());
    // play() scales from the picture's resolution to the device's: taken back, since the page has its own scale.
    const double dpi = static_cast<double>(picture.logicalDpiX()) / painter.device()->logicalDpiX();
    painter.scale(dpi / kUnit, dpi / kUnit);
    picture.play(&painter);
    painter.restore();
}

std::vector<std::vector<std::string>> tableTwin(const SmallMultiples& chart)
{
    std::vector<std::vector<std::string>> rows(1, {chart.unit});
    rows[0].insert(rows[0].end(), chart.steps.begin(), chart.steps.end());
    for (const auto& series : chart.series) {
        auto& row = rows.emplace_back(1, series.title);
        for (std::size_t i = 0; i < chart.steps.size(); ++i)
            row.push_back(i < series.values.size() && series.values[i] ? core::grouped(*series.values[i]) : "no report");
    }
    return rows;
}

} // namespace tutela::report::charts
