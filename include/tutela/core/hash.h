// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace tutela::core {

using Sha256 = std::array<std::uint8_t, 32>;

/// SHA-256 (libsodium), in one go or by pieces.
class Hasher {
public:
    Hasher();
    ~Hasher();
    Hasher(Hasher&&) noexcept;
    Hasher& operator=(Hasher&&) noexcept;
    Hasher& add(std::string_view bytes);
    /// The length as 8 bytes little endian, then the bytes: makes a list of fields unambiguous.
    Hasher& addPrefixed(std::string_view bytes);
    [[nodiscard]] Sha256 finish();

private:
    struct State;
    std::unique_ptr<State> m_state;
};

[[nodiscard]] Sha256 sha256(std::string_view bytes);
[[nodiscard]] std::string hex(const Sha256& hash);
/// Any bytes as lower-case hex.
[[nodiscard]] std::string hex(std::string_view bytes);
/// @throws Error{InvalidInput} when the text is not an even number of hex digits.
[[nodiscard]] std::string fromHex(std::string_view text);
/// The first 12 hex digits as they are printed on pages: "7f3a91c2 04be".
[[nodiscard]] std::string fingerprint(std::string_view hexHash);

/// Source of record ids: positive integers below 2^48 (15 digits at most, exact in JSON, JavaScript and Excel).
class IdSource {
public:
    virtual ~IdSource() = default;
    [[nodiscard]] virtual std::int64_t next() = 0;
};
/// Random ids from libsodium.
[[nodiscard]] std::unique_ptr<IdSource> randomIds();
/// The same ids for the same seed, for the demo mission and tests.
[[nodiscard]] std::unique_ptr<IdSource> seededIds(std::uint64_t seed);

} // namespace tutela::core
