// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "place_reach_panel.h"

#include "../assess/field_editor.h"
#include "../frame/flow_layout.h"
#include "../frame/linked_text.h"
#include "../frame/stale.h"

#include <tutela/core/spoken.h>
#include <tutela/map/theme.h>
#include <tutela/session/display.h>

#include <QGridLayout>
#include <QScrollArea>
#include <QStyle>
#include <QVBoxLayout>

#include <cmath>

namespace tutela::app {

namespace {

QString whyText(analysis::NotReached why)
{
    switch (why) {
    case analysis::NotReached::OutsideTerrain: return QObject::tr("The place lies outside of the area that is computed.");
    case analysis::NotReached::InWater: return QObject::tr("The place lies in water: correct its position.");
    case analysis::NotReached::NoBase: return QObject::tr("No unit can start: there is no open base with a unit that may move now.");
    default: return QObject::tr("No way leads there from any base: rivers, closed roads or ground that this means cannot cross lie between.");
    }
}

} // namespace

PlaceReachPanel::PlaceReachPanel(Shell& shell, QWidget* parent)
    : QWidget(parent), m_shell(shell), m_icon(new QLabel{this}), m_name(ui::label({}, "title", this, true)), m_about(ui::label({}, "secondary", this, true)),
      m_verdict(ui::label({}, "heading", this, true)), m_stale(ui::label({}, "warning", this, true)), m_figures(new QWidget{this}), m_body(new QWidget{this}), m_facts(new QGridLayout), m_open(ui::button(QStringLiteral("reachOpenPlace"), tr("Open the place"), "plain", this))
{
    setObjectName(QStringLiteral("placeReach"));
    auto* outer = new QVBoxLayout{this};
    outer->setContentsMargins(0, 0, 0, 0);
    auto* scroll = new QScrollArea{this};
    scroll->setObjectName(QStringLiteral("placeReachScroll"));
    scroll->setAccessibleName(tr("How the place is reached"));
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* page = new QWidget{scroll};
    auto* column = new QVBoxLayout{page};
    column->setContentsMargins(16, 12, 16, 16);
    column->setSpacing(8);
    auto* head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(m_icon, 0, Qt::AlignTop);
    m_name->setObjectName(QStringLiteral("placeReachName"));
    head->addWidget(m_name, 1);
    column->addLayout(head);
    column->addWidget(m_about);
    column->addWidget(m_open, 0, Qt::AlignLeft); // in view in a low window
    m_stale->setObjectName(QStringLiteral("placeReachStale"));
    m_stale->hide();
    column->addWidget(m_stale);
    m_verdict->setObjectName(QStringLiteral("placeReachVerdict"));
    column->addWidget(m_verdict);
    m_figures->setLayout(new FlowLayout{12, 6});
    column->addWidget(m_figures);
    column->addWidget(ui::rule(page));
    m_body->setLayout(m_facts);
    m_facts->setContentsMargins(0, 0, 0, 0);
    m_facts->setHorizontalSpacing(12);
    m_facts->setVerticalSpacing(6);
    m_facts->setColumnStretch(0, 1);
    column->addWidget(m_body);
    column->addStretch();
    scroll->setWidget(page);
    outer->addWidget(scroll);
    connect(m_open, &QPushButton::clicked, this, [this] {
        if (m_place)
            m_shell.open({core::Kind::PLACE, m_place->value});
    });
    clear();
}

void PlaceReachPanel::setStale(const QString& words)
{
    m_stale->setText(words);
    grey();
}

void PlaceReachPanel::grey()
{
    const bool stale = m_place && !m_stale->text().isEmpty();
    m_stale->setVisible(stale);
    ui::setStale(*m_verdict, stale);
    for (const auto* part : {m_figures, m_body})
        for (auto* fact : part->findChildren<QLabel*>())
            ui::setStale(*fact, stale);
}

void PlaceReachPanel::empty()
{
    for (QLayout* part : {m_figures->layout(), static_cast<QLayout*>(m_facts)})
        while (auto* item = part->takeAt(0)) {
            item->widget()->hide();
            item->widget()->deleteLater();
            delete item;
        }
    m_rows = 0;
}

void PlaceReachPanel::clear()
{
    m_place.reset();
    empty();
    m_icon->hide();
    m_name->setText(tr("No place chosen"));
    m_about->setText(tr("Select a place to see who arrives first, by which route, and how long each step takes."));
    m_verdict->hide();
    m_open->hide();
    grey();
}

void PlaceReachPanel::addFact(const QString& name, const QString& value, const QString& tip)
{
    auto* left = ui::label(name, "secondary", m_body, true);
    auto* right = ui::label(ui::wholeQuantities(value), "plain", m_body, true);
    right->setAlignment(Qt::AlignRight | Qt::AlignTop);
    right->setAccessibleName(name + QStringLiteral(": ") + value);
    if (!tip.isEmpty())
        for (auto* label : {left, right})
            label->setToolTip(tip.toHtmlEscaped());
    m_facts->addWidget(left, m_rows, 0, Qt::AlignTop);
    m_facts->addWidget(right, m_rows++, 1, Qt::AlignTop);
}

/// What is asked of a place first, in large letters.
void PlaceReachPanel::addFigure(const QString& name, const QString& value, const QString& tip)
{
    auto* figure = new QWidget{m_figures};
    auto* column = new QVBoxLayout{figure};
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* large = ui::label(value, "title", figure);
    large->setAccessibleName(name + QStringLiteral(": ") + value);
    column->addWidget(large);
    column->addWidget(ui::label(name, "secondary", figure));
    figure->setToolTip(tip.toHtmlEscaped());
    m_figures->layout()->addWidget(figure);
    figure->show();
}

void PlaceReachPanel::addFigures(const session::ReachBoard& board, const analysis::PlaceReach& place)
{
    addFigure(tr("Total response"), place.isReached() ? session::durationText(place.t_resp) : tr("not reached"), tr("Information + decision + mobilisation + travel."));
    const auto& visits = board.coverage.places;
    const auto found = std::find_if(visits.begin(), visits.end(), [&](const analysis::PlaceCoverage& each) { return each.place == place.place; });
    if (found != visits.end())
        addFigure(tr("Last visit"), session::visitText(found->days_since_visit), tr("A stop of 30 minutes or more, on foot or with people met, from tracks and reports."));
    addFigure(tr("People"), session::countText(place.people), tr("As recorded of the place."));
}

void PlaceReachPanel::addTimes(const session::ReachBoard& board, const analysis::PlaceReach& place)
{
    const auto& responder = board.reach.responders[place.responder];
    addFact(tr("Information"), session::durationText(place.t_info), tr("From the event until the mission knows of it."));
    addFact(tr("Decision"), session::durationText(place.t_decide));
    addFact(tr("Mobilisation"), session::durationText(place.t_mobilise), tr("Notice to move of the unit, by day or night."));
    addFact(tr("Travel"), session::durationText(place.t_travel));
    if (place.t_on_foot >= 0.5)
        addFact(tr("of it on foot"), session::durationText(place.t_on_foot), tr("After the vehicle was left."));
    addFact(tr("From"), session::shown(responder.base_name));
    const auto* unit = responder.unit ? board.mission->find<core::Unit>(*responder.unit) : nullptr;
    addFact(tr("Unit"), unit != nullptr ? session::shown(unit->name) : tr("none recorded, an ordinary one is taken"));
    addFact(tr("Vehicle or means"), QString::fromStdString(core::spoken(core::word(place.mode))));
    addFact(tr("Distance"), tr("%1 km").arg(place.km, 0, 'f', 1));
    if (place.km_off_roads >= 0.05)
        addFact(tr("of it off the roads at the end"), tr("%1 km").arg(place.km_off_roads, 0, 'f', 1), tr("The last link, from where the way leaves the roads."));
    addFact(tr("Interception ratio"), QString::number(place.interception(board.reach.attack_minutes), 'f', 2),
            tr("Length of an attack (%1) \u00F7 total response; below 1 = too late.").arg(session::durationText(board.reach.attack_minutes)));
}

void PlaceReachPanel::addVisits(const session::ReachBoard& board, core::PlaceId id)
{
    const auto& places = board.coverage.places;
    const auto found = std::find_if(places.begin(), places.end(), [&](const analysis::PlaceCoverage& each) { return each.place == id; });
    if (found == places.end())
        return;
    if (found->interval_days)
        addFact(tr("Visit due every"), tr("%1 days").arg(*found->interval_days));
    addFact(tr("Presence, last 30 days"), tr("%1 h").arg(found->presence_hours, 0, 'f', 1));
}

/// @param number  of the place in the board
void PlaceReachPanel::addExtras(const session::ReachBoard& board, const session::ReachExtras& extras, double limitMinutes, std::size_t number)
{
    using core::Season;
    addFact(tr("Recorded attacks"), session::attacksMetText(extras, extras.sensitivity.as_assumed[number]),
            tr("Attacks anywhere in the mission with start and end known to the hour that were not over when this response arrives."));
    const auto time = [&](double minutes) { return std::isfinite(minutes) ? session::durationText(minutes) : tr("nobody comes"); };
    const auto pair = [&](bool night) { return tr("%1 / %2").arg(time(extras.conditions.of(Season::DRY, night)[number]), time(extras.conditions.of(Season::WET, night)[number])); };
    addFact(tr("By day, dry / wet season"), pair(false));
    addFact(tr("By night, dry / wet season"), pair(true));
    const auto& speed = extras.sensitivity;
    const bool byLimit = speed.isSensitive(number, limitMinutes), byAttack = speed.isSensitive(number, board.reach.attack_minutes);
    if (byLimit || byAttack)
        addFact(tr("Sensitive to speed"), tr("%1 with speeds 30 % lower, %2 with 30 % higher").arg(time(speed.slower[number]), time(speed.faster[number])),
                tr("Whether the place is reached within %1 depends on the speeds assumed.").arg(session::durationText(byLimit ? limitMinutes : board.reach.attack_minutes)));
}

void PlaceReachPanel::show(const session::ReachBoard& board, const session::ReachExtras* extras, double limitMinutes, core::PlaceId id)
{
    const auto& places = board.reach.places;
    const auto place = std::find_if(places.begin(), places.end(), [&](const analysis::PlaceReach& each) { return each.place == id; });
    const auto* record = board.mission->find<core::Place>(id);
    if (place == places.end() || record == nullptr) {
        clear();
        return;
    }
    m_place = id;
    empty();
    const auto rating = board.ratings.find(id);
    m_icon->setPixmap(bandPixmap(m_shell.style, rating == board.ratings.end() ? std::nullopt : std::optional{rating->second.band.highest}, 20));
    m_icon->show();
    m_name->setText(record->name.empty() ? tr("Unnamed") : session::shown(record->name));
    m_about->setText((rating == board.ratings.end()     ? map::notAssessedWord()
                      : rating->second.band.known() ? tr("%1 risk").arg(map::bandWord(rating->second.band.highest))
                                                        : tr("up to %1 risk, judgements are missing").arg(map::bandWord(rating->second.band.highest))));
    const double late = place->t_resp - board.reach.attack_minutes;
    m_verdict->setText(ui::wholeQuantities(!place->isReached() ? whyText(place->why)
                       : place->in_time    ? tr("Reached %1 before an attack of %2 ends").arg(session::durationText(-late), session::durationText(board.reach.attack_minutes))
                                           : tr("Too late by %1 for an attack of %2").arg(session::durationText(late), session::durationText(board.reach.attack_minutes))));
    m_verdict->setProperty("role", place->isReached() && place->in_time ? QStringLiteral("success") : QStringLiteral("error"));
    m_verdict->style()->polish(m_verdict);
    m_verdict->show();
    addFigures(board, *place);
    if (place->isReached())
        addTimes(board, *place);
    if (extras != nullptr)
        addExtras(board, *extras, limitMinutes, static_cast<std::size_t>(place - places.begin()));
    if (place->isFarFromRoads())
        addFact(tr("Nearest road"), tr("%1 km away").arg(*place->nearest_road_km, 0, 'f', 1), tr("Farther than 2 km: look whether a road is missing or the position is wrong."));
    addVisits(board, id);
    m_open->show();
    grey();
}

} // namespace tutela::app
