// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "../frame/workspace.h"

#include <tutela/session/assessment_view.h>

#include <QTextCursor>

class QTextEdit;

namespace tutela::app {

/// The last version at the left, this one at the right: scores on top, then texts word by word, with signs, strike and underline
/// besides colour.
class CompareView : public QWidget {
    Q_OBJECT
public:
    CompareView(Style& style, QWidget* parent);
    void show(const session::AssessmentSheet& sheet, std::vector<session::ChangeRow> changes);
    /// Goes to the next change, or the one before; round at the ends.
    void step(int by);
    /// Index of the change that is marked; -1 = none.
    [[nodiscard]] int current() const { return m_current; }
    [[nodiscard]] int count() const { return static_cast<int>(m_changes.size()); }

signals:
    void closeAsked();
    /// Enter on a change: to where it stands on the page.
    void jumpAsked(tutela::session::RecordRef record, const QString& field);

private:
    void mark();
    void selectPage(int direction);
    void addScores(QTextCursor& cursor);
    void addTexts(QTextCursor& cursor);
    void insert(QTextCursor cursor, const QString& text, const QTextCharFormat& format);
    void insertPieces(QTextCursor cursor, const session::ChangeRow& change, session::TextPiece::Kind side);
    [[nodiscard]] QTextCharFormat format(map::Token colour, bool bold = false) const;
    bool eventFilter(QObject* watched, QEvent* event) override;

    Style& m_style;
    std::vector<session::ChangeRow> m_changes; ///< in the order of the page
    std::vector<QTextCursor> m_places;         ///< of each change
    std::int64_t m_assessment = 0;
    int m_current = -1;
    QLabel *m_caption, *m_where;
    QTextEdit* m_text;
    QPushButton *m_previous, *m_next, *m_close;
};

} // namespace tutela::app
