// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Where the map looks: the whole, a record, a scale, views of before. What it shows there is in map_canvas.cpp.
#include "bookmarks.h"
#include "map_canvas.h"
#include "whole_view.h"

#include <tutela/session/display.h>

#include <algorithm>

namespace tutela::app {

namespace {

constexpr double kFirstScaleOfPoint = 200'000.0;
constexpr double kSmallestScale = 500.0;

} // namespace

void MapCanvas::fit()
{
    if (m_scene != nullptr && isDrawable())
        showWhole(wholeOf(*m_scene, size(), styleScale(), hasCredits(), hasView() ? view().crs() : std::string{}));
}

void MapCanvas::showWhole(map::View whole)
{
    whole.setRatio(devicePixelRatioF());
    m_views.showWhole(std::move(whole));
    moved();
    if (m_mark && !m_mark->reached)
        reachMark();
}

/// Credits of another height, or another frame, leave another part to the whole. It is no step of a person.
void MapCanvas::fitAgain()
{
    m_views.drop();
    fit();
}

void MapCanvas::moved()
{
    request();
    emit viewChanged();
}

void MapCanvas::previousView()
{
    if (m_views.back(QSizeF{size()}))
        moved();
}

void MapCanvas::nextView()
{
    if (m_views.forward(QSizeF{size()}))
        moved();
}

void MapCanvas::zoomBy(double factor)
{
    if (hasView())
        zoomAt(factor, view().frame().center());
}

/// One step of zoom, that can be gone back from.
void MapCanvas::zoomAt(double factor, QPointF at)
{
    m_views.remember();
    m_views.view().zoom(factor, at);
    moved();
}

void MapCanvas::panBy(QPointF by)
{
    if (!hasView())
        return;
    m_views.touch();
    m_views.view().pan(by);
    moved();
}

void MapCanvas::setScaleDenominator(double n)
{
    if (!hasView())
        return;
    m_views.remember();
    constexpr double kLargestScale = 1e9; // the earth in a few centimetres
    m_views.view().setScaleDenominator(std::clamp(n, kSmallestScale, kLargestScale));
    moved();
}

void MapCanvas::goTo(core::GeoPoint point, std::optional<double> scaleDenominator)
{
    if (!hasView())
        return;
    m_views.remember();
    m_views.view().centreOn(point);
    if (scaleDenominator)
        m_views.view().setScaleDenominator(*scaleDenominator);
    moved();
}

void MapCanvas::goToMark(core::GeoPoint point, const QString& words)
{
    m_mark = Mark{point, words};
    dress();
    reachMark();
    say(tr("Gone to %1").arg(words));
}

/// A map that was never looked at has no view: the mark is gone to when it has one.
void MapCanvas::reachMark()
{
    if (!hasView())
        return;
    m_mark->reached = true;
    goTo(m_mark->point);
}

void MapCanvas::clearMark()
{
    if (!m_mark)
        return;
    m_mark.reset();
    dress();
}

void MapCanvas::showRecord(session::RecordRef record)
{
    clearMark();
    if (const auto point = session::pointOf(*m_shell.document.mission(), record); point && hasView()) {
        const auto at = view().toScreen(*point);
        const bool visible = at && view().frame().adjusted(40, 40, -40, -40).contains(*at);
        if (!visible)
            goTo(*point, std::min(view().scaleDenominator(), kFirstScaleOfPoint * 4));
    }
}

void MapCanvas::showBox(const core::Box& box)
{
    if (!hasView())
        return;
    constexpr double kMargin = 40.0;
    auto shown = map::View::fit(box, QSizeF{size()}, kMargin, view().crs());
    shown.setRatio(devicePixelRatioF());
    shown.setScaleDenominator(std::max(shown.scaleDenominator(), kFirstScaleOfPoint));
    m_views.show(std::move(shown));
    moved();
}

std::vector<QString> MapCanvas::bookmarks() const
{
    std::vector<QString> names;
    for (const Bookmark& each : bookmarksOf(m_shell.document.path()))
        names.push_back(each.name);
    return names;
}

void MapCanvas::addBookmark(const QString& name)
{
    if (hasView())
        keepBookmark(m_shell.document.path(), {name, view().sight()});
}

void MapCanvas::removeBookmark(const QString& name) { app::removeBookmark(m_shell.document.path(), name); }

void MapCanvas::goToBookmark(const QString& name)
{
    const auto all = bookmarksOf(m_shell.document.path());
    const auto known = std::find_if(all.begin(), all.end(), [&](const Bookmark& each) { return each.name == name; });
    if (known == all.end() || !hasView())
        return;
    clearMark();
    map::View shown = view();
    try {
        shown.look(known->sight);
    } catch (const core::Error& error) {
        m_shell.status(tr("The bookmark \"%1\" cannot be shown: %2.").arg(name, QString::fromStdString(error.message())));
        return;
    }
    m_views.show(std::move(shown));
    moved();
}

} // namespace tutela::app
