// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "patrol_panel.h"

#include "../frame/head_layout.h"
#include "../frame/writing.h"
#include "../records/pick_list.h"
#include "../records/record_form.h"

#include <tutela/core/spoken.h>
#include <tutela/session/display.h>
#include <tutela/session/patrol_edit.h>
#include <tutela/session/patrol_list.h>

#include <QComboBox>
#include <QFileInfo>
#include <QLocale>
#include <QVBoxLayout>

namespace tutela::app {

namespace {

QString word(std::string_view text) { return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())); }

QString kilometres(const core::Geometry& track)
{
    constexpr double kMetres = 1000.0;
    return QLocale{QLocale::English}.toString(core::lengthMetres(track) / kMetres, 'f', 1);
}

/// "12.4 km from 3 Oct 2026, 08:10".
QString trackText(const core::Mission& mission, const core::Patrol& track)
{
    return track.actual_start ? QObject::tr("%1 km from %2").arg(kilometres(track.geometry), session::timeText(*track.actual_start, mission))
                              : QObject::tr("%1 km, no times: it counts for kilometres and places passed only").arg(kilometres(track.geometry));
}

void empty(QLayout& layout)
{
    while (auto* item = layout.takeAt(0)) {
        if (item->widget() != nullptr) {
            item->widget()->hide();
            item->widget()->deleteLater();
        }
        delete item;
    }
}

} // namespace

PatrolPanel::PatrolPanel(Shell& shell, QWidget* parent)
    : QWidget(parent), m_shell(shell), m_head(new QWidget{this}), m_steps(new QWidget{m_head}), m_reasonRow(new QWidget{m_head}), m_trackRow(new QWidget{m_head}),
      m_tracks(new QWidget{m_head}), m_state(ui::label({}, "secondary", m_head, true)), m_visits(ui::label({}, "secondary", m_head, true)), m_problem(ui::label({}, "error", m_head, true)),
      m_reasonTitle(ui::label({}, "secondary", m_reasonRow, true)), m_trackText(ui::label({}, "secondary", m_trackRow, true)), m_reason(new QComboBox{m_reasonRow}),
      m_obstruction(ui::button(QStringLiteral("patrolObstruction"), tr("Record the obstruction as an incident"), "plain", m_head)),
      m_owner(new PickList{tr("Patrol of the track"), PickList::Mode::One, [this] {
          std::vector<session::Choice> choices;
          for (const core::Patrol& each : m_shell.document.mission()->all<core::Patrol>())
              if (!core::isTrack(each))
                  choices.push_back({session::nameOf(*m_shell.document.mission(), {core::Kind::PATROL, each.id}), QString::number(each.id)});
          return choices;
      }, m_trackRow}),
      m_form(new RecordForm{shell, core::Kind::PATROL, this})
{
    setObjectName(QStringLiteral("patrolPanel"));
    setAccessibleName(tr("Patrol"));
    auto* column = new QVBoxLayout{this};
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    makeHead(column);
    column->addWidget(m_form, 1);
    connect(m_form, &RecordForm::positionAsked, this, &PatrolPanel::positionAsked);
    connect(&shell.context, &session::WorkContext::periodChanged, this, &PatrolPanel::refresh); // whether a report is late is told for its end
    connect(&shell.document, &session::Document::changed, this, [this](const store::Touched& touched) {
        if (touched.touches(core::Kind::PATROL) || touched.touches(core::Kind::INCIDENT))
            refresh();
    });
    refresh();
}

