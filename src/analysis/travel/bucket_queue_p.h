// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

namespace tutela::analysis {

/// Cells in the order of their cost, to the width of a bucket; first in, first out within one. Buckets stand in a ring; what is
/// farther away than the ring is long waits in its last bucket and is put back from there. Chunks keep what is taken and given in
/// the cache, where a heap of some million entries does not fit.
class BucketQueue {
public:
    /// @param shift  a bucket is 2^shift units wide
    explicit BucketQueue(unsigned shift) : m_shift(shift), m_ends(kRing, 0), m_heads(kRing, 0), m_pool(kChunk, 0) {}

    void push(std::uint32_t cell, std::uint32_t cost)
    {
        const std::uint32_t ahead = std::min((cost >> m_shift) - m_now, kRing - 1); // no cost lies before the bucket of now
        std::uint32_t& end = m_ends.data()[(m_now + ahead) % kRing];
        if (end % kChunk == 0)
            lengthen(end, (m_now + ahead) % kRing);
        m_pool.data()[end++] = cell;
    }
    /// The next cell; 0 when the queue is empty (cell 0 is always margin). It may belong to a later bucket: ask isDue().
    std::uint32_t pop()
    {
        if ((m_next == m_ends.data()[m_now % kRing] || m_next % kChunk == 0) && !turn())
            return 0;
        return m_pool.data()[m_next++];
    }
    /// A cell that comes out soon, so that its memory can be fetched meanwhile: the place counts, not the cell.
    [[nodiscard]] std::uint32_t ahead() const
    {
        constexpr std::uint32_t kAhead = 6;
        return m_pool.data()[std::min(m_next + kAhead, (m_next - 1) | (kChunk - 1))];
    }
    [[nodiscard]] unsigned shift() const { return m_shift; }
    [[nodiscard]] bool isSameBucket(std::uint32_t one, std::uint32_t other) const { return ((one ^ other) >> m_shift) == 0; }
    /// Whether a cell of this cost belongs to the bucket that is being emptied, or one before.
    [[nodiscard]] bool isDue(std::uint32_t cost) const { return (cost >> m_shift) <= m_now; }

private:
    /// A chunk is that many numbers of the pool: the place of the chunk behind it, then cells.
    static constexpr std::uint32_t kRing = 1U << 13, kChunk = 64;

    /// Goes on to the next chunk of the bucket of now, or to the next bucket that is not empty. @returns false when all are
    bool turn()
    {
        const bool isEmptied = m_next == m_ends[m_now % kRing];
        if (m_next != 0 && !isEmptied) {
            m_next = release(m_next - kChunk);
            return true;
        }
        if (m_next != 0)
            close();
        for (std::uint32_t on = 0; on < kRing; ++on)
            if (m_ends[(m_now + on) % kRing] != 0) {
                m_now += on;
                m_next = m_heads[m_now % kRing] + 1;
                return true;
            }
        return false;
    }
    /// Gives the last chunk of the bucket of now back.
    void close()
    {
        release((m_next - 1) / kChunk * kChunk);
        m_ends[m_now % kRing] = m_next = 0;
    }
    /// @param end  behind the last chunk of the bucket, 0 when it has none; becomes the place of the first cell in a new one
    void lengthen(std::uint32_t& end, std::uint32_t bucket)
    {
        std::uint32_t fresh = m_free;
        if (fresh != 0)
            m_free = m_pool[fresh];
        else {
            fresh = static_cast<std::uint32_t>(m_pool.size());
            m_pool.resize(m_pool.size() + kChunk);
        }
        (end == 0 ? m_heads[bucket] : m_pool[end - kChunk]) = fresh;
        end = fresh + 1;
    }
    /// @returns the place of the first cell behind the chunk
    std::uint32_t release(std::uint32_t chunk)
    {
        const std::uint32_t next = m_pool[chunk] + 1;
        m_pool[chunk] = m_free;
        m_free = chunk;
        return next;
    }

    unsigned m_shift;
    std::uint32_t m_now = 0;
    std::uint32_t m_next = 0;           ///< place of the next cell in the bucket of now, 0 = it was not begun
    std::uint32_t m_free = 0;           ///< a chunk to be used again; the first one never is, so that 0 means none
    std::vector<std::uint32_t> m_ends;  ///< by bucket: place behind the last cell, 0 = empty
    std::vector<std::uint32_t> m_heads; ///< by bucket that is not empty: its first chunk
    std::vector<std::uint32_t> m_pool;
};

} // namespace tutela::analysis
