// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/session/document.h>

#include <QObject>

#include <optional>

namespace tutela::session {

/// What all workspaces share besides the mission: the period, the scope (an area, or the mission) and the selected record.
class WorkContext : public QObject {
    Q_OBJECT
public:
    explicit WorkContext(QObject* parent = nullptr) : QObject(parent) {}

    /// Empty = all time.
    [[nodiscard]] const std::optional<core::Period>& period() const { return m_period; }
    void setPeriod(const std::optional<core::Period>& period);
    /// The instant that figures are of: the end of the period; without one the mission's own cut-off, or the end of today.
    [[nodiscard]] core::Instant cutOff(const core::Mission& mission, core::Instant now) const;
    /// Empty = the whole mission.
    [[nodiscard]] std::optional<core::AreaId> scope() const { return m_scope; }
    void setScope(std::optional<core::AreaId> scope);
    [[nodiscard]] std::optional<RecordRef> selection() const { return m_selection; }
    void select(std::optional<RecordRef> record);

    /// The months that hold incidents or assessments, newest first, as periods in the mission's zone; and the month before
    /// the mission's as_of.
    [[nodiscard]] static std::vector<core::Period> months(const core::Mission& mission);
    /// The month that a mission opens with: the one before its as_of, else of its newest record.
    [[nodiscard]] static std::optional<core::Period> firstPeriod(const core::Mission& mission);
    /// "October 2026", "1 Oct 2026 to 15 Oct 2026", "All time".
    [[nodiscard]] static QString called(const std::optional<core::Period>& period, const core::TimeZone& zone);
    /// "All sectors" or the name of the area.
    [[nodiscard]] static QString called(std::optional<core::AreaId> scope, const core::Mission& mission);

signals:
    void periodChanged();
    void scopeChanged();
    void selectionChanged();

private:
    std::optional<core::Period> m_period;
    std::optional<core::AreaId> m_scope;
    std::optional<RecordRef> m_selection;
};

} // namespace tutela::session
