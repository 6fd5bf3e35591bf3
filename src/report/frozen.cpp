// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <tutela/report/frozen.h>

#include <tutela/core/sign_off.h>
#include <tutela/report/pdf.h>

#include <nlohmann/json.hpp>

#include <map>

namespace tutela::report {

namespace {

std::string stem(core::AssessmentId assessment) { return "assessment/" + std::to_string(assessment.value) + "/"; }
std::string modelAsset(core::AssessmentId assessment) { return stem(assessment) + "model.json"; }
std::string imageAsset(core::AssessmentId assessment, const std::string& name) { return stem(assessment) + "image/" + name; }

/// The figures that the version before printed, when it is frozen and its model stored.
std::vector<Figure> figuresBefore(const core::Mission& mission, core::AssessmentId assessment, const Assets& assets)
{
    const auto* record = mission.find<core::Assessment>(assessment);
    if (record == nullptr || !record->previous_id || !assets.read)
        return {};
    const auto stored = assets.read(modelAsset(*record->previous_id));
    return stored ? figuresOf(nlohmann::json::parse(*stored, nullptr, false)) : std::vector<Figure>{};
}

BuildOptions optionsFor(const core::Mission& mission, core::AssessmentId assessment, const Assets& assets, const std::string& program)
{
    BuildOptions build;
    build.program = program;
    build.fingerprint = core::versionHash(mission, assessment);
    build.asset = assets.read;
    build.cells = assets.cells;
    build.previous = figuresBefore(mission, assessment, assets);
    return build;
}

} // namespace

std::string pdfAssetName(core::AssessmentId assessment) { return stem(assessment) + "report.pdf"; }

std::vector<core::Asset> freeze(const core::Mission& mission, core::AssessmentId assessment, const Assets& assets, const std::string& program,
                               const core::Progress& progress)
{
    const ReportModel model = buildThreatAssessment(mission, assessment, optionsFor(mission, assessment, assets, program), progress.part(0.0, 0.5));
    std::vector<core::Asset> frozen;
    frozen.push_back({modelAsset(assessment), "application/json", toJson(model).dump()});
    for (const auto& [name, bytes] : model.images)
        frozen.push_back({imageAsset(assessment, name), "image/png", bytes});
    frozen.push_back({pdfAssetName(assessment), "application/pdf", renderPdf(model, {program}, progress.part(0.5, 1.0)).pdf});
    return frozen;
}

ReportModel modelOf(const core::Mission& mission, core::AssessmentId assessment, const Assets& assets, const std::filesystem::path& folder,
                    const std::string& program, std::optional<core::Instant> asOf, const core::Progress& progress)
{
    if (!core::isFrozen(mission, assessment)) {
        BuildOptions build = optionsFor(mission, assessment, assets, program);
        build.folder = folder;
        return buildThreatAssessment(mission, assessment, analysis::evaluate(mission, assessment, asOf, progress.part(0.0, 0.3)), build, progress.part(0.3, 1.0));
    }
    const auto stored = assets.read(modelAsset(assessment));
    if (!stored)
        throw core::Error{core::ErrorCode::Damaged, "the approved version has lost its report model; run tutela check --deep"};
    std::map<std::string, std::string> images;
    const std::string prefix = imageAsset(assessment, "");
    for (const std::string& name : assets.names())
        if (name.starts_with(prefix))
            if (const auto bytes = assets.read(name))
                images[name.substr(prefix.size())] = *bytes;
    return fromJson(nlohmann::json::parse(*stored), std::move(images));
}

} // namespace tutela::report
