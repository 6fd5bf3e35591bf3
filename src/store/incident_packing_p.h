// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "incident_columns_p.h"

namespace tutela::store {

/// Columns as bytes (docs/store-format.md): about 25 an incident, read at the speed of copying.
[[nodiscard]] std::string packed(const core::IncidentColumns& columns);
/// Adds the columns of packed bytes at the end. @param codes  those of `all`
/// @throws core::Error{Damaged} when they are not such bytes; `all` is of no use then.
void unpackInto(core::IncidentColumns& all, IncidentCodes& codes, std::string_view bytes);
/// Its two halves, for two threads at the same time, neither of which touches a column of the other: ids, actors, sources, datasets and
/// markings; where, when, what and how many.
void unpackNames(core::IncidentColumns& all, IncidentCodes& codes, std::string_view bytes);
void unpackNumbers(core::IncidentColumns& all, std::string_view bytes);

} // namespace tutela::store
