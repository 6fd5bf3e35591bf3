// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Hands on the map: mouse, wheel, keys, and the walk from place to place.
#include "map_canvas.h"

#include <tutela/analysis/band_of_places.h>
#include <tutela/core/geo.h>
#include <tutela/map/symbols.h>
#include <tutela/session/display.h>

#include <QAccessible>
#include <QApplication>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace tutela::app {

namespace {

constexpr double kZoomStep = 1.25;
constexpr double kPanShare = 0.2; ///< of the view, for an arrow key

} // namespace

void MapCanvas::mousePressEvent(QMouseEvent* event)
{
    setFocus(Qt::MouseFocusReason);
    if (event->button() == Qt::LeftButton && swipePress(event->position()))
        return;
    if (event->button() == Qt::LeftButton || event->button() == Qt::MiddleButton) {
        m_pressedAt = m_dragFrom = event->position();
        m_dragged = false;
    }
}

void MapCanvas::mouseMoveEvent(QMouseEvent* event)
{
    if (!hasView() || showsNothing() || swipeMove(*event))
        return;
    if (m_dragFrom && (event->buttons() & (Qt::LeftButton | Qt::MiddleButton))) {
        if (!m_dragged && (event->position() - *m_pressedAt).manhattanLength() < QApplication::startDragDistance())
            return;
        if (!std::exchange(m_dragged, true))
            m_views.remember();
        m_views.view().pan(event->position() - *m_dragFrom);
        m_dragFrom = event->position();
        setCursor(Qt::ClosedHandCursor);
        moved();
        return;
    }
    emit cursorMoved(view().toLonLat(event->position()));
}

void MapCanvas::mouseReleaseEvent(QMouseEvent* event)
{
    if (std::exchange(m_swipeDragged, false))
        return;
    setTool(m_tool); // the cursor of the tool again
    const bool click = m_pressedAt && !m_dragged && event->button() == Qt::LeftButton;
    m_dragFrom.reset();
    m_pressedAt.reset();
    if (!click || !hasView())
        return;
    const auto point = view().toLonLat(event->position());
    if (m_tool == Tool::Pick) {
        if (point)
            emit picked(*point);
        else
            emit missed();
        return;
    }
    if (m_tool == Tool::Measure) {
        if (point)
            m_measure.push_back(*point);
        double metres = 0.0;
        for (std::size_t i = 1; i < m_measure.size(); ++i)
            metres += core::metresBetween(m_measure[i - 1], m_measure[i]);
        emit measured(metres < 1000.0 ? tr("%1 m").arg(metres, 0, 'f', 0) : tr("%1 km").arg(metres / 1000.0, 0, 'f', 1));
        update();
        return;
    }
    const auto hit = hitAt(event->position());
    m_shell.context.select(hit ? std::optional{hit->record} : std::nullopt);
    if (hit)
        announce(hit->record);
}

void MapCanvas::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (!hasView() || m_tool != Tool::Select)
        return;
    zoomAt(2.0, event->position());
}

void MapCanvas::wheelEvent(QWheelEvent* event)
{
    if (!hasView() || showsNothing() || event->angleDelta().y() == 0)
        return;
    constexpr double kNotch = 120.0;
    m_views.touch();
    m_views.view().zoom(std::pow(kZoomStep, event->angleDelta().y() / kNotch), event->position());
    moved();
    event->accept();
}

void MapCanvas::leaveEvent(QEvent*) { emit cursorMoved(std::nullopt); }

void MapCanvas::setTool(Tool tool)
{
    if (m_tool != tool)
        m_measure.clear();
    m_tool = tool;
    setCursor(tool == Tool::Select ? Qt::ArrowCursor : Qt::CrossCursor);
    dress();
}

void MapCanvas::keyPressEvent(QKeyEvent* event)
{
    if (m_tool == Tool::Select && swipeKey(event->key()))
        return;
    const QPointF share{width() * kPanShare, height() * kPanShare};
    switch (event->key()) {
    case Qt::Key_Left: return panBy({share.x(), 0});
    case Qt::Key_Right: return panBy({-share.x(), 0});
    case Qt::Key_Up: return panBy({0, share.y()});
    case Qt::Key_Down: return panBy({0, -share.y()});
    case Qt::Key_Plus:
    case Qt::Key_Equal: return zoomBy(kZoomStep);
    case Qt::Key_Minus: return zoomBy(1.0 / kZoomStep);
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (const auto selected = m_shell.context.selection())
            m_shell.open(*selected);
        return;
    case Qt::Key_Escape:
        if (m_tool != Tool::Select)
            setTool(Tool::Select);
        else if (m_mark)
            clearMark();
        else
            m_shell.context.select(std::nullopt);
        return;
    case Qt::Key_Tab:
    case Qt::Key_Backtab: // with Ctrl: out of the map, without a walk over all places
        QWidget::focusNextPrevChild(event->key() == Qt::Key_Tab && !event->modifiers().testFlag(Qt::ShiftModifier));
        return;
    default: QWidget::keyPressEvent(event);
    }
}

