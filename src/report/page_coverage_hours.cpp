// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "page_coverage_p.h"

#include <algorithm>
#include <cmath>
#include <numeric>

/// Attacks and patrols by the hour of the day.
namespace tutela::report {
namespace {

constexpr std::size_t kHours = 24;
constexpr double kHeight = 92.0;
constexpr double kAxis = 34.0; ///< room for the numbers of the axis

std::vector<double> sharesOf(const std::vector<double>& hours)
{
    const double all = std::accumulate(hours.begin(), hours.end(), 0.0);
    std::vector<double> shares(kHours, 0.0);
    if (all > 0.0)
        std::transform(hours.begin(), hours.end(), shares.begin(), [all](double n) { return n / all; });
    return shares;
}

std::string hourName(std::size_t hour) { return (hour < 10 ? "0" : "") + std::to_string(hour); }

/// The next tenth above the largest share.
double topOf(const std::vector<double>& a, const std::vector<double>& b)
{
    const double most = std::max(*std::max_element(a.begin(), a.end()), *std::max_element(b.begin(), b.end()));
    return std::max(0.1, std::ceil(most * 10.0 - 1e-9) / 10.0);
}

void axis(Document& document, double left, double width, double bottom, double top)
{
    constexpr int kSteps = 2;
    for (int step = 0; step <= kSteps; ++step) {
        const double y = bottom - kHeight * step / kSteps;
        document.line(left, y, left + width, y, step == 0 ? palette::kText3 : palette::kRule, 0.5);
        document.text(shareText(top * step / kSteps), style::kNote.with(Align::Right), left - kAxis, y - 5.0, kAxis - 5.0);
    }
}

Table twin(const std::vector<double>& attacks, const std::vector<double>& presence)
{
    Table table;
    table.pad = 1.2;
    table.gap = 1.5;
    const Style text = style::kBody.sized(6.6);
    constexpr double kName = 63.0, kCell = (sheet::kTextWidth - kName) / static_cast<double>(kHours);
    table.columns = {{kName, "Hour"}};
    Row first{{{{"Attacks, %", text}}}}, second{{{{"Presence, %", text}}}};
    for (std::size_t hour = 0; hour < kHours; ++hour) {
        table.columns.push_back({kCell, hourName(hour), Align::Right});
        first.cells.push_back({{std::to_string(std::lround(attacks[hour] * 100.0)), text}});
        second.cells.push_back({{std::to_string(std::lround(presence[hour] * 100.0)), text}});
    }
    table.rows = {std::move(first), std::move(second)};
    return table;
}

} // namespace

void hoursChart(Flow& flow, const CoverageModel& coverage)
{
    if (coverage.attack_hours.size() != kHours || coverage.presence_by_hour.size() != kHours)
        return;
    flow.heading("By hour of the day", "Local hours of the mission; share of the day's total", kHeight + 80.0);
    const double sumA = std::accumulate(coverage.attack_hours.begin(), coverage.attack_hours.end(), 0.0), sumP = std::accumulate(coverage.presence_by_hour.begin(), coverage.presence_by_hour.end(), 0.0);
    if (sumA <= 0.0 || sumP <= 0.0) {
        flow.paragraph(sumA <= 0.0 ? "No attack of the period has a known hour." : "No hour of presence is recorded.", style::kGrey);
        return;
    }
    const auto attacks = sharesOf(coverage.attack_hours), presence = sharesOf(coverage.presence_by_hour);
    Document& document = flow.document();
    const double left = flow.left() + kAxis, width = flow.width() - kAxis, slot = width / static_cast<double>(kHours), top = topOf(attacks, presence);
    document.fill({left, flow.y() + 2.0, 7.0, 7.0}, palette::kDanger);
    document.text("Attacks", style::kSmall, left + 11.0, flow.y(), 60.0);
    document.fill({left + 66.0, flow.y() + 2.0, 7.0, 7.0}, palette::kAccent);
    document.text("Presence in places: patrols, temporary bases and standing deployments", style::kSmall, left + 77.0, flow.y(), width - 77.0);
    const double bottom = flow.y() + 20.0 + kHeight;
    axis(document, left, width, bottom, top);
    for (std::size_t hour = 0; hour < kHours; ++hour) {
        const double x = left + slot * static_cast<double>(hour), bar = slot * 0.38;
        document.fill({x + slot * 0.1, bottom - kHeight * attacks[hour] / top, bar, kHeight * attacks[hour] / top}, palette::kDanger);
        document.fill({x + slot * 0.1 + bar, bottom - kHeight * presence[hour] / top, bar, kHeight * presence[hour] / top}, palette::kAccent);
        document.text(hourName(hour), style::kNote.with(Align::Centre), x, bottom + 2.0, slot);
    }
    flow.moveTo(bottom + 16.0);
    flow.table(twin(attacks, presence));
}

} // namespace tutela::report
