// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <tutela/core/score_json.h>

#include <tutela/core/error.h>
#include <tutela/core/text.h>

#include <nlohmann/json.hpp>

#include <cmath>
#include <limits>
#include <span>

namespace tutela::core {

namespace {

using nlohmann::json;

constexpr std::int64_t kMost = 1'000'000'000'000; // persons, incidents, days: beyond any sense, within double and int64

[[noreturn]] void refuse(std::string_view key, const std::string& why)
{
    throw Error{ErrorCode::InvalidInput, "\"" + std::string{key} + "\" " + why, std::string{key}};
}

/// Keys of one JSON object, read by name; what is absent or null is not there.
class Keys {
public:
    Keys(const json& object, std::string prefix, std::span<const std::string_view> known)
        : m_object(object), m_prefix(std::move(prefix))
    {
        if (!object.is_object())
            refuse(m_prefix.empty() ? "input" : m_prefix.substr(0, m_prefix.size() - 1), "must be a JSON object");
        for (const auto& [key, value] : object.items())
            if (std::find(known.begin(), known.end(), key) == known.end())
                refuse(m_prefix + key, "is not a key of this input; take it out or correct its name");
    }

    [[nodiscard]] const json* find(const char* key) const
    {
        const auto at = m_object.find(key);
        return at == m_object.end() || at->is_null() ? nullptr : &*at;
    }
    [[nodiscard]] std::string name(const char* key) const { return m_prefix + key; }

