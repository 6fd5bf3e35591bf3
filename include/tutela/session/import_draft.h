// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/geo.h>
#include <tutela/core/incident_columns.h>
#include <tutela/exchange/import_preview.h>

#include <QString>
#include <QStringList>

namespace tutela::session {

/// An import that a person prepares: the file as it is read, and which column goes into which field. Writes nothing.
class ImportDraft {
public:
    explicit ImportDraft(const QString& source, exchange::ImportKind kind = exchange::ImportKind::INCIDENTS);

    [[nodiscard]] const exchange::ImportRequest& choices() const { return m_request; }
    /// Read the file another way; the preview must be made again.
    void setKind(exchange::ImportKind kind);
    void setEncoding(const std::string& encoding) { m_request.encoding = encoding; }
    void setSeparator(char separator) { m_request.separator = separator; }
    void setLayer(const std::string& layer);
    void setDateOrder(exchange::DateOrder order) { m_request.date_order = order; }
    /// @returns why not; empty when it is taken
    [[nodiscard]] QString setHeaderRow(const QString& typed);
    void setDataset(const std::string& dataset) { m_request.dataset = dataset; }

    /// Takes what was read. The mapping that was kept for this dataset wins over the proposal, where its columns are there.
    void take(exchange::ImportPreview preview);
    [[nodiscard]] const exchange::ImportPreview& preview() const { return m_preview; }
    /// Rasters, layers and tracks have no columns.
    [[nodiscard]] static bool hasColumns(exchange::ImportKind kind);
    [[nodiscard]] bool usedKeptMapping() const { return m_keptMapping; }

    /// Puts a column into a field (empty = not used). A field that takes one column is taken from the other.
    void setField(std::size_t column, const std::string& field);
    /// What a word of the file means in a field of words: an enumerator; empty = left out.
    void setWord(const std::string& field, const std::string& text, const std::string& enumerator);
    /// The one question that the file cannot answer; empty when there is none or it was answered.
    [[nodiscard]] QString dateQuestion() const;
    /// What keeps it from being imported; empty when nothing does.
    [[nodiscard]] QString blocked() const;
    [[nodiscard]] exchange::ImportRequest request(bool dryRun) const;
    /// Keeps the mapping for the next file of the dataset.
    void keepMapping() const;

    /// "Import october.xlsx (182)".
    [[nodiscard]] QString stepName(const exchange::ImportReport& report) const;
    /// How the file is read, in sentences.
    [[nodiscard]] QString encodingSentence() const;
    [[nodiscard]] QString shapeSentence() const;
    [[nodiscard]] QString headerSentence() const;
    [[nodiscard]] QString dateSentence() const;

private:
    [[nodiscard]] QString mappingKey() const;
    void recallMapping();
    void recallWords();

    exchange::ImportRequest m_request;
    exchange::ImportPreview m_preview;
    bool m_changed = false; ///< the mapping is a person's
    bool m_keptMapping = false;
};

/// A text of the file that no enumerator of a field is called by, or a code of a land cover whose class is not known.
struct UnknownWord {
    std::string field, text;
    std::int64_t count = 0; ///< rows, or cells of the raster
};
/// What such a text can be said to mean.
[[nodiscard]] std::vector<std::string_view> meaningsOf(exchange::ImportKind kind, const std::string& field);
/// "3 actors and 1 source that the mission did not know": what an import makes beside its own records; empty when nothing.
[[nodiscard]] QString madeBeside(const exchange::ImportReport& report);
/// What a person should know about the rows that are taken, in sentences: how many have no date, which values were not
/// understood and what becomes of them, all else that was noted. Each kind of finding is one sentence with its count.
[[nodiscard]] QStringList balanceNotes(const exchange::ImportReport& report, exchange::ImportKind kind);
/// The unknown words that a trial or an import met, the most frequent first.
[[nodiscard]] std::vector<UnknownWord> unknownWords(const exchange::ImportReport& report, exchange::ImportKind kind);
/// Field of a column by its name; null for the id of the source and for what is no field.
[[nodiscard]] const core::Field* columnField(exchange::ImportKind kind, const std::string& field);

/// Incidents that an import brought, by the columns before and after it: the new ones, else those of the dataset.
struct ImportedIncidents {
    std::int64_t count = 0;
    std::optional<std::int64_t> first; ///< an id
    std::optional<core::Box> box;      ///< degrees; empty when none has a position
};
[[nodiscard]] ImportedIncidents importedIncidents(const core::IncidentColumns& before, const core::IncidentColumns& after, const std::string& dataset);

/// "Killed (best)" and so on; "Id of the source" for source_id.
[[nodiscard]] QString columnFieldLabel(exchange::ImportKind kind, const std::string& field);
/// "incidents", "places".
[[nodiscard]] QString importKindLabel(exchange::ImportKind kind);
/// The same as the first word of a line: "Incidents".
[[nodiscard]] QString importKindTitle(exchange::ImportKind kind);

} // namespace tutela::session