namespace {

/// As stored with the lines. Without response times: a line that was never computed must not make a key wait for them.
std::unordered_map<core::PlaceId, analysis::PlaceRating> storedRatings(core::Mission mission)
{
    mission.responses = nullptr;
    return analysis::bandOfPlaces(mission);
}

} // namespace

std::vector<core::PlaceId> MapCanvas::placesInOrder() const
{
    const auto mission = m_shell.document.mission();
    const auto ratings = storedRatings(*mission);
    std::vector<std::tuple<int, std::int64_t, std::int64_t>> keys;
    for (const auto& place : mission->all<core::Place>()) {
        const auto rating = ratings.find(core::PlaceId{place.id});
        const auto at = place.point() && hasView() ? view().toScreen(*place.point()) : std::nullopt;
        if (at && view().frame().contains(*at))
            keys.emplace_back(rating == ratings.end() ? 1 : -static_cast<int>(rating->second.band.highest), -place.population_total.value_or(0), place.id);
    }
    std::sort(keys.begin(), keys.end());
    std::vector<core::PlaceId> places;
    for (const auto& key : keys)
        places.push_back(core::PlaceId{std::get<2>(key)});
    return places;
}

/// Tab walks over the places; past the last one the focus goes on to the next control.
bool MapCanvas::focusNextPrevChild(bool next)
{
    const auto places = placesInOrder();
    const auto selected = m_shell.context.selection();
    const auto current = selected && selected->kind == core::Kind::PLACE ? std::find(places.begin(), places.end(), core::PlaceId{selected->id}) : places.end();
    const auto target = current == places.end() ? (next ? 0 : -1) : static_cast<std::ptrdiff_t>(current - places.begin()) + (next ? 1 : -1);
    if (target < 0 || target >= static_cast<std::ptrdiff_t>(places.size()) || !hasFocus())
        return QWidget::focusNextPrevChild(next);
    const session::RecordRef record{core::Kind::PLACE, places[static_cast<std::size_t>(target)].value};
    m_shell.context.select(record);
    showRecord(record);
    announce(record);
    return true;
}

void MapCanvas::announce(session::RecordRef record)
{
    const auto mission = m_shell.document.mission();
    QString sentence = session::nameOf(*mission, record);
    if (record.kind == core::Kind::PLACE) {
        const auto ratings = storedRatings(*mission);
        const auto rating = ratings.find(core::PlaceId{record.id});
        const auto* place = mission->find<core::Place>(core::PlaceId{record.id});
        const QString band = rating == ratings.end()             ? map::notAssessedWord()
                             : rating->second.band.known() ? tr("risk %1").arg(map::bandWord(rating->second.band.lowest))
                                                           : tr("risk %1 to %2").arg(map::bandWord(rating->second.band.lowest), map::bandWord(rating->second.band.highest));
        sentence = tr("%1, %2, %3 people").arg(sentence, band, session::countText(place != nullptr ? place->population_total : core::Count{}));
    }
    say(sentence);
}

/// For people who see the status bar, and for those who hear the map: it has the focus, and only its description changes.
void MapCanvas::say(const QString& sentence)
{
    m_said = sentence;
    dress();
    QAccessibleEvent event{this, QAccessible::Alert};
    QAccessible::updateAccessibility(&event);
    emit announced(sentence);
}

bool MapCanvas::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        auto* help = static_cast<QHelpEvent*>(event);
        const auto hit = hitAt(help->pos());
        // Plain text: a name may hold what looks like markup.
        if (hit)
            QToolTip::showText(help->globalPos(), session::nameOf(*m_shell.document.mission(), hit->record).toHtmlEscaped(), this);
        else
            QToolTip::hideText();
        return true;
    }
    return QWidget::event(event);
}

} // namespace tutela::app
