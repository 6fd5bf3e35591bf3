// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/session/editable_table.h>
#include <tutela/session/incident_filter.h>
#include <tutela/session/job_runner.h>

#include <QCache>

namespace tutela::session {

/// The incidents that pass a filter, as a table that stays quick with a million rows: numbers come from the columns, texts
/// of the visible rows from the file. Filtering and sorting run off the GUI thread.
class IncidentModel : public EditableTable {
    Q_OBJECT
public:
    enum Column { Date, Category, Place, Perpetrators, Killed, Injured, Verification, Dataset, Abducted, Displaced, Grade, Title, ColumnCount };

    explicit IncidentModel(Document& document, QObject* parent = nullptr);

    void setFilter(const IncidentFilter& filter);
    [[nodiscard]] const IncidentFilter& filter() const { return m_filter; }
    /// Indexes into the mission's incident columns, as shown.
    [[nodiscard]] const std::vector<std::uint32_t>& rows() const { return m_rows; }
    /// The columns that rows() point into.
    [[nodiscard]] std::shared_ptr<const core::IncidentColumns> columns() const { return m_shown->incidents; }
    [[nodiscard]] std::int64_t idAt(int row) const;
    /// -1 when the incident is not shown.
    [[nodiscard]] int rowOf(std::int64_t id) const;
    [[nodiscard]] bool isBusy() const { return m_jobs.isRunning(); }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    void sort(int column, Qt::SortOrder order) override;

    /// False for texts, which only the file holds.
    [[nodiscard]] static bool isSortable(int column) { return column != Place && column != Grade && column != Title; }
    /// The field that a column edits.
    [[nodiscard]] static const core::Field& field(int column);

signals:
    void rowsChanged();

private:
    void reload(const store::Touched& touched);
    void selectAgain();
    void takeRows(std::shared_ptr<const core::Mission> mission, std::vector<std::uint32_t> rows);
    [[nodiscard]] QVariant display(int row, int column) const;
    [[nodiscard]] const core::RecordValues* record(std::int64_t id) const;

    std::shared_ptr<const core::Mission> m_shown; ///< the snapshot that m_rows point into
    IncidentFilter m_filter;
    int m_column = Date;
    Qt::SortOrder m_order = Qt::DescendingOrder;
    std::vector<std::uint32_t> m_rows;
    mutable QCache<std::int64_t, core::RecordValues> m_records;
    JobRunner m_jobs;
};

} // namespace tutela::session
