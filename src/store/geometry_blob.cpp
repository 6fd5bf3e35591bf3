// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "geometry_blob_p.h"

#include <tutela/core/error.h>

#include <bit>
#include <cstring>

namespace tutela::store {

namespace {

static_assert(std::endian::native == std::endian::little, "written for little-endian machines");

constexpr std::int32_t kSrs = 4326;
constexpr std::uint8_t kLittleEndian = 1;
constexpr std::uint8_t kEnvelopeXY = 1U << 1U;
constexpr std::uint32_t kWkbPoint = 1;

template <class T>
char* put(char* at, T value)
{
    std::memcpy(at, &value, sizeof value);
    return at + sizeof value;
}

char* putHeader(char* at, std::uint8_t flags)
{
    *at++ = 'G';
    *at++ = 'P';
    *at++ = 0; // version 1
    *at++ = static_cast<char>(flags);
    return put(at, kSrs);
}

[[noreturn]] void refuse() { throw core::Error{core::ErrorCode::Damaged, "a geometry of the mission file is damaged"}; }

} // namespace

PointBlob pointBlob(double lonDeg, double latDeg)
{
    PointBlob blob{};
    char* at = putHeader(blob.data(), kLittleEndian);
    *at++ = static_cast<char>(kLittleEndian);
    at = put(at, kWkbPoint);
    at = put(at, lonDeg);
    put(at, latDeg);
    return blob;
}

std::string geometryBlob(const core::Geometry& geometry)
{
    if (geometry.type == core::Geometry::Type::Point) {
        const core::Vertex at = geometry.parts.at(0).at(0).at(0);
        const PointBlob blob = pointBlob(at.x, at.y);
        return {blob.data(), blob.size()};
    }
    const core::Box box = geometry.box();
    std::array<char, 8 + 4 * sizeof(double)> header{};
    char* at = putHeader(header.data(), kLittleEndian | kEnvelopeXY);
    for (const double edge : {box.west, box.east, box.south, box.north})
        at = put(at, edge);
    return std::string{header.data(), header.size()} + core::toWkb(geometry);
}

core::Geometry geometryOfBlob(std::string_view blob)
{
    constexpr std::array<std::size_t, 5> kEnvelopeBytes{0, 32, 48, 48, 64};
    if (blob.size() < 8 || blob[0] != 'G' || blob[1] != 'P' || blob[2] != 0)
        refuse();
    const auto flags = static_cast<std::uint8_t>(blob[3]);
    const std::size_t envelope = (flags >> 1U) & 7U;
    std::int32_t srs = 0;
    std::memcpy(&srs, blob.data() + 4, sizeof srs);
    if ((flags & kLittleEndian) == 0 || envelope >= kEnvelopeBytes.size() || srs != kSrs || blob.size() < 8 + kEnvelopeBytes[envelope])
        refuse();
    try {
        return core::fromWkb(blob.substr(8 + kEnvelopeBytes[envelope]));
    } catch (const core::Error&) {
        refuse();
    }
}

} // namespace tutela::store
