// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "field_editor.h"

#include <tutela/session/assessment_evidence.h>

#include <QFrame>
#include <QListWidget>

class QPushButton;

namespace tutela::app {

/// The format in which evidence is dragged onto a line: "incident:12 alert:13".
inline constexpr const char* kEvidenceMime = "application/x-tutela-evidence";
[[nodiscard]] std::vector<session::RecordRef> evidenceIn(const class QMimeData* data);

/// What a text calls the way to cite: its keys, else the name of the command.
[[nodiscard]] QString citeKey(const ActionRegistry& actions);

/// Incidents and alerts beside the page: cited and not cited, with their grade; cited by E, by button or by dragging.
class EvidencePanel : public QFrame {
    Q_OBJECT
public:
    EvidencePanel(Style& style, ActionRegistry& actions, QWidget* parent);
    void show(std::vector<session::EvidenceItem> items, std::optional<core::LineId> line, bool editable);
    void setLine(std::optional<core::LineId> line);
    void focusFind();
    /// Lists what the line cites, with the focus on it.
    void showCited();
    [[nodiscard]] std::vector<session::RecordRef> selected() const;
    /// Asks for what is selected to be cited; its cards stay where they are, so that the same key takes it back.
    void askToCite();

signals:
    /// To be cited in the line, or not any more when all of them are.
    void citeAsked();
    void openAsked(tutela::session::RecordRef record);

private:
    void fill();
    void fillCounts(std::int64_t here);
    void addCard(const session::EvidenceItem& item);
    void showWhatCiteDoes();
    [[nodiscard]] std::vector<const session::EvidenceItem*> listed() const;
    Style& m_style;
    ActionRegistry& m_actions;
    std::vector<session::EvidenceItem> m_items;
    std::optional<core::LineId> m_line;
    std::map<session::RecordRef, int> m_kept; ///< rows of cards that were cited or taken back since the list was asked for
    QLabel* m_count;
    QLineEdit* m_find;
    QWidget* m_chips;
    QPushButton* m_cited;
    QPushButton* m_notCited;
    QListWidget* m_list;
    QPushButton* m_cite;
    QLabel* m_grades;
};

} // namespace tutela::app
