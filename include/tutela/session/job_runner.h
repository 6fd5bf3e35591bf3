// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/error.h>
#include <tutela/core/progress.h>

#include <QElapsedTimer>
#include <QMetaObject>
#include <QObject>
#include <QString>

#include <chrono>
#include <condition_variable>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <type_traits>

namespace tutela::session {

/// How a job ended: a value, an error, or neither when it was stopped.
template <class T>
struct Outcome {
    std::optional<T> value;
    std::exception_ptr error;
    [[nodiscard]] bool stopped() const { return !value && !error; }
    /// The sentence of the error; empty when there is none.
    [[nodiscard]] QString sentence() const
    {
        if (!error)
            return {};
        try {
            std::rethrow_exception(error);
        } catch (const core::Error& e) {
            return QString::fromUtf8(e.what());
        } catch (const std::exception& e) {
            return QObject::tr("The work ended unexpectedly (%1). Nothing was changed.").arg(QString::fromUtf8(e.what()));
        }
    }
};

/// Runs one kind of work off the GUI thread. The latest wins: starting again stops the work before and drops its result.
/// Jobs capture snapshots by value, never the document; `done` runs in the GUI thread.
class JobRunner : public QObject {
    Q_OBJECT
public:
    explicit JobRunner(QObject* parent = nullptr);
    /// Asks the work to stop and waits for it: no job outlives its owner.
    ~JobRunner() override;

    template <class Work, class Done>
    void restart(Work work, Done done)
    {
        using T = std::invoke_result_t<Work, const core::Progress&>;
        m_stop.request_stop();
        m_stop = {};
        const auto id = ++m_latest;
        setRunning(true);
        begin([this, id, progress = core::Progress{m_stop.get_token(), sink(id)}, work = std::move(work), done = std::move(done)]() mutable {
            auto outcome = std::make_shared<Outcome<T>>();
            try {
                outcome->value.emplace(work(progress));
            } catch (const core::Cancelled&) {
            } catch (...) {
                outcome->error = std::current_exception();
            }
            QMetaObject::invokeMethod(this, [this, id, outcome, done = std::move(done)]() mutable {
                if (id != m_latest)
                    return;
                setRunning(false);
                done(std::move(*outcome));
            }, Qt::QueuedConnection);
        });
    }
    void stop() { m_stop.request_stop(); }
    [[nodiscard]] bool isRunning() const { return m_running; }
    /// Runners of the whole program whose work has not ended; asked in the GUI thread only.
    [[nodiscard]] static int atWork() { return s_atWork; }

signals:
    void runningChanged(bool running);
    /// At most about 20 a second.
    void progressed(double fraction, const QString& stage);

private:
    [[nodiscard]] core::Progress::Sink sink(std::uint64_t id);
    void setRunning(bool running);
    /// In one of the threads of the program; later, when two of this runner are at work.
    void begin(std::function<void()> job);
    void runWhatIsThere(std::function<void()> job);
    [[nodiscard]] bool waitForDone(std::chrono::milliseconds most);

    std::mutex m_mutex; ///< of the three below
    std::condition_variable m_ended;
    std::function<void()> m_next; ///< the latest that waits; empty when none does
    int m_atOnce = 0;
    std::stop_source m_stop;
    std::uint64_t m_latest = 0;
    bool m_running = false;
    inline static int s_atWork = 0;
};

} // namespace tutela::session
