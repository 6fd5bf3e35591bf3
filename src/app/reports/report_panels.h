// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "../frame/workspace.h"

#include <tutela/report/pages.h>
#include <tutela/session/report_choice.h>

#include <QComboBox>
#include <QListWidget>

#include <set>

namespace tutela::app {

/// The versions of assessments, newest first, and the patrol coverage review.
class VersionList : public QListWidget {
    Q_OBJECT
public:
    explicit VersionList(QWidget* parent);
    /// @param coverage  the review is the current one
    void fill(const core::Mission& mission, std::optional<core::AssessmentId> current, bool coverage);

signals:
    void chosen(tutela::core::AssessmentId assessment);
    void coverageChosen();

private:
    bool m_filling = false;
};

/// The parts of the report with tick boxes: a tick prints it, a click shows its page.
class ContentsList : public QListWidget {
    Q_OBJECT
public:
    explicit ContentsList(QWidget* parent);
    void fill(const report::Pages& pages);
    void setFixed(bool fixed); ///< nothing can be left out
    [[nodiscard]] std::vector<report::ReportPart> leftOut() const;

signals:
    void leftOutChanged();
    void pageAsked(int page);

private:
    bool m_filling = false;
    std::set<report::ReportPart> m_leftOut;
    bool m_fixed = false;
};

/// For whom, marking, paper, language.
class ReportOptions : public QWidget {
    Q_OBJECT
public:
    explicit ReportOptions(QWidget* parent);
    [[nodiscard]] report::Profile profile() const;
    /// @param why  it is higher than the mission's; empty = it is not. Without a marking nothing is said of it.
    void showMarking(const QString& marking, const QString& why = {});

signals:
    void profileChanged();

private:
    QComboBox* m_profile;
    QLabel* m_about;
    QLabel* m_markingName;
    QLabel* m_marking;
    QLabel* m_why;
};

/// What to look at before the report goes out; a click leads there.
class CheckList : public QWidget {
    Q_OBJECT
public:
    CheckList(Style& style, QWidget* parent);
    /// @param none  what is said when there is no check
    void fill(const std::vector<session::ReportCheck>& checks, const QString& none = tr("Nothing stands out."));

signals:
    void recordAsked(tutela::session::RecordRef record);
    void kindAsked(tutela::core::Kind kind); ///< records of a kind are missing

private:
    Style& m_style;
    QLabel* m_head;
    QWidget* m_rows;
};

} // namespace tutela::app
