// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <tutela/session/job_runner.h>

#include <catch2/catch.hpp>

#include <QTest>
#include <QThread>

#include <atomic>
#include <vector>

using namespace tutela;

namespace {

/// Work that asks for its stop often and never ends by itself within the test.
int endless(const core::Progress& progress)
{
    for (int i = 0; i < 100'000; ++i) {
        progress.step(i / 100'000.0, "Working");
        QThread::msleep(1);
    }
    return 0;
}

} // namespace

TEST_CASE("the result of a job arrives in the GUI thread")
{
    session::JobRunner jobs;
    QThread* where = nullptr;
    int value = 0;
    jobs.restart([](const core::Progress&) { return 42; }, [&](session::Outcome<int> outcome) {
        where = QThread::currentThread();
        value = outcome.value.value_or(0);
    });
    CHECK(jobs.isRunning());
    REQUIRE(QTest::qWaitFor([&] { return where != nullptr; }, 5000));
    CHECK(where == QThread::currentThread());
    CHECK(value == 42);
    CHECK_FALSE(jobs.isRunning());
}

TEST_CASE("the latest job wins: a result that was overtaken is never seen")
{
    session::JobRunner jobs;
    std::vector<int> seen;
    for (int i = 0; i < 20; ++i)
        jobs.restart([i](const core::Progress&) { QThread::msleep(2); return i; }, [&](session::Outcome<int> outcome) {
            if (outcome.value)
                seen.push_back(*outcome.value);
        });
    REQUIRE(QTest::qWaitFor([&] { return !jobs.isRunning(); }, 5000));
    CHECK(seen == std::vector{19});
}

TEST_CASE("while two jobs of a runner cannot stop, of those that wait only the latest is begun")
{
    session::JobRunner jobs;
    std::atomic<bool> go{false};
    std::atomic<int> begun{0}, last{-1};
    const auto deaf = [&](const core::Progress&) {
        ++begun;
        while (!go)
            QThread::msleep(1);
        return 0;
    };
    jobs.restart(deaf, [](session::Outcome<int>) {});
    jobs.restart(deaf, [](session::Outcome<int>) {});
    REQUIRE(QTest::qWaitFor([&] { return begun == 2; }, 5000));
    int answer = -1;
    for (int i = 0; i < 10; ++i)
        jobs.restart([&, i](const core::Progress&) { ++begun; last = i; return i; }, [&](session::Outcome<int> outcome) { answer = outcome.value.value_or(-1); });
    QTest::qWait(30);
    CHECK(begun == 2);
    go = true;
    REQUIRE(QTest::qWaitFor([&] { return !jobs.isRunning(); }, 5000));
    CHECK(answer == 9);
    CHECK(last == 9);
    CHECK(begun == 3);
}

TEST_CASE("a runner whose jobs cannot stop holds up no other")
{
    session::JobRunner slow, quick;
    std::atomic<bool> go{false};
    for (int i = 0; i < 3; ++i)
        slow.restart([&](const core::Progress&) { while (!go) QThread::msleep(1); return 0; }, [](session::Outcome<int>) {});
    bool there = false;
    quick.restart([](const core::Progress&) { return 1; }, [&](session::Outcome<int>) { there = true; });
    CHECK(QTest::qWaitFor([&] { return there; }, 5000));
    go = true;
    REQUIRE(QTest::qWaitFor([&] { return !slow.isRunning(); }, 5000));
}

TEST_CASE("a stopped job ends soon and says that it was stopped")
{
    session::JobRunner jobs;
    bool stopped = false;
    jobs.restart(endless, [&](session::Outcome<int> outcome) { stopped = outcome.stopped(); });
    QTest::qWait(30);
    jobs.stop();
    REQUIRE(QTest::qWaitFor([&] { return stopped; }, 5000));
}

TEST_CASE("an error of a job is carried to where its result was awaited")
{
    session::JobRunner jobs;
    QString sentence;
    jobs.restart([](const core::Progress&) -> int { throw core::Error{core::ErrorCode::NoSpace, "the disk is full"}; },
                 [&](session::Outcome<int> outcome) { sentence = outcome.sentence(); });
    REQUIRE(QTest::qWaitFor([&] { return !sentence.isEmpty(); }, 5000));
    CHECK(sentence.contains(QStringLiteral("the disk is full")));
}

TEST_CASE("no job outlives its owner")
{
    std::atomic<bool> ended{false};
    {
        session::JobRunner jobs;
        jobs.restart([&](const core::Progress& progress) {
            struct End {
                std::atomic<bool>& flag;
                ~End() { flag = true; }
            } const end{ended};
            return endless(progress);
        }, [](session::Outcome<int>) {});
        CHECK(session::JobRunner::atWork() == 1);
        QTest::qWait(20);
    }
    CHECK(ended);
    CHECK(session::JobRunner::atWork() == 0);
}
