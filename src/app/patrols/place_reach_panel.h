// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "../frame/workspace.h"

#include <tutela/session/reach_extras.h>

class QGridLayout;
class QVBoxLayout;

namespace tutela::app {

/// One place: how it is reached, with every part of the time, by whom and whether in time; when it was visited last.
class PlaceReachPanel : public QWidget {
    Q_OBJECT
public:
    PlaceReachPanel(Shell& shell, QWidget* parent);
    /// @param extras  null while they are being computed
    /// @param limitMinutes  that is shown
    void show(const session::ReachBoard& board, const session::ReachExtras* extras, double limitMinutes, core::PlaceId place);
    /// What is shown is out of date, in these words; empty = it is not.
    void setStale(const QString& words);
    /// Nothing is chosen.
    void clear();

private:
    void addFact(const QString& name, const QString& value, const QString& tip = {});
    void addFigure(const QString& name, const QString& value, const QString& tip);
    void addFigures(const session::ReachBoard& board, const analysis::PlaceReach& place);
    void addTimes(const session::ReachBoard& board, const analysis::PlaceReach& place);
    void addExtras(const session::ReachBoard& board, const session::ReachExtras& extras, double limitMinutes, std::size_t number);
    void addVisits(const session::ReachBoard& board, core::PlaceId place);
    void empty();
    void grey();

    Shell& m_shell;
    std::optional<core::PlaceId> m_place;
    QLabel *m_icon, *m_name, *m_about, *m_verdict, *m_stale;
    QWidget *m_figures, *m_body;
    QGridLayout* m_facts;
    QPushButton* m_open;
    int m_rows = 0;
};

} // namespace tutela::app