void PatrolPanel::makeHead(QVBoxLayout* outer)
{
    auto* column = new QVBoxLayout{m_head};
    column->setContentsMargins(16, 10, 16, 0);
    column->setSpacing(6);
    m_state->setObjectName(QStringLiteral("patrolState"));
    m_problem->setObjectName(QStringLiteral("patrolProblem"));
    m_visits->setObjectName(QStringLiteral("patrolVisits"));
    m_steps->setLayout(new FlowLayout{6, 6});
    m_tracks->setLayout(new QVBoxLayout);
    m_tracks->layout()->setContentsMargins(0, 0, 0, 0);
    auto* reason = new QVBoxLayout{m_reasonRow};
    reason->setContentsMargins(0, 0, 0, 0);
    m_reason->setObjectName(QStringLiteral("patrolReason"));
    m_reason->setAccessibleName(tr("Reason"));
    m_reason->addItem(tr("Choose the reason"), QString{});
    for (const auto each : core::wordsOf<core::CancelReason>())
        m_reason->addItem(QString::fromStdString(core::spoken(each)), word(each));
    auto* buttons = new QHBoxLayout;
    auto* back = ui::button(QStringLiteral("patrolReasonBack"), tr("Back"), "plain", m_reasonRow);
    auto* confirm = ui::button(QStringLiteral("patrolReasonConfirm"), tr("Confirm"), "primary", m_reasonRow);
    buttons->addWidget(back);
    buttons->addWidget(confirm);
    buttons->addStretch();
    reason->addWidget(m_reasonTitle);
    reason->addWidget(m_reason);
    reason->addLayout(buttons);
    auto* track = new QVBoxLayout{m_trackRow};
    track->setContentsMargins(0, 0, 0, 0);
    m_trackText->setObjectName(QStringLiteral("trackText"));
    m_owner->setObjectName(QStringLiteral("trackPatrol"));
    m_owner->setAccessibleName(tr("Patrol of the track"));
    track->addWidget(m_trackText);
    track->addWidget(m_owner);
    for (QWidget* each : {static_cast<QWidget*>(m_state), static_cast<QWidget*>(m_visits), m_steps, m_reasonRow, static_cast<QWidget*>(m_obstruction), m_trackRow, m_tracks, static_cast<QWidget*>(m_problem)})
        column->addWidget(each);
    for (QWidget* each : {static_cast<QWidget*>(m_obstruction), static_cast<QWidget*>(m_owner), static_cast<QWidget*>(confirm)})
        ui::changes(m_shell, each);
    outer->addWidget(m_head);
    connect(back, &QPushButton::clicked, this, [this] {
        m_asked.reset();
        refresh();
    });
    connect(confirm, &QPushButton::clicked, this, &PatrolPanel::confirmReason);
    connect(m_obstruction, &QPushButton::clicked, this, [this] {
        const auto added = session::addObstruction(m_shell.document, *m_patrol);
        tell(added.refusal);
        if (added.id)
            m_shell.toasts.show(tr("Incident recorded."), {{tr("Open it"), [this, id = *added.id] { m_shell.open({core::Kind::INCIDENT, id}); }}, ui::undoAction(m_shell)});
    });
    connect(m_owner, &PickList::chosen, this, [this](const QStringList& values) {
        tell(session::setPatrolOfTrack(m_shell.document, *m_patrol, values.isEmpty() ? std::nullopt : std::optional{core::PatrolId{values.front().toLongLong()}}));
    });
}

const core::Patrol* PatrolPanel::patrol() const { return m_patrol ? m_shell.document.mission()->find<core::Patrol>(*m_patrol) : nullptr; }

void PatrolPanel::showPatrol(std::optional<core::PatrolId> id)
{
    if (m_patrol != id)
        m_asked.reset();
    m_patrol = id;
    m_problem->hide();
    refresh();
}

void PatrolPanel::refresh()
{
    const auto mission = m_shell.document.mission(); // what patrol() points into lives as long
    const core::Patrol* shown = patrol();
    const bool isTrack = shown != nullptr && core::isTrack(*shown);
    m_head->setVisible(shown != nullptr);
    m_trackRow->setVisible(isTrack);
    m_reasonRow->setVisible(m_asked.has_value());
    m_form->setVisible(!isTrack);
    if (shown == nullptr || isTrack)
        m_form->showNone();
    else
        m_form->showRecord(shown->id);
    if (shown == nullptr)
        return;
    m_obstruction->setVisible(session::offersObstruction(*mission, *shown));
    if (isTrack) {
        m_trackText->setText(tr("A recorded track: %1. %2").arg(trackText(*mission, *shown), session::ownerSentence(*mission, *shown)));
        m_owner->setValues(shown->patrol_id ? QStringList{QString::number(shown->patrol_id->value)} : QStringList{},
                           shown->patrol_id ? session::nameOf(*mission, {core::Kind::PATROL, shown->patrol_id->value}) : QString{});
    }
    m_visits->setText(session::visitSentence(*mission, *m_patrol));
    m_visits->setVisible(!m_visits->text().isEmpty());
    showSteps(*shown);
    showTracks(*shown);
}

