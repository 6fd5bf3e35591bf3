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
    explicit BucketQueue(unsigned shift) : m_shift(shift), m_ring(kRing) {}

    void push(std::uint32_t cell, std::uint32_t cost)
    {
        const std::uint32_t key = cost >> m_shift;
        const std::uint32_t ahead = key > m_now ? key - m_now : 0;
        put(m_ring.data()[(m_now + (ahead < kRing ? ahead : kRing - 1)) % kRing], cell);
        ++m_size;
    }
    /// The next cell; 0 when the queue is empty (cell 0 is always margin). It may belong to a later bucket: ask isDue().
    std::uint32_t pop()
    {
        if (m_size == 0)
            return 0;
        Bucket* const ring = m_ring.data();
        while (ring[m_now % kRing].head == kNone)
            ++m_now;
        Bucket& bucket = ring[m_now % kRing];
        Chunk& chunk = m_chunks.data()[bucket.head];
        const std::uint32_t cell = chunk.cells[chunk.from++];
        if (chunk.from == chunk.to)
            release(bucket);
        --m_size;
        return cell;
    }
    /// A cell that comes out soon, so that its memory can be fetched meanwhile: the place counts, not the cell.
    [[nodiscard]] std::uint32_t ahead() const
    {
        constexpr std::uint32_t kAhead = 6;
        const std::uint32_t head = m_ring.data()[m_now % kRing].head;
        if (head == kNone)
            return 0;
        const Chunk& chunk = m_chunks.data()[head];
        return chunk.cells[std::min(chunk.from + kAhead, kPerChunk - 1)];
    }
    [[nodiscard]] bool isSameBucket(std::uint32_t one, std::uint32_t other) const { return ((one ^ other) >> m_shift) == 0; }
    /// Whether a cell of this cost belongs to the bucket that is being emptied, or one before.
    [[nodiscard]] bool isDue(std::uint32_t cost) const { return (cost >> m_shift) <= m_now; }

private:
    static constexpr std::uint32_t kRing = 1U << 13, kNone = 0xFFFFFFFF, kPerChunk = 61;
    struct Chunk {
        std::uint32_t next = kNone, from = 0, to = 0;
        std::uint32_t cells[kPerChunk];
    };
    struct Bucket {
        std::uint32_t head = kNone, tail = kNone;
    };

    void put(Bucket& bucket, std::uint32_t cell)
    {
        if (bucket.tail == kNone || m_chunks.data()[bucket.tail].to == kPerChunk)
            lengthen(bucket);
        Chunk& chunk = m_chunks.data()[bucket.tail];
        chunk.cells[chunk.to++] = cell;
    }
    void lengthen(Bucket& bucket)
    {
        std::uint32_t fresh = m_free;
        if (fresh != kNone) {
            m_free = m_chunks[fresh].next;
            m_chunks[fresh].next = kNone;
            m_chunks[fresh].from = m_chunks[fresh].to = 0;
        } else {
            fresh = static_cast<std::uint32_t>(m_chunks.size());
            m_chunks.emplace_back();
        }
        (bucket.tail == kNone ? bucket.head : m_chunks[bucket.tail].next) = fresh;
        bucket.tail = fresh;
    }
    void release(Bucket& bucket)
    {
        const std::uint32_t done = bucket.head;
        bucket.head = m_chunks[done].next;
        if (bucket.head == kNone)
            bucket.tail = kNone;
        m_chunks[done].next = m_free;
        m_free = done;
    }

    unsigned m_shift;
    std::uint32_t m_now = 0, m_free = kNone;
    std::uint64_t m_size = 0;
    std::vector<Bucket> m_ring;
    std::vector<Chunk> m_chunks;
};

} // namespace tutela::analysis
