// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace tutela::test {

/// A private folder that is removed with its contents when the test ends.
class TempFolder {
public:
    TempFolder();
    ~TempFolder();
    TempFolder(const TempFolder&) = delete;
    TempFolder& operator=(const TempFolder&) = delete;
    [[nodiscard]] const std::filesystem::path& path() const { return m_path; }
    [[nodiscard]] std::filesystem::path operator/(const std::string& name) const { return m_path / name; }

private:
    std::filesystem::path m_path;
};

/// The checkout that the tests were built from.
[[nodiscard]] std::filesystem::path sourceFolder();

/// The folder of real data for trials (environment variable TUTELA_TEST_DATA, else `shared/data` beside the checkout), or
/// empty: a test that needs it then ends with a message and no check.
[[nodiscard]] std::optional<std::filesystem::path> sharedData();

[[nodiscard]] std::string readFile(const std::filesystem::path& path);
void writeFile(const std::filesystem::path& path, const std::string& bytes);

/// What a finished program did.
struct Run {
    int exitCode = -1; ///< 128 + signal when it was killed
    std::string out, err;
    double seconds = 0.0;
};
/// Runs a program without a shell, waits at most `seconds`, then kills it by its id.
/// @param after  when given, the seconds count from the moment that a line of the output begins with it, so that they mean the same on
///               a busy machine; a program that never says it is killed after two minutes.
[[nodiscard]] Run run(const std::vector<std::string>& command, const std::string& input = {}, double seconds = 60.0,
                      const std::string& after = {});

} // namespace tutela::test
