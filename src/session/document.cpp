// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <tutela/session/document.h>

#include "commit_command.h"

#include <tutela/exchange/edits.h>
#include <tutela/session/mission_responses.h>
#include <tutela/session/terrain_keeper.h>
#include <tutela/store/backup.h>

#include <nlohmann/json.hpp>

#include <QDateTime>
#include <QLocale>
#include <QRegularExpression>

#include <chrono>
#include <ctime>
#include <sstream>
#include <utility>

namespace tutela::session {

namespace {

/// Why a file opened read-only, for people: one that is written elsewhere says by what and since when, in the time of this machine.
QString reasonOf(const core::Error& error)
{
    const QString message = QString::fromUtf8(error.message().c_str());
    if (error.code() != core::ErrorCode::Locked)
        return message;
    static const QRegularExpression holder{QStringLiteral("process (\\d+) since (\\S+Z)")};
    const auto match = holder.match(message);
    const QDateTime since = QDateTime::fromString(match.captured(2), Qt::ISODateWithMs);
    if (!since.isValid())
        return Document::tr("another Tutela window or program has it open for changes; close it there to change it here");
    return Document::tr("another Tutela window or program (process %1) has had it open for changes since %2; close it there to change it here")
        .arg(match.captured(1), QLocale::c().toString(since.toLocalTime(), QStringLiteral("d MMM yyyy HH:mm")));
}

/// Seconds since the machine was started, those asleep too: no one can move this clock.
std::chrono::seconds timeRun()
{
    timespec run{};
    ::clock_gettime(CLOCK_BOOTTIME, &run);
    return std::chrono::seconds{run.tv_sec};
}

/// "1 day", "3 hours", "20 minutes".
QString durationText(std::chrono::seconds time)
{
    const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(time).count();
    constexpr std::int64_t kHour = 60, kDay = 24 * kHour;
    if (minutes >= kDay)
        return minutes < 2 * kDay ? Document::tr("1 day") : Document::tr("%1 days").arg(minutes / kDay);
    if (minutes >= kHour)
        return minutes < 2 * kHour ? Document::tr("1 hour") : Document::tr("%1 hours").arg(minutes / kHour);
    return Document::tr("%1 minutes").arg(minutes);
}

/// Edits as exchange reads them, one a line.
std::stringstream scriptOf(const std::vector<nlohmann::json>& lines)
{
    std::stringstream script;
    for (const auto& line : lines)
        script << line.dump() << '\n';
    return script;
}

QString fromText(const std::string& text) { return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())); }

} // namespace

struct Document::Unwritten {
    std::vector<nlohmann::json> lines;
    QString text;
};

Document::Document(std::shared_ptr<FileAccess> file, core::Mission mission, const store::Author& author, QString readOnlyReason, std::function<core::Instant()> clock)
    : m_file(std::move(file)), m_path(m_file->file.path()), m_terrains(std::make_shared<TerrainKeeper>()),
      m_responses(std::make_shared<const MissionResponses>(terrainRequest())), m_author(author), m_readOnly(m_file->file.access() == store::Access::ReadOnly), m_readOnlyReason(std::move(readOnlyReason)),
      m_clock(std::move(clock)), m_runSeen(timeRun())
{
    takeSnapshot(std::move(mission));
    m_clockSeen = now();
    connect(&m_undo, &QUndoStack::indexChanged, this, &Document::goBack); // before anybody else hears of the index
}

void Document::takeSnapshot(core::Mission mission)
{
    mission.responses = m_responses;
    m_mission = std::make_shared<const core::Mission>(std::move(mission));
}

Document::~Document() { m_undo.disconnect(this); } // it empties itself when half of this is gone

std::unique_ptr<Document> Document::open(const std::filesystem::path& path, const store::Author& author, store::Environment environment,
                                         const core::Progress& progress)
{
    QString reason;
    const auto opened = [&] {
        try {
            return store::MissionFile::open(path, store::Access::ReadWrite, environment);
        } catch (const core::Error& error) {
            const bool canRead = error.code() == core::ErrorCode::Locked || error.code() == core::ErrorCode::Permission
                                 || error.code() == core::ErrorCode::NewerFormat || error.code() == core::ErrorCode::ChangedElsewhere;
            if (!canRead)
                throw;
            reason = reasonOf(error);
            return store::MissionFile::open(path, store::Access::ReadOnly, environment);
        }
    };
    auto file = std::make_shared<FileAccess>(opened());
    auto mission = file->file.snapshot(progress);
    return std::unique_ptr<Document>{new Document{std::move(file), std::move(mission), author, std::move(reason), environment.now}};
}

core::Instant Document::now() const { return m_clock ? m_clock() : std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()); }

void Document::noteSaved()
{
    constexpr std::chrono::minutes kTolerance{5}; // a clock that is set by a radio or a network is moved by seconds
    const core::Instant clock = now();
    const std::chrono::seconds run = timeRun(), moved = (clock - m_clockSeen) - (run - m_runSeen);
    m_savedAt = m_clockSeen = clock;
    m_runSeen = run;
    if (std::chrono::abs(moved) <= kTolerance)
        return;
    emit clockMoved((moved.count() < 0 ? tr("The clock of this computer went back by %1 since the last change; it shows %2.") : tr("The clock of this computer went forward by %1 since the last change; it shows %2."))
                        .arg(durationText(std::chrono::abs(moved)), fromText(m_mission->timeZone().readable(clock)))
                    + tr(" Nothing is lost: the history keeps the order of the changes and undo follows it, but their times are those of this clock. Check the date and time of the computer."));
}

std::unique_lock<std::mutex> Document::lock() const
{
    if (m_file->writing)
        throw core::Error{core::ErrorCode::Locked, "the mission file is being written by a job; wait until it is done, or stop it"};
    return std::unique_lock{m_file->mutex};
}

