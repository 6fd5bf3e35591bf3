// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <tutela/core/score.h>

#include <tutela/core/incident_columns.h>
#include <tutela/core/text.h>

#include "score_p.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace tutela::core {

namespace {

/// Every value a quantity can take: one when it is known. Likelihood, impact and protection depend on disjoint inputs,
/// so combining these sets gives exactly the values that enumerating all inputs would give.
using Values = std::set<int>;

Values allowed(const std::optional<int>& known, int low, int high, const char* name)
{
    Values values;
    if (known) {
        detail::requireRange(*known, low, high, name);
        values.insert(*known);
    } else {
        for (int value = low; value <= high; ++value)
            values.insert(value);
    }
    return values;
}

Range<int> rangeOf(const Values& values)
{
    return {*values.begin(), *values.rbegin()};
}

template <class Function>
Values each(const Values& a, const Values& b, Function function)
{
    Values out;
    for (const int x : a)
        for (const int y : b)
            out.insert(function(x, y));
    return out;
}

/// Works one line out, step by step, and writes down each step.
class Working {
public:
    explicit Working(const ScoreInput& input) : m_in(input) {}

    Score run()
    {
        workLikelihood();
        workImpact();
        m_out.risk_inherent = rangeOf(each(m_likelihood, m_impact, [](int l, int i) { return l * i; }));
        m_out.band_inherent = bandRange(m_out.risk_inherent);
        say("risk_inherent", fmt::format("likelihood {} x impact {}", rangeText(m_out.likelihood), rangeText(m_out.impact)),
            rangeText(m_out.risk_inherent));
        sayBand("band_inherent", m_out.risk_inherent, m_out.band_inherent);
        workProtection();
        workTrend();
        workResidual();
        workConfidence();
        return std::move(m_out);
    }

private:
    void say(std::string_view name, std::string_view formula, std::string_view value)
    {
        m_out.explain.push_back(fmt::format("{} = {} = {}", name, formula, value));
    }
    static Range<Band> bandRange(const Range<int>& risk) { return {bandOf(risk.lowest), bandOf(risk.highest)}; }
    void sayBand(std::string_view name, const Range<int>& risk, const Range<Band>& band)
    {
        say(name, fmt::format("risk {} where LOW is 1 to 4, MODERATE 5 to 9, HIGH 10 to 16, CRITICAL 20 to 25", rangeText(risk)),
            rangeText(band));
    }
    /// Inputs nobody has assessed are said first: they are why results are ranges.
    Values input(const char* name, const std::optional<int>& known, int low, int high, Range<int>& out)
    {
        Values values = allowed(known, low, high, name);
        out = rangeOf(values);
        if (!known)
            say(name, "not assessed, any value allowed", rangeText(out));
        return values;
    }
    /// A value set by hand in place of the computed one.
    Values overridden(const char* name, const std::optional<int>& byHand, Values computed)
    {
        if (!byHand)
            return computed;
        say(name, fmt::format("set by an adviser in place of {}", rangeText(rangeOf(computed))), std::to_string(*byHand));
        return allowed(byHand, 1, 5, name);
    }

    void workLikelihood()
    {
        const Values intents = input("intent", m_in.intent, 1, 5, m_out.intent);
        const Values capabilities = input("capability", m_in.capability, 1, 5, m_out.capability);
        const Values opportunities = input("opportunity", m_in.opportunity, 1, 5, m_out.opportunity);
        detail::requireRange(m_in.shift, -1, 1, "shift");
        bool somewhere = false;
        bool everywhere = true;
        for (const int i : intents)
            for (const int c : capabilities)
                for (const int o : opportunities) {
                    m_likelihood.insert(likelihood(i, c, o, m_in.shift));
                    const bool capped = std::min({i, c, o}) == 1;
                    somewhere = somewhere || capped;
                    everywhere = everywhere && capped;
                }
        const std::string formula =
            fmt::format("floor(cuberoot(intent {} x capability {} x opportunity {}) + shift {}/2 + 1/2) within 1 to 5{}",
                        rangeText(m_out.intent), rangeText(m_out.capability), rangeText(m_out.opportunity), m_in.shift,
                        everywhere  ? ", at most 2 because one of the three is 1"
                        : somewhere ? ", at most 2 where one of the three is 1"
                                    : "");
        say("likelihood", formula, rangeText(rangeOf(m_likelihood)));
        m_likelihood = overridden("likelihood", m_in.overrides.likelihood, std::move(m_likelihood));
        m_out.likelihood = rangeOf(m_likelihood);
    }

