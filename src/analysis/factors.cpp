// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "factors_p.h"
#include "mission_reach_p.h"

#include <tutela/core/spoken.h>
#include <tutela/core/text.h>

#include <fmt/format.h>

namespace tutela::analysis {

using core::Place;
using core::VulnerabilityFactor;

namespace {

constexpr int kTestedDays = 30;          ///< a test of an alert network holds that long
constexpr int kClosingDays = 30;         ///< a base that closes within that time is a calendar trigger
constexpr double kServedMetres = 25000.0; ///< before travel times exist: the nearest base this far away serves a place
constexpr double kMilitaryMetres = 1000.0;

struct Finding {
    FactorState state = FactorState::Unknown;
    std::string why;
};
Finding yes(std::string why) { return {FactorState::True, std::move(why)}; }
Finding no(std::string why) { return {FactorState::False, std::move(why)}; }
Finding unknown(std::string why) { return {FactorState::Unknown, std::move(why)}; }

/// Displaced and returned people as a share of all: what is certain, and what is possible.
struct DisplacedShare {
    std::int64_t at_least = 0, at_most = 0, all = 0;
};
std::optional<DisplacedShare> displacedShare(const Place& place)
{
    const std::array parts{place.idp, place.returnees, place.refugees};
    if (!place.population_total || *place.population_total <= 0
        || std::none_of(parts.begin(), parts.end(), [](const core::Count& part) { return part.has_value(); }))
        return std::nullopt;
    DisplacedShare share{0, 0, *place.population_total};
    bool complete = true;
    for (const core::Count& part : parts) {
        share.at_least += part.value_or(0);
        complete = complete && part;
    }
    share.at_most = complete ? share.at_least : std::max(share.at_least, share.all);
    return share;
}

std::string countsOf(const DisplacedShare& share)
{
    return core::grouped(share.at_least) + " of " + core::grouped(share.all) + " people are displaced or returned";
}

/// What is known where some of the numbers are not.
std::string knownCountsOf(const DisplacedShare& share) { return "at least " + countsOf(share) + "; the other numbers are not known"; }

Finding displacedMajority(const Place& place)
{
    const auto share = displacedShare(place);
    if (!share)
        return unknown("the number of displaced people is not known");
    const std::string counts = countsOf(*share);
    if (2 * share->at_least > share->all)
        return yes(counts);
    return 2 * share->at_most <= share->all ? no(counts) : unknown(knownCountsOf(*share));
}

Finding hostHighIdp(const Place& place)
{
    const auto share = displacedShare(place);
    if (!share)
        return unknown("the number of displaced people is not known");
    const std::string counts = countsOf(*share);
    if (2 * share->at_least > share->all)
        return no(counts + ", more than half: counted as \"" + core::spoken(VulnerabilityFactor::DISPLACED_MAJORITY) + "\"");
    if (4 * share->at_most <= share->all)
        return no(counts);
    return 4 * share->at_least > share->all && 2 * share->at_most <= share->all ? yes(counts) : unknown(knownCountsOf(*share));
}

Finding recentAttack(const Context& context, const Place& place)
{
    const auto at = place.point();
    if (!at)
        return unknown("the place has no position");
    std::vector<std::int64_t> ids;
    for (const std::uint32_t i : context.incidents().within(*at, kInPlaceMetres))
        if (context.happened(i, context.ago(kEvidenceDays)) && context.columns().act_severity[i] >= kViolent && placedEnough(context.columns(), i))
            ids.push_back(context.columns().id[i]);
    if (!ids.empty())
        return yes(fmt::format("attacked in the last 90 days within 2 km ({})", idList("incident", ids)));
    if (context.observations().seen({place.id}, {context.ago(kEvidenceDays), context.asOf()}))
        return no("no attack recorded in the last 90 days, and the place was visited or its alert network tested");
    return unknown("no attack recorded in the last 90 days, but nobody was there");
}

Finding isolated(const Context& context, const Place& place)
{
    constexpr double kFarMinutes = 120.0;
    if (const core::Base* base = baseInPlace(context, place))
        return no(fmt::format("base {} stands in the place", base->id));
    const core::ResponseTimes* times = context.responses();
    if (times == nullptr)
        return unknown("travel times are not computed");
    const auto time = times->places.find({place.id});
    if (time == times->places.end() || time->second.state == core::ResponseTime::State::NotKnown)
        return unknown(times->not_computed.empty() ? "the place lies on no ground that is computed" : times->not_computed);
    if (time->second.state == core::ResponseTime::State::NobodyComes)
        return yes("no unit has a way to the place");
    const std::string travel = fmt::format("{:.0f} min of travel from {} by {}, {} season; limit {:.0f} min", time->second.travel, time->second.base_name,
                                           core::spoken(time->second.mode), times->season == core::Season::WET ? "wet" : "dry", kFarMinutes);
    return time->second.travel > kFarMinutes ? yes(travel) : no(travel);
}

Finding noStateSecurity(const Place& place, const std::vector<std::string>& stateActors)
{
    using enum core::StatePresence;
    if (!stateActors.empty())
        return yes(fmt::format("the state force is an actor of the threat ({})", fmt::join(stateActors, ", ")));
    const auto has = [&](core::StatePresence kind) {
        return std::find(place.state_presence.begin(), place.state_presence.end(), kind) != place.state_presence.end();
    };
    if (has(ARMY) || has(POLICE) || has(GENDARMERIE)) {
        if (isThreat(place))
            return yes(fmt::format("state security is present and a threat itself ({})", core::spoken(*place.state_behaviour)));
        return no("state security is present");
    }
    if (has(NONE))
        return yes("no state presence");
    return has(UNKNOWN) || place.state_presence.empty() ? unknown("state presence is not known")
                                                        : yes("state presence without security forces");
}

Finding noComms(const Place& place)
{
    using enum core::MobileCoverage;
    switch (place.mobile_coverage.value_or(UNKNOWN)) {
    case NONE: return yes("no mobile cover");
    case PARTIAL: return no("partial mobile cover");
    case FULL: return no("full mobile cover");
    case UNKNOWN: break;
    }
    return unknown("mobile cover is not known");
}

Finding noAlertSystem(const Context& context, const Place& place)
{
    const AlertNetwork network = alertNetwork(context, place);
    if (network.working == FactorState::Unknown)
        return unknown(network.why);
    return network.working == FactorState::True ? no(network.why) : yes(network.why);
}

Finding noRefuge(const Place& place)
{
    if (hasRefuge(place))
        return no("a safe place or flight route is recorded");
    if (place.protection_plan == core::ProtectionPlan::NONE)
        return yes("no protection plan, and no safe place or flight route recorded");
    return unknown("nobody recorded whether there is a safe place or flight route");
}

Finding calendarTrigger(const Context& context, const Place& place)
{
    const auto at = place.point();
    const core::Base* serving = place.cla_base_id ? context.mission().find<core::Base>(*place.cla_base_id) : nullptr;
    if (serving == nullptr && at) {
        double nearest = kServedMetres;
        for (const core::Base* base : context.openBases())
            if (const double metres = core::metresBetween(*at, *base->point()); metres <= nearest) {
                nearest = metres;
                serving = base;
            }
    }
    if (serving != nullptr && serving->open_to && *serving->open_to > context.today()
        && *serving->open_to <= context.today() + std::chrono::days{kClosingDays})
        return yes(fmt::format("base {} ({}) that serves it closes on {}", serving->id, serving->name, core::readable(*serving->open_to)));
    return unknown("no base that serves it closes within 30 days; other dates are not judged");
}

Finding nearMilitaryTarget(const Context& context, const Place& place)
{
    const auto at = place.point();
    if (at)
        for (const core::Base& base : context.mission().all<core::Base>())
            if (base.base_kind == core::BaseKind::STATE_FORCE_BASE && base.point() && isOpenBase(base, context.today())
                && isWithin(*at, *base.point(), kMilitaryMetres))
                return yes(fmt::format("base {} of state forces stands within 1 km", base.id));
    return unknown("not judged");
}

std::vector<std::string> stateActorsOf(const core::Mission& mission, const core::Threat* threat)
{
    std::vector<std::string> names;
    if (threat != nullptr)
        for (const core::ActorId id : threat->actor_ids)
            if (const core::Actor* actor = mission.find<core::Actor>(id); actor != nullptr && actor->actor_kind && isStateForce(*actor->actor_kind))
                names.push_back(actor->name);
    return names;
}

Finding computed(const Context& context, const Place& place, const core::Threat* threat, VulnerabilityFactor factor)
{
    switch (factor) {
    case VulnerabilityFactor::DISPLACED_MAJORITY: return displacedMajority(place);
    case VulnerabilityFactor::ISOLATED: return isolated(context, place);
    case VulnerabilityFactor::NO_STATE_SECURITY: return noStateSecurity(place, stateActorsOf(context.mission(), threat));
    case VulnerabilityFactor::RECENT_ATTACK: return recentAttack(context, place);
    case VulnerabilityFactor::HOST_HIGH_IDP: return hostHighIdp(place);
    case VulnerabilityFactor::NO_COMMS: return noComms(place);
    case VulnerabilityFactor::NO_ALERT_SYSTEM: return noAlertSystem(context, place);
    case VulnerabilityFactor::NO_REFUGE: return noRefuge(place);
    case VulnerabilityFactor::CALENDAR_TRIGGER: return calendarTrigger(context, place);
    case VulnerabilityFactor::NEAR_MILITARY_TARGET: return nearMilitaryTarget(context, place);
    default: return unknown("not judged");
    }
}

bool contains(const std::vector<VulnerabilityFactor>& list, VulnerabilityFactor factor)
{
    return std::find(list.begin(), list.end(), factor) != list.end();
}

/// Gives the factor its half-points and adds it to the checklist.
void add(PlaceVulnerability& checklist, Factor factor)
{
    factor.half_points = factor.state == FactorState::True ? core::halfPoints(factor.factor) : 0;
    checklist.half_points += factor.half_points;
    checklist.unknown += factor.state == FactorState::Unknown ? 1 : 0;
    checklist.factors.push_back(std::move(factor));
}

/// What people judged, on the place first, then on the target groups that live there.
std::optional<Finding> judged(const core::Mission& mission, const Place& place, const core::Threat* threat, VulnerabilityFactor factor)
{
    if (contains(place.vulnerability_yes, factor))
        return yes("judged for the place");
    std::optional<Finding> ruledOut;
    if (contains(place.vulnerability_no, factor))
        ruledOut = no("ruled out for the place");
    if (threat == nullptr)
        return ruledOut;
    for (const core::GroupId id : threat->target_group_ids) {
        const core::Group* group = mission.find<core::Group>(id);
        if (group == nullptr
            || (!group->place_ids.empty() && std::find(group->place_ids.begin(), group->place_ids.end(), core::PlaceId{place.id}) == group->place_ids.end()))
            continue;
        if (contains(group->vulnerability_yes, factor))
            return yes(fmt::format("judged for group {}", id.value));
        if (contains(group->vulnerability_no, factor) && !ruledOut)
            ruledOut = no(fmt::format("ruled out for group {}", id.value));
    }
    return ruledOut;
}

} // namespace

bool isThreat(const Place& place)
{
    using enum core::ConductToCivilians;
    return place.state_behaviour == ABUSIVE || place.state_behaviour == TARGETS_SYSTEMATICALLY;
}

bool hasRefuge(const Place& place) { return !place.safe_haven_location.empty() || !place.flight_route.empty(); }

AlertNetwork alertNetwork(const Context& context, const Place& place)
{
    using enum core::CanStatus;
    const auto& tests = context.observations().testsIn({place.id});
    const auto known = std::find_if(tests.rbegin(), tests.rend(), [](const CanTestAt& test) { return test.works.has_value(); });
    if (known != tests.rend()) {
        const std::string day = core::readable(context.zone().dayAt(known->time));
        if (!*known->works)
            return {FactorState::False, fmt::format("the alert network failed its test of {}", day)};
        if (known->time < context.ago(kTestedDays))
            return {FactorState::False, fmt::format("the alert network was last tested on {}, more than 30 days ago", day)};
        return {FactorState::True, fmt::format("the alert network worked when tested on {}", day)};
    }
    if (!place.can_status)
        return {FactorState::Unknown, "nothing is known of an alert network"};
    switch (*place.can_status) {
    case NONE: return {FactorState::False, "there is no alert network"};
    case PLANNED: return {FactorState::False, "the alert network is only planned"};
    case BROKEN: return {FactorState::False, "the alert network is broken"};
    case ACTIVE_UNTESTED: return {FactorState::False, "the alert network is untested"};
    case ACTIVE_TESTED: break;
    }
    return {FactorState::Unknown, "the alert network is said to be tested, but no test is recorded"};
}

PlaceVulnerability vulnerabilityOf(const Context& context, const Place& place, const core::Threat* threat)
{
    PlaceVulnerability result;
    result.place = {place.id};
    for (std::size_t i = 0; i < core::wordCount(VulnerabilityFactor{}); ++i) {
        const auto code = static_cast<VulnerabilityFactor>(i);
        Factor factor{code, FactorState::Unknown, false, 0, {}};
        Finding finding;
        if (auto byPeople = judged(context.mission(), place, threat, code)) {
            finding = std::move(*byPeople);
        } else {
            finding = computed(context, place, threat, code);
            factor.computed = finding.state != FactorState::Unknown;
        }
        factor.state = finding.state;
        factor.why = std::move(finding.why);
        add(result, std::move(factor));
    }
    return result;
}

std::vector<core::CountedFactor> countedFactors(const std::vector<PlaceVulnerability>& checklists)
{
    std::vector<core::CountedFactor> counted;
    for (const PlaceVulnerability& one : checklists)
        for (const Factor& factor : one.factors) {
            core::CountedFactor& stored = counted.emplace_back(core::CountedFactor{one.place, factor.factor, {}, factor.computed, factor.why});
            if (factor.state != FactorState::Unknown)
                stored.holds = factor.state == FactorState::True;
        }
    return counted;
}

std::vector<PlaceVulnerability> checklistsOf(const std::vector<core::CountedFactor>& counted)
{
    std::vector<PlaceVulnerability> checklists;
    for (const core::CountedFactor& stored : counted) {
        if (!stored.place_id || !stored.factor)
            continue;
        if (checklists.empty() || checklists.back().place != *stored.place_id)
            checklists.emplace_back().place = *stored.place_id;
        const FactorState state = !stored.holds ? FactorState::Unknown : *stored.holds ? FactorState::True : FactorState::False;
        add(checklists.back(), {*stored.factor, state, stored.computed.value_or(false), 0, stored.why});
    }
    return checklists;
}

} // namespace tutela::analysis
