// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "reach_list.h"

#include "bases_list.h"
#include "changes_list.h"
#include "closures_list.h"
#include "density_list.h"
#include "lines_list.h"
#include "scenario_compare.h"

#include "../assess/field_editor.h"
#include "../data/data_table.h"
#include "../frame/flow_layout.h"
#include "../frame/stale.h"
#include "../frame/tall_page.h"

#include <tutela/map/theme.h>
#include <tutela/session/display.h>
#include <tutela/session/reach_compare.h>

#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>

namespace tutela::app {

namespace {

enum Column { RiskColumn, PlaceColumn, SectorColumn, PeopleColumn, ReachColumn, ScenarioColumn, VisitColumn, DueColumn, ColumnCount };

} // namespace

ReachList::ReachList(Shell& shell, QWidget* parent)
    : QWidget(parent), m_shell(shell), m_beyondTab(ui::button(QStringLiteral("reachTabBeyond"), {}, "segment", this)),
      m_overdueTab(ui::button(QStringLiteral("reachTabOverdue"), tr("Visit overdue"), "segment", this)),
      m_connectionTab(ui::button(QStringLiteral("reachTabConnection"), tr("Not connected"), "segment", this)),
      m_densityTab(ui::button(QStringLiteral("reachTabDensity"), tr("Force density"), "segment", this)),
      m_linesTab(ui::button(QStringLiteral("reachTabLines"), tr("Assessments"), "segment", this)),
      m_basesTab(ui::button(QStringLiteral("reachTabBases"), tr("Bases"), "segment", this)),
      m_roadsTab(ui::button(QStringLiteral("reachTabRoads"), tr("Roads and closures"), "segment", this)),
      m_changesTab(ui::button(QStringLiteral("reachTabChanges"), tr("Changes"), "segment", this)),
      m_compareTab(ui::button(QStringLiteral("reachTabCompare"), tr("Compare scenarios"), "segment", this)), m_count(ui::label({}, "secondary", this)), m_empty(ui::label({}, "secondary", this, true)),
      m_stale(ui::label({}, "warning", this)),
      m_table(makeDataTable(QStringLiteral("reachTable"), tr("Places at risk that are not reached"),
                            {tr("Risk"), tr("Place"), tr("Sector"), tr("People"), tr("Response"), tr("Change"), tr("Last visit"), tr("Visit due every")}, this, PlaceColumn)),
      m_density(new DensityList{shell, this}), m_lines(new LinesList{shell, this}), m_bases(new BasesList{shell, this}), m_closures(new ClosuresList{shell, this}), m_changes(new ChangesList{shell, this}), m_compare(new ScenarioCompare{shell, this})
{
    auto* outer = new QVBoxLayout{this};
    outer->setContentsMargins(0, 0, 0, 0);
    QVBoxLayout* column = nullptr;
    outer->addWidget(ui::panel("panel", this, &column));
    column->setContentsMargins(12, 8, 12, 8);
    column->setSpacing(6);
    auto* holder = new QWidget{this};
    auto* tabs = new FlowLayout{6, 4};
    holder->setLayout(tabs);
    for (const auto& [tab, listed] : {std::pair{m_beyondTab, Listed::Beyond}, {m_overdueTab, Listed::Overdue}, {m_connectionTab, Listed::NotConnected}}) {
        tab->setCheckable(true);
        tabs->addWidget(tab);
        connect(tab, &QPushButton::clicked, this, [this, listed = listed] { chooseTab(listed); });
    }
    m_connectionTab->setToolTip(tr("Places farther than 2 km from every road (linked to it by a dashed line on the map), without a way, in water, outside of the ground that is computed or without a position: assessed or not. "
                                   "Look whether a road is missing or a position is wrong."));
    for (const auto& [tab, page] : {std::pair<QPushButton*, QWidget*>{m_densityTab, m_density}, {m_linesTab, m_lines}, {m_basesTab, m_bases}, {m_roadsTab, m_closures}, {m_changesTab, m_changes}, {m_compareTab, m_compare}}) {
        tab->setCheckable(true);
        tabs->addWidget(tab);
        connect(tab, &QPushButton::clicked, this, [this, page = page] { showPage(page); });
    }
    connect(m_compare, &ScenarioCompare::placeChosen, this, &ReachList::placeChosen);
    m_stale->setObjectName(QStringLiteral("reachListStale"));
    m_stale->hide();
    m_visit = makeVisitDays();
    tabs->addWidget(m_visit);
    tabs->addWidget(m_count);
    tabs->addWidget(m_stale);
    column->addWidget(holder);
    m_empty->setObjectName(QStringLiteral("reachListEmpty"));
    column->addWidget(m_empty);
    column->addWidget(m_table, 1);
    column->addWidget(m_density, 1);
    column->addWidget(m_lines, 1);
    column->addWidget(m_bases, 1);
    column->addWidget(m_closures, 1);
    column->addWidget(m_changes, 1);
    column->addWidget(m_compare, 1);
    connect(m_table, &QTableWidget::currentCellChanged, this, [this](int row, int, int before, int) {
        if (!m_filling && row != before && row >= 0 && static_cast<std::size_t>(row) < rows().size())
            emit placeChosen(rows()[static_cast<std::size_t>(row)].place.value);
    });
    connect(&shell.style, &Style::changed, this, &ReachList::giveRoom);
    new ui::WrapRoom{*this};
    chooseTab(Listed::Beyond);
}

void ReachList::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    giveRoom();
}

