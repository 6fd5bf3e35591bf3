// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "similar_list.h"

#include "../frame/clear_layout.h"

#include <tutela/exchange/similar.h>
#include <tutela/session/display.h>
#include <tutela/session/record_edit.h>

#include <nlohmann/json.hpp>

#include <QVBoxLayout>

namespace tutela::app {

SimilarList::SimilarList(Shell& shell, QWidget* parent) : QWidget(parent), m_shell(shell), m_rows(new QVBoxLayout{this})
{
    setObjectName(QStringLiteral("similarList"));
    setAccessibleName(tr("Incidents that may be the same"));
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->setSpacing(2);
}

void SimilarList::show(std::int64_t incident)
{
    if (std::exchange(m_id, incident) != incident) {
        clearLayout(m_rows);
        m_rows->addWidget(ui::label(tr("Looking ..."), "secondary", this));
    }
    m_jobs.restart([mission = m_shell.document.mission(), incident](const core::Progress& progress) { return exchange::similarIncidents(*mission, core::IncidentId{incident}, progress); },
                   [this](session::Outcome<std::vector<core::IncidentId>> outcome) {
                       if (outcome.value)
                           fill(*outcome.value);
                   });
}

void SimilarList::fill(const std::vector<core::IncidentId>& others)
{
    clearLayout(m_rows);
    if (others.empty()) {
        m_rows->addWidget(ui::label(tr("No other incident of this kind within 5 km and 24 hours."), "secondary", this, true));
        return;
    }
    for (const auto id : others) {
        const auto record = session::valuesNow(m_shell.document, {core::Kind::INCIDENT, id.value});
        if (!record)
            continue;
        const auto title = session::titleOf(*m_shell.document.mission(), *record);
        auto* open = ui::button(QStringLiteral("similar%1").arg(id.value), QStringLiteral("%1\n%2").arg(title.title.left(60), title.subtitle).replace(QLatin1Char('&'), QStringLiteral("&&")), "row", this);
        connect(open, &QPushButton::clicked, this, [this, id] { m_shell.context.select(session::RecordRef{core::Kind::INCIDENT, id.value}); });
        auto* duplicate = ui::button(QStringLiteral("duplicate%1").arg(id.value), tr("This one is a duplicate of it"), "link", this);
        duplicate->setEnabled(!m_shell.document.isReadOnly());
        connect(duplicate, &QPushButton::clicked, this, [this, id] { markDuplicate(id.value); });
        m_rows->addWidget(open);
        m_rows->addWidget(duplicate, 0, Qt::AlignLeft);
    }
}

void SimilarList::markDuplicate(std::int64_t other)
{
    const auto name = [this](std::int64_t id) { return session::nameOf(*m_shell.document.mission(), {core::Kind::INCIDENT, id}); };
    try {
        m_shell.document.edit({{{"kind", "incident"}, {"id", m_id}, {"set", {{"verification", "DUPLICATE"}, {"duplicate_of", other}}}}}, tr("Mark %1 as a duplicate").arg(name(m_id)));
        m_shell.toasts.show(tr("Marked as a duplicate of: %1.").arg(name(other)), {ui::undoAction(m_shell)});
    } catch (const core::Error& error) {
        m_shell.messages.show(QStringLiteral("duplicate"), MessageBar::Level::Warning, session::shown(error.message()));
    }
}

} // namespace tutela::app
