// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "palette_p.h"

#include <QFont>
#include <QPointF>
#include <QString>

#include <memory>
#include <string>
#include <string_view>

class QPainter;
class QTextLayout;

/// Text of a page. All lengths are in points (1/72 inch); text is set in tenths of a point, so that sizes such as 7.5
/// are exact.
namespace tutela::report {

enum class Align { Leading, Right, Centre };

struct Style {
    double size = 9.0; ///< points
    QFont::Weight weight = QFont::Normal;
    QColor color = palette::kInk;
    double leading = 1.42;  ///< line height over size
    double tracking = 0.0;  ///< extra space between letters, per cent
    Align align = Align::Leading;

    [[nodiscard]] Style with(const QColor& other) const { Style s = *this; s.color = other; return s; }
    [[nodiscard]] Style with(Align other) const { Style s = *this; s.align = other; return s; }
    [[nodiscard]] Style with(QFont::Weight other) const { Style s = *this; s.weight = other; return s; }
    [[nodiscard]] Style sized(double other) const { Style s = *this; s.size = other; return s; }
};

namespace style {
inline const Style kBody{};
inline const Style kBold{9.0, QFont::Medium};
inline const Style kGrey{9.0, QFont::Normal, palette::kText2};
inline const Style kSmall{8.0, QFont::Normal, palette::kText2};
inline const Style kNote{7.3, QFont::Normal, palette::kText3};
inline const Style kHead{7.5, QFont::Medium, palette::kText3, 1.3};
inline const Style kSection{11.0, QFont::Bold, palette::kInk, 1.3};
inline const Style kSub{9.0, QFont::Bold, palette::kInk, 1.35};
inline const Style kTitle{20.0, QFont::Bold, palette::kInk, 1.22};
inline const Style kLead{11.0, QFont::Normal, palette::kText2, 1.4};
inline const Style kFigure{23.0, QFont::Bold, palette::kInk, 1.2};
} // namespace style

/// Lines of one paragraph set to a width. Cheap to copy; may be painted in pieces, so that long text runs over pages.
/// Words longer than the width are broken; direction follows the first strong letter; control and bidi-override signs
/// of data are shown as visible marks. Not to be shared between threads.
class TextBlock {
public:
    TextBlock() = default;
    /// @param lead begins the text in bold: "Intent 4" before its reason.
    TextBlock(std::string_view utf8, const Style& style, double width, std::string_view lead = {});

    [[nodiscard]] int lines() const { return m_lines; }
    [[nodiscard]] double lineHeight() const { return m_lineHeight; }
    [[nodiscard]] double height() const { return m_lines * m_lineHeight; }
    [[nodiscard]] double width() const { return m_width; }
    /// Width of the widest line.
    [[nodiscard]] double naturalWidth() const { return m_natural; }
    /// Left edge of the written part within `width` (right-aligned and right-to-left text does not start at 0).
    [[nodiscard]] double inkLeft() const { return m_inkLeft; }
    [[nodiscard]] const QString& text() const { return m_text; }
    void paint(QPainter& painter, QPointF topLeft, int from, int to) const;

private:
    std::shared_ptr<QTextLayout> m_layout;
    QString m_text;
    QColor m_color;
    int m_lines = 0;
    double m_lineHeight = 0.0, m_width = 0.0, m_natural = 0.0, m_inkLeft = 0.0;
};

/// The text when it fits on one line of that width, else its beginning with "…".
[[nodiscard]] std::string shortened(const std::string& utf8, const Style& style, double width);

/// The report's family at a size and weight, pixel size in tenths of a point.
[[nodiscard]] QFont reportFont(const Style& style);

} // namespace tutela::report
