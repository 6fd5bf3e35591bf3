// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <tutela/session/data_health.h>

#include "translated_p.h"

#include <tutela/analysis/reach_measures.h>
#include <tutela/core/collections.h>
#include <tutela/core/cover_codes.h>
#include <tutela/core/error.h>
#include <tutela/core/score.h>
#include <tutela/core/spoken.h>
#include <tutela/session/display.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>

namespace tutela::session {

namespace {

constexpr int kDefaultAttackMinutes = 120;

template <class Visit>
void forEachKind(Visit visit)
{
    for (std::size_t i = 0; i < core::wordsOf<core::Kind>().size(); ++i)
        visit(static_cast<core::Kind>(i));
}

/// Gathers findings with the same sentence.
class Gathering {
public:
    void add(const core::Issue& issue)
    {
        m_found[{issue.level, issue.kind, issue.field, issue.text}].push_back(issue.id);
    }
    [[nodiscard]] std::vector<Problem> sorted()
    {
        std::vector<Problem> problems;
        for (auto& [what, ids] : m_found) {
            const auto& [level, kind, field, text] = what;
            std::sort(ids.begin(), ids.end());
            ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
            problems.push_back({level, kind, field, shown(text), std::move(ids)});
        }
        std::stable_sort(problems.begin(), problems.end(), [](const Problem& a, const Problem& b) {
            return a.level != b.level ? a.level < b.level : a.records.size() > b.records.size();
        });
        return problems;
    }

private:
    std::map<std::tuple<core::RuleLevel, core::Kind, std::string, std::string>, std::vector<std::int64_t>> m_found;
};

using DatasetKey = std::pair<core::Kind, std::string>;

void addIncidents(std::map<DatasetKey, DatasetSummary>& found, const core::IncidentColumns& incidents)
{
    std::vector<std::int64_t> counts(incidents.datasets.size()), newest(incidents.datasets.size(), core::IncidentColumns::kNoTime);
    for (std::size_t i = 0; i < incidents.dataset.size(); ++i) {
        ++counts[incidents.dataset[i]];
        if (const std::int64_t time = incidents.time[i]; time != core::IncidentColumns::kNoTime)
            newest[incidents.dataset[i]] = newest[incidents.dataset[i]] == core::IncidentColumns::kNoTime ? time : std::max(newest[incidents.dataset[i]], time);
    }
    for (std::size_t d = 0; d < counts.size(); ++d)
        if (counts[d] > 0) {
            auto& summary = found[{core::Kind::INCIDENT, incidents.datasets[d]}];
            summary.records = counts[d];
            if (newest[d] != core::IncidentColumns::kNoTime)
                summary.newest = core::Instant{std::chrono::seconds{newest[d]}};
        }
}

} // namespace

QString Problem::key() const
{
    return QString::fromStdString(std::string{core::word(kind)}) + QLatin1Char('/') + QString::fromStdString(field) + QLatin1Char('/') + text;
}

IncidentVisit incidentsIn(const std::filesystem::path& file)
{
    return [file](const std::function<void(const core::RecordValues&)>& visit) {
        store::MissionFile::open(file, store::Access::ReadOnly).forEach(core::Kind::INCIDENT, visit);
    };
}

std::vector<Problem> problemsOf(const core::Mission& mission, const core::Progress& progress, const IncidentVisit& incidents)
{
    Gathering gathering;
    for (const auto& issue : core::validateMission(mission))
        gathering.add(issue);
    for (const auto& issue : core::validate(core::valuesOf(mission.details), std::nullopt))
        gathering.add(issue);
    forEachKind([&](core::Kind kind) {
        progress.step(static_cast<double>(kind) / static_cast<double>(core::wordsOf<core::Kind>().size()), "Checking records");
        core::withCollection(mission, kind, [&](const auto& records) {
            for (const auto& record : records) {
                progress.check();
                for (const auto& issue : core::validate(core::valuesOf(record), std::nullopt))
                    gathering.add(issue);
            }
        });
    });
    if (incidents) {
        const auto all = static_cast<double>(std::max<std::size_t>(1, mission.incidents->size()));
        std::size_t done = 0;
        incidents([&](const core::RecordValues& record) {
            if ((done++ & 0xff) == 0)
                progress.step(static_cast<double>(done) / all, "Checking incidents");
            progress.check();
            for (const auto& issue : core::validate(record, std::nullopt))
                gathering.add(issue);
        });
    }
    return gathering.sorted();
}

std::vector<DatasetSummary> datasetsOf(const core::Mission& mission, const std::vector<store::Commit>& history)
{
    std::map<DatasetKey, DatasetSummary> found;
    addIncidents(found, *mission.incidents);
    forEachKind([&](core::Kind kind) {
        core::withCollection(mission, kind, [&](const auto& records) {
            for (const auto& record : records)
                ++found[{kind, record.dataset}].records;
        });
    });
    std::vector<DatasetSummary> datasets;
    for (auto& [key, summary] : found) {
        summary.kind = key.first;
        summary.name = shown(key.second);
        const std::string table{core::tableOf(key.first)};
        for (const auto& commit : history)
            if (std::any_of(commit.batch_counts.begin(), commit.batch_counts.end(), [&](const auto& count) { return count.first == table; })
                && (key.second.empty() || commit.message.ends_with(" from " + key.second)))
                summary.imported = commit.time;
        datasets.push_back(std::move(summary));
    }
    return datasets;
}

QString ageText(std::optional<core::Instant> of, core::Instant now)
{
    if (!of)
        return tr("age not known");
    constexpr std::int64_t kTwoMonths = 60, kMonth = 30;
    const auto days = std::chrono::duration_cast<std::chrono::days>(now - *of).count();
    if (days < 1)
        return tr("today");
    return days == 1 ? tr("1 day old") : days < kTwoMonths ? tr("%1 days old").arg(days) : tr("%1 months old").arg(days / kMonth);
}

std::vector<ImportEntry> importsOf(const std::vector<store::Commit>& history)
{
    std::set<store::CommitId> undone;
    for (auto at = history.rbegin(); at != history.rend(); ++at) // an undo that was undone itself counts no more
        if (at->undoes && !undone.contains(at->id))
            undone.insert(store::CommitId{*at->undoes});
    std::vector<ImportEntry> imports;
    for (const auto& commit : history) {
        if (commit.batch_counts.empty() || commit.undoes)
            continue;
        ImportEntry entry{commit.id, commit.time, shown(commit.message), authorText(commit.author), {}, undone.contains(commit.id)};
        QStringList counts;
        for (const auto& [table, count] : commit.batch_counts)
            if (const auto kind = core::kindOfTable(table); kind && count > 0)
                counts << tr("%1 %2").arg(countText(count), (count == 1 ? kindWord(*kind) : kindWordPlural(*kind)).toLower());
        entry.counts = counts.join(QStringLiteral(", "));
        imports.push_back(std::move(entry));
    }
    std::reverse(imports.begin(), imports.end());
    return imports;
}

QString unsetAttackDuration(const core::Mission& mission)
{
    const core::Instant asOf = mission.details.as_of.value_or(core::Instant::max());
    return analysis::attackMinutesFrom(mission, asOf) == analysis::AttackMinutesFrom::RECORDED
               ? tr("%1, the median of the recorded attacks").arg(std::llround(analysis::attackMinutes(mission, asOf)))
               : tr("%1, the default of the method").arg(kDefaultAttackMinutes);
}

std::vector<Parameter> parametersOf(const core::Mission& mission)
{
    const QString method = QString::fromUtf8(core::kScoringMethod);
    const auto& details = mission.details;
    std::vector<Parameter> list;
    const core::Instant asOf = details.as_of.value_or(core::Instant::max());
    const auto duration = std::llround(analysis::attackMinutes(mission, asOf));
    const bool byRecords = analysis::attackMinutesFrom(mission, asOf) == analysis::AttackMinutesFrom::RECORDED;
    const QString from = byRecords                        ? tr("median of the recorded attacks; set another in Mission settings")
                         : !details.attack_duration_minutes ? tr("default of the method; set it in Mission settings")
                         : duration == kDefaultAttackMinutes ? tr("Confirmed for this mission")
                                                             : tr("set for this mission");
    list.push_back({tr("Attack duration D"), tr("%1 minutes").arg(duration), from, tr("%1 minutes").arg(kDefaultAttackMinutes), duration != kDefaultAttackMinutes});
    QStringList months;
    for (const auto month : details.wet_months)
        months << QString::number(month);
    list.push_back({tr("Wet months"), months.isEmpty() ? tr("not set") : months.join(QStringLiteral(", ")), months.isEmpty() ? tr("set them in Mission settings") : tr("set for this mission"), tr("not set"), !months.isEmpty()});
    list.push_back({tr("Revisit interval"),
                    tr("Must %1, Should %2, Could %3, Watch %4 days").arg(core::revisitDays(core::PriorityClass::MUST)).arg(core::revisitDays(core::PriorityClass::SHOULD))
                        .arg(core::revisitDays(core::PriorityClass::COULD)).arg(core::revisitDays(core::PriorityClass::WATCH)), method});
    // Limits are read off the method itself: the table cannot differ from what is computed.
    std::map<core::Band, std::pair<int, int>> bands;
    constexpr int kMostRisk = 25;
    for (int risk = 1; risk <= kMostRisk; ++risk) {
        const auto band = bands.try_emplace(core::bandOf(risk), risk, risk).first;
        band->second.second = risk;
    }
    for (auto at = bands.rbegin(); at != bands.rend(); ++at)
        list.push_back({tr("Risk band %1").arg(QString::fromStdString(core::spoken(at->first))), tr("%1 to %2").arg(at->second.first).arg(at->second.second), method});
    for (std::size_t i = 0; i < core::wordsOf<core::Act>().size(); ++i) {
        const auto act = static_cast<core::Act>(i);
        list.push_back({tr("Severity: %1").arg(QString::fromStdString(core::spoken(act))), QString::number(*core::actSeverity({act})), method});
    }
    for (std::size_t i = 0; i < core::wordsOf<core::VulnerabilityFactor>().size(); ++i) {
        const auto factor = static_cast<core::VulnerabilityFactor>(i);
        list.push_back({tr("Vulnerability: %1").arg(QString::fromStdString(core::spoken(factor))), tr("%1 half-points").arg(core::halfPoints(factor)), method});
    }
    for (int points = 0; points <= 4; ++points)
        list.push_back({tr("Protection %1").arg(points), tr("likelihood %1 lower").arg(core::reduction(points)), method});
    for (Parameter& parameter : list)
        if (parameter.standard.isEmpty())
            parameter.standard = parameter.value; // fixed by the method
    return list;
}

namespace {

/// What cannot be read is shown as it stands; the rules tell what is wrong with it.
QString codesText(const core::Layer& layer)
{
    try {
        QStringList codes;
        for (const auto& [code, cover] : core::coverCodesOf(layer))
            codes << tr("%1 = %2").arg(code).arg(QString::fromStdString(core::spoken(cover)));
        return codes.join(QStringLiteral(", "));
    } catch (const core::Error&) {
        return shown(layer.cover_codes);
    }
}

} // namespace

std::vector<LayerState> layersOf(const Document& document)
{
    std::vector<LayerState> layers;
    const auto folder = std::filesystem::absolute(document.path()).parent_path();
    const auto asset = document.assetReader();
    for (const auto& layer : document.mission()->all<core::Layer>()) {
        LayerState state;
        state.id = layer.id;
        state.name = shown(layer.name);
        state.kind = layer.layer_kind ? QString::fromStdString(core::spoken(*layer.layer_kind)) : tr("not known");
        state.codes = codesText(layer);
        state.visible = layer.visible.value_or(true);
        std::error_code none;
        const bool packed = !layer.asset_name.empty();
        state.where = packed ? tr("in the mission file") : layer.path.empty() ? tr("nowhere") : shown(layer.path);
        state.missing = packed ? asset(layer.asset_name) == nullptr : layer.path.empty() || !std::filesystem::exists(folder / layer.path, none);
        constexpr std::int64_t kKilo = 1000;
        state.size = layer.size_bytes ? tr("%1 kB").arg(countText((*layer.size_bytes + kKilo - 1) / kKilo)) : tr("not known");
        layers.push_back(std::move(state));
    }
    return layers;
}

} // namespace tutela::session
