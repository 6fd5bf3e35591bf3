// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "../frame/workspace.h"

#include <tutela/session/record_edit.h>

#include <map>
#include <optional>

class QComboBox;
class QLineEdit;
class QPlainTextEdit;

namespace tutela::app {

class PickList;

/// All fields of one record with fitting editors. A field is saved when it is left; what is refused stays as it was typed,
/// with the sentence below it. Without a record it gathers the fields of a new one until it is created.
class RecordForm : public QWidget {
    Q_OBJECT
public:
    RecordForm(Shell& shell, core::Kind kind, QWidget* parent);
    [[nodiscard]] core::Kind kind() const { return m_kind; }
    void showRecord(std::int64_t id);
    void showNew();
    void showNone();
    [[nodiscard]] std::optional<std::int64_t> record() const { return m_record; }
    [[nodiscard]] bool isNew() const { return m_new; }
    /// Sets the position as if it had been typed.
    void takePosition(core::GeoPoint point);
    void focusField(const QString& name);

signals:
    void positionAsked();
    void created(std::int64_t id);
    void cancelled();

private:
    struct Row {
        const core::Field* field = nullptr; ///< null = the position
        QLabel* problem = nullptr;
        QWidget* editor = nullptr;
        QLineEdit* line = nullptr;
        QPlainTextEdit* text = nullptr;
        QComboBox* combo = nullptr;
        PickList* list = nullptr;
        bool refused = false;
    };
    void build();
    void addField(QVBoxLayout* column, const core::Field& field);
    void addPosition(QVBoxLayout* column);
    QWidget* makeEditor(Row& row);
    void makeHead(QVBoxLayout* column);
    void refresh();
    void fillRow(Row& row, const core::RecordValues* values);
    void showRules();
    void commit(std::size_t row, const QString& text);
    void create();
    void showHistory();
    [[nodiscard]] QString typed(const Row& row) const;
    void say(Row& row, const QString& sentence, bool refused);
    bool eventFilter(QObject* watched, QEvent* event) override;
    [[nodiscard]] session::RecordRef reference() const { return {m_kind, m_record.value_or(0)}; }

    Shell& m_shell;
    core::Kind m_kind;
    std::optional<std::int64_t> m_record;
    bool m_new = false, m_filling = false;
    std::vector<Row> m_rows;
    QLabel* m_title = nullptr;
    QLabel* m_none = nullptr;
    QWidget* m_fields = nullptr;
    QWidget* m_createBar = nullptr;
    QLabel* m_createProblem = nullptr;
    QLabel* m_history = nullptr;
};

} // namespace tutela::app
