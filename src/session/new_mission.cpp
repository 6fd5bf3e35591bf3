// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <tutela/session/new_mission.h>

#include "translated_p.h"

#include <tutela/session/display.h>
#include <tutela/session/import_draft.h>

#include <algorithm>

namespace tutela::session {

namespace {

/// Takes a mission file that was not finished away again. Made before the file is opened: it goes after the file was closed.
class Unfinished {
public:
    explicit Unfinished(const std::filesystem::path& file) : m_file(file) {}
    ~Unfinished()
    {
        std::error_code none;
        if (m_began)
            std::filesystem::remove(m_file, none);
    }
    Unfinished(const Unfinished&) = delete;
    Unfinished& operator=(const Unfinished&) = delete;
    /// Only now is the file ours: one that stood there before is never touched.
    void begun() { m_began = true; }
    void finished() { m_began = false; }

private:
    const std::filesystem::path& m_file;
    bool m_began = false;
};

TakenFile takenInto(store::MissionFile& file, const std::pair<exchange::ImportKind, std::filesystem::path>& each, const store::Author& author, core::Instant now,
                    const core::Progress& progress)
{
    exchange::ImportRequest request;
    request.kind = each.first;
    request.source = each.second;
    try {
        progress.step(0.0, "Reading " + importKindLabel(each.first).toStdString());
        return {each.first, each.second, exchange::importFile(file, request, author, now, progress)};
    } catch (const core::Error& error) {
        throw error.within(importKindTitle(each.first).toStdString());
    }
}

/// "Row 3, name: must not be empty ("")".
QString refusalText(const exchange::Rejection& each, exchange::ImportKind kind)
{
    const QString where = each.field.empty() ? tr("Row %1").arg(each.row) : tr("Row %1, %2").arg(QString::number(each.row), columnFieldLabel(kind, each.field));
    return each.value.empty() ? tr("%1: %2").arg(where, shown(each.reason)) : tr("%1: %2 (\u201C%3\u201D)").arg(where, shown(each.reason), shown(each.value));
}

} // namespace

std::vector<TakenFile> makeMission(const NewMission& wanted, core::Instant now, const core::Progress& progress)
{
    constexpr double kMade = 0.05;
    progress.step(0.0, "Making the mission file");
    Unfinished unfinished{wanted.target};
    auto file = store::MissionFile::create(wanted.target, wanted.details, wanted.author);
    unfinished.begun();
    std::vector<TakenFile> taken;
    const double share = (1.0 - kMade) / static_cast<double>(std::max<std::size_t>(1, wanted.files.size()));
    for (std::size_t i = 0; i < wanted.files.size(); ++i) {
        const double from = kMade + share * static_cast<double>(i);
        taken.push_back(takenInto(file, wanted.files[i], wanted.author, now, progress.part(from, from + share)));
    }
    progress.check();
    unfinished.finished();
    return taken;
}

QStringList balanceOf(const TakenFile& file)
{
    constexpr std::size_t kNamed = 200;
    const auto& report = file.report;
    QStringList lines{tr("%1 from %2: %3 of %4 taken, %5 refused.")
                          .arg(importKindTitle(file.kind), QString::fromStdString(file.source.filename().string()), countText(report.accepted),
                               countText(report.read), countText(report.rejected))};
    for (std::size_t i = 0; i < std::min(kNamed, report.rejections.size()); ++i)
        lines << refusalText(report.rejections[i], file.kind);
    if (report.rejected > static_cast<std::int64_t>(kNamed))
        lines << tr("And %1 more that were refused.").arg(countText(report.rejected - static_cast<std::int64_t>(kNamed)));
    if (const QString beside = madeBeside(report); !beside.isEmpty())
        lines << tr("The rows bring %1.").arg(beside);
    return lines + balanceNotes(report, file.kind);
}

} // namespace tutela::session
