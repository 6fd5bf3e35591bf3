// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "../frame/workspace.h"

#include <tutela/session/record_edit.h>

#include <map>
#include <optional>

class QScrollArea;

namespace tutela::app {

class FieldRow;
class HarmTable;
class SimilarList;
class SourceList;
class StructureTable;

/// All fields of one record of any kind with fitting editors. A field is saved when it is left; what is refused stays as it
/// was typed, with the sentence below it, also when another record is looked at in between. Without a record it gathers the
/// fields of a new one until it is created.
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
    void focusFirst();

    /// As wide as the fields need: nothing is cut at large text.
    [[nodiscard]] QSize minimumSizeHint() const override;

signals:
    void positionAsked();
    void created(std::int64_t id);
    void cancelled();

private:
    struct Refusal {
        QString text, sentence;
    };
    void build();
    void makeHead(QVBoxLayout* column);
    void sayNone();
    void makeSection(QVBoxLayout* column, const session::FormSection& section);
    void addRow(QVBoxLayout* column, const core::Field* field);
    void leave();
    void refresh();
    void showTitle(const core::RecordValues* values);
    void showRules();
    void showHistory();
    void commit(FieldRow& row);
    void create();
    [[nodiscard]] session::RecordRef reference() const { return {m_kind, m_record.value_or(0)}; }

    Shell& m_shell;
    core::Kind m_kind;
    std::optional<std::int64_t> m_record;
    bool m_new = false, m_filling = false;
    std::vector<FieldRow*> m_rows;
    std::map<std::int64_t, std::map<const core::Field*, Refusal>> m_refusals; ///< by record; null = the position
    QScrollArea* m_area = nullptr;
    QLabel* m_title = nullptr;
    QLabel* m_subtitle = nullptr;
    QLabel* m_rules = nullptr;
    QLabel* m_none = nullptr;
    QWidget* m_fields = nullptr;
    QWidget* m_createBar = nullptr;
    QLabel* m_createProblem = nullptr;
    QLabel* m_history = nullptr;
    HarmTable* m_harm = nullptr;       ///< of incidents
    SourceList* m_sources = nullptr;   ///< of incidents
    SimilarList* m_similar = nullptr;  ///< of incidents
    std::vector<StructureTable*> m_structures; ///< of patrols
};

} // namespace tutela::app
