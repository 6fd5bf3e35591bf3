// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/map/view.h>

#include <QSizeF>

#include <deque>
#include <optional>

namespace tutela::app {

/// The view that a map shows, and those before and after it. It knows no scene and paints nothing.
class ViewHistory {
public:
    /// False until a first view is found, and while another whole is looked for.
    [[nodiscard]] bool hasView() const { return m_view.has_value(); }
    [[nodiscard]] const map::View& view() const { return *m_view; }
    /// For changes that are no step to go back to: a drag, the wheel, another size of the window.
    [[nodiscard]] map::View& view() { return *m_view; }

    /// The whole mission is shown, and nobody moved it: it stays so when the size changes.
    [[nodiscard]] bool isUntouched() const { return m_untouched; }
    void touch() { m_untouched = false; }

    /// Keeps the present view to go back to. Does nothing without one.
    void remember();
    /// Another view in place of the present one, which is kept.
    void show(map::View view);
    /// The same with a view of the whole mission.
    void showWhole(map::View view);
    /// Lets the present view go without keeping it: another whole takes its place.
    void drop() { m_view.reset(); }
    /// Lets all views go.
    void forget();

    /// To the view before, or the one after. False when there is none.
    ///
    /// @param size of the frame now, which may have changed meanwhile
    [[nodiscard]] bool back(QSizeF size);
    [[nodiscard]] bool forward(QSizeF size);

private:
    std::optional<map::View> m_view;
    std::deque<map::View> m_past, m_future;
    bool m_untouched = true;
};

} // namespace tutela::app