/// In a narrow list the names of places need the room that their sectors take.
void ReachList::giveRoom()
{
    constexpr double kNarrow = 700.0; // pixels before the scale of the text
    m_table->setColumnHidden(SectorColumn, width() < kNarrow * m_shell.style.textScale());
}

QWidget* ReachList::makeVisitDays()
{
    constexpr int kMostDays = 365;
    auto* holder = new QWidget{this};
    auto* row = new FlowLayout{6, 4};
    holder->setLayout(row);
    row->addWidget(ui::label(tr("Not visited for more than"), "secondary", holder));
    m_visitDays = new QSpinBox{holder};
    m_visitDays->setObjectName(QStringLiteral("reachVisitDays"));
    m_visitDays->setAccessibleName(tr("Not visited for more than, days"));
    m_visitDays->setToolTip(tr("Places of the list have a ring on the map. At 0 the interval of the class of each place holds: Must 3, Should 7, Could 14, Watch 30 days."));
    m_visitDays->setRange(0, kMostDays);
    m_visitDays->setSpecialValueText(tr("the interval of its class"));
    m_visitDays->setButtonSymbols(QAbstractSpinBox::NoButtons);
    m_visitDays->setSuffix(tr(" days"));
    row->addWidget(m_visitDays);
    connect(m_visitDays, &QSpinBox::valueChanged, this, &ReachList::visitDaysChanged);
    return holder;
}

std::optional<int> ReachList::visitDays() const { return m_visitDays->value() > 0 ? std::optional{m_visitDays->value()} : std::nullopt; }

QString ReachList::emptyText() const
{
    if (m_listed == Listed::NotConnected)
        return tr("Every place has a position and a way to it, and lies within 2 km of a road.");
    if (m_listed == Listed::Beyond)
        return tr("No place at High or Critical risk lies beyond %1.").arg(m_within);
    return visitDays() ? tr("Every assessed place was visited within %1 days.").arg(*visitDays()) : tr("No assessed place waits for a visit.");
}

void ReachList::show(std::vector<session::ReachRow> beyond, std::vector<session::ReachRow> overdue, std::vector<session::ReachRow> notConnected, bool scenario, const QString& within)
{
    m_beyond = std::move(beyond);
    m_overdue = std::move(overdue);
    m_notConnected = std::move(notConnected);
    m_scenario = scenario;
    m_within = within;
    fill();
}

void ReachList::chooseTab(Listed listed)
{
    m_listed = listed;
    m_beyondTab->setChecked(listed == Listed::Beyond);
    m_overdueTab->setChecked(listed == Listed::Overdue);
    m_connectionTab->setChecked(listed == Listed::NotConnected);
    m_table->setAccessibleName(listed == Listed::Beyond ? tr("Places at risk that are not reached") : listed == Listed::Overdue ? tr("Places whose visit is overdue") : tr("Places that are not connected to the roads"));
    showPage(nullptr);
}

void ReachList::showPage(QWidget* page)
{
    m_densityTab->setChecked(page == m_density);
    m_linesTab->setChecked(page == m_lines);
    m_basesTab->setChecked(page == m_bases);
    m_roadsTab->setChecked(page == m_closures);
    m_changesTab->setChecked(page == m_changes);
    m_compareTab->setChecked(page == m_compare);
    if (page != nullptr) {
        for (auto* tab : {m_beyondTab, m_overdueTab, m_connectionTab})
            tab->setChecked(false);
    }
    m_density->setVisible(page == m_density);
    m_lines->setVisible(page == m_lines);
    m_bases->setVisible(page == m_bases);
    m_closures->setVisible(page == m_closures);
    m_changes->setVisible(page == m_changes);
    m_compare->setVisible(page == m_compare);
    fill();
}

