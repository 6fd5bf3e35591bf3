// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "room_p.h"

#include <tutela/core/text.h>

#include <cmath>

namespace tutela::map {

namespace {

/// "1 240", "48 k", "1.2 M": short enough for a disc.
QString shortCount(std::size_t count)
{
    if (count >= 1'000'000)
        return QString::number(static_cast<double>(count) / 1e6, 'f', 1) + QStringLiteral("\u202FM");
    if (count >= 10'000)
        return QString::number((count + 500) / 1000) + QStringLiteral("\u202Fk");
    return QString::fromStdString(core::grouped(static_cast<std::int64_t>(count)));
}

/// The spot nearest to the wanted one, inside the cell, where a disc is free; empty when there is none.
std::optional<QPointF> freeSpot(const Room& room, QPointF wanted, const QRectF& cell, double reach)
{
    const QRectF middles = cell.adjusted(reach, reach, -reach, -reach);
    if (middles.width() < 0 || middles.height() < 0)
        return std::nullopt;
    const auto free = [&room, reach](QPointF at) { return room.free({at.x() - reach, at.y() - reach, 2 * reach, 2 * reach}); };
    wanted = {std::clamp(wanted.x(), middles.left(), middles.right()), std::clamp(wanted.y(), middles.top(), middles.bottom())};
    if (free(wanted))
        return wanted;
    std::optional<QPointF> best;
    double nearest = std::numeric_limits<double>::max();
    constexpr int kTries = 12;
    for (int i = 0; i <= kTries; ++i)
        for (int j = 0; j <= kTries; ++j) {
            const QPointF at{middles.left() + middles.width() * i / kTries, middles.top() + middles.height() * j / kTries};
            const double off = std::hypot(at.x() - wanted.x(), at.y() - wanted.y());
            if (off < nearest && free(at)) {
                nearest = off;
                best = at;
            }
        }
    return best;
}

} // namespace

void Maker::placeClusters()
{
    Room clear{m_map};
    Room crowded{m_map, Room::KeepOff::ImportantSymbols};
    // The largest first: it is the one that must be seen.
    std::stable_sort(m_clusters.begin(), m_clusters.end(), [](const auto& a, const auto& b) { return a.count > b.count; });
    for (const ClusterWish& wish : m_clusters) {
        m_progress.check();
        const double size = clusterSize(wish.count) * m_map.s;
        const double reach = size * 0.57;
        // Beside symbols where there is room; else over places that are not assessed, never over a name or another number.
        auto at = freeSpot(clear, wish.at, wish.cell, reach);
        if (!at)
            at = freeSpot(crowded, wish.at, wish.cell, reach);
        if (!at)
            continue;
        const QRectF box{at->x() - reach, at->y() - reach, 2 * reach, 2 * reach};
        clear.take(box);
        crowded.take(box);
        m_map.symbols.push_back(box);
        m_map.add(box.adjusted(-1, -1, 1, 1), ClusterItem{*at, size, shortCount(wish.count), wish.areas});
    }
}

} // namespace tutela::map
