// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "row_mapper_p.h"

#include <tutela/store/mission_file.h>

#include <condition_variable>
#include <deque>
#include <exception>
#include <memory>
#include <mutex>
#include <thread>

namespace tutela::exchange::detail {

/// What becomes of some rows, on its way from the reading thread to the writing one.
struct Block {
    /// An item that differs from the record that the mission holds.
    struct Changed {
        Item item;
        std::int64_t id = 0;
    };
    store::ReadyRows fresh; ///< new records, with the actors and sources that they name
    std::vector<Changed> changed;
    std::size_t rows = 0;
};

/// What the reading thread does with what it mapped.
class RowTaker {
public:
    virtual ~RowTaker() = default;
    /// The item's memory is used again for the next row.
    virtual void takeItem(Item& item, Block& block) = 0;
    /// No more rows come into the block.
    virtual void complete(Block& block) = 0;
};

/// Reads and maps a table on its own thread and lets it be judged there, a few blocks ahead of the one who takes them.
///
/// While it lives, mapper, ledger and taker belong to that thread; when take() returned null they belong to the caller
/// again. Errors of the thread are thrown by take().
class RowPipe {
public:
    RowPipe(const std::filesystem::path& source, geodata::TableOptions options, std::uint64_t rowsAbove, RowMapper& mapper, RowTaker& taker,
            Ledger& ledger);
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
    RowTaker& m_taker;
    Ledger& m_ledger;
    Item m_item;
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
