// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "../frame/workspace.h"

#include <tutela/analysis/force_density.h>
#include <tutela/session/job_runner.h>

class QTableWidget;

namespace tutela::app {

/// People and land for each soldier, of the mission and of each of its areas; follows every change of a boundary, base or strength.
class DensityList : public QWidget {
    Q_OBJECT
public:
    DensityList(Shell& shell, QWidget* parent);
    /// What is shown belongs to the mission as it stands.
    [[nodiscard]] bool isCurrent() const { return !m_stale && !m_jobs.isRunning(); }

protected:
    void showEvent(QShowEvent* event) override;

private:
    void invalidate();
    void recalculate();
    void fill(const analysis::DensityTable& table);
    void sayBasis(const analysis::DensityTable& table);
    void putRow(int row, const QString& name, const analysis::AreaDensity& found);

    Shell& m_shell;
    session::JobRunner m_jobs;
    QLabel* m_note;
    QTableWidget* m_table;
    std::vector<std::optional<core::AreaId>> m_areas; ///< by row
    bool m_stale = true;
};

} // namespace tutela::app
