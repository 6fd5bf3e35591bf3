// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "context_p.h"

#include <tutela/core/text.h>
#include <tutela/exchange/import.h>
#include <tutela/exchange/reference.h>

#include <ostream>

namespace tutela::cli {

namespace {

void printSheet(std::ostream& out, const exchange::ImportReport& report, bool dryRun)
{
    const auto line = [&out](const char* label, std::int64_t count) {
        std::string text = label;
        text.resize(24, ' ');
        out << text << core::grouped(count) << "\n";
    };
    line("Read", report.read);
    line("Accepted", report.accepted);
    line("  new", report.added);
    line("  changed", report.updated);
    line("  unchanged", report.unchanged);
    line("Rejected", report.rejected);
    line("Vanished (kept)", report.vanished);
    line("Possible duplicates", report.duplicate_candidates);
    for (const auto& rejection : report.rejections)
        out << "row " << rejection.row << ", " << rejection.field << " \"" << core::withVisibleControls(rejection.value) << "\": " << rejection.reason
            << "\n";
    for (const auto& note : report.issues)
        out << "note: " << (note.field.empty() ? "" : note.field + " ") << (note.value.empty() ? "" : "\"" + core::withVisibleControls(note.value) + "\": ")
            << note.text << " (" << note.count << ")\n";
    if (dryRun)
        out << "Dry run: nothing was written.\n";
}

} // namespace

void addImport(Verbs& verbs, Context& context)
{
    struct Options {
        std::string file, source, kind, preset = "auto", dataset, id, layer, sheet, encoding, dateOrder, patrol;
        std::vector<std::string> map, values;
        bool pack = false, dryRun = false;
    };
    auto options = std::make_shared<Options>();
    CLI::App& verb = verbs.add("import", "Import a table, a layer of features or a reference layer, with a balance sheet", context, [options](Context& c) {
        exchange::ImportRequest request;
        request.source = options->source;
        request.kind = exchange::importKindOf(options->kind);
        request.preset = exchange::presetOf(options->preset);
        for (const auto& text : options->map)
            exchange::addMap(request, text);
        for (const auto& text : options->values)
            exchange::addValue(request, text);
        request.dataset = options->dataset;
        request.id_column = options->id;
        request.layer = options->layer;
        request.sheet = options->sheet;
        request.encoding = options->encoding;
        if (!options->dateOrder.empty())
            request.date_order = exchange::dateOrderOf(options->dateOrder);
        const bool isLayer = request.kind >= exchange::ImportKind::ELEVATION;
        if (options->pack && !isLayer)
            throw core::Error{core::ErrorCode::Usage, "--pack keeps the bytes of a reference layer; leave it away for " + options->kind};
        request.pack = options->pack;
        request.dry_run = options->dryRun;
        if (!options->patrol.empty() && request.kind != exchange::ImportKind::TRACKS)
            throw core::Error{core::ErrorCode::Usage, "--patrol names the patrol of tracks; leave it away for " + options->kind};
        auto file = options->dryRun ? openToRead(options->file) : openToWrite(options->file);
        if (!options->patrol.empty())
            request.patrol = exchange::resolveId<core::PatrolId>(file.snapshot(c.progress()), options->patrol);
        const auto report = exchange::importFile(file, request, c.authorOf(), now(), c.progress());
        if (report.commit)
            c.committed(*report.commit);
        if (c.json)
            c.print(exchange::toJson(report));
        else
            printSheet(c.out, report, options->dryRun);
        return 0;
    });
    verb.add_option("FILE", options->file, "The mission file")->required();
    verb.add_option("SOURCE", options->source, "The file to import: CSV, XLSX, ODS, GeoJSON, GeoPackage, Shapefile, KML, GPX, raster")->required();
    verb.add_option("--as", options->kind,
                    "What it holds: incidents, alerts, places, groups, areas, actors, threats, bases, units, patrols, tracks, roads, rivers, lakes, "
                    "speeds, elevation, landcover, population, layer")
        ->required()
        ->type_name("KIND");
    verb.add_option("--preset", options->preset, "Layout of the columns: auto, acled, ucdp-ged, hxl")->capture_default_str();
    verb.add_option("--map", options->map, "Take a field from a column; may be repeated")->type_name("FIELD=COLUMN")->allow_extra_args(false);
    verb.add_option("--value", options->values, "Read a text as an enumerator; may be repeated")->type_name("FIELD:TEXT=ENUMERATOR")->allow_extra_args(false);
    verb.add_option("--dataset", options->dataset, "Name of the dataset: rows of one dataset update each other");
    verb.add_option("--id", options->id, "Column with the id of the row in its source")->type_name("COLUMN");
    verb.add_option("--layer", options->layer, "Layer of the source");
    verb.add_option("--sheet", options->sheet, "Sheet of the source");
    verb.add_option("--encoding", options->encoding, "Encoding of the text, for example UTF-8 or CP1252 (else detected)");
    verb.add_option("--date-order", options->dateOrder, "Order in dates such as 03/04/2026: dmy, mdy or ymd");
    verb.add_option("--patrol", options->patrol, "Tracks: the patrol that drove them (else found by time and place)")->type_name("REF");
    verb.add_flag("--pack", options->pack, "Keep the bytes of a reference layer inside the mission file");
    verb.add_flag("--dry-run", options->dryRun, "Check everything and write nothing");
}

} // namespace tutela::cli
