// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "box_grid_p.h"
#include "prepared_p.h"

namespace tutela::map {

/// Keeps what labels and numbers must not touch: placed labels, furniture, symbols, the frame.
class Room {
public:
    static constexpr double kBetweenNames = 5.0; ///< on either side, style pixels: two names in a row are two names
    enum class KeepOff { AllSymbols, ImportantSymbols };
    explicit Room(const PreparedMap::Impl& map, KeepOff off = KeepOff::AllSymbols)
        : m_frame(map.view.frame().adjusted(2, 2, -2, -2)), m_taken(map.view.frame(), 48.0 * map.s), m_names(map.view.frame(), 48.0 * map.s),
          m_besideName(kBetweenNames * map.s)
    {
        for (const QRectF& box : off == KeepOff::AllSymbols ? map.symbols : map.important)
            m_taken.add(box);
        for (const QRectF& box : map.layout.boxes())
            m_taken.add(box);
        for (const QRectF& box : map.options.keep_free)
            m_taken.add(box);
        for (const QRectF& box : map.labels)
            takeName(box);
        for (const QRectF& box : map.leaders)
            m_taken.add(box);
    }
    [[nodiscard]] bool free(const QRectF& box) const { return m_frame.contains(box) && !m_taken.meets(box); }
    /// For leaders, which may pass symbols but no names.
    [[nodiscard]] bool freeOfNames(const QRectF& box) const { return m_frame.contains(box) && !m_names.meets(box); }
    void take(const QRectF& box) { m_taken.add(box); }
    void takeName(const QRectF& box)
    {
        const QRectF apart = box.adjusted(-m_besideName, 0, m_besideName, 0);
        m_taken.add(apart);
        m_names.add(apart);
    }

private:
    QRectF m_frame;
    BoxGrid m_taken, m_names;
    double m_besideName;
};

} // namespace tutela::map