    Values severities()
    {
        const auto fromActs = actSeverity(m_in.acts);
        if (m_in.act_severity || !fromActs)
            return input("act_severity", m_in.act_severity, 1, 5, m_out.act_severity);
        std::vector<std::string> parts;
        for (const Act act : m_in.acts)
            parts.push_back(fmt::format("{} {}", word(act), severityOf(act)));
        m_out.act_severity = {*fromActs, *fromActs};
        say("act_severity", "highest of " + joined(parts, ", "), std::to_string(*fromActs));
        return {*fromActs};
    }
    Values exposures()
    {
        m_out.persons_assumed = !m_in.persons;
        const int level = m_in.persons ? exposure(*m_in.persons) : 2;
        say("exposure",
            m_in.persons ? fmt::format("{} persons where 2 is from 100, 3 from 1000, 4 from 5000, 5 from 25000", *m_in.persons)
                         : "persons not known, assumed",
            std::to_string(level));
        return overridden("exposure", m_in.overrides.exposure, {level});
    }
    Values vulnerabilities()
    {
        Values values;
        if (m_in.vulnerability_half_points) {
            values.insert(vulnerability(*m_in.vulnerability_half_points));
            say("vulnerability", fmt::format("1 + floor({} half-points / 2), at most 5", *m_in.vulnerability_half_points),
                std::to_string(*values.begin()));
        } else {
            values = {1, 2, 3, 4, 5};
            say("vulnerability", "not assessed, any value allowed", "1..5");
        }
        return overridden("vulnerability", m_in.overrides.vulnerability, std::move(values));
    }
    void workImpact()
    {
        const Values severity = severities();
        const Values exposed = exposures();
        const Values vulnerable = vulnerabilities();
        m_out.exposure = rangeOf(exposed);
        m_out.vulnerability = rangeOf(vulnerable);
        for (const int a : severity)
            m_impact.merge(each(exposed, vulnerable, [a](int e, int v) { return impact(a, e, v); }));
        say("impact",
            fmt::format("floor((2 x act_severity {} + exposure {} + vulnerability {}) / 4 + 1/2){}", rangeText(m_out.act_severity),
                        rangeText(m_out.exposure), rangeText(m_out.vulnerability),
                        !severity.contains(5)     ? ""
                        : m_out.act_severity.known() ? ", at least 4 because act_severity is 5"
                                                     : ", at least 4 where act_severity is 5"),
            rangeText(rangeOf(m_impact)));
        m_impact = overridden("impact", m_in.overrides.impact, std::move(m_impact));
        m_out.impact = rangeOf(m_impact);
    }

    void workProtection()
    {
        Values host;
        if (m_in.state_is_actor) {
            host = {0};
            say("host_state", "forced because the host state is an actor of the threat", "0");
        } else {
            host = input("host_state", m_in.host_state, 0, 2, m_out.host_state);
        }
        const Values reach = input("mission_reach", m_in.mission_reach, 0, 2, m_out.mission_reach);
        const Values people = input("community", m_in.community, 0, 1, m_out.community);
        for (const int s : people)
            m_protection.merge(each(host, reach, [s](int h, int m) { return protection(h, m, s); }));
        m_out.protection = rangeOf(m_protection);
        say("protection",
            fmt::format("min(4, host_state {} + mission_reach {} + community {})", rangeText(m_out.host_state),
                        rangeText(m_out.mission_reach), rangeText(m_out.community)),
            rangeText(m_out.protection));
    }

    void workTrend()
    {
        m_out.trend = m_in.trend;
        if (!m_in.counts)
            return;
        const TrendResult found = trend(m_in.counts->recent, m_in.counts->before);
        m_out.trend = found.trend;
        const std::int64_t all = m_in.counts->recent + m_in.counts->before;
        if (found.trend == Trend::INSUFFICIENT)
            say("trend", fmt::format("{} incident{} in 112 days, fewer than 4", all, all == 1 ? "" : "s"), word(found.trend));
        else if (found.p == 1.0)
            say("trend", fmt::format("{} in 28 days, as many as expected", m_in.counts->recent), word(found.trend));
        else
            say("trend",
                fmt::format("P(X {} {}; {}, 0.25) {:.5f} against 0.10, expected {:.2f}",
                            static_cast<double>(m_in.counts->recent) > found.expected ? ">=" : "<=", m_in.counts->recent, all,
                            found.p, found.expected),
                word(found.trend));
    }

