// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <tutela/core/geo.h>

#include <tutela/core/error.h>

#include <bit>
#include <cstring>

namespace tutela::core {

namespace {

static_assert(std::endian::native == std::endian::little, "written for little-endian machines");

using Type = Geometry::Type;

std::uint32_t codeOf(Type type)
{
    switch (type) {
    case Type::Point: return 1;
    case Type::LineString: return 2;
    case Type::Polygon: return 3;
    case Type::MultiPoint: return 4;
    case Type::MultiLineString: return 5;
    case Type::MultiPolygon: return 6;
    case Type::None: break;
    }
    return 7; // an empty geometry collection
}

class Writer {
public:
    void header(std::uint32_t code)
    {
        m_out += '\x01';
        raw(code);
    }
    void count(std::size_t n) { raw(static_cast<std::uint32_t>(n)); }
    void vertices(const Geometry::Ring& ring)
    {
        for (const Vertex v : ring) {
            raw(v.x);
            raw(v.y);
        }
    }
    void line(const Geometry::Ring& ring)
    {
        count(ring.size());
        vertices(ring);
    }
    void polygon(const Geometry::Part& part)
    {
        count(part.size());
        for (const auto& ring : part)
            line(ring);
    }
    std::string take() { return std::move(m_out); }

private:
    template <class T>
    void raw(T value)
    {
        char bytes[sizeof(T)];
        std::memcpy(bytes, &value, sizeof(T));
        m_out.append(bytes, sizeof(T));
    }
    std::string m_out;
};

[[noreturn]] void refuse() { throw Error{ErrorCode::InvalidInput, "the geometry is damaged or of a kind that is not read here"}; }

class Reader {
public:
    explicit Reader(std::string_view in) : m_in(in) {}
    /// The base type 1..7 and how many extra ordinates a vertex has.
    std::uint32_t header()
    {
        if (m_in.empty())
            refuse();
        m_swap = m_in.front() == '\0';
        m_in.remove_prefix(1);
        std::uint32_t code = raw<std::uint32_t>();
        m_extra = 0;
        if ((code & 0x80000000U) != 0)
            ++m_extra;
        if ((code & 0x40000000U) != 0)
            ++m_extra;
        code &= 0x0fffffffU;
        const std::uint32_t iso = code / 1000;
        m_extra += iso == 3 ? 2 : (iso > 0 ? 1 : 0);
        return code % 1000;
    }
    std::uint32_t count()
    {
        const auto n = raw<std::uint32_t>();
        if (n > m_in.size())
            refuse(); // each element takes at least one byte: no allocation by a false count
        return n;
    }
    Geometry::Ring vertices(std::uint32_t n)
    {
        Geometry::Ring ring;
        ring.reserve(n);
        for (std::uint32_t i = 0; i < n; ++i) {
            Vertex v;
            v.x = raw<double>();
            v.y = raw<double>();
            for (int extra = 0; extra < m_extra; ++extra)
                (void)raw<double>();
            ring.push_back(v);
        }
        return ring;
    }
    Geometry::Part polygon()
    {
        Geometry::Part part;
        const auto rings = count();
        for (std::uint32_t i = 0; i < rings; ++i)
            part.push_back(vertices(count()));
        return part;
    }

private:
    template <class T>
    T raw()
    {
        if (m_in.size() < sizeof(T))
            refuse();
        char bytes[sizeof(T)];
        for (std::size_t i = 0; i < sizeof(T); ++i)
            bytes[m_swap ? sizeof(T) - 1 - i : i] = m_in[i];
        m_in.remove_prefix(sizeof(T));
        T value;
        std::memcpy(&value, bytes, sizeof(T));
        return value;
    }
    std::string_view m_in;
    bool m_swap = false;
    int m_extra = 0;
};

} // namespace

std::string toWkb(const Geometry& geometry)
{
    Writer out;
    out.header(codeOf(geometry.type));
    const auto firstRing = [&geometry] { return geometry.parts.empty() || geometry.parts[0].empty() ? Geometry::Ring{} : geometry.parts[0][0]; };
    switch (geometry.type) {
    case Type::Point: out.vertices(firstRing()); break;
    case Type::LineString: out.line(firstRing()); break;
    case Type::Polygon: out.polygon(geometry.parts.empty() ? Geometry::Part{} : geometry.parts[0]); break;
    case Type::None: out.count(0); break;
    default:
        out.count(geometry.parts.size());
        for (const auto& part : geometry.parts) {
            if (geometry.type == Type::MultiPoint) {
                out.header(1);
                out.vertices(part.at(0));
            } else if (geometry.type == Type::MultiLineString) {
                out.header(2);
                out.line(part.at(0));
            } else {
                out.header(3);
                out.polygon(part);
            }
        }
    }
    return out.take();
}

Geometry fromWkb(std::string_view wkb)
{
    Reader in{wkb};
    Geometry out;
    const std::uint32_t code = in.header();
    switch (code) {
    case 1: out = {Type::Point, {{in.vertices(1)}}}; break;
    case 2: out = {Type::LineString, {{in.vertices(in.count())}}}; break;
    case 3: out = {Type::Polygon, {in.polygon()}}; break;
    case 4:
    case 5:
    case 6: {
        out.type = code == 4 ? Type::MultiPoint : (code == 5 ? Type::MultiLineString : Type::MultiPolygon);
        const auto n = in.count();
        for (std::uint32_t i = 0; i < n; ++i) {
            if (in.header() != code - 3)
                refuse();
            if (code == 4)
                out.parts.push_back({in.vertices(1)});
            else if (code == 5)
                out.parts.push_back({in.vertices(in.count())});
            else
                out.parts.push_back(in.polygon());
        }
        break;
    }
    case 7:
        if (in.count() != 0)
            refuse();
        break;
    default: refuse();
    }
    return out;
}

} // namespace tutela::core
