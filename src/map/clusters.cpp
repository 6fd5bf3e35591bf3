// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "room_p.h"

#include <tutela/core/text.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace tutela::map {

namespace {

constexpr double kReach = 0.57;     // half of a disc with its rim, of its size
constexpr double kFarthest = 44.0;  // pixels from the middle of the incidents to that of their number

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
    struct Disc {
        QPointF at;
        ClusterWish of;
    };
    std::vector<Disc> discs;
    const auto takeDisc = [&](QPointF at, const ClusterWish& wish, double reach) {
        const QRectF box{at.x() - reach, at.y() - reach, 2 * reach, 2 * reach};
        clear.take(box);
        crowded.take(box);
        discs.push_back({at, wish});
    };
    for (const ClusterWish& wish : m_clusters) {
        m_progress.check();
        const double reach = clusterSize(wish.count) * m_map.s * kReach;
        // Near to its incidents: a number far from them would speak of other land.
        const double farthest = kFarthest * m_map.s;
        const QRectF near = wish.cell.intersected({wish.at.x() - farthest, wish.at.y() - farthest, 2 * farthest, 2 * farthest});
        // Beside symbols where there is room; else over places that are not assessed, never over a name or another number.
        auto at = freeSpot(clear, wish.at, near, reach);
        if (!at)
            at = freeSpot(crowded, wish.at, near, reach);
        if (at) {
            takeDisc(*at, wish, reach);
            continue;
        }
        // No room: the nearest number of the same kind counts these too, so that none is lost.
        const auto isSame = [&wish](const Disc& disc) { return disc.of.areas == wish.areas; };
        if (std::none_of(discs.begin(), discs.end(), isSame))
            at = freeSpot(crowded, wish.at, {wish.at.x() - 4 * farthest, wish.at.y() - 4 * farthest, 8 * farthest, 8 * farthest}, reach); // the first of its kind goes farther
        if (at) {
            takeDisc(*at, wish, reach);
            continue;
        }
        const auto nearest = std::min_element(discs.begin(), discs.end(), [&wish](const Disc& a, const Disc& b) {
            const auto off = [&wish](const Disc& disc) { return disc.of.areas == wish.areas ? QLineF{disc.of.at, wish.at}.length() : std::numeric_limits<double>::max(); };
            return off(a) < off(b);
        });
        if (nearest != discs.end() && nearest->of.areas == wish.areas)
            nearest->of.count += wish.count;
        else
            discs.push_back({wish.at, wish}); // over what is there rather than not at all
    }
    for (const Disc& disc : discs) {
        const double size = clusterSize(disc.of.count) * m_map.s;
        const double reach = size * kReach;
        const QRectF box{disc.at.x() - reach, disc.at.y() - reach, 2 * reach, 2 * reach};
        m_map.symbols.push_back(box);
        m_map.add(box.adjusted(-1, -1, 1, 1), ClusterItem{disc.at, size, shortCount(disc.of.count), disc.of.areas});
    }
}

} // namespace tutela::map
