// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "wave_p.h"

#include <tutela/core/error.h>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace tutela::analysis {

namespace {

/// A bucket is some eight cheap steps wide; by slope, where steps take longer, more. Narrower ones cost more in looking for the next
/// than wider ones in correcting cells again (measured on ten million cells of the benchmark).
unsigned shiftFor(const FrictionSurface& surface, const TravelOptions& options)
{
    const unsigned wider = options.slope == SlopeLaw::None ? 3 : options.slope == SlopeLaw::Tobler ? 4 : 5;
    return static_cast<unsigned>(std::bit_width(surface.cheap())) + wider;
}

constexpr std::size_t kWord = 64;

/// Whether the cell does not lie at the border of its tile.
bool isInside(std::uint32_t cell)
{
    constexpr std::uint32_t kTile = FrictionSurface::kTile;
    return ((cell + 1) % kTile > 1) & ((cell + kTile) % (kTile * kTile) >= 2 * kTile);
}

} // namespace

Wave::Wave(const FrictionSurface& surface, const TravelOptions& options, std::uint32_t* cost)
    : m_surface(surface), m_halves(surface.halves().data()), m_costs(cost), m_steps(surface), m_step(surface, options), m_queue(shiftFor(surface, options)),
      m_waitingRows(surface.halves().size() / kRow), m_waiting(m_waitingRows.data())
{
    m_knights = options.neighbours == Neighbours::Sixteen;
    m_sloped = options.slope != SlopeLaw::None;
    if (options.limitSeconds)
        m_limit = unitsOf(*options.limitSeconds, surface.unit());
    if (m_step.isSquare())
        m_countable = kMost - StepCost::kMostSquare;
}

std::uint32_t Wave::unitsOf(double seconds, double unit)
{
    const double units = seconds / unit;
    return units < static_cast<double>(kMost) ? static_cast<std::uint32_t>(std::llround(units)) : kMost;
}

void Wave::keepJournal() { m_noted.assign((m_surface.halves().size() + kWord - 1) / kWord, 0); }

void Wave::noteFirst(std::uint32_t cell)
{
    std::uint64_t& word = m_noted[cell / kWord];
    const std::uint64_t bit = 1ULL << (cell % kWord);
    if ((word & bit) != 0)
        return;
    word |= bit;
    m_journal.emplace_back(cell, m_costs[cell]);
}

[[gnu::always_inline]] inline void Wave::take(std::uint32_t cell, std::uint64_t cost)
{
    if (cost > m_limit) {
        m_overflow = m_overflow || m_limit == kMost;
        return;
    }
    const std::uint32_t known = m_costs[cell] - 1U, better = static_cast<std::uint32_t>(cost);
    if (better >= known)
        return;
    note(cell);
    m_costs[cell] = better + 1U;
    RowBits& row = m_waiting[cell / kRow];
    const RowBits bit = bitOf(cell);
    if ((row & bit) != 0 && m_queue.isSameBucket(known, better))
        return; // it stands there already
    row |= bit;
    m_queue.push(cell, better);
}

void Wave::offer(std::uint32_t cell, std::uint64_t cost) { take(cell, cost); }

/// Which neighbours gain is collected without a jump: half of them do, and no processor guesses which. Barriers are few, they are
/// sorted out behind.
template <bool Knight>
[[gnu::always_inline]] inline void Wave::relaxFlat(std::uint32_t cell, std::uint32_t cost)
{
    constexpr std::size_t kCount = Knight ? kSteps.size() : kNear;
    const std::int32_t* deltas = m_steps.from(cell);
    const std::uint32_t half = m_halves[cell];
    std::uint32_t halves[kNear];
    std::uint64_t units[kCount];
    unsigned news = 0;
#pragma GCC unroll 8
    for (std::size_t k = 0; k < kNear; ++k) {
        const std::uint32_t to = cell + static_cast<std::uint32_t>(deltas[k]);
        halves[k] = m_halves[to];
        units[k] = m_step.flatNear(k, half, halves[k]);
        news |= static_cast<unsigned>(isBetter(cost + units[k], to)) << k;
    }
    if constexpr (Knight)
#pragma GCC unroll 8
        for (std::size_t k = kNear; k < kSteps.size(); ++k) {
            const std::uint32_t to = cell + static_cast<std::uint32_t>(deltas[k]);
            const std::uint32_t first = halves[kSteps[k].crossed1], second = halves[kSteps[k].crossed2];
            units[k] = m_step.flatKnight(k, std::uint64_t{half} + first + second + m_halves[to]);
            const unsigned open = static_cast<unsigned>(first != 0) & static_cast<unsigned>(second != 0);
            news |= (open & static_cast<unsigned>(isBetter(cost + units[k], to))) << k;
        }
    for (; news != 0; news &= news - 1) {
        const auto k = static_cast<std::size_t>(std::countr_zero(news));
        const std::uint32_t to = cell + static_cast<std::uint32_t>(deltas[k]);
        if (m_halves[to] != 0 && units[k] < StepCost::kNever)
            take(to, cost + std::max<std::uint64_t>(1, units[k]));
    }
}

