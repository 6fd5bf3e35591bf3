// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Rules of validation: alerts.
#include "validation_rules.h"

#include <catch2/catch.hpp>

using namespace tutela::core;
using namespace tutela::test;

namespace {

Alert goodAlert()
{
    Alert alert = made<Alert>();
    alert.lon = 5.1;
    alert.lat = 1.9;
    alert.t_observed = kBefore;
    alert.t_received = kBefore + std::chrono::minutes{10};
    alert.t_closed = kBefore + std::chrono::hours{3};
    alert.urgency = Urgency::FLASH;
    alert.triage = Triage::REQUIRES_PHYSICAL_RESPONSE;
    alert.outcome = AlertOutcome::AVERTED;
    alert.feedback_to_community = true;
    return alert;
}

} // namespace

TEST_CASE("rules of alerts", "[core][validation]")
{
    const Alert alert = goodAlert();
    CHECK(validate(valuesOf(alert), kNow).empty());
    rule("not received", alert, E, "t_received", [](Alert& a) { a.t_received.reset(); });
    rule("received before observed", alert, E, "t_received", [](Alert& a) { a.t_received = kBefore - std::chrono::minutes{1}; });
    rule("closed before received", alert, E, "t_closed", [](Alert& a) { a.t_closed = kBefore; });
    rule("in the future", alert, W, "t_closed", [](Alert& a) { a.t_closed = kNow + std::chrono::hours{1}; });
    rule("no response", alert, S, "no_response_reason", [](Alert& a) { a.outcome = AlertOutcome::NO_RESPONSE_ACCESS; });
    rule("community not told", alert, W, "feedback_to_community", [](Alert& a) { a.feedback_to_community = false; });
    rule("pending", alert, W, "triage", [](Alert& a) { a.triage = Triage::PENDING; });
    Alert fresh = alert;
    fresh.t_observed = fresh.t_received = kNow - std::chrono::minutes{15};
    fresh.t_closed.reset();
    fresh.triage = Triage::PENDING;
    fresh.feedback_to_community = false;
    CHECK(validate(valuesOf(fresh), kNow).empty());
    fresh.t_received = kNow - std::chrono::minutes{16};
    fresh.t_observed.reset();
    CHECK(complains(fresh, W, "triage"));
}