void ReachList::showBeyond()
{
    chooseTab(Listed::Beyond);
    m_table->setFocus(Qt::OtherFocusReason);
}

void ReachList::showChanges() { showPage(m_changes); }
void ReachList::showBases() { showPage(m_bases); }

/// The changes are those of the moment, and the force density knows by itself.
void ReachList::setStale(const QString& words)
{
    const bool stale = !words.isEmpty();
    m_stale->setText(words);
    m_stale->setVisible(stale);
    ui::setStale(*m_table, stale);
    m_lines->setStale(stale);
    m_compare->setStale(stale);
    for (auto* label : {m_count, m_empty})
        ui::setStale(*label, stale);
}

void ReachList::addKeysOf(QAction& command) { m_table->addAction(&command); }

QString ReachList::riskText(const session::ReachRow& row) const
{
    if (!row.assessed)
        return map::notAssessedWord();
    return row.band_known ? map::bandWord(row.band) : tr("up to %1").arg(map::bandWord(row.band));
}

QString ReachList::responseText(const session::ReachRow& row) const
{
    const QString response = row.minutes ? session::durationText(*row.minutes) : row.why;
    if (m_listed == Listed::NotConnected)
        return row.far_from_roads ? tr("%1, nearest road %2 km away").arg(response).arg(*row.far_from_roads, 0, 'f', 1) : response;
    return row.sensitive ? tr("%1, sensitive to speed").arg(response) : response;
}

void ReachList::fill()
{
    m_filling = true;
    m_beyondTab->setText(m_within.isEmpty() ? tr("Risk beyond reach") : tr("Risk beyond %1").arg(m_within));
    m_beyondTab->setAccessibleName(m_beyondTab->text());
    const auto& all = rows();
    m_count->setText(all.size() == 1 ? tr("1 place") : tr("%1 places").arg(session::countText(static_cast<std::int64_t>(all.size()))));
    m_empty->setText(emptyText());
    const auto tabs = {m_densityTab, m_linesTab, m_basesTab, m_roadsTab, m_changesTab, m_compareTab};
    const bool page = std::any_of(tabs.begin(), tabs.end(), [](const QPushButton* tab) { return tab->isChecked(); });
    m_count->setVisible(!page && !m_within.isEmpty()); // before the first answer their number is not known
    m_visit->setVisible(m_listed == Listed::Overdue && !page);
    m_empty->setVisible(all.empty() && !m_within.isEmpty() && !page);
    m_table->setVisible(!all.empty() && !page);
    m_table->setColumnHidden(ScenarioColumn, !m_scenario);
    m_table->setRowCount(static_cast<int>(all.size()));
    for (std::size_t i = 0; i < all.size(); ++i) {
        const auto& row = all[i];
        const int at = static_cast<int>(i);
        auto* risk = put(*m_table, at, RiskColumn, riskText(row));
        QIcon symbol;
        for (const QIcon::Mode mode : {QIcon::Normal, QIcon::Selected}) // a chosen row keeps the colour of its risk
            symbol.addPixmap(bandPixmap(m_shell.style, row.assessed ? std::optional{row.band} : std::nullopt, 16), mode);
        risk->setIcon(symbol);
        put(*m_table, at, PlaceColumn, row.name);
        put(*m_table, at, SectorColumn, row.sector);
        put(*m_table, at, PeopleColumn, row.people ? session::countText(*row.people) : tr("not known"), true);
        put(*m_table, at, ReachColumn, responseText(row), true);
        put(*m_table, at, ScenarioColumn, session::changeText(row.today, row.minutes), true);
        put(*m_table, at, VisitColumn, session::visitText(row.days_since_visit), true);
        put(*m_table, at, DueColumn, row.interval ? tr("%1 days").arg(*row.interval) : QString{}, true);
    }
    m_filling = false;
    const auto selected = m_shell.context.selection();
    select(selected && selected->kind == core::Kind::PLACE ? std::optional{core::PlaceId{selected->id}} : std::nullopt);
}

void ReachList::select(std::optional<core::PlaceId> place)
{
    m_filling = true;
    const auto& all = rows();
    const auto at = std::find_if(all.begin(), all.end(), [&](const session::ReachRow& row) { return place && row.place == *place; });
    if (at == all.end())
        m_table->setCurrentCell(-1, -1);
    else
        m_table->setCurrentCell(static_cast<int>(at - all.begin()), PlaceColumn);
    m_filling = false;
}

} // namespace tutela::app
