// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPushButton>

namespace tutela::app {

/// A button whose text gives way: shows as much of it as there is room for, with dots, and the whole of it in its tip.
class ElidedButton : public QPushButton {
public:
    explicit ElidedButton(QWidget* parent) : QPushButton(parent) { setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed); }
    [[nodiscard]] QSize minimumSizeHint() const override;
    /// The text as it is painted.
    [[nodiscard]] QString shownText() const;

protected:
    bool event(QEvent* event) override;

private:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace tutela::app
