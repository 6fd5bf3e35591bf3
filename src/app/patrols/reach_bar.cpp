// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "reach_bar.h"

#include "patrol_modes.h"

#include "../frame/elided_button.h"
#include "../frame/flow_layout.h"
#include "../frame/mission_key.h"
#include "../frame/writing.h"

#include <tutela/core/scenario_notes.h>
#include <tutela/session/display.h>
#include <tutela/session/scenario_edit.h>

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QMenu>
#include <QSettings>
#include <QSignalBlocker>
#include <QSlider>
#include <QStandardItemModel>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <cmath>

namespace tutela::app {

namespace {

constexpr double kMinutesOfHour = 60.0;

constexpr std::array kCells{100, 200, 500, 1000}; ///< metres
constexpr int kFewestLetters = 8;                   ///< of a choice, in a narrow window

/// For this person and mission file, not in it: it changes how finely is computed, not what is known.
QString cellKey(const Shell& shell) { return QStringLiteral("reach/cell-") + missionKey(shell.document.path()); }

/// What cells of this size cost, so that nobody waits for an hour unwarned. Measured: some 70 bytes a cell and a time that grows
/// faster than the number of cells.
QString costText(const session::GroundSize& ground, double metres)
{
    constexpr double kBytes = 70.0, kMega = 1e6;
    const double cells = ground.cells(metres), times = cells / ground.cells(ground.usual_cell_metres);
    if (!ground.fits(metres))
        return ReachBar::tr("More than %1 million cells: too many for this area").arg(std::lround(session::GroundSize::kMostCells / kMega));
    const QString size = cells < kMega ? ReachBar::tr("Less than a million cells") : ReachBar::tr("About %1 million cells, some %2 MB of memory").arg(std::lround(cells / kMega)).arg(std::lround(cells * kBytes / kMega));
    constexpr double kSame = 1.5;
    return times < kSame ? size + ReachBar::tr(", no slower than automatic") : size + ReachBar::tr(", at least %1 times as slow as automatic").arg(std::lround(times));
}

/// "2 h", "1.5 h": no digits that say nothing.
class HoursBox final : public QDoubleSpinBox {
public:
    using QDoubleSpinBox::QDoubleSpinBox;
    [[nodiscard]] QString textFromValue(double value) const override { return locale().toString(value, 'g', 4); }
};

} // namespace

ReachBar::ReachBar(Shell& shell, QWidget* parent) : QWidget(parent), m_shell(shell), m_hours(new HoursBox{this}), m_slider(new QSlider{Qt::Horizontal, this})
{
    setObjectName(QStringLiteral("reachBar"));
    auto* outer = new QVBoxLayout{this};
    outer->setContentsMargins(12, 6, 12, 8);
    outer->setSpacing(6);
    auto* holder = new QWidget{this};
    auto* row = new FlowLayout{10, 8};
    holder->setLayout(row);
    outer->addWidget(holder);
    // Each apart, so that a narrow window or large text puts them below one another.
    row->addWidget(makeHours());
    row->addWidget(m_slider);
    row->addWidget(makeQuicks());
    m_season = addChoice(*row, QStringLiteral("reachSeason"), tr("Season"), {tr("Season of the date"), tr("Dry season"), tr("Wet season")});
    m_night = addChoice(*row, QStringLiteral("reachNight"), tr("Time of day"), {tr("By day"), tr("By night")});
    m_mode = addChoice(*row, QStringLiteral("reachMode"), tr("Means"), {tr("Fastest of each unit"), tr("Truck"), tr("Light 4x4"), tr("On foot"), tr("Boat"), tr("Helicopter")});
    makeCells(*row);
    makeScenario(*row);
    m_note = ui::label({}, "secondary", this, true);
    m_note->setObjectName(QStringLiteral("reachScenarioNote"));
    m_note->hide();
    outer->addWidget(m_note);
    bindSlider();
    setScenario(std::nullopt);
}

QWidget* ReachBar::makeHours()
{
    auto* limit = new QWidget{this};
    auto* row = new FlowLayout{6, 4};
    limit->setLayout(row);
    row->addWidget(ui::label(tr("Reached within"), "secondary", limit));
    m_hours->setObjectName(QStringLiteral("reachHours"));
    m_hours->setAccessibleName(tr("Reached within, hours"));
    m_hours->setRange(0.25, 48.0);
    m_hours->setDecimals(2);
    m_hours->setSingleStep(0.5);
    m_hours->setSuffix(tr(" h"));
    m_hours->setButtonSymbols(QAbstractSpinBox::NoButtons);
    m_hours->setValue(2.0);
    row->addWidget(m_hours);
    connect(&m_shell.style, &Style::changed, this, &ReachBar::fitHours);
    fitHours();
    return limit;
}

void ReachBar::fitHours()
{
    constexpr int kPixels = 13, kAround = 24; // text of a field before the scale; its padding and frame
    m_hours->setFixedWidth(QFontMetrics{m_shell.style.font(kPixels)}.horizontalAdvance(QStringLiteral("00.00 h")) + kAround);
}

QWidget* ReachBar::makeQuicks()
{
    auto* quicks = new QWidget{this};
    auto* row = new FlowLayout{6, 4};
    quicks->setLayout(row);
    for (const int hours : {1, 2, 4, 8}) {
        auto* quick = ui::button(QStringLiteral("reachHours%1").arg(hours), tr("%1 h").arg(hours), "segment", quicks);
        quick->setAccessibleName(tr("Reached within %1 h").arg(hours));
        connect(quick, &QPushButton::clicked, this, [this, hours] { m_hours->setValue(hours); });
        row->addWidget(quick);
    }
    return quicks;
}

/// The slider goes to half a day in quarters of an hour; what is typed beyond stands at its end.
void ReachBar::bindSlider()
{
    constexpr double kStepHours = 0.25;
    constexpr int kSteps = 48, kStepsOfHour = 4, kWidth = 160;
    m_slider->setObjectName(QStringLiteral("reachHoursSlider"));
    m_slider->setAccessibleName(tr("Reached within, hours"));
    m_slider->setToolTip(tr("Arrow keys move it by a quarter of an hour, Page Up and Page Down by an hour."));
    m_slider->setRange(1, kSteps);
    m_slider->setPageStep(kStepsOfHour);
    m_slider->setFixedWidth(kWidth);
    const auto follow = [this] {
        const QSignalBlocker quiet{m_slider};
        m_slider->setValue(static_cast<int>(std::lround(m_hours->value() / kStepHours)));
    };
    follow();
    connect(m_slider, &QSlider::valueChanged, this, [this](int steps) { m_hours->setValue(steps * kStepHours); });
    connect(m_slider, &QSlider::sliderReleased, this, &ReachBar::limitChanged);
    connect(m_hours, &QDoubleSpinBox::valueChanged, this, [this, follow] {
        follow();
        if (m_slider->isSliderDown())
            emit limitDragged();
        else
            emit limitChanged();
    });
}

void ReachBar::makeCells(QLayout& row)
{
    QStringList texts{tr("Cells: automatic")};
    for (const int metres : kCells)
        texts << tr("Cells of %1 m").arg(session::countText(metres));
    m_cells = addChoice(row, QStringLiteral("reachCells"), tr("Size of the cells off the roads"), texts);
    m_cells->setToolTip(tr("How finely the ground off the roads is computed. Small cells see narrow valleys and rivers, and take memory and time. It holds in Patrols; "
                           "assessments and reports take the automatic size."));
    const auto kept = std::find(kCells.begin(), kCells.end(), QSettings{}.value(cellKey(m_shell)).toInt());
    const QSignalBlocker quiet{m_cells};
    m_cells->setCurrentIndex(kept == kCells.end() ? 0 : static_cast<int>(kept - kCells.begin()) + 1);
    connect(m_cells, &QComboBox::activated, this, &ReachBar::keepCells);
    showCells();
}

void ReachBar::showCells()
{
    const auto ground = session::groundSizeOf(*m_shell.document.mission());
    m_cells->setItemText(0, ground ? tr("Cells: automatic (%1 m)").arg(session::countText(std::llround(ground->usual_cell_metres))) : tr("Cells: automatic"));
    constexpr double kMega = 1e6;
    auto* items = qobject_cast<QStandardItemModel*>(m_cells->model());
    for (std::size_t i = 0; ground && i < kCells.size(); ++i) {
        const int row = static_cast<int>(i) + 1;
        const bool fits = ground->fits(kCells[i]);
        const QString name = tr("Cells of %1 m").arg(session::countText(kCells[i]));
        m_cells->setItemText(row, fits ? name : tr("%1: too fine here, %2 million cells").arg(name, session::countText(std::llround(ground->cells(kCells[i]) / kMega))));
        m_cells->setItemData(row, costText(*ground, kCells[i]), Qt::ToolTipRole);
        items->item(row)->setEnabled(fits);
    }
    if (const int row = m_cells->currentIndex(); row > 0 && !items->item(row)->isEnabled())
        leaveTooFine(kCells[static_cast<std::size_t>(row) - 1]);
}

/// The choice is kept: it may be of use when the area is smaller again.
void ReachBar::leaveTooFine(int metres)
{
    const QSignalBlocker quiet{m_cells};
    m_cells->setCurrentIndex(0);
    m_choice.cell_metres.reset();
    m_shell.toasts.show(tr("Cells of %1 m are too fine for this area: the automatic size is taken.").arg(session::countText(metres)));
}

void ReachBar::keepCells() const
{
    if (m_cells->currentIndex() == 0)
        QSettings{}.remove(cellKey(m_shell));
    else
        QSettings{}.setValue(cellKey(m_shell), kCells[static_cast<std::size_t>(m_cells->currentIndex()) - 1]);
    if (const QString cost = m_cells->currentData(Qt::ToolTipRole).toString(); !cost.isEmpty())
        m_shell.toasts.show(tr("%1: %2.").arg(m_cells->currentText(), cost));
}

void ReachBar::showEffect(const QString& sentence)
{
    constexpr int kMostWide = 320; // a wrapping label asks for a narrow box, which takes a row of its own
    m_effect->setText(sentence);
    m_effect->ensurePolished();
    m_effect->setMinimumWidth(std::min(kMostWide, m_effect->fontMetrics().horizontalAdvance(sentence) + 2));
    m_effect->setVisible(!sentence.isEmpty());
}

/// One part of the bar, so that it goes to a row of its own as a whole.
void ReachBar::makeScenario(QLayout& bar)
{
    auto* scenario = new QWidget{this};
    auto* row = new FlowLayout{10, 6};
    scenario->setLayout(row);
    bar.addWidget(scenario);
    row->addWidget(ui::label(tr("Scenario"), "secondary", this));
    m_scenario = addChoice(*row, QStringLiteral("reachScenario"), tr("Scenario"), {});
    makeScenarioMenu();
    row->addWidget(m_menu);
    auto* base = ui::button(QStringLiteral("reachAddBase"), {}, "plain", this);
    ui::nameKeys(m_shell.actions, base, tr("Try a base"), QStringLiteral("patrols.tryBase"));
    base->setToolTip(tr("Then click where it would stand: a scenario shows what it would change."));
    auto* closure = ui::button(QStringLiteral("reachCloseRoad"), {}, "plain", this);
    ui::nameKeys(m_shell.actions, closure, tr("Close a road"), QStringLiteral("patrols.closeRoad"));
    closure->setToolTip(tr("Then click the road or bridge: a scenario shows who would be cut off."));
    for (auto* button : {base, closure}) {
        ui::changes(m_shell, button);
        row->addWidget(button);
    }
    m_swipe = ui::button(QStringLiteral("reachSwipe"), {}, "plain", this);
    ui::nameKeys(m_shell.actions, m_swipe, tr("Compare with today"), QStringLiteral("patrols.swipe"));
    m_swipe->setToolTip(tr("A line on the map: today to its left, the scenario to its right."));
    m_changes = new ElidedButton{this};
    m_changes->setObjectName(QStringLiteral("reachChanges"));
    m_changes->setProperty("role", QStringLiteral("link"));
    m_changes->setToolTip(tr("Lists every change: show it on the map, or take it out."));
    for (QPushButton* button : {m_swipe, static_cast<QPushButton*>(m_changes)}) {
        button->hide();
        row->addWidget(button);
    }
    m_effect = ui::label({}, "heading", this, true);
    m_effect->setObjectName(QStringLiteral("reachScenarioSentence"));
    m_effect->hide();
    row->addWidget(m_effect);
    connect(m_swipe, &QPushButton::clicked, this, &ReachBar::swipeAsked);
    connect(m_changes, &QPushButton::clicked, this, &ReachBar::changesAsked);
    connect(base, &QPushButton::clicked, this, &ReachBar::baseAsked);
    connect(closure, &QPushButton::clicked, this, &ReachBar::closureAsked);
}

void ReachBar::makeScenarioMenu()
{
    m_menu = ui::button(QStringLiteral("reachScenarioMenu"), tr("Edit"), "menu", this);
    m_menu->setAccessibleName(tr("Rename, duplicate or remove the scenario"));
    m_menu->setToolTip(m_menu->accessibleName());
    auto* menu = new QMenu{m_menu};
    menu->setObjectName(QStringLiteral("reachScenarioActions"));
    auto* rename = menu->addAction(tr("Rename ..."), this, &ReachBar::renameAsked);
    rename->setObjectName(QStringLiteral("reachScenarioRename"));
    auto* duplicate = menu->addAction(tr("Duplicate"), this, &ReachBar::duplicateAsked);
    duplicate->setObjectName(QStringLiteral("reachScenarioDuplicate"));
    auto* keep = menu->addAction(tr("Keep this season, night and means in the scenario"), this, &ReachBar::keepAsked);
    keep->setObjectName(QStringLiteral("reachScenarioKeep"));
    auto* remove = menu->addAction(tr("Remove"), this, &ReachBar::removeAsked);
    remove->setObjectName(QStringLiteral("reachScenarioRemove"));
    m_menu->setMenu(menu);
    m_menu->hide();
    ui::changes(m_shell, m_menu);
}

QComboBox* ReachBar::addChoice(QLayout& row, const QString& name, const QString& title, const QStringList& texts)
{
    auto* box = new QComboBox{this};
    box->setObjectName(name);
    box->setAccessibleName(title);
    box->setToolTip(title);
    box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    box->setMinimumContentsLength(kFewestLetters);
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
    const QSignalBlocker quiet{this}; // nothing is shown yet that could follow
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

void ReachBar::sayChanges(std::optional<session::ScenarioId> scenario)
{
    const auto mission = m_shell.document.mission();
    const auto* record = scenario ? mission->find<core::Scenario>(*scenario) : nullptr;
    const QStringList parts = record != nullptr ? session::scenarioParts(*record) : QStringList{};
    m_changes->setText(parts.isEmpty() ? tr("changes nothing") : parts.join(QStringLiteral(", ")));
    m_changes->setAccessibleName(tr("What the scenario changes: %1").arg(m_changes->text()));
    const auto note = record != nullptr ? core::noteWithoutChange(*record) : std::nullopt;
    m_note->setText(session::shown(note.value_or(std::string{})));
    m_note->setVisible(note.has_value());
    for (QPushButton* button : {m_swipe, static_cast<QPushButton*>(m_changes), m_menu}) {
        if (record == nullptr && button->hasFocus())
            m_scenario->setFocus(); // keys go on from where the scenario was chosen
        button->setVisible(record != nullptr);
    }
}

void ReachBar::take()
{
    if (m_filling || m_changes == nullptr)
        return;
    session::ReachChoice next;
    if (m_season->currentIndex() > 0)
        next.season = m_season->currentIndex() == 1 ? core::Season::DRY : core::Season::WET;
    next.night = m_night->currentIndex() == 1;
    if (m_mode->currentIndex() > 0)
        next.mode = kPatrolModes[static_cast<std::size_t>(m_mode->currentIndex()) - 1];
    if (m_scenario->currentIndex() >= 0)
        next.scenario = m_scenarios[static_cast<std::size_t>(m_scenario->currentIndex())];
    if (m_cells->currentIndex() > 0)
        next.cell_metres = kCells[static_cast<std::size_t>(m_cells->currentIndex()) - 1];
    sayChanges(next.scenario);
    if (next == m_choice)
        return;
    m_choice = next;
    emit choiceChanged();
}

} // namespace tutela::app
