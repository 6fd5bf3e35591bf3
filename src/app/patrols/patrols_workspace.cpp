// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Reach: calculated, filled into sentences, lists and map, and told when it is out of date. What is tried out is in
// patrols_scenario.cpp.
#include "patrols_workspace.h"

#include "bases_list.h"
#include "changes_list.h"
#include "closures_list.h"
#include "lines_list.h"
#include "patrol_panel.h"
#include "patrol_records.h"
#include "place_reach_panel.h"
#include "reach_bar.h"
#include "reach_list.h"
#include "scenario_compare.h"

#include "../frame/linked_text.h"
#include "../frame/stale.h"
#include "../frame/tall_page.h"
#include "../records/explanation_card.h"

#include <tutela/analysis/assess.h>
#include <tutela/core/periods.h>
#include <tutela/report/reach_cover.h>
#include <tutela/session/display.h>
#include <tutela/session/overview.h>
#include <tutela/session/reach_compare.h>

#include <QElapsedTimer>
#include <QStackedWidget>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <cmath>

namespace tutela::app {

namespace {

constexpr int kRightDock = 300, kBottomDock = 250;

/// Incidents and areas of threats would hide bands and gaps.
map::LayerSet layersOfReach()
{
    map::LayerSet layers = map::LayerSet::standard();
    for (const auto layer : {map::MapLayer::INCIDENTS, map::MapLayer::THREATS, map::MapLayer::INFLUENCE})
        layers.set(layer, false);
    return layers;
}

bool changesReach(const store::Touched& touched)
{
    using enum core::Kind;
    constexpr std::array kKinds{MISSION, AREA, PLACE, BASE, UNIT, ROAD, WATER, LAYER, SCENARIO, PATROL, ASSESSMENT, LINE, ALERT, INCIDENT};
    return std::any_of(kKinds.begin(), kKinds.end(), [&](core::Kind kind) { return touched.touches(kind); });
}

} // namespace

PatrolsWorkspace::PatrolsWorkspace(Shell& shell)
    : Workspace(shell, QStringLiteral("Patrols"), tr("Patrols")), m_pages(new QStackedWidget{this}), m_bar(new ReachBar{shell, this}),
      m_map(new MapCanvas{shell, QStringLiteral("reachMap"), this}), m_list(new ReachList{shell, this}), m_panel(new PlaceReachPanel{shell, this}),
      m_records(new PatrolRecords{shell, this}), m_patrol(new PatrolPanel{shell, this})
{
    m_map->setLayers(layersOfReach());
    m_map->setFurniture(true, true);
    m_pages->addWidget(makeCentre());
    m_pages->addWidget(makeEmpty());
    setCentralWidget(m_pages);
    auto* place = addDock(QStringLiteral("reachPlaceDock"), tr("Place"), m_panel, Qt::RightDockWidgetArea, kRightDock);
    auto* list = addDock(QStringLiteral("reachListDock"), tr("Places"), m_list, Qt::BottomDockWidgetArea, kBottomDock);
    tabDock(place, addDock(QStringLiteral("patrolDock"), tr("Patrol"), m_patrol, Qt::RightDockWidgetArea, kRightDock));
    tabDock(list, addDock(QStringLiteral("patrolRecordsDock"), tr("Patrol records"), m_records, Qt::BottomDockWidgetArea, kBottomDock));
    setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
    constexpr int kFollowMs = 60; // map and lists, while the slider is dragged; the sentence does not wait
    m_dragged.setSingleShot(true);
    m_dragged.setInterval(kFollowMs);
    connect(&m_dragged, &QTimer::timeout, this, &PatrolsWorkspace::fill);
    connect(m_bar, &ReachBar::limitChanged, this, &PatrolsWorkspace::fill);
    connect(m_bar, &ReachBar::limitDragged, this, &PatrolsWorkspace::followDrag);
    connect(m_bar, &ReachBar::choiceChanged, this, [this] {
        followScenario();
        invalidate();
    });
    connect(m_bar, &ReachBar::baseAsked, this, [this] { ask(Asks::Base); });
    connect(m_bar, &ReachBar::closureAsked, this, [this] { ask(Asks::Closure); });
    connect(m_bar, &ReachBar::swipeAsked, this, [this] { toggleSwipe(Swipe::ScenarioBesideToday); });
    connect(&m_list->compare(), &ScenarioCompare::swipeAsked, this, [this] { toggleSwipe(Swipe::TwoScenarios); });
    connect(&m_list->compare(), &ScenarioCompare::compared, this, &PatrolsWorkspace::swipeAgain);
    connect(m_bar, &ReachBar::renameAsked, this, &PatrolsWorkspace::renameScenario);
    connect(m_bar, &ReachBar::removeAsked, this, &PatrolsWorkspace::removeScenario);
    connect(m_bar, &ReachBar::changesAsked, this, [this] {
        m_list->showChanges();
        bringForward(m_list);
    });
    connect(&m_list->changes(), &ChangesList::shownOnMap, this, &PatrolsWorkspace::showChange);
    connect(m_bar, &ReachBar::duplicateAsked, this, &PatrolsWorkspace::duplicateScenario);
    connect(m_bar, &ReachBar::keepAsked, this, &PatrolsWorkspace::keepConditions);
    connect(&m_list->bases(), &BasesList::baseChosen, this, [this](qint64 base) {
        m_shell.context.select(session::RecordRef{core::Kind::BASE, base});
        m_map->showRecord({core::Kind::BASE, base});
    });
    connect(&m_list->bases(), &BasesList::closeAsked, this, &PatrolsWorkspace::closeBase);
    connect(&m_list->bases(), &BasesList::moveAsked, this, [this](qint64 base) {
        m_moved = core::BaseId{base};
        ask(Asks::Move);
    });
    connect(&m_list->closures(), &ClosuresList::shownOnMap, this, &PatrolsWorkspace::showChange);
    connect(&m_list->closures(), &ClosuresList::turnedOver, this, &PatrolsWorkspace::turnRoad);
    connect(m_map, &MapCanvas::picked, this, &PatrolsWorkspace::picked);
    connect(m_map, &MapCanvas::missed, this, [this] { answerMiss(tr("There is no ground where you clicked. Click inside the map of the mission.")); });
    connect(m_list, &ReachList::visitDaysChanged, this, &PatrolsWorkspace::fill);
    connect(m_list, &ReachList::placeChosen, this, &PatrolsWorkspace::choosePlace);
    connect(&shell.context, &session::WorkContext::selectionChanged, this, [this] {
        followSelection();
        if (const auto selected = m_shell.context.selection(); selected && selected->kind == core::Kind::BASE) {
            m_list->showBases();
            bringForward(m_list);
        }
    });
    connect(&shell.context, &session::WorkContext::scopeChanged, this, &PatrolsWorkspace::fill);
    connect(&shell.context, &session::WorkContext::periodChanged, this, [this] {
        followScenario(); // what is closed is told for the end of the period
        invalidate();
    });
    connect(&shell.style, &Style::changed, this, &PatrolsWorkspace::fill);
    connect(&shell.document, &session::Document::changed, this, [this](const store::Touched& touched) {
        if (touched.touches(core::Kind::SCENARIO)) {
            m_bar->setScenario(m_bar->choice().scenario);
            followScenario();
        }
        if (changesReach(touched))
            invalidate();
    });
    connect(m_sentence, &QLabel::linkActivated, this, &PatrolsWorkspace::explain);
    connect(m_within, &QLabel::linkActivated, this, &PatrolsWorkspace::explainWithin);
    connect(&m_jobs, &session::JobRunner::runningChanged, this, &PatrolsWorkspace::sayState);
    makeCommands();
    makeRecords();
    sayState();
}

QWidget* PatrolsWorkspace::makeCentre()
{
    constexpr int kLeastMap = 200;
    auto* whole = new ui::TallPage{m_pages};
    auto* outer = new QVBoxLayout{whole};
    outer->setContentsMargins(0, 0, 0, 0);
    QVBoxLayout* column = nullptr;
    auto* page = ui::panel("panel", whole, &column);
    outer->addWidget(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_sentence = ui::label({}, "heading", page, true);
    m_sentence->setObjectName(QStringLiteral("reachSentence"));
    auto* head = new QVBoxLayout;
    head->setContentsMargins(12, 10, 12, 0);
    head->addWidget(m_sentence);
    m_within = ui::label({}, "secondary", page, true);
    m_within->setObjectName(QStringLiteral("reachWithin"));
    head->addWidget(m_within);
    column->addLayout(head);
    m_scenario = m_bar->effect();
    column->addWidget(m_bar);
    m_conditions = ui::label({}, "secondary", m_bar, true);
    m_conditions->setObjectName(QStringLiteral("reachConditions"));
    m_state = ui::label({}, "secondary", m_bar, true);
    m_state->setObjectName(QStringLiteral("reachState"));
    m_state->setAlignment(Qt::AlignRight | Qt::AlignTop);
    auto* below = new QHBoxLayout; // both wrap, in a window of any width
    below->setSpacing(12);
    below->addWidget(m_conditions, 3);
    below->addWidget(m_state, 2);
    static_cast<QVBoxLayout*>(m_bar->layout())->addLayout(below);
    column->addWidget(ui::rule(page));
    m_map->setMinimumHeight(kLeastMap);
    column->addWidget(m_map, 1);
    return ui::scrolledPage(whole, QStringLiteral("reachPage"), m_pages);
}

QWidget* PatrolsWorkspace::makeEmpty()
{
    auto* import = ui::button(QStringLiteral("reachImport"), tr("Import places"), "primary", m_pages);
    auto* data = ui::button(QStringLiteral("reachData"), tr("Add a base by hand"), "plain", m_pages);
    connect(import, &QPushButton::clicked, this, [this] { m_shell.actions.action(QStringLiteral("data.import"))->trigger(); });
    connect(data, &QPushButton::clicked, this, [this] { m_shell.actions.action(QStringLiteral("view.data"))->trigger(); });
    return ui::emptyState(m_shell.style, QStringLiteral("patrols"),
                          tr("Nothing to reach yet. Reach needs places with people, and bases with units; roads, rivers and elevation make the times realistic."), import, data, m_pages);
}

void PatrolsWorkspace::makeCommands()
{
    handle(QStringLiteral("analysis.recalculate"), [this] {
        m_stale = true;
        recalculate();
    });
    // Their keys are letters: they act while the map or a place of the list has the focus.
    const auto onMap = [this](const char* id, std::function<void()> act) {
        handle(QLatin1String{id}, std::move(act));
        m_map->addAction(m_shell.actions.action(QLatin1String{id}));
        m_list->addKeysOf(*m_shell.actions.action(QLatin1String{id}));
    };
    onMap("patrols.tryBase", [this] { ask(Asks::Base); });
    onMap("patrols.closeRoad", [this] { ask(Asks::Closure); });
    onMap("patrols.swipe", [this] { toggleSwipe(swipeAsked()); });
}

void PatrolsWorkspace::makeRecords()
{
    connect(m_records, &PatrolRecords::patrolChosen, this, &PatrolsWorkspace::choosePatrol);
    connect(m_records, &PatrolRecords::importAsked, this, [this] { m_patrol->importTracks(std::nullopt); });
    connect(m_records, &PatrolRecords::openAsked, this, [this] {
        bringForward(m_records);
        bringForward(m_patrol);
        m_patrol->focusFirst();
    });
    connect(m_patrol, &PatrolPanel::positionAsked, this, [this] {
        m_asks = Asks::Stop;
        m_map->setTool(MapCanvas::Tool::Pick);
        m_shell.status(tr("Click the stop on the map. Esc gives up."));
    });
    connect(&m_shell.document, &session::Document::changed, this, [this](const store::Touched& touched) {
        if (touched.touches(core::Kind::PATROL))
            m_map->setTraces(m_patrol->traces());
    });
    handle(QStringLiteral("edit.new"), [this] { m_records->addNew(); });
    handle(QStringLiteral("edit.delete"), [this] { m_list->changes().isWorkedOn() ? m_list->changes().removeCurrent() : m_records->removeCurrent(); });
}

void PatrolsWorkspace::choosePatrol(qint64 patrol)
{
    m_shell.context.select(session::RecordRef{core::Kind::PATROL, patrol});
    m_map->showRecord({core::Kind::PATROL, patrol});
}

void PatrolsWorkspace::showPatrol(std::optional<core::PatrolId> patrol)
{
    m_records->select(patrol);
    m_patrol->showPatrol(patrol);
    m_map->setTraces(m_patrol->traces());
    if (patrol) {
        bringForward(m_records);
        bringForward(m_patrol);
    }
}

void PatrolsWorkspace::activated()
{
    const auto mission = m_shell.document.mission();
    const bool empty = mission->all<core::Place>().empty() && mission->all<core::Base>().empty();
    m_pages->setCurrentIndex(empty ? 1 : 0);
    putDocksAside(empty);
    if (!empty)
        m_map->setFocus(Qt::OtherFocusReason); // the keys that buttons name are letters: they act on the map
    if (!m_limitKnown) {
        m_limitKnown = true;
        m_bar->setFirstLimit(analysis::attackMinutes(*mission, m_shell.context.cutOff(*mission, m_shell.document.now())));
        m_bar->setScenario(std::nullopt);
        QTimer::singleShot(0, m_map, [this] { m_map->fit(); });
    }
    recalculate();
}

void PatrolsWorkspace::invalidate()
{
    m_stale = true;
    markScenario();
    m_list->closures().show(m_bar->choice().scenario);
    m_list->bases().show(m_bar->choice().scenario);
    if (isVisible())
        recalculate();
    else
        sayState();
}

void PatrolsWorkspace::recalculate()
{
    if (!m_stale || m_pages->currentIndex() != 0)
        return;
    m_stale = m_failed = false;
    m_bar->showCells();
    const auto mission = m_shell.document.mission();
    m_extraJobs.stop(); // what belongs to the answer before must not take the cores from the next one
    const core::Instant asOf = m_shell.context.cutOff(*mission, m_shell.document.now());
    QElapsedTimer clock;
    clock.start();
    m_jobs.restart([mission, request = m_shell.document.terrainRequest(), choice = m_bar->choice(), asOf, before = m_board](const core::Progress& progress) {
        return session::reachBoard(mission, request, choice, asOf, before, progress);
    }, [this, clock](session::Outcome<std::shared_ptr<const session::ReachBoard>> outcome) {
        if (outcome.value) {
            m_shell.messages.hide(QStringLiteral("reach"));
            take(std::move(*outcome.value), clock.elapsed());
        } else if (outcome.error) {
            m_shell.messages.show(QStringLiteral("reach"), MessageBar::Level::Warning, tr("Reach could not be computed: %1").arg(outcome.sentence()));
            m_stale = m_failed = true; // what is shown is that of before
            sayState();
        }
    });
}

void PatrolsWorkspace::take(std::shared_ptr<const session::ReachBoard> board, qint64 ms)
{
    constexpr double kMs = 1000.0;
    m_board = std::move(board);
    m_extras.reset();
    const auto asOf = m_board->reach.options.as_of;
    m_bar->setSeasonOfDate(session::dayText(asOf, m_board->mission->timeZone()), analysis::seasonOf(*m_board->mission, asOf));
    m_list->compare().setBoard(m_board);
    fill();
    computeExtras();
    m_shell.status(tr("Reach calculated in %1 s, in cells of %2 m").arg(static_cast<double>(ms) / kMs, 0, 'f', 1).arg(session::countText(std::llround(m_board->terrain.cell_metres))));
}

/// After the first answer is shown, so that it does not wait.
void PatrolsWorkspace::computeExtras()
{
    m_extraJobs.restart([board = m_board](const core::Progress& progress) { return session::reachExtras(*board, progress); },
                        [this, board = m_board](session::Outcome<std::shared_ptr<const session::ReachExtras>> outcome) {
                            if (board != m_board || !outcome.value)
                                return;
                            m_extras = std::move(*outcome.value);
                            fill();
                        });
}

void PatrolsWorkspace::sayConditions(double limitMinutes)
{
    const auto text = m_extras == nullptr ? session::ConditionText{tr("Night, wet season and the effect of the speeds are being calculated ..."), {}} : session::conditionText(*m_board, *m_extras, limitMinutes);
    m_conditions->setText(ui::wholeQuantities(text.sentence));
    m_conditions->setToolTip(text.people.join(QLatin1Char('\n')).toHtmlEscaped().replace(QLatin1Char('\n'), QStringLiteral("<br>")));
    m_conditions->setAccessibleDescription(text.people.join(QStringLiteral(", ")));
}

void PatrolsWorkspace::sayGaps(const std::vector<session::ReachRow>& beyond, double limitMinutes)
{
    m_gaps.clear();
    for (const auto& row : beyond)
        m_gaps.push_back({core::Kind::PLACE, row.place.value});
    m_numbers = session::gapNumbers(beyond, limitMinutes);
    ui::setLinkedText(*m_sentence, session::withSensitivity(session::gapSentence(*m_board, beyond, limitMinutes, m_shell.context.scope()), beyond),
                      {{m_numbers.people, QStringLiteral("people")}, {m_numbers.places, QStringLiteral("places")}, {m_numbers.within, QStringLiteral("within")}});
}

/// Where a number of the sentence comes from; that of places leads to them.
void PatrolsWorkspace::explain(const QString& number)
{
    if (m_board == nullptr)
        return;
    const auto& reach = m_board->reach;
    const QString origin = tr("As of %1, %2.").arg(session::shown(core::readableCutOff(reach.options.as_of, m_board->mission->timeZone())), session::WorkContext::called(m_shell.context.scope(), *m_board->mission));
    if (number == QStringLiteral("places")) {
        m_list->showBeyond();
        bringForward(m_list);
    } else if (number == QStringLiteral("people")) {
        showExplanation(m_shell, m_sentence, {m_numbers.people, tr("Sum of the people of the %1 whose risk is, or can be, High or Critical and which the first unit reaches later than %2 after an attack begins, or not at all. "
                                                                   "Places whose number of people is not known add nothing: then the sentence says at least.").arg(m_numbers.places, m_numbers.within),
                                              origin, {m_gaps.begin(), m_gaps.begin() + static_cast<std::ptrdiff_t>(std::min(m_gaps.size(), session::kFigureRecords))}});
    } else {
        showExplanation(m_shell, m_sentence, {m_numbers.within, tr("Response = information + decision + mobilisation + travel, of the unit that arrives first. A place is reached when its response is not longer than this limit. "
                                                                   "At first the limit is how long an attack lasts (%1); the hours below change it.").arg(session::durationText(reach.attack_minutes)),
                                              origin, {}});
    }
}

/// Nothing is computed again: the number of the sentence follows every step, map and lists as fast as they can.
void PatrolsWorkspace::followDrag()
{
    if (m_board == nullptr)
        return;
    const double limit = m_bar->limitMinutes();
    auto beyond = session::placesBeyond(*m_board, limit, m_shell.context.scope());
    if (m_extras != nullptr)
        session::markSensitive(beyond, *m_board, *m_extras, limit);
    sayGaps(beyond, limit);
    if (!m_dragged.isActive())
        m_dragged.start();
}

void PatrolsWorkspace::explainWithin(const QString& number)
{
    if (m_board == nullptr)
        return;
    const auto line = session::reachLine(*m_board);
    const QString origin = tr("As of %1, the whole mission.").arg(session::shown(core::readableCutOff(m_board->reach.options.as_of, m_board->mission->timeZone())));
    if (number == QStringLiteral("people"))
        showExplanation(m_shell, m_within, {line.people, tr("Sums of the people of all places whose response (information + decision + mobilisation + travel of the first unit) is not longer than 30 minutes, 1 hour, 2 hours and D, "
                                                            "how long an attack lasts. %1 places have no number of people and are in none of them.").arg(m_board->reach.people.places_without_people), origin, {}});
    else
        showExplanation(m_shell, m_within, {line.at_once, tr("If all places of class Must or Should called at the same moment and each unit answered one: the largest number of places that can each be given a unit of its own that arrives "
                                                             "before an attack ends, of those that some unit reaches in time."), origin, {}});
}

void PatrolsWorkspace::fill()
{
    if (m_board == nullptr)
        return;
    const double limit = m_bar->limitMinutes();
    const auto scope = m_shell.context.scope();
    auto beyond = session::placesBeyond(*m_board, limit, scope);
    if (m_extras != nullptr)
        session::markSensitive(beyond, *m_board, *m_extras, limit);
    sayGaps(beyond, limit);
    const auto line = session::reachLine(*m_board);
    ui::setLinkedText(*m_within, line.sentence, {{line.people, QStringLiteral("people")}, {line.at_once, QStringLiteral("at once")}});
    sayConditions(limit);
    m_list->lines().show(m_extras != nullptr ? std::optional{m_extras->lines} : std::nullopt, m_board->choice.scenario.has_value());
    m_list->compare().setLimit(limit);
    m_bar->showEffect(session::scenarioSentence(*m_board, limit));
    auto overdue = session::placesOverdue(*m_board, scope, m_list->visitDays());
    ring(overdue);
    fillMap(beyond);
    m_list->show(std::move(beyond), std::move(overdue), session::placesNotConnected(*m_board, scope), m_board->choice.scenario.has_value(), session::durationText(limit));
    followSelection();
    sayState();
}

std::shared_ptr<map::ReachCover> PatrolsWorkspace::coverOf(const analysis::Reach& reach, std::optional<session::ScenarioId> scenario) const
{
    auto cover = report::reachCover({m_board->terrain.terrain->frame(), reach.minutes, {}, m_bar->limitMinutes(), analysis::conditionsText(reach.options), analysis::roadLinks(reach)});
    cover->overdue = m_rings;
    cover->overdue_days = m_list->visitDays();
    mark(*cover, scenario);
    return cover;
}

void PatrolsWorkspace::ring(const std::vector<session::ReachRow>& overdue)
{
    m_rings.clear();
    for (const auto& row : overdue)
        if (const auto at = m_board->mission->find<core::Place>(row.place)->point())
            m_rings.push_back(*at);
}

void PatrolsWorkspace::fillMap(const std::vector<session::ReachRow>& beyond)
{
    auto cover = coverOf(m_board->reach, m_bar->choice().scenario);
    cover->gap = session::gapCells(*m_board, beyond, cover->limit_minutes);
    auto changed = session::changedCells(*m_board, cover->limit_minutes);
    cover->gained = std::move(changed.gained);
    cover->lost = std::move(changed.lost);
    m_cover = std::move(cover);
    markScenario();
    swipeAgain();
}

/// In what way all that is shown of reach is out of date; empty when it is not.
QString PatrolsWorkspace::staleWords() const
{
    if (m_board == nullptr)
        return {};
    if (m_jobs.isRunning())
        return tr("Out of date: being calculated again ...");
    if (m_failed)
        return m_shell.actions.withKeys(tr("Out of date: it could not be calculated again. Recalculate to try once more"), QStringLiteral("analysis.recalculate")) + QLatin1Char('.');
    return m_stale ? m_shell.actions.withKeys(tr("Out of date. Recalculate"), QStringLiteral("analysis.recalculate")) + QLatin1Char('.') : QString{};
}

QStringList PatrolsWorkspace::notes() const
{
    QStringList texts;
    if (m_board != nullptr)
        for (const auto* all : {&m_board->terrain.notes, &m_board->reach.notes})
            for (const std::string& note : *all)
                texts << session::shown(note);
    return texts;
}

/// One state, told at every place that shows a result.
void PatrolsWorkspace::sayState()
{
    const QString stale = staleWords();
    const QStringList notes = this->notes();
    QStringList said;
    if (m_board == nullptr)
        ui::setLinkedText(*m_sentence, m_jobs.isRunning() ? tr("Reach is being calculated ...") : m_failed ? tr("Reach could not be calculated.") : tr("Reach is not calculated yet."));
    else if (!stale.isEmpty())
        said << stale;
    else if (!notes.isEmpty())
        said << (notes.size() == 1 ? tr("1 thing was assumed or left out") : tr("%1 things were assumed or left out").arg(notes.size()));
    if (m_board != nullptr && stale.isEmpty())
        said << tr("cells of %1 m").arg(session::countText(std::llround(m_board->terrain.cell_metres)));
    m_state->setText(ui::wholeQuantities(said.join(QStringLiteral(" \u00B7 "))));
    m_state->setToolTip(notes.join(QLatin1Char('\n')).toHtmlEscaped().replace(QLatin1Char('\n'), QStringLiteral("<br>")));
    m_state->setAccessibleDescription(notes.join(QLatin1Char(' ')));
    for (auto* label : {m_sentence, m_within, m_scenario, m_conditions})
        ui::setStale(*label, !stale.isEmpty());
    for (auto* label : {m_sentence, m_within})
        label->setEnabled(stale.isEmpty());
    m_map->setStale(stale);
    m_list->setStale(stale);
    m_panel->setStale(stale);
}

void PatrolsWorkspace::choosePlace(qint64 place)
{
    m_shell.context.select(session::RecordRef{core::Kind::PLACE, place});
    m_map->showRecord({core::Kind::PLACE, place});
}

void PatrolsWorkspace::followSelection()
{
    const auto selected = m_shell.context.selection();
    showPatrol(selected && selected->kind == core::Kind::PATROL ? std::optional{core::PatrolId{selected->id}} : std::nullopt);
    const bool base = selected && selected->kind == core::Kind::BASE;
    m_list->bases().select(base ? std::optional{core::BaseId{selected->id}} : std::nullopt);
    if (m_board == nullptr || !selected || selected->kind != core::Kind::PLACE) {
        m_panel->clear();
        m_map->setWay({});
        m_list->select(std::nullopt);
        return;
    }
    const core::PlaceId id{selected->id};
    m_panel->show(*m_board, m_extras.get(), m_bar->limitMinutes(), id);
    m_list->select(id);
    const auto& places = m_board->reach.places;
    const auto place = std::find_if(places.begin(), places.end(), [&](const analysis::PlaceReach& each) { return each.place == id; });
    m_map->setWay(place != places.end() && place->isReached() ? place->way : std::vector<core::Vertex>{});
    bringForward(m_panel);
}

} // namespace tutela::app
