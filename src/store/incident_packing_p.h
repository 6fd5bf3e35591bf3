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

} // namespace tutela::store
