// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "flow_layout.h"

#include <memory>
#include <vector>

namespace tutela::app {

/// The head of a page: what it is at the left, its buttons at the right; where both have no room side by side, the buttons
/// stand below and flow into as many rows as they need. The first item is what is said, all others are buttons.
class HeadLayout : public QLayout {
public:
    /// @param fewestLetters  in less room than these beside the buttons, what is said is put above them
    explicit HeadLayout(QWidget* parent, int fewestLetters = 30) : QLayout(parent), m_fewestLetters(fewestLetters) { setContentsMargins(20, 12, 20, 10); }
    void addItem(QLayoutItem* item) override;
    [[nodiscard]] int count() const override { return saidCount() + m_buttons.count(); }
    [[nodiscard]] QLayoutItem* itemAt(int index) const override { return m_said != nullptr && index == 0 ? m_said.get() : m_buttons.itemAt(index - saidCount()); }
    QLayoutItem* takeAt(int index) override { return m_said != nullptr && index == 0 ? m_said.release() : m_buttons.takeAt(index - saidCount()); }
    [[nodiscard]] Qt::Orientations expandingDirections() const override { return Qt::Horizontal; }
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSize() const override;
    void setGeometry(const QRect& rect) override;

private:
    static constexpr int kGap = 12, kBetweenRows = 8;
    [[nodiscard]] int saidCount() const { return m_said != nullptr ? 1 : 0; }
    /// @param width  inside the margins
    [[nodiscard]] bool isBeside(int width) const;
    [[nodiscard]] int heightOfSaid(int width) const;
    std::unique_ptr<QLayoutItem> m_said;
    FlowLayout m_buttons{6, 6};
    int m_fewestLetters;
};

/// Fills a page with such a head, without margins, and what stands below it.
void setHeadAbove(QWidget& page, const std::vector<QWidget*>& head, QWidget* below);

} // namespace tutela::app
