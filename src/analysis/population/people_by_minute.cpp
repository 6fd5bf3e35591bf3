// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <tutela/analysis/population.h>

#include <tutela/core/error.h>

#include <algorithm>
#include <array>

namespace tutela::analysis {

namespace {

constexpr auto kMost = static_cast<float>(PeopleByMinute::kLongest);
constexpr std::size_t kLater = PeopleByMinute::kLongest + 1, kNobody = kLater + 1, kBins = kNobody + 1;

/// Number of the bin: whole minutes, a begun one counts as whole.
std::size_t binOf(float minutes)
{
    if (!(minutes <= kMost))
        return minutes > kMost ? kLater : kNobody;
    if (!(minutes > 0.0F))
        return 0;
    const auto whole = static_cast<std::int32_t>(minutes);
    return static_cast<std::size_t>(whole) + (static_cast<float>(whole) < minutes ? 1 : 0);
}

} // namespace

double PeopleByMinute::within(std::int64_t minutes) const
{
    if (minutes < 0 || up_to.empty())
        return 0.0;
    return up_to[std::min(static_cast<std::size_t>(minutes), up_to.size() - 1)];
}

PeopleByMinute peopleByMinute(const core::Grid<double>& people, const core::Grid<float>& minutes)
{
    if (people.rows() != minutes.rows() || people.cols() != minutes.cols())
        throw core::Error{core::ErrorCode::InvalidInput, "people and minutes are not on the same cells"};
    // Neighbours mostly fall into the same minute: four counts side by side, so that they do not wait for each other.
    constexpr std::size_t kLanes = 4;
    std::vector<std::array<double, kLanes>> bins(kBins);
    const double* from = people.cells().data();
    const float* when = minutes.cells().data();
    for (std::size_t i = 0; i < people.size(); ++i)
        bins[binOf(when[i])][i % kLanes] += from[i];
    PeopleByMinute out;
    double sum = 0.0;
    std::size_t end = 0; // behind the last minute that brings somebody
    out.up_to.reserve(kLater);
    for (std::size_t bin = 0; bin < kBins; ++bin) {
        const auto& lanes = bins[bin];
        const double here = (lanes[0] + lanes[1]) + (lanes[2] + lanes[3]);
        if (bin == kLater)
            out.later = here;
        else if (bin == kNobody)
            out.not_reached = here;
        else {
            sum += here;
            out.up_to.push_back(sum);
            end = here > 0.0 ? bin + 1 : end;
        }
    }
    out.up_to.resize(end);
    return out;
}

} // namespace tutela::analysis
