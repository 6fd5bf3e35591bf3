// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "../frame/workspace.h"

#include <tutela/core/geo.h>
#include <tutela/session/job_runner.h>

#include <nlohmann/json_fwd.hpp>

#include <QStackedWidget>

#include <vector>

class QLineEdit;

namespace tutela::app {

class HarmTable;
class SourceList;

/// All fields of one incident in groups. A value that is refused stays as typed, outlined, with its sentence below.
class RecordEditor : public QStackedWidget {
    Q_OBJECT
public:
    RecordEditor(Shell& shell, QWidget* parent);
    void setIncident(std::optional<std::int64_t> id);
    /// A point that was picked on the map.
    void setPosition(core::GeoPoint point);
    void focusFirst();

signals:
    void pickAsked();

private:
    struct Row {
        const core::Field* field;
        QWidget* editor;
        QLabel* problem;
        bool refused = false;
    };
    QWidget* makePage();
    void addGroup(QVBoxLayout* column, const QString& title, std::initializer_list<const char*> fields);
    void addRow(QVBoxLayout* column, const core::Field& field);
    QLabel* addProblem(QVBoxLayout* column, const QString& name);
    [[nodiscard]] QWidget* makeEditor(const core::Field& field);
    void load();
    void loadRow(Row& row, const core::RecordValues& record);
    void loadPosition(const core::RecordValues& record);
    void loadWarnings(const core::RecordValues& record);
    void loadHistory();
    void loadSimilar();
    void take(std::size_t row);
    void takePosition();
    void markDuplicate(std::int64_t other);
    /// Commits fields. @returns the sentence of the refusal; empty when it was taken
    QString set(const nlohmann::json& fields, const QString& what);
    bool eventFilter(QObject* watched, QEvent* event) override;

    Shell& m_shell;
    std::optional<std::int64_t> m_id;
    bool m_loading = false;
    std::vector<Row> m_rows;
    QLabel* m_title = nullptr;
    QLabel* m_subtitle = nullptr;
    QLabel* m_warnings = nullptr;
    QLineEdit* m_position = nullptr;
    QLabel* m_positionProblem = nullptr;
    HarmTable* m_harm = nullptr;
    QLabel* m_harmProblem = nullptr;
    SourceList* m_sources = nullptr;
    QVBoxLayout* m_similar = nullptr;
    QVBoxLayout* m_history = nullptr;
    session::JobRunner m_similarJobs;
};

} // namespace tutela::app
