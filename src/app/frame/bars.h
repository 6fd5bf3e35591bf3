// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workspace.h"

#include <tutela/core/coordinates.h>

#include <QFrame>
#include <QTimer>
#include <QToolButton>

#include <array>
#include <optional>

class QButtonGroup;
class QLineEdit;
class QVBoxLayout;

namespace tutela::app {

/// The dark strip of workspaces at the left: icon and word, always.
class Rail : public QFrame {
    Q_OBJECT
public:
    Rail(Style& style, QWidget* parent);
    void addWorkspace(const QString& name, const QString& title, const QString& icon);
    void addAction(QAction* action, const QString& icon, const QString& word);
    void setCurrent(const QString& name);
    void clear();

signals:
    void chosen(const QString& name);

private:
    [[nodiscard]] QToolButton* makeButton(const QString& name, const QString& title, const QString& icon);
    /// As wide as the longest word needs; where the window is too low for words under the signs, the signs alone.
    void fit();
    void resizeEvent(QResizeEvent* event) override;

    Style& m_style;
    QLabel* m_mark;
    QVBoxLayout* m_top;
    QVBoxLayout* m_bottom;
    QButtonGroup* m_group;
};

/// Mission, period, scope, search, undo, saved state and marking.
class TopBar : public QFrame {
    Q_OBJECT
public:
    TopBar(Style& style, ActionRegistry& actions, QWidget* parent);
    /// @param shell  null when no mission is open
    void setShell(Shell* shell);
    void refresh();
    void showSaved();
    void showNotSaved(const QString& sentence);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

signals:
    void searchAsked();
    void markingAsked();

private:
    void fillPeriods();
    void fillScopes();
    void askPeriod();
    void dress();
    void fitSearch();
    void fitNames();

    Style& m_style;
    ActionRegistry& m_actions;
    Shell* m_shell = nullptr;
    QLabel* m_mission;
    QLabel* m_note;
    QPushButton* m_period;
    QPushButton* m_scope;
    QPushButton* m_search;
    QToolButton* m_undo;
    QToolButton* m_redo;
    QLabel* m_saved;
    QPushButton* m_marking;
};

struct CoordinateWord {
    core::CoordinateForm form;
    const char* word;
};
inline constexpr std::array kCoordinateWords{CoordinateWord{core::CoordinateForm::Decimal, QT_TRANSLATE_NOOP("tutela::app::StatusBar", "Decimal degrees")},
                                             CoordinateWord{core::CoordinateForm::DegreesMinutes, QT_TRANSLATE_NOOP("tutela::app::StatusBar", "Degrees and minutes")},
                                             CoordinateWord{core::CoordinateForm::DegreesMinutesSeconds, QT_TRANSLATE_NOOP("tutela::app::StatusBar", "Degrees, minutes, seconds")},
                                             CoordinateWord{core::CoordinateForm::Utm, QT_TRANSLATE_NOOP("tutela::app::StatusBar", "UTM")},
                                             CoordinateWord{core::CoordinateForm::Mgrs, QT_TRANSLATE_NOOP("tutela::app::StatusBar", "MGRS")}};

/// Last result, mission, period and scope, coordinate, scale, system, warnings, "Offline". In a narrow window whole parts give way, in
/// this order: system, scale, coordinate, mission; marking, warnings and "Offline" are never cut.
class StatusBar : public QFrame {
    Q_OBJECT
public:
    StatusBar(Style& style, QWidget* parent);
    void setResult(const QString& text);
    void setMission(const QString& name);
    /// @param end  of the text: the part that is never cut
    void setContextText(const QString& text, const QString& end);
    void setCursorPoint(std::optional<core::GeoPoint> point);
    /// Shown to three figures: a map on a screen has no exact scale. Empty = no map with ground is shown, and the part is left out.
    void setScale(std::optional<double> denominator);
    /// Empty = the part is left out.
    void setSystem(const QString& name);
    void setWarnings(int count);
    /// Until the first check of a mission has ended nothing is known of its data.
    void setUnchecked(bool failed = false);
    void setJob(double fraction, const QString& stage);
    void endJob();
    /// How the coordinate is written; at least one form stays.
    [[nodiscard]] bool writes(core::CoordinateForm form) const;
    void setWritten(core::CoordinateForm form, bool on);

signals:
    void scaleTyped(double denominator);
    void warningsAsked();
    void stopAsked();
    void historyAsked();

protected:
    bool event(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    /// What gives way as a whole, with the line that parts it from the rest.
    struct Part {
        QWidget* widget;
        QFrame* line;
        bool wanted = true;
    };
    void fold();
    [[nodiscard]] Part& partOf(const QWidget* widget);
    void makeJob();
    void makePoint();
    void makeScale();
    [[nodiscard]] QToolButton* makeOffline();
    void readForms();
    void showPoint();
    void chooseForm();
    void showWarnings();
    Style& m_style;
    std::optional<int> m_warningCount; ///< empty before the first check
    bool m_checkFailed = false;
    QTimer m_resultAge;
    QLabel* m_result;
    QWidget* m_job;
    QLabel* m_jobText;
    QLabel* m_mission;
    QLabel* m_context;
    QString m_contextEnd;
    std::vector<Part> m_parts; ///< the first gives way first
    QToolButton* m_point;
    QLineEdit* m_scale;
    QLabel* m_system;
    QToolButton* m_warnings;
    std::optional<core::GeoPoint> m_at;
    std::vector<core::CoordinateForm> m_forms;
};

} // namespace tutela::app
