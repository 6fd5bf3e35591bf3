// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive_p.h"

#include "files_p.h"
#include "gdal_open_p.h"

#include <tutela/geodata/gdal_start.h>
#include <tutela/geodata/limits.h>

#include <cpl_vsi.h>
#include <fmt/format.h>

#include <algorithm>

namespace tutela::geodata {
namespace {

struct CloseDir {
    void operator()(VSIDIR* dir) const noexcept { VSICloseDir(dir); }
};
struct CloseFile {
    void operator()(VSILFILE* file) const noexcept { VSIFCloseL(file); }
};

/// Names that step outside or name a drive never occur in honest files.
bool isHonestName(std::string_view name)
{
    return !name.empty() && name.front() != '/' && name.find('\\') == std::string_view::npos &&
           name.find(':') == std::string_view::npos && ("/" + std::string{name} + "/").find("/../") == std::string::npos;
}

} // namespace

Archive::Archive(const Source& source)
    : m_source(source), m_bytes(allBytes(source, kMaxArchiveBytes)), m_memoryName(memoryName("archive.zip"))
{
    startGdal();
    const ErrorCapture errors;
    auto* start = const_cast<char*>(m_bytes->data()); // only ever read
    auto* made = VSIFileFromMemBuffer(m_memoryName.c_str(), static_cast<GByte*>(static_cast<void*>(start)), m_bytes->size(), FALSE);
    if (made != nullptr)
        VSIFCloseL(made);
    const std::unique_ptr<VSIDIR, CloseDir> dir{VSIOpenDir(("/vsizip/" + m_memoryName).c_str(), -1, nullptr)};
    std::uint64_t total = 0;
    std::string problem = dir ? "" : "The archive is damaged: its list of contents cannot be read.";
    while (problem.empty()) {
        const auto* entry = VSIGetNextDirEntry(dir.get());
        if (entry == nullptr)
            break;
        if (VSI_ISDIR(entry->nMode))
            continue;
        m_entries.push_back({entry->pszName, entry->nSize});
        total += std::min<std::uint64_t>(entry->nSize, kMaxArchiveBytes + 1);
        if (!isHonestName(entry->pszName))
            problem = "The archive holds a name that points outside of it, which is not read for safety.";
        else if (m_entries.size() > kMaxArchiveEntries)
            problem = fmt::format("The archive holds more than {} files, the limit for one archive.", kMaxArchiveEntries);
        else if (total > kMaxArchiveBytes || total > kMaxArchiveRatio * m_bytes->size())
            problem = "The archive unpacks to more than 1 GiB or to 100 times its size, the limits for one archive.";
    }
    if (problem.empty() && m_entries.empty())
        problem = "The archive is damaged or empty.";
    if (!problem.empty()) {
        VSIUnlink(m_memoryName.c_str());
        refuse(source, problem, m_entries.empty() ? core::ErrorCode::InvalidInput : core::ErrorCode::Limit);
    }
}

Archive::~Archive()
{
    VSIUnlink(m_memoryName.c_str());
}

const Archive::Entry* Archive::find(std::string_view name) const noexcept
{
    const auto found = std::find_if(m_entries.begin(), m_entries.end(), [&](const Entry& e) { return e.name == name; });
    return found == m_entries.end() ? nullptr : &*found;
}

const Archive::Entry* Archive::findKml() const noexcept
{
    if (const auto* document = find("doc.kml"))
        return document;
    const auto found = std::find_if(m_entries.begin(), m_entries.end(), [](const Entry& e) {
        return e.name.ends_with(".kml") && e.name.find('/') == std::string::npos;
    });
    return found == m_entries.end() ? nullptr : &*found;
}

std::shared_ptr<const std::string> Archive::read(const Entry& entry) const
{
    const ErrorCapture errors;
    const std::unique_ptr<VSILFILE, CloseFile> file{VSIFOpenL(("/vsizip/" + m_memoryName + "/" + entry.name).c_str(), "rb")};
    auto bytes = std::make_shared<std::string>(static_cast<std::size_t>(entry.bytes), '\0');
    if (!file || VSIFReadL(bytes->data(), 1, bytes->size(), file.get()) != bytes->size())
        refuse(m_source, "The archive is damaged: a file in it cannot be unpacked." + errors.detail());
    return bytes;
}

} // namespace tutela::geodata
