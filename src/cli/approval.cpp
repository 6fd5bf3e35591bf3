// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "approval_p.h"

#include "application.h"

#include <tutela/analysis/submission.h>
#include <tutela/core/sign_off.h>
#include <tutela/report/pdf.h>
#include <tutela/report/threat_assessment.h>

#include <nlohmann/json.hpp>

#include <algorithm>

namespace tutela::cli {

namespace {

using core::AssessmentId;
using core::AssessmentState;

std::string stem(AssessmentId assessment) { return "assessment/" + std::to_string(assessment.value) + "/"; }
std::string modelAsset(AssessmentId assessment) { return stem(assessment) + "model.json"; }
std::string imageAsset(AssessmentId assessment, const std::string& name) { return stem(assessment) + "image/" + name; }

/// The snapshot as it will be once the row is stored and the number set: what an approved page shows.
core::Mission afterwards(const core::Mission& mission, const core::SignOff& row, const std::string& version)
{
    core::Mission after = mission;
    auto assessments = mission.all<core::Assessment>();
    for (auto& assessment : assessments)
        if (assessment.id == row.assessment_id.value)
            assessment.version = version;
    after.set<core::Assessment>(std::move(assessments));
    auto rows = *mission.sign_offs;
    rows.push_back(row);
    after.sign_offs = std::make_shared<const std::vector<core::SignOff>>(std::move(rows));
    return after;
}

void setVersion(store::Transaction& transaction, AssessmentId assessment, const std::string& version)
{
    transaction.update(core::Kind::ASSESSMENT, assessment.value, {{core::findField(core::Kind::ASSESSMENT, "version"), core::Value{version}}});
}

std::string messageOf(const core::Mission& mission, const core::SignOff& row, const std::string& version)
{
    return mission.find<core::Assessment>(row.assessment_id)->reference + "@" + version + " is " + std::string{core::word(*row.state)};
}

/// The figures that the version before printed, when it is frozen and its model stored.
std::vector<report::Figure> figuresBefore(const core::Mission& mission, AssessmentId assessment, const AssetReader& asset)
{
    const auto* record = mission.find<core::Assessment>(assessment);
    if (record == nullptr || !record->previous_id || !asset)
        return {};
    const auto stored = asset(modelAsset(*record->previous_id));
    return stored ? report::figuresOf(nlohmann::json::parse(*stored, nullptr, false)) : std::vector<report::Figure>{};
}

} // namespace

std::string pdfAsset(AssessmentId assessment) { return stem(assessment) + "report.pdf"; }
std::string programName() { return std::string{"Tutela "} + TUTELA_VERSION; }

std::vector<StoredAsset> freezeVersion(const core::Mission& mission, AssessmentId assessment, const AssetReader& asset)
{
    offscreenApplication();
    report::BuildOptions build;
    build.program = programName();
    build.fingerprint = core::versionHash(mission, assessment);
    build.asset = asset;
    build.previous = figuresBefore(mission, assessment, asset);
    const report::ReportModel model = report::buildThreatAssessment(mission, assessment, build);
    std::vector<StoredAsset> frozen;
    frozen.push_back({modelAsset(assessment), "application/json", report::toJson(model).dump()});
    for (const auto& [name, bytes] : model.images)
        frozen.push_back({imageAsset(assessment, name), "image/png", bytes});
    frozen.push_back({pdfAsset(assessment), "application/pdf", report::renderPdf(model, {programName()}).pdf});
    return frozen;
}

store::CommitId moveOn(store::MissionFile& file, const store::Author& author, const core::Mission& mission, const core::SignOff& row,
                       const std::string& version)
{
    return file.commit(author, messageOf(mission, row, version), [&](store::Transaction& transaction) {
        if (row.state == AssessmentState::IN_REVIEW)
            for (const auto& line : analysis::linesOf(mission, row.assessment_id))
                transaction.update(core::Kind::LINE, line.id, analysis::derivedFields(line));
        if (version != mission.find<core::Assessment>(row.assessment_id)->version)
            setVersion(transaction, row.assessment_id, version);
        transaction.append(row);
    });
}

store::CommitId approve(store::MissionFile& file, const store::Author& author, const core::Mission& mission, core::SignOff row,
                        const std::string& version)
{
    row.content_hash = core::versionHash(afterwards(mission, row, version), row.assessment_id);
    const core::Mission after = afterwards(mission, row, version);
    const auto frozen = freezeVersion(after, row.assessment_id, assetReader(file));
    return file.commit(author, messageOf(mission, row, version), [&](store::Transaction& transaction) {
        setVersion(transaction, row.assessment_id, version);
        for (const auto& asset : frozen)
            transaction.putAsset(asset.name, asset.mime, asset.bytes);
        transaction.append(row);
        for (const AssessmentId earlier : core::supersededBy(after, row.assessment_id)) {
            core::SignOff superseded = row;
            superseded.id = 0;
            superseded.assessment_id = earlier;
            superseded.state = AssessmentState::SUPERSEDED;
            superseded.note = "Superseded by version " + version;
            superseded.content_hash = core::versionHash(after, earlier);
            transaction.append(superseded);
        }
    });
}

AssetReader assetReader(const store::MissionFile& file)
{
    return [&file](const std::string& name) -> std::shared_ptr<const std::string> {
        auto bytes = file.asset(name);
        return bytes ? std::make_shared<const std::string>(std::move(*bytes)) : nullptr;
    };
}

report::ReportModel reportModel(const store::MissionFile& file, const core::Mission& mission, AssessmentId assessment,
                                std::optional<core::Instant> asOf)
{
    if (!core::isFrozen(mission, assessment)) {
        report::BuildOptions build;
        build.program = programName();
        build.fingerprint = file.assessmentHash(assessment);
        build.folder = std::filesystem::absolute(file.path()).parent_path();
        build.asset = assetReader(file);
        build.previous = figuresBefore(mission, assessment, build.asset);
        return report::buildThreatAssessment(mission, assessment, analysis::evaluate(mission, assessment, asOf), build);
    }
    const auto stored = file.asset(modelAsset(assessment));
    if (!stored)
        throw core::Error{core::ErrorCode::Damaged, "the approved version has lost its report model; run tutela check --deep", file.path().string()};
    std::map<std::string, std::string> images;
    const std::string prefix = imageAsset(assessment, "");
    for (const std::string& name : file.assetNames())
        if (name.starts_with(prefix))
            images[name.substr(prefix.size())] = file.asset(name).value_or("");
    return report::fromJson(nlohmann::json::parse(*stored), std::move(images));
}

} // namespace tutela::cli
