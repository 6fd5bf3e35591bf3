// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "row_mapper_p.h"

#include <condition_variable>
#include <deque>
#include <exception>
#include <memory>
#include <mutex>
#include <thread>

namespace tutela::exchange::detail {

/// Mapped rows on their way from the reading thread to the writing one.
struct Block {
    std::vector<core::RecordValues> side; ///< actors and sources that the items name; to be written first
    std::vector<Item> items;
    std::size_t used = 0;
};

/// Reads and maps a table on its own thread, a few blocks ahead of the one who takes them.
///
/// While it lives, mapper, context and ledger belong to that thread; when take() returned null they belong to the caller
/// again. Errors of the thread are thrown by take().
class RowPipe {
public:
    RowPipe(const std::filesystem::path& source, geodata::TableOptions options, std::uint64_t rowsAbove, RowMapper& mapper,
            ImportContext& context, Ledger& ledger);
    ~RowPipe();
    RowPipe(const RowPipe&) = delete;
    RowPipe& operator=(const RowPipe&) = delete;

    /// The next block; null at the end. @throws what the reading thread threw.
    [[nodiscard]] std::unique_ptr<Block> take();
    void giveBack(std::unique_ptr<Block> block);
    /// After the end: rows that hold data.
    [[nodiscard]] std::int64_t rowsRead() const { return m_rowsRead; }

private:
    void work(const std::filesystem::path& source, const geodata::TableOptions& options, std::uint64_t rowsAbove);
    void mapRow(const geodata::Row& row, Block& block);
    [[nodiscard]] std::unique_ptr<Block> freeBlock();
    void hand(std::unique_ptr<Block> block);

    RowMapper& m_mapper;
    ImportContext& m_context;
    Ledger& m_ledger;
    std::int64_t m_rowsRead = 0;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<std::unique_ptr<Block>> m_full, m_free;
    bool m_done = false;
    bool m_stop = false;
    std::exception_ptr m_error;
    std::thread m_thread;
};

} // namespace tutela::exchange::detail
