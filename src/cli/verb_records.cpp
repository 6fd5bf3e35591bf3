// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "context_p.h"
#include "moment_p.h"
#include "spool_p.h"

#include <tutela/analysis/statistics.h>
#include <tutela/core/text.h>
#include <tutela/exchange/edits.h>
#include <tutela/exchange/export.h>
#include <tutela/exchange/list.h>
#include <tutela/exchange/reference.h>

#include <algorithm>
#include <fstream>
#include <istream>
#include <sstream>

namespace tutela::cli {

namespace {

using nlohmann::json;

core::Kind kindNamed(const std::string& name)
{
    if (const auto kind = core::kindOf(name))
        return *kind;
    throw core::Error{core::ErrorCode::Usage, "there is no kind \"" + name + "\"; see tutela help list"};
}

/// Options that select records by place and time.
struct Selection {
    std::string area, from, to;
    void addTo(CLI::App& verb)
    {
        verb.add_option("--area", area, "Only inside this area: id, code, P-code or name");
        verb.add_option("--from", from, "From this day or time on")->type_name("D");
        verb.add_option("--to", to, "Before this day or time")->type_name("D");
    }
};

template <class T>
json known(const std::optional<T>& value)
{
    return value ? json(*value) : json{};
}

json figuresJson(const analysis::Figures& figures)
{
    return {{"incidents", figures.incidents},        {"killed", known(figures.killed)},
            {"killed_low", known(figures.killed_low)}, {"killed_high", known(figures.killed_high)},
            {"killed_civilians", known(figures.killed_civilians)}, {"injured", known(figures.injured)},
            {"abducted", known(figures.abducted)},   {"displaced", known(figures.displaced)},
            {"killed_unknown", figures.killed_unknown}};
}

void printStatistics(std::ostream& out, const analysis::Statistics& result)
{
    const auto cell = [](const core::Count& count) { return count ? std::to_string(*count) : std::string{"not known"}; };
    const auto line = [&](const std::string& key, const analysis::Figures& f) {
        out << key << "\t" << f.incidents << "\t" << cell(f.killed) << "\t" << cell(f.killed_low) << "\t" << cell(f.killed_high) << "\t"
            << cell(f.killed_civilians) << "\t" << cell(f.injured) << "\t" << cell(f.abducted) << "\t" << cell(f.displaced) << "\n";
    };
    out << "key\tincidents\tkilled\tkilled_low\tkilled_high\tkilled_civilians\tinjured\tabducted\tdisplaced\n";
    for (const auto& row : result.rows)
        line(row.key ? (row.name.empty() || row.name == *row.key ? *row.key : *row.key + " " + row.name) : "(outside or not known)", row.figures);
    line("Total", result.total);
    if (result.total.killed_unknown > 0)
        out << "Of " << result.total.killed_unknown << (result.total.killed_unknown == 1 ? " incident" : " incidents")
            << " the number of people killed is not known; the sums of killed, low and high leave them out.\n";
    if (result.left_out > 0)
        out << result.left_out << " refuted or duplicate incidents are not counted.\n";
}

} // namespace

void addEdit(Verbs& verbs, Context& context)
{
    struct Options {
        std::string file, edits;
    };
    auto options = std::make_shared<Options>();
    CLI::App& verb = verbs.add("edit", "Apply an edit script: one JSON object a line, each line one commit", context, [options](Context& c) {
        std::ifstream fromFile;
        if (options->edits != "-") {
            fromFile.open(options->edits, std::ios::binary);
            if (!fromFile || !std::filesystem::is_regular_file(options->edits))
                throw core::Error{core::ErrorCode::InvalidInput, "the edit script cannot be read; check its name", options->edits};
        }
        auto file = openToWrite(options->file);
        const auto result = exchange::applyEdits(file, options->edits == "-" ? c.in : fromFile, c.authorOf(), now(),
                                                 [&c](store::CommitId id) { c.committed(id); });
        if (c.json) {
            json warnings = json::array();
            for (const auto& issue : result.warnings)
                warnings.push_back({{"kind", core::kindName(issue.kind)}, {"id", issue.id}, {"field", issue.field}, {"text", issue.text}});
            c.print({{"committed", result.committed}, {"ids", result.ids}, {"warnings", warnings}, {"dates_kept", result.dates_kept}});
        } else {
            for (const auto& issue : result.warnings)
                c.err << "note: " << core::kindName(issue.kind) << " " << issue.id << (issue.field.empty() ? "" : ", " + issue.field) << ": " << issue.text
                      << "\n";
            if (result.dates_kept > 0)
                c.out << core::grouped(result.dates_kept) << (result.dates_kept == 1 ? " incident was" : " incidents were")
                      << " stored anew in the other time zone, to stay on the same day.\n";
            c.out << result.committed << (result.committed == 1 ? " commit\n" : " commits\n");
        }
        return 0;
    });
    verb.add_option("FILE", options->file, "The mission file")->required();
    verb.add_option("EDITS", options->edits, "The edit script, or - for standard input")->required();
}

void addList(Verbs& verbs, Context& context)
{
    struct Options {
        std::string file, kind, format = "json";
        Selection selection;
    };
    auto options = std::make_shared<Options>();
    CLI::App& verb = verbs.add("list", "List the records of a kind", context, [options](Context& c) {
        const bool tracks = options->kind == "tracks" || options->kind == "track";
        const core::Kind kind = tracks ? core::Kind::PATROL : kindNamed(options->kind);
        std::string upper = options->format;
        std::transform(upper.begin(), upper.end(), upper.begin(), [](unsigned char ch) { return static_cast<char>(std::toupper(ch)); });
        const auto format = core::enumerator<exchange::ListFormat>(upper);
        if (!format)
            throw core::Error{core::ErrorCode::Usage, "--format is csv, json or geojson, not \"" + options->format + "\""};
        if (c.json && *format != exchange::ListFormat::JSON)
            throw core::Error{core::ErrorCode::Usage, "--json and --format " + options->format + " exclude each other; leave one away"};
        const auto file = openToRead(options->file);
        exchange::ListFilter filter;
        filter.tracks = tracks;
        const auto& selection = options->selection;
        if (!selection.area.empty() || !selection.from.empty() || !selection.to.empty()) {
            const auto mission = file.snapshot(c.progress());
            if (!selection.area.empty())
                filter.area = exchange::resolveId<core::AreaId>(mission, selection.area);
            filter.from = momentOf(selection.from, mission.timeZone());
            filter.to = momentOf(selection.to, mission.timeZone());
            filter.zone = mission.timeZone();
            requirePeriod(filter.from, filter.to);
        }
        // A damaged file is found while its records are read: nothing is given out before the last of them.
        Spool spool;
        exchange::writeList(file, kind, filter, *format, spool.out());
        spool.copyTo(c.out);
        return 0;
    });
    verb.add_option("FILE", options->file, "The mission file")->required();
    verb.add_option("KIND", options->kind, "The kind, singular or plural; tracks = patrols with a recorded track, patrol_id says whose it is")->required();
    verb.add_option("--format", options->format, "csv, json or geojson")->capture_default_str();
    options->selection.addTo(verb);
}

void addStats(Verbs& verbs, Context& context)
{
    struct Options {
        std::string file, by, level;
        Selection selection;
    };
    auto options = std::make_shared<Options>();
    CLI::App& verb = verbs.add("stats", "Count incidents and harm", context, [options](Context& c) {
        const auto upper = [](std::string text) {
            std::transform(text.begin(), text.end(), text.begin(), [](unsigned char ch) { return static_cast<char>(std::toupper(ch)); });
            return text;
        };
        const auto by = core::enumerator<analysis::By>(upper(options->by));
        if (!by)
            throw core::Error{core::ErrorCode::Usage, "--by is year, month, category, source_type, actor or area, not \"" + options->by + "\""};
        const auto file = openToRead(options->file);
        const auto mission = file.snapshot(c.progress());
        analysis::StatisticsRequest request;
        request.by = *by;
        if (!options->level.empty()) {
            if (request.by != analysis::By::AREA)
                throw core::Error{core::ErrorCode::Usage, "--level goes with --by area; leave one of the two away"};
            request.level = core::enumerator<core::AreaLevel>(upper(options->level));
            if (!request.level)
                throw core::Error{core::ErrorCode::Usage, "there is no area level \"" + options->level + "\"; see tutela help edit area"};
        }
        if (!options->selection.area.empty())
            request.area = exchange::resolveId<core::AreaId>(mission, options->selection.area);
        request.from = momentOf(options->selection.from, mission.timeZone());
        request.to = momentOf(options->selection.to, mission.timeZone());
        requirePeriod(request.from, request.to);
        if (const auto cut = c.asOf(mission.timeZone())) {
            if (request.from && *request.from >= *cut)
                throw core::Error{core::ErrorCode::Usage, "--from must lie before --as-of, the information cut-off"};
            request.to = request.to ? std::min(*request.to, *cut) : *cut;
        }
        const auto result = analysis::statistics(mission, request, c.progress());
        if (!c.json) {
            printStatistics(c.out, result);
            return 0;
        }
        json rows = json::array();
        for (const auto& row : result.rows) {
            json entry = figuresJson(row.figures);
            entry["key"] = known(row.key);
            entry["name"] = row.name;
            entry["ids"] = row.ids;
            rows.push_back(std::move(entry));
        }
        c.print({{"rows", rows}, {"total", figuresJson(result.total)}, {"left_out", result.left_out},
                 {"level", result.level ? json(core::word(*result.level)) : json{}}});
        return 0;
    });
    verb.add_option("FILE", options->file, "The mission file")->required();
    verb.add_option("--by", options->by, "year, month, category, source_type, actor or area")->required();
    verb.add_option("--level", options->level, "Level of the areas (default: the level with most areas that do not overlap)");
    options->selection.addTo(verb);
    addAsOf(verb, context);
}

void addExport(Verbs& verbs, Context& context)
{
    struct Options {
        std::string file, kind, target, profile = "internal", format;
    };
    auto options = std::make_shared<Options>();
    CLI::App& verb = verbs.add("export", "Write records for other programs: gpkg, geojson, csv, xlsx, kml, gpx", context, [options](Context& c) {
        exchange::ExportRequest request;
        if (options->kind != "all")
            request.kinds = {kindNamed(options->kind)};
        request.profile = exchange::profileOf(options->profile);
        const bool toOutput = options->target == "-";
        if (toOutput && options->format.empty())
            throw core::Error{core::ErrorCode::Usage, "with -o - say --format gpkg, geojson, csv, xlsx, kml or gpx"};
        request.target = options->target;
        if (!options->format.empty())
            request.format = exchange::exportFormatOf(options->format);
        const auto file = openToRead(options->file);
        if (toOutput) {
            c.write("-", exchange::exportBytes(file, request, c.progress()));
            return 0;
        }
        const auto report = exchange::exportFile(file, request, c.progress());
        if (c.json) {
            c.print(exchange::toJson(report));
        } else {
            for (const auto& part : report.parts)
                c.out << core::kindName(part.kind) << ": " << part.records << "\n";
            c.out << "Written to " << options->target << (report.left_out > 0 ? "; the profile kept back " + std::to_string(report.left_out) + " records" : "")
                  << ".\n";
        }
        return 0;
    });
    verb.add_option("FILE", options->file, "The mission file")->required();
    verb.add_option("KIND", options->kind, "The kind, or all")->required();
    verb.add_option("-o,--output", options->target, "The file to write; its ending names the format. - is standard output")->required();
    verb.add_option("--format", options->format, "gpkg, geojson, csv, xlsx, kml or gpx, where the ending does not say it");
    verb.add_option("--profile", options->profile, "Who gets it: internal, leadership, partner or public")->capture_default_str();
}

} // namespace tutela::cli
