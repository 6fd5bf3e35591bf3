// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "incident_packing_p.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

namespace tutela::store {

using core::Error;
using core::ErrorCode;
using core::IncidentColumns;

namespace {

static_assert(std::endian::native == std::endian::little, "written for little-endian machines");

[[noreturn]] void refuse() { throw Error{ErrorCode::Damaged, "the cache of incidents cannot be read"}; }

template <class T>
void put(std::string& out, T value)
{
    std::array<char, sizeof(T)> bytes{};
    std::memcpy(bytes.data(), &value, sizeof value);
    out.append(bytes.data(), bytes.size());
}

class Reader {
public:
    explicit Reader(std::string_view bytes) : m_left(bytes) {}
    template <class T>
    T take()
    {
        T value{};
        std::memcpy(&value, bytes(sizeof value).data(), sizeof value);
        return value;
    }
    std::string_view bytes(std::size_t count)
    {
        if (count > m_left.size())
            refuse();
        const auto taken = m_left.substr(0, count);
        m_left.remove_prefix(count);
        return taken;
    }
    /// A number of things that take at least `least` bytes each.
    std::size_t count(std::size_t least)
    {
        const auto count = take<std::uint32_t>();
        if (count > m_left.size() / least)
            refuse();
        return count;
    }
    [[nodiscard]] bool atEnd() const { return m_left.empty(); }

private:
    std::string_view m_left;
};

template <class Narrow, class T>
void putValues(std::string& out, const std::vector<T>& values, std::uint64_t base)
{
    const std::size_t from = out.size();
    out.resize(from + values.size() * sizeof(Narrow));
    char* at = out.data() + from;
    for (const T value : values) {
        const auto narrow = static_cast<Narrow>(static_cast<std::uint64_t>(value) - base);
        std::memcpy(at, &narrow, sizeof narrow);
        at += sizeof narrow;
    }
}

/// The smallest value and the others as their distance from it, in as few bytes as the largest distance needs. A value
/// that stands for "not known" lies far from the others: it is moved to the place before the smallest.
template <class T>
void putColumn(std::string& out, std::vector<T> values, std::optional<T> unknown = {})
{
    T lowest = std::numeric_limits<T>::max();
    T highest = std::numeric_limits<T>::min();
    bool gaps = false;
    for (const T value : values) {
        if (unknown && value == *unknown) {
            gaps = true;
            continue;
        }
        lowest = std::min(lowest, value);
        highest = std::max(highest, value);
    }
    // The place before the smallest; when nothing is known all stand there.
    const T base = lowest > highest ? T{} : gaps ? static_cast<T>(lowest - 1) : lowest;
    highest = lowest > highest ? base : highest;
    if (gaps)
        std::replace(values.begin(), values.end(), *unknown, base);
    const std::uint64_t range = static_cast<std::uint64_t>(highest) - static_cast<std::uint64_t>(base);
    const int bytes = range == 0 ? 0 : range <= 0xff ? 1 : range <= 0xffff ? 2 : range <= 0xffffffff ? 4 : 8;
    put(out, static_cast<std::uint8_t>(bytes));
    put(out, static_cast<std::uint8_t>(gaps));
    put(out, static_cast<std::int64_t>(base));
    const auto from = static_cast<std::uint64_t>(base);
    switch (bytes) {
    case 1: putValues<std::uint8_t>(out, values, from); break;
    case 2: putValues<std::uint16_t>(out, values, from); break;
    case 4: putValues<std::uint32_t>(out, values, from); break;
    case 8: putValues<std::uint64_t>(out, values, from); break;
    default: break;
    }
}

template <class Narrow, class T, class Use>
void takeValues(std::string_view bytes, std::vector<T>& out, std::size_t rows, std::uint64_t base, const Use& use)
{
    out.resize(out.size() + rows);
    T* to = out.data() + out.size() - rows;
    const char* at = bytes.data();
    for (std::size_t i = 0; i < rows; ++i, at += sizeof(Narrow)) {
        Narrow narrow{};
        std::memcpy(&narrow, at, sizeof narrow);
        to[i] = use(base + narrow);
    }
}

/// @param use  makes the value of a column of what was put
template <class T, class Use>
void takeColumn(Reader& in, std::vector<T>& out, std::size_t rows, std::optional<T> unknown, const Use& use)
{
    const auto width = in.take<std::uint8_t>();
    const bool gaps = in.take<std::uint8_t>() != 0;
    const auto base = static_cast<std::uint64_t>(in.take<std::int64_t>());
    const auto value = [&](std::uint64_t put) { return gaps && put == base && unknown ? *unknown : use(put); };
    const auto bytes = in.bytes(rows * width);
    switch (width) {
    case 0: out.insert(out.end(), rows, value(base)); break;
    case 1: takeValues<std::uint8_t>(bytes, out, rows, base, value); break;
    case 2: takeValues<std::uint16_t>(bytes, out, rows, base, value); break;
    case 4: takeValues<std::uint32_t>(bytes, out, rows, base, value); break;
    case 8: takeValues<std::uint64_t>(bytes, out, rows, base, value); break;
    default: refuse();
    }
}

template <class T>
void takeColumn(Reader& in, std::vector<T>& out, std::size_t rows, std::optional<T> unknown = {})
{
    takeColumn(in, out, rows, unknown, [](std::uint64_t put) { return static_cast<T>(put); });
}

/// Ids as steps from one to the next: those of an import are consecutive and take no byte.
std::vector<std::int64_t> stepsOf(const std::vector<std::int64_t>& ids)
{
    std::vector<std::int64_t> steps(ids.size());
    for (std::size_t i = 0; i < ids.size(); ++i)
        steps[i] = i == 0 ? 0 : ids[i] - ids[i - 1];
    if (steps.size() > 1)
        steps[0] = steps[1];
    return steps;
}

void takeIds(Reader& in, std::vector<std::int64_t>& ids, std::size_t rows)
{
    std::int64_t id = in.take<std::int64_t>();
    std::vector<std::int64_t> steps;
    steps.reserve(rows);
    takeColumn(in, steps, rows);
    for (std::size_t i = 0; i < rows; ++i) {
        if (i > 0 && steps[i] <= 0)
            refuse();
        id += i == 0 ? 0 : steps[i];
        if (i == 0 && !ids.empty() && id <= ids.back())
            refuse();
        ids.push_back(id);
    }
}

template <class Id>
void putLists(std::string& out, const std::vector<std::vector<Id>>& lists)
{
    put(out, static_cast<std::uint32_t>(lists.size()));
    for (const auto& list : lists) {
        put(out, static_cast<std::uint32_t>(list.size()));
        for (const Id id : list)
            put(out, id.value);
    }
}

void putTexts(std::string& out, const std::vector<std::string>& texts)
{
    put(out, static_cast<std::uint32_t>(texts.size()));
    for (const std::string& text : texts) {
        put(out, static_cast<std::uint32_t>(text.size()));
        out += text;
    }
}

/// The codes of all incidents by those of the packed ones. @param codeOf  of a list of ids
template <class Id, class CodeOf>
std::vector<std::uint32_t> takeLists(Reader& in, const CodeOf& codeOf)
{
    std::vector<std::uint32_t> codes;
    for (std::size_t left = in.count(4); left > 0; --left) {
        std::vector<Id> list;
        for (std::size_t ids = in.count(8); ids > 0; --ids)
            list.push_back(Id{in.take<std::int64_t>()});
        codes.push_back(codeOf(list));
    }
    return codes;
}

template <class CodeOf>
std::vector<std::uint16_t> takeTexts(Reader& in, const CodeOf& codeOf)
{
    std::vector<std::uint16_t> codes;
    for (std::size_t left = in.count(4); left > 0; --left)
        codes.push_back(codeOf(std::string{in.bytes(in.count(1))}));
    return codes;
}

template <class Code>
void takeCodes(Reader& in, std::vector<Code>& out, std::size_t rows, const std::vector<Code>& codes)
{
    takeColumn(in, out, rows, std::optional<Code>{}, [&](std::uint64_t put) {
        if (put >= codes.size())
            refuse();
        return codes[put];
    });
}

std::size_t takeRows(Reader& in)
{
    const std::size_t rows = in.take<std::uint32_t>();
    if (rows > (std::size_t{1} << 24))
        refuse();
    return rows;
}

constexpr int kNumbers = 16; ///< columns that unpackNumbers() reads

void skipColumn(Reader& in, std::size_t rows)
{
    const auto width = in.take<std::uint8_t>();
    in.bytes(sizeof(std::uint8_t) + sizeof(std::int64_t) + rows * width);
}

void skipLists(Reader& in)
{
    for (std::size_t left = in.count(4); left > 0; --left)
        in.bytes(in.count(sizeof(std::int64_t)) * sizeof(std::int64_t));
}

void skipTexts(Reader& in)
{
    for (std::size_t left = in.count(4); left > 0; --left)
        in.bytes(in.count(1));
}

/// The column of markings ends with the last incident that has one.
void takeMarkings(Reader& in, IncidentColumns& c, std::size_t rows)
{
    const std::size_t marked = in.take<std::uint32_t>();
    if (marked > rows)
        refuse();
    if (marked == 0)
        return;
    c.sensitivity.resize(c.id.size() - rows, IncidentColumns::kNoWord);
    takeColumn(in, c.sensitivity, marked);
}

/// So does that of durations.
void takeDurations(Reader& in, IncidentColumns& c, std::size_t rows)
{
    const std::size_t timed = in.take<std::uint32_t>();
    if (timed > rows)
        refuse();
    if (timed == 0)
        return;
    c.duration_minutes.resize(c.id.size() - rows, IncidentColumns::kUnknown);
    takeColumn(in, c.duration_minutes, timed, std::optional{IncidentColumns::kUnknown});
}

} // namespace

std::string packed(const IncidentColumns& c)
{
    constexpr auto kNone = std::optional{IncidentColumns::kUnknown};
    std::string out;
    put(out, static_cast<std::uint32_t>(c.size()));
    putLists(out, c.perpetratorLists);
    putLists(out, c.sourceLists);
    putTexts(out, c.datasets);
    putTexts(out, c.sourceTypes);
    put(out, c.id.empty() ? std::int64_t{0} : c.id.front());
    putColumn(out, stepsOf(c.id));
    putColumn(out, c.lonE7, std::optional{IncidentColumns::kNoPosition});
    putColumn(out, c.latE7, std::optional{IncidentColumns::kNoPosition});
    putColumn(out, c.time, std::optional{IncidentColumns::kNoTime});
    for (const auto* words : {&c.time_precision, &c.place_precision, &c.category, &c.verification, &c.victim_status, &c.act_severity})
        putColumn(out, *words);
    for (const auto* counts : {&c.killed_best, &c.killed_low, &c.killed_high, &c.killed_civilians, &c.injured, &c.abducted, &c.displaced})
        putColumn(out, *counts, kNone);
    putColumn(out, c.perpetrators);
    putColumn(out, c.sources);
    putColumn(out, c.dataset);
    putColumn(out, c.source_type);
    put(out, static_cast<std::uint32_t>(c.sensitivity.size()));
    if (!c.sensitivity.empty())
        putColumn(out, c.sensitivity);
    put(out, static_cast<std::uint32_t>(c.duration_minutes.size()));
    if (!c.duration_minutes.empty())
        putColumn(out, c.duration_minutes, kNone);
    return out;
}

void unpackNames(IncidentColumns& c, IncidentCodes& codes, std::string_view bytes)
{
    Reader in{bytes};
    const std::size_t rows = takeRows(in);
    const auto perpetrators = takeLists<core::ActorId>(in, [&](const auto& list) { return codes.perpetrators(list); });
    const auto sources = takeLists<core::SourceId>(in, [&](const auto& list) { return codes.sources(list); });
    const auto datasets = takeTexts(in, [&](const std::string& text) { return codes.dataset(text); });
    const auto sourceTypes = takeTexts(in, [&](const std::string& text) { return codes.sourceType(text); });
    takeIds(in, c.id, rows);
    for (int column = 0; column < kNumbers; ++column)
        skipColumn(in, rows);
    takeCodes(in, c.perpetrators, rows, perpetrators);
    takeCodes(in, c.sources, rows, sources);
    takeCodes(in, c.dataset, rows, datasets);
    takeCodes(in, c.source_type, rows, sourceTypes);
    takeMarkings(in, c, rows);
    takeDurations(in, c, rows);
    if (!in.atEnd())
        refuse();
}

void unpackNumbers(IncidentColumns& c, std::string_view bytes)
{
    constexpr auto kNone = std::optional{IncidentColumns::kUnknown};
    Reader in{bytes};
    const std::size_t rows = takeRows(in);
    for (int lists = 0; lists < 2; ++lists)
        skipLists(in);
    for (int texts = 0; texts < 2; ++texts)
        skipTexts(in);
    in.take<std::int64_t>(); // the first id
    skipColumn(in, rows);
    takeColumn(in, c.lonE7, rows, std::optional{IncidentColumns::kNoPosition});
    takeColumn(in, c.latE7, rows, std::optional{IncidentColumns::kNoPosition});
    takeColumn(in, c.time, rows, std::optional{IncidentColumns::kNoTime});
    for (auto* words : {&c.time_precision, &c.place_precision, &c.category, &c.verification, &c.victim_status, &c.act_severity})
        takeColumn(in, *words, rows);
    for (auto* counts : {&c.killed_best, &c.killed_low, &c.killed_high, &c.killed_civilians, &c.injured, &c.abducted, &c.displaced})
        takeColumn(in, *counts, rows, kNone);
}

void unpackInto(IncidentColumns& c, IncidentCodes& codes, std::string_view bytes)
{
    unpackNames(c, codes, bytes);
    unpackNumbers(c, bytes);
}

} // namespace tutela::store