#ifdef __SSE2__
/// Whatever the rows hold, nothing jumps but the loop over the cells that enter a bucket. Numbers that are compared are shifted by half
/// of their range, because SSE2 compares signed ones only; a cell that is not reached, 0, becomes the largest.
[[gnu::always_inline]] inline void Wave::relaxInside(std::uint32_t cell, std::uint32_t cost)
{
    constexpr std::uint32_t kSign = 0x80000000;
    const auto all = [](std::uint32_t value) { return _mm_set1_epi32(static_cast<std::int32_t>(value)); };
    const auto bits = [](__m128i lanes) { return static_cast<unsigned>(_mm_movemask_ps(_mm_castsi128_ps(lanes))); };
    const __m128i half = all(m_halves[cell]), before = all(cost + kSign), limit = all(m_limit ^ kSign), none = _mm_setzero_si128();
    const __m128i weight = _mm_set1_epi64x(static_cast<std::int64_t>(StepCost::kDiagonal)), round = _mm_set1_epi64x(static_cast<std::int64_t>(StepCost::kRound));
    const __m128i three = _mm_set_epi32(0, -1, -1, -1), odd = _mm_set_epi32(-1, 0, -1, 0);
    const __m128i shift = _mm_cvtsi32_si128(static_cast<int>(m_queue.shift()));
    const RowBits* const waiting = m_waiting + cell / kRow;
    const std::uint32_t west = cell % kRow - 1;
    unsigned news = 0, standing = 0;
#pragma GCC unroll 3
    for (int row = 0; row < 3; ++row) {
        const std::uint32_t first = cell - 1 + static_cast<std::uint32_t>(row - 1) * kRow;
        auto* const costs = reinterpret_cast<__m128i*>(m_costs + first);
        const __m128i halves = _mm_loadu_si128(reinterpret_cast<const __m128i*>(m_halves + first)), known = _mm_loadu_si128(costs);
        __m128i units = _mm_add_epi32(halves, half);
        if (row != 1) {
            const __m128i diagonal = _mm_srli_epi64(_mm_add_epi64(_mm_mul_epu32(units, weight), round), StepCost::kFraction);
            units = _mm_or_si128(diagonal, _mm_and_si128(units, odd));
        }
        const __m128i better = _mm_add_epi32(units, before), worse = _mm_add_epi32(known, all(kSign - 1U));
        const __m128i closed = _mm_or_si128(_mm_cmpeq_epi32(halves, none), _mm_cmpgt_epi32(better, limit));
        const __m128i gain = _mm_andnot_si128(closed, _mm_and_si128(three, _mm_cmpgt_epi32(worse, better)));
        const __m128i stored = _mm_sub_epi32(better, all(kSign - 1U));
        _mm_storeu_si128(costs, _mm_or_si128(_mm_and_si128(gain, stored), _mm_andnot_si128(gain, known)));
        const __m128i same = _mm_cmpeq_epi32(_mm_srl_epi32(_mm_xor_si128(better, worse), shift), none);
        news |= bits(gain) << (4 * row);
        standing |= (bits(same) & (waiting[row - 1] >> west)) << (4 * row);
    }
    for (news &= ~standing; news != 0; news &= news - 1) {
        const auto at = static_cast<std::uint32_t>(std::countr_zero(news));
        const std::uint32_t to = cell - kRow - 1 + at / 4 * kRow + at % 4;
        setWaiting(to);
        m_queue.push(to, m_costs[to] - 1U);
    }
}
#else
void Wave::relaxInside(std::uint32_t cell, std::uint32_t cost) { relaxFlat<false>(cell, cost); }
#endif

