// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/asset.h>
#include <tutela/core/mission.h>
#include <tutela/core/validation.h>
#include <tutela/exchange/import.h>
#include <tutela/session/terrain.h>
#include <tutela/store/mission_file.h>

#include <nlohmann/json_fwd.hpp>

#include <QObject>
#include <QString>
#include <QUndoStack>

#include <atomic>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace tutela::session {

/// One record by kind and id: what widgets hold instead of pointers.
struct RecordRef {
    core::Kind kind{};
    std::int64_t id = 0;
    auto operator<=>(const RecordRef&) const = default;
};

/// The open mission: the file, the immutable snapshot of it that everybody reads, and the undo stack. Lives in the GUI thread.
///
/// Each gesture is one commit, durable when the function returns; there is no unsaved state. Snapshots are shared: whoever
/// holds one keeps seeing the state it was taken in.
class Document : public QObject {
    Q_OBJECT
public:
    /// Opens for writing; a file that another program writes, and one in a place that cannot be written, opens read-only.
    /// @throws core::Error as store::MissionFile::open
    [[nodiscard]] static std::unique_ptr<Document> open(const std::filesystem::path& path, const store::Author& author,
                                                        store::Environment environment = {}, const core::Progress& progress = {});
    ~Document() override;

    /// Never null.
    [[nodiscard]] std::shared_ptr<const core::Mission> mission() const { return m_mission; }
    [[nodiscard]] const std::filesystem::path& path() const { return m_path; }
    [[nodiscard]] const store::Author& author() const { return m_author; }
    void setAuthor(const store::Author& author) { m_author = author; }
    [[nodiscard]] bool isReadOnly() const { return m_readOnly; }
    /// A sentence; empty when the file can be written.
    [[nodiscard]] QString readOnlyReason() const { return m_readOnlyReason; }
    [[nodiscard]] QUndoStack& undoStack() { return m_undo; }
    /// The clock, that of the file's environment: for "not in the future" and times of sign-offs. Nothing computed takes it.
    [[nodiscard]] core::Instant now() const;
    /// When the newest commit of this session became durable; empty when there is none.
    [[nodiscard]] std::optional<core::Instant> savedAt() const { return m_savedAt; }

    /// Applies edits in the form of `tutela edit` as one commit and one undo step.
    /// @returns the ids of the lines' records and the warnings. @throws core::Error: nothing has changed then
    struct Edited {
        std::vector<std::int64_t> ids;
        std::vector<core::Issue> warnings;
    };
    Edited edit(const std::vector<nlohmann::json>& lines, const QString& text);
    /// Runs `work`, which makes one commit by itself, and adopts what it wrote as one undo step.
    /// @param undoable  false for sign-offs, which cannot be taken back
    enum class Undoable { Yes, No };
    void commitWith(const QString& text, const std::function<store::CommitId(store::MissionFile&)>& work, Undoable undoable = Undoable::Yes);

    /// Reads from the file; empty while a job writes it. From the GUI thread.
    [[nodiscard]] std::optional<core::RecordValues> read(core::Kind kind, std::int64_t id) const;
    [[nodiscard]] std::vector<store::Commit> history(std::optional<std::int64_t> record = {}) const;
    /// Reads packed assets, from any thread and beyond the document's life.
    [[nodiscard]] core::AssetReader assetReader() const;
    /// Names of the packed assets; from any thread and beyond the document's life.
    [[nodiscard]] std::function<std::vector<std::string>()> assetNamer() const;
    /// The ground of this mission, made once for all who ask; may outlive the document.
    [[nodiscard]] TerrainRequest terrainRequest() const;
    /// Takes back a commit of this or an earlier session, as an undo step of its own. @throws core::Error{Conflict} naming
    /// what was changed since, core::Error{Frozen}.
    void undoCommit(store::CommitId commit, const QString& text);

