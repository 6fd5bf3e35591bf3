// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/patrols.h>
#include <tutela/session/document.h>

#include <QAbstractTableModel>

#include <optional>
#include <vector>

/// The patrols that a planner keeps records of.
namespace tutela::session {

/// One patrol, or a recorded track that no patrol has been found for yet.
struct PatrolRow {
    core::PatrolId id;
    bool track = false; ///< a track without a patrol
    QString reference, kind, status, unit, source;
    std::optional<core::Instant> planned_start, planned_end, actual_start, actual_end, report_due;
    std::int64_t stops = 0;
    core::Count met; ///< at all stops together; empty = not known of any
    core::ReportState report = core::ReportState::NONE;
};

/// Patrols under way in the period with a stop, base or track in the scope, and tracks without a patrol, by start and id. Those without
/// any time stand in every period: nobody loses a record by not having dated it.
[[nodiscard]] std::vector<PatrolRow> patrolRows(const core::Mission& mission, const std::optional<core::Period>& period, std::optional<core::AreaId> scope,
                                                core::Instant asOf);
/// "12 patrols; 2 reports are late as of 31 Oct 2026, end of day; 1 track has no patrol yet"
/// @param asOf  the moment that the rows are of
[[nodiscard]] QString patrolSentence(const std::vector<PatrolRow>& rows, core::Instant asOf, const core::TimeZone& zone);
/// "in time", "filed late", "late since 3 Oct 2026, 18:00", "due 3 Oct 2026, 18:00"; empty while none is due.
[[nodiscard]] QString reportText(core::ReportState state, const std::optional<core::Instant>& due, const core::Mission& mission);
/// "3 Oct 2026, 18:00" of the mission's clock.
[[nodiscard]] QString timeText(core::Instant time, const core::Mission& mission);
/// The tracks that name a patrol, by id.
[[nodiscard]] std::vector<const core::Patrol*> tracksOf(const core::Mission& mission, core::PatrolId patrol);

/// Why a track belongs to its patrol, and a warning when that was out at another time; else that nobody said yet whose it is.
[[nodiscard]] QString ownerSentence(const core::Mission& mission, const core::Patrol& track);

/// Which of the stops reached count as visits, and why the others count as places passed; empty while none was reached.
[[nodiscard]] QString visitSentence(const core::Mission& mission, core::PatrolId patrol);

/// The rows as a table. Follows the document.
class PatrolModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Reference, KindColumn, Status, UnitColumn, PlannedStart, PlannedEnd, ActualStart, ActualEnd, Stops, Met, Source, Report, ColumnCount };
    enum Role { IdRole = Qt::UserRole + 1, SortRole };

    explicit PatrolModel(Document& document, QObject* parent = nullptr);
    void setFilter(const std::optional<core::Period>& period, std::optional<core::AreaId> scope);
    [[nodiscard]] const std::vector<PatrolRow>& rows() const { return m_rows; }
    /// The moment for which reports are late: the end of the period, as with all that is computed.
    [[nodiscard]] core::Instant asOf() const { return m_asOf; }
    /// -1 when it is not there.
    [[nodiscard]] int rowOf(core::PatrolId id) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void reload();
    [[nodiscard]] QString text(const PatrolRow& row, int column) const;
    [[nodiscard]] QVariant order(const PatrolRow& row, int column) const;

    Document& m_document;
    core::Instant m_asOf{};
    std::optional<core::Period> m_period;
    std::optional<core::AreaId> m_scope;
    std::vector<PatrolRow> m_rows;
};

} // namespace tutela::session
