// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/analysis/speeds.h>
#include <tutela/session/document.h>

#include <QString>

#include <optional>
#include <vector>

/// The speeds that reach computes with, as a table that people change; each change is one step of undo.
namespace tutela::session {

struct SpeedCell {
    core::ChangedSpeed what; ///< with what holds
    double standard = 0.0;   ///< the default: km/h, or the share that is left by night
    bool changed = false;    ///< set for this mission, to something else than the default
};
struct SpeedRow {
    QString mode, surface;
    SpeedCell dry;
    std::optional<SpeedCell> wet; ///< boats, helicopters and the share by night have one value
};
/// What the table shows of a cell: km/h, or the share of the speed by day that is left by night.
[[nodiscard]] double valueOf(const core::ChangedSpeed& what);
/// By mode; roads, fords, open ground, then single land covers. The share that is left by night is the last.
[[nodiscard]] std::vector<SpeedRow> speedRows(const core::Mission& mission);
/// "4.5", "200", "0.6".
[[nodiscard]] QString speedText(double kmh);
/// A speed or share as it was typed, or why it is none, and what that would have meant.
struct TypedSpeed {
    std::optional<double> value;
    QString problem;
};
[[nodiscard]] TypedSpeed typedSpeed(const QString& text, const SpeedCell& cell);
/// What the speed means where that is more than a number: 0 lets nobody pass. Else empty.
[[nodiscard]] QString speedConsequence(const SpeedRow& row, const SpeedCell& cell, double value);

/// The default takes the change back. @throws core::Error: nothing has changed then
void setSpeed(Document& document, const core::ChangedSpeed& what, double value);
/// Defaults again, in one step: of one row, or of all (empty).
void resetSpeeds(Document& document, const std::optional<SpeedRow>& row);

} // namespace tutela::session
