// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <ostream>

namespace tutela::cli {

/// Output that is held back until it is whole: the first megabytes in memory, more in a file without a name.
class Spool {
public:
    Spool();
    ~Spool();
    Spool(const Spool&) = delete;
    Spool& operator=(const Spool&) = delete;
    /// Throws core::Error{Io|NoSpace} from its operators when the rest does not fit.
    [[nodiscard]] std::ostream& out();
    /// Gives all of it out and flushes. @throws core::Error{Io}
    void copyTo(std::ostream& target);

private:
    class Buffer;
    std::unique_ptr<Buffer> m_buffer;
    std::ostream m_out;
};

} // namespace tutela::cli