    [[nodiscard]] std::optional<std::int64_t> whole(const char* key, std::int64_t low, std::int64_t high) const
    {
        const json* value = find(key);
        if (!value)
            return std::nullopt;
        const std::string wanted = "must be a whole number, "
                                   + (high == kMost ? std::to_string(low) + " or more" : std::to_string(low) + " to " + std::to_string(high));
        if (!value->is_number())
            refuse(name(key), wanted);
        const double number = value->get<double>();
        if (std::trunc(number) != number)
            refuse(name(key), wanted);
        if (number < static_cast<double>(low) || number > static_cast<double>(high))
            refuse(name(key), wanted + ", not " + value->dump());
        return static_cast<std::int64_t>(number);
    }
    [[nodiscard]] std::optional<int> rating(const char* key, int low, int high) const
    {
        const auto number = whole(key, low, high);
        return number ? std::optional{static_cast<int>(*number)} : std::nullopt;
    }
    [[nodiscard]] bool flag(const char* key) const
    {
        const json* value = find(key);
        if (value && !value->is_boolean())
            refuse(name(key), "must be true or false");
        return value && value->get<bool>();
    }
    template <Words E>
    [[nodiscard]] std::optional<E> oneOf(const char* key) const
    {
        const json* value = find(key);
        return value ? std::optional{wordOf<E>(name(key), *value)} : std::nullopt;
    }
    template <Words E>
    static E wordOf(const std::string& key, const json& value)
    {
        const auto found = value.is_string() ? enumerator<E>(value.get_ref<const std::string&>()) : std::nullopt;
        if (!found) {
            const auto words = wordsOf<E>();
            refuse(key, "must be one of " + joined({words.begin(), words.end()}, ", "));
        }
        return *found;
    }
    /// The elements of a list; none when it is absent.
    [[nodiscard]] const json& list(const char* key) const
    {
        static const json kNone = json::array();
        const json* value = find(key);
        if (value && !value->is_array())
            refuse(name(key), "must be a list");
        return value ? *value : kNone;
    }

private:
    const json& m_object;
    std::string m_prefix;
};

EvidenceItem itemFrom(const json& element, std::size_t index)
{
    constexpr std::array<std::string_view, 5> kKnown{"group", "reliability", "credibility", "age_days", "contradicts"};
    const Keys keys{element, "evidence[" + std::to_string(index) + "].", kKnown};
    EvidenceItem item;
    if (const json* group = keys.find("group")) {
        if (!group->is_string())
            refuse(keys.name("group"), "must be text");
        item.group = group->get<std::string>();
    }
    // A grade that nobody gave is F and 6, "cannot be judged"; without an age an item has no weight at all.
    item.reliability = keys.oneOf<Reliability>("reliability").value_or(Reliability::F);
    item.credibility = keys.rating("credibility", 1, 6).value_or(6);
    const auto age = keys.whole("age_days", 0, kMost);
    if (!age)
        refuse(keys.name("age_days"), "is missing: say how many days old the item is");
    item.age_days = *age;
    item.contradicts = keys.flag("contradicts");
    return item;
}

TrendCounts countsFrom(const json& value)
{
    constexpr std::array<std::string_view, 2> kKnown{"recent", "before"};
    const Keys keys{value, "counts.", kKnown};
    const auto recent = keys.whole("recent", 0, kMost);
    const auto before = keys.whole("before", 0, kMost);
    if (!recent || !before)
        refuse(keys.name(recent ? "before" : "recent"), "is missing: a trend needs both counts");
    return {*recent, *before};
}

template <class T>
json rangeJson(const Range<T>& range)
{
    const auto one = [](T value) -> json {
        if constexpr (Words<T>)
            return word(value);
        else
            return value;
    };
    return range.known() ? one(range.lowest) : json::array({one(range.lowest), one(range.highest)});
}

json inputJson(const std::optional<int>& value)
{
    return value ? json(*value) : json(nullptr);
}

} // namespace

ScoreInput scoreInputFrom(const json& source)
{
    constexpr std::array<std::string_view, 16> kKnown{"intent", "capability", "opportunity", "shift", "acts", "act_severity",
                                                      "persons", "vulnerability_half_points", "host_state", "state_is_actor",
                                                      "mission_reach", "community", "trend", "counts", "imminent", "evidence"};
    const Keys keys{source, "", kKnown};
    ScoreInput in;
    in.intent = keys.rating("intent", 1, 5);
    in.capability = keys.rating("capability", 1, 5);
    in.opportunity = keys.rating("opportunity", 1, 5);
    in.shift = keys.rating("shift", -1, 1).value_or(0);
    in.act_severity = keys.rating("act_severity", 1, 5);
    for (const json& act : keys.list("acts"))
        in.acts.push_back(Keys::wordOf<Act>("acts", act));
    if (in.act_severity && !in.acts.empty())
        refuse("act_severity", "and \"acts\" exclude each other; give one of them");
    in.persons = keys.whole("persons", 0, kMost);
    in.vulnerability_half_points = keys.rating("vulnerability_half_points", 0, 1000);
    in.host_state = keys.rating("host_state", 0, 2);
    in.state_is_actor = keys.flag("state_is_actor");
    in.mission_reach = keys.rating("mission_reach", 0, 2);
    in.community = keys.rating("community", 0, 1);
    if (const auto trend = keys.oneOf<Trend>("trend")) {
        in.trend = *trend;
        if (keys.find("counts"))
            refuse("trend", "and \"counts\" exclude each other; give one of them");
    } else if (const json* counts = keys.find("counts")) {
        in.counts = countsFrom(*counts);
    }
    in.imminent = keys.flag("imminent");
    const json& evidence = keys.list("evidence");
    for (std::size_t i = 0; i < evidence.size(); ++i)
        in.evidence.push_back(itemFrom(evidence[i], i));
    return in;
}

json scoreKeys(const ScoreInput& input, const Score& result)
{
    return {{"intent", inputJson(input.intent)},
            {"capability", inputJson(input.capability)},
            {"opportunity", inputJson(input.opportunity)},
            {"shift", input.shift},
            {"likelihood", rangeJson(result.likelihood)},
            {"act_severity", rangeJson(result.act_severity)},
            {"persons", input.persons ? json(*input.persons) : json(nullptr)},
            {"persons_assumed", result.persons_assumed},
            {"exposure", rangeJson(result.exposure)},
            {"vulnerability", rangeJson(result.vulnerability)},
            {"impact", rangeJson(result.impact)},
            {"risk_inherent", rangeJson(result.risk_inherent)},
            {"band_inherent", rangeJson(result.band_inherent)},
            {"host_state", input.state_is_actor ? json(0) : inputJson(input.host_state)},
            {"mission_reach", inputJson(input.mission_reach)},
            {"community", inputJson(input.community)},
            {"protection", rangeJson(result.protection)},
            {"likelihood_residual", rangeJson(result.likelihood_residual)},
            {"risk_residual", rangeJson(result.risk_residual)},
            {"band", rangeJson(result.band)},
            {"class", rangeJson(result.priority)},
            {"confidence", word(result.confidence.level)},
            {"contested", result.confidence.contested},
            {"confidence_s", result.confidence.s},
            {"trend", word(result.trend)},
            {"imminent", result.imminent},
            {"explain", result.explain},
            {"method", kScoringMethod}};
}

json scoreJson(const json& input)
{
    const ScoreInput in = scoreInputFrom(input);
    return scoreKeys(in, score(in));
}

} // namespace tutela::core
