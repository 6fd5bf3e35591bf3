// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Bad input of every sort through the built program: one sentence, the right exit code, nothing changed.
#include "cli/program.h"

#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <set>
#include <tuple>

using namespace tutela::test;
using nlohmann::json;

namespace {

/// One sentence on standard error and nothing on standard output.
void requireSentence(const Run& result, int exitCode)
{
    INFO(result.err);
    CHECK(result.exitCode == exitCode);
    CHECK(result.out.empty());
    CHECK(result.err.starts_with("tutela: "));
    CHECK(result.err.size() > 25);
    CHECK(std::count(result.err.begin(), result.err.end(), '\n') == 1);
}

std::set<std::string> namesIn(const std::filesystem::path& folder)
{
    std::set<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        names.insert(entry.path().filename());
    return names;
}

const std::string kOnePlace = R"({"kind":"place","id":"new","set":{"name":"Luzi","lon":5.1,"lat":1.9}})";

/// A file system of two megabytes, mounted for the test.
class SmallDisk {
public:
    explicit SmallDisk(const std::filesystem::path& at) : m_at(at)
    {
        std::filesystem::create_directory(at);
        m_mounted = ::mount("tmpfs", at.c_str(), "tmpfs", 0, "size=2m") == 0;
    }
    ~SmallDisk()
    {
        if (m_mounted)
            ::umount2(m_at.c_str(), MNT_DETACH);
    }
    SmallDisk(const SmallDisk&) = delete;
    SmallDisk& operator=(const SmallDisk&) = delete;
    [[nodiscard]] bool mounted() const { return m_mounted; }
    void fill() const
    {
        std::FILE* file = std::fopen((m_at / "ballast").c_str(), "wb");
        REQUIRE(file != nullptr);
        const std::string block(4096, 'x');
        while (std::fwrite(block.data(), 1, block.size(), file) == block.size() && std::fflush(file) == 0) {}
        std::fclose(file);
    }

private:
    std::filesystem::path m_at;
    bool m_mounted = false;
};

} // namespace

TEST_CASE("a bad source is refused with one sentence and changes nothing", "[cli][unit]")
{
    const TempFolder folder;
    const std::string file = folder / "m.gpkg";
    smallMission(file);
    std::filesystem::create_directory(folder / "folder.csv");
    const std::string head = "date,lat,lon,killed,notes\n";
    const std::vector<std::pair<std::string, std::string>> sources{
        {"empty.csv", ""},
        {"binary.csv", std::string("\x00\x01\x02\xff\xfe\x7f\n\x00", 8)},
        {"heading.csv", head},
        {"columns.csv", "apples,pears\n1,2\n"},
        {"swapped.csv", head + "2026-10-01,105,5,,\n"},
        {"range.csv", head + "2026-10-01,1,500,,\n"},
        {"zero.csv", head + "2026-10-01,0,0,,\n"},
        {"future.csv", head + "2126-10-01,1.5,5.5,,\n"},
        {"ambiguous.csv", head + "03/04/2026,1.5,5.5,,\n05/06/2026,1.5,5.5,,\n"},
        {"negative.csv", head + "2026-10-01,1.5,5.5,-3,\n"},
        {"cell.csv", head + "2026-10-01,1.5,5.5,3,\"" + std::string(10'000'000, 'x') + "\"\n"},
        {"comma.csv", head + "2026-10-01,\"1,5\",5.5,3,\n"},
        {"calendar.csv", head + "2026-02-30,1.5,5.5,3,\n"},
        {"picture.csv", std::string("\x89PNG\r\n\x1a\n", 8) + std::string(500, '\0')},
    };
    for (const auto& [name, bytes] : sources)
        writeFile(folder / name, bytes);
    const std::string before = readFile(file);
    const auto names = namesIn(folder.path());
    for (const auto& [name, unused] : sources) {
        INFO(name);
        const Run result = runTutela({"import", file, folder / name, "--as", "incidents"});
        requireSentence(result, 3);
        CHECK(result.err.find(name) != std::string::npos);
    }
    requireSentence(runTutela({"import", file, folder / "folder.csv", "--as", "incidents"}), 3);
    requireSentence(runTutela({"import", file, folder / "missing.csv", "--as", "incidents"}), 3);
    requireSentence(runTutela({"edit", file, folder / "missing.jsonl"}), 3);
    CHECK(readFile(file) == before);
    CHECK(namesIn(folder.path()) == names);
}

