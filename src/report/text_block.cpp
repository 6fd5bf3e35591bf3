// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "text_block_p.h"

#include <tutela/core/text.h>
#include <tutela/map/theme.h>

#include <QFontMetricsF>
#include <QPainter>
#include <QTextCharFormat>
#include <QTextLayout>
#include <QTextOption>

#include <algorithm>
#include <cmath>

namespace tutela::report {
namespace {

constexpr double kTenths = 10.0;

/// Data text as it may be printed: line breaks kept, other control and override signs made visible.
QString printable(std::string_view utf8)
{
    QString all;
    bool first = true;
    for (const auto& line : core::split(utf8, '\n')) {
        std::string_view part = line;
        if (part.ends_with('\r'))
            part.remove_suffix(1);
        std::string spaced{part};
        std::replace(spaced.begin(), spaced.end(), '\t', ' ');
        if (!first)
            all += QChar::LineSeparator;
        first = false;
        all += QString::fromStdString(core::withVisibleControls(spaced));
    }
    return all;
}

Qt::Alignment alignment(Align align)
{
    switch (align) {
    case Align::Right: return Qt::AlignRight | Qt::AlignAbsolute;
    case Align::Centre: return Qt::AlignHCenter;
    case Align::Leading: break;
    }
    return Qt::AlignLeading;
}

} // namespace

QFont reportFont(const Style& style)
{
    map::loadFonts();
    QFont font = map::font(static_cast<int>(std::lround(style.size * kTenths)));
    font.setWeight(style.weight);
    font.setHintingPreference(QFont::PreferNoHinting);
    font.setStyleStrategy(QFont::ForceOutline);
    // The smallest spacing switches the ligatures off: readers of the PDF would not find "confidence" with one.
    constexpr double kNoLigatures = 0.02;
    font.setLetterSpacing(QFont::PercentageSpacing, 100.0 + std::max(style.tracking, kNoLigatures));
    return font;
}

TextBlock::TextBlock(std::string_view utf8, const Style& style, double width, std::string_view lead)
    : m_text(lead.empty() ? printable(utf8) : printable(lead) + QLatin1Char(' ') + printable(utf8)), m_color(style.color), m_lineHeight(style.size * style.leading), m_width(width)
{
    if (m_text.isEmpty())
        return;
    const QFont font = reportFont(style);
    m_layout = std::make_shared<QTextLayout>(m_text, font);
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    option.setAlignment(alignment(style.align));
    option.setTextDirection(Qt::LayoutDirectionAuto);
    option.setUseDesignMetrics(true);
    m_layout->setTextOption(option);
    m_layout->setCacheEnabled(true);
    if (!lead.empty()) {
        QTextLayout::FormatRange bold;
        bold.start = 0;
        bold.length = static_cast<int>(printable(lead).size());
        bold.format.setFont(reportFont(style.with(QFont::Bold)));
        m_layout->setFormats({bold});
    }
    const QFontMetricsF metrics{font};
    const double step = m_lineHeight * kTenths;
    const double baseline = (step - metrics.ascent() - metrics.descent()) / 2.0 + metrics.ascent();
    m_inkLeft = width;
    m_layout->beginLayout();
    for (QTextLine line = m_layout->createLine(); line.isValid(); line = m_layout->createLine()) {
        line.setLineWidth(width * kTenths);
        line.setPosition({0.0, m_lines * step + baseline - line.ascent()});
        const QRectF ink = line.naturalTextRect();
        m_natural = std::max(m_natural, ink.width() / kTenths);
        m_inkLeft = std::min(m_inkLeft, ink.left() / kTenths);
        ++m_lines;
    }
    m_layout->endLayout();
}

std::string shortened(const std::string& utf8, const Style& style, double width)
{
    const QFontMetricsF metrics{reportFont(style)};
    return metrics.elidedText(printable(utf8), Qt::ElideRight, width * kTenths).toStdString();
}

void TextBlock::paint(QPainter& painter, QPointF topLeft, int from, int to) const
{
    if (!m_layout)
        return;
    painter.save();
    painter.translate(topLeft);
    painter.scale(1.0 / kTenths, 1.0 / kTenths);
    painter.setPen(m_color);
    const QPointF shift{0.0, -from * m_lineHeight * kTenths};
    for (int i = from; i < std::min(to, m_lines); ++i)
        m_layout->lineAt(i).draw(&painter, shift);
    painter.restore();
}

} // namespace tutela::report
