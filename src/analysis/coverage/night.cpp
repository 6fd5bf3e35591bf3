// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <tutela/analysis/night.h>

#include <cmath>
#include <numbers>

namespace tutela::analysis {

using core::Instant;
using core::Period;

namespace {

constexpr double kNight = -6.0; ///< degrees
constexpr double kDegree = std::numbers::pi / 180.0;

/// The first second of a step on which it is as it is at the step's end.
Instant changeBetween(core::GeoPoint at, Instant before, Instant after, bool nightAfter)
{
    while (after - before > std::chrono::seconds{1}) {
        const Instant middle = before + (after - before) / 2;
        ((sunHeight(at, middle) < kNight) == nightAfter ? after : before) = middle;
    }
    return after;
}

} // namespace

double sunHeight(core::GeoPoint at, Instant when)
{
    constexpr double kNoonOf2000 = 946'728'000.0, kDay = 86'400.0, kCentury = 36'525.0; // J2000.0 as seconds since 1970
    const double days = (static_cast<double>(when.time_since_epoch().count()) - kNoonOf2000) / kDay;
    const double t = days / kCentury;
    const double meanLongitude = 280.46646 + t * (36'000.76983 + t * 0.0003032);
    const double anomaly = (357.52911 + t * (35'999.05029 - t * 0.0001537)) * kDegree;
    const double centre = (1.914602 - t * (0.004817 + t * 0.000014)) * std::sin(anomaly) + (0.019993 - t * 0.000101) * std::sin(2.0 * anomaly)
                          + 0.000289 * std::sin(3.0 * anomaly);
    const double node = (125.04 - 1'934.136 * t) * kDegree;
    const double longitude = (meanLongitude + centre - 0.00569 - 0.00478 * std::sin(node)) * kDegree;
    const double obliquity = (23.439291 - 0.0130042 * t + 0.00256 * std::cos(node)) * kDegree;
    const double declination = std::asin(std::sin(obliquity) * std::sin(longitude));
    const double ascension = std::atan2(std::cos(obliquity) * std::sin(longitude), std::cos(longitude));
    const double sidereal = std::fmod(280.46061837 + 360.98564736629 * days, 360.0) * kDegree;
    const double hourAngle = sidereal + at.lon() * kDegree - ascension;
    const double latitude = at.lat() * kDegree;
    return std::asin(std::sin(latitude) * std::sin(declination) + std::cos(latitude) * std::cos(declination) * std::cos(hourAngle)) / kDegree;
}

std::vector<Period> nights(core::GeoPoint at, const Period& period)
{
    constexpr std::chrono::minutes kStep{10}; // shorter than any night or day that is worth a name
    std::vector<Period> found;
    bool night = sunHeight(at, period.from) < kNight;
    Instant since = period.from;
    for (Instant now = period.from; now < period.to;) {
        const Instant next = std::min<Instant>(now + kStep, period.to);
        if (const bool then = sunHeight(at, next) < kNight; then != night) {
            const Instant change = changeBetween(at, now, next, then);
            if (night)
                found.push_back({since, change});
            since = change;
            night = then;
        }
        now = next;
    }
    if (night && since < period.to)
        found.push_back({since, period.to});
    return found;
}

} // namespace tutela::analysis