Document::Edited Document::edit(const std::vector<nlohmann::json>& lines, const QString& text)
{
    std::stringstream script = scriptOf(lines);
    Edited edited;
    write(text, [&](store::MissionFile& file) {
        store::CommitId made;
        auto result = exchange::applyEditsAsOne(file, script, text.toStdString(), m_author, now(), [&](store::CommitId id) { made = id; });
        edited.ids = std::move(result.ids);
        edited.warnings = std::move(result.warnings);
        return made;
    }, Undoable::Yes, std::make_unique<Unwritten>(Unwritten{lines, text}));
    return edited;
}

void Document::commitWith(const QString& text, const std::function<store::CommitId(store::MissionFile&)>& work, Undoable undoable)
{
    write(text, work, undoable, nullptr);
}

void Document::write(const QString& text, const std::function<store::CommitId(store::MissionFile&)>& work, Undoable undoable, std::unique_ptr<Unwritten> again)
{
    store::CommitId made;
    try {
        const auto alone = lock();
        made = work(m_file->file);
    } catch (const core::Error& error) {
        const bool ofTheDisk = error.code() == core::ErrorCode::NoSpace || error.code() == core::ErrorCode::Permission
                               || error.code() == core::ErrorCode::Io;
        if (ofTheDisk) {
            m_unwritten = std::move(again);
            emit saveFailed(fromText(error.message()));
        }
        throw;
    }
    if (undoable == Undoable::Yes) {
        adopt(made, text);
    } else {
        m_undo.clear(); // what came before a sign-off may be frozen by it
        noteSaved();
        refresh();
        tellSaved();
    }
}

void Document::tellSaved()
{
    m_unwritten.reset(); // what has been worked on since may build on the file as it is
    emit saved();
}

void Document::retry()
{
    if (m_unwritten == nullptr)
        return;
    const Unwritten again = *m_unwritten;
    static_cast<void>(edit(again.lines, again.text));
}

void Document::saveElsewhere(const std::filesystem::path& target) const
{
    store::copyMission(m_path, target, store::Existing::Replace);
    if (m_unwritten == nullptr)
        return;
    auto copy = store::MissionFile::open(target, store::Access::ReadWrite, store::Environment{m_clock, {}, {}, {}});
    std::stringstream script = scriptOf(m_unwritten->lines);
    static_cast<void>(exchange::applyEditsAsOne(copy, script, m_unwritten->text.toStdString(), m_author, now()));
}

void Document::adopt(store::CommitId commit, const QString& text)
{
    noteSaved();
    refresh();
    m_undo.push(new CommitCommand{*this, commit, text});
    tellSaved();
}

store::CommitId Document::revert(store::CommitId commit)
{
    store::CommitId made;
    {
        const auto alone = lock();
        made = m_file->file.undo(m_author, commit);
    }
    noteSaved();
    refresh();
    tellSaved();
    return made;
}

void Document::refuse(Step step, Refused refused, const core::Error& error)
{
    if (refused == Refused::Kept)
        m_pastRefused = step;
    const QString what = (step == Step::Undo ? tr("Not undone: %1.") : tr("Not redone: %1.")).arg(fromText(error.message()));
    emit stepRefused(step, refused, what + (refused == Refused::Kept ? tr(" The step is kept, to be tried again.") : tr(" The step is not offered any more; the history keeps it.")));
}

void Document::goBack()
{
    const auto past = std::exchange(m_pastRefused, std::nullopt);
    if (past == Step::Undo)
        m_undo.redo();
    else if (past == Step::Redo)
        m_undo.undo();
}

void Document::refresh(const core::Progress& progress)
{
    store::Touched touched;
    {
        const std::scoped_lock alone{m_file->mutex};
        auto refreshed = m_file->file.refreshed(*m_mission, progress);
        takeSnapshot(std::move(refreshed.mission));
        touched = std::move(refreshed.touched);
    }
    emit changed(touched);
}

std::optional<core::RecordValues> Document::read(core::Kind kind, std::int64_t id) const
{
    if (m_file->writing)
        return std::nullopt;
    const std::scoped_lock alone{m_file->mutex};
    return m_file->file.read(kind, id);
}

std::vector<store::Commit> Document::history(std::optional<std::int64_t> record) const
{
    if (m_file->writing)
        return {};
    const std::scoped_lock alone{m_file->mutex};
    return m_file->file.history(record);
}

core::AssetReader Document::assetReader() const
{
    return [file = m_file](const std::string& name) -> std::shared_ptr<const std::string> {
        const std::scoped_lock alone{file->mutex};
        auto bytes = file->file.asset(name);
        return bytes ? std::make_shared<const std::string>(std::move(*bytes)) : nullptr;
    };
}

TerrainRequest Document::terrainRequest() const
{
    return {std::filesystem::absolute(m_path).parent_path(), assetReader(), {}, {}, {}, m_terrains};
}

std::function<std::vector<std::string>()> Document::assetNamer() const
{
    return [file = m_file] {
        const std::scoped_lock alone{file->mutex};
        return file->file.assetNames();
    };
}

void Document::undoCommit(store::CommitId commit, const QString& text)
{
    commitWith(text, [&](store::MissionFile& file) { return file.undo(m_author, commit); });
}

std::function<void(const Document::FileWork&)> Document::writer()
{
    return [file = m_file](const FileWork& work) {
        const std::scoped_lock alone{file->mutex};
        struct Writing {
            std::atomic<bool>& flag;
            explicit Writing(std::atomic<bool>& f) : flag(f) { flag = true; }
            ~Writing() { flag = false; }
        } const writing{file->writing};
        work(file->file);
    };
}

} // namespace tutela::session
