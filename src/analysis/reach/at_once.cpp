// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "at_once_p.h"

namespace tutela::analysis {

namespace {

constexpr std::size_t kFree = static_cast<std::size_t>(-1);

class Matching {
public:
    Matching(const std::vector<std::vector<std::size_t>>& unitsOf, std::size_t units) : m_unitsOf(unitsOf), m_placeOf(units, kFree), m_seen(units, 0) {}
    std::size_t run()
    {
        std::size_t matched = 0;
        for (std::size_t place = 0; place < m_unitsOf.size(); ++place) {
            ++m_round;
            matched += find(place) ? 1 : 0;
        }
        return matched;
    }

private:
    /// Gives the place a unit, moving others to units that they reach as well. No deeper than there are units.
    bool find(std::size_t place)
    {
        for (const std::size_t unit : m_unitsOf[place]) {
            if (m_seen[unit] == m_round)
                continue;
            m_seen[unit] = m_round;
            if (m_placeOf[unit] == kFree || find(m_placeOf[unit])) {
                m_placeOf[unit] = place;
                return true;
            }
        }
        return false;
    }

    const std::vector<std::vector<std::size_t>>& m_unitsOf;
    std::vector<std::size_t> m_placeOf, m_seen;
    std::size_t m_round = 0;
};

} // namespace

std::size_t answerableAtOnce(const std::vector<std::vector<std::size_t>>& unitsOf, std::size_t units) { return Matching{unitsOf, units}.run(); }

} // namespace tutela::analysis
