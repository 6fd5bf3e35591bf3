// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/exchange/import.h>

#include <support/support.h>

#include <functional>
#include <sstream>

namespace tutela::test {

/// A new empty mission in a private folder, with fixed clock, ids and device.
struct MissionFixture {
    TempFolder folder;
    core::Instant now = core::instantOf("2026-11-01T00:00:00Z");
    store::Author author = store::Author::of("POC_ADVISER/AB");
    store::MissionFile file;

    explicit MissionFixture(const std::string& timeZone = "Africa/Lagos") : file(make(timeZone)) {}

    exchange::ImportReport import(exchange::ImportKind kind, const std::filesystem::path& source,
                                  const std::function<void(exchange::ImportRequest&)>& with = {})
    {
        exchange::ImportRequest request;
        request.kind = kind;
        request.source = source;
        if (with)
            with(request);
        return exchange::importFile(file, request, author, now);
    }
    /// The same for a table given as text.
    exchange::ImportReport importText(exchange::ImportKind kind, const std::string& text, const std::function<void(exchange::ImportRequest&)>& with = {})
    {
        writeFile(folder / "table.csv", text);
        return import(kind, folder / "table.csv", with);
    }
    template <class T>
    std::vector<T> all() const
    {
        std::vector<T> records;
        file.forEach(T::kind, [&](const core::RecordValues& record) { records.push_back(core::recordOf<T>(record)); });
        return records;
    }

private:
    store::MissionFile make(const std::string& timeZone)
    {
        core::MissionDetails details;
        details.name = "Test mission";
        details.time_zone = timeZone;
        store::Environment environment;
        environment.now = [at = now]() mutable { return at += std::chrono::seconds{1}; };
        environment.ids = core::seededIds(7);
        environment.device = "test";
        return store::MissionFile::create(folder / "mission.gpkg", details, author, environment);
    }
};

} // namespace tutela::test
