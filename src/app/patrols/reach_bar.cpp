// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "reach_bar.h"

#include "../frame/flow_layout.h"
#include "../frame/writing.h"

#include <tutela/session/scenario_edit.h>

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <array>

namespace tutela::app {

namespace {

constexpr double kMinutesOfHour = 60.0;
constexpr std::array kModes{core::TravelMode::TRUCK, core::TravelMode::LIGHT_4X4, core::TravelMode::FOOT, core::TravelMode::BOAT, core::TravelMode::HELICOPTER};

/// "2 h", "1.5 h": no digits that say nothing.
class HoursBox final : public QDoubleSpinBox {
public:
    using QDoubleSpinBox::QDoubleSpinBox;
    [[nodiscard]] QString textFromValue(double value) const override { return locale().toString(value, 'g', 4); }
};

} // namespace

ReachBar::ReachBar(Shell& shell, QWidget* parent) : QWidget(parent), m_shell(shell), m_hours(new HoursBox{this})
{
    setObjectName(QStringLiteral("reachBar"));
    auto* outer = new QVBoxLayout{this};
    outer->setContentsMargins(12, 6, 12, 8);
    outer->setSpacing(6);
    auto* holder = new QWidget{this};
    auto* row = new FlowLayout{10, 8};
    holder->setLayout(row);
    outer->addWidget(holder);
    auto* limit = new QWidget{this};
    auto* inLimit = new QHBoxLayout{limit};
    inLimit->setContentsMargins(0, 0, 0, 0);
    inLimit->addWidget(ui::label(tr("Reached within"), "secondary", limit));
    m_hours->setObjectName(QStringLiteral("reachHours"));
    m_hours->setAccessibleName(tr("Reached within, hours"));
    m_hours->setRange(0.25, 48.0);
    m_hours->setDecimals(2);
    m_hours->setSingleStep(0.5);
    m_hours->setSuffix(tr(" h"));
    m_hours->setButtonSymbols(QAbstractSpinBox::NoButtons);
    m_hours->setFixedWidth(m_hours->fontMetrics().horizontalAdvance(QStringLiteral("00.00 h")) + 24);
    m_hours->setValue(2.0);
    inLimit->addWidget(m_hours);
    for (const int hours : {1, 2, 4, 8}) {
        auto* quick = ui::button(QStringLiteral("reachHours%1").arg(hours), tr("%1 h").arg(hours), "segment", limit);
        quick->setAccessibleName(tr("Reached within %1 h").arg(hours));
        connect(quick, &QPushButton::clicked, this, [this, hours] { m_hours->setValue(hours); });
        inLimit->addWidget(quick);
    }
    row->addWidget(limit);
    m_season = addChoice(*row, QStringLiteral("reachSeason"), tr("Season"), {tr("Season of the date"), tr("Dry season"), tr("Wet season")});
    m_night = addChoice(*row, QStringLiteral("reachNight"), tr("Time of day"), {tr("By day"), tr("By night")});
    m_mode = addChoice(*row, QStringLiteral("reachMode"), tr("Means"), {tr("Fastest of each unit"), tr("Truck"), tr("Light 4x4"), tr("On foot"), tr("Boat"), tr("Helicopter")});
    makeScenarioRow();
    outer->addLayout(m_scenarioRow);
    connect(m_hours, &QDoubleSpinBox::valueChanged, this, &ReachBar::limitChanged);
    setScenario(std::nullopt);
}

void ReachBar::makeScenarioRow()
{
    m_scenarioRow = new QHBoxLayout;
    m_scenarioRow->setSpacing(10);
    m_scenarioRow->addWidget(ui::label(tr("Scenario"), "secondary", this));
    m_scenario = addChoice(*m_scenarioRow, QStringLiteral("reachScenario"), tr("Scenario"), {});
    auto* base = ui::button(QStringLiteral("reachAddBase"), tr("Try a base (B)"), "plain", this);
    base->setToolTip(tr("Then click where it would stand: a scenario shows what it would change."));
    auto* closure = ui::button(QStringLiteral("reachCloseRoad"), tr("Close a road (X)"), "plain", this);
    closure->setToolTip(tr("Then click the road or bridge: a scenario shows who would be cut off."));
    for (auto* button : {base, closure}) {
        ui::changes(m_shell, button);
        m_scenarioRow->addWidget(button);
    }
    m_swipe = ui::button(QStringLiteral("reachSwipe"), tr("Compare with today (S)"), "plain", this);
    m_swipe->setToolTip(tr("A line on the map: today to its left, the scenario to its right."));
    m_swipe->hide();
    m_scenarioRow->addWidget(m_swipe);
    connect(m_swipe, &QPushButton::clicked, this, &ReachBar::swipeAsked);
    connect(base, &QPushButton::clicked, this, &ReachBar::baseAsked);
    connect(closure, &QPushButton::clicked, this, &ReachBar::closureAsked);
}

QComboBox* ReachBar::addChoice(QLayout& row, const QString& name, const QString& title, const QStringList& texts)
{
    auto* box = new QComboBox{this};
    box->setObjectName(name);
    box->setAccessibleName(title);
    box->setToolTip(title);
    box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    box->addItems(texts);
    connect(box, &QComboBox::currentIndexChanged, this, [this] { take(); });
    row.addWidget(box);
    return box;
}

double ReachBar::limitMinutes() const { return m_hours->value() * kMinutesOfHour; }

void ReachBar::setSeasonOfDate(const QString& day, core::Season season)
{
    m_season->setItemText(0, tr("%1 season of %2").arg(season == core::Season::DRY ? tr("Dry") : tr("Wet"), day));
}

void ReachBar::setFirstLimit(double minutes)
{
    const QSignalBlocker quiet{m_hours};
    m_hours->setValue(minutes / kMinutesOfHour);
}

void ReachBar::setScenario(std::optional<session::ScenarioId> scenario)
{
    m_filling = true;
    const auto mission = m_shell.document.mission();
    m_scenarios = {std::nullopt};
    m_scenario->clear();
    m_scenario->addItem(session::scenarioName(*mission, std::nullopt));
    for (const auto& record : mission->all<core::Scenario>()) {
        const session::ScenarioId id{record.id};
        m_scenarios.emplace_back(id);
        m_scenario->addItem(session::scenarioName(*mission, id));
        m_scenario->setItemData(m_scenario->count() - 1, session::scenarioParts(record).join(QStringLiteral(", ")).toHtmlEscaped(), Qt::ToolTipRole);
    }
    const auto at = std::find(m_scenarios.begin(), m_scenarios.end(), scenario);
    m_scenario->setCurrentIndex(at == m_scenarios.end() ? 0 : static_cast<int>(at - m_scenarios.begin()));
    m_filling = false;
    take();
}

void ReachBar::take()
{
    if (m_filling || m_scenario == nullptr)
        return;
    session::ReachChoice next;
    if (m_season->currentIndex() > 0)
        next.season = m_season->currentIndex() == 1 ? core::Season::DRY : core::Season::WET;
    next.night = m_night->currentIndex() == 1;
    if (m_mode->currentIndex() > 0)
        next.mode = kModes[static_cast<std::size_t>(m_mode->currentIndex()) - 1];
    if (m_scenario->currentIndex() >= 0)
        next.scenario = m_scenarios[static_cast<std::size_t>(m_scenario->currentIndex())];
    if (m_swipe != nullptr)
        m_swipe->setVisible(next.scenario.has_value());
    if (next == m_choice)
        return;
    m_choice = next;
    emit choiceChanged();
}

} // namespace tutela::app
