// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "../frame/workspace.h"

#include <tutela/session/reach_board.h>

class QComboBox;
class QDoubleSpinBox;
class QSlider;
class QVBoxLayout;

namespace tutela::app {

class ElidedButton;

/// What is asked of reach: within how many hours, in which season, by day or night, by which means, today or in a scenario.
class ReachBar : public QWidget {
    Q_OBJECT
public:
    ReachBar(Shell& shell, QWidget* parent);
    [[nodiscard]] double limitMinutes() const;
    [[nodiscard]] const session::ReachChoice& choice() const { return m_choice; }
    /// Takes the names of the scenarios again, and shows the given one.
    void setScenario(std::optional<session::ScenarioId> scenario);
    /// @param minutes  how long an attack lasts: what is asked first
    void setFirstLimit(double minutes);
    /// What the season of the date is: a reader must not have to know which months are wet.
    void setSeasonOfDate(const QString& day, core::Season season);

    /// Names the automatic size of the cells, and what each other size costs; those that are too fine for the area cannot be chosen, and
    /// one that was is left for the automatic size.
    void showCells();

    /// The sentence of what the scenario changes for people; hidden at first.
    [[nodiscard]] QLabel* effect() const { return m_effect; }
    /// What the scenario does to people; empty = nothing is said.
    void showEffect(const QString& sentence);

signals:
    /// The limit alone: nothing is computed again.
    void limitChanged();
    /// It is being dragged: what is quick follows at once, and limitChanged() comes at the end.
    void limitDragged();
    void choiceChanged();
    void baseAsked();
    void closureAsked();
    void swipeAsked();
    void renameAsked();
    void removeAsked();
    void duplicateAsked();
    /// That season, night and means of the bar become the scenario's.
    void keepAsked();
    /// The list of what the scenario changes.
    void changesAsked();

private:
    [[nodiscard]] QWidget* makeHours();
    [[nodiscard]] QWidget* makeQuicks();
    /// The field has room for its longest number, whatever the size of text.
    void fitHours();
    QComboBox* addChoice(QLayout& row, const QString& name, const QString& title, const QStringList& texts);
    void bindSlider();
    void makeScenario(QLayout& bar);
    void makeScenarioMenu();
    void makeCells(QLayout& row);
    void keepCells() const;
    void leaveTooFine(int metres);
    void sayChanges(std::optional<session::ScenarioId> scenario);
    void take();

    Shell& m_shell;
    session::ReachChoice m_choice;
    QDoubleSpinBox* m_hours;
    QSlider* m_slider; ///< of the same value
    QComboBox *m_season, *m_night, *m_mode, *m_cells = nullptr, *m_scenario = nullptr;
    QPushButton *m_swipe = nullptr, *m_menu = nullptr;
    ElidedButton* m_changes = nullptr;
    QLabel* m_effect = nullptr; ///< of the scenario on people
    QLabel* m_note = nullptr;   ///< that the scenario changes nothing
    std::vector<std::optional<session::ScenarioId>> m_scenarios;
    bool m_filling = false;
};

} // namespace tutela::app
