// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "text_p.h"

#include "ink_p.h"

#include <QCache>
#include <QFontMetricsF>
#include <QMutex>
#include <QStringList>

#include <cmath>

namespace tutela::map::text {

namespace {

/// QFont knows whole pixels only: letters are set this much larger and scaled down when painted.
constexpr double kOversize = 16.0;

QFont fontOf(const Style& style)
{
    QFont made = font(std::max(1, static_cast<int>(std::lround(style.pixels * kOversize))), style.weight);
    if (style.tracking != 0.0)
        made.setLetterSpacing(QFont::PercentageSpacing, 100.0 * (1.0 + style.tracking));
    return made;
}

/// What letters look like, whatever is painted around them.
struct Letters
{
    QString text;
    double pixels = 0.0;
    Weight weight = Weight::Regular;
    double tracking = 0.0;

    friend bool operator==(const Letters&, const Letters&) = default;
    friend size_t qHash(const Letters& key, size_t seed = 0) { return qHashMulti(seed, key.text, key.pixels, static_cast<int>(key.weight), key.tracking); }
};

QPainterPath outlined(const Style& style)
{
    QPainterPath path;
    path.setFillRule(Qt::WindingFill);
    path.addText(QPointF{0, 0}, fontOf(style), style.text);
    return QTransform::fromScale(1 / kOversize, 1 / kOversize).map(path);
}

} // namespace

QSizeF size(const Style& style)
{
    const QFontMetricsF metrics{fontOf(style)};
    return {metrics.horizontalAdvance(style.text) / kOversize, metrics.height() / kOversize};
}

double ascent(const Style& style)
{
    return QFontMetricsF{fontOf(style)}.ascent() / kOversize;
}

// Kept: the outline that FreeType gives of the same letter changes by a hair with what was drawn in another size before, and two
// tiles, or two copies of one view, must not differ.
QPainterPath outline(const Style& style)
{
    constexpr qsizetype kMostElements = 200'000; // about 5 MB: some 400 names, which is more than a view and its neighbours show
    static QMutex mutex;
    static QCache<Letters, QPainterPath> kept{kMostElements};
    const Letters key{style.text, style.pixels, style.weight, style.tracking};
    const QMutexLocker lock{&mutex};
    if (const auto* path = kept.object(key))
        return *path;
    QPainterPath path = outlined(style);
    kept.insert(key, new QPainterPath{path}, path.elementCount() + 1);
    return path;
}

void draw(QPainter& painter, QPointF at, const Style& style, const QColor& ink, const QColor& halo)
{
    const QPointF baseline = at + QPointF{0, ascent(style)};
    const bool haloed = style.halo > 0.0 && halo.isValid();
    const bool paths = ink::onPixels(painter); // letters as images would lie a little differently in each tile
    const QPainterPath letters = haloed || paths ? outline(style).translated(baseline) : QPainterPath{};
    if (haloed)
        ink::stroke(painter, letters, QPen{halo, style.halo, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin});
    if (paths) {
        ink::fill(painter, letters, ink);
        return;
    }
    painter.save();
    painter.translate(baseline);
    painter.scale(1 / kOversize, 1 / kOversize);
    painter.setFont(fontOf(style));
    painter.setPen(ink);
    painter.drawText(QPointF{0, 0}, style.text);
    painter.restore();
}

void drawCentred(QPainter& painter, QPointF at, const Style& style, const QColor& ink, const QColor& halo)
{
    const double capHeight = QFontMetricsF{fontOf(style)}.capHeight() / kOversize;
    draw(painter, {at.x() - size(style).width() / 2, at.y() + capHeight / 2 - ascent(style)}, style, ink, halo);
}

QStringList wrapped(const Style& style, double width)
{
    const QFontMetricsF metrics{fontOf(style)};
    QStringList lines;
    QString line;
    for (const QString& word : style.text.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
        const QString fitting = metrics.elidedText(word, Qt::ElideRight, width * kOversize);
        const QString longer = line.isEmpty() ? fitting : line + QLatin1Char(' ') + fitting;
        if (!line.isEmpty() && metrics.horizontalAdvance(longer) / kOversize > width) {
            lines.append(line);
            line = fitting;
        } else {
            line = longer;
        }
    }
    if (!line.isEmpty())
        lines.append(line);
    return lines;
}

QString elided(const Style& style, double width)
{
    return QFontMetricsF{fontOf(style)}.elidedText(style.text, Qt::ElideRight, width * kOversize);
}

} // namespace tutela::map::text
