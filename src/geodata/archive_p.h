// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/geodata/source.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace tutela::geodata {

/// A zip held in memory. Entries are read by name, never unpacked to disk; limits are checked at opening.
class Archive {
public:
    struct Entry {
        std::string name;
        std::uint64_t bytes = 0; ///< unpacked, as declared; never more is unpacked
    };
    /// @throws core::Error{InvalidInput} damaged; {Limit} too many entries, too large or packed too tightly.
    explicit Archive(const Source& source);
    ~Archive();
    Archive(const Archive&) = delete;
    Archive& operator=(const Archive&) = delete;

    [[nodiscard]] const std::vector<Entry>& entries() const noexcept { return m_entries; }
    [[nodiscard]] const Entry* find(std::string_view name) const noexcept;
    /// The main document of a KMZ: doc.kml, else the first KML file that lies in no folder; null when there is none.
    [[nodiscard]] const Entry* findKml() const noexcept;
    /// @throws core::Error{InvalidInput} when the entry is damaged.
    [[nodiscard]] std::shared_ptr<const std::string> read(const Entry& entry) const;

private:
    Source m_source;
    std::shared_ptr<const std::string> m_bytes;
    std::string m_memoryName;
    std::vector<Entry> m_entries;
};

} // namespace tutela::geodata
