// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/fixture.h"
#include "window_fixture.h"

#include <tutela/store/interruption.h>

#include <random>
#include <sstream>

using namespace tutela;

namespace {

/// The number of the last whole line "WORD N"; empty when there is none.
std::optional<std::int64_t> lastNumber(const std::string& out, const std::string& word)
{
    std::optional<std::int64_t> last;
    std::istringstream lines{out.substr(0, out.rfind('\n') + 1)};
    for (std::string line; std::getline(lines, line);)
        if (line.starts_with(word + " "))
            last = std::stoll(line.substr(word.size() + 1));
    return last;
}

std::int64_t olderIn(const store::MissionFile& file, std::int64_t place)
{
    const auto record = file.read(core::Kind::PLACE, place);
    REQUIRE(record);
    return core::recordOf<core::Place>(*record).older_60plus.value_or(0);
}

} // namespace

TEST_CASE("a window that is killed while somebody types loses nothing that it called saved, and the next one says so")
{
    constexpr int kKills = 8;
    constexpr std::int64_t kFirst = 10'000'001; // beyond any figure of the demo mission
    constexpr double kLongest = 0.4;
    test::Window person;
    std::filesystem::copy_file(test::demoFile(), person.path());
    std::mt19937 random{2026};
    std::int64_t place = 0, saved = kFirst - 1; // the last figure that the window called saved
    const auto typeAndKill = [&](double seconds, const char* after) {
        const test::Run killed = test::run({TUTELA_TYPING_PERSON, person.path().string(), std::to_string(saved + 1)}, {}, seconds, after);
        INFO("killed " << seconds << " s after it " << after << ": " << killed.out << killed.err);
        REQUIRE(killed.exitCode == 128 + 9);
        place = lastNumber(killed.out, "opened").value_or(0);
        REQUIRE(place != 0);
        saved = lastNumber(killed.out, "saved").value_or(saved);
    };
    for (int kill = 0; kill < kKills; ++kill) {
        // Uniform by hand: the distributions of the library differ between platforms.
        const double seconds = kLongest * static_cast<double>(random()) / static_cast<double>(std::mt19937::max());
        // A busy machine may need longer than all of it for the first figure: every second person is killed after one is saved.
        typeAndKill(seconds, kill % 2 == 0 ? "opened" : "saved");
        INFO("kill " << kill);
        CHECK(store::interruptedWriter(person.path()).has_value());
        const auto file = store::MissionFile::open(person.path(), store::Access::ReadWrite);
        test::requireSound(file);
        const std::int64_t there = olderIn(file, place);
        if (saved < kFirst && there < kFirst)
            continue; // killed before the first figure
        CHECK(there >= saved);
        CHECK(there <= saved + 1); // it may be durable before the line is out
        saved = there;
    }
    REQUIRE(saved >= kFirst); // otherwise nothing was tested

    typeAndKill(kLongest, "opened");
    REQUIRE(test::openMission(*person.window, person.path()));
    CHECK(person.window->messages().text().contains(QStringLiteral("ended last time before this mission was closed")));
    CHECK(*person.window->document()->mission()->find<core::Place>(core::PlaceId{place})->older_60plus >= saved);
    CHECK_FALSE(person.window->document()->isReadOnly());
}