void PatrolPanel::showSteps(const core::Patrol& shown)
{
    empty(*m_steps->layout());
    const bool isTrack = core::isTrack(shown);
    QString state = isTrack ? session::shown(shown.source_id) : shown.status ? QString::fromStdString(core::spoken(*shown.status)) : tr("No state yet");
    if (shown.cancel_reason && !isTrack)
        state += QStringLiteral(": ") + QString::fromStdString(core::spoken(*shown.cancel_reason)).toLower();
    const auto report = core::reportState(shown, m_shell.context.cutOff(*m_shell.document.mission(), m_shell.document.now()));
    if (const QString text = session::reportText(report, core::reportDue(shown), *m_shell.document.mission()); !text.isEmpty())
        state += tr(" \u00B7 report %1").arg(text);
    m_state->setText(state);
    m_state->setProperty("role", QString::fromLatin1(report == core::ReportState::LATE ? "warning" : "secondary"));
    m_state->style()->unpolish(m_state);
    m_state->style()->polish(m_state);
    const auto step = [&](const QString& name, const QString& text, bool main, auto act) {
        auto* button = ui::button(name, text, main ? "primary" : "plain", m_steps);
        ui::changes(m_shell, button);
        m_steps->layout()->addWidget(button);
        button->show();
        connect(button, &QPushButton::clicked, this, act);
    };
    if (!isTrack && !m_asked) {
        bool main = true;
        for (const core::PatrolStatus next : core::nextStates(shown.status)) {
            step(QStringLiteral("patrolTo_") + word(core::word(next)), session::moveWord(next), std::exchange(main, false), [this, next] { move(next); });
        }
        if (report == core::ReportState::DUE || report == core::ReportState::LATE)
            if (shown.status != core::PatrolStatus::COMPLETED) // whose next step is the report
                step(QStringLiteral("patrolFiled"), tr("Report is in"), true, [this] { tell(session::fileReport(m_shell.document, *m_patrol)); });
        step(QStringLiteral("patrolDuplicate"), tr("Duplicate"), false, [this] {
            const auto added = session::duplicatePatrol(m_shell.document, *m_patrol);
            tell(added.refusal);
            if (added.id)
                m_shell.context.select(session::RecordRef{core::Kind::PATROL, *added.id});
        });
        step(QStringLiteral("patrolTracks"), tr("Import tracks"), false, [this] { importTracks(m_patrol); });
    }
}

void PatrolPanel::showTracks(const core::Patrol& shown)
{
    empty(*m_tracks->layout());
    const auto mission = m_shell.document.mission();
    const auto tracks = session::tracksOf(*mission, {shown.id});
    m_tracks->setVisible(!tracks.empty());
    for (const core::Patrol* track : tracks) {
        auto* row = new QWidget{m_tracks};
        auto* line = new HeadLayout{row};
        line->setContentsMargins(0, 0, 0, 0);
        auto* text = ui::label(tr("Track: %1").arg(trackText(*mission, *track)), "secondary", row, true);
        text->setObjectName(QStringLiteral("patrolTrack"));
        text->setToolTip(session::shown(track->patrol_reason).toHtmlEscaped());
        line->addWidget(text);
        auto* take = ui::button(QStringLiteral("trackTake"), tr("Not this patrol"), "plain", row);
        take->setAccessibleName(tr("Take the track from this patrol"));
        ui::changes(m_shell, take);
        line->addWidget(take);
        connect(take, &QPushButton::clicked, this, [this, id = core::PatrolId{track->id}] { tell(session::setPatrolOfTrack(m_shell.document, id, std::nullopt)); });
        m_tracks->layout()->addWidget(row);
        row->show();
    }
}

