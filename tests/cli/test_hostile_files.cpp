// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Every malformed, odd and foreign file of the trial data through the built program. Needs the folder of trial data.
#include "cli/program.h"

#include <algorithm>
#include <set>

using namespace tutela::test;

namespace {

/// Processor time that one import of a small file may take, twice the two seconds a reader waits: other programs run too.
constexpr const char* kCpuSeconds = "--cpu=4";

/// What a person would take the file for, and what it certainly is not.
std::pair<std::string, std::string> kindsFor(const std::filesystem::path& path)
{
    const std::string folder = path.parent_path().filename();
    if (folder == "gtiff" || folder == "gpkg_raster" || folder == "mbtiles" || folder == "geopdf")
        return {"elevation", "incidents"};
    if (folder == "osm")
        return {"roads", "population"};
    if (folder == "gpx")
        return {"tracks", "landcover"};
    if (folder == "csv" || folder == "xlsx" || folder == "hxl")
        return {"places", "elevation"};
    return {"layer", "patrols"};
}

std::vector<std::filesystem::path> foreignFiles(const std::filesystem::path& data)
{
    std::vector<std::filesystem::path> files;
    for (const char* folder : {"malformed", "formats", "kml", "hxl"})
        for (const auto& entry : std::filesystem::recursive_directory_iterator(data / folder))
            if (entry.is_regular_file())
                files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    return files;
}

std::set<std::string> namesIn(const std::filesystem::path& folder)
{
    std::set<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        names.insert(entry.path().filename());
    return names;
}

bool canTrace()
{
    return run({"strace", "-o", "/dev/null", "true"}).exitCode == 0;
}

/// Lines of a trace that ask for the network, or open a file for writing outside `folder`.
std::vector<std::string> trespasses(const std::string& trace, const std::string& folder)
{
    std::vector<std::string> found;
    std::istringstream lines{trace};
    for (std::string line; std::getline(lines, line);) {
        const bool network = line.find("AF_INET") != std::string::npos;
        const bool opens = line.find("O_CREAT") != std::string::npos || line.find("O_WRONLY") != std::string::npos || line.find("O_RDWR") != std::string::npos
                           || line.find("mkdir") != std::string::npos;
        if (network || (opens && line.find("\"" + folder) == std::string::npos && line.find("\"/dev/") == std::string::npos))
            found.push_back(line);
    }
    return found;
}

} // namespace

TEST_CASE("every foreign file ends in its import or in one clear sentence that changes nothing", "[cli][data]")
{
    const auto data = sharedData();
    if (!data) {
        std::cout << "skipped: the folder of trial data is absent (set TUTELA_TEST_DATA)\n";
        return;
    }
    const bool traced = canTrace();
    if (!traced)
        std::cout << "skipped in part: strace cannot be used here, so calls are not looked at\n";
    const TempFolder logs;
    const TempFolder folder;
    const std::string file = folder / "m.gpkg";
    REQUIRE(runTutela({"new", file}).exitCode == 0);
    const std::string fresh = readFile(file);
    const std::string log = logs / "trace";
    int tried = 0;
    int refused = 0;
    for (const auto& path : foreignFiles(*data)) {
        const auto [sensible, wrong] = kindsFor(path);
        for (const std::string& kind : {sensible, wrong}) {
            INFO(path << " as " << kind);
            writeFile(file, fresh);
            std::vector<std::string> command;
            if (traced && kind == sensible)
                command = {"strace", "-f", "-e", "trace=socket,connect,open,openat,creat,mkdir", "-o", log};
            command.insert(command.end(), {"prlimit", kCpuSeconds, TUTELA_PROGRAM, "import", file, path, "--as", kind});
            const Run result = run(command, {}, 60.0);
            CHECK((result.exitCode == 0 || result.exitCode == 2 || result.exitCode == 3));
            if (result.exitCode != 0) {
                CHECK(result.err.starts_with("tutela: "));
                CHECK(result.err.size() > 30);
                CHECK(std::count(result.err.begin(), result.err.end(), '\n') == 1);
                CHECK(readFile(file) == fresh);
                ++refused;
            }
            CHECK(namesIn(folder.path()) == std::set<std::string>{"m.gpkg"});
            if (traced && kind == sensible)
                CHECK(trespasses(readFile(log), folder.path()) == std::vector<std::string>{});
            ++tried;
        }
    }
    CHECK(tried > 300);
    CHECK(refused > 150);
}
