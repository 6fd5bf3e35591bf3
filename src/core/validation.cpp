// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <tutela/core/validation.h>

#include <tutela/core/text.h>

#include "validation_p.h"

#include <array>
#include <cmath>

namespace tutela::core {

namespace detail {

std::optional<std::int64_t> Findings::daysSince(const std::optional<Day>& day) const
{
    if (!day || !m_now)
        return std::nullopt;
    return (std::chrono::floor<std::chrono::days>(*m_now) - *day).count();
}

Day yearsAfter(Day day, int years)
{
    const std::chrono::year_month_day later = std::chrono::year_month_day{day} + std::chrono::years{years};
    return later.ok() ? Day{later} : Day{later.year() / later.month() / std::chrono::last}; // 29 February
}

std::optional<PriorityClass> classOf(const Line& line)
{
    return line.class_override ? line.class_override : enumerator<PriorityClass>(line.priority_class);
}

std::optional<Confidence> confidenceOf(const Line& line)
{
    return line.confidence_override ? line.confidence_override : enumerator<Confidence>(line.confidence);
}

namespace {

/// Texts that other programs and people find records by: a hidden sign in one would make two of them look the same.
bool isIdentifier(std::string_view name)
{
    constexpr std::array<std::string_view, 7> kNames{"reference", "code", "pcode", "code_name", "group_key", "source_id", "dataset"};
    return std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

void checkInteger(const Field& field, std::int64_t number, Findings& found)
{
    if ((!field.lowest || number >= *field.lowest) && (!field.highest || number <= *field.highest))
        return;
    std::string wanted = field.lowest ? std::to_string(*field.lowest) : std::string{};
    if (field.highest)
        wanted += (wanted.empty() ? "at most " : " to ") + std::to_string(*field.highest);
    else
        wanted += " or more";
    found.blockSaving(true, field.name, std::to_string(number) + " is out of range; give " + wanted + ".");
}

/// Signs that join or part letters in some scripts are part of a name; all other hidden signs are not.
std::string withoutJoiners(std::string_view text)
{
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i)
        if (const auto sign = text.substr(i, 3); sign == "\u200C" || sign == "\u200D")
            i += 2;
        else
            out += text[i];
    return out;
}

void checkName(const Field& field, std::string_view text, Findings& found)
{
    const std::string plain = withoutJoiners(text);
    const std::string kind = kindName(field.kind);
    found.blockSaving(!text.empty() && trimmed(plain).empty(), field.name, "The name of the " + kind + " is blank; write it, or null for none.");
    found.blockSaving(withVisibleControls(plain) != plain || plain.find_first_of("\n\t") != std::string::npos, field.name,
                      "The name of the " + kind + " holds signs that cannot be seen (" + withVisibleControls(text) + "); type it again.");
}

void checkText(const Field& field, const std::string& text, Findings& found)
{
    if (!isUtf8(text))
        found.blockSaving(true, field.name, "The text is not UTF-8; enter it again.");
    else if (isIdentifier(field.name) && withVisibleControls(text) != text)
        found.blockSaving(true, field.name, "The identifier holds signs that cannot be seen; type it again.");
    else if (field.name == "name")
        checkName(field, text, found);
    else if (field.name == "alt_names")
        for (const auto& name : nlohmann::json::parse(text, nullptr, false))
            if (name.is_string())
                checkName(field, name.get_ref<const std::string&>(), found);
}

/// Rules that every field keeps: allowed range, finite numbers, readable text.
void checkFields(const RecordValues& record, Findings& found)
{
    const auto fields = fieldsOf(record.kind);
    for (std::size_t i = 0; i < fields.size() && i < record.values.size(); ++i) {
        const Value& value = record.values[i];
        if (const auto* whole = std::get_if<std::int64_t>(&value))
            checkInteger(fields[i], *whole, found);
        else if (const auto* real = std::get_if<double>(&value))
            found.blockSaving(!std::isfinite(*real), fields[i].name, "The number is not finite; give a number or leave it empty.");
        else if (const auto* text = std::get_if<std::string>(&value))
            checkText(fields[i], *text, found);
    }
}

/// A marking is looked at again on its date, else 20 years after the record was made.
void checkDeclassification(const Record& record, Findings& found)
{
    const bool marked = record.sensitivity && *record.sensitivity != Marking::UNCLASSIFIED;
    found.warn(record.declassify_on && !marked, "declassify_on", "The record has a date of declassification but no marking; clear it or mark the record.");
    if (!marked)
        return;
    std::optional<Day> due = record.declassify_on;
    if (!due && record.created_at)
        due = yearsAfter(std::chrono::floor<std::chrono::days>(*record.created_at), 20);
    const auto overdue = found.daysSince(due);
    found.warn(overdue && *overdue >= 0, "declassify_on", "The marking is due for declassification; lower it or set a later date.");
}

/// Rules that every record keeps.
template <class T>
void checkRecord(const T& record, Findings& found)
{
    found.blockSubmission(record.sensitivity && *record.sensitivity != Marking::UNCLASSIFIED && !record.sensitivity_reason,
                          "sensitivity_reason", "A marking above unclassified needs its reason; pick one.");
    checkDeclassification(record, found);
    if constexpr (std::is_base_of_v<Position, T>) {
        found.blockSaving(record.lon.has_value() != record.lat.has_value(), record.lon ? "lat" : "lon",
                          "A position needs both longitude and latitude; give both or neither.");
        found.blockSaving((record.lon && !(std::abs(*record.lon) <= 180.0)) || (record.lat && !(std::abs(*record.lat) <= 90.0)),
                          record.lon && !(std::abs(*record.lon) <= 180.0) ? "lon" : "lat",
                          "The position is outside the globe; longitude is -180 to 180, latitude -90 to 90.");
        found.warn(record.lon == 0.0 && record.lat == 0.0, "lon",
                   "The position is 0, 0 in the ocean, which is often a missing position; check it.");
    }
}

template <class T>
void checkAs(const RecordValues& values, Findings& found)
{
    try {
        const T record = recordOf<T>(values);
        checkRecord(record, found);
        check(record, found);
    } catch (const Error& error) {
        found.blockSaving(true, error.where(), "A value cannot be read: " + error.message() + ".");
    }
}

void checkKind(const RecordValues& record, Findings& found)
{
    switch (record.kind) {
    case Kind::MISSION: return checkAs<MissionDetails>(record, found);
    case Kind::AREA: return checkAs<Area>(record, found);
    case Kind::PLACE: return checkAs<Place>(record, found);
    case Kind::GROUP: return checkAs<Group>(record, found);
    case Kind::ACTOR: return checkAs<Actor>(record, found);
    case Kind::THREAT: return checkAs<Threat>(record, found);
    case Kind::INCIDENT: return checkAs<Incident>(record, found);
    case Kind::ALERT: return checkAs<Alert>(record, found);
    case Kind::BASE: return checkAs<Base>(record, found);
    case Kind::UNIT: return checkAs<Unit>(record, found);
    case Kind::PATROL: return checkAs<Patrol>(record, found);
    case Kind::SOURCE: return checkAs<Source>(record, found);
    case Kind::ASSESSMENT: return checkAs<Assessment>(record, found);
    case Kind::LINE: return checkAs<Line>(record, found);
    case Kind::ACTION: return checkAs<Action>(record, found);
    case Kind::STRATEGY: return checkAs<Strategy>(record, found);
    case Kind::SCENARIO: return checkAs<Scenario>(record, found);
    case Kind::LAYER: return checkAs<Layer>(record, found);
    case Kind::CAN_TEST: return checkAs<CanTest>(record, found);
    case Kind::ROAD: return checkAs<Road>(record, found);
    case Kind::WATER: return checkAs<Water>(record, found);
    case Kind::STRUCTURE: return checkAs<Structure>(record, found);
    case Kind::MEETING: return checkAs<Meeting>(record, found);
    case Kind::STAKEHOLDER: return checkAs<Stakeholder>(record, found);
    }
}

} // namespace

} // namespace detail

std::vector<Issue> validate(const RecordValues& record, std::optional<Instant> now)
{
    std::vector<Issue> issues;
    detail::Findings found{record.kind, record.id(), now, issues};
    detail::checkFields(record, found);
    detail::checkKind(record, found);
    return issues;
}

std::vector<Issue> validateAuthor(const RecordValues& record, const RecordValues* before, Role author)
{
    std::vector<Issue> issues;
    if (record.kind != Kind::INCIDENT || author == Role::HUMAN_RIGHTS)
        return issues;
    const auto isVerified = [](const RecordValues& values) {
        return recordOf<Incident>(values).verification == Verification::VERIFIED_REASONABLE_GROUNDS;
    };
    detail::Findings found{record.kind, record.id(), std::nullopt, issues};
    found.blockSaving(isVerified(record) && !(before && isVerified(*before)), "verification",
                      "Only human rights may call an incident verified; let them do it (--author HUMAN_RIGHTS/..) or write CORROBORATED.");
    return issues;
}

bool blocksSaving(const std::vector<Issue>& issues)
{
    return std::any_of(issues.begin(), issues.end(), [](const Issue& issue) { return issue.level == RuleLevel::E; });
}

} // namespace tutela::core
