// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <random>
#include <string_view>
#include <vector>

namespace tutela::demo {

/// Random numbers that are the same on every machine: the engine's stream is fixed by the standard, the distributions
/// are ours because those of the standard library are not. One stream per topic, so that a change in one topic does
/// not disturb the others.
class Random {
public:
    Random(std::uint64_t seed, std::string_view topic) : m_engine(mixed(seed, topic)) {}

    [[nodiscard]] std::uint64_t bits() { return m_engine(); }
    /// [0, 1), 53 bits.
    [[nodiscard]] double unit() { return static_cast<double>(bits() >> 11) * 0x1.0p-53; }
    [[nodiscard]] double between(double low, double high) { return low + (high - low) * unit(); }
    /// Whole number, both ends included.
    [[nodiscard]] std::int64_t whole(std::int64_t low, std::int64_t high)
    {
        assert(low <= high);
        return low + static_cast<std::int64_t>(bits() % (static_cast<std::uint64_t>(high - low) + 1));
    }
    [[nodiscard]] bool chance(double p) { return unit() < p; }
    /// Nearly normal: the sum of twelve units, so never beyond six deviations and without a logarithm.
    [[nodiscard]] double bell(double mean, double deviation)
    {
        double sum = -6.0;
        for (int i = 0; i < 12; ++i)
            sum += unit();
        return mean + deviation * sum;
    }
    template <class C>
    [[nodiscard]] const auto& pick(const C& from)
    {
        assert(!from.empty());
        return from[static_cast<std::size_t>(bits() % from.size())];
    }
    /// An index drawn by weight; the last one when all weights are 0.
    [[nodiscard]] std::size_t weighted(const std::vector<double>& weights)
    {
        double sum = 0.0;
        for (const double weight : weights)
            sum += weight;
        double left = unit() * sum;
        for (std::size_t i = 0; i < weights.size(); ++i) {
            left -= weights[i];
            if (left < 0.0)
                return i;
        }
        return weights.size() - 1;
    }

private:
    static std::uint64_t mixed(std::uint64_t seed, std::string_view topic)
    {
        std::uint64_t hash = 1469598103934665603U; // FNV-1a
        for (const char c : topic)
            hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211U;
        return hash ^ (seed * 0x9E3779B97F4A7C15U + 0x632BE59BD9B4E019U);
    }
    std::mt19937_64 m_engine;
};

} // namespace tutela::demo
