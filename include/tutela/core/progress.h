// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/error.h>

#include <functional>
#include <stop_token>
#include <string_view>

namespace tutela::core {

/// Progress and cancel in one small value that crosses every layer. The default is silent and never cancelled.
class Progress {
public:
    using Sink = std::function<void(double fraction, std::string_view stage)>;

    Progress() = default;
    Progress(std::stop_token stop, Sink sink) : m_stop(std::move(stop)), m_sink(std::move(sink)) {}

    /// Reports a fraction of this part, 0 to 1. Throws Cancelled when Stop was asked for.
    void step(double fraction, std::string_view stage = {}) const
    {
        check();
        if (m_sink)
            m_sink(m_from + fraction * (m_to - m_from), stage);
    }
    /// Throws Cancelled when Stop was asked for; cheap enough for inner loops every few milliseconds.
    void check() const
    {
        if (m_stop.stop_requested())
            throw Cancelled{};
    }
    /// A share of this bar for a sub-step.
    [[nodiscard]] Progress part(double from, double to) const
    {
        Progress share{m_stop, m_sink};
        share.m_from = m_from + from * (m_to - m_from);
        share.m_to = m_from + to * (m_to - m_from);
        return share;
    }
    [[nodiscard]] std::stop_token stopToken() const { return m_stop; }

private:
    std::stop_token m_stop;
    Sink m_sink;
    double m_from = 0.0;
    double m_to = 1.0;
};

} // namespace tutela::core
