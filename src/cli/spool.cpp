// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "spool_p.h"

#include <tutela/core/error.h>

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <streambuf>
#include <string>

namespace tutela::cli {

namespace {
constexpr std::size_t kInMemory = std::size_t{8} << 20;
} // namespace

class Spool::Buffer final : public std::streambuf {
public:
    Buffer() { m_text.reserve(std::size_t{1} << 16); }
    Buffer(const Buffer&) = delete;
    Buffer& operator=(const Buffer&) = delete;
    ~Buffer() override
    {
        if (m_file >= 0)
            ::close(m_file);
    }
    void copyTo(std::ostream& target)
    {
        if (m_file >= 0) {
            std::string piece(std::size_t{1} << 16, '\0');
            for (off_t at = 0;;) {
                const ssize_t got = ::pread(m_file, piece.data(), piece.size(), at);
                if (got < 0)
                    throw core::Error{core::ErrorCode::Io, "the list could not be read back from the temporary folder; try again"};
                if (got == 0)
                    break;
                target.write(piece.data(), got);
                at += got;
            }
        }
        target.write(m_text.data(), static_cast<std::streamsize>(m_text.size()));
        target.flush();
        if (!target)
            throw core::Error{core::ErrorCode::Io, "standard output could not be written"};
    }

protected:
    int_type overflow(int_type sign) override
    {
        if (!traits_type::eq_int_type(sign, traits_type::eof())) {
            const char c = traits_type::to_char_type(sign);
            xsputn(&c, 1);
        }
        return traits_type::not_eof(sign);
    }
    std::streamsize xsputn(const char* text, std::streamsize length) override
    {
        m_text.append(text, static_cast<std::size_t>(length));
        if (m_text.size() >= kInMemory)
            toFile();
        return length;
    }

private:
    void toFile()
    {
        if (m_file < 0)
            m_file = ::open(std::filesystem::temp_directory_path().c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
        if (m_file < 0)
            return; // the folder knows no files without a name: all of it stays in memory
        for (std::size_t done = 0; done < m_text.size();) {
            const ssize_t wrote = ::write(m_file, m_text.data() + done, m_text.size() - done);
            if (wrote < 0)
                throw core::Error{core::ErrorCode::NoSpace, "the temporary folder has no room for the list; make room there or name a shorter period"};
            done += static_cast<std::size_t>(wrote);
        }
        m_text.clear();
    }

    std::string m_text;
    int m_file = -1;
};

Spool::Spool() : m_buffer(std::make_unique<Buffer>()), m_out(m_buffer.get())
{
    m_out.exceptions(std::ios::badbit); // what the buffer throws is told, not swallowed
}
Spool::~Spool() = default;

std::ostream& Spool::out() { return m_out; }

void Spool::copyTo(std::ostream& target) { m_buffer->copyTo(target); }

} // namespace tutela::cli
