// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "style.h"

#include <QApplication>
#include <QFile>
#include <QPainter>
#include <QPalette>
#include <QProxyStyle>
#include <QRegularExpression>
#include <QStyleFactory>
#include <QSvgRenderer>

#include <algorithm>
#include <array>
#include <cmath>

namespace tutela::app {

using map::Token;

namespace {

constexpr int kSmallestText = 11;

/// Fusion with signs that are as large as the text beside them.
class ScaledSigns final : public QProxyStyle {
public:
    explicit ScaledSigns(double scale) : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion"))), m_scale(scale) {}
    [[nodiscard]] int pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const override
    {
        const int plain = QProxyStyle::pixelMetric(metric, option, widget);
        return metric == PM_SmallIconSize || metric == PM_ListViewIconSize ? qRound(plain * m_scale) : plain;
    }

private:
    double m_scale;
};

struct Named {
    const char* name;
    Token token;
};
/// The names that resources/window.qss uses: @surface and so on.
constexpr std::array kNames{Named{"window", Token::Window}, Named{"surface", Token::Surface}, Named{"raised", Token::Raised},
                            Named{"sunken", Token::Sunken}, Named{"border-strong", Token::BorderStrong}, Named{"border", Token::Border},
                            Named{"text-2", Token::Text2}, Named{"text-3", Token::Text3}, Named{"text", Token::Text},
                            Named{"accent-subtle", Token::AccentSubtle}, Named{"accent", Token::Accent}, Named{"on-accent", Token::OnAccent},
                            Named{"focus", Token::Focus}, Named{"danger", Token::Danger}, Named{"warning", Token::Warning},
                            Named{"success", Token::Success}, Named{"info", Token::Info}, Named{"rail-text", Token::RailText},
                            Named{"rail-active", Token::RailActive}, Named{"rail", Token::Rail}};

QPalette paletteOf(map::Theme theme)
{
    const auto c = [theme](Token token) { return map::colour(token, theme); };
    QPalette palette;
    palette.setColor(QPalette::Window, c(Token::Window));
    palette.setColor(QPalette::WindowText, c(Token::Text));
    palette.setColor(QPalette::Base, c(Token::Surface));
    palette.setColor(QPalette::AlternateBase, c(Token::Window));
    palette.setColor(QPalette::Text, c(Token::Text));
    palette.setColor(QPalette::Button, c(Token::Surface));
    palette.setColor(QPalette::ButtonText, c(Token::Text));
    palette.setColor(QPalette::Highlight, c(Token::AccentSubtle));
    palette.setColor(QPalette::HighlightedText, c(Token::Text));
    palette.setColor(QPalette::Link, c(Token::Accent));
    palette.setColor(QPalette::ToolTipBase, c(Token::Raised));
    palette.setColor(QPalette::ToolTipText, c(Token::Text));
    palette.setColor(QPalette::PlaceholderText, c(Token::Text3));
    palette.setColor(QPalette::Mid, c(Token::Border));
    palette.setColor(QPalette::Dark, c(Token::BorderStrong));
    palette.setColor(QPalette::Light, c(Token::Surface));
    for (const auto role : {QPalette::Text, QPalette::WindowText, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, c(Token::Text3));
    return palette;
}

} // namespace

Style::Style(QObject* parent) : QObject(parent) {}

void Style::setTheme(map::Theme theme)
{
    if (m_theme == theme)
        return;
    m_theme = theme;
    apply();
}

void Style::setTextScale(double scale)
{
    scale = std::clamp(scale, 0.9, 2.0);
    if (std::abs(scale - m_textScale) < 1e-6)
        return;
    m_textScale = scale;
    apply();
}

QFont Style::font(int pixels, map::Weight weight) const
{
    return map::font(std::max(kSmallestText, static_cast<int>(std::lround(pixels * m_textScale))), weight);
}

QString Style::sheet() const
{
    QFile file{QStringLiteral(":/tutela/window.qss")};
    file.open(QIODevice::ReadOnly);
    QString text = QString::fromUtf8(file.readAll());
    for (const Named& named : kNames)
        text.replace(QRegularExpression{QLatin1Char('@') + QLatin1String{named.name} + QStringLiteral("(?![a-z0-9-])")}, colour(named.token).name());
    // Sizes of text are written as "13tx", those of signs beside it as "12sx": pixels before the text scale.
    static const QRegularExpression size{QStringLiteral("(\\d+)([ts])x")};
    for (auto found = size.match(text); found.hasMatch(); found = size.match(text)) {
        const int smallest = found.captured(2) == QLatin1Char('t') ? kSmallestText : 1;
        text.replace(found.capturedStart(), found.capturedLength(),
                     QString::number(std::max(smallest, static_cast<int>(std::lround(found.captured(1).toInt() * m_textScale)))) + QStringLiteral("px"));
    }
    return text;
}

void Style::apply()
{
    QApplication::setStyle(new ScaledSigns{m_textScale});
    QApplication::setPalette(paletteOf(m_theme));
    QApplication::setFont(font(13));
    qApp->setStyleSheet(sheet());
    emit changed();
}

QPixmap Style::pixmap(const QString& name, int size, const QColor& colour, double ratio) const
{
    QFile file{QStringLiteral(":/tutela/icons/") + name + QStringLiteral(".svg")};
    file.open(QIODevice::ReadOnly);
    QSvgRenderer renderer{file.readAll().replace("currentColor", colour.name().toLatin1())};
    const int pixels = static_cast<int>(std::ceil(size * m_textScale * ratio));
    QPixmap pixmap{pixels, pixels};
    pixmap.fill(Qt::transparent);
    QPainter painter{&pixmap};
    renderer.render(&painter);
    painter.end();
    pixmap.setDevicePixelRatio(ratio);
    return pixmap;
}

QIcon Style::icon(const QString& name, Token token) const
{
    QIcon icon;
    constexpr std::array kRatios{1.0, 2.0, 3.0};
    constexpr int kSize = 20;
    for (const double ratio : kRatios) {
        icon.addPixmap(pixmap(name, kSize, colour(token), ratio), QIcon::Normal);
        icon.addPixmap(pixmap(name, kSize, colour(Token::Text3), ratio), QIcon::Disabled);
    }
    return icon;
}

} // namespace tutela::app
