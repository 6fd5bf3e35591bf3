// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/report/coverage_model.h>
#include <tutela/report/model_parts.h>

#include <nlohmann/json_fwd.hpp>

#include <map>

namespace tutela::report {

/// Who a report is for; each profile is a reduced model, never a covered page (reduce()).
TUTELA_WORDS(Profile, INTERNAL, LEADERSHIP, PARTNER, PUBLIC)

/// The parts that a reader may be spared. Cover, summary, limits and the record of versions are in every report.
TUTELA_WORDS(ReportPart, MAP, TABLE, LINES, CHANGES, ACTIONS, HARM, ARITHMETIC, EVIDENCE, METHOD)
/// The part's heading: "Risk map".
[[nodiscard]] std::string titleOf(ReportPart part);

/// The sentences of the pages, made from the values by compose(): the only place where a page's prose comes from.
struct Sentences {
    std::string one_sentence;  ///< cover
    std::string headline;      ///< title of the summary
    std::string changed;       ///< what changed since the last version, below the headline
    std::string asked;         ///< what is asked, of whom, by when
    std::string confidence_word, confidence;
    std::string map_title, map_caption, map_sources;
    std::string table_title, actions_title, changes_title, harm_title, alerts_title, limits_title, evidence_title;
    std::string trends_caption;
    std::string precision_note; ///< "Reduced precision: ..." of a reduced model; empty for INTERNAL
    bool operator==(const Sentences&) const = default;
};

/// All that the pages of a report print: values, sentences, tables and the geometry of its map. That of a threat assessment is stored
/// with an approved version, so that its pages can be made again without today's records.
///
/// Plain values, no reference to a mission; copied freely, safe from many threads.
struct ReportModel {
    static constexpr int kFormat = 1;
    int format = kFormat;
    Profile profile = Profile::INTERNAL;
    Head head;
    Sentences text;
    std::string bluf, situation; ///< as the adviser wrote them
    std::vector<Figure> figures; ///< four
    std::vector<AreaStatus> areas; ///< worst first
    std::vector<PlaceStatus> places; ///< assessed ones, worst first
    std::vector<std::string> month_names; ///< 12, of AreaStatus::months
    std::vector<LinePart> lines; ///< most urgent first
    std::vector<ActionPart> actions;
    std::vector<EvidencePart> evidence;
    std::vector<ChangePart> changes;
    bool has_previous = false;
    std::string previous_version;
    std::vector<CountRow> harm, categories, perpetrators;
    std::vector<std::string> count_periods; ///< names of the three periods of CountRow
    std::vector<AreaCounts> area_counts;
    std::vector<Share> alert_shares;
    std::vector<Entry> alert_outcomes;
    std::vector<std::string> gaps, assumptions, dissent, limits;
    std::vector<Entry> data_ages, parameters, definitions;
    std::vector<VersionPart> versions;
    MapFigure map;
    /// Of a patrol coverage review, which has head, map, names and images in common with a threat assessment, and nothing else; empty = a
    /// threat assessment.
    std::optional<CoverageModel> coverage;
    /// Names that reduce() takes out of every text and empties: code names of sources, names of bases.
    std::vector<std::string> source_names, base_names;
    /// Parts that are not printed; the cover and every footer say that the report is an extract.
    std::vector<ReportPart> left_out;
    /// Images by name, PNG bytes; not part of the JSON.
    std::map<std::string, std::string> images;
    bool operator==(const ReportModel&) const = default;
};

/// Canonical JSON of everything but the images: keys sorted, empty values left out.
[[nodiscard]] nlohmann::json toJson(const ReportModel& model);
/// @param images the named blobs that were stored beside the JSON.
/// @throws core::Error{InvalidInput} for another format or a value of the wrong type.
[[nodiscard]] ReportModel fromJson(const nlohmann::json& json, std::map<std::string, std::string> images = {});

/// The four figures of a stored model; empty when it holds none that this version reads.
[[nodiscard]] std::vector<Figure> figuresOf(const nlohmann::json& json);

/// Makes every sentence of `text` and of the figures from the values; called by the builder and by reduce().
void compose(ReportModel& model);

/// The model that a profile may see; values are removed or generalised before anything is laid out.
/// INTERNAL: all. LEADERSHIP: no sources of evidence. PARTNER: no evidence, bases, reach, visits, plans of physical
/// protection or free narrative; positions to 5 km, people to two digits. PUBLIC: counts by area only, 1 to 4 as "<5",
/// marked Unclassified. A patrol coverage review tells where help does not come: PARTNER keeps the sums of effort and contact, no place,
/// reach or visit; there is none for PUBLIC.
/// @throws core::Error{Usage} when the model was already reduced to a narrower profile, or there is no such report for the profile.
[[nodiscard]] ReportModel reduce(const ReportModel& model, Profile profile);

} // namespace tutela::report
