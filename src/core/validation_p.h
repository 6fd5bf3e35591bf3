// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/validation.h>

#include <algorithm>
#include <string_view>

/// The rules of doctrine.md 2, by group of kinds: places, threats, forces, assessments.
namespace tutela::core {
struct ScenarioChanges;
}
namespace tutela::core::detail {

/// Collects what the rules find about one record.
class Findings {
public:
    /// @param now  the reference time of rules about age and future; empty = they are skipped.
    Findings(Kind kind, std::int64_t id, std::optional<Instant> now, std::vector<Issue>& out)
        : m_kind(kind), m_id(id), m_now(now), m_out(out)
    {
    }
    /// Each adds its text as an issue of the level when the rule is broken.
    void blockSaving(bool broken, std::string_view field, std::string_view text) { add(broken, RuleLevel::E, field, text); }
    void blockSubmission(bool broken, std::string_view field, std::string_view text) { add(broken, RuleLevel::S, field, text); }
    void warn(bool broken, std::string_view field, std::string_view text) { add(broken, RuleLevel::W, field, text); }

    [[nodiscard]] const std::optional<Instant>& now() const { return m_now; }
    /// Whole days from the day to the reference time; empty when either is not known.
    [[nodiscard]] std::optional<std::int64_t> daysSince(const std::optional<Day>& day) const;

private:
    void add(bool broken, RuleLevel level, std::string_view field, std::string_view text)
    {
        if (broken)
            m_out.push_back({level, m_kind, m_id, std::string{field}, std::string{text}});
    }
    Kind m_kind;
    std::int64_t m_id;
    std::optional<Instant> m_now;
    std::vector<Issue>& m_out;
};

/// Whether a part is told to be more than its whole.
[[nodiscard]] inline bool above(const Count& part, const Count& whole) { return part && whole && *part > *whole; }

// Rules that one record alone can show.
void check(const MissionDetails& record, Findings& found);
void check(const Area& record, Findings& found);
void check(const Place& record, Findings& found);
void check(const Group& record, Findings& found);
void check(const Road& record, Findings& found);
void check(const Water& record, Findings& found);
void check(const Scenario& record, Findings& found);
void check(const Layer& record, Findings& found);
void check(const Actor& record, Findings& found);
void check(const Threat& record, Findings& found);
void check(const Source& record, Findings& found);
void check(const Incident& record, Findings& found);
void check(const Alert& record, Findings& found);
void check(const Base& record, Findings& found);
void check(const Unit& record, Findings& found);
void check(const Patrol& record, Findings& found);
void check(const CanTest& record, Findings& found);
void check(const Assessment& record, Findings& found);
void check(const Line& record, Findings& found);
void check(const Action& record, Findings& found);
void check(const Strategy& record, Findings& found);
void check(const Structure& record, Findings& found);
void check(const Meeting& record, Findings& found);
void check(const Stakeholder& record, Findings& found);

/// What the changes say twice of one record, a sentence each; the ids themselves are not looked up.
[[nodiscard]] std::vector<std::string> conflictsIn(const ScenarioChanges& changes);
/// The same day some years later; 29 February becomes 28.
[[nodiscard]] Day yearsAfter(Day day, int years);
/// The class a line has: set by an adviser, else computed; empty when neither is there or it is a range.
[[nodiscard]] std::optional<PriorityClass> classOf(const Line& line);
/// The confidence a line has: set by an adviser, else computed; empty when neither is there.
[[nodiscard]] std::optional<Confidence> confidenceOf(const Line& line);

template <class T>
[[nodiscard]] bool holds(const std::vector<T>& list, T value)
{
    return std::find(list.begin(), list.end(), value) != list.end();
}
template <class T>
[[nodiscard]] bool overlap(const std::vector<T>& a, const std::vector<T>& b)
{
    return std::any_of(a.begin(), a.end(), [&](const T& value) { return holds(b, value); });
}

} // namespace tutela::core::detail
