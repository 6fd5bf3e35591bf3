// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "files_p.h"

#include "encoding_p.h"

#include <tutela/geodata/limits.h>

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <system_error>
#include <vector>

namespace tutela::geodata {

void refuse(const Source& source, const std::string& sentence, core::ErrorCode code)
{
    throw core::Error{code, sentence, source.name()};
}

std::uint64_t checkedSize(const Source& source)
{
    namespace fs = std::filesystem;
    const auto& text = source.path().native();
    if (text.find("://") != std::string::npos || text.find(":::") != std::string::npos || text.starts_with("/vsi"))
        refuse(source, "Network addresses and virtual file names are not read; give the name of a file on this computer.");
    std::uint64_t size = 0;
    if (source.isFile()) {
        std::error_code failed;
        const auto status = fs::status(source.path(), failed);
        if (failed && failed != std::errc::no_such_file_or_directory && failed != std::errc::not_a_directory)
            refuse(source, "The file cannot be reached: check the permissions of its folder.", core::ErrorCode::Permission);
        if (!fs::exists(status))
            refuse(source, "There is no such file; check the name.");
        if (fs::is_directory(status))
            refuse(source, "This is a folder; give the name of a file.");
        if (!fs::is_regular_file(status))
            refuse(source, "This is not an ordinary file; give the name of a file.");
        size = fs::file_size(source.path(), failed);
        if (failed)
            refuse(source, "The size of the file cannot be read.", core::ErrorCode::Io);
    } else {
        size = source.data()->size();
    }
    if (size == 0)
        refuse(source, "The file is empty.");
    if (size > kMaxFileBytes)
        refuse(source, "The file is larger than 2 GiB, the limit for one file; split it.", core::ErrorCode::Limit);
    return size;
}

ByteReader::ByteReader(const Source& source) : m_bytes(source.data())
{
    if (m_bytes)
        return;
    m_file.reset(std::fopen(source.path().c_str(), "rbe"));
    if (!m_file)
        refuse(source, "The file cannot be opened; check that you may read it.",
               errno == EACCES || errno == EPERM ? core::ErrorCode::Permission : core::ErrorCode::Io);
    std::setvbuf(m_file.get(), nullptr, _IONBF, 0); // callers read in large pieces
}

std::size_t ByteReader::read(std::span<char> into)
{
    std::size_t count = 0;
    if (m_bytes) {
        count = std::min(into.size(), m_bytes->size() - static_cast<std::size_t>(m_position));
        std::copy_n(m_bytes->data() + m_position, count, into.data());
    } else {
        count = std::fread(into.data(), 1, into.size(), m_file.get());
        if (count < into.size() && std::ferror(m_file.get()) != 0)
            throw core::Error{core::ErrorCode::Io, "The file cannot be read to its end; the disk or the connection failed."};
    }
    m_position += count;
    return count;
}

std::string firstBytes(const Source& source, std::size_t count)
{
    std::string head(count, '\0');
    head.resize(ByteReader{source}.read(head));
    return head;
}

std::shared_ptr<const std::string> allBytes(const Source& source, std::uint64_t limit)
{
    const auto size = checkedSize(source);
    if (size > limit)
        refuse(source, fmt::format("The file is larger than {} MiB, the limit for this format.", limit >> 20),
               core::ErrorCode::Limit);
    if (!source.isFile())
        return source.data();
    auto bytes = std::make_shared<std::string>(static_cast<std::size_t>(size), '\0');
    if (ByteReader{source}.read(*bytes) != bytes->size())
        refuse(source, "The file changed while it was read; try again.", core::ErrorCode::Io);
    return bytes;
}

std::string extensionOf(const Source& source)
{
    auto text = source.path().extension().string();
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

namespace {

/// Walks over markup one byte at a time: depth of elements, and whether something occurs that must not reach the reader.
///
/// Not a parser: the library that follows checks the grammar.
class XmlGuard {
public:
    enum class Verdict { Good, Declaration, TooDeep, ModelInCollection };

    Verdict feed(char c)
    {
        switch (m_state) {
        case State::Text:
            if (c == '<')
                m_state = State::Open;
            return Verdict::Good;
        case State::Open:
            return opened(c);
        case State::Bang: return banged(c);
        case State::Tag: return inTag(c);
        case State::Comment: endsWith(c, "-->"); return Verdict::Good;
        case State::Cdata: endsWith(c, "]]>"); return Verdict::Good;
        case State::Instruction: endsWith(c, "?>"); return Verdict::Good;
        }
        return Verdict::Good;
    }

private:
    enum class State { Text, Open, Bang, Tag, Comment, Cdata, Instruction };

    Verdict opened(char c)
    {
        m_tail.clear();
        if (c == '!') {
            m_state = State::Bang;
        } else if (c == '?') {
            m_state = State::Instruction;
        } else {
            m_closing = c == '/';
            m_name.assign(1, c);
            m_named = false;
            m_quote = 0;
            m_last = c;
            m_state = State::Tag;
        }
        return Verdict::Good;
    }
    /// "<!--" and "<![CDATA[" are content; every other "<!" is a declaration.
    Verdict banged(char c)
    {
        m_tail += c;
        if (m_tail == "--")
            m_state = State::Comment;
        else if (m_tail == "[CDATA[")
            m_state = State::Cdata;
        else if (!std::string_view{"--"}.starts_with(m_tail) && !std::string_view{"[CDATA["}.starts_with(m_tail))
            return Verdict::Declaration;
        if (m_state != State::Bang)
            m_tail.clear();
        return Verdict::Good;
    }
    Verdict inTag(char c)
    {
        if (m_quote != 0) {
            if (c == m_quote)
                m_quote = 0;
        } else if (c == '"' || c == '\'') {
            m_quote = c;
        } else if (c == '>') {
            return closeTag();
        }
        m_named = m_named || c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '/';
        if (c == ':' && !m_named)
            m_name.clear(); // the prefix of a namespace
        else if (!m_named && m_name.size() < 32)
            m_name += c;
        m_last = c;
        return Verdict::Good;
    }
    Verdict closeTag()
    {
        m_state = State::Text;
        if (m_closing) {
            --m_depth;
            if (m_depth < m_collection)
                m_collection = kNone;
            return Verdict::Good;
        }
        // GDAL 3.6 follows a null pointer when a KML collection holds a 3D model.
        if (m_name == "Model" && m_collection != kNone)
            return Verdict::ModelInCollection;
        if (m_last == '/')
            return Verdict::Good;
        if (++m_depth > kMaxNesting)
            return Verdict::TooDeep;
        if (m_name == "MultiGeometry" && m_collection == kNone)
            m_collection = m_depth;
        return Verdict::Good;
    }
    void endsWith(char c, std::string_view end)
    {
        m_tail += c;
        if (m_tail.size() > end.size())
            m_tail.erase(0, 1);
        if (m_tail == end)
            m_state = State::Text;
    }

    State m_state = State::Text;
    static constexpr int kNone = -1;
    std::string m_tail;
    std::string m_name;
    int m_depth = 0;
    int m_collection = kNone; ///< depth of the outermost MultiGeometry that is open
    bool m_named = false;
    char m_quote = 0;
    char m_last = 0;
    bool m_closing = false;
};

template <class Feed>
void eachByte(const Source& source, Encoding encoding, Feed feed)
{
    ByteReader reader{source};
    TextDecoder decoder{encoding};
    std::vector<char> buffer(std::size_t{1} << 18);
    while (const auto count = reader.read(buffer))
        for (const char c : decoder.decode({buffer.data(), count}))
            feed(c);
}

/// XML is UTF-16 when it says so by its mark or by its first sign; any other encoding that the readers know keeps ASCII.
Encoding xmlEncoding(const Source& source)
{
    using namespace std::string_view_literals;
    const auto head = firstBytes(source, 2);
    if (head == "\xFF\xFE"sv || head == "<\0"sv)
        return Encoding::Utf16Le;
    if (head == "\xFE\xFF"sv || head == "\0<"sv)
        return Encoding::Utf16Be;
    return Encoding::Utf8;
}

} // namespace

void refuseHostileXml(const Source& source)
{
    XmlGuard guard;
    eachByte(source, xmlEncoding(source), [&](char c) {
        switch (guard.feed(c)) {
        case XmlGuard::Verdict::Good: return;
        case XmlGuard::Verdict::Declaration:
            refuse(source, "The file has a document type or entity declaration, which is not read for safety; export it again "
                           "without one.");
        case XmlGuard::Verdict::TooDeep:
            refuse(source, fmt::format("Elements are nested deeper than {} levels, the limit for one file.", kMaxNesting),
                   core::ErrorCode::Limit);
        case XmlGuard::Verdict::ModelInCollection:
            refuse(source, "The file holds a 3D model inside a collection of shapes, which cannot be read; remove the model.");
        }
    });
}

void refuseDeepJson(const Source& source)
{
    int depth = 0;
    bool inText = false;
    bool escaped = false;
    eachByte(source, Encoding::Utf8, [&](char c) {
        if (inText) {
            inText = escaped || c != '"';
            escaped = !escaped && c == '\\';
        } else if (c == '"') {
            inText = true;
        } else if (c == '{' || c == '[') {
            if (++depth > kMaxNesting)
                refuse(source, fmt::format("Brackets are nested deeper than {} levels, the limit for one file.", kMaxNesting),
                       core::ErrorCode::Limit);
        } else if (c == '}' || c == ']') {
            --depth;
        }
    });
}

} // namespace tutela::geodata
