// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "view_history.h"

#include <utility>

namespace tutela::app {

namespace {

constexpr std::size_t kViewsKept = 50;

} // namespace

void ViewHistory::remember()
{
    if (!m_view)
        return;
    m_untouched = false;
    m_past.push_back(*m_view);
    if (m_past.size() > kViewsKept)
        m_past.pop_front();
    m_future.clear();
}

void ViewHistory::show(map::View view)
{
    remember();
    m_view = std::move(view);
}

void ViewHistory::showWhole(map::View view)
{
    show(std::move(view));
    m_untouched = true;
}

void ViewHistory::forget()
{
    m_view.reset();
    m_past.clear();
    m_future.clear();
}

bool ViewHistory::back(QSizeF size)
{
    if (!m_view || m_past.empty())
        return false;
    m_future.push_back(*m_view);
    m_view = m_past.back();
    m_past.pop_back();
    m_view->resize(size);
    return true;
}

bool ViewHistory::forward(QSizeF size)
{
    if (!m_view || m_future.empty())
        return false;
    m_past.push_back(*m_view);
    m_view = m_future.back();
    m_future.pop_back();
    m_view->resize(size);
    return true;
}

} // namespace tutela::app
