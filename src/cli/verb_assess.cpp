// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "context_p.h"

#include "approval_p.h"
#include "assessment_json_p.h"

#include <tutela/exchange/reference.h>
#include <tutela/session/assessment_desk.h>

namespace tutela::cli {

namespace {

core::Period monthNamed(const std::string& text, const core::TimeZone& zone)
{
    try {
        return core::monthPeriod(text, zone);
    } catch (const core::Error& error) {
        throw core::Error{core::ErrorCode::Usage, error.message(), "--period"};
    }
}

} // namespace

void addAssess(Verbs& verbs, Context& context)
{
    struct Options {
        std::string file, area, period;
        bool save = false;
    };
    auto options = std::make_shared<Options>();
    CLI::App& verb = verbs.add("assess", "Draft the threat assessment of an area and month, or compute its draft again", context, [options](Context& c) {
        auto file = options->save ? openToWrite(options->file) : openToRead(options->file);
        const auto mission = assessable(file, c.progress());
        const auto zone = mission.timeZone();
        std::optional<core::AreaId> area;
        if (!options->area.empty())
            area = exchange::resolveId<core::AreaId>(mission, options->area);
        std::optional<core::Period> period;
        if (!options->period.empty())
            period = monthNamed(options->period, zone);
        const auto given = c.asOf(zone);
        const auto asOf = given ? *given : analysis::referenceTime(mission, period ? std::optional{period->to} : std::nullopt, now());
        auto work = session::workOn(mission, area, period ? *period : session::monthBefore(asOf, zone), asOf, c.progress());
        if (options->save)
            c.committed(session::save(file, c.authorOf(), work));
        if (c.json)
            c.print(resultJson(work.assessment, work.state, work.result));
        else
            printResult(c.out, zone, work.assessment, work.state, work.result);
        return 0;
    });
    verb.add_option("FILE", options->file, "The mission file")->required();
    verb.add_option("--area", options->area, "Id, code, P-code or name of the area (default: the whole mission)");
    verb.add_option("--period", options->period, "The month, for example 2026-10 (default: the month of the day before the cut-off)")->type_name("YYYY-MM");
    verb.add_flag("--save", options->save, "Store the draft in the mission file");
    addAsOf(verb, context);
}

} // namespace tutela::cli