void PatrolPanel::move(core::PatrolStatus status)
{
    if (core::needsReason(status)) {
        m_asked = status;
        m_reasonTitle->setText(tr("%1: say why.").arg(session::moveWord(status)));
        m_reason->setCurrentIndex(0);
        refresh();
        m_reason->setFocus();
    } else if (status == core::PatrolStatus::REPORTED) {
        tell(session::fileReport(m_shell.document, *m_patrol));
    } else {
        tell(session::moveTo(m_shell.document, *m_patrol, status));
    }
}

void PatrolPanel::confirmReason()
{
    if (!m_asked || !m_patrol)
        return;
    const QString refusal = session::moveTo(m_shell.document, *m_patrol, *m_asked, core::enumerator<core::CancelReason>(m_reason->currentData().toString().toStdString()));
    if (refusal.isEmpty()) {
        m_asked.reset();
        refresh();
    }
    tell(refusal);
}

void PatrolPanel::tell(const QString& refusal)
{
    m_problem->setText(refusal);
    m_problem->setVisible(!refusal.isEmpty());
    if (!refusal.isEmpty())
        m_shell.status(refusal);
}

void PatrolPanel::takePosition(core::GeoPoint point) { m_form->takePosition(point); }

void PatrolPanel::focusFirst() { m_form->focusFirst(); }

void PatrolPanel::importTracks(std::optional<core::PatrolId> whose)
{
    const QString path = m_shell.prompts.openFile(this, tr("Import tracks"), tr("Tracks (*.gpx *.kml *.kmz *.csv *.geojson *.json *.gpkg);;All files (*)"));
    if (path.isEmpty())
        return;
    exchange::ImportRequest request;
    request.source = path.toStdString();
    request.kind = exchange::ImportKind::TRACKS;
    request.patrol = whose;
    m_shell.status(tr("Importing %1 ...").arg(QFileInfo{path}.fileName()));
    m_jobs.restart([request, write = m_shell.document.writer(), author = m_shell.document.author(), now = m_shell.document.now()](const core::Progress& progress) {
        exchange::ImportReport report;
        write([&](store::MissionFile& file) { report = exchange::importFile(file, request, author, now, progress); });
        return report;
    }, [this](session::Outcome<exchange::ImportReport> outcome) {
        if (outcome.value)
            finishImport(*outcome.value);
        else if (outcome.error)
            m_shell.messages.show(QStringLiteral("tracks"), MessageBar::Level::Warning, tr("No track was imported: %1").arg(outcome.sentence()));
    });
}

void PatrolPanel::finishImport(const exchange::ImportReport& report)
{
    m_shell.messages.hide(QStringLiteral("tracks"));
    if (report.commit)
        m_shell.document.adopt(*report.commit, tr("Import tracks"));
    QStringList open;
    for (const auto& note : report.issues)
        if (note.field == "patrol_id" && note.text.rfind("kept as a track", 0) == 0)
            open << tr("%1: %2").arg(session::shown(note.value), session::shown(note.text));
    if (!open.isEmpty())
        m_shell.messages.show(QStringLiteral("tracks"), MessageBar::Level::Info, open.join(QLatin1Char('\n')));
    m_shell.toasts.show(session::importedText(report) + QLatin1Char('.'), report.commit ? std::vector{ui::undoAction(m_shell)} : std::vector<MessageAction>{});
}

std::vector<MapTrace> PatrolPanel::traces() const
{
    const auto mission = m_shell.document.mission();
    const core::Patrol* shown = patrol();
    if (shown == nullptr)
        return {};
    std::vector<MapTrace> lines{{shown->route_planned, true}, {shown->geometry, false}};
    for (const core::Patrol* track : session::tracksOf(*mission, {shown->id}))
        lines.push_back({track->geometry, false});
    std::erase_if(lines, [](const MapTrace& trace) { return trace.line.empty(); });
    return lines;
}

} // namespace tutela::app
