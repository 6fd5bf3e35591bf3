// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/report/model.h>

#include <string>
#include <string_view>
#include <vector>

/// The words of pages: enumerators as a reader says them, counts with their noun, lists with "and".
namespace tutela::report::words {

/// "ATTACK_ON_CIVILIANS" -> "Attack on civilians"; abbreviations stay capitals.
[[nodiscard]] std::string plain(std::string_view enumerator);
/// A code of a catalogue ("HATE_SPEECH") in words; other texts stay as they are.
[[nodiscard]] std::string ofCode(const std::string& text);
template <core::Words E>
[[nodiscard]] std::string of(E value) { return plain(core::word(value)); }

[[nodiscard]] std::string of(core::Band band);            ///< "Critical"
[[nodiscard]] std::string of(core::PriorityClass value);  ///< "Must"
[[nodiscard]] std::string of(core::Trend trend);          ///< "Rising", "Insufficient data"
[[nodiscard]] std::string of(core::Component component);  ///< "Civil affairs"
[[nodiscard]] std::string of(core::Role role);            ///< "POC adviser"
[[nodiscard]] std::string of(core::Tier tier);            ///< "Dialogue and engagement"
[[nodiscard]] std::string of(core::Phase phase);          ///< "Pre-emption"
[[nodiscard]] std::string of(core::Marking marking);      ///< "Strictly confidential"
[[nodiscard]] std::string of(core::VulnerabilityFactor factor); ///< as a sentence
[[nodiscard]] std::string brief(core::VulnerabilityFactor factor); ///< in few words
[[nodiscard]] std::string of(core::HarmQuestion question);      ///< as a sentence
[[nodiscard]] std::string notAssessed();                  ///< "Not assessed"

/// One word, or "Should to Must" while an input is missing.
[[nodiscard]] std::string of(const std::optional<core::Range<core::Band>>& band);
[[nodiscard]] std::string of(const std::optional<core::Range<core::PriorityClass>>& priority);
/// "4", "2 to 4" or "not assessed".
[[nodiscard]] std::string of(const Level& level);
/// "4", "2–4" or "–": in a table.
[[nodiscard]] std::string figures(const Level& level);
/// The most urgent value it can have.
[[nodiscard]] std::optional<core::Band> highest(const std::optional<core::Range<core::Band>>& band);

[[nodiscard]] std::string likelihood(int level);  ///< "likely"
[[nodiscard]] std::string impact(int level);      ///< "severe"
/// Anchors of doctrine 3.1 in our words; `part` is 'I', 'C' or 'O'.
[[nodiscard]] std::string_view anchor(char part, int level);
/// What H, M and S mean at a value; `part` is 'H', 'M' or 'S'.
[[nodiscard]] std::string_view protector(char part, int level);

/// "95 min", "2.4 h", "no way there"; empty when it is not known.
[[nodiscard]] std::string of(const Arrival& arrival);

/// "one", "nine", "10", "41 300": small numbers as words within sentences.
[[nodiscard]] std::string number(std::int64_t value);
/// "one place", "27 places", "no places".
[[nodiscard]] std::string count(std::int64_t value, std::string_view one, std::string_view many);
/// Figures in tables: "41 300"; "not known" when empty.
[[nodiscard]] std::string figure(const Number& value);
/// "Luzi", "Luzi and Gelo", "Luzi, Gelo and Adrela"; above `most` "Luzi, Gelo and three more places".
[[nodiscard]] std::string list(const std::vector<std::string>& items, std::size_t most = 3, std::string_view one = "more",
                               std::string_view many = "more");
[[nodiscard]] std::string capitalised(std::string text);
[[nodiscard]] std::string lowered(std::string text); ///< first letter small, unless the second is a capital too
/// The name of a period within a sentence: "September 2026", "the period 1 Sep 2026 to 9 Sep 2026".
[[nodiscard]] std::string within(const std::string& period);
/// "31 Oct 2026" from "2026-10-31"; the text itself when it is no day; `none` when empty.
[[nodiscard]] std::string day(const std::string& isoDay, std::string_view none = "not known");
[[nodiscard]] std::string joined(const std::vector<int>& numbers);
/// "1 to 4, 7, 9 to 12" of rising numbers.
[[nodiscard]] std::string ranges(const std::vector<int>& numbers);
/// The text with a full stop at its end unless it ends a sentence already.
[[nodiscard]] std::string withStop(std::string text);

} // namespace tutela::report::words
