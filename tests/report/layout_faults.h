// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document_p.h"

#include <string>
#include <vector>

namespace tutela::test {

/// Texts that overlap, or leave the page; each as one line.
inline std::vector<std::string> faults(const report::Document& document)
{
    namespace sheet = report::sheet;
    std::vector<std::string> found;
    const auto& boxes = document.boxes();
    const QRectF page{0.0, 0.0, sheet::kWidth, sheet::kHeight};
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        const auto name = [&](std::size_t k) { return "page " + std::to_string(boxes[k].page + 1) + " '" + boxes[k].text.left(40).toStdString() + "'"; };
        const bool cover = document.pages()[static_cast<std::size_t>(boxes[i].page)].section.empty();
        const double bottom = cover ? sheet::kHeight : sheet::kBottom + 0.5;
        if (!page.contains(boxes[i].rect) || boxes[i].rect.bottom() > bottom || boxes[i].rect.right() > sheet::kWidth - sheet::kLeft + 1.0)
            found.push_back(name(i) + " leaves the text area");
        // Line boxes may touch; letters may not: half a point of leading is not text.
        const QRectF own = boxes[i].rect.adjusted(0.3, 1.2, -0.3, -1.2);
        for (std::size_t k = i + 1; k < boxes.size() && boxes[k].page == boxes[i].page; ++k)
            if (own.intersects(boxes[k].rect.adjusted(0.3, 1.2, -0.3, -1.2)))
                found.push_back(name(i) + " overlaps " + name(k));
    }
    return found;
}

inline std::string joinedLines(const std::vector<std::string>& lines)
{
    std::string text;
    for (std::size_t i = 0; i < lines.size() && i < 12; ++i)
        text += lines[i] + "\n";
    return text;
}

} // namespace tutela::test
