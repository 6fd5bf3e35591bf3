// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <tutela/core/mission.h>
#include <tutela/store/mission_file.h>

#include <cstdio>
#include <cstdlib>
#include <string_view>

// Commits in a loop and says "committed ID" after each: the test kills it and asks whether all of them are there.
// kill_writer FILE COUNT [create]: also makes the file first. Prints "opened" when the file is there.
int main(int argc, char** argv)
{
    using namespace tutela;
    if (argc < 3)
        return 2;
    const auto acknowledge = [](store::CommitId commit) {
        std::printf("committed %lld\n", static_cast<long long>(commit.value));
        std::fflush(stdout); // a line is a promise: none may wait in a buffer
    };
    const auto author = store::Author::of("POC_ADVISER/KW");
    const int count = std::atoi(argv[2]);
    try {
        if (argc > 3 && std::string_view{argv[3]} == "create")
            static_cast<void>(store::MissionFile::create(argv[1], core::MissionDetails{}, author));
        auto file = store::MissionFile::open(argv[1], store::Access::ReadWrite);
        std::puts("opened");
        std::fflush(stdout);
        for (int i = 0; i < count; ++i) {
            const auto work = [&](store::Transaction& change) {
                core::Place place;
                place.id = change.newId(core::Kind::PLACE);
                place.name = "Place " + std::to_string(i);
                place.lon = 5.0;
                place.lat = 1.0;
                place.note = std::string(3000, 'n');
                change.insert(place);
            };
            const auto made = file.commit(author, "Add a place", work);
            acknowledge(made);
            if (i % 5 == 4)
                acknowledge(file.undo(author, made));
        }
    } catch (const core::Error& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return core::exitCode(error.code());
    }
    return 0;
}
