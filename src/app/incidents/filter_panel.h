// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "../frame/workspace.h"

#include <tutela/session/incident_filter.h>

#include <QScrollArea>

#include <map>

class QComboBox;
class QSpinBox;

namespace tutela::app {

/// Chips that filter the incidents, and views that keep a choice of them. Period and scope come from the window.
class FilterPanel : public QScrollArea {
    Q_OBJECT
public:
    FilterPanel(Shell& shell, QWidget* parent);

    [[nodiscard]] session::IncidentFilter filter() const;
    void setFilter(const session::IncidentFilter& filter);
    void clear();
    void saveView(const QString& name);
    /// Puts the focus on the first chip.
    void focusFilter();

    [[nodiscard]] QSize minimumSizeHint() const override;

signals:
    void changed();

private:
    QPushButton* chip(const QString& name, const QString& text, QLayout* into);
    void fillViews();
    void fillActors();

    Shell& m_shell;
    std::map<core::Verification, QPushButton*> m_verifications;
    std::map<core::IncidentCategory, QPushButton*> m_categories;
    QComboBox* m_actor;
    QSpinBox* m_killed;
    QVBoxLayout* m_views;
    bool m_quiet = false;
};

} // namespace tutela::app
