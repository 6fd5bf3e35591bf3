// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/support.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace tutela::test {

TempFolder::TempFolder()
{
    std::string pattern = (std::filesystem::temp_directory_path() / "tutela-test-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr)
        throw std::runtime_error("no temporary folder");
    m_path = pattern;
}

TempFolder::~TempFolder()
{
    std::error_code ignored;
    std::filesystem::remove_all(m_path, ignored);
}

std::filesystem::path sourceFolder()
{
    return TUTELA_SOURCE_DIR;
}

std::optional<std::filesystem::path> sharedData()
{
    if (const char* named = std::getenv("TUTELA_TEST_DATA"))
        return std::filesystem::exists(named) ? std::optional<std::filesystem::path>{named} : std::nullopt;
    const auto beside = sourceFolder().parent_path() / "shared" / "data";
    return std::filesystem::exists(beside) ? std::optional{beside} : std::nullopt;
}

std::string readFile(const std::filesystem::path& path)
{
    std::ifstream in(path, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

void writeFile(const std::filesystem::path& path, const std::string& bytes)
{
    std::ofstream out(path, std::ios::binary);
    out << bytes;
}

Run run(const std::vector<std::string>& command, const std::string& input, double seconds, const std::string& after)
{
    std::array<int, 2> in{};
    std::array<int, 2> out{};
    std::array<int, 2> err{};
    if (::pipe2(in.data(), O_CLOEXEC) != 0 || ::pipe2(out.data(), O_CLOEXEC) != 0 || ::pipe2(err.data(), O_CLOEXEC) != 0)
        throw std::runtime_error("no pipe");
    const auto start = std::chrono::steady_clock::now();
    const auto elapsed = [&start] { return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count(); };
    constexpr double kPatience = 120.0;
    bool waiting = !after.empty();
    double end = waiting ? kPatience : seconds;
    const pid_t child = ::fork();
    if (child == 0) {
        ::dup2(in[0], 0);
        ::dup2(out[1], 1);
        ::dup2(err[1], 2);
        std::vector<char*> arguments;
        for (const auto& part : command)
            arguments.push_back(const_cast<char*>(part.c_str())); // execvp takes char* but does not write
        arguments.push_back(nullptr);
        ::execvp(arguments[0], arguments.data());
        ::_exit(127);
    }
    ::close(in[0]);
    ::close(out[1]);
    ::close(err[1]);
    std::signal(SIGPIPE, SIG_IGN);
    std::size_t written = 0;
    ::fcntl(in[1], F_SETFL, O_NONBLOCK);
    Run result;
    bool inOpen = true;
    bool outOpen = true;
    bool errOpen = true;
    while (outOpen || errOpen) {
        if (waiting && ("\n" + result.out).find("\n" + after) != std::string::npos) {
            waiting = false;
            end = elapsed() + seconds;
        }
        if (elapsed() > end) {
            ::kill(child, SIGKILL);
            break;
        }
        if (inOpen && written == input.size()) {
            ::close(in[1]);
            inOpen = false;
        }
        std::array<pollfd, 3> polls{{{outOpen ? out[0] : -1, POLLIN, 0}, {errOpen ? err[0] : -1, POLLIN, 0}, {inOpen ? in[1] : -1, POLLOUT, 0}}};
        ::poll(polls.data(), polls.size(), std::clamp(static_cast<int>((end - elapsed()) * 1e3) + 1, 1, 100));
        const auto drain = [](pollfd& p, std::string& text, bool& open) {
            if (p.revents == 0)
                return;
            std::array<char, 65536> buffer{};
            const auto n = ::read(p.fd, buffer.data(), buffer.size());
            if (n > 0)
                text.append(buffer.data(), static_cast<std::size_t>(n));
            else
                open = false;
        };
        drain(polls[0], result.out, outOpen);
        drain(polls[1], result.err, errOpen);
        if (inOpen && polls[2].revents != 0) {
            const auto n = ::write(in[1], input.data() + written, input.size() - written);
            if (n > 0)
                written += static_cast<std::size_t>(n);
            else if (n < 0 && errno != EAGAIN) {
                ::close(in[1]);
                inOpen = false;
            }
        }
    }
    if (inOpen)
        ::close(in[1]);
    ::close(out[0]);
    ::close(err[0]);
    int status = 0;
    ::waitpid(child, &status, 0);
    result.seconds = elapsed();
    result.exitCode = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return result;
}

} // namespace tutela::test
