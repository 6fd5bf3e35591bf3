// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "row_pipe_p.h"

#include "import_run_p.h"

namespace tutela::exchange::detail {

using namespace core;

namespace {
constexpr std::size_t kBlocks = 4;
constexpr std::size_t kRows = 256;

/// The reading thread is told to end.
struct Stopped {};
} // namespace

RowPipe::RowPipe(const std::filesystem::path& source, geodata::TableOptions options, std::uint64_t rowsAbove, RowMapper& mapper,
                 RowTaker& taker, Ledger& ledger)
    : m_mapper(mapper), m_taker(taker), m_ledger(ledger), m_item{blank(mapper.kind(), 0), {}, {}, 0}
{
    for (std::size_t i = 0; i < kBlocks; ++i)
        m_free.push_back(std::make_unique<Block>());
    m_thread = std::thread{[this, &source, given = std::move(options), rowsAbove] {
        std::exception_ptr error;
        try {
            work(source, given, rowsAbove);
        } catch (const Stopped&) {
        } catch (...) {
            error = std::current_exception();
        }
        const std::lock_guard lock{m_mutex};
        m_error = error;
        m_done = true;
        m_changed.notify_all();
    }};
}

RowPipe::~RowPipe()
{
    {
        const std::lock_guard lock{m_mutex};
        m_stop = true;
    }
    m_changed.notify_all();
    m_thread.join();
}

std::unique_ptr<Block> RowPipe::take()
{
    std::unique_lock lock{m_mutex};
    m_changed.wait(lock, [&] { return !m_full.empty() || m_done; });
    if (!m_full.empty()) {
        auto block = std::move(m_full.front());
        m_full.pop_front();
        return block;
    }
    if (m_error)
        std::rethrow_exception(m_error);
    return nullptr;
}

void RowPipe::giveBack(std::unique_ptr<Block> block)
{
    block->rows = 0;
    block->changed.clear();
    const std::lock_guard lock{m_mutex};
    m_free.push_back(std::move(block));
    m_changed.notify_all();
}

std::unique_ptr<Block> RowPipe::freeBlock()
{
    std::unique_lock lock{m_mutex};
    m_changed.wait(lock, [&] { return !m_free.empty() || m_stop; });
    if (m_stop)
        throw Stopped{};
    auto block = std::move(m_free.front());
    m_free.pop_front();
    return block;
}

void RowPipe::hand(std::unique_ptr<Block> block)
{
    m_taker.complete(*block);
    const std::lock_guard lock{m_mutex};
    m_full.push_back(std::move(block));
    m_changed.notify_all();
}

void RowPipe::mapRow(const geodata::Row& row, Block& block)
{
    try {
        if (!row.problem.empty())
            throw RowRefused{"row", {}, std::string{row.problem}};
        m_mapper.map(row, m_item, m_ledger);
        m_taker.takeItem(m_item, block);
        ++block.rows;
    } catch (RowRefused& refused) {
        m_ledger.reject(row.number, std::move(refused));
    }
}

void RowPipe::work(const std::filesystem::path& source, const geodata::TableOptions& options, std::uint64_t rowsAbove)
{
    auto reader = geodata::TableReader::open(source, options);
    auto block = freeBlock();
    geodata::Row row;
    for (std::uint64_t count = 0; reader.next(row); ++count) {
        if (count < rowsAbove || (row.problem.empty() && isBlank(row)))
            continue;
        ++m_rowsRead;
        mapRow(row, *block);
        if (block->rows == kRows) {
            hand(std::move(block));
            block = freeBlock();
        }
    }
    hand(std::move(block));
}

} // namespace tutela::exchange::detail
