// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "text_block_p.h"

#include <QRectF>

#include <functional>
#include <string>
#include <vector>

namespace tutela::report {

/// A4 in points, and the frame that every page but the cover has.
namespace sheet {
inline constexpr double kWidth = 595.28;
inline constexpr double kHeight = 841.89;
inline constexpr double kLeft = 50.0;
inline constexpr double kTextWidth = kWidth - 2 * kLeft;
inline constexpr double kHalfWidth = (kTextWidth - 20.0) / 2.0; ///< of two columns
inline constexpr double kTop = 63.0;                 ///< first text below the header line at 49
inline constexpr double kBottom = kHeight - 43 - 10; ///< last text above the footer line
} // namespace sheet

/// Where a piece of text was put: what tests look at to see that nothing overlaps or leaves the page.
struct TextBox {
    int page = 0;
    QRectF rect;
    QString text;
};

struct Bookmark {
    std::string title;
    int level = 0;
    int page = 0;
    double y = 0.0; ///< points from the top
};

/// The laid-out pages before painting: each page is a list of things to paint. Page count is known before anything is
/// painted, so that frames can say "n / N".
class Document {
public:
    using Op = std::function<void(QPainter&)>;
    struct Page {
        std::string section; ///< in the header; empty = cover, without a frame
        std::vector<Op> ops;
    };

    void addPage(std::string section) { m_pages.push_back({std::move(section), {}}); }
    /// Paints on the last page, coordinates in points from its top left corner.
    void draw(Op op) { m_pages.back().ops.push_back(std::move(op)); }
    /// Puts lines [from, to) of a block; returns the height they take.
    double text(const TextBlock& block, double x, double y, int from = 0, int to = -1);
    /// Puts a whole text; returns its height.
    double text(std::string_view utf8, const Style& style, double x, double y, double width)
    {
        return text(TextBlock{utf8, style, width}, x, y);
    }
    void line(double x1, double y1, double x2, double y2, const QColor& color, double width);
    void fill(const QRectF& rect, const QColor& color, double radius = 0.0);
    void bookmark(std::string title, int level, double y);
    /// Puts the first page of another document in the place of a page (from 0); bookmarks stay.
    void replacePage(int page, const Document& other);

    [[nodiscard]] int pageCount() const { return static_cast<int>(m_pages.size()); }
    [[nodiscard]] const std::vector<Page>& pages() const { return m_pages; }
    [[nodiscard]] const std::vector<TextBox>& boxes() const { return m_boxes; }
    [[nodiscard]] const std::vector<Bookmark>& bookmarks() const { return m_bookmarks; }
    /// Page number (from 1) on which a bookmark of that title stands; 0 = none.
    [[nodiscard]] int pageOf(std::string_view title) const;

private:
    std::vector<Page> m_pages;
    std::vector<TextBox> m_boxes;
    std::vector<Bookmark> m_bookmarks;
};

} // namespace tutela::report
