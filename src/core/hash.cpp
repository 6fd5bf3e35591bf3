// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <tutela/core/canonical.h>

#include <tutela/core/error.h>

#include <sodium.h>

#include <random>

namespace tutela::core {

namespace {

constexpr std::int64_t kIdLimit = std::int64_t{1} << 48;

void startSodium()
{
    static const bool ready = sodium_init() >= 0;
    if (!ready)
        throw Error{ErrorCode::Internal, "the cryptography library could not start"};
}

const unsigned char* bytesOf(std::string_view text)
{
    return reinterpret_cast<const unsigned char*>(text.data()); // libsodium's byte type
}

class RandomIds final : public IdSource {
public:
    std::int64_t next() override
    {
        startSodium();
        std::int64_t id = 0;
        while (id == 0) {
            std::uint64_t raw = 0;
            randombytes_buf(&raw, sizeof raw);
            id = static_cast<std::int64_t>(raw & (static_cast<std::uint64_t>(kIdLimit) - 1));
        }
        return id;
    }
};

class SeededIds final : public IdSource {
public:
    explicit SeededIds(std::uint64_t seed) : m_engine(seed) {}
    std::int64_t next() override
    {
        std::int64_t id = 0;
        while (id == 0)
            id = static_cast<std::int64_t>(m_engine() & (static_cast<std::uint64_t>(kIdLimit) - 1));
        return id;
    }

private:
    std::mt19937_64 m_engine; // its sequence is fixed by the C++ standard
};

} // namespace

struct Hasher::State {
    crypto_hash_sha256_state sodium;
};

Hasher::Hasher() : m_state(std::make_unique<State>())
{
    startSodium();
    crypto_hash_sha256_init(&m_state->sodium);
}
Hasher::~Hasher() = default;
Hasher::Hasher(Hasher&&) noexcept = default;
Hasher& Hasher::operator=(Hasher&&) noexcept = default;

Hasher& Hasher::add(std::string_view bytes)
{
    crypto_hash_sha256_update(&m_state->sodium, bytesOf(bytes), bytes.size());
    return *this;
}

Hasher& Hasher::addPrefixed(std::string_view bytes)
{
    std::array<char, 8> length{};
    for (std::size_t i = 0; i < length.size(); ++i)
        length[i] = static_cast<char>((bytes.size() >> (8 * i)) & 0xff);
    add({length.data(), length.size()});
    return add(bytes);
}

Sha256 Hasher::finish()
{
    Sha256 out{};
    crypto_hash_sha256_final(&m_state->sodium, out.data());
    return out;
}

Sha256 sha256(std::string_view bytes)
{
    return Hasher{}.add(bytes).finish();
}

Sha256 blake2b(std::string_view bytes)
{
    startSodium();
    Sha256 out{};
    crypto_generichash(out.data(), out.size(), bytesOf(bytes), bytes.size(), nullptr, 0);
    return out;
}

std::string hex(std::string_view bytes)
{
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string out;
    out.reserve(bytes.size() * 2);
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        out += kDigits[byte >> 4U];
        out += kDigits[byte & 15U];
    }
    return out;
}

std::string hex(const Sha256& hash)
{
    return hex(std::string_view{reinterpret_cast<const char*>(hash.data()), hash.size()});
}

std::string fromHex(std::string_view text)
{
    const auto digit = [](char c) -> int {
        if (c >= '0' && c <= '9')
            return c - '0';
        if (c >= 'a' && c <= 'f')
            return c - 'a' + 10;
        if (c >= 'A' && c <= 'F')
            return c - 'A' + 10;
        throw Error{ErrorCode::InvalidInput, "not a hexadecimal number"};
    };
    if (text.size() % 2 != 0)
        throw Error{ErrorCode::InvalidInput, "not a hexadecimal number of whole bytes"};
    std::string out;
    for (std::size_t i = 0; i < text.size(); i += 2)
        out += static_cast<char>(digit(text[i]) * 16 + digit(text[i + 1]));
    return out;
}

std::string fingerprint(std::string_view hexHash)
{
    return hexHash.size() < 12 ? std::string{hexHash} : std::string{hexHash.substr(0, 8)} + " " + std::string{hexHash.substr(8, 4)};
}

std::unique_ptr<IdSource> randomIds() { return std::make_unique<RandomIds>(); }
std::unique_ptr<IdSource> seededIds(std::uint64_t seed) { return std::make_unique<SeededIds>(seed); }

} // namespace tutela::core
