// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/map/theme.h>

#include <QIcon>
#include <QObject>
#include <QString>

namespace tutela::app {

/// The look of the window from the one table of tokens (map::colour): palette, style sheet, icons. One for the program.
class Style : public QObject {
    Q_OBJECT
public:
    explicit Style(QObject* parent = nullptr);

    [[nodiscard]] map::Theme theme() const { return m_theme; }
    /// 0.9 to 2: size of all text.
    [[nodiscard]] double textScale() const { return m_textScale; }
    void setTheme(map::Theme theme);
    void setTextScale(double scale);
    /// Sets palette, font and style sheet of the application.
    void apply();

    [[nodiscard]] QColor colour(map::Token token) const { return map::colour(token, m_theme); }
    /// A font of the program; `pixels` before the text scale.
    [[nodiscard]] QFont font(int pixels, map::Weight weight = map::Weight::Regular) const;
    /// An icon of resources/icons in the colour of a token.
    [[nodiscard]] QIcon icon(const QString& name, map::Token token = map::Token::Text2) const;
    [[nodiscard]] QPixmap pixmap(const QString& name, int size, const QColor& colour, double ratio = 1.0) const;

signals:
    void changed();

private:
    [[nodiscard]] QString sheet() const;
    map::Theme m_theme = map::Theme::Light;
    double m_textScale = 1.0;
};

} // namespace tutela::app
