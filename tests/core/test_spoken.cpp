// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <tutela/core/enums.h>
#include <tutela/core/grade_words.h>
#include <tutela/core/spoken.h>

#include <catch2/catch.hpp>

#include <algorithm>
#include <cctype>
#include <initializer_list>
#include <set>
#include <string>
#include <vector>

using namespace tutela::core;

namespace {

/// Every word of some enumerations as it is shown.
template <Words... E>
std::vector<std::string> allSpoken()
{
    std::vector<std::string> all;
    const auto add = [&](auto words) {
        for (const auto word : words)
            all.push_back(spoken(word));
    };
    (add(wordsOf<E>()), ...);
    return all;
}

} // namespace

TEST_CASE("components are named as people name them, not as civilian codes")
{
    CHECK(spoken(Component::CIVILIAN_CIVIL_AFFAIRS) == "Civil affairs");
    CHECK(spoken(Component::CIVILIAN_DDR_CVR) == "DDR / CVR");
    CHECK(spoken(Component::SECURITY_UNDSS) == "UNDSS");
    CHECK(spoken(Component::CIVILIAN_POC_UNIT) == "POC unit");
    for (const auto& word : allSpoken<Component>())
        CHECK_FALSE(word.starts_with("Civilian"));
    const auto all = allSpoken<Component>();
    CHECK(std::set<std::string>(all.begin(), all.end()).size() == all.size()); // none is mistaken for another
}

TEST_CASE("no enumeration shows an abbreviation in small letters or a bare code")
{
    const auto all = allSpoken<TimePrecision, PlacePrecision, Marking, MarkingReason, Component, Role, Tier, Phase, Band, PriorityClass, Trend, AreaLevel, PlaceKind, SiteType,
                               PopulationSource, CanStatus, GroupKind, VulnerabilityFactor, ActorKind, Weapon, ActorMobility, ActorListing, ThreatScenario, Act, Onset, GraveViolation,
                               CrsvForm, IncidentCategory, Verification, AlertChannel, AlertType, Triage, Responder, ResponseKind, AlertOutcome, NoResponseReason, BaseKind, UnitKind, Caveat,
                               TravelMode, RoadClass, PatrolKind, CancelReason, PatrolTask, TrackSource, AssessmentState, ActionKind, ActionStatus, HarmQuestion, SourceKind,
                               StructureKind, StakeholderKind, LayerKind>();
    const std::set<std::string> small{"aor", "undss", "caac", "sg", "ewrr", "unicef", "ohchr", "icrc", "ngo", "dpo", "intl", "gps", "unmo", "poc", "ddr", "cvr", "comms", "5km", "25km", "72h", "30d", "90d", "p", "pp"};
    for (const auto& word : all) {
        INFO(word);
        REQUIRE_FALSE(word.empty());
        CHECK(word.find('_') == std::string::npos);
        std::string part;
        for (const char c : word + " ") {
            if (c != ' ' && c != ',' && c != ':') {
                part += c;
                continue;
            }
            std::transform(part.begin(), part.end(), part.begin(), [](unsigned char sign) { return std::isupper(sign) ? '#' : static_cast<char>(sign); });
            CHECK_FALSE(small.contains(part));
            part.clear();
        }
    }
    for (const char* code : {"T1_DIALOGUE", "ADMIN3", "GPS", "SMG_P"})
        CHECK(spoken(code) != std::string{code[0]} + [](std::string rest) { std::transform(rest.begin(), rest.end(), rest.begin(), [](unsigned char c) { return static_cast<char>(c == '_' ? ' ' : std::tolower(c)); }); return rest; }(code + 1));
}

TEST_CASE("a grade is said in the words of the doctrine")
{
    const std::vector<std::string> reliability{"completely reliable", "usually reliable", "fairly reliable", "not usually reliable", "unreliable", "cannot be judged"};
    const std::vector<std::string> credibility{"confirmed by other independent sources", "probably true", "possibly true", "doubtful", "improbable", "cannot be judged"};
    std::size_t at = 0;
    for (const auto letter : wordsOf<Reliability>())
        CHECK(meaningOf(*enumerator<Reliability>(letter)) == reliability.at(at++));
    for (int number = 1; number <= 6; ++number)
        CHECK(meaningOfCredibility(number) == credibility.at(static_cast<std::size_t>(number - 1)));
    CHECK(meaningOfCredibility(0).empty());
    CHECK(meaningOfCredibility(7).empty());
    CHECK(meaningOfGrade("B2") == "source usually reliable, information probably true");
    CHECK(meaningOfGrade("-6") == "source not graded, information cannot be judged");
    CHECK(meaningOfGrade("D-") == "source not usually reliable, information not graded");
}
