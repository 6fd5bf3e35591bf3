// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "density_list.h"

#include "../data/data_table.h"
#include "../frame/stale.h"

#include <tutela/core/spoken.h>
#include <tutela/session/display.h>

#include <QHeaderView>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <cmath>

namespace tutela::app {

namespace {

enum Column { AreaColumn, TroopsColumn, PeopleColumn, LandColumn, PeopleEachColumn, LandEachColumn, UsableColumn, PeopleUsableColumn, LandUsableColumn, UrgentColumn, ColumnCount };

bool changesDensity(const store::Touched& touched)
{
    using enum core::Kind;
    constexpr std::array kKinds{MISSION, AREA, PLACE, BASE, UNIT, ASSESSMENT, LINE};
    return std::any_of(kKinds.begin(), kKinds.end(), [&](core::Kind kind) { return touched.touches(kind); });
}

/// "4 823.5": thin spaces as in counts, one decimal.
QString decimalText(double value)
{
    constexpr double kTen = 10.0;
    const auto tenths = static_cast<std::int64_t>(std::llround(value * kTen));
    return QObject::tr("%1.%2").arg(session::countText(tenths / 10)).arg(tenths % 10);
}

QString unknown() { return QObject::tr("not known"); }
QString roundText(const core::Real& value) { return value ? session::countText(std::llround(*value)) : unknown(); }

} // namespace

DensityList::DensityList(Shell& shell, QWidget* parent)
    : QWidget(parent), m_shell(shell), m_note(ui::label({}, "secondary", this, true)),
      m_table(makeDataTable(QStringLiteral("densityTable"), tr("Force density"),
                            {tr("Area"), tr("Troops"), tr("People"), tr("km²"), tr("People per troop"), tr("km² per troop"), tr("Usable troops"), tr("People per usable troop"),
                             tr("km² per usable troop"), tr("Troops per 1000 people in Must and Should")},
                            this))
{
    setObjectName(QStringLiteral("densityList"));
    auto* column = new QVBoxLayout{this};
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    m_note->setObjectName(QStringLiteral("densityNote"));
    column->addWidget(m_note);
    column->addWidget(m_table, 1);
    connect(m_table, &QTableWidget::cellActivated, this, [this](int row, int) {
        if (const auto area = m_areas.at(static_cast<std::size_t>(row)))
            m_shell.open({core::Kind::AREA, area->value});
    });
    connect(&shell.document, &session::Document::changed, this, [this](const store::Touched& touched) {
        if (changesDensity(touched))
            invalidate();
    });
    connect(&shell.context, &session::WorkContext::periodChanged, this, &DensityList::invalidate);
}

void DensityList::invalidate()
{
    m_stale = true;
    ui::setStale(*m_table, true);
    recalculate();
}

void DensityList::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    recalculate();
}

void DensityList::recalculate()
{
    if (!m_stale || !isVisible())
        return;
    m_stale = false;
    ui::setStale(*m_table, true);
    const auto mission = m_shell.document.mission();
    const core::Instant asOf = m_shell.context.cutOff(*mission, m_shell.document.now());
    m_jobs.restart([mission, asOf](const core::Progress&) { return analysis::forceDensityOf(*mission, asOf); }, [this](session::Outcome<analysis::DensityTable> outcome) {
        if (outcome.value)
            fill(*outcome.value);
        else if (outcome.error)
            m_note->setText(tr("Force density could not be computed: %1").arg(outcome.sentence()));
    });
}

void DensityList::fill(const analysis::DensityTable& table)
{
    const auto mission = m_shell.document.mission();
    ui::setStale(*m_table, false);
    m_areas = {std::nullopt};
    m_table->setRowCount(static_cast<int>(table.areas.size()) + 1);
    putRow(0, tr("Whole mission"), table.mission);
    for (const auto& found : table.areas) {
        m_areas.push_back(found.area);
        putRow(static_cast<int>(m_areas.size()) - 1, session::nameOf(*mission, {core::Kind::AREA, found.area->value}), found);
    }
    sayBasis(table);
}

/// Two lines on what is counted; how stands in the tool tip, as it is long.
void DensityList::sayBasis(const analysis::DensityTable& table)
{
    const auto& whole = table.mission;
    QStringList notes{whole.population_recorded ? tr("People: population of the mission settings for the whole mission, recorded places for an area.") : tr("People: of recorded places."),
                      whole.troops_recorded ? tr("Troops: as the mission settings state them for the whole mission, units based there for an area.") : tr("Troops: strength of the military units.")};
    if (table.troops_elsewhere > 0)
        notes << tr("%1 troops stand in none of these areas.").arg(session::countText(table.troops_elsewhere));
    m_note->setText(notes.join(QLatin1Char(' ')));
    QStringList basis{tr("Troops of the whole mission: %1.").arg(QString::fromStdString(analysis::troopsBasis(whole))), tr("Usable, whole mission: %1.").arg(QString::fromStdString(analysis::usableBasis(whole)))};
    if (whole.units_without_strength > 0)
        basis << tr("Units without a strength: %1.").arg(session::countText(whole.units_without_strength));
    m_note->setToolTip(basis.join(QLatin1Char(' ')).toHtmlEscaped());
    m_note->setAccessibleDescription(basis.join(QLatin1Char(' ')));
}

void DensityList::putRow(int row, const QString& name, const analysis::AreaDensity& found)
{
    const auto cell = [&](int column, const QString& text, const QString& tip) {
        put(*m_table, row, column, text, true)->setToolTip(tip.toHtmlEscaped());
    };
    // No troops is told from not known.
    const auto each = [&](const core::Real& value, bool none) { return none ? tr("none") : value ? decimalText(*value) : unknown(); };
    const QString troops = session::countText(found.troops), people = session::countText(found.population), land = roundText(found.area_km2);
    const QString usable = roundText(found.usable_troops);
    put(*m_table, row, AreaColumn, name);
    cell(TroopsColumn, troops,
         QString::fromStdString(analysis::troopsBasis(found)));
    cell(PeopleColumn, people,
         found.population_recorded ? tr("Population of the mission settings") : tr("Of the places here; of %1 the number of people is not known").arg(found.places_without_people));
    cell(LandColumn, land, tr("Geodesic, of the boundary"));
    cell(PeopleEachColumn, each(found.all.people_per_troop, found.hasNoTroops()), tr("%1 people / %2 troops").arg(people, troops));
    cell(LandEachColumn, each(found.all.km2_per_troop, found.hasNoTroops()), tr("%1 km² / %2 troops").arg(land, troops));
    cell(UsableColumn, usable, tr("Strength × availability − %1 in static tasks").arg(session::countText(found.static_tasks)));
    cell(PeopleUsableColumn, each(found.usable.people_per_troop, found.hasNoUsableTroops()), tr("%1 people / %2 usable troops").arg(people, usable));
    cell(LandUsableColumn, each(found.usable.km2_per_troop, found.hasNoUsableTroops()), tr("%1 km² / %2 usable troops").arg(land, usable));
    cell(UrgentColumn, found.troops_per_1000_urgent ? decimalText(*found.troops_per_1000_urgent) : unknown(),
         tr("1000 × %1 troops / %2 people in places that are or can be Must or Should").arg(troops, session::countText(found.population_urgent)));
}

} // namespace tutela::app
