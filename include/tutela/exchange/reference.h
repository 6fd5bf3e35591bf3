// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/field_table.h>
#include <tutela/core/mission.h>

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace tutela::exchange {

/// The id of the record that a person means by `ref`: id, reference ("TA-EAST-2026-0007", the newest version, or
/// "TA-EAST-2026-0007@1.2"), code, P-code, exact name (or other name), in this order.
/// @throws core::Error{Usage} when several records fit (names the first few), core::Error{Usage} when none does.
[[nodiscard]] std::int64_t resolve(const core::Mission& mission, core::Kind kind, std::string_view ref);
/// The same, typed: resolveId<core::AreaId>(mission, "EAST").
template <class Id>
[[nodiscard]] Id resolveId(const core::Mission& mission, std::string_view ref)
{
    return Id{resolve(mission, Id::kind, ref)};
}

/// The reference, name or code that a person gave the record; empty when it has none.
[[nodiscard]] std::string ownName(const core::RecordValues& record);
/// What a person calls the record: its reference, name, code, or "place 123" when it has none.
[[nodiscard]] std::string calledName(const core::RecordValues& record);

/// The next free reference of a kind: "TA-EAST-2026-0007" for an assessment of the area whose code is EAST; AC for
/// actions, PT for patrols, ST for strategies, MISSION where no area with a code is named.
/// @param taken  calls back with every reference in use (of live records of the kind).
[[nodiscard]] std::string nextReference(core::Kind kind, std::string_view areaCode, int year,
                                        const std::function<void(const std::function<void(std::string_view)>&)>& taken);

} // namespace tutela::exchange