    void workResidual()
    {
        m_out.imminent = m_in.imminent;
        const Range<int> taken{reduction(m_out.protection.lowest), reduction(m_out.protection.highest)};
        const Values residual = each(m_likelihood, m_protection, residualLikelihood);
        m_out.likelihood_residual = rangeOf(residual);
        say("likelihood_residual", fmt::format("max(1, likelihood {} - {} by protection {})", rangeText(m_out.likelihood),
                                               rangeText(taken), rangeText(m_out.protection)),
            rangeText(m_out.likelihood_residual));
        m_out.risk_residual = rangeOf(each(residual, m_impact, [](int l, int i) { return l * i; }));
        say("risk_residual",
            fmt::format("likelihood_residual {} x impact {}", rangeText(m_out.likelihood_residual), rangeText(m_out.impact)),
            rangeText(m_out.risk_residual));
        m_out.band = bandRange(m_out.risk_residual);
        sayBand("band", m_out.risk_residual, m_out.band);
        // Classes count down from MUST: the least urgent is the highest enumerator.
        const Values classes = each(residual, m_impact, [this](int l, int i) {
            return static_cast<int>(priorityClass(l * i, i, m_out.trend, m_out.imminent));
        });
        m_out.priority = {static_cast<PriorityClass>(*classes.rbegin()), static_cast<PriorityClass>(*classes.begin())};
        say("class", classFormula(), rangeText(m_out.priority));
        if (const auto byHand = m_in.overrides.priority) {
            say("class", "set by an adviser in place of " + rangeText(m_out.priority), word(*byHand));
            m_out.priority = {*byHand, *byHand};
        }
    }
    std::string classFormula() const
    {
        if (!m_out.risk_residual.known() || !m_out.impact.known())
            return fmt::format("by risk_residual {}, impact {}, trend {}, imminent {}", rangeText(m_out.risk_residual),
                               rangeText(m_out.impact), word(m_out.trend), m_out.imminent ? "yes" : "no");
        const int risk = m_out.risk_residual.lowest;
        const int impact = m_out.impact.lowest;
        if (m_out.imminent && impact >= 4)
            return fmt::format("imminent and impact {} >= 4", impact);
        if (risk >= 16)
            return fmt::format("risk_residual {} >= 16", risk);
        if (risk >= 10)
            return fmt::format("risk_residual {} >= 10{}", risk, impact == 5 ? " and impact is 5" : "");
        if (risk >= 8 && m_out.trend == Trend::RISING)
            return fmt::format("risk_residual {} >= 8 and trend RISING", risk);
        return fmt::format("risk_residual {} {} 5", risk, risk >= 5 ? ">=" : "<");
    }

    void workConfidence()
    {
        m_out.confidence = confidence(m_in.evidence);
        const ConfidenceResult& found = m_out.confidence;
        say("confidence_s",
            found.groups == 0 ? "no supporting items"
                              : fmt::format("1 - product over {} {} of (1 - reliability x credibility x age of the best item)",
                                            found.groups, found.groups == 1 ? "origin" : "origins"),
            fmt::format("{:.4f}", found.s));
        say("confidence",
            fmt::format("s {:.4f} of {} {} where HIGH is from 0.80 with 2 origins, MEDIUM from 0.50{}", found.s, found.groups,
                        found.groups == 1 ? "origin" : "origins", found.contested ? ", contested so at most MEDIUM" : ""),
            word(found.level));
        if (const auto byHand = m_in.overrides.confidence) {
            say("confidence", fmt::format("set by an adviser in place of {}", word(found.level)), word(*byHand));
            m_out.confidence.level = *byHand;
        }
    }

    const ScoreInput& m_in;
    Score m_out;
    Values m_likelihood, m_impact, m_protection;
};

} // namespace

Score score(const ScoreInput& input)
{
    return Working{input}.run();
}

} // namespace tutela::core