/// The law of slope is dear: only cells that are not nearer already are asked.
template <bool Knight>
void Wave::relaxSloped(std::uint32_t cell, std::uint32_t cost)
{
    const std::int32_t* deltas = m_steps.from(cell);
    const std::uint32_t half = m_halves[cell];
    std::uint32_t halves[kNear];
    unsigned open = 0;
#pragma GCC unroll 8
    for (std::size_t k = 0; k < kNear; ++k) {
        const std::uint32_t to = cell + static_cast<std::uint32_t>(deltas[k]);
        halves[k] = m_halves[to];
        open |= (static_cast<unsigned>(halves[k] != 0) & static_cast<unsigned>(isBetter(cost, to))) << k;
    }
    for (; open != 0; open &= open - 1) {
        const auto k = static_cast<std::size_t>(std::countr_zero(open));
        const std::uint32_t to = cell + static_cast<std::uint32_t>(deltas[k]);
        if (const std::uint32_t step = m_step.near(k, cell, to, half, halves[k]); step != StepCost::kNever)
            take(to, std::uint64_t{cost} + step);
    }
    if constexpr (Knight)
        for (std::size_t k = kNear; k < kSteps.size(); ++k) {
            const std::uint32_t to = cell + static_cast<std::uint32_t>(deltas[k]);
            const std::uint32_t first = halves[kSteps[k].crossed1], second = halves[kSteps[k].crossed2], last = m_halves[to];
            if (first != 0 && second != 0 && last != 0 && isBetter(cost, to))
                if (const std::uint32_t step = m_step.knight(k, cell, to, std::uint64_t{half} + first + second + last); step != StepCost::kNever)
                    take(to, std::uint64_t{cost} + step);
        }
}

[[gnu::always_inline]] inline void Wave::prefetch(std::uint32_t cell) const
{
    const std::uint32_t* const costs = m_costs + cell;
    const std::uint32_t* const halves = m_halves + cell;
    constexpr std::ptrdiff_t kTile = FrictionSurface::kTile;
    __builtin_prefetch(costs - kTile);
    __builtin_prefetch(costs);
    __builtin_prefetch(costs + kTile);
    __builtin_prefetch(halves - kTile);
    __builtin_prefetch(halves);
    __builtin_prefetch(halves + kTile);
}

template <bool Knight, bool Sloped>
[[gnu::flatten]] void Wave::run(const core::Progress& progress)
{
    constexpr std::uint64_t kBetweenChecks = 1U << 16;
    const double open = static_cast<double>(std::max<std::uint64_t>(1, m_surface.open()));
    const std::uint32_t countable = m_noted.empty() ? m_countable : 0;
    std::uint64_t taken = 0; // whether they have to be looked at or not: both take time
    while (const std::uint32_t cell = m_queue.pop()) {
        if (++taken % kBetweenChecks == 0)
            progress.step(std::min(1.0, static_cast<double>(taken) / open), "travel times");
        prefetch(m_queue.ahead());
        RowBits& row = m_waiting[cell / kRow];
        const RowBits bit = bitOf(cell);
        if ((row & bit) == 0)
            continue; // a better offer was taken already
        const std::uint32_t cost = m_costs[cell] - 1U;
        if (!m_queue.isDue(cost)) {
            m_queue.push(cell, cost);
            continue;
        }
        row &= ~bit;
        if constexpr (Sloped)
            relaxSloped<Knight>(cell, cost);
        else if (!Knight && cost < countable && isInside(cell))
            relaxInside(cell, cost);
        else
            relaxFlat<Knight>(cell, cost);
    }
}

void Wave::spread(const core::Progress& progress)
{
    if (m_sloped)
        m_knights ? run<true, true>(progress) : run<false, true>(progress);
    else
        m_knights ? run<true, false>(progress) : run<false, false>(progress);
    constexpr double kSecondsOfDay = 86'400.0;
    if (m_overflow)
        throw core::Error{core::ErrorCode::Limit, fmt::format("some cells take more than {:.0f} days; give a limit, or correct the smallest friction",
                                                             static_cast<double>(kMost) * m_surface.unit() / kSecondsOfDay)};
}

} // namespace tutela::analysis
