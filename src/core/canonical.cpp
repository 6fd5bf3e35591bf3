// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <tutela/core/canonical.h>

#include <tutela/core/text.h>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <charconv>

namespace tutela::core {

namespace {

template <class Number>
void appendNumber(std::string& out, Number value)
{
    std::array<char, 40> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    out.append(digits.data(), static_cast<std::size_t>(end - digits.data()));
}

/// What a byte of a JSON text becomes: itself (0), an escape of two characters, or \u00XX ('u').
constexpr std::array<char, 256> kEscapes = [] {
    std::array<char, 256> escapes{};
    for (std::size_t i = 0; i < 0x20; ++i)
        escapes[i] = 'u';
    escapes['\b'] = 'b';
    escapes['\f'] = 'f';
    escapes['\n'] = 'n';
    escapes['\r'] = 'r';
    escapes['\t'] = 't';
    escapes['"'] = '"';
    escapes['\\'] = '\\';
    return escapes;
}();

void appendEscape(std::string& out, char c, char escape)
{
    constexpr std::string_view kDigits = "0123456789abcdef";
    out += '\\';
    out += escape;
    if (escape == 'u') {
        const auto byte = static_cast<unsigned char>(c);
        out += "00";
        out += kDigits[byte >> 4U];
        out += kDigits[byte & 15U];
    }
}

/// As nlohmann's dump() writes it; a million lines are made of such texts.
void appendJsonText(std::string& out, const std::string& text)
{
    if (!isUtf8(text)) { // only another program can have written that; the library says what becomes of it
        out += nlohmann::json(text).dump();
        return;
    }
    out += '"';
    auto from = text.begin();
    while (true) {
        const auto at = std::find_if(from, text.end(), [](char c) { return kEscapes[static_cast<unsigned char>(c)] != 0; });
        out.append(from, at);
        if (at == text.end())
            break;
        appendEscape(out, *at, kEscapes[static_cast<unsigned char>(*at)]);
        from = at + 1;
    }
    out += '"';
}

struct Key {
    std::size_t field;
    std::string text; ///< `,"name":`
};
/// How the lines of a kind are made.
struct Layout {
    std::string start; ///< `table TAB`
    std::vector<Key> keys;
};

bool isPartOfLine(std::string_view name)
{
    return name != "created_at" && name != "created_by" && name != "updated_at" && name != "revision" && name != "batch_id" && name != "deleted";
}

/// Fields of a kind in alphabetical order, without those that say when and how a record was written.
const Layout& layoutOf(Kind kind)
{
    static const auto layouts = [] {
        std::array<Layout, wordCount(Kind{})> byKind;
        for (std::size_t k = 0; k < byKind.size(); ++k) {
            const auto fields = fieldsOf(static_cast<Kind>(k));
            byKind[k].start = std::string{tableOf(static_cast<Kind>(k))} + '\t';
            for (std::size_t i = 0; i < fields.size(); ++i)
                if (isPartOfLine(fields[i].name))
                    byKind[k].keys.push_back({i, ",\"" + std::string{fields[i].name} + "\":"});
            std::sort(byKind[k].keys.begin(), byKind[k].keys.end(), [&](const Key& a, const Key& b) { return fields[a.field].name < fields[b.field].name; });
        }
        return byKind;
    }();
    return layouts[static_cast<std::size_t>(kind)];
}

} // namespace

void appendCanonicalLine(std::string& line, const RecordValues& record)
{
    const Layout& layout = layoutOf(record.kind);
    line += layout.start;
    appendNumber(line, record.id());
    line += "\t{";
    std::size_t skipped = 1; // the first key goes without its comma
    for (const Key& key : layout.keys) {
        const Value& value = record.values[key.field];
        if (isNull(value))
            continue;
        line.append(key.text, skipped);
        skipped = 0;
        if (const auto* whole = std::get_if<std::int64_t>(&value))
            appendNumber(line, *whole);
        else if (const auto* real = std::get_if<double>(&value))
            appendNumber(line, *real);
        else if (const auto* text = std::get_if<std::string>(&value))
            appendJsonText(line, *text);
        else
            line += "\"" + hex(toWkb(std::get<Geometry>(value))) + "\"";
    }
    line += '}';
}

std::string canonicalLine(const RecordValues& record)
{
    std::string line;
    appendCanonicalLine(line, record);
    return line;
}

} // namespace tutela::core