    /// Whether the last edit() that the disk refused (saveFailed) can be made again: nothing was saved since.
    [[nodiscard]] bool canRetry() const { return m_unwritten != nullptr; }
    /// Makes that edit again, as the same undo step. @throws core::Error as edit
    void retry();
    /// A copy elsewhere with that edit in it; this file stays as it is. @throws core::Error as store::copyMission and edit
    void saveElsewhere(const std::filesystem::path& target) const;

    /// A long write that a job makes in its own thread: the document refuses edits until it returns. Afterwards the GUI
    /// thread calls adopt(). May outlive the document.
    using FileWork = std::function<void(store::MissionFile&)>;
    [[nodiscard]] std::function<void(const FileWork&)> writer();
    /// Takes over what a job committed: brings the snapshot up to date and makes it one undo step.
    void adopt(store::CommitId commit, const QString& text);

    /// A step of the undo stack, and what becomes of one that could not be taken.
    enum class Step { Undo, Redo };
    enum class Refused { Kept, Dropped };
    Q_ENUM(Step)
    Q_ENUM(Refused)

signals:
    /// The snapshot was replaced. Names what is different.
    void changed(const tutela::store::Touched& touched);
    /// A commit is durable.
    void saved();
    /// Something could not be saved: nothing has changed in the file.
    void saveFailed(const QString& sentence);
    /// A step could not be undone or redone: nothing has changed. It stays on the stack, to be tried again, unless its records
    /// were changed since or are frozen: then it has left the stack.
    void stepRefused(tutela::session::Document::Step step, tutela::session::Document::Refused refused, const QString& sentence);
    /// The clock of the computer was moved since the last commit: says by how much, and what it means for the history.
    void clockMoved(const QString& sentence);

private:
    friend class CommitCommand;
    struct FileAccess {
        explicit FileAccess(store::MissionFile opened) : file(std::move(opened)) {}
        std::mutex mutex;
        std::atomic<bool> writing{false}; ///< by a job, for long
        store::MissionFile file;
    };
    Document(std::shared_ptr<FileAccess> file, core::Mission mission, const store::Author& author, QString readOnlyReason, std::function<core::Instant()> clock);
    /// A commit is durable: keeps its time, and tells when the clock was moved since the one before.
    void noteSaved();
    /// Commits the inverse of a commit and returns the commit that did it.
    store::CommitId revert(store::CommitId commit);
    /// An edit that the disk refused.
    struct Unwritten;
    void write(const QString& text, const std::function<store::CommitId(store::MissionFile&)>& work, Undoable undoable, std::unique_ptr<Unwritten> again);
    void tellSaved();
    void refuse(Step step, Refused refused, const core::Error& error);
    /// The stack has moved past a step that was refused and kept: leads it back.
    void goBack();
    void refresh(const core::Progress& progress = {});
    void takeSnapshot(core::Mission mission);
    /// @throws core::Error{Locked} while a job writes.
    [[nodiscard]] std::unique_lock<std::mutex> lock() const;

    std::shared_ptr<FileAccess> m_file;
    std::filesystem::path m_path;
    std::shared_ptr<TerrainKeeper> m_terrains;
    std::shared_ptr<const core::ResponseSource> m_responses; ///< every snapshot carries it
    std::shared_ptr<const core::Mission> m_mission;
    store::Author m_author;
    bool m_readOnly = false;
    QString m_readOnlyReason;
    QUndoStack m_undo;
    std::optional<Step> m_pastRefused; ///< the stack is moving past a step that was not taken
    std::unique_ptr<Unwritten> m_unwritten; ///< null when nothing waits to be made again
    std::optional<core::Instant> m_savedAt;
    std::function<core::Instant()> m_clock; ///< empty = the system's
    core::Instant m_clockSeen;              ///< at the last commit, or when the mission was opened
    std::chrono::seconds m_runSeen{};       ///< how long the machine had run then
};

} // namespace tutela::session
