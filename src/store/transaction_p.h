// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "impl_p.h"

namespace tutela::store {

/// The changes of one recorded commit.
class TransactionWork final : public Transaction {
public:
    TransactionWork(MissionFile::Impl& file, std::string author, std::int64_t commit);

    using Transaction::insert;
    std::int64_t newId(core::Kind kind) override;
    void insert(core::RecordValues record) override;
    void update(core::Kind kind, std::int64_t id, const std::vector<std::pair<const core::Field*, core::Value>>& fields) override;
    void remove(core::Kind kind, std::int64_t id) override;
    std::optional<core::RecordValues> read(core::Kind kind, std::int64_t id) const override;
    void append(const core::SignOff& row) override;
    void putAsset(std::string_view name, std::string_view mime, std::string_view bytes) override;

    /// Checks references and freezes the files that came with an approval.
    void finish();

private:
    [[nodiscard]] core::RecordValues require(core::Kind kind, std::int64_t id) const;
    void write(const core::RecordValues& before, core::RecordValues after);

    MissionFile::Impl& m_file;
    std::string m_author, m_time;
    std::int64_t m_commit;
    References m_references;
    std::optional<std::int64_t> m_approved;
    std::vector<std::string> m_assets;
};

} // namespace tutela::store
