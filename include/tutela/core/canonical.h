// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/field_table.h>
#include <tutela/core/hash.h>

#include <string>
#include <string_view>

/// Canonical lines and digests in bulk: what a batch of a million records is hashed with.
namespace tutela::core {

/// canonicalLine() at the end of a text.
void appendCanonicalLine(std::string& out, const RecordValues& record);

/// BLAKE2b-256 (libsodium), several times faster than SHA-256: for blocks of bulk data whose digests SHA-256 then covers.
[[nodiscard]] Sha256 blake2b(std::string_view bytes);

} // namespace tutela::core