TEST_CASE("dates that do not tell day and month apart stop a long import at once", "[cli][unit]")
{
    const TempFolder folder;
    const std::string file = folder / "m.gpkg";
    REQUIRE(runTutela({"new", file}).exitCode == 0);
    std::string table = "date,lat,lon\n2026-05-25,1.5,5.5\n";
    for (int i = 0; i < 20'000; ++i)
        table += "03/04/2026,1.5,5.5\n";
    writeFile(folder / "long.csv", table);
    const Run result = runTutela({"import", file, folder / "long.csv", "--as", "incidents"}, {}, 60.0);
    requireSentence(result, 3);
    CHECK(result.err.find("--date-order") != std::string::npos);
}

TEST_CASE("a mission file that cannot be used is refused by every verb and left as it is", "[cli][unit]")
{
    const TempFolder folder;
    const std::string sound = folder / "sound.gpkg";
    smallMission(sound);
    const std::string bytes = readFile(sound);
    writeFile(folder / "table.csv", "name,lat,lon\nA,1.5,5.5\n");
    const std::vector<std::tuple<std::string, std::string, int>> files{
        {"truncated.gpkg", bytes.substr(0, bytes.size() / 2), 4},
        {"stub.gpkg", bytes.substr(0, 60), 4},
        {"empty.gpkg", "", 3},
        {"text.gpkg", std::string(5000, 'x'), 3},
    };
    for (const auto& [name, content, code] : files) {
        const std::string file = folder / name;
        writeFile(file, content);
        const std::vector<std::vector<std::string>> verbs{
            {"info", file}, {"list", file, "places"}, {"stats", file, "--by", "year"}, {"history", file}, {"check", file},
            {"assess", file}, {"assessment", file, "list"}, {"import", file, folder / "table.csv", "--as", "places"}, {"edit", file, "-"},
            {"export", file, "places", "-o", folder / "out.csv"}, {"report", file, "--kind", "threat-assessment", "-o", folder / "out.pdf"},
            {"map", file, "-o", folder / "out.png"}};
        for (const auto& verb : verbs) {
            INFO(name << " " << verb[0]);
            requireSentence(runTutela(verb, kOnePlace), code);
        }
        CHECK(readFile(file) == content);
    }
    for (const char* out : {"out.csv", "out.pdf", "out.png"})
        CHECK_FALSE(std::filesystem::exists(folder / out));
    requireSentence(runTutela({"info", folder.path()}), 3);
    requireSentence(runTutela({"info", folder / "none.gpkg"}), 3);
    CHECK_FALSE(std::filesystem::exists(folder / "none.gpkg"));
}

TEST_CASE("an output that cannot be written ends with 1, and a mission file is never overwritten", "[cli][unit]")
{
    const TempFolder folder;
    const std::string file = folder / "m.gpkg";
    smallMission(file);
    tutelaJson({"assess", file, "--area", "EAST", "--period", "2026-10", "--save"});
    const auto outputs = [&](const std::string& stem) {
        return std::vector<std::vector<std::string>>{{"report", file, "--kind", "threat-assessment", "-o", stem + ".pdf"},
                                                     {"map", file, "-o", stem + ".png"},
                                                     {"export", file, "places", "-o", stem + ".csv"},
                                                     {"export", file, "places", "-o", stem + ".gpkg"}};
    };
    for (const auto& verb : outputs(folder / "none/out")) {
        INFO(verb[0] << " " << verb.back());
        requireSentence(runTutela(verb), 1);
    }
    requireSentence(runTutela({"new", folder / "none/m.gpkg"}), 1);
    const std::string other = folder / "other.gpkg";
    REQUIRE(runTutela({"new", other}).exitCode == 0);
    const std::string before = readFile(other);
    const std::string own = readFile(file);
    for (const std::string& target : {other, file}) {
        requireSentence(runTutela({"report", file, "--kind", "threat-assessment", "-o", target}), 3);
        requireSentence(runTutela({"map", file, "--format", "png", "-o", target}), 3);
        requireSentence(runTutela({"export", file, "all", "-o", target}), 3);
    }
    CHECK(readFile(other) == before);
    CHECK(readFile(file) == own);
    // A file that was exported before may be replaced.
    REQUIRE(runTutela({"export", file, "all", "-o", folder / "out.gpkg"}).exitCode == 0);
    CHECK(runTutela({"export", file, "all", "-o", folder / "out.gpkg"}).exitCode == 0);
}

TEST_CASE("a full disk ends with 1 and leaves nothing half written", "[cli][unit]")
{
    const TempFolder folder;
    const std::string file = folder / "m.gpkg";
    smallMission(file);
    tutelaJson({"assess", file, "--area", "EAST", "--period", "2026-10", "--save"});
    const SmallDisk disk{folder / "disk"};
    if (!disk.mounted()) {
        std::cout << "skipped: a small file system cannot be mounted here (needs root)\n";
        return;
    }
    const std::string inside = folder / "disk/m.gpkg";
    REQUIRE(runTutela({"new", inside}).exitCode == 0);
    const std::string before = readFile(inside);
    std::string table = "name,lat,lon,note\n";
    for (int i = 0; i < 9000; ++i)
        table += "P" + std::to_string(i) + "," + std::to_string(1.0 + i * 1e-5) + ",5.5," + std::string(200, 'x') + "\n";
    writeFile(folder / "many.csv", table);
    requireSentence(runTutela({"import", inside, folder / "many.csv", "--as", "places"}), 1);
    CHECK(readFile(inside) == before);
    disk.fill();
    const auto names = namesIn(folder / "disk");
    requireSentence(runTutela({"edit", inside, "-"}, kOnePlace), 1);
    const Run made = runTutela({"new", folder / "disk/n.gpkg"});
    requireSentence(made, 1);
    CHECK(made.err.starts_with("tutela: n.gpkg: "));
    requireSentence(runTutela({"report", file, "--kind", "threat-assessment", "-o", folder / "disk/out.pdf"}), 1);
    requireSentence(runTutela({"map", file, "-o", folder / "disk/out.png"}), 1);
    for (const char* ending : {"csv", "geojson", "gpkg", "xlsx", "kml", "gpx"}) {
        INFO(ending);
        const Run result = runTutela({"export", file, "places", "-o", folder / (std::string{"disk/out."} + ending)});
        requireSentence(result, 1);
        CHECK(result.err.find("full") != std::string::npos);
    }
    CHECK(readFile(inside) == before);
    CHECK(namesIn(folder / "disk") == names);
}

TEST_CASE("in a read-only folder a mission can be read, and nothing is written", "[cli][unit]")
{
    if (::geteuid() != 0 || run({"setpriv", "--version"}).exitCode != 0) {
        std::cout << "skipped: needs root and setpriv to become another user\n";
        return;
    }
    const TempFolder folder;
    const std::string file = folder / "m.gpkg";
    smallMission(file);
    writeFile(folder / "table.csv", "name,lat,lon\nA,1.5,5.5\n");
    REQUIRE(::chmod(file.c_str(), 0644) == 0);
    REQUIRE(::chmod((folder / "table.csv").c_str(), 0644) == 0);
    REQUIRE(::chmod(folder.path().c_str(), 0755) == 0);
    const auto asNobody = [](std::vector<std::string> arguments, const std::string& input = {}) {
        std::vector<std::string> command{"setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", TUTELA_PROGRAM};
        command.insert(command.end(), arguments.begin(), arguments.end());
        return run(command, input);
    };
    if (asNobody({"--version"}).exitCode != 0) {
        std::cout << "skipped: another user cannot run the program from its build folder\n";
        return;
    }
    const std::string before = readFile(file);
    const auto names = namesIn(folder.path());
    CHECK(asNobody({"info", file}).exitCode == 0);
    CHECK(asNobody({"check", file}).exitCode == 0);
    requireSentence(asNobody({"edit", file, "-"}, kOnePlace), 1);
    requireSentence(asNobody({"import", file, folder / "table.csv", "--as", "places"}), 1);
    requireSentence(asNobody({"new", folder / "n.gpkg"}), 1);
    requireSentence(asNobody({"map", file, "-o", folder / "out.png"}), 1);
    requireSentence(asNobody({"export", file, "places", "-o", folder / "out.xlsx"}), 1);
    REQUIRE(::chmod(file.c_str(), 0600) == 0);
    requireSentence(asNobody({"info", file}), 1);
    CHECK(readFile(file) == before);
    CHECK(namesIn(folder.path()) == names);
}

TEST_CASE("a second writer is told who holds the file, and a reader is not kept out", "[cli][unit]")
{
    const TempFolder folder;
    const std::string file = folder / "m.gpkg";
    smallMission(file);
    const std::string before = readFile(file);
    const std::string lock = folder / ".m.gpkg.lock";
    writeFile(lock, "process 4711 since 2026-10-31T14:00:00.000Z");
    const auto whileHeld = [&](std::vector<std::string> arguments) {
        std::vector<std::string> command{"flock", lock, TUTELA_PROGRAM};
        command.insert(command.end(), arguments.begin(), arguments.end());
        return run(command, kOnePlace);
    };
    const Run refused = whileHeld({"edit", file, "-"});
    requireSentence(refused, 7);
    CHECK(refused.err.find("process 4711") != std::string::npos);
    requireSentence(whileHeld({"history", file, "--undo", "2"}), 7);
    CHECK(whileHeld({"info", file}).exitCode == 0);
    CHECK(readFile(file) == before);
    // Nobody holds the lock any more: the file that was left is harmless.
    CHECK(runTutela({"edit", file, "-"}, kOnePlace).exitCode == 0);
}
